"""Quotes of texts of our own, found or made by hand: what the tests of who speaks are written with."""

import toolkit
from toolkit.actors import Actor, Mention
from toolkit.quotes.discourse import Discourse


def speakers(text):
    """(words, speaker's name or None) of each quote of an article that has quotation marks."""
    found = toolkit.analyse(toolkit.read(text=text, id="test"))
    return [
        (" ".join(text[a:b].strip("“”") for a, b in q.content), q.speaker_name)
        for q in found.quotes
        if q.kind != "indirect"
    ]


def speaker(text, words):
    """The speaker's name of the first quote that holds some words."""
    return next(name for quoted, name in speakers(text) if words in quoted)


def actors_of(text, *named, **roles):
    """Actors "a1", "a2", … with their names wherever these stand: of people, "ORG:…" of others; roles by last word."""
    actors = []
    for k, form in enumerate(named, start=1):
        type, name = form.split(":") if ":" in form else ("PER", form)
        at, mentions = text.find(name), []
        while at >= 0:
            mentions.append(Mention((at, at + len(name)), "name", type))
            at = text.find(name, at + 1)
        actors.append(Actor(f"a{k}", name, type, tuple(mentions), roles=tuple(roles.get(name.split()[-1], ()))))
    return actors


def discourse_of(text, *named, sources=(), **roles):
    """The discourse of a text with `actors_of` it; ``sources`` are the words of source phrases."""
    quoted = toolkit.text.quoted_spans(text, toolkit.text.lines(text))
    spans = [(text.index(words), text.index(words) + len(words)) for words in sources]
    return Discourse(text, actors_of(text, *named, **roles), quoted, spans)
