"""The larger transformer that the pair model starts from: MPNet as in all-mpnet-base-v2, in one go to be read.

It takes the same token ids and segments as ``bert.Bert``: both vocabularies hold the same words in the same order,
MPNet's with four signs of its own before them. Parameter names follow the published ``model.safetensors``.

Source: Song et al., "MPNet: Masked and Permuted Pre-training for Language Understanding", 2020; distances between
tokens are put into buckets as in Raffel et al., "Exploring the Limits of Transfer Learning …", 2020, section 2.1.
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - the name that everyone who uses torch knows

from tests.quality.training.bert import PAD
from tests.quality.training.vocabulary import WORDS

WIDTH, HEADS, LAYERS, INNER, VOCABULARY, POSITIONS = 768, 12, 12, 3072, 30527, 514
BUCKETS, FARTHEST = 32, 128  # buckets of distance, and the distance from which all is one bucket
SHIFT, FIRST_POSITION = 4, 2  # words stand four places later than in BERT's vocabulary, positions count from two
BERT_START, BERT_END, START, MPNET_PAD, END = 101, 102, 0, 1, 2
FAR = -1e4  # the score of a place that is only padding


def own_ids(ids: Tensor) -> Tensor:
    """Return MPNet's ids for BERT's."""
    shifted = ids + SHIFT
    for theirs, own in ((BERT_START, START), (BERT_END, END), (PAD, MPNET_PAD)):
        shifted = torch.where(ids == theirs, own, shifted)
    return shifted


def buckets(length: int) -> Tensor:
    """Return the bucket of the distance between any two places, [length, length]."""
    places = torch.arange(length)
    distance = places[:, None] - places[None, :]
    half, exact = BUCKETS // 2, BUCKETS // 4
    far = distance.abs().clamp(min=1).float().div(exact).log() / math.log(FARTHEST / exact) * (half - exact)
    coarse = (exact + far.long()).clamp(max=half - 1)
    return torch.where(distance < 0, half, 0) + torch.where(distance.abs() < exact, distance.abs(), coarse)


class Embeddings(nn.Module):
    """Word and position vectors, summed and normalised; the segment is one more vector, learnt from nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.word_embeddings = nn.Embedding(VOCABULARY, WIDTH, padding_idx=MPNET_PAD)
        self.position_embeddings = nn.Embedding(POSITIONS, WIDTH)
        self.segment_embeddings = nn.Embedding(2, WIDTH)
        self.LayerNorm = nn.LayerNorm(WIDTH, eps=1e-5)

    def forward(self, ids: Tensor, types: Tensor) -> Tensor:
        positions = self.position_embeddings.weight[FIRST_POSITION : ids.shape[1] + FIRST_POSITION]
        return self.LayerNorm(self.word_embeddings(own_ids(ids)) + positions + self.segment_embeddings(types))


class Attention(nn.Module):
    """Scaled dot-product attention with a bias for the distance, and what follows it."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.projection = nn.Linear(WIDTH, 3 * WIDTH)  # query, key and value at once, which is quicker
        self.dense = nn.Linear(WIDTH, WIDTH)
        self.LayerNorm = nn.LayerNorm(WIDTH, eps=1e-5)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.projection(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        scores = (q * (WIDTH // HEADS) ** -0.5) @ k.transpose(-1, -2) + bias
        mixed = (scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, length, WIDTH)
        return self.LayerNorm(self.dropout(self.dense(mixed)) + x)


class Layer(nn.Module):
    """One transformer layer."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.attention = Attention(dropout)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.LayerNorm = nn.LayerNorm(WIDTH, eps=1e-5)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        x = self.attention(x, bias)
        return self.LayerNorm(self.dropout(self.outer(F.gelu(self.inner(x)))) + x)


class MPNet(nn.Module):
    """Token ids and segments, [n, length] → mean of the token vectors, [n, 768].

    With ``padded`` off every text has the full length, and the graph that is exported needs no mask.
    """

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.padded = True
        self.embeddings = Embeddings()
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.distance_bias = nn.Embedding(BUCKETS, HEADS)
        self.register_buffer("buckets", buckets(POSITIONS - FIRST_POSITION), persistent=False)

    def forward(self, ids: Tensor, types: Tensor) -> Tensor:
        length = ids.shape[1]
        x = self.embeddings(ids, types)
        bias = self.distance_bias(self.buckets[:length, :length]).permute(2, 0, 1)[None]
        kept = ids != PAD
        if self.padded:
            bias = bias + torch.where(kept[:, None, None, :], 0.0, FAR)
        for layer in self.layers:
            x = layer(x, bias)
        if not self.padded:
            return x.mean(1)
        weights = kept[:, :, None].to(x.dtype)
        return (x * weights).sum(1) / weights.sum(1)

    def shorten(self, longest: int) -> None:
        """Forget the positions beyond so many tokens, and the words that the shortened vocabulary does not have."""
        words = self.embeddings.word_embeddings.weight.detach()[: WORDS + SHIFT]
        self.embeddings.word_embeddings = nn.Embedding.from_pretrained(words.clone())
        weights = self.embeddings.position_embeddings.weight.detach()[: longest + FIRST_POSITION]
        self.embeddings.position_embeddings = nn.Embedding.from_pretrained(weights.clone())
        self.buckets = buckets(longest)

    @classmethod
    def pretrained(cls, file: Path, dropout: float = 0.0) -> MPNet:
        """Read the published weights."""
        published = load_file(file)
        weights = {f"embeddings.{name}": published[f"embeddings.{name}"] for name in _EMBEDDED}
        weights["embeddings.segment_embeddings.weight"] = torch.zeros(2, WIDTH)
        weights["distance_bias.weight"] = published["encoder.relative_attention_bias.weight"]
        for layer in range(LAYERS):
            theirs, own = f"encoder.layer.{layer}", f"layers.{layer}"
            for kind in ("weight", "bias"):
                parts = [published[f"{theirs}.attention.attn.{part}.{kind}"] for part in "qkv"]
                weights[f"{own}.attention.projection.{kind}"] = torch.cat(parts)
                for mine, published_name in _RENAMED.items():
                    weights[f"{own}.{mine}.{kind}"] = published[f"{theirs}.{published_name}.{kind}"]
        model = cls(dropout)
        model.load_state_dict(weights)
        return model


_EMBEDDED = ("word_embeddings.weight", "position_embeddings.weight", "LayerNorm.weight", "LayerNorm.bias")
_RENAMED = {
    "attention.dense": "attention.attn.o",
    "attention.LayerNorm": "attention.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "LayerNorm": "output.LayerNorm",
}
