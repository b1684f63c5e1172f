"""Speakers: whom a quote's source means, as an actor of the article."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from toolkit.actors.antecedents import HE, SHE
from toolkit.actors.coreference import PRONOUNS
from toolkit.quotes import source_phrases
from toolkit.quotes.definite_descriptions import described, organisation_before, subject
from toolkit.quotes.discourse import REACH, Narration
from toolkit.quotes.source_phrases import Source

Span = tuple[int, int]


_POSTED = frozenset("caption sign card handle account".split())
_DESCRIBED = re.compile(r"(?P<phrase>\b(?:the|his|her|their) (?:[\w’'-]+ ){0,2}[\w’'-]+),\s+$")  # "the President, who"


def resolve(
    source: Sequence[Span], cue: Sequence[Span], content: Sequence[Span], kind: str, narration: Narration
) -> Source:
    """Whom a quote's source means.

    Names in the source count first; then what a pronoun or a description refers to.

    Parameters
    ----------
    source, cue, content
        Spans of the quote's parts; all but the content may be empty.
    kind
        "direct", "mixed" or "indirect". Where a source is missing ("…, saying “…”"), direct and mixed quotes go to
        the person the sentence names before, or whom the paragraph before is about.
    narration
        The article's actors, and where its narration mentions them.

    Returns
    -------
    Source
        ``speaker`` is who says it; ``speaks_for`` is whom an unnamed source speaks for ("a spokesman for the
        ministry"). Both are None for sources the text does not name ("officials").
    """
    text = narration.text
    if not source:
        return Source(_unsaid(content[0][0], narration) if kind != "indirect" else None)
    near = cue[0][0] if cue else content[0][0]
    for start, end in sorted(source, key=lambda span: min(abs(span[0] - near), abs(span[1] - near))):
        end = _without_clause(start, end, narration)
        phrase = text[start:end].strip(" ,").lower()
        found = [(m, id) for m, id in narration.within(start, end) if m.kind != "name" or m.label != "MISC"]
        named = [(m, id) for m, id in found if m.kind == "name"]
        if named:
            told = source_phrases.read(text, start, end, named, narration.types)
            if told.speaker is None and all(m.label != "PER" for m, _ in named):
                bare = re.split(r",|\bwho\b", text[start:end])[0].strip()
                return Source(described(bare, start, narration), told.speaks_for)
            return told
        if phrase in HE or phrase in SHE:
            line = text.rfind("\n", 0, start) + 1
            sex = "he" if phrase in HE else "she"
            described_, id = subject(line, start, narration, sex)
            if not described_:
                id = narration.person(start, sex, found[0][1] if found else None)
            if id:
                narration.remember(start, id)
            return Source(id)
        if phrase == "it" and found and narration.types[found[0][1]] == "PER":
            found = []
        if found and (phrase in PRONOUNS or (found[0][0].kind == "nominal" and found[0][0].span[0] <= start + 4)):
            return Source(found[0][1])
        if re.match(r"(?:who|which|that|whose)\b", phrase):
            named_ = _antecedent(start, narration, person=phrase.startswith("who"))
            told_ = _DESCRIBED.search(text, max(start - 60, 0), start)
            return Source(named_ or (described(told_["phrase"], told_.start("phrase"), narration) if told_ else None))
        if phrase == "it":
            line = text.rfind("\n", 0, start) + 1
            named_ = narration.named_last(start, line, ("ORG",))
            return Source(named_ or organisation_before(start, line, narration))
        if id := _of_document(phrase, start, narration):
            return Source(id)
        if id := described(text[start:end].split(",")[0].strip(), start, narration) or narration.labelled(
            text[start:end]
        ):
            narration.remember(start, id)
            return Source(id)
    return Source(None)


def _without_clause(start: int, end: int, narration: Narration) -> int:
    """Where a source ends without a relative clause, if all names stand in that ("her mother, who lives in Rome")."""
    clause = source_phrases.RELATIVE.search(narration.text, start + 1, end)
    if not clause or any(m.kind == "name" for m, _ in narration.within(start, clause.start())):
        return end
    return clause.start()


def _of_document(phrase: str, at: int, narration: Narration) -> str | None:
    """Whose document speaks: "the council statement" is the council's, "the statement" whoever spoke for one last."""
    words = phrase.split()
    if len(words) < 2 or words[-1] not in source_phrases.DOCUMENTS:
        return None
    if words[0] in ("his", "her") and len(words) == 2:
        return narration.person(at, "he" if words[0] == "his" else "she")
    if words[0] not in ("the", "its"):
        return None
    if len(words) > 2 and words[0] == "the":
        return described(" ".join(words[:-1]), at, narration)
    if words[-1] in _POSTED and (poster := narration.first_named(narration.text.rfind("\n", 0, at) + 1, at)):
        return poster
    return narration.named_last(at, max(at - REACH, 0), ("ORG",))


def _unsaid(start: int, narration: Narration) -> str | None:
    """Who speaks in a quotation without a source.

    Whom the words before its comma or colon name; the subject of the sentence before it; where it fills a
    paragraph, the person the paragraph before is about; after an interviewer's question, who is interviewed.
    """
    text = narration.text
    end = start
    while end > 0 and text[end - 1].isspace():
        end -= 1
    if end in narration.questions:
        return narration.interviewee()
    line = text.rfind("\n", 0, end) + 1
    stops = [m.end() for m in re.finditer(r"[.!?]['’”\")]*\s+", text[line : max(end - 1, line)])]
    sentence = line + (stops[-1] if stops else 0)
    if text[end - 1 : end] in (",", ":"):
        pronoun = re.search(r"\b([Hh]e|[Ss]he)\b[^,“”\"]*$", text[sentence:end])
        if pronoun:
            return narration.person(sentence + pronoun.start(1), pronoun.group(1).lower())
        return narration.named_last(start, sentence) or narration.named_last(sentence, line)
    return narration.first_named(sentence, end) or narration.named_last(end, line)


def _antecedent(at: int, narration: Narration, person: bool) -> str | None:
    """The name a relative pronoun stands behind: "Ada Lovelace, now the House speaker, who".

    An organisation is behind "who" only where no person is.
    """
    found = None
    k = bisect_left(narration.spans, (at, at)) - 1
    while k >= 0 and at - narration.spans[k][1] <= 120 and narration.rows[k][0].kind == "name":
        mention, id = narration.rows[k]
        between = narration.text[mention.span[1] : at]
        adjacent = re.fullmatch(r"\s*(?:\([^()\n]*\))?[\s,]*(?:,?[^,.;“”\"\n]*,)?\s*", between)
        if adjacent and mention.label != "MISC":
            found = found or id
            if not person or mention.label == "PER":
                return id
        k -= 1
    return found
