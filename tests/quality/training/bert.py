"""The transformer that both models share: BERT as in all-MiniLM-L6-v2, small enough to read in one go.

Parameter names follow the published ``model.safetensors``, so that its weights load with next to no mapping.
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - the name that everyone who uses torch knows

WIDTH, HEADS, LAYERS, INNER, VOCABULARY, POSITIONS, PAD = 384, 12, 6, 1536, 30522, 512, 0
FAR = -1e4  # the score of a place that is only padding


class Embeddings(nn.Module):
    """Word, position and segment vectors, summed and normalised."""

    def __init__(self) -> None:
        super().__init__()
        self.word_embeddings = nn.Embedding(VOCABULARY, WIDTH, padding_idx=PAD)
        self.position_embeddings = nn.Embedding(POSITIONS, WIDTH)
        self.token_type_embeddings = nn.Embedding(2, WIDTH)
        self.LayerNorm = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, ids: Tensor, types: Tensor) -> Tensor:
        positions = self.position_embeddings.weight[: ids.shape[1]]
        return self.LayerNorm(self.word_embeddings(ids) + positions + self.token_type_embeddings(types))


class SelfAttention(nn.Module):
    """Scaled dot-product attention; query, key and value are one projection, which is quicker to compute.

    Written out: for short texts on a CPU it trains one and a half times as fast as torch's own function.
    """

    def __init__(self) -> None:
        super().__init__()
        self.projection = nn.Linear(WIDTH, 3 * WIDTH)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.projection(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        scores = (q * (WIDTH // HEADS) ** -0.5) @ k.transpose(-1, -2)
        if mask is not None:
            scores = scores.masked_fill(~mask, FAR)
        return (scores.softmax(-1).to(v.dtype) @ v).transpose(1, 2).reshape(batch, length, WIDTH)


class Residual(nn.Module):
    """A projection added to what came in, then normalised."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.dense = nn.Linear(width, WIDTH)
        self.LayerNorm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, x: Tensor) -> Tensor:
        return self.LayerNorm(self.dropout(self.dense(hidden)) + x)


class Layer(nn.Module):
    """One transformer layer."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.attention = nn.ModuleDict({"self": SelfAttention(), "output": Residual(WIDTH, dropout)})
        self.intermediate = nn.ModuleDict({"dense": nn.Linear(WIDTH, INNER)})
        self.output = Residual(INNER, dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        x = self.attention["output"](self.attention["self"](x, mask), x)
        return self.output(F.gelu(self.intermediate["dense"](x)), x)


class Bert(nn.Module):
    """Token ids and segments, [n, length] → mean of the token vectors, [n, 384].

    With ``padded`` off every text has the full length, and the graph that is exported needs no mask.
    """

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.padded = True
        self.embeddings = Embeddings()
        self.encoder = nn.ModuleDict({"layer": nn.ModuleList(Layer(dropout) for _ in range(LAYERS))})

    def forward(self, ids: Tensor, types: Tensor) -> Tensor:
        x = self.embeddings(ids, types)
        kept = ids != PAD
        for layer in self.encoder["layer"]:
            x = layer(x, kept[:, None, None, :] if self.padded else None)
        if not self.padded:
            return x.mean(1)
        weights = kept[:, :, None].to(x.dtype)
        return (x * weights).sum(1) / weights.sum(1)

    def shorten(self, longest: int) -> None:
        """Take texts of up to 512 tokens, whatever is asked: all positions are kept."""

    @classmethod
    def pretrained(cls, file: Path, dropout: float = 0.0) -> Bert:
        """Read the published weights."""
        weights = load_file(file)
        for layer in range(LAYERS):
            place = f"encoder.layer.{layer}.attention.self"
            for kind in ("weight", "bias"):
                parts = [weights[f"{place}.{part}.{kind}"] for part in ("query", "key", "value")]
                weights[f"{place}.projection.{kind}"] = torch.cat(parts)
        model = cls(dropout)
        model.load_state_dict({name: weights[name] for name in model.state_dict()})
        return model


class SentenceEncoder(nn.Module):
    """Token ids [n, length] → vectors [n, 384] of length 1."""

    def __init__(self, bert: Bert) -> None:
        super().__init__()
        self.bert = bert

    def forward(self, ids: Tensor) -> Tensor:
        return F.normalize(self.bert(ids, torch.zeros_like(ids)), dim=-1)


class PairClassifier(nn.Module):
    """Token ids and segments of two claims, [n, length] → logits [n, relations]; ``bert`` may be any such encoder."""

    def __init__(self, bert: nn.Module, width: int, relations: int) -> None:
        super().__init__()
        self.bert = bert
        self.hidden = nn.Linear(width, width)
        self.output = nn.Linear(width, relations)

    def forward(self, ids: Tensor, types: Tensor) -> Tensor:
        # As a text of one token: projections of texts are what exporting puts into 8 bits.
        text = self.bert(ids, types)[:, None]
        return self.output(torch.tanh(self.hidden(text)))[:, 0]
