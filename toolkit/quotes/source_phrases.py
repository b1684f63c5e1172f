"""Source phrases: which of the names in the words that name a source is the speaker ("his lawyer, Mira Das,")."""

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile

from toolkit import lexicon
from toolkit.actors import Mention
from toolkit.actors.descriptions import head_of
from toolkit.actors.kinship import is_kinship
from toolkit.actors.names import fold, is_title
from toolkit.actors.role_nouns import is_role_noun
from toolkit.quotes.model import Source, Span

# What an organisation or person puts into words: "the NATO statement read" is NATO speaking.
DOCUMENTS = lexicon.words("documents", "speak_for_an_owner")
_PREPOSITIONS = frozenset("of for from at in on with by to about against near under behind".split())
_AMONG = frozenset("including through via between among within".split())  # who is one of many does not speak for all
_ADDRESSED = _AMONG | frozenset("to about against".split())  # a document's addressee or subject is not its owner
_GOVERNING = _PREPOSITIONS | _AMONG
_JOINERS = frozenset(["of", "for", "and", "&", "the"])  # inside a title: "Secretary of State for the Home Department"
_NAME_ENDS = re.compile(  # what follows a name that no further noun follows: "Ada Roe …", not "the Roe campaign"
    r"""
    \s*
    (?: [,;:.(—–]                                                           # "Ada Roe, a doctor"
      | $                                                                   # "Ada Roe"
      | (?: and | & | or | both                                             # "Ada Roe and Ben Cole"
          | who | whom | himself | herself | itself | themselves            # "Ada Roe herself"
        )\b
      | (?:of|for|from|at|in|on|with|by|to|after|before|as|that|which)\b    # "Roe of Ohio"
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_TITLE_BEHIND = re.compile(  # "John Roe Jr", "Ada Roe KC"; but "the Unity MP" is not Unity
    rf"\s*(?:{lexicon.any_of(lexicon.words('titles', 'behind_a_source'))})\b", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"\([^()]*\)")  # "the Unity Party (UP) MP"
_OWNED = re.compile(r"[’']s((?:\s+[\w-]+){1,3})")  # "Ben's late mum"
_CALLED = re.compile(  # "a man who goes by the name “Rusty”"
    rf"\b(?:{lexicon.any_of(lexicon.words('nicknames', 'introduce', 'calls_oneself'))})\s+[“\"'‘]?$"
)
_POSSESSIVE_NAME_ENDS = re.compile(r"[’']s\s*(?:[,;]|$)")  # "Sainsbury's, which"
_BODIES = lexicon.words("organisation_nouns", "behind_a_name")
_BETWEEN_LISTED = re.compile(r"\s*(?:,|and|or|&|,\s*(?:and|or))\s*(?:the\s+)?")  # between the names of a list
_OPENS_APPOSITION = re.compile(r"[,(—–:]$")
_PLURAL = re.compile(  # "officials"
    rf"(?:{lexicon.any_of(lexicon.words('roles', 'several_sources'))})\b", re.IGNORECASE
)
GOES_ON = re.compile(  # "added", "went on"
    rf"(?:{lexicon.any_of(lexicon.words('speech_verbs', 'goes_on'))})\b", re.IGNORECASE
)
RELATIVE = re.compile(r",?\s+\b(?:who|which|whose|whom)\b")  # where a relative clause begins: "Ada Roe, who"
TO_RELATIVE_PRONOUN = re.compile(  # what may stand between a name and "who"
    r"""
    \s* (?: \([^()\n]*\) )? [\s,]*        # "Ada Roe (D-Ohio), who"
    (?: ,? [^,.;“”\"\n]* , )? \s*          # "Ada Roe, now the speaker, who"
    """,
    re.VERBOSE,
)


def parse_source_phrase(
    text: str, start: int, end: int, named: Sequence[tuple[Mention, str]], types: Mapping[str, str]
) -> Source:
    """Return the speaker in a source phrase that holds names.

    Parameters
    ----------
    text
        The article's text.
    start, end
        The phrase.
    named
        Names in the phrase, in order, each with its actor's id.
    types
        Each actor's type.

    Returns
    -------
    Source
        ``speaker`` is the name that is the head of the phrase ("Secretary of State Antony Blinken"), stands in
        apposition to the head ("his lawyer, Mira Das") or owns the document that speaks ("the NATO statement"). Where
        no name is, ``speaks_for`` is whom the unnamed source speaks for ("a spokesman for the ministry").
    """
    if named and _CALLED.search(text, start, named[0][0].span[0]):
        return Source(named[0][1], None)
    relative = RELATIVE.search(text, start, end)
    if relative and any(m.span[1] <= relative.start() for m, _ in named):
        end = relative.start()
    speaks_for, position, governor, reached, type_ = None, "head", "", start, ""
    for k, (mention, id) in enumerate(named):
        if mention.span[1] > end or (relative and mention.span[0] > relative.start()):
            break
        if types[id] != type_ or not _BETWEEN_LISTED.fullmatch(text[reached : mention.span[0]]):
            position, governor = _position_in_phrase(text[start : mention.span[0]], types[id] == "PER")
        reached, type_ = mention.span[1], types[id]
        after = text[mention.span[1] : end]
        whole = bool(_NAME_ENDS.match(after) or _POSSESSIVE_NAME_ENDS.match(after))
        whole = whole or (types[id] == "PER" and bool(_TITLE_BEHIND.match(after)))
        if types[id] != "PER" and _is_portfolio(text, mention.span[1], named[k + 1 :], types):
            speaks_for = speaks_for or id
            continue
        if position == "head" and (whole or _owns_noun(after, types[id])):
            return Source(id, speaks_for)
        if position == "apposition" and whole and _apposed_to(governor) == ("PER" if types[id] == "PER" else "ORG"):
            return Source(id, None)
        if position == "governed" and governor in DOCUMENTS and whole:
            return Source(None if _begins_list(text, named[k:], types) else id, None)
        if position == "governed" and whole and types[id] == "PER" and _stands_behind_description(text, start, mention):
            return Source(id, None)
        if position not in ("apposition", "addressed") and not _is_kin_of(after):
            speaks_for = speaks_for or id
    return Source(None, speaks_for)


def without_clause(text: str, start: int, end: int, names: Sequence[Span]) -> int:
    """Return where a source ends without its relative clause, if all names stand in that: "her aunt, who knows Roe".

    A clause that only names somebody stays: "a man who goes by Rusty".
    """
    clause = RELATIVE.search(text, start + 1, end)
    inside = [span for span in names if start <= span[0] and span[1] <= end]
    if not clause or any(span[1] <= clause.start() for span in inside):
        return end
    return end if inside and _CALLED.search(text, start, inside[0][0]) else clause.start()


def _is_portfolio(text: str, end: int, behind: Sequence[tuple[Mention, str]], types: Mapping[str, str]) -> bool:
    """Whether a name only says whose or what office somebody holds whom the phrase names next.

    So in "Foreign Trade and Tourism Minister Ada Roe", "Unity Party (UP) MP Ada Roe".
    """
    person = next((m for m, id in behind if types[id] == "PER"), None)
    between = _IN_BRACKETS.sub("", text[end : person.span[0]]).split() if person else []
    if not between or any(word[-1] in ",;:(" for word in between):
        return False
    office = is_role_noun(between[-1]) and all(w[0].isupper() or w in _JOINERS or is_role_noun(w) for w in between)
    return office or is_title(between[-1])


def _stands_behind_description(text: str, start: int, mention: Mention) -> bool:
    """Whether a person's name follows the whole description of whoever bears it, not a title within one.

    So in "Attorney for the District of Wexland Joshua Roe", and not in "a spokesman for Texas Governor Ada Roe".
    """
    before = text[start : mention.span[0]].split()
    last = before[-1] if before else ""
    return last[:1].isupper() and last[-1].isalnum() and not is_title(last) and not is_role_noun(last)


def _is_kin_of(after: str) -> bool:
    """Whether a name owns a word of kinship ("Ben’s mum"): nobody speaks for a relative."""
    owned = _OWNED.match(after)
    return owned is not None and any(is_kinship(fold(word)) for word in owned[1].split())


def _owns_noun(after: str, type_: str) -> bool:
    """Whether the noun behind a name is the name's document ("the NATO statement") or kind ("the Unite union")."""
    following = re.sub(r"^[’']s?\b", "", after).split()
    last = following[-1].lower().strip(".,’'”\"") if following else ""
    return last in DOCUMENTS or (len(following) == 1 and type_ == "ORG" and last in _BODIES)


def _begins_list(text: str, named: Sequence[tuple[Mention, str]], types: Mapping[str, str]) -> bool:
    """Whether the first name begins a list of bodies or places: "a statement by Estonia, Finland and Sweden"."""
    if len(named) < 2 or types[named[0][1]] != types[named[1][1]] or types[named[0][1]] == "PER":
        return False
    (_, start), (_, last) = named[0][0].span, named[-1][0].span
    between = text[start : named[1][0].span[0]]
    listed = _BETWEEN_LISTED.fullmatch(between) and re.search(r"\band\b|&", text[start:last])
    return bool(listed) and text[last : last + 2] not in ("’s", "'s")


def _position_in_phrase(before: str, person: bool) -> tuple[str, str]:
    """Return a name's position in a source phrase, and what governs it there.

    The words before the name tell, its title left aside: "head" after "former Secretary of State", "apposition" after
    "his lawyer," (governed by these words), "governed" after "a spokesman for" (governed by "spokesman"), "addressed"
    after "a letter to".
    """
    tokens = before.replace("’s", " ’s").replace("'s", " ’s").split()
    while tokens and _is_title(tokens) and (person or tokens[-1].lower() not in _JOINERS):
        tokens.pop()  # "Secretary of State" of "Ann Roe", but not "Minister of" of "Chile"
    if tokens and _OPENS_APPOSITION.search(tokens[-1]):
        return "apposition", " ".join(tokens)
    while tokens and tokens[-1].lower() in ("the", "a", "an", "its", "his", "her", "their", "both"):
        tokens.pop()
    if tokens and tokens[-1].lower() in _ADDRESSED:
        return "addressed", ""
    if tokens and tokens[-1].lower() in _PREPOSITIONS:
        behind = [token.lower().strip(".,") for token in tokens[:-1]]
        if len(behind) > 1 and behind[-2] in DOCUMENTS:  # "a statement issued by"
            behind.pop()
        return "governed", behind[-1] if behind else ""
    governing = next((k for k, token in enumerate(tokens) if k and token.lower() in _GOVERNING), None)
    if governing and "’s" not in tokens[governing:] and "'s" not in tokens[governing:]:
        governor, noun = head_of(tokens[governing - 1]), head_of(tokens[-1])
        if not person or (governor and noun and governor.kind == noun.kind == "PER" and not noun.plural):
            # "the director of the charity" Wexland Aid, "a nephew of author" Ada Roe
            return "governed", tokens[governing - 1].lower().strip(".,")
    return "head", ""


def _apposed_to(governor: str) -> str:
    """Return the kind of what a name stands in apposition to: "ORG" behind "the charity,", "" of several, else "PER".

    In "a spokesman for the charity," it is the spokesman.
    """
    if _PLURAL.search(governor):
        return ""
    words = list(takewhile(lambda word: word.lower() not in _PREPOSITIONS, governor.split()))
    head = head_of(words[-1].strip(",(—–:")) if words else None
    return head.kind if head else "PER"


def _is_title(tokens: list[str]) -> bool:
    last = tokens[-1]
    if last[-1] in ",;:(—–":
        return False
    if last.lower() in _JOINERS:
        return len(tokens) > 1 and tokens[-2][0].isupper() and is_title(tokens[-2])
    return last[0].isupper() or is_title(last)
