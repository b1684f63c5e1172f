"""Check the trial articles' answers; write them as gold for a speaker scorer (JSON Lines on stdout).

    python tests/trials/check.py [--part N] [--unmarked] > gold.jsonl

A row is {"id", "text", "quotes": [{"span", "speaker"}]}: gold, and input for `toolkit analyse --jsonl` too.
Parts 1 to 5 are sixty articles in fourteen manners: NAME-4 are held back, the rest have been read for errors and
tuned on. Those of part 5, and later those of parts 6 to 9, were written blind, with no look at the program or at
what it says of them, measured once (docs/actors.md), then read and tuned on too. Parts 6 and 9
are science news, 7 and 8 the fourteen manners again, 7 in hard cases. How the answers were marked:

quotes      in reading order, one entry for each stretch between two marks (or from a mark to its paragraph's
            end, where the quotation goes on in the next). Speaker: the full name a reader of the whole article
            arrives at, for a headline's fragment too; null where nobody is named ("a spokesman", "aides").
            An organisation speaks where its statement or post is quoted without a person. Words passed on ("asked
            for 'one of my jars back', her grandson said") are hers whose words they are.
nested      speech quoted inside a quotation: no gold rows of their own, the outer one holds them.
unmarked    answers of an interview printed without marks: gold rows only with --unmarked.
not_quotes  scare quotes, nicknames, titles of works in marks.
actors      named mentions of people, organisations, places, by every spelling, headline and quotations too,
            and a dateline's place; the longest name only (no "Harlan Falls" in "Harlan Falls Police
            Department"). Not counted: bylines and agency credits, initials before a turn, @handles and
            #hashtags, "U.S." in a title, nationalities, events, works, "Mum". A surname that no line spells
            out is taken from the spouse, parent or sibling the person is given with ("His sister Efua").
"""

import argparse
import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
CLOSING = {"“": "”", "‘": "’", '"': '"', "'": "'"}


def locate(text, pieces, problems):
    """Spans of `pieces` (texts in reading order), each standing between quotation marks."""
    spans, after = [], 0
    for piece in pieces:
        for found in re.finditer(re.escape(piece), text[after:]):
            start, end = after + found.start(), after + found.end()
            close = CLOSING.get(text[start - 1 : start])
            if close and text[end : end + 1] in (close, "\n", ""):
                spans.append((start, end))
                after = start + 1  # the next one may be nested in this one
                break
        else:
            problems.append(f"not found between marks, in this order: {piece!r}")
            spans.append(None)
    return spans


def check(name, answer, *, unmarked=False):
    """Return (gold row, problems) of one trial article."""
    text, problems = (HERE / f"{name}.txt").read_text(encoding="utf-8"), []
    if not 150 <= len(text.split()) <= 900:
        problems.append(f"{len(text.split())} words")

    spans = locate(text, [q["text"] for q in answer["quotes"]], problems)
    quotes = [{"span": list(s), "speaker": q["speaker"]} for s, q in zip(spans, answer["quotes"], strict=True) if s]
    inner = answer.get("nested", [])
    others = locate(text, [q["text"] for q in inner], problems) + locate(text, answer["not_quotes"], problems)

    # Every opening mark belongs to an answer: nothing in marks was overlooked. A straight double mark may
    # also close one; a straight single one opens only at a word's start (and "'em" has an apostrophe).
    known = [s for s in spans + others if s]
    opened, closed = {s - 1 for s, _ in known}, {e for _, e in known}
    for mark in re.finditer(r"[“‘\"]|(?<!\w)'(?=\w)(?!em\b)", text):
        if mark.start() not in opened and not (mark[0] == '"' and mark.start() in closed):
            problems.append(f"a mark without an answer: {text[mark.start() : mark.start() + 30]!r}")

    for entry in answer["quotes"] + inner + answer.get("unmarked", []):
        if entry["speaker"] is not None and entry["speaker"] not in answer["actors"]:
            problems.append(f"speaker is no actor: {entry['speaker']}")
    for actor, count in answer["actors"].items():
        missing = [part for part in actor.split() if part.casefold() not in text.casefold()]
        if missing:
            problems.append(f"not in the article: {missing} of {actor}")
        if not isinstance(count, int) or count < 1:
            problems.append(f"{actor} is counted {count}")

    for turn in answer.get("unmarked", []):
        start = text.find(turn["text"])
        if start < 0:
            problems.append(f"not found: {turn['text'][:40]!r}")
        elif unmarked:
            quotes.append({"span": [start, start + len(turn["text"])], "speaker": turn["speaker"]})
    return {"id": name, "text": text, "quotes": sorted(quotes, key=lambda q: q["span"])}, problems


def gold(part=None, *, unmarked=False):
    """Return the gold rows of a part's articles, or of all, and what is wrong with the answers, by article."""
    answers = json.loads((HERE / "answers.json").read_text(encoding="utf-8"))
    lone = {path.stem for path in HERE.glob("*.txt")} ^ set(answers)
    rows, problems = [], {name: ["an article without answers, or answers without an article"] for name in lone}
    for name in sorted(set(answers) - lone):
        row, problems[name] = check(name, answers[name], unmarked=unmarked)
        if part is None or name.endswith(f"-{part}"):
            rows.append(row)
    return rows, {name: wrong for name, wrong in problems.items() if wrong}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=list("123456789"), help="only the articles NAME-PART")
    parser.add_argument("--unmarked", action="store_true", help="interview answers without marks as gold too")
    args = parser.parse_args()
    rows, problems = gold(args.part, unmarked=args.unmarked)
    for name, wrong in problems.items():
        for problem in wrong:
            print(f"{name}: {problem}", file=sys.stderr)
    for row in rows:
        print(json.dumps(row, ensure_ascii=False))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
