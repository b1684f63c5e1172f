"""Full-text search: what is found, in which order, and where the index of a store lies."""

import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest
from made_analyses import analysis, article_of

import toolkit
from toolkit import collection
from toolkit.collection import full_text
from toolkit.errors import ParameterError

TEXTS = {
    "a": "Fences rise\n\nThe fence is high. Fences don’t stop migra\u00adtion.\n\nNo border wall, says Erdoğan.\n",
    "b": "A wall\n\nThe wall fell. The border wall, a fence and a wall.\n",
    "c": "Rain\n\nIt rained; the border of the wall was wet.\n\nREAD MORE: FENCES ELSEWHERE\n",
}


@pytest.fixture
def three():
    return collection.from_analyses([analysis(article_of(text, id)) for id, text in TEXTS.items()])


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("fence*", "ab"),  # furniture is not searched
        ("FENCE", "ab"),
        ("wall", "bac"),
        ("border wall", "abc"),
        ('"border wall"', "ab"),
        ("“border wall”", "ab"),
        ("fence\0wall", "ab"),
        ("rain*|fell", "bc"),
        ("migration", "a"),  # a soft hyphen is no letter
        ("don't", "a"),
        ("erdogan", "a"),
        ("nothing", ""),
        ('wall "OR fence', ""),
        ("wall NOT", ""),
        ("fence (", "ab"),  # brackets around words count no more than in the text
        ("[fence]", "ab"),
        ("(rain*|fell)", "bc"),
        ('"border (wall"', "ab"),
    ],
)
def test_all_words_of_a_query_have_to_stand_there(three, query, names):
    index = full_text.open_index(three)
    found = full_text.find(index, query)
    assert sorted(three.names[k] for k in found) == sorted(names)
    passages = full_text.snippets(index, query, found)
    assert all(any(piece.found for piece in passages[k]) for k in found)


def test_an_index_answers_whichever_thread_asks(three):
    """As a kernel of Jupyter does, whose messages come in threads of their own."""
    index = full_text.open_index(three)
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: full_text.find(index, "fell"), range(50)))
    assert found == [[1]] * 50


def test_where_it_stands_in_the_headline_and_often_comes_first(three):
    assert full_text.find(full_text.open_index(three), "wall")[0] == 1


@pytest.mark.parametrize("query", ["", "  ", "*", "(", "[ ]", '""', "“”", "fe*ce", "w?ll", "wall\ud83d"])
def test_what_cannot_be_searched_for_is_said(three, query):
    with pytest.raises(ParameterError, match=r"give a word|stands at a word's end"):
        full_text.find(full_text.open_index(three), query)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("search")
    (folder / "in").mkdir()
    for name, text in TEXTS.items():
        (folder / "in" / f"{name}.txt").write_text(text)
    collection.store.corpus(folder / "in", folder / "store", workers=1)
    return folder


def test_a_store_s_index_is_made_once_and_anew_when_the_store_has_changed(store, tmp_path):
    stored = shutil.copytree(store / "store", tmp_path / "store")
    new, file = tmp_path / "d.txt", stored / full_text.FILE
    assert full_text.find(full_text.open_index(toolkit.open(stored)), "fell") == [1]
    made = file.stat().st_mtime_ns
    full_text.open_index(toolkit.open(stored)).close()
    assert file.stat().st_mtime_ns == made
    new.write_text("Late\n\nThe tower fell.\n")
    collection.store.corpus([store / "in", new], stored, workers=1)
    assert sorted(full_text.find(full_text.open_index(toolkit.open(stored)), "fell")) == [1, 3]
    file.write_bytes(b"damaged" * 1000)
    assert sorted(full_text.find(full_text.open_index(toolkit.open(stored)), "fell")) == [1, 3]
    file.unlink()
    part = toolkit.open(stored).without({"b": "b is left out"})
    assert full_text.find(full_text.open_index(part), "fell") == [2]
    assert not file.exists()


def test_a_store_that_cannot_be_written_is_searched_all_the_same(store, monkeypatch):
    def full(*_):
        raise OSError("disk full")

    monkeypatch.setattr(full_text.os, "replace", full)
    assert full_text.find(full_text.open_index(toolkit.open(store / "store")), "fell") == [1]
    assert [path.name for path in (store / "store").iterdir() if "sqlite" in path.name] == []
