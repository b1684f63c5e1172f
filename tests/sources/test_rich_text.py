"""RTF: what is read of it, what is left out, and what is refused."""

import time

import pytest

from toolkit.sources import read

STORY = "The ferry to Orla Island will run again from Monday, the harbour master said."
QUOTE = "It did not stop once, Ben Low told reporters on the pier."
HEAD = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fmodern Courier;}{\f1\fnil\fcharset204 Arial;}}{\info{\title x}}"


def rtf(*paragraphs, head=HEAD):
    """Return an RTF file of paragraphs."""
    return (head + "\n".join(rf"\pard {line}\par" for line in paragraphs) + "}").encode("latin-1")


@pytest.fixture
def texts(put):
    """Write an RTF file and return the paragraphs of its article."""
    return lambda *paragraphs, **options: read(put("ferry.rtf", rtf(*paragraphs, **options))).text.split("\n\n")


def test_headline_byline_and_paragraphs(put):
    article = read(put("ferry.rtf", rtf("Ferry runs again", "By Ada Roe", "July 5, 2019", STORY, "", QUOTE)))
    assert (article.title, article.byline, article.published) == ("Ferry runs again", "Ada Roe", "2019-07-05")
    assert [article.text[a:b] for a, b in article.spans("body")] == [STORY, QUOTE]
    assert article.notes == ()


def test_characters_of_every_kind(texts):
    assert texts(r"\'93Zo\'eb\'94 \u8212? \u-10179?\u-8704? \'80 9 \lquote so\rquote  a\~b") == [
        "“Zoë” — 😀 € 9 ‘so’ a b"
    ]
    assert texts(r"\f1 \'cf\'f0\'e8\'e2\'e5\'f2\f0  \'e9t\'e9") == ["Привет été"]


def test_links_keep_their_words_and_lose_their_addresses(texts):
    link = r'{\field{\*\fldinst{HYPERLINK "http://example.org/x"}}{\fldrslt{ the pier}}}'
    assert texts(f"He stood on{link} and waved.") == ["He stood on the pier and waved."]


def test_tables_are_read_a_row_a_line(texts):
    row = r"\trowd\cellx900\cellx9000\pard\intbl {}\cell {}\cell\row"
    assert texts(STORY, row.format("Boat", "Fare") + row.format("Orla | north", "3")) == [
        STORY,
        "Boat · Fare",
        "Orla | north · 3",
    ]


@pytest.mark.parametrize(
    "bullet",
    [r"{\listtext\f1\'b7\tab}", r"{\listtext{\f1\'b7}\tab}", r"{\*\pntext\'b7\tab}", r"{\listtext \u8226?\tab}"],
)
def test_bullets_are_no_text(texts, bullet):
    assert texts(STORY, bullet + "It rained.", bullet + "It snowed.") == [STORY, "It rained.", "It snowed."]


def test_headers_footers_notes_comments_and_pictures_are_left_out(texts):
    out = r"{\header Page header\par}{\footer Page \chpgn\par}{\*\annotation \pard so\par}"
    binary = r"{\pict\wmetafile8\bin20 " + "a}b{\\par c\\'00" + "x" * 6 + "}"
    picture = r"{\pict\pngblip" + "\n" + "89504e470d0a1a0a" * 2000 + "}"
    assert texts(out + STORY + r"{\footnote \pard A note.\par}" + picture + binary, QUOTE) == [STORY, QUOTE]


def test_file_that_is_cut_off_says_so(put):
    whole = rtf(STORY, QUOTE, STORY)
    article = read(put("ferry.rtf", whole[: len(whole) - 90]))
    assert STORY in article.text
    assert "cut off" in article.notes[0]


def test_files_without_a_text_are_refused(put, refused):
    assert refused(put("ferry.rtf", rtf())) == "ferry.rtf holds no text"
    assert refused(put("ferry.rtf", b"{\\rtf1")) == "ferry.rtf holds no text"
    assert "damaged" in refused(put("ferry.rtf", rtf(r"\u99999999?")))


def test_name_that_lies_changes_nothing(put):
    for name in ("ferry.txt", "ferry.doc", "ferry.docx", "ferry"):
        assert read(put(name, rtf(STORY))).text == STORY


@pytest.mark.parametrize(
    "part",
    [
        r'{\field{\*\fldinst{HYPERLINK "http://example.org/' + "x" * 50 + r'"}}{\fldrslt{here}}} ',
        "{" * 300,
        r"\u8212?",
        r"{\field{\*\fldinst{",
        r"\bin99999999 ",
        r"\f1\fcharset204 ",
    ],
)
def test_a_megabyte_of_anything_is_read_or_refused_in_seconds(put, part):
    path = put("ferry.rtf", rtf(STORY, part * (1_000_000 // len(part))))
    began = time.process_time()
    assert read(path).text.startswith(STORY)
    assert time.process_time() - began < 10
