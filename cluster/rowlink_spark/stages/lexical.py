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
from .nearest import PAIR_SCHEMA, BestLists, ListSize, pairs_of_lists

# Of those reached by rare n-grams, how many are compared exactly, as on the page.
COMPARED_EXACTLY = 48


# Products held at a time.
MOST_PRODUCTS = 8_000_000


@dataclass(frozen=True)
class LetterFacts:
    """What the n-grams of a record weigh depends on."""

    context: TextContext
    corpus: Corpus


def scan_parts(lefts: DataFrame, rights: DataFrame, size: ListSize, facts: "Broadcast[LetterFacts]") -> DataFrame:
    """
    Every pair of a part compared by letters; both sides have `part`, `record`, `text`. For each left record its best `size.left` right ones,
    for each right record its best `size.right` left ones of the part; only cosines above 0, float32.
    """

    def scan(left: pd.DataFrame, right: pd.DataFrame) -> pd.DataFrame:
        return scan_part(left, right, size, facts.value)

    return lefts.groupBy("part").cogroup(apart(rights).groupBy("part")).applyInPandas(scan, PAIR_SCHEMA)


def scan_part(left: pd.DataFrame, right: pd.DataFrame, size: ListSize, facts: LetterFacts) -> pd.DataFrame:
    """One part; see `scan_parts`. O(pairs + postings)."""
    left = left.sort_values("record", ignore_index=True)
    right = right.sort_values("record", ignore_index=True)
    left_ids, right_ids = left["record"].to_numpy(np.int64), right["record"].to_numpy(np.int64)
    forward, backward = BestLists(len(left), size.left), BestLists(len(right), size.right)
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
    found = [pairs_of_lists(forward, left_ids, "left", "right"), pairs_of_lists(backward, right_ids, "right", "left")]
    return pd.concat(found, ignore_index=True)


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
    """Sums the gains of each pair of a part and keeps the best `size` of each left record, ties to the lower right one."""
    batch = batch.sort_values(["record", "gain"], ascending=[True, False], kind="stable")
    lengths = [len(members) for members in batch["members"]]
    left = np.repeat(batch["record"].to_numpy(np.int64), lengths)
    right = np.concatenate(batch["members"].to_list()).astype(np.int64) if lengths else np.zeros(0, np.int64)
    gain = np.repeat(batch["gain"].to_numpy(np.float64), lengths)
    order = np.lexsort((right, left))
    left, right, gain = left[order], right[order], gain[order]
    if len(left) == 0:
        return pd.DataFrame({"left": left, "right": right, "value": gain.astype(np.float32)})
    is_new = np.append(True, (left[1:] != left[:-1]) | (right[1:] != right[:-1]))
    starts = np.flatnonzero(is_new)
    left, right, total = left[starts], right[starts], np.add.reduceat(gain, starts)
    order = np.lexsort((right, -total, left))
    left, right, total = left[order], right[order], total[order]
    rank = np.arange(len(left)) - np.searchsorted(left, left)
    kept = rank < size
    return pd.DataFrame({"left": left[kept], "right": right[kept], "value": total[kept].astype(np.float32)})
