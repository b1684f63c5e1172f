"""What each line of a page is, told by the lines around it: a linear-chain conditional random field.

How well each line fits each state, and each state the one before it, is said by the features of `line_features` and
`page_features` and their weights in ``furniture.json``, which ``training/furniture.py`` writes; the best row of states
is found by Viterbi's algorithm (Lafferty, McCallum and Pereira 2001). What people say is safe: such a line is
furniture only in a block that is unmistakably the page's.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from toolkit.article.finding_turns import find_turns
from toolkit.article.letters import OPENS_LETTER
from toolkit.article.line_features import has_quotation, is_spoken, of_line
from toolkit.article.page_features import features
from toolkit.article.posts import signs_post

FOLLOWS = {  # states, and those that may stand behind each
    "above": ("above", "headline"),  # furniture above the headline
    "headline": ("below", "headline", "body"),
    "below": ("below", "headline", "body"),  # furniture between headline and story
    "body": ("body", "inside", "after"),
    "inside": ("inside", "body"),  # furniture between paragraphs of the story
    "after": ("after",),  # furniture below the story
}
FIRST, LAST = ("above", "headline", "below", "body"), ("body", "after")
FURNITURE = ("above", "below", "inside", "after")
STORY = ("headline", "body")
SHORT = 250  # characters of a line that may show that the text is a page
MOST = 2000  # lines of a page; a longer text is no page

_SIGNS = ("rule", "dated", "only=", "sign=address", "sign=handle", "asks", "readers|", "telling|")
_COMMENTS = re.compile(
    r"(?:\d+ |view |show |all |reader |readers[’'] |add |post |leave a )*(?:comments?|replies|responses)\b.{0,25}"
    r"|join the (?:conversation|discussion)|have your say|\d+ thoughts on .*|leave a reply.{0,20}"
    r"|what (?:you|readers) say",
    re.IGNORECASE,
)
_COMMENTED = re.compile(  # what stands at single comments
    r"(?:reply|report|like|likes|recommend|upvote|flag|score:? ?-?\d+|permalink)(?: ?\(?\d+\)?)?|.{2,40} says:"
    r"|.{0,40}\b(?:\d+ ?(?:h|hrs?|hours?|days?|minutes?|mins?|weeks?|months?) ago|\d\d?:\d\d ?(?:[ap]m)?\)?)|@\w+ .*"
    r"|(?:log in|sign in|register) to .{2,30}|load more.{0,20}|comments are closed.?|.*\bcommunity guidelines\b.*",
    re.IGNORECASE,
)
_COMMENT_BY = re.compile(r"Posted by .{2,40} on \(?.*\d.*|.{2,30} says:|.{2,30} \d\d? \w{3} \d\d?:\d\d ?[ap]m")
_SAFE = re.compile(  # an embedded post, which is a quotation, a letter's beginning, and what Markdown sets in bold
    rf"^\*\*(?:\S+ ){{7,}}|\w+ \w+ .*(?:pic\.twitter\.com|[—–-] ?[^()]{{2,50}} ?\(@\w+\))|^(?:{OPENS_LETTER.pattern})",
    OPENS_LETTER.flags,
)
_TEASERS = re.compile(
    r"(?:read|see|also|more|related|recommended|trending|most|popular|latest|top|up next|don[’']t miss|in other|other|"
    r"you may|you might|editor[’']?s|elsewhere|what to read|further|keep reading|featured|must).{0,40}",
    re.IGNORECASE,
)
LONGEST_TEASER = 22  # words
NEAR = 8  # lines in which something of a comment follows the header of comments


def kinds_of(
    lines: Sequence[str], tight: Sequence[bool], alone: Sequence[str], sure: Sequence[str]
) -> list[str] | None:
    """Return what each line of a page is; None where nothing shows that the text is one.

    Parameters
    ----------
    lines
        The lines that are not blank.
    tight
        Whether each follows the one before it without a blank line.
    alone
        What each is by itself and its place: "headline", "body" or "furniture".
    sure
        What of that is sure: "headline", "furniture", or "" where the lines around have to tell.
    """
    if len(lines) > MOST:
        return None
    if "furniture" not in alone and not any(len(line) <= SHORT and _is_sign(line) for line in lines):
        return None
    seen = features(lines, tight)
    safe = _safe(lines)
    allowed = [
        FURNITURE if kind == "furniture" else ("headline",) if kind == "headline" else STORY if i in safe else None
        for i, kind in enumerate(sure)
    ]
    return ["furniture" if state in FURNITURE else state for state in _best(seen, allowed)]


def _is_sign(line: str) -> bool:
    """Return whether a line by itself may be a page's."""
    return any(feature.startswith(_SIGNS) for feature in of_line(line))


