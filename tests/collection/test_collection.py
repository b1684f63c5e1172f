"""Several articles together: who is the same in them, what is counted, which words are shared."""

import dataclasses
import re

import pandas as pd
import pytest
from made_analyses import analysis, article_of

from toolkit import collection, report
from toolkit.actors import Actor, Mention
from toolkit.collection import dates, summary
from toolkit.errors import InputError, ParameterError, ToolkitWarning
from toolkit.quotes import Quote
from toolkit.tables import NOBODY


def told(id, *names, published=None, quotes=()):
    """An analysis of an article that has these actors, each (name, type) or name of a person, and these quotes."""
    pairs = [(name, "PER") if isinstance(name, str) else name for name in names]
    lines = [f"{name} came." for name, _ in pairs] + [f"“{words}” {who} said." for who, words in quotes]
    article = article_of("\n\n".join(["What happened", *lines]), id)
    article = dataclasses.replace(article, published=published)
    actors, ids = [], {}
    for k, (name, kind) in enumerate(pairs, start=1):
        spans = [m.span() for m in re.finditer(rf"\b{re.escape(name)}\b", article.text)]
        actors.append(Actor(f"a{k}", name, kind, tuple(Mention(s, "name", kind) for s in spans)))
        ids[name] = f"a{k}"
    found = []
    for k, (who, words) in enumerate(quotes, start=1):
        start = article.text.index(f"“{words}”")
        end = start + len(words) + 2
        cue = article.text.index("said", end)
        found.append(Quote(f"q{k}", "direct", ((start, end),), ((cue, cue + 4),), (), ids.get(who), who, None, 0.9))
    return analysis(article, actors, found)


def names(*analyses):
    """For each article, the names its actors have in the collection."""
    return [[actor.name for actor in one.actors] for one in collection.from_analyses(analyses).analyses]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Radomir Vask", "Vask"),
        ("William Hague", "Bill Hague"),
        ("José Álvarez", "Jose Alvarez"),
        (("North Atlantic Treaty Organization", "ORG"), ("NATO", "ORG")),
        (("United States", "LOC"), ("US", "LOC")),
        (("Ford Motor Co", "ORG"), ("Ford Motor", "ORG")),
        (("Lemeria", "LOC"), "Lemeria"),
    ],
)
def test_one_actor_has_one_name_in_all_articles(first, second):
    (one,), (two,) = names(told("a", first), told("b", second))
    assert one == two


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ada Smith", "John Smith"),
        (("Lake Union", "LOC"), ("European Union", "ORG")),
        ("Jordan", ("Jordan River", "LOC")),
    ],
)
def test_different_actors_stay_apart(first, second):
    (one,), (two,) = names(told("a", first), told("b", second))
    assert one != two


def test_a_surname_that_two_people_have_is_nobody_s():
    first, second = names(told("a", "Graça Brandão", "Mateus Brandão"), told("b", "Brandão"))
    assert second[0] not in first


def test_two_actors_of_one_article_are_never_made_one():
    (one, two), _ = names(told("a", "John Smith", "J Smith"), told("b", "John Smith"))
    assert one != two


def test_an_actor_is_found_by_alias_and_an_ambiguous_name_lists_who_may_be_meant():
    found = collection.from_analyses([told("a", "Radomir Vask", "Graça Brandão", "Mateus Brandão"), told("b", "Vask")])
    assert found.actor("vask") == "Radomir Vask" == found.actor()
    with pytest.raises(ParameterError, match="Graça Brandão or Mateus Brandão"):
        found.actor("Brandão")
    with pytest.raises(ParameterError, match=r"no article names Nobody: .*Radomir Vask"):
        found.actor("Nobody")


VASK, ROE = "the gates stay shut until the treaty is signed", "nobody turns off a river by accident"
SHORT = "stay shut until the treaty is signed"


@pytest.fixture
def three():
    return collection.from_analyses(
        [
            told("one", "Radomir Vask", "Ada Roe", published="2025-03-14", quotes=[("Radomir Vask", VASK)]),
            told("two", "Vask", "Ada Roe", published="2025-03-17T09:00", quotes=[("Vask", SHORT), ("Ada Roe", ROE)]),
            told("three", "Ada Roe", ("Horna", "LOC"), published="2025-03", quotes=[("someone", "it rained")]),
        ],
        outlets=["post", "wire", None],
    )


def test_counts_add_up_over_articles(three):
    frame = collection.actors(three, nobody=True).set_index("actor")
    assert frame.loc["Radomir Vask", ["articles", "named", "quotes", "words_quoted"]].tolist() == [2, 4, 2, 16]
    assert frame.index[-1] == NOBODY and frame.loc[NOBODY, "words_quoted"] == 2
    assert frame["share_of_voice"].sum() == pytest.approx(1)
    each = collection.actors(three, by_article=True, nobody=True)
    for name in ("named", "quotes", "words_quoted"):
        assert each[name].sum() == frame[name].sum()
    assert collection.articles(three)["quotes"].sum() == frame["quotes"].sum()


