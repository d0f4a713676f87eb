"""Blocking on Spark beside the same linkage in one process: equal keys as joins, one key that most rows have cut by salts, ranges in buckets."""

import json
import os
import random
from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import SparkSession

from rowlink_spark.definition.generated import load
from rowlink_spark.definition.link import Table, match_tables
from rowlink_spark.definition.recipe import MatchSettings, parse_recipe
from rowlink_spark.options import RunOptions
from rowlink_spark.pipeline import link_tables
from rowlink_spark.stages import blocks
from rowlink_spark.store import Store

pytestmark = pytest.mark.skipif("ROWLINK_SPARK_RUNS" not in os.environ, reason="whole runs take minutes: set ROWLINK_SPARK_RUNS=1")

ROWS = 260
# So many records of a block one task gets, so that the heavy key is cut on both sides.
SLICE = 48
TOWNS = ["Bern"] * 7 + ["Basel", "Chur", "  bern"]
SYLLABLES = "ba be bi bo bu da de di do du ka ke ki ko ku la le li lo lu ma me mi mo mu".split()


def tables() -> tuple[Table, Table]:
    """Names against misspelt ones; eight of ten rows are of one town, some of none; years are off by one at times, or missing."""
    draw = random.Random(5)
    left: dict[str, list[str]] = {"name": [], "town": [], "year": []}
    right: dict[str, list[str]] = {"name": [], "town": [], "year": []}
    for _ in range(ROWS):
        name = " ".join("".join(draw.choices(SYLLABLES, k=3)).capitalize() for _ in range(2))
        town, year = draw.choice([*TOWNS, ""]), draw.randrange(1950, 1960)
        for side, cells in ((left, (name, town, str(year))), (right, (name[:-1] + draw.choice("xyz"), town, str(year + draw.choice([0, 0, 0, 1, 3]))))):
            for column, cell in zip(side, cells, strict=True):
                side[column].append(cell)
        if draw.random() < 0.1:
            right["year"][-1] = ""
    order = draw.sample(range(ROWS), ROWS)
    return left, {name: [cells[at] for at in order] for name, cells in right.items()}


RULES: dict[str, list[dict[str, Any]]] = {
    "a heavy key": [{"left": "town", "right": "town", "key": "exact"}],
    "a prefix and a range": [{"left": "name", "right": "name", "key": "prefix", "length": 1}, {"left": "year", "right": "year", "key": "numeric-range", "tolerance": 1}],
}


@pytest.mark.parametrize("kind", RULES)
def test_links_within_blocks_are_those_of_one_process(spark: SparkSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(blocks, "SLICE", SLICE)
    left, right = tables()
    given = {**load("settings")["defaults"], "on": {"left": ["name"], "right": ["name"]}, "score": "lexical", "cardinality": "one-to-one", "blocking": RULES[kind]}
    expected = match_tables(left, right, given, None)
    frames = [spark.createDataFrame(list(zip(*table.values(), strict=True)), list(table)).coalesce(1) for table in (left, right)]
    outcome = link_tables(spark, (frames[0], frames[1]), _settings(given), None, RunOptions(), Store(spark, str(tmp_path)))
    links = {(row["left"], row["right"]): row["score"] for row in outcome.linked.links.collect()}
    assert sorted(links) == expected.links() and len(links) > 100
    wanted = dict(zip(zip(expected.candidates.left.tolist(), expected.candidates.right.tolist(), strict=True), expected.candidates.score.tolist(), strict=True))
    assert max(abs(links[pair] - wanted[pair]) for pair in links) <= 1e-4


def test_a_heavy_key_is_cut_and_every_pair_of_it_meets_once(spark: SparkSession, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "SLICE", 10)
    sides = [spark.createDataFrame([(number, "t", "heavy" if number < count else "light") for number in range(count + 3)], "record long, text string, block string") for count in (35, 47)]
    own, others = blocks.large_blocks(sides[0], sides[1], 20)
    parts = own.groupBy("part").count().collect()
    assert len(parts) == 4 * 5 and max(row["count"] for row in parts) < 35
    met = own.alias("o").join(others.alias("p"), "part").select("o.record", "p.record").collect()
    assert len(met) == len(set(met)) == 35 * 47


def _settings(given: dict[str, Any]) -> MatchSettings:
    table = {"file": "x", "columns": ["name", "town", "year"], "recordId": None, "reading": {}}
    recipe = {"format": "rowlink-recipe", "version": 1, "app": "1", "savedAt": "2026-11-27T00:00:00Z", "name": "", "tables": {"left": table, "right": table}}
    return parse_recipe(json.dumps({**recipe, "settings": given, "thresholdUsed": None, "model": {"id": "rowlink-small", "sha256": None}}), "x").settings
