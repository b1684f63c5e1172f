"""Tell which lines of an article are headline, body and furniture."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Any

from toolkit import lexicon
from toolkit.article import furniture, page_lines
from toolkit.article.between_turns import is_stage_direction
from toolkit.article.byline import is_name, signature
from toolkit.article.credits import credits
from toolkit.article.date_lines import clock_line
from toolkit.article.kinds import kind_of
from toolkit.article.labels import read_label, read_label_line
from toolkit.article.language import detect
from toolkit.article.model import Article, Paragraph
from toolkit.article.posts import signs_post
from toolkit.article.title import is_marked, title_of
from toolkit.text import trimmed

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_ENDS_SENTENCE = re.compile(r"[.!?…]['’”\")\]]*$|[,:]$")
_ABBREVIATION = re.compile(r"(?:[A-Z]\.){2,}$")
_SPEECH = re.compile(  # "“It is late,” Ada Roe said", or a line that is all quotation
    rf"[”\"’],?\s+(?:\w+\s+){{0,4}}(?:{lexicon.any_of(lexicon.words('speech_verbs', 'in_no_headline'))})\b"
    r"|^[“\"].*[.!?][”\"]$"
)
_DATELINE = re.compile(r"[A-Z][A-Z .,’'-]{2,40}[^—–-]{0,40} [—–-]+ ")
HEADLINE_WORDS = 30  # at most
DECK_WORDS = 6  # at least, of a line under the headline that belongs to it, whatever it looks like
LABELS_WITHIN = 40  # lines below a label in which its speaker may speak again
FEWEST_LINES = 4  # of a page
TOP, BOTTOM = 7, 4  # lines in which a byline and a date may stand


def from_text(text: str, id: str, *, title: str | None = None, notes: tuple[str, ...] = (), **known: Any) -> Article:
    """Return the article of a text: what each paragraph is, and title, byline and date where there are any.

    A text of a single line is all body.

    Parameters
    ----------
    text
        The whole text, with "\\n" for line ends.
    id
        What the article is called.
    title
        The headline, where the source tells it. The text's first line is the headline if it says the same.
    notes
        What was guessed in reading.
    known
        Further fields of `Article` that the source tells (byline, published, outlet, url, origin, meta …); they win
        over what the text's lines say. None stands for what it does not tell.

    >>> a = from_text("Bridge to close\\n\\nBy Ada Roe\\n\\nThe bridge will close on Friday, the mayor said.", "bridge")
    >>> a.title, a.byline, [p.kind for p in a.paragraphs]
    ('Bridge to close', 'Ada Roe', ['headline', 'furniture', 'body'])
    """
    spans = trimmed(text, (match.span() for match in _LINE.finditer(text)))
    lines = [text[a:b] for a, b in spans]
    tight = [i > 0 and text.count("\n", spans[i - 1][1], spans[i][0]) < 2 for i in range(len(spans))]
    kinds = _kinds(lines, tight, title)
    own: dict[str, Any] = credits(lines, kinds)._asdict()
    own["title"] = title_of(lines[kinds.index("headline")], lines) if "headline" in kinds else None
    if "language" not in known:
        own["language"], own["language_confidence"] = detect(" ".join(lines))
    given = {key: value for key, value in {"title": title, **known}.items() if value is not None}
    article = Article(
        id=id,
        text=text,
        paragraphs=tuple(Paragraph(span, kind) for span, kind in zip(spans, kinds, strict=True)),
        notes=notes,
        **{**own, **given},
    )
    if any(turn.role != "post" for turn in article.turns):
        article = replace(article, paragraphs=_without_stage_directions(article))
    if "kind" in given:
        return article
    kind = kind_of(article.title, lines, article.turns)
    byline = given.get("byline") if kind == "court" else article.byline  # who took down a hearing is no author
    return replace(article, kind=kind, byline=byline)


def from_parts(title: str | None, paragraphs: Iterable[str], id: str, **known: Any) -> Article:
    """Return an article of a headline and paragraphs, for formats that tell them apart.

    Its text is the headline and each paragraph on a line of its own, with a blank line between them; blank ones are
    left out. Further arguments are those of `from_text`.

    >>> a = from_parts("Bridge to close", ["The bridge will\\nclose.", " ", "Read more"], "bridge", outlet="Herald")
    >>> a.text, [p.kind for p in a.paragraphs]
    ('Bridge to close\\n\\nThe bridge will close.\\n\\nRead more', ['headline', 'body', 'furniture'])
    """
    lines = [" ".join(line.split()) for line in (title or "", *paragraphs)]
    return from_text("\n\n".join(filter(None, lines)), id, title=lines[0] or None, **known)


def _without_stage_directions(article: Article) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a transcript: stage directions are furniture, but for brackets that name a speaker."""
    names = [turn.name[0] for turn in article.turns if turn.name]
    result = []
    for paragraph in article.paragraphs:
        start, end = paragraph.span
        stage = paragraph.kind == "body" and is_stage_direction(article.text[start:end])
        named = stage and any(start <= name < end for name in names)
        result.append(replace(paragraph, kind="furniture") if stage and not named else paragraph)
    return tuple(result)


