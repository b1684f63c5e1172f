"""Furniture: lines a page adds to a story (teasers, "read more", credits, sign-ups), its byline and its date.

Each rule looks at one line alone, so that adding a rule cannot change what another finds. A line is taken for
furniture only where little else could read so: a lost "Read more" costs a few words, a lost paragraph costs a quote.
"""

import re
from datetime import date

# A whole line of these is furniture. Patterns are anchored and read a line once.
_LINES = [
    # links to more
    r"click (?:here|through|below)\b.{0,120}",
    r"(?:read|see|watch|hear|view|learn|find out|get|explore)(?: (?:the|our|all|it|this|his|her))?(?: (?:full|whole|rest|original))?"
    r"(?: (?:more|story|article|report|interview|transcript|video|coverage|post|of the (?:story|article)|here))+"
    r"(?: (?:here|below|on|at|from|about|in|news|stories)\b.{0,100})?[.:!…»>→ ]*",
    r"(?:read|read also|read next|read more|see also|also read|more|watch|watch live|listen|related|recommended|up next|don['’]t miss|"
    r"in pictures|in case you missed it)\s*[:|»>→]\s*\S.{0,200}",
    r"[\"“]?(?:related|recommended|more)(?: (?:content|stories|story|articles?|coverage|links|topics|posts|news|reading|videos?))?[\"”]?\s*:?[\"”]?",
    r"more (?:from|on|in|about) (?!the fact)[^.]{2,60}",
    r"(?:most (?:read|popular|viewed|shared)|trending(?: now| stories)?|top stories|you (?:may|might) also (?:like|be interested in).{0,30}|"
    r"what to read next|editors['’] picks|from our partners|around the web|sponsored(?: content)?|promoted(?: stories)?)\s*:?",
    # advertisements and page mechanics
    r"(?:advertisement|advertising|ad|story continues below(?: (?:this )?(?:ad|advertisement|video|image))?|"
    r"article continues (?:below|after).{0,60}|continue reading(?: (?:the main|below|this).{0,40})?|(?:scroll|keep scrolling) .{0,40}|"
    r"skip (?:to|past) .{0,60}|back to top|(?:load|show) more(?: comments)?|comments?(?: \(\d+\))?|\d+ comments|leave a comment|"
    r"view comments|play video|video player.{0,60}|loading\.*|print(?: this (?:article|page))?|e-?mail(?: this (?:article|page))?)[.!…]*",
    # subscriptions and social media
    r"(?:sign up|subscribe|register|join us|log in|sign in)\b.{0,40}\b(?:newsletters?|e-?mails?|alerts?|updates|for free|today|here|inbox|"
    r"briefing|digest|subscribers?|account|channel|podcast)\b.{0,120}",
    r"(?:subscribe|sign up)(?: now| today)?[.!]*",
    r"(?:get|receive) .{0,60}\b(?:newsletter|in your inbox|delivered|to your inbox|alerts)\b.{0,80}",
    r"[\"“]?(?:follow|like|find|join) .{1,60}\bon (?:twitter|facebook|instagram|x|youtube|linkedin|telegram|whatsapp|tiktok|threads|"
    r"mastodon|bluesky)\b.{0,80}",
    r"(?:share|tweet|pin|share (?:this|on|via) .{0,40})[.!]*|(?:facebook|twitter|whatsapp|linkedin|instagram)[.:]*",
    r"twitter:\s*@\w+\.?",
    r"(?:enjoy(?:ed|ing)?|did you like) this (?:article|story|post)\b.{0,80}",
    r"(?:support|donate to) (?:us|our journalism|independent journalism)\b.{0,100}",
    r"do you support [^?]{2,40}\? like the page:?",
    # pictures
    r"[(\[]?(?:photo(?:graph)?s?|image|picture|illustration|graphic|video|file (?:photo|picture))(?: (?:credit|courtesy(?: of)?|by|source|from))?\s*"
    r"(?::|by\b|credit\b|courtesy\b)\s*\S.{0,120}",
    r"[(\[]?(?:credit|image source|picture credit|courtesy(?: of)?)\s*:\s*\S.{0,120}",
    r"(?:.{0,140}[(\[,/|—–-] ?)?[(\[]?(?:[\w.’' -]{2,40}(?: ?/ ?| via | for ))?"
    r"(?:getty(?: images)?|ap photo|ap|afp|epa|reuters|shutterstock|istock|alamy|pa wire|pa|bloomberg|associated press|instagram)"
    r"(?:(?: ?/ ?| via )[\w.’' -]{2,40})?[)\]]",
    r"(?:[\w.’' -]{2,40}(?: ?/ ?| via ))?(?:getty(?: images)?|ap photo|afp|shutterstock|istock|alamy|associated press)"
    r"(?:(?: ?/ ?| via )[\w.’' -]{2,40})?\.?",
    r"ap photo\s*/\s*\S.{0,60}",
    # rights and origins
    r"(?:©|\(c\)|copyright\b).{0,200}",
    r"all rights reserved\.?.{0,160}",
    r"this (?:article|story|post|piece|report) (?:was )?(?:originally|first) (?:appeared|published|ran)\b.{0,160}",
    r"(?:a version of )?this (?:article|story) (?:appears?|appeared) in print\b.{0,160}",
    r"as published in the [^.]{2,60}\.?",
    r"<\w+[^<>]{0,200}>(?:<[^<>]{0,60}>)*\.?",
]
_FURNITURE = re.compile("|".join(f"(?:{line})" for line in _LINES), re.IGNORECASE)
_CAPITALS = re.compile(r"[A-Z]")
_DATELINE = re.compile(r"[A-Z][A-Z .,’'-]{2,40}(?:,? [A-Z][\w.]+)?(?: ?\([\w ./-]{2,30}\))? ?[—–-]")

