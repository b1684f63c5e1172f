"""Furniture: lines a page adds to a story, such as teasers, "read more", picture credits and sign-ups.

Each rule looks at one line alone, so that adding a rule cannot change what another finds. A line is taken for
furniture only where little else could read so: a lost "Read more" costs a few words, a lost paragraph costs a quote.
"""

import re

from toolkit import lexicon

LONGEST = 300  # characters; a longer line is a paragraph of the story

# Whole lines, whatever their capitals and the signs that close them.
_PHRASES = frozenset(
    phrase
    for group in (
        "related; related content; related stories; related story; related articles; related article; related coverage",
        "related links; related topics; related posts; related news; related reading; related videos; related video",
        "recommended; recommended for you; recommended stories; more stories; more articles; more coverage; more news",
        "more on this story; more on this topic; more on this; more from this author; more headlines; most read",
        "most popular; most viewed; most shared; trending; trending now; trending stories; top stories; popular now",
        "you may also like; you might also like; you may be interested in; you might be interested in; editors’ picks",
        "editor’s picks; from our partners; around the web; sponsored; sponsored content; paid content; promoted",
        "promoted content; promoted stories; in this article; in this story; what to read next; read next; read more",
        "advertisement; advertising; advertisements; ad; skip advertisement; story continues; story continues below",
        "story continues below advertisement; story continues below this ad; story continues after advertisement",
        "story continues below this advertisement; article continues below; article continues after advertisement",
        "continue reading; continue reading below; continue reading the main story; back to top; load more; show more",
        "load more comments; show more comments; view comments; show comments; leave a comment; add a comment; comment",
        "comments; post a comment; join the conversation; join the discussion; play video; loading; print; email",
        "print this article; email this article; e-mail this article; report a typo; open in app; share; tweet; pin",
        "copy link; copy url; share this; share article; share this article; share this story; save article; follow us",
        "subscribe; subscribe now; subscribe today; subscribe here; sign up; sign up now; sign up here; log in",
        "enter your email; enter your email address; enter your e-mail address; enter email address; whatsapp",
        "twitter; facebook; instagram; youtube; x; telegram; getty; file photo; stock photo; file image; stock image",
        "correction; corrections; clarification; correction appended; scroll down; end; ends; all rights reserved",
    )
    for phrase in group.split("; ")
)

_SITE = (
    r"(?:twitter|facebook|instagram|x|youtube|linkedin|telegram|whatsapp|tiktok|threads|mastodon|bluesky|itunes|"
    r"spotify)"
)
_STORY = r"(?:article|story|stories|post|piece|report|interview|transcript|video|clip|ad|episode|coverage)"
_AGENCY = (
    r"(?:getty(?: images)?|ap(?: photo)?|afp|epa(?:-efe)?|reuters|shutterstock|istock|"
    r"alamy(?: live news)?|zuma(?: press)?|"
    r"pa(?: wire| media| images)?|bloomberg|upi|(?:the )?associated press|press association|"
    r"instagram|facebook|twitter)"
)
_PICTURE = (
    r"(?:(?:photo(?:graph)?|image|picture|illustration)s?|pic|graphic|video|footage|file (?:photo|picture|image))"
)
_PARTICLES = lexicon.any_of(lexicon.words("particles", "in_a_credit"))
_NAME = rf"(?-i:[^\W\d_a-z][\w.’'-]*(?: (?:[^\W\d_a-z][\w.’'-]*|{_PARTICLES})){{0,4}})"
_PIECE = r"(?:article|story|post|piece|column|op-ed|report)"
_WORK = r"(?:(?:additional )?reporting|writing|editing|compiled|graphics?)"
_CREW = rf"{_NAME}(?:(?:, and|,| and| &| in) {_NAME})*"

