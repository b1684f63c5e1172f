"""Roles: what a text calls somebody ("Secretary of State", "an analyst"), from title place and apposition."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from toolkit.actors.names import HONORIFICS, fold, is_title
from toolkit.lexicon import any_of, table, words

# Words that end in one of these name somebody by what they do; the rest are listed.
_DOES = re.compile(rf"(?:{any_of(words('roles', 'endings'))})s?$")
_ROLES = words("roles", "named_by")
_NOT_A_ROLE = words("roles", "no_roles")
_SHORT = words("roles", "short")
_TRADE_ENDINGS = tuple(words("roles", "trade_endings"))
_HE, _HE_ENDINGS = words("roles", "he"), tuple(words("roles", "he_endings"))
_SHE, _SHE_ENDINGS = words("roles", "she"), tuple(words("roles", "she_endings"))
_NO_MAN = words("roles", "no_man")
_HEAD_END = re.compile(r"\b(?:of|for|at|in|with|from|on|who|and|to)\b")  # "an expert in …": the noun stands before
_POSSESSIVE = re.compile(r"['’]s?$")
_NO_BEGINNING = frozenset("of for and the a an then when but as while after before meanwhile yet if since".split())
_STANDING = words("roles", "before_a_role")
_ABBREVIATED = {short: word for short, (word,) in table("titles", "written_out").items()}
_COMMON = words("roles", "said_of_many")
_GOES_ON = "|".join(  # what follows "the minister" where it is no part of a longer phrase ("the minister post")
    (
        "said says is was has had will would can could may might must should did does told tells went came made took "
        "gave got kept left met ran saw sat stood thought knew put let led felt found held spoke wrote won lost began "
        "to on as by after before when while because if but"
    ).split()
)
_THE = re.compile(
    r"\b[Tt]he (?P<noun>[A-Za-z]{2,}(?:-[a-z]+)?)\b(?=[,.;:!?”)\n—–]|['’]s? [a-z]|"
    rf"[ \xa0](?:\w+ly[ \xa0]|(?:also|then|later|now|never|always|still)[ \xa0])?(?:\w+ed|{_GOES_ON})\b)"
)
_BEFORE = re.compile(r"(?:[\w’'.&-]+[ \t]+){1,8}$")
_OFFICE = re.compile(  # "Shadow Secretary of State for the Home Department"
    rf"""
    \b (?: (?: [Ff]ormer | [Dd]eputy | [Aa]cting | Shadow | Under | Assistant | Vice | First | Prime | Foreign )[- ] )*
    (?: {any_of(words("roles", "with_an_office"), capital=True)} | Under-?[Ss]ecretary | Chair\w* )
    [ ](?:of|for|to)[ ](?:the[ ])?
    (?: [A-Z][\w’-]+[ \xa0] (?: (?:and|of|for)[ \xa0] (?:the[ \xa0])? )? )+ $
    """,
    re.VERBOSE,
)
_PUT_BEFORE = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[\w-]+['’]s?) ((?:(?!(?:the|that|when|a|an)\b)[\w'’-]+ ){0,7}[\w-]+),\s+"
    rf"(?:(?:{any_of(words('titles', 'before_a_holder'), capital=True)})\.?\s+)?$"
)
_NAME_AND_COMMA = re.compile(  # "Ada van Roe,"
    rf"(?:(?:[A-Z][\w.’'-]*|{any_of(words('particles', 'before_a_comma'))})[ ,]){{1,5}}(?<=,)"
)
_AFTER = re.compile(
    r"(?:,\s+(?:aged\s+)?\d{1,3}(?=,)|\s\(\d{1,3}\)(?=,))?,\s+"
    r"((?:(?:a|an|the|his|her|its|their|who is|who was)\s+)?[^,.;:()\n“”\"—–]{3,120}?)(?=[,.;:)\n“”\"—–]|$)"
)
_LEADING = re.compile(r"^(?:a|an|the|his|her|its|their|who is|who was)\s+", re.IGNORECASE)
_SAYS_MORE = re.compile(r"^[a-z]+ing\b|\b(?:my|is|was|are|were|has|have|had|said|says|will|would|can|could)\b(?! who)")
_VERB_FIRST = re.compile(
    r"^(?:who|which|whose|and|but|or|said|says|told|added|in|on|at|with|after|as|when|while|"
    r"although|though|because|since|if|unless|where|so|yet|before|until|"
    r"\w+ed (?:by|the|an?|in|on|at|to|from|with|her|his|its|their|that|it))\b",
    re.I,
)

_KIN = re.compile(  # "her late mother, "
    rf"""
    \b(?:his|her|their|my)\s+ (?: (?:late|elder|older|younger|twin|former|eldest|youngest)\s+ )?
    ( {any_of(words("kinship", "kin_as_a_role"))} ),\s+ $
    """,
    re.IGNORECASE | re.VERBOSE,
)


def before(text: str, start: int) -> str | None:
    """The role in title place before a name that starts at ``start``.

    >>> before("Belarusian Defense Minister Viktor Khrenin", 28)
    'Belarusian Defense Minister'
    >>> before("Then Secretary of State Antony Blinken", 24)
    'Secretary of State'
    >>> before("It began when the founder and chairman, Ana Ruiz, 83, left", 40)
    'founder and chairman'
    >>> before("a report that former economy minister Ana Ruiz", 38)
    'former economy minister'
    """
    floor = max(start - 120, text.rfind("\n", 0, start) + 1)
    if kin := _KIN.search(text, floor, start):
        return kin.group(1)
    put = _PUT_BEFORE.search(text, floor, start) if _NAME_AND_COMMA.match(text, start) else None
    if put and names_role((nouns(put[1]) or [""])[-1]):
        return put[1]
    if office := _OFFICE.search(text, floor, start):
        return office.group().strip()
    found = _BEFORE.search(text, floor, start)
    if not found:
        return None
    kept: list[str] = []
    for word in reversed(found.group().split()):
        if not kept and not names_role(word):
            return None
        joins = word in ("of", "for", "and", "the") and kept and kept[-1][0].isupper()
        describes = kept and word.islower() and (names_role(word) or word in _STANDING or _modifies(word, kept))
        if not (word[0].isupper() or joins or names_role(word) or describes):
            break
        if word[-1] in ".!?" and not is_title(word):
            break
        kept.append(word)
    while kept and kept[-1].lower() in _NO_BEGINNING:
        kept.pop()
    if len(kept) == 1 and fold(kept[0]) in HONORIFICS:
        return None
    return " ".join(reversed(kept)) or None


def after(text: str, end: int) -> str | None:
    """The role in apposition after a name that ends at ``end``.

    >>> after("Hugh Hill, a doctor at the clinic, said", 9), after("Hugh Hill, 61, a doctor, said", 9)
    ('doctor at the clinic', 'doctor')
    """
    found = _AFTER.match(text, end)
    if not found or _VERB_FIRST.match(found.group(1)) or _SAYS_MORE.search(found.group(1)):
        return None
    phrase = _LEADING.sub("", " ".join(found.group(1).split()))
    tokens = phrase.split()
    if len(tokens) > 14 or not any(names_role(token) for token in tokens[:5]):
        return None
    return phrase


def sex(text: str, start: int, end: int) -> str | None:
    """ "she" for "her mother, Ngozi", "the landlady Ann Roe" or "Ann Roe, a spokeswoman"; "he" likewise; else None.

    >>> sex("His sister Efua left", 11, 15), sex("Ola Berg, a fireman, left", 0, 8), sex("Ola left", 0, 3)
    ('she', 'he', None)
    >>> sex("Una Roe, the dead man's widow, left", 0, 7), sex("Una Roe, an expert in Roman law, left", 0, 7)
    ('she', None)
    """
    line = text[max(start - 60, 0) : start].rsplit("\n", 1)[-1]
    said = _HEAD_END.split(after(text, end) or "")[0].split()[:4]
    nouns = re.findall(r"[\w-]+(?=,?\s+$)", line) + [word for word in said if not _POSSESSIVE.search(word)]
    return next((told for noun in nouns if (told := sex_of(noun))), None)


def sex_of(noun: str) -> str | None:
    """The pronoun that goes with a noun: "she" for "landlady", "he" for "fireman", None for "doctor".

    >>> sex_of("spokeswoman"), sex_of("Frenchman"), sex_of("German")
    ('she', 'he', None)
    """
    plain = fold(noun).rsplit("-", 1)[-1]
    if plain in _SHE or plain.endswith(_SHE_ENDINGS):
        return "she"
    if plain in _HE or (plain.endswith(_HE_ENDINGS) and plain not in _NO_MAN):
        return "he"
    return None


def names_role(word: str) -> bool:
    """Whether a word names somebody by title, office or what they do.

    >>> [names_role(w) for w in ("minister", "spokeswoman", "analyst", "water", "Tuesday")]
    [True, True, True, False, False]
    """
    plain = fold(word.strip(",;:()"))
    plain = plain.rsplit("-", 1)[-1] if "-" in plain else plain
    if plain in _NOT_A_ROLE or plain.removesuffix("s") in _NOT_A_ROLE or len(plain) < 3:
        return plain in _SHORT
    return (
        is_title(plain)
        or plain in _ROLES
        or plain.rstrip("s") in _ROLES
        or (len(plain) > 5 and bool(_DOES.search(plain)))
    )


def nouns(role: str) -> list[str]:
    """The nouns a description of somebody in a role would use.

    >>> nouns("Belarusian Defense Minister"), nouns("Sen."), nouns("founder and chairman of the firm")
    (['minister'], ['senator'], ['founder', 'chairman'])
    """
    head = re.split(r"\b(?:of|for|at|in|with|from|on)\b", role)[0]
    parts = [part.split() for part in re.split(r"\band\b", head)]
    said = [fold(part[-1]) for part in parts if part]
    return [_ABBREVIATED.get(noun, noun) for noun in said] + [
        _ABBREVIATED[w] for part in parts for w in map(fold, part[:-1]) if w in _ABBREVIATED
    ]


def descriptions(
    text: str, held: Mapping[int, Sequence[str]], since: Mapping[int, int], quoted: Sequence[tuple[int, int]]
) -> list[tuple[int, int, int]]:
    """Where "the minister" means somebody: the one person named in the text who has that role.

    Parameters
    ----------
    text
        The text.
    held
        Roles of each person.
    since
        Where each person is named first; descriptions before that are left out.
    quoted
        Spans within quotation marks, in order; descriptions in them are left out: others may mean others by them.

    Returns
    -------
    list of (start, end, person)
        In order. What goes on as a title or with "of" ("the minister Ana Roe", "the minister of defence") is left out.
    """
    holders: dict[str, set[int]] = {}
    for person, roles in held.items():
        for noun in {noun for role in roles for noun in nouns(role) if noun not in _COMMON and names_role(noun)}:
            holders.setdefault(noun, set()).add(person)
    sole = {noun: next(iter(people)) for noun, people in holders.items() if len(people) == 1}
    found = (m for m in _THE.finditer(text) if m["noun"].lower() in sole) if sole else ()
    meant = [(*m.span(), sole[m["noun"].lower()]) for m in found]
    return [row for row in meant if row[0] > since[row[2]] and not _inside(row[0], quoted)]


def _inside(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    k = bisect_right(spans, (at, at)) - 1
    return k >= 0 and at < spans[k][1]


def names_trade(word: str) -> bool:
    """Whether a word is an occupation, as one stands before names ("Paramedic", "Orchardist"; not "Taylor").

    >>> names_trade("Paramedic"), names_trade("Midwife"), names_trade("Rutger"), names_trade("Othman")
    (True, True, False, False)
    """
    plain = fold(word)
    return plain in _ROLES or (len(plain) > 6 and plain.endswith(_TRADE_ENDINGS))


def _modifies(word: str, kept: list[str]) -> bool:
    """A lower-case word straight before a role noun, such as "economy" in "economy minister"."""
    return (
        kept[-1].islower()
        and names_role(kept[-1])
        and not re.fullmatch(
            r"(?:a|an|the|that|this|said|says|told|with|by|from|to|in|on|at|as|is|was|were|are|and|or|but|her|his|its|"
            r"their|our|my|when|while|who|asked|added|including|like|than|if|so|then|had|has|have|did|does|not)",
            word,
        )
    )
