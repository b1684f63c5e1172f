"""Who wrote an article and when: what a line under a headline says of it."""

import re
from functools import lru_cache
from typing import NamedTuple

from toolkit import lexicon
from toolkit.article.date_lines import DateLine, date_line

LONGEST = 160  # characters of such a line

_AGENCY = (
    rf"(?:{lexicon.any_of(lexicon.words('outlets', 'agencies'))}"
    rf"|(?:[^\W\d_a-z][\w’'-]* ){{0,3}}(?:{lexicon.any_of(lexicon.words('outlets', 'papers'))}))"  # Port Ellery Times
)
_BEHIND_A_NAME = re.compile(rf"\S+ \S+.* (?:{lexicon.any_of(lexicon.words('outlets', 'agencies'))})")
_PAPERS = frozenset(word.lower() for word in lexicon.words("outlets", "papers", "media"))
# Senior Staff Writer, political editor in Paris, the foreign desk
_ROLE = (
    rf"(?i:(?:\S+ ){{0,4}}(?:{lexicon.any_of(lexicon.words('roles', 'in_a_byline'))}|"
    r"desk|bureau|newsroom|agencies|team)"
    r"(?: (?:in|at|for|of) .{2,40})?)"
)
_CLAUSE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|said|says)\b")  # "Jane Doe is a reporter"
_NO_NAME = frozenset(
    word.lower()
    for word in lexicon.words("not_names", "in_a_byline", "weekdays") | lexicon.words("roles", "writers", "staff_of")
)
_PARTICLES = frozenset(lexicon.words("particles", "in_a_byline"))
_JOINED = lexicon.any_of(lexicon.words("particles", "joined_in_a_byline"))
_WORD = re.compile(rf"(?:(?:{_JOINED})[-‐])?[^\W\d_a-z][\w.’'‐-]*")  # Doe, al-Said, O’Neill
_PLACE = re.compile(r"(?:in|at|for|from|of) (?:the )?[^\W\d_a-z].*")
_BY = re.compile(
    r"""
    (?P<strong>(?i:
        (?:(?:written|reported|story|words|report|text|posted|published|compiled|created|article|author)[ ])?
        by\b(?:[ ]?:)?                                                          # Written by Jane Doe
      | (?:by-?line|authors?|writer|reporter|words|text|story)[ ]?:             # Author: Jane Doe
    ))[ ]*
  | (?P<weak>(?i:from\b(?:[ ]?:)?|source[ ]?:))[ ]*                             # From Jane Doe in Paris
    """,
    re.VERBOSE,
)
_STARTS_DATE = re.compile(  # where a date may begin behind a name
    r"\b(?:(?:First |Last |Originally )?(?:Published|Updated|Posted|Modified|Issued|Released)\b|"
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b|"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? ?-? ?\d|"
    r"\d{1,2}(?:st|nd|rd|th)?[ -](?:of )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|"
    r"\d{4}[-/]\d\d|\d{1,2}[/.:]\d\d|\d{1,2} ?[ap]\.?m\b|\d+[ -](?:min|hour|day)|\d{1,2}[hd] ago)",
    re.IGNORECASE,
)
_NEEDS_TEXT = re.compile(r"\d[/.-]\d{1,2}[/.-]\d|\b(?:IST|BST|CST)\b")  # what a text may tell of a date
_COUNT = re.compile(  # 0 Views, Comments (3)
    r"(?:[\d.,]+[KkM]? ?(?:comments?|views?|shares?|likes?|reads?|hits)|"
    r"(?:comments?|views?|shares?)[ :]*\(?\d*\)?|\d+)",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"(?:e-?mail:? )?\S+@\S+|@\w+|\(@?\S+\)|https?://\S+", re.IGNORECASE)
