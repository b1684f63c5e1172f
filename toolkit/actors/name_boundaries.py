"""Name boundaries: where a name begins and ends, and what is no name at all.

A reader marks a word too many or too few now and then, and takes a greeting, a file or a title for a name. What a
name's span holds is fixed here: whole words, no title, article, possessive or dangling preposition.
"""

import re

from toolkit.actors.given_names import is_given_name
from toolkit.actors.names import fold, is_title
from toolkit.actors.role_nouns import is_occupation
from toolkit.lexicon import any_of, words
from toolkit.reader import Name


def _any_noun(section: str) -> str:
    """Return a pattern of the organisation nouns of a section, as names write them."""
    return any_of(words("organisation_nouns", section), capital=True)


_NO_NAME = words("not_names", "never_a_name")  # capitalised or in capitals for other reasons than being a name
_PARTICLE = re.compile(rf"(?:{any_of(words('particles', 'begins_a_name'))})\b|[a-z]+['’]\w|al-")  # "d’Estaing", "al-"
_GREETING = re.compile(rf"(?:{any_of(words('not_names', 'greetings'))})\s+(?=\w)", re.IGNORECASE)  # "Dear "
_POST_NOMINALS = re.compile(rf"(?:,? (?:{any_of(words('titles', 'trimmed_post_nominals'))}))+$")  # ", KC", " OBE, MP"
_MEMBERS = re.compile(rf"(?<=\S)\s+(?:{_any_noun('members')})$")  # "NATO Allies": whose they are is the name
_INSTITUTION = re.compile(rf"\s(?:{_any_noun('no_place')})$")  # "Bath University"
_BODY_BEHIND = re.compile(rf" (?:{_any_noun('cut_from_a_name')})\b")  # "Heritage Orchard" "Registry"
_STATE_BODY_BEHIND = re.compile(rf" (?:{_any_noun('of_a_state')})\b")  # "Scottish" "Government"
_LANDSCAPE = re.compile(rf"\s(?:{any_of(words('place_names', 'landscape'), capital=True)})$")  # "Orla River"
_FAMILY_BEHIND = re.compile(rf" (?:{any_of(words('kinship', 'families'))})\b")  # "Roe" "family": none of its members
_UNIT_BEFORE = re.compile(  # "Head of " "Fundamental Research" " at": a part of what is named behind it
    rf"\b(?i:{any_of(words('roles', 'heads_a_part'))}) of $"
)
_WHERE_BEHIND = re.compile(r" (?:at|with) [A-Z]|(?<= at) [A-Z]")
_NUMBERED = re.compile(
    r"(?:[Nn]os?\.|[A-Z]\.[A-Z]\.|Rs\.?|Cr\.)[ ]?(?:No\.[ ])?\d+\s*"
)  # "No. 5 " of "No. 5 Mill Road"
_SOMEBODYS = re.compile(r"(?:My|Our|His|Her|Their|Your)(?: [a-z]+)?")  # "My father"
_VERB_BEHIND_SUBJECT = re.compile(r"\b(?:I|you|we|they)\s$")  # "if you Google your name"
_VERB_BEFORE_OBJECT = re.compile(r"\s(?:the|a|an|it|them|this|that|my|your|his|her|our|their)\b")
_DATELINE = re.compile(r"(?:, [A-Z][\w. ]{1,20})?(?: \([\w ./]{2,20}\))? ?[—–-]")  # "HANSEN, Ohio (AP) —"
_CAPITALS_BEFORE = re.compile(r"(?:^|(?<=\n))([A-Z]{2,})[ \xa0]$")  # "PORT" "HANSEN —"
_COMPOUND = re.compile(r"-[a-z]+$")  # "Moscow-based"
_PARTICIPLE = re.compile(r"-(?:[a-z]+ed|born|led|run|wide)$")  # the same, of a place or body
_SMALL_AT_END = re.compile(r"(?:\s+(?!\S*[A-Z])[a-z][\w-]*)+$")  # "Orla talks", but not "Bir al-Orla"
_DANGLING = re.compile(  # what no name ends in
    r"""
    (?: \s+(?:of|for|in|on|at|and|or|the|to|from|by|with|&|/)  # "Bank of"
      | ['’]s?                                                 # "Roe’s"
      | [\s,;:!?“”"(/@&–—-]+                                   # "Roe, "
    )+$
    """,
    re.VERBOSE,
)
_DETERMINED = re.compile(r"\b(?:the|an?|this|that|one|his|her|their|its|our)\s(?:[\w-]+\s){0,3}$", re.IGNORECASE)
_NAME_BEHIND = re.compile(r"[ \xa0][A-Z]")
_EXCELLENCY = re.compile(r"(?:H\.? ?(?:R\.? ?H|E)\.?|H(?:is|er) Excellency)[ \xa0]+(?=[A-Z])")  # "H E ", "HRH "
_MONEY = re.compile(r" ?[$£€]")  # "US$"
_FILE_ENDING = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|txt|csv|jpe?g|png|gif|zip|html?|mp[34])\b", re.IGNORECASE)


