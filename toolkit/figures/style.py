"""How figures look: sizes, colours, letters. All of it holds inside `context` only."""

from collections.abc import Iterator
from contextlib import contextmanager

Colour = str | tuple[float, float, float]  # by name, "#rrggbb", or red, green, blue from 0 to 1

# Inches. A column of a brief or a journal; a page of A4 or Letter between its margins; a 16:9 slide, whose letters are
# right when the picture fills it. Columns and pages are as high as their rows need.
WIDTHS = {"column": 3.5, "page": 6.3, "slide": 6.67}
SLIDE_HEIGHT = 3.75

INK, SOFT, GRID, FAINT = "#1c2430", "#566173", "#dfe4ea", "#f1f3f6"
ACCENT = "#00548c"
# After Okabe and Ito, made darker and lighter so that they differ in grey too: a test measures it.
TYPES = {"PER": "#00548c", "ORG": "#f2b441", "LOC": "#2a9d78", "MISC": "#c9a6cf"}
NOBODY = "#c3c9d1"

TEXT, SMALL, LARGE = 8.5, 7.5, 10.5  # points

STYLE = {
    "axes.axisbelow": True,
    "axes.edgecolor": SOFT,
    "axes.formatter.use_locale": False,
    "axes.grid": True,
    "axes.grid.axis": "x",
    "axes.labelcolor": SOFT,
    "axes.labelsize": TEXT,
    "axes.linewidth": 0.6,
    "axes.spines.left": False,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "center",
    "axes.titlesize": LARGE,
    "axes.titleweight": "bold",
    "axes.titlecolor": INK,
    "figure.dpi": 100,
    "figure.facecolor": "white",
    "font.family": ["DejaVu Sans"],  # travels with matplotlib: the same everywhere
    "font.size": TEXT,
    "grid.color": GRID,
    "grid.linewidth": 0.6,
    "hatch.linewidth": 0.6,
    "legend.borderaxespad": 0,
    "legend.borderpad": 0,
    "legend.columnspacing": 1.4,
    "legend.fontsize": TEXT,
    "legend.frameon": False,
    "legend.handleheight": 0.8,
    "legend.handlelength": 1.2,
    "legend.handletextpad": 0.5,
    "legend.labelcolor": INK,
    "pdf.fonttype": 42,
    "savefig.dpi": "figure",
    "savefig.facecolor": "white",
    "svg.fonttype": "none",
    "svg.hashsalt": "toolkit",
    "text.antialiased": True,
    "text.color": INK,
    "text.hinting": "none",
    "text.parse_math": False,  # a $ in a name is a $
    "xtick.color": SOFT,
    "xtick.labelsize": TEXT,
    "xtick.major.size": 0,
    "ytick.color": SOFT,
    "ytick.labelcolor": INK,
    "ytick.labelsize": TEXT,
    "ytick.major.pad": 4,
    "ytick.major.size": 0,
}


@contextmanager
def context() -> Iterator[None]:
    """Draw in our style inside, whatever the user's own is; leave matplotlib's settings as they were."""
    import warnings

    import matplotlib

    with matplotlib.rc_context(), warnings.catch_warnings():
        # A sign the font does not have is a box in the PNG; SVG, alt text and data have it right.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(STYLE)
        yield


def darker(colour: Colour, by: float = 0.7) -> tuple[float, float, float]:
    """Return the colour for an edge around this colour."""
    from matplotlib.colors import to_rgb

    red, green, blue = to_rgb(colour)
    return (red * by, green * by, blue * by)


def lighter(colour: Colour, by: float = 0.5) -> tuple[float, float, float]:
    """Return the colour mixed with white, for what dark letters stand on."""
    from matplotlib.colors import to_rgb

    red, green, blue = to_rgb(colour)
    return (1 - by + red * by, 1 - by + green * by, 1 - by + blue * by)
