"""Pronouns of English: which there are, and which of them are objects."""

import re

from toolkit.lexicon import words

HE = words("pronouns", "he")
SHE = words("pronouns", "she")
PRONOUNS = words("pronouns", "all")
THIRD_PERSON = words("pronouns", "third_person")

_NO_NOUN_FOLLOWS = re.compile(  # behind "her": it is an object, and owns nothing
    r"""
    \s*(?: $                                                                 # "… told her"
         | [.,;:!?)”\"’'—–-]                                                 # "… told her."
         | (?: to|that|and|or|but|for|in|on|at|with|from|of|by|as|into|about # "told her to go"
             | if|when|while|because|after|before|until|than|over|through|via
             | during|against|so|then
             | the|a|an|this|these|his|her|their|its                         # "gave her the car"
             | how|what|why|who|whether                                      # "told her what it was"
             | not|is|was                                                    # "what told her is"
             | out|up|down|off|away|back|again|there|here|alone|too          # "threw her out"
             | later|next|now|all|some|no
           )\b
         | [A-Z\d$€£]                                                        # "gave her £5"
       )
    """,
    re.VERBOSE,
)


def is_object(text: str, start: int, end: int) -> bool:
    """Return whether a pronoun is the object of its clause: "him", and "her" where no noun follows.

    >>> is_object("Roe told her to go", 9, 12), is_object("Roe sold her car", 9, 12)
    (True, False)
    """
    word = text[start:end].lower()
    return word in ("him", "them", "himself", "herself", "themselves", "itself") or (
        word == "her" and bool(_NO_NOUN_FOLLOWS.match(text, end))
    )


def is_possessive(text: str, start: int, end: int) -> bool:
    """Return whether a pronoun owns what follows: "his", "their", "its", and "her" where a noun follows.

    >>> is_possessive("Roe sold her car", 9, 12), is_possessive("Roe told her to go", 9, 12)
    (True, False)
    """
    word = text[start:end].lower()
    return word in ("his", "their", "its") or (word == "her" and not is_object(text, start, end))


def sex_of_pronoun(word: str) -> str | None:
    """Return "he" for "he", "him", "his", "himself", "she" likewise; None for any other word.

    >>> sex_of_pronoun("him"), sex_of_pronoun("hers"), sex_of_pronoun("they")
    ('he', 'she', None)
    """
    return "he" if word in HE else "she" if word in SHE else None
