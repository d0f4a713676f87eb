"""Small things that Spark's DataFrames want."""

from pyspark.sql import DataFrame
from pyspark.sql.functions import col


def apart(frame: DataFrame) -> DataFrame:
    """The same frame with columns of its own, so that it can meet one that it was made from: Spark takes shared ones for ambiguous."""
    return frame.select(*[col("`" + name.replace("`", "``") + "`").alias(name) for name in frame.columns])
