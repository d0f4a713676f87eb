"""Which rows a person looks at: all, those the score is unsure of, or a sample of all kinds; and the project file of them."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from pyspark.sql import Column, DataFrame, Window
from pyspark.sql import functions as F
from pyspark.sql.functions import col

from ..bounded import bounded_frame, stream_rows
from ..options import RunOptions
from ..pipeline import Outcome
from ..stages.prepare import ROW
from .project_file import ROW_COLUMN, ReviewPairs, ReviewTable

# Scores between which a best candidate is uncertain, and how near the second best has to come to the best.
UNCERTAIN_FROM = 0.05
UNCERTAIN_TO = 0.95
UNCERTAIN_GAP = 0.1
STRATA = 10


def rows_for_review(outcome: Outcome, options: RunOptions) -> DataFrame:
    """
    Left rows to be reviewed (`left`), at most `options.review_rows`.

    - `whole`: all, those without candidates too.
    - `uncertain`: those whose best candidate is neither near 0 nor near 1, or hardly better than the second; the most uncertain first.
    - `sample`: as many of each tenth of the best scores, and of those with a link and without, drawn by a hash under the seed.
    """
    if options.review == "whole":
        return outcome.left.rows.select(col(ROW).alias("left")).limit(options.review_rows)
    best = outcome.candidates.groupBy("left").agg(
        F.max(F.when(col("rank") == 1, col("score"))).alias("best"),
        F.coalesce(F.max(F.when(col("rank") == 2, col("score"))), F.lit(0.0)).alias("second"),
    )
    if options.review == "uncertain":
        doubt = F.least(F.abs(col("best") - 0.5), col("best") - col("second"))
        is_uncertain = (col("best").between(UNCERTAIN_FROM, UNCERTAIN_TO)) | ((col("best") >= UNCERTAIN_FROM) & (col("best") - col("second") <= UNCERTAIN_GAP))
        return best.where(is_uncertain).orderBy(doubt, "left").limit(options.review_rows).select("left")
    linked = outcome.linked.links.select("left", F.lit(True).alias("linked")).distinct()
    stratum = F.struct(F.least(F.floor(col("best") * STRATA), F.lit(STRATA - 1)).alias("tenth"), F.coalesce("linked", F.lit(False)).alias("linked"))
    strata = best.join(linked, "left", "left").withColumn("stratum", stratum)
    place = F.row_number().over(Window.partitionBy("stratum").orderBy(_drawn("left", options.seed), "left"))
    return strata.withColumn("place", place).orderBy("place", "stratum").limit(options.review_rows).select("left")


def _drawn(column: str, seed: int) -> Column:
    return F.xxhash64(F.lit(seed), column)


def gather_review(outcome: Outcome, options: RunOptions, names: tuple[str, str], candidates_per_row: int) -> tuple[tuple[ReviewTable, ReviewTable], ReviewPairs]:
    """
    The rows of a review with their candidates, brought to the driver: `options.review_rows` left rows, and as many right ones as are their
    candidates.
    """
    chosen = rows_for_review(outcome, options).distinct().cache()
    most_pairs = options.review_rows * candidates_per_row
    pairs = bounded_frame(outcome.candidates.join(chosen, "left").orderBy("left", "rank"), most_pairs)
    lefts = _table_of(outcome.left.rows.join(chosen.select(col("left").alias(ROW)), ROW), names[0], options.review_rows)
    wanted = outcome.candidates.join(chosen, "left").select(col("right").alias(ROW)).distinct()
    if options.review == "whole":
        wanted = outcome.right.rows.select(ROW)
    rights = _table_of(outcome.right.rows.join(wanted, ROW), names[1], max(most_pairs, outcome.right.row_count if options.review == "whole" else 0))
    links = bounded_frame(outcome.linked.links.join(chosen, "left").orderBy("left", "right"), most_pairs)
    chosen.unpersist()
    left_place = {int(row[-1]): place for place, row in enumerate(lefts.rows)}
    right_place = {int(row[-1]): place for place, row in enumerate(rights.rows)}
    offsets = np.zeros(len(lefts.rows) + 1, dtype=np.uint32)
    places = np.array([left_place[left] for left in pairs["left"]], dtype=np.int64)
    np.cumsum(np.bincount(places, minlength=len(lefts.rows)), out=offsets[1:])
    return (lefts, rights), ReviewPairs(
        offsets=offsets,
        right=np.array([right_place[right] for right in pairs["right"]], dtype=np.uint32),
        similarity=pairs["similarity"].to_numpy(np.float32),
        lexical=pairs["lexical"].to_numpy(np.float32),
        score=pairs["score"].to_numpy(np.float32),
        links=[
            (left_place[left], right_place[right], float(score))
            for left, right, score in links.itertuples(index=False)
            if left in left_place and right in right_place
        ],
    )


def _table_of(rows: DataFrame, name: str, limit: int) -> ReviewTable:
    columns = [column for column in rows.columns if column != ROW]
    found: list[Sequence[Any]] = []
    for row in stream_rows(rows.orderBy(ROW).select(*[_quoted(column) for column in columns], ROW), limit):
        found.append([*row[:-1], str(row[-1])])
    return ReviewTable(name, [*columns, ROW_COLUMN], found)


def _quoted(name: str) -> Column:
    return col("`" + name.replace("`", "``") + "`")
