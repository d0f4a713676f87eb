"""Rates of a ranking: recall at k, mean reciprocal rank, the best F1 of one threshold, and their intervals."""

from dataclasses import asdict, dataclass
from math import sqrt

import numpy as np

from .tasks import Task

DEPTH = 50
"""Candidates of a record that are looked at: a match further down counts as not found (and 0 in the mean reciprocal rank)."""
PAIRS_OF_A_RECORD = 10
"""Nearest records whose pairs a search for duplicates is given."""
BELOW_ALL_COSINES = -9.0


@dataclass(frozen=True)
class Rates:
    """Of the rows on the left that have a match: fractions from 0 to 1; `rows` is their number."""

    recall1: float
    recall5: float
    recall10: float
    reciprocal_rank: float
    best_f1: float
    threshold: float
    rows: int

    def to_json(self) -> dict[str, float]:
        return asdict(self)


def rank(similarities: np.ndarray, task: Task) -> np.ndarray:
    """Places on the right of the DEPTH nearest of each row on the left, nearest first; of equal ones the earlier first.

    `similarities` is [left, right]; where the sides are one list its diagonal is overwritten.
    """
    if task.is_dedup:
        np.fill_diagonal(similarities, BELOW_ALL_COSINES)
    if similarities.shape[1] > DEPTH:
        nearest = np.sort(np.argpartition(-similarities, DEPTH - 1, axis=1)[:, :DEPTH], axis=1)
    else:
        nearest = np.broadcast_to(np.arange(similarities.shape[1]), similarities.shape)
    order = np.argsort(-np.take_along_axis(similarities, nearest, axis=1), axis=1, kind="stable")
    return np.take_along_axis(nearest, order, axis=1)


def rank_of_first_match(order: np.ndarray, task: Task) -> np.ndarray:
    """For each row on the left the rank, from 0, of its first match; DEPTH where none is in sight, -1 where it has none."""
    ranks = np.full(len(order), -1)
    for row, matches in enumerate(task.truth):
        if matches:
            hits = np.flatnonzero(np.isin(order[row], matches))
            ranks[row] = hits[0] if len(hits) else DEPTH
    return ranks


def measure(similarities: np.ndarray, task: Task) -> Rates:
    """Rates of a task from the similarities of its sides, [left, right], whose diagonal may be overwritten."""
    order = rank(similarities, task)
    ranks = rank_of_first_match(order, task)
    ranks = ranks[ranks >= 0]
    reciprocal = np.where(ranks < DEPTH, 1 / (ranks + 1), 0)
    f1, threshold = (_best_f1_of_pairs if task.is_dedup else _best_f1_of_firsts)(similarities, order, task)
    recalls = [float(np.mean(ranks < k)) for k in (1, 5, 10)]
    return Rates(*recalls, float(reciprocal.mean()), f1, threshold, len(ranks))


def _best_f1_of_firsts(similarities: np.ndarray, order: np.ndarray, task: Task) -> tuple[float, float]:
    """Every row takes its nearest where that is near enough."""
    firsts = order[:, 0]
    scores = similarities[np.arange(len(firsts)), firsts]
    is_right = np.array([first in matches for first, matches in zip(firsts, task.truth, strict=True)])
    return best_f1(scores, is_right, sum(1 for matches in task.truth if matches))


def _best_f1_of_pairs(similarities: np.ndarray, order: np.ndarray, task: Task) -> tuple[float, float]:
    """Every pair of near records that is near enough is taken."""
    pairs = {(min(row, other), max(row, other)) for row in range(len(order)) for other in order[row, :PAIRS_OF_A_RECORD].tolist()}
    ordered = sorted(pairs)
    truth = [set(matches) for matches in task.truth]
    scores = np.array([similarities[pair] for pair in ordered])
    is_right = np.array([other in truth[row] for row, other in ordered])
    return best_f1(scores, is_right, sum(map(len, truth)) / 2)


def best_f1(scores: np.ndarray, is_right: np.ndarray, total: float) -> tuple[float, float]:
    """The highest F1 of 'all with at least this score' against `total` that are to be found, and that score."""
    order = np.argsort(-scores, kind="stable")
    found = np.cumsum(is_right[order])
    f1 = 2 * found / (np.arange(1, len(order) + 1) + max(total, 1))
    best = int(np.argmax(f1))
    return float(f1[best]), float(scores[order[best]])


def wilson_interval(hits: int, rows: int, z: float = 1.96) -> tuple[float, float]:
    """The interval in which a rate lies with 95 % certainty, after Wilson (1927); (0, 1) of no rows."""
    if rows == 0:
        return 0.0, 1.0
    rate, shrink = hits / rows, 1 + z * z / rows
    middle = (rate + z * z / (2 * rows)) / shrink
    half = z / shrink * sqrt(rate * (1 - rate) / rows + z * z / (4 * rows * rows))
    return max(0.0, middle - half), min(1.0, middle + half)
