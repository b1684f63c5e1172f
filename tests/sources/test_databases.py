"""Exports of Nexis, Lexis and Factiva: each article with headline, date and outlet, nothing of the export in it."""

import io
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import SHARED
from sources import made_exports
from sources.made_exports import Made, some

from toolkit.errors import InputError
from toolkit.sources import articles, read_many

SIGNS = (  # what an export adds to its articles
    "LENGTH:", "Length:", "LOAD-DATE", "Load-Date", "BYLINE:", "Byline:", "SECTION:", "Section:", "Copyright ",
    "Link to Image", "Bibliography", "End of Document", "Classification", "PUBLICATION-TYPE", "LANGUAGE:", "DOCUMENTS",
    "Wörter", "mots", "ELLHER", "Late Edition", "Client/Matter", "BODY:", "HEADLINE:", "Ellery Papers", "HIGHLIGHT",
)  # fmt: skip


@pytest.fixture
def read(tmp_path):
    """Write an export and give its articles; nothing may be passed over."""

    def write_and_read(name, data):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
        return list(articles(path, on_passed_over=lambda what: pytest.fail(what.reason)))

    return write_and_read


def agree(found, made, *, published=None):
    """Whether articles are those that an export was made of: the metadata, and the text, paragraph for paragraph."""
    assert [article.title for article in found] == [one.headline for one in made]
    assert [article.outlet for article in found] == [one.outlet for one in made]
    assert [article.published for article in found] == [published or one.published for one in made]
    assert [article.text.split("\n\n") for article in found] == [[one.headline, *one.body] for one in made]
    assert [article.byline or "" for article in found] == [one.byline for one in made]
    assert len({article.id for article in found}) == len(made)
    text = "\n".join(article.text for article in found)
    assert [sign for sign in SIGNS if sign in text] == []


KINDS = {  # what is exported, and how it is written down
    "docx": lambda lines: ("export.docx", made_exports.docx(lines)),
    "rtf": lambda lines: ("export.rtf", made_exports.rtf(lines)),
    "RTF called DOC": lambda lines: ("export.DOC", made_exports.rtf(lines)),
    "txt": lambda lines: ("export.txt", "\n".join(lines)),
}
MIXED = (
    Made(),
    Made(headline="Pier: café to close; Owner says “it rained too much”", byline="", section="", copyright=""),
    Made(headline="Update: What the mayor of Ellery knew in May 2019", date="July 2019", published="2019-07"),
    Made(outlet="The Orla Times (Orla)", highlight="Fares stay as they are", byline="Ada Roe and Ben Low"),
)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("cover", [True, False])
@pytest.mark.parametrize("extras", [True, False])
def test_newer_nexis(read, kind, cover, extras):
    lines = made_exports.newer(MIXED, cover=cover, extras=extras)
    found = read(*KINDS[kind](lines))
    agree(found, MIXED)
    assert found[3].meta["highlight"] == "Fares stay as they are"
    assert found[0].meta["section"] == "NEWS; Pg. 3A"
    assert found[0].meta["length"] == f"{MIXED[0].words} words"
    assert found[0].meta["load-date"] == "July 5, 2019 Friday"


@pytest.mark.parametrize(
    "language, date", [("de", "5. Juli 2019 Freitag"), ("fr", "Vendredi 5 juillet 2019"), ("nl", "5 juli 2019 vrijdag")]
)
def test_newer_nexis_in_other_languages(read, language, date):
    made = [replace(one, date=date) for one in some(3)]
    agree(read("export.docx", made_exports.docx(made_exports.newer(made, language))), made, published="2019-07-05")


def test_edition_below_the_date_is_no_text(read):
    made = replace(Made(), date="Freitag 5. Juli 2019")
    lines = made_exports.newer([made, made], cover=False)
    lines = [part for line in lines for part in ([line, "Ellery Evening Edition"] if line == made.date else [line])]
    found = read("export.rtf", made_exports.rtf(lines))
    agree(found, [made, made])
    assert found[0].meta["edition"] == "Ellery Evening Edition"
    without_body = [line for line in lines if line != "Body"]
    agree(read("export.docx", made_exports.docx(without_body)), [made, made])


def test_newer_nexis_cut_at_a_width(read):
    import textwrap

    lines = [part for line in made_exports.newer(some(3)) for part in (*textwrap.wrap(line, 72), "")]
    agree(read("export.txt", "\n".join(lines)), some(3))


def test_headline_of_several_lines_stands_above_the_outlet(read):
    lines = made_exports.newer([Made(headline="FIRST"), Made(headline="FIRST")], cover=False)
    lines = [
        part for line in lines for part in (["Ferry runs again;", "Islanders cheer"] if line == "FIRST" else [line])
    ]
    assert [one.title for one in read("export.docx", made_exports.docx(lines))] == [
        "Ferry runs again; Islanders cheer"
    ] * 2


