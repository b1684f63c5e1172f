"""Tables: an article a row, by the columns of the usual exports or those that are named; broken rows are named."""

import gzip
import io
import time
import zipfile
from datetime import date, datetime

import openpyxl
import pandas as pd
import pytest

from toolkit.errors import InputError, ParameterError
from toolkit.sources import PassedOver, articles, read_many

STORY = "The ferry to Orla Island will run again from Monday, the harbour master said.\n\n“It did,” Ben Low said."
LONG = "It rained on the pier of Ellery, said Ben Low. " * 30


@pytest.fixture
def rows(put):
    """Write a table and return its articles, and what was passed over."""

    def write_and_read(name, data, columns=None, **options):
        lost = []
        found = list(articles(put(name, data), columns, on_passed_over=lost.append, **options))
        return found, lost

    return write_and_read


def csv_of(*records, delimiter=",", quote=True):
    """Return CSV."""
    mark = '"' if quote else ""
    return "".join(delimiter.join(f"{mark}{field}{mark}" for field in record) + "\r\n" for record in records)


EXPORTS = {  # the columns of programs' exports -> what they hold
    "LexisNexisTools": {
        "ID": "1", "Source_File": "a.docx", "Newspaper": "Ellery Herald", "Date": "2019-07-05", "Length": "25 words",
        "Section": "NEWS", "Author": "Ada Roe", "Edition": "", "Headline": "Ferry runs", "Article": STORY,
    },
    "AmCAT": {
        "id": "1", "date": "2019-07-05T00:00:00", "medium": "Ellery Herald", "title": "Ferry runs", "byline": "Ada Roe",
        "text": STORY, "url": "https://example.org/f", "section": "NEWS",
    },
    "Media Cloud": {
        "stories_id": "1", "publish_date": "2019-07-05 00:00:00", "title": "Ferry runs", "url": "https://example.org/f",
        "media_name": "Ellery Herald", "media_url": "https://example.org", "text": STORY, "author": "Ada Roe",
    },
    "readtext": {
        "doc_id": "1", "text": STORY, "title": "Ferry runs", "author": "Ada Roe", "date": "2019-07-05",
        "publication": "Ellery Herald",
    },
    "news-please": {
        "authors": "Ada Roe", "date_download": "2019-07-08 10:00:00", "date_publish": "2019-07-05 00:00:00",
        "description": "x", "maintext": STORY, "source_domain": "Ellery Herald", "title": "Ferry runs",
        "url": "https://example.org/f",
    },
    "Mediacloud, in capitals": {
        "DOC_ID": "1", "HEADLINE": "Ferry runs", "BODY": STORY, "PUBLISHED": "July 5, 2019", "OUTLET": "Ellery Herald",
        "AUTHOR": "Ada Roe",
    },
}  # fmt: skip


@pytest.mark.parametrize("export", EXPORTS)
def test_columns_of_the_usual_exports_are_known(rows, export):
    (article,), lost = rows("rows.csv", csv_of(EXPORTS[export], EXPORTS[export].values()))
    assert lost == []
    assert (article.title, article.outlet, article.published) == ("Ferry runs", "Ellery Herald", "2019-07-05")
    assert article.byline == "Ada Roe"
    assert article.text == STORY
    assert article.origin == "rows.csv"


def test_other_columns_are_named_or_asked_for(rows, put):
    data = csv_of(["kicker", "main_body", "when"], ["Ferry runs", STORY, "2019-07-05"])
    with pytest.raises(ParameterError, match=r"rows\.csv has no column of text.*it has kicker, main_body, when"):
        rows("rows.csv", data)
    (article,), _ = rows("rows.csv", data, {"text": "main_body", "title": "kicker"})
    assert (article.title, article.text, dict(article.meta)) == ("Ferry runs", STORY, {"when": "2019-07-05"})
    with pytest.raises(ParameterError, match="no column body: it has kicker, main_body, when"):
        rows("rows.csv", data, {"text": "body"})


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimiters_and_encodings(rows, delimiter, encoding):
    text = "Zoë paid “nine” pounds, she said; that was all | there was."
    data = csv_of(["id", "title", "text"], ["1", "Café; to, re|open", text], delimiter=delimiter)
    (article,), lost = rows("rows.csv", data.encode(encoding))
    assert (article.title, article.text, lost) == ("Café; to, re|open", text, [])
    assert [note for note in article.notes if "Windows-1252" in note] == list(article.notes)
    assert bool(article.notes) == (encoding == "cp1252")


def test_excels_word_for_the_delimiter(rows):
    (article,), _ = rows("rows.csv", "sep=;\nid;text\n1;It rained, he said.\n")
    assert article.text == "It rained, he said."


