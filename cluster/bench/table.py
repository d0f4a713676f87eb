"""
Results of runs as tables for people, with the exponents by which cost grows (slope of log cost over log rows).

    python -m bench.table WORK/10000/result.json WORK/100000/result.json …
"""

import json
import math
import sys
from pathlib import Path
from typing import Any

import numpy as np

# Stages by what they do, in order.
GROUPS = {
    "rows and records": ("rows-left", "rows-right", "composed-left", "composed-right", "distinct-left", "distinct-right", "records-left", "records-right", "rows-of-left", "rows-of-right"),
    "vectors": ("vectors", "vectors-left", "vectors-right"),
    "dictionaries, cells": ("placed-left", "placed-right"),
    "compare vectors": ("nearest",),
    "letters": ("grams-left", "grams-right", "letters"),
    "pool": ("pool",),
    "features": ("packed-left", "packed-right"),
    "judge": ("judged",),
    "others of a record, columns": ("usual", "logits"),
    "lexicon": ("near", "lexicon-1", "lexicon-2"),
    "competition": ("scored",),
    "rows again, links": ("candidates", "placed", "links"),
}
GROWING = ("wallSeconds", "processorSeconds", "shuffleBytes")


def main() -> None:
    """See the module."""
    runs = sorted((json.loads(Path(name).read_text(encoding="utf-8")) for name in sys.argv[1:]), key=lambda run: run["rows"])
    print(stages_table(runs))
    print()
    print(figures_table(runs))
    print()
    for kind, slope in exponents(runs).items():
        print(f"{kind}: rows^{slope}")


def exponents(runs: list[dict[str, Any]], kinds: tuple[str, ...] = GROWING) -> dict[str, float]:
    """Of each kind of cost over the rows of runs; none of fewer than two."""
    if len(runs) < 2:
        return {}
    rows = [math.log(run["rows"]) for run in runs]
    return {kind: round(float(np.polyfit(rows, [math.log(run[kind]) for run in runs], 1)[0]), 2) for kind in kinds}


def stages_table(runs: list[dict[str, Any]]) -> str:
    """Wall seconds, processor seconds and shuffled bytes by group of stages."""
    head = ["stage"] + [f"{run['rows']:,}" for run in runs]
    lines = [head, ["---"] + ["---:"] * len(runs)]
    for group, names in GROUPS.items():
        lines.append([group] + [_sum_of([stage for stage in run["stages"] if stage["stage"] in names]) for run in runs])
    lines.append(["**all**"] + [_cell(run["wallSeconds"], run["processorSeconds"], run["shuffleBytes"]) for run in runs])
    return _rows(lines)


def _sum_of(stages: list[dict[str, Any]]) -> str:
    return _cell(*(sum(stage[kind] for stage in stages) for kind in ("wall", "processor", "shuffleBytes")))


def _cell(wall: float, processor: float, shuffled: float) -> str:
    return f"{wall:,.0f} / {processor:,.0f} / {shuffled / 1e9:.2f}"


def figures_table(runs: list[dict[str, Any]]) -> str:
    """Memory, and what was found."""
    lines = [[""] + [f"{run['rows']:,}" for run in runs], ["---"] + ["---:"] * len(runs)]
    for name in ("executor with its workers", "executor, one process", "worker, one process", "driver", "all"):
        lines.append([f"peak memory, {name}"] + [f"{run['peakBytes'].get(name, 0) / 1e9:.1f} GB" for run in runs])
    for name in ("pool", "candidates", "links", "cells", "probes", "probesForAllNeighbours", "largestComponent"):
        lines.append([name] + [f"{run['figures'].get(name, 0):,}" for run in runs])
    shares = dict.fromkeys(name for run in runs for name in run if name.endswith(("Recall", "Precision")) or name == "exactTrue")
    for name in shares:
        lines.append([name] + [f"{run[name]:.2%}" if name in run else "" for run in runs])
    return _rows(lines)


def _rows(lines: list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    main()
