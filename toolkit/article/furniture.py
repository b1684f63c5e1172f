"""Furniture: lines a page adds to a story, such as teasers, "read more", picture credits and sign-ups.

Each rule looks at one line alone, so that adding a rule cannot change what another finds. A line is taken for
furniture only where little else could read so: a lost "Read more" costs a few words, a lost paragraph costs a quote.
"""

import re
from functools import lru_cache

from toolkit import lexicon

LONGEST = 300  # characters; a longer line is a paragraph of the story
LONGEST_NOTE = 700  # a correction or a disclaimer

# Whole lines, whatever their capitals and the signs that close them.
_PHRASES = lexicon.words("furniture", "whole_lines")

_SITE = rf"(?:{lexicon.any_of(lexicon.words('outlets', 'platforms'))})"
_STORY = r"(?:article|story|stories|post|piece|report|interview|transcript|video|clip|ad|episode|coverage)"
_AGENCY = rf"(?:{lexicon.any_of(lexicon.words('outlets', 'picture_agencies'))})"
_PICTURE = (
    r"(?:(?:photo(?:graph)?|image|picture|illustration)s?|pic|pix|graphic|video|footage|file (?:photo|picture|image))"
)
_PARTICLES = lexicon.any_of(lexicon.words("particles", "in_a_credit"))
# Ada Roe, Ludwig van der Berg
_NAME = rf"(?-i:[^\W\d_a-z][\w.’'-]*(?: (?:[^\W\d_a-z][\w.’'-]*|{_PARTICLES})){{0,4}})"
_PIECE = r"(?:article|story|post|piece|column|op-ed|report)"
_WORK = r"(?:(?:additional )?reporting|writing|editing|compiled|graphics?)"
# Ada Roe in Ellery, Ben Low and Ludwig van der Berg
_CREW = rf"{_NAME}(?:(?:, and|,| and| &| in) {_NAME})*"