def is_landscape(name: str) -> bool:
    """Return whether a name is a river's, an island's or the like, by its last word.

    >>> is_landscape("Orla River"), is_landscape("River Roe")
    (True, False)
    """
    return bool(_LANDSCAPE.search(name))


def extend_to_words(text: str, name: Name) -> Name:
    """Return the name with the whole of the words that it begins and ends in.

    >>> extend_to_words("Ada Lovelace left", Name(1, 9, "PER", 0.9))
    Name(start=0, end=12, label='PER', score=0.9)
    """
    start, end = name.start, name.end
    while end < len(text) and text[end].isalnum() and (text[end - 1].isalnum() or text[end - 1] in "-‐’'"):
        end += 1
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    return Name(start, end, name.label, name.score)


def trim_name(text: str, name: Name) -> Name | None:
    """Return a name cut, or extended, to what belongs to it; None where nothing of a name is left.

    Its label changes where the words that belong to it tell what it is.

    >>> trim_name("Dear Mrs Ada Roe OBE,", Name(0, 20, "PER", 0.9))
    Name(start=9, end=16, label='PER', score=0.9)
    >>> trim_name("the Scottish Government", Name(4, 12, "MISC", 0.9))
    Name(start=4, end=23, label='ORG', score=0.9)
    >>> trim_name("see Orla_dam.pdf", Name(4, 8, "LOC", 0.9))
    """
    if _is_in_file_name(text, name) or _is_tag_or_verb(text, name) or _MONEY.match(text, name.end):
        return None
    headed = name.label == "ORG" and _UNIT_BEFORE.search(text, max(name.start - 30, 0), name.start)
    if headed and _WHERE_BEHIND.match(text, name.end):
        return None
    if numbered := _NUMBERED.match(text, name.start, name.end):
        name = Name(numbered.end(), name.end, name.label, name.score)
    name = Name(_start_without_opening(text, name), name.end, name.label, name.score)
    family = _FAMILY_BEHIND.match(text, name.end)
    if family and not (name.label == "ORG" and " " in text[name.start : name.end]):  # "Rotary Orla family": its members
        return Name(name.start, family.end(), "MISC", name.score)
    if name.label == "ORG" and (members := _MEMBERS.search(text, name.start, name.end)):
        name = Name(name.start, members.start(), name.label, name.score)
    name = _with_whole_body(text, name)
    name = Name(name.start, _end_without_rest(text, name), name.label, name.score)
    return None if _is_no_name(text, name) else name


def _start_without_opening(text: str, name: Name) -> int:
    """Return where a name begins behind greetings, small words, and a person's titles."""
    start, end = name.start, name.end
    if name.label == "PER" and (excellency := _EXCELLENCY.match(text, start, end)):
        start = excellency.end()
    while match := re.match(r"(\S+)\s+(?=\S)", text[start:end]):
        word, rest = match[1], text[start + match.end() : end]
        small = word.islower() and not _PARTICLE.match(text, start) and re.search(r"[A-Z]", text[start + 1 : end])
        person = name.label == "PER"
        titled = person and ((is_title(word) and not word.isupper()) or _is_occupation_before(word, rest))
        if not (small or titled or _GREETING.match(text, start, end)):
            break
        start += match.end()
    return start


