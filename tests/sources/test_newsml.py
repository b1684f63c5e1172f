"""NewsML-G2, NewsML 1 and NITF: each news item with a text, headline, byline, date and provider."""

import pytest

from toolkit.sources import articles, read_many

STORY = "The ferry to Orla Island will run again from Monday, the harbour master said."
QUOTE = "“It did not stop once,” Ben Low told reporters on the pier."
BLOCKS = (
    f"<p>{STORY}</p><hl2>What he said</hl2><p>“It did <em>not</em> stop once,” Ben Low told reporters on the pier.</p>"
)
LINES = ["Ferry runs again", STORY, "What he said", QUOTE]


def g2(content, *, guid="urn:7", root=True):
    """Return a NewsML-G2 item with its content set."""
    item = f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" version="1">
      <itemMeta><itemClass qcode="ninat:text"/><provider literal="EHN"><name>Ellery Herald</name></provider>
        <versionCreated>2019-07-06T10:00:00+02:00</versionCreated></itemMeta>
      <contentMeta><contentCreated>2019-07-05T09:31:00+02:00</contentCreated><by>Ada Roe</by>
        <slugline>FERRY</slugline><headline>Ferry runs again</headline>
        <subject qcode="a:1"><name>Sea</name></subject><subject qcode="a:2"><name>Boats</name></subject></contentMeta>
      <contentSet>{content}</contentSet></newsItem>"""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{item}' if root else item


def nitf(body=BLOCKS):
    """Return an NITF document."""
    return f"""<nitf><head><docdata><date.issue norm="20190705T093100"/></docdata></head><body>
      <body.head><hedline><hl1>Ferry runs again</hl1></hedline><byline>Ada Roe</byline></body.head>
      <body.content>{body}</body.content></body></nitf>"""


PAGE = f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{BLOCKS.replace("hl2", "h2")}</body></html>'
XHTML = f'<inlineXML contenttype="application/xhtml+xml">{PAGE}</inlineXML>'
SPACED = nitf().replace("<nitf", '<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"')
IN_NITF = f'<inlineXML contenttype="application/nitf+xml">{SPACED}</inlineXML>'
PLAIN = f'<inlineData contenttype="text/plain">{STORY}\n\nWhat he said\n\n{QUOTE}</inlineData>'


@pytest.mark.parametrize("content", [XHTML, IN_NITF, PLAIN])
@pytest.mark.parametrize("name", ["item.xml", "item.txt", "item"])
def test_item_of_newsml_g2(put, content, name):
    (article,) = articles(put(name, g2(content)))
    assert (article.title, article.byline, article.outlet) == ("Ferry runs again", "Ada Roe", "Ellery Herald")
    assert article.published == "2019-07-05T09:31:00+02:00"
    assert article.text.split("\n\n") == LINES
    assert (article.meta["guid"], article.meta["slugline"], article.meta["subject"]) == ("urn:7", "FERRY", "Sea; Boats")


def test_message_of_several_items_names_those_without_a_text(put):
    picture = g2('<remoteContent href="http://192.0.2.1/x.jpg" contenttype="image/jpeg"/>', guid="urn:8", root=False)
    items = g2(XHTML, root=False) + picture + g2(PLAIN, guid="urn:9", root=False)
    message = f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{items}</itemSet></newsMessage>'
    first, lost, last = read_many([put("news.xml", message)])
    assert (first.id, last.id) == ("news-1", "news-3")
    assert (lost.name, lost.failed) == ("urn:8", False)
    assert "without a text" in lost.reason


NEWSML_1 = "<NewsML><NewsItem><NewsComponent><ContentItem>{}</ContentItem></NewsComponent></NewsItem></NewsML>"


@pytest.mark.parametrize("wrap", ["{}", NEWSML_1])
def test_nitf_alone_and_in_newsml_1(put, wrap):
    (article,) = articles(put("item.xml", "<?xml version='1.0'?>" + wrap.format(nitf())))
    assert (article.title, article.byline, article.published) == ("Ferry runs again", "Ada Roe", "2019-07-05T09:31:00")
    assert article.text.split("\n\n") == LINES


def test_pictures_alone_are_another_kind(put, refused):
    picture = g2('<remoteContent href="http://192.0.2.1/x.jpg"/>')
    assert refused(put("item.xml", picture), failed=False) == "item.xml holds no news item with a text"


def test_damaged_items_bombs_and_entities(put, refused, elsewhere, tmp_path):
    assert "damaged" in refused(put("item.xml", g2(XHTML)[:-40]))
    (tmp_path / "secret").write_text("the secret")
    laughs = "".join(f"<!ENTITY {b} '{f'&{a};' * 50}'>" for a, b in zip("abcdefg", "bcdefgh", strict=True))
    declared = (
        f"<!ENTITY h SYSTEM '{elsewhere.url}/x'>",
        f"<!ENTITY h SYSTEM 'file://{tmp_path}/secret'>",
        f"<!ENTITY a 'ha'>{laughs}",
    )
    for entities in declared:
        item = g2(PLAIN.replace(STORY, "&h;")).replace("<newsItem", f"<!DOCTYPE newsItem [{entities}]><newsItem", 1)
        assert "entities" in refused(put("item.xml", item))
    named = g2(XHTML).replace("<newsItem", f"<!DOCTYPE newsItem SYSTEM '{elsewhere.url}/x.dtd'><newsItem", 1)
    assert len(list(articles(put("item.xml", named)))) == 1
    assert elsewhere.asked == []
