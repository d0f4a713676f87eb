"""Public tasks through Spark against the page's own runs of them, where ROWLINK_PAGE_RUNS names a folder that `benchmarks/cluster/page-run.mjs` wrote and
ROWLINK_SPARK_RUNS is set; ROWLINK_PAGE_MODEL is the folder of the model that they were made with. `-s` shows the figures."""

import os
from pathlib import Path

import pytest
from bench.against_page import PageRun, read_page_run, run_task
from pyspark.sql import SparkSession

MODELS = Path(__file__).parents[2] / "public" / "models"
MODEL = Path(os.environ.get("ROWLINK_PAGE_MODEL", MODELS / "rowlink-small"))
RUNS = Path(os.environ.get("ROWLINK_PAGE_RUNS", "no-such-folder")) if "ROWLINK_SPARK_RUNS" in os.environ else Path("no-such-folder")
TASKS = sorted(file.parent.name for file in RUNS.glob("*/page.json"))


@pytest.mark.skipif(not TASKS, reason="no runs of the page: set ROWLINK_PAGE_RUNS and ROWLINK_SPARK_RUNS")
@pytest.mark.parametrize("task", TASKS or ["none"])
def test_the_command_gives_what_the_page_gives(spark: SparkSession, tmp_path: Path, task: str) -> None:
    page: PageRun = read_page_run(RUNS / task)
    if page.right is None:
        pytest.skip("duplicates within one table are left to the page")
    found = run_task(page, MODEL, tmp_path)
    print(f"\n{found}")
    assert found.is_the_same
