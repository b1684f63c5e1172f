"""Validation by hand: a coding sheet with a sample of the results, and what the coders' answers say of them.

``sample`` draws quotes and mentions, ``write`` puts them into a sheet, its key beside it; coders answer copies of the
sheet; ``measured`` gives precision and the coders' agreement.
"""

import csv
import hashlib
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from toolkit.actors.names import fold, name_words
from toolkit.analysis import Analysis
from toolkit.article import Article
from toolkit.display.wording import listed
from toolkit.errors import InputError, ParameterError
from toolkit.exchange.reliability import alpha, alpha_interval, wilson
from toolkit.files import replacing
from toolkit.tables.workbook import is_taken_for_formula
from toolkit.text import Span

COLUMNS = ("sample", "item", "article", "question", "passage", "answer", "comment")
NOBODY, NO_QUOTE = "nobody", "no quote"  # answers that are no name
CONTEXT = 400  # characters of text to either side
QUESTIONS = {
    "quote": f"Whose words stand between ⟦ and ⟧? A name; {NOBODY} if nobody is named; {NO_QUOTE} if it is none.",
    "mention": f"Who or what is meant between ⟦ and ⟧? A name; {NOBODY} if the text names nobody.",
}

Item = tuple[str, Article, Sequence[Span], list[str]]  # what a row asks for: its kind, where, and the names that fit


