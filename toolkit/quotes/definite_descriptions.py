"""Descriptions: whom "the minister", "the 71-year-old", "the company" or "her mother" means."""

import re

from toolkit.actors import kinship, roles
from toolkit.actors.demonyms import country
from toolkit.actors.names import described as known_description
from toolkit.actors.names import fold, surname, words
from toolkit.quotes.discourse import REACH, Discourse

_DETERMINERS = frozenset("the this that his her their my".split())
_UNNAMED = frozenset("spokesman spokeswoman spokesperson official source officer witness man woman person".split())
_COLLECTIVE = frozenset(
    "company firm group operator agency union charity retailer bank airline broadcaster carmaker manufacturer "
    "organisation organization association federation club regulator watchdog department ministry authority body "
    "publisher supplier developer railway council university college hospital school committee board paper "
    "newspaper magazine maker owner chain brewery utility supermarket startup start-up alliance bloc trust".split()
)
_BODY = re.compile(rf"\bthe (?:{'|'.join(sorted(_COLLECTIVE))})\b")
_CARRIERS = frozenset(
    "ap afp reuters twitter facebook instagram youtube tiktok x whatsapp linkedin reddit snapchat telegram".split()
)
_AGES = {"teenager": r"1[3-9]", "teen": r"1[3-9]", "pensioner": r"(?:6[5-9]|[7-9]\d)", "octogenarian": r"8\d"}
_AGED = re.compile(r"(\d{1,3})-year-old$")
_OLD = re.compile(r"the (?:old|older|elderly|young|younger) (?:wo)?man\b", re.IGNORECASE)
_PERSONAL = frozenset(
    "lady mother father teenager teen pensioner widow winner victim newcomer veteran pair "
    "mother-of-two mother-of-three".split()
)
_UNSAID = r"\b(?:an?|one|another)\s+(?:(?!an?\b|the\b)[\w-]+\s+){{0,3}}{noun}\b"
_PREDICATE = re.compile(r"\b(?:as|is|was|be|become|became|becomes|being|been|like|not)\s+$")
AHEAD = 700  # characters after a description where who is meant may be named
_SAME = {"chair": ("speaker", "presid"), "boss": ("manag", "chief", "head"), "landlady": ("landlord",)}
_SUBJECT = re.compile(
    r"(?P<phrase>(?P<determiner>The|An?|Another|One|His|Her|Their|Its|My|Our)\s+(?:[\w’'-]+[ \xa0]*){1,6})"
)
_SENTENCE = re.compile(r"[.!?…]['’”\")]*\s+")


def resolve_description(phrase: str, at: int, discourse: Discourse) -> str | None:
    """The actor that a description at an offset means: as the text says, or who is most likely spoken of there."""
    noun = _noun(phrase)
    if not noun:
        return _later(fold(phrase.split()[-1]), at, discourse) if phrase and _is_lead(at, discourse) else None
    if known := actor_described_by(phrase, at, discourse) or _later(noun, at, discourse):
        return known
    if phrase.split()[0].lower() != "the" or (noun in _UNNAMED and not _OLD.match(phrase)):
        return None
    if noun in _COLLECTIVE and re.fullmatch(r"the (?:\S*\d\S* )?\S+", phrase, re.IGNORECASE):
        return _organisation(at, discourse)
    spoken_of = country(noun) or _OLD.match(phrase) or noun in _PERSONAL or _AGED.match(noun)
    if spoken_of or (roles.names_role(noun) and not mentions_unnamed(noun, at, discourse)):
        return discourse.antecedent(at, roles.sex_of(noun))
    return None


def last_described_organisation(at: int, floor: int, discourse: Discourse) -> str | None:
    """The organisation that a description between two offsets means ("a letter from the company"), the last first."""
    for found in reversed(list(_BODY.finditer(discourse.text, floor, at))):
        if not discourse.inside_marks(found.start()) and (
            id := resolve_description(found.group(), found.start(), discourse)
        ):
            return id
    return None


def actor_described_by(phrase: str, at: int, discourse: Discourse) -> str | None:
    """The actor whom the text calls by a description: by kinship, name, role or age."""
    if relative := kinship.phrase(phrase):
        return resolve_relative(*relative, at, discourse)
    noun = _noun(phrase)
    if organisation := discourse.by_form.get(known_description(phrase) or ""):
        return organisation
    return (
        discourse.role_holder(noun, at)
        or (_aged(noun, at, discourse) if _AGED.match(noun) or noun in _AGES else None)
        or _from_place(phrase, noun, at, discourse)
    )


def _noun(phrase: str) -> str:
    """The folded noun of a description, or nothing where the phrase is none."""
    tokens = phrase.split()
    if not 1 < len(tokens) <= 12 or tokens[0].lower() not in _DETERMINERS:
        return ""
    head = re.split(r"\b(?:of|for|at|in|with|from|on|and|who|beside|behind)\b", " ".join(tokens[1:]))[0].split()
    noun = fold(head[-1]) if head else ""
    return "" if roles.names_role(noun.removesuffix("s")) and re.search(r"[^s]s$", noun) else noun  # "the judges"


def _is_lead(at: int, discourse: Discourse) -> bool:
    """Whether an offset is in the headline or the first paragraph, where people are described before they are named."""
    return at < 2 * AHEAD and discourse.text[:at].strip().count("\n\n") < 2


