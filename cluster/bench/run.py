"""
Links made-up tables of several sizes and says what it cost and what was found.

    python -m bench.run --sizes 10000,100000,1000000 --master 'local-cluster[2,1,4096]' --model DIR --work DIR [--spread]

Writes `WORK/results.json`, and prints it: a line a size, and the exponents with which cost grows (slope of log seconds over log rows). What each
stage cost is in `WORK/SIZE/journal.jsonl`; with `--resume` a run that was broken off goes on where it was.
"""

import argparse
import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.functions import col

from rowlink_spark.bounded import figures
from rowlink_spark.definition.recipe import MatchSettings, read_recipe
from rowlink_spark.options import RunOptions
from rowlink_spark.pipeline import link_tables
from rowlink_spark.session import open_session
from rowlink_spark.stages.embed import share_model
from rowlink_spark.stages.prepare import ROW, number_rows
from rowlink_spark.store import Store

from .events import Cost, read_costs
from .exact import recall_against_exact
from .firms import write_firms
from .measured import MeasuredStore, remember_learned
from .processes import Sampler
from .table import exponents

PACKAGE = Path(__file__).resolve().parents[1]
RECIPE = Path(__file__).parent / "firms.recipe.json"


def main() -> None:
    """See the module."""
    asked = _arguments()
    asked.work.mkdir(parents=True, exist_ok=True)
    settings = read_recipe(RECIPE).settings
    results = [_run_size(size, settings, asked) for size in asked.sizes]
    report = {"runs": results, "exponents": exponents(results)}
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
    parser.add_argument("--heap", default="2g", help="of an executor; Python works outside it")
    parser.add_argument("--spread", action="store_true", help="cells, rare n-grams and spread scores at every size, as very large tables have them")
    parser.add_argument("--option", action="append", default=[], metavar="NAME=NUMBER", help="another value of one of RunOptions")
    parser.add_argument("--resume", action="store_true", help="read stages that are whole, under the same options")
    parser.add_argument("--no-sample", action="store_true", help="leave out the exact search of a sample")
    return parser.parse_args()


