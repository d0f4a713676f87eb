"""The table as a network: rows and their importance, learned apart."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from .reader import TokenLists
from .rounding import rounded


@dataclass(frozen=True)
class Beginning:
    """What a table starts from: rows [pieces, width] of length 1, and the weight of each piece in a sum [pieces]."""

    rows: np.ndarray
    weights: np.ndarray


class Table(nn.Module):
    """A text is the sum of its pieces' rows, each as important as its piece, made as long as 1.

    Importance is learned as a logarithm: a few steps change how much a piece counts in all texts, which would take every number of a
    row many.
    """

    def __init__(self, pieces: int, width: int) -> None:
        super().__init__()
        self.rows = nn.Embedding(pieces, width, sparse=True)
        self.importance = nn.Embedding(pieces, 1, sparse=True)

    @classmethod
    def of(cls, beginning: Beginning) -> "Table":
        table = cls(*beginning.rows.shape)
        with torch.no_grad():
            table.rows.weight.copy_(torch.from_numpy(beginning.rows))
            table.importance.weight.copy_(torch.from_numpy(np.log(beginning.weights)).float()[:, None])
        return table

    def forward(self, lists: TokenLists) -> Tensor:
        """[texts, width], each of length 1, by rows as four bits give them back."""
        pieces, place = torch.unique(torch.from_numpy(lists.ids).long(), return_inverse=True)
        rows = rounded(self.rows(pieces)) * self.importance(pieces).exp()
        starts = torch.from_numpy(lists.starts[:-1])
        return functional.normalize(functional.embedding_bag(place, rows, starts, mode="sum"), dim=-1)

    @torch.no_grad()
    def folded(self) -> np.ndarray:
        """Rows with their importance taken in, [pieces, width] float32."""
        return (self.rows.weight * self.importance.weight.exp()).numpy()


def sum_tokens(table: np.ndarray, lists: TokenLists) -> np.ndarray:
    """Vectors of texts by a table of plain numbers: [texts, width] float32 of length 1; texts of no weight stay 0."""
    sums = np.add.reduceat(table[lists.ids], lists.starts[:-1], axis=0) if len(lists) else np.zeros((0, table.shape[1]))
    norms = np.linalg.norm(sums, axis=1, keepdims=True)
    return (sums / np.where(norms > 0, norms, 1)).astype(np.float32)


CENTRING_ROUNDS = 6
"""Each takes off what the last one left; the mean is some 1e-5 long after the last."""


def centred(table: np.ndarray, lists: TokenLists) -> np.ndarray:
    """A table whose sums have their mean near 0 over some texts, so that unrelated texts lie near cosine 0.

    Each row loses a part of the mean as large as its own length, on average over a text what the text's vector should lose.
    """
    weights = np.linalg.norm(table, axis=1, keepdims=True)
    total = np.add.reduceat(weights[lists.ids, 0], lists.starts[:-1])
    for _ in range(CENTRING_ROUNDS):
        sums = np.add.reduceat(table[lists.ids], lists.starts[:-1], axis=0)
        lengths = np.linalg.norm(sums, axis=1)
        mean = (sums / np.maximum(lengths, 1e-9)[:, None]).mean(0)
        table = table - weights * (lengths / total).mean() * mean
    return table
