"""Actors: who is in an article. What the reader found in it comes in; actors with all their mentions go out.

``entities`` leads through the steps (`find_everybody`). ``mention_detection`` puts the reader's names right:
``name_fragments`` joins the parts of one, ``name_boundaries`` trims it, ``entity_type`` settles what it is
(``type_features``).
``entity_clustering`` finds which names mean the same entity, with ``person_clustering`` for people (``namesakes``).
``roles`` reads what people are called beside their names, ``role_acronyms`` what is short for that ("the UNO").
``family_names`` and ``kinship`` tell relatives apart.

Whom the text never names is somebody too: ``descriptions`` finds "a man at the gate" and "he", ``mention_index``
tells what the structure of the text says of each (``clauses``, ``appositions``), and ``chains`` whom each means,
named or not, by learned weights (``scorer``) of named features (``coreference_features``). ``naming`` gives them names
that the analyst knows.

``names``, ``given_names``, ``aliases``, ``demonyms``, ``role_nouns`` and ``pronouns`` say what single words mean;
``actors_file`` reads what the analyst knows; ``model`` holds the plain data.
"""

from toolkit.actors.actors_file import Known, KnownActor, KnownQuote
from toolkit.actors.entities import find_everybody
from toolkit.actors.model import Actor, Everybody, Mention, Unnamed

__all__ = [
    "Actor",
    "Everybody",
    "Known",
    "KnownActor",
    "KnownQuote",
    "Mention",
    "Unnamed",
    "find_everybody",
]
