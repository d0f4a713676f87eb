"""What scoring needs to know of both tables as wholes: counted in parts, added up, and small enough to be sent to every worker."""

import math
import pickle
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F
from pyspark.sql.functions import col

from ..bounded import bounded_frame, few_rows, figures
from ..definition.columns import CellStatistics, ColumnContext, WordCounts, cell_statistics, number_of, reach_of, word_counts
from ..definition.corpus import Corpus, TermTable, count_terms
from ..definition.lexical_text import TextContext

TERM_KINDS = ("grams", "words", "codes")


@dataclass(frozen=True)
class CountedTerms:
    """A corpus, and from how many records on a term is in its dictionaries (2 where there was room for all that say anything)."""

    corpus: Corpus
    least_documents: int


def count_corpus(records: DataFrame, most_terms: int) -> CountedTerms:
    """
    Document frequencies over the records of both sides (`side` 0 and 1, `text`, `form`).

    Terms of one record alone are left out, as a missing one counts as one; where the others are more than `most_terms`, the rarest of
    them are too, and count as one.
    """

    def count(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        for batch in batches:
            for side, members in batch.groupby("side"):
                counted = count_terms(members["text"].tolist(), members["form"].tolist())
                tables = (counted.grams, counted.word_table, counted.codes)
                for kind, table in enumerate(tables):
                    yield pd.DataFrame({"kind": kind, "key": table.keys.view(np.int64), "documents": table.documents})
                sizes = {"kind": [10 + int(side), 20 + int(side)], "key": 0, "documents": [counted.records, counted.words]}
                yield pd.DataFrame(sizes)

    partial = records.select("side", "text", "form").mapInPandas(count, "kind int, key long, documents long")
    terms = partial.groupBy("kind", "key").agg(F.sum("documents").alias("documents")).cache()
    try:
        sizes = {row["kind"]: row["documents"] for row in few_rows(terms.where(col("kind") >= 10), 8)}
        least = _least_documents(terms, most_terms)
        found = bounded_frame(terms.where((col("kind") < 10) & (col("documents") >= least)), most_terms)
    finally:
        terms.unpersist()
    tables = [TermTable.of(found.loc[found["kind"] == kind, "key"], found.loc[found["kind"] == kind, "documents"]) for kind in range(3)]
    corpus = Corpus(sizes.get(10, 0), sizes.get(11, 0), sizes.get(20, 0), sizes.get(21, 0), *tables)
    return CountedTerms(corpus, least)


def _least_documents(terms: DataFrame, most_terms: int) -> int:
    """The lowest floor, doubling from 2, above which the terms are few enough."""
    floors = [2**power for power in range(1, 24)]
    counts = [F.sum((col("documents") >= floor).cast("long")).alias(str(floor)) for floor in floors]
    found = figures(terms.where(col("kind") < 10).agg(*counts))
    return next(floor for floor in floors if (found[str(floor)] or 0) <= most_terms)


def column_context(left: DataFrame, right: DataFrame, cell: Column) -> ColumnContext:
    """What the comparison of two cells depends on, from the distinct values of `cell` on both sides."""
    sides = [records.select(cell.alias("cell")).distinct() for records in (left, right)]
    one, other = (_cells_of(cells) for cells in sides)
    numbers = sides[0].unionAll(sides[1]).mapInPandas(_numbers_of, "number double")
    count = figures(numbers.agg(F.count(F.lit(1)).alias("count")))["count"]
    lower = upper = 0.0
    if count:
        # The members floor(n / 4) and floor(3 n / 4) of the sorted numbers.
        shares = [(math.floor(count * share) + 0.5) / count for share in (0.25, 0.75)]
        quartiles = [F.expr(f"percentile_disc({share}) WITHIN GROUP (ORDER BY number)").alias(str(at)) for at, share in enumerate(shares)]
        found = figures(numbers.agg(*quartiles))
        lower, upper = float(found["0"]), float(found["1"])
    return ColumnContext(TextContext.of(one.texts, other.texts), reach_of(count, one.filled + other.filled, lower, upper))


def _numbers_of(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    # What is no number is left out here: on the way to Spark it would become null, which is counted.
    for batch in batches:
        yield pd.DataFrame({"number": [number for number in map(number_of, batch["cell"]) if not math.isnan(number)]}, dtype=float)


def _cells_of(cells: DataFrame) -> CellStatistics:
    def count(texts: list[str]) -> CellStatistics:
        counted = cell_statistics(texts)
        return CellStatistics(counted.texts, counted.filled)

    return _add_up(cells, count, CellStatistics())


def words_in(records: DataFrame, cell: Column) -> WordCounts:
    """Words and filled cells of one column over all records."""
    return _add_up(records.select(cell.alias("cell")), word_counts, WordCounts())


def _add_up(cells: DataFrame, count: Callable[[list[str]], Any], zero: Any) -> Any:
    """Counts the batches of a column `cell` and adds the counts up: one row a partition comes to the driver."""

    def partial(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        total = zero
        for batch in batches:
            total = total + count(batch["cell"].tolist())
        yield pd.DataFrame({"counted": [pickle.dumps(total)]})

    total = zero
    for row in few_rows(cells.mapInPandas(partial, "counted binary")):
        total = total + pickle.loads(row["counted"])
    return total
