"""Whom quotations are credited to, by last name.

Gold: {"id", "text", "quotes": [{"span": [start, end], "speaker": "Full Name", or null where nobody is named}]}; a
quotation in several parts has "content" (spans) in place of "span". Predictions: what ``toolkit analyse --jsonl``
writes, or any tool's {"id", "quotes": [{"content": [[start, end]], "speaker_name": "Name" or null}]}.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from scoring.rows import Span, percent, touch_any

SUFFIXES = {"jr", "sr", "ii", "iii"}


def score(gold: list[dict], predictions: dict[str, dict]) -> dict[str, float]:
    """Return how many quotations are found, and how their speakers are named, in percent.

    Of all gold quotations: ``found`` (one predicted quote covers at least half of the words), of which ``right`` (the
    same last name, or nobody in both), ``wrong`` (somebody else), ``unknown`` (nobody, though gold names somebody).
    ``accuracy`` is the share of the right ones in those found; ``gold`` is the number of gold quotations.

    >>> gold = [{"id": "a", "text": "Go! Stop!", "quotes": [{"span": [0, 3], "speaker": "Ada Roe"},
    ...                                                     {"span": [4, 9], "speaker": None}]}]
    >>> score(gold, {"a": {"quotes": [{"content": [[0, 3]], "speaker_name": "Mayor Roe"}]}})
    {'found': 50.0, 'right': 50.0, 'wrong': 0.0, 'unknown': 0.0, 'accuracy': 100.0, 'gold': 2}
    """
    verdicts = Counter(
        verdict for row in gold for verdict in _verdicts(row, predictions.get(row["id"], {"quotes": []}))
    )
    total, found = verdicts.total(), verdicts.total() - verdicts["missed"]
    shares = {verdict: percent(verdicts[verdict], total) for verdict in ("right", "wrong", "unknown")}
    return {"found": percent(found, total), **shares, "accuracy": percent(verdicts["right"], found), "gold": total}


def _verdicts(row: dict, predicted: dict) -> Iterator[str]:
    """Yield for each gold quotation: missed, right, wrong or unknown."""
    names = {actor["id"]: actor["name"] for actor in predicted.get("actors", ())}
    quotes = predicted["quotes"]
    for marked in row["quotes"]:
        words = _words(row["text"], marked["content"] if "content" in marked else [marked["span"]])
        shares = [sum(touch_any(word, quote["content"]) for word in words) / max(len(words), 1) for quote in quotes]
        best = max(range(len(quotes)), key=shares.__getitem__, default=None)
        if best is None or shares[best] < 0.5:
            yield "missed"
            continue
        quote = quotes[best]
        name = quote["speaker_name"] if "speaker_name" in quote else names.get(quote.get("speaker"))
        wanted, given = last_name(marked["speaker"]), last_name(name)
        yield "right" if wanted == given else "wrong" if given else "unknown"


def _words(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return the spans of the words inside spans of a text."""
    return [word.span() for start, end in spans for word in re.compile(r"\w+").finditer(text, start, end)]


def last_name(name: str | None) -> str:
    """Return the last word of a name in small letters without accents, "" of none.

    >>> [last_name(name) for name in ("Tomás Okafor-Lind Jr.", "the mayor’s", None)]
    ['okafor-lind', 'mayor', '']
    """
    letters = unicodedata.normalize("NFKD", name or "")
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = re.findall(r"[a-z][a-z'-]*", plain.lower().replace("’", "'").removesuffix("'s"))
    return next((word for word in reversed(words) if word not in SUFFIXES), "")
