"""A first actors.toml to edit: everybody in some articles, with the names that are theirs alone."""

from collections.abc import Iterable

from toolkit.actors.actors_file import draft, unclaimed_aliases
from toolkit.analysis.model import Analysis


def actors_draft(analyses: Iterable[Analysis]) -> str:
    """Return the text of an actors.toml with every actor of these articles; MISC is left out."""
    aliases: dict[str, set[str]] = {}
    types: dict[str, str] = {}
    for analysis in analyses:
        for actor in analysis.actors:
            if actor.type != "MISC":
                types.setdefault(actor.name, actor.type)
                aliases.setdefault(actor.name, set()).update(actor.aliases)
    taken: set[str] = set()
    return draft([(name, type, unclaimed_aliases(name, aliases[name], taken)) for name, type in types.items()])
