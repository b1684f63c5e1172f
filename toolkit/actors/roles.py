"""Roles: what a text calls somebody ("Secretary of State", "an analyst"), before a name or in apposition to it."""

import re
from collections.abc import Sequence

from toolkit.actors.names import HONORIFICS, MEN, WOMEN, fold
from toolkit.actors.role_nouns import is_role_noun, role_nouns, sex_of_noun
from toolkit.lexicon import any_of, table, words
from toolkit.text import Span

BEFORE_REACH = 120  # characters before a name in which its role is looked for
LONGEST_APPOSITION = 14  # words of a role behind a name
HEAD_WORDS = 5  # of these one must be the role's noun
NAMES_ASKED = 8  # names of one person that are looked at for a title

_BEFORE_A_ROLE = words("roles", "before_a_role")
_NO_BEGINNING = frozenset("of for and the a an then when but as while after before meanwhile yet if since".split())
_NO_MODIFIER = frozenset(  # small words that may stand before a role without being part of it ("told minister Roe")
    "a an the that this said says told with by from to in on at as is was were are and or but her his its their our my "
    "when while who asked added including like than if so then had has have did does not".split()
)
_HEAD_END = re.compile(r"\b(?:of|for|at|in|with|from|on|who|and|to)\b")  # "an expert in …": the noun stands before
_POSSESSIVE = re.compile(r"['’]s?$")
_ABBREVIATED = words("titles", "abbreviated")  # the others end a sentence before a full stop
_KIN_BEFORE = re.compile(  # "her late mother, "
    rf"""
    \b(?:his|her|their|my)\s+ (?: (?:late|elder|older|younger|twin|former|eldest|youngest)\s+ )?
    ( {any_of(words("kinship", "kin_as_a_role"))} ),\s+ $
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NAME_AND_COMMA = re.compile(  # "Ada van Roe,"
    rf"(?:(?:[A-Z][\w.’'-]*|{any_of(words('particles', 'before_a_comma'))})[ ,]){{1,5}}(?<=,)"
)
_OF_THE = r"(?: (?:of|for|at|in)[ ](?:the|an?)[ ] )"  # "the chair of the committee, "
_HOLDER_BEFORE = re.compile(  # a role that a name and a comma follow
    rf"""
    \b(?: [Tt]he | [Ii]ts | [Tt]heir                                  # "the founder and chairman, "
        | [\w-]+['’]s?                                                # "the union’s leader, "
      )[ ]
    ( (?: {_OF_THE}? (?! (?:the|that|when|a|an)\b ) [\w'’-]+[ ] ){{0,7}} {_OF_THE}? [\w-]+ ),\s+
    (?: (?: {any_of(words("titles", "before_a_holder"), capital=True)} )\.?\s+ )?  # "the founder, Dr. "
    $
    """,
    re.VERBOSE,
)
_OFFICE_BEFORE = re.compile(  # "Shadow Secretary of State for the Home Department "
    rf"""
    \b (?: (?: [Ff]ormer | [Dd]eputy | [Aa]cting | Shadow | Under | Assistant | Vice | First | Prime | Foreign )[- ] )*
    (?: {any_of(words("roles", "with_an_office"), capital=True)} | Under-?[Ss]ecretary | Chair\w* )
    [ ](?:of|for|to)[ ](?:the[ ])?
    (?: [A-Z][\w’-]+[ \xa0] (?: (?:and|of|for)[ \xa0] (?:the[ \xa0])? )? )+ $
    """,
    re.VERBOSE,
)
_WORDS_BEFORE = re.compile(r"(?:[\w’'.&-]+[ \t]+){1,8}$")
_APPOSITION = re.compile(  # what follows a name between commas
    r"""
    (?: ,\s+(?:aged\s+)?\d{1,3}(?=,)                               # "Hugh Hill, 61, a doctor,"
      | \s\(\d{1,3}\)(?=,)                                         # "Hugh Hill (61), a doctor,"
    )?
    ,\s+
    ( (?: (?:a|an|the|his|her|its|their|who[ ]is|who[ ]was)\s+ )?  # "Hugh Hill, who is a doctor,"
      [^,.;:()\n“”"—–]{3,120}?
    )
    (?= [,.;:)\n“”"—–] | $ )
    """,
    re.VERBOSE,
)
_DETERMINER = re.compile(r"^(?:a|an|the|his|her|its|their|who is|who was)\s+", re.IGNORECASE)
_CLAUSE = re.compile(  # no role: "leaving the hall", "which was closed"
    r"^[a-z]+ing\b|\b(?:my|is|was|are|were|has|have|had|said|says|will|would|can|could)\b(?! who)"
)
_NO_ROLE_OPENS = re.compile(
    r"""
    ^(?: who | which | whose | and | but | or | said | says | told | added      # "Roe, who", "Roe, said the minister"
       | in | on | at | with | after | as | when | while | although | though    # "Roe, after the minister left"
       | because | since | if | unless | where | so | yet | before | until
       | \w+ed[ ](?:by|the|an?|in|on|at|to|from|with|her|his|its|their|that|it)  # "Roe, accused by the minister"
     )\b
    """,
    re.IGNORECASE | re.VERBOSE,
)

_SAME_ROLE = {  # "Ada Roe, who has chaired the council": "the chair"
    noun: re.compile(rf",\s(?:[\w’'-]+\s){{0,5}}?(?:{'|'.join((noun, *stems))})")
    for noun, stems in table("roles", "same_role_stems").items()
}
ON_TRIAL = ("accused", "defendant")
_AGE = re.compile(r"(?:,\s+(?:who is\s+|aged\s+)?|\s+\()(\d{1,3})\b")  # "Ada Roe, 71," "Ada Roe (71)"
_OF_AGE = {"teenager": range(13, 20), "teen": range(13, 20), "pensioner": range(65, 100), "octogenarian": range(80, 90)}
_ON_TRIAL = re.compile(  # what stands behind the name of somebody on trial, in the same clause
    rf"""
    (?: (?! ,?[ ]who\b                                                          # not "Roe, who says Cole is on trial"
          | \b(?:{any_of(words("speech_verbs", "reports"))})\b )  # not "Roe said Cole was on trial"
        [^.;“”\"\n]
    ){{0,90}}?
    \b(?: (?:is|was|been|stands)[ ](?:accused[ ]of|charged(?![ ][£$€\d])|on[ ]trial)  # "Roe was charged with fraud"
        | plead(?:s|ed)                                                         # "Roe pleaded not guilty"
        | stands[ ]trial                                                        # "Roe stands trial in May"
        | den(?:ies|ied)[ ](?:\w+[ ]){{0,2}}                                    # "Roe denies two counts of fraud"
          (?:charges?|counts?|murder|manslaughter|fraud|wrongdoing|theft|rape|assault)
    )\b
    """,
    re.VERBOSE,
)


def role_before(text: str, start: int) -> str | None:
    """Return the role that stands before a name that begins at ``start``; None where none does.

    >>> role_before("Belarusian Defense Minister Viktor Khrenin", 28)
    'Belarusian Defense Minister'
    >>> role_before("Then Secretary of State Antony Blinken", 24)
    'Secretary of State'
    >>> role_before("It began when the founder and chairman, Ana Ruiz, 83, left", 40)
    'founder and chairman'
    >>> role_before("a report that former economy minister Ana Ruiz", 38)
    'former economy minister'
    """
    floor = max(start - BEFORE_REACH, text.rfind("\n", 0, start) + 1)
    if kin := _KIN_BEFORE.search(text, floor, start):
        return kin[1]
    holder = _HOLDER_BEFORE.search(text, floor, start) if _NAME_AND_COMMA.match(text, start) else None
    if holder and is_role_noun((role_nouns(holder[1]) or [""])[-1]):
        return holder[1]
    if office := _OFFICE_BEFORE.search(text, floor, start):
        return office.group().strip()
    before = _WORDS_BEFORE.search(text, floor, start)
    return _role_at_end(before.group().split()) if before else None


def role_after(text: str, end: int) -> str | None:
    """Return the role in apposition to a name that ends at ``end``; None where there is none.

    >>> role_after("Hugh Hill, a doctor at the clinic, said", 9), role_after("Hugh Hill, 61, a doctor, said", 9)
    ('doctor at the clinic', 'doctor')
    """
    found = _APPOSITION.match(text, end)
    if not found or _NO_ROLE_OPENS.match(found[1]) or _CLAUSE.search(found[1]):
        return None
    role = _DETERMINER.sub("", " ".join(found[1].split()))
    tokens = role.split()
    if len(tokens) > LONGEST_APPOSITION or not any(is_role_noun(token) for token in tokens[:HEAD_WORDS]):
        return None
    return role


def sex_beside(text: str, names: Sequence[Span]) -> str | None:
    """Return "he" or "she" where a title or a noun beside one of somebody's first names tells it; else None."""
    told = (sex_of_title(text, a) or sex_of_role_beside(text, a, b) for a, b in names[:NAMES_ASKED])
    return next(filter(None, told), None)


def sex_of_title(text: str, start: int) -> str | None:
    """Return what a title before a name that begins at ``start`` tells: "he" for "Mr.", "she" for "Mrs.", else None.

    >>> sex_of_title("Mrs. Roe", 5), sex_of_title("Dr. Roe", 4)
    ('she', None)
    """
    before = text[max(start - 12, 0) : start].split()
    title = fold(before[-1]) if before else ""
    return "he" if title in MEN else "she" if title in WOMEN else None


def nouns_behind(text: str, end: int) -> set[str]:
    """Return the nouns that sum up what stands behind a name that ends at ``end``: an age, a charge, an office.

    >>> sorted(nouns_behind("Una Roe, 17, denies fraud", 7))
    ['17-year-old', 'accused', 'defendant', 'teen', 'teenager']
    """
    nouns = {noun for noun, behind in _SAME_ROLE.items() if behind.match(text, end)}
    nouns |= set(ON_TRIAL if _ON_TRIAL.match(text, end) else ())
    if age := _AGE.match(text, end):
        nouns |= {f"{age[1]}-year-old", *(noun for noun, ages in _OF_AGE.items() if int(age[1]) in ages)}
    return nouns


def sex_of_role_beside(text: str, start: int, end: int) -> str | None:
    """Return "he" or "she" where a noun right beside a name tells it; else None.

    >>> sex_of_role_beside("His sister Efua left", 11, 15), sex_of_role_beside("Ola Berg, a fireman, left", 0, 8)
    ('she', 'he')
    >>> sex_of_role_beside("Una Roe, the dead man's widow, left", 0, 7), sex_of_role_beside("Ola left", 0, 3)
    ('she', None)
    >>> sex_of_role_beside("Una Roe, an expert in Roman law, left", 0, 7)
    """
    line = text[max(start - 60, 0) : start].rsplit("\n", 1)[-1]
    behind = _HEAD_END.split(role_after(text, end) or "")[0].split()[:4]
    nouns = re.findall(r"[\w-]+(?=,?\s+$)", line) + [word for word in behind if not _POSSESSIVE.search(word)]
    return next((sex for noun in nouns if (sex := sex_of_noun(noun))), None)


def _role_at_end(tokens: Sequence[str]) -> str | None:
    """Return the role that the last of some words make ("former economy minister"); None where they make none."""
    role: list[str] = []  # from the last word to the first
    for k, word in zip(range(len(tokens) - 1, -1, -1), reversed(tokens), strict=True):
        if not role and not is_role_noun(word):
            return None
        joins = word in ("of", "for", "and", "the") and role and role[-1][0].isupper()
        if word == "and" and not (k and is_role_noun(tokens[k - 1])):
            break  # "Roe and President"
        describes = role and word.islower() and (word in _BEFORE_A_ROLE or _modifies(word, role[-1]))
        if not (word[0].isupper() or joins or is_role_noun(word) or describes):
            break
        if word[-1] in ".!?" and fold(word).rstrip(".") not in _ABBREVIATED:
            break
        role.append(word)
    while role and role[-1].lower() in _NO_BEGINNING:
        role.pop()
    if len(role) == 1 and fold(role[0]) in HONORIFICS:
        return None
    return " ".join(reversed(role)) or None


def _modifies(word: str, following: str) -> bool:
    """Return whether a small word stands before a role noun as "economy" does in "economy minister"."""
    return following.islower() and is_role_noun(following) and word not in _NO_MODIFIER
