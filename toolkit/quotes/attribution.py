"""Quotes: who said what, with the speaker as an actor where the text says who it is."""

import re
from collections.abc import Sequence
from dataclasses import replace

from toolkit import lexicon
from toolkit.actors import Actor, Mention
from toolkit.actors.antecedents import HE, SHE
from toolkit.article import Article
from toolkit.quotes.dialogue import fill_in_speakers, speaker_of_echo
from toolkit.quotes.discourse import Discourse
from toolkit.quotes.model import RULE_CONFIDENCE, Quote, Source, Span, Spans
from toolkit.quotes.nested import split_nested
from toolkit.quotes.speakers import resolve_speaker
from toolkit.quotes.unattributed import add_unattributed
from toolkit.reader import Attribution, Reading
from toolkit.text import joined_text, share_covered, words

_NAMES_ONLY = re.compile(  # what "is known as “the hotel”" has in marks is a name, nobody's words
    rf"\b(?:{lexicon.any_of(lexicon.words('speech_verbs', 'names_something'))}),?\s*$"
)
_MAKES = re.compile(rf"\b(?:{lexicon.any_of(lexicon.words('works', 'making_stems'))})\w*")  # "written", "recorded"
_SMALL = lexicon.any_of(lexicon.words("particles", "small_in_a_work"))
_TITLE_CASE = re.compile(  # "Live and Let Die"
    rf"(?:[A-Z]\w*|\d+|{_SMALL})(?:[ :’'-]+\(?(?:[A-Z][\w’']*|\d+|{_SMALL})\)?){{1,7}}"
)
_ADDS = re.compile(  # "added", "went on"
    rf"(?:{lexicon.any_of(lexicon.words('speech_verbs', 'goes_on'))})\b", re.IGNORECASE
)
NEAR = 400  # characters between a quotation and the "he added" that goes on from it
_WE = lexicon.words("pronouns", "first_person")
_FIRST_PERSON = re.compile(  # "I", but not "I." of a name; "we", "We"; "us", but not "US"
    rf"(?<![\w.])(?:I(?![\w.])|(?:{lexicon.any_of(_WE)}|{lexicon.any_of(_WE, capital=True)})\b)"
)


def find_quotes(article: Article, reading: Reading, actors: Sequence[Actor]) -> list[Quote]:
    """Quotes of an article, in the order of the text.

    Parameters
    ----------
    article
        The article that was read.
    reading
        Its attributions.
    actors
        Its actors, whose mentions tell who a source is.

    Returns
    -------
    list of Quote
        With ids "q1", "q2", …. A quotation without an attribution of its own belongs to the quote it continues.
    """
    text = article.text
    quoted = article.quoted
    found = [replace(a, content=_closed(text, a.content, quoted)) for a in reading.attributions if a.content]
    found = [replace(a, source=tuple(_whole(text, span) for span in a.source)) for a in found]
    people = sorted(m.span for a in actors if a.type == "PER" for m in a.mentions if m.kind == "name")
    found = split_nested(text, add_unattributed(text, article.spans(), found, quoted), people, quoted)
    discourse = Discourse(text, actors, quoted, [span for a in found for span in a.source])
    result: list[Quote] = []
    for attribution in sorted(found, key=_place):
        kind = _kind(text, attribution.content, quoted)
        last = attribution.content[-1][0]
        if kind is None or (not attribution.source and _NAMES_ONLY.search(text, max(last - 20, 0), last)):
            continue
        if kind == "direct" and _is_work(text, attribution):
            continue
        source = _goes_on(text, attribution, result, discourse) or resolve_speaker(
            attribution.source, attribution.cue, attribution.content, kind, discourse
        )
        result.append(
            Quote(
                id="",
                kind=kind,
                content=attribution.content,
                cue=attribution.cue,
                source=attribution.source,
                speaker=source.speaker,
                speaker_text=_phrase(text, attribution.source),
                speaks_for=source.speaks_for,
                confidence=round(attribution.score, 3),
            )
        )
    result += _headline(article, result, quoted, discourse)
    result = fill_in_speakers(text, sorted(result, key=lambda quote: quote.content))
    return [replace(quote, id=f"q{k}") for k, quote in enumerate(result, start=1)]


def _is_work(text: str, found: Attribution) -> bool:
    """Whether what stands in marks is a work's title that somebody wrote or sings: "“American Skin” was written by"."""
    marked = text[found.content[0][0] : found.content[-1][1]].strip("“”\"‘’'")
    made = any(_MAKES.search(text[slice(*span)]) for span in found.cue)
    return made and len(found.content) == 1 and bool(_TITLE_CASE.fullmatch(marked))


