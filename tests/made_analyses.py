"""Analyses made by hand, of texts of our own: what tables, figures and the marked text are tested on."""

import re

from toolkit.actors import Actor, Mention
from toolkit.analysis import Analysis
from toolkit.article import Article, Paragraph
from toolkit.quotes import Quote
from toolkit.text import sentences

PORT = """Harbour city votes to close its coal port

The council of Westhaven voted on Tuesday to close the coal port by 2031, after a debate that lasted until midnight. \
Mayor Inés Arrubarrena called the vote “a promise to our grandchildren”.

“We have heard the dockers, and we will not leave them alone,” Arrubarrena said. “Every job that goes will be \
answered by a job that comes. She told me, ‘We shall see,’ and that is fair.”

The Dockers’ Union of Northern Westhaven rejected the plan. “Nobody here believes in jobs from a brochure,” said its \
chair, Tom Okonkwo-Bright, who worked in the port for 31 years.

READ MORE: WESTHAVEN FERRY FARES RISE AGAIN

Okonkwo-Bright said the union would call a strike if the council did not name a date for talks. The European \
Commission said it would look at the plan.

“It is a brave step,” an official in Brussels said.

The port handles 4 million tonnes of coal a year. Westhaven earns $12 million from it. The mayor said she was ready \
to talk. “Come to my office, Tom, the door is open,” she said.
"""

# Actors: name, type, the words that name it (with which of their occurrences), nominal, pronouns, groups.
PORT_ACTORS = [
    (
        "Inés Arrubarrena",
        "PER",
        [("Inés Arrubarrena", 0), ("Arrubarrena", 1)],
        [("mayor", 0)],
        [("she", 0), ("she", 1)],
    ),
    ("Westhaven", "LOC", [("Westhaven", 0), ("Westhaven", 2)], [], []),
    ("Tom Okonkwo-Bright", "PER", [("Tom Okonkwo-Bright", 0), ("Okonkwo-Bright", 1), ("Tom", 1)], [], []),
    (
        "Dockers’ Union of Northern Westhaven",
        "ORG",
        [("Dockers’ Union of Northern Westhaven", 0)],
        [("the union", 0)],
        [],
    ),
    ("European Commission", "ORG", [("European Commission", 0)], [], []),
    ("Brussels", "LOC", [("Brussels", 0)], [], []),
    ("Tuesday Accord", "MISC", [("Tuesday", 0)], [], []),
]
PORT_QUOTES = [
    ("mixed", ["“a promise to our grandchildren”"], "a1", "Mayor Inés Arrubarrena"),
    (
        "direct",
        [
            "“We have heard the dockers, and we will not leave them alone,”",
            "“Every job that goes will be answered by a job that comes. "
            "She told me, ‘We shall see,’ and that is fair.”",
        ],
        "a1",
        "Arrubarrena",
    ),
    ("direct", ["‘We shall see,’"], None, "She"),
    ("direct", ["“Nobody here believes in jobs from a brochure,”"], "a3", "its chair, Tom Okonkwo-Bright"),
    (
        "indirect",
        ["the union would call a strike if the council did not name a date for talks"],
        "a3",
        "Okonkwo-Bright",
    ),
    ("indirect", ["it would look at the plan"], "a5", "The European Commission"),
    ("direct", ["“It is a brave step,”"], None, "an official in Brussels"),
    ("indirect", ["she was ready to talk"], "a1", "The mayor"),
    ("direct", ["“Come to my office, Tom, the door is open,”"], "a1", "she"),
]


def article_of(text, id="made"):
    """The first line is the headline; lines all in capitals are furniture."""
    lines = [m for m in re.finditer(r"[^\n]+", text) if m[0].strip()]
    kinds = ["headline" if k == 0 else "furniture" if m[0].isupper() else "body" for k, m in enumerate(lines)]
    paragraphs = tuple(Paragraph(m.span(), kind) for m, kind in zip(lines, kinds, strict=True))
    return Article(id=id, text=text, paragraphs=paragraphs, title=lines[0][0] if lines else None)


