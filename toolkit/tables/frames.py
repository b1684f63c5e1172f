"""An analysis as pandas data frames, and these as CSV and Excel files.

Paragraphs and sentences are numbered as a reader counts them: the body's from 1; what stands in the headline has 0.
Furniture is counted nowhere.
"""

import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.analysis.positions import Positions
from toolkit.analysis.share_of_voice import count_voices
from toolkit.display import as_table
from toolkit.display.wording import NOBODY
from toolkit.errors import ToolkitWarning
from toolkit.text import words

if TYPE_CHECKING:
    import pandas

    from toolkit.actors import Actor
    from toolkit.analysis import Analysis

__all__ = [
    "actors",
    "collocations",
    "frequent_words",
    "mentions",
    "quotes",
    "share_of_voice",
    "statistics",
    "to_csv",
    "to_excel",
    "write",
]


NO_GROUP = "(none)"  # the group of actors for whom the analyst gave none

ACTORS = (
    "actor type roles named nominal pronoun first_paragraph last_paragraph "
    "quotes words_quoted words_indirect share_of_voice"
).split()
QUOTES = (
    "id kind speaker speaker_text speaks_for text cue sentence paragraph words confidence in_headline corrected"
).split()
MENTIONS = "actor text kind label sentence paragraph in_headline in_quote start end quote".split()
VOICES = "actor type quotes words_quoted words_indirect share_of_voice".split()


def __dir__() -> list[str]:
    return __all__


@as_table
def actors(
    analysis: "Analysis", by: str | None = None, *, misc: bool = False, nobody: bool = False
) -> "pandas.DataFrame":
    """Who is in the article: a row for each actor, those named most often first.

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
        `share_of_voice`: of all quoted words, those of nobody named among them. Equal counts stand in the order of
        the text.

    Examples
    --------
    >>> toolkit.tables.actors(a)[["actor", "type", "named", "share_of_voice"]]
                 actor type  named  share_of_voice
    0          Ada Roe  PER      2             1.0
    1          Ben Low  PER      2             0.0
    2  Harbour Company  ORG      1             0.0
    """
    positions, voices = Positions(analysis), count_voices(analysis, misc)
    rows = []
    for actor in _sorted(analysis, misc, positions):
        at = [m for m in actor.mentions if positions.is_counted(m.span[0])]
        kinds = Counter(m.kind for m in at)
        paragraphs: list[int | None] = [positions.paragraph(m.span[0]) for m in at]
        paragraphs = paragraphs or [None]
        counts = [kinds["name"], kinds["nominal"], kinds["pronoun"], paragraphs[0], paragraphs[-1]]
        rows.append([_label(actor, by), actor.type, "; ".join(actor.roles), *counts, *voices.row(actor.id)])
    if nobody and voices.quotes[None]:
        rows.append([NOBODY, "", "", 0, 0, 0, None, None, *voices.row(None)])
    return _sums(analysis, _frame(rows, ACTORS), by, ["named"])


@as_table
def quotes(analysis: "Analysis") -> "pandas.DataFrame":
    """Who said what: a row for each quote, in the order of the text.

    Returns
    -------
    pandas.DataFrame
        ``speaker``, ``speaks_for``: the actors' names, missing where the text names nobody; ``speaker_text``: the
        source in the article's words; ``text``: the content, its parts joined by " … "; ``words``: how many it has;
        ``sentence``, ``paragraph``: where it begins; ``confidence``: 0 to 1.

    Examples
    --------
    >>> toolkit.tables.quotes(a)[["id", "kind", "speaker", "words"]]
       id      kind  speaker  words
    0  q1    direct  Ada Roe     14
    1  q2  indirect  Ben Low      6
    """
    import pandas as pd

    text, positions = analysis.article.text, Positions(analysis)
    names = {actor.id: actor.name for actor in analysis.actors}
    rows = []
    for quote in analysis.quotes:
        at = quote.content[0][0]
        if not positions.is_counted(at):
            continue
        count = sum(len(words(text, start, end)) for start, end in quote.content)
        who = [names.get(quote.speaker or ""), quote.speaker_text, names.get(quote.speaks_for or "")]
        what = [_joined(text, quote.content), _joined(text, quote.cue)]
        where = [positions.sentence(at), positions.paragraph(at), count, quote.confidence, positions.in_headline(at)]
        rows.append([quote.id, quote.kind, *who, *what, *where, quote.corrected])
    return pd.DataFrame(rows, columns=QUOTES)


