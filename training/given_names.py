#!/usr/bin/env python3
"""Write [he] and [she] of toolkit/lexicon/given_names.txt: given names of many countries and their pronouns.

    uv run --no-project --with 'faker==40.63.0' python training/given_names.py

The lists are those of Faker's locales (MIT licence); Cyrillic is written in Latin letters. A name counts for a
pronoun where at least three times as many locales have it for that one as for the other. What stands above [he] in
the file is kept.
"""

import importlib
import pkgutil
import re
import unicodedata
from collections import Counter
from pathlib import Path
from textwrap import TextWrapper

import faker.providers.person as person

FILE = Path(__file__).parents[1] / "toolkit/lexicon/given_names.txt"
CYRILLIC = dict(
    zip(
        "абвгґдежзиійклмнопрстуўфхцчшщъыьэєюяїёјљњђћџѓќѕ",
        "a b v g g d e zh z i i y k l m n o p r s t u u f kh ts ch sh shch _ y _ e ye yu ya yi e j "
        "lj nj dj c dz g k dz".split(),
        strict=True,
    )
)


def plain(name):
    """Lower case, Latin, without accents; None where that is not possible."""
    name = name.lower().replace("ø", "o").replace("ł", "l").replace("’", "'")
    name = "".join(CYRILLIC.get(c, c) for c in name).replace("_", "")
    name = unicodedata.normalize("NFKD", name)
    name = "".join(c for c in name if not unicodedata.combining(c))
    return name if re.fullmatch(r"[a-zßæœðþđı'-]{2,}", name) else None


def main():
    counts = {"he": Counter(), "she": Counter()}
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for pronoun, lists in (
            ("he", ("first_names_male", "first_names_men", "first_romanized_names_male")),
            ("she", ("first_names_female", "first_names_women", "first_romanized_names_female")),
        ):
            names = {plain(name) for attribute in lists for name in getattr(provider, attribute, ())}
            counts[pronoun].update(names - {None})
    he, she = counts["he"], counts["she"]
    kept = FILE.read_text("utf-8").partition("[he]\n")[0]
    lists = {"he": (n for n in he if he[n] >= 3 * she[n]), "she": (n for n in she if she[n] >= 3 * he[n])}
    wrap = TextWrapper(118, break_long_words=False, break_on_hyphens=False).wrap
    sections = []
    for pronoun, names in lists.items():
        lines = (line.rstrip(",") for line in wrap(", ".join(sorted(names))))
        sections.append("\n".join((f"[{pronoun}]", *lines, "")))
    FILE.write_text(kept + "\n".join(sections), "utf-8")


if __name__ == "__main__":
    main()
