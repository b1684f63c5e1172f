"""``describe``: the measures of one text in one table, with units, sources and intervals."""

from functools import partial
from typing import TYPE_CHECKING, Any

from toolkit.display import as_table
from toolkit.statistics import descriptives, diversity, passage, readability, uncertainty

if TYPE_CHECKING:
    import pandas

COLUMNS = ["measure", "value", "low", "high", "unit", "reference", "method", "note"]
LONG = 50_000  # words; of longer texts intervals are drawn only where they are asked for

# measure: (unit, reference). The order is the table's.
MEASURES = {
    "words": ("words", ""),
    "types": ("different words", ""),
    "sentences": ("sentences", ""),
    "paragraphs": ("paragraphs", ""),
    "syllables": ("syllables", "CMU Pronouncing Dictionary; rule for other words"),
    "letters": ("letters", ""),
    "characters": ("letters and digits", ""),
    "long_words": ("words of more than 6 letters", "Björnsson 1968"),
    "polysyllables": ("words of 3 syllables or more", "McLaughlin 1969"),
    "words_quoted": ("words in quotation marks", ""),
    "sentence_words_mean": ("words per sentence", ""),
    "sentence_words_median": ("words per sentence", ""),
    "sentence_words_sd": ("words per sentence", ""),
    "paragraph_words_mean": ("words per paragraph", ""),
    "word_letters_mean": ("letters per word", ""),
    "word_syllables_mean": ("syllables per word", ""),
    "flesch_reading_ease": ("points, 0 hard to 100 easy", "Flesch 1948"),
    "flesch_kincaid_grade": ("US school grade", "Kincaid et al. 1975"),
    "gunning_fog": ("US school grade", "Gunning 1952"),
    "smog": ("US school grade", "McLaughlin 1969"),
    "coleman_liau": ("US school grade", "Coleman and Liau 1975"),
    "ari": ("US school grade", "Smith and Senter 1967"),
    "linsear_write": ("US school grade", "O'Hayre 1966"),
    "lix": ("points, 20 easy to 60 hard", "Björnsson 1968"),
    "rix": ("long words per sentence", "Anderson 1983"),
    "ttr": ("share, 0 to 1", "Johnson 1944"),
    "root_ttr": ("types per root of words", "Guiraud 1954"),
    "log_ttr": ("share, 0 to 1", "Herdan 1960"),
    "mattr": ("share, 0 to 1", "Covington and McFall 2010"),
    "msttr": ("share, 0 to 1", "Johnson 1944"),
    "mtld": ("words per factor", "McCarthy and Jarvis 2010"),
    "hdd": ("share, 0 to 1", "McCarthy and Jarvis 2007"),
    "vocd_d": ("D", "Malvern and Richards 1997"),
    "yules_k": ("K, higher is less diverse", "Yule 1944"),
    "simpsons_d": ("chance, higher is less diverse", "Simpson 1949"),
    "maas": ("a², higher is less diverse", "Maas 1972"),
    "hapax_share": ("share of types, 0 to 1", ""),
}
# What a reader of a report wants to know first, and how to read it.
WORTH_SHOWING = {
    "words": "How long the body is. The shorter, the wider the intervals of all that follows.",
    "words_quoted": "How much of it stands in quotation marks.",
    "sentence_words_mean": "Longer sentences ask more of the reader; the interval tells whether two articles differ.",
    "word_letters_mean": "Longer words are rarer and more abstract as a rule.",
    "flesch_reading_ease": "Flesch calls 60 to 70 standard, below 30 very difficult.",
    "flesch_kincaid_grade": "Years of US school that the text asks for; 12 is the end of high school.",
    "lix": "Björnsson calls 40 easy, 50 medium, 60 very difficult; made to compare languages.",
    "mtld": "How many words a writer goes on, on average, before words repeat; higher is more varied.",
    "mattr": "Share of different words in any 100 in a row; comparable between texts of different lengths.",
    "hapax_share": "Share of the different words that occur once; it falls as a text gets longer.",
}
BOUNDED = ("ttr", "log_ttr", "mattr", "msttr", "hdd", "simpsons_d", "hapax_share")  # 0 to 1
# How the interval of each measure is drawn; the others, counts above all, have none.
METHODS = {
    **dict.fromkeys(("sentence_words_mean", "word_letters_mean", "word_syllables_mean"), uncertainty.BOOTSTRAP),
    **dict.fromkeys(readability.FORMULAS, uncertainty.BOOTSTRAP),
    **dict.fromkeys(diversity.MEASURES, uncertainty.HALF),
}


