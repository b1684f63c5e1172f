"""Check and score the marked transcripts, interviews, letters and live blogs of this folder.

    python tests/article/transcripts/transcript_answers.py [NAME ...]

Fourteen texts of our own, two manners or more of each kind, and ``answers.json``, marked before anything was run on
them: seven were tuned on (`TUNED`), seven were measured once at the end, then read too. Of each text:

kind        the article's.
turns       who speaks, and where it begins and ends: the full name that a reader of the whole text arrives at, null
            where nobody is named. Over paragraphs; stage directions in between are none of it.
quotes      what stands in marks and is somebody else's or in no turn, with its speaker.
people      must be actors, as people.
no_actors   labels that must be no actors.
in_no_turn  lines that nobody says.
"""

import json
import re
import sys
import unicodedata
from pathlib import Path

HERE = Path(__file__).parent
TUNED = ("cnn", "rajya-sabha", "white-house", "trial", "magazine", "advice", "flood")
MEASURED = ("hansard", "assembly", "un-briefing", "commission", "questionnaire", "letters", "council")
COVERED = 0.9  # of a turn's words, at least; and as few others


def gold(names=(*TUNED, *MEASURED)):
    """Return the texts with their answers, each turn and quotation with its span."""
    answers = json.loads((HERE / "answers.json").read_text(encoding="utf-8"))
    rows = []
    for name in names:
        text, row, at = (HERE / f"{name}.txt").read_text(encoding="utf-8"), answers[name], 0
        for turn in row["turns"]:
            start = text.index(turn["from"], at)
            at = text.index(turn["to"], start) + len(turn["to"])
            turn["span"] = (start, at)
        for quote in row["quotes"]:
            start = text.index(quote["text"])
            quote["span"] = (start, start + len(quote["text"]))
        rows.append({"id": name, "text": text, **row})
    return rows


def score(row, analysis, say=lambda line: None):
    """Return counts of one text: turns and quotes, and of each found, right, wrong; other faults."""
    text = row["text"]
    names = {actor["id"]: actor["name"] for actor in analysis["actors"]}
    quotes = [(words(text, q["content"]), names.get(q["speaker"]), q) for q in analysis["quotes"]]
    counts = dict.fromkeys("turns found right wrong quotes quotes_right quotes_wrong faults".split(), 0)
    counts["turns"], counts["quotes"] = len(row["turns"]), len(row["quotes"])
    others = {at for quote in row["quotes"] for at in words(text, [quote["span"]])}  # no part of a turn, or one
    for turn in row["turns"]:
        wanted = words(text, [turn["span"]]) - furniture(analysis, text)
        speaker, quote = best(wanted - others or wanted, [(said - others or said, who, q) for said, who, q in quotes])
        if quote is None or quote["kind"] != "direct":
            say(f"no turn: {text[slice(*turn['span'])][:50]!r} {turn['speaker']}")
            continue
        counts["found"] += 1
        judge(counts, "", turn, speaker, say)
    for quote in row["quotes"]:
        speaker, found = smallest(words(text, [quote["span"]]), quotes)
        if found is None:
            say(f"no quote: {quote['text']!r} {quote['speaker']}")
        else:
            judge(counts, "quotes_", quote, speaker, say)
    faults = []
    if analysis["article"]["kind"] != row["kind"]:
        faults.append(f"kind {analysis['article']['kind']}, not {row['kind']}")
    people = [actor["name"] for actor in analysis["actors"] if actor["type"] == "PER"]
    faults += [f"not a person: {name}" for name in row["people"] if not any(same(name, other) for other in people)]
    actors = {actor["name"].casefold() for actor in analysis["actors"]}
    faults += [f"an actor: {name}" for name in row["no_actors"] if name.casefold() in actors]
    for line in row["in_no_turn"]:
        start = text.index(line)
        inside = words(text, [(start, start + len(line))])
        if any(q["kind"] == "direct" and inside & said for said, _, q in quotes):
            faults.append(f"said: {line}")
    for fault in faults:
        say(fault)
    counts["faults"] = len(faults)
    return counts


def words(text, spans):
    """Return the offsets at which the words of some spans begin."""
    return {start + found.start() for start, end in spans for found in re.finditer(r"\w+", text[start:end])}


def furniture(analysis, text):
    """Return the offsets of the words of furniture."""
    return words(text, [p["span"] for p in analysis["article"]["paragraphs"] if p["kind"] == "furniture"])


def best(wanted, quotes):
    """Return (speaker, quote) of the quote that has the words, and few others; (None, None) if there is none."""
    likeness = [(len(wanted & said) / max(len(wanted | said), 1), k) for k, (said, _, _) in enumerate(quotes)]
    share, k = max(likeness, default=(0, 0))
    return quotes[k][1:] if share >= COVERED else (None, None)


def smallest(wanted, quotes):
    """Return (speaker, quote) of the shortest quote that has the words; (None, None) if there is none."""
    holding = [(len(said), k) for k, (said, _, _) in enumerate(quotes) if len(wanted & said) >= COVERED * len(wanted)]
    return quotes[min(holding)[1]][1:] if holding else (None, None)


def judge(counts, prefix, wanted, speaker, say):
    """Count whether the speaker is right, wrong, or neither: nobody where somebody is meant."""
    right = (speaker is None and wanted["speaker"] is None) or same(wanted["speaker"], speaker)
    if right:
        counts[prefix + "right"] += 1
    elif speaker is not None:
        counts[prefix + "wrong"] += 1
    if not right:
        say(f"{speaker}, not {wanted['speaker']}: {wanted.get('text') or wanted['from']!r}")


def same(one, other):
    """Whether two names can be the same person's: one holds the other, or last words and first letters are equal."""
    if not one or not other:
        return False
    a, b = (re.findall(r"[\w’'-]+", plain(name)) for name in (one, other))
    return set(a) <= set(b) or set(b) <= set(a) or (a[-1] == b[-1] and a[0][0] == b[0][0])


def plain(name):
    """Return a name in small letters without accents and titles."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    return re.sub(r"\b(?:mr|mrs|ms|dr|shri|smt|shrimati|sen|hon|col|canon|sheriff)\b\.?", "", letters)


def main():
    import toolkit

    total = {}
    for row in gold(sys.argv[1:] or TUNED):
        print(row["id"])
        analysis = json.loads(toolkit.analyse(toolkit.read(text=row["text"], id=row["id"])).to_json())
        for key, count in score(row, analysis, lambda line: print("   ", line)).items():
            total[key] = total.get(key, 0) + count
    print(total)


if __name__ == "__main__":
    main()