_NEVER = frozenset(
    "about a an the by via with and or of our your my this these not who what how why when where if".split()
)
_SMALL = frozenset("of the in on for and by at to from section".split())
_JOINTS = re.compile(r"\s*[|•·►»~‧∙]\s*|\s+[/>–—-]+\s+|\s*\t\s*|\s*[–—]\s*$")
_ITEMS = re.compile(r"(\s*,\s*and\s+|\s+and\s+|\s*&\s*|\s+with\s+|\s*[,;]\s*|\s*/\s*)", re.IGNORECASE)


class Signature(NamedTuple):
    """What a line under a headline says: the names of the authors, the date in ISO 8601, or neither ("3 hours ago")."""

    names: str | None = None
    published: str | None = None
    updated: bool = False  # the date is that of a later change
    labelled: bool = False  # the line says that it is a date of publication
    first: bool = False  # of the first one
    perhaps: str | None = None  # names that may be those of a paper or a place: "Jane Doe" beside a date


def signature(line: str, *, below: bool = True, text: str = "") -> Signature | None:
    """Return what a byline or date line says, or None where the line is neither.

    Parameters
    ----------
    line
        The line.
    below
        Whether it stands below another one, so that names alone can be authors: "Jane Doe, Reuters".
    text
        The whole article, which may tell how its dates are written.

    >>> signature("By Jane Doe and Ada Roe, Staff Writers").names, signature("By Friday the bridge was closed.")
    ('Jane Doe and Ada Roe', None)
    >>> signature("Jane Doe in Paris | Published 3:45 PM EST, Fri November 12, 2021")[:2]
    ('Jane Doe', '2021-11-12T15:45-05:00')
    """
    if len(line) > LONGEST or line.rstrip().endswith(":"):  # "BY MR. QUIGLEY:" asks
        return None
    return _signature(line, below, text if _NEEDS_TEXT.search(line) else "")


@lru_cache(maxsize=4096)  # a line is asked about several times
def _signature(line: str, below: bool, text: str) -> Signature | None:
    line = line.strip(" *_|•·~")
    head, dated, tail = _parted(line, text)
    names: list[str] = []
    perhaps: list[str] = []
    known = bool(dated)  # whether something says that this is a byline or a date line
    for place, part in enumerate((head, tail)):
        for piece in filter(None, _JOINTS.split(part)):
            by = _BY.match(piece)
            people = _people(piece[by.end() :] if by else piece, bool(by)) if by or below else None
            if people and (people.sure if not by else people.sure or by["strong"] or dated):
                names += people.names if not (by and by["weak"] and people.is_agency) else []
                known = True
            elif people and by and by["weak"].lower().startswith("source"):
                perhaps += people.names
                known = True
            elif people and people.names and dated:
                sure = people.bare and (_is_given(piece) or (place == 0 and line[len(head) :].lstrip()[:1].isalpha()))
                (names if sure else perhaps).extend(people.names)
            elif not _is_other(piece):
                return None
    if not known or not (dated is None or dated.published or dated.labelled or dated.updated or not (head or tail)):
        return None
    dates = (dated.published, dated.updated, dated.labelled, dated.first) if dated else (None, False, False, False)
    return Signature(_joined(names), *dates, _joined(perhaps))


def is_name(line: str) -> bool:
    """Return whether a line holds one or several people's names and nothing else, as bylines without "By" do."""
    return bool(names_in(line, bare=True))


def names_in(line: str, *, bare: bool = False) -> str | None:
    """Return the names of a line that holds names and at most the place where they are: "Jane Doe, Kabwe".

    ``bare`` allows for no place either.
    """
    if len(line) > 80 or not line[:1].isalpha() or line[-1] in ":,;?!":
        return None
    people = _people(re.sub(r"^(?:and|&) ", "", line), False)
    return _joined(people.names) if people and people.names and (people.bare or not bare) else None


