"""Losses: what the training wants of each window, from the marks and from what other weights, the teller, say of it."""

import numpy as np
import torch
import torch.nn.functional as F
from model import ANY, all_paths

# Sums of losses over tokens, anchors, frames, queries are weighed so that each adds about as much.
WEIGHTS = {"names": 1 / 20, "nominals": 1 / 40, "anchor": 1 / 10, "roles": 1 / 60, "frame": 1 / 30, "pronoun": 1 / 5,
           "mention": 1 / 20, "gap": 1 / 2.5, "told names": 1 / 10, "told anchor": 1 / 5,
           "told roles": 1 / 60, "told frame": 1 / 30, "told links": 1 / 2.5, "states": 1 / 100}  # fmt: skip
KINDS = ("pronoun", "mention", "gap")
ONLY_NAMES = 0.5  # share of pronouns whose earlier pronouns are hidden, so that the name itself is looked for
NEVER = -1e4
LIKELY = 0.1  # anchors from this probability on are told with their frames
FRAMES, QUERIES = 1200, 1500  # at most so many of a batch are told


# ---------------------------------------------------------------- marks, as arrays


def frame_gold(batch, length):
    """Rows, columns (in the batch's arrays) and tags of the row's tokens for each anchor in a batch."""
    rows, columns, tags = [], [], []
    for r, (f, a, b) in enumerate(batch):
        for at, gold in f.get("frames", {}).items():
            if a <= at < b:
                row = np.zeros(length, dtype=np.int64)
                row[1 : b - a + 1] = gold[a:b]
                if row[1] and row[1] % 2 == 0:  # cut by the window's edge: what is left of a span begins here
                    row[1] -= 1
                rows.append(r), columns.append(at - a + 1), tags.append(row)
    return rows, columns, tags


def link_gold(f, a, b, rng):
    """For each query in a window: token, right columns of the score matrix (0 nothing), columns in play, loss."""
    n = b - a
    if "gap" in f:
        if n == len(f["ids"]):  # a text in several windows: the candidates may stand in another
            at, right, play = f["gap"]
            yield at, right + 1, play + 1, "gap"
        return
    if "queries" not in f:
        return
    entity, kind = f["entity"][a:b], f["kind"][a:b]
    names = kind == 1
    for at in f["queries"]:
        if not a <= at < b:
            continue
        i = at - a
        own = np.zeros(n, dtype=bool)
        own[[t - a for t in f["own"].get(at, [at]) if a <= t < b]] = True
        own[i] = True
        same = (entity == entity[i]) & ~own
        right = same.copy()
        right[i:] = False
        if kind[i] == 1:
            right &= kind != 3
        elif (rng.random() < ONLY_NAMES and (same & names).any()) or not right.any():
            right = same & names
        play = ~((same & ~right) | own)
        if not right.any() and kind[i] == 2 and rng.random() < 0.7:
            continue  # most descriptions are mentioned once; a few of them teach that
        columns = np.flatnonzero(right) + 1
        yield (
            i,
            columns if len(columns) else np.array([0]),
            np.append(0, np.flatnonzero(play) + 1),
            "pronoun" if kind[i] == 3 else "mention",
        )


def marks(batch, length, rng, pronouns):
    """A batch's marks as arrays: rows are windows, columns tokens with [CLS] at 0; -100, ANY: not known.

    A link's columns are the window's too: column 0 is "nothing".
    """
    shape = len(batch), length
    out = {
        "names": np.full(shape, ANY, np.int32),
        "nominals": np.full(shape, -100, np.int64),
        "roles": np.full(shape, -100, np.int64),
        "anchor": np.full(shape, -1.0, np.float32),  # -1: not known
        "pronouns": np.zeros(shape, bool),
        "names marked": np.zeros(len(batch), bool),
    }
    links = []
    for r, (f, a, b) in enumerate(batch):
        inside = slice(1, b - a + 1)
        if "names" in f:
            out["names"][r, inside] = f["names"][a:b]
            out["names marked"][r] = "gap" not in f and "partly" not in f
        if "nominals" in f:
            out["nominals"][r, inside] = f["nominals"][a:b]
        if "frames" in f:
            within = [v[a:b] for at, v in f["frames"].items() if a <= at < b]
            out["roles"][r, inside] = np.max(within, 0) if within else 0
            out["anchor"][r, inside] = 0
        if "gap" not in f and "queries" not in f:
            out["pronouns"][r, inside] = np.isin(f["ids"][a:b], pronouns)
        links += [(r, *q) for q in link_gold(f, a, b, rng)]
    rows, columns, tags = frame_gold(batch, length)
    out["anchor"][rows, columns] = 1
    out["frame at"] = np.array([rows, columns], np.int64).reshape(2, -1)
    out["frame"] = np.array(tags, np.int8).reshape(-1, length)
    right, play = (np.zeros((len(links), length), bool) for _ in range(2))
    for k, (_, _, theirs, in_play, _) in enumerate(links):
        right[k, theirs], play[k, in_play] = True, True
    out["link at"] = np.array([(r, i + 1, KINDS.index(kind)) for r, i, _, _, kind in links], np.int64).reshape(-1, 3).T
    out["right"], out["play"] = right, play
    return out


# ---------------------------------------------------------------- losses of marks


