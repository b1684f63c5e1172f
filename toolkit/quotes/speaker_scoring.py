"""Speaker scoring: who says each quote, how sure that is, and nobody where it is too unsure.

Quotes with a source come first, in the order of the text, then those without one. Everybody whom the source, the
quotes before, the narration around, a later echo or the text's structure (``speakers``, ``dialogue``) suggest is a
candidate, and so is nobody; a learned scorer says how probable each is (``speaker_features``, ``speakers.json``).
"""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from toolkit.actors.scorer import Scorer
from toolkit.quotes.cast import Cast
from toolkit.quotes.dialogue import fills_next_paragraph
from toolkit.quotes.model import SURE, Quote
from toolkit.quotes.source_candidates import Resolved, resolve_source
from toolkit.quotes.source_phrases import GOES_ON
from toolkit.quotes.speaker_features import FEATURES, Asked, Candidate, kind_of, levels
from toolkit.quotes.unattributed import end_before
from toolkit.text import is_inside

SPEAKERS_BEFORE = 3  # speakers before a quote that are candidates
LOOKED_BACK = 40  # quotes before a quote that are looked at
WEIGHTS = Path(__file__).with_name("speakers.json")


Choose = Callable[[int, str, list[list[int]], list[str | None]], str | None]  # for training: what an annotator says


class Answer(NamedTuple):
    """Who says a quote: an actor's id or None, an unnamed's id or None, and how probable that is."""

    speaker: str | None = None
    unnamed: str | None = None
    confidence: float = 1.0
    speakers: tuple[str, ...] = ()


@cache
def scorer() -> Scorer:
    """Return the scorer with the weights of this version."""
    return Scorer.load(WEIGHTS, FEATURES)


def score_speakers(
    text: str, drafts: Sequence[Quote], cast: Cast, settled: dict[int, Answer], choose: Choose | None = None
) -> list[Answer]:
    """Return who says each quote.

    Parameters
    ----------
    text
        The article's text.
    drafts
        Its quotes, in the order of the text, with the speakers that its structure suggests.
    cast
        Everybody in the article.
    settled
        Number of a quote -> its answer, where the structure of the text gives it (a transcript's label).
    choose
        In training: takes a quote's number, the kind of question, levels and candidates; returns who is right.
    """
    found = _Speakers(text, drafts, cast, dict(settled), choose)
    for with_source in (True, False):
        for k, draft in enumerate(drafts):
            if k not in settled and bool(draft.source) is with_source:
                found.ask(k)
    return [found.answers[k] for k in range(len(drafts))]


