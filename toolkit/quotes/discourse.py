"""The narration: whom the article's own voice, outside quotation marks, has mentioned where, and how.

It answers what a source leaves open: whom "she said" means, who "the senator" is, who speaks where nobody is named.
"""

import re
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Sequence

from toolkit.actors import Actor, Mention, kinship, person_clustering, roles
from toolkit.actors.antecedents import HE, SHE
from toolkit.actors.names import fold, given, place, surname, usual_of, words

Span = tuple[int, int]

REACH = 1500  # characters a pronoun is followed back
LOOKED_AT = 8  # mentions of one actor that are asked for a title
# What a mention is worth as the antecedent of "she said"; found by trial on articles of our own and PolNeAR's dev part.
BEFORE, UNLIKELY = 0.4, 0.8
SUBJECT, SPEAKER, LINKED, SAME_PARAGRAPH, OBLIQUE, STEP_BACK = 0.5, 0.8, 0.8, 1.0, -0.8, -0.4
KNOWN = 0.5  # to be "she" by title, kinship or given name
WHEN = 2.5  # the nearest one, where "when he said" goes on about what was said of somebody
INTRODUCED = 0.8  # named in full for the first time
INTERVIEWED = 1.0  # whom an article of questions and answers is about

_SENTENCE = re.compile(r"[.!?…]['’”\")]*\s|\n")
_QUESTION = re.compile(r"^[^“”\"‘'\n][^\n]*\?(?=[ \xa0]*$)", re.MULTILINE)  # a paragraph that asks, outside marks
_OBLIQUE_BEFORE = re.compile(  # "told Ms Roe" too: who is spoken to
    r"\b(?:to|of|with|by|for|from|about|against|than|on|after|over|at|like|between|and|told|tells|asked|asks|thanked|"
    r"reminded|assured|called)[ \xa0](?:(?:\w+|[A-Z][a-z]{1,5}\.)[ \xa0])?$"
)
_WHEN_BEFORE = re.compile(r"\bwhen\s$")
_OPENS_WITH = re.compile(
    r"\s*(?:Asked|When|After|Before|As|While|Although|Though|Since|Once|If|In|At|On|For|By|[A-Z]\w+ing)\b[^,\n]*, $"
)
_TRIED = re.compile(
    r"(?:(?!,? who\b|\b(?:said|says|told|tells|reported|announced)\b)[^.;“”\"\n]){0,90}?\b"
    r"(?:(?:is|was|been|stands) (?:accused of|charged with|on trial)|plead(?:s|ed)|stands trial|"
    r"den(?:ies|ied) (?:\w+ ){0,2}(?:charges?|counts?|murder|manslaughter|fraud|wrongdoing|theft|rape|assault))\b"
)
_OWNS = re.compile(r"['’]s?\b")


