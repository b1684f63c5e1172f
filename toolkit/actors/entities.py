"""Entities: each person, organisation and place of an article once, with every mention of it."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.actors.actors_file import Known, KnownActor
from toolkit.actors.aliases import described_organisation, main_name
from toolkit.actors.chains import Resolution, resolve_chains
from toolkit.actors.coreference_features import TOLD_SEX, Entity
from toolkit.actors.demonyms import country_key, country_of, is_country
from toolkit.actors.descriptions import find_phrases
from toolkit.actors.entity_clustering import cluster_names
from toolkit.actors.family_names import add_shared_surnames
from toolkit.actors.given_names import usual_pronoun_of_name
from toolkit.actors.mention_detection import detect_names, with_speakers
from toolkit.actors.mention_index import MentionIndex, Place, index_mentions
from toolkit.actors.model import Actor, Everybody, Mention, Unnamed
from toolkit.actors.name_boundaries import is_landscape
from toolkit.actors.names import fold, name_words, surname, thing_words
from toolkit.actors.naming import with_names_in_text
from toolkit.actors.role_acronyms import acronym_beside, role_acronyms, without_acronyms
from toolkit.actors.role_nouns import role_nouns
from toolkit.actors.roles import nouns_behind, role_after, role_before, sex_beside
from toolkit.article import Article
from toolkit.reader import Name, Reading
from toolkit.text import Span

LONGEST_ACRONYM = {"PER": 3}  # letters in capitals that may be initials; 5 of what is no person
NAMES_LOOKED_AT = 8  # names of one entity that are looked at for a word such as "River"
_COUNTRY_BEHIND = re.compile(r",? (?:of|from) (?:the )?([A-Z][\w’'-]+(?: [A-Z]\w+)?)")
_ACTS_OR_IS_A_PLACE = {"ORG", "LOC"}


@dataclass
class NamedEntity:
    """What is gathered of an entity that has a name before it is an actor."""

    names: list[Name] = field(default_factory=list)
    known: KnownActor | None = None  # what the analyst knows of it
    type: str = "MISC"
    roles: tuple[str, ...] = ()
    sex: str | None = None  # "he" or "she", as far as a title, a word beside the name or the given name tells
    sex_is_sure: bool = False
    others: list[Mention] = field(default_factory=list)  # mentions that are no names


def find_everybody(article: Article, reading: Reading, known: Known | None = None) -> Everybody:
    """Return everybody in an article: actors, most often named first, and those whom it never names.

    Parameters
    ----------
    article
        The article that was read.
    reading
        What the reader found in it: names and links, whose offsets count the article's text.
    known
        What the analyst knows: names that belong together, types, groups, actors to leave out.

    Returns
    -------
    Everybody
        Actors with ids "a1", "a2", …, names clustered by whom they mean; unnamed with ids "u1", "u2", …; pronouns and
        descriptions are mentions of whom they most likely mean.
    """
    entities, index = index_everybody(article, reading, known or Known())
    resolution = resolve_chains(index, [as_known(article.text, entity) for entity in entities], reading.links)
    return with_names_in_text(article.text, _everybody(article, reading, entities, index, resolution))


def index_everybody(article: Article, reading: Reading, known: Known) -> tuple[list[NamedEntity], MentionIndex]:
    """Return who has a name in an article, and all its mentions: names with whose they are, pronouns, descriptions."""
    text = article.text
    names = with_speakers(text, reading.names, article.turns)
    names = with_speakers(text, detect_names(text, article.spans(), names), article.turns)
    names, descriptions = _apart_from_descriptions(text, _with_known_names(article, names, known))
    acronyms = role_acronyms(text, names)
    names = without_acronyms(text, names, acronyms)
    owners = [known.by_form.get(fold(text[name.start : name.end])) for name in names]
    clusters = _with_known_clusters(cluster_names(text, names), owners)
    countries = _countries_of_adjectives(text, names, clusters) if known.count_nationalities else {}
    clusters = [countries.get(k, cluster) for k, cluster in enumerate(clusters)]
    entities = _entities(text, names, clusters, owners, countries, acronyms)
    by_key = {main_name(fold(text[n.start : n.end])): cluster for n, cluster in zip(names, clusters, strict=True)}
    described = [(n, by_key[described_organisation(text[n.start : n.end]) or ""]) for n in descriptions]
    for name, cluster in described:
        entities[cluster].others.append(Mention((name.start, name.end), "nominal", entities[cluster].type))
    number = {cluster: k for k, cluster in enumerate(entities)}
    named = [Place(n.start, n.end, number[c], None) for n, c in (*zip(names, clusters, strict=True), *described)]
    return list(entities.values()), _index(article, reading, named, acronyms)


def _everybody(
    article: Article, reading: Reading, in_order: Sequence[NamedEntity], index: MentionIndex, resolution: Resolution
) -> Everybody:
    """Return actors and unnamed of the entities, the most often named or mentioned first."""
    text = article.text
    unnamed: dict[int, list[Mention]] = {}
    for place, e in zip(index.places, resolution.entity_of, strict=True):
        if place.phrase is None or e < 0:
            continue
        kind = "nominal" if place.phrase.head else "pronoun"
        mention = Mention((place.start, place.end), kind, resolution.entities[e].type or "MISC")
        (in_order[e].others if e < len(in_order) else unnamed.setdefault(e, [])).append(mention)
    kept = [(k, e) for k, e in enumerate(in_order) if not (e.known and e.known.leave_out)]
    kept.sort(key=lambda row: (-len(row[1].names), row[1].names[0].start))
    speakers = {turn.name for turn in article.turns}
    read = {name.start: name.label for name in reading.names}
    actors = [_actor(f"a{n}", text, entity, speakers, read) for n, (_, entity) in enumerate(kept, start=1)]
    ids = {k: f"a{n}" for n, (k, _) in enumerate(kept, start=1)}
    ids |= {e: f"u{n}" for n, e in enumerate(unnamed, start=1)}
    return Everybody(
        actors=add_shared_surnames(text, actors),
        unnamed=[Unnamed(ids[e], _description(text, mentions), tuple(mentions)) for e, mentions in unnamed.items()],
        references={
            (index.places[k].start, index.places[k].end): tuple((ids[e], round(p, 3)) for e, p in options if e in ids)
            for k, options in resolution.options.items()
        },
    )


def _description(text: str, mentions: Sequence[Mention]) -> str:
    """Return the words that describe somebody unnamed: the longest description of those in the narration."""
    return " ".join(text[slice(*mentions[0].span)].split())


def _apart_from_descriptions(text: str, found: Sequence[Name]) -> tuple[list[Name], list[Name]]:
    """Return names proper, and those that only describe an organisation named elsewhere ("the Alliance")."""
    described = [described_organisation(text[name.start : name.end]) for name in found]
    named = {main_name(fold(text[n.start : n.end])) for n, key in zip(found, described, strict=True) if key is None}
    proper = [name for name, key in zip(found, described, strict=True) if key not in named]
    return proper, [name for name, key in zip(found, described, strict=True) if key in named]


def _countries_of_adjectives(text: str, found: Sequence[Name], clusters: Sequence[int]) -> dict[int, int]:
    """Return the number of each adjective of nationality among the names -> its country's cluster."""
    by_key = {main_name(fold(text[n.start : n.end])): cluster for n, cluster in zip(found, clusters, strict=True)}
    unused = max(clusters, default=0) + 1
    misc = ((k, country_key(text[name.start : name.end])) for k, name in enumerate(found) if name.label == "MISC")
    return {k: by_key.setdefault(country, unused + k) for k, country in misc if country}


