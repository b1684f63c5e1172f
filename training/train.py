"""Train the reader.

    python training/train.py EXAMPLES.pickle MINILM_DIR OUT_DIR [--minutes 90] [--resume]

The learning rate is a function of the time gone by, not of the steps made: warm-up, then straight down to 0 when the
minutes are over, so that a busy machine makes a shorter training and not an unfinished one. OUT_DIR gets
checkpoint.pt (everything needed to go on after an interruption) and reader.safetensors (the moving average of the
weights, fp16), every CHECKPOINT_MINUTES and at the end. A GPU is used where there is one; otherwise one process a
CPU core, each with batches of its own, whose gradients are averaged: cores that others use too are waited for once
a step, not once an operation.
"""

import argparse
import itertools
import os
import pickle
import random
import time

import numpy as np
import torch
import torch.distributed as dist
import torch.nn.functional as F
from model import Reader
from prepare import ANY, features
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch import nn

WINDOW = 320  # tokens of a text seen at once
TOKENS_A_STEP = 1000  # of each process
LEARNING_RATE = 1.2e-4  # of the encoder's last layer
LAYER_DECAY = 0.92  # each layer below learns that much slower
HEADS_FACTOR = 5  # the heads, which start from nothing, learn that much faster
WORD_FACTOR = 0.25  # word embeddings, updated sparsely
WARM_UP = 0.05  # share of the minutes
EMA_DECAY = 0.997
CHECKPOINT_MINUTES = 10
CLIP = 1.0
# How much of each pool one round holds (1: all its texts once); the share of it taken from gender-swapped copies.
ROUND = {"polnear": 1.0, "conll": 0.6, "crossner": 2.0, "gum": 0.8, "gap": 0.8}
SWAPPED = {"polnear": 0.15, "gum": 0.4, "gap": 0.5}
# Sums of losses over tokens, anchors, frames, queries are weighed so that each adds about as much.
WEIGHTS = {"names": 1 / 20, "nominals": 1 / 40, "anchor": 1 / 10, "roles": 1 / 60, "frame": 1 / 30, "pronoun": 1 / 5,
           "mention": 1 / 20, "gap": 1 / 2.5, "keep names": 1 / 20, "keep links": 1 / 2.5}  # fmt: skip
SHORT_SHARE = 0.25  # of the windows with names cut to a few sentences, as posts and captions are
ONLY_NAMES = 0.5  # share of pronouns whose earlier pronouns are hidden, so that the name itself is looked for
MASKED_WINDOWS, MASKED_WORDS = 0.5, 0.2  # share of the windows with words masked, and at most so many of them
MASK = 103  # [MASK] in MiniLM's vocabulary
NEVER = -1e4


# ---------------------------------------------------------------- windows and their variations


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


# ---------------------------------------------------------------- losses


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
    hidden, total = hidden.float(), {}

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
        known = allowed != ANY
        states, allowed = states[known], allowed[known]
        bits = (allowed[:, None] >> torch.arange(9, device=device)) & 1
        logp = model.names(states).log_softmax(1)
        add("names", -torch.logsumexp(logp.masked_fill(bits == 0, NEVER), 1).sum())
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

    if teacher:
        total |= {
            k: v for k, v in kept(model, teacher, x, mask, hidden, batch, vocabulary).items() if torch.is_tensor(v)
        }
        return total
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
            add(kind, each[[k for k, q in enumerate(queries) if q[3] == kind]].sum())
    return total


# ---------------------------------------------------------------- the run


