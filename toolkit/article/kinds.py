"""What kind of text an article is: a story, an interview, a parliament's or court's report, letters, a live blog."""

import re
from collections.abc import Sequence

from toolkit.article.turns import OPENS_LETTER, Turn

_PARLIAMENT = re.compile(
    r"\basked the (?:[A-Z][\w-]+ ){0,6}(?:Secretary|Minister|Chancellor|Premier|President|Attorney)|"
    r"\b[Hh]on(?:\.|ourable) (?:Gentleman|Lady|Member|Friend|Members|gentleman|lady|member)|\bMr\.? Speaker\b|"
    r"\bMadam Speaker\b|\border paper\b|\b[Rr]ight hon\b"
)
_COURT = re.compile(
    r"^(?:THE (?:COURT|WITNESS|CLERK|DEFENDANT|INTERPRETER)|DIRECT EXAMINATION|CROSS-EXAMINATION|BY M[RS]S?\.? )|"
    r"\bYour Honou?r\b|\bmembers of the jury\b",
    re.MULTILINE,
)
_BRIEFING = re.compile(
    r"\b(?:press|daily|news) (?:briefing|conference)\b|\bspokes(?:man|woman|person)\b", re.IGNORECASE
)
_LETTERS = re.compile(r"\bletters?\b(?: to the editor| page)?", re.IGNORECASE)
_SIGNED = re.compile(r"[A-Z][\w.’' -]{3,50}, [A-Z][\w .’'-]{2,40}(?:, [A-Z][\w .’'-]{2,40})?")  # "Jane Roe, Derby"
_STAMP = re.compile(  # "10.42am", "14:05 BST", "May 6, 10:42"
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2},? )?\d{1,2}[.:]\d\d\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4})?(?:\s*[-–—|].{0,80})?",
    re.IGNORECASE,
)
STAMPS = 3  # lines with a time alone that make a live blog


def kind_of(title: str | None, lines: Sequence[str], turns: Sequence[Turn]) -> str:
    """Return the kind of an article.

    Parameters
    ----------
    title
        Its headline.
    lines
        All its paragraphs, furniture too.
    turns
        Its turns, as `find_turns` gives them.

    >>> kind_of(None, ["10.42am", "Rain.", "10.50am", "Sun.", "11:02", "Wind."], [])
    'liveblog'
    """
    text = "\n".join(lines)
    if turns:
        if len(_COURT.findall(text)) > 1:
            return "court"
        if len(_PARLIAMENT.findall(text)) > 1:
            return "parliament"
        head = f"{title or ''}\n" + "\n".join(lines[:4])
        if any(turn.role == "letter" for turn in turns):
            return "letters"
        asks = sum(turn.role == "question" for turn in turns)
        return "briefing" if _BRIEFING.search(head) and asks else "interview"
    if sum(bool(_STAMP.fullmatch(line)) for line in lines) >= STAMPS:
        return "liveblog"
    letters = sum(bool(OPENS_LETTER.match(line)) for line in lines)
    signed = sum(bool(_SIGNED.fullmatch(line)) for line in lines)
    if letters and (letters + signed > 1 or _LETTERS.search(title or "")):
        return "letters"
    return "letters" if signed > 1 and _LETTERS.search(title or "") else "article"