# A line is furniture if one of these patterns matches it from end to end: an example, and the pattern, which may be
# more than one string long. Capitals count only inside (?-i:…).
_LINKS = {
    "To see where the ferries sail, click here.": (
        r"(?:(?:to|for|if)\b[^.!?]{2,80}\W)?(?:please )?"
        r"(?:click|tap) (?:here|below|through (?:to|for))\b.{0,120}"
    ),
    "Click on the image to enlarge it": (
        r"(?:please )?(?:click|tap) on (?:the|this) (?:link|image|photo|video)\b.{0,120}"
    ),
    "Read the full story here": (
        r"(?:read|see|watch|hear|view|find out|get|explore|discover)(?: (?:the|our|all|this))?"
        rf"(?: (?:full|whole|rest|original|entire))?(?: (?:more|here|{_STORY}|of (?:the|this) {_STORY}))+"
        r"(?: (?:here|below|above|on|at|from|about|in|news)\b[^.]{0,60})?[.:!…»>→ ]*"
    ),
    "Why the bridge had to close for a year.... more": r".{15,280}(?:\.\.+|…) ?(?:read )?more[.»>→ ]*",
    "Read more about the bridge here": r"(?:read|see) more\b.{0,120}(?:here|below|»|>|→|…|\.\.\.)\.?",
    "Watch the mayor’s remarks above:": (
        rf"(?:watch|listen to|hear|see) (?:\S+ ){{0,10}}(?:{_STORY}|audio|remarks|exchange)\b"
        r"[^.,]{0,60} (?:above|below|here)[.:!]*"
    ),
    "Related: Ferry crews vote on strike": (
        r"(?:read|click to read|also read|read also|read next|read more|see also|also see|must read|more|watch|"
        r"watch live|video|"
        r"related(?: (?:story|article|video))?|recommended|up next|don['’]t miss|in pictures|in case you missed it)"
        r"\s*[:|»>→]\s*(?-i:[^\sa-z]).{0,200}"
    ),
    "More stories about the harbour": (
        r"more (?:stories|articles?|coverage|news|headlines|videos?) (?:from|on|about|like) [^.]{2,60}"
    ),
    "More from Ellery Times": r"more (?:from|on|about) (?-i:[^\W\d_a-z])[^.]{1,60}",
    "More from this author": r"more (?:from|on|about) (?:this|the) (?:author|section|paper|web)",
}
_SIGNS = {  # of the page itself
    "Story continues below the map": r"(?:story|article) continues (?:below|after)\b.{0,60}",
    "Continue reading the next page": r"continue reading\b[^.]{0,60}",
    "Scroll down for the timeline": r"(?:keep )?scroll (?:down|for|to)\b[^.]{0,40}",
    "Keep scrolling for pictures": r"(?:keep )?scrolling for\b[^.]{0,40}",
    "Home / Local / Bridge to close": r"(?:you are here:? ?)?home ?[/>»›→|] ?[^\n]{2,150}",
    "Skip to the main content": r"skip (?:to|past) [^.,]{2,60}",
    "Video player loading": r"video player[^.]{0,60}",
    "View all (12) comments": r"(?:view |show )?(?:all )?\(?\d+\)? comments",
    "Comments (12)": r"(?:view )?comments? \(\d+\)",
    "Tags: bridges, ferries": r"(?:tags|topics|filed under|posted in|keywords)\s*[:—–-].{1,160}",
    "4 min read": r"\d+[ -]min(?:ute)?s? read",
    "Reading time: 4 minutes": r"reading time:? \d[^.]{0,20}",
    "Page 2 of 3": r"(?:page|column|slide|photo) \d+(?: (?:of|/) \d+)?|\d+ ?(?:of|/) ?\d+",
    "On Tue, 3 May 2022 at 10:31, Ada Roe wrote:": (
        r"on [^\n]{4,100}(?:\d{4}[^\n]{1,20}\d[:.]\d\d|\S@\S)[^\n]{0,80} wrote:"
    ),
    "Case 14-CV-02231 Document 88 Filed 04/21/15": r"case (?:no\. )?[\w:-]+ document \d.{0,60}",
    "/s/ Ada Roe": r"/s/ .{2,60}",
    "C E R T I F I C A T E": r"(?:[A-Z] ){5,}[A-Z]",
    "I certify that the foregoing is correct": r"[^\n]{0,80}\bcertify that the foregoing\b.{0,200}",
    "HANSARD – UNCORRECTED PROOF": r"[^\n]{0,60}\buncorrected (?:proof|transcript)\b.{0,120}",
    "<div class=ad>": r"<\w+[^<>]{0,200}>(?:<[^<>]{0,60}>)*\.?",
}
_SUBSCRIPTIONS = {
    "Sign up for our daily newsletter": (
        r"(?:(?:for|to|want)\b[^.!?]{2,80}[,?!] )?(?:sign up|subscribe|register) "
        r"(?:to|for|here|now|today|with|by|below)\b.{0,60}"
        r"\b(?:newsletters?|e-?mails?|alerts?|updates|free|here|inbox|briefing|digest|subscribers?|podcast|button)\b"
        r".{0,120}"
    ),
    "Subscribe to the Harbour Podcast on iTunes": (
        rf"\W?subscribe (?:to|on|via)\b[^.]{{2,80}}\b(?:podcast|channel|{_SITE}|here|today|now)\b.{{0,80}}"
    ),
    "Get our free morning briefing": r"get (?:our|the) free\b[^.]{2,60}\b(?:newsletter|app|briefing)\b.{0,80}",
    "Get the best of Ellery in your inbox": (
        r"(?:get|receive) [^.]{2,60}\b(?:newsletter|(?:in|to) your inbox)\b.{0,80}"
    ),
    "Download our free news app": r"download (?:our|the) (?:free )?[^.]{0,40}\bapp\b.{0,60}",
    "Follow us on Twitter": (
        rf"[\"“]?(?:on {_SITE},? )?(?:please )?"
        rf"follow (?:us|me|him|her|them|our|the authors?|@\w+|{_NAME})\b[^.]{{0,40}}"
        rf"(?:(?:on|:) ?(?:{_SITE}\b|@)|@\w).{{0,120}}"
    ),
    "Ada Roe is the mayor of Ellery. You can follow her at @adaroe": (
        r"(?:[^.!?“”\"]{2,160}\. )?(?:you can )?follow (?:him|her|them|me|us) (?:on [a-z]+|at|@\w+)\b.{0,120}"
    ),
    "Follow @ellerytimes": r"follow @\w+\.?",
    "Like our page on Facebook": rf"(?:like|find|join) (?:us|our page|the page) on {_SITE}\b.{{0,80}}",
    "Do you love Ellery? Like the page": r"do you [^?]{2,60}\? like the page:?",
    "Share this with your friends": r"(?:share|tweet|pin) (?:this|on|via)\b.{0,40}",
    "Twitter: @ellerytimes": rf"{_SITE}:\s*@\w+\.?",
    "news@example.org": r"\S+@\S+\.\w+",
    "E-mail: news@example.org": r"(?:e-?mail|contact): ?\S+@\S+",
    "What do you think? Share your thoughts": (
        r"(?:[^.!?]{2,60}\? )?share (?:and comment|your (?:thoughts|views|story))\b.{0,60}"
    ),
    "Let us know in the comments": r"(?:tell|let) us (?:what you think|know)\b.{0,60}",
    "Enjoyed this article? Pass it on": r"(?:enjoy(?:ed|ing)?|did you like) this (?:article|story|post)\b.{0,80}",
    "Support independent journalism": (
        r"(?:support|donate to) (?:us|our (?:journalism|work)|(?:independent|quality) journalism)\b.{0,100}"
    ),
    "Got a story? Ring the newsroom": (
        r"(?:(?:do you )?have (?:a|any) (?:news )?|got a )(?:tips?|story|stories)\b[^?]{0,60}\?.{0,120}"
    ),
}
_PICTURES = {
    "Photo courtesy of: the harbour": (
        rf"[(\[]?{_PICTURE}(?: (?:credit|courtesy(?: of)?|source|from))?\s*[:|]\s*\S.{{0,160}}"
    ),
    "(Photo by Ada Roe / Reuters)": (
        rf"[(\[]?{_PICTURE} (?:by|credit|courtesy of) {_NAME}(?:,? (?:for|via|of) .{{2,40}}| ?/ ?.{{2,40}})?[)\].]*"
    ),
    "Image source: the harbour": (
        r"[(\[]?(?:(?:image|photo|picture) )?(?:credit|source|courtesy(?: of)?)\s*:\s*\S.{0,120}"
    ),
    "The viaduct in May. Photograph: Ada Roe": (
        rf"[^\n]{{3,250}}[\w.…)\]”’] [(\[]?{_PICTURE}(?: (?:credit|courtesy))?(?: ?: ?| by ){_NAME}"
        r"(?: ?[/|,] ?[\w .’'-]{2,40})?[)\].]*"
    ),
    "The bridge in May © Ada Roe": rf"[^\n]{{3,250}} ©(?: ?\d{{4}})? ?{_NAME}",
    "Two men with the bridge. Credit: Ellery Trust": r"[^\n]{3,250}[\w.…)\]”’] credit: ?[^.!?]{2,60}\.?",
    "Image source, Ada Roe": r"image source, .{2,60}",
    "Image caption, The bridge in May": r"(?:image|media) caption,? .{2,200}",
    "AP Photo/Ada Roe": r"ap photo ?/ ?\S.{0,60}",
    "FILE - The bridge in May": r"(?:(?-i:FILE)|file photo) ?(?:[-–—:]|,) .{2,280}",
    "Ada Roe/Getty Images": (
        rf"(?:{_NAME}(?: ?/ ?| via | for |, ))?{_AGENCY}(?:(?: ?/ ?| via | for )[\w.’' -]{{2,40}})*\.?"
    ),
    "The bridge in May (Ada Roe/AFP)": (
        r"[^\n]{0,250}[(\[](?:"
        r"(?:photo|image|picture)(?: by|:) .{2,60}"  # (Photo: Ada Roe)
        rf"|(?:[\w.’' -]{{2,40}} ?(?:/|via|for) ?){{1,2}}{_AGENCY}"  # (Ada Roe/AFP)
        rf"|{_AGENCY} ?(?:/|via)[^()]{{2,40}}"  # (AFP via Ellery Times)
        r"|getty(?: images)?|ap photo|file photo"  # (Getty Images)
        r")\.?[)\]][.”]?"
    ),
}
_RIGHTS = {  # rights, origins, and who helped
    "Copyright 2021 Ellery Times": r"copyright (?:©|\(c\)|\d{4}\b|by \d{4}).{0,200}",
    "Copyright Ellery Times 2021": r"copyright .{2,60}\b\d{4}\.?",
    "© Ellery Times": r"(?:©|\(c\) ?\d{4}).{0,200}",
    "This material may not be published": r"this material may not be .{2,160}",
    "Ellery Times. All rights reserved": r"(?:[^.]{2,120}\. )?all rights reserved\b.{0,160}",
    "Reprinted with permission": r"(?:(?:re)?printed|published) with permission\b.{0,160}",
    "Correction, Nov. 15, 2019: The year is 1931": (
        r"(?:(?:a )?corrections?|clarifications?|disclaimer|editor['’]?s?['’]? note|ed\.? note)\b"
        r"[^.:]{0,30}(?:\.[^.:]{0,20})?:.{2,600}"
    ),
    "Update, 2:15 p.m.: Added a statement": (
        r"updated?\b[^:]{0,40}(?::\d\d[^:]{0,12})?: (?:added|adds|this|the (?:story|article|headline))\b.{0,200}"
    ),
    "Published in the print edition of May 8": (
        r"(?:this (?:article|story) )?(?:was )?(?:published|appeared|appears) in (?:the )?"
        r"(?:print|[^.]{2,50} (?:edition|issue))\b.{0,200}"
    ),
    "As published in the Ellery Times": r"as published in the [^.]{2,60}\.?",
    "Editor’s note: This story has been updated": (
        rf"(?:editor['’]s note: )?this {_PIECE} (?:has been|was) (?:updated|corrected|amended|edited)\b.{{0,200}}"
    ),
    "This article was first published in Ellery": (
        rf"(?:editor['’]s note: )?(?:a version of )?this {_PIECE} (?:(?:was|is|has been) )?(?:also|first|originally) "
        r"(?:appear(?:s|ed)|(?:re)?published|posted|ran)\b.{0,160}"
    ),
    "A version of this story ran in the Ellery Times": (
        r"(?:a version of )?this (?:article|story) (?:appear(?:s|ed)|ran|was published) in\b.{0,160}"
    ),
    "Reporting by Ada Roe; editing by Ben Low": (
        rf"\W*(?:with )?{_WORK} by {_CREW}(?:[;,.]? (?:and )?{_WORK} by {_CREW})*[.)]*"
    ),
    "Ada Roe and Ben Low contributed to this report": (
        rf"{_CREW} contributed (?:reporting|to this (?:report|story|article)).{{0,60}}"
    ),
}
RULES = _LINKS | _SIGNS | _SUBSCRIPTIONS | _PICTURES | _RIGHTS
_FURNITURE = "|".join(f"(?:{rule})" for rule in RULES.values())  # re compiles it at first use, not at import
_NOTE = re.compile(
    r"(?:correction|clarification|disclaimer|editor['’]s note)\b[^.:]{0,30}(?:\.[^.:]{0,20})?:", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"\[(.+)\]\.?")
