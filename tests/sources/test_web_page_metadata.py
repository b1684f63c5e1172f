"""What a web page says of its story: headline, byline, date, outlet, address, in whatever shape."""

import pytest
from made_pages import HEADLINE, STORY, article, json_ld, lines, page, paragraphs

from toolkit.sources.page_headline import without_site


@pytest.mark.parametrize(
    "author, byline",
    [
        ("Ada Roe", "Ada Roe"),
        ("By Ada Roe and Ben Low", "Ada Roe and Ben Low"),
        (["Ada Roe", "Ben Low", "Cy Poe"], "Ada Roe, Ben Low and Cy Poe"),
        ({"@type": "Person", "name": "Ada Roe", "url": "https://herald.example/ada"}, "Ada Roe"),
        ([{"@type": "Person", "name": "Ada Roe"}, {"@type": "Person", "name": "Ben Low"}], "Ada Roe and Ben Low"),
        ({"@type": "Person", "name": ["Ada Roe", "Ben Low"]}, "Ada Roe and Ben Low"),
        ({"@type": "Person", "givenName": "Ada", "familyName": "Roe"}, "Ada Roe"),
        ({"@id": "https://herald.example/#ada"}, "Ada Roe"),
        ({"@type": "Organization", "name": "Reuters"}, "Reuters"),
        ({"@type": "Organization", "name": "The Herald"}, None),
        ("https://facebook.com/adaroe", None),
        ("admin", None),
        ({"@type": "Person", "name": "Ada R&ouml;e"}, "Ada Röe"),
        (None, None),
    ],
)
def test_authors_of_any_shape(author, byline):
    node = {"@type": "NewsArticle", "headline": HEADLINE, "author": author, "publisher": {"name": "The Herald"}}
    person = {"@type": "Person", "@id": "https://herald.example/#ada", "name": "Ada Roe"}
    found = article(page(head=json_ld({"@context": "https://schema.org", "@graph": [node, person]})))
    assert found.byline == byline


@pytest.mark.parametrize(
    "kind",
    [
        "NewsArticle",
        "ReportageNewsArticle",
        ["Article", "OpinionNewsArticle"],
        "BlogPosting",
        "http://schema.org/NewsArticle",
    ],
)
@pytest.mark.parametrize(
    "wrap", [lambda node: node, lambda node: [node], lambda node: {"@graph": [{"@type": "WebSite", "name": "X"}, node]}]
)
def test_json_ld_comes_first(kind, wrap):
    node = {
        "@context": "https://schema.org",
        "@type": kind,
        "headline": HEADLINE,
        "author": {"name": "Ada Roe"},
        "datePublished": "2022-05-06T10:30:00+02:00",
        "dateModified": "2022-05-07T00:00:00Z",
        "publisher": {"@type": "Organization", "name": "The Herald"},
        "inLanguage": "en-GB",
        "articleSection": "Town",
        "keywords": ["bridges", "harbour"],
        "mainEntityOfPage": {"@id": "https://herald.example/bridge"},
    }
    head = "<meta name='author' content='Webmaster'><meta property='og:site_name' content='herald.example'>"
    head += "<link rel='canonical' href='https://herald.example/bridge'><meta name='date' content='2001-01-01'>"
    found = article(page(head=head + json_ld(wrap(node))))
    assert (found.byline, found.published, found.outlet) == ("Ada Roe", "2022-05-06T10:30:00+02:00", "The Herald")
    assert (found.url, found.meta["section"], found.meta["tags"]) == (
        "https://herald.example/bridge",
        "Town",
        "bridges, harbour",
    )
    assert found.meta["modified"] == "2022-05-07T00:00:00+00:00"


