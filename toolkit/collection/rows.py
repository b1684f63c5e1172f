"""The rows that an article has in the tables of many articles, whether in memory or in a store.

The columns are those of ``toolkit.tables``, with the ids of the article's own actors beside their names, so that a name
given for all articles can take the place of one article's.
"""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from toolkit.analysis import Analysis
from toolkit.article.model import ABOUT
from toolkit.tables.actor_frames import ACTORS, actor_rows
from toolkit.tables.text_frames import MENTIONS, QUOTES, mention_rows, quote_rows

if TYPE_CHECKING:
    import pandas

_TEXT, _NUMBER, _PLACE = "str", "int64", "Int64"  # pandas' kinds; a place may be missing
COLUMNS: dict[str, dict[str, str | None]] = {  # the columns of frames of many articles and their kinds; None: any
    "articles": {
        **dict.fromkeys("article title outlet published byline url origin kind language sha256".split(), _TEXT),
        **{"language_confidence": "float64", "meta": None},
        **dict.fromkeys("words sentences actors quotes words_quoted".split(), _NUMBER),
        "flesch_kincaid_grade": "float64",
    },
    "actors": {
        **dict.fromkeys("article actor_id actor type roles".split(), _TEXT),
        **{"aliases": None, "meta": None},
        **dict.fromkeys("named nominal pronoun mentions quotes words_quoted words_indirect".split(), _NUMBER),
        **{"first_paragraph": _PLACE, "last_paragraph": _PLACE, "share_of_voice": "float64", "corrected": "bool"},
    },
    "mentions": {
        **dict.fromkeys("article actor_id actor type text kind label quote".split(), _TEXT),
        **dict.fromkeys("sentence paragraph start end".split(), _NUMBER),
        **{"in_headline": "bool", "in_quote": "bool"},
    },
    "quotes": {
        **dict.fromkeys("article id kind speaker_id speaker speaker_text speaks_for_id speaks_for".split(), _TEXT),
        **dict.fromkeys("text cue act unnamed".split(), _TEXT),
        **dict.fromkeys("sentence paragraph words".split(), _NUMBER),
        **{"confidence": "float64", "speaker_confidence": "float64", "in_headline": "bool", "corrected": "bool"},
    },
}
COUNTED = "words sentences actors quotes words_quoted flesch_kincaid_grade".split()
Row = dict[str, Any]


def rows(analysis: Analysis) -> dict[str, list[Row]]:
    """Return an article's rows of each table, a dictionary each.

    articles
        What is known of the article, and the numbers of ``COUNTED``.
    actors
        A row for each actor, nationalities and the like too, and one for what no named actor says: the columns of
        ``toolkit.tables.actors`` with ``actor_id``, ``aliases``, ``mentions`` (of any kind, in furniture too) and
        ``corrected``.
    mentions
        The columns of ``toolkit.tables.mentions`` with ``actor_id`` and ``type``.
    quotes
        The columns of ``toolkit.tables.quotes`` with ``speaker_id`` and ``speaks_for_id``.
    statistics
        ``measure`` ("diversity.mtld") and ``value``.

    >>> {name: len(found) for name, found in rows(a).items() if name != "statistics"}
    {'articles': 1, 'actors': 3, 'mentions': 6, 'quotes': 2}
    """
    of = {actor.id: actor for actor in analysis.actors}
    called = tuple(dataclasses.replace(actor, name=actor.id) for actor in analysis.actors)
    by_ids = dataclasses.replace(analysis, actors=called)  # ids tell two of one name apart
    names = {actor.id: actor.name for actor in analysis.actors}
    actors = _with_ids(ACTORS, actor_rows(by_ids, misc=True, nobody=True), names, "actor")
    for row in actors:
        actor = of.get(row["actor_id"])
        row["aliases"] = list(actor.aliases) if actor else []
        row["meta"] = dict(actor.meta) if actor else {}
        row["mentions"] = len(actor.mentions) if actor else 0
        row["corrected"] = bool(actor and actor.corrected)
    mentions = _with_ids(MENTIONS, mention_rows(by_ids, misc=True), names, "actor")
    for row in mentions:
        row["type"] = of[row["actor_id"]].type
    return {
        "articles": [_article_row(analysis, actors)],
        "actors": actors,
        "mentions": mentions,
        "quotes": _with_ids(QUOTES, quote_rows(by_ids), names, "speaker", "speaks_for"),
        "statistics": [{"measure": name, "value": value} for name, value in _numbers(analysis.statistics)],
    }


def _article_row(analysis: Analysis, actors: Sequence[Row]) -> Row:
    """Return what the table of articles says of an article."""
    statistics = analysis.statistics
    counts = [statistics.get("words") or 0, statistics.get("sentences") or 0]
    counts.append(sum(row["named"] > 0 and row["type"] != "MISC" for row in actors))
    counts += [sum(row[name] for row in actors) for name in ("quotes", "words_quoted")]
    grade = (statistics.get("readability") or {}).get("flesch_kincaid_grade")
    about = {name: getattr(analysis.article, name) for name in ABOUT}
    return about | dict(zip(COUNTED, [*counts, grade], strict=True))


def _numbers(values: dict, within: str = "") -> Iterator[tuple[str, float]]:
    """Yield each number there is in nested statistics, under the names that lead to it."""
    for name, value in values.items():
        if isinstance(value, dict):
            yield from _numbers(value, f"{within}{name}.")
        elif isinstance(value, int | float) and value == value:
            yield f"{within}{name}", float(value)


def _with_ids(columns: Sequence[str], found: Sequence[list], names: dict[str, str], *of_actors: str) -> list[Row]:
    """Return rows with actors' names in place of their ids, and the ids in columns of their own."""
    made = []
    for values in found:
        row = dict(zip(columns, values, strict=True))
        for column in of_actors:
            row[f"{column}_id"] = row[column] if row[column] in names else None
            row[column] = names.get(row[column], row[column])
        made.append(row)
    return made


def frame_of(table: str, found: Sequence[Row] | Mapping[str, Any]) -> "pandas.DataFrame":
    """Return rows, or columns, of a table as a frame, each column of its kind even where there is no row."""
    import pandas as pd

    kinds = {name: kind for name, kind in COLUMNS[table].items() if name in found or not isinstance(found, Mapping)}
    return pd.DataFrame(found, columns=list(kinds)).astype({name: kind for name, kind in kinds.items() if kind})
