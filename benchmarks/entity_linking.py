#!/usr/bin/env python3
"""Measure the linking of actors over articles: how many of the marked pairs are right, and the time it takes.

python benchmarks/entity_linking.py                       the half for tuning, with its errors
python benchmarks/entity_linking.py --test                the half for reporting: figures alone
python benchmarks/entity_linking.py --time 1000 10000     seconds for made collections of so many articles

Pairwise precision and recall are of the pairs marked within a scene; B-cubed (Bagga and Baldwin 1998) is of all actors.
"""

import argparse
import random
import re
import time
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from toolkit.collection.linking.evidence import Entry
from toolkit.collection.linking.linking import Links, link

SAMPLE = Path(__file__).resolve().parent.parent / "tests" / "collection" / "linking"
_ACTOR = re.compile(
    r"(?:(?P<mark>[A-Z])=)?(?P<type>[A-Z]+) (?P<name>[^(:]+)(?:\((?P<others>[^)]*)\))?(?::(?P<roles>.*))?"
)


class Pair(NamedTuple):
    """Two actors of different articles, by article and id, and whether they are marked as the same."""

    kind: str
    one: tuple[int, str]
    other: tuple[int, str]
    same: bool


class Sample(NamedTuple):
    """Articles' actors, who each of them is, and the pairs in question."""

    entries: list[Entry]
    entities: dict[tuple[int, str], str]
    pairs: list[Pair]


def sample(path: Path) -> Sample:
    """Return what a file of scenes holds (tests/collection/linking/README.md)."""
    entries, marks, scene, article = [], {}, "", 0
    in_scene: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("## "):
            scene = line[3:]
        elif line and not line.startswith("#"):
            outlet, _, actors = line.split(" / ", 2)
            for number, found in enumerate(map(_ACTOR.fullmatch, map(str.strip, actors.split(" | "))), start=1):
                id, name = f"a{number}", found["name"].strip()
                others = [other.strip() for other in (found["others"] or "").split(",") if other.strip()]
                roles = [role.strip() for role in (found["roles"] or "").split(";") if role.strip()]
                entries.append(Entry(article, id, name, found["type"], others, 2, False, roles, outlet))
                if found["mark"]:
                    marks[article, id] = f"{scene} {found['mark']}"
                    in_scene[scene].append((article, id))
            article += 1
    marked = {}  # of a name and type, who that is
    for entry in entries:
        if (entry.article, entry.id) in marks:
            marked.setdefault((entry.name, entry.type), marks[entry.article, entry.id])
    entities = {
        (e.article, e.id): marks.get((e.article, e.id)) or marked.get((e.name, e.type)) or f"{e.type} {e.name}"
        for e in entries
    }
    pairs = [
        Pair(scene.partition(":")[0], one, other, marks[one] == marks[other])
        for scene, found in in_scene.items()
        for one, other in combinations(found, 2)
        if one[0] != other[0]
    ]
    return Sample(entries, entities, pairs)


def figures(of: Sample, links: Links) -> dict[str, float]:
    """Return pairwise precision and recall, and those of B-cubed."""
    linked = [pair for pair in of.pairs if links[pair.one].entity == links[pair.other].entity]
    right, same = sum(pair.same for pair in linked), sum(pair.same for pair in of.pairs)
    ours, theirs = defaultdict(set), defaultdict(set)
    for key, entity in of.entities.items():
        ours[links[key].entity].add(key)
        theirs[entity].add(key)
    shared = [
        (len(common), len(ours[links[key].entity]), len(theirs[entity]))
        for key, entity in of.entities.items()
        for common in [ours[links[key].entity] & theirs[entity]]
    ]
    return {
        "pairs": len(of.pairs),
        "pairwise precision": right / max(len(linked), 1),
        "pairwise recall": right / same,
        "B-cubed precision": sum(common / own for common, own, _ in shared) / len(shared),
        "B-cubed recall": sum(common / true for common, _, true in shared) / len(shared),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--test", action="store_true", help="the half for reporting, without its errors")
    parser.add_argument("--time", nargs="+", type=int, default=[], metavar="N", help="articles of made collections")
    given = parser.parse_args(arguments)
    for number in given.time:
        timed(number)
    if given.time:
        return
    of = sample(SAMPLE / ("test.txt" if given.test else "dev.txt"))
    links = link(of.entries)
    for name, value in figures(of, links).items():
        print(f"{name:20}{value:.3f}" if isinstance(value, float) else f"{name:20}{value}")
    names = {(entry.article, entry.id): f"{entry.name} ({entry.outlet})" for entry in of.entries}
    by_sureness: dict[float, list[bool]] = defaultdict(list)
    for pair in of.pairs:
        one, other = links[pair.one], links[pair.other]
        sure = min(one.certainty, other.certainty)
        by_sureness[min(int(sure * 5), 4) / 5].append((one.entity == other.entity) == pair.same)
        if (one.entity == other.entity) != pair.same and not given.test:
            said = "apart" if pair.same else "one"
            print(f"{pair.kind}: {names[pair.one]} and {names[pair.other]} are {said}, {sure:.2f} sure")
    for least, right in sorted(by_sureness.items()):
        share = sum(right) / len(right)
        print(f"pairs of which it is {least:.0%} to {least + 0.2:.0%} sure: {len(right)}, right {share:.0%}")


def made(number: int, seed: int = 1) -> list[Entry]:
    """Return the actors of a made collection: some in very many articles, most in few, a fifth under a shorter name."""
    draw = random.Random(seed)
    given, syllables = (
        "Ada Bo Cyd Dan Eve Flo Gus Hal Ida Jon Kit Lea".split(),
        "bar cor del fen gar hol kis lor mun pel".split(),
    )
    professions = ("minister", "striker", "judge", "engineer")
    people = [f"{draw.choice(given)} {''.join(draw.choices(syllables, k=3)).title()}" for _ in range(number)]
    bodies = [f"{''.join(draw.choices(syllables, k=2)).title()} Company" for _ in range(number // 2)]
    places = ["".join(draw.choices(syllables, k=2)).title() for _ in range(number // 10)]
    entries = []
    for article in range(number):
        names = {}
        for kind, some, most in (("PER", people, 5), ("ORG", bodies, 4), ("LOC", places, 3)):
            for _ in range(most):
                names.setdefault(some[int(len(some) * draw.random() ** 3)], kind)
        for k, (name, kind) in enumerate(names.items(), start=1):
            short = kind == "PER" and draw.random() < 0.2
            roles = (professions[len(name) % 4],) if draw.random() < 0.3 else ()
            outlet = f"outlet {article % 12}"
            name = name.split()[-1] if short else name
            entries.append(Entry(article, f"a{k}", name, kind, (), 3, False, roles if kind == "PER" else (), outlet))
    return entries


def timed(number: int) -> None:
    """Print how long the linking of a made collection takes."""
    entries = made(number)
    start = time.process_time()  # the machine may be busy
    links = link(entries)
    seconds = time.process_time() - start
    found = len({one.entity for one in links.values()})
    print(f"{number:,} articles, {len(entries):,} actors in them: {found:,} entities in {seconds:.2f} s of one core")


if __name__ == "__main__":
    main()
