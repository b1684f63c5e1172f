"""The story of a web page: its paragraphs in order, without what sites put between and around them."""

import pytest
from made_pages import HEADLINE, STORY, article, between, json_ld, lines, page, paragraphs

from toolkit.sources import read


def test_story_is_the_headline_and_its_paragraphs_in_order():
    found = article(page())
    assert found.text == "\n\n".join([HEADLINE, *STORY])
    assert [p.kind for p in found.paragraphs] == ["headline"] + ["body"] * len(STORY)
    assert (found.id, found.origin, found.title, found.language) == ("bridge", "bridge.html", HEADLINE, "en")


def test_files_and_recognition_take_the_same_way(tmp_path):
    path = tmp_path / "no-ending"
    path.write_text(page(), encoding="utf-8")
    assert read(path).text == article(page()).text


@pytest.mark.parametrize(
    "extra",
    [
        "<p><strong>Read more: <a href='/a'>Ten bridges that you must see before they fall</a></strong></p>",
        "<p><a href='/a'>Ferries to run for a whole year, says company</a></p>",
        "<ul><li><a href='/a'>Ferries to run for a year</a></li><li><a href='/b'>Mayor: no money left</a></li></ul>",
        "<div class='related-stories'><h3>Related</h3><p>The town of Millbrook has had no bridge since the flood of "
        "1953.</p></div>",
        "<div class='newsletter-signup'><p>Sign up for our morning briefing, and never miss what happens in your "
        "town.</p></div>",
        "<figure><img src='a.jpg'><figcaption>The bridge on a Sunday in May. Photograph: Jo Doe/Agency</figcaption>"
        "</figure>",
        "<div class='image-caption'>The bridge on a Sunday in May, seen from the ferry that will replace it.</div>",
        "<aside><p>The Harbour Bridge was built in 1931 and carries 20,000 cars each day over the river.</p></aside>",
        "<div style='display:none'><p>This paragraph is hidden from all readers, and nobody is meant to read it at "
        "all.</p></div>",
        "<div class='share-bar'><span>Share this with all of your friends on the network that you like the "
        "most.</span></div>",
    ],
)
def test_what_pages_put_between_paragraphs_is_no_part_of_the_story(extra):
    assert lines(article(between(extra))) == [HEADLINE, *STORY]


@pytest.mark.parametrize(
    "extra",
    [
        "<div class='author-bio'><p>Ada Roe has been our correspondent at the harbour since 2009 and lives on a "
        "boat.</p></div>",
        "<section class='comments'><p>Jim writes: “I always said that this bridge would fall, and nobody "
        "listened.”</p></section>",
        "<div class='more'><h3><a href='/a'>Cat saved from a very tall tree</a></h3><p>Firemen were called to Elm "
        "Street on Sunday.</p></div>",
        "<ul class='tags'><li><a href='/t/bridges'>Bridges</a></li><li><a href='/t/harbour'>Harbour</a></li></ul>",
    ],
)
def test_what_pages_put_below_the_story_is_no_part_of_it(extra):
    assert lines(article(page().replace("</article>", f"</article>{extra}"))) == [HEADLINE, *STORY]
    assert lines(article(page(paragraphs(*STORY) + extra))) == [HEADLINE, *STORY]


def test_quotations_set_apart_are_kept_in_their_place():
    block = "<blockquote><p>We will mend what can be mended, and build what cannot.</p></blockquote>"
    found = article(between(block))
    assert lines(found)[4] == "We will mend what can be mended, and build what cannot."
    assert lines(found)[5:] == list(STORY[3:])


@pytest.mark.parametrize(
    "tag", ["<blockquote class='pullquote'>{}</blockquote>", "<h2>{}</h2>", "<div class='pull-quote'><p>{}</p></div>"]
)
def test_pull_quote_that_repeats_the_story_stands_once(tag):
    pulled = tag.format("“The bridge is older than my grandmother.”")
    found = article(page(paragraphs(*STORY[:4]) + pulled + paragraphs(*STORY[4:])))
    assert lines(found) == [HEADLINE, *STORY]


def test_marks_that_a_browser_sets_are_set():
    found = article(
        page(paragraphs(*STORY[:4], "The sign says <q>Closed until further notice</q>, and nothing else.", *STORY[4:]))
    )
    assert "The sign says “Closed until further notice”, and nothing else." in lines(found)


