"""Lists of numbers of uneven length, one after another in one array. Source: ``src/core/candidates/lexical/lists.ts``."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Index = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Lists:
    """List ``i`` is ``members[offsets[i]:offsets[i + 1]]``."""

    offsets: Index
    members: Index

    @classmethod
    def by_owner(cls, owners: Index, members: Index, count: int) -> "Lists":
        """A list for each of ``count`` owners; the members of one stay in the order they are given in. O(n log n)."""
        offsets = np.zeros(count + 1, dtype=np.int64)
        np.cumsum(np.bincount(owners, minlength=count), out=offsets[1:])
        return cls(offsets, members[np.argsort(owners, kind="stable")])

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def sizes(self) -> Index:
        """Members of each list."""
        return np.diff(self.offsets)

    def owners(self) -> Index:
        """The list of each member."""
        return np.repeat(np.arange(len(self)), self.sizes())

    def of(self, lists: Index) -> tuple[Index, Index]:
        """Members of some lists one after another, and how many each has."""
        starts = self.offsets[lists]
        sizes = self.offsets[lists + 1] - starts
        return self.members[places_of(starts, sizes)], sizes

    def chosen(self, lists: Index) -> "Lists":
        """Some of the lists, which become lists 0, 1, …"""
        members, sizes = self.of(lists)
        return Lists(np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)]), members)

    def transposed(self, count: int) -> "Lists":
        """For each of ``count`` members the lists that hold it, ascending, as often as they hold it."""
        return Lists.by_owner(self.members, self.owners(), count)


def places_of(starts: Index, sizes: Index) -> Index:
    """``starts[0] … starts[0] + sizes[0] − 1``, then those from ``starts[1]`` on, and so forth."""
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(starts - (ends - sizes), sizes) + np.arange(total)


def best_of_each(member: Index, partner: Index, value: npt.NDArray[np.float32], most: int) -> tuple[Index, Index]:
    """Places of the ``most`` largest values of each member, ties by the lower partner, and the rank of each from 0; by member and rank. O(n log n)."""
    order = np.lexsort((partner, -value, member))
    own = member[order]
    rank = np.arange(len(own)) - np.searchsorted(own, own)
    kept = rank < most
    return order[kept], rank[kept]
