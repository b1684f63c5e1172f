"""Learning from the scores of other weights beside the marks (Hinton et al. 2015): such a run's stream and losses.

    python training/train.py EXAMPLES.pickle MINILM_DIR OUT_DIR --told TEACHER_DIR KEEPER_DIR --start READER.safetensors

Scores were written by ``teacher.py``: those of a teacher, and those of the reader that the run starts from, the keeper.
The teacher is better only where it has learned from marks: it is heard on frames in PolNeAR, on names elsewhere, and
the keeper on all else, so that nothing is unlearned. Where a text has marks, what is wanted is a mean of the two, MARKS
of it the marks. A frame's tags are drawn from their probabilities, one sequence each time (`drawn`).
"""

import pickle
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from losses import NEVER, frame_gold, marked_names
from windows import SHORT_SHARE, collate

# How many of each pool's windows one round holds (1: all of them once), and of these how many are cut to sentences.
ROUND = {"polnear": 1.0, "worldwide": 1.4, "conll": 0.7, "wikigold": 1.4, "meantime": 1.0, "gum": 0.8, "gap": 0.5,
         "crossner": 3.0, "unmarked": 0.5, "gap-swapped": 0.5, "gum-swapped": 0.5, "polnear-swapped": 0.3}  # fmt: skip
PART = 0.15  # of a round is drawn at once
ALONE = {"conll", "crossner"}  # pools that the teacher is not asked about
CUT = {"worldwide", "conll", "wikigold", "crossner"}
TEACHES_FRAMES = {"polnear", "polnear-swapped"}  # pools of whose frames the teacher is heard; of names in all but these
MARKS = 0.3  # share of the marks in what is wanted of anchors and frames
TOLD_NAMES = {"worldwide": 0.3, "conll": 0.1, "wikigold": 0.3, "crossner": 0.3}  # weight beside marks; elsewhere 1
LEAST_ANCHOR = 0.15  # frames of anchors less probable teach nothing, where none are marked


def load_scores(teacher, keeper, rows, read):
    """Add to ``rows`` the windows of files that are not in ``read``, by pool: those that both have scored.

    Scores may be written while a run goes on: it takes what is there when a round begins.
    """
    for path in sorted(Path(keeper).glob("*.pickle")):
        alone, other = path.name.split("-0")[0] in ALONE, Path(teacher, path.name)
        if path.name in read or not (alone or other.exists()):
            continue
        read.add(path.name)
        with path.open("rb") as ours, (path if alone else other).open("rb") as theirs:
            for told, kept in zip(pickle.load(theirs), pickle.load(ours), strict=True):
                rows.setdefault(told["pool"], []).append(merged(told, kept))


def merged(told, kept):
    """One window's scores: the teacher's of frames or of names, whichever it knows in such texts, the keeper's else."""
    if any(told[k] != kept[k] for k in ("pool", "text", "start", "end")):
        raise ValueError("teacher and keeper have read other windows")
    heard = ("anchor", "frames") if told["pool"] in TEACHES_FRAMES else ("names",)
    row = kept | {k: told[k] for k in heard}
    return row | {"names": np.exp(row["names"].astype(np.float32)).astype(np.float16)}


def batches(pools, told, vocabulary, rng, tokens):
    """Endless batches of windows (text, start, end, what is told of it) of like lengths; told: both folders."""
    rows, read, left = {}, set(), {}
    while True:
        load_scores(*told, rows, read)
        items = []
        for name, share in ROUND.items():
            pool, order = rows.get(name, []), left.setdefault(name, [])
            count = int(PART * share * len(pool))
            while len(order) < count:
                order += rng.sample(pool, len(pool))
            for row in order[:count]:
                f, a, b = pools[name][row["text"]], row["start"], row["end"]
                if name in CUT and rng.random() < SHORT_SHARE:
                    items += cut(f, a, b, row, vocabulary, rng)
                else:
                    items.append((f, a, b, row))
            del order[:count]
        items.sort(key=lambda w: w[2] - w[1] + rng.random() * 40)
        groups, group = [], []
        for w in items:
            group.append(w)
            if sum(b - a for _, a, b, _ in group) >= tokens:
                groups.append(group)
                group = []
        rng.shuffle(groups)
        yield from groups


def cut(f, a, b, row, vocabulary, rng):
    """A window in pieces of a sentence or some, as posts and captions are, with what is told of names."""
    stops = [*(i + 1 for i in range(a, b) if f["ids"][i] in vocabulary["stops"]), b]
    while a < b:
        c = min((s for s in stops if s >= a + rng.randrange(4, 60)), default=b)
        names = row["names"][a - row["start"] : c - row["start"]]
        yield {k: v for k, v in f.items() if k in ("ids", "case", "quote", "space", "names")}, a, c, {
            "pool": row["pool"], "names": names
        }  # fmt: skip
        a = c


