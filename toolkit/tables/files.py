"""Data frames as files: CSV, and Excel workbooks that are the same bytes every time."""

import warnings
from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.analysis.arguments import checked
from toolkit.display.wording import listed
from toolkit.errors import ToolkitWarning
from toolkit.files import replacing
from toolkit.tables.actor_frames import actors, share_of_voice
from toolkit.tables.statistics_frames import collocations, frequent_words, statistics
from toolkit.tables.text_frames import mentions, quotes

if TYPE_CHECKING:
    import pandas

    from toolkit.analysis import Analysis


@checked
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
    return write_tables({function.__name__: function(analysis) for function in functions}, folder)


@checked
def write_tables(
    tables: "Mapping[str, pandas.DataFrame] | Iterable[tuple[str, pandas.DataFrame]]",
    folder: str | PathLike,
    *,
    most: int | None = None,
) -> list[Path]:
    """Write tables by their names into a folder, one after the other.

    Parameters
    ----------
    tables
        The tables, or pairs of name and table.
    folder
        Where ``tables/NAME.csv`` go, and ``tables.xlsx`` with all of them.
    most
        A table of more rows is left out of ``tables.xlsx``.

    Returns
    -------
    list of pathlib.Path
        The files.

    Examples
    --------
    >>> [path.name for path in toolkit.tables.write_tables({"actors": toolkit.tables.actors(a)}, folder)]
    ['actors.csv', 'tables.xlsx']
    """
    folder, paths, sheets, long = Path(folder), [], {}, []
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    for name, table in tables.items() if isinstance(tables, Mapping) else tables:
        paths.append(to_csv(table, folder / "tables" / f"{name}.csv"))
        if most is None or len(table) <= most:
            sheets[name] = table
        else:
            long.append(name)
    if long:
        warnings.warn(
            f"tables.xlsx is without {listed(long)}, which have more than {most:,} rows: they are in tables/",
            ToolkitWarning,
            stacklevel=4,
        )
    return [*paths, to_excel(sheets, folder / "tables.xlsx")]


@checked
def to_csv(frame: "pandas.DataFrame", path: str | PathLike) -> Path:
    """Write a table as CSV: UTF-8, lines end with a line feed, numbers have up to ten digits.

    The text stays exactly the article's. Excel takes a cell that begins with = for a formula: `to_excel` does not.

    >>> toolkit.tables.to_csv(toolkit.tables.actors(a), folder / "actors.csv").name
    'actors.csv'
    """
    with replacing(path) as part:
        frame.to_csv(part, index=False, encoding="utf-8", lineterminator="\n", float_format="%.10g", errors="replace")
    return Path(path)


@checked
def to_excel(tables: Mapping[str, "pandas.DataFrame"], path: str | PathLike) -> Path:
    """Write tables as the sheets of an Excel file. The same tables always give the same bytes.

    What begins with = + - or @ stays text: no word of an article becomes a formula. Texts are cut at Excel's limit
    of 32,767 characters, with a "…" there.

    >>> toolkit.tables.to_excel({"actors": toolkit.tables.actors(a)}, folder / "tables.xlsx").name
    'tables.xlsx'
    """
    from toolkit.tables import workbook

    path = Path(path)
    with replacing(path) as part:
        part.write_bytes(workbook.to_bytes(tables))
    return path
