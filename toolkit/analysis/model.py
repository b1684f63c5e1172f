"""An article's analysis: all parts in one object, and its JSON."""

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from toolkit import reader
from toolkit.actors import Actor, Mention, Unnamed
from toolkit.actors.actors_file import Known
from toolkit.actors.names import fold, name_words
from toolkit.analysis.checking import check
from toolkit.analysis.corrections import Correction
from toolkit.article import Article
from toolkit.errors import InputError, ParameterError
from toolkit.quotes import Quote
from toolkit.text import joined_text

SCHEMA = "toolkit.analysis/2"
READ = ("toolkit.analysis/1", SCHEMA)  # the schemas that are read


@dataclass(frozen=True)
class Uncorrected:
    """Actors and quotes before single quotes were corrected, and what was known of the actors then."""

    known: Known
    actors: list[Actor]
    unnamed: list[Unnamed]
    quotes: list[Quote]


@dataclass(frozen=True)
class Inputs:
    """What an analysis was made from, for who goes on with it in the same session; no part of its JSON."""

    reading: reader.Reading  # of the story: its offsets count no furniture
    source: str | None = None  # the path or URL, as it was given
    actors_file: str | None = None
    uncorrected: Uncorrected | None = None


@dataclass(frozen=True, repr=False)
class Analysis:
    """What the toolkit found in one article. Its JSON form (``to_json``) is described in docs/json.md.

    As the last line of a notebook's cell it shows itself as a card, in a terminal as text.

    >>> import toolkit
    >>> a = toolkit.analyse(toolkit.read(text="“It is late,” Ada Lovelace said."))
    >>> [actor.name for actor in a.actors], a.quotes[0].speaker
    (['Ada Lovelace'], 'a1')
    """

    article: Article
    sentences: tuple[tuple[int, int], ...]
    statistics: dict
    actors: tuple[Actor, ...]
    quotes: tuple[Quote, ...]
    versions: dict[str, str]
    unnamed: tuple[Unnamed, ...] = ()  # who speaks, or is spoken of again, and has no name in the article
    corrections: tuple[Correction, ...] = ()  # of single quotes, as actors.toml gives them
    inputs: Inputs | None = field(default=None, compare=False)  # None where it came from JSON

    def __post_init__(self) -> None:
        """Give every quote its words and its speaker's name or description, which follow from the rest."""
        names = {actor.id: actor.name for actor in self.actors}
        described = {unnamed.id: unnamed.description for unnamed in self.unnamed}
        whole = tuple(
            dataclasses.replace(
                quote,
                text=joined_text(self.article.text, quote.content),
                speaker_name=names.get(quote.speaker or ""),
                unnamed_text=described.get(quote.unnamed or ""),
            )
            for quote in self.quotes
        )
        object.__setattr__(self, "quotes", whole)

    def actor(self, name: str) -> Actor:
        """Return the actor of a name, an alias, a surname that one person has, or an id ("a1").

        Raises
        ------
        ParameterError
            If there is none, or several of that name; the text names those there are.

        Examples
        --------
        >>> a.actor("Ada Roe").count, a.actor("Roe").id, a.actor("a1").name
        (2, 'a1', 'Ada Roe')
        """
        wanted = fold(name)
        for forms in (
            lambda actor: [actor.id],
            lambda actor: [actor.name],
            lambda actor: actor.aliases,
            lambda actor: name_words(actor.name)[-1:] if actor.type == "PER" else (),
        ):
            found = [actor for actor in self.actors if wanted in map(fold, forms(actor))]
            if len(found) == 1:
                return found[0]
            if found:
                raise ParameterError(f"{name} may be {' or '.join(actor.name for actor in found)}: give the full name")
        some = ", ".join(actor.name for actor in self.actors[:5])
        raise ParameterError(f"no actor is called {name}: there are {f'among others {some}' if some else 'none'}")

    @property
    def statements(self) -> tuple[Quote, ...]:
        """The quotes that say or ask something: what is counted, without thoughts, plans and deeds."""
        return tuple(quote for quote in self.quotes if quote.is_statement)

    def __repr__(self) -> str:
        from toolkit.html import card

        return card.text(*self._parts())

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        from toolkit.html import card

        return {"text/html": card.html(*self._parts()), "text/plain": card.text(*self._parts())}

    def _parts(self) -> tuple:
        return self.article, self.actors, self.quotes, self.statistics

    def to_dict(self) -> dict:
        """Return the analysis as plain data, ready for JSON; offsets count characters of ``text``, end exclusive."""
        article = self.article
        return {
            "schema": SCHEMA,
            "id": article.id,
            "article": article.to_dict(),
            "text": article.text,
            "sentences": self.sentences,
            "statistics": self.statistics,
            "actors": [_actor_as_dict(a) for a in self.actors],
            "unnamed": [_unnamed_as_dict(u) for u in self.unnamed],
            "quotes": [_quote_as_dict(q) for q in self.quotes],
            "versions": self.versions,
            "corrections": [dataclasses.asdict(c) for c in self.corrections],
        }

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the analysis as one JSON object; the same analysis always gives the same characters."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent, allow_nan=False)

    @classmethod
    def from_json(cls, data: str | bytes) -> "Analysis":
        """Return the analysis that ``to_json`` wrote.

        Raises
        ------
        InputError
            If ``data`` is not such an analysis.
        """
        try:
            row = json.loads(data)
            return cls.from_dict(row)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise InputError(f"this is not the JSON of an analysis ({error!r})") from error

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> "Analysis":
        """Return the analysis of the plain data that ``to_dict`` gave.

        Raises
        ------
        InputError
            If the data are of another schema.
        """
        if row["schema"] not in READ:
            raise InputError(f"this analysis has the schema {row['schema']}: {SCHEMA} is wanted")
        analysis = _from_dict(row)
        check(analysis)
        return analysis


