"""Trimming: where a name begins and ends, and what is no name at all.

A reader marks a word too many or too few now and then, and takes a greeting, a file or a title for a name. What a
name's span holds is fixed here: whole words, no title, article, possessive or dangling preposition.
"""

import re

from toolkit.actors import names, roles
from toolkit.lexicon import any_of, words
from toolkit.reader import Name

_PARTICLE = re.compile(rf"(?:{any_of(words('particles', 'begins_a_name'))})\b|[a-z]+['’]\w|al-")  # "d’Estaing", "al-"
_POST_NOMINALS = re.compile(rf"(?:,? (?:{any_of(words('titles', 'trimmed_post_nominals'))}))+$")  # ", KC", " OBE, MP"
_MEMBERS = re.compile(  # "NATO Allies": whose they are is the name
    rf"(?<=\S)\s+(?:{any_of(words('organisation_nouns', 'members'), capital=True)})\b"
)
_PORTFOLIO = re.compile(  # "British Foreign"
    rf"\s(?:{any_of(words('organisation_nouns', 'portfolios'), capital=True)})$"
)
_OFFICE_HOLDER = re.compile(  # " Minister"
    rf"\s(?:{any_of(words('organisation_nouns', 'office_holders'), capital=True)})\b"
)
_INSTITUTION = re.compile(  # "Bath University"
    rf"\s(?:{any_of(words('organisation_nouns', 'no_place'), capital=True)})$"
)
_SOMEBODYS = re.compile(r"(?:My|Our|His|Her|Their|Your)(?: [a-z]+)?")  # "My father"
_BODY_OF = re.compile(  # "Transport" "Scotland"
    rf"(?<![A-Z\w] )\b(?:{any_of(words('organisation_nouns', 'before_a_country'), capital=True)})\s$"
)
_CUT_BODY = re.compile(  # "Heritage Orchard" "Registry"
    rf" (?:{any_of(words('organisation_nouns', 'cut_from_a_name'), capital=True)})\b"
)
_LANDSCAPE = re.compile(  # "Orla River"
    rf"\s(?:{any_of(words('place_names', 'landscape'), capital=True)})$"
)
_STATE_BODY = re.compile(  # "Scottish" "Government"
    rf" (?:{any_of(words('organisation_nouns', 'of_a_state'), capital=True)})\b"
)
_DATELINE = re.compile(r"(?:, [A-Z][\w. ]{1,20})?(?: \([\w ./]{2,20}\))? ?[—–-]")
_CAPITALS_BEFORE = re.compile(r"(?:^|(?<=\n))([A-Z]{2,})[ \xa0]$")
_DANGLING = re.compile(r"(?:\s+(?:of|for|in|on|at|and|or|the|to|from|by|with|&|/)|['’]s?|[\s,;:!?“”\"(/@&–—-]+)+$")
_SMALL_LAST = re.compile(r"(?:\s+[a-z][\w-]*)+$")
_BEFORE_VERB = re.compile(r"\b(?:I|you|we|they)\s$")
_MY = re.compile(r"\b[Mm]y\s$")
_AFTER_VERB = re.compile(r"\s(?:the|a|an|it|them|this|that|my|your|his|her|our|their)\b")
_OPENING = re.compile(rf"(?:{any_of(words('not_names', 'greetings'))})\s+(?=\w)", re.IGNORECASE)
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|txt|csv|jpe?g|png|gif|zip|html?|mp[34])\b", re.IGNORECASE)
_COMPOUND = re.compile(r"-[a-z]+$")
_CAPTION = re.compile(r"\s(?:Image|Photo|Picture|Video|Audio|Credit|File)$")
_MONEY = re.compile(r" ?[$£€]")
_NO_NAME = words("not_names", "never_a_name")  # capitalised or in capitals for other reasons than being a name


def is_landscape(name: str) -> bool:
    """Whether a name is a river's, an island's or the like, by its last word."""
    return bool(_LANDSCAPE.search(name))


def whole_words(text: str, name: Name) -> Name:
    """The name with all of the words that it begins or ends in."""
    start, end = name.start, name.end
    while end < len(text) and text[end].isalnum() and (text[end - 1].isalnum() or text[end - 1] in "-‐’'"):
        end += 1
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    return Name(start, end, name.label, name.score)


