"""One small Spark session for all tests."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyspark.sql import SparkSession

# For this process and for the Python workers that Spark starts.
PACKAGE = str(Path(__file__).parents[1])
sys.path.insert(0, PACKAGE)
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [PACKAGE, os.environ.get("PYTHONPATH")]))

from rowlink_spark.session import open_session  # noqa: E402

# Drivers of databases beside Derby, which comes with PySpark.
JARS = os.environ.get("ROWLINK_TEST_JARS", "").replace(",", os.pathsep)


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    """`local[2]`, two partitions a shuffle; nothing is written into the repository. Compilers that pay off in long runs only are off."""
    if not os.environ.get("JAVA_HOME") and shutil.which("java") is None and not os.environ.get("CI"):
        pytest.skip("Spark runs on Java 17 or later, which is not here")
    session = open_session(
        "local[2]",
        "rowlink-tests",
        **{
            "spark.ui.enabled": "false",
            "spark.sql.shuffle.partitions": "2",
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.memory": "1g",
            "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
            "spark.sql.codegen.wholeStage": "false",
            "spark.sql.codegen.factoryMode": "NO_CODEGEN",
            "spark.sql.warehouse.dir": str(tmp_path_factory.mktemp("warehouse")),
            **({"spark.driver.extraClassPath": JARS} if JARS else {}),
        },
    )
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()
