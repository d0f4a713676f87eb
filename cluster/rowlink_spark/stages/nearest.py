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

from ..definition.lists import best_of_each
from ..frames import apart
from .embed import vectors_of
from .salts import cut_both_sides

PAIR_SCHEMA = "left long, right long, value float"
# The best partners of one record in one part: int64 and float32 numbers, best first, -inf behind the last. `side` is 0 for a left record.
LIST_SCHEMA = "side int, record long, partners binary, values binary"
# Left and right records that are multiplied with each other at a time; more are dealt with in several tasks.
MOST_LEFT, MOST_RIGHT = 100_000, 200_000
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


def meet_in_cells(
    left: DataFrame, right: DataFrame, left_codes: DataFrame, right_codes: DataFrame, most_left: int = MOST_LEFT, most_right: int = MOST_RIGHT
) -> tuple[DataFrame, DataFrame]:
    """
    Both sides by the cells in which they meet, as `search_parts` wants them: right records (`record`, `cell`) in their own, left ones (`record`, `probes`)
    once for each cell that they look into, with their codes (`record`, `code`, `scale`). So what moves grows with the records, not with the number of
    tasks. Where very many meet in a cell, a task gets a slice of about `most_left` left records and a chunk of about `most_right` right ones.
    """
    looked = left.select("record", F.explode("probes").alias("cell"))
    own, others = cut_both_sides(looked, right.select("record", "cell"), "cell", most_left, most_right, are_few=True)
    part = (col("cell").cast("long") * SLICES + col("left_salt")).alias("part")
    chunk = col("right_salt").alias("chunk")
    lefts = own.select("record", part, chunk, F.array("cell").alias("probes")).join(left_codes, "record")
    return lefts, others.select("record", part, chunk, "cell").join(right_codes, "record")


def search_parts(lefts: DataFrame, rights: DataFrame, size: ListSize, is_within: bool = False) -> DataFrame:
    """
    Lists with cosines (`LIST_SCHEMA`): for each left record its best `size.left` right ones within its part and chunk, for each right record its
    best `size.right` left ones there. Lists of several parts are merged by `best_of_lists`. A list is one row: a right record that fifty parts
    meet would else leave them as hundreds of pairs.
    """

    def search(left: pd.DataFrame, right: pd.DataFrame) -> pd.DataFrame:
        return rows_of_lists(*find_lists(left, right, size, is_within))

    keys = ("part", "chunk")
    return lefts.groupBy(*keys).cogroup(apart(rights).groupBy(*keys)).applyInPandas(search, LIST_SCHEMA)


def search_part(left: pd.DataFrame, right: pd.DataFrame, size: ListSize, is_within: bool = False) -> pd.DataFrame:
    """The lists of one part as pairs; see `find_lists`."""
    return pairs_of_lists(*find_lists(left, right, size, is_within))


def find_lists(left: pd.DataFrame, right: pd.DataFrame, size: ListSize, is_within: bool = False) -> "tuple[BestLists, BestLists]":
    """
    Lists of the left and of the right records of one part. `left` has `record`, `probes` and vectors, `right` has `record`, `cell` and
    vectors: either `vector` (float32) or `code` (int8) with `scale`. Ties go to the lower record. O(left · probed right · dimensions).
    """
    left = left.sort_values("record", ignore_index=True)
    right = right.sort_values(["cell", "record"], ignore_index=True)
    left_ids, right_ids = left["record"].to_numpy(np.int64), right["record"].to_numpy(np.int64)
    forward = BestLists(left_ids, size.left)
    backward = BestLists(right_ids, size.right)
    if len(left) == 0 or len(right) == 0:
        return forward, backward
    a, b = _matrix_of(left), _matrix_of(right)
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
    return forward, backward


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
    """The best partners so far of the records `owners`: float32 `values` [owners, size], best first, -inf where there are fewer, and `partners`;
    ties go to the lower partner."""

    def __init__(self, owners: np.ndarray, size: int) -> None:
        self.owners = owners
        self.values = np.full((len(owners), size), -np.inf, dtype=np.float32)
        self.partners = np.full((len(owners), size), np.iinfo(np.int64).max, dtype=np.int64)

    @classmethod
    def of_pairs(cls, owners: np.ndarray, size: int, members: np.ndarray, partners: np.ndarray, values: np.ndarray) -> "BestLists":
        """Lists of some pairs, each given once: a member is the place of its owner. O(n log n)"""
        lists = cls(owners, size)
        kept, rank = best_of_each(members, partners, values, size)
        lists.values[members[kept], rank] = values[kept]
        lists.partners[members[kept], rank] = partners[kept]
        return lists

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


