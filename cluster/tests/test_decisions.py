"""Reviews: the file that the page opens, and decisions back to labels."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from review_example import FIXTURE, pack_example

from rowlink_spark.decisions import Label, Review, labels_of_crosswalk, labels_of_review, read_review, write_labels
from rowlink_spark.errors import UserError

AT = "2026-11-26T22:00:00.000Z"


def contents(packed: bytes) -> dict[str, bytes]:
    """The parts of a project file."""
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def decided(tmp_path: Path, *entries: dict[str, object]) -> Path:
    """The example as the page saves it once entries are in its log."""
    import hashlib

    parts = contents(pack_example())
    parts["decisions.jsonl"] = b"".join(json.dumps(entry).encode() + b"\n" for entry in entries)
    manifest = json.loads(parts["rowlink.json"])
    manifest["sha256"]["decisions.jsonl"] = hashlib.sha256(parts["decisions.jsonl"]).hexdigest()
    parts["rowlink.json"] = json.dumps(manifest).encode()
    file = tmp_path / "done.rowlink"
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file


def entry(seq: int, *changes: dict[str, object], **members: object) -> dict[str, object]:
    """One entry of the log."""
    return {"kind": "decide", "seq": seq, "at": AT, "action": "accept", "changes": list(changes), **members}


def test_the_file_that_the_page_is_tested_with_is_the_one_that_is_written() -> None:
    assert contents(FIXTURE.read_bytes()) == contents(pack_example())
    assert pack_example()[30:42] == b"rowlink.json"


def test_decisions_come_back_as_labels_of_rows_of_the_whole_tables(tmp_path: Path) -> None:
    file = decided(
        tmp_path,
        entry(1, {"left": 0, "right": 0, "verdict": "match"}, {"left": 2, "right": 1, "verdict": "non-match"}, by="Ann"),
        entry(2, {"left": 1, "right": None, "verdict": "absent"}),
        entry(3, {"left": 2, "right": 1, "verdict": None}, kind="undo", target=1),
        entry(4, {"left": 0, "right": 1, "verdict": "possible", "at": "2026-01-01T00:00:00.000Z", "by": "Bo"}),
    )
    labels = labels_of_review(read_review(file))
    assert labels == [
        Label(3, 5, "match", AT, "Ann"),
        Label(3, 6, "possible", "2026-01-01T00:00:00.000Z", "Bo"),
        Label(17, None, "absent", AT, ""),
    ]
    assert write_labels(labels, tmp_path / "out" / "labels.parquet") == 3
    assert pq.read_table(tmp_path / "out" / "labels.parquet").column("left").to_pylist() == [3, 3, 17]


def test_a_crosswalk_gives_what_a_person_accepted(tmp_path: Path) -> None:
    file = tmp_path / "crosswalk.csv"
    file.write_text("left_row,right_row,decided_by,reviewer,decided_at\n1,1,person,Ann,2026\n3,2,rule,,\n", encoding="utf-8")
    review = Review([3, 17, 900_000_000], [5, 6], [])
    assert labels_of_crosswalk(file, review) == [Label(3, 5, "match", "2026", "Ann")]
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(UserError, match="lacks the columns decided_by, left_row, right_row"):
        labels_of_crosswalk(file, review)


def test_a_file_that_is_no_review_is_told(tmp_path: Path) -> None:
    file = tmp_path / "x.rowlink"
    file.write_bytes(b"ROWLINK-SEALED-1\n{}")
    with pytest.raises(UserError, match="sealed with a passphrase or cut off"):
        read_review(file)
    parts = contents(pack_example())
    parts["decisions.jsonl"] = b"{}\n"
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(UserError, match="does not fit its hash"):
        read_review(file)
