"""What Spark's own event log says a run cost: seconds of tasks, bytes of shuffles, peak memory."""

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """Sums over all tasks; `peak_memory` is the largest of one executor's heap, bytes."""

    task_seconds: float
    jvm_seconds: float
    shuffle_bytes: int
    spilled_bytes: int
    tasks: int
    failed_tasks: int
    peak_memory: int


def read_cost(folder: Path) -> Cost:
    """Adds up the event logs below a folder (`spark.eventLog.dir`, not compressed)."""
    seconds = jvm = 0.0
    shuffled = spilled = tasks = failed = peak = 0
    for file in sorted(folder.rglob("events_*")):
        for line in file.read_text(encoding="utf-8").splitlines():
            event = json.loads(line)
            if event.get("Event") == "SparkListenerTaskEnd":
                tasks += 1
                failed += event["Task Info"]["Failed"]
                metrics = event.get("Task Metrics") or {}
                seconds += metrics.get("Executor Run Time", 0) / 1e3
                jvm += metrics.get("Executor CPU Time", 0) / 1e9
                shuffled += (metrics.get("Shuffle Write Metrics") or {}).get("Shuffle Bytes Written", 0)
                spilled += metrics.get("Disk Bytes Spilled", 0)
                peak = max(peak, (event.get("Task Executor Metrics") or {}).get("JVMHeapMemory", 0))
    return Cost(round(seconds, 1), round(jvm, 1), shuffled, spilled, tasks, failed, peak)
