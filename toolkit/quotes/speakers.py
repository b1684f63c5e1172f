"""Speakers: whom a quote's source refers to, as an actor of the article."""

import re
from collections.abc import Sequence

from toolkit import lexicon
from toolkit.actors import Mention
from toolkit.actors.pronouns import HE, PRONOUNS, SHE
from toolkit.quotes.definite_descriptions import described_subject, last_described_organisation, resolve_description
from toolkit.quotes.discourse import REACH, Discourse
from toolkit.quotes.documents import who_wrote
from toolkit.quotes.model import Source, Span
from toolkit.quotes.source_phrases import DOCUMENTS, parse_source_phrase
from toolkit.quotes.unattributed import end_before

_POSTED = lexicon.words("documents", "put_up_by_somebody")
_DESCRIBED = re.compile(r"(?P<phrase>\b(?:the|his|her|their) (?:[\w’'-]+ ){0,2}[\w’'-]+),\s+$")  # "the President, who"


def resolve_speaker(
    source: Sequence[Span], cue: Sequence[Span], content: Sequence[Span], kind: str, discourse: Discourse
) -> Source:
    """Return whom a quote's source refers to.

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

    Examples
    --------
    >>> from toolkit.actors import Actor, Mention
    >>> ada = Actor("a1", "Ada Roe", "PER", (Mention((0, 7), "name", "PER"),))
    >>> discourse = Discourse("Ada Roe came. “No,” she said.", [ada], [(14, 19)])
    >>> resolve_speaker([(20, 23)], [(24, 28)], [(14, 19)], "direct", discourse)
    Source(speaker='a1', speaks_for=None)
    """
    if not source:
        return Source(_speaker_without_source(content[0][0], discourse) if kind != "indirect" else None)
    near = cue[0][0] if cue else content[0][0]
    for start, end in discourse.source_phrases(source, near):
        if resolved := _resolve_phrase(start, end, discourse):
            return resolved
    return Source(None)


def _resolve_phrase(start: int, end: int, discourse: Discourse) -> Source | None:
    """Return whom one source phrase refers to; None where it has no name, pronoun, document or known description."""
    text, types = discourse.text, discourse.types
    phrase = text[start:end].strip(" ,").lower()
    mentions = [(m, id) for m, id in discourse.mentions_within(start, end) if m.kind != "name" or m.label != "MISC"]
    if named := [(m, id) for m, id in mentions if m.kind == "name"]:
        return _resolve_named(start, end, named, discourse)
    linked = mentions[0][1] if mentions else None
    if phrase in HE or phrase in SHE:
        return Source(_resolve_he_or_she(start, "he" if phrase in HE else "she", linked, discourse))
    if linked and phrase in PRONOUNS and not (phrase == "it" and types[linked] == "PER"):
        return Source(linked)
    if re.match(r"(?:who|which|that|whose)\b", phrase):
        return Source(_resolve_relative_pronoun(start, phrase.startswith("who"), discourse))
    if phrase == "it":
        line = text.rfind("\n", 0, start) + 1
        organisation = discourse.last_mentioned(line, start, "ORG")
        return Source(organisation or last_described_organisation(line, start, discourse))
    if owner := _document_owner(phrase, start, discourse):
        return Source(owner)
    description = text[start:end].split(",")[0].strip()
    if id := resolve_description(description, start, discourse) or discourse.speaker_of_label(text[start:end]):
        discourse.record_reference(start, id)
        return Source(id)
    return None


def _resolve_named(start: int, end: int, named: Sequence[tuple[Mention, str]], discourse: Discourse) -> Source:
    """Return whom a phrase that holds names refers to: one of these, or whom its description does ("the ICC judge")."""
    parsed = parse_source_phrase(discourse.text, start, end, named, discourse.types)
    if parsed.speaker is None and all(m.label != "PER" for m, _ in named):
        description = re.split(r",|\bwho\b", discourse.text[start:end])[0].strip()
        return Source(resolve_description(description, start, discourse), parsed.speaks_for)
    return parsed


def _resolve_he_or_she(start: int, sex: str, linked: str | None, discourse: Discourse) -> str | None:
    """Return whom "he" or "she" of "she said" refers to: the paragraph's described subject, or else the antecedent."""
    line = discourse.text.rfind("\n", 0, start) + 1
    described, id = described_subject(line, start, discourse, sex)
    if not described:
        id = discourse.antecedent(start, sex, linked)
    if id:
        discourse.record_reference(start, id)
    return id


def _resolve_relative_pronoun(start: int, person: bool, discourse: Discourse) -> str | None:
    """Return whom "who" or "which" refers to: the name before it, or the description ("the President, who said …")."""
    before = discourse.before_relative(start, person)
    if before and before[0].kind == "name":
        return before[1]
    description = _DESCRIBED.search(discourse.text, max(start - 60, 0), start)
    return resolve_description(description["phrase"], description.start(), discourse) if description else None


def _document_owner(phrase: str, at: int, discourse: Discourse) -> str | None:
    """Return whose document a phrase means: "the council statement", "her letter", or "the statement" of a body."""
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
    return who_wrote(words[-1], at, discourse) or discourse.last_mentioned(max(at - REACH, 0), at, "ORG")


def _speaker_without_source(start: int, discourse: Discourse) -> str | None:
    """Return who speaks in a quotation without a source.

    After an interviewer's question that is the one who answers; behind a comma or colon, whom the words before it name;
    else the first person of the sentence before, or the last of its paragraph.
    """
    text = discourse.text
    end = end_before(text, start)
    if end in discourse.questions:
        return discourse.interviewee
    line = text.rfind("\n", 0, end) + 1
    sentence = discourse.sentence_start(line, end)
    if text[end - 1 : end] in (",", ":"):
        pronoun = re.search(r"\b([Hh]e|[Ss]he)\b[^,“”\"]*$", text[sentence:end])
        if pronoun:
            return discourse.antecedent(sentence + pronoun.start(1), pronoun.group(1).lower())
        return discourse.last_mentioned(sentence, start) or discourse.last_mentioned(line, sentence)
    return discourse.first_mentioned(sentence, end) or discourse.last_mentioned(line, end)