def test_only_actors_are_listed_as_actors_unless_asked(three):
    for by_article in (False, True):
        listed = collection.actors(three, by_article)
        every = collection.actors(three, by_article, nobody=True)
        assert NOBODY not in set(listed["actor"]) and NOBODY in set(every["actor"])
        assert set(listed["type"]) == {"PER", "LOC"}
        pd.testing.assert_frame_equal(listed, every[every["actor"] != NOBODY].reset_index(drop=True))
    assert collection.over_time(three)["quotes"].sum() == collection.articles(three)["quotes"].sum() == 4


def test_shares_side_by_side_add_to_one_in_each_article(three):
    wide = collection.pivot(three, "article", "share_of_voice")
    assert wide["actor"].tolist()[-1] == NOBODY
    assert NOBODY not in set(collection.pivot(three, "article", "named")["actor"])
    assert wide[["one", "two", "three"]].sum().tolist() == pytest.approx([1, 1, 1])
    assert wide.set_index("actor").loc["Radomir Vask", "two"] == pytest.approx(7 / 14)
    assert collection.pivot(three, "outlet").columns[2:].tolist() == ["post", "wire", collection.NO_OUTLET]


def test_an_actor_is_asked_for_by_any_name_and_a_wrong_one_is_an_error(three):
    name = three.actor()
    alias = name.split()[-1].lower()
    for ask in (collection.over_time, collection.quotes, collection.mentions, collection.cues, collection.descriptions):
        assert ask(three, alias).equals(ask(three, name)) and len(ask(three, name))
        with pytest.raises(ParameterError, match="Napoleon"):
            ask(three, "Napoleon")


def test_time_has_no_gaps_and_leaves_nothing_undated_out(three):
    frame = collection.over_time(three, "Radomir Vask", period="day")
    assert frame["period"].tolist() == ["2025-03-14", "2025-03-15", "2025-03-16", "2025-03-17", "(no date)"]
    assert frame["articles"].tolist() == [1, 0, 0, 1, 1]
    assert frame["articles_with"].tolist() == [1, 0, 0, 1, 0]
    assert collection.over_time(three, period="month")["articles"].tolist() == [3]


@pytest.mark.parametrize(
    ("published", "unit"),
    [
        (["2025-03-01", "2025-04-05"], "day"),
        (["2025-03-01", "2025-04-20"], "week"),
        (["2025-03-01", "2026-04-20"], "month"),
        (["2025-03", "2025-04"], "month"),
        (["2015-03-01", "2025-04-20"], "year"),
        ([None], "year"),
    ],
)
def test_the_period_is_the_shortest_that_can_be_shown(published, unit):
    assert dates.choose_unit(published) == unit


def test_words_that_two_articles_share_are_found_in_the_same_speaker_s_quotes_only(three):
    frame = collection.same_words(three)
    assert frame[["speaker", "article", "other_article", "shared", "words"]].values.tolist() == [
        ["Radomir Vask", "one", "two", SHORT, 7]
    ]
    table = collection.same_speakers(three)
    assert table[["speaker", "article", "quotes", "cues"]].values.tolist() == [
        ["Radomir Vask", "one", 1, "said"],
        ["Radomir Vask", "two", 1, "said"],
    ]


def test_who_is_mentioned_together():
    text = "A day\n\nAnn met Bob. Cyd slept.\n\nAnn met Bob again.\n\nAnn left.\n"
    article = article_of(text, "day")
    actors = [
        Actor(f"a{k}", name, "PER", tuple(Mention(m.span(), "name", "PER") for m in re.finditer(name, text)))
        for k, name in enumerate(("Ann", "Bob", "Cyd"))
    ]
    frame = collection.together(collection.from_analyses([analysis(article, actors)]), "Ann")
    assert frame.values.tolist() == [["Bob", "PER", 1, 2, 2], ["Cyd", "PER", 1, 1, 0]]


def test_key_words_are_those_of_one_outlet_and_need_another_to_compare_with():
    one, two = (
        analysis(article_of(f"Title here\n\n{body}\n", id))
        for id, body in (("a", "Barley and barley, barley and wheat."), ("b", "Wheat and wheat, wheat and rye."))
    )
    frame = collection.key_words(collection.from_analyses([one, two]), minimum=2)
    assert frame[["article", "word", "count", "count_others"]].values.tolist() == [
        ["a", "barley", 3, 0],
        ["b", "wheat", 3, 1],
    ]
    assert collection.key_words(collection.from_analyses([one])).empty


def test_words_about_an_actor_leave_out_the_actor_s_own_name():
    body = "Ann Roe sold barley. Ann Roe ate barley. It rained. It rained again. Wheat grew, and barley."
    article = article_of(f"Title here\n\n{body}\n", "a")
    spans = tuple(Mention(m.span(), "name", "PER") for m in re.finditer("Ann Roe", article.text))
    frame = collection.about(
        collection.from_analyses([analysis(article, [Actor("a1", "Ann Roe", "PER", spans)])]), "Ann Roe"
    )
    assert frame[["word", "count", "count_others"]].values.tolist() == [["barley", 2, 1]]


