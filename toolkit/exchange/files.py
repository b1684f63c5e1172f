"""Files for other tools: what they are called, and texts that their formats can hold."""

import re
import warnings
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from toolkit.analysis import Analysis
from toolkit.errors import ToolkitWarning
from toolkit.tables.workbook import NOT_IN_XML

if TYPE_CHECKING:
    from toolkit.article import Article

LONGEST = 100  # characters of a file's name


def file_names(analyses: Iterable[Analysis]) -> Iterator[tuple[str, Analysis]]:
    """Yield each analysis with a name for its file: its id, made harmless and unique.

    >>> [name for name, _ in file_names([a, a])]
    ['bridge', 'bridge-2']
    """
    taken: set[str] = set()
    for analysis in analyses:
        plain = re.sub(r"[^\w.-]+", "_", analysis.article.id).strip("._")[:LONGEST] or "article"
        name, n = plain, 1
        while name.casefold() in taken:
            name, n = f"{plain}-{n + 1}", n + 1
        taken.add(name.casefold())
        yield name, analysis


def without_control_characters(article: "Article") -> str:
    """Return an article's text as XML can hold it: what it cannot stands as "\N{REPLACEMENT CHARACTER}", which is said.

    Every character is still one character, so that offsets hold.
    """
    text, lost = NOT_IN_XML.subn("\N{REPLACEMENT CHARACTER}", article.text)
    if lost:
        name = article.origin or article.id
        warnings.warn(
            f"{name}: {lost} characters that XML cannot hold stand as \N{REPLACEMENT CHARACTER}",
            ToolkitWarning,
            stacklevel=2,
        )
    return text
