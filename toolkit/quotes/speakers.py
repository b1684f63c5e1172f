"""Speakers: whom a quote's source means, as an actor of the article."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from toolkit import lexicon
from toolkit.actors.antecedents import HE, SHE
from toolkit.actors.coreference import PRONOUNS
from toolkit.quotes.definite_descriptions import described_subject, last_described_organisation, resolve_description
from toolkit.quotes.discourse import REACH, Discourse
from toolkit.quotes.model import Source, Span
from toolkit.quotes.source_phrases import DOCUMENTS, RELATIVE, parse_source_phrase

_POSTED = lexicon.words("documents", "put_up_by_somebody")
_DESCRIBED = re.compile(r"(?P<phrase>\b(?:the|his|her|their) (?:[\w’'-]+ ){0,2}[\w’'-]+),\s+$")  # "the President, who"


def resolve_speaker(
    source: Sequence[Span], cue: Sequence[Span], content: Sequence[Span], kind: str, discourse: Discourse
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
    discourse
        The article's actors, and where its narration mentions them.

    Returns
    -------
    Source
        ``speaker`` is who says it; ``speaks_for`` is whom an unnamed source speaks for ("a spokesman for the
        ministry"). Both are None for sources the text does not name ("officials").
    """
    text = discourse.text
    if not source:
        return Source(_unsaid(content[0][0], discourse) if kind != "indirect" else None)
    near = cue[0][0] if cue else content[0][0]
    for start, end in sorted(source, key=lambda span: min(abs(span[0] - near), abs(span[1] - near))):
        end = _without_clause(start, end, discourse)
        phrase = text[start:end].strip(" ,").lower()
        found = [(m, id) for m, id in discourse.mentions_within(start, end) if m.kind != "name" or m.label != "MISC"]
        named = [(m, id) for m, id in found if m.kind == "name"]
        if named:
            told = parse_source_phrase(text, start, end, named, discourse.types)
            if told.speaker is None and all(m.label != "PER" for m, _ in named):
                bare = re.split(r",|\bwho\b", text[start:end])[0].strip()
                return Source(resolve_description(bare, start, discourse), told.speaks_for)
            return told
        if phrase in HE or phrase in SHE:
            line = text.rfind("\n", 0, start) + 1
            sex = "he" if phrase in HE else "she"
            described_, id = described_subject(line, start, discourse, sex)
            if not described_:
                id = discourse.antecedent(start, sex, found[0][1] if found else None)
            if id:
                discourse.record_reference(start, id)
            return Source(id)
        if phrase == "it" and found and discourse.types[found[0][1]] == "PER":
            found = []
        if found and (phrase in PRONOUNS or (found[0][0].kind == "nominal" and found[0][0].span[0] <= start + 4)):
            return Source(found[0][1])
        if re.match(r"(?:who|which|that|whose)\b", phrase):
            named_ = _antecedent(start, discourse, person=phrase.startswith("who"))
            told_ = _DESCRIBED.search(text, max(start - 60, 0), start)
            return Source(
                named_ or (resolve_description(told_["phrase"], told_.start("phrase"), discourse) if told_ else None)
            )
        if phrase == "it":
            line = text.rfind("\n", 0, start) + 1
            named_ = discourse.last_mentioned(line, start, ("ORG",))
            return Source(named_ or last_described_organisation(line, start, discourse))
        if id := _of_document(phrase, start, discourse):
            return Source(id)
        if id := resolve_description(
            text[start:end].split(",")[0].strip(), start, discourse
        ) or discourse.speaker_of_label(text[start:end]):
            discourse.record_reference(start, id)
            return Source(id)
    return Source(None)


def _without_clause(start: int, end: int, discourse: Discourse) -> int:
    """Where a source ends without a relative clause, if all names stand in that ("her mother, who lives in Rome")."""
    clause = RELATIVE.search(discourse.text, start + 1, end)
    if not clause or any(m.kind == "name" for m, _ in discourse.mentions_within(start, clause.start())):
        return end
    return clause.start()


def _of_document(phrase: str, at: int, discourse: Discourse) -> str | None:
    """Whose document speaks: "the council statement" is the council's, "the statement" whoever spoke for one last."""
    words = phrase.split()
    if len(words) < 2 or words[-1] not in DOCUMENTS:
        return None
    if words[0] in ("his", "her") and len(words) == 2:
        return discourse.antecedent(at, "he" if words[0] == "his" else "she")
    if words[0] not in ("the", "its"):
        return None
    if len(words) > 2 and words[0] == "the":
        return resolve_description(" ".join(words[:-1]), at, discourse)
    if words[-1] in _POSTED and (poster := discourse.first_mentioned(discourse.text.rfind("\n", 0, at) + 1, at)):
        return poster
    return discourse.last_mentioned(max(at - REACH, 0), at, ("ORG",))


def _unsaid(start: int, discourse: Discourse) -> str | None:
    """Who speaks in a quotation without a source.

    Whom the words before its comma or colon name; the subject of the sentence before it; where it fills a
    paragraph, the person the paragraph before is about; after an interviewer's question, who is interviewed.
    """
    text = discourse.text
    end = start
    while end > 0 and text[end - 1].isspace():
        end -= 1
    if end in discourse.questions:
        return discourse.interviewee()
    line = text.rfind("\n", 0, end) + 1
    stops = [m.end() for m in re.finditer(r"[.!?]['’”\")]*\s+", text[line : max(end - 1, line)])]
    sentence = line + (stops[-1] if stops else 0)
    if text[end - 1 : end] in (",", ":"):
        pronoun = re.search(r"\b([Hh]e|[Ss]he)\b[^,“”\"]*$", text[sentence:end])
        if pronoun:
            return discourse.antecedent(sentence + pronoun.start(1), pronoun.group(1).lower())
        return discourse.last_mentioned(sentence, start) or discourse.last_mentioned(line, sentence)
    return discourse.first_mentioned(sentence, end) or discourse.last_mentioned(line, end)


def _antecedent(at: int, discourse: Discourse, person: bool) -> str | None:
    """The name a relative pronoun stands behind: "Ada Lovelace, now the House speaker, who".

    An organisation is behind "who" only where no person is.
    """
    found = None
    k = bisect_left(discourse.mention_spans, (at, at)) - 1
    while k >= 0 and at - discourse.mention_spans[k][1] <= 120 and discourse.mentions[k][0].kind == "name":
        mention, id = discourse.mentions[k]
        between = discourse.text[mention.span[1] : at]
        adjacent = re.fullmatch(r"\s*(?:\([^()\n]*\))?[\s,]*(?:,?[^,.;“”\"\n]*,)?\s*", between)
        if adjacent and mention.label != "MISC":
            found = found or id
            if not person or mention.label == "PER":
                return id
        k -= 1
    return found
