"""The plain data of this room: what an Axes shows beside what is drawn in it, in numbers and in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from toolkit.errors import ParameterError

if TYPE_CHECKING:
    import pandas
    from matplotlib.axes import Axes

Arrange = Callable[["Axes", Any], None]  # fits what depends on a figure's size, given the Axes and a renderer
Key = Sequence[tuple[Any, str]]  # handles, and labels that explain them


@dataclass(frozen=True)
class Words:
    """The words of a figure."""

    title: str  # what is to be seen
    subtitle: str  # what is counted
    alt: str  # both and the numbers, for those who cannot see it
    note: str = ""  # what was left out
    unit: str = ""  # of the horizontal axis


@dataclass(frozen=True)
class Chart:
    """What a figure draws, apart from how: for tools that draw it anew."""

    kind: str  # "bars", "columns", "dots", "events" or "grid"
    rows: Sequence[Mapping[str, Any]]  # a mark each, or a row of names; "colour" says what its colour stands for
    name: str  # the key of the names
    values: Sequence[str]  # the keys of the numbers
    colours: Mapping[str, str] = field(default_factory=dict)  # what each colour stands for, and the colour
    unit: str = ""  # of the numbers, where it is not the figure's own


@dataclass
class Picture:
    """What an Axes shows, beside what is drawn in it."""

    alt: str
    data: "pandas.DataFrame"
    labels: Sequence[str] = ()  # of the rows, in full
    heads: Sequence[str] = ()  # of the columns, in full
    rows: int = 0  # how many rows high; 0 for a picture of fixed proportions
    arrange: Arrange | None = None
    beside: Sequence[Any] = ()  # texts to the right of the drawing
    subtitle: Any = None
    note: Any = None
    keys: Sequence[Any] = ()  # the same key in fewer and fewer columns: the first that fits is shown
    words: Words | None = None
    chart: Chart | None = None  # None where there is nothing to show
    rendered: dict[tuple, bytes] = field(default_factory=dict)  # files, as long as the figure is unchanged


def picture_of(ax: "Axes") -> Picture:
    """Return what a figure of this room shows.

    Raises
    ------
    ParameterError
        If the Axes was not drawn by a function of ``toolkit.figures``.
    """
    try:
        return ax._toolkit_picture  # type: ignore[attr-defined]
    except AttributeError:
        raise ParameterError("this Axes was not drawn by a function of toolkit.figures") from None


def data(ax: "Axes") -> "pandas.DataFrame":
    """Return the numbers behind a figure.

    Parameters
    ----------
    ax
        What a function of ``toolkit.figures`` returned.

    Returns
    -------
    pandas.DataFrame

    Raises
    ------
    ParameterError
        If the Axes was not drawn by a function of ``toolkit.figures``.

    Examples
    --------
    >>> ax = toolkit.figures.share_of_voice(a)
    >>> toolkit.figures.data(ax)[["actor", "share_of_voice"]]
                actor  share_of_voice
    0         Ada Roe             1.0
    1         Ben Low             0.0
    2  (nobody named)             0.0
    """
    return picture_of(ax).data


def alt_text(ax: "Axes") -> str:
    """Return what a figure shows, in words made from its numbers, for those who cannot see it.

    Parameters
    ----------
    ax
        What a function of ``toolkit.figures`` returned.

    Returns
    -------
    str

    Raises
    ------
    ParameterError
        If the Axes was not drawn by a function of ``toolkit.figures``.

    Examples
    --------
    >>> ax = toolkit.figures.actor_frequency(a)
    >>> toolkit.figures.alt_text(ax)[:60]
    'Bar chart: Ada Roe and Ben Low are named most often, 2 times'
    """
    return picture_of(ax).alt
