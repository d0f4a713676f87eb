"""
Public tasks by `rowlink-spark run`, against the page's own run of them.

    node benchmarks/cluster/page-run.mjs --model ID DATA PAGE TASK…
    cd cluster && python -m bench.against_page PAGE --model ../public/models/ID --work DIR [--spread scores|all] [TASK…]

Tables go through CSV files and the recipe through a file, as a user's would; every task is one run of the command in one session. Prints a line a task
and keeps them in `DIR/against-page-SPREAD.json`. Ends with status 1 where a task that is scored as on the page (no `--spread`) is not the page's.
"""

import argparse
import csv
import json
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from rowlink_spark.cli import main as rowlink_spark
from rowlink_spark.session import open_session

# The measure: of links and of candidates this share is the page's, and scores of the same pair differ by no more.
LEAST_IDENTICAL = 0.999
LARGEST_DIFFERENCE = 1e-4

# What makes a run of small tables go the ways of very large ones: scores spread over tasks; search in cells and by rare n-grams as well.
SPREAD: dict[str, tuple[str, ...]] = {
    "none": (),
    "scores": ("--whole-pairs", "1", "--part-records", "256"),
    "all": ("--whole-pairs", "1", "--part-records", "256", "--search", "cells", "--lexical-scan-pairs", "1"),
}

Pair = tuple[int, int]


@dataclass(frozen=True)
class PageRun:
    """What the page made of a task: `scores` of its candidates by rows (from 0), and its links."""

    task: str
    model_sha256: str
    settings: Mapping[str, Any]
    left: Mapping[str, Sequence[str]]
    right: Mapping[str, Sequence[str]] | None
    scores: Mapping[Pair, float]
    links: frozenset[Pair]


@dataclass(frozen=True)
class Compared:
    """How near a run is to the page's. Shares are of the pairs that either of both has, `candidates` of those of the page."""

    task: str
    spread: str
    left_rows: int
    right_rows: int
    page_links: int
    same_links: float
    page_candidates: int
    same_candidates: float
    largest_difference: float
    far_scores: float
    seconds: float

    @property
    def is_the_same(self) -> bool:
        """Whether links, candidates and scores are the page's by the measure above."""
        return min(self.same_links, self.same_candidates) >= LEAST_IDENTICAL and self.far_scores <= 1 - LEAST_IDENTICAL

    def __str__(self) -> str:
        return (
            f"{self.task}: {self.left_rows:,} x {self.right_rows:,} rows, {self.page_links:,} links, identical {self.same_links:.5f}; "
            f"candidates {self.page_candidates:,}, the same {self.same_candidates:.5f}; scores differ by at most {self.largest_difference:.1e}, "
            f"{self.far_scores:.1e} of them by more than 1e-4; {self.seconds:.0f} s"
        )


def read_page_run(folder: Path) -> PageRun:
    """The run that `page-run.mjs` wrote into a folder."""
    page = json.loads((folder / "page.json").read_text(encoding="utf-8"))
    left = np.repeat(np.arange(len(page["offsets"]) - 1), np.diff(page["offsets"])).tolist()
    scores = dict(zip(zip(left, page["rightRows"], strict=True), page["matchScore"], strict=True))
    links = frozenset((one, other) for one, other in page["links"])
    return PageRun(folder.name, page["model"], page["settings"], page["left"], page["right"], scores, links)


def run_task(page: PageRun, model: Path, work: Path, spread: str = "none") -> Compared:
    """Links the tables of a page's run by the command and compares. Raises RuntimeError where the command refuses."""
    work.mkdir(parents=True, exist_ok=True)
    arguments = ["run", str(_write_recipe(page, work))]
    for side, table in (("left", page.left), ("right", page.right)):
        _write_csv(work / f"{side}.csv", table or {})
        arguments += [f"--{side}", str(work / f"{side}.csv")]
    out = work / f"out-{spread}"
    started = time.monotonic()
    status = rowlink_spark([*arguments, "--model", str(model), "--out", str(out), "--overwrite", "--accept-replacement", *SPREAD[spread]])
    if status != 0:
        raise RuntimeError(f"rowlink-spark refused {page.task}: see above.")
    return _compare(page, out, spread, time.monotonic() - started)


