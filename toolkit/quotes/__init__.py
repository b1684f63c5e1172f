"""Quotes: who said what. An article, its reading and its actors come in; quotes with speakers go out.

`attribution` leads through the steps. `turns` makes quotes of the turns of transcripts, interviews and letters, and
`separation` takes from an attribution what is not its source's.
`unattributed` adds the quotations that the reader credited to nobody, and `nested` splits what somebody is reported
to say from the report. `speakers` resolves each source phrase to an actor: `source_phrases` parses phrases that hold
names, `definite_descriptions` finds whom "the minister" means, `discourse` whom "she" does, `documents` whose "the
letter" is, `interviewee` whom an interview is with. `dialogue` fills in speakers that other quotations show, with
`echoes` of later ones in headline and lead; `headlines` credits what a headline quotes as the text below does.
`speaker_pronouns` adds "I" and "we" to the speakers' mentions.
`speaker_scoring` then weighs everybody who may be meant, named or not (`cast`, `source_candidates`), by learned weights
of named features (`speaker_features`): who speaks, how sure that is, and nobody where it is too unsure. `innermost`
tells whose words are whose where quotes hold quotes. `acts` tells what is said from what is thought, planned or done.
`model` has the plain data.
"""

from toolkit.quotes.attribution import find_quotes, quote_kind, with_those_that_count
from toolkit.quotes.innermost import innermost_quote
from toolkit.quotes.model import Quote
from toolkit.quotes.speaker_pronouns import add_speaker_pronouns

__all__ = ["Quote", "add_speaker_pronouns", "find_quotes", "innermost_quote", "quote_kind", "with_those_that_count"]
