"""Word documents: what is read of them, what is left out, and what is refused."""

import io
import zipfile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE

from toolkit.sources import read, read_many

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STORY = "The ferry to Orla Island will run again from Monday, the harbour master said."
QUOTE = "“It did not stop once,” Ben Low told reporters on the pier."


def saved(document):
    """Return a document of python-docx as bytes."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def changed(data, **parts):
    """Return a document with some of its parts replaced or added; ``word__x`` stands for word/x.xml."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            key = name.removesuffix(".xml").replace("/", "__")
            new.writestr(name, parts.pop(key) if key in parts else old.read(name))
        for key, content in parts.items():
            new.writestr(key.replace("__", "/") + ".xml", content)
    return file.getvalue()


def of_xml(body):
    """Return a document whose body is the given XML."""
    return changed(saved(docx.Document()), word__document=f"<w:document {W}><w:body>{body}</w:body></w:document>")


def p(*runs):
    """Return a paragraph's XML."""
    return f"<w:p>{''.join(run if run.startswith('<') else f'<w:r><w:t>{run}</w:t></w:r>' for run in runs)}</w:p>"


@pytest.fixture
def put(put):
    """Write a document and return its path."""
    return lambda data, name="ferry.docx": put(name, data)


def texts(path):
    """Return the paragraphs of the only article."""
    return read(path).text.split("\n\n")


def test_headline_byline_date_and_paragraphs(put):
    document = docx.Document()
    document.add_heading("Ferry to Orla Island runs again", 0)
    for line in ("By Ada Roe", "July 5, 2019", STORY, "", QUOTE):
        document.add_paragraph(line)
    article = read(put(saved(document)))
    assert (article.title, article.byline, article.published) == (
        "Ferry to Orla Island runs again",
        "Ada Roe",
        "2019-07-05",
    )
    assert [article.text[a:b] for a, b in article.spans("body")] == [STORY, QUOTE]
    assert (article.id, article.origin) == ("ferry", "ferry.docx")


def test_first_heading_is_the_headline_where_no_title_is_marked(put):
    document = docx.Document()
    document.add_paragraph("Harbour news of the week")
    document.add_heading("Ferry to Orla Island runs again", 1)
    document.add_paragraph(STORY)
    document.add_heading("What it costs", 2)
    document.add_paragraph(QUOTE)
    article = read(put(saved(document)))
    assert article.title == "Ferry to Orla Island runs again"
    assert "What it costs" in article.text


def test_what_the_file_says_of_itself_is_kept_apart(put):
    document = docx.Document()
    document.add_paragraph(STORY)
    document.core_properties.author, document.core_properties.title = "Cy Orr", "draft 3"
    article = read(put(saved(document)))
    assert article.byline is None and article.title is None
    assert article.meta["author"] == "Cy Orr" and article.meta["title"] == "draft 3"


def test_tables_are_read_in_their_place_a_row_a_line(put):
    document = docx.Document()
    document.add_paragraph(STORY)
    table = document.add_table(2, 2)
    for cell, text in zip((c for row in table.rows for c in row.cells), ("Boat", "Fare", "Orla", "£3"), strict=True):
        cell.text = text
    document.add_paragraph(QUOTE)
    assert texts(put(saved(document))) == [STORY, "Boat · Fare", "Orla · £3", QUOTE]


def test_table_that_sets_out_a_page_gives_its_paragraphs(put):
    document = docx.Document()
    cell = document.add_table(1, 2).rows[0].cells[0]
    cell.text = STORY
    cell.add_paragraph(QUOTE)
    cell.add_table(1, 2).rows[0].cells[1].text = "A row within."
    assert texts(put(saved(document))) == [STORY, QUOTE, "A row within."]


def test_changes_are_read_as_accepted(put):
    deleted = "<w:del><w:r><w:delText>nine </w:delText></w:r></w:del>"
    inserted = "<w:ins><w:r><w:t>eleven </w:t></w:r></w:ins>"
    moved = "<w:moveFrom><w:r><w:t>gone </w:t></w:r></w:moveFrom>"
    assert texts(put(of_xml(p("It lay for ", deleted, inserted, moved, "weeks.")))) == ["It lay for eleven weeks."]


def test_links_controls_and_smart_tags_are_text(put):
    link = '<w:hyperlink w:anchor="x"><w:r><w:t>the shop</w:t></w:r></w:hyperlink>'
    control = "<w:sdt><w:sdtContent><w:r><w:t> of Orla</w:t></w:r></w:sdtContent></w:sdt>"
    tag = "<w:smartTag><w:r><w:t> Island</w:t></w:r></w:smartTag>"
    block = f"<w:sdt><w:sdtContent>{p('Ben Low owns it.')}</w:sdtContent></w:sdt>"
    assert texts(put(of_xml(p("He keeps ", link, control, tag, ".") + block))) == [
        "He keeps the shop of Orla Island.",
        "Ben Low owns it.",
    ]