def marked(model, hidden, mask, gold):
    """Sum of each loss of a batch by its marks: hidden (rows, length, d)."""
    total = {}
    known = gold["names"] != ANY
    scores, allowed = model.names(hidden[known]), gold["names"][known]
    bits = (allowed[:, None] >> torch.arange(scores.shape[1], device=scores.device)) & 1
    total["names"] = -torch.logsumexp(scores.log_softmax(1).masked_fill(bits == 0, NEVER), 1).sum()
    for key in ("nominals", "roles"):
        known = gold[key] >= 0
        total[key] = F.cross_entropy(getattr(model, key)(hidden[known]), gold[key][known], reduction="sum")
    known = gold["anchor"] >= 0
    scores = model.anchor(hidden[known])[:, 0]
    total["anchor"] = F.binary_cross_entropy_with_logits(scores, gold["anchor"][known], reduction="sum")
    if gold["frame"].shape[0]:
        scores = model.frame(hidden, model.roles(hidden), *gold["frame at"], text(mask))
        total["frame"] = model.frame.loss(scores, gold["frame"].long()).sum()
    if gold["right"].shape[0]:
        row, at, kind = gold["link at"]
        scores = pointers(model, hidden, row, at)
        each = scores.masked_fill(~gold["play"], NEVER).logsumexp(1)
        each = each - scores.masked_fill(~gold["right"], NEVER).logsumexp(1)
        total |= {name: each[kind == k].sum() for k, name in enumerate(KINDS)}
    return total


def text(mask):
    """Which positions hold text: those of the mask without [CLS] and [SEP]."""
    inside = mask & mask.roll(-1, 1)
    inside[:, 0] = inside[:, -1] = False
    return inside


def pointers(model, hidden, row, at):
    """Scores of what tokens refer to, (queries, length): column 0 for "nothing"."""
    scores = model.link(hidden, row, at)[..., 0]
    return torch.cat([model.no_link(hidden[row, at]), scores[:, 1:]], 1)


# ---------------------------------------------------------------- what the teller says


@torch.no_grad()
def told_by(teller, hidden, inside, gold, *, everything):
    """What the teller says of a batch by its states: of all of it, or only of what no marks are for."""
    unknown = inside if everything else inside & ~gold["names marked"][:, None]
    out = {"hidden": hidden, "inside": inside, "names at": unknown, "names": teller.names(hidden[unknown]).softmax(1)}
    unknown = inside if everything else inside & (gold["anchor"] < 0)
    anchor = teller.anchor(hidden)[..., 0].sigmoid()
    out |= {"anchor at": unknown, "anchor": anchor[unknown], "roles": teller.roles(hidden[unknown]).softmax(1)}
    weight = torch.where(unknown, anchor, 0)
    if everything:
        weight[tuple(gold["frame at"])] = 1
    row, at = torch.nonzero(weight > LIKELY, as_tuple=True)
    best = weight[row, at].topk(min(FRAMES, len(row))).indices
    row, at = row[best], at[best]
    out |= {"frame at": (row, at), "weight": weight[row, at]}
    emit = teller.frame(hidden, teller.roles(hidden), row, at, inside)
    out["tags"], out["steps"] = marginals(emit, teller.frame.transitions(), out["weight"])
    row, at = torch.nonzero(gold["pronouns"] & inside, as_tuple=True)
    row, at = row[:QUERIES], at[:QUERIES]
    column = torch.arange(inside.shape[1], device=inside.device)[None]
    before = (column < at[:, None]) & (inside[row] | (column == 0))
    out |= {"link at": (row, at), "before": before}
    out["links"] = pointers(teller, hidden, row, at).masked_fill(~before, NEVER).softmax(1)
    return out


def marginals(emit, step, weight):
    """Weighed expectations under a frame's tagger: of each place's tags (rows, n, c), of all steps together (c, c).

    They are the derivatives of the logarithm of the sum over all paths.
    """
    with torch.enable_grad():
        emit, step = emit.detach().requires_grad_(), step.detach().requires_grad_()
        return torch.autograd.grad((weight * all_paths(emit, step)).sum(), (emit, step))


def told(model, hidden, theirs):
    """Sum of each loss of a batch by what the teller says (Hinton et al. 2015).

    A frame's is the cross-entropy of the two distributions over whole sequences of tags.
    """
    total = {}
    scores = model.names(hidden[theirs["names at"]]).log_softmax(1)
    total["told names"] = F.kl_div(scores, theirs["names"], reduction="sum")
    states = hidden[theirs["anchor at"]]
    scores = model.anchor(states)[:, 0]
    total["told anchor"] = F.binary_cross_entropy_with_logits(scores, theirs["anchor"], reduction="sum")
    total["told roles"] = F.kl_div(model.roles(states).log_softmax(1), theirs["roles"], reduction="sum")
    if len(theirs["weight"]):
        emit = model.frame(hidden, model.roles(hidden), *theirs["frame at"], theirs["inside"])
        step = model.frame.transitions()
        path = (theirs["tags"] * emit).sum() + (theirs["steps"] * step).sum()
        total["told frame"] = (theirs["weight"] * all_paths(emit, step)).sum() - path
    if len(theirs["links"]):
        scores = pointers(model, hidden, *theirs["link at"]).masked_fill(~theirs["before"], NEVER)
        total["told links"] = F.kl_div(scores.log_softmax(1), theirs["links"], reduction="sum")
    return total
