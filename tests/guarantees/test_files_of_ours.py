"""The toolkit's own files, damaged or forged: an analysis's JSON, actors.toml, a report's manifest."""

import json
import random

import pytest
from conftest import ARTICLE
from guarantees.generated import count

import toolkit
from toolkit import tables
from toolkit.actors import actors_file
from toolkit.analysis import Analysis
from toolkit.errors import ToolkitError

TRIES = count("FILES", 1500)
WRONG = (None, True, -1, 0, 10**9, 1.5, "", "a1", "x" * 50, [], {}, [[]], [[0, 1]], [[5, 2]], [[0, 10**9]], {"a": 1})
TOML = """[[actor]]
name = "Ada Roe"
aliases = ["Roe", "the mayor"]
type = "PER"
groups = { party = "Greens" }

[[quote]]
text = "We have run out of excuses"
speaker = "Ada Roe"
"""


@pytest.fixture(scope="module")
def whole():
    return json.loads(toolkit.analyse(toolkit.read(text=ARTICLE, id="bridge")).to_json())


def places(value, path=()):
    """Yield the path of every value in nested lists and dictionaries."""
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from places(inner, (*path, key))


def forged(whole, chance):
    """The JSON with one to three values exchanged or taken out."""
    copy = json.loads(json.dumps(whole))
    for _ in range(chance.randint(1, 3)):
        path = chance.choice([path for path in places(copy) if path])
        holder = copy
        for key in path[:-1]:
            holder = holder[key]
        if chance.random() < 0.3:
            del holder[path[-1]]
        else:
            holder[path[-1]] = chance.choice(WRONG)
    return copy


def test_the_json_of_an_analysis_that_was_forged_is_refused_or_can_be_used(whole):
    chance, read = random.Random(1), 0
    for _ in range(TRIES):
        copy = forged(whole, chance)
        try:
            analysis = Analysis.from_json(json.dumps(copy))
        except ToolkitError as error:
            assert "\n" not in str(error)
            continue
        read += 1
        try:
            used = tables.actors(analysis), tables.quotes(analysis), tables.mentions(analysis), analysis.to_json()
            assert all(part is not None for part in used)
        except Exception as error:
            raise AssertionError(f"read, but of no use: {json.dumps(copy)[:3000]}") from error
    assert 0 < read < TRIES


@pytest.mark.parametrize("damage", ["cut", "flip"])
def test_bytes_that_are_no_analysis_or_no_actors_file_are_refused_in_a_sentence(damage, whole, tmp_path):
    chance, path = random.Random(2), tmp_path / "actors.toml"
    for data, read in ((json.dumps(whole).encode(), Analysis.from_json), (TOML.encode(), None)):
        for _ in range(TRIES // 4):
            at = chance.randrange(len(data))
            changed = data[:at] if damage == "cut" else data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
            path.write_bytes(changed)
            try:
                _ = read(changed) if read else actors_file.parse(changed.decode("utf-8"), str(path))
            except ToolkitError as error:
                assert str(error)
            except UnicodeDecodeError:
                assert read is None
