"""Definite descriptions: whom "the minister", "the 71-year-old", "the company" or "her mother" refers to."""

import re

from toolkit import lexicon
from toolkit.actors import kinship
from toolkit.actors.demonyms import country_of
from toolkit.actors.names import fold, name_words, surname
from toolkit.actors.role_nouns import is_role_noun, sex_of_noun
from toolkit.actors.roles import ON_TRIAL
from toolkit.quotes.discourse import REACH, Discourse
from toolkit.text import is_inside

_DETERMINERS = frozenset("the this that his her their my".split())
_UNNAMED = lexicon.words("roles", "often_unnamed")
_COLLECTIVE = lexicon.words("organisation_nouns", "described")
_THE_ORGANISATION = re.compile(rf"\bthe (?:{lexicon.any_of(_COLLECTIVE)})\b")
_CARRIERS = lexicon.words("organisation_nouns", "carriers")
_YEARS_OLD = re.compile(r"(\d{1,3})-year-old$")  # "the 71-year-old"
_OLD_OR_YOUNG = re.compile(r"the (?:old|older|elderly|young|younger) (?:wo)?man\b", re.IGNORECASE)
# Somebody unnamed who has a noun for a role: "a driver", "another young driver".
_UNNAMED_ONE = r"\b(?:an?|one|another)\s+(?:(?!an?\b|the\b)[\w-]+\s+){{0,3}}{noun}\b"
_BEFORE_PREDICATE = re.compile(r"\b(?:as|is|was|be|become|became|becomes|being|been|like|not)\s+$")  # "as a driver"
LOOK_AHEAD = 700  # characters after a description in which its referent may be named
# Stems that say of somebody what a noun says: "the boss", then "Ada Roe, who heads the firm".
_SAME_ROLE = lexicon.table("roles", "same_role_stems")
_DESCRIBED_SUBJECT = re.compile(  # what opens a sentence with a description
    r"""
    (?P<phrase>
        (?P<determiner> The | An? | Another | One           # "The deputy speaker brought", "A spokesman", "One man"
                      | His | Her | Their | Its | My | Our  # "Her husband has left", "My guide"
        )
        \s+ (?: [\w’'-]+ [ \xa0]* ){1,6}
    )
    """,
    re.VERBOSE,
)
_APPOSITION = re.compile(r"(?:,\s)?(?:(?!\b(?:who|whose|which|that)\b)[^,.;:“”\"]){0,60}")  # ", Dame Lucinda Roe"
_SENTENCE_END = re.compile(r"[.!?…]['’”\")]*\s+")


def resolve_description(phrase: str, at: int, discourse: Discourse) -> str | None:
    """Return the actor whom a description at an offset refers to.

    What the text says of an actor counts first: kinship, name, role, age. Else it is who is most likely spoken of, but
    for descriptions that suit many ("the spokesman") and those that the text introduced unnamed ("a driver").
    """
    noun = _head_noun(phrase)
    if not noun:
        bare = phrase and _is_lead(at, discourse)  # "Mayor: bridge will close"
        return _identified_later(fold(phrase.split()[-1]), at, discourse) if bare else None
    if known := actor_described_by(phrase, at, discourse) or _identified_later(noun, at, discourse):
        return known
    if phrase.split()[0].lower() != "the" or (noun in _UNNAMED and not _OLD_OR_YOUNG.match(phrase)):
        return None
    if noun in _COLLECTIVE and re.fullmatch(r"the (?:\S*\d\S* )?\S+", phrase, re.IGNORECASE):
        return _most_named_organisation(at, discourse)
    spoken_of = country_of(noun) or _OLD_OR_YOUNG.match(phrase) or _YEARS_OLD.match(noun)
    guessed = is_role_noun(noun) and noun not in ON_TRIAL and not mentions_unnamed(noun, at, discourse)
    if spoken_of or guessed:
        return discourse.antecedent(at, sex_of_noun(noun))
    return None


