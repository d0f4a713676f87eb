"""What Spark's own event log says a run cost: seconds of tasks, bytes of shuffles, peak memory."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass
class Cost:
    """Sums over all tasks; `peak_memory` is the largest of one executor's heap, bytes."""

    task_seconds: float = 0.0
    jvm_seconds: float = 0.0
    shuffle_bytes: int = 0
    spilled_bytes: int = 0
    tasks: int = 0
    failed_tasks: int = 0
    peak_memory: int = 0

    def add(self, event: dict[str, Any]) -> None:
        """Adds a task that ended."""
        metrics = event.get("Task Metrics") or {}
        self.tasks += 1
        self.failed_tasks += event["Task Info"]["Failed"]
        self.task_seconds += metrics.get("Executor Run Time", 0) / 1e3
        self.jvm_seconds += metrics.get("Executor CPU Time", 0) / 1e9
        self.shuffle_bytes += (metrics.get("Shuffle Write Metrics") or {}).get("Shuffle Bytes Written", 0)
        self.spilled_bytes += metrics.get("Disk Bytes Spilled", 0)
        self.peak_memory = max(self.peak_memory, (event.get("Task Executor Metrics") or {}).get("JVMHeapMemory", 0))


def _events(folder: Path) -> Iterator[dict[str, Any]]:
    for file in sorted(folder.rglob("events_*"), key=_place_of):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def _place_of(file: Path) -> tuple[str, int]:
    """Applications in the order of their start, as the names of their folders have it, and the files of each in order: `events_2_…` before `events_10_…`."""
    return str(file.parent), int(file.name.split("_")[1])


def read_costs(folder: Path) -> dict[str, Cost]:
    """
    Adds up the event logs below a folder (`spark.eventLog.dir`, not compressed) by what the jobs were described as (`setJobDescription`; the empty text
    without). Where a run was broken off and went on, several
    applications have the same description: the last one counts, which is the one that finished it.
    """
    costs: dict[str, Cost] = {}
    own: dict[str, Cost] = defaultdict(Cost)
    told: dict[int, str] = {}
    for event in _events(folder):
        if event.get("Event") == "SparkListenerApplicationStart":
            costs |= own
            own = defaultdict(Cost)
            told.clear()
        elif event.get("Event") == "SparkListenerStageSubmitted":
            told[event["Stage Info"]["Stage ID"]] = (event.get("Properties") or {}).get("spark.job.description") or ""
        elif event.get("Event") == "SparkListenerTaskEnd":
            own[told.get(event["Stage ID"], "")].add(event)
    return costs | own