def parameter_groups(model, rate=1.0):
    """Parameters with their learning rates, as groups for AdamW; the word embeddings are not among them."""
    groups = []
    depth = len(model.layers)
    for name, p in model.named_parameters():
        top = name.split(".")[0]
        if name == "word.weight":
            continue
        if top == "layers":
            lr = LEARNING_RATE * LAYER_DECAY ** (depth - 1 - int(name.split(".")[1]))
        elif top in ("position", "segment", "norm"):
            lr = LEARNING_RATE * LAYER_DECAY**depth
        else:
            lr = LEARNING_RATE * HEADS_FACTOR
        groups.append({"params": [p], "lr": lr, "weight_decay": 0.01 if p.dim() > 1 else 0.0})
    for g in groups:
        g["lr"] *= rate
    merged = {}
    for g in groups:
        merged.setdefault((g["lr"], g["weight_decay"]), []).extend(g["params"])
    return [{"params": ps, "lr": lr, "base": lr, "weight_decay": wd} for (lr, wd), ps in merged.items()]


def save(out, model, ema, optimisers, step, elapsed):
    part = os.path.join(out, "checkpoint.pt.part")
    state = {
        "model": model.state_dict(),
        "ema": ema,
        "optimisers": [o.state_dict() for o in optimisers],
        "step": step,
        "elapsed": elapsed,
    }
    torch.save(state, part)
    os.replace(part, os.path.join(out, "checkpoint.pt"))
    weights = {k: v.half().contiguous() for k, v in zip(model.state_dict(), ema, strict=True)}
    save_file(weights, os.path.join(out, "reader.safetensors"))


def average_gradients(model, dense, elapsed):
    """Average all processes' gradients in place; returns the mean of their clocks, so that all of them agree."""
    for p in dense:
        if p.grad is None and p.requires_grad:
            p.grad = torch.zeros_like(p)
    if not dist.is_initialized():
        return elapsed
    dense = [p for p in dense if p.requires_grad]
    flat = torch.cat([p.grad.flatten() for p in dense] + [torch.tensor([elapsed])])
    dist.all_reduce(flat)
    flat /= dist.get_world_size()
    at = 0
    for p in dense:
        p.grad.copy_(flat[at : at + p.numel()].view_as(p))
        at += p.numel()
    if model.word.weight.requires_grad:
        sparse = model.word.weight.grad.coalesce()
        dist.all_reduce(sparse)
        model.word.weight.grad = sparse / dist.get_world_size()
    return float(flat[-1])


