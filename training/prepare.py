"""From annotated text to training examples: token features and labels, one dictionary of arrays a text.

    python training/prepare.py DATA_DIR TOKENIZER.json OUT.xz --unmarked NEWS.jsonl

OUT holds the texts by pool, and the tokens that the training asks for. Labels that a text may have (a missing key
means that nothing is known, so nothing is learned):

    names     (n,) bit mask of the BIO tags a token may have, so that doubtful tokens teach nothing
    frames    {anchor token: (tokens, BIO tags of source, cue, content)}, of the tokens that have one
    entity, kind, queries, nominals     (n,) coreference: which entity a token names (0 none) and how
    gap       (pronoun, right tokens, tokens in play): a pronoun with two candidates

Without --dev no dev set is read.
"""

import argparse
import bisect
import json
import lzma
import pickle
import random
import re
import sys
from pathlib import Path

import numpy as np
from model import ANY, NAMES, NOMINALS, ROLES
from swap import first_names, swapped

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from toolkit.reader import features

GUM_NAMES = {"person": "PER", "organization": "ORG", "place": "LOC"}
KINDS = {"name": 1, "nominal": 2, "pronoun": 3}
NOT_IN_NAMES = re.compile(
    r"(?i)(?:the|a|an|mr|mrs|ms|dr|prof|professor|sir|dame|lord|lady|president|senator|sen|rep|gov|governor|king|queen|"
    r"prince|princess|general|gen|captain|judge|justice|minister|st(?=\.? [A-Z]\w+ ?$))\.?\s+"
)
ADJECTIVE = re.compile(r"^\w+(?:an|ese|ish|ic|ch)\b")
SMALL_WORDS = {
    "of",
    "the",
    "and",
    "for",
    "de",
    "la",
    "del",
    "van",
    "von",
    "der",
    "al",
    "el",
    "bin",
    "to",
    "on",
    "in",
    "da",
    "du",
}


# ---------------------------------------------------------------- text to features


def featurise(tokenizer, text):
    """What the reader sees of a text, by its own ``toolkit.reader.features``: arrays by name, and the tokens' spans."""
    f = features.featurise(tokenizer, text)
    arrays = {k: getattr(f, k).astype(np.int32) for k in ("ids", "case", "quote", "space")}
    return arrays | {"spans": list(zip(f.start.tolist(), f.end.tolist(), strict=True))}


class Locator:
    """Character span to token index range, by bisection."""

    def __init__(self, spans):
        self.ends = [b for _, b in spans]
        self.starts = [a for a, _ in spans]

    def __call__(self, s, e):
        return range(bisect.bisect_right(self.ends, s), bisect.bisect_left(self.starts, e))


def load(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(x) for x in lines if x.strip()]


# ---------------------------------------------------------------- labels


def write_bio(tags, where, label):
    for k, i in enumerate(where):
        tags[i] = 1 + 2 * label + (k > 0)


def add_names(f, row, locate):
    tags = np.zeros(len(f["ids"]), dtype=np.int32)
    for s, e, x in row["entities"]:
        if x in NAMES:
            write_bio(tags, locate(s, e), NAMES.index(x))
    f["names"] = 1 << tags


def add_frames(f, row, locate):
    f["frames"] = {}
    for a in row["attributions"]:
        where = locate(*(a["cue"] or a["source"] or a["content"])[0])
        if len(where):
            tags = np.zeros(len(f["ids"]), dtype=np.int64)
            for k, role in enumerate(ROLES):
                for s, e in a[role]:
                    write_bio(tags, locate(s, e), k)
            inner = np.flatnonzero((tags > 0) & (tags % 2 == 0))
            before = tags[inner - 1]
            tags[inner[(before != tags[inner]) & (before != tags[inner] - 1)]] -= 1  # what another role cut in two
            f["frames"][where[0]] = np.flatnonzero(tags).astype(np.uint16), tags[tags > 0].astype(np.int8)


def add_known_names(f, row, locate):
    """Names where only some are marked (MEANTIME's): of all other tokens nothing is known."""
    f["names"], f["partly"] = np.full(len(f["ids"]), ANY, dtype=np.int32), True
    for m in row["mentions"]:
        s, e = trimmed_name(row["text"], *m["span"])
        label = GUM_NAMES.get(m["type"])
        if m["kind"] == "name" and label and looks_like_one_name(row["text"][s:e]):
            tags = np.zeros(len(f["ids"]), dtype=np.int32)
            write_bio(tags, locate(s, e), NAMES.index(label))
            f["names"][tags > 0] = 1 << tags[tags > 0]


