"""
Connected components of pairs with DataFrames alone: every node takes the lowest number near it, by turns as large and small stars
(Kiveris et al., Connected Components in MapReduce and Beyond, SoCC 2014), until nothing changes: some log(nodes) rounds.
"""

from collections.abc import Callable

import numpy as np
import pandas as pd
from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql.functions import col

from ..bounded import figures

# Writes a frame down and reads it again, so that no round depends on the plans of those before it.
Checkpoint = Callable[[DataFrame, str], DataFrame]

# So many edges one task settles sooner than a round of DataFrames is planned.
MOST_LOCAL_EDGES = 2_000_000
MOST_ROUNDS = 60


def component_of_pairs(pairs: DataFrame, checkpoint: Checkpoint, most_local: int = MOST_LOCAL_EDGES) -> DataFrame:
    """
    Pairs (`left`, `right`, …) with the number of their connected component (`component`: twice its lowest left record). O(pairs) a round.
    """
    edges = pairs.select((col("left") * 2).alias("node"), (col("right") * 2 + 1).alias("other"))
    count = figures(edges.agg(F.count(F.lit(1)).alias("edges")))["edges"]
    roots = _roots_in_one_task(edges) if count <= most_local else _roots_by_stars(edges, checkpoint)
    lefts = roots.where(col("node") % 2 == 0).select((col("node") / 2).cast("long").alias("left"), col("root").alias("component"))
    return pairs.join(lefts, "left")


def _roots_in_one_task(edges: DataFrame) -> DataFrame:
    return edges.withColumn("part", F.lit(0)).groupBy("part").applyInPandas(roots_of, "node long, root long")


def roots_of(edges: pd.DataFrame) -> pd.DataFrame:
    """The lowest even node of each node's component, for edges (`node`, `other`) that are all at hand."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    nodes, places = np.unique(np.concatenate([edges["node"], edges["other"]]), return_inverse=True)
    half = len(edges)
    graph = coo_array((np.ones(half, np.int8), (places[:half], places[half:])), shape=(len(nodes), len(nodes)))
    _, labels = connected_components(graph, directed=False)
    lowest = np.full(labels.max(initial=0) + 1, np.iinfo(np.int64).max)
    np.minimum.at(lowest, labels, np.where(nodes % 2 == 0, nodes, np.iinfo(np.int64).max))
    return pd.DataFrame({"node": nodes, "root": lowest[labels]})


def _roots_by_stars(edges: DataFrame, checkpoint: Checkpoint) -> DataFrame:
    """As above, spread over the cluster. Left nodes are numbered below all right ones meanwhile, so that the lowest node is a left one."""
    shifted = [F.when(col(name) % 2 == 0, col(name)).otherwise(col(name) + F.lit(RIGHT_SHIFT)).alias(name) for name in ("node", "other")]
    current = checkpoint(edges.select(*shifted).distinct(), "edges-0")
    before = _print_of(current)
    for round_number in range(1, MOST_ROUNDS + 1):
        current = checkpoint(_small_star(_large_star(current)), f"edges-{round_number}")
        now = _print_of(current)
        if now == before:
            break
        before = now
    roots = current.select("node", col("other").alias("root"))
    own = current.select(col("other").alias("node"), col("other").alias("root")).distinct()
    unshifted = F.when(col("node") >= RIGHT_SHIFT, col("node") - F.lit(RIGHT_SHIFT)).otherwise(col("node"))
    return roots.unionByName(own).select(unshifted.alias("node"), "root")


RIGHT_SHIFT = 1 << 61


def _print_of(edges: DataFrame) -> dict[str, int]:
    """How many edges there are and the sum of their hashes: equal for equal sets."""
    hashed = F.xxhash64("node", "other") % F.lit(1 << 40)
    return figures(edges.agg(F.count(F.lit(1)).alias("edges"), F.sum(hashed).alias("hashes")))


def _large_star(edges: DataFrame) -> DataFrame:
    both = edges.unionByName(edges.select(col("other").alias("node"), col("node").alias("other")))
    lowest = both.groupBy("node").agg(F.min("other").alias("lowest"))
    larger = both.where(col("other") > col("node")).join(lowest, "node")
    return larger.select(col("other").alias("node"), F.least("node", "lowest").alias("other")).distinct()


def _small_star(edges: DataFrame) -> DataFrame:
    down = edges.select(F.greatest("node", "other").alias("node"), F.least("node", "other").alias("other")).where(col("node") != col("other"))
    lowest = down.groupBy("node").agg(F.min("other").alias("lowest"))
    moved = down.join(lowest, "node")
    stars = moved.select(col("other").alias("node"), col("lowest").alias("other")).where(col("node") != col("other"))
    return stars.unionByName(lowest.select("node", col("lowest").alias("other"))).distinct()
