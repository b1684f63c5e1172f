"""Spotting: names tidied at their ends, and found again where the reader passed over them.

A reader of windows sees each place by itself. An article is consistent: who is a person in one paragraph is one in
the next, and "Mr." stands before a name.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from toolkit import names
from toolkit.reader import Name

Span = tuple[int, int]

_PARTICLE = re.compile(r"(?:de|da|di|del|della|der|den|van|von|la|le|al|el|bin|ibn|ter|ten|dos|du)\b|[a-z]+['’]\w|al-")
_PART = r"(?:[A-Z][\w’'‐-]*|[A-Z]\.|de|van|von|bin|al|la|der)"
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sen|Rep|Gov|Sgt|Lt|Col|Gen|Capt|Cpl|Rev|Hon|Sir|Dame|Lord|Lady|President|Senator|"
    r"Congressman|Congresswoman|Governor|Mayor|Professor|Judge|Justice|Chancellor|Inspector|Detective|Officer)\.?"
    rf"[ \xa0](?=({_PART}(?:[ \xa0]{_PART}){{0,3}}))"
)
_POST_NOMINALS = re.compile(r"(?:,? (?:KC|QC|SC|MP|MSP|MEP|MD|PhD|OBE|CBE|MBE|KBE|DBE|FRS|Esq\.?))+$")
_NICKNAME = re.compile(r"[ \xa0](?:[“\"‘'(][A-Z][\w. -]{1,20}[”\"’')])[ \xa0]")
_CUT_SURNAME = re.compile(
    r"[ \xa0](?!(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|I)\b)[A-Z][a-zé-ÿ][\w’-]*"
)
_NO_SURNAME = re.compile(
    r" (?:Administration|Foundation|Tower|Campaign|Library|Cent(?:er|re)|University|Institute|School|Street|Avenue|"
    r"Park|Hotel|Doctrine|Act|Bill|Award|Prize|Medal|Cup|Day|Hall|House|Court|Group|Bank|Report|Plan|Republicans?|Democrats?|"
    r"Foreign|Prime|Defen[cs]e|Interior|Finance|Energy|Ministry?|Minister|President|Secretary|Parliament|Government)$"
)
_MEMBERS = re.compile(r"(?<=\S)\s+(?:Allies|Members|Officials|Troops|Leaders|Forces)\b")  # whose they are is the name
_OFFICE = re.compile(r"\s(?:Foreign|Prime|Defen[cs]e|Interior|Finance|Home|Health|Justice|Energy|Transport|Education)$")
_OFFICE_HOLDER = re.compile(r"\s(?:Minister|Secretary|Ministry|Department)\b")
_INSTITUTION = re.compile(
    r"\s(?:School|University|College|Council|Union|Party|Committee|Agency|Ministry|Court|Hospital)$"
)
_LANDSCAPE = re.compile(r"\s(?:River|Lake|Mountains?|Islands?|Valley|Sea|Ocean|Bay|Dam|Bridge|Peninsula)$")
_DATELINE = re.compile(r"(?:, [A-Z][\w. ]{1,20})?(?: \([\w ./]{2,20}\))? ?[—–-]")
_CAPITALS_BEFORE = re.compile(r"(?:^|(?<=\n))([A-Z]{2,})[ \xa0]$")
_ADJECTIVE = re.compile(r"([A-Z]\w{2,})(?:ian|an|n|ish|ese)")
_FIRST = re.compile(r"\S\w*")
_GOES_ON = re.compile(r"[\w@/]|-\w")
_NOT_AFTER_TITLE = frozenset("of and for the in on at who said general elect".split())


def is_landscape(name: str) -> bool:
    """Whether a name is a river's, an island's or the like, by its last word."""
    return bool(_LANDSCAPE.search(name))


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
    tidy = sorted((n for n in (_tidied(text, n) for n in found) if n), key=lambda n: n.start)
    tidy = _adjectives(text, _mended(text, tidy))
    free = _Free(tidy)
    added = []
    for start, end in spans:
        for match in _TITLED.finditer(text, start, end):
            a, b = match.span(1)
            cut = _tidied(text, Name(a, b, "PER", 0.5))
            first = match.group(1).split()[0].lower()
            if cut and first not in _NOT_AFTER_TITLE and free.take(a, b):
                added.append(cut)
    forms = _Forms(_consistent(text, [*tidy, *added]))
    for start, end in spans:
        for at, to, label in forms.occurrences(text, start, end):
            if free.take(at, to):
                added.append(Name(at, to, label, 0.5))
    return sorted([*tidy, *added], key=lambda n: n.start)


def _mended(text: str, found: Sequence[Name]) -> list[Name]:
    """Names of people put together again: parted by a nickname in marks, or cut before the surname."""
    result: list[Name] = []
    surnames = {names.surname(names.words(text[n.start : n.end])) for n in found if " " in text[n.start : n.end]}
    for k, name in enumerate(found):
        last = result[-1] if result else None
        if last and last.label == name.label == "PER" and _NICKNAME.fullmatch(text, last.end, name.start):
            result[-1] = Name(last.start, name.end, "PER", min(last.score, name.score))
            continue
        if last and name.start < last.end:
            continue
        if last and _one_name(text, last, name):
            result[-1] = Name(last.start, name.end, last.label, min(last.score, name.score))
            continue
        if name.label == "PER" and " " not in text[name.start : name.end]:
            more = _CUT_SURNAME.match(text, name.end)
            following = found[k + 1].start if k + 1 < len(found) else len(text)
            alone = names.fold(text[name.start : name.end]) in surnames
            if more and more.end() <= following and not alone and not _NO_SURNAME.search(more.group()):
                name = Name(name.start, more.end(), "PER", name.score)
        result.append(name)
    return result


def _adjectives(text: str, found: Sequence[Name]) -> list[Name]:
    """Names, with the adjectives of places that are named too ("Kestovian", of Kestovia) as MISC."""
    places = {names.fold(text[n.start : n.end]) for n in found if n.label == "LOC"}
    stems = {(place[:4], place) for place in places}
    starts = Counter(start for start, _ in stems)
    result = []
    for name in found:
        word = text[name.start : name.end]
        stem = _ADJECTIVE.fullmatch(word)
        start = names.fold(word)[:4]
        if name.label != "MISC" and stem and starts[start] > ((start, names.fold(word)) in stems):
            name = Name(name.start, name.end, "MISC", name.score)
        result.append(name)
    return result


def _one_name(text: str, one: Name, other: Name) -> bool:
    """Whether two names side by side are one that was cut: "Ilse" "Marant", "Transport" "Scotland"."""
    if text[one.end : other.start] != " " or " " in text[one.start : one.end]:
        return False
    return one.label == other.label == "PER" or (one.label == "ORG" and other.label in ("ORG", "LOC"))


def _tidied(text: str, name: Name) -> Name | None:
    """A name cut to whole words, without leading small words, titles and article, and without its possessive."""
    start, end = name.start, name.end
    while end < len(text) and text[end].isalnum() and (text[end - 1].isalnum() or text[end - 1] in "-‐’'"):
        end += 1
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while match := re.match(r"(\S+)\s+(?=\S)", text[start:end]):
        word = match.group(1)
        small = word.islower() and not _PARTICLE.match(text, start) and re.search(r"[A-Z]", text[start + 1 : end])
        titled = name.label == "PER" and names.is_title(word) and not word.isupper()
        if not (small or titled):
            break
        start += match.end()
    if name.label in ("ORG", "LOC") and (members := _MEMBERS.search(text, start, end)) and members.end() == end:
        end = members.start()
    if (office := _OFFICE.search(text, start, end)) and _OFFICE_HOLDER.match(text, end):
        end = office.start()
    label = "LOC" if _LANDSCAPE.search(text, start, end) else name.label
    if label == "LOC":
        label = "ORG" if _INSTITUTION.search(text, start, end) else label
    if text[start:end].isupper() and _DATELINE.match(text, end):
        while word := _CAPITALS_BEFORE.search(text, max(start - 30, 0), start):
            start = word.start(1)  # "PORT HANSEN —"
        label = "LOC" if start == 0 or text[start - 1] == "\n" else label
    if label == "PER":
        end = start + len(_POST_NOMINALS.sub("", text[start:end]))
    surface = text[start:end]
    end -= len(surface) - len(re.sub(r"(?:['’]s?|[\s,;:!?“”\"(]+)$", "", surface))
    if name.label == "PER" and names.is_title(text[start:end]):
        return None
    if end <= start or not any(c.isalnum() for c in text[start:end]):
        return None
    return Name(start, end, label, name.score)


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
    labels = {}
    for form, by in votes.items():
        label, count = by.most_common(1)[0]
        single = " " not in form
        if count <= sum(by.values()) / 2 or (single and (form.lower() in small or (label != "PER" and count < 2))):
            continue
        if single and (len(form) < 3 or names.is_title(form)):
            continue
        labels[form] = label
    return labels