@cache
def weights() -> Mapping[str, Any]:
    """Return the weights: feature -> state -> weight, and "state > state" -> weight."""
    return json.loads((Path(__file__).parent / "furniture.json").read_text("utf-8"))


def _best(seen: Sequence[Sequence[str]], allowed: Sequence[Sequence[str] | None]) -> list[str]:
    """Return the best row of states for the lines' features."""
    of_features, of_steps = weights()["features"], weights()["steps"]
    paths: dict[str, tuple[float, Any]] = {}
    for i, own in enumerate(seen):
        fits = dict.fromkeys(FOLLOWS, 0.0)
        for feature in own:
            for state, weight in of_features.get(feature, {}).items():
                fits[state] += weight
        if states := allowed[i]:
            for state in FOLLOWS:
                fits[state] -= 0 if state in states else 1000
        if not paths:
            paths = {state: (fits[state], (state, None)) for state in FIRST}
            continue
        reached: dict[str, tuple[float, Any]] = {}
        for before, (score, path) in paths.items():
            for state in FOLLOWS[before]:
                total = score + of_steps.get(f"{before} > {state}", 0.0) + fits[state]
                if state not in reached or total > reached[state][0]:
                    reached[state] = (total, (state, path))
        paths = reached
    _, path = max((paths[state] for state in LAST if state in paths), key=lambda found: found[0])
    row = []
    while path:
        row.append(path[0])
        path = path[1]
    return row[::-1]


def _safe(lines: Sequence[str]) -> set[int]:
    """Return the lines that are never furniture: what people say, outside comments and lists of other stories."""
    safe = {
        i
        for i, line in enumerate(lines)
        if has_quotation(line) or is_spoken(line) or _SAFE.search(line) or signs_post(line)
    }
    return (safe - _foreign(lines)) | _turns(lines)


def _turns(lines: Sequence[str]) -> set[int]:
    """Return the lines of a transcript's, an interview's or letters' turns; of the last turn the first alone."""
    if sum(":" in line[:80] or line[:2] in ("Q ", "A ", "Q.", "A.") or line[-1] == "?" for line in lines) < 3:
        return set()
    ends = list(accumulate(len(line) + 1 for line in lines))
    spans = [(end - 1 - len(line), end - 1) for end, line in zip(ends, lines, strict=True)]
    found: set[int] = set()
    turns = find_turns("\n".join(lines), spans)
    for turn in turns:
        content = turn.content[:1] if turn is turns[-1] and turn.role != "letter" else turn.content
        found.update(bisect_right(ends, start) for start, _ in (turn.label, *content))
    return found


def _foreign(lines: Sequence[str]) -> set[int]:
    """Return the lines of comments and of lists of other stories, below a header that says so."""
    found: set[int] = set()
    signed = [i for i, line in enumerate(lines) if len(line) < 80 and _COMMENT_BY.fullmatch(line)]
    for i in signed:
        found.update(range(i + 1, min(i + 4, len(lines))))
    for i, line in enumerate(lines):
        if len(line) < 60 and _COMMENTS.fullmatch(line.strip(" :")):
            marks = [k for k in range(i + 1, min(i + NEAR, len(lines))) if _COMMENTED.fullmatch(lines[k])]
            if marks:
                last = max(k for k in range(i + 1, len(lines)) if _COMMENTED.fullmatch(lines[k]))
                found.update(range(i + 1, min(last + 4, len(lines))))
        elif len(line) < 50 and line[-1] not in ".?!" and _TEASERS.fullmatch(line):
            k = i + 1
            while (
                k < len(lines)
                and len(lines[k].split()) <= LONGEST_TEASER
                and not re.search(r"[.!?][”\"’']?$", lines[k])
            ):
                found.add(k)
                k += 1
    return found
