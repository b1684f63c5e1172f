"""A larger reader for the reader to learn from: MPNet-base (Song et al. 2020) under the reader's own heads.

Its word embeddings stand in the order of BERT's vocabulary, so that its tokens are the reader's. A file of its weights
may hold matrices in int8, with "NAME:scale" beside them.
"""

import math

import numpy as np
import torch
from model import Reader
from torch import nn

BUCKETS, FAR = 16, 128  # of distances, in MPNet: how many to either side, and where the last begins


def unpacked(path):
    """Weights by name, in float32."""
    from safetensors.numpy import load_file

    packed = load_file(path)
    one = np.float32(1)
    return {
        k: torch.from_numpy(v.astype(np.float32) * packed.get(k + ":scale", one).astype(np.float32))
        for k, v in packed.items()
        if not k.endswith(":scale")
    }


def buckets(n, device):
    """(n, n) the bucket of each pair's distance: single ones near, then wider and wider, as in T5."""
    at = torch.arange(n, device=device)
    apart, near = at[None] - at[:, None], BUCKETS // 2
    wide = near + (torch.log(apart.abs().clamp(min=1) / near) / math.log(FAR / near) * (BUCKETS - near)).long()
    return (apart > 0) * BUCKETS + torch.where(apart.abs() < near, apart.abs(), wide.clamp(max=BUCKETS - 1))


class Teacher(Reader):
    """The reader with MPNet's encoder: 12 layers of 768 with a relative position bias that all of them share."""

    def __init__(self, *, attend=True):
        super().__init__(768, 12, 3072, 12, attend=attend)
        self.bias = nn.Embedding(2 * BUCKETS, 12)
        for m in self.modules():
            if isinstance(m, nn.LayerNorm):
                m.eps = 1e-5

    def mask(self, inside, dtype):
        bias = self.bias(buckets(inside.shape[1], inside.device)).permute(2, 0, 1)[None]
        return bias.masked_fill(~inside[:, None, None, :], -1e4).to(dtype)
