"""
Links the same two tables twice in a `local-cluster` of two executors, and kills one of them in the middle of the second run: a process of its
own, started and ended here. Prints whether the outputs are the same.
"""

import json
import os
import random
import signal
import sys
import threading
import time
from pathlib import Path

import pandas as pd

PACKAGE = str(Path(__file__).parents[1])
sys.path.insert(0, PACKAGE)
os.environ["PYTHONPATH"] = PACKAGE

from rowlink_spark.definition.recipe import read_recipe  # noqa: E402
from rowlink_spark.options import RunOptions  # noqa: E402
from rowlink_spark.pipeline import link_tables  # noqa: E402
from rowlink_spark.session import open_session  # noqa: E402
from rowlink_spark.store import Store  # noqa: E402

ROWS = 200


def main(folder: Path) -> None:
    """See the module."""
    write_tables(folder)
    spark = open_session(
        "local-cluster[2,1,1024]",
        "rowlink-loses-an-executor",
        **{
            "spark.ui.enabled": "false",
            "spark.sql.shuffle.partitions": "2",
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.executor.memory": "512m",
            "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
            "spark.executor.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
            "spark.sql.codegen.wholeStage": "false",
        },
    )
    spark.sparkContext.setLogLevel("OFF")
    frames = [spark.read.parquet(str(folder / f"{side}.parquet")) for side in ("left", "right")]
    settings = read_recipe(folder / "x.recipe.json").settings
    options = RunOptions(lexical_scan_pairs=0, whole_pairs=1, part_records=64)
    link_tables(spark, (frames[0], frames[1]), settings, None, options, Store(spark, str(folder / "one")))
    killed: list[int] = []
    killer = threading.Thread(target=kill_during, args=(folder / "two" / "letters", killed), daemon=True)
    killer.start()
    link_tables(spark, (frames[0], frames[1]), settings, None, options, Store(spark, str(folder / "two")))
    same = {name: rows_of(folder / "one" / name).equals(rows_of(folder / "two" / name)) for name in ("candidates", "links")}
    print(json.dumps({"killed": len(killed), "same": same, "links": len(rows_of(folder / "one" / "links"))}))
    spark.stop()


def rows_of(place: Path) -> pd.DataFrame:
    """All rows of an output in order."""
    return pd.read_parquet(place).sort_values(["left", "right"], ignore_index=True)


def kill_during(place: Path, killed: list[int]) -> None:
    """Kills one of our own executors as soon as a stage has begun to write."""
    while not place.exists():
        time.sleep(0.05)
    executors = own_executors()
    if executors:
        os.kill(executors[0], signal.SIGKILL)
        killed.append(executors[0])


def own_executors() -> list[int]:
    """Executors that this process started, by their ancestors."""
    parents, found = {}, []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            command = (entry / "cmdline").read_bytes()
            parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if b"CoarseGrainedExecutorBackend" in command:
            found.append(int(entry.name))

    def is_ours(process: int) -> bool:
        while process > 1:
            if process == os.getpid():
                return True
            process = parents.get(process, 0)
        return False

    return sorted(process for process in found if is_ours(process))


def write_tables(folder: Path) -> None:
    """Names against misspelt ones, and a recipe that compares their letters."""
    draw = random.Random(3)
    syllables = "ba be bi bo bu da de di do du ka ke ki ko ku la le li lo lu ma me mi mo mu".split()
    names = ["".join(draw.choices(syllables, k=3)).capitalize() + " " + "".join(draw.choices(syllables, k=3)).capitalize() for _ in range(ROWS)]
    pd.DataFrame({"name": names}).to_parquet(folder / "left.parquet")
    pd.DataFrame({"name": [name[:-1] + draw.choice("xyz") for name in draw.sample(names, ROWS)]}).to_parquet(folder / "right.parquet")
    table = {"file": "x", "columns": ["name"], "recordId": None, "reading": {}}
    settings = {"task": "link", "on": {"left": ["name"], "right": ["name"]}, "score": "lexical", "cardinality": "one-to-one"}
    recipe = {"format": "rowlink-recipe", "version": 1, "app": "1", "savedAt": "2026-11-26T00:00:00Z", "name": "", "tables": {"left": table, "right": table}}
    (folder / "x.recipe.json").write_text(json.dumps({**recipe, "settings": settings, "thresholdUsed": None, "model": {"id": "rowlink-small", "sha256": None}}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