def _entities(
    text: str,
    names: Sequence[Name],
    clusters: Sequence[int],
    owners: Sequence[KnownActor | None],
    countries: Mapping[int, int],
    acronyms: Mapping[str, str],
) -> dict[int, NamedEntity]:
    """Return each cluster's entity with its names, type and roles, in the order of the text."""
    entities: dict[int, NamedEntity] = {}
    for name, cluster, owner in zip(names, clusters, owners, strict=True):
        entity = entities.setdefault(cluster, NamedEntity())
        entity.names.append(name)
        entity.known = owner or entity.known
    of_adjectives = set(countries.values())
    for cluster, entity in entities.items():
        entity.type = _type(text, entity)
        if entity.type == "MISC" and cluster in of_adjectives:
            entity.type = "LOC"
        if entity.type == "PER":
            entity.roles = _roles(text, entity.names, acronyms)
            entity.sex, entity.sex_is_sure = _sex(text, entity.names)
    return entities


def _type(text: str, entity: NamedEntity) -> str:
    """Return the type of an entity: the analyst's, or that of most of its names.

    A name of several words tells more than a surname or an acronym, which may be a place's or a body's as well.
    """
    if entity.known and entity.known.type:
        return entity.known.type
    if any(is_landscape(text[name.start : name.end]) for name in entity.names[:NAMES_LOOKED_AT]):
        return "LOC"
    full = [name for name in entity.names if name.label != "MISC" and " " in text[name.start : name.end]]
    votes = Counter(name.label for name in full or entity.names)
    if votes["MISC"] < votes.total():
        del votes["MISC"]  # "the Conservatives", of the Conservative Party
    return max(votes, key=lambda label: (votes[label], label))


