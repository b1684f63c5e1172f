"""A wire story that many outlets ran is one story: another headline, a cut end and small changes hide no copy."""

import random

import pytest
from made_analyses import analysis, article_of

from toolkit import collection
from toolkit.collection import analysing
from toolkit.errors import ParameterError

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


def test_counts_take_each_story_once_when_asked_and_say_so(tmp_path):
    whole = story(1)
    for name, text in {"wire": whole, "cut": whole[:8], "other": story(2)}.items():
        (tmp_path / f"{name}.txt").write_text("\n\n".join(["A title", *text]), "utf-8")
    every = collection.analyse(tmp_path, language="any")
    once = collection.analyse(tmp_path, language="any", copies="once")
    assert len(every) == 3 and set(once.names) == {"cut", "other"}
    assert [item.reason for item in once.passed_over] == ["wire is a copy of cut: the story counts once"]
    assert collection.articles(once)["words"].sum() < collection.articles(every)["words"].sum()
    with pytest.raises(ParameterError, match="all or once"):
        collection.analyse(tmp_path, copies="twice")
    assert analysing._each_once(every).names == once.names
