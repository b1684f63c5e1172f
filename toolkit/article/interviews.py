"""Interviews without labels: questions in paragraphs of their own, each with its answer below it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from toolkit.article import between_turns
from toolkit.article.turns import Turn
from toolkit.text import Span, quoted_spans

LEAST = 4  # questions that make an interview; one fewer where the text says that it is one
SHARE = 0.2  # of the paragraphs from the first question on that ask, at least
LONGEST = 300  # characters of a question
TALKING = 0.3  # of the questions that say "you", and of the answers that say "I", at least
_BOLD = re.compile(r"(\*\*|__)(?!\s).+(?<!\s)\1")
_ASKS = re.compile(r"\?[)*_]*$")
_YOU = re.compile(r"\b(?:you|your|yours|yourself|you[’']\w+)\b", re.IGNORECASE)
_I = re.compile(r"\b(?:I|I[’']\w+|[Mm]e|[Mm]y|[Mm]ine|[Ww]e|[Oo]ur)\b")
_SENTENCE_END = re.compile(r"[.!?…]['’”\")]*\s")
_SAYS_SO = re.compile(
    r"\b[Ii]nterview\w*\b|\bINTERVIEW\b|\bQ ?& ?A\b|\b(?:spoke|talked|talks|speaks|sat down) (?:to|with)\b"
)
_LEADS_IN = re.compile(  # somebody is spoken of before the first question, as in no talk that is only written down
    r"\b(?:[Ss]he|[Hh]e|[Hh]er|[Hh]is|[Tt]alks?|[Tt]alked|[Ss]peaks|[Ss]poke)\b"
)
_FULL_NAME = re.compile(r"[A-Z][\w’'‐-]+(?: [A-Z][\w’'‐-]+)+")


def questions_and_answers(text: str, paragraphs: Sequence[Span]) -> list[Turn]:
    """Return the turns of an interview whose questions and answers have no labels; none where it is none.

    Parameters
    ----------
    text
        The article's text.
    paragraphs
        Spans of its body paragraphs, in order.

    Returns
    -------
    list of Turn
        Questions and answers. Questions are no quotes. Of answers that stand in quotation marks there are no turns:
        they are found as quotations are.
    """
    if sum(bool(_ASKS.search(text, max(start, end - 5), end)) for start, end in paragraphs) < LEAST - 1:
        return []
    marks = quoted_spans(text, paragraphs)
    asked = _questions(text, paragraphs, marks)
    if not asked:
        return []
    questions = [Turn((span[0], span[0]), None, (span,), "question") for span in asked]
    inside = paragraphs[paragraphs.index(asked[0]) :]
    answers = _answers(text, inside, set(asked), marks, _subject(text, asked[0]))
    if 2 * sum(turn.content[0][0] in {start for start, _ in marks} for turn in answers) > len(answers):
        return questions
    return sorted([*questions, *answers], key=lambda turn: turn.content)


def _questions(text: str, paragraphs: Sequence[Span], marks: Sequence[Span]) -> list[Span]:
    """Return the paragraphs that ask in an interview; none where it is none."""
    opening = {start for start, _ in marks}
    bold = [span for span in paragraphs if _BOLD.fullmatch(text, *span)]
    asked = [
        span
        for span in paragraphs
        if _ASKS.search(text, *span) and span[1] - span[0] < LONGEST and span[0] not in opening
    ]
    if len(set(asked) & set(bold)) >= LEAST:  # all that is bold from there on asks
        asked = [span for span in bold if span >= next(span for span in asked if span in bold)]
    told = bool(asked) and bool(_SAYS_SO.search(text, 0, asked[0][0]))
    if len(asked) < LEAST - told or not (told or _LEADS_IN.search(text, 0, asked[0][0])):
        return []
    asked = sorted([*asked, *_prompts(text, paragraphs, asked, opening)])
    inside = paragraphs[paragraphs.index(asked[0]) :]
    answers = [after for span, after in pairwise(inside) if span in asked and after not in asked]
    least = TALKING * len(asked) / (2 if told else 1)
    talking = sum(bool(_YOU.search(text, *span)) for span in asked) >= least
    talking = talking and sum(bool(_I.search(text, *span)) for span in answers) >= least
    longer = sum(end - start for start, end in inside) > 2 * sum(end - start for start, end in asked)
    return asked if talking and longer and len(asked) >= SHARE * len(inside) else []


def _prompts(text: str, paragraphs: Sequence[Span], asked: Sequence[Span], opening: set[int]) -> list[Span]:
    """Return the paragraphs between two questions that prompt without asking: "Your critics say you are too kind."."""
    inside = [span for span in paragraphs if asked[0] <= span <= asked[-1]]
    return [
        span
        for before, span, after in zip(inside, inside[1:], inside[2:], strict=False)
        if not {before, span, after} & set(asked)
        and span[1] - span[0] < LONGEST / 2
        and span[0] not in opening
        and _YOU.search(text, *span)
        and not _I.search(text, *span)
        and len(_SENTENCE_END.findall(text, *span)) < 2
        and _I.search(text, *after)
    ]


def _answers(
    text: str, inside: Sequence[Span], asked: set[Span], marks: Sequence[Span], subject: Sequence[str]
) -> list[Turn]:
    """Return the answers: what stands below a question, up to the next or to where the reporter narrates."""
    answers: list[Turn] = []
    asked_last = max(asked)
    begins = goes_on = False
    for span in inside:
        line = text[slice(*span)]
        if span in asked:
            begins, goes_on = True, False
        elif between_turns.is_stage_direction(line) or (goes_on and between_turns.is_heading(line)):
            continue
        elif between_turns.is_procedure(line) or between_turns.narrates(text, span, marks, subject):
            begins = goes_on = False
        elif begins:
            answers.append(Turn((span[0], span[0]), None, (span,), "answer"))
            begins, goes_on = False, True
        elif goes_on and (span < asked_last or between_turns.is_talk(text, span, marks)):
            answers[-1] = replace(answers[-1], content=(*answers[-1].content, span))
    return answers


def _subject(text: str, first: Span) -> list[str]:
    """Return the last name that stands most often before the first question: whom an interview is with, as a rule."""
    names = Counter(found.group().split()[-1] for found in _FULL_NAME.finditer(text, 0, first[0]))
    for name in names:
        names[name] += len(re.findall(rf"\b{re.escape(name)}\b", text[: first[0]]))
    return [name for name, _ in names.most_common(1)]
