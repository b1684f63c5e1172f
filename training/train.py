"""Train the reader, or the teacher that it learns from.

    python training/train.py MARKED.xz --out T --teller reader=READER.safetensors \\
        --learn teacher=TEACHER.safetensors --minutes 2
    python training/train.py MARKED.xz NEWS.xz --out A --teller teacher=T/0.safetensors --everything \\
        --learn reader=READER.safetensors --minutes 5 --unmarked 4

Learners learn from the marks, and from what the teller says: of what is not marked in a text, or with --everything of
the marked as well. Several learners may learn at once from one teller: "reader=FILE:layers=0,1,3,5:inner=1024" is a
reader made of some of a file's layers, with the most used of their inner units. The learning rate is a function of the
time gone by, not of the steps made: warm-up, then straight down to 0 when the minutes are over. OUT gets I.safetensors
of each learner: the moving average of its weights, fp16.
"""

import argparse
import lzma
import os
import pickle
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from losses import KINDS, WEIGHTS, marked, marks, text, told, told_by
from model import Reader
from safetensors.torch import save_file
from teacher import Teacher, unpacked
from torch import nn
from windows import LENGTHS, Stream, collate

RATE = {"teacher": 8e-5, "reader": 4e-4}  # of the encoder's last layer
LAYER_DECAY = {"teacher": 0.95, "reader": 1.0}  # each layer below learns that much slower
HEADS_FACTOR = {"teacher": 5, "reader": 2}  # the heads learn that much faster
TOLD = 0.3  # weight of what is told of unmarked things, without --everything
WARM_UP = 0.06  # share of the minutes
EMA_DECAY = 0.998
CLIP = 1.0
REPORT = 100  # steps


def load(kind, path, *, layers=None, inner=None):
    """A reader or teacher with a file's weights, perhaps in a smaller shape; of a folder, MiniLM's."""
    if Path(path).is_dir():
        if kind != "reader" or layers or inner:
            raise ValueError(f"{path} is a folder, of MiniLM's weights: of these comes a reader of its shape alone")
        model = Reader(attend=False)
        model.load_minilm(path)
        return model
    w = unpacked(path)
    depth = sum(k.startswith("layers.") and k.endswith(".up.weight") for k in w)
    chosen = range(depth) if layers is None else layers
    kept = {k: v for k, v in w.items() if not k.startswith("layers.")}
    for i, j in enumerate(chosen):
        kept |= {f"layers.{i}.{k.split('.', 2)[2]}": v for k, v in w.items() if k.startswith(f"layers.{j}.")}
    width = inner or w["layers.0.up.bias"].shape[0]
    for i in range(len(chosen)):
        up, down = f"layers.{i}.up", f"layers.{i}.down.weight"
        best = (kept[up + ".weight"].norm(dim=1) * kept[down].norm(dim=0)).topk(width).indices.sort().values
        kept |= {k: kept[k][best] for k in (up + ".weight", up + ".bias")} | {down: kept[down][:, best]}
    attend = "frame.place" in w
    d, heads = w["names.weight"].shape[1], 12
    model = Teacher(attend=attend) if kind == "teacher" else Reader(d, heads, width, len(chosen), attend=attend)
    unknown = model.load_state_dict(kept, strict=False).unexpected_keys
    if unknown:
        raise ValueError(f"{path} holds weights that there is no place for: {', '.join(unknown)}")
    if kind == "teacher":
        model.bias.requires_grad_(False)  # attention is fast with a bias that does not learn
    return model


