"""Rows to records: numbered rows, the text of each, and distinct records, as `src/core/text/records.ts` makes them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F
from pyspark.sql import types as T
from pyspark.sql.functions import col

from ..bounded import few_rows, figures
from ..definition.keys import DEFAULT_PREFIX_LENGTH, DecimalSigns, decimal_signs, fold_key, prefix_of, read_number
from ..definition.lexical_text import Side, SideStatistics, TextContext, side_statistics
from ..definition.text import ColumnSize, collapse, compose_text, record_key
from ..sources import as_text, cells_as_text

# Our own columns beside those of a table, whose names may be any.
ROW = "__row__"
PART = "__part__"
MARK = "__mark__"
# What parts the folded keys of several rules; no folded key holds it.
KEY_SEPARATOR = "\x1f"


@dataclass(frozen=True)
class KeyRule:
    """How one column of a blocking rule becomes a key. `usual` is the decimal sign of a range's column."""

    column: str
    kind: str
    length: int = DEFAULT_PREFIX_LENGTH
    usual: str | None = None


@dataclass(frozen=True)
class SideLayout:
    """Which columns of one side count, and how: `compared` in the order of their text, then keys of blocks, then qualifiers."""

    side: Side
    compared: tuple[str, ...]
    rules: tuple[KeyRule, ...] = ()
    qualifiers: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that are read, each once."""
        return tuple(dict.fromkeys([*self.compared, *(rule.column for rule in self.rules), *self.qualifiers]))


def stage_rows(frame: DataFrame, columns: Sequence[str]) -> DataFrame:
    """
    All cells as text beside a mark of the order in which Spark read the rows (`MARK`, ascending within `PART`). To be written down
    before `number_rows`, so that a database that answers in another order the second time changes nothing.
    """
    return frame.select(
        F.spark_partition_id().alias(PART),
        F.monotonically_increasing_id().alias(MARK),
        *cells_as_text(frame, columns),
    )


def number_rows(staged: DataFrame) -> DataFrame:
    """Rows numbered from 0 without a gap (`ROW`), in the order of the file where it is one. One figure a part is summed up, no row moves."""
    parts = staged.groupBy(PART).agg(F.count(F.lit(1)).alias("__size__"), F.min(MARK).alias("__first__"))
    before = Window.orderBy(PART).rowsBetween(Window.unboundedPreceding, -1)
    parts = parts.withColumn("__before__", F.coalesce(F.sum("__size__").over(before), F.lit(0)))
    numbered = staged.join(F.broadcast(parts), PART).withColumn(ROW, col("__before__") + col(MARK) - col("__first__"))
    return numbered.drop(PART, MARK, "__size__", "__first__", "__before__")


def column_sizes(rows: DataFrame, columns: Sequence[str]) -> list[ColumnSize]:
    """What the order of compared columns goes by, of each column: one pass a side."""
    if len(columns) < 2:
        return [ColumnSize(0, 0) for _ in columns]
    sums = []
    for at, name in enumerate(columns):
        cell = as_text(name)
        sums += [F.countDistinct(cell).alias(f"distinct_{at}"), (F.sum(F.octet_length(F.encode(cell, "UTF-16BE"))) / 2).alias(f"length_{at}")]
    found = figures(rows.agg(*sums))
    return [ColumnSize(int(found[f"distinct_{at}"]), int(found[f"length_{at}"])) for at in range(len(columns))]


def decimal_sign_of(rows: DataFrame, column: str) -> str | None:
    """The decimal sign by which undecided numbers of a column are read, from its distinct cells."""

    def count(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        total = DecimalSigns()
        for batch in batches:
            total = total + decimal_signs(batch["cell"])
        yield pd.DataFrame({"commas": [total.commas], "stops": [total.stops]})

    parts = rows.select(as_text(column).alias("cell")).distinct().mapInPandas(count, "commas long, stops long")
    found = figures(parts.agg(F.sum("commas").alias("commas"), F.sum("stops").alias("stops")))
    return DecimalSigns(found["commas"] or 0, found["stops"] or 0).usual


ROW_SCHEMA = T.StructType(
    [
        T.StructField("row", T.LongType()),
        T.StructField("key", T.StringType()),
        T.StructField("text", T.StringType()),
        T.StructField("cells", T.ArrayType(T.StringType())),
        T.StructField("qualifiers", T.ArrayType(T.StringType())),
        # Keys of exact and prefix rules in one; null where one is empty.
        T.StructField("block", T.StringType()),
        # Numbers of range rules; null where a cell has none.
        T.StructField("numbers", T.ArrayType(T.DoubleType())),
    ]
)


def compose_rows(rows: DataFrame, layout: SideLayout) -> DataFrame:
    """The text and keys of every row that has something to compare; rows without are left out."""

    def compose(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        for batch in batches:
            yield _compose_batch(batch, layout)

    return rows.select(ROW, *[as_text(name) for name in layout.columns]).mapInPandas(compose, ROW_SCHEMA)


def _compose_batch(batch: pd.DataFrame, layout: SideLayout) -> pd.DataFrame:
    columns = {name: batch[name].tolist() for name in layout.columns}
    compared = [columns[name] for name in layout.compared]
    keys = [columns[rule.column] for rule in layout.rules]
    qualifiers = [columns[name] for name in layout.qualifiers]
    out: list[tuple[object, ...]] = []
    for at, row in enumerate(batch[ROW].tolist()):
        cells = [column[at] for column in compared]
        text = compose_text(cells)
        if not text:
            continue
        key_cells = [column[at] for column in keys]
        judged = [column[at] for column in qualifiers]
        block, numbers = _keys_of(key_cells, layout.rules)
        out.append((row, record_key(cells, [*key_cells, *judged]), text, [collapse(cell) for cell in cells], [collapse(cell) for cell in judged], block, numbers))
    return pd.DataFrame(out, columns=ROW_SCHEMA.names)


def _keys_of(cells: Sequence[str], rules: Sequence[KeyRule]) -> tuple[str | None, list[float] | None]:
    keys: list[str] = []
    numbers: list[float] = []
    for cell, rule in zip(cells, rules, strict=True):
        if rule.kind == "numeric-range":
            number = read_number(cell, rule.usual)
            if np.isnan(number):
                return None, None
            numbers.append(number)
            continue
        key = fold_key(cell)
        if rule.kind == "prefix":
            key = prefix_of(key, rule.length)
        if key == "":
            return None, None
        keys.append(key)
    return KEY_SEPARATOR.join(keys), numbers


def distinct_records(composed: DataFrame) -> DataFrame:
    """
    One row a record, named by its first row (`record`), with how many rows it stands for (`rows`). `block` is null where blocking keeps
    it from meeting anybody.
    """
    first = F.min_by(F.struct("text", "cells", "qualifiers", "block", "numbers"), "row").alias("first")
    records = composed.groupBy("key").agg(F.min("row").alias("record"), F.count(F.lit(1)).alias("rows"), first)
    return records.select("record", "rows", "key", "first.*")


def rows_of_records(composed: DataFrame, records: DataFrame) -> DataFrame:
    """Which record each row belongs to (`row`, `record`), and its place among the rows of its record (`place`, from 0)."""
    named = composed.select("row", "key").join(records.select("key", "record"), "key").select("row", "record")
    place = F.row_number().over(Window.partitionBy("record").orderBy("row")) - 1
    return named.withColumn("place", place)


def count_side(records: DataFrame) -> SideStatistics:
    """Scripts and readings of one side, counted part by part."""
    import pickle

    def count(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        total = SideStatistics()
        for batch in batches:
            total = total + side_statistics(batch["text"])
        yield pd.DataFrame({"counted": [pickle.dumps(total)]})

    total = SideStatistics()
    for row in few_rows(records.select("text").mapInPandas(count, "counted binary")):
        total = total + pickle.loads(row["counted"])
    return total


def with_forms(records: DataFrame, side: Side, context: TextContext) -> DataFrame:
    """Records with the form in which their letters are compared (`form`)."""

    def add(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        known: dict[str, str] = {}
        for batch in batches:
            if len(known) > MOST_KNOWN_WORDS:
                known.clear()
            batch["form"] = [context.form(text, side, known) for text in batch["text"]]
            yield batch

    schema = T.StructType([*records.schema.fields, T.StructField("form", T.StringType())])
    return records.mapInPandas(add, schema)


# Forms of words that a worker remembers.
MOST_KNOWN_WORDS = 200_000