@as_table
def describe(source: Any, *, intervals: bool | None = False, seed: int = 1) -> "pandas.DataFrame":
    """Return every measure of a text: counts, lengths, readability, lexical diversity.

    Parameters
    ----------
    source
        An article or analysis (its body counts), a string, or a list of words or articles.
    intervals
        Whether to draw 95 % intervals; with None only for texts of up to 50,000 words.
    seed
        The seed of the random numbers: the same seed gives the same intervals.

    Returns
    -------
    pandas.DataFrame
        measure, value, low, high, unit, reference, method (how low and high were found), note (why there is no value
        or no interval).

    Examples
    --------
    >>> table = describe("The talks failed. The talks go on.").set_index("measure")
    >>> int(table.value["words"]), table.note["mtld"]
    (7, 'needs 100 words; there are 7')
    """
    import pandas

    text = passage.of(source)
    found = values(text)
    found["words_quoted"] = descriptives.words_quoted(source)
    drawn: dict[str, tuple] = {}
    skipped = ""
    if intervals or (intervals is None and len(text.words) <= LONG):
        drawn = bounds(text, found, seed=seed)
    elif intervals is None:
        skipped = f"no intervals for more than {LONG:,} words unless asked for"
    rows = []
    for measure, (unit, reference) in MEASURES.items():
        low, high, method = drawn.get(measure, (None, None, ""))
        note = (
            getattr(found[measure], "reason", "")
            or getattr(low, "reason", "")
            or (skipped if measure in METHODS else "")
        )
        rows.append([measure, float(found[measure]), low, high, unit, reference, "" if low != low else method, note])
    frame = pandas.DataFrame(rows, columns=COLUMNS)
    return frame.astype({"value": "float64", "low": "float64", "high": "float64"})


@as_table
def worth_showing(source: Any, *, seed: int = 1) -> "pandas.DataFrame":
    """Return the few measures a report shows and how to read each, with 95 % intervals up to 50,000 words.

    Parameters
    ----------
    source, seed
        As for `describe`.

    Returns
    -------
    pandas.DataFrame
        measure, value, low, high, unit, reading, reference, note.

    Examples
    --------
    >>> toolkit.statistics.worth_showing(a)["measure"].tolist()[:3]
    ['words', 'words_quoted', 'sentence_words_mean']
    """
    frame = describe(source, intervals=None, seed=seed).set_index("measure").loc[list(WORTH_SHOWING)].reset_index()
    frame["reading"] = list(WORTH_SHOWING.values())
    return frame[["measure", "value", "low", "high", "unit", "reading", "reference", "note"]]


def values(text: passage.Passage, whole: passage.Passage | None = None) -> dict[str, float]:
    """Return every measure's value by its name, a ``Missing`` where there is none; words_quoted is not among them.

    Parameters
    ----------
    text
        The passage to measure.
    whole
        What words and diversity are counted of, where that is more than ``text``: all that a voice says, beside the
        sentences that are mostly its own.
    """
    whole = text if whole is None else whole
    tally = readability.count(text.sentences)
    found = descriptives.counts(whole, tally=tally if whole is text else None)
    found["sentences"] = tally.sentences
    lengths = {name: descriptives.distribution(values) for name, values in descriptives.lengths(text).items()}
    for name, keys in (
        ("sentence_words", ("mean", "median", "sd")),
        ("paragraph_words", ("mean",)),
        ("word_letters", ("mean",)),
        ("word_syllables", ("mean",)),
    ):
        found |= {f"{name}_{key}": lengths[name][key] for key in keys}
    return found | readability.measures(tally, language=text.language) | descriptives.diversity_measures(whole)


def bounds(
    text: passage.Passage, found: dict[str, float], *, whole: passage.Passage | None = None, seed: int = 1
) -> dict[str, tuple[float, float, str]]:
    """Return 95 % intervals of what ``values`` found.

    Parameters
    ----------
    text, whole
        As for `values`.
    found
        What `values` gave.
    seed
        The seed of the random numbers.

    Returns
    -------
    dict of str to (low, high, method)
        By measure, for those of ``METHODS``; low and high are ``Missing`` where the text is too short.
    """
    whole = text if whole is None else whole
    rates: dict[str, Any] = {name: partial(_mean, name) for name in METHODS if name.endswith("_mean")}
    rates |= {name: partial(_formula, formula) for name, formula in readability.FORMULAS.items()}
    rates = {name: rate for name, rate in rates.items() if found[name] == found[name]}
    drawn = uncertainty.bootstrap(readability.sentence_counts(text.sentences), rates, seed=seed)
    drawn |= uncertainty.half_samples(whole.forms, diversity.MEASURES, found, seed=seed)
    for name in BOUNDED:
        low, high = drawn[name]
        if low == low:
            drawn[name] = max(low, 0.0), min(high, 1.0)
    low, high = drawn["ttr"]
    if low == low:  # root TTR is TTR √words; of half a text it is lower, and varies less
        root = len(whole.words) ** 0.5
        drawn["root_ttr"] = low * root, high * root
    return {name: (*drawn[name], method) for name, method in METHODS.items() if name in drawn}


def _mean(name: str, sums: Any) -> Any:
    """Return the mean that goes by this name, of arrays of sums over sentences (`readability.Counts`)."""
    counts = readability.Counts(*sums)
    above, below = {
        "sentence_words_mean": (counts.words, counts.sentences),
        "word_letters_mean": (counts.letters, counts.words),
        "word_syllables_mean": (counts.syllables, counts.words),
    }[name]
    return above / below


def _formula(formula: Any, sums: Any) -> Any:
    """Return a readability formula's values, of arrays of sums over sentences."""
    return formula(readability.Counts(*sums))