def _is_occupation_before(word: str, rest: str) -> bool:
    """Return whether a word before a full name says what somebody does ("Paramedic" "Gaz Whittle").

    "Taylor" of "Taylor Ann Roe" does not.
    """
    return " " in rest and is_occupation(word) and not is_given_name(fold(word)) and rest[0].isupper()


def _with_whole_body(text: str, name: Name) -> Name:
    """Return a name with the words beside it that make it an organisation's, and the label that its words tell."""
    start, end = name.start, name.end
    label = "LOC" if _LANDSCAPE.search(text, start, end) else name.label
    if label == "LOC":
        label = "ORG" if _INSTITUTION.search(text, start, end) else label
    if text[start:end].isupper() and _DATELINE.match(text, end):
        while word := _CAPITALS_BEFORE.search(text, max(start - 30, 0), start):
            start = word.start(1)
        label = "LOC" if start == 0 or text[start - 1] == "\n" else label
    if label in ("MISC", "LOC") and (state := _STATE_BODY_BEHIND.match(text, end)):
        end, label = state.end(), "ORG"
    if label in ("MISC", "LOC", "ORG") and (body := _BODY_BEHIND.match(text, end)):
        end, label = body.end(), "ORG"
    return Name(start, end, label, name.score)


def _end_without_rest(text: str, name: Name) -> int:
    """Return where a name ends before small words, what hangs on it by a hyphen, post-nominals and punctuation."""
    start, end = name.start, name.end
    compound = {"PER": None, "MISC": _COMPOUND}.get(name.label, _PARTICIPLE)
    if compound and (behind := compound.search(text, start, end)):
        end = behind.start()
    if name.label != "PER" and text[start].isupper():
        end = start + len(_SMALL_AT_END.sub("", text[start:end]))
    if name.label == "PER":
        end = start + len(_POST_NOMINALS.sub("", text[start:end]))
    return start + len(_DANGLING.sub("", text[start:end]))


def _is_no_name(text: str, name: Name) -> bool:
    """Return whether what is left of a name is none: a title, "My father", letters behind a name."""
    form = text[name.start : name.end]
    if not any(c.isalnum() for c in form) or fold(form) in _NO_NAME:
        return True
    before = text[max(name.start - 30, 0) : name.start]
    called = _DETERMINED.search(before) or _NAME_BEHIND.match(text, name.end)
    body = name.label == "ORG" and form.isupper() and not called  # "DIG has helped", but "the OC", "OC Roe"
    titles = all(is_title(word.removesuffix("s") if word[:-1].isupper() else word) for word in form.split())
    if (titles and not body) or _SOMEBODYS.fullmatch(form):
        return True
    return bool(_POST_NOMINALS.fullmatch(" " + form) and re.search(r"[A-Z][\w’'-]+,? $", before))


def _is_in_file_name(text: str, name: Name) -> bool:
    """Return whether a name is part of a file's name ("CrudeStocks.pdf", "Lisa_resume.doc")."""
    begin = max(text.rfind(sign, max(name.start - 60, 0), name.start) for sign in " \n\t") + 1
    found = re.compile(r"\S{1,80}").match(text, begin or name.start)
    return bool(found and (_FILE_ENDING.search(found.group()) or re.search(r"\w_\w", found.group())))


def _is_tag_or_verb(text: str, name: Name) -> bool:
    """Return whether a name is a hashtag, or used as a verb ("if you Google your name")."""
    before = text[max(name.start - 6, 0) : name.start]
    is_verb = _VERB_BEHIND_SUBJECT.search(before) and _VERB_BEFORE_OBJECT.match(text, name.end)
    return before.endswith("#") or bool(is_verb)
