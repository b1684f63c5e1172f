"""Attribution: from what the reader found to quotes, with the speaker as an actor where the text says who it is."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from toolkit import lexicon
from toolkit.actors import Actor, Everybody, Unnamed
from toolkit.article import Article
from toolkit.quotes.acts import act_of
from toolkit.quotes.cast import Cast
from toolkit.quotes.dialogue import fill_in_speakers
from toolkit.quotes.discourse import Discourse
from toolkit.quotes.headlines import as_credited_below, headline_quotes
from toolkit.quotes.model import Quote, Source, Span, Spans
from toolkit.quotes.nested import split_nested
from toolkit.quotes.separation import separate, within_one_part
from toolkit.quotes.source_phrases import GOES_ON
from toolkit.quotes.speaker_scoring import Answer, score_speakers
from toolkit.quotes.speakers import resolve_speaker
from toolkit.quotes.turns import (
    TURN_CONFIDENCE,
    Turns,
    discourse_within,
    reported_in_turns,
    source_within_turn,
    speaker_of_turn,
    words_without,
)
from toolkit.quotes.unattributed import add_unattributed
from toolkit.reader import Attribution, Reading
from toolkit.text import joined_text, merged, share_covered, trimmed, words

_NAMES_ONLY = re.compile(  # "is known as"
    rf"\b(?:{lexicon.any_of(lexicon.words('speech_verbs', 'names_something'))}),?\s*$"
)
_MAKES = re.compile(rf"\b(?:{lexicon.any_of(lexicon.words('works', 'making_stems'))})\w*")  # "written", "recorded"
_SMALL = lexicon.any_of(lexicon.words("particles", "small_in_a_work"))
_TITLE_CASE = re.compile(
    rf"""
    (?: [A-Z]\w* | \d+ | {_SMALL} )
    (?: [ :’'-]+ \(? (?: [A-Z][\w’']*         # "Harbour Lights", "Mo’s Songs"
                      | \d+                   # "Blade Runner 2049"
                      | {_SMALL}              # "Live and Let Die"
                    ) \)?                     # "Harbour Lights (Take Two)"
    ){{1,7}}
    """,
    re.VERBOSE,
)
CONTINUES_WITHIN = 400  # characters between a quotation and the "he added" that goes on from it


def find_quotes(article: Article, reading: Reading, everybody: Everybody) -> list[Quote]:
    """Return the quotes of an article, in the order of the text.

    Parameters
    ----------
    article
        The article that was read.
    reading
        Its attributions.
    everybody
        Who is in it, named or not; mentions tell who a source is.

    Returns
    -------
    list of Quote
        With ids "q1", "q2", …. A quotation without an attribution of its own belongs to the quote it continues.

    Examples
    --------
    >>> from toolkit.actors import find_everybody
    >>> reading = toolkit.reader.read(a.article.text, a.article.spans())
    >>> quotes = find_quotes(a.article, reading, find_everybody(a.article, reading))
    >>> [(quote.kind, quote.speaker_text) for quote in quotes]
    [('direct', 'Mayor Ada Roe'), ('indirect', 'Ben Low of the Harbour Company')]
    """
    proposed, settled = propose_speakers(article, reading, everybody.actors)
    cast = Cast(article.text, everybody, article.quoted)
    answers = score_speakers(article.text, proposed, cast, settled)
    answers = as_credited_below(article, proposed, answers, cast)
    return [
        replace(
            quote,
            speaker=answer.speaker,
            speakers=answer.speakers,
            unnamed=answer.unnamed,
            speaker_confidence=answer.confidence,
        )
        for quote, answer in zip(proposed, answers, strict=True)
    ]


def propose_speakers(
    article: Article, reading: Reading, actors: Sequence[Actor]
) -> tuple[list[Quote], dict[int, Answer]]:
    """Return the quotes of an article, each with the speaker that the structure of the text suggests.

    With them come answers that need no weighing, by the number of the quote: a transcript's labels tell who speaks.
    """
    text, turns = article.text, Turns(article)
    attributions = _attributions(article, reading, actors, turns)
    sources = [span for a in attributions for span in a.source]
    discourse = Discourse(text, actors, article.quoted, sources)
    within = discourse_within(turns, actors, sources) if turns.said else discourse
    named = {m.span for a in actors for m in a.mentions if m.kind == "name" and " " not in text[slice(*m.span)]}
    said = [(start, end) for start, end in article.marks if (start + 1, end - 1) not in named]
    quotes: list[Quote] = []
    # Pronouns are resolved in the order in which quotes are credited, each after those before.
    for attribution in sorted(attributions, key=lambda a: (a.source or a.content)[0][0]):
        turn = turns.by_content.get(attribution.content)
        kind = "direct" if turn else _kind(text, attribution.content, article.marks)
        if kind == "mixed" and _kind(text, attribution.content, said) == "indirect":
            kind = "indirect"  # a name in marks is nobody's words: "the account “factcheckUK”"
        if kind is None or (turn is None and _is_no_quotation(text, attribution, kind)):
            continue
        if turn:
            source = Source(speaker_of_turn(turn, article, discourse))
        else:
            source = (
                source_within_turn(attribution, kind, turns, within)
                or _continued_source(text, attribution, quotes, discourse)
                or resolve_speaker(attribution.source, attribution.cue, attribution.content, kind, discourse)
            )
        quotes.append(
            Quote(
                id="",
                kind=kind,
                content=attribution.content,
                cue=attribution.cue,
                source=attribution.source,
                speaker=source.speaker,
                speaker_text=joined_text(text, attribution.source).strip(" ,") or None,
                speaks_for=source.speaks_for,
                confidence=round(attribution.score, 3),
            )
        )
    quotes += headline_quotes(article, quotes, discourse)
    quotes.sort(key=lambda quote: quote.content)
    filled = fill_in_speakers(text, quotes)
    quotes = [quote if quote.content in turns.by_content else full for quote, full in zip(quotes, filled, strict=True)]
    quotes = [replace(quote, id=f"q{k}", act=act_of(text, quote)) for k, quote in enumerate(quotes, start=1)]
    settled = {
        k: Answer(q.speaker, None, TURN_CONFIDENCE, (q.speaker,) if q.speaker else ())
        for k, q in enumerate(quotes)
        if q.content in turns.by_content or (q.speaker is None and turns.around(q.content[0]))
    }
    return quotes, settled


def with_those_that_count(unnamed: Sequence[Unnamed], quotes: Sequence[Quote]) -> tuple[list[Unnamed], list[Quote]]:
    """Return the unnamed who speak or are mentioned more than once, with new ids, and the quotes with these ids."""
    speaking = {quote.unnamed: quote.speaks_for for quote in reversed(quotes) if quote.unnamed}
    kept = [u for u in unnamed if u.id in speaking or len(u.mentions) > 1]
    kept.sort(key=lambda u: u.mentions[0].span)
    ids = {u.id: f"u{n}" for n, u in enumerate(kept, start=1)}
    renumbered = [replace(u, id=ids[u.id], speaks_for=speaking.get(u.id)) for u in kept]
    return renumbered, [replace(q, unnamed=ids.get(q.unnamed or "")) for q in quotes]


def quote_kind(text: str, content: Spans, quoted: Sequence[Span]) -> str:
    """Return whether content is "direct", "mixed" or "indirect", by the share of its words inside quotation marks.

    >>> text = "He said it was “late”."
    >>> [quote_kind(text, (span,), [(15, 21)]) for span in [(15, 21), (8, 21), (8, 14)]]
    ['direct', 'mixed', 'indirect']
    """
    return _kind(text, content, quoted) or "indirect"


def _attributions(article: Article, reading: Reading, actors: Sequence[Actor], turns: Turns) -> list[Attribution]:
    """Return the reader's attributions, mended, those that rules add and split, and a transcript's turns."""
    text, marks = article.text, article.marks
    mended = [
        replace(
            attribution,
            content=_without_unmarked_paragraphs(text, attribution.content, marks),
        )
        for one in reading.attributions
        if one.content
        for attribution in within_one_part(article, one)
    ]
    named = sorted((m.span, a.id) for a in actors if a.type in ("PER", "ORG") for m in a.mentions if m.kind == "name")
    mended = separate(text, mended, marks, named)
    people = sorted(m.span for a in actors if a.type == "PER" for m in a.mentions if m.kind == "name")
    outside = [span for span in marks if not turns.around(span)]
    found = add_unattributed(text, article.spans(), reported_in_turns(mended, turns), outside)
    found = [_in_one_piece(text, attribution) for attribution in split_nested(text, found, people, marks)]
    found = [attribution for attribution in found if attribution.content]
    return [_apart(text, attribution) for attribution in [*found, *turns.attributions(found)]]


def _apart(text: str, attribution: Attribution) -> Attribution:
    """Return an attribution whose source holds nothing of its content, and whose cue holds nothing of either.

    >>> made = Attribution(((0, 10),), ((4, 10),), ((11, 20),), 0.9)
    >>> _apart("the slogan “Go home”", made).cue
    ()
    """
    source, cue, taken = attribution.source, attribution.cue, merged(attribution.content)
    if any(share_covered(*span, taken) for span in source):
        source = words_without(text, source, taken)
    taken = merged([*taken, *source])
    if any(share_covered(*span, taken) for span in cue):
        cue = words_without(text, cue, taken)
    return replace(attribution, source=source, cue=cue)


def _in_one_piece(text: str, attribution: Attribution) -> Attribution:
    """Return an attribution whose content begins and ends with words or signs, and holds none of them twice.

    Marks that do not close may give others.
    """
    content = sorted(trimmed(text, attribution.content))
    overlap = any(end > start for (_, end), (start, _) in pairwise(content))
    return replace(attribution, content=tuple(merged(content) if overlap else content))


def _is_no_quotation(text: str, attribution: Attribution, kind: str) -> bool:
    """Whether what an attribution holds is what something is called, or a work's title."""
    return _is_name(text, attribution) or (kind == "direct" and _is_title_of_work(text, attribution))