@as_table
def mentions(analysis: "Analysis", *, misc: bool = False) -> "pandas.DataFrame":
    """Where each actor is mentioned: a row for each mention, in the order of the text.

    Returns
    -------
    pandas.DataFrame
        ``kind``: name, nominal or pronoun; ``label``: what the actor is in this place; ``in_quote``: whether it is
        part of what somebody said, ``quote``: the id of that quote, the innermost; ``start``, ``end``: character
        offsets into the article's text, end exclusive.

    Examples
    --------
    >>> toolkit.tables.mentions(a)[["actor", "text", "kind", "start"]].head(3)
         actor     text     kind  start
    0  Ada Roe  Ada Roe     name     69
    1  Ada Roe       We  pronoun     94
    2  Ben Low  Ben Low     name    131
    """
    import pandas as pd

    text, positions = analysis.article.text, Positions(analysis)
    found = [(m, a.name) for a in analysis.actors if misc or a.type != "MISC" for m in a.mentions]
    rows = []
    for mention, name in sorted(found, key=lambda row: row[0].span):
        start, end = mention.span
        if not positions.is_counted(start):
            continue
        quote = positions.quote(start)
        where = [positions.sentence(start), positions.paragraph(start), positions.in_headline(start), quote is not None]
        id = quote.id if quote else None
        rows.append([name, " ".join(text[start:end].split()), mention.kind, mention.label, *where, start, end, id])
    return pd.DataFrame(rows, columns=MENTIONS)


