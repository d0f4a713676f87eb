"""A small review as `rowlink-spark run` would pack it: the fixture that a unit test of the page opens."""

from pathlib import Path

import numpy as np

from rowlink_spark.output.project_file import ROW_COLUMN, ReviewPairs, ReviewTable, pack_project

FIXTURE = Path(__file__).parent / "fixtures" / "review.rowlink"

SETTINGS = {
    "task": "link",
    "on": {"left": ["name"], "right": ["Firma"]},
    "cleaning": {"left": [], "right": []},
    "cardinality": "one-to-one",
    "limits": {"left": None, "right": None},
    "candidatesPerRow": 2,
    "minimumScore": None,
    "score": "hybrid",
    "model": "rowlink-small",
    "device": "auto",
    "blocking": [],
    "weights": {},
    "qualifiers": [],
    "concept": None,
    "threshold": "auto",
}


def pack_example() -> bytes:
    """Three left rows of a large table, two right ones, letters of many kinds; the second left row has no candidate."""
    left = ReviewTable("firms.csv", ["id", "name", ROW_COLUMN], [["a", "Süd\nWind “AG”", "3"], ["b", "Ⅳ 株式会社", "17"], ["c", "Zoë 😀", "900000000"]])
    right = ReviewTable("register.csv", ["Firma", ROW_COLUMN], [["Südwind AG", "5"], ["Zoe", "6"]])
    pairs = ReviewPairs(
        offsets=np.array([0, 2, 2, 3], np.uint32),
        right=np.array([0, 1, 1], np.uint32),
        similarity=np.array([0.75, 0.25, np.nan], np.float32),
        lexical=np.array([0.5, 0.125, 0.25], np.float32),
        score=np.array([0.875, 0.0625, 0.5], np.float32),
        links=[(0, 0, 0.875), (2, 1, 0.5)],
    )
    return pack_project("Firms", (left, right), pairs, SETTINGS, 0.2, {"id": "rowlink-small", "sha256": "ab" * 32}, "2026-11-26T21:00:00.000Z")


if __name__ == "__main__":
    FIXTURE.parent.mkdir(exist_ok=True)
    FIXTURE.write_bytes(pack_example())
