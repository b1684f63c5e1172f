"""Roles: what a text calls somebody ("Secretary of State", "an analyst"), from title place and apposition."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from toolkit.actors.names import HONORIFICS, fold, is_title
from toolkit.lexicon import any_of, table, words

# Words that end in one of these name somebody by what they do; the rest are listed.
_DOES = re.compile(r"(?:er|or|ist|ician|arian|man|woman|person|men|women|people)s?$")
_ROLES = frozenset(
    "aide judge coach mayor pilot nurse chef monk nun priest bishop clerk agent analyst officer official student "
    "parent mother father brother sister son daughter wife husband widow widower cousin uncle aunt friend neighbour "
    "neighbor colleague partner boss member delegate candidate nominee advocate expert critic ally rival guard "
    "champion captain midfielder defender striker goalkeeper scholar fellow dean provost principal lawyer attorney "
    "solicitor barrister counsel spokesman spokeswoman spokesperson secretary diplomat envoy ambassador president "
    "premier chancellor minister king queen prince princess pope rabbi imam pastor model poet author novelist chair "
    "chairman chairwoman ceo cfo coo founder co-founder owner resident tenant patient victim witness suspect "
    "defendant plaintiff survivor veteran detective sergeant inspector superintendent constable physician surgeon "
    "doctor epidemiologist virologist psychologist economist scientist engineer architect farmer host anchor man woman "
    "midwife voter fan pupil shopkeeper waiter".split()
)
_NOT_A_ROLE = frozenset(
    "other another rather either neither later earlier after never over under former however whether together further "
    "number paper winter summer september october november december water letter matter order power corner offer "
    "member-state chapter quarter border center centre river summer counter folder fever power computer newspaper "
    "twitter poster disaster order offer error terror mirror floor door motor factor sector color colour labor labour "
    "behavior behaviour favor favour honor honour interior exterior harbor harbour major minor prior superior "
    "dollar silver cover layer tower rather shoulder gender wonder consider remember register encounter deliver "
    "helicopter answer better greater larger smaller younger older lower upper higher inner outer easter easier "
    "important different significant recent percent german human woman's american major minor".split()
)
_SHE = frozenset(
    "widow aunt niece girlfriend girl heroine duchess countess queen nun grandmother granddaughter".split()
)
_NO_MAN = frozenset("german roman norman ottoman human woman talisman shaman caiman".split())
_HEAD_END = re.compile(r"\b(?:of|for|at|in|with|from|on|who|and|to)\b")  # "an expert in …": the noun stands before
_POSSESSIVE = re.compile(r"['’]s?$")
_HE = frozenset("son widower uncle nephew boyfriend boy monk king duke grandson grandfather".split())
_NO_BEGINNING = frozenset("of for and the a an then when but as while after before meanwhile yet if since".split())
_STANDING = frozenset("former then acting deputy senior junior chief top longtime vice retired late outgoing".split())
_ABBREVIATED = {short: word for short, (word,) in table("titles", "written_out").items()}
_COMMON = frozenset(
    "general justice chief first lady deputy vice premier man woman member person people friend resident student "
    "official others officer witness reader".split()
)
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
    r"\b(?:(?:[Ff]ormer|[Dd]eputy|[Aa]cting|Shadow|Under|Assistant|Vice|First|Prime|Foreign)[- ])*"
    r"(?:Secretary|Minister|Under-?[Ss]ecretary|President|Director|Head|Chief|Speaker|Chair\w*|Governor|Mayor|Leader|"
    r"Commissioner|Ambassador|Chancellor|Prince|King|Queen|Duke|Bishop|Archbishop|Professor) "
    r"(?:of|for|to) (?:the )?(?:[A-Z][\w’-]+[ \xa0](?:(?:and|of|for)[ \xa0](?:the[ \xa0])?)?)+$"
)
_PUT_BEFORE = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[\w-]+['’]s?) ((?:(?!(?:the|that|when|a|an)\b)[\w'’-]+ ){0,7}[\w-]+),\s+"
    rf"(?:(?:{any_of(words('titles', 'before_a_holder'), capital=True)})\.?\s+)?$"
)
_NAME_AND_COMMA = re.compile(r"(?:(?:[A-Z][\w.’'-]*|de|del|van|von|der|al|bin|la)[ ,]){1,5}(?<=,)")
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


_KIN = re.compile(
    r"\b(?:his|her|their|my)\s+(?:(?:late|elder|older|younger|twin|former|eldest|youngest)\s+)?((?:grand|step)?(?:mother|father|son|"
    r"daughter|brother|sister)|wife|husband|partner|aunt|uncle|niece|nephew|cousin|colleague|lawyer|agent|deputy|mentor),\s+$",
    re.IGNORECASE,
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
    words = found.group().split()
    kept: list[str] = []
    for word in reversed(words):
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
    words = phrase.split()
    if len(words) > 14 or not any(names_role(word) for word in words[:5]):
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
    if plain in _SHE or plain.endswith(("woman", "lady", "mother", "sister", "daughter", "wife", "actress")):
        return "she"
    if plain in _HE or (plain.endswith(("man", "father", "brother", "husband")) and plain not in _NO_MAN):
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
        return plain in ("mp", "ceo", "cfo")
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
    return plain in _ROLES or (len(plain) > 6 and plain.endswith(("ist", "ician", "medic", "woman", "ologist")))


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
