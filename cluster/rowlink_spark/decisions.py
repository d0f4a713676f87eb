"""What a person decided in the page, back to rows of the whole tables: labels for training, for measuring, for the next run."""

import csv
import hashlib
import json
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import UserError
from .output.project_file import FORMAT, ROW_COLUMN, VERSION


@dataclass(frozen=True)
class Label:
    """A verdict (`match`, `non-match`, `possible`, `absent`) on two rows of the whole tables, or on a left row (`right` None)."""

    left: int
    right: int | None
    verdict: str
    decided_at: str
    decided_by: str


@dataclass(frozen=True)
class Review:
    """What of a project file labels are made of: rows of the review → rows of the whole tables, and the log."""

    left_rows: list[int]
    right_rows: list[int]
    entries: list[dict[str, Any]]


def read_review(file: Path) -> Review:
    """The log and rows of a project file that `rowlink-spark run` made and a person went on with. Raises UserError."""
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = json.loads(archive.read("rowlink.json"))
            if manifest.get("format") != FORMAT:
                raise KeyError("format")
            if manifest["version"] > VERSION:
                raise UserError(f"{file.name} was saved by a newer Rowlink (version {manifest['version']} of the file): take a newer rowlink-spark.")
            parts = {name: archive.read(name) for name in ("tables/left.jsonl", "tables/right.jsonl", "decisions.jsonl")}
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as cause:
        raise UserError(f"{file} is no project file that can be read: it may be sealed with a passphrase or cut off; save it once more from the page, without a passphrase.") from cause
    for name, content in parts.items():
        if hashlib.sha256(content).hexdigest() != manifest["sha256"].get(name):
            raise UserError(f"{name} in {file.name} does not fit its hash: the file is damaged; save it once more from the page.")
    rows = [_whole_rows(parts[f"tables/{side}.jsonl"], side, file) for side in ("left", "right")]
    return Review(rows[0], rows[1], [json.loads(line) for line in parts["decisions.jsonl"].splitlines() if line])


def _whole_rows(content: bytes, side: str, file: Path) -> list[int]:
    lines = content.decode("utf-8").split("\n")
    names = json.loads(lines[0])
    if ROW_COLUMN not in names:
        raise UserError(f"The {side} table of {file.name} has no column “{ROW_COLUMN}”, which leads back to the whole table: it is not a review that rowlink-spark made; give that one.")
    place = names.index(ROW_COLUMN)
    return [int(json.loads(line)[place]) for line in lines[1:] if line]


def labels_of_review(review: Review) -> list[Label]:
    """What the log comes to: the last verdict on each pair and each left row, those taken back left out. Ordered by left, then right row."""
    found: dict[tuple[int, int | None], Label] = {}
    for entry in review.entries:
        for change in entry["changes"]:
            left, right = change["left"], change["right"]
            key = (review.left_rows[left], None if right is None else review.right_rows[right])
            found.pop(key, None)
            if change["verdict"] is not None:
                found[key] = Label(*key, change["verdict"], change.get("at", entry["at"]), change.get("by", entry.get("by")) or "")
    return sorted(found.values(), key=lambda label: (label.left, -1 if label.right is None else label.right))


def labels_of_crosswalk(file: Path, review: Review) -> list[Label]:
    """The pairs of a crosswalk (CSV) that the page exported: those a person accepted. Rows count from 1 there."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except (OSError, UnicodeDecodeError, csv.Error) as cause:
        raise UserError(f"{file} cannot be read as a crosswalk in CSV and UTF-8: export it as CSV from the page.") from cause
    needed = {"left_row", "right_row", "decided_by"}
    if rows and not needed <= rows[0].keys():
        raise UserError(f"{file.name} lacks the columns {', '.join(sorted(needed - rows[0].keys()))}: it is not a crosswalk of the page; export the crosswalk, not the joined table.")
    return [
        Label(review.left_rows[int(row["left_row"]) - 1], review.right_rows[int(row["right_row"]) - 1], "match", row.get("decided_at", ""), row.get("reviewer", ""))
        for row in rows
        if row["decided_by"] == "person"
    ]


def write_labels(labels: Iterable[Label], file: Path) -> int:
    """Writes labels as one Parquet file; returns how many."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = list(labels)
    schema = pa.schema([("left", pa.int64()), ("right", pa.int64()), ("verdict", pa.string()), ("decided_at", pa.string()), ("decided_by", pa.string())])
    columns = {name: [getattr(label, name) for label in rows] for name in schema.names}
    file.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(columns, schema=schema), file)
    return len(rows)