def _actor_as_dict(actor: Actor) -> dict:
    """Return an actor as plain data; `dataclasses.asdict` takes ten times as long over the mentions."""
    mentions = tuple(dict(vars(mention)) for mention in actor.mentions)
    return {**vars(actor), "mentions": mentions, "groups": dict(actor.groups), "meta": dict(actor.meta)}


def _unnamed_as_dict(unnamed: Unnamed) -> dict:
    """Return somebody unnamed as plain data."""
    return {**vars(unnamed), "mentions": tuple(dict(vars(mention)) for mention in unnamed.mentions)}


def _quote_as_dict(quote: Quote) -> dict:
    """Return a quote as plain data, without what follows from the rest of the analysis."""
    return {k: v for k, v in vars(quote).items() if k not in ("text", "speaker_name", "unnamed_text")}


def _from_dict(row: Mapping[str, Any]) -> Analysis:
    """Return the analysis of its plain data, as ``to_dict`` gives it."""
    spans = lambda rows: tuple((a, b) for a, b in rows)  # noqa: E731
    mentions = lambda one: tuple(Mention(**m | {"span": tuple(m["span"])}) for m in one["mentions"])  # noqa: E731
    speakers = lambda q: tuple(q.get("speakers") or ([q["speaker"]] if q["speaker"] else []))  # noqa: E731
    return Analysis(
        article=Article.from_dict(row["id"], row["text"], row["article"]),
        sentences=spans(row["sentences"]),
        statistics=row["statistics"],
        actors=tuple(
            Actor(**a | {k: tuple(a[k]) for k in ("aliases", "roles")} | {"mentions": mentions(a)})
            for a in row["actors"]
        ),
        unnamed=tuple(Unnamed(**u | {"mentions": mentions(u)}) for u in row.get("unnamed", ())),
        quotes=tuple(
            Quote(**q | {k: spans(q[k]) for k in ("content", "cue", "source")} | {"speakers": speakers(q)})
            for q in row["quotes"]
        ),
        versions=row["versions"],
        corrections=tuple(Correction(**c) for c in row.get("corrections", ())),
    )
