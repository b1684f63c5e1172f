"""A wire story that many outlets ran is one story: another headline, a cut end and small changes hide no copy."""

import random
import re

import pandas as pd
import pytest
from made_analyses import analysis, article_of

import toolkit
from toolkit import collection, figures, report
from toolkit.collection import answering, duplicates, summary
from toolkit.errors import ParameterError
from toolkit.figures import vega_lite

WORDS = [f"{a}{b}" for a in "ba ce di fo gu la me ni po ru".split() for b in "dan fel gor hin jul mar nes tol".split()]


def story(seed, sentences=20):
    """Sentences of ten words each that no other seed has."""
    draw = random.Random(seed)
    return [" ".join(draw.choice(WORDS) for _ in range(10)).capitalize() + "." for _ in range(sentences)]


def told(id, sentences, outlet, published, title="A title"):
    import dataclasses

    article = article_of("\n\n".join([title, *sentences]) + "\n", id)
    return analysis(dataclasses.replace(article, outlet=outlet, published=published))


@pytest.fixture
def wire():
    whole = story(1)
    changed = [s.replace("ba", "bo", 1) if k in (3, 12) else s for k, s in enumerate(whole)]
    return collection.from_analyses(
        [
            told("cut", whole[:8], "post", "2025-03-15"),
            told("wire", whole, "agency", "2025-03-14"),
            told("headline", changed, "herald", "2025-03-15", title="Another headline here"),
            told("late", whole, "monthly", "2025-04-20"),
            told("other", story(2), "post", "2025-03-14"),
            told("undated", whole, "blog", None),
            told("quoted", [*story(3, 18), *whole[:2]], "post", "2025-03-14"),
        ]
    )


def test_copies_are_one_story_and_the_earliest_is_first(wire):
    frame = collection.copies(wire, days=7)
    assert frame["story"].unique().tolist() == [1]
    assert frame["article"].tolist()[0] == "wire" and frame["first"].tolist() == [True] + [False] * (len(frame) - 1)
    assert {"wire", "cut", "headline", "undated"} <= set(frame["article"])
    assert not {"other", "quoted"} & set(frame["article"])
    assert frame.set_index("article").loc["cut", "similarity"] == 1


def test_what_ran_weeks_later_is_a_story_of_its_own():
    whole = story(1)
    dated = [
        told("a", whole, "x", "2025-03-14"),
        told("b", whole, "y", "2025-03-21"),
        told("c", whole, "z", "2025-04-20"),
    ]
    found = collection.from_analyses(dated)
    assert collection.copies(found, days=7)["article"].tolist() == ["a", "b"]
    assert collection.copies(found, days=6).empty
    assert collection.copies(found, days=365)["article"].tolist() == ["a", "b", "c"]
    with pytest.raises(ParameterError):
        collection.copies(found, days=-1)


@pytest.fixture
def many():
    """A wire story that three outlets ran within days, once cut and once a month later, and a story of its own."""
    whole = [*story(1), "“The gates stay shut,” Ada Roe said."]
    dated = [
        told("wire", whole, "agency", "2025-03-14", title="Gates stay shut"),
        told("post", whole, "post", "2025-03-15"),
        told("herald", whole[4:], "herald", "2025-03-15T08:00"),
        told("late", whole, "monthly", "2025-05-20"),
        told("other", story(2), "post", "2025-03-14"),
    ]
    return [toolkit.analyse(one.article, language="any") for one in dated]


def test_counts_take_each_story_once_unless_asked_and_say_so(many):
    once, every = (collection.from_analyses(many, copies=copies) for copies in ("once", "all"))
    ours, all_ours = (collection.actors(c).set_index("actor").loc["Ada Roe"] for c in (once, every))
    assert (ours["articles"], ours["quotes"]) == (2, 2) and (all_ours["articles"], all_ours["quotes"]) == (4, 4)
    note = "Each story counts once: 2 of 5 articles are copies of another within 7 days."
    for function in (collection.actors, collection.over_time, collection.cues):
        assert function(once).attrs["copies"] == note and "copies" not in function(every).attrs
    assert collection.over_time(once)["articles"].sum() == 3 and collection.over_time(every)["articles"].sum() == 5
    for function in (collection.together, collection.about, collection.descriptions):
        assert function(once, "Ada Roe").attrs["copies"] == note
    assert summary.numbers(once)["articles"] == 3 and summary.numbers(once)["copies"] == 2
    assert summary.numbers(every)["articles"] == 5 and summary.numbers(every)["copies"] == 0


