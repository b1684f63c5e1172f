"""Exports, opened with each tool's own library: every mark stands where it should, however the text is counted."""

import json
import re
import zipfile

import pytest
from made_analyses import port, silence
from made_texts import HARD, hard

import toolkit
from toolkit.errors import ParameterError, ToolkitWarning
from toolkit.exchange import exporting
from toolkit.exchange.annotations import annotations

FORMATS = [name for name in exporting.FORMATS if name != "spacy"]  # which test_spacy_docs.py has


@pytest.fixture(params=[port, hard], ids=["port", "hard"])
def made(request):
    return request.param()


def words(analysis, layer):
    """The words of each mark of a layer, in the order of the text."""
    marks = sorted(mark.span for mark in annotations(analysis) if mark.layer == layer)
    return [analysis.article.text[start:end] for start, end in marks]


# ---------------------------------------------------------------- any format


@pytest.mark.parametrize("to", FORMATS)
def test_the_same_analyses_give_the_same_bytes(to, tmp_path):
    first = toolkit.exchange.export([port(), hard()], to, out=tmp_path / "one" / "x")
    second = toolkit.exchange.export([port(), hard()], to, out=tmp_path / "two" / "x")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_analyses_may_come_one_by_one_and_two_of_one_name_have_files_of_their_own(tmp_path):
    paths = toolkit.exchange.export((port() for _ in range(2)), "inception", out=tmp_path)
    assert [path.name for path in paths] == ["TypeSystem.xml", "port.xmi", "port-2.xmi"]


def test_what_cannot_be_exported_is_said(tmp_path):
    with pytest.raises(ParameterError, match="no format word: give labelstudio, inception"):
        toolkit.exchange.export(port(), "word", out=tmp_path / "x")
    with pytest.raises(ParameterError, match="no analysis"):
        toolkit.exchange.export([], "tei", out=tmp_path / "x")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("to", ["inception", "tei", "qdpx"])
def test_characters_that_xml_cannot_hold_are_replaced_and_counted(to, tmp_path):
    article = toolkit.read(text="A day\n\nIt rained\x0b, said Ada Roe.\n", id="rain")
    with pytest.warns(ToolkitWarning, match="rain: 1 characters that XML cannot hold"):
        toolkit.exchange.export(toolkit.analyse(article), to, out=tmp_path / "x")


def test_an_article_without_names_and_quotes_is_exported_too(tmp_path):
    for to in FORMATS:
        assert toolkit.exchange.export(silence(), to, out=tmp_path / to)


def test_the_command_writes_what_it_can_and_says_what_it_could_not(toolkit, article, tmp_path):
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04")
    done = toolkit("export", article, tmp_path / "broken.docx", "--to", "tei", "-o", "out", status=1)
    assert done.stdout.startswith("out.xml: ") and "broken.docx" in done.stderr
    assert "<said" in (tmp_path / "out.xml").read_text("utf-8")
    assert "give labelstudio" in toolkit("export", article, "--to", "word", "-o", "x", status=2).stderr


def test_what_the_analyst_knows_goes_along_into_json_tables_and_every_export(article, tmp_path):
    known = '[[actor]]\nname = "Ines Okafor"\nwikidata = "Q42"\nseat = "Harbour East"\ngroups = { party = "Left" }\n'
    (tmp_path / "actors.toml").write_text(known, "utf-8")
    made = toolkit.analyse(article, actors_file=tmp_path / "actors.toml")
    assert made.actor("Okafor").meta == {"wikidata": "Q42", "seat": "Harbour East"}
    assert toolkit.Analysis.from_json(made.to_json()) == made
    row = toolkit.tables.actors(made).set_index("actor").loc["Ines Okafor"]
    assert (row["wikidata"], row["seat"]) == ("Q42", "Harbour East")
    many = toolkit.collection.actors(toolkit.collection.from_analyses([made]))
    assert many.set_index("actor").loc["Ines Okafor", "wikidata"] == "Q42"
    for to in FORMATS:
        files = toolkit.exchange.export(made, to, out=tmp_path / to / "x")
        texts = [path.read_bytes() for path in files]
        if to == "qdpx":
            texts = [zipfile.ZipFile(files[0]).read("project.qde")]
        wanted = {"inception": [b"Q42"], "graphml": [b"Q42", b"Harbour East"], "gephi": [b"Q42", b"Harbour East"]}.get(
            to, [b"Q42", b"Harbour East", b"Left"]
        )
        assert all(any(word in text for text in texts) for word in wanted), to


