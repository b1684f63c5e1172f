"""Discourse: whom the article's narration, its text outside quotation marks, has mentioned where, and how.

It answers what a source phrase leaves open: whom "she" of "she said" means, who "the senator" is, and who speaks where
nobody is named.
"""

import re
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence

from toolkit import lexicon
from toolkit.actors import Actor, kinship
from toolkit.actors.names import fold, is_full_name, name_words, surname
from toolkit.actors.role_nouns import role_nouns
from toolkit.actors.roles import ON_TRIAL, nouns_behind
from toolkit.quotes.cast import Mentions
from toolkit.quotes.model import Span
from toolkit.quotes.unattributed import end_before
from toolkit.text import is_inside

REACH = 1500  # characters a pronoun is followed back
MENTIONS_ASKED = 8  # mentions of one actor that are looked at for a title, an age or a charge

# What speaks for a person as the antecedent of "she" in "she said". The weights of all that holds for a mention add up;
# the person with the best mention wins. Found by trial on articles of our own and PolNeAR's development part.
SUBJECT = (
    0.5  # The mention is its sentence's first person, the subject as a rule: Roe in "Roe met Cole in May. She said …".
)
SPEAKER = 0.8  # The mention, a subject too, is the source of another quote: Roe in "“No,” Roe said. … She said …".
LINKED = 0.8  # The person is whom the pronoun most likely means by all that is no quote's.
SAME_PARAGRAPH = 1.0  # The mention stands in the pronoun's paragraph.
PARAGRAPH_ABOVE = 0.4  # The mention stands in the paragraph above the pronoun's.
OBLIQUE = -0.8  # The mention is no subject: Cole in "Roe told Cole", "a letter to Cole" or "Cole’s car".
STEP_BACK = -0.4  # Each mention that is nearer, up to five: Roe and not Cole in "Cole left. Roe stayed. She said".
SEX_KNOWN = 0.5  # A title, kinship or the given name tells that the person is "she": "Mrs Roe", "Ada Roe".
SEX_UNLIKELY = -0.8  # Only a list of given names, or too few pronouns, tell that she is none: "Jean" for "he".
AFTER_WHEN = 2.5  # The mention is the nearest to "when he said": Cole in "Roe said Cole was right when he said".
INTRODUCED = 0.8  # The mention is the person's first by name: "Ada Roe, a nurse, came. She said …".

_SENTENCE_END = re.compile(r"[.!?…]['’”\")]*\s|\n")
_BEFORE_OBLIQUE = re.compile(  # what stands before a person who is no subject
    rf"""
    \b(?: to|of|with|by|for|from|about|against|than|on|after|over|at|like|between    # "a letter to Roe"
        | and                                                                       # "Cole and Roe"
        | {lexicon.any_of(lexicon.words("speech_verbs", "addresses"))}              # "Cole told Roe"
      )[ \xa0]
    (?: (?: \w+                                                                     # "Cole told councillor Roe"
          | [A-Z][a-z]{{1,5}}\.                                                     # "Cole told Ms. Roe"
        )[ \xa0]
    )?$
    """,
    re.VERBOSE,
)
_BEFORE_WHEN = re.compile(r"\bwhen\s$")
_POSSESSIVE = re.compile(r"['’]s?\b")


