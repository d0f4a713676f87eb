"""Records of both sides that meet by a key, cut so that no task gets all of a key that very many have."""

from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql.functions import col


def cut_both_sides(left: DataFrame, right: DataFrame, key: str, most_left: int, most_right: int, above: int = 0, are_few: bool = False) -> tuple[DataFrame, DataFrame]:
    """
    Both sides (`record` and the column `key`, others stay) with `left_salt` and `right_salt`: records of a key that have both of them in common meet, each
    pair once. A hash of the record cuts a key into lots of about `most_left` left and `most_right` right records; a record comes once for each lot
    of the other side. Keys that one side lacks are left out, as are those with at most `above` right records. Where keys `are_few`, what is
    known of them is sent to every task.
    """
    rights = right.groupBy(key).agg(F.count(F.lit(1)).alias("rights")).where(col("rights") > above)
    sizes = rights.join(left.groupBy(key).agg(F.count(F.lit(1)).alias("lefts")), key)
    lots = sizes.select(key, *(F.ceil(col(f"{side}s") / most).cast("long").alias(f"{side}_lots") for side, most in (("left", most_left), ("right", most_right))))
    known = F.broadcast(lots) if are_few else lots

    def placed(side: DataFrame, own: str, other: str) -> DataFrame:
        mine = F.pmod(F.xxhash64("record"), col(f"{own}_lots")).alias(f"{own}_salt")
        theirs = F.explode(F.sequence(F.lit(0).cast("long"), col(f"{other}_lots") - 1)).alias(f"{other}_salt")
        return side.join(known, key).select(*side.columns, mine, theirs)

    return placed(left, "left", "right"), placed(right, "right", "left")
