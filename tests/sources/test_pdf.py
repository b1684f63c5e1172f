"""PDF: paragraphs in reading order, without what a page adds to them; scans, locked and damaged files are named."""

import io
import time

import pytest
import typst
from sources import made_exports

from toolkit.sources import articles, pdf, read

FERRY = (
    "The ferry to Orla Island will run again from Monday, the harbour master of Ellery said on Thursday, after a pause "
    "of eleven weeks in which both of its well-known engines were taken out, cleaned and put back."
)
LOW = (
    "“We tested it all night, and it did not stop once,” Ben Low told reporters on the pier, waffling affably about "
    "the official figures of efficient ferries and the sufficient offers of other affluent offices."
)
SHOP = (
    "Islanders had waited for it: the shop ran out of flour in May, and the doctor came by rowing boat, which took him "
    "an hour on calm days and three on others, among them the well-known regatta."
)
SAILS = (
    "Nobody had expected the mid-1990s engines to last, officials conceded, and an experiment with sails had ended in "
    "disappointment when the mast broke in the first gust of the season. Said Low: Orla had seen worse."
)
STORY = [FERRY, LOW, SAILS, SHOP, f"{SHOP} {FERRY}", LOW, f"{SAILS} {LOW}", SHOP]
HEADLINE = "Ferry to Orla Island runs again after eleven weeks"


def page(body, *, columns=1, setup="", header=""):
    """Return a PDF with a headline over all columns, a byline, and text."""
    source = f"""
#set page(width: 15cm, height: 21cm, margin: 1.6cm, {header})
#set text(size: 9pt, hyphenate: true, lang: "en")
#set par(justify: true)
{setup}
#text(size: 20pt, weight: "bold")[{HEADLINE}]

By Ada Roe

#columns({columns}, gutter: 12pt)[
{body}
]"""
    return typst.compile(source.encode())


def paragraphs(*texts):
    """Return Typst's markup of paragraphs."""
    return "\n\n".join(texts)


def different(count):
    """Return so many paragraphs, no two of which are the same."""
    names = [f"{a}{b}{c}" for a in "BDFGKLMNPRST" for b in "aeiou" for c in "nlrstm"]
    first, second = ([names[k * step % len(names)] for k in range(count)] for step in (1, 7))
    return [STORY[k % 8].replace("Low", first[k]) + f" {second[k]} agreed with {names[k // 97]}." for k in range(count)]


def story(article):
    """Return the body paragraphs of an article."""
    return [article.text[a:b] for a, b in article.spans("body")]


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize(
    "setup",
    [
        "",
        "#set text(hyphenate: false)",
        "#set par(justify: false)",
        "#set par(first-line-indent: 1em, spacing: 0.65em)",
        "#set text(size: 11pt)",
    ],
)
def test_columns_are_read_one_after_the_other(put, columns, setup):
    article = read(put("ferry.pdf", page(paragraphs(*STORY), columns=columns, setup=setup)))
    assert (article.title, article.byline) == (HEADLINE, "Ada Roe")
    assert story(article) == STORY


def test_headers_footers_and_page_numbers_are_left_out(put):
    header = (
        "header: [Ellery Herald #h(1fr) 5 July 2019], "
        "footer: context [#h(1fr) Page #counter(page).display() of 3 #h(1fr)],"
    )
    for count in (1, 4):
        text = different(count * len(STORY))
        article = read(put("ferry.pdf", page(paragraphs(*text), columns=2, header=header)))
        assert story(article) == text
        assert "Herald" not in article.text and "Page" not in article.text


def test_paragraphs_go_on_over_pages(put):
    text = different(40)
    article = read(put("ferry.pdf", page(paragraphs(*text), setup="#set text(size: 12pt)")))
    assert story(article) == text


def test_words_that_a_line_end_broke_are_whole_and_others_keep_their_hyphens(put):
    body = "The re-?pre-?sen-?ta-?tives " * 40 + "of the well-known north-west " * 40
    text = " ".join(story(read(put("ferry.pdf", page(body, columns=3)))))
    words = set(text.replace(".", "").split())
    assert words == {"The", "representatives", "of", "the", "well-known", "north-west"}


def test_list_items_are_paragraphs_without_bullets(put):
    body = f"{FERRY}\n\n- the shop has flour\n- the doctor has a boat\n\n+ one\n+ two\n\n{LOW}"
    assert story(read(put("ferry.pdf", page(body)))) == [
        FERRY,
        "the shop has flour",
        "the doctor has a boat",
        "1. one",
        "2. two",
        LOW,
    ]


def test_caption_and_subheading_are_paragraphs_of_their_own(put):
    figure = "#figure(rect(width: 80%, height: 2cm), caption: text(size: 7pt)[The boat in May.], supplement: none)"
    body = f'{FERRY}\n\n{figure}\n\n#text(size: 12pt, weight: "bold")[What it costs]\n\n{LOW}'
    found = story(read(put("ferry.pdf", page(body, columns=2))))
    assert [line for line in found if "The boat in May." not in line] == [FERRY, "What it costs", LOW]
    assert len(found) == 4