# ---------------------------------------------------------------- each format


def test_label_studio_has_a_region_for_every_mark_and_a_choice_for_every_quote(made, tmp_path):
    tasks, labels = toolkit.exchange.export(made, "labelstudio", out=tmp_path)
    (task,) = json.loads(tasks.read_text("utf-8"))
    text, result = task["data"]["text"], task["predictions"][0]["result"]
    assert text == made.article.text
    for item in result:
        if item["type"] != "relation":
            assert text[item["value"]["start"] : item["value"]["end"]] == item["value"]["text"]
            assert f'name="{item["from_name"]}"' in labels.read_text("utf-8")
    regions = [item["value"] for item in result if item["type"] == "labels"]
    assert sorted(r["text"] for r in regions if r["labels"] == ["quote"]) == sorted(words(made, "quote"))
    speakers = [item["value"]["choices"][0] for item in result if item.get("from_name") == "speaker"]
    assert speakers == [quote.speaker_name or "(nobody named)" for quote in made.quotes]
    assert set(speakers) <= {choice["value"] for choice in task["data"]["speakers"]}
    ids = {item["id"] for item in result if "id" in item}
    relations = [item for item in result if item["type"] == "relation"]
    assert relations and all({item["from_id"], item["to_id"]} <= ids for item in relations)


def test_uima_counts_in_utf_16_and_cassis_gives_characters_back(made, tmp_path):
    import cassis

    toolkit.exchange.export(made, "inception", out=tmp_path)
    file = tmp_path / f"{made.article.id}.xmi"
    types = cassis.load_typesystem((tmp_path / "TypeSystem.xml").open("rb"))
    cas = cassis.load_cas_from_xmi(file.open("rb"), typesystem=types)
    assert cas.sofa_string == made.article.text
    quotes = cas.select("webanno.custom.Quote")
    assert [quote.get_covered_text() for quote in quotes] == words(made, "quote")
    assert [m.get_covered_text() for m in cas.select("webanno.custom.Mention")] == words(made, "mention")
    first = {quote.id: quote for quote in made.quotes}
    for quote in quotes:
        assert quote.speaker in (None, first[quote.quote].speaker_name)
    units = made.article.text.encode("utf-16-le")
    for start, end in re.findall(r'<custom:Quote [^>]*begin="(\d+)" end="(\d+)"', file.read_text("utf-8")):
        assert units[2 * int(start) : 2 * int(end)].decode("utf-16-le") in words(made, "quote")
    sentences = cas.select("de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence")
    assert tuple((s.begin, s.end) for s in sentences) == made.sentences
    assert all(not token.get_covered_text().isspace() for token in cas.select(f"{sentences[0].type.name[:-8]}Token"))


def test_a_refi_qda_project_has_speakers_as_codes(made, tmp_path):
    from pyrefiqda import RefiProject

    (path,) = toolkit.exchange.export(made, "qdpx", out=tmp_path / "study")
    assert path.name == "study.qdpx"
    project = RefiProject.load(path, extract_dir=str(tmp_path / "open"))
    (source,) = project.sources.text_source
    file = RefiProject.resolve_source_path(source.plain_text_path, tmp_path / "open")
    text = file.read_bytes().decode("utf-8")
    assert text == made.article.text
    names = {code.guid: (group.name, code.name) for group in project.code_book.codes.code for code in group.code}
    assert len({name for _, name in names.values()}) == len(names), "some tools want each name once"
    said = [
        (text[s.start_position : s.end_position], next(n for g, n in coded if g == "Speakers"))
        for s in source.plain_text_selection
        if "Speakers" in dict(coded := [names[c.code_ref.target_guid] for c in s.coding])
    ]
    wanted = [
        (made.article.text[a:b], f"Speaker: {quote.speaker_name or '(nobody named)'}")
        for quote in made.quotes
        for a, b in quote.content
    ]
    assert said == wanted