def _kinds(lines: list[str], tight: list[bool], title: str | None = None) -> list[str]:
    """Return what each line is."""
    kinds, sure = by_rule(lines, title)
    if len(lines) < FEWEST_LINES:
        return kinds
    found = page_lines.kinds_of(lines, tight, kinds, sure)
    if found is None or "body" not in found:
        return kinds
    told, by_itself = (row.index("headline") if "headline" in row else -1 for row in (found, kinds))
    said = told > -1 and (not _is_headline(lines[told], lines, found, told) or _is_label(lines, told))
    if -1 < by_itself != told > -1 and said:  # what is a sentence or behind a label is no headline
        found[told], found[by_itself] = "body", "headline"
    for i, kind in enumerate(kinds):  # a headline by itself is one, and what belongs to it is
        deck = i > 0 and found[i - 1] == "headline" and len(lines[i].split()) >= DECK_WORDS
        if kind == "headline" and (found[i] == "body" or deck):
            found[i] = "headline"
    return found


def by_rule(lines: list[str], title: str | None = None) -> tuple[list[str], list[str]]:
    """Return what each line is by itself and its place, and what of that is sure ("" where it is not)."""
    if len(lines) < 2:
        return ["body"] * len(lines), [""] * len(lines)
    kinds = ["furniture" if furniture.is_furniture(line) else "body" for line in lines]
    _mark_clocks(lines, kinds)
    entitled = title is not None and " ".join(title.split()).casefold() == " ".join(lines[0].split()).casefold()
    if entitled:
        kinds[0] = "headline"
    _mark_bylines(lines, kinds)
    if not entitled:
        _mark_headline(lines, kinds)
    _mark_teasers(lines, kinds)
    sure = [kind if kind == "furniture" or (kind == "headline" and entitled) else "" for kind in kinds]
    if "body" not in kinds:  # an article is not furniture alone
        kinds = ["body" if kind == "headline" else kind for kind in kinds]
        kinds = kinds if "body" in kinds else ["body"] * len(lines)
    return kinds, sure


def _mark_clocks(lines: list[str], kinds: list[str]) -> None:
    """Mark lines of nothing but an hour, of which a live blog or a report of a sitting has several, as furniture."""
    clocks = [i for i, line in enumerate(lines) if len(line) < 20 and clock_line(line)]
    if len(clocks) > 1:
        for i in clocks:
            kinds[i] = "furniture"


