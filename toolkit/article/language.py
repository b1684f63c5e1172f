"""Which language a text is in, and how sure that is."""

import re
from functools import cache

LEAST_WORDS = 8  # of which fewer tell nothing: English is taken for granted then
SURE = 0.2  # share of English's most frequent words from which a text is English without a further look, or
LIKELY, OWN = 0.1, 3  # this share, if so many of those are words that no other language has
# Words that make up a third of English prose and are rare in the running text of other languages.
_ENGLISH = frozenset(
    "the of and to that is was for with as his her he she on by at from it they are be this which have has had were "
    "not who will would their been said but its an".split()
)
_OWN = frozenset("the and that with they this which his their from have were".split())
_WORD = re.compile(r"[^\W\d_]+")
_READ = 4000  # characters: no more is needed


def detect(text: str) -> tuple[str, float]:
    """Return the ISO 639-1 code of a text's language, and the probability that it is that one.

    English is told by its most frequent words alone, at next to no cost; everything else by py3langid (Lui and Baldwin
    2012, "langid.py"), over the beginning, middle and end of a long text.

    >>> detect("The bridge over the river will be closed on Friday, and it is not known for how long.")
    ('en', 1.0)
    """
    if len(text) > 3 * _READ:
        middle = len(text) // 2
        text = f"{text[:_READ]} {text[middle : middle + _READ]} {text[-_READ:]}"
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) < LEAST_WORDS and text.isascii():
        return "en", 0.5
    share = sum(word in _ENGLISH for word in words) / max(len(words), 1)
    if share > SURE or (share > LIKELY and len(_OWN.intersection(words)) >= OWN):
        return "en", 1.0
    code, probability = _identifier().classify(text)
    return str(code), round(float(probability), 3)


@cache
def _identifier():
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
