"""
The most similar records of both sides, part by part: a part holds some left records and all right ones that they may meet. Whole numbers of
int8 codes are multiplied as float32 (their sums stay below 2^24, so nothing is rounded), which every BLAS does fast.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F
from pyspark.sql.functions import col

from ..frames import apart
from .embed import vectors_of

PAIR_SCHEMA = "left long, right long, value float"
# Partners kept beyond the list while values are rounded, as on the page.
SPARE_PARTNERS = 14
# Right records that one task multiplies with; more are dealt with in several.
MOST_RIGHT = 200_000
# Products held at a time, float32.
MOST_PRODUCTS = 16_000_000


@dataclass(frozen=True)
class ListSize:
    """How many partners each left and each right record keeps."""

    left: int
    right: int


def split_parts(left: DataFrame, part_records: int) -> DataFrame:
    """
    Left records (`record`, `part`, …) with parts that hold about `part_records` at most: a part that very many records fall into is salted
    by the hash of the record. `part` becomes a number of 64 bits.
    """
    sizes = left.groupBy("part").agg(F.ceil(F.count(F.lit(1)) / F.lit(part_records)).alias("slices"))
    slice_of = F.pmod(F.xxhash64("record"), col("slices").cast("long"))
    return left.join(F.broadcast(sizes), "part").withColumn("part", col("part").cast("long") * SLICES + slice_of).drop("slices")


# More slices than a part is ever cut into.
SLICES = 1 << 20


def meet_in_cells(left: DataFrame, right: DataFrame, most_right: int = MOST_RIGHT) -> tuple[DataFrame, DataFrame]:
    """
    Both sides by the parts and chunks in which they meet: left records (`record`, `part`, `probes`, `code`, `scale`) as they are, right ones
    (`record`, `cell`, `code`, `scale`) once for each part that looks into their cell. Where a part needs very many, they come in chunks of
    whole cells, and its left records once for each chunk.
    """
    looked = left.select("part", F.explode("probes").alias("cell")).distinct()
    sizes = right.groupBy("cell").agg(F.count(F.lit(1)).alias("size"))
    chunks = (
        looked.join(sizes, "cell").groupBy("part").agg(F.ceil(F.sum("size") / F.lit(most_right)).cast("long").alias("chunks"))
    )
    wanted = looked.join(chunks, "part").select("part", "cell", F.pmod(F.xxhash64("cell"), col("chunks")).alias("chunk"))
    rights = right.join(wanted, "cell")
    numbers = F.explode(F.sequence(F.lit(0).cast("long"), col("chunks") - 1))
    lefts = left.join(chunks, "part").select(*left.columns, numbers.alias("chunk"))
    return lefts, rights


def search_parts(lefts: DataFrame, rights: DataFrame, size: ListSize, is_within: bool = False) -> DataFrame:
    """
    Pairs with their cosine: for each left record its best `size.left` right ones within its part and chunk, for each right record its best
    `size.right` left ones there. Lists of several parts are cut to length by `best_of_lists`.
    """

    def search(left: pd.DataFrame, right: pd.DataFrame) -> pd.DataFrame:
        return search_part(left, right, size, is_within)

    keys = ("part", "chunk")
    return lefts.groupBy(*keys).cogroup(apart(rights).groupBy(*keys)).applyInPandas(search, PAIR_SCHEMA)


def search_part(left: pd.DataFrame, right: pd.DataFrame, size: ListSize, is_within: bool = False) -> pd.DataFrame:
    """
    One part. `left` has `record`, `probes` and vectors, `right` has `record`, `cell` and vectors: either `vector` (float32) or `code`
    (int8) with `scale`. Ties go to the lower record. O(left · probed right · dimensions).
    """
    if len(left) == 0 or len(right) == 0:
        return pd.DataFrame({"left": [], "right": [], "value": []}).astype({"left": "int64", "right": "int64", "value": "float32"})
    left = left.sort_values("record", ignore_index=True)
    right = right.sort_values(["cell", "record"], ignore_index=True)
    a, b = _matrix_of(left), _matrix_of(right)
    left_ids, right_ids = left["record"].to_numpy(np.int64), right["record"].to_numpy(np.int64)
    forward = BestLists(len(left), size.left)
    backward = BestLists(len(right), size.right)
    cells, starts = np.unique(right["cell"].to_numpy(), return_index=True)
    ends = np.append(starts[1:], len(right))
    seekers = _seekers_of(left["probes"])
    for cell, start, end in zip(cells.tolist(), starts.tolist(), ends.tolist(), strict=True):
        members = seekers.get(cell)
        if members is None:
            continue
        step = max(1, MOST_PRODUCTS // (end - start))
        for at in range(0, len(members), step):
            rows = members[at : at + step]
            values = a[rows] @ b[start:end].T
            if is_within:
                values[left_ids[rows, None] == right_ids[None, start:end]] = -np.inf
            forward.offer(rows, right_ids[start:end], values)
            backward.offer(np.arange(start, end), left_ids[rows], values.T)
    return pd.concat([pairs_of_lists(forward, left_ids, "left", "right"), pairs_of_lists(backward, right_ids, "right", "left")], ignore_index=True)


def _matrix_of(side: pd.DataFrame) -> np.ndarray:
    if "vector" in side.columns:
        return vectors_of(side["vector"], np.float32)
    return vectors_of(side["code"], np.int8).astype(np.float32) * side["scale"].to_numpy(np.float32)[:, None]


def _seekers_of(probes: "pd.Series[np.ndarray]") -> dict[int, np.ndarray]:
    """Places of the left records that look into each cell."""
    places = np.repeat(np.arange(len(probes)), [len(cells) for cells in probes])
    cells = np.concatenate(probes.to_list())
    order = np.argsort(cells, kind="stable")
    found, starts = np.unique(cells[order], return_index=True)
    return dict(zip(found.tolist(), np.split(places[order], starts[1:]), strict=True))


class BestLists:
    """The best partners of each of `count` members so far; ties go to the lower partner."""

    def __init__(self, count: int, size: int) -> None:
        self.values = np.full((count, size), -np.inf, dtype=np.float32)
        self.partners = np.full((count, size), np.iinfo(np.int64).max, dtype=np.int64)

    def offer(self, members: np.ndarray, partners: np.ndarray, values: np.ndarray) -> None:
        """Offers each member (distinct) all partners (ascending) with their values [members, partners]."""
        size = self.values.shape[1]
        if size == 0:
            return
        values, chosen = _largest(values, partners, size)
        values = np.concatenate([self.values[members], values], axis=1)
        chosen = np.concatenate([self.partners[members], chosen], axis=1)
        order = np.lexsort((chosen, -values), axis=1)[:, :size]
        self.values[members] = np.take_along_axis(values, order, axis=1)
        self.partners[members] = np.take_along_axis(chosen, order, axis=1)


def _largest(values: np.ndarray, partners: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
    """The `size` largest values of each row with their partners, ties to the lower partner."""
    count = values.shape[1]
    if count <= size:
        return values, np.broadcast_to(partners, values.shape)
    places = np.argpartition(-values, size - 1, axis=1)[:, :size]
    least = np.take_along_axis(values, places, axis=1).min(axis=1)
    tied = np.flatnonzero((values >= least[:, None]).sum(axis=1) > size)
    for row in tied:
        places[row] = np.argsort(-values[row], kind="stable")[:size]
    return np.take_along_axis(values, places, axis=1), partners[places]


def pairs_of_lists(lists: BestLists, owners: np.ndarray, own: str, other: str) -> pd.DataFrame:
    """What the lists of one side hold, as pairs; `own` is `left` or `right`, `other` the other one."""
    filled = np.isfinite(lists.values)
    return pd.DataFrame(
        {
            own: np.repeat(owners, filled.sum(axis=1)),
            other: lists.partners[filled],
            "value": lists.values[filled],
        }
    )[["left", "right", "value"]]


def best_of_lists(pairs: DataFrame, size: ListSize) -> DataFrame:
    """
    Pairs (`left`, `right`, `value`) that are among the best `size.left` of their left record or the best `size.right` of their right one,
    each once. Ties go to the lower partner.
    """
    once = pairs.groupBy("left", "right").agg(F.max("value").alias("value"))
    by_left = Window.partitionBy("left").orderBy(col("value").desc(), "right")
    by_right = Window.partitionBy("right").orderBy(col("value").desc(), "left")
    ranked = once.withColumn("left_rank", F.row_number().over(by_left)).withColumn("right_rank", F.row_number().over(by_right))
    return ranked.where((col("left_rank") <= size.left) | (col("right_rank") <= size.right)).select("left", "right", "value")


