#!/usr/bin/env python3
"""Write [he] and [she] of toolkit/lexicon/given_names.txt: given names of many countries and their pronouns.

    uv run --no-project --with 'nomquamgender==0.1.4' --with names python training/given_names.py

The counts are those that Van Buskirk, Clauset and Larremore have gathered from 36 public sources ("An open-source
cultural consensus approach to name-based gender classification", ICWSM 2023; MIT licence). A name counts where three
sources and fifty people have it, and nine in ten of them are men, or women. What the census of 1990 has, and names of
countries, are left out. What stands above [he] in the file is kept.
"""

import re
from importlib.resources import files
from pathlib import Path
from textwrap import TextWrapper

from nomquamgender import name_data

LEXICON = Path(__file__).parents[1] / "toolkit/lexicon"
FILE = LEXICON / "given_names.txt"
SOURCES, PEOPLE, SHARE = 3, 50, 0.9


def main():
    census = (files("names") / f"dist.{sex}.first" for sex in ("male", "female"))
    taken = {line.split()[0].lower() for table in census for line in table.read_text("ascii").splitlines()}
    taken |= set(re.findall(r"[a-z]+", (LEXICON / "demonyms.txt").read_text("utf-8").lower()))
    kept = FILE.read_text("utf-8").partition("[he]\n")[0]
    wrap = TextWrapper(118, break_long_words=False, break_on_hyphens=False).wrap
    sections = []
    for pronoun in ("he", "she"):
        names = sorted(
            name
            for name, (sources, people, women, *_) in name_data.items()
            if re.fullmatch("[a-z]{2,}(?:-[a-z]{2,})?", name)
            and name not in taken
            and sources >= SOURCES
            and people >= PEOPLE
            and (women if pronoun == "she" else 1 - women) >= SHARE
        )
        lines = (line.rstrip(",") for line in wrap(", ".join(names)))
        sections.append("\n".join((f"[{pronoun}]", *lines, "")))
    FILE.write_text(kept + "\n".join(sections), "utf-8")


if __name__ == "__main__":
    main()