def test_lists_and_each_outlet_s_own_counts_hold_every_copy(many):
    once, every = (collection.from_analyses(many, copies=copies) for copies in ("once", "all"))
    assert len(once) == 5 and once.passed_over == ()
    for function in (collection.articles, collection.quotes, collection.outlets, collection.entities):
        pd.testing.assert_frame_equal(function(once), function(every))
    pd.testing.assert_frame_equal(collection.actors(once, by_article=True), collection.actors(every, by_article=True))
    pd.testing.assert_frame_equal(collection.pivot(once, "outlet"), collection.pivot(every, "outlet"))
    assert collection.pivot(once, "period", period="month").attrs["copies"]


def test_groups_over_time_count_each_story_once_as_everything_over_time_does(many):
    """By a date as by period, in each function that takes ``by``; an outlet's copy is its own."""
    once, every = (collection.from_analyses(many, copies=copies) for copies in ("once", "all"))
    note = "Each story counts once: 2 of 5 articles are copies of another within 7 days."
    for by in ("2025-04", "period"):
        for c, said, says in ((once, 2, note), (every, 4, None)):
            looked, keys = collection.lookup(c, "gates", by=by), collection.key_words(c, by, n=None, minimum=1)
            pivot, quoted = collection.pivot(c, by, "quotes"), collection.networks.quoted(c, by).edges
            assert looked["gates"].sum() == said
            assert (keys["count"] + keys["count_others"])[keys["word"] == "gates"].tolist() == [said]
            assert pivot.set_index("actor").drop(columns="type").loc["Ada Roe"].sum() == said
            assert quoted.loc[quoted["target"] == "Ada Roe", "quotes"].sum() == said
            assert [frame.attrs.get("copies") for frame in (looked, keys, pivot, quoted)] == [says] * 4
    pd.testing.assert_frame_equal(*(collection.lookup(c, "gates", by="outlet") for c in (once, every)))
    pd.testing.assert_frame_equal(*(collection.networks.quoted(c).edges for c in (once, every)))


def test_networks_and_entities_say_how_copies_count(many):
    once, every = (collection.from_analyses(many, copies=copies) for copies in ("once", "all"))
    copies = "2 of 5 articles are copies of another within 7 days."
    networks = collection.networks
    for make in (networks.together, networks.about, lambda c: networks.beside(c, "gates")):
        for frame in make(once)[:2]:
            assert frame.attrs["copies"] == f"Each story counts once: {copies}"
        assert not any("copies" in frame.attrs for frame in make(every)[:2])
    quoted = networks.quoted(once)
    assert {frame.attrs["copies"] for frame in quoted[:2]} == {f"Copies count too: {copies}"}
    roe = quoted.nodes.set_index("node").loc["Ada Roe"]
    assert roe["quotes"] == quoted.edges["quotes"].sum() == 4, "nodes count as their edges do"
    assert collection.entities(once).attrs["copies"] == f"Copies count too: {copies}"
    assert "copies" not in collection.entities(every).attrs
    for found, says in ((networks.together(once, within="article"), "each story once"), (quoted, "copies too")):
        title = vega_lite.specification(figures.network(found))["title"]
        assert title["subtitle"].endswith(f"; {says}")


def test_whoever_a_longer_copy_alone_has_is_followed_in_all_copies():
    whole = [*story(1), "“The gates stay shut,” Ada Roe said."]
    dated = [
        told("wire", whole, "agency", "2025-03-14"),
        told("post", [*whole, "“They are old,” Ben Low told Ada Roe. The old Low sighed."], "post", "2025-03-15"),
    ]
    once = collection.from_analyses([toolkit.analyse(one.article, language="any") for one in dated])
    assert len(duplicates.counted(once)) == 1
    assert collection.over_time(once, "Ben Low")["quotes"].sum() == 1
    assert "Ada Roe" in collection.together(once, "Ben Low")["actor"].tolist()
    assert collection.cues(once, "Ben Low")["quotes"].sum() == 1
    assert collection.over_time(once, "Ben Low").attrs["copies"].startswith("Copies count too: 1 of 2 articles")
    assert summary.followed(once, "Ben Low")[:2] == [
        "Every copy of a story counts here: only later copies have Ben Low.",
        "Ben Low is in 1 of 2 articles, 2 times by name and never by description or pronoun.",
    ]


