"""Actors: who is in an article. What the reader found in it comes in; actors with all their mentions go out.

``entities`` leads through the steps (`find_actors`). ``mention_detection`` puts the reader's names right:
``name_fragments`` joins the parts of one, ``name_boundaries`` trims it, ``entity_type`` settles what it is
(``type_features``).
``entity_clustering`` finds which names mean the same entity, with ``person_clustering`` for people. ``roles`` reads
what people are called beside their names, and ``coreference`` finds whom pronouns and descriptions refer to, by the
reader's links and the structure of the text (``antecedents``). ``family_names`` and ``kinship`` tell relatives apart.

``names``, ``given_names``, ``aliases``, ``demonyms``, ``role_nouns`` and ``pronouns`` say what single words mean;
``actors_file`` reads what the analyst knows; ``model`` holds the plain data.
"""

from toolkit.actors.actors_file import Known, KnownActor, KnownQuote
from toolkit.actors.entities import find_actors
from toolkit.actors.model import Actor, Mention

__all__ = ["Actor", "Known", "KnownActor", "KnownQuote", "Mention", "find_actors"]
