"""Actors: each person, organisation and place once, with every mention of it."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from toolkit import names
from toolkit.article import Article
from toolkit.reader import Link, Name, Reading


@dataclass(frozen=True)
class Mention:
    """One place where the text speaks of an actor."""

    span: tuple[int, int]
    kind: str  # "name", "nominal" or "pronoun"
    label: str  # PER, ORG, LOC or MISC: what it is in this place ("Belarus accused", "in Belarus")


@dataclass(frozen=True)
class Actor:
    """One actor of an article. ``mentions`` stand in the order of the text."""

    id: str
    name: str
    type: str  # PER, ORG, LOC or MISC
    mentions: tuple[Mention, ...]
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    groups: dict[str, str] = field(default_factory=dict)
    corrected: bool = False


def gather(article: Article, reading: Reading) -> list[Actor]:
    """Actors of an article from what the reader found in it, most often named first.

    Parameters
    ----------
    article
        The article that was read.
    reading
        Its names and links; offsets count the article's text.

    Returns
    -------
    list of Actor
        With ids "a1", "a2", …; named mentions gathered by name, pronouns joined where the links say so.
    """
    text = article.text
    found = [name for name in reading.names if text[name.start : name.end].strip()]
    groups = _gather_names(text, found)
    pronouns = _follow(reading.links, found, groups)
    members = defaultdict(list)
    for i, group in enumerate(groups):
        members[group].append(found[i])
    order = sorted(members, key=lambda g: (-len(members[g]), members[g][0].start))
    return [_actor(f"a{k}", text, members[group], pronouns.get(group, ())) for k, group in enumerate(order, start=1)]


def _actor(id: str, text: str, found: Sequence[Name], links: Iterable[Link]) -> Actor:
    type = Counter(name.label for name in found).most_common(1)[0][0]
    forms = Counter(" ".join(text[name.start : name.end].split()) for name in found)
    name = _best_form(forms, type)
    mentions = [Mention((n.start, n.end), "name", n.label) for n in found]
    mentions += [Mention((link.start, link.end), "pronoun", type) for link in links]
    return Actor(
        id=id,
        name=name,
        type=type,
        mentions=tuple(sorted(mentions, key=lambda m: m.span)),
        aliases=tuple(sorted(form for form in forms if form != name)),
    )


def _best_form(forms: Counter, type: str) -> str:
    """A person's fullest name; else the form most often used. Capitals only where there is nothing else."""

    def rank(form: str) -> tuple:
        shouted = form.isupper() and len(form) > 5
        fullness = min(len(names.words(form)), 3) if type == "PER" else 0
        return (not shouted, fullness, forms[form], len(form), form)

    return max(forms, key=rank)


# ---------------------------------------------------------------- names to groups


def _gather_names(text: str, found: Sequence[Name]) -> list[int]:
    """A group number for each name; equal numbers mean one actor."""
    keys = [names.words(text[n.start : n.end]) for n in found]
    people = _people(text, found, keys)
    others = _others(text, found, keys, people)
    numbers: dict = {}
    return [numbers.setdefault(people.get(i) or others[i], len(numbers)) for i in range(len(found))]


def _people(text: str, found: Sequence[Name], keys: Sequence[tuple[str, ...]]) -> dict[int, tuple]:
    """Index of a name -> key of its person."""
    by_surname: dict[str, list] = defaultdict(list)  # surname -> [[given, index of first full mention, count]]
    result = {}
    for i, (name, key) in enumerate(zip(found, keys, strict=True)):
        if name.label == "PER" and names.given(key):
            known = by_surname[names.surname(key)]
            person = next((p for p in known if names.same_given(p["given"], names.given(key))), None)
            if person is None:
                person = {
                    "given": names.given(key),
                    "surname": names.surname(key),
                    "at": [],
                    "key": ("PER", key),
                }
                known.append(person)
            person["at"].append(i)
            result[i] = person["key"]
    by_given = defaultdict(list)
    for known in by_surname.values():
        for person in known:
            by_given[person["given"]].append(person)
    votes = Counter((key, name.label == "PER") for name, key in zip(found, keys, strict=True) if len(key) == 1)
    for i, (name, key) in enumerate(zip(found, keys, strict=True)):
        if i in result or not key:
            continue
        full = by_surname.get(names.surname(key)) if not names.given(key) else None
        person_like = name.label == "PER" or (votes[key, True] >= votes[key, False] and votes[key, True] > 0)
        if full and (person_like or (len(key) == 1 and name.label == "MISC")):
            result[i] = _meant(full, i, text, found)["key"]
        elif name.label == "PER" and len(key) == 1 and key[0] in by_given:
            result[i] = _meant(by_given[key[0]], i, text, found)["key"]
        elif person_like:
            result[i] = ("PER", key)
    return result