def _mark_bylines(lines: list[str], kinds: list[str]) -> None:
    """Mark bylines and date lines, at the top and the end, as furniture."""
    sentences = [i for i, line in enumerate(lines[:TOP]) if len(line.split()) > 8 and _ENDS_SENTENCE.search(line)]
    top = (sentences[1:2] or [TOP])[0]  # one sentence may stand above the byline, as a standfirst
    for i in [*range(min(top, len(lines))), *range(max(top, len(lines) - BOTTOM), len(lines))]:
        at_top, line = i < top, lines[i]
        found = signature(line, below=at_top and i > 0)
        if found and not signs_post(line) and kinds[i] != "headline" and (at_top or found.names or found.labelled):
            kinds[i] = "furniture"
            if found.published or found.labelled:  # a name beside a date needs no "By"
                for beside in {i - 1, i + 1} & set(range(1, TOP)) & set(range(len(lines))):
                    if kinds[beside] == "body" and not found.names and is_name(lines[beside]):
                        kinds[beside] = "furniture"


def _mark_headline(lines: list[str], kinds: list[str]) -> None:
    """Mark the headline, and a line under it that is no sentence either."""
    first = next((i for i, kind in enumerate(kinds[:TOP]) if kind == "body"), None)
    if first is None or _is_label(lines, first) or not _is_headline(lines[first], lines, kinds, first):
        return
    kinds[first] = "headline"
    deck = kinds[first + 1] == "body" and not _is_label(lines, first + 1)
    if deck and _is_deck(lines[first + 1], lines, kinds, first + 1):
        kinds[first + 1] = "headline"


def _mark_teasers(lines: list[str], kinds: list[str]) -> None:
    """Mark teasers in capitals as furniture, unless much of the article is in capitals."""
    body = [i for i, kind in enumerate(kinds) if kind == "body"]
    if sum(lines[i] == lines[i].upper() for i in body) > len(body) / 2:
        return
    for before, i in pairwise(body):
        if furniture.is_shouted(lines[i]) and not lines[before].endswith(":"):
            kinds[i] = "furniture"


def _is_label(lines: list[str], i: int) -> bool:
    """Return whether a line at the top says who speaks, by what labels the lines below it."""
    label = _label(lines[i])
    if not label:
        return False
    who, surname, formal = label
    below = [other for line in lines[i + 1 : i + LABELS_WITHIN] if (other := _label(line, surname))]
    return any(who == other or (formal and surname == last) for other, last, _ in below)


def _label(line: str, *surnames: str) -> tuple[str, str, bool] | None:
    """Return the label in a line, its last word, and whether it is a formal one; None for a line without one."""
    label = read_label(line, 0, len(line), surnames) or read_label_line(line, 0, len(line))
    if not label:
        return None
    name = line[slice(*label.name or label.who)]
    return name, name.split()[-1].casefold(), label.formal


def _is_headline(line: str, lines: list[str], kinds: list[str], i: int) -> bool:
    """Return whether a line is short, no sentence of its own, and sentences follow, one of them longer."""
    if is_marked(line):
        return True
    words = line.split()
    after = [lines[k] for k in range(i + 1, min(i + 20, len(lines))) if kinds[k] == "body"]
    if len(words) > HEADLINE_WORDS or line[-1] in ",:" or _DATELINE.match(line):
        return False
    if not any(_ENDS_SENTENCE.search(other) for other in after):
        return False
    if max(len(other.split()) for other in after[:3]) < len(words):
        return False
    if not _ENDS_SENTENCE.search(line) or (len(words) <= 15 and _ABBREVIATION.search(line)):
        return True
    return not _SPEECH.search(line) and (line.rstrip("”’\"'")[-1:] in "?!" or _is_title_case(words))


def _is_deck(line: str, lines: list[str], kinds: list[str], i: int) -> bool:
    """Return whether a line under the headline ends without a full stop and is shorter than the paragraph after it."""
    after = next((lines[k] for k in range(i + 1, len(lines)) if kinds[k] == "body"), "")
    short = len(line.split()) <= HEADLINE_WORDS and len(line) < len(after)
    return short and not _ENDS_SENTENCE.search(line)


def _is_title_case(words: list[str]) -> bool:
    """Return whether most long words begin with a capital, as American headlines have it."""
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return len(long) > 1 and sum(word[0].isupper() for word in long) > 0.7 * len(long)