def analysis(article, actors=(), quotes=()):
    return Analysis(
        article=article,
        sentences=tuple(sentences(article.text)),
        statistics={},
        actors=tuple(actors),
        quotes=tuple(quotes),
        versions={"toolkit": "0", "reader": "none"},
    )


def port(groups=None):
    """A short article with people, a broken and a nested quotation, nobody's words, furniture and a MISC name."""
    actors = []
    for k, (name, kind, *forms) in enumerate(PORT_ACTORS, start=1):
        mentions = []
        for found, mention_kind in zip(forms, ("name", "nominal", "pronoun"), strict=True):
            for words, which in found:
                span = [m.span() for m in re.finditer(rf"\b{words}\b", PORT)][which]
                mentions.append(Mention(span, mention_kind, kind))
        mentions = tuple(sorted(mentions, key=lambda m: m.span))
        actors.append(Actor(f"a{k}", name, kind, mentions, groups=(groups or {}).get(name, {})))
    quotes = []
    for k, (kind, parts, speaker, source) in enumerate(PORT_QUOTES, start=1):
        spans = tuple((PORT.index(part), PORT.index(part) + len(part)) for part in parts)
        quotes.append(Quote(f"q{k}", kind, spans, (), (), speaker, source, None, 0.9))
    return analysis(article_of(PORT, "port"), actors, quotes)


def silence():
    """An article without a name and without a quote."""
    return analysis(article_of("The weather\n\nIt rained all day.\n\nIt will rain tomorrow.\n", "silence"))


def one(name="Ada Lovelace"):
    """An article with one actor, who is named once and says two words."""
    text = f"A profile\n\n“I calculate,” {name} said.\n"
    start = text.index(name)
    actor = Actor("a1", name, "PER", (Mention((start, start + len(name)), "name", "PER"),))
    quote = Quote("q1", "direct", ((11, 25),), ((len(text) - 6, len(text) - 2),), (), "a1", name, None, 0.9)
    return analysis(article_of(text, "one"), [actor], [quote])


def crowd(names):
    """Each of the names is named as often as its place from the end, one paragraph each, and says two words."""
    lines, actors, quotes = ["A crowd"], [], []
    at = len(lines[0]) + 2
    for k, name in enumerate(names):
        line = f"“Hear me,” {name} said. " + " ".join([f"{name} waited."] * (len(names) - k - 1))
        starts = [at + m.start() for m in re.finditer(re.escape(name), line)]
        kind = ("PER", "ORG", "LOC")[k % 3]
        mentions = tuple(Mention((s, s + len(name)), "name", kind) for s in starts)
        actors.append(Actor(f"a{k + 1}", name, kind, mentions))
        quotes.append(Quote(f"q{k + 1}", "direct", ((at, at + 10),), (), (), f"a{k + 1}", name, None, 0.9))
        lines.append(line)
        at += len(line) + 2
    return analysis(article_of("\n\n".join(lines), "crowd"), actors, quotes)


def any_marks(text, chance, name=None):
    """An analysis of any text, with spans at random: overlapping, nested, over paragraphs."""

    def span():
        a, b = sorted(chance.sample(range(len(text) + 1), 2)) if text else (0, 0)
        return a, b

    article = article_of(text)
    if not text:
        return analysis(article)
    actors = [
        Actor(f"a{k}", name or f"Name <{k}>", kind, tuple(Mention(span(), "name", kind) for _ in range(3)))
        for k, kind in enumerate(("PER", "ORG", "LOC", "MISC"), start=1)
    ]
    quotes = []
    for k, kind in enumerate(("direct", "mixed", "indirect"), start=1):
        cuts = sorted(chance.choices(range(len(text) + 1), k=4))
        content = tuple((a, b) for a, b in (cuts[:2], cuts[2:]) if a < b) or (span(),)
        quotes.append(Quote(f"q{k}", kind, content, (), (), chance.choice([None, "a1"]), '"<b>"', None, 0.5))
    return analysis(article, actors, quotes)
