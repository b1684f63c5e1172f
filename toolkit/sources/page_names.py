"""What the names of a page's elements say: words in classes and ids for parts of a story and for furniture."""

import re
from typing import Any

# Elements and words for what is no part of a story even if it is written like one.
FURNITURE_TAGS = frozenset("aside nav footer figcaption".split())
FURNITURE = frozenset(
    "related recommended recommendation recommendations recirc recirculation newsletter newsletters promo promos share "
    "sharebar author authors bio byline caption captions credit credits copyright popular comments disqus sponsored "
    "outbrain taboola navbar cookie cookies paywall disclaimer (hidden)".split()
)
# Elements and words around which nothing is added to what was taken for the story.
OUTSIDE_TAGS = FURNITURE_TAGS | frozenset("menu dialog form figure button".split())
OUTSIDE = FURNITURE | frozenset(
    "readmore seealso promotion teaser teasers sharing social socials comment respond tags taglist "
    "breadcrumb breadcrumbs sidebar ad ads advert adverts advertisement advertising sponsor trending mostread "
    "subscribe subscription signup consent gdpr print toc pagination pager navigation nav menu footer widget widgets "
    "donate donation rating".split()
)
# Words for the standfirst, in the languages whose papers name it in their pages.
LEAD = frozenset(
    "lead lede leadtext intro introduction standfirst dek deck excerpt summary abstract teaser chapo chapeau subtitle "
    "subheadline subheading subhead description entradilla bajada sumario copete ingress vorspann anons zajawka "
    "sottotitolo occhiello".split()
)
# Those of them that no paper gives to the first paragraph of a story.
DECK = LEAD - frozenset("lead lede leadtext intro introduction abstract summary description ingress anons".split())
# Words for a sentence of the story that is set a second time, larger.
PULLED = frozenset("pull pullquote pullquotes quote highlight callout zitat citation citat".split())
# Classes that hide an element, but for readers aloud.
HIDING = frozenset(
    "hidden hide d-none is-hidden u-hidden visually-hidden visuallyhidden sr-only screen-reader-text".split()
)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def names(element: Any) -> set[str]:
    """Return the words in an element's class, id and role: {"article", "body"} for "articleBody".

    "(hidden)" stands for a class that hides the element.
    """
    attributes = element.attrib
    said = " ".join(attributes.get(name, "") for name in ("class", "id", "role")) if attributes else ""
    if not said.strip():
        return set()
    found = {word.lower() for word in _WORD.findall(said)}
    if any("caption" in word for word in found):  # "imagecaption"
        found.add("caption")
    return found | {"(hidden)"} if HIDING & set(said.split()) else found