def test_of_one_article_nothing_is_said_in_the_plural():
    one = collection.from_analyses([told("one", "Ada Roe", published="2025-03-14")])
    assert re.fullmatch(r"The 1 article has \d+ words? and 0 statements quoted or reported\.", summary.surveyed(one)[0])
    assert "1 person, organisation or place is named." in summary.surveyed(one)
    with pytest.raises(ParameterError, match="1 group is given for 2 articles"):
        collection.from_analyses([told("one"), told("two")]).groups(["left"])


def test_how_many_articles_can_be_read_is_one_clear_sentence(tmp_path):
    (tmp_path / "a.txt").write_text("It rained, Ada Roe said.")
    for name in ("b.png", "c.png"):
        (tmp_path / name).write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    for names, says in {
        ("b.png",): r"b\.png is an image",
        ("b.png", "c.png"): r"none of 2 articles can be read: b\.png is an image",
        ("a.txt", "b.png"): r"1 of 2 articles can be read, and 2 are needed: b\.png is an image",
        (): r"no article is given: name files, folders",
    }.items():
        with pytest.raises(InputError, match=f"^{says}"):
            collection.analyse([tmp_path / name for name in names], min_articles=2)


def test_the_answers_are_three_to_five_sentences_of_the_numbers(three):
    for said in (summary.compared(three), summary.followed(three, "Radomir Vask"), summary.surveyed(three)):
        assert 3 <= len(said) <= 5
        assert all(sentence.endswith(".") for sentence in said)
    assert "The longest run of the same words from one speaker is of 7 words" in summary.compared(three)[-1]
    assert "Radomir Vask is in 2 of 3 articles, 4 times by name" in summary.followed(three, "Radomir Vask")[0]
    assert "2 outlets" in summary.surveyed(three)[0]


def test_what_was_passed_over_is_counted_above_the_answer_and_named_in_the_last_table(three):
    less = three.without({"two": "two is a scan: it holds no text."})
    for said in (
        report.surveyed(less),
        report.compared(less),
        report.followed(less, "Vask"),
        report.asked(less, "the"),
    ):
        lines = str(said).splitlines()
        assert "1 source was passed over and is in no number here: the last table says why." in lines[: lines.index("")]
        assert len(lines[lines.index("") :]) <= 6
    assert "1 source: two is a scan: it holds no text" in str(report.in_force(less))
    assert "passed over" not in str(report.surveyed(three)) + str(report.in_force(three))


def test_articles_that_say_nothing_have_answers_and_tables_too():
    quiet = collection.from_analyses(
        [analysis(article_of(f"It rained\n\nIt rained all day {k}.\n", str(k))) for k in range(2)]
    )
    assert 3 <= len(summary.compared(quiet)) <= 5
    assert 3 <= len(summary.surveyed(quiet)) <= 5
    for table in (collection.actors, collection.quotes, collection.mentions, collection.same_words, collection.cues):
        assert table(quiet).empty


def test_a_folder_stands_for_its_articles_and_its_folders_for_outlets(tmp_path):
    for path in ("herald/a.txt", "post/a.md", "post/deep/b.txt", "post/.hidden/c.txt", "post/.notes.txt"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("Bridge to close\n\nThe bridge will close on Friday, they said.\n")
    (tmp_path / "post" / "empty.txt").write_text("")
    with pytest.warns(ToolkitWarning, match=r"passed over: .*empty\.txt"):
        found = collection.analyse(tmp_path)
    assert found.names == ("herald/a", "post/a", "b") and found.outlets == ("herald", "post", "post")
    assert [(item.name, item.failed) for item in found.passed_over] == [("post/empty.txt", True)]
    with pytest.raises(InputError, match=r"empty\.txt"):
        collection.analyse([tmp_path / "post" / "empty.txt"])
    with pytest.raises(ParameterError, match="2 to 10 articles are wanted, 1 given"):
        collection.analyse([tmp_path / "herald"], min_articles=2, max_articles=10)
    (tmp_path / "none").mkdir()
    with pytest.raises(InputError, match="holds no files"):
        collection.analyse(tmp_path / "none")


def test_articles_of_one_name_are_numbered_so_that_all_names_differ():
    three = [analysis(article_of("It rained\n\nIt rained.\n", id)) for id in ("a", "a", "a (2)")]
    assert collection.from_analyses(three).names == ("a", "a (2)", "a (2) (2)")


def test_no_folder_above_the_shared_one_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "ann"))
    for name in ("ann", "bob"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}s.txt").write_text("Bridge to close\n\nThe bridge will close, they said.\n")
    found = collection.analyse([tmp_path / "ann" / "anns.txt", tmp_path / "bob" / "bobs.txt"])
    assert found.outlets == (None, None), "people's own folders are no outlets"
