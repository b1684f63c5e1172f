"""Web pages of our own making, in the layouts of ordinary sites, and what is read from them."""

import json

import pytest

from toolkit.errors import InputError
from toolkit.sources.model import Blob, Options
from toolkit.sources.web_page import read as read_pages

HEADLINE = "Harbour Bridge to close after cracks are found"
STORY = (
    "The Harbour Bridge will close on Friday, Mayor Ines Okafor said, after engineers found cracks in two pillars "
    "of it.",
    "“We have run out of excuses,” Okafor told reporters at the town hall. “The bridge is older than my grandmother.”",
    "According to Lars Brandt, who leads the engineers, the cracks are as long as a bus and have grown since winter.",
    "“Nobody listened to us for years,” he added, and showed photographs of rust that his team took in March.",
    "A spokesman for the Harbour Company said that ferries would run all night, and that tickets would cost nothing.",
    "The council will meet on Monday to decide whether the bridge is to be mended or built anew, officials said.",
)
CAFE = tuple(line.replace("bridge", "café") + " It costs 5 €." for line in STORY)
MENU = (
    "<nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport</a></li><li><a href='/w'>Rain</a></li></ul></nav>"
)
FOOT = "<footer><p>© 2022 The Herald. All rights reserved. No part of this page may be copied by anybody.</p></footer>"


def paragraphs(*lines):
    return "\n".join(f"<p>{line}</p>" for line in lines)


def page(body=None, head="", title=f"{HEADLINE} - The Herald", start="<!DOCTYPE html>"):
    """A page of an ordinary site around a story."""
    story = f"<article><h1>{HEADLINE}</h1>{paragraphs(*STORY) if body is None else body}</article>"
    return (
        f"{start}<html lang='en'><head><meta charset='utf-8'><title>{title}</title>{head}</head>"
        f"<body>{MENU}<main>{story}</main>{FOOT}</body></html>"
    )


def between(extra, after=3):
    """A page with something between two paragraphs of its story."""
    return page(paragraphs(*STORY[:after]) + extra + paragraphs(*STORY[after:]))


def json_ld(value):
    return f"<script type='application/ld+json'>{value if isinstance(value, str) else json.dumps(value)}</script>"


def article(text, name="bridge.html", **blob):
    """The one article of a page given as text or bytes."""
    data = text if isinstance(text, bytes) else text.encode("utf-8")
    found = list(read_pages(Blob(name, content=data, **blob), Options()))
    assert len(found) == 1
    return found[0]


def lines(found, *kinds):
    """The lines of an article that are of these kinds; without kinds all but furniture."""
    return [found.text[start:end] for start, end in found.spans(*kinds)]


def refusal(text, name="page.html"):
    """The sentence with which a page is refused: one line that begins with its name."""
    with pytest.raises(InputError) as caught:
        article(text, name)
    said = str(caught.value)
    assert said.startswith(name) and "\n" not in said
    return said
