"""Windows: what a step of the training sees of the texts, in many dresses."""

import numpy as np
import torch

WINDOW = 320  # tokens of a text seen at once
TOKENS_A_STEP = 1000  # of each process
# How much of each pool one round holds (1: all its texts once); the share of it taken from gender-swapped copies.
ROUND = {"polnear": 1.0, "conll": 0.6, "crossner": 2.0, "gum": 0.8, "gap": 0.8}
SWAPPED = {"polnear": 0.15, "gum": 0.4, "gap": 0.5}
SHORT_SHARE = 0.25  # of the windows with names cut to a few sentences, as posts and captions are
MASKED_WINDOWS, MASKED_WORDS = 0.5, 0.2  # share of the windows with words masked, and at most so many of them
MASK = 103  # [MASK] in MiniLM's vocabulary


def sample_round(pools, rng):
    """Texts of one round, each pool in its share."""
    for name, share in ROUND.items():
        pool, mirror = pools[name], pools.get(name + "-swapped")
        order = []
        while len(order) < share * len(pool):
            order += rng.sample(range(len(pool)), len(pool))
        for i in order[: int(share * len(pool))]:
            yield name, mirror[i] if mirror and rng.random() < SWAPPED[name] else pool[i]


def windows(name, f, vocabulary, rng):
    """Windows (text, start, end) of one text; a share of those with names is cut shorter, at ends of sentences."""
    n = len(f["ids"])
    if "gap" in f:
        yield f, 0, n
        return
    start = -rng.randrange(WINDOW) if n > WINDOW else 0
    while start < n:
        a, b = max(start, 0), min(start + WINDOW, n)
        if name != "polnear" and rng.random() < SHORT_SHARE:
            stops = [a] + [i + 1 for i in range(a, b) if f["ids"][i] in vocabulary["stops"]] + [b]
            while a < b:
                c = min((s for s in stops if s >= a + rng.randrange(4, 60)), default=b)
                yield f, a, c
                a = c
        elif b - a > 8 or n <= WINDOW:
            yield f, a, b
        start += WINDOW


def batches(pools, vocabulary, rng, tokens=TOKENS_A_STEP):
    """Endless batches of windows of like lengths, about so many tokens each."""
    while True:
        items = [w for name, f in sample_round(pools, rng) for w in windows(name, f, vocabulary, rng) if w[2] > w[1]]
        items.sort(key=lambda w: w[2] - w[1] + rng.random() * 40)
        groups, group = [], []
        for w in items:
            group.append(w)
            if sum(b - a for _, a, b in group) >= tokens:
                groups.append(group)
                group = []
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
    if rng.random() < MASKED_WINDOWS:  # some words unseen, so that what is around them has to say it
        rate = rng.random() * MASKED_WORDS
        ids[np.random.default_rng(rng.getrandbits(32)).random(len(ids)) < rate] = MASK
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
    """Arrays of a batch, with [CLS] and [SEP] round each window, and the mask of what is text."""
    length = max(b - a for _, a, b in batch) + 2
    out = {k: np.zeros((len(batch), length), dtype=np.int64) for k in ("ids", "case", "quote", "space")}
    mask = np.zeros((len(batch), length), dtype=bool)
    for r, (f, a, b) in enumerate(batch):
        n = b - a
        ids, case, quote = (f[k][a:b] for k in ("ids", "case", "quote"))
        if rng:
            ids, case = vary(ids, case, quote, "names" in f and "gap" not in f, vocabulary, rng)
        out["ids"][r, 0], out["ids"][r, n + 1] = 101, 102
        for k, v in (("ids", ids), ("case", case), ("quote", quote), ("space", f["space"][a:b])):
            out[k][r, 1 : n + 1] = v
        mask[r, : n + 2] = True
    return {k: torch.from_numpy(v) for k, v in out.items()}, torch.from_numpy(mask)
