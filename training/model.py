"""The reader as a torch module: one small encoder, and light heads that read its states.

    names      9 BIO tags a token: PER, ORG, LOC, MISC
    nominals   is the token the head of a description of a person, organisation or place ("the minister")?
    anchor     is the token the first of an attribution's cue ("said", "according to")?
    frames     for each anchor, source / cue / content of that one attribution, as BIO tags with transition
               scores (a conditional random field) over the tokens of the window
    links      for each token, which other token (or none) says what it refers to

The encoder is all-MiniLM-L6-v2 (uncased). Case, quotation state and spacing, which its vocabulary drops, are
given back as learned embeddings added to the word embeddings.
"""

import math
import os

import torch
import torch.nn.functional as F
from torch import nn

NAMES = ["PER", "ORG", "LOC", "MISC"]
ROLES = ["source", "cue", "content"]
NOMINALS = ["", "PER", "ORG", "LOC"]
ANY = (1 << (2 * len(NAMES) + 1)) - 1  # of names: the bit mask of all tags, which says nothing
CASES, QUOTES, SPACES = 6, 4, 3  # how many values each feature of a token takes
REACH = 256  # tokens to either side of an anchor that differ by their place; all farther ones are alike
FRAME_WIDTH = 128  # of the frame tagger's states
PAIR_WIDTH = 128  # of the two vectors whose product scores a pair of tokens
DROPOUT = 0.1
FORBIDDEN = -1e4


class LockedDropout(nn.Module):
    """Dropout with one mask for all tokens of a text: as good a regulariser, and far cheaper on a CPU."""

    def forward(self, x):
        if not self.training:
            return x
        mask = torch.empty(x.shape[0], 1, x.shape[2], device=x.device).bernoulli_(1 - DROPOUT)
        return x * (mask / (1 - DROPOUT))


