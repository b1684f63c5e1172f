"""The story: headline and body of an article as an article of their own, as if the page held nothing else."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import accumulate, groupby
from typing import NamedTuple

from toolkit.article.model import Article
from toolkit.article.turns import Turn
from toolkit.text import Span, trimmed


class Story(NamedTuple):
    """An article without its furniture: its text is ``pieces`` of the page's, which begin at ``starts`` in it."""

    article: Article
    pieces: tuple[Span, ...]
    starts: tuple[int, ...]

    def on_page(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Return where spans of the story stand on the page; one that furniture breaks is several there."""
        found: list[Span] = []
        for start, end in spans:
            k = bisect_right(self.starts, start) - 1
            while k < len(self.starts) and self.starts[k] < end:
                shift = self.pieces[k][0] - self.starts[k]
                a, b = max(start, self.starts[k]), min(end, self.pieces[k][1] - shift)
                parts = [(a, b)] if (a, b) == (start, end) else trimmed(self.article.text, [(a, b)])
                found += [(a + shift, b + shift) for a, b in parts]
                k += 1
        return tuple(found)

    def in_story(self, span: Span) -> Span:
        """Return where a span of the page that lies in headline or body stands in the story."""
        k = max(bisect_right(self.pieces, (span[0], float("inf"))) - 1, 0)
        shift = self.pieces[k][0] - self.starts[k]
        return (span[0] - shift, span[1] - shift)


def story_of(article: Article) -> Story:
    """Return the story of an article. Turns are the article's own: what stands above them tells what they are.

    >>> from toolkit.article import from_parts
    >>> article = from_parts("Bridge to close", ["It is late, she said.", "Read more", "It closes."], "bridge")
    >>> story = story_of(article)
    >>> story.article.text
    'Bridge to close\\n\\nIt is late, she said.\\n\\nIt closes.'
    >>> [article.text[a:b] for a, b in story.on_page([(17, 50)])]
    ['It is late, she said.', 'It closes.']
    """
    text, named = article.text, [turn.name[0] for turn in article.turns if turn.name]
    kept = [p for p in article.paragraphs if p.kind != "furniture" or any(p.span[0] <= at < p.span[1] for at in named)]
    if len(kept) == len(article.paragraphs):
        return Story(article, ((0, len(text)),), (0,))
    pieces = _pieces(text, [p.span for p in article.paragraphs], {p.span for p in kept})
    starts = tuple(accumulate((end - start for start, end in pieces), initial=0))[:-1]
    story = Story(replace(article, text="".join(text[a:b] for a, b in pieces)), pieces, starts)
    alone = replace(story.article, paragraphs=tuple(replace(p, span=story.in_story(p.span)) for p in kept))
    vars(alone)["turns"] = tuple(_turn_in_story(turn, story) for turn in article.turns)
    return story._replace(article=alone)


def _pieces(text: str, lines: Sequence[Span], kept: Collection[Span]) -> tuple[Span, ...]:
    """Return what is left of a text without the lines that are not kept; the wider space around those stays."""
    pieces, start, above, runs = [], 0, 0, [list(run) for _, run in groupby(lines, key=kept.__contains__)]
    for run, after in zip(runs, [*runs[1:], [(len(text), len(text))]], strict=True):
        if run[0] not in kept:
            cut = (run[0][0], after[0][0])
            if start < above and text.count("\n", above, cut[0]) < text.count("\n", run[-1][1], cut[1]):
                cut = (above, run[-1][1])
            pieces.append((start, cut[0]))
            start = cut[1]
        above = run[-1][1]
    return tuple((a, b) for a, b in [*pieces, (start, len(text))] if a < b)


def _turn_in_story(turn: Turn, story: Story) -> Turn:
    """Return a turn of the page as one of the story."""
    return replace(
        turn,
        label=story.in_story(turn.label),
        name=None if turn.name is None else story.in_story(turn.name),
        content=tuple(map(story.in_story, turn.content)),
    )
