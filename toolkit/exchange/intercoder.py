"""Agreement: how often the toolkit is right by what coders say or mark, and how far coders agree with one another."""

from collections.abc import Iterator, Sequence
from itertools import chain, combinations
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.actors.names import fold
from toolkit.errors import InputError, ParameterError
from toolkit.exchange import validation
from toolkit.exchange.alignment import aligned, same_speaker, with_parts_joined
from toolkit.exchange.coding import TOOLKIT, CodedQuote, Coding
from toolkit.exchange.reading import by_text, codings
from toolkit.exchange.reliability import Unit, alpha, alpha_interval, ratio_interval, wilson
from toolkit.text import lines, words

if TYPE_CHECKING:
    import pandas

COLUMNS = ("measure", "coder", "of", "value", "low", "high", "rows", "missing")
NOBODY, NO_QUOTE = "nobody", "no quote"
ENOUGH = 30  # articles, from which on intervals rest on articles and no longer on paragraphs
Row = tuple[str, str, str, float | None, float | None, float | None, int, int]


def agreement(paths: Sequence[str | PathLike], *, before: str | PathLike | None = None) -> "pandas.DataFrame":
    """Return how often the toolkit is right by what coders say, and how far the coders agree.

    Parameters
    ----------
    paths
        Answered coding sheets (.csv, of `sample`), or exports of other tools in which coders marked what is a quote,
        who says it and who is meant: Label Studio's JSON, INCEpTION's XMI or project, a .qdpx or a .spacy.
    before
        The toolkit's own export, where the tool's does not bring along what the toolkit had marked.

    Returns
    -------
    pandas.DataFrame
        Columns measure, coder, of, value, low, high, rows, missing. ``precision``: of what the toolkit has, the share
        that the coder has too; ``recall``: of what the coder has, the share that the toolkit has; both with Wilson's
        95 % interval. Of exports: ``quote`` asks whether the words are a quote (at least half of all words of both are
        in both), ``speaker`` whether it is the right speaker's too, ``mention`` whether the same words mean the same
        actor.
        ``krippendorff_alpha``: of sheets over rows that two coders answered; of exports over all words, ``quote`` for
        whether a word is quoted, ``speaker`` for whose it is; ``f1``: between each two coders, of quotes with their
        speakers (Hripcsak and Rothschild 2005). Their intervals are percentiles of a bootstrap: over rows; over the
        paragraphs of exports, or their articles where these are 30 or more. ``rows``: how many there are; ``missing``:
        answers, or articles, that the coder left out.

    Raises
    ------
    InputError
        If a file cannot be read, is no coding sheet and no export, or nobody has answered or marked anything in it.
    ParameterError
        If sheets and exports are given together.

    Examples
    --------
    >>> rows, key = validation.sample([a], 4)
    >>> _ = validation.write([{**row, "answer": "nobody"} for row in rows], key, folder / "ann.csv")
    >>> agreement([folder / "ann.csv"])[["measure", "coder", "of", "rows"]].values.tolist()
    [['precision', 'ann', 'quote', 2], ['precision', 'ann', 'mention', 2]]
    """
    import pandas as pd

    files = [Path(path) for path in paths]
    sheets = [path.suffix.lower() == ".csv" for path in files]
    if any(sheets) != all(sheets):
        raise ParameterError("give coding sheets (.csv) or other tools' exports, not both at once")
    rows = validation.measured(files) if any(sheets) else _of_exports(files, None if before is None else Path(before))
    return pd.DataFrame(rows, columns=COLUMNS)


def _of_exports(paths: Sequence[Path], before: Path | None) -> list[Row]:
    """Return the table's rows: each coder beside the toolkit, then coders beside one another."""
    given = [one for path in paths for one in codings(path)]
    made = {one.text: one for one in given if one.coder == TOOLKIT}
    made |= {one.text: one for one in (codings(before) if before else ())}
    texts = by_text(one for one in given if one.coder != TOOLKIT)
    if not texts:
        raise InputError(f"{' and '.join(path.name for path in paths)}: nobody has marked anything in it")
    for text, coded in texts.items():
        if text in made:
            texts[text] = [with_parts_joined(one, made[text]) for one in coded]
    coders = sorted({one.coder for coded in texts.values() for one in coded})
    rows = [row for coder in coders for row in _beside_toolkit(coder, made, texts)]
    twice = {text: coded for text, coded in texts.items() if len({one.coder for one in coded}) > 1}
    return rows + (_between_coders(coders, twice) if twice else [])


