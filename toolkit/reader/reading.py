"""What the reader finds in a text: the plain data, and the functions that read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from toolkit.text import Span


@dataclass(frozen=True)
class Name:
    """A proper name in the text, without title, article or possessive."""

    start: int
    end: int
    label: str  # PER, ORG, LOC or MISC
    score: float  # 0 to 1


@dataclass(frozen=True)
class Attribution:
    """Who says what: spans of the source, the cue ("said") and the content, any but content possibly empty."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float  # 0 to 1


@dataclass(frozen=True)
class Link:
    """A mention (a pronoun, or the head of "the minister") and what it refers back to (a token of the text)."""

    start: int
    end: int
    to_start: int
    to_end: int
    score: float  # 0 to 1


@dataclass(frozen=True)
class Reading:
    """All that the reader found in one text; offsets count the text's characters, end exclusive."""

    names: tuple[Name, ...]
    attributions: tuple[Attribution, ...]
    links: tuple[Link, ...]


def read(text: str, spans: Sequence[Span] | None = None, *, threads: int | None = None) -> Reading:
    """Return the names, attributions and links of a text.

    Parameters
    ----------
    text : any string
    spans : character spans of the paragraphs to read, in order, as if nothing else were there; every line when None
    threads : processor cores to use; by default TOOLKIT_THREADS of the environment, or all that the process may use

    Returns
    -------
    Reading, whose offsets count the whole text. The same text and spans give the same reading whatever the
    threads.

    Examples
    --------
    >>> found = read("“We will rebuild,” said Ana Duarte on Monday.")
    >>> [(n.start, n.end, n.label) for n in found.names], [a.content for a in found.attributions]
    ([(24, 34, 'PER')], [((0, 18),)])
    """
    from toolkit.reader import decoding, features, session

    tokens = features.featurise(session.tokenizer(), text, spans)
    queries = features.pronouns(text, tokens)
    calibration = session.calibration()
    names: list[Name] = []
    attributions: list[Attribution] = []
    links: list[Link] = []
    for group in session.outputs(tokens, session.windows(tokens), queries, session.thread_count(threads)):
        names += (Name(*n) for n in decoding.decode_names(text, tokens, group))
        attributions += (Attribution(*a) for a in decoding.decode_attributions(text, tokens, group, calibration))
        links += (Link(*x) for x in decoding.decode_links(text, tokens, group))
    return Reading(tuple(names), tuple(attributions), tuple(links))


def read_many(texts: Iterable[tuple[str, Sequence[Span] | None]], *, threads: int | None = None) -> Iterator[Reading]:
    """Yield the reading of each (text, spans), in order; a few texts are read at a time.

    The readings are those of ``read``: nothing depends on what else is read beside it.
    """
    from collections import deque
    from concurrent.futures import ThreadPoolExecutor

    from toolkit.reader import session

    count = session.thread_count(threads)
    if count == 1:
        yield from (read(text, spans, threads=1) for text, spans in texts)
        return
    with ThreadPoolExecutor(count) as pool:
        waiting: deque = deque()
        for text, spans in texts:
            waiting.append(pool.submit(read, text, spans, threads=1))
            if len(waiting) > 2 * count:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def version() -> str:
    """Return the weights' name and short hash, as an analysis records it."""
    from toolkit.reader import session

    return session.version()
