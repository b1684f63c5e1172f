"""Acts: what a source does with a quote's content: says it, asks it, thinks it, plans it; or did it, and said nothing.

A linear model over named features of cue, source and content: each feature has a weight for each act in ``acts.tsv``,
and the act with the largest sum is taken. ``training/acts.py`` fits the weights.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from toolkit import lexicon
from toolkit.quotes.model import ACTS, Quote, Spans

WEIGHTS = Path(__file__).with_name("acts.tsv")
_CLASSES = ("saying", "asking", "thinking", "planning", "perceiving", "doing", "about")
_WORD = re.compile(r"[\w$%][\w’'$%.,-]*[\w$%]|[\w$%]")
_BE = frozenset("am is are was were be been being 's ’s ’re 're ’m 'm".split())
_HAVE = frozenset("has have had having 've ’ve do does did".split())
_MODAL = frozenset("can could will would shall should may might must cannot 'll ’ll need 'd ’d".split())
_NOT = frozenset("not n't n’t never no neither nobody nor hardly without".split())
_SMALL = frozenset(
    "a an the that to of in on for with by at about over from into against as and or but it its his her their him them "
    "he she they who which also then now just later earlier yesterday today again already still only even once more "
    "further strongly reportedly publicly repeatedly monday tuesday wednesday thursday friday saturday sunday".split()
)
_QUESTION = frozenset("whether if what who whom whose which why how when where".split())
_DETERMINER = frozenset("a an the this these those its his her their our my your some any no all both such".split())
_PERSON = frozenset("he she they i we you".split())
_SUBJECT = _PERSON | {"it", "there"}
_RELATIVE = frozenset("who which that whom whose where when".split())
_THING = re.compile(
    r"""
    \b(?: reports? | stud(?:y|ies) | surveys? | polls? | figures | data | documents? | papers? | research | results
        | records? | articles? | books? | letters? | statements? | tests? | videos? | footage | images? | laws? | bills?
        | orders? | plans? | rules? | programmes? | programs? | projects? | campaigns? | deals? | filings? )$
    """,
    re.VERBOSE | re.IGNORECASE,
)


def act_of(text: str, quote: Quote) -> str:
    """Return what a quote's source does with its content: one of `ACTS`. What stands in quotation marks is said.

    Parameters
    ----------
    text
        The article's text.
    quote
        A quote of it.

    Examples
    --------
    >>> [act_of(a.article.text, quote) for quote in a.quotes]
    ['said', 'said']
    """
    if quote.kind != "indirect":
        return "said"
    sums = dict.fromkeys(ACTS, 0.0)
    weights = _weights()
    for feature in features(text, quote.content, quote.cue, quote.source):
        for act, weight in zip(ACTS, weights.get(feature, ()), strict=False):
            sums[act] += weight
    return max(ACTS, key=lambda act: sums[act])


def features(text: str, content: Spans, cue: Spans, source: Spans) -> list[str]:
    """Return the names of the features that an attribution has.

    >>> features("Roe denied the charges.", ((11, 22),), ((4, 10),), ((0, 3),))[:4]
    ['any', 'cue: deny', 'class: saying', 'form: past']
    """
    words = _words(text, cue)
    shape = _shape(_words(text, content))
    cues = list(_cue_features(words))
    head = next((f.removeprefix("cue: ") for f in cues if f.startswith("cue: ")), "")
    classes = [f for f in cues if f.startswith("class: ")]
    source_kind = _source_kind(text, source)
    after = bool(cue and content) and cue[0][0] > content[0][0]
    found = ["any", *cues, f"content: {shape}", f"source: {source_kind}"]
    found += [f"{each} + {shape}" for each in (f"cue: {head}", *classes)]
    found += [f"{each} + source: {source_kind}" for each in classes]
    found += ["cue behind"] * after + ["content short"] * (len(_words(text, content)) < 4)
    return found


def base_forms(word: str) -> list[str]:
    """Return the forms of which a word can be an inflection, itself last.

    >>> base_forms("denied")[:2], base_forms("said"), "plan" in base_forms("planning")
    (['deny', 'denie'], ['say', 'said'], True)
    """
    if word in _irregular():
        return [_irregular()[word], word]
    found = []
    for ending in ("ied", "ies"):
        if word.endswith(ending) and len(word) > 4:
            found.append(word[:-3] + "y")
    for ending in ("ed", "ing", "es", "s"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            doubled = [stem[:-1]] if stem[-1] == stem[-2] and ending in ("ed", "ing") else []
            found += [*doubled, stem + "e", stem] if ending in ("ed", "ing") else [stem]
    return [*found, word]


@cache
def _weights() -> dict[str, tuple[float, ...]]:
    """Return each feature's weights, in the order of `ACTS`."""
    rows = (line.split("\t") for line in WEIGHTS.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {name: tuple(map(float, values)) for name, *values in rows}


@cache
def _irregular() -> dict[str, str]:
    """Return the base form of each form that no ending tells."""
    return {form: base for base, forms in lexicon.table("speech_verbs", "irregular").items() for form in forms}


@lru_cache(maxsize=65536)
def _base(word: str) -> tuple[str, tuple[str, ...]]:
    """Return a word's base form and the classes that it belongs to."""
    for form in base_forms(word):
        if classes := tuple(name for name in _CLASSES if form in lexicon.words("speech_verbs", name)):
            return form, classes
    return base_forms(word)[0], ()


def _words(text: str, spans: Spans) -> list[str]:
    """Return the words of some spans as they are written, "n't" and "'s" apart."""
    found = (m[0] for start, end in spans for m in _WORD.finditer(text, start, end))
    parts = (re.sub(r"(?<=\w)(n[’']t|[’'](?:s|re|ve|ll|d|m))$", r" \1", word).split() for word in found)
    return [word for part in parts for word in part]


def _cue_features(words: Sequence[str]) -> Iterator[str]:
    """Yield the features of a cue: its words and their classes, and its form."""
    low = [word.lower() for word in words]
    full = [w for w in low if w not in _SMALL | _BE | _HAVE | _MODAL | _NOT]
    head = next((w for w in full if _base(w)[1]), full[0] if full else "")
    if not head:
        yield f"cue: {' '.join(low) or 'none'}"
        yield "class: none"
        return
    base, classes = _base(head)
    yield f"cue: {base}"
    yield from (f"class: {name}" for name in classes or ("other",))
    if head.endswith("ing"):
        yield "form: going on" if _BE & set(low) else "form: -ing"
    elif _BE & set(low) and (head.endswith("ed") or head in _irregular()):
        yield "form: passive"
    elif head.endswith("ed") or head in _irregular():
        yield "form: past"
    elif "to" in low[: low.index(head)]:
        yield "form: to"
    else:
        yield "form: present"
    before = low[: low.index(head)]
    if (before and before[-1] in _DETERMINER | {"of"}) or {"'s", "’s"} & set(before):
        yield "form: noun"
    yield from ["cue: not"] * bool(_NOT & set(low)) + ["cue: modal"] * bool(_MODAL & set(low))
    for other in dict.fromkeys(w for w in full if w != head):
        form, more = _base(other)
        yield f"also: {form}"
        yield from (f"also class: {name}" for name in more)
    if len(low) > 1 and low[-1] in _SMALL:
        yield f"ends: {low[-1]}"


def _shape(words: Sequence[str]) -> str:
    """Return what a content is: "that", "to", "question", "clause", "ing" or "noun phrase"."""
    low = [word.lower() for word in words]
    first = low[0] if low else ""
    if first == "that" and _is_clause(low[1:]):
        return "that"
    if first == "to" and len(low) > 1:
        return "to"
    if first in _QUESTION:
        return "question"
    if _is_clause(low):
        return "clause"
    if any(before not in _DETERMINER and word == "to" for before, word in pairwise(low[1:7])):
        return "somebody to"
    return "-ing" if first.endswith("ing") else "noun phrase"


def _is_clause(low: Sequence[str]) -> bool:
    """Whether words hold a finite verb that no relative pronoun brings in, as far as that can be told."""
    for k, word in enumerate(low[:18]):
        if word in _RELATIVE and k > 1:
            return False
        if k and word in _BE | _MODAL | {"has", "have", "had", "does", "did"} and word not in ("'s", "’s"):
            return True
        if word in _SUBJECT and k < 12 and low[k - 1] not in ("of", "for", "with", "to") and k + 1 < len(low):
            return True
        if k and word in ("'s", "’s") and low[k - 1] in _SUBJECT | {"that", "what"}:
            return True
    return False


def _source_kind(text: str, source: Spans) -> str:
    """Return what names the source: "none", "person" (he), "it", "relative" (who), "thing", "name" or "other"."""
    words = _words(text, source)
    if not words:
        return "none"
    if len(words) == 1 and words[0].lower() in _PERSON:
        return "person"
    if words[0].lower() in _RELATIVE | {"it"} and len(words) == 1:
        return "it" if words[0].lower() == "it" else "relative"
    phrase = re.split(r",| of | from | by | for | in ", " ".join(words))[0]
    if _THING.search(phrase):
        return "thing"
    return "name" if any(word[0].isupper() for word in words[1:]) or words[0].lower() not in _DETERMINER else "other"
