"""
Candidates within blocks. Equal keys meet in a join; blocks with more right records than a list holds are searched as parts of their own.
Very large blocks are salted on both sides.
"""

from dataclasses import dataclass

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F
from pyspark.sql.functions import col

from ..definition.keys import range_tolerance
from .salts import cut_both_sides

# Left records of a block that one task handles, and right ones.
SLICE = 8_192


@dataclass(frozen=True)
class RangeRule:
    """Numbers at most `tolerance` apart; `place` is that of the rule among the range rules."""

    place: int
    tolerance: float


def spread_ranges(left: DataFrame, right: DataFrame, ranges: list[RangeRule]) -> tuple[DataFrame, DataFrame]:
    """
    Both sides with their block made narrower by the first range: a left record is in the bucket of its number, a right one in three, so that
    every pair within the tolerance meets in one bucket, once. Records without a key are left out.
    """
    left, right = left.where(col("block").isNotNull()), right.where(col("block").isNotNull())
    if not ranges:
        return left, right
    width = range_tolerance(ranges[0].tolerance)
    number = F.element_at("numbers", ranges[0].place + 1)
    bucket = F.floor(number / F.lit(width)) if width > 0 else number
    lefts = left.withColumn("block", F.concat_ws("\x1e", "block", bucket.cast("string")))
    if width == 0:
        return lefts, right.withColumn("block", F.concat_ws("\x1e", "block", bucket.cast("string")))
    near = F.explode(F.array(bucket - 1, bucket, bucket + 1))
    rights = right.withColumn("bucket", near).withColumn("block", F.concat_ws("\x1e", "block", col("bucket").cast("string"))).drop("bucket")
    return lefts, rights


def meets(ranges: list[RangeRule]) -> Column:
    """Whether the numbers of a pair (`left_numbers`, `right_numbers`) are within every tolerance."""
    condition = F.lit(True)
    for rule in ranges:
        gap = F.abs(F.element_at("left_numbers", rule.place + 1) - F.element_at("right_numbers", rule.place + 1))
        condition = condition & (gap <= range_tolerance(rule.tolerance))
    return condition


def small_blocks(left: DataFrame, right: DataFrame, ranges: list[RangeRule], list_size: int) -> DataFrame:
    """All pairs of blocks with at most `list_size` right records: an equality join, salted by adaptive execution where it is skewed."""
    few = right.groupBy("block").count().where(col("count") <= list_size).select("block")
    rights = right.join(few, "block").select("block", col("record").alias("right"), col("numbers").alias("right_numbers"))
    lefts = left.select("block", col("record").alias("left"), col("numbers").alias("left_numbers"))
    return lefts.join(rights, "block").where(meets(ranges)).select("left", "right").distinct()


def large_blocks(left: DataFrame, right: DataFrame, list_size: int) -> tuple[DataFrame, DataFrame]:
    """
    Both sides of the other blocks as parts to be searched: `part` (a hash of the block and of both salts) in place of `block`. A block is cut
    into slices on both sides, and every slice meets every other.
    """
    part = F.xxhash64("block", "left_salt", "right_salt")
    own, others = cut_both_sides(left, right, "block", SLICE, SLICE, above=list_size)
    return own.withColumn("part", part).drop("left_salt", "right_salt"), others.withColumn("part", part).drop("left_salt", "right_salt")