def _is_name(text: str, attribution: Attribution) -> bool:
    """Whether what stands in marks is only what something is called: "is known as “the hotel”"."""
    start = attribution.content[-1][0]
    return not attribution.source and bool(_NAMES_ONLY.search(text, max(start - 20, 0), start))


def _is_title_of_work(text: str, attribution: Attribution) -> bool:
    """Whether what stands in marks is a work's title that somebody wrote or sings: "“American Skin” was written by"."""
    marked = text[attribution.content[0][0] : attribution.content[-1][1]].strip("“”\"‘’'")
    made = any(_MAKES.search(text[slice(*span)]) for span in attribution.cue)
    return made and len(attribution.content) == 1 and bool(_TITLE_CASE.fullmatch(marked))


def _continued_source(
    text: str, attribution: Attribution, before: Sequence[Quote], discourse: Discourse
) -> Source | None:
    """Return the source of the quote before, where "he added" goes on from it; nobody known stays nobody known."""
    source, cue = attribution.source, attribution.cue
    if not before or not source or not cue or not GOES_ON.match(text, cue[0][0]):
        return None
    pronoun, last = text[slice(*source[0])].lower(), before[-1]
    sex = "he" if pronoun == "he" else "she" if pronoun == "she" else ""
    near = 0 <= source[0][0] - last.content[-1][1] < CONTINUES_WITHIN
    fits = last.speaker is None or discourse.sexes.get(last.speaker) in (sex, None)
    known = last.speaker or (last.speaker_text or "").split(" ")[0].lower() not in ("the", "his", "her")
    if not (sex and near and last.source and fits and known):
        return None
    if last.speaker:
        discourse.record_reference(source[0][0], last.speaker)
    return Source(last.speaker, last.speaks_for)


def _without_unmarked_paragraphs(text: str, content: Spans, quoted: Sequence[Span]) -> Spans:
    """Return content less the paragraphs without marks after a quotation: an open mark ends with its paragraph."""
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


def _kind(text: str, content: Spans, quoted: Sequence[Span]) -> str | None:
    """Return "direct" if over 95 % of the words stand inside quotation marks, "indirect" if none; None if no words."""
    inside = total = 0
    for start, end in content:
        for a, b in words(text, start, end):
            total += 1
            inside += share_covered(a, b, quoted) == 1
    if not total:
        return None
    return "direct" if inside > 0.95 * total else "mixed" if inside else "indirect"