# A line is furniture if one of these matches it from end to end. Capitals count only inside (?-i:…).
_RULES = (
    # links to more
    r"(?:(?:to|for|if)\b[^.!?]{2,80}\W)?(?:please )?(?:click|tap) (?:here|below|through (?:to|for))\b.{0,120}",
    r"(?:please )?(?:click|tap) on (?:the|this) (?:link|image|photo|video)\b.{0,120}",
    r"(?:read|see|watch|hear|view|find out|get|explore|discover)(?: (?:the|our|all|this))?"
    rf"(?: (?:full|whole|rest|original|entire))?(?: (?:more|here|{_STORY}|of (?:the|this) {_STORY}))+"
    r"(?: (?:here|below|above|on|at|from|about|in|news)\b[^.]{0,60})?[.:!…»>→ ]*",
    r"(?:read|see) more\b.{0,120}(?:here|below|»|>|→|…|\.\.\.)\.?",
    rf"(?:watch|listen to|hear|see) (?:\S+ ){{0,10}}(?:{_STORY}|audio|remarks|"
    rf"exchange)\b[^.,]{{0,60}} (?:above|below|here)[.:!]*",
    r"(?:read|also read|read also|read next|read more|see also|more|watch|watch live|video|"
    r"related(?: (?:story|article|video))?|recommended|up next|don['’]t miss|in pictures|in case you missed it)"
    r"\s*[:|»>→]\s*(?-i:[^\sa-z]).{0,200}",
    r"more (?:stories|articles?|coverage|news|headlines|videos?) (?:from|on|about|like) [^.]{2,60}",
    r"more (?:from|on|about) (?-i:[^\W\d_a-z])[^.]{1,60}|more (?:from|on|about) (?:this|"
    r"the) (?:author|section|paper|web)",
    # the page's own signs
    r"(?:story|article) continues (?:below|after)\b.{0,60}|continue reading\b[^.]{0,60}",
    r"(?:keep )?scroll (?:down|for|to)\b[^.]{0,40}|(?:keep )?scrolling for\b[^.]{0,40}",
    r"skip (?:to|past) [^.,]{2,60}|video player[^.]{0,60}",
    r"(?:view |show )?(?:all )?\(?\d+\)? comments|(?:view )?comments? \(\d+\)|(?:tags|topics|"
    r"filed under)\s*:.{1,160}",
    r"\d+[ -]min(?:ute)?s? read|reading time:? \d[^.]{0,20}|<\w+[^<>]{0,200}>(?:<[^<>]{0,60}>)*\.?",
    # subscriptions and social media
    r"(?:(?:for|to|want)\b[^.!?]{2,80}[,?!] )?(?:sign up|subscribe|register) "
    r"(?:to|for|here|now|today|with|by|below)\b.{0,60}"
    r"\b(?:newsletters?|e-?mails?|alerts?|updates|free|here|inbox|briefing|digest|subscribers?|"
    r"podcast|button)\b.{0,120}",
    rf"\W?subscribe (?:to|on|via)\b[^.]{{2,80}}\b(?:podcast|channel|{_SITE}|here|today|now)\b.{{0,80}}",
    r"get (?:our|the) free\b[^.]{2,60}\b(?:newsletter|app|briefing)\b.{0,80}",
    r"(?:get|receive) [^.]{2,60}\b(?:newsletter|(?:in|to) your inbox)\b.{0,80}",
    r"download (?:our|the) (?:free )?[^.]{0,40}\bapp\b.{0,60}",
    rf"[\"“]?(?:on {_SITE},? )?(?:please )?follow (?:us|me|him|her|them|our|the authors?|@\w+|{_NAME})\b[^.]{{0,40}}"
    rf"(?:(?:on|:) ?(?:{_SITE}\b|@)|@\w).{{0,120}}",
    r"(?:[^.!?“”\"]{2,160}\. )?(?:you can )?follow (?:him|her|them|me|us) (?:on [a-z]+|at|@\w+)\b.{0,120}",
    rf"follow @\w+\.?|(?:like|find|join) (?:us|our page|the page) on {_SITE}\b.{{0,80}}",
    r"do you [^?]{2,60}\? like the page:?",
    rf"(?:share|tweet|pin) (?:this|on|via)\b.{{0,40}}|{_SITE}:\s*@\w+\.?|(?:e-?mail|contact): ?\S+@\S+",
    r"(?:[^.!?]{2,60}\? )?share (?:and comment|your (?:thoughts|views|story))\b.{0,60}",
    r"(?:tell|let) us (?:what you think|know)\b.{0,60}|(?:enjoy(?:ed|ing)?|"
    r"did you like) this (?:article|story|post)\b.{0,80}",
    r"(?:support|donate to) (?:us|our (?:journalism|work)|(?:independent|quality) journalism)\b.{0,100}",
    r"(?:(?:do you )?have (?:a|any) (?:news )?|got a )(?:tips?|story|stories)\b[^?]{0,60}\?.{0,120}",
    # pictures
    rf"[(\[]?{_PICTURE}(?: (?:credit|courtesy(?: of)?|source|from))?\s*[:|]\s*\S.{{0,160}}",
    rf"[(\[]?{_PICTURE} (?:by|credit|courtesy of) {_NAME}(?:,? (?:for|via|of) .{{2,40}}| ?/ ?.{{2,40}})?[)\].]*",
    r"[(\[]?(?:(?:image|photo|picture) )?(?:credit|source|courtesy(?: of)?)\s*:\s*\S.{0,120}",
    r"image source, .{2,60}|(?:image|media) caption,? .{2,200}|ap photo ?/ ?\S.{0,60}",
    r"(?:(?-i:FILE)|file photo) ?(?:[-–—:]|,) .{2,280}",
    rf"(?:{_NAME}(?: ?/ ?| via | for |, ))?{_AGENCY}(?:(?: ?/ ?| via | for )[\w.’' -]{{2,40}})*\.?",
    rf"[^\n]{{0,250}}[(\[](?:(?:photo|image|picture)(?: by|:) .{{2,60}}|(?:[\w.’' -]{{2,40}} ?(?:/|"
    rf"via|for) ?){{1,2}}{_AGENCY}|"
    rf"{_AGENCY} ?(?:/|via)[^()]{{2,40}}|getty(?: images)?|ap photo|file photo)\.?[)\]][.”]?",
    # rights, origins, and who helped
    r"copyright (?:©|\(c\)|\d{4}\b|by \d{4}).{0,200}|copyright .{2,60}\b\d{4}\.?|(?:©|\(c\) ?\d{4}).{0,200}",
    r"this material may not be .{2,160}|(?:[^.]{2,120}\. )?all rights reserved\b.{0,160}",
    r"(?:(?:re)?printed|published) with permission\b.{0,160}|as published in the [^.]{2,60}\.?",
    rf"(?:editor['’]s note: )?this {_PIECE} (?:has been|was) (?:updated|corrected|amended|edited)\b.{{0,200}}",
    rf"(?:editor['’]s note: )?(?:a version of )?this {_PIECE} (?:(?:was|is|has been) )?(?:also|first|originally) "
    r"(?:appear(?:s|ed)|(?:re)?published|posted|ran)\b.{0,160}",
    r"(?:a version of )?this (?:article|story) (?:appear(?:s|ed)|ran|was published) in\b.{0,160}",
    rf"\W*(?:with )?{_WORK} by {_CREW}(?:[;,.]? (?:and )?{_WORK} by {_CREW})*[.)]*",
    rf"{_CREW} contributed (?:reporting|to this (?:report|story|article)).{{0,60}}",
)
_FURNITURE = "|".join(f"(?:{rule})" for rule in _RULES)  # re compiles it at first use, not at import
_IN_BRACKETS = re.compile(r"\[(.+)\]\.?")
_DATELINE = re.compile(r"[A-Z][A-Z .,’'-]{2,40}(?:,? [A-Z][\w.]+)?(?: ?\([\w ./-]{2,30}\))? ?[—–-]")


