"""From a file, a URL or a text to an article: what is read, what is refused, and what the refusal says."""

import gc
import gzip
import http.server
import io
import os
import threading
import time
import warnings
import zipfile

import pytest

from toolkit.errors import InputError, ParameterError
from toolkit.sources import articles, model, read

STORY = (
    "Café on the pier to reopen\n\n"
    "The café on the pier will reopen in May, said Zoë Achterberg, who has leased it for £9,000 a year.\n\n"
    "“It’s a risk – but it’s my risk,” she said.\n"
)


@pytest.fixture
def put(tmp_path):
    """Writes a file and returns its path."""

    def write(name, data):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
        return path

    return write


def refusal(*args, **options):
    """The sentence with which reading is refused: one line."""
    with pytest.raises(InputError) as caught:
        read(*args, **options)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_text_is_exactly_the_file(put):
    text = "  Café to reopen \n\n\n\tIt will\u00a0reopen in May,  she said.\r\rNo date\x0bwas given.\u2028Yet. \n \n"
    article = read(put("cafe.txt", text))
    assert article.text == text
    assert [text[a:b] for a, b in (p.span for p in article.paragraphs)] == [
        "Café to reopen",
        "It will\u00a0reopen in May,  she said.",
        "No date",
        "was given.",
        "Yet.",
    ]


def test_windows_line_ends_become_plain_ones_and_nothing_else_changes(put):
    assert read(put("a.txt", STORY.replace("\n", "\r\n"))).text == STORY
    assert read(text="One.\r\nTwo.\rThree.\n").text == "One.\nTwo.\rThree.\n"


def test_id_is_the_file_name_without_its_ending_and_origin_the_name_alone(put):
    article = read(put("pier-cafe.txt", STORY))
    assert (article.id, article.origin, article.title) == ("pier-cafe", "pier-cafe.txt", "Café on the pier to reopen")
    assert read(put("talks 12.11.2021", STORY)).id == "talks 12.11.2021"
    assert read(put("talks.md", STORY), id="other").id == "other"
    assert read(str(put("Talks.TXT", STORY))).id == "Talks"


def test_text_given_as_text_has_no_origin():
    article = read(text=STORY)
    assert (article.id, article.origin, article.text, article.notes) == ("text", None, STORY, ())
    assert read(text=STORY, id="r7").id == "r7"


def test_marks_of_markdown_are_no_part_of_the_words(put):
    text = "# Café to reopen\n\nIt will reopen **in May**, [she said](https://example.org).\n"
    article = read(put("cafe.md", text))
    assert (article.text, article.title) == ("Café to reopen\n\nIt will reopen in May, she said.", "Café to reopen")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_mark_decides_and_goes(put, encoding):
    article = read(put("a.txt", STORY.encode(encoding)))
    assert (article.text, article.notes) == (STORY, ())


