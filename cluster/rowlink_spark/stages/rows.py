"""From records to rows: the candidates that a person sees, as `src/core/candidates/rows.ts`."""

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F
from pyspark.sql.functions import col

from ..sources import as_text
from .prepare import ROW


def candidates_of_rows(scored: DataFrame, left_rows: DataFrame, right_rows: DataFrame, limit: int, minimum_score: float | None) -> DataFrame:
    """
    Every left row gets the candidates of its record, every right record stands for all its rows: `left`, `right`, `rank` (from 1), `score`,
    `similarity`, `lexical`, at most `limit` a left row, by score, then similarity, then right row.

    `scored`: `left`, `right` (records), `score`, `similarity`, `lexical`. `left_rows`, `right_rows`: `row`, `record`, `place`. Of a right
    record no more than `limit` rows can count, so no more are looked at.
    """
    kept = scored if minimum_score is None else scored.where(col("score") >= F.lit(minimum_score).cast("float"))
    rights = right_rows.where(col("place") < limit).select(col("record").alias("right"), col("row").alias("right_row"))
    closeness = F.coalesce(F.nanvl("similarity", F.lit(0.0)), F.lit(0.0))
    by_left = Window.partitionBy("left")
    # Records beyond the limit have no row within it, as the first row of each other one comes before theirs.
    best = F.row_number().over(by_left.orderBy(col("score").desc(), closeness.desc(), "right"))
    spread = kept.withColumn("place", best).where(col("place") <= limit).drop("place").join(rights, "right")
    order = by_left.orderBy(col("score").desc(), closeness.desc(), "right_row")
    ranked = spread.withColumn("rank", F.row_number().over(order)).where(col("rank") <= limit)
    lefts = left_rows.select(col("record").alias("left"), col("row").alias("left_row"))
    return ranked.join(lefts, "left").select(
        col("left_row").alias("left"), col("right_row").alias("right"), "rank", "score", "similarity", "lexical"
    )


def with_row_ids(pairs: DataFrame, rows: DataFrame, side: str, column: str) -> DataFrame:
    """
    Pairs of rows with what `column` of their left or right row says, as `left_id` or `right_id`: numbers of rows lead nowhere in a table without
    an order of its own, such as one of a database. `rows`: all columns as text beside `ROW`.
    """
    ids = rows.select(col(ROW).alias(side), as_text(column).alias(f"{side}_id"))
    return pairs.join(ids, side, "left").select(*pairs.columns, f"{side}_id")
