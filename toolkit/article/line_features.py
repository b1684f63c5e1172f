"""What a line of a page shows by itself: its length, end and capitals, its signs, and its words of a page.

Features are names, the same for training and for reading: "len=7" (at most seven words), "has=newsletters" (a word of
that group in lexicon/furniture.txt), "has=newsletters|len=7" (both). What stands around a line is in `page_features`.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from toolkit import lexicon
from toolkit.article import furniture
from toolkit.article.byline import LONGEST, is_name, is_role, signature
from toolkit.article.date_lines import clock_line, label_line

_LISTS = (  # groups of words that lines of a page are made of
    "furniture", "telling", "newsletters", "sharing", "comments", "related", "tags", "pictures", "rights", "adverts",
    "support", "contact", "authors", "notes", "controls", "promotions", "sections", "readers",
)  # fmt: skip
SIZES = (0, 1, 2, 4, 7, 12, 20, 35)  # words at most
LONG = 35  # words of a line, of which the words themselves are features
MOST_OF_IT, PART_OF_IT = 0.45, 0.2  # shares of a line's words that are of one group

_WORD = re.compile(r"[^\W_]+(?:[’'&./+-][^\W_]+)*")
_MARKED = re.compile(r"^(?:#{1,6} +|\*\*|__)|(?:\*\*|__)$")  # Markdown's marks of headings and bold lines
_CLOSERS = "'’”\")]»›*_ "
_QUOTED = re.compile(r"[“\"«„][^”\"»]*(?:[”\"»]|$)|(?<!\w)‘[^’]*(?:’(?!\w)|$)")
_QUOTATION = re.compile(  # three words or more between marks, or from a mark to the end of a line
    r"(?:[“\"„«]|^[”»'‘’])(?:[^\s”\"»]+\s+){2,}[^\s”\"»]+"
    r"|(?<!\w)[‘'](?:[^\s’']+(?:[’'](?=\w)[^\s’']+)?\s+){2,}[^\s]+[’'](?!\w)"
)
_ADDRESS = re.compile(r"\S@\S+\.\w|https?://|www\.|\b\w+\.(?:com|org|net|co|example)\b")
_HANDLE = re.compile(r"(?<![\w.])[@#]\w")
_PHONE = re.compile(r"\+?\d[\d() -]{6,}\d")
_TIME = re.compile(r"\d{1,2}[.:]\d\d\s*(?:[ap]\.?m)?|\b\d{1,2}\s*[ap]\.?m\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MONTHS = lexicon.words("not_names", "months") | set("jan feb mar apr jun jul aug sep sept oct nov dec".split())
_LABEL = re.compile(r"(?:[A-Z][\w.’'()-]*[ \xa0]){0,8}[A-Z][\w.’'()-]*\)?:\s|[QA][ .:]\s*(?=[\w“\"(])")
_BULLET = re.compile(r"[•·*▪■●►–—-]\s|\d{1,2}[.)]\s|[a-z]\)\s")


def words_of(line: str) -> list[str]:
    """Return the words of a line in small letters, with curly apostrophes."""
    return [word.lower() for word in _WORD.findall(line.replace("'", "’"))]


def has_quotation(line: str) -> bool:
    """Return whether a line holds a quotation of three words or more, or one that goes on beyond it."""
    return bool(_QUOTATION.search(line))


def is_spoken(line: str) -> bool:
    """Return whether a line is a sentence with a verb of speech: "The bridge will close, the mayor said."."""
    if len(line) < 20 or _end(line) not in ("stop", "ask", "cry"):
        return False
    return not _speech().isdisjoint(words_of(line))


def is_sentence(own: Sequence[str]) -> bool:
    """Return whether a line is a sentence of eight words or more."""
    return own[1] == "end=stop" and own[0] in ("len=12", "len=20", "len=35", "len=more")


@cache
def _groups() -> dict[tuple[str, ...], list[str]]:
    """Words of a page, split -> the groups they are of."""
    kind, *names = _LISTS
    found: dict[tuple[str, ...], list[str]] = {}
    for name in names:
        for entry in lexicon.words(kind, name):
            found.setdefault(tuple(_WORD.findall(entry)) or (entry,), []).append(name)
    return found


@cache
def _first_words() -> frozenset[str]:
    return frozenset(words[0] for words in _groups() if len(words) > 1)


@cache
def _imperatives() -> frozenset[str]:
    return lexicon.words("furniture", "imperatives")


@cache
def _speech() -> frozenset[str]:
    return lexicon.words("speech_verbs", "credits_a_name", "goes_on", "reports_another", "reports")


@lru_cache(maxsize=4096)  # a line is asked about twice
def of_line(line: str) -> tuple[str, ...]:
    """Return what a line alone shows; the first three features are its size, its end and its capitals."""
    line = _MARKED.sub("", line) or line
    plain = line[: furniture.LONGEST].replace("'", "’")
    tokens = _WORD.findall(plain)
    words = [token.lower() for token in tokens]
    n = len(line.split())
    size = f"len={next((size for size in SIZES if n <= size), 'more')}"
    end, case = _end(line), _case(tokens)
    found = [size, f"end={end}", f"case={case}", f"{size}|end={end}|case={case}", f"start={_start(line)}"]
    if has_quotation(line):
        found.append("quotation")
    if n > 3 and not _speech().isdisjoint(words):
        found.append("speech" if end == "stop" else "speech-no-end")
    if n <= 60:
        said = {word.lower() for word in _WORD.findall(" ".join(_QUOTED.findall(plain)))} if n > 3 else set()
        found += _of_words(words, said, size)
    found += _of_signs(line, words, size)
    if _LABEL.match(line):
        found.append("label")
    if furniture.is_furniture(line):
        found.append("rule")
    elif furniture.is_shouted(line):
        found.append("shouted")
    if len(line) <= LONGEST:
        found += _of_credits(line, n)
    return tuple(found)


def _of_words(words: Sequence[str], said: set[str], size: str) -> list[str]:
    """Return the groups of a page's words that a line holds, outside quotation marks, and short lines' words."""
    counts: Counter[str] = Counter()
    groups, first_words = _groups(), _first_words()
    for i, word in enumerate(words):
        if word in said:
            continue
        for name in groups.get((word,), ()):
            counts[name] += 1
        if word in first_words:
            for length in (2, 3, 4):
                for name in groups.get(tuple(words[i : i + length]), ()) if i + length <= len(words) else ():
                    counts[name] += length
    found = []
    for name, count in counts.items():
        found += [f"has={name}", f"has={name}|{size}"]
        if count >= MOST_OF_IT * len(words):
            found.append(f"only={name}")
        elif count >= PART_OF_IT * len(words):
            found.append(f"part={name}")
        found += [f"{other}|{name}" for other in ("readers", "telling") if other in counts and other != name]
    if words and words[0] in _imperatives() and words[0] not in said:
        found += ["asks", f"asks|{size}"]
        if "readers" in counts:
            found.append("asks|readers")
    if len(words) <= LONG and words:
        found += [*(f"w={word}" for word in set(words)), f"first={words[0]}", f"last={words[-1]}"]
    return found


def _of_signs(line: str, words: Sequence[str], size: str) -> list[str]:
    """Return what signs, addresses, numbers and times a line holds."""
    digits = sum(map(str.isdigit, line))
    shown = {
        "sign=address": ("@" in line or "." in line or "/" in line) and _ADDRESS.search(line),
        "sign=handle": ("@" in line or "#" in line) and _HANDLE.search(line),
        "sign=phone": digits > 6 and _PHONE.search(line),
        "time": digits and _TIME.search(line),
        "year": digits > 3 and _YEAR.search(line),
        "month": not _MONTHS.isdisjoint(words),
    }
    found = [feature for name, is_ in shown.items() if is_ for feature in (name, f"{name}|{size}")]
    found += [f"sign={sign}" for sign in "©|/»→>•*#~_=…" if sign in line]
    if line[:1] in "([" and line[-1:] in ")].":
        found.append("bracketed")
    if digits >= 0.3 * len(line):
        found.append("digits")
    return found


def _of_credits(line: str, n: int) -> list[str]:
    """Return whether a line is a name's, a role's, a date's or a byline."""
    if n <= 4 and clock_line(line):
        return ["dated", "dated=clock"]
    if n <= 4 and label_line(line):
        return ["dated", "dated=label"]
    if n <= 25 and signature(line):
        return ["dated", "dated=signature"]
    if n <= 8 and is_role(line):
        return ["role"]
    return ["name"] if n <= 8 and is_name(line) else []


def _end(line: str) -> str:
    if line[-1] == "…" or line.endswith("..."):
        return "dots"
    last = line.rstrip(_CLOSERS)[-1:]
    return {".": "stop", "!": "cry", "?": "ask", ":": "colon", ",": "comma", ";": "comma"}.get(last, "none")


def _start(line: str) -> str:
    if _BULLET.match(line):
        return "bullet"
    first = line[0]
    if first in "“\"‘'«„":
        return "mark"
    if first.isdigit():
        return "digit"
    return ("capital" if first.isupper() else "small") if first.isalpha() else "sign"


def _case(tokens: Sequence[str]) -> str:
    long = [token for token in tokens if len(token) > 3 and token[0].isalpha()] or [t for t in tokens if t[0].isalpha()]
    if not long:
        return "none"
    if all(token.isupper() for token in long):
        return "upper"
    capitals = sum(token[0].isupper() for token in long)
    if capitals == len(long):
        return "title"
    return "mostly" if capitals > 0.6 * len(long) else "some" if capitals > 1 else "sentence"
