"""E-books: what is read of them, what is left out, and what is refused."""

import io
import zipfile

import pypandoc
import pytest

from toolkit.sources import read

STORY = "The ferry to Orla Island will run again from Monday, the harbour master said."
QUOTE = "“It did not stop once,” Ben Low told reporters on the pier."
MARKDOWN = f"""---
title: Ferry runs again
author: Ada Roe
date: 2019-07-05
publisher: Ellery Herald
---

# Why it stopped

{STORY}[^1]

[^1]: A note.

# What it costs

{QUOTE}
"""


@pytest.fixture(scope="module")
def epub(tmp_path_factory):
    """Return an e-book of two chapters."""
    path = tmp_path_factory.mktemp("epub") / "ferry.epub"
    pypandoc.convert_text(MARKDOWN, "epub", format="markdown-smart", outputfile=str(path))
    return path.read_bytes()


def changed(data, change, **more):
    """Return an e-book with its chapters changed, and with more parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content.decode()) if "/ch00" in name else content)
        for name, content in more.items():
            new.writestr(name, content)
    return file.getvalue()


def test_title_author_date_publisher_and_all_chapters(put, epub):
    article = read(put("ferry.epub", epub))
    assert (article.title, article.byline, article.published) == ("Ferry runs again", "Ada Roe", "2019-07-05")
    assert article.outlet == "Ellery Herald"
    assert article.text.split("\n\n") == ["Ferry runs again", "Why it stopped", STORY, "What it costs", QUOTE]


def test_name_that_lies_changes_nothing(put, epub):
    for name in ("ferry.txt", "ferry.zip", "ferry.docx"):
        assert read(put(name, epub)).title == "Ferry runs again"


def test_book_locked_by_its_seller(put, refused, epub):
    method = '<e:EncryptionMethod xmlns:e="e" Algorithm="{}"/>'
    locked = changed(
        epub, str, **{"META-INF/encryption.xml": method.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")}
    )
    assert "locked" in refused(put("ferry.epub", locked))
    fonts = changed(epub, str, **{"META-INF/encryption.xml": method.format("http://www.idpf.org/2008/embedding")})
    assert read(put("ferry.epub", fonts)).title == "Ferry runs again"


def test_damaged_books(put, refused, epub):
    assert "damaged" in refused(put("ferry.epub", epub[: len(epub) // 2]))
    assert "damaged" in refused(put("ferry.epub", epub.replace(b"META-INF/container.xml", b"META-INF/kontainer.xml")))


def test_nothing_that_a_book_names_is_fetched(put, elsewhere, epub, tmp_path):
    (tmp_path / "secret").write_text("the secret")
    linked = f'<img src="{elsewhere.url}/x.png"/><iframe src="file://{tmp_path}/secret"></iframe></body>'
    assert "the secret" not in read(put("ferry.epub", changed(epub, lambda text: text.replace("</body>", linked)))).text
    assert elsewhere.asked == []


def test_bomb(put, refused, epub):
    bomb = changed(epub, lambda text: text.replace("</body>", f"<p>{'a' * 40_000_000}</p></body>"))
    assert "no ordinary document" in refused(put("ferry.epub", bomb))