def trimmed_name(text, s, e):
    """A name's span as CoNLL would draw it, from GUM's: no title, article, possessive or bracket."""
    while (m := NOT_IN_NAMES.match(text, s, e)) or (m := re.compile(r"[\s(\[\"“‘']+").match(text, s, e)):
        s = m.end()
    tail = re.search(r"(?:\s*['’]s?|[\s,.;:)\]\"”]+)$", text[s:e])
    return s, e - len(tail[0]) if tail and not re.search(r"\b[A-Z]\.$", text[s:e]) else e


def looks_like_one_name(text):
    words = re.findall(r"[\w.&'’-]+", text)
    return (
        bool(words)
        and not re.search(r"[,()\[\];:\"“”]|\d{3}", text)
        and all(w[0].isupper() or w[0].isdigit() or w in SMALL_WORDS or w in "&-" for w in words)
    )


def add_gum(f, row, locate):
    """Names as partial labels, entities of all mentions, heads of descriptions."""
    n, text = len(f["ids"]), row["text"]
    allowed = np.ones(n, dtype=np.int32)
    entity, kind = np.zeros(n, dtype=np.int32), np.zeros(n, dtype=np.int8)
    nominals = np.zeros(n, dtype=np.int64)
    queries, own = [], {}
    number = {x: i + 1 for i, x in enumerate(sorted({str(m["entity"]) for m in row["mentions"]}))}
    mentions = sorted(row["mentions"], key=lambda m: m["span"][0] - m["span"][1])  # outer ones first
    done = np.zeros(n, dtype=bool)
    starts_sentence = np.array(
        [i == 0 or text[f["spans"][i - 1][0]] in '.!?:\n“"' or f["space"][i] == 2 for i in range(n)]
    )
    capital = np.isin(f["case"], (3, 4)) & ~starts_sentence & (f["ids"] != f["ids"].dtype.type(1045))  # 1045: "i"
    allowed[capital] = 1 | 1 << 7 | 1 << 8  # adjectives of nations and the like are marked nowhere in GUM
    for m in mentions:
        s, e = trimmed_name(text, *m["span"])
        if m["kind"] == "nominal" and m["type"] in GUM_NAMES and len(locate(*m["span"])) <= 10:
            if re.fullmatch(r"[A-Z][\w.]+(?: (?:of |and )?[A-Z][\w.]+)+", text[s:e]) and not ADJECTIVE.search(
                text[s:e]
            ):
                m = m | {"kind": "name"}  # "the United States"
            else:
                where = np.array(locate(*m["span"]))
                where = where[capital[where] & ~done[where]]
                allowed[where] = ANY
        if m["kind"] != "name":
            continue
        where, whole = locate(s, e), locate(*m["span"])
        if not len(where) or done[where[0]]:
            continue
        label, piece = GUM_NAMES.get(m["type"]), text[s:e]
        if label and looks_like_one_name(piece) and piece[0].isupper():
            tags = np.zeros(n, dtype=np.int32)
            write_bio(tags, where, NAMES.index(label))
            allowed[list(where)] = 1 << tags[list(where)]
            done[list(where)] = True
        elif not label and piece[:1].isupper():
            allowed[list(whole)] = 1 | 1 << 7 | 1 << 8  # O or MISC: another kind of name, or not one for CoNLL
            if m["type"] in ("event", "abstract", "object"):
                continue  # an inner name may still say more
        else:
            allowed[list(whole)] = ANY
    for m in mentions:
        head = locate(m["head"], m["head"] + 1)
        if not len(head):
            continue
        h = head[0]
        tokens = [h]
        if m["kind"] == "name" and m["type"] in GUM_NAMES:
            s, e = trimmed_name(text, *m["span"])
            if looks_like_one_name(text[s:e]):
                tokens = sorted({h, *locate(s, e)})
        for i in tokens:
            if kind[i] in (0, KINDS["nominal"]) or i == h:
                entity[i], kind[i] = number[str(m["entity"])], KINDS[m["kind"]]
        if m["kind"] == "nominal" and m["type"] in GUM_NAMES:
            nominals[h] = NOMINALS.index(GUM_NAMES[m["type"]])
        if m["kind"] == "pronoun" or m["type"] in GUM_NAMES:
            queries.append(h)
            own[h] = tokens
    f |= {
        "names": allowed,
        "entity": entity,
        "kind": kind,
        "nominals": nominals,
        "queries": sorted(set(queries)),
        "own": own,
    }