def pairs_of_lists(forward: BestLists, backward: BestLists) -> pd.DataFrame:
    """What the lists of left and right records hold, as pairs."""

    def pairs(lists: BestLists, own: str, other: str) -> pd.DataFrame:
        filled = np.isfinite(lists.values)
        owners = np.repeat(lists.owners, filled.sum(axis=1))
        return pd.DataFrame({own: owners, other: lists.partners[filled], "value": lists.values[filled]})[["left", "right", "value"]]

    return pd.concat([pairs(forward, "left", "right"), pairs(backward, "right", "left")], ignore_index=True)


def rows_of_lists(forward: BestLists, backward: BestLists) -> pd.DataFrame:
    """The same, a row a list (`LIST_SCHEMA`); empty lists are left out."""

    def rows(lists: BestLists, side: int) -> pd.DataFrame:
        filled = np.isfinite(lists.values).any(axis=1)
        columns = {"side": side, "record": lists.owners[filled], "partners": _rows_as_bytes(lists.partners[filled]), "values": _rows_as_bytes(lists.values[filled])}
        return pd.DataFrame(columns)

    return pd.concat([rows(forward, 0), rows(backward, 1)], ignore_index=True).astype({"side": "int32"})


def _rows_as_bytes(matrix: np.ndarray) -> list[bytes]:
    whole, width = np.ascontiguousarray(matrix).tobytes(), matrix.shape[1] * matrix.itemsize
    return [whole[at : at + width] for at in range(0, len(whole), width)] if width else []


def best_of_lists(lists: DataFrame, size: ListSize, records: int) -> DataFrame:
    """
    Pairs (`left`, `right`) that are among the best `size.left` of their left record or the best `size.right` of their right one (twice, where both), of
    the lists (`LIST_SCHEMA`) of several parts; of some `records` of both sides. Ties go to the lower partner.
    """

    def merge(batch: pd.DataFrame) -> pd.DataFrame:
        return merge_lists(batch, size)

    buckets = max(1, -(-records // RECORDS_A_BUCKET))
    bucket = F.pmod(F.xxhash64("record"), F.lit(buckets))
    return lists.withColumn("bucket", bucket).groupBy("side", "bucket").applyInPandas(merge, "left long, right long")


# Records whose lists one call merges.
RECORDS_A_BUCKET = 100_000


def merge_lists(batch: pd.DataFrame, size: ListSize) -> pd.DataFrame:
    """Lists of one side, of several parts, to the pairs of the best of each record. O(n log n)"""
    side = int(batch["side"].iloc[0])
    most = size.right if side else size.left
    counts = batch["partners"].map(len).to_numpy(np.int64) // 8
    record = np.repeat(batch["record"].to_numpy(np.int64), counts)
    partner = np.frombuffer(b"".join(batch["partners"]), dtype=np.int64)
    value = np.frombuffer(b"".join(batch["values"]), dtype=np.float32)
    filled = np.isfinite(value)
    record, partner, value = record[filled], partner[filled], value[filled]
    order = np.lexsort((partner, -value, record))
    record, partner = record[order], partner[order]
    is_new = np.ones(len(order), dtype=bool)
    is_new[1:] = (record[1:] != record[:-1]) | (partner[1:] != partner[:-1])
    record, partner = record[is_new], partner[is_new]
    kept = np.arange(len(record)) - np.searchsorted(record, record) < most
    own, other = ("right", "left") if side else ("left", "right")
    return pd.DataFrame({own: record[kept], other: partner[kept]})[["left", "right"]]


def best_of_right(pairs: DataFrame, most: int) -> DataFrame:
    """Pairs (`left`, `right`, `value`, each once) that are among the best `most` of their right record, ties to the lower left one."""
    rank = F.row_number().over(Window.partitionBy("right").orderBy(col("value").desc(), "left"))
    return pairs.withColumn("rank", rank).where(col("rank") <= most).select("left", "right")
