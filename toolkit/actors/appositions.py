"""Appositions: which mention a description stands beside, or is said of: "Ada Roe, the mayor", "Ada Roe is mayor"."""

import re
from collections.abc import Sequence

from toolkit.actors.mention_index import SUBJECT, MentionIndex

_APPOSED = re.compile(r"(?:,| \()\s*(?:(?:aged )?\d{1,3}\)?,\s+)?")  # "Ada Roe, 61, a doctor"
_NAME_FOLLOWS = re.compile(r"(,?)[ \xa0]")  # "the mayor, Ada Roe, said", "the mayor Ada Roe said"
_CLOSES = re.compile(
    r"[ \xa0]*(?:[,.;:)—–\n]|$)"
)  # behind an apposition; not "After a talk with the mayor, Ada Roe said"
_IS_BEFORE = re.compile(  # "Ada Roe is now a doctor"
    r"\b(?:is|was|are|were|be|been|becomes?|became|remains?|remained|as)\s(?:(?:also|now|then|still|once|not)\s)?$"
)


def apposed(index: MentionIndex, k: int, entity_of: Sequence[int]) -> int:
    """Return the mention to which a description stands in apposition ("Ada Roe, the mayor"), -1 for none."""
    place, source = index.places[k], index.source_of[k]
    speaks = source >= 0 and any(start == place.end + 1 for start, _ in index.attributions[source].cue)
    for i in (*range(k - 1, max(k - 4, -1), -1), *range(k + 1, min(k + 4, len(index.places)))):
        other = index.places[i]
        if index.sentence[i] != index.sentence[k] or entity_of[i] < 0:
            continue
        if i < k and other.end <= place.start and _APPOSED.fullmatch(index.text, other.end, place.start):
            return -1 if speaks else i  # "Asked by Ada Roe, the mayor said"
        if i > k and (between := _NAME_FOLLOWS.fullmatch(index.text, place.end, other.start)):
            return i if not between[1] or _CLOSES.match(index.text, other.end) else -1
    return -1


def predicated(index: MentionIndex, k: int, entity_of: Sequence[int]) -> int:
    """Return the mention of which a description is said ("Ada Roe is a doctor"), -1 for none."""
    start = index.starts[k]
    if not _IS_BEFORE.search(index.text, max(start - 25, 0), start):
        return -1
    for i in range(k - 1, max(k - 6, -1), -1):
        if index.sentence[i] != index.sentence[k]:
            break
        if entity_of[i] >= 0 and index.position[i] == SUBJECT:
            return i
    return -1