def test_text_boxes_pictures_hidden_text_and_field_codes_are_left_out(put):
    box = f"<w:r><w:pict><w:txbxContent>{p('A box.')}</w:txbxContent></w:pict></w:r>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>shown.</w:t></w:r>'
    code = '<w:r><w:instrText>HYPERLINK "http://example.org"</w:instrText></w:r>'
    assert texts(put(of_xml(p("This is ", box, hidden, code, shown)))) == ["This is shown."]


def test_headers_footers_footnotes_captions_and_contents_are_left_out(put):
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Page header"
    document.sections[0].footer.paragraphs[0].text = "Page footer"
    document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("Ferry 1", style="toc 1")
    document.add_paragraph(STORY)
    document.add_paragraph("The boat in May", style="Caption")
    assert texts(put(saved(document))) == [STORY]


def test_breaks_and_tabs_part_words(put):
    assert texts(put(of_xml(p("One", "<w:r><w:tab/></w:r>", "two", "<w:r><w:br/></w:r>", "three")))) == [
        "One two three"
    ]


def test_docx_in_the_strict_form_is_read(put):
    strict = f"<w:document {W}><w:body>{p(STORY)}</w:body></w:document>".replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert texts(put(changed(saved(docx.Document()), word__document=strict))) == [STORY]


def test_macros_and_links_to_elsewhere_are_left_alone(put, elsewhere):
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="attachedTemplate" Target="{elsewhere.url}/a.dotm" TargetMode="External"/>'
        f'<Relationship Id="r2" Type="http://x/image" Target="{elsewhere.url}/a.png" TargetMode="External"/>'
        "</Relationships>"
    )
    types = zipfile.ZipFile(io.BytesIO(saved(docx.Document()))).read("[Content_Types].xml").decode()
    types = types.replace("wordprocessingml.document.main+xml", "macroEnabled.main+xml")
    data = of_xml(p(STORY) + '<w:altChunk r:id="r2" xmlns:r="x"/>')
    with_macros = changed(data, **{"word___rels__document.xml.rels": rels, "[Content_Types]": types})
    with zipfile.ZipFile(io.BytesIO(with_macros), "a") as archive:
        archive.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0" + bytes(100))
    assert texts(put(with_macros, "ferry.docm")) == [STORY]
    assert elsewhere.asked == []


@pytest.mark.parametrize("name", ["ferry.txt", "ferry.pdf", "ferry.zip", "ferry"])
def test_name_that_lies_changes_nothing(put, name):
    assert texts(put(of_xml(p(STORY)), name)) == [STORY]


def test_empty_document(put, refused):
    assert refused(put(saved(docx.Document()))) == "ferry.docx holds no text"
    assert refused(put(b"")) == "ferry.docx is empty: there is nothing to read in it"


def test_damaged_documents(put, refused):
    whole = of_xml(p(STORY) * 2000)
    for cut in (100, len(whole) // 2, len(whole) - 30):
        assert "damaged" in refused(put(whole[:cut]))
    assert "damaged" in refused(put(of_xml(p(STORY) + "<w:p>")))
    assert "damaged" in refused(put(whole.replace(b"PK\x05\x06", b"PK\x05\x05")))


def test_document_with_a_password(put, refused):
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(1000)
    assert refused(put(locked)) == "ferry.docx asks for a password: save it without one"


def test_old_documents_say_how_to_save_them(put, refused):
    old = put(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "WordDocument".encode("utf-16-le"), "ferry.doc")
    said = refused(old, failed=False)
    assert said == "ferry.doc is a Word document of the old kind (.doc), which is not read: save it as .docx"


def test_bombs_are_refused_before_they_go_off(put, refused):
    bomb = of_xml(p("a" * 60_000_000))
    assert len(bomb) < 1_000_000
    assert "no ordinary document" in refused(put(bomb))
    laughs = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(
        f"<!ENTITY {b} '{f'&{a};' * 50}'>" for a, b in zip("abcdefg", "bcdefgh", strict=True)
    )
    bomb = f"{laughs}]><w:document {W}><w:body>{p(STORY)}{p('&h;')}</w:body></w:document>"
    found = list(read_many([put(changed(saved(docx.Document()), word__document=bomb))]))
    assert len(str(found)) < 5000


def test_entities_of_elsewhere_are_not_fetched(put, elsewhere, tmp_path):
    (tmp_path / "secret.txt").write_text("the secret")
    for address in (f"file://{tmp_path}/secret.txt", f"{elsewhere.url}/x"):
        entity = f"<!DOCTYPE x [<!ENTITY e SYSTEM '{address}'>]>"
        evil = f"{entity}<w:document {W}><w:body>{p(STORY, '&e;')}</w:body></w:document>"
        found = list(read_many([put(changed(saved(docx.Document()), word__document=evil))]))
        assert "the secret" not in str(found)
    assert elsewhere.asked == []


def test_huge_table_is_read_in_seconds(put):
    import time

    row = f"<w:tr>{''.join(f'<w:tc>{p(str(k))}</w:tc>' for k in range(20))}</w:tr>"
    path = put(of_xml(p(STORY) + f"<w:tbl>{row * 5000}</w:tbl>"))
    began = time.process_time()
    assert len(texts(path)) == 5001
    assert time.process_time() - began < 10
