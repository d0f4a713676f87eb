"""
An inverted file over vectors: centres trained on a sample, records in the cell of their nearest centre, as `src/core/vectors/cells.ts` makes
them. Cells of neighbours are put together to parts, which are what a task works on.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
import pandas as pd
from pyspark import Broadcast
from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql.functions import col

from ..bounded import bounded_frame
from .embed import vectors_of

ROUNDS = 6
# Vectors of the sample for each cell, as on the page.
SAMPLE_A_CELL = 24
MOST_SAMPLED = 131_072


@dataclass(frozen=True)
class Cells:
    """`centres` float32 [cells, dimensions], each of length 1; `part_of` the part of each cell, 0 … `parts` − 1."""

    centres: np.ndarray
    part_of: np.ndarray
    parts: int


def sample_vectors(sides: Sequence[DataFrame], wanted: int, total: int, seed: int) -> np.ndarray:
    """
    Vectors of a sample of at most `wanted` distinct texts, float32 [n, dimensions], of sides (`text`, `vector`) with `total` records: those
    whose hashes come first, so that the sample depends on the texts and the seed alone, not on how they lie in partitions. What cannot be
    among the first is left out before anything is sorted or moved.
    """
    wanted = min(wanted, MOST_SAMPLED)
    order = F.xxhash64(F.lit(seed), col("text"))
    few = [side.select("text", "vector", order.alias("order")).where(col("order") <= F.lit(highest_hash(wanted, total))) for side in sides]
    sample = reduce(DataFrame.unionByName, few).dropDuplicates(["text"]).orderBy("order", "text").limit(wanted)
    return vectors_of(bounded_frame(sample.orderBy("order", "text").select("vector"), wanted)["vector"], np.float32)


def highest_hash(wanted: int, total: int) -> int:
    """A hash (64 bits, signed) below which there are surely `wanted` distinct texts of `total`, of which every one may come twice, if there are any."""
    share = (3 * wanted + 300) / max(1, total)
    return 2**63 - 1 if share >= 1 else int(share * 2**64) - 2**63


def train_cells(sample: np.ndarray, count: int, parts: int) -> Cells:
    """
    Spherical k-means. The first centres are evenly spread members of the sample, a centre without members stays: no chance is in it.
    O(sample · count · dimensions · rounds).
    """
    count = max(1, min(count, len(sample)))
    centres = _k_means(sample, count)
    parts = max(1, min(parts, count))
    part_of = _nearest_centre(centres, _k_means(centres, parts))
    return Cells(centres, part_of.astype(np.int32), parts)


def _k_means(points: np.ndarray, count: int) -> np.ndarray:
    centres = points[(np.arange(count) * len(points)) // count].astype(np.float32).copy()
    for _ in range(ROUNDS):
        nearest = _nearest_centre(points, centres)
        order = np.argsort(nearest, kind="stable")
        members, starts = np.unique(nearest[order], return_index=True)
        sums = np.zeros(centres.shape, dtype=np.float64)
        for part in range(0, points.shape[1], DIMENSIONS_AT_ONCE):
            at = slice(part, part + DIMENSIONS_AT_ONCE)
            sums[members, at] = np.add.reduceat(points[order, at].astype(np.float64), starts, axis=0)
        lengths = np.linalg.norm(sums, axis=1)
        filled = lengths > 0
        centres[filled] = (sums[filled] / lengths[filled, None]).astype(np.float32)
    return centres


# Products held at a time, float32, and columns of the sample.
MOST_PRODUCTS = 16_000_000
DIMENSIONS_AT_ONCE = 64


def _nearest_centre(points: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """The centre nearest to each point, ties to the lower one, in portions: all products at once would be 2 GB for a large sample."""
    step = max(1, MOST_PRODUCTS // len(centres))
    found = [np.argmax(points[start : start + step] @ centres.T, axis=1) for start in range(0, len(points), step)]
    return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)


def nearest_cells(vectors: np.ndarray, centres: np.ndarray, probes: int) -> np.ndarray:
    """The `probes` nearest centres of each vector, nearest first, ties by number: int32 [rows, probes]. O(rows · cells · dimensions)."""
    likeness = vectors @ centres.T
    probes = min(probes, likeness.shape[1])
    if probes == 1:
        return np.argmax(likeness, axis=1).astype(np.int32)[:, None]
    found = np.argpartition(-likeness, probes - 1, axis=1)[:, :probes]
    found.sort(axis=1)
    order = np.argsort(-np.take_along_axis(likeness, found, axis=1), axis=1, kind="stable")
    return np.take_along_axis(found, order, axis=1).astype(np.int32)


def place_in_cells(records: DataFrame, cells: "Broadcast[Cells]", probes: int) -> DataFrame:
    """Records (`record`, `vector`) with the cells that they look into (`probes`, nearest first) and the part of the nearest one (`part`)."""

    def place(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        inverted = cells.value
        for batch in batches:
            if len(batch) == 0:
                continue
            found = nearest_cells(vectors_of(batch["vector"], np.float32), inverted.centres, probes)
            yield pd.DataFrame({"record": batch["record"], "probes": list(found), "part": inverted.part_of[found[:, 0]]})

    return records.select("record", "vector").mapInPandas(place, "record long, probes array<int>, part int")


def chosen_probes(sample: np.ndarray, cells: Cells, others: np.ndarray, k: int, target: float) -> int:
    """
    How many cells a record has to look into so that all but `1 − target` of the `k` nearest of `others` are found there, told from a
    sample that is searched exactly. O(sample · others · dimensions).
    """
    k = min(k, len(others))
    likeness = sample @ others.T
    found = np.argpartition(-likeness, k - 1, axis=1)[:, :k] if k < len(others) else np.argsort(-likeness, axis=1)
    home = nearest_cells(others, cells.centres, 1)[:, 0]
    ranks = np.argsort(np.argsort(-(sample @ cells.centres.T), axis=1, kind="stable"), axis=1, kind="stable")
    reached = np.sort(np.take_along_axis(ranks, home[found], axis=1).ravel())
    return int(reached[min(len(reached) - 1, int(np.ceil(target * len(reached))) - 1)]) + 1
