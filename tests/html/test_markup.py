"""The marked text: the article's own characters, well nested, and nothing of it ever markup."""

import random
import re
from dataclasses import replace

from html_reader import marked_with, read
from hypothesis import given, settings
from hypothesis import strategies as st
from made_analyses import any_marks, port

from toolkit.html import markup
from toolkit.quotes.model import ACTS


def marked(a, **options):
    return markup.to_html(a.article, a.actors, a.quotes, **options)


TEXTS = st.text(st.sampled_from("ab <>&\"'\n$;é“”\r\t"), max_size=60)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.randoms(use_true_random=False), st.booleans())
def test_text_survives_any_overlapping_marks(text, chance, linked):
    """What is shown is the article's text, and each mark covers exactly its span outside furniture."""
    a = any_marks(text, chance)
    link = (lambda id: f"#{id}") if linked else None
    reader = read(marked(a, link=link))
    assert reader.text == a.article.text
    shown = {k for s, e in a.article.spans() for k in range(s, e)}
    for actor in a.actors:
        wanted = {k for m in actor.mentions for k in range(*m.span)} & shown
        assert marked_with(reader, "data-actor", actor.id) == (wanted if actor.type != "MISC" else set())
    for quote in a.quotes:
        assert marked_with(reader, "data-quote", quote.id) == {k for s, e in quote.content for k in range(s, e)} & shown


def test_what_is_no_statement_says_what_it_is():
    a = port()
    shown = [marked(replace(a, quotes=[replace(a.quotes[-1], act=act)])) for act in ("thinks", "plans", "did")]
    assert [re.search(r'data-quote="\w+" title="[^,"]*, ([^"]+)"', html)[1] for html in shown] == [
        "thought",
        "plan",
        "deed, no statement",
    ]
    assert ["data-speaker" in html for html in shown] == [True, True, False]


def test_each_quote_names_its_speaker_once():
    a = port()
    html = marked(a, link=lambda id: f"#{id}")
    signs = re.findall(r'<a class="speaker" href="#(q\d+)" aria-label="([^"]+)"', html)
    assert len(signs) == len(a.quotes)
    assert dict(signs)["q2"] == "Inés Arrubarrena, direct quote"
    assert dict(signs)["q7"] == "an official in Brussels (not named), direct quote"


def test_furniture_is_shown_and_not_marked():
    a = port()
    html = marked(a)
    (line,) = re.findall(r'<p class="furniture">(.*?)</p>', html)
    assert line == "READ MORE: WESTHAVEN FERRY FARES RISE AGAIN"


def test_headline_is_a_heading_of_the_level_asked_for():
    a = port()
    assert '<h2 class="headline">' in marked(a)
    assert '<h4 class="headline">' in marked(a, heading=4)


def test_only_the_actors_asked_for_are_marked():
    reader = read(marked(port(), marked={"a1"}))
    assert marked_with(reader, "data-actor", "a1") and not marked_with(reader, "data-actor", "a2")


def test_an_article_of_markup_stays_text():
    text = 'Head <script>alert(1)</script>\n\n“<img src=x onerror=alert(1)>” & </p></article> said "><b>Ann</b>.\n'
    a = any_marks(text, random.Random(3), name='"><script>alert(2)</script>')
    html = marked(a, link=lambda id: "#" + id)
    assert "<script" not in html and "<img" not in html and "<b>" not in html
    assert " style=" not in html and not re.search(
        r"\son\w+=", re.sub(r"&lt;.*?&gt;", "", re.sub(r'"[^"]*"', "", html))
    )
    assert read(html).text == text


def test_what_html_cannot_hold_is_shown_as_a_replacement():
    a = any_marks("a\x00b\ud800c\x85d", random.Random(1))
    html = marked(a)
    assert read(html).text == "a\ufffdb\ufffdc\ufffdd"
    html.encode("utf-8")


def test_css_names_only_classes_that_are_used():
    a = port()
    acts = (replace(a, quotes=[replace(quote, act=act) for quote in a.quotes]) for act in ACTS)
    used = set(re.findall(r'class="([^"]+)"', "".join(map(marked, acts)) + markup.KEY))
    used = {name for names in used for name in names.split()} | {"other", "marked-key"}
    named = set(re.findall(r"\.([a-z][\w-]+)", re.sub(r"\{[^}]*\}", "", markup.CSS)))
    assert "actor" in named and named <= used
