"""The loader of the word lists: one file per kind, in named sections, read when first asked for.

A file holds, line by line:

    # a comment, up to the end of the line
    [section]           the entries below it, up to the next section
    mr, mrs, dr         entries, parted by commas and line ends; one may be several words
    @section            all entries of another section of the same file
    william: bill, will a row of a table: what belongs together with its first entry
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from string import capwords

from toolkit.errors import ParameterError

FOLDER = Path(__file__).parent
_SECTION = re.compile(r"\[(\w+)\]")


@cache
def words(kind: str, *sections: str) -> frozenset[str]:
    """Return the entries of one or several sections of a word list.

    Parameters
    ----------
    kind
        The list: the file's name without its ending, such as "titles".
    sections
        Sections of it; their entries are put together.

    Returns
    -------
    frozenset of str
        The entries as they are written in the file.

    Raises
    ------
    ParameterError
        If there is no such list or section, or the file says something it cannot mean.

    Examples
    --------
    >>> sorted(words("titles", "honorifics"))[:4]
    ['dame', 'dr', 'lady', 'lord']
    """
    return frozenset(entry for section in sections for entry in _entries(kind, section, ()))


@cache
def table(kind: str, section: str) -> Mapping[str, tuple[str, ...]]:
    """Return the rows of a section: the first entry of each -> those that belong to it.

    Parameters
    ----------
    kind
        The list: the file's name without its ending.
    section
        A section of it that is a table.

    Returns
    -------
    mapping of str to tuple of str
        Rows and their entries in the file's order.

    Raises
    ------
    ParameterError
        If there is no such list or section, or the section is no table.

    Examples
    --------
    >>> table("nicknames", "english")["joseph"]
    ('joe', 'joey')
    """
    rows = {}
    for line in _lines(kind, section):
        first, colon, rest = line.partition(":")
        if not colon:
            raise ParameterError(f"{kind}.txt: [{section}] is a table, but “{line}” has no colon")
        if first.strip() in rows:
            raise ParameterError(f"{kind}.txt: “{first.strip()}” stands twice in [{section}]")
        rows[first.strip()] = _split(rest)
    return rows


def any_of(entries: Iterable[str], *, capital: bool = False) -> str:
    """Return a pattern that matches any of some entries, the longest that fits, to be put between brackets.

    Parameters
    ----------
    entries
        What to match; nothing in it is taken for a sign of patterns.
    capital
        Whether each of their words begins with a capital in the text.

    Examples
    --------
    >>> any_of(["mr", "mrs", "dr"])
    'mrs|dr|mr'
    >>> any_of(["mr", "mrs"], capital=True)
    'Mrs|Mr'
    """
    ordered = sorted(entries, key=lambda entry: (-len(entry), entry))
    return "|".join(re.escape(capwords(entry) if capital else entry) for entry in ordered)


def _entries(kind: str, section: str, above: tuple[str, ...]) -> list[str]:
    """Return the entries of a section and of those it takes in; ``above`` are the sections that take it in."""
    if section in above:
        raise ParameterError(f"{kind}.txt: [{section}] takes itself in")
    result: list[str] = []
    for line in _lines(kind, section):
        if ":" in line:
            raise ParameterError(f"{kind}.txt: [{section}] is a list, but “{line}” has a colon")
        for entry in _split(line):
            result += _entries(kind, entry[1:], (*above, section)) if entry[0] == "@" else [entry]
    return result


def _split(line: str) -> tuple[str, ...]:
    """Return the entries of a line."""
    return tuple(" ".join(entry.split()) for entry in line.split(",") if entry.strip())


def _lines(kind: str, section: str) -> list[str]:
    """Return the lines of a section; a section that is not there is an error that says which are."""
    found = _sections(kind)
    if section not in found:
        raise ParameterError(f"{kind}.txt has no section [{section}]; it has {', '.join(found)}")
    return found[section]


@cache
def _sections(kind: str) -> dict[str, list[str]]:
    """Return the lines of each section of a file, without comments and blank lines."""
    path = FOLDER / f"{kind}.txt"
    if not path.is_file():
        known = sorted(file.stem for file in FOLDER.glob("*.txt"))
        raise ParameterError(f"there is no word list “{kind}”; there are {', '.join(known)}")
    result: dict[str, list[str]] = {}
    section = ""
    for number, row in enumerate(path.read_text("utf-8-sig").splitlines(), start=1):
        line = row.partition("#")[0].strip()
        if heading := _SECTION.fullmatch(line):
            section = heading[1]
            if section in result:
                raise ParameterError(f"{kind}.txt, line {number}: there is a section [{section}] already")
            result[section] = []
        elif line and not section:
            raise ParameterError(f"{kind}.txt, line {number}: “{line}” stands above the first [section]")
        elif line:
            result[section].append(line)
    return result
