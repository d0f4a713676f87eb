"""
Links made-up tables of several sizes and says what it cost and what was found.

    python -m bench.run --sizes 10000,100000,1000000 --master 'local-cluster[2,1,4096]' --model DIR --work DIR [--spread]

Writes `WORK/results.json`, and prints it: a line a size, and the exponent with which cost grows (slope of log seconds over log rows).
"""

import argparse
import json
import math
import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
from pyspark.sql import SparkSession
from pyspark.sql import functions as F
from pyspark.sql.functions import col

from rowlink_spark.bounded import figures
from rowlink_spark.definition.recipe import MatchSettings, read_recipe
from rowlink_spark.options import RunOptions
from rowlink_spark.pipeline import link_tables
from rowlink_spark.session import open_session
from rowlink_spark.stages.embed import SharedModel, share_model
from rowlink_spark.stages.prepare import ROW, number_rows
from rowlink_spark.store import Store

from .events import read_cost
from .firms import write_firms

RECIPE = Path(__file__).parent / "firms.recipe.json"
# Left rows whose candidates are compared with those of an exact search.
SAMPLE = 300


def main() -> None:
    """See the module."""
    asked = _arguments()
    asked.work.mkdir(parents=True, exist_ok=True)
    settings = read_recipe(RECIPE).settings
    results = [_run_size(size, settings, asked) for size in asked.sizes]
    report = {"runs": results, "exponent": _exponent(results, "seconds"), "exponentOfTaskSeconds": _exponent(results, "taskSeconds")}
    (asked.work / "results.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(report, indent=1))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Cost and recall of large runs on made-up tables.")
    parser.add_argument("--sizes", type=lambda text: [int(float(one)) for one in text.split(",")], default=[10_000])
    parser.add_argument("--master", default="local-cluster[2,1,4096]")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--partitions", type=int, default=16, help="of shuffles")
    parser.add_argument("--spread", action="store_true", help="cells, rare n-grams and spread scores at every size, as very large tables have them")
    parser.add_argument("--no-sample", action="store_true", help="leave out the exact search of a sample")
    return parser.parse_args()


def _run_size(size: int, settings: MatchSettings, asked: argparse.Namespace) -> dict[str, Any]:
    folder = asked.work / str(size)
    events = folder / "events"
    events.mkdir(parents=True, exist_ok=True)
    spark = open_session(
        asked.master,
        f"rowlink-bench-{size}",
        **{
            "spark.sql.shuffle.partitions": str(asked.partitions),
            "spark.ui.enabled": "false",
            "spark.eventLog.enabled": "true",
            "spark.eventLog.compress": "false",
            "spark.eventLog.dir": events.as_uri(),
            "spark.executor.memory": "3g" if asked.master.startswith("local-cluster") else "1g",
        },
    )
    try:
        return _measure(spark, size, folder, settings, asked)
    finally:
        spark.stop()


def _measure(spark: SparkSession, size: int, folder: Path, settings: MatchSettings, asked: argparse.Namespace) -> dict[str, Any]:
    write_firms(spark, folder, size, asked.seed)
    before = read_cost(folder / "events")
    options = RunOptions(seed=asked.seed)
    if asked.spread:
        options = replace(options, search="cells", lexical_scan_pairs=0, whole_pairs=1)
    model = share_model(spark, asked.model)
    frames = spark.read.parquet(str(folder / "left")), spark.read.parquet(str(folder / "right"))
    started = time.monotonic()
    store = Store(spark, str(folder / "stages"))
    outcome = link_tables(spark, frames, settings, model, options, store)
    seconds = time.monotonic() - started
    cost = read_cost(folder / "events")
    found = {
        "rows": size,
        "seconds": round(seconds, 1),
        "taskSeconds": round(cost.task_seconds - before.task_seconds, 1),
        "shuffleBytes": cost.shuffle_bytes - before.shuffle_bytes,
        "cost": asdict(cost),
        "figures": outcome.figures,
        **_accuracy(spark, folder, store),
    }
    if not asked.no_sample:
        found |= _against_exact(spark, folder, settings, model, options, store)
    print(json.dumps(found), flush=True)
    return found


def _ids(spark: SparkSession, store: Store, side: str):
    numbered = number_rows(spark.read.parquet(store.path_of(f"rows-{side}")))
    return numbered.select(col(ROW).alias(side), col("id").cast("long").alias(f"{side}_id"))


def _by_id(spark: SparkSession, store: Store, name: str):
    pairs = spark.read.parquet(store.path_of(name))
    return pairs.join(_ids(spark, store, "left"), "left").join(_ids(spark, store, "right"), "right")


def _accuracy(spark: SparkSession, folder: Path, store: Store) -> dict[str, float]:
    truth = spark.read.parquet(str(folder / "truth")).select(col("left").alias("left_id"), col("right").alias("right_id"), F.lit(1).alias("true"))
    total = figures(truth.agg(F.count(F.lit(1)).alias("n")))["n"]
    keys = ["left_id", "right_id"]
    known = figures(_by_id(spark, store, "candidates").join(truth, keys).agg(F.count(F.lit(1)).alias("n")))["n"]
    links = _by_id(spark, store, "links").join(truth, keys, "left")
    linked = figures(links.agg(F.count(F.lit(1)).alias("all"), F.count("true").alias("right")))
    return {
        "candidateRecall": round(known / total, 5),
        "linkPrecision": round(linked["right"] / max(1, linked["all"]), 5),
        "linkRecall": round(linked["right"] / total, 5),
    }


def _against_exact(spark: SparkSession, folder: Path, settings: MatchSettings, model: SharedModel, options: RunOptions, store: Store) -> dict[str, float]:
    """
    The same left rows searched exactly, some only: what share of their best candidates the large run has, and of their true partners.
    Competition is left out here, as the rivals of a sample are not all there.
    """
    left = spark.read.parquet(str(folder / "left"))
    sample = left.orderBy(F.xxhash64(F.lit(options.seed), "id")).limit(SAMPLE)
    exact = replace(options, search="exact", lexical_scan_pairs=10**15, whole_pairs=1)
    alone = Store(spark, str(folder / "sample"))
    apart = replace(settings, cardinality="many-to-many")
    link_tables(spark, (sample, spark.read.parquet(str(folder / "right"))), apart, model, exact, alone)
    best = _by_id(spark, alone, "candidates").where(col("rank") == 1).select("left_id", "right_id")
    ten = _by_id(spark, alone, "candidates").select("left_id", "right_id")
    large = _by_id(spark, store, "candidates").select("left_id", "right_id", F.lit(1).alias("found"))
    keys = ["left_id", "right_id"]
    truth = spark.read.parquet(str(folder / "truth")).select(col("left").alias("left_id"), col("right").alias("right_id"))
    out = {}
    for name, wanted in (("sampleBest", best), ("sampleTen", ten), ("sampleTrue", ten.join(truth, keys))):
        counts = figures(wanted.join(large, keys, "left").agg(F.count(F.lit(1)).alias("all"), F.count("found").alias("found")))
        out[f"{name}Recall"] = round(counts["found"] / max(1, counts["all"]), 5)
    return out


def _exponent(results: list[dict[str, Any]], kind: str) -> float | None:
    if len(results) < 2:
        return None
    rows = [math.log(result["rows"]) for result in results]
    return round(float(np.polyfit(rows, [math.log(result[kind]) for result in results], 1)[0]), 3)


if __name__ == "__main__":
    main()
