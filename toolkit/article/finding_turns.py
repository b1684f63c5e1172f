"""Turns: who speaks where in a transcript, an interview, letters, embedded posts: by labels, signatures, questions."""

from collections.abc import Sequence

from toolkit.article.interviews import questions_and_answers
from toolkit.article.letters import find_letters
from toolkit.article.posts import find_posts
from toolkit.article.transcripts import labelled_turns
from toolkit.article.turns import Turn
from toolkit.text import Span


def find_turns(text: str, paragraphs: Sequence[Span]) -> list[Turn]:
    """Return the turns of a text in order; none where it is a story that embeds no posts.

    Parameters
    ----------
    text
        The article's text.
    paragraphs
        Spans of its body paragraphs, in order.

    >>> text = "ROE: It is late.\\nLOW: It is not.\\nROE: Go home."
    >>> [text[slice(*turn.content[0])] for turn in find_turns(text, [(0, 16), (17, 32), (33, 46)])]
    ['It is late.', 'It is not.', 'Go home.']
    """
    return (
        labelled_turns(text, paragraphs)
        or find_letters(text, paragraphs)
        or questions_and_answers(text, paragraphs)
        or find_posts(text, paragraphs)
    )