def last_described_organisation(start: int, end: int, discourse: Discourse) -> str | None:
    """Return the organisation that the last description between two offsets refers to: "a letter from the company"."""
    for found in reversed(list(_THE_ORGANISATION.finditer(discourse.text, start, end))):
        if not is_inside(found.start(), discourse.between_marks) and (
            id := resolve_description(found.group(), found.start(), discourse)
        ):
            return id
    return None


def actor_described_by(phrase: str, at: int, discourse: Discourse) -> str | None:
    """Return the actor of whom the text says what a description says: by kinship, role, age or place."""
    if relative := kinship.parse_description(phrase):
        return resolve_relative(*relative, at, discourse)
    noun = _head_noun(phrase)
    whole = fold(phrase.partition(" ")[2])  # "Chief Justice" is not any justice
    holder = discourse.role_holder(whole, at) or discourse.role_holder(noun, at)
    return holder or _person_from_place(phrase, noun, at, discourse)


def _head_noun(phrase: str) -> str:
    """Return a description's folded noun ("speaker" for "the deputy speaker of the house"), "" for other phrases."""
    tokens = phrase.split()
    if not 1 < len(tokens) <= 12 or tokens[0].lower() not in _DETERMINERS:
        return ""
    head = re.split(r"\b(?:of|for|at|in|with|from|on|and|who|beside|behind)\b", " ".join(tokens[1:]))[0].split()
    noun = fold(head[-1]) if head else ""
    return "" if is_role_noun(noun.removesuffix("s")) and re.search(r"[^s]s$", noun) else noun  # "the judges"


def _is_lead(at: int, discourse: Discourse) -> bool:
    """Whether an offset is in headline or first paragraph, where people are described before they are named."""
    return at < 2 * LOOK_AHEAD and discourse.text[:at].strip().count("\n\n") < 2


def _identified_later(noun: str, at: int, discourse: Discourse) -> str | None:
    """Return who is named soon after and said there to be it: "the chair", then "Ada Roe, who has chaired …"."""
    if not is_role_noun(noun):
        return None
    text, stems = discourse.text, "|".join(map(re.escape, (noun, *_SAME_ROLE.get(noun, ()))))
    behind = re.compile(rf",\s(?:[\w’'-]+\s){{0,5}}?(?:{stems})", re.IGNORECASE)
    before = re.compile(rf"\b(?:{stems})\w*[ ,]+(?:[A-Z][a-z]*\.? )?$", re.IGNORECASE)
    for mention, id in discourse.mentions_within(at, at + LOOK_AHEAD):
        start, end = mention.span
        person = (
            mention.kind == "name" and discourse.types[id] == "PER" and not is_inside(start, discourse.between_marks)
        )
        if person and (behind.match(text, end) or before.search(text, max(start - 30, 0), start)):
            return id
    return None


def resolve_relative(pronoun: str, noun: str, at: int, discourse: Discourse) -> str | None:
    """Return whom "his sister" at an offset refers to.

    That is who was brought in as his sister, or the one other person of his surname, or whoever has that role.
    """
    owner = discourse.actor_at(at) or discourse.antecedent(at, "he" if pronoun == "his" else "she")
    if owner and discourse.kin.is_relative(owner, noun):
        return owner  # nobody is her own mother: "her" is another's
    if owner:
        told = kinship.sex_of_relative(noun)
        for other in discourse.kin.relatives(owner, noun, at):
            if not told or discourse.sexes.get(other) in (told, None):
                return other
        name = surname(name_words(discourse.actors[owner].name))
        if shared := kinship.relative_of_surname(name, owner, noun, discourse.with_surname):
            return shared
    holder = discourse.role_holder(noun, at)
    return holder if holder != owner else None


