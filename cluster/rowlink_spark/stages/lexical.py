"""
Candidates by letters. Few pairs are compared whole; many are found by the rare n-grams that two records share: an n-gram that too many have
leads nowhere, and each record follows its rarest ones until its budget of places is spent.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from pyspark import Broadcast
from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql.functions import col

from ..definition.corpus import Corpus, TermTable
from ..definition.features import align, features_of
from ..definition.lexical_text import TextContext
from ..definition.terms import gram_lists
from ..frames import apart
from .nearest import LIST_SCHEMA, PAIR_SCHEMA, BestLists, ListSize, pairs_of_lists, rows_of_lists

# Products held at a time.
MOST_PRODUCTS = 8_000_000


@dataclass(frozen=True)
class LetterFacts:
    """What the n-grams of a record weigh depends on."""

    context: TextContext
    corpus: Corpus


def scan_parts(lefts: DataFrame, rights: DataFrame, size: ListSize, facts: "Broadcast[LetterFacts]") -> DataFrame:
    """
    Every pair of a part compared by letters, as lists; both sides have `part`, `record`, `text`. For each left record its best `size.left` right ones,
    for each right record its best `size.right` left ones of the part; only cosines above 0, float32.
    """

    def scan(left: pd.DataFrame, right: pd.DataFrame) -> pd.DataFrame:
        return rows_of_lists(*scan_lists(left, right, size, facts.value))

    return lefts.groupBy("part").cogroup(apart(rights).groupBy("part")).applyInPandas(scan, LIST_SCHEMA)


def scan_part(left: pd.DataFrame, right: pd.DataFrame, size: ListSize, facts: LetterFacts) -> pd.DataFrame:
    """The lists of one part as pairs; see `scan_parts`."""
    return pairs_of_lists(*scan_lists(left, right, size, facts))


def scan_lists(left: pd.DataFrame, right: pd.DataFrame, size: ListSize, facts: LetterFacts) -> tuple[BestLists, BestLists]:
    """Lists of the left and of the right records of one part; see `scan_parts`. O(pairs + postings)."""
    left = left.sort_values("record", ignore_index=True)
    right = right.sort_values("record", ignore_index=True)
    left_ids, right_ids = left["record"].to_numpy(np.int64), right["record"].to_numpy(np.int64)
    forward, backward = BestLists(left_ids, size.left), BestLists(right_ids, size.right)
    one, other = align(
        features_of(left["text"].tolist(), "left", facts.context, facts.corpus).grams,
        features_of(right["text"].tolist(), "right", facts.context, facts.corpus).grams,
    )
    turned = other.T.tocsc()
    step = max(1, MOST_PRODUCTS // max(1, len(right)))
    for start in range(0, len(left), step):
        rows = np.arange(start, min(len(left), start + step))
        values = (one[rows] @ turned).toarray().astype(np.float32)
        values[values <= 0] = -np.inf
        forward.offer(rows, right_ids, values)
        backward.offer(np.arange(len(right)), left_ids[rows], values.T)
    return forward, backward


def rare_grams(
    records: DataFrame, grams: "Broadcast[TermTable]", most: int, budget: int, cap: int, documents: int
) -> DataFrame:
    """
    The rarest n-grams of each record: `record`, `gram` (64-bit key), `gain` (what sharing it adds to a cosine, before scaling).

    At most `most`, none that more than `cap` records have, and only so many that their records number at most `budget`. An n-gram
    that one record alone has is nobody's way to anybody and left out.
    """

    def find(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        table = grams.value
        for batch in batches:
            if len(batch) == 0:
                continue
            yield _rarest(batch["record"].to_numpy(np.int64), batch["form"].tolist(), table, most, budget, cap, documents)

    return records.select("record", "form").mapInPandas(find, "record long, gram long, frequency int, gain float")


def _rarest(
    records: np.ndarray, forms: Sequence[str], table: TermTable, most: int, budget: int, cap: int, documents: int
) -> pd.DataFrame:
    lists = gram_lists(forms)
    owner = np.repeat(np.arange(len(forms)), np.diff(lists.offsets))
    frequency = table.documents_of(lists.keys)
    kept = (frequency > 1) & (frequency <= cap)
    owner, keys, frequency = owner[kept], lists.keys[kept], frequency[kept]
    order = np.lexsort((keys, frequency, owner))
    owner, keys, frequency = owner[order], keys[order], frequency[order]
    first = np.searchsorted(owner, owner)
    total = np.cumsum(frequency)
    spent = total - (total[first] - frequency[first]) if len(total) else total
    rank = np.arange(len(owner)) - first
    # The rarest one is always followed.
    within = (rank < most) & ((spent <= budget) | (rank == 0))
    gain = (np.log((1 + documents) / (1 + frequency)) + 1) ** 2
    return pd.DataFrame(
        {
            "record": records[owner[within]],
            "gram": keys[within].view(np.int64),
            "frequency": frequency[within].astype(np.int32),
            "gain": gain[within].astype(np.float32),
        }
    )


def postings(right: DataFrame, salts: int, heavy: int) -> DataFrame:
    """
    Records by n-gram (`gram`, `salt`, `members`). Lists of n-grams that at least `heavy` records have come `salts` times, so that the many
    left records that ask for them do not all meet in one task.
    """
    lists = right.groupBy("gram").agg(F.sort_array(F.collect_list("record")).alias("members"), F.max("frequency").alias("frequency"))
    copies = F.when(col("frequency") >= heavy, F.sequence(F.lit(0), F.lit(salts - 1))).otherwise(F.array(F.lit(0)))
    return lists.select("gram", F.explode(copies).alias("salt"), "members")


def share_rare_grams(left: DataFrame, right: DataFrame, parts: DataFrame, salts: int, heavy: int, size: int) -> DataFrame:
    """
    For each left record the `size` right ones with which it shares most of its rare n-grams, by the sum of their gains.

    `left` and `right` come from `rare_grams`; `parts` says which left records a task counts together (`record`, `part`). What moves are
    lists of records, one for each n-gram of a left record, not single pairs.
    """
    salt = F.when(col("frequency") >= heavy, F.pmod(F.xxhash64("record"), F.lit(salts)).cast("int")).otherwise(F.lit(0))
    asked = left.join(parts, "record").select("record", "part", "gram", "gain", salt.alias("salt"))
    reached = asked.join(postings(right, salts, heavy), ["gram", "salt"]).select("record", "part", "gain", "members")

    def count(batch: pd.DataFrame) -> pd.DataFrame:
        return count_shared(batch, size)

    return reached.groupBy("part").applyInPandas(count, PAIR_SCHEMA)


def count_shared(batch: pd.DataFrame, size: int) -> pd.DataFrame:
    """
    Sums the gains of each pair of a part and keeps the best `size` of each left record, ties to the lower right one. Gains are added as
    whole numbers, so that the order in which rows come changes no sum.
    """
    lengths = batch["members"].map(len).to_numpy(np.int64)
    if lengths.sum() == 0:
        return pd.DataFrame({"left": [], "right": [], "value": []}).astype({"left": "int64", "right": "int64", "value": "float32"})
    lefts, place = np.unique(batch["record"].to_numpy(np.int64), return_inverse=True)
    members = np.concatenate(batch["members"].to_list()).astype(np.int64)
    width = int(members.max()) + 1
    # A left record's place and a right record in one number: a single sort.
    pairs = np.repeat(place * width, lengths) + members
    gains = np.repeat(np.rint(batch["gain"].to_numpy(np.float64) * GAIN_STEPS).astype(np.int64), lengths)
    order = np.argsort(pairs)
    pairs, gains = pairs[order], gains[order]
    starts = np.flatnonzero(np.append(True, pairs[1:] != pairs[:-1]))
    pairs, total = pairs[starts], np.add.reduceat(gains, starts)
    place, right = pairs // width, pairs % width
    order = np.argsort(place * (int(total.max()) + 1) + (total.max() - total), kind="stable")
    place, right, total = place[order], right[order], total[order]
    firsts = np.searchsorted(place, np.arange(len(lefts)))
    kept = np.arange(len(place)) - firsts[place] < size
    return pd.DataFrame({"left": lefts[place[kept]], "right": right[kept], "value": (total[kept] / GAIN_STEPS).astype(np.float32)})


# Steps of a gain of 1.
GAIN_STEPS = 2**20
