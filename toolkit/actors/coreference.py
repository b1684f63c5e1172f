"""Coreference: which actor a pronoun or a description ("the minister") refers to, from the reader's links."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from toolkit.actors.antecedents import Antecedents
from toolkit.actors.pronouns import PRONOUNS, sex_of_pronoun
from toolkit.reader import Link
from toolkit.text import Span

OTHER_SEX_USUAL = 0.7  # What a mention is worth of somebody whose given name is, as a rule, one of the other sex.
UNLINKED = 0.03  # How probable a link is that the reader does not give.
TRUST_IN_LINKS = 0.4  # The power with which the reader's probabilities count beside the structure of the text.
TOLD_SEX = 3.0  # How many pronouns a title or a word of kinship that tells somebody's sex counts for.

_DETERMINER = re.compile(  # "the former finance " before "minister"
    r"\b(?:the|this|that|a|an|his|her|its|their|our|my)[ \xa0](?:[\w’'-]+[ \xa0]){0,4}$", re.IGNORECASE
)


def resolve_references(
    text: str,
    links: Sequence[Link],
    named: Sequence[tuple[int, int, int]],
    types: Mapping[int, str],
    sexes: Mapping[int, str],
    usual_sexes: Mapping[int, str],
    quoted: Sequence[Span] = (),
) -> list[tuple[int, int, int, str]]:
    """Return which actor each linked mention refers to.

    A mention may have several links, its possible antecedents. Their probabilities are added up by actor, so that
    an actor named three times counts three times. For "he" and "she" they count beside what the structure of the
    text says, and both refer to a person whom no title and no clearer pronoun made the other sex.

    Parameters
    ----------
    text
        The text.
    links
        Links in any order; several of one mention are alternatives.
    named
        (start, end, actor) of each name, in order.
    types
        Type of each actor.
    sexes, usual_sexes
        "he" or "she" for actors whose title or given name tells, and for those of whom it is only likely.
    quoted
        Spans within quotation marks, in order.

    Returns
    -------
    list of (start, end, actor, kind)
        In the order of the text; kind is "pronoun" or "nominal". Mentions that refer to nobody named are left out.

    Examples
    --------
    >>> text = "Ada Roe left. She was late."
    >>> resolve_references(text, [Link(14, 17, 0, 7, 0.9)], [(0, 7, 1)], {1: "PER"}, {1: "she"}, {})
    [(14, 17, 1, 'pronoun')]
    """
    resolution = _Resolution(text, named, types, sexes, usual_sexes, quoted)
    alternatives: dict[Span, list[Link]] = defaultdict(list)
    for link in links:
        if resolution.name_around(link.start) is None:
            alternatives[link.start, link.end].append(link)
    result = []
    for (start, end), options in sorted(alternatives.items()):
        actor = resolution.resolve(start, end, options)
        if actor is not None:
            is_pronoun = text[start:end].lower() in PRONOUNS
            begin = start if is_pronoun else _start_of_description(text, start)
            result.append((begin, end, actor, "pronoun" if is_pronoun else "nominal"))
    return result


class _Resolution:
    """What is known of a text's references so far; mentions are to be resolved in the order of the text."""

    def __init__(
        self,
        text: str,
        named: Sequence[tuple[int, int, int]],
        types: Mapping[int, str],
        sexes: Mapping[int, str],
        usual_sexes: Mapping[int, str],
        quoted: Sequence[Span],
    ):
        self._text, self._named, self._usual_sexes = text, named, usual_sexes
        self._starts = [start for start, _, _ in named]
        self._antecedents = Antecedents(text, [name for name in named if types[name[2]] == "PER"], quoted)
        self._actor_at: dict[int, int] = {}  # where a mention begins -> its actor
        self._sexes: dict[int, dict[str, float]] = defaultdict(lambda: {"he": 0.0, "she": 0.0})
        for actor, sex in sexes.items():
            self._sexes[actor][sex] += TOLD_SEX

    def name_around(self, offset: int) -> int | None:
        """Return the number of the name around an offset; None where there is none."""
        k = bisect_right(self._starts, offset) - 1
        return k if k >= 0 and self._named[k][1] > offset else None

    def resolve(self, start: int, end: int, links: Sequence[Link]) -> int | None:
        """Return the actor that a mention refers to, and remember it; None for nobody named."""
        sex = sex_of_pronoun(self._text[start:end].lower())
        linked: dict[int, float] = defaultdict(float)  # where a name or another mention begins -> its probability
        for link in links:
            name = self.name_around(link.to_start)
            linked[link.to_start if name is None else self._starts[name]] += link.score
        scores = self._scores_of_people(start, end, sex, linked) if sex else self._scores_of_actors(linked)
        if not scores:
            return None
        actor, score = max(scores.items(), key=lambda item: (item[1], -item[0]))
        total = sum(scores.values())
        if not sex and score <= 1 - total:
            return None
        self._actor_at[start] = actor
        if sex:
            self._sexes[actor][sex] += score / total
            self._antecedents.record_reference(start, end, actor)
        return actor

    def _scores_of_people(self, start: int, end: int, sex: str, linked: Mapping[int, float]) -> dict[int, float]:
        """Return how well "he" or "she" between two offsets refers to each person that it can refer to."""
        other_sex = "she" if sex == "he" else "he"
        scores: dict[int, float] = defaultdict(float)
        for at, _, person, weight in self._antecedents.weights(start, end):
            if self._sexes[person][sex] >= self._sexes[person][other_sex]:
                weight *= 1.0 if self._usual_sexes.get(person) in (sex, None) else OTHER_SEX_USUAL
                scores[person] += weight * (UNLINKED + linked.get(at, 0.0)) ** TRUST_IN_LINKS
        return scores

    def _scores_of_actors(self, linked: Mapping[int, float]) -> dict[int, float]:
        """Return how probable each actor is that a description or another pronoun is linked to."""
        scores: dict[int, float] = defaultdict(float)
        for at, score in linked.items():
            name = self.name_around(at)
            actor = self._actor_at.get(at) if name is None else self._named[name][2]
            if actor is not None:
                scores[actor] += score
        return scores


def _start_of_description(text: str, head: int) -> int:
    """Return where the description of a head begins: at the determiner, up to four words before it in the line.

    >>> _start_of_description("then the former finance minister left", 24)
    5
    """
    found = _DETERMINER.search(text, max(head - 60, 0), head)
    return found.start() if found else head
