"""Descriptive statistics of one text: counts and lengths, and with readability and diversity the JSON's numbers."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

from toolkit.article import Article
from toolkit.statistics import diversity, passage, readability
from toolkit.statistics.missing import Missing, to_json, too_short
from toolkit.text import Span, merged, quoted_spans
from toolkit.text import words as word_spans


def counts(source: Any, *, tally: readability.Counts | None = None) -> dict[str, Any]:
    """Return how many words, sentences, letters and so on a text has.

    Parameters
    ----------
    source
        A text, as ``passage.of`` takes it.
    tally
        The counts of the same text that readability rests on, where they are known already.

    Returns
    -------
    dict of str to int
        words, types, sentences, paragraphs, syllables, letters, characters (letters and digits), long_words,
        polysyllables.

    Examples
    --------
    >>> toolkit.statistics.counts(a)["words"]
    38
    """
    text = passage.of(source)
    tally = readability.count(text.sentences) if tally is None else tally
    script = readability.not_latin(tally)  # syllables are counted as English has them
    return {
        "words": tally.words,
        "types": len(set(text.words)),
        "sentences": tally.sentences,
        "paragraphs": len(text.paragraphs),
        "syllables": tally.syllables if script is None else script,
        "letters": tally.letters,
        "characters": tally.characters,
        "long_words": tally.long_words,
        "polysyllables": tally.polysyllables if script is None else script,
    }


def lengths(source: Any) -> dict[str, list[int]]:
    """Return the lengths behind the means: one number for each sentence, paragraph and word, in order.

    Returns
    -------
    dict of str to list of int
        sentence_words, paragraph_words, word_letters, word_syllables (none for a text in other than Latin letters).

    Examples
    --------
    >>> toolkit.statistics.lengths(a)["sentence_words"]
    [13, 7, 13, 5]
    """
    text = passage.of(source)
    features = [readability.features(word) for word in chain.from_iterable(text.sentences)]
    latin = 2 * sum(word.latin_letters for word in features) >= sum(word.letters for word in features)
    return {
        "sentence_words": [len(words) for words in text.sentences],
        "paragraph_words": list(text.paragraphs),
        "word_letters": [word.letters for word in features],
        "word_syllables": [word.syllables for word in features] if latin else [],
    }


def distribution(values: Sequence[int]) -> dict[str, float]:
    """Return mean, median, standard deviation (of the sample, n - 1), least and greatest of a list of numbers.

    Examples
    --------
    >>> distribution([1, 2, 6])
    {'mean': 3.0, 'median': 2, 'sd': 2.6457513110645907, 'min': 1, 'max': 6}
    """
    n = len(values)
    if not n:
        return dict.fromkeys(("mean", "median", "sd", "min", "max"), too_short(1, 0, "values"))
    ordered, mean = sorted(values), sum(values) / n
    middle = ordered[n // 2] if n % 2 else (ordered[n // 2 - 1] + ordered[n // 2]) / 2
    sd = (sum((v - mean) ** 2 for v in values) / (n - 1)) ** 0.5 if n > 1 else too_short(2, n, "values")
    return {"mean": mean, "median": middle, "sd": sd, "min": ordered[0], "max": ordered[-1]}


def measures(source: Any) -> dict[str, dict[str, float]]:
    """Return the readability and lexical diversity of a text.

    Returns
    -------
    dict of dict of str to float
        "readability" and "diversity", each by the measure's name; ``Missing`` where there is no value.

    Examples
    --------
    >>> toolkit.statistics.measures("It rained. It rained all day.")["diversity"]["ttr"]
    0.6666666666666666
    """
    text = passage.of(source)
    return _measures(text, readability.count(text.sentences))


def diversity_measures(text: passage.Passage) -> dict[str, float]:
    """Return the measures of lexical diversity, all missing for a script that does not part words."""
    if text.unspaced is not None:
        return dict.fromkeys(diversity.MEASURES, text.unspaced)
    return diversity.measures(text.words)


def _measures(text: passage.Passage, tally: readability.Counts) -> dict[str, dict[str, float]]:
    """Return what `measures` gives, of a text whose counts are known."""
    found = readability.measures(tally, language=text.language)
    return {"readability": found, "diversity": diversity_measures(text)}


def words_quoted(source: Any) -> float:
    """Return how many words stand inside quotation marks in the body of an article or analysis, or in a string.

    What is said in the turns of a transcript counts as if in marks.

    Examples
    --------
    >>> words_quoted("He called it “a bad joke”.")
    3
    """
    source = getattr(source, "article", source)
    if isinstance(source, str):
        text, spans = source, [(0, len(source))]
    elif hasattr(source, "spans"):
        text, spans = source.text, source.spans("body")
    else:
        return Missing("known for an article or a string only")
    said = [span for turn in getattr(source, "turns", ()) if turn.is_said for span in turn.content]
    quoted = merged([*quoted_spans(text, spans), *said])
    return sum(len(word_spans(text, *span)) for span in quoted)


def summary(article: Article, sentences: Sequence[Span] | None = None) -> dict[str, Any]:
    """Return the statistics of an article's body, as its JSON has them.

    Parameters
    ----------
    article
        An article; its body is measured.
    sentences
        The sentences of ``article.text``, where they are known already.

    Returns
    -------
    dict
        Counts (``counts`` and ``words_quoted``); "lengths" of sentences, paragraphs and words (``distribution``);
        "readability" and "diversity" by measure; "missing": the reason for each value that is null, by its name.

    Examples
    --------
    >>> toolkit.statistics.summary(a.article)["words"]
    38
    """
    text = passage.of(article, sentences=sentences)
    tally = readability.count(text.sentences)
    found, missing = to_json({**counts(text, tally=tally), "words_quoted": words_quoted(article)})
    found["lengths"] = {}
    for name, sizes in lengths(text).items():
        found["lengths"][name], reasons = to_json(distribution(sizes))
        missing |= {f"{name}_{key}": reason for key, reason in reasons.items()}
    for group, values in _measures(text, tally).items():
        found[group], reasons = to_json(values)
        missing |= reasons
    return {**found, "missing": missing}
