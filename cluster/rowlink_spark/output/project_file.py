"""A project file for the page's review screen (docs/file-formats.md, version 1) out of the rows that a person is to look at."""

import hashlib
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import numpy as np
import numpy.typing as npt

FORMAT = "rowlink-project"
VERSION = 1
SCHEMA_VERSION = 4
# The column that leads from a row of the review back to the row of the whole table, from 0.
ROW_COLUMN = "cluster_row"
# Bytes hashed at a time, as `src/core/files/table-hash.ts` does.
HASH_BLOCK = 1 << 22


@dataclass(frozen=True)
class ReviewTable:
    """One table of the review: names of columns, and rows of cells, all of them text. The last column is `ROW_COLUMN`."""

    file_name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class ReviewPairs:
    """Candidates by left row of the review, best first: `offsets` (rows + 1), the rest one a pair. Right rows are those of the review."""

    offsets: npt.NDArray[np.uint32]
    right: npt.NDArray[np.uint32]
    similarity: npt.NDArray[np.float32]
    lexical: npt.NDArray[np.float32]
    score: npt.NDArray[np.float32]
    # Left row, right row, score of suggested links.
    links: Sequence[tuple[int, int, float]]


def pack_project(
    name: str,
    tables: tuple[ReviewTable, ReviewTable],
    pairs: ReviewPairs,
    settings: Mapping[str, Any],
    threshold: float,
    model: Mapping[str, Any],
    saved_at: str,
) -> bytes:
    """The bytes of a project file. Memory O(its size). `settings` are those of the recipe, `saved_at` ISO 8601 in UTC."""
    heads = [_head_of(table) for table in tables]
    parts = {
        "tables/left.jsonl": _rows_of(tables[0]),
        "tables/right.jsonl": _rows_of(tables[1]),
        "candidates.bin": b"".join(
            array.astype(kind).tobytes()
            for array, kind in ((pairs.offsets, "<u4"), (pairs.right, "<u4"), (pairs.similarity, "<f4"), (pairs.lexical, "<f4"), (pairs.score, "<f4"))
        ),
        "links.json": _json([{"left": left, "right": right, "matchScore": score, "decidedBy": "rule"} for left, right, score in pairs.links]),
        "decisions.jsonl": b"",
        "cluster-edits.jsonl": b"",
    }
    fingerprint = hashlib.sha256(parts["candidates.bin"]).hexdigest()
    counts = {"left": len(tables[0].rows), "right": len(tables[1].rows)}
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "savedAt": saved_at,
        "model": dict(model),
        "project": {
            "id": f"cluster-{fingerprint[:16]}",
            "schemaVersion": SCHEMA_VERSION,
            "name": name,
            "createdAt": saved_at,
            "changedAt": saved_at,
            "datasets": {"left": heads[0]["fingerprint"], "right": heads[1]["fingerprint"]},
            "rowCounts": counts,
            "reading": {"left": {}, "right": {}},
            "settings": dict(settings),
            "candidates": fingerprint,
        },
        "tables": {"left": heads[0], "right": heads[1]},
        "candidates": {
            "fingerprint": fingerprint,
            "settings": dict(settings),
            "threshold": threshold,
            "isLearned": False,
            "leftCount": counts["left"],
            "rightCount": counts["right"],
            "pairs": len(pairs.right),
        },
        "sha256": {name: hashlib.sha256(content).hexdigest() for name, content in parts.items()},
    }
    return _zip({"rowlink.json": _json(manifest), **parts})


def _zip(parts: Mapping[str, bytes]) -> bytes:
    """The manifest first and not deflated, so that the file says what it is; one date for all, so that equal content is an equal file."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, date_time=(2000, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name == "rowlink.json" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode("utf-8")


def _rows_of(table: ReviewTable) -> bytes:
    return b"".join(_json(list(row)) + b"\n" for row in [table.columns, *table.rows])


def _head_of(table: ReviewTable) -> dict[str, Any]:
    return {
        "fingerprint": hash_table(table.columns, table.rows),
        "columns": [{"name": name, "header": name} for name in table.columns],
        "rowCount": len(table.rows),
        "problems": [],
        "source": {
            "fileName": table.file_name,
            "sizeBytes": 0,
            "format": "parquet",
            "encoding": None,
            "delimiter": None,
            "sheets": [],
            "sheet": None,
            "headerRow": None,
            "problemCount": 0,
        },
    }


def hash_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The fingerprint that the page gives to a table with these names and cells."""
    names = "".join(f"{len(name.encode('utf-16-le', 'surrogatepass')) // 2}:{name}" for name in columns)
    total = hashlib.sha256(f"table 2\n{len(columns)}:{len(rows)}\n{names}".encode())
    for at in range(len(columns)):
        cells = [row[at].encode("utf-8", "surrogatepass") for row in rows]
        ends = np.cumsum([len(cell) for cell in cells], dtype="<u4").tobytes() if cells else b""
        for content in (b"".join(cells), ends):
            for start in range(0, len(content), HASH_BLOCK):
                total.update(hashlib.sha256(content[start : start + HASH_BLOCK]).digest())
    return total.hexdigest()
