"""Trained weights to ONNX: the one graph that the toolkit runs, in int8 or in float32.

    python training/export.py READER.safetensors TOKENIZER.json toolkit/reader/weights
    python training/export.py READER.safetensors TOKENIZER.json OUT --float

Some training texts (--texts) show which channels run far out of the others' range (see graph.py).

It reads one window of text at a time, unpadded, [CLS] and [SEP] round its n tokens:

    ids, case, quote, space   (n + 2,) int64, the features of each token
    own                       (2,) int64, first and end of the tokens whose attributions and links are wanted
    threshold                 (1,) float, how probable an anchor has to be
    queries                   (n,) bool, tokens whose links are wanted (pronouns)
    ->
    names         (n, 9)      log-probabilities of BIO tags
    anchors       (a,)        tokens that begin an attribution's cue
    anchor_probs  (a,)
    frames        (a, n, 7)   for each anchor, log-probabilities of its attribution's BIO tags
    transitions   (7, 7)      (from, to) to be added between neighbouring tags of a frame
    mentions      (q,)        the queries, and heads of descriptions ("the minister") where the model knows them
    nominals      (q, 4)      log-probabilities: no description, or one of a person, organisation, place
    links         (q, 1 + n)  probabilities; column 0: refers to nothing

The weights may be those of ``model.py`` or of the prototype that the project began with, which has a part of the
same heads; their names tell.
"""

import argparse
import json
import shutil
import sys
from itertools import islice
from pathlib import Path

import numpy as np
import onnx
from graph import FUSED, Graph
from onnx import TensorProto, helper
from safetensors.numpy import load_file

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

HEADS, FRAME_HEADS = 12, 4
WIDE = 2.5  # times the median channel's range: where a channel begins to be shrunk
TEXTS = 40  # texts to find the ranges from, and the tokens of each
TEXT_TOKENS = 300
NOMINAL = 0.5  # how probable a description's head has to be to ask for its links
FAR = -1e4


def encoder(g, w):
    """Embeddings and transformer layers -> states of the tokens (n, d), [CLS] and [SEP] left out."""
    h = g.op(
        "Add", g.rows(w["word.weight"], "ids"), g.rows(w["position.weight"] + w["segment"], g.range(g.length("ids")))
    )
    for feature in ("case", "quote", "space"):
        h = g.op("Add", h, g.op("Gather", g.constant(w[feature + ".weight"], np.float32), feature))
    h = g.op("Unsqueeze", g.norm(h, w["norm.weight"], w["norm.bias"]), g.integers(0))
    for i in range(sum(k.startswith("layers.") and k.endswith(".up.weight") for k in w)):
        h = g.layer(w, f"layers.{i}.", h, HEADS)
    h = g.op("Squeeze", h, g.integers(0))
    return g.op("Slice", h, g.integers(1), g.integers(-1), g.integers(0))


def offsets(g, at, states):
    """(a, n) each token's place minus the anchor's."""
    return g.op("Sub", g.range(g.length(states)), g.op("Unsqueeze", at, g.integers(1)))


def distance(g, table, delta):
    """Rows of a table by distance, in 41 buckets that grow with it."""
    reach = np.arange(-511, 512)
    size = np.minimum((2.5 * np.log2(np.maximum(np.abs(reach), 1))).astype(int), 19) + (reach != 0)
    return g.op(
        "Gather",
        g.constant(table[np.where(reach < 0, 20 - size, 20 + size)], np.float32),
        g.op("Add", delta, g.constant(511, np.int64)),
    )


def frames(g, w, states, at):
    """(a, n, 7) scores of ``FrameTagger`` and those of each token whatever the anchor."""
    scores = g.op("Add", product(g, w, "frame.product", states, at), g.head(w, "roles", states))
    if "frame.place" not in w:  # the prototype's
        return scores
    reach = len(w["frame.place"]) // 2
    anchor = g.op("Gather", states, at)
    side = lambda name: g.op("Unsqueeze", g.head(w, "frame." + name, anchor, small=False), g.integers(1))  # noqa: E731
    z = g.head(w, "frame.token", states, small=False)
    z = g.op("Mul", z, g.op("Add", side("scale"), g.constant(1, np.float32)))
    delta = g.op("Clip", offsets(g, at, states), g.constant(-reach, np.int64), g.constant(reach, np.int64))
    place = g.rows(w["frame.place"], g.op("Add", delta, g.constant(reach, np.int64)))
    z = g.op("Add", g.op("Add", z, side("shift")), place)
    z = g.gelu(g.norm(z, w["frame.norm.weight"], w["frame.norm.bias"], epsilon=1e-5))
    return g.op("Add", scores, g.head(w, "frame.tags", g.layer(w, "frame.layer.", z, FRAME_HEADS)))


