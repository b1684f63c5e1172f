"""Trained weights to ONNX: the graph that the toolkit runs, in int8 or in float32.

    python training/export.py READER.safetensors TOKENIZER.json toolkit/reader/weights
    python training/export.py READER.safetensors TOKENIZER.json OUT --float

The graph is written node by node rather than traced, so that it holds onnxruntime's fused kernels and nothing
else, and so that exporting needs no torch. It reads one window of text at a time, unpadded:

    ids, case, quote, space   (n,) int64, the features of each token, [CLS] and [SEP] included
    own                       (2,) int64, first and end of the positions whose anchors are wanted
    threshold                 (1,) float, how probable an anchor has to be
    queries                   (q,) int64, positions whose links are wanted
    ->
    names         (n, 9)      log-probabilities of BIO tags
    anchors       (a,)        positions of the attributions' anchors
    anchor_probs  (a,)
    frames        (a, n, 7)   for each anchor, log-probabilities of its attribution's BIO tags
    links         (q, 1 + n)  probabilities; column 0: refers to nothing

Weights of the encoder's matrices are symmetric per output channel, in 7 bits: processors without VNNI add two
products of 8 bits in 16, which overflows with 8-bit weights. The word embeddings are int8 by row.
"""

import argparse
import shutil
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

HEADS = 12
WEIGHT_LEVELS = 63
FUSED = "com.microsoft"
DISTANCES = 41  # buckets of the distance between two tokens, 20 the distance 0
FAR = -1e4


