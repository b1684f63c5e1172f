"""Swap: the same texts with men for women and women for men, so that neither is learned better."""

import re

import numpy as np

PAIRS = (
    "he she|himself herself|man woman|men women|boy girl|boys girls|father mother|son daughter|brother sister|"
    "sons daughters|brothers sisters|husband wife|uncle aunt|nephew niece|actor actress|king queen|"
    "prince princess|mr ms|grandfather grandmother|grandson granddaughter|boyfriend girlfriend|male female|"
    "sir madam|spokesman spokeswoman|congressman congresswoman|chairman chairwoman|businessman businesswoman|"
    "gentleman lady|dad mom|widower widow|host hostess|fathers mothers|husbands wives|lord lady|duke duchess|"
    "policeman policewoman"
)
SWAP = {a: b for pair in PAIRS.split("|") for a, b in (pair.split(), pair.split()[::-1])} | {
    "mrs": "mr", "his": "her", "him": "her", "hers": "his",
}  # fmt: skip
AFTER_OBJECT = set(
    "to in on at and for with from as by that of or but when while after before into about over out up down off if "
    "than who was is were are had has will would the a an because through so then during again back away not".split()
)


def first_names(gap_rows):
    """First names of the people whom GAP's "she" and "he" mean, as two lists."""
    women, men = set(), set()
    for row in gap_rows:
        she = row["text"][slice(*row["pronoun"])].lower() in ("she", "her", "hers")
        for (s, e), same in zip(row["candidates"], row["coreferent"], strict=True):
            words = row["text"][s:e].split()
            if same and len(words) >= 2 and words[0].isalpha() and len(words[0]) > 2:
                (women if she else men).add(words[0])
    return sorted(women - men), sorted(men - women)


def swap_genders(text, women, men, rng):
    """The text with he for she, son for daughter, other first names; and where each old offset (0..len) lies now."""
    chosen, out, offset, at = {}, [], np.zeros(len(text) + 1, dtype=np.int64), 0
    women_set, men_set = set(women), set(men)
    length = 0
    for m in re.finditer(r"\w+", text):
        word, low = m[0], m[0].lower()
        new = SWAP.get(low)
        if low == "her":
            rest = re.match(r"\s+(\w+)", text[m.end() : m.end() + 30])
            new = "his" if rest and rest[1].lower() not in AFTER_OBJECT else "him"
        if new:
            new = new.upper() if word.isupper() and len(word) > 1 else new.capitalize() if word[0].isupper() else new
        elif word in women_set or word in men_set:
            new = chosen.setdefault(word, rng.choice(men if word in women_set else women))
        if not new:
            continue
        s, e = m.span()
        between = text[at:s]
        offset[at:s] = length + np.arange(s - at)
        out += [between, new]
        length += len(between)
        offset[s] = length
        offset[s + 1 : e] = length + np.minimum(np.arange(1, e - s), len(new) - 1)
        length += len(new)
        at = e
    offset[at:] = length + np.arange(len(text) + 1 - at)
    return "".join(out) + text[at:], offset


def moved(value, offset):
    """All [start, end] spans of a row, wherever they stand in it, at their new offsets."""
    if isinstance(value, list) and len(value) in (2, 3) and all(type(x) is int for x in value[:2]):
        s, e = value[:2]
        return [int(offset[s]), int(offset[e]), *value[2:]]
    if isinstance(value, list):
        return [moved(x, offset) for x in value]
    if isinstance(value, dict):
        return {
            k: int(offset[v]) if k == "head" else v if k in ("text", "coreferent", "entity") else moved(v, offset)
            for k, v in value.items()
        }
    return value


def swapped(row, women, men, rng):
    text, offset = swap_genders(row["text"], women, men, rng)
    return moved(row, offset) | {"text": text}