@pytest.mark.parametrize("american", [True, False])
@pytest.mark.parametrize("width", [60, 80, 120])
def test_older_nexis(read, american, width):
    made = [replace(one, dateline="ELLERY, July 5", highlight="Fares stay as they are") for one in MIXED]
    found = read("export.txt", made_exports.older(made, american=american, width=width))
    agree(found, made)
    assert found[0].meta["dateline"] == "ELLERY, July 5"
    assert found[0].meta["length"] == f"{made[0].words} words"


def test_lines_longer_than_the_width_spoil_nothing(read):
    text = made_exports.older(some(20)).replace("Terms: (ferry)", "Terms: (ferry) and " + "not a boat and " * 9)
    agree(read("export.txt", text), some(20))


@pytest.mark.parametrize("kind", ["docx", "rtf"])
@pytest.mark.parametrize("american", [True, False])
def test_older_nexis_in_paragraphs(read, kind, american):
    lines = made_exports.older(MIXED, american=american, width=2000).split("\n")
    agree(read(*KINDS[kind](lines)), MIXED)


@pytest.mark.parametrize("language, date", [("de", "5. Juli 2019 Freitag"), ("fr", "vendredi 5 juillet 2019")])
def test_older_nexis_in_other_languages(read, language, date):
    made = [replace(one, date=date) for one in some(3)]
    agree(read("export.txt", made_exports.older(made, language)), made, published="2019-07-05")


@pytest.mark.parametrize("counted", ["Document {} of {}", "Dokument {} von {}", "{} de {} DOCUMENTOS"])
def test_older_nexis_counts_its_documents_in_several_ways(read, counted):
    agree(read("export.txt", made_exports.older(some(12), counted=counted)), some(12))


def test_older_nexis_in_html(read):
    found = read("export.html", made_exports.older_html(some(3)))
    agree(found, some(3))
    assert found[0].meta["copyright"] == "Copyright 2019 Ellery Papers Ltd. All Rights Reserved"


def test_headline_over_several_lines_is_one(read):
    long = (
        "Harbour master, doctor, baker and two ferrymen of Orla Island tell the inquiry what they saw on the night of "
    )
    made = [Made(headline=f"{long}the storm")]
    for american in (True, False):
        agree(read("export.txt", made_exports.older(made, american=american)), made)


def test_article_without_a_headline_or_a_text_is_still_one(read):
    made = [Made(), Made(headline="A picture of the ferry", body=()), *some(2)]
    found = read("export.txt", made_exports.older(made))
    agree(found, made)
    assert "no text" in found[1].notes[0]


def test_speakers_of_a_transcript_and_lines_in_capitals_stay_in_the_text(read):
    body = (
        "ANNA KING: Good evening from Ellery. Is the ferry running?",
        "PERSON IN THE STREET: It is.",
        "LOW: It never stopped.",
        "STATE: a word that begins many a line.",
        "Language: all of them. Notes: none.",
        "Graphic",
        *(f"Line {k} of a long talk." for k in range(20)),
        "KING: Good night.",
    )
    made = [Made(body=body, byline=""), *some(1)]
    agree(read("export.txt", made_exports.older(made)), made)
    for extras in (True, False):
        agree(read("export.docx", made_exports.docx(made_exports.newer(made, extras=extras))), made)


@pytest.mark.parametrize("language", made_exports.FACTIVA)
@pytest.mark.parametrize("codes", [True, False])
def test_factiva_in_html(read, language, codes):
    made = MIXED if codes else [replace(one, copyright=Made().copyright) for one in MIXED]
    found = read("export.html", made_exports.factiva_html(made, language, codes=codes))
    agree(found, made, published="2019-07-05")
    assert found[0].meta["accession"] == "ELLHER0020190705ef7500001"
    assert found[0].meta["section"] == "NEWS; Pg. 3A"
    assert found[0].meta["page"] == "3"


@pytest.mark.parametrize("kind", ["docx", "rtf", "txt"])
@pytest.mark.parametrize("language", made_exports.FACTIVA)
@pytest.mark.parametrize("codes", [True, False])
def test_factiva_in_paragraphs(read, kind, language, codes):
    made = [replace(one, copyright=Made().copyright) for one in MIXED]
    found = read(*KINDS[kind](made_exports.factiva_lines(made, language, codes=codes)))
    agree(found, made, published="2019-07-05")
    assert found[0].meta["publisher"] == "Ellery Papers"
    assert found[0].meta["source code"] == "ELLHER"


def test_shares_and_links_at_the_end_of_a_text_stay_in_it(read):
    made = [
        Made(body=(*Made().body, "Link to the mainland", "Of the islanders, most (72%) were glad; some (8%) were not."))
    ]
    agree(read("export.txt", made_exports.older(made)), made)
    agree(read("export.docx", made_exports.docx(made_exports.newer(made, extras=True))), made)


