"""Live blogs and embedded posts in web pages."""

import pytest
from made_pages import HEADLINE, STORY, article, between, json_ld, lines, page

import toolkit

ENTRIES = [
    ("16:10", "Ferries run", STORY[4]),
    ("15:42", "Engineers speak", STORY[2]),
    ("14:05", "Bridge closed", STORY[0]),
]


def test_entries_of_a_live_blog_stand_in_the_order_of_the_page():
    node = {"@type": "LiveBlogPosting", "headline": HEADLINE}
    body = f"<p>{STORY[5]}</p><div class='live-blog'>" + "".join(
        f"<article class='entry'><time datetime='2022-05-06T{clock}'>{clock}</time><h3>{head}</h3><p>{text}</p>"
        f"<button>Share</button></article>"
        for clock, head, text in ENTRIES
    )
    found = article(page(f"{body}</div>", head=json_ld(node)))
    assert found.kind == "liveblog"
    expected = [STORY[5], *(part for entry in ENTRIES for part in entry)]
    assert [line for line in lines(found, "body", "furniture") if line != HEADLINE] == expected


def test_live_blog_that_only_json_holds():
    updates = [
        {"@type": "BlogPosting", "headline": head, "articleBody": text, "datePublished": f"2022-05-06T{clock}:00Z"}
        for clock, head, text in ENTRIES
    ]
    node = {"@type": "LiveBlogPosting", "headline": HEADLINE, "description": STORY[5], "liveBlogUpdate": updates}
    found = article(page("<div></div>", head=json_ld(node)))
    assert [found.text.find(text) for _, _, text in ENTRIES] == sorted(found.text.find(text) for _, _, text in ENTRIES)
    assert STORY[5] in found.text and found.kind == "liveblog"


POSTS = {
    "twitter": (
        "<blockquote class='twitter-tweet'><p lang='en' dir='ltr'>We are closing the bridge now. Stay away from the "
        "“old” pier. "
        "<a href='https://t.co/a'>pic.twitter.com/a1b2</a></p>&mdash; Ines Okafor (@inesokafor) "
        "<a href='https://twitter.com/inesokafor/status/1'>May 6, 2022</a></blockquote><script async src='//x'>"
        "</script>",
        "“We are closing the bridge now. Stay away from the ‘old’ pier.” — Ines Okafor (@inesokafor), May 6, 2022",
    ),
    "twitter without its class": (
        "<blockquote><p>We are closing the bridge now. Stay away from the pier.</p><p>— Ines Okafor (@inesokafor) "
        "<a href='https://twitter.com/inesokafor/status/1'>May 6, 2022</a></p></blockquote>",
        "“We are closing the bridge now. Stay away from the pier.” — Ines Okafor (@inesokafor), May 6, 2022",
    ),
    "facebook": (
        "<div class='fb-post' data-href='https://facebook.com/a'><blockquote cite='https://facebook.com/a' "
        "class='fb-xfbml-parse-ignore'>"
        "<p>We are closing the bridge now. Ferries are free.</p>Posted by <a href='#'>Ines Okafor</a> on <a "
        "href='#'>Friday, May 6, 2022</a>"
        "</blockquote></div>",
        "“We are closing the bridge now. Ferries are free.” — Ines Okafor, Friday, May 6, 2022",
    ),
    "instagram": (
        "<blockquote class='instagram-media' data-instgrm-captioned><div><a href='#'>View this post on Instagram</a>"
        "<p><a href='#'>"
        "Good bye, old bridge. You carried us well.</a></p><p>A post shared by <a href='#'>Ines Okafor</a> "
        "(@inesokafor) on "
        "<time>May 6, 2022 at 9:00am PDT</time></p></div></blockquote>",
        "“Good bye, old bridge. You carried us well.” — Ines Okafor (@inesokafor), May 6, 2022 at 9:00am PDT",
    ),
    "bluesky": (
        "<blockquote class='bluesky-embed' data-bluesky-uri='at://a'><p lang='en'>We are closing the bridge now.<br>"
        "<br>"
        "<a href='#'>[image or embed]</a></p>&mdash; Ines Okafor (<a href='#'>@okafor.example</a>) <a href='#'>May "
        "6, 2022 at 3:04 PM</a></blockquote>",
        "“We are closing the bridge now.” — Ines Okafor (@okafor.example), May 6, 2022 at 3:04 PM",
    ),
    "tiktok": (
        "<blockquote class='tiktok-embed' cite='https://tiktok.com/a'><section><a href='#'>@inesokafor</a> <p>Good "
        "bye, old bridge of ours.</p>"
        "<a href='#'>♬ original sound - Ines Okafor</a></section></blockquote>",
        "“Good bye, old bridge of ours.” — Ines Okafor (@inesokafor)",
    ),
}


@pytest.mark.parametrize("kind", POSTS)
def test_embedded_post_is_a_quotation_of_its_author_in_its_place(kind):
    post, expected = POSTS[kind]
    found = article(between(f"<div class='embed'>{post}</div>"))
    assert lines(found) == [HEADLINE, *STORY[:3], expected, *STORY[3:]]


def test_post_without_words_goes():
    post = "<blockquote class='instagram-media'><a href='#'>View this post on Instagram</a></blockquote>"
    assert lines(article(between(post))) == [HEADLINE, *STORY]


def test_quotation_of_a_post_is_credited_to_its_author():
    post = POSTS["twitter"][0].replace("Ines Okafor", "Zoë Achterberg")
    analysis = toolkit.analyse(article(between(post)))
    text = analysis.article.text
    tweet = [q for q in analysis.quotes if "closing the bridge now" in text[q.content[0][0] : q.content[-1][1]]]
    names = {actor.id: actor.name for actor in analysis.actors}
    assert [names.get(q.speaker) for q in tweet] == ["Zoë Achterberg"]
    assert tweet[0].kind == "direct"
