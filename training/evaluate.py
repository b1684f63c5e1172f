"""Measure exported weights on all dev sets, with the scorers of benchmarks/scoring.

    python training/evaluate.py WEIGHTS_DIR --data ../shared/data --out OUT_DIR

WEIGHTS_DIR holds reader.onnx and tokenizer.json. Attributions and names are scored as the reader gives them, pronouns
and actors as the whole toolkit does. It also says how many attributions are found whose source is a woman's or a
man's. Runs in the toolkit's own environment. OUT_DIR gets the predictions and scores.json.
"""

import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]
from score import SCORERS  # noqa: E402
from scoring.attributions import SAME, iou, match, token_set, tokens  # noqa: E402

SETS = {
    "polnear-dev": "attributions",
    "conll2003-dev": "names",
    "crossner-politics-dev": "names",
    "uner-ewt-dev": "names",
    "worldwide-dev": "names",
    "gap-validation": "pronouns",
    "gum-actors-dev": "actors",
}
WHOLE_TOOLKIT = ("pronouns", "actors")
SHE = {"she", "her", "mrs", "ms", "miss", "spokeswoman", "woman", "congresswoman", "chairwoman", "hillary", "carly"}
HE = {
    "he",
    "his",
    "him",
    "mr",
    "spokesman",
    "man",
    "congressman",
    "chairman",
    "donald",
    "ted",
    "marco",
    "bernie",
    "jeb",
}


def load(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(x) for x in lines if x.strip()]


def reading_row(row):
    """What the reader itself finds in a row's text, as the scorers read it."""
    from toolkit import reader

    found = reader.read(row["text"])
    return {
        "id": row["id"],
        "entities": [[n.start, n.end, n.label] for n in found.names],
        "attributions": [
            {"source": a.source, "cue": a.cue, "content": a.content, "score": a.score} for a in found.attributions
        ],
    }


def analysis_row(row):
    """The whole toolkit's analysis of a row's text."""
    from toolkit import analyse, read

    return json.loads(analyse(read(text=row["text"], id=row["id"])).to_json())


def sex_of(phrase):
    """ "she" or "he" where a source phrase's words tell, else None."""
    words = set(re.findall(r"\w+", phrase.lower()))
    return "she" if words & SHE and not words & HE else "he" if words & HE and not words & SHE else None


def recall_by_sex(gold_rows, predicted):
    """Of gold attributions whose source is recognisably a woman's or a man's: how many are attributed, in percent."""
    n = Counter()
    for row in gold_rows:
        spans = tokens(row["text"])
        theirs = [
            (token_set(spans, p["content"]), token_set(spans, p["source"]))
            for p in predicted[row["id"]]["attributions"]
        ]
        for a in row["attributions"]:
            sex = sex_of(" ".join(row["text"][s:e] for s, e in a["source"]))
            if not sex:
                continue
            content, source = token_set(spans, a["content"]), token_set(spans, a["source"])
            n[sex] += 1
            n[sex, "found"] += any(iou(content, c) >= SAME and iou(source, s) >= SAME for c, s in theirs)
    return {s: {"gold": n[s], "attributed": round(100 * n[s, "found"] / max(n[s], 1), 1)} for s in ("she", "he")}


def indirect_by_act(gold_rows, predicted):
    """Of gold attributions without marks, by what the source does: their number, and how many are found and attributed.

    What is done, said or thought, the toolkit tells by the gold spans.
    """
    from toolkit.quotes import Quote
    from toolkit.quotes.acts import act_of

    n = Counter()
    for row in gold_rows:
        text, spans = row["text"], tokens(row["text"])
        both = lambda a: (token_set(spans, a["content"]), token_set(spans, a["source"]))  # noqa: E731, B023
        gold, theirs = ([both(a) for a in r["attributions"]] for r in (row, predicted[row["id"]]))
        found = dict(match([content for content, _ in gold], [content for content, _ in theirs]))
        for i, a in enumerate(row["attributions"]):
            if not a["source"] or any(mark in text[s:e] for s, e in a["content"] for mark in '"“”'):
                continue
            act = act_of(text, Quote("", "indirect", a["content"], a["cue"], a["source"], None, None, None, 1.0))
            n[act] += 1
            n[act, "found"] += i in found
            n[act, "attributed"] += i in found and iou(gold[i][1], theirs[found[i]][1]) >= SAME
    share = lambda act, what: round(100 * n[act, what] / n[act], 1)  # noqa: E731
    acts = sorted(k for k in n if isinstance(k, str))
    return {k: {"gold": n[k], "found": share(k, "found"), "attributed": share(k, "attributed")} for k in acts}


def names_by_outlet(gold_rows, predicted):
    """Exact F1 of the names of each outlet's articles, in percent, and how many names there are."""
    outlets = {}
    for row in gold_rows:
        outlets.setdefault(row["outlet"], []).append(row)
    scores = {outlet: SCORERS["names"](rows, predicted) for outlet, rows in sorted(outlets.items())}
    return {outlet: {"f1": s["exact"]["f1"], "names": s["counts"]["gold"]} for outlet, s in scores.items()}


def summary(name, score):
    """The figures of a score that matter, in a line."""
    if name == "polnear-dev":
        measures = ("content", "source", "cue", "overlap", "exact", "attributed")
        kinds = {k: (score[k]["found"], score[k]["attributed"]) for k in ("direct", "mixed", "indirect")}
        return {m: score[m]["f1"] for m in measures} | kinds
    if "exact" in score:
        return {"exact": score["exact"], "span": score["span"]["f1"]}
    if "pronouns" in score:
        return {k: score[k]["f1"] for k in ("pronouns", "she", "he")}
    return {k: v for k, v in score.items() if k != "counts"}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared/data")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", nargs="*", default=list(SETS))
    args = parser.parse_args()
    from toolkit.reader import session

    session.WEIGHTS = args.weights.resolve()
    args.out.mkdir(parents=True, exist_ok=True)
    scores = {}
    for name in args.only:
        gold, scorer = load(args.data / f"{name}.jsonl"), SETS[name]
        predict = analysis_row if scorer in WHOLE_TOOLKIT else reading_row
        rows = {row["id"]: predict(row) for row in gold}
        path = args.out / f"{name}.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows.values()), encoding="utf-8")
        scores[name] = SCORERS[scorer](gold, rows)
        print(name, json.dumps(summary(name, scores[name])), flush=True)
        if scorer == "names" and "outlet" in gold[0]:
            scores["outlets"] = names_by_outlet(gold, rows)
            print("by outlet", json.dumps(scores["outlets"]), flush=True)
        if name == "polnear-dev":
            scores["sources"] = recall_by_sex(gold, rows)
            scores["acts"] = indirect_by_act(gold, rows)
            print("indirect, by act", json.dumps(scores["acts"]), flush=True)
            print("attributed sources", json.dumps(scores["sources"]), flush=True)
    (args.out / "scores.json").write_text(json.dumps(scores, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
