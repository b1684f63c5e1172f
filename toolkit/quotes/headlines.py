"""Headlines: what they quote is credited further down, where the text has room to say to whom."""

from collections.abc import Sequence

from toolkit.actors.descriptions import head_of
from toolkit.article import Article
from toolkit.quotes.cast import Cast
from toolkit.quotes.dialogue import speaker_of
from toolkit.quotes.discourse import Discourse
from toolkit.quotes.echoes import echo_of, holding
from toolkit.quotes.model import RULE_CONFIDENCE, Quote
from toolkit.quotes.speaker_scoring import Answer
from toolkit.text import is_inside, share_covered

LIKELY = 0.5  # an answer below that it is nobody counts from here on


def headline_quotes(article: Article, quotes: Sequence[Quote], discourse: Discourse) -> list[Quote]:
    """Return the quotations of the headline that nobody is credited with there.

    These are the ones that the article credits further down, and those that open the headline as somebody's words do
    ("“It's soup”: Roe furious"). The latter are said by the one person whom the rest of the headline names.
    """
    text = article.text
    covered = sorted(span for quote in quotes for span in quote.content)
    result = []
    for line, line_end in article.spans("headline"):
        for start, end in article.marks:
            if not (line <= start and end <= line_end) or share_covered(start, end, covered) > 0.5:
                continue
            below = holding(text, (start, end), quotes)
            speaker = speaker_of(below)
            opens = start == line and end < line_end and (text[end] == ":" or text[end - 2] in "?!")
            if opens and not speaker:
                people = {id for _, id in discourse.mentions_within(end, line_end) if discourse.types[id] == "PER"}
                speaker = people.pop() if len(people) == 1 else None
            if speaker or opens or any(quote.source for quote in below):
                result.append(Quote("", "direct", ((start, end),), (), (), speaker, None, None, RULE_CONFIDENCE))
    return result


def as_credited_below(article: Article, quotes: Sequence[Quote], answers: Sequence[Answer], cast: Cast) -> list[Answer]:
    """Return the answers, those to quotations of the headline that the article has again as it answers them there.

    "Mayor blames ‘lazy sweeping’" is said by whoever says so below. Whom the headline names is believed; a body or
    several people that it describes are not the one who says so below.
    """
    result, numbers = list(answers), {quote.id: k for k, quote in enumerate(quotes)}
    headline = article.spans("headline")
    for k, quote in enumerate(quotes):
        if not is_inside(quote.content[0][0], headline):
            continue
        if answers[k].speaker in {id for span in quote.source for _, id in cast.named_within(*span)}:
            continue
        below = [answers[numbers[later.id]] for later in echo_of(article.text, quote, quotes)]
        if len({(answer.speaker, answer.unnamed) for answer in below}) != 1:
            continue
        surest = max(below, key=lambda answer: answer.confidence)
        head = head_of(quote.speaker_text.split()[-1]) if quote.speaker_text else None
        person = surest.speaker is not None and cast.types[surest.speaker] == "PER"
        other = person and head is not None and (head.plural or head.kind == "ORG")
        if not other and surest.confidence >= LIKELY:
            result[k] = surest
    return result