def _roles(text: str, names: Sequence[Name], acronyms: Mapping[str, str]) -> tuple[str, ...]:
    """Return the roles that the text gives a person, in the order of the text."""
    found = ((role_before(text, n.start), acronym_beside(text, n, acronyms), role_after(text, n.end)) for n in names)
    return tuple(dict.fromkeys(role for roles in found for role in roles if role))


def _sex(text: str, names: Sequence[Name]) -> tuple[str | None, bool]:
    """Return "he" or "she", as a title, a word of kinship or the given name tells, and whether that is sure."""
    if sex := sex_beside(text, [(name.start, name.end) for name in names]):
        return sex, True
    forms = [name_words(text[name.start : name.end]) for name in names]
    full = [form for form in forms if len(form) > 1]
    usual = (usual_pronoun_of_name(form) for form in full or forms)
    return next(((sex, sure) for sex, sure in usual if sex), (None, False))


def _index(article: Article, reading: Reading, named: Sequence[Place], acronyms: Mapping[str, str]) -> MentionIndex:
    """Return the mentions of an article: names as given, and all pronouns and descriptions."""
    spans = article.spans()
    phrases = find_phrases(
        article.text,
        spans,
        sorted((place.start, place.end) for place in named),
        [span for attribution in reading.attributions for span in attribution.source],
        acronyms,
    )
    places = [*named, *(Place(p.start, p.end, None, p) for p in phrases)]
    places.sort(key=lambda place: (place.start, place.end))
    heads = set(article.spans("headline"))
    return index_mentions(article.text, places, [(s, s in heads) for s in spans], article.marks, reading.attributions)


def as_known(text: str, entity: NamedEntity) -> Entity:
    """Return what coreference knows of an entity that has a name."""
    told = TOLD_SEX if entity.sex_is_sure else 0.0
    ends = [n.end for n in entity.names[:NAMES_LOOKED_AT]] if entity.type == "PER" else []
    name = _fullest_form(Counter(text[n.start : n.end] for n in entity.names), entity.type)
    return Entity(
        type=entity.type,
        named=True,
        he=told * (entity.sex == "he"),
        she=told * (entity.sex == "she"),
        usual=entity.sex,
        roles={noun for role in entity.roles for noun in role_nouns(role)}.union(
            *(nouns_behind(text, e) for e in ends)
        ),
        phrases={f"the {fold(role)}" for role in entity.roles if " " in role},  # "the Chief Justice", not any justice
        countries=_countries_beside(text, entity) if entity.type == "PER" else set(),
        words=frozenset() if entity.type == "PER" else frozenset(_words_of_forms(text, entity, name)),
        surname=surname(name_words(name)) if entity.type == "PER" else "",
    )


def _countries_beside(text: str, entity: NamedEntity) -> set[str]:
    """Return the countries that the text names with somebody: "the Spanish coach Ana Ruiz", "Ana Ruiz, of Spain"."""
    behind = (_COUNTRY_BEHIND.match(text, name.end) for name in entity.names[:NAMES_LOOKED_AT])
    words = [word for role in entity.roles for word in role.split()] + [found[1] for found in behind if found]
    return {country_key(word) or main_name(fold(word)) for word in words if is_country(word)}


