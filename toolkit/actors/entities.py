"""Actors: each person, organisation and place once, with every mention of it."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from toolkit.actors import (
    coreference,
    demonyms,
    entity_clustering,
    family_names,
    mention_detection,
    name_boundaries,
    names,
    person_clustering,
    roles,
)
from toolkit.actors.actors_file import Known, KnownActor
from toolkit.actors.model import Actor, Mention
from toolkit.article import Article
from toolkit.reader import Name, Reading


def gather(article: Article, reading: Reading, known: Known | None = None) -> list[Actor]:
    """Actors of an article from what the reader found in it, most often named first.

    Parameters
    ----------
    article
        The article that was read.
    reading
        Its names and links; offsets count the article's text.
    known
        What the analyst knows: names that belong together, types, groups, actors to leave out.

    Returns
    -------
    list of Actor
        With ids "a1", "a2", …; names gathered by whom they mean, pronouns and descriptions joined where the links
        say so.
    """
    text, known = article.text, known or Known()
    found = mention_detection.complete(text, article.spans(), reading.names)
    found = mention_detection.with_speakers(text, found, article.turns)
    found = _with_known_names(article, found, known)
    found, descriptions = _apart(text, found)
    groups = entity_clustering.gather(text, found)
    owners = [known.by_form.get(names.fold(text[n.start : n.end])) for n in found]
    groups = _merged(groups, owners)
    adjectives = _nationalities(text, found, groups) if known.count_nationalities else {}
    groups = [adjectives.get(k, group) for k, group in enumerate(groups)]
    members: dict[int, list[Name]] = {}
    knowing: dict[int, KnownActor] = {}
    for name, group, owner in zip(found, groups, owners, strict=True):
        members.setdefault(group, []).append(name)
        if owner:
            knowing[group] = owner
    types = {g: _type(text, members[g], knowing.get(g)) for g in members}
    types |= {g: "LOC" for g in adjectives.values() if types[g] == "MISC"}
    told = {g: _sex(text, members[g]) for g in members if types[g] == "PER"}
    sexes, usual = ({g: sex for g, (sex, sure) in told.items() if sex and sure is kind} for kind in (True, False))
    held = {g: _roles(text, members[g]) for g in members if types[g] == "PER"}
    quoted = article.quoted
    described = roles.descriptions(text, held, {g: members[g][0].start for g in held}, quoted)
    named = sorted([*((n.start, n.end, g) for n, g in zip(found, groups, strict=True)), *described])
    others: dict[int, list[Mention]] = {g: [] for g in members}
    for start, end, group, kind in coreference.resolve(text, reading.links, named, types, sexes, usual, quoted):
        others[group].append(Mention((start, end), kind, types[group]))
    for start, end, group in described:
        others[group].append(Mention((start, end), "nominal", types[group]))
    homes = {names.place(names.fold(text[n.start : n.end])): g for n, g in zip(found, groups, strict=True)}
    for name in descriptions:
        group = homes[names.described(text[name.start : name.end]) or ""]
        others[group].append(Mention((name.start, name.end), "nominal", types[group]))
    order = sorted(
        (g for g in members if not (g in knowing and knowing[g].leave_out)),
        key=lambda g: (-len(members[g]), members[g][0].start),
    )
    result = [
        _actor(f"a{k}", text, members[g], others[g], types[g], held.get(g, ()), knowing.get(g))
        for k, g in enumerate(order, start=1)
    ]
    return family_names.with_surnames(text, result)


def _apart(text: str, found: Sequence[Name]) -> tuple[list[Name], list[Name]]:
    """Names proper, and those that only describe an organisation named elsewhere ("the Alliance")."""
    keys = [names.described(text[n.start : n.end]) for n in found]
    named = {names.place(names.fold(text[n.start : n.end])) for n, key in zip(found, keys, strict=True) if key is None}
    proper = [n for n, key in zip(found, keys, strict=True) if key not in named]
    return proper, [n for n, key in zip(found, keys, strict=True) if key in named]


def _nationalities(text: str, found: Sequence[Name], groups: Sequence[int]) -> dict[int, int]:
    """Number of an adjective of nationality among the names -> its country's group."""
    homes = {names.place(names.fold(text[n.start : n.end])): g for n, g in zip(found, groups, strict=True)}
    apart = max(groups, default=0) + 1
    keys = {k: key for k, n in enumerate(found) if n.label == "MISC" and (key := demonyms.key(text[n.start : n.end]))}
    return {k: homes.setdefault(key, apart + k) for k, key in keys.items()}


