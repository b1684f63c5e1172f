"""Actors as data frames: who is in an article, and how much each is given to say."""

import warnings
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from toolkit.analysis.arguments import checked
from toolkit.analysis.positions import Positions
from toolkit.analysis.share_of_voice import count_voices
from toolkit.display import as_table
from toolkit.display.wording import NOBODY
from toolkit.errors import ToolkitWarning

if TYPE_CHECKING:
    import pandas

    from toolkit.actors import Actor
    from toolkit.analysis import Analysis

NO_GROUP = "(none)"  # the group of actors for whom the analyst gave none

ACTORS = (
    "actor type roles named nominal pronoun first_paragraph last_paragraph "
    "quotes words_quoted words_indirect share_of_voice"
).split()
VOICES = "actor type quotes words_quoted words_indirect share_of_voice".split()
COUNTS = "named nominal pronoun quotes words_quoted words_indirect".split()


@checked
@as_table
def actors(
    analysis: "Analysis", by: str | None = None, *, misc: bool = False, nobody: bool = False
) -> "pandas.DataFrame":
    """Return who is in the article: a row for each actor, those named most often first.

    Parameters
    ----------
    analysis
        What ``toolkit.analyse`` gave.
    by
        A dimension of the user's own (``"party"``, from actors.toml): a row for each of its groups instead, actors
        without one under "(none)"; the columns ``actor``, ``type`` and ``roles`` give way to the group and to
        ``actors``, how many it has.
    misc
        Whether to count nationalities, events and works too.
    nobody
        Whether to add a last row, "(nobody named)", for what no named actor says, so that the shares add to 1.

    Returns
    -------
    pandas.DataFrame
        ``named``, ``nominal``, ``pronoun``: mentions in headline and body; ``first_paragraph``, ``last_paragraph``:
        where the actor is mentioned; ``quotes``, ``words_quoted``, ``words_indirect``, ``share_of_voice`` as in
        `share_of_voice`: of all quoted words, those of nobody named among them. Further keys of actors.toml, such as
        ``wikidata``, have the last columns. Equal counts stand in the order of the text.

    Examples
    --------
    >>> toolkit.tables.actors(a)[["actor", "type", "named", "share_of_voice"]]
                 actor type  named  share_of_voice
    0          Ada Roe  PER      2             1.0
    1          Ben Low  PER      2             0.0
    2  Harbour Company  ORG      1             0.0
    """
    rows = actor_rows(analysis, by, misc=misc, nobody=nobody)
    frame = _grouped(analysis, _frame(rows, ACTORS), by, ["named"])
    return frame if by else with_further_keys(frame, ((actor.name, actor.meta) for actor in analysis.actors))


def actor_rows(analysis: "Analysis", by: str | None = None, *, misc: bool = False, nobody: bool = False) -> list[list]:
    """Return the rows of `actors` as plain lists, a value for each of ``ACTORS``, groups not yet added up."""
    positions, voices = Positions(analysis), count_voices(analysis, misc)
    rows = [
        [_label(a, by), a.type, "; ".join(a.roles), *_mentioned(a, positions), *voices.row(a.id)]
        for a in _sorted(analysis, misc, positions)
    ]
    if nobody and voices.quotes[None]:
        rows.append([NOBODY, "", "", 0, 0, 0, None, None, *voices.row(None)])
    return rows


@checked
@as_table
def share_of_voice(analysis: "Analysis", by: str | None = None, *, misc: bool = False) -> "pandas.DataFrame":
    """Return how much each actor is given to say: a row for each speaker, the largest share first.

    Of all word positions inside the quotation marks of direct and mixed quotes, each counted once for its innermost
    speaker, the share that is an actor's. What no named actor said is the last row, "(nobody named)"; the shares
    add to 1 (they are 0 where nothing stands in quotation marks).

    Parameters
    ----------
    analysis, by, misc
        As for `actors`. Without ``misc``, what nationalities and the like said is nobody's.

    Returns
    -------
    pandas.DataFrame
        ``quotes``: statements of all kinds; ``words_quoted``: words inside quotation marks; ``words_indirect``:
        words that the speaker is reported to say outside of them; ``share_of_voice``: 0 to 1.

    Examples
    --------
    >>> toolkit.tables.share_of_voice(a)[["actor", "quotes", "words_quoted"]]
                actor  quotes  words_quoted
    0         Ada Roe       1            14
    1         Ben Low       1             0
    2  (nobody named)       0             0
    """
    positions, voices = Positions(analysis), count_voices(analysis, misc)
    speakers = [a for a in _sorted(analysis, misc, positions) if voices.quotes[a.id] or voices.words(a.id)]
    rows = [[_label(a, by), a.type, *voices.row(a.id)] for a in speakers]
    if voices.quotes:
        rows.append([NOBODY, "", *voices.row(None)])
    return _grouped(analysis, _frame(rows, VOICES), by, ["words_quoted", "words_indirect"])