def trimmed(text: str, name: Name) -> Name | None:
    """A name cut to what belongs to it, or None where nothing of a name is left."""
    start, end = name.start, name.end
    if _in_file_name(text, start, end) or _tag_or_verb(text, start, end) or _MONEY.match(text, end):
        return None
    start = _without_opening(text, start, end, name.label)
    if name.label in ("ORG", "LOC") and (members := _MEMBERS.search(text, start, end)) and members.end() == end:
        end = members.start()
    if (caption := _CAPTION.search(text, start, end)) and text[end : end + 1] == ":":
        end = caption.start()
    if (office := _PORTFOLIO.search(text, start, end)) and _OFFICE_HOLDER.match(text, end):
        end = office.start()
    label = "LOC" if _LANDSCAPE.search(text, start, end) else name.label
    if label == "LOC":
        label = "ORG" if _INSTITUTION.search(text, start, end) else label
    if text[start:end].isupper() and _DATELINE.match(text, end):
        while word := _CAPITALS_BEFORE.search(text, max(start - 30, 0), start):
            start = word.start(1)  # "PORT HANSEN —"
        label = "LOC" if start == 0 or text[start - 1] == "\n" else label
    if label in ("MISC", "LOC") and (state := _STATE_BODY.match(text, end)):
        end, label = state.end(), "ORG"
    if label == "LOC" and (body := _BODY_OF.search(text, max(start - 20, 0), start)):
        start, label = body.start(), "ORG"
    if label in ("MISC", "LOC", "ORG") and (body := _CUT_BODY.match(text, end)):
        end, label = body.end(), "ORG"
    if label == "MISC" and (compound := _COMPOUND.search(text, start, end)):
        end = compound.start()
    if label != "PER" and text[start].isupper():
        end = start + len(_SMALL_LAST.sub("", text[start:end]))
    if label == "PER":
        end = start + len(_POST_NOMINALS.sub("", text[start:end]))
    end = start + len(_DANGLING.sub("", text[start:end]))
    surface = text[start:end]
    if not any(c.isalnum() for c in surface) or names.fold(surface) in _NO_NAME:
        return None
    if all(names.is_title(word) for word in surface.split()) or _SOMEBODYS.fullmatch(surface):
        return None
    if _POST_NOMINALS.fullmatch(" " + surface) and re.search(r"[A-Z][\w’'-]+,? $", text[max(start - 30, 0) : start]):
        return None
    return Name(start, end, label, name.score)


def _without_opening(text: str, start: int, end: int, label: str) -> int:
    """Where a name begins behind greetings, small words, and a person's titles."""
    while match := re.match(r"(\S+)\s+(?=\S)", text[start:end]):
        word = match.group(1)
        small = word.islower() and not _PARTICLE.match(text, start) and re.search(r"[A-Z]", text[start + 1 : end])
        titled = label == "PER" and names.is_title(word) and not word.isupper()
        titled = titled or (label == "PER" and _is_trade(word, text[start + match.end() : end]))
        if not (small or titled or _OPENING.match(text, start, end)):
            break
        start += match.end()
    return start


def _is_trade(word: str, rest: str) -> bool:
    """Whether a word before a full name says what somebody does ("Paramedic" "Gaz Whittle", not "Taylor" "Ann Roe")."""
    return " " in rest and roles.names_trade(word) and not names.is_given(names.fold(word)) and rest[0].isupper()


def _in_file_name(text: str, start: int, end: int) -> bool:
    """Whether a name is part of a file's name ("CrudeStocks.pdf", "Lisa_resume.doc")."""
    a = max(text.rfind(sign, max(start - 60, 0), start) for sign in " \n\t") + 1
    found = re.compile(r"\S{1,80}").match(text, a or start)
    return bool(found and (_FILE.search(found.group()) or re.search(r"\w_\w", found.group())))


def _tag_or_verb(text: str, start: int, end: int) -> bool:
    """Whether a name is a hashtag, "my Lords", or used as a verb ("if you Google your name")."""
    before = text[max(start - 6, 0) : start]
    if _MY.search(before) and names.is_title(text[start:end].rstrip("s")):
        return True
    return before.endswith("#") or bool(_BEFORE_VERB.search(before) and _AFTER_VERB.match(text, end))