def product(g, w, name, states, at):
    """(a, n, classes) scores of ``Product``."""
    weight = w[name + ".weight"].reshape(-1, *w[name + ".weight"].shape[-2:])
    classes, inner, _ = weight.shape
    t = g.gelu(g.head(w, name + ".token", states))
    a = g.gelu(g.head(w, name + ".anchor", g.op("Gather", states, at)))
    a = g.op("MatMul", a, g.constant(weight.transpose(1, 0, 2).reshape(inner, -1), np.float32))
    a = g.op("Reshape", a, g.integers(-1, classes, inner))
    scores = g.op("Transpose", g.op("MatMul", a, g.op("Transpose", t, perm=[1, 0])), perm=[0, 2, 1])
    return g.op("Add", scores, distance(g, w[name + ".distance.weight"], offsets(g, at, states)))


def links(g, w, states, at, *, onlybefore):
    """(q, 1 + n) probabilities of what each mention refers to."""
    scores = g.op("Squeeze", product(g, w, "link", states, at), g.integers(2))
    if onlybefore:
        before = g.op("Less", offsets(g, at, states), g.constant(0, np.int64))
        scores = g.op("Where", before, scores, g.constant(FAR, np.float32))
    nothing = g.head(w, "no_link", g.op("Gather", states, at))
    return g.op("Softmax", g.op("Concat", nothing, scores, axis=1), axis=1)


def roles_of(w):
    return len(w["roles.weight"])


def chosen(g, flags):
    return g.op("Squeeze", g.op("NonZero", flags), g.integers(0))


def transitions(w):
    """(from, to): the learned scores, where there are any, and I-x only after B-x or I-x."""
    classes = roles_of(w)
    table = np.array(w.get("frame.transition", np.zeros((classes, classes))), np.float32)
    for to in range(2, classes, 2):
        for before in set(range(classes)) - {to - 1, to}:
            table[before, to] += FAR
    return table


def build(w, *, quantise=True, shrink=None, ranges=False, before=False):
    """The whole graph.

    Parameters
    ----------
    w : dict of str to float32 array, as the training's state dict names them
    quantise : large matrices in int8, or all in float32
    shrink : by matrix, what each channel that it reads is divided by
    before : links go to what stands before alone, and descriptions have none; weights without the heads of descriptions
        are always so
    ranges : give out, beside the rest, the largest size in each channel of what the encoder's feed-forward matrices
        read, as "range:" and the matrix
    """
    g = Graph(quantise, shrink)
    before = before or "nominals.weight" not in w
    states = encoder(g, w)
    g.output("names", g.op("LogSoftmax", g.head(w, "names", states), axis=-1))

    first, end = g.op("Split", "own", outputs=2, axis=0, num_outputs=2)
    place = g.range(g.length(states))
    own = g.op("And", g.op("GreaterOrEqual", place, first), g.op("Less", place, end))
    probs = g.op("Squeeze", g.op("Sigmoid", g.head(w, "anchor", states)), g.integers(1))
    at = chosen(g, g.op("And", g.op("Greater", probs, "threshold"), own))
    g.output("anchors", at)
    g.output("anchor_probs", g.op("Gather", probs, at))
    g.output("frames", g.op("LogSoftmax", frames(g, w, states, at), axis=-1))
    g.output("transitions", g.constant(transitions(w)))

    if before:
        none = np.array([[0, FAR, FAR, FAR]], np.float32)
        nominals = g.op("Expand", g.constant(none), g.op("Concat", g.op("Shape", place), g.integers(4), axis=0))
    else:
        nominals = g.op("LogSoftmax", g.head(w, "nominals", states), axis=-1)
    empty = g.op("Gather", nominals, g.constant(0, np.int64), axis=1)
    described = g.op("Less", empty, g.constant(np.log(1 - NOMINAL), np.float32))
    mentions = chosen(g, g.op("And", g.op("Or", "queries", described), own))
    g.output("mentions", mentions)
    g.output("nominals", g.op("Gather", nominals, mentions))
    g.output("links", links(g, w, states, mentions, onlybefore=before))

    wide = [k for k in g.reads if k.startswith("layers.") and k.endswith((".up", ".down"))] if ranges else []
    for k in wide:
        g.output("range:" + k, g.op("ReduceMax", g.op("Abs", g.reads[k]), g.integers(0, 1), keepdims=0))

    value = helper.make_tensor_value_info
    inputs = [value(k, TensorProto.INT64, ["m"]) for k in ("ids", "case", "quote", "space")]
    inputs += [value("own", TensorProto.INT64, [2]), value("threshold", TensorProto.FLOAT, [1])]
    inputs += [value("queries", TensorProto.BOOL, ["n"])]
    outputs = [value(k, TensorProto.INT64, [None]) for k in ("anchors", "mentions")]
    ranks = {"range:" + k: 1 for k in wide} | {
        "names": 2,
        "anchor_probs": 1,
        "frames": 3,
        "transitions": 2,
        "nominals": 2,
        "links": 2,
    }
    outputs += [value(k, TensorProto.FLOAT, [None] * rank) for k, rank in ranks.items()]
    graph = helper.make_graph(g.nodes, "reader", inputs, outputs, list(g.weights.values()))
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(FUSED, 1)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=9)
    onnx.checker.check_model(model)
    return model


