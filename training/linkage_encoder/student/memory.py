"""Vectors of earlier batches as further negatives (cross-batch memory, Wang et al. 2020).

Weights change little from step to step, so what was embedded some batches ago still shows what a text is confused with; it costs a
matrix product and no pass through the network.
"""

from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass
class Remembered:
    """vectors: [size, hidden]; concepts, texts: [size]."""

    vectors: Tensor
    concepts: Tensor
    texts: Tensor


class Memory:
    """The last `most` vectors of each source."""

    def __init__(self, most: int) -> None:
        self._most = most
        self.sources: dict[str, Remembered] = {}

    def add(self, source: str, vectors: Tensor, concepts: Tensor, texts: Tensor) -> None:
        known = self.sources.get(source)
        fresh = (vectors.detach(), concepts, texts)
        parts = fresh if known is None else tuple(torch.cat(both) for both in zip((known.vectors, known.concepts, known.texts), fresh, strict=True))
        self.sources[source] = Remembered(*(part[-self._most :] for part in parts))

    def negatives(self, source: str, concepts: Tensor, texts: Tensor, partners: Tensor) -> tuple[Tensor, Tensor] | None:
        """Vectors [size, hidden] and which of them are no negatives of a pair: [pairs, size], of its concept or one of its texts."""
        known = self.sources.get(source)
        if known is None:
            return None
        alike = concepts[:, None] == known.concepts[None]
        alike |= (texts[:, None] == known.texts[None]) | (partners[:, None] == known.texts[None])
        return known.vectors, alike
