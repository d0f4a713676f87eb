"""What the steps cost, out of the log: for the documentation and the card of the model."""

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class StepCost:
    """Of all runs of a step together: one that was stopped and gone on with has several.

    `is_done`: whether the last of them ended well; `peak_megabytes`: the highest of them.
    """

    step: str
    runs: int
    is_done: bool
    wall_seconds: float
    cpu_seconds: float
    peak_megabytes: float


def read_costs(log: Path) -> list[StepCost]:
    """In the order in which the steps were first run. Runs before the last one that ended well do not count: they were made again."""
    if not log.exists():
        return []
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    return [_cost(step, [line for line in lines if line["step"] == step]) for step in dict.fromkeys(line["step"] for line in lines)]


def _cost(step: str, lines: list[dict]) -> StepCost:
    ends = [place for place, line in enumerate(lines[:-1]) if line["state"] == "done"]
    counted = lines[ends[-1] + 1 :] if ends else lines
    return StepCost(
        step=step,
        runs=len(counted),
        is_done=counted[-1]["state"] == "done",
        wall_seconds=sum(line["wallSeconds"] for line in counted),
        cpu_seconds=sum(line["cpuSeconds"] for line in counted),
        peak_megabytes=max(line["peakMegabytes"] for line in counted),
    )


def costs_table(costs: list[StepCost]) -> str:
    """Markdown: minutes of wall time, hours of CPU time, gigabytes; a line of totals (peak: the highest)."""
    lines = ["| step | runs | wall, min | CPU, h | memory, GB |", "| --- | ---: | ---: | ---: | ---: |"]
    lines += [_line(cost.step + ("" if cost.is_done else " (unfinished)"), cost) for cost in costs]
    if costs:
        total = StepCost(
            "together",
            sum(cost.runs for cost in costs),
            all(cost.is_done for cost in costs),
            sum(cost.wall_seconds for cost in costs),
            sum(cost.cpu_seconds for cost in costs),
            max(cost.peak_megabytes for cost in costs),
        )
        lines.append(_line(total.step, total))
    return "\n".join(lines)


def _line(name: str, cost: StepCost) -> str:
    return f"| {name} | {cost.runs} | {cost.wall_seconds / 60:.1f} | {cost.cpu_seconds / 3600:.3f} | {cost.peak_megabytes / 1000:.2f} |"