@pytest.mark.parametrize("mark, encoding", [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_both_byte_orders_of_utf16(put, mark, encoding):
    assert read(put("a.txt", mark + STORY.encode(encoding))).text == STORY


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_its_mark_is_read_and_noted(put, encoding):
    article = read(put("a.txt", STORY.encode(encoding)))
    assert article.text == STORY
    assert encoding.upper() in article.notes[0]


def test_windows_1252_is_read_and_noted(put):
    article = read(put("a.txt", STORY.encode("cp1252")))
    assert article.text == STORY
    assert len(article.notes) == 1 and "Windows-1252" in article.notes[0]


def test_one_curly_apostrophe_of_windows_1252_is_enough(put):
    assert read(put("a.txt", b"It\x92s late, she said. " * 50)).text == "It’s late, she said. " * 50


def test_russian_in_an_older_encoding_is_not_taken_for_western(put):
    text = "Мост закроют в понедельник, сообщила мэрия города. Водителям придётся ехать через паром.\n" * 20
    article = read(put("a.txt", text.encode("cp1251")))
    assert article.text == text
    assert "guess" in article.notes[0]


def test_broken_bytes_in_utf8_spoil_nothing_else(put):
    data = STORY.encode("utf-8").replace(b"risk,", b"ris\xff,")
    article = read(put("a.txt", data * 3))
    assert article.text == STORY.replace("risk,", "ris\ufffd,") * 3
    assert "3 places" in article.notes[0]


def test_half_characters_in_a_row_are_replaced_one_by_one():
    article = read(text="She wrote \ud83d and left.")
    assert article.text == "She wrote \ufffd and left."
    assert len(article.notes) == 1


def test_path_that_is_not_there_names_a_near_one(put):
    path = put("pier-cafe.txt", STORY)
    said = refusal(path.with_name("peir-cafe.txt"))
    assert "is not there" in said and "do you mean pier-cafe.txt?" in said
    assert "pier-cafe.txt" in refusal(path.with_name("PIER-CAFE.TXT"))
    assert "do you mean" not in refusal(path.with_name("zzz.txt"))
    assert "there is no folder" in refusal(path.parent / "nowhere" / "a.txt")


def test_only_a_name_that_is_close_without_its_ending_is_named(put):
    for name in ("o.txt", "note.txt", "bridge.html", "bridge.txt"):
        path = put(name, STORY)
    for far in ("no.txt", "p.txt", "article.txt", "vase.html"):
        assert "check its folder and its name" in refusal(path.with_name(far))
    for near, meant in (("brigde.txt", "bridge.txt"), ("bridge.docx", "bridge"), ("notes.md", "note.txt")):
        assert f"do you mean {meant}" in refusal(path.with_name(near))


def test_mistyped_path_never_becomes_an_article():
    for path in ("no such file", "article.txt ", "It rained on Friday, farmers said."):
        assert f"{path} is not there" in refusal(path)
    assert "cannot be read" in refusal("a" * 300)
    assert "the path is empty" in refusal("")


def test_text_given_as_a_path_is_sent_to_text():
    assert "text=" in refusal(STORY)
    assert "text=" in refusal("word " * 1000)


def test_zero_byte_in_a_path_is_no_traceback():
    assert "is not there" in refusal("a\x00b.txt")


def test_folder_is_one_article_only_if_it_holds_one(put, tmp_path):
    assert "holds no files" in refusal(tmp_path)
    put("cafe.txt", STORY)
    assert read(tmp_path).text == STORY
    put("talks.txt", STORY)
    said = refusal(tmp_path)
    assert "holds 2 articles" in said and "toolkit.articles" in said


@pytest.mark.parametrize(
    "data, word", [(b"", "empty"), (b" \r\n\t\n", "blank"), (b"\xef\xbb\xbf", "empty"), (b"\xff\xfe", "empty")]
)
def test_file_with_nothing_in_it(put, data, word):
    said = refusal(put("nothing.txt", data))
    assert "nothing.txt" in said and word in said


def test_blank_text():
    assert "blank" in refusal(text=" \n ")
    assert "empty" in refusal(text="")


def _zip(name="a.txt"):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, STORY)
    return file.getvalue()


def _picture(kind):
    import matplotlib.figure

    file = io.BytesIO()
    matplotlib.figure.Figure((0.2, 0.2)).savefig(file, format=kind)
    return file.getvalue()


PAGE = f"<!DOCTYPE html>\n<html><body>{''.join(f'<p>{line}</p>' for line in STORY.splitlines())}</body></html>"


@pytest.mark.parametrize(
    "make, word",
    [
        (lambda: _picture("png"), "an image"),
        (lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 8, "an image"),
        (lambda: b"GIF89a\x01\x00\x01\x00\x80\x00\x00" + bytes(30), "an image"),
        (lambda: _picture("pdf"), "a scan without text"),
        (lambda: _zip("word/document.xml"), "a Word document, but damaged"),
        (lambda: _zip("xl/workbook.xml"), "an Excel workbook, but damaged"),
        (lambda: gzip.compress(STORY.encode())[:40], "damaged"),
        (lambda: bytes(range(256)) * 40, "not text"),
        (lambda: os.urandom(20_000), "text"),
        (lambda: STORY.encode() * 20 + bytes(10_000), "not text"),
    ],
)
@pytest.mark.parametrize("name", ["article.txt", "article.md", "article"])
def test_what_cannot_be_read_is_refused_by_what_it_is_whatever_its_name(put, make, word, name):
    said = refusal(put(name, make()))
    assert name in said and word in said


@pytest.mark.parametrize("make", [_zip, lambda: gzip.compress(STORY.encode()), lambda: STORY, lambda: PAGE])
@pytest.mark.parametrize("name", ["article.txt", "article.html", "article.docx", "article.pdf", "article"])
def test_what_a_file_is_counts_and_not_its_ending(put, make, name):
    lines = [line for line in read(put(name, make())).text.splitlines() if line]
    assert lines == [line for line in STORY.splitlines() if line]


def test_gzip_file_is_closed(put):
    gc.collect()  # what other tests have left behind is not this one's
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        read(put("article.txt.gz", gzip.compress(STORY.encode())))
        gc.collect()
    assert [str(warning.message) for warning in warned if warning.category is ResourceWarning] == []


def test_image_by_its_own_name(put):
    said = refusal(put("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(300)))
    assert said.startswith("photo.jpg is an image, not text: give a .txt, .html, .docx")


@pytest.mark.parametrize("name, word", [("a.ipynb", "a notebook"), ("a.py", "a program"), ("a.toml", "settings")])
def test_files_of_text_that_are_no_articles_are_refused_by_their_kind(put, name, word):
    assert word in refusal(put(name, STORY))


def test_row_is_an_article(put):
    assert read(put("rows.jsonl", '{"id": "1", "text": "It rained."}\n')).text == "It rained."


def test_texts_that_only_begin_like_other_files_are_read(put):
    for text in (
        "BMW to close plant\n\nThe car maker said so.\n",
        "MZ is back, fans say.\n",
        "PK, the actor, said so.\n",
    ):
        assert read(put("a.txt", text)).text == text


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_file_that_may_not_be_read(put):
    path = put("secret.txt", STORY)
    path.chmod(0)
    assert "permissions" in refusal(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert "no ordinary file" in refusal(tmp_path / "pipe.txt")


def test_very_large_file_is_refused_by_its_size(put, monkeypatch):
    monkeypatch.setattr(model, "LARGEST", 1000)
    assert "larger than" in refusal(put("a.txt", STORY * 20))


@pytest.mark.parametrize("what", [3, None, b"It rained."])
def test_what_is_no_source_is_said_to_be_none(what):
    with pytest.raises(ParameterError, match=f"an article cannot be read from {type(what).__name__}: give a path"):
        list(articles(what))


def test_path_or_text_and_not_both():
    for options in ({}, {"source": "a.txt", "text": STORY}):
        with pytest.raises(ParameterError):
            read(**options)
    with pytest.raises(ParameterError):
        read(text=b"bytes")


def test_five_megabytes_are_read_in_seconds(put):
    text = STORY * 30_000
    path = put("long.txt", text.encode("cp1252"))
    assert path.stat().st_size > 5_000_000
    began = time.process_time()
    article = read(path)
    assert time.process_time() - began < 20
    assert article.text == text
    assert len(article.paragraphs) == 3 * 30_000


def test_one_line_of_five_megabytes(put):
    text = "It rained on Friday, farmers said. " * 150_000
    article = read(put("line.txt", text))
    assert article.text == text
    assert [p.span for p in article.paragraphs] == [(0, len(text) - 1)]


@pytest.fixture
def server():
    """A real web server on this machine, and the paths asked of it."""
    asked = []

    pages = {
        "/news/pier-cafe.txt": ("text/plain; charset=utf-8", STORY.encode("utf-8")),
        "/western": ("text/plain; charset=iso-8859-15", "Zoë pays 9 €, she said.".encode("iso-8859-15")),
        "/unsaid.txt": ("text/plain", STORY.encode("utf-8")),
        "/page": ("text/html", b"<html><body></body></html>"),
        "/photo.txt": ("text/plain", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(300)),
        "/empty.txt": ("text/plain", b""),
    }

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            kind, data = pages.get(self.path.split("?")[0], (None, b"nothing here"))
            self.send_response(200 if kind else 404)
            self.send_header("Content-Type", kind or "text/plain")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args):
            pass

    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_address[1]}", asked
    running.shutdown()
    running.server_close()


def test_url_of_a_text_is_fetched_once_and_nothing_else(server):
    base, asked = server
    article = read(f"{base}/news/pier-cafe.txt?from=mail", allow_private=True)
    assert article.text == STORY
    assert (article.id, article.origin) == ("pier-cafe", f"{base}/news/pier-cafe.txt?from=mail")
    assert (article.url, article.outlet) == (f"{base}/news/pier-cafe.txt?from=mail", "127.0.0.1")
    assert asked == ["/news/pier-cafe.txt?from=mail"]


def test_encoding_that_the_server_says_is_believed(server):
    article = read(f"{server[0]}/western", allow_private=True)
    assert (article.text, article.notes) == ("Zoë pays 9 €, she said.", ())
    assert read(f"{server[0]}/unsaid.txt", allow_private=True).text == STORY


@pytest.mark.parametrize(
    "path, word", [("/gone", "404"), ("/page", "a web page"), ("/photo.txt", "an image"), ("/empty.txt", "empty")]
)
def test_url_without_a_text_says_why(server, path, word):
    said = refusal(server[0] + path, allow_private=True)
    assert path in said and word in said


def test_url_inside_an_article_is_not_fetched(server):
    base, asked = server
    read(text=f"It rained, see {base}/news/pier-cafe.txt for more.\n\n<img src='{base}/photo.txt'>\n")
    assert asked == []
