"""Quotes and mentions of actors as data frames, in the order of the text."""

from typing import TYPE_CHECKING

from toolkit.analysis.arguments import checked
from toolkit.analysis.positions import Positions
from toolkit.display import as_table
from toolkit.text import joined_text, words

if TYPE_CHECKING:
    import pandas

    from toolkit.analysis import Analysis

QUOTES = (
    "id kind speaker speaker_text speaks_for text cue sentence paragraph words confidence speaker_confidence "
    "in_headline corrected act unnamed"
).split()
MENTIONS = "actor text kind label sentence paragraph in_headline in_quote start end quote".split()


@checked
@as_table
def quotes(analysis: "Analysis") -> "pandas.DataFrame":
    """Return who said (asked, thinks, plans, did) what: a row for each quote, in the order of the text.

    Returns
    -------
    pandas.DataFrame
        ``speaker``, ``speaks_for``: the actors' names, missing where the text names nobody; ``speaker_text``: the
        source in the article's words; ``text``: the content, its parts joined by " … "; ``words``: how many it has;
        ``sentence``, ``paragraph``: where it begins; ``confidence``: how probable it is that this is reported speech;
        ``speaker_confidence``: that the speaker, or nobody named, is right, both 0 to 1; ``unnamed``: how the text
        describes somebody whom it never names, the same in all quotes of one; ``act``: what the source does, "said",
        "asked", "thinks", "plans" or "did". The first two make a statement; only these are counted elsewhere.

    Examples
    --------
    >>> toolkit.tables.quotes(a)[["id", "kind", "speaker", "words"]]
       id      kind  speaker  words
    0  q1    direct  Ada Roe     14
    1  q2  indirect  Ben Low      6
    """
    import pandas as pd

    return pd.DataFrame(quote_rows(analysis), columns=QUOTES)


def quote_rows(analysis: "Analysis") -> list[list]:
    """Return the rows of `quotes` as plain lists, a value for each of ``QUOTES``."""
    text, positions = analysis.article.text, Positions(analysis)
    names = {actor.id: actor.name for actor in analysis.actors}
    rows = []
    for quote in analysis.quotes:
        start = quote.content[0][0]
        if positions.is_counted(start):
            length = sum(len(words(text, *span)) for span in quote.content)
            who = [quote.speaker_name, quote.speaker_text, names.get(quote.speaks_for or "")]
            where = [positions.sentence(start), positions.paragraph(start), length]
            sure = [quote.confidence, quote.speaker_confidence]
            content = [quote.text, joined_text(text, quote.cue)]
            more = [positions.in_headline(start), quote.corrected, quote.act, quote.unnamed_text]
            rows.append([quote.id, quote.kind, *who, *content, *where, *sure, *more])
    return rows


@checked
@as_table
def mentions(analysis: "Analysis", *, misc: bool = False) -> "pandas.DataFrame":
    """Return where each actor is mentioned: a row for each mention, in the order of the text.

    Parameters
    ----------
    analysis
        What ``toolkit.analyse`` gave.
    misc
        Whether to count nationalities, events and works too.

    Returns
    -------
    pandas.DataFrame
        ``kind``: name, nominal or pronoun; ``label``: what the actor is in this place; ``in_quote``: whether it is
        part of what somebody said, ``quote``: the id of that quote, the innermost; ``start``, ``end``: character
        offsets into the article's text, end exclusive.

    Examples
    --------
    >>> toolkit.tables.mentions(a)[["actor", "text", "kind", "start"]].head(3)
         actor     text     kind  start
    0  Ada Roe  Ada Roe     name     69
    1  Ada Roe       We  pronoun     94
    2  Ben Low  Ben Low     name    131
    """
    import pandas as pd

    return pd.DataFrame(mention_rows(analysis, misc=misc), columns=MENTIONS)


def mention_rows(analysis: "Analysis", *, misc: bool = False) -> list[list]:
    """Return the rows of `mentions` as plain lists, a value for each of ``MENTIONS``."""
    text, positions = analysis.article.text, Positions(analysis)
    pairs = [(m, a.name) for a in analysis.actors if misc or a.type != "MISC" for m in a.mentions]
    rows = []
    for mention, name in sorted(pairs, key=lambda pair: pair[0].span):
        start, end = mention.span
        if positions.is_counted(start):
            quote = positions.quote(start)
            where = [positions.sentence(start), positions.paragraph(start), positions.in_headline(start)]
            what = [joined_text(text, [mention.span]), mention.kind, mention.label]
            rows.append([name, *what, *where, quote is not None, start, end, quote.id if quote else None])
    return rows
