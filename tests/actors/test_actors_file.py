"""actors.toml: what it can say, and how it says what is wrong."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.actors.actors_file import KnownQuote, draft, load, quote_entry, unclaimed_aliases
from toolkit.errors import InputError

GOOD = """
[[actor]]
name = "Ada Lovelace"
aliases = ["Lovelace", "the Countess"]
type = "PER"
groups = { party = "Whigs", gender = "female" }

[[actor]]
name = "Wikipedia"
leave_out = true

[[quote]]
text = "The engine weaves"
speaker = "Ada Lovelace"

[[quote]]
text = "so-called"
not_a_quote = true
"""


def write(tmp_path, text):
    path = tmp_path / "actors.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_all_that_it_can_say(tmp_path):
    known = load(write(tmp_path, GOOD))
    ada, wikipedia = known.actors
    assert (ada.aliases, ada.type, ada.groups["party"]) == (("Lovelace", "the Countess"), "PER", "Whigs")
    assert wikipedia.leave_out and not ada.leave_out
    assert [q.speaker for q in known.quotes] == ["Ada Lovelace", None]
    assert known.by_form["the countess"] is ada


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ('[[actor]]\nname = "A"\nalias = ["B"]\n', 3, "alias"),
        ('[[actor]]\nname = "A"\n\n[[actor]]\nname = "B"\naliases = ["A"]\n', 6, "already"),
        ('[[actor]]\nname = "A"\n[[actor]]\nname = "a"\n', 4, "already"),
        ('[[actor]]\nname = "A"\ntype = "person"\n', 3, "PER"),
        ('[[actor]]\nname = "A"\naliases = "B"\n', 3, "list"),
        ('[[actor]]\naliases = ["B"]\n', 1, "name"),
        ('[[quote]]\ntext = "A"\n', 2, "corrects nothing"),
        ('[[quote]]\ntext = "A"\nnot_a_quote = "yes"\n', 3, "true or false"),
        ('[[actors]]\nname = "A"\n', 1, "actors"),
        ('[[actor]]\nname = "A"\ngroups = { year = 3 }\n', 3, "groups"),
        ('[[actor]]\nname = "A"\nleave-out = true\n', 3, "leave_out is meant"),
        ('[[actor]]\nname = "A"\nwikidata = "Douglas Adams"\n', 3, 'such as "Q42"'),
        ('[[actor]]\nname = "A"\nborn = { year = 1815 }\n', 3, "born must be"),
        ('[[quote]]\ntext = "A"\nnot_a_quote = true\nnote = "x"\n', 4, "note"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path, text, line, word):
    with pytest.raises(InputError, match=rf"actors\.toml, line {line}: .*{word}"):
        load(write(tmp_path, text))


def test_any_further_key_of_an_actor_is_kept_as_text(tmp_path):
    text = (
        '[[actor]]\nname = "A"\nwikidata = "Q42"\nborn = 1815-12-10\nseats = 3\nboards = ["x", "y"]\nin_office = true\n'
    )
    (actor,) = load(write(tmp_path, text)).actors
    kept = {"wikidata": "Q42", "born": "1815-12-10", "seats": "3", "boards": "x; y", "in_office": "true"}
    assert actor.meta == kept


def test_a_correction_is_written_as_it_is_read(tmp_path):
    quotes = (
        KnownQuote("It is “late”", speaker=""),
        KnownQuote("a \\ b", not_a_quote=True, within="so a \\ b", article="one"),
        KnownQuote("We … go", speaker="Ada", add=True),
    )
    assert load(write(tmp_path, "\n\n".join(map(quote_entry, quotes)))).quotes == quotes


def test_broken_toml_and_missing_files_are_said(tmp_path):
    with pytest.raises(InputError, match=r"not valid TOML.*line 1"):
        load(write(tmp_path, "name = \n"))
    with pytest.raises(InputError, match="cannot be read"):
        load(tmp_path / "missing.toml")


@given(st.lists(st.tuples(st.text(min_size=1), st.lists(st.text(min_size=1), max_size=3)), max_size=4))
def test_a_draft_is_read_back_as_it_was(rows):
    text = draft([(name, "PER", tuple(aliases)) for name, aliases in rows])
    back = tomllib.loads(text).get("actor", [])
    assert [(a["name"], tuple(a.get("aliases", ()))) for a in back] == [(n, tuple(a)) for n, a in rows]


def test_a_draft_gives_no_alias_twice():
    taken = set()
    assert unclaimed_aliases("Ada Cole", {"Cole", "ada cole"}, taken) == ("Cole",)
    assert unclaimed_aliases("Ben Cole", {"Cole"}, taken) == ()
