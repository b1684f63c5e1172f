"""What the card of an analysis shows, in a notebook and in a terminal."""

from conftest import ARTICLE
from html_reader import read
from made_analyses import port, silence

import toolkit
from toolkit.html import card


def test_the_card_shows_headline_numbers_actors_and_quotes():
    shown = port()._repr_mimebundle_()
    assert set(shown) == {"text/html", "text/plain"}
    text = read(shown["text/html"].partition("</style>")[2]).text
    for words in ("Harbour city votes to close its coal port", "Inés Arrubarrena", "2people", "9quotes", "and 6 more"):
        assert words in text
    plain = shown["text/plain"]
    assert "Inés Arrubarrena" in plain and "9 quotes" in plain and max(map(len, plain.splitlines())) <= 110


def test_the_card_s_bars_are_as_long_as_the_counts():
    bars = [line for line in repr(port()).splitlines() if "█" in line]
    counts = [int(line.partition("█ ")[2].split()[0]) for line in bars]
    lengths = [line.count("█") for line in bars]
    assert counts == sorted(counts, reverse=True) and len(counts) >= 5
    assert lengths == [max(1, round(card.BAR * count / counts[0])) for count in counts]


def test_a_terminal_shows_the_card_too():
    a = toolkit.analyse(toolkit.read(text=ARTICLE))
    assert repr(a) == a._repr_mimebundle_()["text/plain"]
    assert repr(a).startswith("Mayor says old bridge must close\nAda Roe\n")


def test_the_card_of_an_article_without_anybody_says_so():
    html = silence()._repr_mimebundle_()["text/html"]
    assert "Nobody is named." in html and "Nobody is quoted" in html


def test_the_card_counts_as_a_reader_counts():
    a = port()
    numbers = card.numbers(a.actors[:1], a.quotes[:1], {"words": 1})
    assert numbers[:3] == [("1", "word"), ("1", "person"), ("0", "organisations")]
    assert ("1", "quote") in card.numbers((), a.quotes[:1], {}) and ("0", "people") in card.numbers((), (), {})


def test_the_card_says_what_was_corrected_by_hand():
    import dataclasses

    a = port()
    quotes = [dataclasses.replace(quote, corrected=True) for quote in a.quotes[:2]]
    assert "2 entries corrected by hand." in card.text(a.article, a.actors, quotes, a.statistics)
    assert "1 entry corrected by hand." in card.html(a.article, a.actors, quotes[:1], a.statistics)
    assert "corrected" not in card.text(a.article, a.actors, a.quotes, a.statistics)
