"""Role nouns: which words call people by what they do or are, and the pronoun that some of them tell."""

import re

from toolkit.actors.names import fold, is_title
from toolkit.lexicon import any_of, table, words

_ROLES = words("roles", "named_by")
_ROLE_ENDING = re.compile(rf"(?:{any_of(words('roles', 'endings'))})s?$")  # "dressmakers"
_OCCUPATION_ENDINGS = tuple(words("roles", "trade_endings"))
_NO_ROLES = words("roles", "no_roles")
_SHORT = words("roles", "short")
_HE, _HE_ENDINGS = words("roles", "he"), tuple(words("roles", "he_endings"))
_SHE, _SHE_ENDINGS = words("roles", "she"), tuple(words("roles", "she_endings"))
_NO_MAN = words("roles", "no_man")
_WRITTEN_OUT = {short: word for short, (word,) in table("titles", "written_out").items()}
_NEXT_IN_RANK = ("vice", "deputy")  # "the mayor" is not the vice mayor


def is_role_noun(word: str) -> bool:
    """Return whether a word calls somebody by title, office or what they do.

    >>> [is_role_noun(word) for word in ("minister", "spokeswoman", "analyst", "water", "Tuesday")]
    [True, True, True, False, False]
    """
    plain = fold(word.strip(",;:()"))
    plain = plain.rsplit("-", 1)[-1] if "-" in plain else plain
    if plain in _NO_ROLES or plain.removesuffix("s") in _NO_ROLES or len(plain) < 3:
        return plain in _SHORT
    singular = plain.removesuffix("men") + "man" if plain.endswith("men") else plain.rstrip("s")
    listed = is_title(plain) or plain in _ROLES or singular in _ROLES
    return listed or (len(plain) > 5 and bool(_ROLE_ENDING.search(plain)))


def is_occupation(word: str) -> bool:
    """Return whether a word is an occupation that may stand before a name, and no surname.

    >>> is_occupation("Paramedic"), is_occupation("Midwife"), is_occupation("Taylor"), is_occupation("Othman")
    (True, True, False, False)
    """
    plain = fold(word)
    return plain in _ROLES or (len(plain) > 6 and plain.endswith(_OCCUPATION_ENDINGS))


def sex_of_noun(noun: str) -> str | None:
    """Return "she" for "landlady", "he" for "fireman"; None for a noun that tells neither, such as "doctor".

    >>> sex_of_noun("spokeswoman"), sex_of_noun("Frenchman"), sex_of_noun("German")
    ('she', 'he', None)
    """
    plain = fold(noun).rsplit("-", 1)[-1]
    if plain in _SHE or plain.endswith(_SHE_ENDINGS):
        return "she"
    if plain in _HE or (plain.endswith(_HE_ENDINGS) and plain not in _NO_MAN):
        return "he"
    return None


def role_nouns(role: str) -> list[str]:
    """Return the nouns by which a text would describe the holder of a role.

    >>> role_nouns("Belarusian Defense Minister"), role_nouns("Sen."), role_nouns("founder and chairman of the firm")
    (['minister'], ['senator'], ['founder', 'chairman'])
    >>> role_nouns("Vice Mayor"), role_nouns("deputy public prosecutor")
    (['vice'], ['prosecutor'])
    """
    head = re.split(r"\b(?:of|for|at|in|with|from|on)\b", role)[0]
    parts = [part.split() for part in re.split(r"\band\b", head)]
    last = [fold(part[-2] if fold(" ".join(part[-2:-1])) in _NEXT_IN_RANK else part[-1]) for part in parts if part]
    return [_WRITTEN_OUT.get(noun, noun) for noun in last] + [
        _WRITTEN_OUT[word] for part in parts for word in map(fold, part[:-1]) if word in _WRITTEN_OUT
    ]
