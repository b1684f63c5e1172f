"""Figures of an analysis, drawn with matplotlib; each function takes ``ax=`` and returns the Axes.

>>> import toolkit
>>> from toolkit import figures
>>> analysis = toolkit.analyse(toolkit.read(text="“It is late,” Ada Lovelace said."))
>>> figures.actor_frequency(analysis).get_title()
'Ada Lovelace is the only actor named, once'

Without ``ax`` each figure is a picture of its own: as the last line of a notebook's cell it shows itself (PNG and
SVG, with its alt text in the output's metadata), without pyplot and without touching anybody's settings. It is laid
out anew for the size it is drawn at, so that ``save(ax, "actors", size="slide")`` and a resized window both fit.
Drawn into an ``ax`` of the caller's, it leaves layout and display to the caller.

``data(ax)`` gives the numbers behind a figure, ``alt_text(ax)`` what it shows in words.

An analysis, a collection or a table comes in, an Axes goes out. A module a kind of figure draws it, of one article
(``actors``, ``timeline``, ``sentences``, ``readability_grades``, ``vocabulary``, ``keywords``) or of several
(``comparison``, ``cooccurrence``, ``network``, ``lookup``, ``time_series``), with what several share (``bars``,
``grid``, ``article_axis``, ``period_axis``, ``axes``, ``keys``, ``captions``), all in one ``style``. ``finishing``
begins each with an Axes of a ``sheet`` and ends it with its words and numbers (``model``); ``layout`` and
``text_fitting`` make them fit the sheet's size. ``rendering`` turns it into bytes, with its letters (``fonts``),
``vega_lite`` and ``datawrapper`` into what other tools draw it from, and ``files`` saves these.
"""

from toolkit.figures.actors import actor_frequency, share_of_voice
from toolkit.figures.comparison import side_by_side
from toolkit.figures.cooccurrence import together
from toolkit.figures.files import save
from toolkit.figures.keywords import key_words, words_about
from toolkit.figures.lookup import beside, lookup
from toolkit.figures.model import alt_text, data
from toolkit.figures.network import network
from toolkit.figures.readability_grades import readability
from toolkit.figures.sentences import sentence_lengths
from toolkit.figures.time_series import over_time
from toolkit.figures.timeline import actor_timeline
from toolkit.figures.vocabulary import dispersion, frequent_words

__all__ = [
    "actor_frequency",
    "actor_timeline",
    "alt_text",
    "beside",
    "data",
    "dispersion",
    "frequent_words",
    "key_words",
    "lookup",
    "network",
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
