"""Acronyms of roles: "the UNO", where the text has "Upazila Nirbahi Officer (UNO) Sohel Kabir", is no organisation."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from toolkit.actors.names import fold
from toolkit.actors.role_nouns import is_role_noun
from toolkit.reader import Name

_IN_BRACKETS = re.compile(  # "superintendent of Police (SP)"
    r"(?<![\w-])([\w-]{2,30})(?: of \w{1,30})? \(([A-Z]{2,5})\)"
)
_BEFORE_A_NAME = re.compile(r"(?<![\w.&-])([A-Z]{2,4}) $")
_ACRONYM = re.compile(r"\b[A-Z]{3,5}\b")
_ROLE_BEFORE = re.compile(r"(?<![\w-])((?:[A-Z][\w-]+ ){3,5})$")  # "District Police Officer "
_BESIDE_BEFORE = re.compile(r"\b([A-Z]{2,5})\)? $")
_HOLDER_BEHIND = re.compile(r", (?:the )?([A-Z]{2,5})(?= of\b|,)")  # "Ada Roe, OC of"
_BESIDE_BEHIND = re.compile(r", (?:the )?([A-Z]{2,5})\b")


def role_acronyms(text: str, names: Sequence[Name]) -> dict[str, str]:
    """Return acronyms that the text uses for a role -> the role's folded noun, or the acronym where it has none.

    It is one in brackets behind a role, the initials of a role of three words or more before a person's name, or stands
    before or behind a person's name as well as with an article.

    >>> text = "The officer-in-charge (OC) came. IO Ada Roe left. The IO said no."
    >>> role_acronyms(text, [Name(36, 43, "PER", 0.9)])
    {'OC': 'officer', 'IO': 'io'}
    """
    found: dict[str, str] = {}
    for match in _IN_BRACKETS.finditer(text):
        noun = match[1].partition("-in-")[0]
        if is_role_noun(noun):
            found.setdefault(match[2], fold(noun))
    found |= {letters: noun for letters, noun in _initials_of_roles(text, names) if letters not in found}
    bodies = {text[n.start : n.end] for n in names if n.label == "ORG" and text[n.start - 1 : n.start] == "("}
    tried = set(found)
    for name in names:
        first, _, rest = text[name.start : name.end].partition(" ")
        before = _BEFORE_A_NAME.search(text, max(name.start - 6, 0), name.start)
        behind = _HOLDER_BEHIND.match(text, name.end)
        inside = first if rest and re.fullmatch(r"[A-Z]{2,4}", first) else None
        acronym = before[1] if before else inside or (behind and behind[1])
        if name.label != "PER" or not acronym or acronym in tried or acronym in bodies:
            continue
        tried.add(acronym)
        if re.search(rf"\b[Tt]he {acronym}\b(?! [A-Z])", text):
            found[acronym] = fold(acronym)
    return found


def _initials_of_roles(text: str, names: Sequence[Name]) -> Iterator[tuple[str, str]]:
    """Yield the initials, where the text has them, and the noun of roles before people's names."""
    used = set(_ACRONYM.findall(text))
    for name in names:
        before = _ROLE_BEFORE.search(text, max(name.start - 60, 0), name.start) if name.label == "PER" else None
        parts = before[1].split() if before else []
        if parts and is_role_noun(parts[-1]):
            for k in range(len(parts) - 2):
                letters = "".join(part[0] for part in parts[k:])
                if letters in used:
                    yield letters, fold(parts[-1])


def without_acronyms(text: str, names: Sequence[Name], acronyms: Mapping[str, str]) -> list[Name]:
    """Return the names without those that are an acronym of a role, and people without one before their name."""
    result = []
    for name in names:
        form = text[name.start : name.end]
        first, _, rest = form.partition(" ")
        if form in acronyms:
            continue
        if name.label == "PER" and rest and first in acronyms:
            name = replace(name, start=name.end - len(rest))
        result.append(name)
    return result


def acronym_beside(text: str, name: Name, acronyms: Mapping[str, str]) -> str | None:
    """Return the noun of the role whose acronym stands right before a name, or behind it and a comma; else None.

    >>> text = "Ada Roe, the SP, left with OC Ben Cole."
    >>> [acronym_beside(text, Name(a, b, "PER", 0.9), {"SP": "sp", "OC": "oc"}) for a, b in ((0, 7), (30, 38))]
    ['sp', 'oc']
    """
    before = _BESIDE_BEFORE.search(text, max(name.start - 10, 0), name.start)
    behind = _BESIDE_BEHIND.match(text, name.end)
    return next((acronyms[m[1]] for m in (before, behind) if m and m[1] in acronyms), None)
