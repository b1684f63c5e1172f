"""What coders changed in another tool, as corrections for an actors.toml."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from toolkit.actors.actors_file import KnownQuote, load, parse, quote_entry
from toolkit.analysis.corrections import corrected_quote, find_spans
from toolkit.display.wording import count
from toolkit.errors import InputError
from toolkit.exchange.alignment import aligned, same_speaker, with_parts_joined, word_starts
from toolkit.exchange.coding import TOOLKIT, CodedQuote, Coding
from toolkit.exchange.reading import by_text, codings
from toolkit.files import replacing
from toolkit.text import Span, joined_text

CURATION = "curation"  # who has the last word in INCEpTION
WORDS = 12  # of a quote, as a rule enough to find it


@dataclass(frozen=True)
class Found:
    """What came out of coders' exports."""

    corrections: list[KnownQuote] = field(default_factory=list)
    disputed: list[tuple[KnownQuote, list[str]]] = field(default_factory=list)  # and the coders who want it
    lost: list[str] = field(default_factory=list)  # sentences on changes that no correction can say
    coders: list[str] = field(default_factory=list)


def corrections(paths: Sequence[Path], *, before: Path | None = None, coder: str | None = None) -> Found:
    """Return what coders changed in the toolkit's quotes.

    Parameters
    ----------
    paths
        Exports of other tools, one or more for each coder.
    before
        The toolkit's own export as it was before anybody changed it, or analyses as JSON lines; Label Studio, spaCy and
        INCEpTION's projects bring it along.
    coder
        Whose changes to take; of None, those that all coders of an article made, or the curator's where there is one.

    Raises
    ------
    InputError
        If an export cannot be read, does not say what the toolkit had marked, or nobody has marked anything.
    """
    given = [one for path in paths for one in codings(path)]
    made = {one.text: one for one in given if one.coder == TOOLKIT}
    made |= {one.text: one for one in (codings(before) if before else ())}
    coded = [one for one in given if one.coder != TOOLKIT and coder in (None, one.coder)]
    names = " and ".join(path.name for path in paths)
    if not coded:
        raise InputError(f"{names}: {'nobody' if coder is None else coder} has marked anything in it")
    found = Found(coders=sorted({one.coder for one in coded}))
    for text, of_text in by_text(coded).items():
        if text not in made:
            raise InputError(
                f"{names}: what the toolkit had marked in {of_text[0].article} is not in it: give the export as the "
                "toolkit wrote it with --before"
            )
        curated = [one for one in of_text if one.coder == CURATION]
        _add(found, made[text], curated or of_text)
    return found


def _add(found: Found, made: Coding, coded: Sequence[Coding]) -> None:
    """Add what the coders of one article changed to what was found."""
    wanted: dict[tuple, list[str]] = {}
    for one in coded:
        joined = with_parts_joined(one, made)
        for change in _changes(made, joined):
            wanted.setdefault(change, []).append(one.coder)
        moved = set(made.mentions) ^ set(joined.mentions)
        if moved:
            found.lost.append(
                f"{made.article}: {one.coder} changed {count(len(moved), 'mention')}: give names as aliases by hand"
            )
    quotes = list(made.quotes)
    agreed = [change for change, who in wanted.items() if len(who) == len(coded)]
    for change in agreed:
        row = _correction(made, quotes, change)
        if row is None:
            found.lost.append(f"{made.article}: {_said(made, change)}: its words stand in the article several times")
        else:
            found.corrections.append(row)
            _apply(quotes, change)
    for change, who in wanted.items():
        if change not in agreed and (row := _correction(made, list(made.quotes), change)):
            found.disputed.append((row, who))


# A change is what happens to a quote: (content before or (), content after or (), speaker after).


def _changes(made: Coding, coded: Coding) -> Iterator[tuple]:
    """Yield what a coder changed: speakers first, then what was struck, then what was added or begins elsewhere."""
    pairs, struck, added = aligned(made, coded)
    again = []
    for before, after in pairs:
        if word_starts(made.text, before.content) != word_starts(made.text, after.content):
            struck.append(before)
            again.append(after)
        elif not same_speaker(before.speaker, after.speaker):
            yield before.content, before.content, after.speaker
    yield from ((quote.content, (), None) for quote in sorted(struck, key=lambda q: q.content))
    yield from (((), quote.content, quote.speaker) for quote in sorted([*added, *again], key=lambda q: q.content))


def _apply(quotes: list[CodedQuote], change: tuple) -> None:
    """Make a change in a list of quotes, as applying its correction will."""
    before, after, speaker = change
    if before:
        quotes[:] = [quote for quote in quotes if quote.content != before]
    if after:
        quotes.append(CodedQuote(after, speaker))


def _correction(made: Coding, quotes: Sequence[CodedQuote], change: tuple) -> KnownQuote | None:
    """Return the correction of a change that finds its quote and no other, None where no words do."""
    before, after, speaker = change
    what = KnownQuote(
        "", article=made.article, speaker=(speaker or "") if after else None, add=not before, not_a_quote=not after
    )
    target = next((k for k, quote in enumerate(quotes) if quote.content == before), None) if before else None
    for words in _candidates(made.text, before or after, whole=not before):
        for within in (None, *_around(made.text, before or after)):
            row = replace(what, text=words, within=within)
            spans = find_spans(made.text, row)
            whole = not row.add or word_starts(made.text, spans) == word_starts(made.text, after)
            if spans and whole and corrected_quote(quotes, spans, row.add) == target:
                return row
    return None


def _candidates(text: str, content: Sequence[Span], whole: bool) -> Iterator[str]:
    """Yield words to find a quote by: the first of its longest part, that part, all of it; of an addition all of it."""
    start, end = max(content, key=lambda span: span[1] - span[0])
    if not whole:
        words = text[start:end].split(None, WORDS)
        yield " ".join(words[:WORDS])
        yield " ".join(text[start:end].split())
    yield joined_text(text, content)


def _around(text: str, content: Sequence[Span]) -> Iterator[str]:
    """Yield ever longer stretches of the text in which a quote stands, whole words each."""
    start, end = content[0][0], content[-1][1]
    for more in (10, 20, 40, 80, 160, 320):
        last = text.find(" ", end + more)
        last = last if last >= 0 else len(text)
        for first in (start, text.rfind(" ", 0, max(start - more, 0) + 1) + 1):
            yield " ".join(text[first:last].split())


def _said(made: Coding, change: tuple) -> str:
    before, after, _ = change
    return f"“{joined_text(made.text, before or after)[:60]}”"


def entries(found: Found) -> list[str]:
    """Return corrections as entries of an actors.toml; what coders do not agree on is there as comments."""
    blocks = [quote_entry(row) for row in found.corrections]
    for row, who in found.disputed:
        lines = "\n".join(f"# {line}" for line in quote_entry(row).splitlines())
        blocks.append(f"# Wanted by {', '.join(who)} alone:\n{lines}")
    return blocks


def add_to(path: Path, found: Found) -> int:
    """Add corrections to an actors.toml that may be there already, and return how many were not in it.

    Raises
    ------
    InputError
        If the file says something it cannot mean, or cannot be written.
    """
    text = ""
    if path.exists():
        load(path)
        text = path.read_text(encoding="utf-8-sig").rstrip("\n") + "\n"
    fresh = [block for block in entries(found) if f"{block}\n" not in text]
    text = "\n".join([text, *(f"{block}\n" for block in fresh)]).lstrip("\n")
    parse(text, path.name)
    try:
        with replacing(path) as part:
            part.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from error
    return sum(block.startswith("[[") for block in fresh)
