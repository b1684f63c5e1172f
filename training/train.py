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

import distil
import torch
import torch.distributed as dist
from losses import WEIGHTS, losses
from model import Reader
from prepare import features
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch import nn
from windows import TOKENS_A_STEP, batches

LEARNING_RATE = 1.2e-4  # of the encoder's last layer
LAYER_DECAY = 0.92  # each layer below learns that much slower
HEADS_FACTOR = 5  # the heads, which start from nothing, learn that much faster
WORD_FACTOR = 0.25  # word embeddings, updated sparsely
WARM_UP = 0.05  # share of the minutes
EMA_DECAY = 0.997
CHECKPOINT_MINUTES = 10
CLIP = 1.0


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
    tokenizer = Tokenizer.from_file(args.tokenizer)
    vocabulary = {c: tokenizer.token_to_id(c) for c in "\"'‘’“”"}
    vocabulary["pronouns"] = [tokenizer.token_to_id(w) for w in features.PRONOUNS if tokenizer.token_to_id(w)]
    vocabulary["stops"] = {tokenizer.token_to_id(c) for c in ".!?"}
    model = Reader(attend=not args.plain)
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
    # The stream is the same in all processes; each takes its part.
    if args.told:
        stream = distil.batches(pools, args.told, vocabulary, random.Random(seed), args.tokens)
    else:
        stream = batches(pools, vocabulary, random.Random(seed), args.tokens)
    rng = random.Random(1000 * seed + rank)
    for batch in itertools.islice(stream, rank, None, processes):
        if args.told:
            parts = distil.losses(model, batch, vocabulary, rng, half=args.half, before=args.before)
        else:
            parts = losses(model, batch, vocabulary, rng, device, teacher)
        size = sum(w[2] - w[1] for w in batch)
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
    parser.add_argument("minilm", help="folder with MiniLM's model.safetensors; - for none, with --start")
    parser.add_argument("out", help="folder for checkpoints and weights, outside the repository")
    parser.add_argument("--start", nargs="+", help="weights to start from, in place of MiniLM's: later ones win")
    parser.add_argument("--tokenizer", default="toolkit/reader/weights/tokenizer.json", help="MiniLM's")
    parser.add_argument("--keep", help="the prototype's weights: what they say of links, and of names, is to stay")
    parser.add_argument("--told", nargs=2, help="what teacher.py wrote for a teacher and a keeper (see distil.py)")
    parser.add_argument("--before", action="store_true", help="with --told: links go to what stands before alone")
    parser.add_argument("--half", action="store_true", help="with --told: the encoder in bf16")
    parser.add_argument("--plain", action="store_true", help="frames without their attention layer")
    parser.add_argument("--minutes", type=float, default=90)
    parser.add_argument("--tokens", type=int, default=TOKENS_A_STEP, help="a step and process; a GPU likes 6000")
    parser.add_argument("--rate", type=float, default=1.0, help="times LEARNING_RATE")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--port", type=int, default=29511, help="by which the processes find each other")
    parser.add_argument(
        "--processes", type=int, default=os.cpu_count() or 1, help="without a GPU; by default all cores"
    )
    parser.add_argument("--freeze", type=int, default=0, help="leave the embeddings and this many layers as they are")
    parser.add_argument("--resume", action="store_true", help="go on from OUT_DIR/checkpoint.pt")
    args = parser.parse_args()
    os.makedirs(args.out, exist_ok=True)
    torch.manual_seed(args.seed)
    model = Reader(attend=not args.plain)
    if not args.start or args.minilm != "-":
        model.load_minilm(args.minilm)
    for path in args.start or ():
        model.load_weights(path)
    torch.save(model.state_dict(), os.path.join(args.out, "start.pt"))  # all processes start from the same weights
    processes = 1 if torch.cuda.is_available() else args.processes
    if processes == 1:
        train(0, 1, args)
    else:
        torch.multiprocessing.spawn(train, (processes, args), processes)


if __name__ == "__main__":
    main()
