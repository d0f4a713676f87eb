"""Pairs of records that are worth a closer look, columnar, by left record and then right record."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .generated import load

SMALLEST_POOL: int = load("settings")["pool"]["SMALLEST_POOL"]
"""However few candidates are wanted, they are picked out of this many a left record, by letters and by vectors each."""
REVERSE_POOL: int = load("settings")["pool"]["REVERSE_POOL"]
"""Left records that each right record brings along, by letters and by vectors each."""

Index = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Pool:
    """Candidate pairs, sorted by left record, then right record. Records are numbered by their first row, 0-based."""

    left_count: int
    right_count: int
    left: Index
    right: Index
    similarity: npt.NDArray[np.float32]
    """Cosine of the vectors, −1…1; NaN where there are none."""
    lexical: npt.NDArray[np.float32]
    """Cosine of the character n-grams, 0…1."""

    def __len__(self) -> int:
        return len(self.left)

    @property
    def has_vectors(self) -> bool:
        """Whether similarities of vectors are known."""
        return len(self.similarity) > 0 and not np.isnan(self.similarity[0])

    def offsets(self) -> Index:
        """Where the pairs of each left record start, with one more member than there are left records."""
        return offsets_of(self.left, self.left_count)


def offsets_of(member: Index, count: int) -> Index:
    """Where each of ``count`` members starts in a sorted list of members."""
    offsets = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(np.bincount(member, minlength=count), out=offsets[1:])
    return offsets


def unite(left: Index, right: Index, right_count: int) -> tuple[Index, Index]:
    """Pairs by left record, then right record, each once."""
    pairs = np.unique(left * right_count + right)
    return pairs // max(1, right_count), pairs % max(1, right_count)


def first_best(values: npt.NDArray[np.float64], member: Index, count: int) -> Index:
    """Place of the first largest value of each member, −1 where it has none. ``member`` in any order, places ascending within it. O(n log n)."""
    order = np.lexsort((np.arange(len(values)), -values, member))
    sorted_members = member[order]
    is_first = np.ones(len(order), dtype=bool)
    is_first[1:] = sorted_members[1:] != sorted_members[:-1]
    best = np.full(count, -1, dtype=np.int64)
    best[sorted_members[is_first]] = order[is_first]
    return best


def portions(total: int, size: int) -> Iterator[slice]:
    """``total`` places in portions of at most ``size``."""
    for start in range(0, total, size):
        yield slice(start, min(total, start + size))