def _actor(
    id: str,
    text: str,
    found: list[Name],
    others: list[Mention],
    type: str,
    held: tuple[str, ...],
    known: KnownActor | None,
) -> Actor:
    forms = Counter(" ".join(text[n.start : n.end].split()) for n in found)
    nouns = Counter({form: n for form, n in forms.items() if type != "LOC" or not demonyms.country(form)})
    country = demonyms.country(next(iter(forms)))
    name = known.name if known else _best_form(nouns, type) if nouns else country or ""
    mentions = [Mention((n.start, n.end), "name", type if type == "PER" else n.label) for n in found] + others
    return Actor(
        id=id,
        name=name,
        type=type,
        mentions=tuple(sorted(mentions, key=lambda m: m.span)),
        aliases=tuple(sorted(form for form in forms if form != name)),
        roles=held,
        groups=dict(known.groups) if known else {},
        corrected=known is not None,
    )


def _sex(text: str, found: Sequence[Name]) -> tuple[str | None, bool]:
    """ "he" or "she", as a title, a word of kinship or the given name tells, and whether that is sure."""
    for n in found[:8]:
        if sex := person_clustering.sex_of_title(text, n.start) or roles.sex(text, n.start, n.end):
            return sex, True
    said = (names.usual_of(names.words(text[n.start : n.end])) for n in found if " " in text[n.start : n.end])
    return next(((sex, sure) for sex, sure in said if sex), (None, False))


def _type(text: str, found: Sequence[Name], known: KnownActor | None) -> str:
    if known and known.type:
        return known.type
    if any(name_boundaries.is_landscape(text[n.start : n.end]) for n in found[:8]):
        return "LOC"
    votes = Counter(n.label for n in found)
    return max(votes, key=lambda label: (votes[label], label != "MISC", label))


def _best_form(forms: Counter, type: str) -> str:
    """The fullest name; of equals the one most often used. Capitals only where there is nothing else."""
    most = {"PER": 2, "LOC": 1}.get(type, 6)

    def rank(form: str) -> tuple:
        shouted = form.isupper() and len(form) > 5
        fullness = min(len(names.words(form)), 2 if name_boundaries.is_landscape(form) else most)
        return (not shouted, fullness, forms[form], len(form), form)

    best = max(forms, key=rank)
    return best.title() if best.isupper() and " " in best else best


def _roles(text: str, found: Sequence[Name]) -> tuple[str, ...]:
    said = (role for n in found for role in (roles.before(text, n.start), roles.after(text, n.end)) if role)
    return tuple(dict.fromkeys(said))


# ---------------------------------------------------------------- what the analyst knows


def _with_known_names(article: Article, found: Sequence[Name], known: Known) -> list[Name]:
    """The reader's names, and those of known actors that it overlooked."""
    result = sorted(found, key=lambda n: n.start)
    if known.actors:
        starts = [n.start for n in result]
        for start, end, actor in known.occurrences(article.text, article.spans()):
            k = bisect_right(starts, start) - 1
            before = k >= 0 and result[k].end > start
            after = k + 1 < len(result) and result[k + 1].start < end
            if not before and not after:
                result.append(Name(start, end, actor.type or "PER", 1.0))
        result.sort(key=lambda n: n.start)
    return result


def _merged(groups: Sequence[int], owners: Sequence[KnownActor | None]) -> list[int]:
    """Groups, with all names of one known actor in one group of its own."""
    first: dict[str, int] = {}
    apart = max(groups, default=0) + 1
    claimed = {group: owner for group, owner in zip(groups, owners, strict=True) if owner}
    result = []
    for group, owner in zip(groups, owners, strict=True):
        owner = owner or claimed.get(group)
        result.append(first.setdefault(owner.name, apart + len(first)) if owner else group)
    return result