def _beside_toolkit(coder: str, made: dict[str, Coding], texts: dict[str, list[Coding]]) -> Iterator[Row]:
    """Yield precision and recall by what one coder marked."""
    of_coder = {text: one for text, coded in texts.items() for one in coded if one.coder == coder}
    both = [(made[text], one) for text, one in of_coder.items() if text in made]
    if not both:
        return
    missing = len(made.keys() - of_coder.keys())
    pairs = [pair for mine, theirs in both for pair in aligned(mine, theirs)[0]]
    said = sum(same_speaker(mine.speaker, theirs.speaker) for mine, theirs in pairs)
    meant = sum(len(_mentions(mine) & _mentions(theirs)) for mine, theirs in both)
    quotes, mentions = (
        [(len(getattr(a, what)), len(getattr(b, what))) for a, b in both] for what in ("quotes", "mentions")
    )
    for of, hits, sizes in (("quote", len(pairs), quotes), ("speaker", said, quotes), ("mention", meant, mentions)):
        for measure, n in (("precision", sum(a for a, _ in sizes)), ("recall", sum(b for _, b in sizes))):
            yield (measure, coder, of, hits / n if n else None, *wilson(hits, n), n, missing)


def _mentions(one: Coding) -> set[tuple[int, str]]:
    """Return the mentions of a coding as things to compare: where each ends, and who is meant."""
    return {(mention.span[1], fold(mention.actor)) for mention in one.mentions}


def _between_coders(coders: Sequence[str], texts: dict[str, list[Coding]]) -> list[Row]:
    """Return how far coders agree: alpha over words, and F1 of each two."""
    rows: list[Row] = []
    many = len(texts) >= ENOUGH
    for of in ("quote", "speaker"):
        paragraphs = [_units(text, coded, of == "speaker") for text, coded in texts.items()]
        groups = (
            [list(chain.from_iterable(text)) for text in paragraphs] if many else list(chain.from_iterable(paragraphs))
        )
        units = [unit for group in groups for unit in group]
        rows.append(("krippendorff_alpha", "all", of, alpha(units), *alpha_interval(groups), len(units), 0))
    for one, other in combinations(coders, 2):
        counts: list[list[tuple[float, float]]] = []
        for coded in texts.values():
            mine, theirs = ([c for c in coded if c.coder == coder] for coder in (one, other))
            if mine and theirs:
                counts.append(_agreed(mine[-1], theirs[-1]))
        sums = [(sum(a for a, _ in text), sum(b for _, b in text)) for text in counts]
        sums = sums if many else list(chain.from_iterable(counts))
        part, whole = sum(a for a, _ in sums), sum(b for _, b in sums)
        if whole:
            rows.append(
                ("f1", f"{one} and {other}", "speaker", part / whole, *ratio_interval(sums), int(whole / 2 + 0.5), 0)
            )
    return rows


def _units(text: str, coded: Sequence[Coding], speakers: bool) -> list[list[Unit]]:
    """Return for each paragraph what each coder says of each of its words: whose it is, or whether it is quoted."""
    said = [(one.coder, _innermost(one, speakers)) for one in coded]
    return [
        [{coder: of_word.get(start, NO_QUOTE) for coder, of_word in said} for start, _ in words(text, *line)]
        for line in lines(text)
    ]


def _innermost(one: Coding, speakers: bool) -> dict[int, str]:
    """Return what a coder says of each word that is quoted, by where it begins; the innermost quote counts."""
    result: dict[int, str] = {}
    for quote in sorted(one.quotes, key=lambda q: -sum(b - a for a, b in q.content)):
        value = (fold(quote.speaker or "") or NOBODY) if speakers else "quote"
        result |= {start: value for a, b in quote.content for start, _ in words(one.text, a, b)}
    return result


def _agreed(mine: Coding, theirs: Coding) -> list[tuple[float, float]]:
    """Return for each paragraph twice the quotes that both have with the same speaker, and all quotes of both."""
    starts = [start for start, _ in lines(mine.text)]
    counts: list[list[float]] = [[0, 0] for _ in starts]

    def at(quote: CodedQuote) -> list[float]:
        return counts[max((k for k, start in enumerate(starts) if start <= quote.content[0][0]), default=0)]

    pairs, left, right = aligned(mine, theirs)
    for one, other in pairs:
        at(one)[0] += 2 * same_speaker(one.speaker, other.speaker)
        at(one)[1] += 2
    for quote in (*left, *right):
        at(quote)[1] += 1
    return [(part, whole) for part, whole in counts]