_ROLE = (
    r"(?:Staff|Senior|Chief|Political|Special|Associated|National|Foreign|Health|Science|Sports?|Business|Crime|Court|"
    r"Reporters?|Writers?|Editors?|Correspondents?|Reuters|AP|AFP|Press|News|Contributors?)\b"
)
_NAME = rf"(?!{_ROLE})[A-Z][\w.’'‐-]*(?: (?!{_ROLE})(?:de|da|di|van|von|der|bin|al|la|le|[A-Z][\w.’'‐-]*)){{1,4}}"
_BYLINE = re.compile(
    rf"(?i:by|written by|reported by|story by|byline:)\s+({_NAME}(?:(?:, and|,| and| &) {_NAME}){{0,4}})"
    r"(?:\s*[,|–—-]\s*[^.]{2,80}|\s+(?:in|for|of|at) [^.]{2,60})?\.?"
)
_MONTHS = {m: n for n, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)}
_MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_TIME = r"(?:(?:,| at| @| [|·–-])?\s*\d{1,2}(?:[:.]\d{2}){0,2}\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4}\b)?(?:[+-]\d{2}:?\d{2})?)?"
_DATE = re.compile(
    r"(?:(?:first |last )?(?:published|updated|posted|modified|date|issued)(?: on| at)?\s*:?\s*)?"
    r"(?:\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4})?,?\s+)?"
    r"(?:(?:mon|tues?|wednes|wed|thurs?|fri|satur|sat|sun)(?:day)?\.?,?\s+)?"
    rf"(?:{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH.replace('?P<month>', '?P<month2>')},?\s+(?P<year2>\d{{4}})"
    r"|(?P<iso>\d{4}-\d{2}-\d{2})(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?)"
    rf"{_TIME}(?:\s*[|·–-]\s*.{{0,60}})?\.?",
    re.IGNORECASE,
)


def is_furniture(line: str) -> bool:
    """Whether a line, without the space around it, is what a page adds to a story.

    Capitals are judged by `is_shouted`, for which the whole article must be seen.

    >>> is_furniture("Related Content"), is_furniture("“Click here to vote,” the flyer read.")
    (True, False)
    """
    if len(line) > 300:
        return False
    return not any(c.isalnum() for c in line) or bool(_FURNITURE.fullmatch(line))


def is_shouted(line: str) -> bool:
    """Whether a line is in capitals as teasers for other stories are: five words or more, no quotation, no dateline, no number.

    >>> is_shouted("MAYOR DENIES CLAIMS OVER BRIDGE"), is_shouted("“NO MORE BRIDGES FOR THIS TOWN!”")
    (True, False)
    """
    return (
        len(line.split()) >= 5
        and len(line) <= 300
        and not any(c.islower() for c in line)
        and len(_CAPITALS.findall(line)) >= 12
        and not re.search(r"[“”\"«»]", line)
        and line[0] not in "‘'(0123456789"
        and not _DATELINE.match(line)
    )


def byline(line: str) -> str | None:
    """The authors a byline names, or None where the line is none.

    >>> byline("By Jane Doe and Ada Roe, Staff Writers"), byline("By Friday the bridge was closed.")
    ('Jane Doe and Ada Roe', None)
    """
    found = _BYLINE.fullmatch(line) if len(line) <= 160 else None
    return found.group(1) if found else None


def published(line: str) -> str | None:
    """The date a date line gives, as ISO 8601, or None where the line is none.

    >>> published("Published 3:45 PM EST, Fri November 12, 2021"), published("12 Nov. 2021"), published("May 2021")
    ('2021-11-12', '2021-11-12', None)
    """
    found = _DATE.fullmatch(line) if len(line) <= 120 else None
    if not found:
        return None
    if found["iso"]:
        year, month, day = map(int, found["iso"].split("-"))
    else:
        year, day = int(found["year"] or found["year2"]), int(found["day"] or found["day2"])
        month = _MONTHS[(found["month"] or found["month2"])[:3].lower()]
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