def _run_size(size: int, settings: MatchSettings, asked: argparse.Namespace) -> dict[str, Any]:
    folder = asked.work / str(size)
    events = folder / "events"
    if not asked.resume:
        shutil.rmtree(events, ignore_errors=True)
    events.mkdir(parents=True, exist_ok=True)
    # Executors of a local cluster start elsewhere and have to find this package and the one that it measures.
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(PACKAGE), os.environ.get("PYTHONPATH")]))
    spark = open_session(
        asked.master,
        f"rowlink-bench-{size}",
        **{
            "spark.sql.shuffle.partitions": str(asked.partitions),
            "spark.ui.enabled": "false",
            "spark.eventLog.enabled": "true",
            "spark.eventLog.compress": "false",
            "spark.eventLog.dir": events.as_uri(),
            "spark.executor.memory": asked.heap,
            "spark.executorEnv.PYTHONPATH": os.environ["PYTHONPATH"],
            "spark.driver.memory": "2g",
        },
    )
    try:
        with Sampler() as sampler:
            found = _measure(spark, size, folder, settings, asked, sampler)
    finally:
        spark.stop()
    (folder / "result.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return found


def _measure(spark: SparkSession, size: int, folder: Path, settings: MatchSettings, asked: argparse.Namespace, sampler: Sampler) -> dict[str, Any]:
    if not (folder / "truth" / "_SUCCESS").exists():
        spark.sparkContext.setJobDescription("making the tables")
        write_firms(spark, folder, size, asked.seed)
    options = _options(asked)
    settings = replace(settings, model=asked.model.name)
    model = share_model(spark, asked.model)
    frames = spark.read.parquet(str(folder / "left")), spark.read.parquet(str(folder / "right"))
    remember_learned(folder / "learned", asked.resume)
    store = MeasuredStore(spark, str(folder / "stages"), sampler=sampler, resume=asked.resume)
    outcome = link_tables(spark, frames, settings, model, options, store)
    after = store.watch.lap()
    spark.sparkContext.setJobDescription("looking at the result")
    laps = [part for line in store.lines() for part in (line["between"], line)] + [after]
    costs = read_costs(folder / "events")
    own = [line["stage"] for line in store.lines()]
    return {
        "rows": size,
        "model": asked.model.name,
        "master": asked.master,
        "wallSeconds": round(sum(lap["wall"] for lap in laps), 1),
        "processorSeconds": round(sum(sum(lap["processor"].values()) for lap in laps), 1),
        "processorSecondsBy": _sums(lap["processor"] for lap in laps),
        "peakBytes": _largest(lap["peaks"] for lap in laps),
        "shuffleBytes": sum(cost.shuffle_bytes for name, cost in costs.items() if name in own),
        "spilledBytes": sum(cost.spilled_bytes for name, cost in costs.items() if name in own),
        "failedTasks": sum(cost.failed_tasks for cost in costs.values()),
        "stages": [_stage(line, costs.get(line["stage"], Cost())) for line in store.lines()],
        "figures": outcome.figures,
        "options": options.as_dict(),
        **_accuracy(spark, folder, store),
        **({} if asked.no_sample else recall_against_exact(spark, store, _truth(spark, folder, store), asked.seed, len(settings.on_left))),
    }


def _options(asked: argparse.Namespace) -> RunOptions:
    options = RunOptions(seed=asked.seed)
    if asked.spread:
        options = replace(options, search="cells", lexical_scan_pairs=0, whole_pairs=1)
    return replace(options, **{name: int(value) for name, value in (one.split("=") for one in asked.option)})


def _stage(line: dict[str, Any], cost: Cost) -> dict[str, Any]:
    """One stage of the journal with what went before it, for people."""
    return {
        "stage": line["stage"],
        "wall": round(line["wall"] + line["between"]["wall"], 1),
        "processor": round(sum(line["processor"].values()) + sum(line["between"]["processor"].values()), 1),
        "python": round(line["processor"].get("worker", 0.0) + line["between"]["processor"].get("worker", 0.0), 1),
        "shuffleBytes": cost.shuffle_bytes,
        "spilledBytes": cost.spilled_bytes,
        "writtenBytes": line["bytes"],
        "peakBytes": max(line["peaks"].get("all", 0), line["between"]["peaks"].get("all", 0)),
    }


def _sums(parts: Iterable[dict[str, float]]) -> dict[str, float]:
    out: dict[str, float] = {}
    for part in parts:
        for name, value in part.items():
            out[name] = round(out.get(name, 0.0) + value, 1)
    return out


def _largest(parts: Iterable[dict[str, int]]) -> dict[str, int]:
    out: dict[str, int] = {}
    for part in parts:
        for name, value in part.items():
            out[name] = max(out.get(name, 0), value)
    return out


def _ids(spark: SparkSession, store: Store, side: str) -> DataFrame:
    numbered = number_rows(spark.read.parquet(store.path_of(f"rows-{side}")))
    return numbered.select(col(ROW).alias(side), col("id").cast("long").alias(f"{side}_id"))


def _truth(spark: SparkSession, folder: Path, store: Store) -> DataFrame:
    """True pairs by rows (`left`, `right`)."""
    truth = spark.read.parquet(str(folder / "truth")).select(col("left").alias("left_id"), col("right").alias("right_id"))
    return truth.join(_ids(spark, store, "left"), "left_id").join(_ids(spark, store, "right"), "right_id").select("left", "right")


def _accuracy(spark: SparkSession, folder: Path, store: Store) -> dict[str, float]:
    truth = _truth(spark, folder, store).withColumn("true", F.lit(1)).cache()
    total = figures(truth.agg(F.count(F.lit(1)).alias("n")))["n"]
    keys = ["left", "right"]
    known = figures(spark.read.parquet(store.path_of("candidates")).join(truth, keys).agg(F.count(F.lit(1)).alias("n")))["n"]
    links = spark.read.parquet(store.path_of("links")).join(truth, keys, "left")
    linked = figures(links.agg(F.count(F.lit(1)).alias("all"), F.count("true").alias("right")))
    return {
        "candidateRecall": round(known / total, 5),
        "linkPrecision": round(linked["right"] / max(1, linked["all"]), 5),
        "linkRecall": round(linked["right"] / total, 5),
    }


if __name__ == "__main__":
    main()