def _later(noun: str, at: int, discourse: Discourse) -> str | None:
    """Who is named soon after a description and said there to be it: "the chair", then "Ada Roe, who has chaired …"."""
    if not roles.names_role(noun):
        return None
    text, stems = discourse.text, "|".join(map(re.escape, (noun, *_SAME.get(noun, ()))))
    behind = re.compile(rf",\s(?:[\w’'-]+\s){{0,5}}?(?:{stems})", re.IGNORECASE)
    before = re.compile(rf"\b(?:{stems})\w*[ ,]+(?:[A-Z][a-z]*\.? )?$", re.IGNORECASE)
    for mention, id in discourse.mentions_within(at, at + AHEAD):
        start, end = mention.span
        person = mention.kind == "name" and discourse.types[id] == "PER" and not discourse.inside_marks(start)
        if person and (behind.match(text, end) or before.search(text, max(start - 30, 0), start)):
            return id
    return None


def resolve_relative(pronoun: str, noun: str, at: int, discourse: Discourse) -> str | None:
    """Whom "his sister" at an offset means: as brought in, or the one other person of the surname, or of the role."""
    owner = discourse.actor_at(at) or discourse.antecedent(at, "he" if pronoun == "his" else "she")
    if owner:
        told = kinship.sex(noun)
        for other in discourse.kin.who(owner, noun, at):
            if not told or discourse.sexes.get(other) in (told, None):
                return other
        name = surname(words(discourse.actors[owner].name))
        if shared := kinship.of_surname(name, owner, noun, discourse.with_surname):
            return shared
    holder = discourse.role_holder(noun, at)
    return holder if holder != owner else None


def described_subject(start: int, end: int, discourse: Discourse, sex: str) -> tuple[bool, str | None]:
    """Whether the narration between two offsets last had a described person for a subject, and who that is.

    "The minister said …", "A spokesman …": True with None says that this is nobody known. ``sex`` is what the pronoun
    tells that refers to the subject.
    """
    stops = [start, *(start + m.end() for m in _SENTENCE.finditer(discourse.text[start:end]))]
    for at in reversed([stop for stop in stops if not discourse.inside_marks(stop + 1)]):
        found = _SUBJECT.match(discourse.text, at, end)
        phrase = _noun_phrase(found["phrase"]) if found else None
        clause = found.end("determiner") if found else at, _clause_end(discourse.text, at + len(phrase or ""), end)
        if found and phrase and discourse.first_mentioned(*clause) is None:
            id = actor_described_by(phrase, at, discourse)
            if id and discourse.sexes.get(id) in (sex, None):
                return True, id
            return found["determiner"] in ("A", "An", "Another", "One", "My", "Our"), None
        if discourse.first_mentioned(at, end):
            break
    return False, None


def _noun_phrase(words: str) -> str | None:
    """The words up to the noun that says who somebody is: "The deputy speaker" of "The deputy speaker brought"."""
    kept: list[str] = []
    person = False
    for word in words.split():
        names = bool(kept) and (
            roles.names_role(word) or word.lower() in _PERSONAL or kinship.phrase(f"his {word}") is not None
        )
        if person and not names:
            break
        kept.append(word)
        person = names
    return " ".join(kept) if person else None


def _clause_end(text: str, at: int, end: int) -> int:
    """Where an apposition to a phrase that ends at ``at`` would end: "The deputy speaker, Dame Lucinda Roe, …".

    What it says further of somebody else ("a captain who worked for Roe") is no part of it.
    """
    found = re.compile(r"(?:,\s)?(?:(?!\b(?:who|whose|which|that)\b)[^,.;:“”\"]){0,60}").match(text, at, end)
    return found.end() if found else at


def mentions_unnamed(noun: str, at: int, discourse: Discourse) -> bool:
    """Whether the text speaks of some unnamed one before ("a driver", but not "as a driver")."""
    floor = max(at - 2 * REACH, 0)
    for found in re.finditer(_UNSAID.format(noun=re.escape(noun)), discourse.text[floor:at], re.IGNORECASE):
        start = floor + found.start()
        before = discourse.text[max(start - 12, 0) : start]
        if not _PREDICATE.search(before) and not re.search(r",\s+$", before):
            return True
    return False


def _organisation(at: int, discourse: Discourse) -> str | None:
    """The organisation most often named before in reach, the last of equals; agencies and platforms are none."""
    times: dict[str, tuple[int, int]] = {}
    for mention, id in discourse.mentions_within(max(at - REACH, 0), at):
        if mention.kind == "name" and discourse.types[id] == "ORG" and fold(discourse.actors[id].name) not in _CARRIERS:
            times[id] = times.get(id, (0, 0))[0] + 1, mention.span[0]
    if times:
        return max(times, key=lambda id: times[id])
    line = discourse.text.rfind("\n", 0, at) + 1  # whatever else the paragraph begins with
    begins = discourse.mentions_within(line, min(line + 60, at))[:1]
    return next((id for m, id in begins if m.span[0] <= line + 4 and discourse.types[id] in ("ORG", "MISC")), None)


def _aged(noun: str, at: int, discourse: Discourse) -> str | None:
    """The person whose age stands behind the name ("Ada Roe, 71,"), the last before an offset."""
    age = re.compile(rf"(?:,\s+(?:who is\s+|aged\s+)?|\s+\(){_AGES.get(noun) or noun.partition('-')[0]}\b")
    for mention, id in reversed(discourse.mentions_within(0, at)):
        if mention.kind == "name" and discourse.types[id] == "PER" and age.match(discourse.text, mention.span[1]):
            return id
    return None


def _from_place(phrase: str, noun: str, at: int, discourse: Discourse) -> str | None:
    """The person whom "the Georgia lawmaker" means: brought in as "Rep. Ada Roe of Georgia"."""
    where = re.match(r"the ([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*) [a-z]", phrase)
    if not where or not roles.names_role(noun):
        return None
    of = re.compile(rf",? (?:of|from) {re.escape(where[1])}\b")
    for mention, id in reversed(discourse.mentions_within(0, at)):
        if mention.kind == "name" and discourse.types[id] == "PER" and of.match(discourse.text, mention.span[1]):
            return id
    return None
