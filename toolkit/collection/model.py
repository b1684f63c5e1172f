"""The plain data of this room: a collection, which is analyses of several articles with one name for each actor."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from toolkit.actors import names
from toolkit.analysis import Analysis
from toolkit.analysis.arguments import checked
from toolkit.collection import dates
from toolkit.collection.dictionaries import Dictionary, Question, as_dictionary
from toolkit.collection.linking.evidence import Entry
from toolkit.collection.linking.linking import entries_of
from toolkit.collection.linking.links import Links
from toolkit.collection.rows import COLUMNS, Row, frame_of, rows
from toolkit.display.wording import count
from toolkit.errors import ParameterError
from toolkit.sources import PassedOver
from toolkit.statistics import passage
from toolkit.statistics.frequencies import stop_word_set
from toolkit.statistics.passage import Vocabulary

if TYPE_CHECKING:
    import pandas

NO_OUTLET = "(no outlet)"  # stands in tables for the outlet of articles whose outlet is unknown
NAMED = 20  # things passed over that a sentence or a warning names each; of more it gives the number
By = str | Iterable[object]  # what `Collection.groups` takes


def checked_copies(copies: str) -> str:
    """Return how copies of a story are to be counted, "once" or "all"; ParameterError for anything else."""
    if copies not in ("all", "once"):
        raise ParameterError(f"copies are taken all or once, not {copies}")
    return copies


def known_table(name: str) -> str:
    """Return the name of a collection's table; ParameterError for anything else."""
    if name not in COLUMNS:
        raise ParameterError(f"a collection has no table {name}: give {', '.join(COLUMNS)}")
    return name


def is_period(by: By | None) -> bool:
    """Return whether articles are grouped by the day, week, month or year in which they were published.

    >>> is_period("period"), is_period("2025-03-14"), is_period([1, 2])
    (True, False, False)
    """
    return isinstance(by, str) and by == "period"


def is_by_time(by: By | None) -> bool:
    """Return whether articles are grouped by when they were published: in periods, or before and since a date.

    >>> is_by_time("period"), is_by_time("2025-03-14"), is_by_time("outlet"), is_by_time([1, 2])
    (True, True, False, False)
    """
    return is_period(by) or (isinstance(by, str) and dates.is_date(by))


def group_column(by: By) -> str:
    """Return what the column of groups is called in a table.

    >>> group_column("outlet"), group_column("2025-03-14"), group_column([1, 2])
    ('outlet', 'period', 'group')
    """
    if not isinstance(by, str):
        return "group"
    return "period" if dates.is_date(by) else by


class Text(NamedTuple):
    """An article's text as the functions of words take it; spans are offsets into ``text``."""

    article: str  # what the article is called
    text: str
    paragraphs: Sequence[tuple[int, int, str]]  # start, end, kind
    sentences: Sequence[tuple[int, int]]
    language: str

    def spans(self, *kinds: str) -> list[tuple[int, int]]:
        """Return the spans of the paragraphs of these kinds, in order."""
        return [(start, end) for start, end, kind in self.paragraphs if kind in kinds]