def is_furniture(line: str) -> bool:
    """Whether a line, without the space around it, is what a page adds to a story.

    Capitals are judged by `is_shouted`, for which the whole article must be seen; bylines and dates by
    `toolkit.byline`.

    >>> is_furniture("Related Content"), is_furniture("“Click here to vote,” the flyer read.")
    (True, False)
    """
    if len(line) > LONGEST:
        return False
    if not any(c.isalnum() for c in line):
        return True
    inside = _IN_BRACKETS.fullmatch(line)
    line = inside[1] if inside else line
    phrase = line.strip('"“” .:!…»>→*_-').casefold().replace("'", "’")
    return phrase in _PHRASES or bool(re.fullmatch(_FURNITURE, line, re.IGNORECASE))


def is_shouted(line: str) -> bool:
    """Whether a line is in capitals as teasers for other stories are: five words or more, no sentence.

    No quotation, no dateline, no numbered heading. "McCONNELL" and "MPs" count as capitals.

    >>> is_shouted("MAYOR DENIES CLAIMS OVER BRIDGE"), is_shouted("“NO MORE BRIDGES FOR THIS TOWN!”")
    (True, False)
    """
    if len(line) > LONGEST or len(line.split()) < 5 or line[0] in "“\"«‘'(—–-" or line[-1] in ".!:;,…":
        return False
    capitals = sum(c.isupper() for c in line)
    small = sum(c.islower() for c in line)
    return capitals >= 22 and small <= capitals / 15 and not re.match(r"\d+[.)]", line) and not _DATELINE.match(line)