@as_table
def share_of_voice(analysis: "Analysis", by: str | None = None, *, misc: bool = False) -> "pandas.DataFrame":
    """How much each actor is given to say: a row for each speaker, the largest share first.

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
        ``quotes``: of all kinds; ``words_quoted``: words inside quotation marks; ``words_indirect``: words ascribed
        to the speaker outside of them; ``share_of_voice``: 0 to 1.

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
    return _sums(analysis, _frame(rows, VOICES), by, ["words_quoted", "words_indirect"])


def statistics(analysis: "Analysis", **options: Any) -> "pandas.DataFrame":
    """How the article is written: measures of its body, as ``toolkit.statistics.describe`` gives them.

    >>> toolkit.tables.statistics(a)[["measure", "value", "unit"]].head(2)
      measure  value             unit
    0   words   38.0            words
    1   types   30.0  different words
    """
    from toolkit import statistics

    return statistics.describe(analysis.article, **options)


def frequent_words(analysis: "Analysis", n: int = 20, **options: Any) -> "pandas.DataFrame":
    """The body's most frequent words, as ``toolkit.statistics.frequent_words`` gives them.

    >>> toolkit.tables.frequent_words(a, n=2)[["word", "count"]]
         word  count
    0  bridge      2
    1     Low      2
    """
    from toolkit import statistics

    return statistics.frequent_words(analysis.article, n=n, **options)


def collocations(analysis: "Analysis", n: int = 20, **options: Any) -> "pandas.DataFrame":
    """Words that stand together more often than by chance, as ``toolkit.statistics.collocations`` gives them.

    >>> toolkit.tables.collocations(a)[["collocation", "count"]].head(1)
      collocation  count
    0  old bridge      2
    """
    from toolkit import statistics

    return statistics.collocations(analysis.article, n=n, **options)


# ---------------------------------------------------------------- files


def write(analysis: "Analysis", folder: str | PathLike) -> list[Path]:
    """Write all tables of an analysis into a folder: ``tables/NAME.csv`` each, ``tables.xlsx`` with all.

    Returns
    -------
    list of pathlib.Path
        The files.

    Examples
    --------
    >>> [path.name for path in toolkit.tables.write(a, folder)][-1]
    'tables.xlsx'
    """
    functions = (actors, quotes, mentions, share_of_voice, statistics, frequent_words, collocations)
    frames = {function.__name__: function(analysis) for function in functions}
    folder = Path(folder)
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    paths = [to_csv(frame, folder / "tables" / f"{name}.csv") for name, frame in frames.items()]
    return [*paths, to_excel(frames, folder / "tables.xlsx")]


def to_csv(frame: "pandas.DataFrame", path: str | PathLike) -> Path:
    """Write a table as CSV: UTF-8, lines end with a line feed, numbers with up to ten digits.

    The text stays exactly the article's; for Excel, which takes a cell that begins with = for a formula, `to_excel`.

    >>> toolkit.tables.to_csv(toolkit.tables.actors(a), folder / "actors.csv").name
    'actors.csv'
    """
    frame.to_csv(path, index=False, encoding="utf-8", lineterminator="\n", float_format="%.10g", errors="replace")
    return Path(path)


def to_excel(tables: Mapping[str, "pandas.DataFrame"], path: str | PathLike) -> Path:
    """Write tables as the sheets of an Excel file. The same tables always give the same bytes.

    What begins with = + - or @ stays text: no word of an article becomes a formula. Texts are cut at Excel's limit
    of 32,767 characters, with a "…" there.

    >>> toolkit.tables.to_excel({"actors": toolkit.tables.actors(a)}, folder / "tables.xlsx").name
    'tables.xlsx'
    """
    from toolkit.tables import workbook

    path = Path(path)
    path.write_bytes(workbook.to_bytes(tables))
    return path


# ---------------------------------------------------------------- rows


def _joined(text: str, spans: Sequence[tuple[int, int]]) -> str:
    return " … ".join(" ".join(text[start:end].split()) for start, end in spans)


def _sorted(analysis: "Analysis", misc: bool, positions: Positions) -> list["Actor"]:
    def key(actor: "Actor") -> tuple[int, float]:
        named = [m.span[0] for m in actor.mentions if m.kind == "name" and positions.is_counted(m.span[0])]
        first = min((m.span[0] for m in actor.mentions), default=float("inf"))
        return (-len(named), first)

    return sorted((a for a in analysis.actors if misc or a.type != "MISC"), key=key)


def _frame(rows: list[list], columns: list[str]) -> "pandas.DataFrame":
    """Rows as a frame whose counts are whole numbers, even where there is no row."""
    import pandas as pd

    frame = pd.DataFrame(rows, columns=columns)
    kinds = {"first_paragraph": "Int64", "last_paragraph": "Int64", "share_of_voice": float}
    counts = ("named", "nominal", "pronoun", "quotes", "words_quoted", "words_indirect")
    kinds |= dict.fromkeys(counts, int)
    return frame.astype({name: kind for name, kind in kinds.items() if name in columns})


def _label(actor: "Actor", by: str | None) -> str:
    return actor.name if by is None else actor.groups.get(by, NO_GROUP)


def _sums(analysis: "Analysis", frame: "pandas.DataFrame", by: str | None, order: list[str]) -> "pandas.DataFrame":
    """The rows, added up by group where groups are asked for; largest first, nobody's row last."""
    nobody = frame["actor"] == NOBODY
    if by is not None:
        _check_dimension(analysis, by)
        how = {"first_paragraph": "min", "last_paragraph": "max"}
        columns = [name for name in frame.columns if name not in ("actor", "type", "roles")]
        frame = frame.assign(actors=(~nobody).astype(int)).groupby("actor", sort=False)
        frame = frame.agg({"actors": "sum", **{name: how.get(name, "sum") for name in columns}}).reset_index()
        frame = frame.rename(columns={"actor": by})
        nobody = frame[by] == NOBODY
    frame = frame.assign(_last=nobody).sort_values(
        ["_last", *order], ascending=[True, *(False for _ in order)], kind="stable", ignore_index=True
    )
    return frame.drop(columns="_last")


def _check_dimension(analysis: "Analysis", by: str) -> None:
    known = sorted({name for actor in analysis.actors for name in actor.groups})
    if by not in known:
        have = f"the groups given are {', '.join(known)}" if known else "no groups are given (actors.toml)"
        warnings.warn(f"no actor of this article has a {by}: {have}", ToolkitWarning, stacklevel=5)