class Discourse(Mentions):
    """The mentions of all actors in the order of the text, to be looked up by offset, sex, role and name.

    Parameters
    ----------
    text
        The article's text.
    actors
        Its actors.
    quoted
        Spans inside quotation marks, in order.
    sources
        Spans of the source phrases of its quotes: a mention in one of them is a speaker's.
    """

    def __init__(self, text: str, actors: Sequence[Actor], quoted: Sequence[Span], sources: Iterable[Span] = ()):
        super().__init__(text, actors, (), quoted)
        people = [a for a in actors if a.type == "PER"]
        self.source_spans = sorted(sources)
        self.sexes = {id: sex for id, (sex, _) in self.told_sexes.items()}  # "he", "she" or None
        self.unsure = {id for id, (_, sure) in self.told_sexes.items() if not sure}
        first = (min((m.span[0] for m in a.mentions if m.kind == "name"), default=None) for a in people)
        self.introductions = {at for at in first if at is not None}  # where people are first named
        self.referents: dict[int, str] = {}  # offset of a pronoun or description -> the actor that it refers to
        self.reference_offsets: list[int] = []  # these offsets, in order
        self.with_surname = [
            (a.id, surname(name_words(a.name)), self.sexes[a.id]) for a in people if is_full_name(a.name)
        ]
        self.holders = self._holders(actors)  # a role's noun -> the actors who have the role
        self._holder_mentions: dict[str, list[tuple[int, str]]] = {}  # the same, as far as asked for: (offset, actor)
        self.kin = self._kin()

    def record_reference(self, at: int, id: str) -> None:
        """Record that the pronoun or description at an offset refers to an actor."""
        if at not in self.referents:
            insort(self.reference_offsets, at)
        self.referents[at] = id

    def antecedent(self, at: int, sex: str | None, linked: str | None = None) -> str | None:
        """Return the person whom "he" or "she" at an offset most likely refers to.

        The people whom the narration mentioned before are weighed: a subject or speaker counts more than others, the
        near more than the far. ``linked`` is the actor whose mention the pronoun is, if it is one's.
        """
        best: dict[str, float] = {}
        paragraph, above = self._line_breaks_before(at)
        nearest = None
        for step, (start, id, weight) in enumerate(self._people_before(at)):
            fits = not sex or self.sexes.get(id) in (sex, None)
            if not fits and id not in self.unsure:
                continue
            nearest = nearest or id
            weight += 0.0 if fits else SEX_UNLIKELY
            in_paragraph, in_paragraph_above = start > paragraph, above < start < paragraph
            weight += STEP_BACK * min(step, 5) + SAME_PARAGRAPH * in_paragraph + PARAGRAPH_ABOVE * in_paragraph_above
            weight += SEX_KNOWN * (sex is not None and self.sexes.get(id) == sex)
            best[id] = max(best.get(id, weight), weight)
        if nearest and _BEFORE_WHEN.search(self.text, max(paragraph, at - 12, 0), at):
            best[nearest] += AFTER_WHEN
        if linked and self.types.get(linked) == "PER" and (not sex or self.sexes.get(linked) in (sex, None)):
            best[linked] = best.get(linked, -LINKED) + LINKED
        return max(best, key=lambda id: best[id]) if best else None

    def _line_breaks_before(self, at: int) -> tuple[int, int]:
        """Return the offsets of the line breaks before an offset's paragraph and before the paragraph above it."""
        paragraph = self.text.rfind("\n", 0, at)
        return paragraph, self.text.rfind("\n", 0, max(end_before(self.text, paragraph), 0))

    def last_mentioned(self, start: int, end: int, type: str = "PER") -> str | None:
        """Return the actor of a type whom the narration mentions last between two offsets."""
        found = (self.referents.get(m.span[0], id) for m, id in reversed(self.narrated_within(start, end)))
        return next((id for id in found if self.types[id] == type), None)

    def first_mentioned(self, start: int, end: int) -> str | None:
        """Return the person whom the narration mentions first between two offsets: as a rule the subject."""
        found = (self.referents.get(m.span[0], id) for m, id in self.narrated_within(start, end))
        return next((id for id in found if self.types[id] == "PER"), None)

    def role_holder(self, noun: str, at: int) -> str | None:
        """Return who was mentioned last before an offset of those who have a role, by its noun or all of it."""
        noun = kinship.plain_noun(noun)
        if noun not in self._holder_mentions:
            mentions = ((m.span[0], id) for id in self.holders.get(noun, ()) for m in self.actors[id].mentions)
            self._holder_mentions[noun] = sorted(mentions)
        k = bisect_left(self._holder_mentions[noun], (at, "")) - 1
        return self._holder_mentions[noun][k][1] if k >= 0 else None

    def actor_at(self, at: int) -> str | None:
        """Return the actor of the mention that starts at an offset, such as the "her" of "her mother"."""
        k = bisect_left(self.mention_spans, (at, at))
        starts = k < len(self.mention_spans) and self.mention_spans[k][0] == at
        return self.referents.get(at) or (self.mentions[k][1] if starts else None)

    def _holders(self, actors: Sequence[Actor]) -> dict[str, list[str]]:
        """Return the actors who have each role, by the noun of a role or of what stands behind the name."""
        holders: dict[str, list[str]] = defaultdict(list)
        for actor in actors:
            nouns = {noun for role in actor.roles for noun in (*role_nouns(role), fold(role))}
            if actor.type == "PER":
                ends = [
                    m.span[1]
                    for m in actor.mentions
                    if m.kind == "name" and not is_inside(m.span[0], self.between_marks)
                ]
                nouns = nouns.union(*(nouns_behind(self.text, end) for end in ends[:MENTIONS_ASKED]))
            if actor.type == "ORG":  # "the university" and "the bank" mean York University and Bank of Ely
                nouns = set(name_words(actor.name)[-1:]) | set(name_words(actor.name)[:1]) - {fold(actor.name)}
            for noun in nouns:
                holders[noun].append(actor.id)
        for noun in ON_TRIAL:
            if len(holders.get(noun, ())) > 1:  # "the accused" is the one person on trial
                del holders[noun]
        return holders

    def _kin(self) -> kinship.Relations:
        """Return who is brought in as whose wife, brother, colleague; each also has that noun for a role."""
        kin = kinship.Relations()
        for mention, id in self.mentions:
            if mention.kind != "name" or self.types[id] != "PER":
                continue
            if found := kinship.find_introduction(self.text, mention.span[0]):
                at, noun, how = found
                k = bisect_left(self.mention_spans, (at, at))
                named = self.mentions[k - 1][1] if how == "owner" and k and self.mention_spans[k - 1][1] == at else None
                owner = {"owner": named, "pronoun": self.actor_at(at)}.get(how)
                self.holders[kinship.plain_noun(noun)].append(id)
                if owner and self.types[owner] == "PER":
                    kin.add(owner, noun, id, mention.span[0])
        return kin

    def _people_before(self, at: int) -> list[tuple[int, str, float]]:
        """Return (offset, actor, weight) of the people mentioned before an offset, the nearest first."""
        first, last = (bisect_left(self.reference_offsets, offset) for offset in (at - REACH, at))
        people = {start: (self.referents[start], SUBJECT + SPEAKER) for start in self.reference_offsets[first:last]}
        k = bisect_left(self.mention_spans, (at, at)) - 1
        while k >= 0 and self.mention_spans[k][0] >= at - REACH:
            (start, end), id = self.mention_spans[k], self.mentions[k][1]
            behind_dash = self.text[max(start - 2, 0) : start].strip() in ("—", "–", "―")  # "“No.” — Ada Roe"
            if (
                self.types[id] == "PER"
                and start not in people
                and not behind_dash
                and not is_inside(start, self.between_marks)
            ):
                people[start] = id, self._weight(start, end) + INTRODUCED * (start in self.introductions)
            k -= 1
        return [(start, *people[start]) for start in sorted(people, reverse=True)]

    def _weight(self, start: int, end: int) -> float:
        """Return what a person's mention is worth as an antecedent by its position in its sentence."""
        i = bisect_right(self.source_spans, (start, end)) - 1
        if i >= 0 and self.source_spans[i][0] <= start and end <= self.source_spans[i][1]:
            return SUBJECT + SPEAKER
        if _POSSESSIVE.match(self.text, end) or _BEFORE_OBLIQUE.search(self.text, max(start - 30, 0), start):
            return OBLIQUE
        sentence = max((m.end() for m in _SENTENCE_END.finditer(self.text, max(start - 250, 0), start)), default=0)
        for mention, id in self.mentions_within(sentence, end):
            if self.types[id] == "PER" and self.text[slice(*mention.span)].lower() not in ("his", "her"):
                return SUBJECT if mention.span[0] == start else 0.0
        return 0.0
