"""Coding by hand: a sheet to check the results on, and what the coders' answers say of them."""

import csv
import hashlib
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.actors.names import fold, words
from toolkit.analysis import Analysis
from toolkit.errors import InputError, ParameterError

if TYPE_CHECKING:
    import pandas

COLUMNS = ("sample", "item", "article", "question", "passage", "answer", "comment")
NOBODY, NO_QUOTE = "nobody", "no quote"
CONTEXT = 400  # characters of text to either side
_QUESTIONS = {
    "quote": f"Whose words stand between ⟦ and ⟧? A name; {NOBODY} if nobody is named; {NO_QUOTE} if it is none.",
    "mention": f"Who or what is meant between ⟦ and ⟧? A name; {NOBODY} if the text names nobody.",
}
_Z = 1.959963984540054  # the normal distribution's 97.5 % point


def sample(analyses: Iterable[Analysis], n: int = 100, *, seed: int = 1) -> tuple[list[dict], dict]:
    """Quotes and mentions drawn at random, as rows of a coding sheet, and the key with the toolkit's answers.

    Half the rows are quotes and half mentions, as far as there are enough of each, in random order. A row shows
    the passage with its context and nothing of what the toolkit made of it.

    Parameters
    ----------
    analyses
        Analyses of the articles to draw from.
    n
        Rows to draw.
    seed
        The same seed draws the same rows from the same articles.

    Returns
    -------
    rows, key
        Rows with the columns of `COLUMNS`; the key maps each item to its kind and the names that are right.

    Raises
    ------
    ParameterError
        If ``n`` is less than 1 or there is nothing to draw.
    """
    if n < 1:
        raise ParameterError(f"a sample needs at least 1 row, not {n}")
    pools: dict[str, list] = {"quote": [], "mention": []}
    for analysis in analyses:
        names = {a.id: [a.name, *a.aliases] for a in analysis.actors}
        for quote in analysis.quotes:
            pools["quote"].append((analysis, quote.content, names.get(quote.speaker or "", [])))
        for actor in analysis.actors:
            pools["mention"] += [(analysis, (m.span,), names[actor.id]) for m in actor.mentions]
    if not any(pools.values()):
        raise ParameterError("these articles hold no quote and no mention to draw from")
    draw = random.Random(seed)
    quotes = min(len(pools["quote"]), max(n // 2, n - len(pools["mention"])))
    chosen = [("quote", item) for item in draw.sample(pools["quote"], quotes)]
    chosen += [("mention", item) for item in draw.sample(pools["mention"], min(len(pools["mention"]), n - quotes))]
    draw.shuffle(chosen)
    rows, answers = [], {}
    for k, (kind, (analysis, spans, names)) in enumerate(chosen, start=1):
        passage = _passage(analysis.article.text, spans)
        rows.append({"item": k, "article": analysis.article.id, "question": _QUESTIONS[kind], "passage": passage})
        answers[str(k)] = {"kind": kind, "names": names}
    name = hashlib.sha256(json.dumps([rows, answers]).encode()).hexdigest()[:8]
    rows = [dict.fromkeys(COLUMNS, "") | row | {"sample": name} for row in rows]
    return rows, {"sample": name, "seed": seed, "answers": answers}


def write(rows: Sequence[dict], key: dict, path: Path) -> Path:
    """Write a sheet as CSV and its key beside it; returns the key's path."""
    beside = path.parent / f"{key['sample']}.key.json"
    with path.open("w", encoding="utf-8-sig", newline="") as out:  # the mark tells Excel that it is UTF-8
        writer = csv.DictWriter(out, COLUMNS)
        writer.writeheader()
        writer.writerows({k: _harmless(v) for k, v in row.items()} for row in rows)
    beside.write_text(json.dumps(key, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return beside


def agreement(paths: Sequence[Path]) -> "pandas.DataFrame":
    """How often the toolkit is right by each coder's answers, and how far the coders agree.

    Precision comes with Wilson's 95 % interval (Wilson 1927, eq. 1); agreement is Krippendorff's alpha for nominal
    data (Krippendorff 2019, ch. 12), over rows that at least two coders answered. Rows without an answer are
    counted as ``missing`` and left out.

    Returns
    -------
    pandas.DataFrame
        Columns measure, coder, of, value, low, high, rows, missing.

    Raises
    ------
    InputError
        If a file is no coding sheet, or its key does not lie beside it.
    """
    import pandas as pd

    sheets = {path.stem: _read(path) for path in paths}
    out: list[tuple] = []
    answers: dict[tuple, dict[str, str]] = defaultdict(dict)
    for coder, (rows, key) in sheets.items():
        for kind in ("quote", "mention"):
            asked = [row for row in rows if key["answers"][row["item"]]["kind"] == kind]
            given = [row for row in asked if row["answer"].strip()]
            hits = sum(_right(row["answer"], kind, key["answers"][row["item"]]["names"]) for row in given)
            low, high = wilson(hits, len(given))
            value = hits / len(given) if given else None
            out.append(("precision", coder, kind, value, low, high, len(given), len(asked) - len(given)))
        for row in rows:
            if row["answer"].strip():
                spoken = key["answers"][row["item"]]
                answers[row["sample"], row["item"], spoken["kind"]][coder] = _canonical(row["answer"], spoken["names"])
    if len(sheets) > 1:
        for kind in ("quote", "mention"):
            units = [by for (_, _, k), by in answers.items() if k == kind and len(by) > 1]
            out.append(("krippendorff_alpha", "all", kind, alpha(units), None, None, len(units), 0))
    return pd.DataFrame(out, columns=["measure", "coder", "of", "value", "low", "high", "rows", "missing"])


def wilson(hits: int, n: int) -> tuple[float | None, float | None]:
    """Wilson's 95 % interval of a share (Wilson 1927).

    >>> [round(x, 4) for x in wilson(15, 148)]  # 0.0624 to 0.1605: Newcombe 1998, table I, method 3
    [0.0624, 0.1605]
    """
    if not n:
        return None, None
    p, z2 = hits / n, _Z * _Z
    middle, half = p + z2 / (2 * n), _Z * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return max(0.0, (middle - half) / (1 + z2 / n)), min(1.0, (middle + half) / (1 + z2 / n))


def alpha(units: Sequence[dict[str, str]]) -> float | None:
    """Krippendorff's alpha for nominal data; ``units`` map coders to values. None where nothing can disagree."""
    from nltk.metrics.agreement import AnnotationTask

    data = [(coder, i, value) for i, by in enumerate(units) for coder, value in by.items()]
    if len({value for _, _, value in data}) < 2:
        return None
    return float(AnnotationTask(data=data).alpha())


def _passage(text: str, spans: Sequence[tuple[int, int]]) -> str:
    start, end = max(spans[0][0] - CONTEXT, 0), min(spans[-1][1] + CONTEXT, len(text))
    pieces, at = ["…" if start else ""], start
    for a, b in spans:
        pieces += [text[at:a], "⟦", text[a:b], "⟧"]
        at = b
    return "".join([*pieces, text[at:end], "…" if end < len(text) else ""])


def _harmless(value: object) -> str:
    """A spreadsheet must not take an article's text for a formula."""
    text = str(value)
    return "'" + text if text[:1] in ("=", "+", "-", "@") else text


def _read(path: Path) -> tuple[list[dict], dict]:
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


def _right(answer: str, kind: str, names: Sequence[str]) -> bool:
    return _canonical(answer, names) == (fold(names[0]) if names else NOBODY)


def _canonical(answer: str, names: Sequence[str]) -> str:
    """An answer as a value to compare: the actor's name for any of its names, or for its surname alone."""
    plain = fold(answer)
    if plain in (NOBODY, NO_QUOTE, "none", "-"):
        return NO_QUOTE if plain == NO_QUOTE else NOBODY
    forms = {fold(name) for name in names}
    parts = words(answer)
    if plain in forms or any(parts == words(name) or parts[-1:] == words(name)[-1:] for name in names):
        return fold(names[0])
    return plain