_DATELINE = re.compile(  # PORT ELLERY, Me. (AP) —
    r"[A-Z][A-Z .,’'-]{2,40}(?:,? [A-Z][\w.]+)?(?: ?\([\w ./-]{2,30}\))? ?[—–-]"
)


@lru_cache(maxsize=4096)  # a line is asked about several times
def is_furniture(line: str) -> bool:
    """Return whether a line, without the space around it, is what a page adds to a story.

    Capitals are judged by `is_shouted`, for which the whole article must be seen; bylines and dates by
    `toolkit.article.byline`.

    >>> is_furniture("Related Content"), is_furniture("“Click here to vote,” the flyer read.")
    (True, False)
    """
    if len(line) > LONGEST:
        return len(line) <= LONGEST_NOTE and bool(_NOTE.match(line))
    if not any(c.isalnum() for c in line):
        return True
    inside = _IN_BRACKETS.fullmatch(line)
    if inside and line.startswith("[ ") and line.endswith(" ]"):  # the Irish way to link
        return True
    line = inside[1] if inside else line
    phrase = line.strip('"“” .:!…»>→*_-').casefold().replace("'", "’")
    return phrase in _PHRASES or bool(re.fullmatch(_FURNITURE, line, re.IGNORECASE))


def is_shouted(line: str) -> bool:
    """Return whether a line is in capitals as teasers for other stories are: five words or more, no sentence.

    No quotation, no dateline, no numbered heading. "McCONNELL" and "MPs" count as capitals.

    >>> is_shouted("MAYOR DENIES CLAIMS OVER BRIDGE"), is_shouted("“NO MORE BRIDGES FOR THIS TOWN!”")
    (True, False)
    """
    if len(line) > LONGEST or len(line.split()) < 5 or line[0] in "“\"«‘'(—–-" or line[-1] in ".!:;,…":
        return False
    capitals = sum(c.isupper() for c in line)
    small = sum(c.islower() for c in line)
    return capitals >= 22 and small <= capitals / 15 and not re.match(r"\d+[.)]", line) and not _DATELINE.match(line)