def add_gap(f, row, locate):
    """The pronoun, the tokens that are right, and those in play.

    Other capitalised words are in play and wrong; of the rest of the text nothing is known.
    """
    text = row["text"]
    where = locate(*row["pronoun"])
    if not len(where):
        return
    words = [text[s:e].lower() for s, e in f["spans"]]
    right, wrong = set(), set()
    for (s, e), same in zip(row["candidates"], row["coreferent"], strict=True):
        tokens = set(locate(s, e))
        (right if same else wrong).update(tokens)
        last = re.findall(r"\w+", text[s:e])[-1:]
        if same and last and len(last[0]) > 2:
            for m in re.finditer(rf"\b{re.escape(last[0])}\b", text):
                right.update(locate(*m.span()))
    right -= wrong
    capital = {i for i, c in enumerate(f["case"]) if c in (3, 4, 5) and words[i] not in features.PRONOUNS}
    if right:
        play = right | wrong | capital
    else:
        play = wrong | capital  # neither candidate: anything else, nothing included, is right
        right = {-1} | (capital - wrong)
    f["gap"] = (where[0], np.array(sorted(right)), np.array(sorted(play | right)))
    names = np.full(len(f["ids"]), ANY, dtype=np.int32)
    for s, e in row["candidates"]:
        names[list(locate(s, e))] = 1 << 1 | 1 << 2
    f["names"] = names


# ---------------------------------------------------------------- all of it


def prepare(tokenizer, rows, *labels):
    out = []
    for row in rows:
        f = featurise(tokenizer, row["text"])
        locate = Locator(f["spans"])
        for add in labels:
            add(f, row, locate)
        del f["spans"]
        narrow = {"ids": np.uint16, "case": np.uint8, "quote": np.uint8, "space": np.uint8, "names": np.uint16}
        out.append({k: v.astype(narrow[k]) if k in narrow else v for k, v in f.items()})
    return out


def train_pools(tokenizer, data):
    """Texts to learn from, by pool."""
    rng = random.Random(0)
    gap = data("gap-development")
    women, men = first_names(gap)

    def mirror(rows):
        return [swapped(r, women, men, rng) for r in rows]

    polnear, gum = data("polnear-train"), data("gum-train")
    return {
        "polnear": prepare(tokenizer, polnear, add_frames),
        "polnear-swapped": prepare(tokenizer, mirror(polnear), add_frames),
        "conll": prepare(tokenizer, data("conll2003-train"), add_names),
        "crossner": prepare(tokenizer, data("crossner-politics-train"), add_names),
        "gum": prepare(tokenizer, gum, add_gum),
        "gum-swapped": prepare(tokenizer, mirror(gum), add_gum),
        "gap": prepare(tokenizer, gap, add_gap),
        "gap-swapped": prepare(tokenizer, mirror(gap), add_gap),
        "worldwide": prepare(tokenizer, data("worldwide-train"), add_names),
        "wikigold": prepare(tokenizer, data("wikigold"), add_names),
        "meantime": prepare(tokenizer, data("meantime"), add_known_names),
        "unmarked": prepare(tokenizer, data("reuters21578-unlabelled")),
    }


def dev_pools(tokenizer, data):
    """Texts that nothing is learned from, by set."""
    names = ("worldwide-dev", "conll2003-dev", "crossner-politics-dev", "uner-ewt-dev")
    return {
        "polnear-dev": prepare(tokenizer, data("polnear-dev"), add_frames),
        "gap-validation": prepare(tokenizer, data("gap-validation"), add_gap),
    } | {name: prepare(tokenizer, data(name), add_names) for name in names}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", help="folder of the annotated texts")
    parser.add_argument("tokenizer", help="MiniLM's tokenizer.json")
    parser.add_argument("out", help="file to write, .xz")
    parser.add_argument(
        "--unmarked", nargs="*", default=[], help="more texts without marks, JSON Lines with a text each"
    )
    parser.add_argument("--only-unmarked", action="store_true", help="write these alone")
    parser.add_argument("--dev", action="store_true", help="write the dev sets, for train.py to watch")
    args = parser.parse_args()
    tokenizer = features.load_tokenizer(args.tokenizer)

    def data(name):
        return load(f"{args.data}/{name}.jsonl")

    make = dev_pools if args.dev else train_pools
    pools = {} if args.only_unmarked else make(tokenizer, data)
    for path in args.unmarked:
        pools.setdefault("unmarked", []).extend(prepare(tokenizer, load(path)))
    vocabulary = {c: tokenizer.token_to_id(c) for c in "\"'‘’“”"}
    vocabulary["pronouns"] = [tokenizer.token_to_id(w) for w in features.PRONOUNS if tokenizer.token_to_id(w)]
    vocabulary["stops"] = {tokenizer.token_to_id(c) for c in ".!?"}
    with lzma.open(args.out, "wb", preset=4) as file:
        pickle.dump((pools, vocabulary), file)
    for name, pool in pools.items():
        print(name, len(pool), "texts", sum(len(f["ids"]) for f in pool), "tokens")


if __name__ == "__main__":
    main()
