"""By voice: how the reporter writes beside how the sources speak."""

from typing import TYPE_CHECKING, Any

from toolkit.display import as_table
from toolkit.statistics import measures_table, passage
from toolkit.text import is_inside
from toolkit.text import sentences as sentence_spans
from toolkit.text import words as word_spans

if TYPE_CHECKING:
    import pandas

NARRATION, QUOTATIONS, NOBODY = "(narration)", "(all quotations)", "(nobody named)"


@as_table
def voices(analysis: Any, *, intervals: bool = False, seed: int = 1, wide: bool = False) -> "pandas.DataFrame":
    """Every statistic for the narration, for all quotations, and for each speaker.

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

    found = passages(analysis)
    rows = []
    for voice, (whole, own) in found.items():
        values = measures_table.values(own, whole)
        drawn = measures_table.bounds(own, values, whole=whole, seed=seed) if intervals else {}
        for measure, (unit, _) in measures_table.MEASURES.items():
            if measure in ("words_quoted", "paragraphs", "paragraph_words_mean"):
                continue  # voices have no paragraphs
            low, high, _ = drawn.get(measure, (None, None, ""))
            note = getattr(values[measure], "reason", "") or getattr(low, "reason", "")
            rows.append([voice, measure, float(values[measure]), low, high, unit, note])
    frame = pandas.DataFrame(rows, columns=["voice", "measure", "value", "low", "high", "unit", "note"])
    frame = frame.astype({"value": "float64", "low": "float64", "high": "float64"})
    if wide:
        order = list(found), [m for m in measures_table.MEASURES if m in set(frame["measure"])]
        pivoted = frame.pivot(index="voice", columns="measure", values="value")
        return pivoted.reindex(index=order[0], columns=order[1]).rename_axis(columns=None).reset_index()
    return frame


def passages(analysis: Any) -> dict[str, tuple[passage.Passage, passage.Passage]]:
    """What each voice says: all of its words, and those of the sentences that are mostly its own.

    Returns
    -------
    dict of str to (Passage, Passage)
        By voice, in the order of `voices`. Any function of this package takes these passages.

    Examples
    --------
    >>> list(toolkit.statistics.passages(a))
    ['(narration)', '(all quotations)', 'Ada Roe']
    """
    article, text = analysis.article, analysis.article.text
    body = article.spans("body")
    speaker = _speakers(analysis)
    found: dict[str, tuple[list, list]] = {NARRATION: ([], []), QUOTATIONS: ([], [])}
    for start, end in getattr(analysis, "sentences", None) or sentence_spans(text):
        if not is_inside(start, body):
            continue
        spans = word_spans(text, start, end)
        said: dict[str, list[str]] = {}
        for a, b in spans:
            name = speaker(a)
            for voice in (name, QUOTATIONS) if name else (NARRATION,):
                said.setdefault(voice, []).append(text[a:b])
        for voice, words in said.items():
            every, own = found.setdefault(voice, ([], []))
            every.append(words)
            if 2 * len(words) >= len(spans):
                own.append(words)
    sizes = {voice: sum(map(len, every)) for voice, (every, _) in found.items()}
    first = (NARRATION, QUOTATIONS)
    order = [*first, *sorted((v for v in found if v not in first), key=lambda v: (v == NOBODY, -sizes[v], v))]
    language = article.language or "en"

    def read(sentences: list[list[str]]) -> passage.Passage:
        return passage.Passage(sentences, [], language)

    return {voice: (read(found[voice][0]), read(found[voice][1])) for voice in order if sizes[voice]}


def _speakers(analysis: Any) -> Any:
    """A function of an offset: who is quoted there, None for the narration."""
    article = analysis.article
    names = {actor.id: actor.name for actor in analysis.actors if actor.type != "MISC"}
    parts = [(a, b, names.get(q.speaker, NOBODY)) for q in analysis.quotes for a, b in q.content]
    # Painted from the longest to the shortest, so that the innermost speaker stays.
    owner: list[str | None] = [None] * len(article.text)
    for a, b, name in sorted(parts, key=lambda part: part[0] - part[1]):
        owner[a:b] = [name] * (min(b, len(owner)) - a)

    def speaker(at: int) -> str | None:
        return owner[at] if is_inside(at, article.quoted) else None

    return speaker
