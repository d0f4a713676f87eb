"""Links out of candidates under a cardinality: component by component the page's assignment, where that would be too much the greedy one."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from pyspark.sql import Column, DataFrame, Window
from pyspark.sql import functions as F
from pyspark.sql.functions import col

from ..bounded import few_rows, figures
from ..definition.assign import Capacity, assign, capacity_of
from ..definition.recipe import MatchSettings
from ..definition.threshold import STEPS, auto_threshold
from .components import Checkpoint, component_of_pairs

LINK_SCHEMA = "left long, right long, score float"
# Components are assigned by the thousand, as a Python call for each would cost more than its work.
PAIRS_A_BUNDLE = 200_000
MOST_GREEDY_ROUNDS = 200


@dataclass(frozen=True)
class Linked:
    """Links (`left`, `right`, `score`) and how they came about: components, the pairs of the largest, those that were too large, and the threshold
    in force, None for none."""

    links: DataFrame
    components: int
    largest: int
    giants: int
    giant_pairs: int
    threshold: float | None


def choose_links(candidates: DataFrame, settings: MatchSettings, component_pairs: int, checkpoint: Checkpoint) -> Linked:
    """
    The links that candidates (`left`, `right`, `score`, `similarity`; numbers of rows) suggest, as `src/core/links/suggest-links.ts`.

    Components with more than `component_pairs` pairs are linked greedily, each other's best first, which is within half of the best total and
    usually near it; they are counted in the answer. Wherever one side has one partner, a component is never larger than its links need.
    """
    threshold = threshold_in_force(candidates, settings)
    above = candidates
    if threshold is not None:
        above = above.where(col("score").cast("double") >= threshold)
    pairs = above.select("left", "right", "score", "similarity")
    capacity = capacity_of(settings.cardinality, settings.limit_left, settings.limit_right)
    if math.isfinite(capacity.left) and math.isfinite(capacity.right):
        return _assign_components(pairs, capacity, component_pairs, threshold, checkpoint)
    if math.isfinite(capacity.left):
        pairs = _best_of(pairs, "left", "right", int(capacity.left))
    elif math.isfinite(capacity.right):
        pairs = _best_of(pairs, "right", "left", int(capacity.right))
    return Linked(pairs.select("left", "right", "score"), 0, 0, 0, 0, threshold)


def threshold_in_force(candidates: DataFrame, settings: MatchSettings) -> float | None:
    """The threshold of settings; an automatic one out of the counts of scores by thousandths, one pass over the candidates."""
    if settings.threshold != "auto":
        return None if settings.threshold is None else float(settings.threshold)
    step = F.least(F.lit(STEPS), F.floor(col("score").cast("double") * STEPS)).cast("int")
    counts = np.zeros(STEPS + 1, dtype=np.int64)
    for row in few_rows(candidates.where(col("score") >= 0).groupBy(step.alias("step")).agg(F.count(F.lit(1)).alias("pairs"))):
        counts[row["step"]] = row["pairs"]
    return auto_threshold(counts)


def _best_of(pairs: DataFrame, own: str, other: str, most: int) -> DataFrame:
    rank = F.row_number().over(Window.partitionBy(own).orderBy(col("score").desc(), other))
    return pairs.withColumn("rank", rank).where(col("rank") <= most).drop("rank")


def _assign_components(pairs: DataFrame, capacity: Capacity, component_pairs: int, threshold: float | None, checkpoint: Checkpoint) -> Linked:
    placed = checkpoint(component_of_pairs(pairs, checkpoint), "placed")
    sizes = placed.groupBy("component").agg(F.count(F.lit(1)).alias("size"))
    is_giant = col("size") > component_pairs
    found = figures(
        sizes.agg(
            F.count(F.lit(1)).alias("components"),
            F.coalesce(F.max("size"), F.lit(0)).alias("largest"),
            F.coalesce(F.sum(is_giant.cast("long")), F.lit(0)).alias("giants"),
            F.coalesce(F.sum(F.when(is_giant, col("size"))), F.lit(0)).alias("giant_pairs"),
            F.coalesce(F.sum(F.when(~is_giant, col("size"))), F.lit(0)).alias("pairs"),
        )
    )
    sized = placed.join(sizes, "component")
    # What has no rival is linked without asking anybody.
    links = sized.where(col("size") == 1).select("left", "right", "score")
    bundles = max(1, -(-found["pairs"] // PAIRS_A_BUNDLE))
    contested = sized.where((col("size") > 1) & ~is_giant).withColumn("bundle", F.pmod(F.xxhash64("component"), F.lit(bundles)))

    def assign_them(bundle: pd.DataFrame) -> pd.DataFrame:
        return assign_bundle(bundle, capacity)

    links = links.unionByName(contested.groupBy("bundle").applyInPandas(assign_them, LINK_SCHEMA))
    if found["giants"]:
        links = links.unionByName(_link_greedily(sized.where(is_giant).select("left", "right", "score"), checkpoint))
    return Linked(links, found["components"], found["largest"], found["giants"], found["giant_pairs"], threshold)


def assign_bundle(bundle: pd.DataFrame, capacity: Capacity) -> pd.DataFrame:
    """The links of several whole components. Pairs come by left row and then rank, which decides ties as on the page."""
    bundle = bundle.sort_values(["left", "score", "similarity", "right"], ascending=[True, False, False, True], kind="stable", ignore_index=True)
    taken = assign(bundle["left"].to_numpy(np.int64), bundle["right"].to_numpy(np.int64), bundle["score"].to_numpy(np.float32), capacity)
    return bundle.loc[taken, ["left", "right", "score"]]


def _link_greedily(pairs: DataFrame, checkpoint: Checkpoint) -> DataFrame:
    """One-to-one links of pairs that are each other's best, then of what is left, until nothing is. Every round links at least one pair."""
    remaining = checkpoint(pairs, "greedy-0")
    links: DataFrame | None = None
    for round_number in range(1, MOST_GREEDY_ROUNDS + 1):
        if figures(remaining.agg(F.count(F.lit(1)).alias("pairs")))["pairs"] == 0:
            break
        ranked = remaining.withColumn("left_rank", _rank("left", "right")).withColumn("right_rank", _rank("right", "left"))
        mutual = ranked.where((col("left_rank") == 1) & (col("right_rank") == 1)).select("left", "right", "score")
        chosen = checkpoint(mutual, f"greedy-links-{round_number}")
        links = chosen if links is None else links.unionByName(chosen)
        rest = remaining.join(chosen.select("left"), "left", "left_anti").join(chosen.select("right"), "right", "left_anti")
        remaining = checkpoint(rest.select("left", "right", "score"), f"greedy-{round_number}")
    return remaining.limit(0) if links is None else links


def _rank(own: str, other: str) -> Column:
    return F.row_number().over(Window.partitionBy(own).orderBy(col("score").desc(), other))