class Layer(nn.Module):
    """One post-norm transformer layer, as in BERT."""

    def __init__(self, d, heads, inner):
        super().__init__()
        self.heads = heads
        self.qkv, self.out = nn.Linear(d, 3 * d), nn.Linear(d, d)
        self.up, self.down = nn.Linear(d, inner), nn.Linear(inner, d)
        self.norm1, self.norm2 = nn.LayerNorm(d, eps=1e-12), nn.LayerNorm(d, eps=1e-12)
        self.drop = LockedDropout()

    def forward(self, x, mask):
        b, n, d = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.drop(self.out(a.transpose(1, 2).reshape(b, n, d))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


def bio_transitions(classes):
    """0 where a BIO tag may follow another, FORBIDDEN where not: I-x only after B-x or I-x. (from, to)"""
    table = torch.zeros(classes, classes)
    for to in range(2, classes, 2):
        table[:, to] = FORBIDDEN
        table[[to - 1, to], to] = 0
    return table


class Product(nn.Module):
    """score[c](i, j): how a pair of tokens goes together, a bilinear form a class, and a score of their distance."""

    def __init__(self, d, classes, width=PAIR_WIDTH):
        super().__init__()
        self.token, self.anchor = nn.Linear(d, width), nn.Linear(d, width)
        self.weight = nn.Parameter(torch.randn(classes, width, width) * 0.02)
        self.distance = nn.Embedding(41, classes)
        nn.init.zeros_(self.distance.weight)

    @staticmethod
    def bucket(delta):
        size = delta.abs().clamp(min=1).float().log2().mul(2.5).long().clamp(max=19) + (delta != 0)
        return torch.where(delta < 0, 20 - size, 20 + size)

    def forward(self, states, row, at):
        """states (rows, n, d); row, at (pairs,) the first token of each pair -> (pairs, n, classes)"""
        left = torch.einsum("ax,cxy->acy", F.gelu(self.anchor(states[row, at])), self.weight)
        right = F.gelu(self.token(states))[row]
        delta = torch.arange(states.shape[1], device=at.device)[None] - at[:, None]
        return right @ left.transpose(1, 2) + self.distance(self.bucket(delta))


class FrameTagger(nn.Module):
    """Tags of one attribution: each token beside the anchor, then, with ``attend``, all of them as seen from it."""

    def __init__(self, d, width=FRAME_WIDTH, classes=7, *, attend=True):
        super().__init__()
        self.product, self.attend = Product(d, classes), attend
        self.transition = nn.Parameter(torch.zeros(classes, classes))
        self.register_buffer("allowed", bio_transitions(classes), persistent=False)
        if not attend:
            return
        self.token, self.shift, self.scale = nn.Linear(d, width), nn.Linear(d, width), nn.Linear(d, width)
        self.norm, self.drop = nn.LayerNorm(width), LockedDropout()
        place = torch.arange(-REACH, REACH + 1)[:, None] / 10000 ** (torch.arange(0, width, 2) / width)
        self.place = nn.Parameter(0.3 * torch.stack([place.sin(), place.cos()], 2).flatten(1))
        self.layer = Layer(width, 4, 2 * width)
        self.tags = nn.Linear(width, classes)
        nn.init.zeros_(self.tags.weight)

    def transitions(self):
        return self.transition + self.allowed

    def forward(self, states, roles, row, at, inside):
        """Tag scores of a window's tokens as seen from each anchor in it.

        Parameters
        ----------
        states : (rows, length, d)
        roles : (rows, length, classes), scores of the tokens whatever the anchor
        row, at : (anchors,) row and column of each anchor
        inside : (rows, length) bool, which positions hold text

        Returns
        -------
        (anchors, length, classes); positions outside the text can only be tag 0
        """
        inside = inside[row]
        scores = self.product(states, row, at) + roles[row]
        if self.attend:
            delta = torch.arange(states.shape[1], device=at.device)[None] - at[:, None]
            anchor = states[row, at]
            z = self.token(states)[row] * (1 + self.scale(anchor)[:, None]) + self.shift(anchor)[:, None]
            z = z + self.place[delta.clamp(-REACH, REACH) + REACH]
            scores = scores + self.tags(self.layer(self.drop(F.gelu(self.norm(z))), inside[:, None, None, :]))
        outside = torch.full((scores.shape[2],), FORBIDDEN, device=scores.device)
        outside[0] = 0
        return torch.where(inside[..., None], scores, outside)

    def loss(self, scores, gold):
        """Negative log-likelihood of the gold tags: (anchors, n, classes), (anchors, n) -> (anchors,)"""
        step = self.transitions()
        path = scores.gather(2, gold[..., None]).sum((1, 2)) + step[gold[:, :-1], gold[:, 1:]].sum(1)
        return all_paths(scores, step) - path


def all_paths(scores, step):
    """Logarithm of the sum over all tag sequences, by halves: (rows, n, c), (c, c) -> (rows,)"""
    links = step + scores[:, 1:, None]  # (rows, n - 1, from, to)
    while (n := links.shape[1]) > 1:
        pairs = torch.logsumexp(links[:, 0 : n - n % 2 : 2, :, :, None] + links[:, 1::2, None], 3)
        links = torch.cat([pairs, links[:, n - n % 2 :]], 1)
    return torch.logsumexp(scores[:, 0, :, None] + links[:, 0], (1, 2))


class Reader(nn.Module):
    def __init__(self, d=384, heads=12, inner=1536, layers=6, vocab=30522, *, attend=True):
        super().__init__()
        self.word, self.position = nn.Embedding(vocab, d), nn.Embedding(512, d)
        self.segment = nn.Parameter(torch.zeros(d))
        self.case, self.quote, self.space = (nn.Embedding(n, d) for n in (CASES, QUOTES, SPACES))
        for e in (self.case, self.quote, self.space):
            nn.init.normal_(e.weight, std=0.01)
        self.norm, self.drop = nn.LayerNorm(d, eps=1e-12), LockedDropout()
        self.layers = nn.ModuleList(Layer(d, heads, inner) for _ in range(layers))
        self.names, self.nominals = nn.Linear(d, 2 * len(NAMES) + 1), nn.Linear(d, len(NOMINALS))
        self.anchor, self.roles = nn.Linear(d, 1), nn.Linear(d, 2 * len(ROLES) + 1)
        self.frame, self.link, self.no_link = FrameTagger(d, attend=attend), Product(d, 1), nn.Linear(d, 1)
        nn.init.constant_(self.anchor.bias, -math.log(40))  # about one token in forty is an anchor

    def load_minilm(self, folder):
        """Take the encoder's weights from a folder with MiniLM's model.safetensors."""
        from safetensors.torch import load_file

        w = load_file(os.path.join(folder, "model.safetensors"))
        w = {k.removeprefix("bert."): v for k, v in w.items()}
        self.word.weight.data = w["embeddings.word_embeddings.weight"]
        self.position.weight.data = w["embeddings.position_embeddings.weight"]
        self.segment.data = w["embeddings.token_type_embeddings.weight"][0]
        self.norm.weight.data, self.norm.bias.data = (w["embeddings.LayerNorm." + k] for k in ("weight", "bias"))
        theirs = {
            "out": "attention.output.dense",
            "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm2": "output.LayerNorm",
        }
        for i, layer in enumerate(self.layers):
            p = f"encoder.layer.{i}."
            for k in ("weight", "bias"):
                parts = [w[f"{p}attention.self.{m}.{k}"] for m in ("query", "key", "value")]
                layer.qkv._parameters[k].data = torch.cat(parts)
                for mine, name in theirs.items():
                    getattr(layer, mine)._parameters[k].data = w[f"{p}{name}.{k}"]

    def encode(self, x, mask):
        """x: ids, case, quote, space, each (rows, length); mask (rows, length) bool -> states (rows, length, d)"""
        h = self.word(x["ids"]) + self.position.weight[: x["ids"].shape[1]] + self.segment
        h = h + self.case(x["case"]) + self.quote(x["quote"]) + self.space(x["space"])
        h = self.drop(self.norm(h))
        kind = h.device.type
        mask = self.mask(mask, torch.get_autocast_dtype(kind) if torch.is_autocast_enabled(kind) else h.dtype)
        for layer in self.layers:
            h = layer(h, mask)
        return h

    def mask(self, inside, dtype):
        """What attention is told of each pair of tokens, from which tokens are text: (rows, length) bool."""
        return inside[:, None, None, :]
