"""What a run says of itself: one JSON for programs, one page of Markdown for people. No cell of any table is in it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def write_report(folder: Path, report: Mapping[str, Any]) -> None:
    """Writes `report.json` and `report.md`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.json").write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (folder / "report.md").write_text(as_markdown(report), encoding="utf-8")


def as_markdown(report: Mapping[str, Any]) -> str:
    """The report for people."""
    found = report["figures"]
    lines = [f"# {report['name'] or 'Linkage'}", ""]
    lines += [f"{report['left']} ({found['leftRows']:,} rows) was linked with {report['right']} ({found['rightRows']:,} rows) by rowlink-spark {report['version']}."]
    lines += [f"Model {report['model']['id']}, threshold {report['threshold']}, {report['cardinality']}.", ""]
    lines += ["| | |", "| --- | ---: |"]
    for label, value in _figures(found):
        lines.append(f"| {label} | {value} |")
    if found.get("greedyComponents"):
        lines += ["", f"{found['greedyComponents']:,} connected components had more pairs than are assigned exactly ({found['greedyPairs']:,} pairs in all). They were linked greedily, each other's best first: a few of their links may differ from the best choice."]
    if found.get("leftOut"):
        lines += ["", f"Left out: {found['leftOut']}."]
    if report["notes"]:
        lines += ["", "## What the tables looked like", "", *[f"- {note}" for note in report["notes"]]]
    lines += ["", "## Time", "", "| stage | seconds |", "| --- | ---: |"]
    lines += [f"| {name} | {value} |" for name, value in found["seconds"].items()]
    return "\n".join(lines) + "\n"


def _figures(found: Mapping[str, Any]) -> list[tuple[str, str]]:
    names = {
        "leftRecords": "distinct records, left",
        "rightRecords": "distinct records, right",
        "pool": "pairs compared in full",
        "candidates": "candidates kept",
        "links": "links",
        "vectorSearch": "search by meaning",
        "cells": "cells of the search",
        "probes": "cells that a record looks into",
        "letterSearch": "search by letters",
        "scoring": "scores",
        "components": "connected components",
        "largestComponent": "pairs of the largest component",
    }
    out = []
    for name, label in names.items():
        if name in found:
            value = found[name]
            out.append((label, f"{value:,}" if isinstance(value, int) else str(value)))
    return out