def with_further_keys(frame: "pandas.DataFrame", found: Iterable[tuple[str, Mapping[str, str]]]) -> "pandas.DataFrame":
    """Return a table of actors with a column for each further key of actors.toml; none takes another's place."""
    by_name: dict[str, dict[str, str]] = {}
    for name, meta in found:
        by_name.setdefault(name, {}).update(meta)
    keys = dict.fromkeys(key for meta in by_name.values() for key in meta)
    columns = {
        f"{key} (actors.toml)" if key in frame else key: [by_name.get(name, {}).get(key) for name in frame["actor"]]
        for key in keys
    }
    return frame.assign(**columns)


def _sorted(analysis: "Analysis", misc: bool, positions: Positions) -> list["Actor"]:
    """Return the actors, those named most often first; equal ones in the order of the text."""

    def rank(actor: "Actor") -> tuple[int, float]:
        named = sum(m.kind == "name" and positions.is_counted(m.span[0]) for m in actor.mentions)
        return -named, min((m.span[0] for m in actor.mentions), default=float("inf"))

    return sorted((a for a in analysis.actors if misc or a.type != "MISC"), key=rank)


def _mentioned(actor: "Actor", positions: Positions) -> list[int | None]:
    """Return an actor's mentions by name, description and pronoun, and the first and the last paragraph with one."""
    counted = [m for m in actor.mentions if positions.is_counted(m.span[0])]
    kinds = Counter(m.kind for m in counted)
    paragraphs = [positions.paragraph(m.span[0]) for m in counted]
    first, last = (paragraphs[0], paragraphs[-1]) if paragraphs else (None, None)
    return [kinds["name"], kinds["nominal"], kinds["pronoun"], first, last]


def _label(actor: "Actor", by: str | None) -> str:
    """Return what an actor's row is called: the actor's name, or the group where groups are asked for."""
    return actor.name if by is None else actor.groups.get(by, NO_GROUP)


def _frame(rows: list[list], columns: Sequence[str]) -> "pandas.DataFrame":
    """Return rows as a frame whose counts are whole numbers, even where there is no row."""
    import pandas as pd

    kinds = {"first_paragraph": "Int64", "last_paragraph": "Int64", "share_of_voice": float}
    kinds |= dict.fromkeys(COUNTS, int)
    frame = pd.DataFrame(rows, columns=columns)
    return frame.astype({name: kind for name, kind in kinds.items() if name in columns})


def _grouped(analysis: "Analysis", frame: "pandas.DataFrame", by: str | None, order: list[str]) -> "pandas.DataFrame":
    """Return the rows, added up by group where groups are asked for; the largest first, nobody's row last."""
    if by is not None:
        _warn_of_unknown(analysis, by)
        how = {"first_paragraph": "min", "last_paragraph": "max"}
        columns = [name for name in frame.columns if name not in ("actor", "type", "roles")]
        groups = frame.assign(actors=(frame["actor"] != NOBODY).astype(int)).groupby("actor", sort=False)
        frame = groups.agg({"actors": "sum", **{name: how.get(name, "sum") for name in columns}}).reset_index()
        frame = frame.rename(columns={"actor": by})
    frame = frame.assign(_last=frame.iloc[:, 0] == NOBODY)
    ascending = [True, *(False for _ in order)]
    frame = frame.sort_values(["_last", *order], ascending=ascending, kind="stable", ignore_index=True)
    return frame.drop(columns="_last")


def _warn_of_unknown(analysis: "Analysis", by: str) -> None:
    """Warn of a dimension that no actor has, and name those there are."""
    known = sorted({name for actor in analysis.actors for name in actor.groups})
    if by not in known:
        have = f"the groups given are {', '.join(known)}" if known else "no groups are given (actors.toml)"
        warnings.warn(f"no actor of this article has a {by}: {have}", ToolkitWarning, stacklevel=6)
