"""Which pairs meet in a batch.

A batch holds pairs of one source, because telling a drug from a street teaches nothing. Part of it are whole groups of near misses
(one brand, several model codes), part are neighbours that the student itself confuses (mined), the rest is by lot.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from .pairs import SourcePairs, TrainingPairs


@dataclass(frozen=True)
class BatchPlan:
    """pairs: in a batch; tokens: most tokens in it (fewer pairs where texts are long); grouped, mined: shares of a batch.

    A source comes as often as the square root of its pairs says, times its share (1 where none is given).
    """

    pairs: int = 192
    tokens: int = 4800
    grouped: float = 0.6
    mined: float = 0.4
    shares: Mapping[str, float] = field(default_factory=dict)


class Sampler:
    """Draws batches: deterministic in `seed` and the number of batches drawn before."""

    def __init__(self, pairs: TrainingPairs, lengths: np.ndarray, plan: BatchPlan, seed: int) -> None:
        """lengths: tokens of each text, [texts]."""
        self._pairs, self._plan, self._lengths = pairs, plan, lengths
        self._lot = random.Random(seed)
        self._names = sorted(pairs.sources)
        self._weights = [plan.shares.get(name, 1.0) * len(pairs.sources[name]) ** 0.5 for name in self._names]
        #: For each source: neighbours of a pair that the student confuses with it, [pairs, neighbours] (-1: none).
        self.neighbours: dict[str, np.ndarray] = {}

    def state(self) -> tuple:
        return self._lot.getstate()

    def restore(self, state: tuple) -> None:
        self._lot.setstate(state)

    def draw(self) -> tuple[str, np.ndarray]:
        """The name of a source and positions of distinct pairs of it."""
        name = self._lot.choices(self._names, self._weights)[0]
        source = self._pairs.sources[name]
        chosen: dict[int, None] = {}
        room = self._plan.tokens
        for at in self._candidates(name, source):
            if at in chosen:
                continue
            room -= int(self._lengths[source.left[at]] + self._lengths[source.right[at]])
            if room < 0 or len(chosen) == self._plan.pairs:
                break
            chosen[at] = None
        return name, np.fromiter(chosen, np.int64, len(chosen))

    def _candidates(self, name: str, source: SourcePairs):
        lot, plan = self._lot, self._plan
        near = self.neighbours.get(name)
        for _ in range(4 * plan.pairs):
            kind = lot.random()
            if source.runs and kind < plan.grouped:
                start, end = source.runs[lot.randrange(len(source.runs))]
                first = lot.randrange(start, max(start, end - 8) + 1)
                yield from range(first, min(end, first + 8))
            elif near is not None and kind < plan.grouped + plan.mined:
                at = lot.randrange(len(source))
                yield at
                yield from (int(other) for other in near[at] if other >= 0)
            else:
                yield lot.randrange(len(source))