def test_broken_row_in_the_middle_is_named_and_the_rest_is_read(rows):
    first = 'id,title,text\n1,A,"It rained.\n\nStill."\n2,B,"never closed\n'
    data = first + '3,C,"It ""rained""."\n4,D,x,y\n5,E,It rained.\n6\n'
    found, lost = rows("rows.csv", data)
    assert [(article.id, article.text) for article in found] == [
        ("1", "It rained.\n\nStill."),
        ("3", 'It "rained".'),
        ("5", "It rained."),
    ]
    assert [(what.name, what.failed) for what in lost] == [(f"row {k} of rows.csv", True) for k in (3, 5, 7)]
    assert "quotation mark" in lost[0].reason and "4 fields, not 3" in lost[1].reason and "no text" in lost[2].reason


@pytest.mark.parametrize(
    "body",
    [
        'a,"b\n' * 100_000,
        'a,"' + "b\n" * 300_000,
        ('a,"b\n' + "c,d\n" * 900) * 50,
        'a,"b"c"d\n' * 100_000,
        "a,b,c\n" * 150_000,
        "a" * 2_000_000,
    ],
)
def test_a_megabyte_of_broken_rows_is_read_in_seconds(put, body):
    path = put("rows.csv", "id,text\n" + body)
    began = time.process_time()
    found = list(read_many([path]))
    assert time.process_time() - began < 20
    assert sum(isinstance(what, PassedOver) for what in found) > 0


def test_dates_are_read_where_they_say_which_is_the_month(rows):
    dates = {
        "2019-07-05": "2019-07-05", "July 5, 2019": "2019-07-05", "5 July 2019": "2019-07-05", "20190705": "2019-07-05",
        "20190705093100": "2019-07-05T09:31:00", "2019-07-05 09:31:00+00:00": "2019-07-05T09:31:00+00:00",
        "2019-07": "2019-07", "Fri, 05 Jul 2019 09:31:00 GMT": "2019-07-05T09:31:00+00:00",
        "05/07/2019": None, "soon": None, "": None,
    }  # fmt: skip
    found, _ = rows("rows.csv", csv_of(["text", "date"], *(["It rained.", given] for given in dates)))
    assert {given: article.published for given, article in zip(dates, found, strict=True)} == dates
    assert found[8].meta["date"] == "05/07/2019"
    assert "left out" in found[8].notes[0]


@pytest.mark.parametrize(
    ("given", "published"),
    [
        (["12/5/2017", "14/3/2017"], ["2017-05-12", "2017-03-14"]),
        (["12/5/17", "3/14/17", "1/1/17"], ["2017-12-05", "2017-03-14", "2017-01-01"]),
        (["12.5.2017", "14.3.2017"], ["2017-05-12", "2017-03-14"]),
        (["12/5/2017", "14/3/2017", "3/14/2017"], [None, "2017-03-14", "2017-03-14"]),  # a column that does not agree
        (["12/5/2017", "5/12/2017"], [None, None]),
    ],
)
def test_one_date_of_a_column_tells_the_order_of_all(rows, given, published):
    found, _ = rows("rows.csv", csv_of(["text", "date"], *(["It rained.", date] for date in given)))
    assert [article.published for article in found] == published
    told = f"the date {given[0]} is read in the order of {given[1]}"
    assert found[0].notes[0].startswith(told if published[0] else f"the date {given[0]} does not tell")


