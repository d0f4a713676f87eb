"""Where stages write what they made: Parquet below one folder, each with the time it took."""

import time
from dataclasses import dataclass, field

from pyspark.sql import DataFrame, SparkSession


@dataclass
class Store:
    """
    Frames by name below `root`, any path that Spark can write.

    A frame that was written down is read again from there: no plan reaches back behind it, a task that is lost is done again from files that
    do not change, and so comes out the same.
    """

    spark: SparkSession
    root: str
    seconds: dict[str, float] = field(default_factory=dict)

    def keep(self, frame: DataFrame, name: str) -> DataFrame:
        """Writes a frame and gives back what was written. Spark's own pages show its jobs under its name, and what follows up to the next stage."""
        started = time.monotonic()
        path = self.path_of(name)
        self.spark.sparkContext.setJobDescription(name)
        frame.write.mode("overwrite").parquet(path)
        self.seconds[name] = self.seconds.get(name, 0.0) + time.monotonic() - started
        return self.spark.read.parquet(path)

    def path_of(self, name: str) -> str:
        """Where a frame is."""
        return f"{self.root.rstrip('/')}/{name}"
