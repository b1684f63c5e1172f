"""Keys to a figure's colours and signs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from toolkit.display.wording import TYPE_NAMES
from toolkit.figures import style

if TYPE_CHECKING:
    from matplotlib.patches import Patch


def type_key(types: Sequence[str]) -> list[tuple[Any, str]]:
    """Return the key to the colours of these types, where there is more than one."""
    present = [kind for kind in style.TYPES if kind in set(types)]
    return [(patch(style.TYPES[kind]), TYPE_NAMES[kind]) for kind in present] if len(present) > 1 else []


def patch(colour: style.Colour, *, hatch: str = "", edge: Any = None) -> "Patch":
    """Return a little bar for a key."""
    from matplotlib.patches import Patch

    dark = style.SOFT if colour == "white" else style.darker(colour)
    return Patch(facecolor=colour, edgecolor=edge or dark, linewidth=0.6, hatch=hatch)