@dataclass(frozen=True)
class Collection:
    """Analyses of several articles, their actors under the same name in all of them.

    ``names`` are what the articles are called (their files' names), ``outlets`` whose they are, where that is known;
    both in the order of ``analyses``. ``passed_over`` is what gave no article, each with its reason; ``links`` say who
    each actor is in all articles (`toolkit.collection.entities` shows them). ``copies`` is "once" where counts over all
    articles take each story once, "all" where copies count too. What a store gives
    (`toolkit.open`) is a collection too, which reads its analyses and tables when they are asked for.

    >>> len(articles), articles.outlets
    (2, ('Herald', 'Post'))
    """

    analyses: Sequence[Analysis]
    names: tuple[str, ...]
    outlets: tuple[str | None, ...]
    passed_over: tuple[PassedOver, ...] = ()
    links: Links = field(default_factory=lambda: Links.of((), ()), compare=False, repr=False)
    copies: str = field(default="once", compare=False, repr=False)

    def __len__(self) -> int:
        return len(self.names)

    @property
    def unfinished(self) -> str:
        """What articles of a store whose run has not ended are still missing, in a sentence; "" of all others."""
        return ""

    @property
    def versions(self) -> Mapping[str, str]:
        """The versions of toolkit and reader that the articles were analysed with."""
        return self.analyses[0].versions

    def table(self, name: str) -> "pandas.DataFrame":
        """Return all rows of a table, article by article, with ``article``: what the article is called.

        Parameters
        ----------
        name
            "articles", "actors", "mentions" or "quotes"; their columns are those of a store (docs/store.md). They hold
            everything: nationalities and the like too, and what nobody named says.

        Examples
        --------
        >>> articles.table("articles")[["article", "outlet", "quotes"]]
           article  outlet  quotes
        0   bridge  Herald       2
        1  ferries    Post       2
        """
        return self._tables[known_table(name)]

    def texts(self, which: Sequence[int] | None = None) -> Iterator[Text]:
        """Yield the articles' texts in their order; of those numbers alone, if some are given.

        >>> [len(one.sentences) for one in articles.texts()]
        [5, 5]
        """
        for k in range(len(self)) if which is None else which:
            analysis, article = self.analyses[k], self.analyses[k].article
            paragraphs = [(*p.span, p.kind) for p in article.paragraphs]
            yield Text(self.names[k], article.text, paragraphs, list(analysis.sentences), article.language)

    def without(self, reasons: Mapping[str, str]) -> "Collection":
        """Return the collection without some articles, which are passed over for these reasons, by their names.

        >>> articles.without({"ferries": "ferries is left out"}).names
        ('bridge',)
        """
        kept = [k for k, name in enumerate(self.names) if name not in reasons]
        return Collection(
            analyses=tuple(self.analyses[k] for k in kept),
            names=tuple(self.names[k] for k in kept),
            outlets=tuple(self.outlets[k] for k in kept),
            passed_over=(*self.passed_over, *(PassedOver(name, reason) for name, reason in reasons.items())),
            links=self.links.of_articles(kept),
            copies=self.copies,
        )

    @cached_property
    def kept(self) -> dict[str, Any]:
        """What was worked out of the articles once, by its name."""
        return {}

    def once(self, name: str, method: str, make: Callable[[], Any]) -> Any:
        """Return plain data that is made of the articles' texts and what is known of them; a store keeps it.

        >>> articles.once("length", "by articles", lambda: len(articles))
        2
        """
        return make()

    def entries(self) -> Iterable[Entry]:
        """Return every actor of every article, as the linking takes them.

        >>> [(entry.article, entry.name) for entry in articles.entries()][:2]
        [(0, 'Ada Roe'), (0, 'Ben Low')]
        """
        return entries_of(self.analyses, self.outlets)

    def texts_with(self, pattern: str) -> Iterator[tuple[int, str, Sequence[tuple[int, int, str]]]]:
        """Yield number, text and paragraphs (start, end, kind) of the articles whose text a pattern fits anywhere.

        >>> [number for number, *_ in articles.texts_with("MONDAY")]
        [1]
        """
        wanted = re.compile(pattern, re.IGNORECASE)
        for k, text in enumerate(self.texts()):
            if wanted.search(text.text):
                yield k, text.text, text.paragraphs

    @cached_property
    def _tables(self) -> "dict[str, pandas.DataFrame]":
        """The tables of all analyses, made at once."""
        import pandas as pd

        found: dict[str, list[Row]] = {name: [] for name in COLUMNS}
        for analysis, called in zip(self.analyses, self.names, strict=True):
            for name, own in rows(analysis).items():
                if name in found:
                    found[name] += [{**row, "article": called} for row in own]
        tables = {name: frame_of(name, found[name]) for name in COLUMNS}
        tables["articles"]["outlet"] = pd.Series(self.outlets, dtype="str")
        return tables

    @property
    def published(self) -> list[str | None]:
        """When each article was published, in ISO 8601; None where that is not known."""
        return [None if date != date else date for date in self.table("articles")["published"]]

    @checked
    def groups(self, by: By) -> tuple[str, ...]:
        """Return which group each article is in.

        Parameters
        ----------
        by
            "article", "outlet", "kind", "language", "period" (days, weeks, months or years, see
            `toolkit.collection.over_time`), or a key of the articles' ``meta`` such as "section"; a date such as
            "2025-03-14", which parts what was published before it from the rest; or groups of your own, one an article.

        Raises
        ------
        ParameterError
            If no article has such a key, with those there are; or there are more or fewer groups than articles.

        Examples
        --------
        >>> articles.groups("outlet"), articles.groups("kind")
        (('Herald', 'Post'), ('article', 'article'))
        >>> articles.groups([words > 35 for words in articles.table("articles")["words"]])
        ('True', 'False')
        """
        if not isinstance(by, str):
            own = tuple(map(str, by))
            if len(own) != len(self):
                given, articles = count(len(own), "group is", "groups are"), count(len(self), "article")
                raise ParameterError(f"{given} given for {articles}: give one an article")
            return own
        if by == "article":
            return self.names
        if by == "outlet":
            return tuple(outlet or NO_OUTLET for outlet in self.outlets)
        if by == "period":
            unit = dates.choose_unit(self.published)
            return tuple(dates.period_of(date, unit) for date in self.published)
        if dates.is_date(by):
            return tuple(dates.side_of(date, by) for date in self.published)
        frame = self.table("articles")
        if by in ("kind", "language"):
            return tuple(frame[by])
        keys = sorted({key for meta in frame["meta"] for key in meta})
        if by not in keys:
            known = ", ".join(("article", "outlet", "period", "kind", "language", *keys))
            raise ParameterError(f"articles cannot be told apart by {by}: give {known}, or a date")
        return tuple(meta.get(by) or f"(no {by})" for meta in frame["meta"])

    def question(self, asked: Question | None = None) -> Dictionary:
        """Return the words of each category that a question asks for.

        Parameters
        ----------
        asked
            A word or phrase ("migra*"), a dictionary or the path of one; by default the most frequent word of the
            bodies that is no function word.

        Raises
        ------
        InputError
            If a file cannot be read, or is no dictionary.
        ParameterError
            If there is no word to ask for.

        Examples
        --------
        >>> articles.question("ferr*"), articles.question()
        ({'ferr*': ['ferr*']}, {'Low': ['Low']})
        """
        if asked is not None:
            return as_dictionary(asked)
        words = Vocabulary()
        for text in self.texts():
            words.add(passage.read(text.text, text.spans("body"), sentences=text.sentences).sentences)
        frequent = [word for word, _ in words.counts.most_common() if word not in stop_word_set(True)]
        return as_dictionary(words.written[frequent[0]] if frequent else "")

    def called(self, actor: str) -> str:
        """Return the name that an actor has here, whatever he or she is called; that of nationalities and works too.

        Raises
        ------
        ParameterError
            As `actor` does.
        """
        return actor if (self.table("actors")["actor"] == actor).any() else self.actor(actor)

    @checked
    def actor(self, name: str | None = None) -> str:
        """Return the name that an actor has in this collection.

        Parameters
        ----------
        name
            The actor's name, alias or surname, upper and lower case alike; by default who is in most articles is
            meant.

        Raises
        ------
        ParameterError
            If no article names such an actor, or several may be meant; the text has names to choose from.

        Examples
        --------
        >>> articles.actor("roe"), articles.actor()
        ('Ada Roe', 'Ben Low')
        """
        actors = self.table("actors")
        actors = actors[actors["actor_id"].notna() & (actors["type"] != "MISC")]
        if actors.empty:
            raise ParameterError("no person, organisation or place is named in these articles")
        if name is None:
            return _in_most_articles(actors)
        wanted = names.fold(name)
        own, aliases = actors["actor"], actors["aliases"]
        for forms in (own.map(lambda n: [n]), aliases, own.map(lambda n: names.name_words(n)[-1:])):
            fits = [any(names.fold(form) == wanted for form in some) for some in forms]
            matching = set(own[fits])
            if len(matching) == 1:
                return matching.pop()
            if matching:
                raise ParameterError(f"{name} may be {' or '.join(sorted(matching))}: give the full name")
        common = ", ".join(name for name, _ in Counter(own).most_common(5))
        raise ParameterError(f"no article names {name}: there are, among others, {common}")


def _in_most_articles(actors: "pandas.DataFrame") -> str:
    """Return who is in most articles, a person rather than others; of equals, who is named most often."""
    ranked = actors.assign(person=actors["type"] == "PER").groupby("actor", sort=False)
    ranked = ranked.agg(articles=("actor", "size"), person=("person", "max"), named=("named", "sum"))
    return ranked.sort_values(["articles", "person", "named"], ascending=False, kind="stable").index[0]
