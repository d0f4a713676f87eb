"""The encoder: a BERT of a few layers over packed tokens, mean pooling, a mean taken off and a rotation.

Tokens of a batch lie one after another without padding; only attention sees them side by side. Short records differ much in
length, so this saves a third to a half of the work.
"""

import math
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from .rounding import rounded_rows

LAYER_PARTS = ("query", "key", "value", "attention_out", "attention_norm", "widen", "narrow", "output_norm")


@dataclass(frozen=True)
class Shape:
    """Sizes of an encoder: pieces of the vocabulary, layers, width, heads, width between the two wide matrices, positions."""

    pieces: int
    layers: int
    hidden: int = 384
    heads: int = 12
    wide: int = 1536
    positions: int = 128
    epsilon: float = 1e-12


@dataclass(frozen=True)
class Packed:
    """Texts as token ids without padding.

    ids: [tokens]; positions: [tokens], place within its text; texts: [tokens], which text a token belongs to;
    count: number of texts; width: tokens of the longest text.
    """

    ids: Tensor
    positions: Tensor
    texts: Tensor
    count: int
    width: int

    @property
    def places(self) -> Tensor:
        """[tokens]: index of each into the padded [count * width]."""
        return self.texts * self.width + self.positions

    @property
    def filled(self) -> Tensor:
        """[count, width]: 1 where there is a token, else 0."""
        return torch.zeros(self.count * self.width).index_fill(0, self.places, 1.0).view(self.count, self.width)

    @property
    def bias(self) -> Tensor:
        """[count, 1, 1, width]: what is added to the scores of attention, so that nothing is attended to where there is no token."""
        return (self.filled.view(self.count, 1, 1, self.width) - 1) * 1e4


def pack(token_ids: list[list[int]]) -> Packed:
    """Lays the tokens of texts one after another. No text may be empty."""
    lengths = np.fromiter((len(ids) for ids in token_ids), np.int64, len(token_ids))
    texts = np.repeat(np.arange(len(token_ids)), lengths)
    starts = np.cumsum(lengths) - lengths
    positions = np.arange(lengths.sum()) - np.repeat(starts, lengths)
    ids = np.fromiter((piece for ids in token_ids for piece in ids), np.int64, int(lengths.sum()))
    tensors = [torch.from_numpy(array) for array in (ids, positions, texts)]
    return Packed(*tensors, count=len(token_ids), width=int(lengths.max()))


class Layer(nn.Module):
    """One transformer layer with normalisation after each half, as in BERT."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        hidden, wide = shape.hidden, shape.wide
        self.heads = shape.heads
        self.query, self.key, self.value, self.attention_out = (nn.Linear(hidden, hidden) for _ in range(4))
        self.attention_norm = nn.LayerNorm(hidden, shape.epsilon)
        self.widen, self.narrow = nn.Linear(hidden, wide), nn.Linear(wide, hidden)
        self.output_norm = nn.LayerNorm(hidden, shape.epsilon)

    def forward(self, tokens: Tensor, places: Tensor, bias: Tensor) -> Tensor:
        """tokens: [tokens, hidden]; places and bias as `Packed` has them."""
        tokens = self.attention_norm(tokens + self.attention_out(self.attended(tokens, places, bias)))
        return self.output_norm(tokens + self.narrow(functional.gelu(self.widen(tokens))))

    def attended(self, tokens: Tensor, places: Tensor, bias: Tensor) -> Tensor:
        """[tokens, hidden]: what the heads gather for each token, one head beside the other."""
        texts, width = bias.shape[0], bias.shape[3]
        size = tokens.shape[1] // self.heads

        def spread(linear: nn.Linear) -> Tensor:
            made = linear(tokens)
            padded = made.new_zeros(texts * width, made.shape[1]).index_copy(0, places, made)
            return padded.view(texts, width, self.heads, size).transpose(1, 2)

        query, key, value = spread(self.query), spread(self.key), spread(self.value)
        scores = query @ key.transpose(-1, -2) * (1 / math.sqrt(size)) + bias.to(query.dtype)
        mixed = (torch.softmax(scores, -1).to(value.dtype) @ value).transpose(1, 2).reshape(texts * width, -1)
        return mixed.index_select(0, places)


class Encoder(nn.Module):
    """Texts to vectors of length 1.

    vector = normalise((normalise(mean of the last layer's tokens) - mean) @ rotation)
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.word = nn.Embedding(shape.pieces, shape.hidden, sparse=True)
        self.pos = nn.Embedding(shape.positions, shape.hidden)
        self.embedding_norm = nn.LayerNorm(shape.hidden, shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.mean = nn.Parameter(torch.zeros(shape.hidden))
        self.rotation = nn.Parameter(torch.eye(shape.hidden))
        self.rounds_table = False

    def looked_up(self, packed: Packed) -> Tensor:
        """Vectors of the pieces and of their positions: [tokens, hidden], before normalisation."""
        rows = self.word(packed.ids)
        if self.rounds_table:
            rows = rounded_rows(rows)
        return rows + self.pos(packed.positions)

    def pooled(self, packed: Packed) -> Tensor:
        """Means of the last layer's tokens: [texts, hidden] in float32, before the head."""
        tokens = self.embedding_norm(self.looked_up(packed))
        places, bias = packed.places, packed.bias
        for layer in self.layers:
            tokens = layer(tokens, places, bias)
        sums = torch.zeros(packed.count, self.shape.hidden).index_add(0, packed.texts, tokens.float())
        return sums / packed.filled.sum(1, keepdim=True)

    def forward(self, packed: Packed) -> Tensor:
        """Vectors: [texts, hidden], each of length 1."""
        pooled = functional.normalize(self.pooled(packed).float(), dim=-1)
        with torch.autocast("cpu", enabled=False):
            return functional.normalize((pooled - self.mean) @ self.rotation, dim=-1)
