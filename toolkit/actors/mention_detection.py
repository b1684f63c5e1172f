"""Spotting: names tidied at their ends, and found again where the reader passed over them.

A reader of windows sees each place by itself. An article is consistent: who is a person in one paragraph is one in
the next, and "Mr." stands before a name.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from toolkit.actors import entity_type, name_boundaries, name_fragments, names
from toolkit.article import Turn
from toolkit.lexicon import any_of, words
from toolkit.reader import Name

Span = tuple[int, int]

_PART = rf"(?:[A-Z][\w’'‐-]*|[A-Z]\.|(?:{any_of(words('particles', 'in_a_name'))})\b)"
_TITLED = re.compile(  # "Mr Roe", "Gov. Ada Roe"
    rf"\b(?:{any_of(words('titles', 'name_follows'), capital=True)})\.?"
    rf"[ \xa0](?=({_PART}(?:[ \xa0]{_PART}){{0,3}}))"
)
_NOBODY = re.compile(  # labels of a transcript that name nobody
    rf"\\b(?:{any_of(words('not_names', 'labels'))})\\b", re.IGNORECASE
)
_FIRST = re.compile(r"\S\w*")
_GOES_ON = re.compile(r"[\w@/]|-\w")
_NOT_AFTER_TITLE = words("not_names", "behind_a_title")


def complete(text: str, spans: Sequence[Span], found: Sequence[Name]) -> list[Name]:
    """The names found, tidied, with those that the text's own consistency adds.

    Added are: what stands behind "Mr.", "Sen." and the like; and every further place where a person's surname or
    full name, or a name of several words, stands as it does where it was found.

    Parameters
    ----------
    text
        The article's text.
    spans
        Parts of it to look in, in order.
    found
        Names found in it.

    Returns
    -------
    list of Name
        In the order of the text, none overlapping another.
    """
    whole = name_fragments.joined(text, found)
    tidy = entity_type.agreed(
        text, _written_as_names(text, [n for n in (name_boundaries.trimmed(text, n) for n in whole) if n])
    )
    tidy = _lengthened(text, spans, tidy)
    free = _Free(tidy)
    added = []
    for start, end in spans:
        for match in _TITLED.finditer(text, start, end):
            a, b = match.span(1)
            cut = name_boundaries.trimmed(text, Name(a, b, "PER", 0.5))
            first = match.group(1).split()[0].lower()
            if cut and first not in _NOT_AFTER_TITLE and free.take(a, b):
                added.append(cut)
    forms = _Forms(_consistent(text, [*tidy, *added]))
    for start, end in spans:
        for at, to, label in forms.occurrences(text, start, end):
            if free.take(at, to):
                added.append(Name(at, to, label, 0.5))
    return sorted([*tidy, *added], key=lambda n: n.start)


def with_speakers(text: str, found: Sequence[Name], turns: Sequence[Turn]) -> list[Name]:
    """Return names in order, with those in a transcript's labels as people.

    What the reader found there is a part of the name, or takes it for a place; a label that it takes for an
    organisation stays one.
    """
    added = []
    for turn in turns:
        name = name_boundaries.trimmed(text, Name(*turn.name, "PER", 0.5)) if turn.name else None
        if name and not _NOBODY.search(text[name.start : name.end]):
            added.append(name)
    kept, speakers = [], list(added)
    for name in found:
        over = next((a for a in added if name.start < a.end and a.start < name.end), None)
        if over and name.label == "ORG" and over in speakers:
            speakers.remove(over)
        if over is None or name.label == "ORG":
            kept.append(name)
    return sorted([*kept, *speakers], key=lambda name: name.start)


def _lengthened(text: str, spans: Sequence[Span], found: Sequence[Name]) -> list[Name]:
    """Names, those that are the beginning of a longer name of the text where that stands made the longer one."""
    forms = _Forms({form: label for form, label in _consistent(text, found).items() if " " in form})
    longer = {at: (to, label) for start, end in spans for at, to, label in forms.occurrences(text, start, end)}
    result: list[Name] = []
    for name in found:
        to, label = longer.get(name.start, (0, name.label))
        if to > name.end:
            name = Name(name.start, to, label, name.score)
        if not result or name.start >= result[-1].end:
            result.append(name)
    return result


def _written_as_names(text: str, found: Sequence[Name]) -> list[Name]:
    """Names without those in small letters, but for people and places where the text cares little for capitals."""
    small = {n for n in found if text[n.start : n.end].islower() and not names.described(text[n.start : n.end])}
    careless = len(small) > len(found) / 5
    return [n for n in found if n not in small or (careless and n.label != "ORG")]


class _Free:
    """What is not yet part of a name."""

    def __init__(self, taken: Sequence[Name]):
        self.taken = [(n.start, n.end) for n in taken]
        self.added: set[int] = set()

    def take(self, start: int, end: int) -> bool:
        """Whether a span overlaps no name; it is taken then."""
        k = bisect_right(self.taken, (start, end))
        before = k > 0 and self.taken[k - 1][1] > start
        after = k < len(self.taken) and self.taken[k][0] < end
        if before or after or any(i in self.added for i in range(start, end)):
            return False
        self.added.update(range(start, end))
        return True


class _Forms:
    """Written forms of names with their labels, to be found by their first word."""

    def __init__(self, labels: dict[str, str]):
        self.by_first: dict[str, list[tuple[str, str]]] = {}
        for form in sorted(labels, key=len, reverse=True):
            self.by_first.setdefault(form[0] + re.split(r"\W", form[1:])[0], []).append((form, labels[form]))

    def occurrences(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """(start, end, label) of each form in a part of a text, the longest that fits in each place."""
        for word in _FIRST.finditer(text, start, end):
            at = word.start()
            if at and (text[at - 1].isalnum() or text[at - 1] in "@#/’'.-_"):
                continue
            for form, label in self.by_first.get(word.group(), ()):
                to = at + len(form)
                if text.startswith(form, at) and to <= end and not _GOES_ON.match(text, to):
                    yield at, to, label
                    break


def _consistent(text: str, found: Sequence[Name]) -> dict[str, str]:
    """Written forms that mean a name wherever they stand -> label: those always found with one label.

    A single word counts where it is a person's surname, or was found at least twice, and never stands in small
    letters in the text.
    """
    votes: dict[str, Counter] = {}
    for name in found:
        form = text[name.start : name.end]
        if "\n" not in form and len(form) > 2 and form[0].isupper():
            votes.setdefault(form, Counter())[name.label] += 1
            if name.label == "PER" and names.given(names.words(form)):
                votes.setdefault(form.split()[-1], Counter())["PER"] += 1
    small = set(re.findall(r"(?<![\w’'-])[a-z]+(?![\w’'-])", text))
    result = {}
    for form, by in votes.items():
        label, count = by.most_common(1)[0]
        single = " " not in form
        if count <= sum(by.values()) / 2 or (single and (form.lower() in small or (label != "PER" and count < 2))):
            continue
        if single and (len(form) < 3 or names.is_title(form)):
            continue
        result[form] = label
    return result