def _goes_on(text: str, found: Attribution, before: Sequence[Quote], discourse: Discourse) -> Source | None:
    """The source of the quote before, where "he added" goes on from it; nobody known stays nobody known."""
    if not before or not found.source or not found.cue or not _ADDS.match(text, found.cue[0][0]):
        return None
    pronoun, last = text[slice(*found.source[0])].lower(), before[-1]
    sex = "he" if pronoun == "he" else "she" if pronoun == "she" else ""
    near = 0 <= found.source[0][0] - last.content[-1][1] < NEAR
    fits = last.speaker is None or discourse.sexes.get(last.speaker) in (sex, None)
    known = last.speaker or (last.speaker_text or "").split(" ")[0].lower() not in ("the", "his", "her")
    if not (sex and near and last.source and fits and known):
        return None
    if last.speaker:
        discourse.record_reference(found.source[0][0], last.speaker)
    return Source(last.speaker, last.speaks_for)


def _headline(article: Article, found: Sequence[Quote], quoted: Sequence[Span], discourse: Discourse) -> list[Quote]:
    """Quotations of the headline that nobody is credited with there.

    Those that the article credits further down, and those that open the headline as somebody's words do ("“It's soup”:
    swimmers furious"), which are whose the rest of the headline names alone.
    """
    text = article.text
    covered = sorted(span for quote in found for span in quote.content)
    result = []
    for a, b in article.spans("headline"):
        for start, end in quoted:
            if not (a <= start and end <= b) or share_covered(start, end, covered) > 0.5:
                continue
            speaker = speaker_of_echo(text, start, end, found)
            opens = start == a and end < b and (text[end] == ":" or text[end - 2] in "?!")
            if opens and not speaker:
                people = {id for _, id in discourse.mentions_within(end, b) if discourse.types[id] == "PER"}
                speaker = people.pop() if len(people) == 1 else None
            if speaker or opens:
                result.append(Quote("", "direct", ((start, end),), (), (), speaker, None, None, RULE_CONFIDENCE))
    return result


def _closed(text: str, content: Spans, quoted: Sequence[Span]) -> Spans:
    """Content without the unmarked paragraphs after a quotation: a mark that never closes ends with its paragraph."""
    if "\n" not in text[content[0][0] : content[-1][1]]:
        return content
    result: list[Span] = []
    marked = False
    for start, end in content:
        for line in re.finditer(r"[^\n]*\S[^\n]*", text[start:end]):
            a, b = start + line.start(), start + line.end()
            inside = share_covered(a, b, quoted) > 0
            if inside or not marked:
                joins = result and result[-1][0] >= start
                result = [*result[:-1], (result[-1][0], b)] if joins else [*result, (a, b)]
            marked = marked or inside
    return tuple(result)


def _whole(text: str, source: Span) -> Span:
    """A source that is only an article with the word that it belongs to."""
    start, end = source
    noun = re.compile(r"[ \xa0]([\w’'-]+)").match(text, end)
    return (start, noun.end()) if noun and text[start:end].lower() in ("the", "a", "an") else source


def _place(attribution: Attribution) -> int:
    """Where a quote is credited: pronouns are resolved in this order, each knowing those before it."""
    return (attribution.source or attribution.content)[0][0]


def quote_kind(text: str, content: Spans, quoted: Sequence[Span]) -> str:
    """Whether content is "direct", "mixed" or "indirect", by the share of its words inside quotation marks."""
    return _kind(text, content, quoted) or "indirect"


def _phrase(text: str, spans: Spans) -> str | None:
    return joined_text(text, spans).strip(" ,") or None


def add_speaker_pronouns(text: str, quotes: Sequence[Quote], actors: Sequence[Actor]) -> list[Actor]:
    """Actors, with "I" and "we" inside quotation marks, and "she" of "she said", as mentions of whoever speaks.

    Of nested quotes the innermost counts. Inside a quotation whose speaker is not known, "I" is nobody's.
    """
    speaker_at: dict[int, str | None] = {}
    for quote in sorted(quotes, key=lambda q: -sum(b - a for a, b in q.content)):
        if quote.kind != "indirect":
            for start, end in quote.content:
                speaker_at.update((m.start(), quote.speaker) for m in _FIRST_PERSON.finditer(text, start, end))
    said: dict[str | None, list[int]] = {}
    for quote in quotes:
        for start, end in quote.source:
            if quote.speaker and text[start:end].lower() in HE | SHE:
                speaker_at[start] = quote.speaker
    for at, speaker in sorted(speaker_at.items()):
        said.setdefault(speaker, []).append(at)
    result = []
    for actor in actors:
        kept = [m for m in actor.mentions if m.kind == "name" or m.span[0] not in speaker_at]
        for at in said.get(actor.id, ()):
            kept.append(Mention((at, _word_end(text, at)), "pronoun", actor.type))
        result.append(replace(actor, mentions=tuple(sorted(kept, key=lambda m: m.span))))
    return result


def _word_end(text: str, at: int) -> int:
    while at < len(text) and text[at].isalnum():
        at += 1
    return at


def _kind(text: str, content: Spans, quoted: Sequence[Span]) -> str | None:
    """Direct where over 95 % of the words stand inside quotation marks, indirect where none; None without words."""
    inside = total = 0
    for start, end in content:
        for a, b in words(text, start, end):
            total += 1
            inside += share_covered(a, b, quoted) == 1
    if not total:
        return None
    return "direct" if inside > 0.95 * total else "mixed" if inside else "indirect"
