"""How copies of a story count in a table, as its ``attrs["copies"]`` says, for what shows the table."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas

ONCE, TOO = "Each story counts once", "Copies count too"  # how ``attrs["copies"]`` begins
ARTICLES, STORIES = ("article", "articles"), ("story", "stories")  # one and several of what counts


def how_counted(frame: "pandas.DataFrame") -> str:
    """Return how copies count in a table, in a few words; nothing where there are none.

    >>> how_counted(toolkit.collection.actors(articles))
    ''
    """
    return str(frame.attrs.get("copies", "")).partition(":")[0]


def unit_of(frame: "pandas.DataFrame") -> tuple[str, str]:
    """Return what a table counts, one and several of it: stories where copies of one count once, else articles.

    >>> unit_of(toolkit.collection.actors(articles))
    ('article', 'articles')
    """
    return STORIES if how_counted(frame) == ONCE else ARTICLES
