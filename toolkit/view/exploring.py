"""Open the interactive view of an article, or of several to choose from."""

from os import PathLike
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toolkit.view.widget import Explorer


def explore(source: Any, *, actors_file: str | PathLike | None = None) -> "Explorer":
    """Return the interactive view of an article, or of several to choose from.

    Click an actor, and the text, the quotes and the figures follow; click a quote, and the text scrolls there. What
    you correct is written into ``actors.toml`` and the analysis follows at once.

    Parameters
    ----------
    source
        An analysis; a path or URL; or several: a folder; a JSON Lines or CSV file of rows
        {"id", "text"}; a data frame with a column ``text``; a collection; an iterable of analyses, articles, paths.
    actors_file
        The actors.toml that corrections go to, and that is applied where it is there. By default the one that the
        analysis was made with, else ``actors.toml`` beside the notebook.

    Returns
    -------
    Explorer
        A widget. Its ``analysis`` is the article with all corrections, ``seen`` the same with those quotes only that
        the filters let through; ``toolkit.tables`` and ``toolkit.figures`` take both.

    Raises
    ------
    InputError
        If there is nothing to read, or actors.toml says something it cannot mean.

    Examples
    --------
    >>> import toolkit
    >>> view = toolkit.explore(toolkit.analyse(toolkit.read(text="“It is late,” Ada Lovelace said.")))
    >>> len(toolkit.tables.quotes(view.seen))
    1
    """
    from toolkit.analysis import Analysis, analyse
    from toolkit.view.article_list import ArticleList, is_single
    from toolkit.view.widget import Explorer

    if not is_single(source):
        return Explorer(ArticleList(source), actors_file)
    return Explorer(source if isinstance(source, Analysis) else analyse(source), actors_file)
