"""What an exact search finds for a sample of left records, out of the stages of a run: what share of it the run has too."""

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd
from pyspark.sql import DataFrame, SparkSession, Window
from pyspark.sql import functions as F
from pyspark.sql.functions import col
from scipy.sparse import csr_array

from rowlink_spark.bounded import bounded_frame
from rowlink_spark.definition.hashed import SECTIONS, Lists, unpack
from rowlink_spark.stages.embed import vectors_of
from rowlink_spark.store import Store

# Left records of the sample; the longest list, and the one that is compared.
SAMPLE = 300
LONGEST = 20
LIST = 10
PAIRS = "left long, right long, value float"
Search = Callable[[Iterator[pd.DataFrame]], Iterator[pd.DataFrame]]


def recall_against_exact(spark: SparkSession, store: Store, truth: DataFrame, seed: int, columns: int) -> dict[str, float]:
    """
    Shares of what is found exactly (every left record of the sample with every right one) that the run found as well.

    `truth`: `left`, `right` (records). `pool…Recall` is of the pairs that the run looked at: of the ten nearest by vectors, by letters, and by
    the sum of both cosines, and of the nearest one. `exactTrue` is the share of true partners that are on an exact list, `sampleTrueRecall` how many of
    those are among the run's candidates.
    """
    sample = _sample(spark, store, seed)
    sides = {kind: spark.read.parquet(store.path_of(f"{kind}-right")) for kind in ("vectors", "packed")}
    found = {
        "Vectors": _longest_lists(sides["vectors"].select("record", "vector").mapInPandas(_by_vectors(sample), PAIRS)),
        "Letters": _longest_lists(sides["packed"].select("record", "features").mapInPandas(_by_letters(sample, columns), PAIRS)),
    }
    lefts = spark.createDataFrame(sample[["record"]].rename(columns={"record": "left"}))
    pool = _pairs(spark.read.parquet(store.path_of("pool")).select("left", "right").join(F.broadcast(lefts), "left"))
    candidates = _pairs(spark.read.parquet(store.path_of("candidates")).select("left", "right").join(F.broadcast(lefts), "left"))
    partners = _pairs(truth.select("left", "right").join(F.broadcast(lefts), "left"))
    exact = set().union(*(_set(one) for one in found.values()))
    both = found["Vectors"].merge(found["Letters"], on=["left", "right"], how="outer").fillna(0)
    found["Both"] = both.assign(value=both["value_x"] + both["value_y"])[["left", "right", "value"]]
    out = {}
    for name, lists in found.items():
        for most, word in ((LIST, "Ten"), (1, "Best")):
            wanted = _set(_best(lists, most))
            out[f"pool{name}{word}Recall"] = _share(wanted, pool)
            out[f"candidates{name}{word}Recall"] = _share(wanted, candidates)
    return out | {"exactTrue": _share(partners, exact), "sampleTrueRecall": _share(partners & exact, candidates), "sampleTrue": len(partners)}


def _sample(spark: SparkSession, store: Store, seed: int) -> pd.DataFrame:
    vectors = spark.read.parquet(store.path_of("vectors-left")).select("record", "text", "vector")
    chosen = vectors.orderBy(F.xxhash64(F.lit(seed + 1), "text"), "record").limit(SAMPLE)
    packed = spark.read.parquet(store.path_of("packed-left")).select("record", "features")
    return bounded_frame(chosen.join(packed, "record"), SAMPLE).sort_values("record", ignore_index=True)


def _by_vectors(sample: pd.DataFrame) -> Search:
    lefts, owners = vectors_of(sample["vector"], np.float32), sample["record"].to_numpy()

    def search(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        for batch in batches:
            if len(batch):
                yield _best_of(lefts @ vectors_of(batch["vector"], np.float32).T, owners, batch["record"].to_numpy())

    return search


def _by_letters(sample: pd.DataFrame, columns: int) -> Search:
    sections = SECTIONS + 2 * columns
    own = unpack(sample["features"].tolist(), sections)
    known, owners = np.unique(own[1].values), sample["record"].to_numpy()
    lefts = _grams(own, known)

    def search(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        for batch in batches:
            if len(batch):
                rights = _grams(unpack(batch["features"].tolist(), sections), known)
                yield _best_of((lefts @ rights.T).toarray(), owners, batch["record"].to_numpy())

    return search


def _grams(sections: list[Lists], known: np.ndarray) -> csr_array:
    """Weighted n-grams over those that the sample has."""
    keys, weights = sections[1], sections[2].values.view(np.float32)
    place = np.minimum(np.searchsorted(known, keys.values), len(known) - 1)
    has = known[place] == keys.values
    offsets = np.concatenate([[0], np.cumsum(has)])[keys.offsets]
    return csr_array((weights[has], place[has], offsets), shape=(len(keys.offsets) - 1, len(known)))


def _best_of(values: np.ndarray, owners: np.ndarray, records: np.ndarray) -> pd.DataFrame:
    most = min(LONGEST, values.shape[1])
    places = np.argpartition(-values, most - 1, axis=1)[:, :most]
    found = np.take_along_axis(values, places, axis=1).astype(np.float32)
    return pd.DataFrame({"left": np.repeat(owners, most), "right": records[places].ravel(), "value": found.ravel()})


def _longest_lists(pairs: DataFrame) -> pd.DataFrame:
    rank = F.row_number().over(Window.partitionBy("left").orderBy(col("value").desc(), "right"))
    return bounded_frame(pairs.withColumn("rank", rank).where(col("rank") <= LONGEST).drop("rank"), SAMPLE * LONGEST)


def _best(pairs: pd.DataFrame, most: int) -> pd.DataFrame:
    return pairs.sort_values(["left", "value", "right"], ascending=[True, False, True]).groupby("left").head(most)


def _set(pairs: pd.DataFrame) -> set[tuple[int, int]]:
    return set(zip(pairs["left"].tolist(), pairs["right"].tolist(), strict=True))


def _pairs(pairs: DataFrame) -> set[tuple[int, int]]:
    return _set(bounded_frame(pairs.select("left", "right"), SAMPLE * 1_000))


def _share(wanted: set[tuple[int, int]], found: set[tuple[int, int]]) -> float:
    return round(len(wanted & found) / max(1, len(wanted)), 5)