class Learner:
    """A model that learns, with its optimiser and the moving average of its weights."""

    def __init__(self, kind, model, teller, device, rate=1.0):
        self.kind, self.model = kind, model.to(device).train()
        d, theirs = model.anchor.in_features, teller.anchor.in_features
        self.look = nn.Linear(d, theirs).to(device)  # from its states to the teller's
        depth = len(model.layers)
        groups = {(1e-3, 0.0): list(self.look.parameters())}  # by rate and weight decay
        for name, p in model.named_parameters():
            if not p.requires_grad:
                continue
            top, base = name.split(".")[0], rate * RATE[kind]
            if top == "layers":
                base *= LAYER_DECAY[kind] ** (depth - 1 - int(name.split(".")[1]))
            elif top in ("word", "position", "segment", "norm"):
                base *= LAYER_DECAY[kind] ** depth
            else:
                base *= HEADS_FACTOR[kind]
            groups.setdefault((base, 0.01 if p.dim() > 1 else 0.0), []).append(p)
        self.optimiser = torch.optim.AdamW(
            [{"params": ps, "lr": base, "base": base, "weight_decay": wd} for (base, wd), ps in groups.items()],
            betas=(0.9, 0.98), fused=True,
        )  # fmt: skip
        self.parameters = [p for ps in groups.values() for p in ps]
        self.average = [v.detach().clone() for v in model.state_dict().values()]
        self.steps, self.smooth = 0, {}

    def step(self, x, mask, partly, gold, theirs, share, factor):
        """Learn from a batch: share is the weight of what is told; -> nothing, its losses are kept in ``smooth``."""
        kind = mask.device.type
        with torch.autocast(kind, dtype=torch.bfloat16):
            hidden = self.model.encode(x | {"ids": partly}, mask)
        hidden = hidden.float()
        parts = marked(self.model, hidden, mask, gold)
        parts |= {k: share * v for k, v in told(self.model, hidden, theirs).items()}
        size = theirs["inside"].sum()
        if share == 1:
            mine, wanted = self.look(hidden[theirs["inside"]]), theirs["hidden"][theirs["inside"]]
            parts["states"] = (1 - F.cosine_similarity(mine, wanted)).sum()
        parts = {k: WEIGHTS[k] * v * (384 / size) for k, v in parts.items()}
        sum(parts.values()).backward()
        nn.utils.clip_grad_norm_(self.parameters, CLIP)
        for g in self.optimiser.param_groups:
            g["lr"] = g["base"] * factor
        self.optimiser.step()
        self.optimiser.zero_grad()
        self.steps += 1
        with torch.no_grad():
            decay = min(EMA_DECAY, (1 + self.steps) / (10 + self.steps))
            torch._foreach_lerp_(self.average, list(self.model.state_dict().values()), 1 - decay)
            for k, v in parts.items():
                self.smooth[k] = self.smooth.get(k, v.detach()).lerp(v.detach(), 0.02)

    def save(self, path):
        names = self.model.state_dict()
        save_file({k: v.half().contiguous().cpu() for k, v in zip(names, self.average, strict=True)}, f"{path}.part")
        os.replace(f"{path}.part", path)


def read(path):
    """What prepare.py wrote: texts by pool, and the tokens that the training asks for."""
    with lzma.open(path, "rb") as file:
        pools, vocabulary = pickle.load(file)
    for f in (f for pool in pools.values() for f in pool if "frames" in f):
        for at, (where, tags) in f["frames"].items():
            f["frames"][at] = np.zeros(len(f["ids"]), np.int8)
            f["frames"][at][where] = tags
    return pools, vocabulary


def to(device, values):
    """Arrays as tensors on a device."""
    if isinstance(values, dict):
        return {k: to(device, v) for k, v in values.items()}
    return torch.from_numpy(np.ascontiguousarray(values)).to(device)


def learn(learners, teller, stream, seconds, *, everything):
    """Teach the learners for so many seconds."""
    device = next(teller.parameters()).device
    began = time.time()
    tokens = steps = 0
    for batch in stream:
        gone = (time.time() - began) / seconds
        if gone >= 1:
            break
        factor = min(1, gone / WARM_UP) * min(1, (1 - gone) / (1 - WARM_UP))
        *arrays, size = pickle.loads(batch)
        x, mask, partly, gold = (to(device, v) for v in arrays)
        gold = gold | {"pronouns": gold["pronouns"] | (everything & torch.isin(x["ids"], teller.pronouns))}
        with torch.autocast(device.type, dtype=torch.bfloat16), torch.no_grad():
            states = teller.encode(x, mask)
        theirs = told_by(teller, states.float(), text(mask), gold, everything=everything)
        for learner in learners:
            learner.step(x, mask, partly, gold, theirs, 1 if everything else TOLD, factor)
        steps, tokens = steps + 1, tokens + size
        if steps % REPORT == 0 or steps == 5:
            rate = tokens / (time.time() - began)
            print(f"{steps} steps, {time.time() - began:.0f} s, {rate:.0f} tokens/s", flush=True)
            for learner in learners:
                print("  ", {k: round(v.item(), 3) for k, v in learner.smooth.items()}, flush=True)
    print(f"done: {steps} steps, {tokens} tokens, {time.time() - began:.0f} s", flush=True)


