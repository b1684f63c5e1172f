"""Subtitles (.srt, .vtt): what is said, without times, a paragraph a speaker or a pause."""

import html
import re
from collections.abc import Iterator

from toolkit.article import Article, from_parts
from toolkit.errors import InputError
from toolkit.sources.decoding import decode, tidy
from toolkit.sources.model import Blob, Options

PAUSE = 2.5  # seconds between two cues, from which a new paragraph begins
LONGEST = 600  # characters of a paragraph, from which the end of a sentence ends it too
_CLOCK = r"(?:(\d+):)?(\d\d):(\d\d)[,.](\d{1,3})"
_TIMES = re.compile(rf"{_CLOCK}\s*-->\s*{_CLOCK}")  # 00:00:01,000 --> 00:00:04,000
_VOICE = re.compile(r"<v(?:\.[\w.]+)?\s+([^>]+)>")  # WebVTT's mark of a speaker
_TAG = re.compile(r"<[^>]{1,80}>|\{\\[^}]{1,80}\}")
_LABEL = re.compile(r"(?:>>\s*)?([A-Z][\w.’' -]{1,40}):\s+(?=\S)")
_CHANGE = re.compile(r"^(?:-|–|>>)\s*(?=\S)")


def read(blob: Blob, options: Options) -> Iterator[Article]:
    """Yield what subtitles say as one article; speakers are labelled where the subtitles name them.

    Raises
    ------
    InputError
        If no line of them can be told apart.
    """
    text, notes = decode(blob.data, blob.name)
    text, halves = tidy(text)
    lines = list(_paragraphs(_cues(text)))
    if not lines:
        raise InputError(f"{blob.name} holds no subtitles")
    yield from_parts(
        None, lines, blob.stem, origin=blob.origin, outlet=blob.outlet, notes=(*blob.notes, *notes, *halves)
    )


def _cues(text: str) -> Iterator[tuple[float, float, list[str]]]:
    """Yield start and end in seconds, and the lines, of each cue."""
    for block in re.split(r"\n[ \t]*\n", text):
        lines = block.strip().split("\n")
        at = next((k for k, line in enumerate(lines[:3]) if _TIMES.search(line)), None)
        if at is None:
            continue
        numbers = [int(part or 0) for part in _TIMES.search(lines[at]).groups()]  # type: ignore[union-attr]
        start, end = (h * 3600 + m * 60 + s + ms / 1000 for h, m, s, ms in (numbers[:4], numbers[4:]))
        yield start, end, [line for line in lines[at + 1 :] if line.strip()]


def _paragraphs(cues: Iterator[tuple[float, float, list[str]]]) -> Iterator[str]:
    said, speaker, last, before = "", None, 0.0, ""
    for start, end, lines in cues:
        for line in lines:
            voice = _VOICE.search(line)
            plain = " ".join(html.unescape(_TAG.sub("", line)).split())
            if not plain or plain == before:  # rolling captions repeat the line above
                continue
            before = plain
            label = _LABEL.match(plain)
            named = voice[1].strip() if voice else label[1] if label else None
            changes = bool(_CHANGE.match(plain)) or (named is not None and named != speaker)
            ends = len(said) > LONGEST and said.endswith((".", "?", "!", "”", '"'))
            if said and (changes or start - last > PAUSE or ends):
                yield said
                said = ""
            speaker = named or (None if changes else speaker)
            if voice and not said:
                plain = f"{named}: {plain}"
            said = f"{said} {_CHANGE.sub('', plain)}".strip()
        last = end
    if said:
        yield said