def _write_results(file: Path, results: Sequence[Compared]) -> None:
    """Results by task beside those of other tasks that the file had."""
    known = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    known |= {result.task: asdict(result) for result in results}
    file.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")


def _compare(page: PageRun, out: Path, spread: str, seconds: float) -> Compared:
    found = pd.read_parquet(out / "candidates")
    scores = dict(zip(zip(found["left"].tolist(), found["right"].tolist(), strict=True), found["score"].tolist(), strict=True))
    linked = pd.read_parquet(out / "links")
    links = set(zip(linked["left"].tolist(), linked["right"].tolist(), strict=True))
    same = scores.keys() & page.scores.keys()
    differences = np.array([abs(scores[pair] - page.scores[pair]) for pair in same] or [0.0])
    return Compared(
        task=page.task,
        spread=spread,
        left_rows=_rows_of(page.left),
        right_rows=_rows_of(page.right or {}),
        page_links=len(page.links),
        same_links=len(links & page.links) / max(1, len(links | page.links)),
        page_candidates=len(page.scores),
        same_candidates=len(same) / max(1, len(page.scores)),
        largest_difference=float(differences.max()),
        far_scores=float(np.mean(differences > LARGEST_DIFFERENCE)),
        seconds=round(seconds, 1),
    )


def _rows_of(table: Mapping[str, Sequence[str]]) -> int:
    return len(next(iter(table.values()), ()))


def _write_csv(file: Path, table: Mapping[str, Sequence[str]]) -> None:
    """A column of numbers beside the others keeps rows with nothing in them."""
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["row number", *table])
        writer.writerows([number, *cells] for number, cells in enumerate(zip(*table.values(), strict=True)))


def _write_recipe(page: PageRun, folder: Path) -> Path:
    def table(columns: Mapping[str, Sequence[str]], side: str) -> dict[str, Any]:
        return {"file": f"{side}.csv", "columns": ["row number", *columns], "recordId": None, "reading": {}}

    recipe = {
        "format": "rowlink-recipe",
        "version": 1,
        "app": "1.0.0",
        "savedAt": "2026-11-27T00:00:00.000Z",
        "name": page.task,
        "tables": {"left": table(page.left, "left"), "right": table(page.right or {}, "right")},
        "settings": page.settings,
        "thresholdUsed": None,
        "model": {"id": page.settings["model"], "sha256": page.model_sha256},
    }
    file = folder / "task.recipe.json"
    file.write_text(json.dumps(recipe, ensure_ascii=False), encoding="utf-8")
    return file


def main() -> int:
    """See the module."""
    asked = _arguments()
    folders = [asked.page / task for task in asked.tasks] or sorted(file.parent for file in asked.page.glob("*/page.json"))
    spark = open_session(asked.master, "rowlink-against-page", **SMALL_SESSION)
    spark.sparkContext.setLogLevel("ERROR")
    results: list[Compared] = []
    for folder in folders:
        page = read_page_run(folder)
        if page.right is None:
            print(f"{page.task}: looks for duplicates within one table, which rowlink-spark does not do")
            continue
        results.append(run_task(page, asked.model, asked.work / page.task, asked.spread))
        print(results[-1], flush=True)
        _write_results(asked.work / f"against-page-{asked.spread}.json", results)
    spark.stop()
    return 0 if asked.spread != "none" or all(result.is_the_same for result in results) else 1


# Starts fast and stays small; nothing of it changes what comes out.
SMALL_SESSION = {
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "1",
    "spark.driver.memory": "1g",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.sql.codegen.wholeStage": "false",
}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Public tasks by rowlink-spark against the page's own run of them.")
    parser.add_argument("page", type=Path, help="what page-run.mjs wrote: a folder a task")
    parser.add_argument("tasks", nargs="*", help="names of tasks (default: all that are there)")
    parser.add_argument("--model", type=Path, required=True, help="the folder of the model that the page ran with")
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--master", default="local[1]")
    parser.add_argument("--spread", choices=SPREAD, default="none", help="go the ways of very large tables: scores, or search as well")
    return parser.parse_intermixed_args()


if __name__ == "__main__":
    sys.exit(main())
