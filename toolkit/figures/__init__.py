"""Figures of an analysis, drawn with matplotlib; each function takes ``ax=`` and returns the Axes.

>>> import toolkit
>>> from toolkit import figures
>>> analysis = toolkit.analyse(toolkit.read(text="“It is late,” Ada Lovelace said."))
>>> figures.actor_frequency(analysis).get_title()
'Ada Lovelace is the only actor named, once'

Without ``ax`` each figure is a picture of its own: as the last line of a notebook's cell it shows itself (PNG and SVG,
with its alt text in the output's metadata), without pyplot and without touching anybody's settings. It is laid out
anew for the size it is drawn at, so that ``save(ax, "actors", size="slide")`` and a resized window both fit. Drawn
into an ``ax`` of the caller's, it leaves layout and display to the caller.

``data(ax)`` gives the numbers behind a figure, ``alt_text(ax)`` what it shows in words.
"""

from toolkit.figures.actors import actor_frequency, share_of_voice
from toolkit.figures.files import save
from toolkit.figures.grades import readability
from toolkit.figures.keywords import key_words, words_about
from toolkit.figures.picture import alt_text, data
from toolkit.figures.sidebyside import over_time, side_by_side, together
from toolkit.figures.timeline import actor_timeline
from toolkit.figures.words import dispersion, frequent_words, sentence_lengths

__all__ = [
    "actor_frequency",
    "actor_timeline",
    "alt_text",
    "data",
    "dispersion",
    "frequent_words",
    "key_words",
    "over_time",
    "readability",
    "save",
    "sentence_lengths",
    "share_of_voice",
    "side_by_side",
    "together",
    "words_about",
]


def __dir__() -> list[str]:
    return __all__
