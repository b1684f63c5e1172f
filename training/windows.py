"""Windows: what a step of the training sees of the texts, in many dresses."""

import pickle
import random

import numpy as np
import torch
from losses import marks

LENGTHS = (320, 320, 192, 128)  # tokens of a text seen at once: one of these
# How much of each pool one round holds (1: all its texts once); the share of it taken from gender-swapped copies.
ROUND = {"polnear": 1.0, "conll": 0.6, "crossner": 3.0, "gum": 0.8, "gap": 0.8, "worldwide": 1.0, "wikigold": 1.0,
         "meantime": 1.0}  # fmt: skip
SWAPPED = {"polnear": 0.15, "gum": 0.4, "gap": 0.5}
PART = 0.1  # of a round is drawn at once
SHORT_SHARE = 0.25  # of the windows with names cut to a few sentences, as posts and captions are
MASKED_WINDOWS, MASKED_WORDS = 0.5, 0.2  # share of the windows with words masked, and at most so many of them
CLS, SEP, MASK = 101, 102, 103  # in MiniLM's vocabulary
FEATURES = ("ids", "case", "quote", "space")


def sample(pools, rng, unmarked):
    """Texts of a part of a round, each pool in its share; so many tokens of unmarked text for one of the others."""
    taken = 0
    for name, share in ROUND.items():
        pool, mirror = pools[name], pools.get(name + "-swapped")
        for i in rng.choices(range(len(pool)), k=max(1, round(PART * share * len(pool)))):
            f = mirror[i] if mirror and rng.random() < SWAPPED[name] else pool[i]
            taken += len(f["ids"])
            yield f
    wanted, pool = unmarked * taken, pools["unmarked"]
    while wanted > 0:
        f = pool[rng.randrange(len(pool))]
        wanted -= len(f["ids"])
        yield f


def windows(f, vocabulary, rng):
    """Windows (text, start, end) of one text; a share of those with names is cut shorter, at ends of sentences."""
    n, size = len(f["ids"]), rng.choice(LENGTHS)
    if "gap" in f:
        yield f, 0, min(n, 500)
        return
    start = -rng.randrange(size) if n > size else 0
    while start < n:
        a, b = max(start, 0), min(start + size, n)
        if "names" in f and rng.random() < SHORT_SHARE:
            stops = [a] + [i + 1 for i in range(a, b) if f["ids"][i] in vocabulary["stops"]] + [b]
            while a < b:
                c = min((s for s in stops if s >= a + rng.randrange(4, 60)), default=b)
                yield f, a, c
                a = c
        elif b - a > 8 or n <= size:
            yield f, a, b
        start += size


def batches(pools, vocabulary, rng, tokens, unmarked=0.0):
    """Endless batches of windows of like lengths, about so many tokens each."""
    left = []
    while True:
        items = left + [w for f in sample(pools, rng, unmarked) for w in windows(f, vocabulary, rng) if w[2] > w[1]]
        items.sort(key=lambda w: w[2] - w[1] + rng.random() * 40)
        groups, group, size = [], [], 0
        for w in items:
            group.append(w)
            size += w[2] - w[1]
            if size >= tokens:
                groups.append(group)
                group, size = [], 0
        left = group
        rng.shuffle(groups)
        yield from groups


def vary(ids, case, quote, has_names, vocabulary, rng):
    """The same text in another dress: lower case, capitals, title case; straight, curly or British quotation marks."""
    r = rng.random() * (1 if has_names else 3)
    if r < 0.06:
        case = np.where(np.isin(case, (3, 4, 5)), 2, case)
    elif r < 0.10:
        case = np.where(np.isin(case, (2, 3, 5)), 4, case)
    elif r < 0.15:
        case = np.where(case == 2, 3, case)
    ids, v = ids.copy(), vocabulary
    r = rng.random()
    opening, closing = quote == 2, quote == 3
    if r < 0.15:  # straight marks and apostrophes
        ids[opening | closing] = v['"']
        ids[np.isin(ids, (v["‘"], v["’"]))] = v["'"]
    elif r < 0.25:  # curly ones
        ids[opening], ids[closing] = v["“"], v["”"]
        ids[ids == v["'"]] = v["’"]
    elif r < 0.37:  # single marks, curly or straight
        inner = ~(opening | closing) & np.isin(ids, (v["‘"],))
        ids[inner] = v["“"]
        straight = rng.random() < 0.4
        ids[opening], ids[closing] = (v["'"], v["'"]) if straight else (v["‘"], v["’"])
    return ids, case


def collate(batch, vocabulary, rng):
    """Arrays of a batch, with [CLS] and [SEP] round each window, the mask of what is text, and ids partly masked.

    In half of the windows up to a fifth of the tokens are masked, so that what is around them has to say it. Without
    ``rng`` the texts are taken as they are.
    """
    length = -(-(max(b - a for _, a, b in batch) + 2) // 8) * 8  # as a GPU likes it
    out = {k: np.zeros((len(batch), length), dtype=np.int32) for k in FEATURES}
    mask = np.zeros((len(batch), length), dtype=bool)
    rates = np.zeros((len(batch), 1))
    for r, (f, a, b) in enumerate(batch):
        n = b - a
        ids, case, quote, space = (f[k][a:b] for k in FEATURES)
        if rng:
            ids, case = vary(ids, case, quote, "names" in f and "gap" not in f, vocabulary, rng)
        for k, v in zip(FEATURES, (ids, case, quote, space), strict=True):
            out[k][r, 1 : n + 1] = v
        out["ids"][r, 0], out["ids"][r, n + 1] = CLS, SEP
        mask[r, : n + 2] = True
        if rng and rng.random() < MASKED_WINDOWS:
            rates[r] = rng.random() * MASKED_WORDS
    seed = rng.getrandbits(32) if rng else 0
    hidden = (np.random.default_rng(seed).random(mask.shape) < rates) & mask & ~np.isin(out["ids"], (CLS, SEP))
    return out, mask, np.where(hidden, np.int32(MASK), out["ids"])


class Stream(torch.utils.data.IterableDataset):
    """Batches with their marks, made by as many processes as the loader has; each is pickled, which crosses fastest."""

    def __init__(self, pools, vocabulary, tokens, unmarked, seed):
        self.pools, self.vocabulary, self.tokens, self.unmarked, self.seed = pools, vocabulary, tokens, unmarked, seed

    def __iter__(self):
        worker = torch.utils.data.get_worker_info()
        rng = random.Random(1000 * self.seed + (worker.id if worker else 0))
        for batch in batches(self.pools, self.vocabulary, rng, self.tokens, self.unmarked):
            x, mask, partly = collate(batch, self.vocabulary, rng)
            gold = marks(batch, mask.shape[1], rng, self.vocabulary["pronouns"])
            yield pickle.dumps((x, mask, partly, gold, sum(b - a for _, a, b in batch)), 5)