class Graph:
    """A list of nodes that grows from inputs to outputs; values are known by name."""

    def __init__(self, quantise):
        self.nodes, self.weights, self.quantise = [], {}, quantise

    def constant(self, value, dtype=None):
        value = np.asarray(value, dtype, order="C")
        key = f"w{len(self.weights)}"
        self.weights[key] = numpy_helper.from_array(value, key)
        return key

    def op(self, kind, *inputs, outputs=1, domain="", **attributes):
        names = [f"{kind}_{len(self.nodes)}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **attributes))
        return names[0] if outputs == 1 else names

    def output(self, name, value):
        self.nodes.append(helper.make_node("Identity", [value], [name]))

    def rows(self, table, index):
        """Rows of an embedding table."""
        if not self.quantise:
            return self.op("Gather", self.constant(table, np.float32), index)
        scale = np.abs(table).max(1, keepdims=True) / 127 + 1e-12
        whole = self.op("Gather", self.constant(np.round(table / scale), np.int8), index)
        scale = self.op("Gather", self.constant(scale, np.float32), index)
        return self.op("Mul", self.op("Cast", whole, to=TensorProto.FLOAT), scale)

    def linear(self, x, w, b, small=False):
        """x @ w.T + b; ``small`` ones stay in float32, which costs little and keeps the scores exact."""
        bias = self.constant(b, np.float32)
        if small or not self.quantise:
            return self.op("Add", self.op("MatMul", x, self.constant(w.T, np.float32)), bias)
        scale = np.abs(w).max(1) / WEIGHT_LEVELS
        whole = self.constant(np.round(w / scale[:, None]).T, np.int8)
        scale, zero = self.constant(scale, np.float32), self.constant(np.zeros(len(w)), np.int8)
        return self.op("DynamicQuantizeMatMul", x, whole, scale, zero, bias, domain=FUSED)

    def residual_norm(self, x, y, w, b):
        return self.norm(self.op("Add", x, y), w, b)

    def norm(self, x, w, b):
        w, b = self.constant(w, np.float32), self.constant(b, np.float32)
        return self.op("LayerNormalization", x, w, b, axis=-1, epsilon=1e-12)

    def gelu(self, x):
        return self.op("Gelu", x, domain=FUSED)


def encoder(g, w):
    """Embeddings and transformer layers -> states (n, d)."""
    n = g.op("Squeeze", g.op("Shape", "ids"))
    position = g.op("Range", g.constant(0, np.int64), n, g.constant(1, np.int64))
    h = g.op("Add", g.rows(w["word.weight"], "ids"), g.rows(w["position.weight"] + w["segment"], position))
    for feature in ("case", "quote", "space"):
        h = g.op("Add", h, g.op("Gather", g.constant(w[feature + ".weight"], np.float32), feature))
    h = g.norm(h, w["norm.weight"], w["norm.bias"])
    first = g.constant([0], np.int64)
    h = g.op("Unsqueeze", h, first)
    for i in range(sum(k.startswith("layers.") and k.endswith("up.weight") for k in w)):
        p = f"layers.{i}."
        linear = lambda x, name, p=p: g.linear(x, w[p + name + ".weight"], w[p + name + ".bias"])  # noqa: E731
        q, k, v = g.op("Split", linear(h, "qkv"), outputs=3, axis=-1, num_outputs=3)
        a = g.op("MultiHeadAttention", q, k, v, domain=FUSED, num_heads=HEADS)
        h = g.residual_norm(linear(a, "out"), h, w[p + "norm1.weight"], w[p + "norm1.bias"])
        inner = g.gelu(linear(h, "up"))
        h = g.residual_norm(linear(inner, "down"), h, w[p + "norm2.weight"], w[p + "norm2.bias"])
    return g.op("Squeeze", h, first)


def head(g, w, name, states):
    return g.linear(states, w[name + ".weight"], w[name + ".bias"], small=True)


def distances(g, at, states):
    """(a, n) position minus anchor, and its bucket: log-spaced, so that far tokens share one."""
    n = g.op("Squeeze", g.op("Slice", g.op("Shape", states), *(g.constant([k], np.int64) for k in (0, 1))))
    everywhere = g.op("Range", g.constant(0, np.int64), n, g.constant(1, np.int64))
    delta = g.op("Sub", everywhere, g.op("Unsqueeze", at, g.constant([1], np.int64)))
    reach = np.arange(-511, 512)
    size = np.minimum((2.5 * np.log2(np.maximum(np.abs(reach), 1))).astype(int), 19) + (reach != 0)
    table = g.constant(np.where(reach < 0, 20 - size, 20 + size), np.int64)
    return delta, g.op("Gather", table, g.op("Add", delta, g.constant(511, np.int64)))


def biaffine(g, w, name, states, at, buckets):
    """(a, n, classes) scores of each token as seen from each anchor."""
    classes, inner, _ = w[name + ".weight"].shape
    t = g.gelu(head(g, w, name + ".token", states))
    a = g.gelu(head(g, w, name + ".anchor", g.op("Gather", states, at)))
    fold = g.constant(w[name + ".weight"].transpose(1, 0, 2).reshape(inner, -1), np.float32)
    a = g.op("Reshape", g.op("MatMul", a, fold), g.constant([-1, classes, inner], np.int64), allowzero=0)
    scores = g.op("MatMul", a, g.op("Transpose", t, perm=[1, 0]))
    scores = g.op("Transpose", scores, perm=[0, 2, 1])
    return g.op("Add", scores, g.op("Gather", g.constant(w[name + ".distance.weight"], np.float32), buckets))


def build(w, *, quantise=True):
    """The whole graph from named float arrays.

    Parameters
    ----------
    w : dict of str to array, as the training's state dict names them
    quantise : encoder in int8, or all in float32
    """
    g = Graph(quantise)
    states = encoder(g, w)
    g.output("names", g.op("LogSoftmax", head(g, w, "names", states), axis=-1))
    roles = head(g, w, "roles", states)

    probs = g.op("Squeeze", g.op("Sigmoid", head(g, w, "anchor", states)), g.constant([1], np.int64))
    first, end = g.op("Split", "own", outputs=2, axis=0, num_outputs=2)
    step = g.constant([1], np.int64)
    wanted = g.op("Slice", probs, first, end, g.constant([0], np.int64), step)
    at = g.op("Squeeze", g.op("NonZero", g.op("Greater", wanted, "threshold")), g.constant([0], np.int64))
    at = g.op("Add", at, first)
    g.output("anchors", at)
    g.output("anchor_probs", g.op("Gather", probs, at))
    _, buckets = distances(g, at, states)
    frames = g.op("Add", biaffine(g, w, "frame", states, at, buckets), roles)
    g.output("frames", g.op("LogSoftmax", frames, axis=-1))

    delta, buckets = distances(g, "queries", states)
    links = g.op("Squeeze", biaffine(g, w, "link", states, "queries", buckets), g.constant([2], np.int64))
    before = g.op("Less", delta, g.constant(0, np.int64))
    links = g.op("Where", before, links, g.constant(FAR, np.float32))
    nothing = head(g, w, "no_link", g.op("Gather", states, "queries"))
    g.output("links", g.op("Softmax", g.op("Concat", nothing, links, axis=1), axis=1))

    inputs = {"ids": ["n"], "case": ["n"], "quote": ["n"], "space": ["n"], "own": [2], "queries": ["q"]}
    inputs = [helper.make_tensor_value_info(k, TensorProto.INT64, shape) for k, shape in inputs.items()]
    inputs.append(helper.make_tensor_value_info("threshold", TensorProto.FLOAT, [1]))
    outputs = {"names": ["n", 9], "anchor_probs": ["a"], "frames": ["a", "n", 7], "links": ["q", "m"]}
    outputs = [helper.make_tensor_value_info(k, TensorProto.FLOAT, shape) for k, shape in outputs.items()]
    outputs.append(helper.make_tensor_value_info("anchors", TensorProto.INT64, ["a"]))
    graph = helper.make_graph(g.nodes, "reader", inputs, outputs, list(g.weights.values()))
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(FUSED, 1)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=9)
    onnx.checker.check_model(model)
    return model


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--float", action="store_true", help="float32 throughout, to compare with")
    args = parser.parse_args()
    w = {k: v.astype(np.float32) for k, v in load_file(args.weights).items()}
    args.out.mkdir(parents=True, exist_ok=True)
    onnx.save(build(w, quantise=not args.float), args.out / "reader.onnx")
    shutil.copyfile(args.tokenizer, args.out / "tokenizer.json")
    print(f"{args.out / 'reader.onnx'}: {(args.out / 'reader.onnx').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
