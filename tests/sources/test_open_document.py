"""OpenDocument texts: what is read of them, what is left out, and what is refused."""

import io
import zipfile

import pypandoc
import pytest

from toolkit.sources import read, read_many

STORY = "The ferry to Orla Island will run again from Monday, the harbour master said."
QUOTE = "“It did not stop once,” Ben Low told reporters on the pier."
NAMES = "office text table draw style".split()
SPACES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in NAMES)


def odt(body, *, doctype="", styles="", **more):
    """Return an OpenDocument text whose body is the given XML."""
    content = (
        f"{doctype}<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    parts = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **more}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def p(text, style=""):
    """Return a paragraph's XML."""
    return f'<text:p text:style-name="{style}">{text}</text:p>'


@pytest.fixture
def texts(put):
    """Write an OpenDocument text and return the paragraphs of its article."""
    return lambda body, **options: read(put("ferry.odt", odt(body, **options))).text.split("\n\n")


def test_what_another_program_writes(put, tmp_path):
    markdown = (
        f"---\ntitle: Ferry runs again\nauthor: Ada Roe\n---\n\n# Why it stopped\n\n{STORY}[^1]\n\n"
        f"- a boat\n- a pier\n\n> {QUOTE}\n\n| a | b |\n|---|---|\n| c | d |\n\n[^1]: A note.\n"
    )
    pypandoc.convert_text(markdown, "odt", format="markdown-smart", outputfile=str(tmp_path / "ferry.odt"))
    article = read(tmp_path / "ferry.odt")
    assert (article.title, article.meta["author"]) == ("Ferry runs again", "Ada Roe")
    assert article.text.split("\n\n") == [
        "Ferry runs again",
        "Ada Roe",
        "Why it stopped",
        STORY,
        "a boat",
        "a pier",
        QUOTE,
        "a · b",
        "c · d",
    ]


def test_title_is_the_headline_by_its_own_or_its_parents_style(put):
    styles = '<style:style style:name="P7" style:parent-style-name="Title"/>'
    for body in (p("Ferry runs again", "Title"), p("Ferry runs again", "P7")):
        article = read(put("ferry.odt", odt(p("Harbour news") + body + p(STORY), styles=styles)))
        assert article.title == "Ferry runs again"
    heading = '<text:h text:outline-level="1">Ferry runs again</text:h>'
    assert read(put("ferry.odt", odt(p("Harbour news") + heading + p(STORY)))).title == "Ferry runs again"


def test_spaces_tabs_and_line_breaks_part_words(texts):
    assert texts(p('One<text:s text:c="3"/>two<text:tab/>three<text:line-break/>four\n  five')) == [
        "One two three four five"
    ]


def test_notes_comments_changes_pictures_and_indexes_are_left_out(texts):
    deleted = f"<text:tracked-changes><text:changed-region>{p('gone')}</text:changed-region></text:tracked-changes>"
    note = f"<text:note><text:note-body>{p('A note.')}</text:note-body></text:note>"
    comment = f"<office:annotation>{p('so?')}</office:annotation>"
    frame = f"<draw:frame><draw:text-box>{p('A caption')}</draw:text-box></draw:frame>"
    contents = f"<text:table-of-content><text:index-body>{p('Ferry 1')}</text:index-body></text:table-of-content>"
    hidden = f'<text:section text:display="none">{p("hidden")}</text:section>'
    body = deleted + contents + p(STORY + note + comment + frame) + hidden + p("The boat", "Illustration")
    assert texts(body) == [STORY]


def test_sections_and_inner_elements_are_text(texts):
    inside = p('The <text:span>ferry <text:a xlink:href="x" xmlns:xlink="x">of Orla</text:a></text:span> runs.')
    assert texts(f"<text:section>{inside}</text:section>") == ["The ferry of Orla runs."]


def test_file_with_a_password(put, refused):
    manifest = "<manifest:manifest xmlns:manifest='m'><manifest:encryption-data/></manifest:manifest>"
    locked = odt("", **{"META-INF/manifest.xml": manifest, "content.xml": b"\x8f\x01" * 200})
    assert refused(put("ferry.odt", locked)) == "ferry.odt asks for a password: save it without one"
    assert "password" in refused(put("ferry.odt", odt("", **{"encrypted-package": b"\x8f\x01" * 200})))


def test_damaged_and_empty_files(put, refused):
    assert refused(put("ferry.odt", odt(""))) == "ferry.odt holds no text"
    assert "damaged" in refused(put("ferry.odt", odt("<text:p>")))
    assert "damaged" in refused(put("ferry.odt", odt(p(STORY))[:-40]))
    no_content = odt("").replace(b"content.xml", b"kontent.xml")
    assert "damaged" in refused(put("ferry.odt", no_content))


def test_entities_are_refused_and_none_is_fetched(put, refused, elsewhere, tmp_path):
    (tmp_path / "secret").write_text("the secret")
    for address in (f"file://{tmp_path}/secret", f"{elsewhere.url}/x"):
        doctype = f"<!DOCTYPE x [<!ENTITY e SYSTEM '{address}'>]>"
        assert "entities" in refused(put("ferry.odt", odt(p("&e;"), doctype=doctype)))
        remote = f"<!DOCTYPE x SYSTEM '{address}'>"
        assert read(put("ferry.odt", odt(p(STORY), doctype=remote))).text == STORY
    assert elsewhere.asked == []


def test_bombs(put, refused):
    assert "no ordinary document" in refused(put("ferry.odt", odt(p("a" * 60_000_000))))
    laughs = "".join(f"<!ENTITY {b} '{f'&{a};' * 50}'>" for a, b in zip("abcdefg", "bcdefgh", strict=True))
    assert "entities" in refused(put("ferry.odt", odt(p("&h;"), doctype=f"<!DOCTYPE x [<!ENTITY a 'ha'>{laughs}]>")))


def test_name_that_lies_changes_nothing(put):
    for name in ("ferry.txt", "ferry.docx", "ferry.zip"):
        assert read(put(name, odt(p(STORY)))).text == STORY


def test_spreadsheets_and_presentations_are_another_kind(put):
    other = odt(p(STORY), mimetype="application/vnd.oasis.opendocument.spreadsheet")
    (passed,) = read_many([put("ferry.ods", other).parent])
    assert not passed.failed and "of another kind than text" in passed.reason
