"""What good candidates of a record reach that are not its best: a likeness with everybody says little. Source: ``score/usual.ts``."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .generated import load
from .pool import Index

KEPT: int = load("score")["usual"]["KEPT"]
"""Values of a record that count: the best, which is left out, and those after it."""
_MANY: int = load("score")["usual"]["MANY"]

Singles = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Usual:
    """Of the records of both sides, and the mean of the second best over left records that have one."""

    left: Singles
    right: Singles
    mean: float


def usual_of_side(member: Index, values: Singles, count: int) -> tuple[Singles, Singles]:
    """Of each of ``count`` members the mean of its second to sixth largest value (0 where it has fewer than two), and the second largest
    (NaN there). O(pairs · log pairs)"""
    order = np.lexsort((-values, member))
    members = member[order]
    sizes = np.bincount(members, minlength=count)
    starts = np.cumsum(sizes) - sizes
    rank = np.arange(len(members)) - starts[members]
    counts_here = (rank >= 1) & (rank < KEPT)
    sums = np.bincount(members[counts_here], weights=values[order][counts_here].astype(np.float64), minlength=count)
    used = np.minimum(sizes, KEPT) - 1
    means = np.where(used >= 1, sums / np.maximum(1, used), 0).astype(np.float32)
    second = np.full(count, np.nan, dtype=np.float32)
    second[members[rank == 1]] = values[order][rank == 1]
    return means, second


def lift(values: Singles, mean: float, others: int, floor: float) -> Singles:
    """Adds the same to all values of a side where their average is below what is usual: a small table has nobody who comes close by chance.

    :param mean: average of all values of the side, also of those that are not here
    :param others: records of the other side
    :param floor: what is usual at least in a table too small to tell
    """
    missing = least_of(others, floor) - mean
    return (values + missing).astype(np.float32) if missing > 0 and least_of(others, floor) > 0 else values


def least_of(others: int, floor: float) -> float:
    """What a side's average has to reach beside so few records of the other side."""
    return floor * max(0.0, 1 - others / _MANY)


def usual_of(
    left: Index, right: Index, values: Singles | None, left_count: int, right_count: int, floor: float = 0.0
) -> Usual:
    """What is usual for the records of a pool that is at hand whole; zeros where no values are known."""
    if values is None:
        return Usual(np.zeros(left_count, np.float32), np.zeros(right_count, np.float32), 0.0)
    left_means, second = usual_of_side(left, values, left_count)
    right_means, _ = usual_of_side(right, values, right_count)
    known = second[~np.isnan(second)].astype(np.float64)
    mean = max(least_of(right_count, floor), float(known.mean()) if len(known) else 0.0)
    return Usual(
        lift(left_means, float(left_means.astype(np.float64).mean()) if left_count else 0.0, right_count, floor),
        lift(right_means, float(right_means.astype(np.float64).mean()) if right_count else 0.0, left_count, floor),
        mean,
    )