def described_subject(start: int, end: int, discourse: Discourse, sex: str) -> tuple[bool, str | None]:
    """Return whether the narration's last subject between two offsets is a described person, and who that is.

    "The minister came late. She said …": True, and the minister. "A man in the hall was angry. He said …": True, and
    None for nobody known. ``sex`` is that of the pronoun.
    """
    stops = [start, *(start + m.end() for m in _SENTENCE_END.finditer(discourse.text[start:end]))]
    for at in reversed([stop for stop in stops if not is_inside(stop + 1, discourse.between_marks)]):
        found = _DESCRIBED_SUBJECT.match(discourse.text, at, end)
        phrase = _described_part(found["phrase"]) if found else None
        clause = found.end("determiner") if found else at, _apposition_end(discourse.text, at + len(phrase or ""), end)
        if found and phrase and discourse.first_mentioned(*clause) is None:
            id = actor_described_by(phrase, at, discourse)
            if id and discourse.sexes.get(id) in (sex, None):
                return True, id
            return found["determiner"] in ("A", "An", "Another", "One", "My", "Our"), None
        if discourse.first_mentioned(at, end):
            break
    return False, None


def _described_part(words: str) -> str | None:
    """Return the words up to the noun that describes a person: "The deputy speaker" of "The deputy speaker brought"."""
    kept: list[str] = []
    person = False
    for word in words.split():
        names = bool(kept) and (is_role_noun(word) or kinship.parse_description(f"his {word}") is not None)
        if person and not names:
            break
        kept.append(word)
        person = names
    return " ".join(kept) if person else None


def _apposition_end(text: str, at: int, end: int) -> int:
    """Return where an apposition to a phrase that ends at ``at`` would end: "The deputy speaker, Dame Lucinda Roe, …".

    A relative clause ("a captain who worked for Roe") is no part of it.
    """
    found = _APPOSITION.match(text, at, end)
    return found.end() if found else at


def mentions_unnamed(noun: str, at: int, discourse: Discourse) -> bool:
    """Whether the text before an offset speaks of somebody unnamed who is the noun ("a driver", not "as a driver")."""
    floor = max(at - 2 * REACH, 0)
    for found in re.finditer(_UNNAMED_ONE.format(noun=re.escape(noun)), discourse.text[floor:at], re.IGNORECASE):
        start = floor + found.start()
        before = discourse.text[max(start - 12, 0) : start]
        if not _BEFORE_PREDICATE.search(before) and not re.search(r",\s+$", before):
            return True
    return False


def _most_named_organisation(at: int, discourse: Discourse) -> str | None:
    """Return the organisation named most often in reach before an offset, the last of equals.

    News agencies and platforms are none. Where no organisation is named, it is the one that the paragraph begins with.
    """
    times: dict[str, tuple[int, int]] = {}
    for mention, id in discourse.mentions_within(max(at - REACH, 0), at):
        if mention.kind == "name" and discourse.types[id] == "ORG" and fold(discourse.actors[id].name) not in _CARRIERS:
            times[id] = times.get(id, (0, 0))[0] + 1, mention.span[0]
    if times:
        return max(times, key=lambda id: times[id])
    line = discourse.text.rfind("\n", 0, at) + 1
    begins = discourse.mentions_within(line, min(line + 60, at))[:1]
    return next((id for m, id in begins if m.span[0] <= line + 4 and discourse.types[id] in ("ORG", "MISC")), None)


def _person_from_place(phrase: str, noun: str, at: int, discourse: Discourse) -> str | None:
    """Return whom "the Georgia lawmaker" refers to: the last person brought in as "Rep. Ada Roe of Georgia"."""
    where = re.match(r"the ([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*) [a-z]", phrase)
    if not where or not is_role_noun(noun):
        return None
    of = re.compile(rf",? (?:of|from) {re.escape(where[1])}\b")
    for mention, id in reversed(discourse.mentions_within(0, at)):
        if mention.kind == "name" and discourse.types[id] == "PER" and of.match(discourse.text, mention.span[1]):
            return id
    return None