def far_channels(w, tokenizer, texts):
    """By matrix, what to divide each channel by that it reads: 1 unless the channel's range is WIDE on these texts."""
    import onnxruntime

    from toolkit.reader import features

    tokenizer = features.load_tokenizer(tokenizer)
    session = onnxruntime.InferenceSession(build(w, quantise=False, ranges=True).SerializeToString())
    names = [o.name for o in session.get_outputs() if o.name.startswith("range:")]
    largest = {}
    for text in texts:
        f = features.featurise(tokenizer, text)
        inputs = {k: getattr(f, k)[:TEXT_TOKENS].astype(np.int64) for k in ("case", "quote", "space")}
        inputs = {k: np.pad(v, 1) for k, v in inputs.items()}
        inputs["ids"] = np.array([features.CLS, *f.ids[:TEXT_TOKENS], features.SEP], np.int64)
        inputs |= {"own": np.zeros(2, np.int64), "threshold": np.ones(1, np.float32)}
        inputs["queries"] = np.zeros(len(inputs["ids"]) - 2, bool)
        for name, size in zip(names, session.run(names, inputs), strict=True):
            largest[name] = np.maximum(largest.get(name, 0), size)
    return {k.removeprefix("range:"): np.maximum(1, v / (WIDE * np.median(v))) for k, v in largest.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("out", type=Path)
    default = ROOT.parent / "shared" / "data" / "polnear-train.jsonl"
    parser.add_argument("--texts", type=Path, default=default, help='training texts, JSON Lines with "text"')
    parser.add_argument(
        "--before", action="store_true", help="links to what stands before alone, and none of descriptions"
    )
    parser.add_argument("--float", action="store_true", help="float32 throughout, to compare with")
    args = parser.parse_args()
    w = {k: v.astype(np.float32) for k, v in load_file(args.weights).items()}
    if "frame.weight" in w:  # the prototype's name for what is a part of the frame tagger now
        w = {k.replace("frame.", "frame.product."): v for k, v in w.items()}
    args.out.mkdir(parents=True, exist_ok=True)
    shrink = {}
    if not args.float:
        with args.texts.open(encoding="utf-8") as lines:
            shrink = far_channels(w, args.tokenizer, [json.loads(line)["text"] for line in islice(lines, TEXTS)])
    onnx.save(build(w, quantise=not args.float, shrink=shrink, before=args.before), args.out / "reader.onnx")
    shutil.copyfile(args.tokenizer, args.out / "tokenizer.json")
    print(f"{args.out / 'reader.onnx'}: {(args.out / 'reader.onnx').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
