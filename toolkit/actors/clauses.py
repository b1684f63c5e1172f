"""Clauses: where one begins, which sentences open with one that is not the main one, and what owns."""

import re

from toolkit.lexicon import any_of, words

MAIN_CLAUSE_OPENING = 40  # characters of a main clause in which its subject begins
POSSESSIVE = re.compile(r"[’']s?(?!\w)")  # behind a name: "Roe's", "the Lords'"
CLAUSE_BEGINS = re.compile(
    r"""
    [;:—–“”"(),]                                                             # "Roe left; he …"
    | \b(?: that|and|but|or|because|when|while|if|as|before|after|since      # "Roe left because he …"
          | until|than|though|although|what|how|why|whether|where
          | who|whom|which|whose                                             # "Roe, who …"
        )\b
    """,
    re.VERBOSE,
)
CONTRASTS = re.compile(rf"[“\"‘']?(?:{any_of(words('speech_verbs', 'contrasts'), capital=True)})\b")  # "But"
OPENS_WITH_CLAUSE = re.compile(  # a sentence whose main clause comes later
    r"""
    [“"‘']?
    (?: In|On|At|By|From|To|Under|Upon|Through|Throughout|Against|Along      # "In her review, Roe wrote"
      | With|Despite|During|For|Following|Like|Unlike|Thanks|Due|Given
      | Apart|Besides|Not|Only|Even
      | After|When|While|Before|Although|Though|As|Since|Until|Once|Because|If  # "After she left, Roe wrote"
      | \w+ing                                                               # "Leaving her car, Roe smiled"
      | \w+ed                                                                # "Asked about her car, Roe smiled"
    )\b
    """,
    re.VERBOSE,
)
