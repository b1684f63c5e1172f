"""By voice: how the reporter writes beside how the sources speak.

Words in quotation marks are their innermost speaker's, all others the narration's. ``passages`` parts them, ``voices``
measures the parts.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from toolkit.display import as_table
from toolkit.display.wording import NOBODY
from toolkit.statistics import measures_table, passage
from toolkit.text import is_inside
from toolkit.text import sentences as sentence_spans
from toolkit.text import words as word_spans

if TYPE_CHECKING:
    import pandas

NARRATION, QUOTATIONS = "(narration)", "(all quotations)"  # the voices beside the speakers
MEASURES = [name for name in measures_table.MEASURES if name != "words_quoted" and not name.startswith("paragraph")]


@as_table
def voices(analysis: Any, *, intervals: bool = False, seed: int = 1, wide: bool = False) -> "pandas.DataFrame":
    """Return every statistic for the narration, for all quotations, and for each speaker.

    A voice is the body's words inside the quotation marks of what a speaker is quoted with; the innermost speaker has
    them. All else is narration: indirect speech, and words in quotation marks that nobody is credited with.

    Counts of words and the measures of diversity rest on all of a voice's words. What concerns sentences (their length,
    readability) rests on those in which the voice has at least half of the words, and on its words in them: "she said"
    after a long quotation is no sentence of the reporter's, and a quoted phrase is none of the source's.

    Parameters
    ----------
    analysis
        An analysis: its article, quotes and actors.
    intervals, seed
        As in `describe`.
    wide
        One row a voice and one column a measure, instead of one row each.

    Returns
    -------
    pandas.DataFrame
        voice, measure, value, low, high, unit, note: narration first, then all quotations, then speakers by their
        words. Only what a voice has words of appears.

    Examples
    --------
    >>> toolkit.statistics.voices(a, wide=True)[["voice", "words"]]
                  voice  words
    0       (narration)   24.0
    1  (all quotations)   14.0
    2           Ada Roe   14.0
    """
    import pandas

    rows = []
    for voice, (every, own) in passages(analysis).items():
        values = measures_table.values(own, every)
        bounds = measures_table.bounds(own, values, whole=every, seed=seed) if intervals else {}
        for measure in MEASURES:
            low, high, _ = bounds.get(measure, (None, None, ""))
            note = getattr(values[measure], "reason", "") or getattr(low, "reason", "")
            unit, _ = measures_table.MEASURES[measure]
            rows.append([voice, measure, float(values[measure]), low, high, unit, note])
    frame = pandas.DataFrame(rows, columns=["voice", "measure", "value", "low", "high", "unit", "note"])
    frame = frame.astype({"value": "float64", "low": "float64", "high": "float64"})
    if not wide:
        return frame
    order = list(dict.fromkeys(frame["voice"]))
    pivoted = frame.pivot(index="voice", columns="measure", values="value")
    return pivoted.reindex(index=order, columns=MEASURES if order else []).rename_axis(columns=None).reset_index()


def passages(analysis: Any) -> dict[str, tuple[passage.Passage, passage.Passage]]:
    """Return what each voice says: all of its words, and those of the sentences that are mostly its own.

    Returns
    -------
    dict of str to (Passage, Passage)
        By voice, in the order of `voices`. Any function of this package takes these passages.

    Examples
    --------
    >>> list(toolkit.statistics.passages(a))
    ['(narration)', '(all quotations)', 'Ada Roe']
    """
    if not hasattr(analysis, "quotes"):
        passage.no_text(analysis)
    language = analysis.article.language or "en"
    every: dict[str, list[list[str]]] = {NARRATION: [], QUOTATIONS: []}
    own: dict[str, list[list[str]]] = defaultdict(list)
    for voice, words, mostly in _sentence_parts(analysis):
        every.setdefault(voice, []).append(words)
        if mostly:
            own[voice].append(words)
    sizes = {voice: sum(map(len, parts)) for voice, parts in every.items()}
    speakers = sorted(every.keys() - {NARRATION, QUOTATIONS}, key=lambda voice: (voice == NOBODY, -sizes[voice], voice))
    return {
        voice: (passage.Passage(every[voice], [], language), passage.Passage(own[voice], [], language))
        for voice in (NARRATION, QUOTATIONS, *speakers)
        if sizes[voice]
    }


def _sentence_parts(analysis: Any) -> Iterator[tuple[str, list[str], bool]]:
    """Yield each voice's words of each sentence of the body, and whether they are at least half of the sentence."""
    text, body = analysis.article.text, analysis.article.spans("body")
    speaker_at = _speakers(analysis)
    for start, end in getattr(analysis, "sentences", None) or sentence_spans(text):
        if not is_inside(start, body):
            continue
        spans = word_spans(text, start, end)
        parts: dict[str, list[str]] = {}
        for a, b in spans:
            speaker = speaker_at(a)
            for voice in (NARRATION,) if speaker is None else (speaker, QUOTATIONS):
                parts.setdefault(voice, []).append(text[a:b])
        for voice, words in parts.items():
            yield voice, words, 2 * len(words) >= len(spans)


def _speakers(analysis: Any) -> Callable[[int], str | None]:
    """Return a function of an offset: who is quoted there, None for the narration."""
    from toolkit.quotes import innermost_quote

    names = {actor.id: actor.name for actor in analysis.actors if actor.type != "MISC"}
    spoken = [quote for quote in analysis.quotes if quote.kind != "indirect"]
    quote_at, marks = innermost_quote(analysis.article.text, spoken), analysis.article.quoted

    def speaker(at: int) -> str | None:
        quote = quote_at(at) if is_inside(at, marks) else None
        return names.get(quote.speaker, NOBODY) if quote else None

    return speaker
