"""An analysis of a text that is hard to count in: an emoji, combining accents, both kinds of line end."""

from made_analyses import analysis

from toolkit.actors import Actor, Mention
from toolkit.article import Article, Paragraph
from toolkit.quotes import Quote

HARD = (
    "Ferry 🛳️ to sail again 👩‍👩‍👧\r\n\r\n"
    "“We 🙂 sail,” Ine\u0301s Noël\u0301 said, “at noon 🕛.”\r\n\r\n"
    "Bo & Co <sons> said “no\u0300”; “no\u0300”, they said again.\n"
)


def hard():
    """Two actors, a quote in two parts behind an emoji, the same word quoted twice, signs that XML and JSON escape."""

    def span(words, which=0):
        start = -1
        for _ in range(which + 1):
            start = HARD.index(words, start + 1)
        return start, start + len(words)

    name, firm = span("Ine\u0301s Noël\u0301"), span("Bo & Co <sons>")
    actors = [
        Actor(
            "a1", "Ine\u0301s Noël\u0301", "PER", (Mention(span("We"), "pronoun", "PER"), Mention(name, "name", "PER"))
        ),
        Actor("a2", "Bo & Co <sons>", "ORG", (Mention(firm, "name", "ORG"), Mention(span("they"), "pronoun", "ORG"))),
    ]
    quotes = [
        Quote(
            "q1",
            "direct",
            (span("“We 🙂 sail,”"), span("“at noon 🕛.”")),
            (span("said"),),
            (name,),
            "a1",
            name and "Ine\u0301s Noël\u0301",
            None,
            0.91,
        ),
        Quote("q2", "mixed", (span("“no\u0300”"),), (span("said", 1),), (firm,), "a2", "Bo & Co <sons>", None, 0.9),
        Quote("q3", "mixed", (span("“no\u0300”", 1),), (span("said", 2),), (span("they"),), None, "they", "a2", 0.4),
    ]
    lines = [(0, HARD.index("\r")), (HARD.index("“We"), HARD.index("”\r") + 1), (HARD.index("Bo"), len(HARD) - 1)]
    kinds = ("headline", "body", "body")
    article = Article("hard", HARD, tuple(Paragraph(line, kind) for line, kind in zip(lines, kinds, strict=True)))
    return analysis(article, actors, quotes)