def train(rank, processes, args):
    torch.manual_seed(args.seed + rank)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    if processes > 1:
        torch.set_num_threads(1)
        os.environ |= {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(args.port)}
        dist.init_process_group("gloo", rank=rank, world_size=processes)
    with open(args.examples, "rb") as file:
        pools = pickle.load(file)
    tokenizer = Tokenizer.from_file(os.path.join(args.minilm, "tokenizer.json"))
    vocabulary = {c: tokenizer.token_to_id(c) for c in "\"'‘’“”"}
    vocabulary["pronouns"] = [tokenizer.token_to_id(w) for w in features.PRONOUNS if tokenizer.token_to_id(w)]
    vocabulary["stops"] = {tokenizer.token_to_id(c) for c in ".!?"}
    model = Reader()
    model.load_state_dict(torch.load(os.path.join(args.out, "start.pt")))
    model.to(device)
    teacher = None
    if args.keep:
        teacher = Reader().to(device).eval().requires_grad_(False)
        teacher.load_weights(args.keep)
    dense = torch.optim.AdamW(parameter_groups(model, args.rate), betas=(0.9, 0.98), fused=True)
    word_rate = LEARNING_RATE * WORD_FACTOR * args.rate
    word = torch.optim.SparseAdam([{"params": [model.word.weight], "base": word_rate}], lr=word_rate)
    optimisers = [dense, word]
    clipped = [p for g in dense.param_groups for p in g["params"]]
    ema = [v.detach().clone() for v in model.state_dict().values()]
    step, before, seed = 0, 0.0, args.seed
    if args.resume:
        state = torch.load(os.path.join(args.out, "checkpoint.pt"), map_location=device)
        model.load_state_dict(state["model"])
        ema, step, before = state["ema"], state["step"], state["elapsed"]
        for o, s in zip(optimisers, state["optimisers"], strict=True):
            o.load_state_dict(s)
        seed += step
    if args.freeze:
        for part in (
            model.word,
            model.position,
            model.case,
            model.quote,
            model.space,
            model.norm,
            *model.layers[: args.freeze],
        ):
            part.requires_grad_(False)
        model.segment.requires_grad_(False)
    began, saved, smooth, tokens = time.time(), time.time(), {}, 0
    model.train()
    stream = batches(
        pools, vocabulary, random.Random(seed), args.tokens
    )  # the same in all processes; each takes its part
    rng = random.Random(1000 * seed + rank)
    for batch in itertools.islice(stream, rank, None, processes):
        parts = losses(model, batch, vocabulary, rng, device, teacher)
        size = sum(b - a for _, a, b in batch)
        (sum(WEIGHTS[k] * v for k, v in parts.items()) * (384 / size)).backward()
        elapsed = average_gradients(model, clipped, before + time.time() - began)
        gone = elapsed / (args.minutes * 60)
        if gone >= 1:
            break
        factor = min(1, gone / WARM_UP) * min(1, (1 - gone) / (1 - WARM_UP))
        nn.utils.clip_grad_norm_(clipped, CLIP)
        for o in optimisers:
            for g in o.param_groups:
                g["lr"] = g["base"] * factor
            o.step()
            o.zero_grad()
        step, tokens = step + 1, tokens + size * processes
        if rank:
            continue
        decay = min(EMA_DECAY, (1 + step) / (10 + step))
        with torch.no_grad():
            torch._foreach_lerp_(ema, list(model.state_dict().values()), 1 - decay)
        for k, v in parts.items():
            value = float(v.detach()) * WEIGHTS[k] * 384 / size
            smooth[k] = 0.98 * smooth.get(k, value) + 0.02 * value
        if step % 50 == 0 or step == 10:
            rate = tokens / (time.time() - began)
            print(
                step,
                f"{elapsed / 60:.1f} min",
                f"{rate:.0f} tokens/s",
                {k: round(v, 3) for k, v in smooth.items()},
                flush=True,
            )
        if time.time() - saved > CHECKPOINT_MINUTES * 60:
            saved = time.time()
            save(args.out, model, ema, optimisers, step, elapsed)
    if not rank:
        save(args.out, model, ema, optimisers, step, elapsed)
        print("done", step, "steps", tokens, "tokens", flush=True)
    if processes > 1:
        dist.destroy_process_group()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("examples", help="what prepare.py wrote")
    parser.add_argument("minilm", help="folder with MiniLM's model.safetensors and tokenizer.json")
    parser.add_argument("out", help="folder for checkpoints and weights, outside the repository")
    parser.add_argument("--start", nargs="+", help="weights to start from, in place of MiniLM's: later ones win")
    parser.add_argument("--keep", help="the prototype's weights: what they say of links, and of names, is to stay")
    parser.add_argument("--minutes", type=float, default=90)
    parser.add_argument("--tokens", type=int, default=TOKENS_A_STEP, help="a step and process; a GPU likes 6000")
    parser.add_argument("--rate", type=float, default=1.0, help="times LEARNING_RATE")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--port", type=int, default=29511, help="by which the processes find each other")
    parser.add_argument("--freeze", type=int, default=0, help="leave the embeddings and this many layers as they are")
    parser.add_argument("--resume", action="store_true", help="go on from OUT_DIR/checkpoint.pt")
    args = parser.parse_args()
    os.makedirs(args.out, exist_ok=True)
    torch.manual_seed(args.seed)
    model = Reader()
    model.load_minilm(args.minilm)
    for path in args.start or ():
        model.load_weights(path)
    torch.save(model.state_dict(), os.path.join(args.out, "start.pt"))  # all processes start from the same weights
    processes = 1 if torch.cuda.is_available() else os.cpu_count() or 1
    if processes == 1:
        train(0, 1, args)
    else:
        torch.multiprocessing.spawn(train, (processes, args), processes)


if __name__ == "__main__":
    main()
