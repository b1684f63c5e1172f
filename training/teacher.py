"""What trained weights say of texts: their scores, written once, for a reader to learn from.

    python training/teacher.py EXAMPLES.pickle TEACHER.safetensors OUT_DIR --part 0/2
    python training/teacher.py EXAMPLES.pickle TEACHER.safetensors OUT_DIR --part 1/2

A teacher is MPNet-base (Song et al. 2020) under the reader's own heads, with its word embeddings in the order of BERT's
vocabulary, so that its tokens are the reader's; or it is the reader itself, as it was before. Its encoder runs in int8
in onnxruntime, one process a core: on a processor with VNNI this is twice as fast as torch in bf16. A file of weights
may hold matrices in int8, with "NAME:scale" beside them.

OUT_DIR gets one pickle for every TEXTS texts of a pool: a list of windows, each a dictionary

    pool, text, start, end    the window's place: the pool's name, the number of the text in it, tokens
    names     (n, 9) float16  log-probabilities of the tags
    anchor    (n,) float16    how probable an anchor is
    frames    {token: (n, 7)}  of each likely anchor: marginal probabilities of its frame's tags, in 255ths
    links     (queries, columns, logits): of each pronoun the LINKS likeliest columns, 0 for "nothing"

Files that are there already are not made again.
"""

import argparse
import os
import pickle
import random
import time
from pathlib import Path

import numpy as np
import torch
from graph import FUSED, Graph
from model import Reader, all_paths
from onnx import TensorProto, helper
from prepare import features
from safetensors.numpy import load_file
from windows import WINDOW

HEADS = 12  # of MPNet-base and of MiniLM
BUCKETS, FAR = 16, 128  # of distances, in MPNet: how many to either side, and where the last begins
TEXTS = 40  # of a file
POOLS = (
    "polnear", "worldwide", "gap", "wikigold", "meantime", "gum", "conll", "crossner", "unmarked", "gap-swapped",
    "gum-swapped", "polnear-swapped",
)  # fmt: skip
LIKELY = 0.15  # anchors from this probability on have their frames written
LINKS = 12
WIDE = 2.5  # times the median channel's range: where a channel begins to be shrunk (see graph.py)


def unpacked(path):
    """Weights by name, in float32."""
    packed = load_file(path)
    one = np.float32(1)
    return {
        k: v.astype(np.float32) * packed.get(k + ":scale", one).astype(np.float32)
        for k, v in packed.items()
        if not k.endswith(":scale")
    }


def buckets(n):
    """(n, n) the bucket of each pair's distance: single ones near, then wider and wider, as in T5."""
    apart = np.arange(n)[None] - np.arange(n)[:, None]
    near, size = BUCKETS // 2, np.abs(apart)
    wide = near + np.log(np.maximum(size, near) / near) / np.log(FAR / near) * (BUCKETS - near)
    return (apart > 0) * BUCKETS + np.where(size < near, size, np.minimum(wide.astype(int), BUCKETS - 1))


def encoder(w, *, bias, shrink=None, ranges=False):
    """The encoder as a graph: ids, case, quote, space (m,), MPNet's bias (1, HEADS, m, m) -> states (m, width)."""
    g = Graph(quantise=not ranges, shrink=shrink)
    bias, epsilon = (["", "", "bias"], 1e-5) if bias else ([], 1e-12)
    place = g.range(g.length("ids"))
    h = g.op("Add", g.rows(w["word.weight"], "ids"), g.rows(w["position.weight"] + w["segment"], place))
    for feature in ("case", "quote", "space"):
        h = g.op("Add", h, g.op("Gather", g.constant(w[feature + ".weight"], np.float32), feature))
    h = g.op("Unsqueeze", g.norm(h, w["norm.weight"], w["norm.bias"], epsilon), g.integers(0))
    for i in range(sum(k.startswith("layers.") and k.endswith(".up.weight") for k in w)):
        p = f"layers.{i}."
        q, k, v = g.op("Split", g.head(w, p + "qkv", h, small=False), outputs=3, axis=-1, num_outputs=3)
        a = g.op("MultiHeadAttention", q, k, v, *bias, domain=FUSED, num_heads=HEADS)
        a = g.op("Add", h, g.head(w, p + "out", a, small=False))
        h = g.norm(a, w[p + "norm1.weight"], w[p + "norm1.bias"], epsilon)
        inner = g.op("Add", h, g.head(w, p + "down", g.gelu(g.head(w, p + "up", h, small=False)), small=False))
        h = g.norm(inner, w[p + "norm2.weight"], w[p + "norm2.bias"], epsilon)
    g.output("states", g.op("Squeeze", h, g.integers(0)))
    wide = list(g.reads) if ranges else []
    for k in wide:
        g.output("range:" + k, g.op("ReduceMax", g.op("Abs", g.reads[k]), g.integers(0, 1), keepdims=0))
    value = helper.make_tensor_value_info
    inputs = [value(k, TensorProto.INT64, ["m"]) for k in ("ids", "case", "quote", "space")]
    if bias:
        inputs += [value("bias", TensorProto.FLOAT, [1, HEADS, "m", "m"])]
    outputs = [value("states", TensorProto.FLOAT, [None, None])]
    outputs += [value("range:" + k, TensorProto.FLOAT, [None]) for k in wide]
    graph = helper.make_graph(g.nodes, "teacher", inputs, outputs, list(g.weights.values()))
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(FUSED, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9)