def sample(analyses: Iterable[Analysis], n: int = 100, *, seed: int = 1) -> tuple[list[dict], dict]:
    """Return quotes and mentions drawn at random, as rows of a coding sheet, and the key with the toolkit's answers.

    Half the rows are statements, said or asked, and half mentions, as far as there are enough of each, in random
    order. A row shows the passage with its context and nothing of what the toolkit made of it.

    Parameters
    ----------
    analyses
        Analyses of the articles to draw from.
    n
        Rows to draw.
    seed
        The seed of the random numbers: the same seed draws the same rows from the same articles.

    Returns
    -------
    rows, key
        Rows with the columns of `COLUMNS`; the key maps each item to its kind and the names that are right.

    Raises
    ------
    ParameterError
        If ``n`` is less than 1 or there is nothing to draw.

    Examples
    --------
    >>> rows, key = sample([a], 2)
    >>> [row["question"][:22] for row in rows], key["answers"]["1"]["names"]
    (['Who or what is meant b', 'Whose words stand betw'], ['Ben Low', 'Low'])
    """
    if n < 1:
        raise ParameterError(f"a sample needs at least 1 row, not {n}")
    quotes, mentions = _items(analyses)
    if not quotes and not mentions:
        raise ParameterError("these articles hold no quote and no mention to draw from")
    draw = random.Random(seed)
    half = min(len(quotes), max(n // 2, n - len(mentions)))
    drawn = draw.sample(quotes, half) + draw.sample(mentions, min(len(mentions), n - half))
    draw.shuffle(drawn)
    rows, answers = [], {}
    for number, (kind, article, spans, names) in enumerate(drawn, start=1):
        passage = _passage(article.text, spans)
        rows.append({"item": number, "article": article.id, "question": QUESTIONS[kind], "passage": passage})
        answers[str(number)] = {"kind": kind, "names": names}
    name = hashlib.sha256(json.dumps([rows, answers]).encode()).hexdigest()[:8]
    rows = [dict.fromkeys(COLUMNS, "") | row | {"sample": name} for row in rows]
    return rows, {"sample": name, "seed": seed, "answers": answers}


def write(rows: Sequence[dict], key: dict, path: Path) -> Path:
    """Write a coding sheet as CSV and its key beside it, and return the key's path.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.

    >>> write(*sample([a], 4), folder / "sheet.csv").suffixes
    ['.key', '.json']
    """
    beside = path.parent / f"{key['sample']}.key.json"
    with replacing(path) as part, part.open("w", encoding="utf-8-sig", newline="") as out:  # utf-8-sig is for Excel
        writer = csv.DictWriter(out, COLUMNS)
        writer.writeheader()
        for row in rows:
            texts = {column: str(value) for column, value in row.items()}
            writer.writerow({c: f"'{text}" if is_taken_for_formula(text) else text for c, text in texts.items()})
    with replacing(beside) as part:
        part.write_text(json.dumps(key, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return beside


def measured(paths: Sequence[Path]) -> list[tuple]:
    """Return the rows of `agreement`'s table for answered sheets, one a coder.

    Raises
    ------
    InputError
        If a file is no coding sheet, or its key does not lie beside it; or no row of any is answered.
    """
    sheets = {path.stem: _read(path) for path in paths}
    if not any(row["answer"].strip() for rows, _ in sheets.values() for row in rows):
        names = listed([path.name for path in paths])
        answers = f"a name, {NOBODY} or {NO_QUOTE} in the column answer"
        raise InputError(f"no row of {names} is answered yet: {answers} says what is right")
    rows = [_precision(coder, kind, *sheet) for coder, sheet in sheets.items() for kind in QUESTIONS]
    if len(sheets) > 1:
        for kind in QUESTIONS:
            units = _units(sheets, kind)
            interval = alpha_interval([[unit] for unit in units])
            rows.append(("krippendorff_alpha", "all", kind, alpha(units), *interval, len(units), 0))
    return rows


def _items(analyses: Iterable[Analysis]) -> tuple[list[Item], list[Item]]:
    """Return all statements and all mentions there are to draw from."""
    quotes: list[Item] = []
    mentions: list[Item] = []
    for analysis in analyses:
        names = {actor.id: [actor.name, *actor.aliases] for actor in analysis.actors}
        for quote in analysis.statements:
            quotes.append(("quote", analysis.article, quote.content, names.get(quote.speaker or "", [])))
        for actor in analysis.actors:
            mentions += [("mention", analysis.article, (m.span,), names[actor.id]) for m in actor.mentions]
    return quotes, mentions


def _passage(text: str, spans: Sequence[Span]) -> str:
    """Return the text around some spans, each of them between ⟦ and ⟧."""
    start, end = max(spans[0][0] - CONTEXT, 0), min(spans[-1][1] + CONTEXT, len(text))
    pieces, at = ["…" if start else ""], start
    for a, b in spans:
        pieces += [text[at:a], "⟦", text[a:b], "⟧"]
        at = b
    return "".join([*pieces, text[at:end], "…" if end < len(text) else ""])


def _read(path: Path) -> tuple[list[dict], dict]:
    """Return the rows of an answered sheet, and its key."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {getattr(error, 'strerror', None) or 'it is not UTF-8'}") from error
    if not rows or not set(COLUMNS) - {"comment"} <= rows[0].keys():
        raise InputError(f"{path.name} is no coding sheet: it needs the columns {', '.join(COLUMNS)}")
    beside = path.parent / f"{rows[0]['sample']}.key.json"
    if not beside.is_file():
        raise InputError(f"{beside.name}, the key that toolkit sample wrote, does not lie beside {path.name}")
    key = json.loads(beside.read_text(encoding="utf-8"))
    strange = [row["item"] for row in rows if row["sample"] != key["sample"] or row["item"] not in key["answers"]]
    if strange:
        raise InputError(f"{path.name} has rows that are not of its sample: item {', '.join(strange[:5])}")
    return rows, key


def _precision(coder: str, kind: str, rows: Sequence[dict], key: dict) -> tuple:
    """Return a row of the table: how many of a coder's answers to one kind of item are the toolkit's."""
    asked = [row for row in rows if key["answers"][row["item"]]["kind"] == kind]
    given = [row for row in asked if row["answer"].strip()]
    hits = sum(_is_right(row["answer"], key["answers"][row["item"]]["names"]) for row in given)
    value = hits / len(given) if given else None
    return ("precision", coder, kind, value, *wilson(hits, len(given)), len(given), len(asked) - len(given))


def _units(sheets: Mapping[str, tuple[list[dict], dict]], kind: str) -> list[dict[str, str]]:
    """Return the answers to each item of a kind by coder, for the items that two coders or more answered."""
    answers: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for coder, (rows, key) in sheets.items():
        for row in rows:
            item = key["answers"][row["item"]]
            if row["answer"].strip() and item["kind"] == kind:
                answers[row["sample"], row["item"]][coder] = _canonical(row["answer"], item["names"])
    return [by_coder for by_coder in answers.values() if len(by_coder) > 1]


def _is_right(answer: str, names: Sequence[str]) -> bool:
    """Return whether a coder's answer is the toolkit's, whose actor has these names; none of them means nobody."""
    return _canonical(answer, names) == (fold(names[0]) if names else NOBODY)


def _canonical(answer: str, names: Sequence[str]) -> str:
    """Return an answer as a value to compare: the actor's name for any of its names, or for its surname alone."""
    plain = fold(answer)
    if plain in (NOBODY, NO_QUOTE, "none", "-"):
        return NO_QUOTE if plain == NO_QUOTE else NOBODY
    forms = {fold(name) for name in names}
    parts = name_words(answer)
    if plain in forms or any(parts == name_words(name) or parts[-1:] == name_words(name)[-1:] for name in names):
        return fold(names[0])
    return plain