class _Speakers:
    def __init__(
        self, text: str, drafts: Sequence[Quote], cast: Cast, answers: dict[int, Answer], choose: Choose | None
    ):
        self.text, self.drafts, self.cast, self.answers, self.choose = text, drafts, cast, answers, choose
        self.likely = {k: a.speaker or a.unnamed for k, a in answers.items()}  # the likeliest, however unsure

    def ask(self, k: int) -> None:
        """Answer who says the k-th quote."""
        draft = self.drafts[k]
        near = draft.cue[0][0] if draft.cue else draft.content[0][0]
        resolved = resolve_source(draft.source, near, self.cast)
        if not draft.source and draft.kind == "indirect":
            self.answers[k] = Answer(confidence=0.5)
            self.likely[k] = None
            return
        asked, candidates = self._asked(k, draft, resolved), self._candidates(k, draft, resolved)
        rows, kind = levels(asked, candidates), kind_of(asked)
        ids = [c.id for c in candidates]
        if self.choose:
            id = self.choose(k, kind, rows, ids)
            self.likely[k] = id
            self.answers[k] = Answer(id if self.cast.is_named(id) else None)
            return
        probability = scorer().probabilities(kind, rows)
        self.likely[k] = ids[probability.index(max(probability))]
        self.answers[k] = self._answer(ids, probability, resolved)

    def _answer(self, ids: Sequence[str | None], probability: Sequence[float], resolved: Resolved) -> Answer:
        named = [p if self.cast.is_named(id) else -1.0 for id, p in zip(ids, probability, strict=True)]
        best = named.index(max(named))
        sure = scorer().calibrated(probability[best]) if named[best] >= 0 else 0.0
        speaker = ids[best]
        if speaker and sure >= SURE:  # a wrong name is worse than nobody
            together = resolved.together if speaker in resolved.together else ()
            return Answer(speaker, None, round(sure, 3), together or (speaker,))
        nobody = scorer().calibrated(sum(p for p, is_named in zip(probability, named, strict=True) if is_named < 0))
        others = {id: p for id, p in zip(ids, probability, strict=True) if id and not self.cast.is_named(id)}
        unnamed = max(others, key=lambda id: others[id], default=None)
        meant = max(resolved.options, key=lambda id: resolved.options[id], default=None)
        known = unnamed is not None and (unnamed == meant or others[unnamed] >= probability[best])
        return Answer(None, unnamed if known else None, round(nobody, 3))

    def _asked(self, k: int, draft: Quote, resolved: Resolved) -> Asked:
        """Return what is known of a quote as a question."""
        return Asked(
            kind=draft.kind,
            how=resolved.how,
            shape=resolved.shape,
            meant=bool(resolved.options),
            follows=self._follows(self.drafts[k - 1] if k else None, draft),
            goes_on=bool(draft.cue) and bool(GOES_ON.match(self.text, draft.cue[0][0])),
            score=draft.confidence,
        )

    def _follows(self, before: Quote | None, draft: Quote) -> str:
        """Return where a quote stands after the one before it."""
        if before is None:
            return "further"
        text, end, start = self.text, before.content[-1][1], draft.content[0][0]
        between = text[min(end, start) : start]
        if "\n" not in between:
            return "same paragraph"
        if fills_next_paragraph(text, before, draft):
            return "fills next paragraph"
        return "next paragraph" if between.count("\n\n") < 2 else "further"

    def _candidates(self, k: int, draft: Quote, resolved: Resolved) -> list[Candidate]:
        """Return who may say a quote, nobody as the last."""
        spoke = (self.likely.get(j) for j in range(k - 1, max(k - LOOKED_BACK, -1), -1))
        last = list(dict.fromkeys(id for id in spoke if id))
        places = {} if resolved.options else self._places(draft)
        ranked = sorted(resolved.options, key=lambda id: -resolved.options[id])
        spoken_of = self._spoken_of(draft)
        by_place = (*last[:SPEAKERS_BEFORE], *places, draft.speaks_for)
        result = [
            Candidate(
                id=id,
                type=self.cast.types.get(id, "unnamed"),
                probability=resolved.options.get(id, 0.0),
                rank=ranked.index(id) if id in resolved.options else 9,
                before=self._before(id, last),
                place=places.get(id, "no"),
                speaks_for=id == draft.speaks_for,
                suggested=_suggested(id, draft),
                words=spoken_of.get(id, "not in them"),
                sex=self._sex(id, resolved.sex),
            )
            for id in dict.fromkeys((draft.speaker, *ranked, *by_place))
            if id and (resolved.how != "description" or self.cast.may_be_of(id, resolved.speaks_for))
        ]
        return [*result, Candidate(None, _suggested(None, draft))]

    def _spoken_of(self, draft: Quote) -> dict[str, str]:
        """Return who is spoken of in a quote, inside quotation marks: who speaks says "I"."""
        inside = [row for start, end in draft.content for row in self.cast.mentions_within(start, end)]
        quoted = [(m, id) for m, id in inside if is_inside(m.span[0], self.cast.between_marks)]
        meant = {id: "meant in these words" for m, id in quoted if m.kind != "name"}
        return meant | {id: "named in these words" for m, id in quoted if m.kind == "name"}

    def _sex(self, id: str, told: str | None) -> str:
        """Return whether somebody is "he" or "she" as a source phrase tells."""
        if told is None:
            return "none told"
        sex, sure = self.cast.told_sexes.get(id, (None, False))
        if sex is None:
            return "not known"
        same = "the same" if sex == told else "another"
        return same if sure else f"likely {same}"

    @staticmethod
    def _before(id: str, last: Sequence[str]) -> str:
        if not last:
            return "no quote before"
        if id not in last:
            return "not yet"
        return ("last speaker", "last but one", "spoke")[min(last.index(id), 2)]

    def _places(self, draft: Quote) -> dict[str, str]:
        """Return who is mentioned around a quote without a known source, and where."""
        text, start, stop = self.text, draft.content[0][0], draft.content[-1][1]
        end = end_before(text, start)
        line = text.rfind("\n", 0, start) + 1
        above = text.rfind("\n", 0, max(end_before(text, line) - 1, 0)) + 1
        sentence = self.cast.sentence_start(line, min(end, start)) if end > line else line
        result: dict[str, str] = {}

        def add(mentions: Sequence, first: str, others: str) -> None:
            for n, (_, id) in enumerate(mentions):
                result.setdefault(id, others if n else first)

        inside = self.cast.narrated_within(sentence, start)
        leads_up = text[end - 1 : end] in (",", ":")
        add(inside, "leads up" if leads_up else "acts in sentence", "in sentence")
        line_end = text.find("\n", stop)
        behind = self.cast.narrated_within(stop, min(line_end if line_end >= 0 else len(text), stop + 60))
        add(behind[:1], "right behind", "right behind")
        if sentence > line:
            before = self.cast.sentence_start(line, sentence - 2)
            add(self.cast.narrated_within(before, sentence), "acts in sentence before", "in sentence before")
            add(self.cast.narrated_within(line, before)[::-1], "last in paragraph", "in paragraph")
        if above < line:
            add(self.cast.narrated_within(above, line), "acts in paragraph above", "in paragraph above")
        return result


def _suggested(id: str | None, draft: Quote) -> str:
    """Return whether the structure of the text suggests somebody, another, or nobody."""
    if id is None:
        return "nobody, somebody suggested" if draft.speaker else "nobody, nobody suggested"
    return "suggested" if id == draft.speaker else "another suggested" if draft.speaker else "nobody suggested"
