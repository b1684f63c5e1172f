"""A turn: what one speaker says in a row in a transcript, an interview or letters."""

from dataclasses import dataclass

from toolkit.text import Span

Spans = tuple[Span, ...]


@dataclass(frozen=True)
class Turn:
    """What one speaker says in a row: the label's span, the speaker's name, and a span for each paragraph of the turn.

    ``role`` is "question" or "answer" for turns that are known to be one, "letter" for letters, "post" for embedded
    posts, else "turn". ``name`` is None where nobody is named ("Q."); it need not stand in the label, which is empty
    where there is none.
    """

    label: Span
    name: Span | None
    content: Spans
    role: str = "turn"

    @property
    def is_said(self) -> bool:
        """Whether the turn is a quote: questions of an interview without labels are the reporter's own words."""
        return bool(self.content) and (self.role != "question" or self.label[0] < self.label[1])
