"""The plain data of this room: a quotation or reported statement, and who its source is."""

from dataclasses import dataclass

Span = tuple[int, int]
Spans = tuple[Span, ...]

ACTS = ("said", "asked", "thinks", "plans", "did")  # what a source does with a quote's content
STATED = ("said", "asked")  # those that make a statement
RULE_CONFIDENCE = 0.5  # confidence of a quote that a rule found and the reader did not
SURE = 0.65  # below it, nobody is named: a wrong name under a quotation is worse than none


@dataclass(frozen=True)
class Source:
    """Who a source is: ``speaker`` and ``speaks_for`` are actors' ids, or None where nobody known is meant."""

    speaker: str | None
    speaks_for: str | None = None


@dataclass(frozen=True)
class Quote:
    """One quotation or report of what is said, thought, planned or done.

    ``content``, ``cue`` and ``source`` are spans, often broken.
    """

    id: str
    kind: str  # "direct", "mixed" or "indirect"
    content: Spans
    cue: Spans
    source: Spans
    speaker: str | None  # an actor's id; None where nobody named speaks, or it is not sure enough who
    speaker_text: str | None  # how the text names the source
    speaks_for: str | None  # an actor's id ("a spokesman for the ministry")
    confidence: float  # that these words are reported speech, 0 to 1
    corrected: bool = False
    act: str = "said"  # one of `ACTS`
    speakers: tuple[str, ...] = ()  # all who speak together ("Roe and Cole said"); the speaker is the first
    unnamed: str | None = None  # the id of somebody unnamed
    speaker_confidence: float = 1.0  # that ``speaker``, or nobody named, is right, 0 to 1
    text: str = ""  # the content's words, "…" where it is broken; an `Analysis` fills in this and what follows
    speaker_name: str | None = None  # the speaker's name; None where nobody named speaks
    unnamed_text: str | None = None  # how the text describes somebody unnamed who speaks, in all quotes of one alike

    @property
    def is_unsure(self) -> bool:
        """Whether nobody is named because it is not sure enough who speaks; not where the text credits nobody."""
        credited = bool(self.source) or self.kind != "indirect"
        return credited and self.speaker is None and self.speaker_confidence < SURE and not self.corrected

    @property
    def is_statement(self) -> bool:
        """Whether something is said or asked: what is only thought, planned or done is no statement."""
        return self.act in STATED
