"""Tables never come to the driver, however large they are."""

import re
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "rowlink_spark"
# Whatever brings rows to the driver, or leaves the DataFrame interface.
TAKES_ROWS = re.compile(r"\.(collect|toPandas|toLocalIterator|take|head|tail|first|foreach|foreachPartition|show|toArrow)\(|\.rdd\b|parallelize\(")
LIMITED = re.compile(r"\.limit\(")


def test_rows_come_to_the_driver_in_one_place_only() -> None:
    found = [
        f"{file.relative_to(PACKAGE)}:{number}: {line.strip()}"
        for file in sorted(PACKAGE.rglob("*.py"))
        if file.name != "bounded.py"
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if TAKES_ROWS.search(line)
    ]
    assert found == []


def test_in_that_place_every_answer_has_a_limit() -> None:
    lines = (PACKAGE / "bounded.py").read_text(encoding="utf-8").splitlines()
    taking = [line for line in lines if TAKES_ROWS.search(line)]
    assert len(taking) == 3 and all(LIMITED.search(line) for line in taking)
