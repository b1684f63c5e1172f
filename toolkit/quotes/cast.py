"""The cast: everybody of an article, to be looked up by where they are mentioned, by name, by office."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from toolkit.actors import Actor, Everybody, Mention, Unnamed
from toolkit.actors.given_names import usual_pronoun_of_name
from toolkit.actors.model import Options
from toolkit.actors.names import fold, name_words
from toolkit.actors.pronouns import HE, SHE
from toolkit.actors.role_nouns import role_nouns
from toolkit.actors.roles import sex_beside
from toolkit.quotes.interviewee import who_answers
from toolkit.quotes.model import Span
from toolkit.quotes.source_phrases import TO_RELATIVE_PRONOUN, without_clause
from toolkit.text import is_inside

_QUESTION = re.compile(r"^[^“”\"‘'\n][^\n]*\?[*_]*(?=[ \xa0]*$)", re.MULTILINE)  # a paragraph that asks, outside marks

_STOP = re.compile(r"[.!?]['’”\")]*\s+")


class Mentions:
    """All mentions of some in the order of the text.

    Parameters
    ----------
    text
        The article's text.
    actors, unnamed
        Those in it, named or not.
    quoted
        Spans inside quotation marks, in order.
    """

    def __init__(self, text: str, actors: Sequence[Actor], unnamed: Sequence[Unnamed], quoted: Sequence[Span]):
        self.text = text
        # Without the opening mark: a title that is mentioned with its marks (“No Comparison”) is the narration's.
        self.between_marks = [(start + 1, end) for start, end in quoted]
        self.actors = {a.id: a for a in actors}
        self.types = {a.id: a.type for a in actors}
        everyone: list[Actor | Unnamed] = [*actors, *unnamed]
        self.mentions = sorted(((m, a.id) for a in everyone for m in a.mentions), key=lambda row: row[0].span)
        self.mention_spans = [m.span for m, _ in self.mentions]
        questions = [found.end() for found in _QUESTION.finditer(text)]
        self.questions = questions if len(questions) > 2 else []  # where an interviewer's questions end

    def mentions_within(self, start: int, end: int) -> list[tuple[Mention, str]]:
        """Return the mentions that lie wholly between two offsets, each with whose it is."""
        first = bisect_left(self.mention_spans, (start, start))
        last = bisect_right(self.mention_spans, (end, end))
        return [row for row in self.mentions[first:last] if row[0].span[1] <= end]

    def narrated_within(self, start: int, end: int) -> list[tuple[Mention, str]]:
        """Return the mentions outside quotation marks between two offsets that may speak: no places, no things."""
        within = self.mentions_within(start, end)
        return [
            (m, id)
            for m, id in within
            if self.types.get(id, m.label) in ("PER", "ORG") and not is_inside(m.span[0], self.between_marks)
        ]

    def source_phrases(self, source: Sequence[Span], near: int) -> Iterator[Span]:
        """Yield the phrases of a source, the nearest to an offset first, cut at a clause that has all names."""
        for start, end in sorted(source, key=lambda span: min(abs(span[0] - near), abs(span[1] - near))):
            names = [m.span for m, _ in self.mentions_within(start, end) if m.kind == "name"]
            yield start, without_clause(self.text, start, end, names)

    def sentence_start(self, line: int, at: int) -> int:
        """Return where the sentence around an offset begins, in a line that begins at ``line``."""
        return max((line + m.end() for m in _STOP.finditer(self.text[line : max(at - 1, line)])), default=line)

    def before_relative(self, at: int, person: bool) -> tuple[Mention, str] | None:
        """Return whom "who" or "which" at an offset refers to: the name or description before it.

        Before "who" an organisation counts only where no person does: "Ada Lovelace, now the House speaker, who".
        """
        found = None
        for mention, id in reversed(self.mentions_within(max(at - 120, 0), at)):
            if mention.kind == "pronoun" or not TO_RELATIVE_PRONOUN.fullmatch(self.text[mention.span[1] : at]):
                break
            if mention.kind == "name" and mention.label == "MISC":
                continue
            if not found or (person and self.types.get(id, mention.label) == "PER"):
                found = mention, id
                if not person or mention.label == "PER":
                    break
        return found

    @cached_property
    def told_sexes(self) -> dict[str, tuple[str | None, bool]]:
        """Return of each person "he" or "she" as far as the text tells, and whether that is sure."""
        return {id: self._sex(actor) for id, actor in self.actors.items() if actor.type == "PER"}

    def _sex(self, actor: Actor) -> tuple[str | None, bool]:
        """Return "he" or "she" as far as the text tells, and whether it is sure.

        Titles, kinship and most given names are sure; ambiguous given names and the narration's pronouns are not.
        """
        if sex := sex_beside(self.text, [m.span for m in actor.mentions if m.kind == "name"]):
            return sex, True
        usual, sure = usual_pronoun_of_name(name_words(actor.name))
        if usual:
            return usual, sure
        spans = [m.span for m in actor.mentions if m.kind == "pronoun" and not is_inside(m.span[0], self.between_marks)]
        pronouns = [self.text[slice(*span)].lower() for span in spans]
        he, she = sum(w in HE for w in pronouns), sum(w in SHE for w in pronouns)
        return "he" if he > 2 * she else "she" if she > 2 * he else None, False

    @cached_property
    def by_surname(self) -> dict[str, str]:
        """Return the people by the last word of their names, folded; of two the more often named."""
        people = [a for a in self.actors.values() if a.type == "PER" and name_words(a.name)]
        return {name_words(a.name)[-1]: a.id for a in reversed(people)}

    def speaker_of_label(self, label: str) -> str | None:
        """Return the actor whom a transcript's label means: "MP" by initials, "PENCE" by surname, "A" who answers."""
        if fold(label) in ("a", "answer"):
            return self.interviewee
        people = [a for a in self.actors.values() if a.type == "PER"]
        if label.isupper() and 1 < len(label) < 4:
            initials = next((a.id for a in people if "".join(w[0] for w in a.name.split()) == label), None)
            return initials or self.by_surname.get(fold(label))
        parts = name_words(label)
        return self.by_surname.get(parts[-1]) if parts and label[:1].isupper() and len(label.split()) < 5 else None

    @cached_property
    def interviewee(self) -> str | None:
        """Return who answers an interviewer where nobody is named; None where the text leaves that open."""
        end = self.questions[0] if self.questions else len(self.text)
        named = [
            (m.span, id)
            for m, id in self.mentions_within(0, end)
            if m.kind == "name" and self.types.get(id) == "PER" and " " in self.actors[id].name
        ]
        return who_answers(self.text[:end], named)