def test_other_words_for_copies_are_refused(many, tmp_path):
    for make in (
        lambda: collection.from_analyses(many, copies="al"),
        lambda: collection.analyse(tmp_path, copies="al"),
    ):
        with pytest.raises(ParameterError, match="all or once"):
            make()


def test_a_report_says_which_story_many_outlets_ran_and_how_copies_count(many):
    once, every = (collection.from_analyses(many, copies=copies) for copies in ("once", "all"))
    said = summary.surveyed(once)
    assert said[0].startswith(
        "The 5 articles of 4 outlets tell 3 stories with 614 words and 2 statements: articles that"
    )
    assert said[-1] == "3 outlets ran one story, “Gates stay shut”, first in agency on 2025-03-14."
    assert (
        summary.surveyed(every)[0] == "The 5 articles of 4 outlets have 988 words and 4 statements quoted or reported."
    )
    assert "outlets ran" not in " ".join(summary.surveyed(every))


def test_a_story_is_what_copies_count_once_in_and_an_article_all_else(many):
    """Whoever reads one figure or table of a report knows from it alone how copies count in it."""
    once, every = (collection.from_analyses(many, copies=copies) for copies in ("once", "all"))
    told_of = re.compile(r"\b(stor|cop)(y|ies)\b", re.IGNORECASE)

    def shown(made):
        subtitle = vega_lite.specification(figures.over_time(made))["title"]["subtitle"]
        by_outlet = vega_lite.specification(figures.side_by_side(made, by="outlet"))["title"]["subtitle"]
        return subtitle, by_outlet, str(report.table(collection.actors(made))._repr_html_())

    over_time, by_outlet, table = shown(once)
    assert over_time == "Stories; each story once"
    assert by_outlet == "Mentions by name in headline and body, in each outlet; copies too"
    assert ">stories<" in table and ">articles<" not in table and "Each story counts once." in table
    for function in (collection.outlets, lambda c: collection.lookup(c, "gates", by="outlet")):
        assert "Copies count too." in str(report.table(function(once)))
    over_time, by_outlet, table = shown(every)
    assert (over_time, by_outlet) == ("Articles", "Mentions by name in headline and body, in each outlet")
    assert ">articles<" in table and not re.search(told_of, table)
    for said in (summary.followed(once, "Ada Roe"), answering.asked(once, "gates")):
        assert said[0].startswith("The 5 articles tell 3 stories: ") and "of 3 stories" in said[1]
        assert len(said) == 5, "what the rule takes, the last sentences leave"
    for said in (summary.surveyed(every), summary.followed(every, "Ada Roe"), answering.asked(every, "gates")):
        assert not re.search(told_of, " ".join(said))


def test_the_wire_story_of_an_answer_holds_whom_or_what_was_asked_for(many):
    """What four outlets ran without the actor or the word is nobody's answer."""
    wide = [told(name, story(5), name, "2025-03-14", "It rained") for name in ("north", "south", "east", "west")]
    once = collection.from_analyses([*many, *(toolkit.analyse(one.article, language="any") for one in wide)])
    assert summary.surveyed(once)[-1].startswith("4 outlets ran one story, ")
    ours = "3 outlets ran one story with {}, “Gates stay shut”, first in agency on 2025-03-14."
    assert ours.format("Ada Roe") in summary.followed(once, "Ada Roe")
    assert ours.format("it") in answering.asked(once, "shut")
    theirs = "4 outlets ran one story with it, “It rained”, first in north on 2025-03-14."
    assert theirs in answering.asked(once, "rained")


def test_copies_are_the_same_with_and_without_an_index(many, monkeypatch):
    found = collection.copies(collection.from_analyses(many))
    monkeypatch.setattr(duplicates, "SMALL", 0)
    pd.testing.assert_frame_equal(collection.copies(collection.from_analyses(many)), found)


def test_an_actor_whom_a_longer_copy_alone_has_is_followed_there(many):
    longer = told("longer", [*story(1), "“It rained,” Ben Low said."], "blog", "2025-03-16")
    c = collection.from_analyses([many[0], toolkit.analyse(longer.article, language="any")])
    assert summary.followed(c, "Ben Low")[1].startswith("Ben Low is in 1 of 2 articles")


def test_copies_are_taken_once_or_all(tmp_path):
    (tmp_path / "a.txt").write_text("It rained, Ada Roe said.")
    assert collection.analyse(tmp_path).copies == "once" and collection.analyse(tmp_path, copies="all").copies == "all"
    with pytest.raises(ParameterError, match="all or once"):
        collection.analyse(tmp_path, copies="twice")
