"""What the bench reads out of Spark's event logs."""

import json
from pathlib import Path

from bench.events import read_costs

START = {"Event": "SparkListenerApplicationStart"}


def stage(number: int, description: str | None) -> dict[str, object]:
    """A stage is submitted."""
    properties = {} if description is None else {"spark.job.description": description}
    return {"Event": "SparkListenerStageSubmitted", "Stage Info": {"Stage ID": number}, "Properties": properties}


def task(number: int, shuffled: int, failed: bool = False) -> dict[str, object]:
    """A task of a stage ends."""
    metrics = {"Executor Run Time": 2000, "Shuffle Write Metrics": {"Shuffle Bytes Written": shuffled}}
    return {"Event": "SparkListenerTaskEnd", "Stage ID": number, "Task Info": {"Failed": failed}, "Task Metrics": metrics}


def write_log(folder: Path, application: str, *files: list[dict[str, object]]) -> None:
    """A rolling log of one application."""
    own = folder / f"eventlog_v2_{application}"
    own.mkdir()
    for number, events in enumerate(files, 1):
        text = "".join(json.dumps(event) + "\n" for event in events)
        (own / f"events_{number}_{application}").write_text(text, encoding="utf-8")


def test_of_a_stage_that_was_begun_twice_the_last_run_counts(tmp_path: Path) -> None:
    write_log(tmp_path, "app-1", [START, stage(0, "vectors"), task(0, 10), task(0, 20), stage(1, "pool"), task(1, 400, failed=True)])
    write_log(tmp_path, "app-2", [START, stage(0, "pool"), task(0, 5), stage(1, None), task(1, 7)])
    costs = read_costs(tmp_path)
    assert {name: cost.shuffle_bytes for name, cost in costs.items()} == {"vectors": 30, "pool": 5, "": 7}
    assert (costs["vectors"].tasks, costs["pool"].tasks, costs["pool"].failed_tasks) == (2, 1, 0)


def test_the_files_of_one_application_are_read_in_order(tmp_path: Path) -> None:
    write_log(tmp_path, "app-1", [START, stage(0, "vectors")], *([task(0, 1)] for _ in range(11)))
    assert read_costs(tmp_path)["vectors"].shuffle_bytes == 11
