"""Mention detection: the names of a text, tidied at their ends, and found again where the reader passed over them.

A reader of windows sees each place by itself. An article is consistent: who is a person in one paragraph is one in
the next, and "Mr." stands before a name.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence

from toolkit.actors.aliases import described_organisation
from toolkit.actors.entity_type import settle_types
from toolkit.actors.name_boundaries import trim_name
from toolkit.actors.name_fragments import join_fragments, join_places_and_bodies
from toolkit.actors.names import is_full_name, is_title
from toolkit.actors.role_nouns import is_occupation
from toolkit.article import Turn
from toolkit.lexicon import any_of, words
from toolkit.reader import Name
from toolkit.text import Span, merged, share_covered

ADDED_SCORE = 0.5  # How sure it is that what only a rule took for a name is one.
SMALL_SHARE = 0.2  # A text where more than this share of the names stands in small letters cares little for capitals.

_PART = rf"(?:[A-Z][\w’'‐-]*|[A-Z]\.|(?:{any_of(words('particles', 'in_a_name'))})\b)"
_TITLED = re.compile(  # "Mr Roe", "Gov. Ada Roe"
    rf"\b(?:{any_of(words('titles', 'name_follows'), capital=True)})\.?[ \xa0](?=({_PART}(?:[ \xa0]{_PART}){{0,3}}))"
)
_AGENCIES = words("outlets", "agencies")
_WELL_KNOWN = words("outlets", "well_known")
_PAPERS = words("outlets", "papers")
_NO_NAME_BEHIND_TITLE = words("not_names", "behind_a_title")
_OPENING = re.compile(r"(?:^|[.!?:\n][”\"’')]*)\s*[“\"‘'(]*\Z")
_DESCRIBED = words("organisation_nouns", "described")
_NO_WORD = re.compile(r"\W")
_FIRST_WORD = re.compile(r"\S\w*")
_WORD_GOES_ON = re.compile(r"[\w@/]|-\w")
_ARTICLE_BEFORE = re.compile(r"(?:\b(?:the|an?|this|that|my|your|his|her|its|our|their|former|new)|['’]s?)\s$", re.I)
_CAPITAL_BEHIND = re.compile(r"[ \xa0][A-Z]| of\b")
_SMALL_WORD = re.compile(r"(?<![\w’'-])[a-z]+(?![\w’'-])")


def detect_names(text: str, spans: Sequence[Span], found: Sequence[Name]) -> list[Name]:
    """Return the names that the reader found, tidied, with those that the text's own consistency adds.

    Added are: what stands behind "Mr.", "Sen." and the like; and every further place where a person's surname or
    full name, or a name of several words, stands as it does where it was found; and what the word lists know.

    Parameters
    ----------
    text
        The article's text.
    spans
        Parts of it to look in, in order.
    found
        Names that the reader found in it.

    Returns
    -------
    list of Name
        In the order of the text, none overlapping another.

    Examples
    --------
    >>> text = "Ada Roe left. Mr Cole stayed. Roe came back."
    >>> [text[name.start : name.end] for name in detect_names(text, [(0, 44)], [Name(0, 7, "PER", 0.9)])]
    ['Ada Roe', 'Cole', 'Roe']
    """
    names = settle_types(text, _apart_from_nouns(text, _written_as_names(text, tidied(text, found))))
    small = set(_SMALL_WORD.findall(text))
    places = _places_of_words(text, spans)
    longer = {form: label for form, label in _consistent_forms(text, names, small).items() if " " in form}
    names = _lengthened(names, _occurrences(text, places, longer))
    room = _Room(names)
    added = [*_behind_titles(text, spans, room), *_surnames_like_titles(text, places, names, room)]
    forms = dict.fromkeys(_WELL_KNOWN, "ORG") | _consistent_forms(text, [*names, *added], small)
    for a, b, label in _occurrences(text, places, forms):
        if room.take(a, b):
            added.append(Name(a, b, label, ADDED_SCORE))
    return join_places_and_bodies(text, sorted([*names, *added], key=lambda name: name.start))


def tidied(text: str, found: Sequence[Name]) -> list[Name]:
    """Return names in order, joined where the reader cut one in two, and cut to what belongs to each."""
    trimmed = (trim_name(text, name) for name in join_fragments(text, found))
    return [name for name in trimmed if name]


def _written_as_names(text: str, found: Sequence[Name]) -> list[Name]:
    """Return names without those in small letters.

    People and places in small letters stay in a text that cares little for capitals, and so do descriptions of
    well-known organisations ("the alliance").
    """
    small = {n for n in found if text[n.start : n.end].islower() and not described_organisation(text[n.start : n.end])}
    careless = len(small) > SMALL_SHARE * len(found)
    return [name for name in found if name not in small or (careless and name.label != "ORG")]


def _apart_from_nouns(text: str, found: Sequence[Name]) -> list[Name]:
    """Return names without nouns that have a capital where a line or sentence begins: "Gardener held", "Watchdog asks".

    One that the text has elsewhere, in a fuller name or within a sentence, may be somebody's name: "Hunter left".

    >>> text = "Gardener held\\n\\nLinguist left. Adam Gilchrist won. Gilchrist said so."
    >>> names = [Name(0, 8, "PER", 0.9), Name(15, 23, "PER", 0.9), Name(30, 44, "PER", 0.9), Name(50, 59, "PER", 0.9)]
    >>> [text[n.start : n.end] for n in _apart_from_nouns(text, names)]
    ['Adam Gilchrist', 'Gilchrist']
    """
    opening = ((n, text[n.start : n.end]) for n in found if _OPENING.search(text, max(n.start - 20, 0), n.start))
    alone = [n for n, form in opening if " " not in form and (is_occupation(form) or form.lower() in _DESCRIBED)]
    rest = {word for n in found if n not in alone for word in text[n.start : n.end].split()}
    return [n for n in found if n not in alone or text[n.start : n.end] in rest]


def with_speakers(text: str, found: Sequence[Name], turns: Sequence[Turn]) -> list[Name]:
    """Return names in order, with those of a transcript's speakers as people; all else in a label is no name.

    A paper or an agency that asks is an organisation: one that is known, or that the reader finds outside labels.
    """
    if not turns:
        return list(found)
    speakers = {turn.name for turn in turns if turn.name}
    labels = merged([*speakers, *(turn.label for turn in turns if turn.label[0] < turn.label[1])])
    others = [name for name in found if share_covered(name.start, name.end, labels) == 0]
    outside = {(name.label, text[name.start : name.end].casefold()) for name in others}
    named = [Name(*span, _type_of_speaker(text[slice(*span)], outside), 1.0) for span in speakers]
    return sorted([*others, *named], key=lambda name: name.start)


def _type_of_speaker(form: str, outside: Collection[tuple[str, str]]) -> str:
    """Return the type of whoever a label names; ``outside`` are the names outside labels: type and folded form."""
    folded = form.casefold()
    named = ("PER", folded) not in outside and any(
        label == "ORG" and (other == folded or other.startswith(f"{folded} ")) for label, other in outside
    )
    return "ORG" if named or form in _AGENCIES or form.split()[-1] in _PAPERS else "PER"


def _lengthened(found: Sequence[Name], names: Iterable[tuple[int, int, str]]) -> list[Name]:
    """Return what was found, each that begins a longer one of the names made the longer one."""
    longer = {a: (b, label) for a, b, label in names}
    result: list[Name] = []
    for name in found:
        end, label = longer.get(name.start, (0, name.label))
        if end > name.end:
            name = Name(name.start, end, label, name.score)
        if not result or name.start >= result[-1].end:
            result.append(name)
    return result


def _behind_titles(text: str, spans: Sequence[Span], room: "_Room") -> Iterator[Name]:
    """Yield the names of people behind a title, where no name stands yet."""
    for start, end in spans:
        for match in _TITLED.finditer(text, start, end):
            a, b = match.span(1)
            name = trim_name(text, Name(a, b, "PER", ADDED_SCORE))
            first = match[1].split()[0].lower()
            if name and first not in _NO_NAME_BEHIND_TITLE and room.take(a, b):
                yield name


def _surnames_like_titles(
    text: str, places: Mapping[str, Sequence[Span]], names: Sequence[Name], room: "_Room"
) -> Iterator[Name]:
    """Yield where somebody named in full stands with a surname that is a title, too: "King said", of Ada King.

    Behind an article or before a name it is the title.
    """
    full = (text[name.start : name.end].split() for name in names if name.label == "PER")
    surnames = {part: "PER" for parts in full for part in parts[1:] if is_title(part)}
    for a, b, label in _occurrences(text, places, surnames):
        title = _ARTICLE_BEFORE.search(text, max(a - 12, 0), a) or _CAPITAL_BEHIND.match(text, b)
        if not title and room.take(a, b):
            yield Name(a, b, label, ADDED_SCORE)


class _Room:
    """What of a text is not yet part of a name."""

    def __init__(self, names: Sequence[Name]):
        self._taken = [(name.start, name.end) for name in names]
        self._added: set[int] = set()  # offsets

    def take(self, start: int, end: int) -> bool:
        """Return whether a span overlaps no name; it counts as a name from then on."""
        k = bisect_right(self._taken, (start, end))
        before = k > 0 and self._taken[k - 1][1] > start
        after = k < len(self._taken) and self._taken[k][0] < end
        if before or after or any(offset in self._added for offset in range(start, end)):
            return False
        self._added.update(range(start, end))
        return True


def _places_of_words(text: str, spans: Sequence[Span]) -> dict[str, list[Span]]:
    """Return for each word where it begins in some parts of a text, and where that part ends."""
    result: dict[str, list[Span]] = defaultdict(list)
    for start, end in spans:
        for word in _FIRST_WORD.finditer(text, start, end):
            result[word.group()].append((word.start(), end))
    return result


def _occurrences(
    text: str, places: Mapping[str, Sequence[Span]], labels: Mapping[str, str]
) -> list[tuple[int, int, str]]:
    """Return (start, end, label) where written forms with these labels stand, the longest that fits in each place."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for form in sorted(labels, key=len, reverse=True):
        by_first[form[0] + _NO_WORD.split(form[1:], 1)[0]].append(form)
    result = []
    for first in by_first.keys() & places.keys():
        for a, end in places[first]:
            if a and (text[a - 1].isalnum() or text[a - 1] in "@#/’'.-_"):
                continue
            for form in by_first[first]:
                b = a + len(form)
                if text.startswith(form, a) and b <= end and not _WORD_GOES_ON.match(text, b):
                    result.append((a, b, labels[form]))
                    break
    return sorted(result)


def _consistent_forms(text: str, found: Sequence[Name], small: Container[str]) -> dict[str, str]:
    """Return the written forms that mean a name wherever they stand -> label: those found mostly with one label.

    A single word counts where it is a person's surname, or was found at least twice, and is none of the words that
    stand in small letters in the text.
    """
    votes: dict[str, Counter] = {}
    for name in found:
        form = text[name.start : name.end]
        if "\n" not in form and len(form) > 2 and form[0].isupper():
            votes.setdefault(form, Counter())[name.label] += 1
            if name.label == "PER" and is_full_name(form):
                votes.setdefault(form.split()[-1], Counter())["PER"] += 1
    result = {}
    for form, by_label in votes.items():
        label, count = by_label.most_common(1)[0]
        single = " " not in form
        if count <= by_label.total() / 2 or (single and (form.lower() in small or (label != "PER" and count < 2))):
            continue
        if single and (len(form) < 3 or is_title(form)):
            continue
        result[form] = label
    return result
