"""
The companies of the samples as Delta tables, of which the left one has an older version, linked by the command: a process of its own, as packages cannot
be added to a session that is open. Prints the figures of `test_delta.py`.
"""

import json
import os
import sys
from pathlib import Path

PACKAGE = str(Path(__file__).parents[1])
sys.path.insert(0, PACKAGE)
os.environ["PYTHONPATH"] = os.pathsep.join([PACKAGE, *filter(None, [os.environ.get("PYTHONPATH")])])

from sample_tables import LEFT_COLUMNS, RIGHT_COLUMNS, expected_links, links_of, sample_rows, write_recipe  # noqa: E402

from bench.against_page import SMALL_SESSION  # noqa: E402
from rowlink_spark.cli import main  # noqa: E402
from rowlink_spark.session import open_session  # noqa: E402
from rowlink_spark.sources import DELTA_SESSION  # noqa: E402

# Delta's own default of 50 partitions is for very large logs.
SESSION = SMALL_SESSION | {"spark.databricks.delta.snapshotPartitions": "1"}


def link(folder: Path, packages: str) -> dict[str, object]:
    """Writes the tables and links them, on Spark and in one process."""
    spark = open_session("local[1]", "rowlink-delta", **SESSION, **DELTA_SESSION, **{"spark.jars.packages": packages})
    spark.sparkContext.setLogLevel("OFF")
    for side, year, columns in (("left", 2023, LEFT_COLUMNS), ("right", 2024, RIGHT_COLUMNS)):
        frame = spark.createDataFrame(sample_rows(year), ", ".join(f"{name} string" for name in columns))
        frame.write.format("delta").partitionBy("country").save(str(folder / side))
    spark.createDataFrame([("x1", "Somebody new", None, None, None)], "id string, name string, city string, country string, sector string").write.format("delta").mode("append").save(str(folder / "left"))
    recipe = write_recipe(folder)
    tables = ["--left", f"delta:{folder}/left", "--left-option", "versionAsOf=0", "--right", str(folder / "right")]
    assert main(["run", str(recipe), *tables, "--out", str(folder / "out")]) == 0
    links = links_of(folder / "out")
    report = json.loads((folder / "out" / "report.json").read_text())
    newest = spark.read.format("delta").load(str(folder / "left")).count()
    return {"spark": spark.version, "links": len(links), "same": links == expected_links(recipe), "rows": report["figures"]["leftRows"], "newest": newest}


if __name__ == "__main__":
    print(json.dumps(link(Path(sys.argv[1]), sys.argv[2])))