def is_role(line: str) -> bool:
    """Return whether a line says what an author is, and of which paper: "Herald Staff Reporter".

    >>> is_role("Herald Staff Reporter"), is_role("The reporter left.")
    (True, False)
    """
    if len(line) > 60 or line[-1:] in ".?!":
        return False
    first, *rest = line.split(",")
    words = first.split()
    capitals = all(word[0].isupper() or word.lower() in _SMALL for word in words if word[0].isalpha())
    place = all(part.strip()[:1].isupper() for part in rest)
    return capitals and place and bool(re.fullmatch(_ROLE, first)) and words[0].lower() not in _SMALL - {"the", "from"}


def in_small_letters(names: str) -> str:
    """Return names without the capitals in which a page sets them: "ADA McROE" is "Ada McRoe".

    >>> in_small_letters("JANE O’NEILL and LUDWIG VAN DER BERG"), in_small_letters("A. J. Ayer")
    ('Jane O’Neill and Ludwig van der Berg', 'A. J. Ayer')
    """
    return "".join(_in_small_letters(part) for part in re.split(r"( and |, | & )", names))


def _in_small_letters(name: str) -> str:
    """Return one name without the capitals of a page; "JT" and "AWR Hawkins" have their own."""
    words = name.split(" ")
    shouted = re.sub(r"\b(?:Mc|Mac)(?=[A-Z])", "", name).isupper()
    result = []
    for at, word in enumerate(words):
        letters = sum(map(str.isalpha, word))
        if shouted and at and word.lower() in _PARTICLES:
            word = word.lower()
        elif (
            word.isupper()
            and (letters > 3 or (shouted and letters > 1 and re.search("[AEIOUY]", word)))
            and ("." not in word[:-1])
        ):
            word = re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word)
            word = re.sub(r"(?<=[’'])S\b", "s", word)
        elif begin := re.match(r"(?:Mc|Mac|O[’'])(?=[A-Z]{2,}$)", word):
            word = begin[0] + word[begin.end() :].capitalize()
        result.append(word)
    return " ".join(result)


class _People(NamedTuple):
    names: list[str]
    bare: bool  # nothing but names
    sure: bool  # a role, a paper or a place beside the names says whose they are
    is_agency: bool = False


def _people(part: str, by: bool) -> _People | None:
    """Return the people whom a part of a byline names, without what it says of them."""
    part = part.strip(" .:,")
    paper = re.fullmatch(rf"{_AGENCY}(?: (?i:staff|reporters?|and agencies))?", part)
    if paper and not _BEHIND_A_NAME.fullmatch(part):
        return _People([re.sub(r" (?:staff|reporters?|and agencies)$", "", part)] if by else [], False, by, True)
    role = by and part[:1].isupper() and bool(re.fullmatch(_ROLE, part))
    part, sides = re.subn(r"\s*\((?:now|earlier|[^()]*@[^()]*)\)", "", part)  # Jane Doe (now)
    part = re.split(r"(?<=\w{4})\. (?=[A-Z])", part)[0]
    pieces = _ITEMS.split(part)
    names: list[str] = []
    bare, sure = True, bool(sides)
    joins = [None, *(join.strip(" ,;").lower() or "," for join in pieces[1::2])]
    for at, item in enumerate(pieces[::2]):
        item = item.strip(" .:")
        if not item:
            continue
        name, rest = _name(item)
        listed = at == 0 or joins[at] in ("and", "&") or bool(rest) or _is_given(name) or "and" in joins[at:]
        if name and listed and joins[at] != "/" and (not rest or _is_tail(rest)):
            names.append(name)
            bare, sure = (
                bare and not rest,
                sure or bool(rest and (by or not _PLACE.match(rest) or rest.startswith("in "))),
            )
        elif at and names and (_is_tail(item) or _is_place(item)):
            bare, sure = False, sure or _is_tail(item)
        elif at == 0 and by and _is_given(item) and item[0].isupper():
            names.append(item)
        else:
            return _People([], False, True) if role else None
    return _People(names, bare, sure) if names else None