def workbook(**sheets):
    """Return an Excel workbook of sheets, each a list of rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_excel_with_two_sheets_and_a_third_without_texts(rows):
    head = ["id", "headline", "body", "date"]
    data = workbook(
        first=[head, [1, "Ferry runs", STORY, datetime(2019, 7, 5)], [None] * 4, [2, "No text", None, None]],
        second=[head, [3, "Ferry stops", "It stopped.", date(2019, 7, 6)]],
        codes=[["code", "meaning"], [1, "yes"]],
    )
    found, lost = rows("rows.xlsx", data)
    assert [(article.id, article.title, article.published) for article in found] == [
        (1, "Ferry runs", "2019-07-05"),
        (3, "Ferry stops", "2019-07-06"),
    ]
    assert [what.name for what in lost] == ["row 4 of rows.xlsx"]


def test_excel_without_texts_says_its_columns(put):
    path = put("rows.xlsx", workbook(first=[["code", "meaning"], [1, "yes"]]))
    with pytest.raises(ParameterError, match=r"rows\.xlsx has no column of text.*code, meaning"):
        list(articles(path))


def test_parquet(rows):
    file = io.BytesIO()
    pd.DataFrame(
        {"id": ["a", "b"], "text": [STORY, "It rained."], "date": pd.to_datetime(["2019-07-05", None])}
    ).to_parquet(file)
    found, _ = rows("rows.parquet", file.getvalue())
    assert [(article.id, article.text, article.published) for article in found] == [
        ("a", STORY, "2019-07-05"),
        ("b", "It rained.", None),
    ]


def test_data_frame(rows):
    frame = pd.DataFrame(
        {"Headline": ["Ferry runs"], "Text": [STORY], "n": [3.0]}, index=pd.Index(["x7"], name="doc_id")
    )
    (article,) = articles(frame)
    assert (article.id, article.title, article.origin, article.meta["n"]) == ("x7", "Ferry runs", None, "3")


def test_packed_table(rows):
    found, _ = rows("rows.csv.gz", gzip.compress(csv_of(["id", "text"], ["1", "It rained."]).encode()))
    assert [article.text for article in found] == ["It rained."]


@pytest.mark.parametrize("name", ["rows.csv", "rows.txt.csv", "rows.xlsx", "rows.parquet", "rows.csv.gz"])
def test_damaged_and_empty_tables(put, refused, name):
    whole = {
        "rows.xlsx": workbook(first=[["id", "text"], [1, STORY]]),
        "rows.parquet": b"PAR1" + bytes(50),
        "rows.csv.gz": gzip.compress(b"id,text\n" * 5000)[:-30],
    }.get(name, b"id,text\n")
    if name.endswith("csv"):
        assert "holds no articles" in refused(put(name, whole))
    else:
        assert "damaged" in refused(put(name, whole[: len(whole) - 20]))
    assert "empty" in refused(put(name, b""))


def test_table_that_is_damaged_in_the_middle_gives_what_is_before(put):
    file = io.BytesIO()
    pd.DataFrame({"text": [f"{k} {LONG}" for k in range(3000)]}).to_parquet(file, row_group_size=500)
    data = bytearray(file.getvalue())
    data[len(data) // 2 : len(data) // 2 + 3000] = bytes(3000)
    found = list(read_many([put("rows.parquet", bytes(data))]))
    assert [item.failed for item in found if isinstance(item, PassedOver)] == [True]
    assert 0 < sum(not isinstance(item, PassedOver) for item in found) < 3000


def test_workbook_with_a_password_or_a_bomb(put, refused):
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "EncryptedPackage".encode("utf-16-le")
    assert refused(put("rows.xlsx", locked)) == "rows.xlsx asks for a password: save it without one"
    file = io.BytesIO(workbook(first=[["id", "text"], [1, STORY]]))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/more.xml", b" " * 60_000_000)
    assert "no ordinary document" in refused(put("rows.xlsx", file.getvalue()))


def test_huge_table_is_read_row_by_row(put):
    path = put("rows.csv", "id,text\n" + "".join(f'{k},"{LONG}"\n' for k in range(20_000)))
    assert path.stat().st_size > 25_000_000
    began = time.process_time()
    assert sum(1 for _ in articles(path)) == 20_000
    assert time.process_time() - began < 120


GDELT = {"GKGRECORDID": "1", "DATE": "20190705093100", "SourceCommonName": "example.org", "DocumentIdentifier": "{}"}
PAGE = (
    b"<html><head><title>Ferry runs</title></head><body><article><h1>Ferry runs again to Orla</h1>"
    + b"<p>The ferry to Orla Island will run again from Monday, the harbour master said on Thursday.</p>" * 4
    + b"</article></body></html>"
)


def test_rows_without_texts_are_an_error_or_fetched_on_demand(rows, put, elsewhere):
    elsewhere.pages["/ferry"] = ("text/html", PAGE)
    row = {key: value.format(f"{elsewhere.url}/ferry") for key, value in GDELT.items()}
    gone = {**row, "DocumentIdentifier": ""}
    data = csv_of(row, row.values(), gone.values())
    with pytest.raises(ParameterError, match="it has GKGRECORDID, DATE, SourceCommonName, DocumentIdentifier"):
        rows("gdelt.csv", data)
    assert elsewhere.asked == []
    found, lost = rows("gdelt.csv", data, follow=True, allow_private=True)
    assert [(article.published, article.url) for article in found] == [
        ("2019-07-05T09:31:00", f"{elsewhere.url}/ferry")
    ]
    assert "will run again" in found[0].text
    assert [what.reason for what in lost] == ["row 3 of gdelt.csv: it names no page"]
    assert elsewhere.asked == ["/ferry"]
    with pytest.raises(InputError, match="private address"):
        raise InputError(rows("gdelt.csv", data, follow=True)[1][0].reason)
