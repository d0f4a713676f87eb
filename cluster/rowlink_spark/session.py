"""The Spark session of a run."""

import os
import sys

from pyspark.errors import PySparkRuntimeError
from pyspark.sql import SparkSession

from .errors import UserError

# Adaptive execution joins small partitions and splits skewed ones; Arrow carries columns between Spark and Python.
DEFAULTS = {
    "spark.sql.adaptive.enabled": "true",
    "spark.sql.adaptive.skewJoin.enabled": "true",
    "spark.sql.adaptive.coalescePartitions.enabled": "true",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "4096",
    "spark.sql.session.timeZone": "UTC",
    "spark.python.worker.reuse": "true",
    # As on the page, columns whose names differ in case are different ones.
    "spark.sql.caseSensitive": "true",
    # Delimited text in windows-1252 and the like, which Spark 4 refuses by default.
    "spark.sql.legacy.javaCharsets": "true",
    "spark.ui.showConsoleProgress": "false",
}


def open_session(master: str | None, app_name: str = "rowlink", **settings: str) -> SparkSession:
    """
    The session to run in: the one that `spark-submit` or a notebook has opened, else one of our own.

    `master` is Spark's (`local[*]`, `yarn`, `k8s://…`); None leaves it to `spark-submit`. Settings that the cluster gives are kept; only
    adaptive execution and Arrow are always on.
    """
    if master and master.startswith("local"):
        # Executors on this machine use this very Python.
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName(app_name)
    if master:
        builder = builder.master(master)
    for name, value in {**DEFAULTS, **settings}.items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except PySparkRuntimeError as cause:
        if cause.getCondition() != "JAVA_GATEWAY_EXITED":
            raise
        raise UserError(
            "Spark did not start: Java 17 or later may be missing (set JAVA_HOME), or a package of spark.jars.packages is out of reach; what Spark itself said is above."
        ) from cause
