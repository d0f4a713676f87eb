import json
from pathlib import Path

from linkage_encoder.costs import costs_table, read_costs


def write_log(path: Path, *lines: tuple[str, str, float, float]) -> Path:
    rows = [
        {"step": step, "state": state, "wallSeconds": wall, "cpuSeconds": 2 * wall, "peakMegabytes": peak} for step, state, wall, peak in lines
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_sittings_of_one_step_are_added_up(tmp_path: Path) -> None:
    log = write_log(tmp_path / "log", ("train", "interrupted", 60, 500), ("base", "done", 3, 100), ("train", "done", 30, 400))
    train, base = read_costs(log)
    assert (train.step, train.runs, train.is_done, train.wall_seconds, train.cpu_seconds, train.peak_megabytes) == ("train", 2, True, 90, 180, 500)
    assert base.runs == 1


def test_a_step_that_was_made_again_counts_once(tmp_path: Path) -> None:
    (cost,) = read_costs(write_log(tmp_path / "log", ("base", "failed", 9, 1), ("base", "done", 8, 1), ("base", "failed", 4, 1), ("base", "done", 2, 1)))
    assert (cost.runs, cost.wall_seconds) == (2, 6)


def test_an_unfinished_step_is_said_to_be(tmp_path: Path) -> None:
    costs = read_costs(write_log(tmp_path / "log", ("base", "done", 60, 1000), ("train", "failed", 120, 2000)))
    assert costs_table(costs).splitlines()[2:] == [
        "| base | 1 | 1.0 | 0.033 | 1.00 |",
        "| train (unfinished) | 1 | 2.0 | 0.067 | 2.00 |",
        "| together | 2 | 3.0 | 0.100 | 2.00 |",
    ]


def test_nothing_was_run_yet(tmp_path: Path) -> None:
    assert read_costs(tmp_path / "log") == []
    assert len(costs_table([]).splitlines()) == 2
