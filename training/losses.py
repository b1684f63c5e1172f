"""Losses: what the training wants of each window, from the marks or from what other weights say."""

import numpy as np
import torch
import torch.nn.functional as F
from prepare import ANY
from windows import collate

# Sums of losses over tokens, anchors, frames, queries are weighed so that each adds about as much.
WEIGHTS = {"names": 1 / 20, "nominals": 1 / 40, "anchor": 1 / 10, "roles": 1 / 60, "frame": 1 / 30, "pronoun": 1 / 5,
           "mention": 1 / 20, "gap": 1 / 2.5, "keep names": 1 / 20, "keep links": 1 / 2.5,
           "told names": 1 / 10, "told links": 1 / 2.5}  # fmt: skip
ONLY_NAMES = 0.5  # share of pronouns whose earlier pronouns are hidden, so that the name itself is looked for
NEVER = -1e4


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


def kept(model, teacher, x, mask, hidden, batch, vocabulary):
    """What the teacher says of names and of pronouns' links, as losses (Hinton et al. 2015): nothing is unlearned.

    Names of texts whose names are marked are learned from the marks instead.
    """
    with torch.no_grad():
        theirs = teacher.encode(x, mask)
    names, links = 0, 0
    for r, (f, a, b) in enumerate(batch):
        h, t = hidden[r, 1 : b - a + 1], theirs[r, 1 : b - a + 1]
        if "names" not in f or "gap" in f:
            names = names + F.kl_div(model.names(h).log_softmax(1), teacher.names(t).softmax(1), reduction="sum")
        at = torch.from_numpy(np.flatnonzero(np.isin(f["ids"][a:b], vocabulary["pronouns"])))
        if len(at):
            later = torch.arange(b - a)[None] >= at[:, None]
            later = torch.cat([torch.zeros(len(at), 1, dtype=torch.bool), later], 1)
            mine, target = (m.links(s, at).masked_fill(later, NEVER) for m, s in ((model, h), (teacher, t)))
            links = links + F.kl_div(mine.log_softmax(1), target.softmax(1), reduction="sum")
    return {"keep names": names, "keep links": links}


def losses(model, batch, vocabulary, rng, device, teacher=None):
    """Sum of each loss over a batch."""
    x, mask = collate(batch, vocabulary, rng)
    x, mask = {k: v.to(device) for k, v in x.items()}, mask.to(device)
    with torch.autocast(device, dtype=torch.bfloat16, enabled=device == "cuda"):
        hidden = model.encode(x, mask)
    hidden = hidden.float()
    total = spans(model, batch, mask, hidden, device)
    if teacher:
        others = kept(model, teacher, x, mask, hidden, batch, vocabulary)
        return total | {k: v for k, v in others.items() if torch.is_tensor(v)}
    return total | links(model, batch, hidden, rng, device)


def marked_names(scores, allowed):
    """Loss of names' tags that may be several: scores (n, 9), bit masks (n,)."""
    known = allowed != ANY
    scores, allowed = scores[known], allowed[known]
    bits = (allowed[:, None] >> torch.arange(scores.shape[1], device=scores.device)) & 1
    return -torch.logsumexp(scores.log_softmax(1).masked_fill(bits == 0, NEVER), 1).sum()


def spans(model, batch, mask, hidden, device):
    """Sum of each loss of names, descriptions' heads and attributions over a batch, by the marks."""
    total = {}

    def add(name, value):
        total[name] = total.get(name, 0) + value

    def labels(key, dtype=torch.long):
        where = [(r, f[key][a:b]) for r, (f, a, b) in enumerate(batch) if key in f]
        if not where:
            return None, None
        states = torch.cat([hidden[r, 1 : len(v) + 1] for r, v in where])
        return states, torch.from_numpy(np.concatenate([v for _, v in where])).to(device, dtype)

    states, allowed = labels("names")
    if states is not None:
        add("names", marked_names(model.names(states), allowed))
    states, gold = labels("nominals")
    if states is not None:
        add("nominals", F.cross_entropy(model.nominals(states), gold, reduction="sum"))

    framed = [(r, f, b - a) for r, (f, a, b) in enumerate(batch) if "frames" in f]
    if framed:
        rows, columns, tags = frame_gold(batch, mask.shape[1])
        is_anchor = torch.zeros(mask.shape, device=device)
        is_anchor[rows, columns] = 1
        roles = model.roles(hidden)
        inside = mask.clone()
        inside[:, 0] = False
        inside[torch.arange(len(batch), device=device), mask.sum(1) - 1] = False
        keep = torch.zeros(len(batch), dtype=torch.bool, device=device)
        keep[[r for r, _, _ in framed]] = True
        keep = keep[:, None] & inside
        add(
            "anchor",
            F.binary_cross_entropy_with_logits(model.anchor(hidden)[..., 0][keep], is_anchor[keep], reduction="sum"),
        )
        if rows:
            shared = torch.zeros(mask.shape, dtype=torch.long, device=device)
            for r, (f, a, b) in enumerate(batch):
                within = [v[a:b] for at, v in f.get("frames", {}).items() if a <= at < b]
                if within:
                    shared[r, 1 : b - a + 1] = torch.from_numpy(np.max(within, 0))
            add("roles", F.cross_entropy(roles[keep], shared[keep], reduction="sum"))
            at = torch.tensor(rows, device=device), torch.tensor(columns, device=device)
            scores = model.frame(hidden, roles, *at, inside)
            add("frame", model.frame.loss(scores, torch.from_numpy(np.stack(tags)).to(device)).sum())

    return total


def links(model, batch, hidden, rng, device):
    """Sum of each loss of links over a batch, by the marks."""
    total = {}
    for r, (f, a, b) in enumerate(batch):
        queries = list(link_gold(f, a, b, rng))
        if not queries:
            continue
        scores = model.links(hidden[r, 1 : b - a + 1], torch.tensor([q[0] for q in queries], device=device))
        gold, play = torch.full_like(scores, NEVER), torch.full_like(scores, NEVER)
        for k, (_, right, in_play, _) in enumerate(queries):
            gold[k, right], play[k, in_play] = 0, 0
        each = (scores + play).logsumexp(1) - (scores + gold).logsumexp(1)
        for kind in {q[3] for q in queries}:
            rows = [k for k, q in enumerate(queries) if q[3] == kind]
            total[kind] = total.get(kind, 0) + each[rows].sum()
    return total