def test_a_web_annotation_is_found_by_position_and_by_words(made, tmp_path):
    path, text_path = toolkit.exchange.export(made, "w3c", out=tmp_path)
    collection = json.loads(path.read_text("utf-8"))
    items, text = collection["first"]["items"], text_path.read_bytes().decode("utf-8")
    assert collection["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert len(items) == collection["total"] == len({item["id"] for item in items})
    found = []
    for item in items:
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        for target in targets:
            assert (tmp_path / target["source"]).is_file()
            position, quoted = target["selector"]
            assert text[position["start"] : position["end"]] == quoted["exact"]
            around = quoted.get("prefix", "") + quoted["exact"] + quoted.get("suffix", "")
            assert around in text
            found += [quoted["exact"]] if item["body"][0]["value"] == "quote" else []
    assert sorted(found) == sorted(words(made, "quote"))
    ids = {item["id"] for item in items}
    assert {body["source"] for item in items for body in item["body"] if "source" in body} <= ids


def test_tei_is_read_back_as_the_same_text_and_says_who(made, tmp_path):
    from lxml import etree

    (path,) = toolkit.exchange.export(made, "tei", out=tmp_path / "x.xml")
    root, ns = etree.parse(path).getroot(), {"t": "http://www.tei-c.org/ns/1.0"}
    ids = root.xpath("//@xml:id")
    assert len(ids) == len(set(ids))
    pointers = [p for a in ("who", "next", "prev", "ref", "corresp") for p in root.xpath(f"//@{a}")]
    assert pointers and all(pointer.startswith("#") and pointer[1:] in ids for pointer in pointers)
    names = {
        e.get("{http://www.w3.org/XML/1998/namespace}id"): e[0].text
        for e in root.xpath("//t:person|//t:org", namespaces=ns)
    }
    for quote in made.quotes:
        (part,), text = root.xpath(f"//t:said[@xml:id='{quote.id}']", namespaces=ns), ""
        assert names.get((part.get("who") or "#")[1:]) == quote.speaker_name
        while part is not None:
            text += "".join(part.itertext())
            following = root.xpath(f"//*[@xml:id='{(part.get('next') or '#')[1:]}']")
            part = following[0] if following else None
        assert text == "".join(made.article.text[a:b] for a, b in quote.content)
    lines = [made.article.text[a:b] for a, b in sorted(p.span for p in made.article.paragraphs)]
    assert [
        "".join(block.itertext()) for block in root.xpath("//t:body/*[not(self::t:interpGrp)]", namespaces=ns)
    ] == lines


def test_marks_that_overlap_are_split_and_joined(tmp_path):
    from lxml import etree

    made = port()
    (path,) = toolkit.exchange.export(made, "tei", out=tmp_path / "x.xml")
    said = etree.parse(path).xpath("//*[local-name()='said']")
    inner = [s for s in said if s.getparent().tag == s.tag]
    assert [s.get("who") for s in inner] == [None], "“We shall see” inside the mayor's words"


def test_a_corpus_is_one_tei_file_and_both_texts_come_back(tmp_path):
    (path,) = toolkit.exchange.export([port(), silence()], "tei", out=tmp_path / "corpus")
    articles = list(toolkit.articles(path))
    assert [article.title for article in articles] == [port().article.title, "The weather"]
    body = [port().article.text[a:b] for a, b in port().article.spans("body")]
    assert [articles[0].text[a:b] for a, b in articles[0].spans("body")] == body


def test_the_zip_of_a_project_bears_no_time(tmp_path):
    (path,) = toolkit.exchange.export(hard(), "qdpx", out=tmp_path / "x")
    with zipfile.ZipFile(path) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert HARD.encode() in [archive.read(name) for name in archive.namelist()]
