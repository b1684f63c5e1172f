"""Web pages: the toolkit's story beside trafilatura's alone, on saved pages whose stories are known.

    python benchmarks/web_pages.py PAGES GOLD [--show 20] [--processes 2]

PAGES is a folder with saved pages (.html, .html.gz), at any depth. GOLD is one of

- a JSON file {address: {"file": name, "with": [segments], "without": [segments]}}, as the trafilatura project has it:
  precision and recall of segments, as its own evaluation counts them;
- a JSON file {name without ending: {"articleBody": text}} or {file name: text}: precision, recall and their F1 of
  4-grams of words, each the mean over all pages.

Both are said of trafilatura, of the toolkit's body, and of body and headline (with the standfirst) together. Lost are
quotations of four words or more: of the gold, and of what trafilatura in recall mode takes, which holds much that is no
story. Milliseconds are of the processor, the mean of a page, the first page left out.
"""

import argparse
import gzip
import json
import logging
import re
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

READERS = ("trafilatura", "body", "body and headline")
QUOTATION = re.compile(
    r"“([^“”\n]{15,}?)”|„([^„“”\"\n]{15,}?)[“”\"]|«([^«»\n]{15,}?)»|»([^«»\n]{15,}?)«|(?<!\w)\"([^\"\n]{15,}?)\"(?!\w)"
)
WORDS = 4  # of a quotation, at least


def stories(data, name):
    """Return the story of a page as each reader has it, what trafilatura takes in recall mode, seconds, refusal."""
    import trafilatura

    from toolkit.errors import InputError
    from toolkit.sources.model import Blob, Options
    from toolkit.sources.web_page import read

    began = time.process_time()
    alone = trafilatura.extract(data, include_comments=False) or ""
    between = time.process_time()
    refused = None
    try:
        article = next(read(Blob(name, content=data), Options()))
        body, whole = (
            "\n".join(article.text[a:b] for a, b in article.spans(*kinds))
            for kinds in (("body",), ("body", "headline"))
        )
    except InputError as error:
        refused, body, whole = str(error), "", ""
    seconds = between - began, time.process_time() - between
    recall = trafilatura.extract(data, include_comments=False, favor_recall=True) or ""
    return (alone, body, whole), recall, seconds, refused


def quotations(text):
    """Return the words of each quotation in a text, as `letters` has them."""
    found = (next(filter(None, match.groups())) for match in QUOTATION.finditer(text))
    return {letters(words) for words in found if len(words.split()) >= WORDS}


def letters(text):
    return re.sub(r"[\W_]+", "", text)


def grams(text):
    """Return the 4-grams of a text's words, each with its number; of a shorter text, its words."""
    words = re.findall(r"\w+", text)
    return Counter(zip(words, words[1:], words[2:], words[3:], strict=False)) or Counter([tuple(words)])


def measure(job):
    """Return all that is counted on one page."""
    name, path, gold = job
    logging.disable(logging.CRITICAL)
    data = path.read_bytes()
    data = gzip.decompress(data) if path.suffix == ".gz" else data
    texts, recall, seconds, refused = stories(data, name)
    if isinstance(gold, str):
        scores, told = [_overlap(grams(gold), grams(text)) for text in texts], quotations(gold)
    else:
        scores, told = [_segments(gold, text) for text in texts], quotations("\n".join(gold["with"]))
    lost = [sorted(quotation for quotation in told if quotation not in letters(text)) for text in texts]
    more = quotations(recall) | quotations(texts[0])
    missing = [sorted(quotation for quotation in more if quotation not in letters(text)) for text in texts]
    return {"name": name, "scores": scores, "told": len(told), "lost": lost, "more": len(more), "missing": missing,
            "seconds": seconds, "refused": refused}  # fmt: skip


def _overlap(gold, found):
    both = sum((gold & found).values())
    return both / max(sum(found.values()), 1), both / max(sum(gold.values()), 1)


def _segments(gold, text):
    """Count segments that are there and should be, are there and should not, and are missing."""
    plain = " ".join(text.split())
    there = sum(" ".join(segment.split()) in plain for segment in gold["with"])
    wrong = sum(" ".join(segment.split()) in plain for segment in gold["without"])
    return there, wrong, len(gold["with"]) - there


def read_gold(path, pages):
    """Yield each page's name, path and gold."""
    paths = {page.name: page for page in sorted(pages.rglob("*.htm*"), reverse=True)}
    for key, gold in json.loads(path.read_text(encoding="utf-8")).items():
        text = gold if isinstance(gold, str) else gold.get("articleBody")
        name = gold["file"] if text is None else key
        page = next((paths[n] for n in (name, f"{name}.html", f"{name}.html.gz", f"{name}.htm") if n in paths), None)
        if page is not None:
            yield page.name, page, gold if text is None else text


def print_scores(results, segments):
    print(f"{'':20} precision  recall     F1")
    for k, reader in enumerate(READERS):
        if segments:
            there, wrong, missing = (sum(result["scores"][k][i] for result in results) for i in range(3))
            precision, recall = there / max(there + wrong, 1), there / max(there + missing, 1)
        else:
            precision, recall = (sum(result["scores"][k][i] for result in results) / len(results) for i in (0, 1))
        print(f"{reader:20} {precision:9.4f} {recall:7.4f} {2 * precision * recall / (precision + recall):7.4f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pages", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument(
        "--show", type=int, default=0, metavar="N", help="name N lost quotations, and all refused pages"
    )
    parser.add_argument("--processes", type=int, default=1)
    options = parser.parse_args()
    jobs = list(read_gold(options.gold, options.pages))
    if not jobs:
        parser.error("no page of the gold is in the folder")
    with ProcessPoolExecutor(options.processes) as pool:
        results = list(pool.map(measure, jobs, chunksize=8))
    print(f"{len(results)} pages, {sum(bool(result['refused']) for result in results)} refused")
    print_scores(results, segments=not isinstance(jobs[0][2], str))
    for k, reader in enumerate(READERS):
        lost, missing = (sum(len(result[kind][k]) for result in results) for kind in ("lost", "missing"))
        told, more = (sum(result[kind] for result in results) for kind in ("told", "more"))
        print(
            f"{reader:20} loses {lost} of {told} quotations of the gold, {missing} of {more} in some mode of trafilatura"
        )
    alone, ours = (1000 * sum(r["seconds"][k] for r in results[1:]) / max(len(results) - 1, 1) for k in (0, 1))
    print(f"ms a page: trafilatura alone {alone:.0f}, the toolkit {ours:.0f}")
    if options.show:
        for result in results:
            if result["refused"]:
                print(f"refused: {result['refused']}")
        named = [(result["name"], quotation) for result in results for quotation in result["lost"][2]]
        for name, quotation in named[: options.show]:
            print(f"lost: {name}: {quotation[:120]}")


if __name__ == "__main__":
    main()