class Cast(Mentions):
    """All mentions of everybody, and whom pronouns and descriptions may mean."""

    def __init__(self, text: str, everybody: Everybody, quoted: Sequence[Span]):
        super().__init__(text, everybody.actors, everybody.unnamed, quoted)
        self.references = everybody.references

    def is_named(self, id: str | None) -> bool:
        """Whether an id is an actor's."""
        return id in self.actors

    def named_within(self, start: int, end: int) -> list[tuple[Mention, str]]:
        """Return the names of actors between two offsets, nationalities and the like left out."""
        within = self.mentions_within(start, end)
        return [(m, id) for m, id in within if m.kind == "name" and m.label != "MISC" and id in self.actors]

    def options(self, mention: Mention, id: str) -> Options:
        """Return whom a mention may mean, with probabilities: of a name its actor, surely."""
        return self.references.get(mention.span) or ((id, 1.0),)

    def meant_at(self, start: int, end: int) -> Options:
        """Return whom the description that begins a phrase may mean; nobody where the phrase begins with none."""
        k = bisect_left(self._described, (start, start))
        if k < len(self._described) and self._described[k][1] <= end and self._described[k][0] <= start + len("the "):
            return self.references[self._described[k]]
        return ()

    @cached_property
    def _described(self) -> list[Span]:
        return sorted(self.references)

    def may_be_called(self, id: str, noun: str) -> bool:
        """Whether no other role speaks against a noun: "the accused" is not "Detective Ann Cole"."""
        nouns = {word for role in (self.actors[id].roles if id in self.actors else ()) for word in role_nouns(role)}
        return not nouns or noun in nouns

    def may_be_of(self, id: str, body: str | None) -> bool:
        """Whether no role names another organisation: "a senior Harvest Party figure" is of the Harvest Party."""
        roles = self.actors[id].roles if body and id in self.actors else ()
        spans = ((r.split(), i, k) for r in map(fold, roles) for i in range(len(r)) for k in range(i + 1, i + 6))
        bodies = {self._bodies.get(" ".join(words[i:k])) for words, i, k in spans} - {None}
        return not bodies or body in bodies

    @cached_property
    def _bodies(self) -> dict[str, str]:
        """Return the organisations by their names, folded."""
        return {fold(name): a.id for a in self.actors.values() if a.type == "ORG" for name in (a.name, *a.aliases)}
