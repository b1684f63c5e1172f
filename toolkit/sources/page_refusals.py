"""Web pages that hold no story, told by what they say instead: of consent, an account, an error, or links alone."""

import re
from collections.abc import Sequence

from toolkit.sources.page_blocks import Block
from toolkit.sources.page_metadata import Facts

STORY = 120  # words from which a page has a story, whatever else it says
BEGINNING = 40  # words from which a page that asks for an account has at least the beginning of a story
ALL = 600  # words of an error page, at most
LINKS = 20  # links as long as headlines that make a page of links
RUN = 60  # words in paragraphs one behind the other, from which they are a story
TEASERS = 5  # paragraphs below a linked headline that make a page of links
TEASED = 0.5  # share of a page's paragraphs that must be such
SAVE = "and save the page then"


def _any(*branches: str) -> re.Pattern[str]:
    return re.compile("|".join(branches), re.IGNORECASE)


_ERROR = _any(
    r"\b(?:40[0134]|410|429|50[0-4])\b",  # "Error 404"
    r"page (?:not found|does not exist|cannot be found|isn.t available)|not found",
    r"access denied|forbidden|service unavailable|bad gateway|internal server error",
    r"just a moment|attention required|captcha|unusual traffic",  # what guards of sites show to programs
    r"(?:are you|verify (?:that )?you are) (?:a )?(?:robot|human)",
    r"site can.t be reached",
    r"seite nicht gefunden|page introuvable|página no encontrada|pagina non trovata|nie znaleziono strony",
)
_CONSENT = _any(
    r"(?:we|our|and) (?:\w+ ){0,4}(?:use|store|access) (?:\w+ ){0,4}cookies",  # "We and our partners use cookies"
    r"(?:store|access) (?:\w+ ){0,4}information on (?:a|your) device",
    r"precise geolocation|process (?:\w+ ){0,2}personal data",
    r"value your privacy|before you continue|privacy settings",
    r"cookie (?:consent|settings|preferences|policy)|accept (?:all|and continue|cookies)|reject all",
    r"manage (?:\w+ )?(?:options|preferences|choices|settings)",  # "Manage privacy settings"
    r"your (?:privacy|consent) (?:choices|preferences|matters)|consent to (?:the use|our)",
    r"Zustimmung|Einwilligung|Cookies? (?:akzeptieren|zulassen)",
    r"consentement|accepter (?:et|les cookies)|consentimiento|aceptar cookies",
)
_ACCOUNT = _any(
    r"subscribe (?:now |today )?(?:to|for) (?:\w+ ){0,4}(?:continue|read|access|unlock|keep)",  # "Subscribe to read on"
    r"(?:to|and) (?:continue|keep) reading|unlock this article|subscribers? only",
    r"already (?:a |have an? )?(?:\w+ )?(?:subscriber|subscription|account|member)",
    r"(?:log|sign) in (?:or \w+ )?(?:to|now|here|with)|create (?:an?|your) (?:free )?account|forgot (?:your )?password",
    r"(?:exclusive|reserved|only) (?:to|for) (?:\w+ )?(?:subscribers|members)",
    r"start your (?:free )?trial|register (?:now |for free )?to",
    r"reached your (?:\w+ )?limit|free articles? (?:left|remaining)",  # "You have reached your monthly limit"
    r"Jetzt (?:abonnieren|weiterlesen)|réservée? aux abonnés|solo para suscriptores",
)
_SCRIPT = _any(
    r"(?:enable|activate|requires?|turn on) javascript",
    r"javascript (?:is|to be) (?:disabled|enabled|required)",
)


def refusal(
    name: str, title: str, lines: Sequence[str], found: Sequence[Block], blocks: Sequence[Block], facts: Facts
) -> str | None:
    """Return the sentence that refuses a page without a story; None for one that has a story.

    Parameters
    ----------
    name
        The page's file name or address.
    title
        Its headline, or what it has instead.
    lines
        What was taken for its story.
    found
        Its blocks.
    blocks
        All of the page's blocks.
    facts
        What the page says of itself.
    """
    words = _words(lines)
    page = "\n".join([title, *(block.text for block in blocks[:400])])
    if words < STORY and _ERROR.search(title) and len(page.split()) < ALL:
        return f"{name} is an error page, without a story: “{title[:80]}”"
    if words < STORY and _words([line for line in lines if not _asks(line)]) < BEGINNING:
        text = "\n".join(lines) or page
        if len(_CONSENT.findall(f"{title}\n{text}")) > 1 and not facts.body:
            return f"{name} is a consent page, without the story: agree or refuse in a browser, {SAVE}"
        if _ACCOUNT.search(text):
            return f"{name} asks for an account and shows no story: log in in a browser, {SAVE}"
        if _SCRIPT.search(text):
            return f"{name} holds no story, which a script would fetch: open it in a browser, {SAVE}"
    if _is_index(title, lines, found, blocks, facts):
        return f"{name} is a page of links to stories, without one of its own: give the pages of the stories"
    return None if words else f"{name} is a web page without a story"


def is_beginning(lines: Sequence[str], blocks: Sequence[Block], facts: Facts) -> bool:
    """Whether a page shows the beginning of its story alone, and asks for an account for the rest."""
    words = _words(lines)
    paid = words < STORY or (words < 3 * STORY and not facts.is_free)
    return paid and any(_ACCOUNT.search(block.text) for block in blocks)


def _asks(line: str) -> bool:
    return any(pattern.search(line) for pattern in (_CONSENT, _ACCOUNT, _SCRIPT))


def _words(lines: Sequence[str]) -> int:
    return sum(len(line.split()) for line in lines)


def _is_index(title: str, lines: Sequence[str], found: Sequence[Block], blocks: Sequence[Block], facts: Facts) -> bool:
    """Whether a page is a list of links: many as long as headlines, and no story but teasers."""
    if facts.published or "article" in facts.kind.lower():
        return False
    links = [block.text for block in blocks if _is_headline_link(block)]
    story = [line for line in lines if line not in links]
    linked = sum(len(block.text.split()) for block in blocks if block.link_density > 0.8)
    own = len(title) > 8 and any(title.casefold() in said.casefold() for said in facts.titles)
    few = _words(story) < min(linked, STORY) and _longest_run(story) < RUN
    if len(links) >= LINKS and few and not (own and story):
        return True
    prose = [block for block in found if len(block.text.split()) > 8]
    teasers = [block for block in prose if _is_teaser(block, blocks, prose)]
    others = [block.text for block in prose if block not in teasers]
    return len(teasers) >= TEASERS and len(teasers) > TEASED * len(prose) and not (own and _words(others) >= STORY)


def _is_teaser(block: Block, blocks: Sequence[Block], prose: Sequence[Block]) -> bool:
    """Whether a paragraph stands below the headline of another story, in an element with little else."""
    for link in blocks[max(block.number - 2, 0) : block.number]:
        if _is_headline_link(link):
            above = set(link.element.iterancestors())
            shared = next((node for node in block.element.iterancestors() if node in above), None)
            return sum(shared in other.element.iterancestors() for other in prose) <= 2
    return False


def _is_headline_link(block: Block) -> bool:
    return block.link_density > 0.8 and len(block.text.split()) > 3


def _longest_run(lines: Sequence[str]) -> int:
    """Return the words of the longest run of lines that are paragraphs."""
    best = run = 0
    for line in lines:
        count = len(line.split())
        run = run + count if count > 12 else 0
        best = max(best, run)
    return best
