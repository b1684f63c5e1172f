"""JSON and JSON Lines: rows of tables, ninjs, schema.org, JSON Feed; what holds no text is said."""

import gzip
import json

import pytest

from toolkit.sources import articles, read, read_many

STORY = "The ferry to Orla Island will run again from Monday, the harbour master said.\n\n“It did,” Ben Low said."
MARKUP = (
    "<p>The ferry to Orla Island will run again from Monday, the <b>harbour</b> master said.</p>"
    "<p>“It did,” Ben Low said.</p>"
)
AUTHOR = {"@type": "Person", "name": "Ada Roe"}

SHAPES = {
    "row": {"text": STORY, "title": "Ferry runs", "published": "2019-07-05", "outlet": "Herald", "byline": "Ada Roe"},
    "list of rows": [{"body": STORY, "headline": "Ferry runs", "date": "2019-07-05", "source": "Herald",
                      "author": "Ada Roe"}],
    "Media Cloud": {
        "stories": [{"stories_id": 7, "text": STORY, "title": "Ferry runs", "publish_date": "2019-07-05",
                     "media_name": "Herald", "authors": ["Ada Roe"]}]
    },
    "ninjs 1": {
        "uri": "urn:7", "headline": "Ferry runs", "byline": "Ada Roe", "body_html": MARKUP,
        "versioncreated": "2019-07-05", "source": "Herald", "profile": "text",
    },
    "ninjs 2": {
        "uri": "urn:7", "headlines": [{"value": "Ferry runs"}], "by": "Ada Roe", "contentcreated": "2019-07-05",
        "bodies": [{"contenttype": "text/html", "value": MARKUP}], "infosources": [{"name": "Herald"}],
        "versioncreated": "2019-07-05",
    },
    "ninjs 3, plain": {
        "uri": "urn:7", "headlines": [{"role": "main", "value": "Ferry runs"}], "by": "Ada Roe",
        "bodies": [{"contentType": "text/html", "value": "<p>x</p>"}, {"contentType": "text/plain", "value": STORY}],
        "infosources": [{"name": "Herald"}], "versioncreated": "2019-07-05",
    },
    "schema.org": {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": "Ferry runs", "articleBody": STORY,
        "author": [AUTHOR], "datePublished": "2019-07-05", "publisher": {"@type": "Organization", "name": "Herald"},
        "mainEntityOfPage": {"@id": "https://example.org/f"},
    },
    "schema.org in a graph": {
        "@graph": [
            {"@type": "Organization", "name": "Herald"},
            {"@type": ["NewsArticle"], "headline": "Ferry runs", "articleBody": STORY, "author": AUTHOR,
             "datePublished": "2019-07-05", "publisher": {"name": "Herald"}},
        ]
    },
    "JSON Feed": {
        "version": "https://jsonfeed.org/version/1.1", "title": "x",
        "items": [{"id": "7", "title": "Ferry runs", "content_html": MARKUP, "date_published": "2019-07-05",
                   "authors": [{"name": "Ada Roe"}], "source": "Herald", "url": "https://example.org/f"}],
    },
    "WordPress": [{"id": 7, "date": "2019-07-05", "title": {"rendered": "Ferry runs"}, "content": {"rendered": MARKUP},
                   "author": "Ada Roe", "source": "Herald", "link": "https://example.org/f"}],
    "the Guardian": {
        "response": {"status": "ok", "results": [
            {"webTitle": "Ferry runs", "webUrl": "https://example.org/f", "webPublicationDate": "2019-07-05",
             "fields": {"bodyText": STORY, "byline": "Ada Roe", "publication": "Herald"}}]},
    },
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", ["ferry.json", "ferry.txt", "ferry"])
def test_every_shape_gives_the_same_article(put, shape, name):
    found = list(
        articles(put(name, json.dumps(SHAPES[shape], indent=1)), on_passed_over=lambda what: pytest.fail(what.reason))
    )
    assert [(one.title, one.byline, one.published, one.outlet) for one in found] == [
        ("Ferry runs", "Ada Roe", "2019-07-05", "Herald")
    ]
    assert found[0].text == STORY


def test_addresses_are_kept(put):
    urls = {shape: next(articles(put("a.json", json.dumps(value)))).url for shape, value in SHAPES.items()}
    assert {shape for shape, url in urls.items() if url == "https://example.org/f"} >= {
        "schema.org",
        "JSON Feed",
        "WordPress",
        "the Guardian",
    }


def test_lines_are_read_one_by_one_and_bad_ones_named(put):
    lines = [json.dumps({"id": k, "text": f"It rained on day {k}."}) for k in range(4)]
    data = "\n".join([lines[0], "{no", lines[1], "[1]", "", '{"id": 9, "text": ""}', lines[2]]) + "\n"
    for name, content in (("rows.jsonl", data), ("rows.ndjson", data), ("rows.jsonl.gz", gzip.compress(data.encode()))):
        found = list(read_many([put(name, content)]))
        assert [getattr(item, "text", None) or item.name for item in found] == [
            "It rained on day 0.",
            "line 2 of rows." + name.split(".")[1],
            "It rained on day 1.",
            "line 4 of rows." + name.split(".")[1],
            "line 6 of rows." + name.split(".")[1],
            "It rained on day 2.",
        ]


def test_json_without_texts_says_what_it_has(put, refused):
    said = refused(put("codes.json", '{"code": 1, "meaning": "yes"}'), failed=False)
    assert said == "codes.json is JSON, but holds no object with a text: it has code, meaning"
    assert "has none" in refused(put("codes.json", "[]"), failed=False)


def test_pages_that_rows_name_are_fetched_on_demand(put, elsewhere):
    page = (
        b"<html><body><article><h1>Ferry runs</h1>"
        + b"<p>The ferry to Orla runs again, the harbour master said.</p>" * 5
    )
    elsewhere.pages["/f"] = ("text/html", page + b"</article></body></html>")
    path = put(
        "rows.json", json.dumps({"stories": [{"title": "x", "url": f"{elsewhere.url}/f", "media_name": "Herald"}]})
    )
    assert [item.failed for item in read_many([path.parent])] == [False]
    assert elsewhere.asked == []
    (article,) = articles(path, follow=True, allow_private=True)
    assert "runs again" in article.text and article.url == f"{elsewhere.url}/f"


def test_damaged_json(put, refused):
    for data in ('{"text": "It rained.', '[{"text": "It rained."}', "[" * 100_000, '{"a":' * 50_000):
        assert "is no JSON" in refused(put("a.json", data))


def test_numbers_lists_and_none_are_kept_as_text(put):
    row = {"text": STORY, "n": 3, "tags": ["sea", {"name": "boats"}], "none": None, "yes": True}
    assert dict(read(put("a.json", json.dumps(row))).meta) == {"n": "3", "tags": "sea, boats", "yes": "True"}
