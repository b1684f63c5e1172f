"""Feeds: each entry's text as the feed has it, or the page it links to where that is wanted."""

import pytest

from toolkit.sources import articles, read_many

STORY = "The ferry to Orla Island will run again from Monday, the harbour master said."
QUOTE = "“It did not stop once,” Ben Low told reporters on the pier, and waved."
LONG = [
    f"On day {k} the ferry ran to Orla and back, and nobody on the pier of Ellery said a word about it."
    for k in range(4)
]
MARKUP = "".join(f"<p>{line}</p>" for line in LONG)
PAGE = f"<html><body><article><h1>Ferry runs again</h1>{MARKUP}</article></body></html>".encode()


def rss(*items, extra=""):
    """Return an RSS feed."""
    spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    head = f"<title>Ellery Herald</title><link>https://example.org/</link>{extra}"
    return f'<?xml version="1.0"?>\n<rss version="2.0" {spaces}><channel>{head}{"".join(items)}</channel></rss>'


def item(title="Ferry runs again", content="", summary="", link="https://example.org/f", more=""):
    """Return an entry of an RSS feed."""
    full = f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else ""
    short = f"<description><![CDATA[{summary}]]></description>" if summary else ""
    about = "<pubDate>Fri, 05 Jul 2019 09:31:00 +0200</pubDate><dc:creator>Ada Roe</dc:creator><category>Sea</category>"
    return f"<item><title>{title}</title><link>{link}</link>{short}{full}{about}{more}</item>"


def atom(content):
    """Return an Atom feed with one entry."""
    entry = (
        "<title type='html'>Ferry &lt;i&gt;runs&lt;/i&gt; again</title><link href='https://example.org/f'/><id>urn:7</id>"
        "<updated>2019-07-05T07:31:00Z</updated><author><name>Ada Roe</name></author>"
        f"<content type='html'>{content}</content>"
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Ellery Herald</title><entry>{entry}</entry></feed>"


def agree(article):
    """Whether an article is the one of these feeds."""
    assert (article.title, article.byline, article.outlet) == ("Ferry runs again", "Ada Roe", "Ellery Herald")
    assert article.published == "2019-07-05T07:31:00+00:00"
    assert article.url == "https://example.org/f"


@pytest.mark.parametrize("name", ["feed.rss", "feed.xml", "feed", "feed.txt"])
def test_whole_texts_are_read(put, name):
    (article,) = articles(put(name, rss(item(content=MARKUP, summary="A short one."))))
    agree(article)
    assert article.text.split("\n\n") == ["Ferry runs again", *LONG]
    assert article.notes == () and article.meta["tags"] == "Sea"


def test_summaries_are_read_and_said_to_be_such(put):
    (article,) = articles(put("feed.rss", rss(item(summary=f"<b>{STORY}</b>"))))
    agree(article)
    assert article.text.split("\n\n") == ["Ferry runs again", STORY]
    assert "summary" in article.notes[0] and "--follow" in article.notes[0]


def test_atom(put):
    (article,) = articles(put("feed.atom", atom(MARKUP.replace("<", "&lt;"))))
    agree(article)
    assert article.text.split("\n\n") == ["Ferry runs again", *LONG]


def test_several_entries_and_one_without_a_text(put):
    path = put("feed.rss", rss(item(content=MARKUP), item(title="Nothing"), item(content=f"<p>{QUOTE}</p>")))
    first, nothing, last = read_many([path])
    assert (first.id, last.id) == ("feed-1", "feed-3")
    assert "Nothing" in nothing.reason and "no text" in nothing.reason


def test_links_are_followed_on_demand_alone(put, elsewhere):
    elsewhere.pages["/f"] = ("text/html", PAGE)
    elsewhere.pages["/empty"] = ("text/html", b"<html><body></body></html>")
    items = [item(summary=STORY, link=f"{elsewhere.url}{path}") for path in ("/f", "/empty")]
    image = f'<img src="{elsewhere.url}/track.gif">'
    path = put(
        "feed.rss",
        rss(*items, item(content=image + MARKUP, link=""), extra=f"<image><url>{elsewhere.url}/x</url></image>"),
    )
    assert len(list(articles(path))) == 3
    assert elsewhere.asked == []
    lost = []
    (article,) = articles(path, follow=True, allow_private=True, on_passed_over=lost.append)
    assert (article.url, article.published) == (f"{elsewhere.url}/f", "2019-07-05T07:31:00+00:00")
    assert article.text.split("\n\n") == ["Ferry runs again", *LONG]
    assert elsewhere.asked == ["/f", "/empty"]
    assert len(lost) == 2 and "no page" in lost[1].reason
    assert all("feed.rss" in what.reason for what in lost)


def test_damaged_and_empty_feeds(put, refused):
    assert refused(put("feed.rss", rss())) == "feed.rss is a feed without entries"
    assert "damaged" in refused(put("feed.rss", "<?xml version='1.0'?><rss><channel><item"))
    cut = rss(item(content=MARKUP), item(content=MARKUP))[:-300]
    assert len(list(read_many([put("feed.rss", cut)]))) >= 1


def test_entities_are_refused_and_none_is_fetched(put, refused, elsewhere, tmp_path):
    (tmp_path / "secret").write_text("the secret")
    laughs = "".join(f"<!ENTITY {b} '{f'&{a};' * 50}'>" for a, b in zip("abcdefg", "bcdefgh", strict=True))
    declared = (
        f"<!ENTITY h SYSTEM '{elsewhere.url}/x'>",
        f"<!ENTITY h SYSTEM 'file://{tmp_path}/secret'>",
        f"<!ENTITY a 'ha'>{laughs}",
    )
    for entities in declared:
        feed = rss(item(title="&h;", content=MARKUP)).replace("<rss", f"<!DOCTYPE rss [{entities}]><rss", 1)
        assert "entities" in refused(put("feed.rss", feed))
    assert elsewhere.asked == []
