"""The loader of the word lists, and the lists themselves."""

import re

import pytest

from toolkit.errors import ParameterError
from toolkit.lexicon import any_of, loading, table, words


@pytest.fixture
def lists(tmp_path, monkeypatch):
    """A function that writes a word list of a text, to be read as "trial"."""
    monkeypatch.setattr(loading, "FOLDER", tmp_path)
    caches = (loading.words, loading.table, loading._sections)

    def write(text: str) -> None:
        (tmp_path / "trial.txt").write_text(text, "utf-8")
        for cached in caches:
            cached.cache_clear()

    yield write
    for cached in caches:
        cached.cache_clear()


def test_a_section_holds_entries_of_several_words_over_several_lines(lists):
    lists("# Trial.\n[one]  # a remark\nmr, mrs,\nsecretary  of state  # another\n\n[two]\ndr\n")
    assert words("trial", "one") == {"mr", "mrs", "secretary of state"}
    assert words("trial", "one", "two") == {"mr", "mrs", "secretary of state", "dr"}


def test_a_section_takes_in_another(lists):
    lists("[all]\n@one, prof\n[one]\n@two\n[two]\ndr")
    assert words("trial", "all") == {"prof", "dr"}


def test_a_table_keeps_its_order(lists):
    lists("[places]\nunited states: us, usa, united states of america\nchina: prc\n")
    assert list(table("trial", "places").items()) == [
        ("united states", ("us", "usa", "united states of america")),
        ("china", ("prc",)),
    ]


def test_a_file_saved_by_notepad_is_read(lists, tmp_path):
    lists("")
    (tmp_path / "trial.txt").write_bytes("[one]\r\nseñor, mr\r\n".encode("utf-8-sig"))
    assert words("trial", "one") == {"señor", "mr"}


def test_a_list_that_is_not_there_is_said_with_those_that_are(lists):
    lists("[one]\nmr\n[two]\ndr\n")
    with pytest.raises(ParameterError, match="no word list “titels”; there are trial"):
        words("titels", "one")
    with pytest.raises(ParameterError, match=r"trial.txt has no section \[three\]; it has one, two"):
        words("trial", "three")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("mr\n[one]\n", "line 1: “mr” stands above the first"),
        ("[one]\nmr\n[one]\ndr\n", r"line 3: there is a section \[one\] already"),
        ("[one]\n@two\n[two]\n@one\n", r"\[one\] takes itself in"),
        ("[one]\n@two\n", r"no section \[two\]"),
        ("[one]\nsen: senator\n", r"\[one\] is a list, but “sen: senator” has a colon"),
    ],
)
def test_a_list_that_means_nothing_is_an_error(lists, text, told):
    lists(text)
    with pytest.raises(ParameterError, match=told):
        words("trial", "one")


@pytest.mark.parametrize(
    ("text", "told"),
    [("[one]\nsen, senator\n", "has no colon"), ("[one]\nsen: senator\nsen: senate\n", "“sen” stands twice")],
)
def test_a_table_that_means_nothing_is_an_error(lists, text, told):
    lists(text)
    with pytest.raises(ParameterError, match=told):
        table("trial", "one")


def test_a_pattern_prefers_the_longest_entry():
    assert re.match(any_of(words("titles", "name_follows")), "mrs roe")[0] == "mrs"
    assert re.match(any_of({"u.s", "u.s. senator"}), "u.s. senator")[0] == "u.s. senator"
    assert not re.match(any_of({"u.s"}), "uxs")


def files():
    return sorted(path.stem for path in loading.FOLDER.glob("*.txt"))


@pytest.mark.parametrize("kind", files())
def test_every_section_can_be_read(kind):
    for section, lines in loading._sections(kind).items():
        read = table if any(":" in line for line in lines) else words
        assert read(kind, section), f"{kind}.txt: [{section}] is empty"


@pytest.mark.parametrize("kind", files())
def test_every_list_says_where_it_is_from_and_what_for(kind):
    head = (loading.FOLDER / f"{kind}.txt").read_text("utf-8").partition("\n[")[0]
    assert all(line.startswith("#") or not line for line in head.splitlines())
    assert "Source:" in head and "Scope:" in head


@pytest.mark.parametrize("kind", files())
def test_no_entry_stands_twice_in_a_section(kind):
    for section, lines in loading._sections(kind).items():
        own = [entry for line in lines for entry in loading._split(line.replace(":", ","))]
        if not any(":" in line for line in lines):
            assert len(own) == len(set(own)), f"{kind}.txt: [{section}] {sorted({e for e in own if own.count(e) > 1})}"


def test_every_section_is_used():
    """Every section is named in a module that names its file, or taken in by another section."""
    modules = [path.read_text("utf-8") for path in loading.FOLDER.parent.rglob("*.py")]
    for kind in files():
        named = {name for text in modules for name in _literals(text) if kind in _literals(text)}
        lines = [line for lines in loading._sections(kind).values() for line in lines]
        taken = {entry[1:] for line in lines for entry in loading._split(line) if entry[0] == "@"}
        for section in loading._sections(kind):
            assert section in named | taken, f"{kind}.txt: nobody asks for [{section}]"


def _literals(text: str) -> set[str]:
    """Strings of one word in a module."""
    return set(re.findall(r"""["'](\w+)["']""", text))
