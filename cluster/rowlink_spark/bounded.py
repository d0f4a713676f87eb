"""
The only place where anything comes to the driver: figures, a sample, or a dictionary, never more rows than a stated limit.

A test searches the package for other ways (`collect`, `toPandas`, `toLocalIterator` …) and finds none.
"""

from collections.abc import Iterator
from typing import Any

import pandas as pd
from pyspark.sql import DataFrame, Row

from .errors import UserError

# Figures: sums, counts, one row a part or a column.
FEW_ROWS = 10_000


def figures(frame: DataFrame) -> dict[str, Any]:
    """The single row of an aggregate without groups, by column."""
    (row,) = few_rows(frame, 1)
    return row.asDict()


def few_rows(frame: DataFrame, limit: int = FEW_ROWS) -> list[Row]:
    """
    All rows of a frame that has at most `limit`, which is checked on the executors' side: one row more is asked for, no further. They come by
    way of one partition, as Spark would else make those of a limit a few at a time, one after another.
    """
    rows = frame.repartition(1).limit(limit + 1).collect()
    if len(rows) > limit:
        raise UserError(f"More than {limit:,} rows were to be brought to the driver, which holds figures only: this is a fault of rowlink-spark, please report it.")
    return rows


def bounded_frame(frame: DataFrame, limit: int) -> pd.DataFrame:
    """As pandas the rows of a frame of at most `limit`; the caller has made sure of it, and it is made sure of again."""
    found = frame.limit(limit + 1).toPandas()
    if len(found) > limit:
        raise UserError(f"A table for the driver has more than {limit:,} rows: raise the limit that the option names, or choose fewer rows.")
    return found


def stream_rows(frame: DataFrame, limit: int) -> Iterator[Row]:
    """The rows of a sorted frame one partition at a time, at most `limit`: for files that a person opens on one machine."""
    yield from frame.limit(limit).toLocalIterator()