def session(model):
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.log_severity_level, options.enable_mem_pattern = 1, 3, False
    return onnxruntime.InferenceSession(model.SerializeToString(), options)


class Teacher:
    """An encoder in int8, and its heads."""

    def __init__(self, path, texts):
        w = unpacked(path)
        self.bias = w.pop("bias.weight", None)
        self.session = session(encoder(w, bias=self.bias is not None, ranges=True))
        names = [o.name for o in self.session.get_outputs() if o.name.startswith("range:")]
        largest = {}
        for f in texts:
            for k, size in zip(names, self.run(f, 0, min(len(f["ids"]), 300), names), strict=True):
                largest[k.removeprefix("range:")] = np.maximum(largest.get(k.removeprefix("range:"), 0), size)
        shrink = {k: np.maximum(1, v / (WIDE * np.median(v))) for k, v in largest.items()}
        self.session = session(encoder(w, bias=self.bias is not None, shrink=shrink))
        attend = "frame.place" in w
        self.heads = Reader(w["names.weight"].shape[1], HEADS, 1, 0, 1, attend=attend).eval().requires_grad_(False)
        rest = {k: torch.from_numpy(v) for k, v in w.items() if k != "word.weight" and not k.startswith("layers.")}
        self.heads.load_state_dict(rest, strict=False)

    def run(self, f, a, b, outputs=("states",)):
        n = b - a + 2
        x = {k: np.pad(f[k][a:b].astype(np.int64), 1) for k in ("ids", "case", "quote", "space")}
        x["ids"][[0, -1]] = features.CLS, features.SEP
        if self.bias is not None:
            x["bias"] = np.ascontiguousarray(self.bias[buckets(n)].transpose(2, 0, 1)[None], np.float32)
        return self.session.run(list(outputs), x)

    def scores(self, f, a, b, pronouns):
        """What the teacher says of a window, as the module's head has it."""
        heads, n = self.heads, b - a
        states = torch.from_numpy(self.run(f, a, b)[0])[1:-1]
        anchor = heads.anchor(states)[:, 0].sigmoid()
        marked = [at - a for at in f.get("frames", ()) if a <= at < b]
        at = sorted({*torch.nonzero(anchor > LIKELY)[:, 0].tolist(), *marked})
        found = {
            "names": heads.names(states).log_softmax(1).half().numpy(),
            "anchor": anchor.half().numpy(),
            "frames": {},
        }
        if at:
            inside = torch.ones(1, n, dtype=torch.bool)
            row = torch.zeros(len(at), dtype=torch.long)
            emit = heads.frame(states[None], heads.roles(states)[None], row, torch.tensor(at), inside)
            tags = (255 * marginals(emit, heads.frame.transitions())).round().to(torch.uint8).numpy()
            found["frames"] = dict(zip(at, tags, strict=True))
        queries = np.flatnonzero(np.isin(f["ids"][a:b], pronouns))
        if len(queries):
            best = heads.links(states, torch.from_numpy(queries)).topk(min(LINKS, n + 1))
            found["links"] = (queries, best.indices.to(torch.int16).numpy(), best.values.half().numpy())
        return found


def marginals(emit, step):
    """Probabilities of each place's tags, (rows, n, c): derivatives of the logarithm of the sum over all paths."""
    with torch.enable_grad():
        emit = emit.detach().requires_grad_()
        return torch.autograd.grad(all_paths(emit, step.detach()).sum(), emit)[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("examples", help="what prepare.py wrote")
    parser.add_argument("teacher", help="its weights")
    parser.add_argument("out", type=Path)
    parser.add_argument("--part", default="0/1", help="which of the files to make: number/of")
    parser.add_argument("--pools", nargs="+", default=POOLS)
    parser.add_argument("--tokenizer", default="toolkit/reader/weights/tokenizer.json")
    args = parser.parse_args()
    torch.set_num_threads(1)
    with open(args.examples, "rb") as file:
        pools = pickle.load(file)
    tokenizer = features.load_tokenizer(args.tokenizer)
    pronouns = [i for i in (tokenizer.token_to_id(w) for w in features.PRONOUNS) if i]
    teacher = Teacher(args.teacher, pools["polnear"][:10] + pools["worldwide"][:10])
    args.out.mkdir(parents=True, exist_ok=True)
    part, parts = map(int, args.part.split("/"))
    files = [(name, i) for name in args.pools for i in range(0, len(pools[name]), TEXTS)]
    began, tokens = time.time(), 0
    for name, first in files[part::parts]:
        path = args.out / f"{name}-{first:05d}.pickle"
        if path.exists():
            continue
        rng = random.Random(path.name)
        rows = []
        for i, f in enumerate(pools[name][first : first + TEXTS], first):
            n = len(f["ids"])
            cuts = [*range(rng.randrange(WINDOW // 4, WINDOW) if n > WINDOW else n, n, WINDOW), n]
            for a, b in zip([0, *cuts[:-1]], cuts, strict=True):
                if b - a > 8:
                    place = {"pool": name, "text": i, "start": a, "end": b}
                    rows.append(place | teacher.scores(f, a, b, pronouns))
                    tokens += b - a
        with open(f"{path}.part", "wb") as file:
            pickle.dump(rows, file)
        os.replace(f"{path}.part", path)
        print(path.name, tokens, "tokens", f"{tokens / (time.time() - began):.0f}/s", flush=True)


if __name__ == "__main__":
    main()