def test_of_several_articles_in_json_ld_the_pages_own_counts():
    others = [
        {"@type": "NewsArticle", "headline": f"Story {k}", "author": "Cy Poe", "url": f"https://herald.example/{k}"}
        for k in range(3)
    ]
    own = {"@type": "NewsArticle", "headline": HEADLINE, "author": "Ada Roe", "url": "https://herald.example/bridge/"}
    head = "<link rel='canonical' href='https://www.herald.example/bridge'>" + json_ld([*others, own])
    assert article(page(head=head)).byline == "Ada Roe"
    listed = {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": others[0]}]}
    assert article(page(head=json_ld(listed) + json_ld(own))).byline == "Ada Roe"


@pytest.mark.parametrize(
    "script",
    [
        '<!-- {"@type": "NewsArticle", "author": "Ada Roe"} -->',
        '/*<![CDATA[*/{"@type": "NewsArticle", "author": "Ada Roe"}/*]]>*/',
        '{"@type": "NewsArticle", "author": "Ada Roe",}',
        '{"@type": "NewsArticle", "description": "one\ntwo", "author": "Ada Roe"};',
        '{"@type": "NewsArticle", "description": "it\\\'s", "author": "Ada Roe"}',
        '{"@type": "WebSite"}{"@type": "NewsArticle", "author": "Ada Roe"}',
    ],
)
def test_common_faults_of_json_ld_are_read_over(script):
    assert article(page(head=json_ld(script))).byline == "Ada Roe"


@pytest.mark.parametrize(
    "script",
    [
        "{",
        '{"@type": "NewsArticle", "author": [[[[',
        "[" * 100_000,
        "null",
        '"text"',
        '{"@type": 3, "author": {"name": {}}}',
    ],
)
def test_json_ld_that_cannot_be_read_changes_nothing(script):
    assert lines(article(page(head=json_ld(script)))) == [HEADLINE, *STORY]


def test_open_graph_and_meta_tags_come_next():
    head = (
        "<meta property='og:title' content='Harbour Bridge to close after cracks are found'><meta "
        "property='og:site_name' content='The Herald'>"
        "<meta property='article:published_time' content='2022-05-06T10:30:00Z'><meta name='author' content='by Ada "
        "Roe'>"
        "<meta property='og:url' content='https://herald.example/bridge'><meta property='article:section' "
        "content='Town'>"
    )
    found = article(page(head=head))
    assert (found.byline, found.published, found.outlet) == ("Ada Roe", "2022-05-06T10:30:00+00:00", "The Herald")
    assert (found.url, found.meta["section"]) == ("https://herald.example/bridge", "Town")


@pytest.mark.parametrize(
    "line",
    [
        "<p class='byline'>By <a rel='author' href='/ada'>Ada Roe</a></p><time datetime='2022-05-06T10:30'>"
        "Friday</time>",
        "<div class='meta'><span class='author-name'>Ada Roe</span> <span>May 6, 2022</span></div>",
        "<p>By Ada Roe, Herald Staff Reporter</p><p>Published 6 May 2022</p>",
        "<div itemprop='author'><span itemprop='name'>Ada Roe</span></div><span itemprop='datePublished' "
        "content='2022-05-06'></span>",
    ],
)
def test_byline_and_date_that_only_the_page_shows(line):
    found = article(page(f"{line}{paragraphs(*STORY)}"))
    assert (found.byline, found.published[:10]) == ("Ada Roe", "2022-05-06")
    assert lines(found, "body") == list(STORY)


@pytest.mark.parametrize(
    "line",
    [
        "<div class='meta'>By Ada Roe May 6, 2022</div>",
        "<div>By Ada Roe | 6th May 2022, 10:30 am</div>",
        "<p class='author'>By <b>Ada Roe</b><i>Staff</i></p><p>Updated: May 7, 2022 | Posted: May 6, 2022</p>",
        "<p class='author'>By Ada Roe</p><p>Updated 11:22 PM EST, Fri May 6, 2022</p>",
        "<p class='byline'>By Ada Roe</p><p>Freitag, 6. Mai 2022</p>",
    ],
)
def test_byline_and_date_in_one_line_or_of_other_forms(line):
    found = article(page(f"{line}{paragraphs(*STORY)}"))
    assert (found.byline, found.published[:10]) == ("Ada Roe", "2022-05-06")


def test_date_above_the_headline_or_in_the_address_counts_where_there_is_no_other():
    above = page().replace("<article>", "<article><p>Posted on May 6, 2022</p>")
    assert article(above).published == "2022-05-06"
    address = "<link rel='canonical' href='https://herald.example/2022/05/06/bridge'>"
    assert article(page(head=address)).published == "2022-05-06"


def test_dates_that_say_nothing_are_left_out():
    for said in ("<time>2 hours ago</time>", "<p>12/5/17</p>", "<p>Latest update Friday</p>"):
        assert article(page(f"{said}{paragraphs(*STORY)}")).published is None


@pytest.mark.parametrize(
    "title, outlet, headline",
    [
        ("Harbour Bridge to close - The Parable", None, "Harbour Bridge to close"),
        ("Harbour Bridge to close | Herald", "The Herald", "Harbour Bridge to close"),
        ("Harbour Bridge to close | Town News | Herald", "Herald", "Harbour Bridge to close"),
        ("Herald | Harbour Bridge to close", "Herald", "Harbour Bridge to close"),
        ("Harbour Bridge to close :: Herald Online", "Herald", "Harbour Bridge to close"),
        ("Okafor: bridge is older than my grandmother", "Herald", "Okafor: bridge is older than my grandmother"),
        ("The bridge – and what comes after it is gone", "Herald", "The bridge – and what comes after it is gone"),
    ],
)
def test_sites_name_is_no_part_of_a_title(title, outlet, headline):
    assert without_site(title, outlet) == headline


def test_headline_is_what_the_page_shows_and_the_outlet_stands_behind_it_in_the_title():
    found = article(page(title=f"{HEADLINE} - News - The Parable"))
    assert (found.title, found.outlet) == (HEADLINE, "The Parable")
    assert article(page(title="Untitled document")).title == HEADLINE


def test_without_a_heading_the_title_is_the_headline():
    found = article(f"<html><head><title>{HEADLINE} | Herald</title></head><body>{paragraphs(*STORY)}</body></html>")
    assert lines(found) == [HEADLINE, *STORY]


def test_address_that_a_browser_noted_in_saving():
    internet_explorer = "<!-- saved from url=(0029)https://herald.example/bridge -->"
    single_file = "<!--\n Page saved with SingleFile \n url: https://herald.example/bridge \n-->"
    for start in (f"{internet_explorer}\n<!DOCTYPE html>", f"<!DOCTYPE html>{single_file}"):
        found = article(page(start=start, title=HEADLINE))
        assert (found.url, found.outlet) == ("https://herald.example/bridge", "herald.example")


def test_fetched_page_has_its_address_and_host():
    found = article(
        page(title=HEADLINE), "https://herald.example/a", url="https://www.herald.example/a", outlet="herald.example"
    )
    assert (found.url, found.outlet, found.origin) == (
        "https://www.herald.example/a",
        "herald.example",
        "https://herald.example/a",
    )