def losses(model, batch, vocabulary, rng, *, half, before):
    """Sum of each loss over a batch.

    Parameters
    ----------
    half : the encoder in bf16
    before : pronouns refer to what stands before them
    """
    plain = [w[:3] for w in batch]
    x, mask = collate(plain, vocabulary, rng)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
        hidden = model.encode(x, mask)
    hidden = hidden.float()
    total = names(model, batch, hidden) | frames(model, batch, hidden, mask, rng)
    told = [pointers(model, hidden[r, 1 : b - a + 1], row["links"], before=before)
            for r, (_, a, b, row) in enumerate(batch) if "links" in row]  # fmt: skip
    return total | ({"told links": sum(told)} if told else {})


def names(model, batch, hidden):
    """Losses of names: by the marks, and by what is told."""
    marked, told = 0, 0
    for r, (f, a, b, row) in enumerate(batch):
        scores = model.names(hidden[r, 1 : b - a + 1])
        if "names" in f:
            marked = marked + marked_names(scores, torch.from_numpy(f["names"][a:b]).long())
        apart = F.kl_div(scores.log_softmax(1), torch.from_numpy(row["names"]).float(), reduction="sum")
        told = told + TOLD_NAMES.get(row["pool"], 1.0) * apart
    return {k: v for k, v in (("names", marked), ("told names", told)) if torch.is_tensor(v)}


def drawn(tags, rng):
    """A sequence of BIO tags by their probabilities at each place, (n, c) -> (n,).

    One random number serves all places, so that neighbours agree: the spans' edges move, and little else.
    """
    order = [*range(2, tags.shape[1], 2), *range(1, tags.shape[1], 2), 0]
    sums = tags[:, order].cumsum(1, dtype=np.float32)
    path = np.array(order)[(sums > rng.random() * sums[:, -1:]).argmax(1)]
    before = np.append(0, path[:-1])
    cut = (path > 0) & (path % 2 == 0) & (before != path) & (before != path - 1)
    return path - cut  # what has lost its beginning begins here


def frames(model, batch, hidden, mask, rng):
    """Losses of anchors and of frames' tags, by what is wanted of both."""
    length = mask.shape[1]
    wanted, known, at, tags, weights = np.zeros(mask.shape, np.float32), torch.zeros_like(mask), [], [], []
    for r, (f, a, b, row) in enumerate(batch):
        if "anchor" not in row:
            continue
        known[r, 1 : b - a + 1] = True
        wanted[r, 1 : b - a + 1] = row["anchor"]
        gold = {}
        if "frames" in f:
            _, columns, golds = frame_gold([(f, a, b)], length)
            gold = dict(zip(columns, golds, strict=True))
            wanted[r] *= 1 - MARKS
            wanted[r, columns] += MARKS
        for column, theirs in ((i + 1, told) for i, told in row["frames"].items()):
            weight = 1.0 if column in gold else float(row["anchor"][column - 1])
            if weight < LEAST_ANCHOR or ("frames" in f and column not in gold):
                continue
            path = np.zeros(length, np.int64)
            path[1 : b - a + 1] = drawn(theirs, rng)
            at.append((r, column)), weights.append(weight)
            tags.append(gold[column] if column in gold and rng.random() < MARKS else path)
    if not known.any():
        return {}
    scores = model.anchor(hidden)[..., 0][known]
    out = {"anchor": F.binary_cross_entropy_with_logits(scores, torch.from_numpy(wanted)[known], reduction="sum")}
    if at:
        inside = mask.clone()
        inside[:, 0] = False
        inside[torch.arange(len(batch)), mask.sum(1) - 1] = False
        row, column = torch.tensor(at).unbind(1)
        emit = model.frame(hidden, model.roles(hidden), row, column, inside)
        apart = model.frame.loss(emit, torch.from_numpy(np.stack(tags)))
        out["frame"] = (apart * torch.tensor(weights)).sum()
    return out


def pointers(model, states, told, *, before):
    """Loss of the pronouns' links in a window, by what is told."""
    queries, columns, logits = (torch.from_numpy(np.asarray(v)) for v in told)
    columns, logits = columns.long(), logits.float()
    allowed = torch.arange(len(states) + 1)[None] != queries[:, None] + 1
    if before:
        allowed &= torch.arange(len(states) + 1)[None] <= queries[:, None]
    kept = allowed.gather(1, columns)
    target = logits.masked_fill(~kept, NEVER).softmax(1) * kept.any(1, keepdim=True)
    scores = model.links(states, queries).masked_fill(~allowed, NEVER).log_softmax(1).gather(1, columns)
    return (target * (target.clamp(min=1e-9).log() - scores)).sum()
