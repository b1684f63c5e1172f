"""A small builder of ONNX graphs, and the pieces that the reader's graph is made of.

Graphs are written node by node rather than traced, so that they hold onnxruntime's fused kernels and nothing else,
and so that exporting needs no torch.

Weights of large matrices are symmetric per output channel, in 7 bits: processors without VNNI add two products of 8
bits in 16, which overflows with 8-bit weights. Embeddings are int8 by row.

What a matrix reads is quantised as it comes, in 8 bits over the range of the whole window; a few channels that run to
ten times the others' range would leave those two or three bits. Such channels are divided by a constant first, and
their weights multiplied (Xiao et al. 2023, SmoothQuant).
"""

import numpy as np
from onnx import TensorProto, helper, numpy_helper

WEIGHT_LEVELS = 63
FUSED = "com.microsoft"


class Graph:
    """A list of nodes that grows from inputs to outputs; values are known by name."""

    def __init__(self, quantise, shrink=None):
        self.nodes, self.weights, self.quantise = [], {}, quantise
        self.shrink = shrink or {}  # by matrix, what each channel that it reads is divided by
        self.reads = {}  # by matrix, the value that it reads

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

    def norm(self, x, w, b, epsilon=1e-12):
        w, b = self.constant(w, np.float32), self.constant(b, np.float32)
        return self.op("LayerNormalization", x, w, b, axis=-1, epsilon=epsilon)

    def gelu(self, x):
        return self.op("Gelu", x, domain=FUSED)

    def integers(self, *values):
        return self.constant(values, np.int64)

    def range(self, n):
        """0, 1, ... up to the scalar n."""
        return self.op("Range", self.constant(0, np.int64), n, self.constant(1, np.int64))

    def length(self, x):
        """How many rows x has, as a scalar."""
        return self.op("Gather", self.op("Shape", x), self.constant(0, np.int64))

    def head(self, w, name, x, small=True):
        self.reads[name] = x
        weight = w[name + ".weight"]
        if name in self.shrink:
            x = self.op("Mul", x, self.constant(1 / self.shrink[name], np.float32))
            weight = weight * self.shrink[name]
        return self.linear(x, weight, w[name + ".bias"], small)

    def layer(self, w, p, h, heads):
        """A post-norm transformer layer over h (rows, n, d)."""
        q, k, v = self.op("Split", self.head(w, p + "qkv", h, small=False), outputs=3, axis=-1, num_outputs=3)
        a = self.op("MultiHeadAttention", q, k, v, domain=FUSED, num_heads=heads)
        h = self.residual_norm(self.head(w, p + "out", a, small=False), h, w[p + "norm1.weight"], w[p + "norm1.bias"])
        inner = self.gelu(self.head(w, p + "up", h, small=False))
        return self.residual_norm(
            self.head(w, p + "down", inner, small=False), h, w[p + "norm2.weight"], w[p + "norm2.bias"]
        )
