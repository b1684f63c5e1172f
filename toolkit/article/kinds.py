"""What kind of text an article is: a story, an interview, a parliament's or court's report, letters, a live blog."""

import re
from collections import Counter
from collections.abc import Sequence

from toolkit.article.turns import Turn

MOSTLY = 0.4  # of an article's characters, at least, that are turns: what has fewer is a story with some talk in it
TWICE = 2  # different signs of a parliament or a court, at least
STAMPS, SHARE = 3, 0.08  # lines that hold a time that make a live blog, and their share of all

_PARLIAMENT = re.compile(
    r"""
    (?<!\w)(?: asked[ ]the[ ](?:[A-Z][\w-]+[ ]){0,6}(?:Secretary|Minister|Chancellor|Premier|President|Attorney)\b
        | (?i:hon(?:\.|'ble|ou?rable)?[ ](?:and[ ]learned[ ])?                          # "the hon. and learned Member"
              (?:gentlem[ae]n|lad(?:y|ies)|members?|friend|minister|senator))\b
        | (?i:(?:mr|madam|mrs|ms)\.?[ ](?:deputy[ ]|acting[ ])?                         # "Madam Deputy Speaker"
              (?:speaker|chair(?:man|woman|person)?|president))\b
        | (?i:point[ ]of[ ]order|standing[ ]order|order[ ]paper|right[ ]hon|second[ ]reading|third[ ]reading)\b
        | (?i:unanimous[ ]consent|ranking[ ]member|this[ ](?:house|chamber))\b
        | [Tt]he[ ](?:Deputy[ ]|DEPUTY[ ]|Acting[ ]|ACTING[ ])?(?:Speaker|SPEAKER|Chair|CHAIR)\s*: | Ceann[ ]Comhairle\b
        | (?i:the[ ]committee[ ]will[ ]come[ ]to[ ]order|(?:hon[ ])?member[ ]for)\b | Taoiseach\b | \(Interruptions?\)
        | (?m:^(?:The[ ])?(?:[\w-]+[ ]){0,4}(?:Minister|Secretary|Chancellor|Attorney)[^:\n()]{0,80}\([^()\n]{3,60}\):)
        | (?m:^(?:Hon|HON)\.[ ]) | To[ ]ask[ ]the[ ][A-Z] | (?i:desk[ ]thumping)
        | (?m:^Q\d{1,4})[ ](?=[A-Z])                                              # a committee's numbered questions
        | I[ ](?:yield|beg[ ]to[ ]move)\b | the[ ]gentle(?:man|woman|lady)[ ]from\b | Question[ ]put\b
      )
    """,
    re.VERBOSE,
)
_HOUSE = re.compile(  # in the headline or the first lines
    r"\b(?:house of (?:commons|lords|representatives|assembly)|(?:lok|rajya) sabha|hansard|d[áa]il|seanad"
    r"|legislative (?:assembly|council)|national assembly|select committee|congressional record)\b",
    re.IGNORECASE,
)
_COURT = re.compile(
    r"""
    ^(?: THE[ ](?:COURT|WITNESS|DEFENDANT|BAILIFF|CLERK)\b                              # labels
       | <?(?:DIRECT[ ]|CROSS-|RE-?DIRECT[ ])?EXAMINATION | BY[ ]M[RS]S?\.?[ ]            # "BY MR. ROE:"
     )
    | \b(?: (?i:your[ ]hono?u?r|my[ ]lord(?:ship)?|members[ ]of[ ]the[ ]jury|royal[ ]commission|sworn|cross-examin\w+)
          | (?i:no[ ]further[ ]questions|if[ ](?:the[ ]commissioner|your?[ ]honou?r|it)[ ]pleases?|exhibit[ ]\d)
          | may[ ]it[ ]please[ ]the[ ]court | Objection[,.] | Overruled | Sustained
        )\b
    """,
    re.VERBOSE | re.MULTILINE,
)
_CONFERENCE = re.compile(
    r"\b(?:(?:press|news|media) (?:conference|briefing)|(?:earnings|conference) call)\b", re.IGNORECASE
)
_BRIEFING = re.compile(
    r"\b(?:briefing|gaggle|(?:press|news|media) (?:conference|availability|secretary)|spokes(?:man|woman|person))\b",
    re.IGNORECASE,
)
_ADVICE = re.compile(r"(?:Ask|ASK|Dear|DEAR) [A-Z]")
_INTERVIEW = re.compile(r"\binterview|\bQ ?& ?A\b|\bquestions\b", re.IGNORECASE)
_TIME = (
    r"(?:\d{1,2}[.:]\d\d[ ]?(?:[ap]\.?m\.?)?|\d{1,2}[ ]?[ap]\.?m\.?)(?:[ ]?(?-i:[A-Z]{2,4})(?![a-z]))?"  # "2.05 pm BST"
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = rf"""
    (?: (?:[a-z]+day|today|yesterday) (?:,?[ ]{_MONTH}[ ]\d{{1,2}})?       # "Friday", "Friday, May 6"
      | (?: {_MONTH}[ ]\d{{1,2}} | \d{{1,2}}[ ]{_MONTH} ) (?:,?[ ]\d{{4}})?  # "May 6, 2022", "6 May"
    )"""
_STAMP = re.compile(  # a line that holds a time, and an entry's heading at most
    rf"""
    \W* (?: (?:posted|published|updated)[ ](?:at[ ])? )?
    (?: (?: {_DAY},?[ ](?:at[ ])? )? {_TIME} (?:\W*{_TIME})? (?: ,?[ ](?:on[ ])?{_DAY} )?   # "14:05 BST"
      | \d{{1,2}}[ ]?(?:h|hrs?|hours?|m|mins?|minutes?)[ ]ago (?:\W+{_TIME})?                            # "2h ago"
    )
    (?: [ ]?[-–—|:][ ][^.!?]{{0,80}} | [ ]?\d{{1,2}}h[ ]ago )? [\s*_:)\]]*                 # "14:05 — Bridge closed"
    """,
    re.IGNORECASE | re.VERBOSE,
)
_STAMPED = re.compile(  # a paragraph that opens with a time: "10.42am: The bridge is closed."
    rf"""\W{{0,3}} (?: {_DAY},?[ ] )? {_TIME} (?: [ ]?[-–—|:][ ] | [ ](?-i:(?=[A-Z“"])) )""", re.IGNORECASE | re.VERBOSE
)
_LIVE = re.compile(
    r"\b(?:live|liveblog|as it happened|minute[- ]by[- ]minute|the latest|(?:live )?updates)\b", re.IGNORECASE
)


def kind_of(title: str | None, lines: Sequence[str], turns: Sequence[Turn]) -> str:
    """Return the kind of an article: one of `toolkit.article.model.KINDS`.

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
    >>> kind_of("Interview with Roe sparks row", ["He wrote:", "Late."], [Turn((0, 0), (4, 7), ((0, 3),), "post")])
    'article'
    """
    if _is_live_blog(title, lines):
        return "liveblog"
    turns = [turn for turn in turns if turn.role != "post"]  # which make no conversation of a story
    if not turns or not (_INTERVIEW.search(title or "") or _are_most(turns, lines)):
        return "article"
    if any(turn.role == "letter" for turn in turns) or _is_advice(title, turns):
        return "letters"
    head, text = f"{title or ''}\n" + "\n".join(lines[:5]), "\n".join(lines)
    roles = Counter(turn.role for turn in turns)
    if _CONFERENCE.search(title or "") or (_BRIEFING.search(head) and roles["question"]):
        return "briefing"
    court, parliament = _signs(_COURT, text), _signs(_PARLIAMENT, text)
    if _HOUSE.search(head):
        parliament += 1 + (2 * sum(turn.name not in (None, turn.label) for turn in turns) > len(turns))  # with titles
    if max(court, parliament) < TWICE:
        asked = roles["question"] >= TWICE and not roles["answer"]  # by "Q", and answered by name
        return "briefing" if asked and all(turn.is_said for turn in turns) else "interview"
    return "court" if court >= parliament else "parliament"


def _are_most(turns: Sequence[Turn], lines: Sequence[str]) -> bool:
    """Whether turns hold most of an article, or are the questions to answers that stand in quotation marks."""
    if not any(turn.is_said for turn in turns):
        return True
    inside = sum(end - start for turn in turns for start, end in (turn.label, *turn.content))
    return inside > MOSTLY * sum(map(len, lines))


def _is_advice(title: str | None, turns: Sequence[Turn]) -> bool:
    """Whether questions and answers are an advice column's: "Ask Agnes: the lodger"."""
    return bool(_ADVICE.match(title or "")) and all(turn.role in ("question", "answer") for turn in turns)


def _signs(pattern: re.Pattern, text: str) -> int:
    """Return how many different signs of a kind a text has."""
    return len({re.sub(r"\W+", " ", found.group()).casefold() for found in pattern.finditer(text)})


def _is_live_blog(title: str | None, lines: Sequence[str]) -> bool:
    """Whether lines are the times of entries; where the headline says so, entries may open with them."""
    stamps = sum(bool(_STAMP.fullmatch(line)) for line in lines)
    if _LIVE.search(title or ""):
        stamps += sum(bool(_STAMPED.match(line)) for line in lines if not _STAMP.fullmatch(line))
    return stamps >= STAMPS and stamps >= SHARE * len(lines)