def _name(item: str) -> tuple[str | None, str]:
    """Return the name at the beginning of an item and what follows it; no name where it does not begin with one."""
    words = item.split()
    taken = 0
    for at, word in enumerate(words):
        if at and word in _PARTICLES:
            continue
        if at > 5 or not _WORD.fullmatch(word) or _ends_a_name(word, words[:at]):
            break
        taken = at + 1
    if taken < 2 or _begins_no_name(words[:taken]):
        return None, item
    return " ".join(words[:taken]), " ".join(words[taken:])


def _begins_no_name(words: list[str]) -> bool:
    bare = [word.lower().strip(".") for word in words]
    if not _NEVER.isdisjoint(bare) or not any(len(word.strip(".")) > 1 for word in words):
        return True
    return bare[0] in _sections() or bare[0] in _imperatives()


def _ends_a_name(word: str, before: list[str]) -> bool:
    """Return whether a word with a capital belongs to what follows a name: "Staff", "Associated", "Herald", "STARR"."""
    bare = word.lower().strip(".")
    if bare in _NO_NAME:
        return True
    if len(before) < 2:
        return False
    shouted = all(other.isupper() for other in before)
    if shouted and not word.isupper():
        return True
    paper = bool(_PAPERS.intersection(re.split("[-‐]", bare)))
    return paper or (not shouted and (bare in _sections() or (word.isupper() and len(word) > 2)))


def _is_tail(rest: str) -> bool:
    """Return whether what stands behind a name says of what paper, where or as what somebody writes."""
    if rest.lower().startswith(("special to ", "staff", "reporting ")):
        return True
    patterns = (_ROLE, _AGENCY, _PLACE, _CONTACT)
    return not _CLAUSE.search(rest) and any(re.fullmatch(pattern, rest) for pattern in patterns)


def _is_place(item: str) -> bool:
    words = item.split()
    return len(words) <= 4 and all(word[:1].isupper() or word.lower() in _SMALL for word in words)


def _is_given(name: str | None) -> bool:
    """Return whether a name begins with a given name that is known."""
    return bool(name and name.split()[0].casefold() in lexicon.words("given_names", "either", "given"))


def _sections() -> frozenset[str]:
    return lexicon.words("furniture", "sections")


def _imperatives() -> frozenset[str]:
    return lexicon.words("furniture", "imperatives")


def _is_other(piece: str) -> bool:
    """Return whether a piece may stand beside a date or a name: a paper, a place, a section, a count, an address."""
    piece = piece.strip(" ,.:")
    if not piece or _COUNT.fullmatch(piece) or _CONTACT.fullmatch(piece) or re.fullmatch(_ROLE, piece):
        return True
    piece = re.sub(r"^(?i:published|posted|printed|first published) (?i:in|on|by)\b ?", "", piece)
    words = re.findall(r"[^\s,]+", piece)
    return len(words) <= 6 and all(
        not word[0].islower() or word.lower() in _SMALL or word.lower() in _sections()
        for word in words
        if word[0].isalnum()
    )


def _parted(line: str, text: str) -> tuple[str, DateLine | None, str]:
    """Return what stands before a line's date, the date, and what stands behind it."""
    if found := date_line(line, text):
        return "", found, ""
    for start in list(_STARTS_DATE.finditer(line))[:3]:
        rest = line[start.start() :]
        head = line[: start.start()].rstrip(" ,|/•·–—-")
        if found := date_line(rest, text):
            return head, found, ""
        cuts = list(re.finditer(r"[\s,.|/•·–—-]+(?=[\w(])", rest))
        for cut in reversed(cuts[-8:]):
            found = date_line(rest[: cut.start()], text)
            if found and (found.published or found.labelled):
                return head, found, rest[cut.end() :]
    return line, None, ""


def _joined(names: list[str]) -> str | None:
    """Return names in a row: "Ada Roe, Ben Low and Cy Poe"."""
    unique = [in_small_letters(name.rstrip(".") if not re.search(r"\b(?:Jr|Sr)\.$", name) else name) for name in names]
    unique = list(dict.fromkeys(unique))
    if not unique:
        return None
    return " and ".join(filter(None, (", ".join(unique[:-1]), unique[-1])))
