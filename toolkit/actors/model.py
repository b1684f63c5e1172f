"""The plain data of this room: an actor, and the mentions of the actor in the text."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Mention:
    """One place where the text speaks of an actor."""

    span: tuple[int, int]
    kind: str  # "name", "nominal" or "pronoun"
    label: str  # PER, ORG, LOC or MISC: what it is in this place ("Belarus accused", "in Belarus")


@dataclass(frozen=True)
class Actor:
    """One actor of an article. ``mentions`` stand in the order of the text."""

    id: str
    name: str
    type: str  # PER, ORG, LOC or MISC
    mentions: tuple[Mention, ...]
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    groups: dict[str, str] = field(default_factory=dict)
    corrected: bool = False
    meta: dict[str, str] = field(default_factory=dict)  # what else the analyst's actors.toml says ("wikidata": "Q42")

    @property
    def count(self) -> int:
        """Return how often the article names the actor: mentions by name, without pronouns and descriptions."""
        return sum(mention.kind == "name" for mention in self.mentions)


@dataclass(frozen=True)
class Unnamed:
    """Somebody or some body whom the article speaks of and never names. ``mentions`` stand in the order of the text."""

    id: str
    description: str  # in the text's words: "a homeless man"
    mentions: tuple[Mention, ...]
    speaks_for: str | None = None  # an actor's id ("a spokesman for the ministry")


Options = tuple[tuple[str, float], ...]  # ids of actors and unnamed, each with how probable it is, the best first


@dataclass(frozen=True)
class Everybody:
    """Everybody in an article, named or not.

    ``references`` gives for each pronoun and description, by its span, whom it may mean.
    """

    actors: list[Actor]
    unnamed: list[Unnamed]
    references: dict[tuple[int, int], Options] = field(default_factory=dict)