@torch.no_grad()
def watched(model, pools, vocabulary):
    """Mean loss of the marks of each pool: a token's names and anchor, a frame's tags, a link."""
    device, rng = next(model.parameters()).device, random.Random(0)
    out = {}
    for name, pool in pools.items():
        sums, counts = {}, {}
        items = [(f, a, min(a + LENGTHS[0], len(f["ids"]))) for f in pool for a in range(0, len(f["ids"]), LENGTHS[0])]
        items = sorted((w for w in items if w[2] - w[1] > 8), key=lambda w: w[2] - w[1])
        for i in range(0, len(items), 32):
            x, mask, _ = collate(items[i : i + 32], vocabulary, None)
            gold = to(device, marks(items[i : i + 32], mask.shape[1], rng, vocabulary["pronouns"]))
            mask = to(device, mask)
            with torch.autocast(device.type, dtype=torch.bfloat16):
                hidden = model.encode(to(device, x), mask).float()
            tokens = int(text(mask).sum())
            number = {"anchor": tokens, "names": tokens, "frame": len(gold["frame"])} | dict.fromkeys(KINDS, 0)
            for k in gold["link at"][2].tolist():
                number[KINDS[k]] += 1
            for k, v in marked(model, hidden, mask, gold).items():
                if number.get(k):
                    sums[k], counts[k] = sums.get(k, 0) + v.item(), counts.get(k, 0) + number[k]
        out[name] = {k: round(v / counts[k], 4) for k, v in sums.items() if v}
    return out


def described(words):
    """ "reader=FILE:layers=0,2:inner=1024" -> its kind, file and shape."""
    kind, rest = words.split("=", 1)
    path, *options = rest.split(":")
    shape = dict(o.split("=") for o in options)
    if "layers" in shape:
        shape["layers"] = [int(i) for i in shape["layers"].split(",")]
    return kind, path, shape | ({"inner": int(shape["inner"])} if "inner" in shape else {})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("examples", nargs="+", type=Path, help="files that prepare.py wrote")
    parser.add_argument("--watch", type=Path, help="such a file of texts whose losses are printed, not learned from")
    parser.add_argument("--out", required=True, type=Path, help="folder for the weights, outside the repository")
    parser.add_argument("--learn", nargs="+", required=True, metavar="KIND=FILE[:layers=I,J][:inner=N]")
    parser.add_argument("--teller", required=True, metavar="KIND=FILE")
    parser.add_argument("--everything", action="store_true", help="the teller is heard on what is marked, too")
    parser.add_argument("--unmarked", type=float, default=0.5, help="tokens of unmarked text for one of marked text")
    parser.add_argument("--minutes", type=float, default=4)
    parser.add_argument("--rate", type=float, default=1.0, help="times RATE")
    parser.add_argument("--tokens", type=int, default=16000, help="a step")
    parser.add_argument("--workers", type=int, default=12, help="processes that make batches")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_float32_matmul_precision("high")
    torch.backends.cuda.enable_cudnn_sdp(False)  # it makes a plan for each new shape, which takes longer than the step
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    pools = {}
    for path in args.examples:
        more, vocabulary = read(path)
        for name, pool in more.items():
            pools.setdefault(name, []).extend(pool)
    watch = read(args.watch)[0] if args.watch else {}
    stream = torch.utils.data.DataLoader(
        Stream(pools, vocabulary, args.tokens, args.unmarked, args.seed), batch_size=None, num_workers=args.workers,
        prefetch_factor=6 if args.workers else None,
    )  # fmt: skip
    kind, path, shape = described(args.teller)
    teller = load(kind, path, **shape).to(device).eval().requires_grad_(False)
    teller.pronouns = torch.tensor(vocabulary["pronouns"], device=device)
    learners = []
    for words in args.learn:
        kind, path, shape = described(words)
        learners.append(Learner(kind, load(kind, path, **shape), teller, device, args.rate))
    print("teller", watched(teller, watch, vocabulary), flush=True)
    learn(learners, teller, stream, 60 * args.minutes, everything=args.everything)
    args.out.mkdir(parents=True, exist_ok=True)
    for i, learner in enumerate(learners):
        learner.save(args.out / f"{i}.safetensors")
        model = load(learner.kind, args.out / f"{i}.safetensors").to(device).eval()
        print(i, watched(model, watch, vocabulary), flush=True)


if __name__ == "__main__":
    main()