def test_zip_of_exports_gives_all_their_articles(read):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("new/export.docx", made_exports.docx(made_exports.newer(some(4))))
        archive.writestr("old.TXT", made_exports.older(some(3)))
        archive.writestr("factiva.rtf", made_exports.rtf(made_exports.factiva_lines(some(2))))
        archive.writestr("factiva.html", made_exports.factiva_html(some(2)))
    found = read("exports.zip", file.getvalue())
    assert len(found) == 11
    assert {article.outlet for article in found} == {"Ellery Herald"}
    assert len({(article.origin, article.id) for article in found}) == 11


def test_single_article_without_number_or_end_is_read(read):
    one = some(1)
    older = made_exports.older(one, american=True)
    agree(read("export.txt", older[older.index("DOCUMENTS") + 9 :]), one)
    newer = [line for line in made_exports.newer(one) if line.strip() != "End of Document"]
    agree(read("export.docx", made_exports.docx(newer)), one)


def test_ids_count_with_numbers_of_one_length(read):
    assert [one.id for one in read("nexis.txt", made_exports.older(some(12)))][:2] == ["nexis-01", "nexis-02"]
    assert [one.id for one in read("one.txt", made_exports.older(some(1)))] == ["one"]


UNKNOWN = {
    "ends without headers.txt": "\n\n".join(
        ["It rained.", "Length: 3 words", "Load-Date: none", "End of Document"] * 3
    ),
    "only numbers.txt": "1 of 3 DOCUMENTS\n\nIt rained.\n\n2 of 3 DOCUMENTS\n\nIt did.\n\n3 of 3 DOCUMENTS\n\nYes.\n",
    "no ends.txt": "\n\n".join(
        ["Ferry", "Herald", "July 5, 2019", "Length: 3 words", "Body", "It ran.", "Load-Date: x"] * 2
    ),
    "factiva.txt": "It rained.\n\n12 words\n\nIt did.\n\nDocument ELLHER0020190705ef7500001\n",
    "factiva.html": "<title>Factiva</title><div class='fcpNavContainer'></div><div>It rained.</div>",
    "headlines.txt": made_exports.older([replace(one, body=()) for one in some(3)]),
    "proquest.txt": "Report Information from ProQuest\n\nDocument 1 of 2\n\nFerry runs\n\nProQuest document ID: 4\n",
    "europresse.txt": "Ellery Herald\n\nFerry runs\n\n© 2019 Herald. CEDROM-SNi inc.\n\nnews·20190705·EH·7\n",
    "europresse.html": "<html><body><article><div class='docOccurContainer'><p>Ferry</p></div></article></body></html>",
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_layout_that_is_not_known_is_refused_in_one_sentence(tmp_path, name):
    path = tmp_path / name
    path.write_text(UNKNOWN[name], "utf-8")
    with pytest.raises(InputError, match=rf"^{name} .*(?:Nexis|Factiva)") as caught:
        list(articles(path))
    assert "\n" not in str(caught.value)
    passed = list(read_many([path]))
    assert [what.failed for what in passed] == [True]


def test_texts_that_only_mention_databases_are_texts(read):
    text = (
        "Archive puts its documents online\n\nA reader found the first of 74 documents, the archive said on Friday.\n\n"
        "Length: 12 feet, it says on the box. Body and soul went into it.\n\n1 of 74 documents\n\nThe end is lost.\n"
    )
    assert [article.title for article in read("archive.txt", text)] == ["Archive puts its documents online"]


@pytest.mark.parametrize(
    "part", [" ", "1 ", "1 of ", "A: ", "LENGTH: 1 ", "\xa0", "|", "Document ", "May 2019 ", "\n \n"]
)
def test_a_megabyte_of_anything_is_read_in_seconds(put, part):
    began = time.process_time()
    export = made_exports.older(some(2))
    for text in (f"x {part * (1_000_000 // len(part))} y\n\n12 words\n", export.replace("BYLINE: ", part * 100_000, 1)):
        list(read_many([put("export.txt", text)]))
    assert time.process_time() - began < 20


# Real exports, which are nobody's to pass on: they lie beside the project where they are at hand.
REAL = {
    "factiva-nyt.html": 27,
    "lexis-guardian.docx": 2,
    "lexis-usa-today.docx": 7,
    "nexis-sample.docx": 10,
    "nexis-sample.txt": 10,
    "nexis-uk-afp.html": 74,
}
EXPORTS = Path(SHARED) / "exports"


@pytest.mark.skipif(not EXPORTS.is_dir(), reason="no real exports at hand")
@pytest.mark.parametrize("name", REAL)
def test_real_exports(name):
    found = list(articles(EXPORTS / name))
    assert len(found) == REAL[name]
    assert all(article.title and article.published and article.outlet for article in found)
    text = "\n".join(article.text for article in found)
    assert [sign for sign in SIGNS if f"\n{sign}" in text] == []