class Discourse:
    """Mentions of all actors in the order of the text, to be looked up by place, sex, role and name."""

    def __init__(self, text: str, actors: Sequence[Actor], quoted: Sequence[Span], sources: Iterable[Span] = ()):
        self.text, self.quoted = text, list(quoted)
        self.sources = sorted(sources)  # where speakers are credited: their mentions there are subjects
        self.actors = {a.id: a for a in actors}
        self.types = {a.id: a.type for a in actors}
        self.rows = sorted(((m, a.id) for a in actors for m in a.mentions), key=lambda row: row[0].span)
        self.spans = [m.span for m, _ in self.rows]
        self.unsure: set[str] = set()  # whose sex only lists of given names or pronouns tell
        self.sexes = {a.id: self._sex(a) for a in actors if a.type == "PER"}
        self.introduced = {
            min(m.span[0] for m in a.mentions if m.kind == "name")
            for a in actors
            if a.type == "PER" and any(m.kind == "name" for m in a.mentions)
        }
        self.meant: dict[int, str] = {}  # offset of a pronoun -> whom it turned out to mean
        self.resolved: list[int] = []  # the offsets, in order
        self.surnames = {words(a.name)[-1]: a.id for a in reversed(actors) if a.type == "PER" and words(a.name)}
        self.organisations = {place(fold(form)): a.id for a in actors for form in (a.name, *a.aliases)}
        self.holders: dict[str, list[str]] = defaultdict(list)  # a role's noun -> actors
        self.held: dict[str, list[tuple[int, str]]] = {}  # -> where these are mentioned, as far as asked for
        for actor in actors:
            nouns = {noun for role in actor.roles for noun in roles.nouns(role)}
            if actor.type == "ORG":
                nouns = set(words(actor.name)[-1:]) | set(words(actor.name)[:1]) - {fold(actor.name)}
            for noun in nouns:
                self.holders[noun].append(actor.id)

        accused = [a.id for a in actors if a.type == "PER" and " " in a.name and self._on_trial(a)]
        for noun in ("defendant", "accused") if len(accused) == 1 else ():
            self.holders[noun] += accused
        self.surname_rows = [
            (a.id, surname(words(a.name)), self.sexes[a.id]) for a in actors if a.type == "PER" and given(words(a.name))
        ]
        self.kin = self._kin()
        questions = [found.end() for found in _QUESTION.finditer(text)]
        self.questions = questions if len(questions) > 2 else []  # ends of an interviewer's paragraphs

    def record_reference(self, at: int, id: str) -> None:
        """That a pronoun at an offset turned out to mean an actor."""
        if at not in self.meant:
            insort(self.resolved, at)
        self.meant[at] = id

    def mentions_within(self, start: int, end: int) -> list[tuple[Mention, str]]:
        """Mentions wholly inside a span, with their actor's id."""
        first = bisect_left(self.spans, (start, start))
        return [row for row in self.rows[first : bisect_right(self.spans, (end, end))] if row[0].span[1] <= end]

    def antecedent(self, at: int, sex: str | None, linked: str | None = None) -> str | None:
        """Whom "he" or "she" at an offset means, of the people the narration mentioned before.

        Subjects and speakers count more than others, what is near more than what is far, and so does the one the
        reader links the pronoun to.
        """
        best: dict[str, float] = {}
        line = self.text.rfind("\n", 0, at)
        above = line
        while above > 0 and self.text[above - 1].isspace():
            above -= 1
        above = self.text.rfind("\n", 0, max(above, 0))
        nearest = None
        for step, (start, id, worth) in enumerate(self._people_before(at)):
            fits = not sex or self.sexes.get(id) in (sex, None)
            if not fits and id not in self.unsure:
                continue
            worth -= 0.0 if fits else UNLIKELY
            nearest = nearest or id
            worth += STEP_BACK * min(step, 5) + SAME_PARAGRAPH * (start > line) + BEFORE * (above < start < line)
            worth += KNOWN * (sex is not None and self.sexes.get(id) == sex)
            best[id] = max(best.get(id, -9.0), worth)
        if nearest and _WHEN_BEFORE.search(self.text, max(line, at - 12, 0), at):
            best[nearest] += WHEN
        if linked and self.types.get(linked) == "PER" and (not sex or self.sexes.get(linked) in (sex, None)):
            best[linked] = best.get(linked, -LINKED) + LINKED
        if self.questions and (asked := self.interviewee()) in best:
            best[asked] += INTERVIEWED
        return max(best, key=lambda id: best[id]) if best else None

    def last_mentioned(self, start: int, end: int, types: tuple[str, ...] = ("PER",)) -> str | None:
        """The actor of these types that the narration mentions last between two offsets."""
        k = bisect_left(self.spans, (end, end)) - 1
        while k >= 0 and self.spans[k][0] >= start:
            id = self.meant.get(self.spans[k][0], self.rows[k][1])
            if self.types[id] in types and not self.inside_marks(self.spans[k][0]):
                return id
            k -= 1
        return None

    def first_mentioned(self, start: int, end: int) -> str | None:
        """The first person the narration mentions in a span, its subject as a rule."""
        for mention, id in self.mentions_within(start, end):
            if self.types[id] == "PER" and not self.inside_marks(mention.span[0]):
                return self.meant.get(mention.span[0], id)
        return None

    def role_holder(self, noun: str, at: int) -> str | None:
        """Of those who have the role that a noun names, who was mentioned last before an offset."""
        noun = kinship.plain(noun)
        if noun not in self.held:
            mentions = ((m.span[0], id) for id in self.holders.get(noun, ()) for m in self.actors[id].mentions)
            self.held[noun] = sorted(mentions)
        k = bisect_left(self.held[noun], (at, "")) - 1
        return self.held[noun][k][1] if k >= 0 else None

    def actor_at(self, at: int) -> str | None:
        """The actor of a mention that starts at an offset, such as the "her" of "her mother"."""
        k = bisect_left(self.spans, (at, at))
        starts = k < len(self.spans) and self.spans[k][0] == at
        return self.meant.get(at) or (self.rows[k][1] if starts else None)

    def speaker_of_label(self, label: str) -> str | None:
        """The actor a label such as "PENCE" or "MP" of a transcript means; "A" answers, as whoever is named first."""
        if fold(label) in ("a", "answer"):
            return self.interviewee()
        if label.isupper() and 1 < len(label) < 4:
            return next((a.id for a in self.actors.values() if a.type == "PER" and _initials(a.name) == label), None)
        parts = words(label)
        return self.surnames.get(parts[-1]) if parts and label[:1].isupper() and len(label.split()) < 5 else None

    def interviewee(self) -> str | None:
        """Who answers where nobody is named: whoever the article names first."""
        return next((id for m, id in self.rows if self.types[id] == "PER" and m.kind == "name"), None)

    def _kin(self) -> kinship.Kin:
        """Who is brought in as whose wife, brother, colleague."""
        result = kinship.Kin()
        for mention, id in self.rows:
            found = (
                kinship.brought_in(self.text, mention.span[0])
                if mention.kind == "name" and self.types[id] == "PER"
                else None
            )
            if found:
                at, noun, how = found
                k = bisect_left(self.spans, (at, at))
                named = self.rows[k - 1][1] if how == "owner" and k and self.spans[k - 1][1] == at else None
                owner = {"owner": named, "pronoun": self.actor_at(at)}.get(how)
                self.holders[kinship.plain(noun)].append(id)
                if owner and self.types[owner] == "PER":
                    result.add(owner, noun, id, mention.span[0])
        return result

    def _people_before(self, at: int) -> list[tuple[int, str, float]]:
        """(offset, actor, worth) of the people mentioned before, the nearest first."""
        known = self.resolved[bisect_left(self.resolved, at - REACH) : bisect_left(self.resolved, at)]
        found = {start: (self.meant[start], SUBJECT + SPEAKER) for start in known}
        k = bisect_left(self.spans, (at, at)) - 1
        while k >= 0 and self.spans[k][0] >= at - REACH:
            (start, end), id = self.spans[k], self.rows[k][1]
            aside = self.text[max(start - 2, 0) : start].strip() in ("—", "–", "―")  # credited after a dash
            if self.types[id] == "PER" and start not in found and not aside and not self.inside_marks(start):
                found[start] = id, self._worth(start, end) + INTRODUCED * (start in self.introduced)
            k -= 1
        return [(start, *found[start]) for start in sorted(found, reverse=True)]

    def _worth(self, start: int, end: int) -> float:
        i = bisect_right(self.sources, (start, end)) - 1
        if i >= 0 and self.sources[i][0] <= start and end <= self.sources[i][1]:
            return SUBJECT + SPEAKER
        if _OWNS.match(self.text, end) or _OBLIQUE_BEFORE.search(self.text, max(start - 30, 0), start):
            return OBLIQUE
        sentence = max((m.end() for m in _SENTENCE.finditer(self.text, max(start - 250, 0), start)), default=0)
        opening = _OPENS_WITH.match(self.text, sentence, start)  # "Asked whether she would be ready, Roe smiled"
        for mention, id in self.mentions_within(opening.end() if opening else sentence, end):
            if self.types[id] == "PER" and self.text[slice(*mention.span)].lower() not in ("his", "her"):
                return SUBJECT if mention.span[0] == start else 0.0
        return 0.0

    def _sex(self, actor: Actor) -> str | None:
        """ "he" or "she", as titles, kinship, the given name or else the narration's pronouns tell."""
        names = [m.span for m in actor.mentions if m.kind == "name"]
        for start, end in names[:LOOKED_AT]:
            if sex := person_clustering.sex_of_title(self.text, start) or roles.sex(self.text, start, end):
                return sex
        usual, sure = usual_of(words(actor.name))
        if usual:
            self.unsure |= set() if sure else {actor.id}
            return usual
        pronouns = [m.span for m in actor.mentions if m.kind == "pronoun" and not self.inside_marks(m.span[0])]
        told = [self.text[slice(*span)].lower() for span in pronouns]
        he, she = sum(w in HE for w in told), sum(w in SHE for w in told)
        self.unsure.add(actor.id)
        return "he" if he > 2 * she else "she" if she > 2 * he else None

    def _on_trial(self, actor: Actor) -> bool:
        """Whether the narration says that somebody is charged, or pleads."""
        names = [m.span for m in actor.mentions if m.kind == "name" and not self.inside_marks(m.span[0])]
        return any(_TRIED.match(self.text, end) for _, end in names[:LOOKED_AT])

    def inside_marks(self, at: int) -> bool:
        """Whether an offset lies within quotation marks."""
        k = bisect_right(self.quoted, (at, len(self.text))) - 1
        return k >= 0 and self.quoted[k][0] < at < self.quoted[k][1]


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split())