def _meant(people: Sequence[dict], i: int, text: str, found: Sequence[Name]) -> dict:
    """Which of several people with one surname a bare surname means.

    A title that says the sex decides where the others' titles differ; else whoever's full name stands
    nearest before in the same paragraph; else the one with the most full mentions, the first of equals.
    """
    if len(people) == 1:
        return people[0]

    def near(person: dict) -> int:
        k = bisect_right(person["at"], i) - 1
        if k < 0:
            return -1
        at = person["at"][k]
        return at if "\n" not in text[found[at].start : found[i].start] else -1

    return max(people, key=lambda p: (near(p), len(p["at"]), -p["at"][0]))


def _others(text: str, found: Sequence[Name], keys: Sequence[tuple[str, ...]], people: dict) -> dict[int, tuple]:
    """Index of a name that is no person -> key of its organisation, place or other thing."""
    rest = [i for i in range(len(found)) if i not in people]
    places = {i: names.place(" ".join(names.without_legal_form(keys[i]))) for i in rest}
    same: dict[str, str] = {}
    full = {places[i]: keys[i] for i in rest if len(keys[i]) > 1 and found[i].label != "MISC"}
    acronyms: dict[str, str] = {}
    for key, parts in full.items():
        acronyms.setdefault(names.initials(parts), key)
    organisations = {places[i] for i in rest if found[i].label == "ORG"}
    tails: dict[str, set] = defaultdict(set)
    for key in sorted(organisations):
        parts = key.split()
        for k in range(1, len(parts)):
            tails[" ".join(parts[k:])].add(key)
            tails[" ".join(parts[:k])].add(key)
    for i in rest:
        key, surface = places[i], text[found[i].start : found[i].end]
        if key in same:
            continue
        letters = key.replace(" ", "")
        if surface.isupper() and 2 <= len(letters) <= 8 and letters in acronyms and len(keys[i]) == 1:
            same[key] = acronyms[letters]
        elif key in organisations and len(tails.get(key, ())) == 1 and not _GENERIC.issuperset(key.split()):
            same[key] = next(iter(tails[key]))
    return {i: ("OTHER", same.get(places[i], places[i])) for i in rest}


_GENERIC = frozenset(
    "house court party committee department ministry university college school bank council commission union state "
    "street company group board office agency service force army police church times post city county district "
    "north south east west new american national international world united european british first".split()
)


# ---------------------------------------------------------------- links to actors


def _follow(links: Sequence[Link], found: Sequence[Name], groups: Sequence[int]) -> dict[int, list[Link]]:
    """Group -> the pronouns whose chain of links ends in one of its names."""
    starts = [name.start for name in found]

    def named(start: int, end: int) -> int | None:
        k = bisect_right(starts, start) - 1
        return groups[k] if k >= 0 and found[k].end >= end else None

    by_start = {link.start: link for link in links}
    result = defaultdict(list)
    for link in links:
        if named(link.start, link.end) is not None:
            continue  # "US" in a name is no pronoun
        at, seen = link, set()
        while at is not None and at.start not in seen:
            seen.add(at.start)
            group = named(at.to_start, at.to_end)
            if group is not None:
                result[group].append(link)
                break
            at = by_start.get(at.to_start)
    return result