def _words_of_forms(text: str, entity: NamedEntity, name: str) -> set[str]:
    """Return the words of a body's name and of descriptions that are written as names: "the Alliance", of NATO."""
    described = (text[slice(*m.span)] for m in entity.others if m.kind == "nominal")
    return {word for form in (name, *described) for word in name_words(form)}


def _actor(
    id: str, text: str, entity: NamedEntity, speakers: Collection[Span | None], read: Mapping[int, str]
) -> Actor:
    """Return the actor of an entity, called by the fullest of its names, or as the analyst calls it.

    ``speakers`` are the spans of names in a transcript's labels, which are in capitals for no other reason; ``read``
    are the reader's labels by where they begin: they tell a country that acts from one where something happens.
    """
    known, type = entity.known, entity.type
    forms = Counter(" ".join(text[name.start : name.end].split()) for name in entity.names)
    proper = Counter({form: count for form, count in forms.items() if type != "LOC" or not country_of(form)})
    country = country_of(next(iter(forms)))  # of what only adjectives name
    name = known.name if known else _fullest_form(proper, type) if proper else country or ""
    if (
        not known
        and name.isupper()
        and len(name) > LONGEST_ACRONYM["PER"]
        and any((n.start, n.end) in speakers for n in entity.names)
    ):
        name = name.title()  # "LUND"
    names = [Mention((n.start, n.end), "name", _label(text, n, type, read.get(n.start, type))) for n in entity.names]
    return Actor(
        id=id,
        name=name,
        type=type,
        mentions=tuple(sorted(names + entity.others, key=lambda mention: mention.span)),
        aliases=tuple(sorted(form for form in forms if form != name)),
        roles=entity.roles,
        groups=dict(known.groups) if known else {},
        corrected=known is not None,
        meta=dict(known.meta) if known else {},
    )


def _label(text: str, name: Name, type: str, read: str) -> str:
    """Return what a name is in its place: a country may act or be a place, an adjective of it is neither."""
    if country_of(text[name.start : name.end]):
        return name.label
    return read if {read, type} <= _ACTS_OR_IS_A_PLACE else type


def _fullest_form(forms: Counter, type: str) -> str:
    """Return the fullest form; of equals the one most often used, of a place's then the first.

    Capitals only where there is nothing else.
    """
    words_that_count = {"PER": 2, "LOC": 1}.get(type, 6)
    order = {form: k for k, form in enumerate(forms)}

    def rank(form: str) -> tuple:
        shouted = form.isupper() and len(form) > LONGEST_ACRONYM.get(type, 5)
        parts = name_words(form) if type == "PER" else thing_words(form)
        fullness = min(len(parts), 2 if is_landscape(form) else words_that_count)
        return (not shouted, fullness, forms[form], -order[form] if type == "LOC" else len(form), form)

    ends = {form for form in forms if type == "PER" and any(other.endswith(f" {form}") for other in forms)}
    best = max((form for form in forms if form not in ends), key=rank)  # not "Eriksson Eks" of "Joel Eriksson Eks"
    return best.title() if best.isupper() and " " in best else best


# ---------------------------------------------------------------- what the analyst knows


def _with_known_names(article: Article, found: Sequence[Name], known: Known) -> list[Name]:
    """Return the reader's names, and those of known actors that it overlooked."""
    result = sorted(found, key=lambda name: name.start)
    if known.actors:
        starts = [name.start for name in result]
        for start, end, actor in known.occurrences(article.text, article.spans()):
            k = bisect_right(starts, start) - 1
            before = k >= 0 and result[k].end > start
            after = k + 1 < len(result) and result[k + 1].start < end
            if not before and not after:
                result.append(Name(start, end, actor.type or "PER", 1.0))
        result.sort(key=lambda name: name.start)
    return result


def _with_known_clusters(clusters: Sequence[int], owners: Sequence[KnownActor | None]) -> list[int]:
    """Return the cluster of each name, all names of one known actor in one cluster of its own."""
    of_owner: dict[str, int] = {}
    unused = max(clusters, default=0) + 1
    claimed = {cluster: owner for cluster, owner in zip(clusters, owners, strict=True) if owner}
    result = []
    for cluster, owner in zip(clusters, owners, strict=True):
        owner = owner or claimed.get(cluster)
        result.append(of_owner.setdefault(owner.name, unused + len(of_owner)) if owner else cluster)
    return result