def test_standfirst_belongs_to_the_headline_and_not_to_the_body():
    deck = "Engineers had warned the council of the rust for years. “It was a question of time,” says one of them."
    body = f"<p class='standfirst'>{deck}</p><p class='byline'>By Ada Roe</p>{paragraphs(*STORY)}"
    found = article(page(body))
    assert lines(found, "headline") == [HEADLINE, deck]
    assert lines(found, "body") == list(STORY)
    assert any("It was a question of time" in found.text[slice(*span)] for span in found.quoted)


def test_lists_and_headings_of_a_listicle_keep_their_order():
    items = "".join(
        f"<h2>{k}. <a href='/{k}'>The bridge of {town}</a></h2><p>It was built in {1900 + k} and is the pride of "
        f"{town}, says its mayor.</p>"
        for k, town in enumerate(("Millbrook", "Easton", "Westerly", "Norham", "Sutbury"), start=1)
    )
    rules = (
        "<p>Three rules hold on all of these bridges:</p><ol><li>Walk on the left.</li><li>Leave the dog at "
        "home.</li><li>Do not stop.</li></ol>"
    )
    found = lines(article(page(items + rules)))
    assert found[1] == "1. The bridge of Millbrook" and found[3] == "2. The bridge of Easton"
    assert found[-4:] == [
        "Three rules hold on all of these bridges:",
        "Walk on the left.",
        "Leave the dog at home.",
        "Do not stop.",
    ]


def test_gallery_whose_captions_are_the_story_is_read_as_one():
    slides = "".join(
        f"<figure><img src='{k}.jpg'><figcaption>Picture {k}: {line}</figcaption></figure>"
        for k, line in enumerate(STORY, start=1)
    )
    found = lines(article(page(slides)))
    assert found[1:] == [f"Picture {k}: {line}" for k, line in enumerate(STORY, start=1)]


def test_lines_parted_by_breaks_are_paragraphs_and_wrapped_lines_are_not():
    wrapped = STORY[2].replace("engineers, ", "engineers,<br>")
    body = "<div>" + "<br><br>".join([*STORY[:2], wrapped]) + "<br>" + "<br>".join(STORY[3:]) + "</div>"
    assert lines(article(page(body))) == [HEADLINE, *STORY]


def test_hyphens_that_only_show_where_a_word_may_break_are_no_part_of_it():
    found = article(
        page(paragraphs(*(line.replace("bridge", "br\u00adidge").replace("Okafor", "Oka\u200bfor") for line in STORY)))
    )
    assert lines(found) == [HEADLINE, *STORY]


def test_story_that_only_a_script_would_show_is_read_from_json():
    node = {"@type": "NewsArticle", "headline": HEADLINE, "articleBody": "\n\n".join(STORY)}
    found = article(page("<div id='app'></div>", head=json_ld(node)))
    assert lines(found) == [HEADLINE, *STORY]


def test_amp_page():
    body = (
        paragraphs(*STORY[:3])
        + "<amp-img src='a.jpg' width=10 height=10></amp-img><amp-ad type='x'></amp-ad>"
        + paragraphs(*STORY[3:])
    )
    assert lines(article(page(body).replace("<html ", "<html ⚡ amp "))) == [HEADLINE, *STORY]


def test_broken_html_is_read_as_a_browser_would():
    broken = (
        f"<title>{HEADLINE}</title><h1>{HEADLINE}<p>"
        + "<p>".join(f"<b>{line}" for line in STORY)
        + "</div></span></p></html>trailing"
    )
    found = article(broken)
    assert [line for line in lines(found) if line in STORY] == list(STORY)


def test_page_of_tables():
    rows = "".join(f"<tr><td><font size=2>{line}</font></td></tr>" for line in STORY)
    found = article(
        f"<html><head><title>{HEADLINE}</title></head><body><table><tr><td><table>{rows}</table></td></tr></table>"
        f"</body></html>"
    )
    assert lines(found) == [HEADLINE, *STORY]


def test_rows_of_a_table_in_a_story_are_lines():
    rows = "".join(f"<tr><td>{town}</td><td>{year}</td></tr>" for town, year in (("Easton", 1931), ("Norham", 1953)))
    found = lines(article(between(f"<table><tr><th>Bridge</th><th>Built</th></tr>{rows}</table>")))
    assert found == [HEADLINE, *STORY[:3], "Bridge · Built", "Easton · 1931", "Norham · 1953", *STORY[3:]]


def test_second_story_that_a_page_appends_is_not_read():
    other = "<div class='infinite-scroll'><h2>Cat saved from tree</h2>" + paragraphs(
        *["Firemen saved a cat from a tree on Sunday, they said."] * 3
    )
    assert "Firemen" not in article(page().replace("</main>", f"</main>{other}</div>")).text