def test_picture_in_the_middle_of_a_paragraph_does_not_break_it(put):
    place = "#place(bottom, float: true, figure(rect(height: 3cm, width: 50%), caption: text(size: 7pt)[A boat.]))"
    found = story(
        read(put("ferry.pdf", page(f"{place}\n\n{paragraphs(*different(16))}", setup="#set text(size: 10pt)")))
    )
    assert [line for line in found if "A boat." not in line] == different(16)


def test_large_initial_belongs_to_its_word(put):
    initial = "#box(width: 100%)[#place(dx: 0pt, dy: 0pt, text(size: 24pt)[T])#pad(left: 16pt)[{}]]"
    found = story(read(put("ferry.pdf", page(initial.format("he ferry runs \\\n again, the harbour master said.")))))
    assert found == ["The ferry runs again, the harbour master said."]


def test_numbers_of_notes_and_upright_text_are_left_out(put):
    body = f"#place(right, rotate(90deg, reflow: true)[draft]){LOW}#super(typographic: false)[12] {SHOP}"
    assert story(read(put("ferry.pdf", page(body)))) == [f"{LOW} {SHOP}"]


def test_what_the_file_says_of_itself_is_kept_apart(put):
    article = read(put("ferry.pdf", page(FERRY, setup='#set document(title: "x7", author: "Cy Orr", date: auto)')))
    assert (article.title, article.byline) == (HEADLINE, "Ada Roe")
    assert (article.meta["title"], article.meta["author"]) == ("x7", "Cy Orr")


def test_export_of_a_database_gives_all_its_articles(put):
    made = made_exports.some(3)
    lines = made_exports.older(made, width=2000).split("\n")
    blocks = "\n\n".join(
        "#[" + line.strip().replace("#", "\\#").replace("@", "\\@") + "]" for line in lines if line.strip()
    )
    source = f"#set page(width: 16cm)\n#set text(hyphenate: false)\n{blocks}"
    found = list(articles(put("nexis.pdf", typst.compile(source.encode()))))
    assert [(one.title, one.outlet, one.published) for one in found] == [
        (one.headline, one.outlet, one.published) for one in made
    ]


def _picture():
    from PIL import Image, ImageDraw

    image = Image.new("L", (600, 800), 255)
    ImageDraw.Draw(image).text((50, 50), FERRY)
    file = io.BytesIO()
    return image, file


def test_scan_is_refused_by_name(put, refused):
    image, file = _picture()
    image.save(file, "PDF")
    said = "scan.pdf is a scan without text: it has to go through text recognition (OCR) first"
    assert refused(put("scan.pdf", file.getvalue())) == said


def test_pages_without_text_are_counted(put, tmp_path):
    image, file = _picture()
    image.save(file, "PNG")
    (tmp_path / "scan.png").write_bytes(file.getvalue())
    source = f'#set page(width: 15cm)\n{FERRY}\n#pagebreak()\n#image("scan.png")'
    (tmp_path / "a.typ").write_text(source)
    article = read(put("ferry.pdf", typst.compile(str(tmp_path / "a.typ"), root=str(tmp_path))))
    assert article.notes == ("1 of 2 pages holds no text: pictures, or a scan",)


LOCKED = b"""%%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >> endobj
4 0 obj << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >> endobj
trailer << /Root 1 0 R /Size 5 /Encrypt 4 0 R /ID [<%s> <%s>] >>
%%%%EOF
""" % (b"41" * 32, b"42" * 32, b"43" * 16, b"43" * 16)


def test_file_with_a_password(put, refused):
    assert refused(put("ferry.pdf", LOCKED)) == "ferry.pdf asks for a password: save it without one"


def test_damaged_and_empty_files(put, refused):
    whole = page(paragraphs(*STORY))
    assert "damaged" in refused(put("ferry.pdf", whole[:300]))
    assert "damaged" in refused(put("ferry.pdf", b"%PDF-1.7 no more"))
    assert "without text" in refused(put("ferry.pdf", typst.compile(b"#set page(width: 5cm)\n#rect()")))


def test_book_is_refused_by_its_length(put, refused, monkeypatch):
    monkeypatch.setattr(pdf, "PAGES", 3)
    assert "4 pages" in refused(put("ferry.pdf", typst.compile(b"a#pagebreak()b#pagebreak()c#pagebreak()d")))


def test_name_that_lies_changes_nothing(put):
    for name in ("ferry.txt", "ferry.docx", "ferry"):
        assert read(put(name, page(FERRY))).title == HEADLINE


def test_a_hundred_pages_are_read_in_seconds(put):
    text = different(1200)
    path = put("ferry.pdf", page(paragraphs(*text), columns=2))
    began = time.process_time()
    article = read(path)
    assert time.process_time() - began < 20
    assert len(set(story(article)) & set(text)) > 0.99 * len(text)
