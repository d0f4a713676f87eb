"""Two tables from end to end on Spark with the real model, beside the same linkage in one process."""

import json
import os
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from pyspark.sql import SparkSession

from rowlink_spark.cli import main
from rowlink_spark.decisions import read_review
from rowlink_spark.definition.encode import load_encoder
from rowlink_spark.definition.link import Matched, match_tables
from rowlink_spark.definition.recipe import read_recipe
from rowlink_spark.options import RunOptions
from rowlink_spark.output.review import gather_review
from rowlink_spark.pipeline import link_tables
from rowlink_spark.stages.embed import share_model
from rowlink_spark.store import Store

pytestmark = pytest.mark.skipif("ROWLINK_SPARK_RUNS" not in os.environ, reason="whole runs take minutes: set ROWLINK_SPARK_RUNS=1")
MODEL = Path(__file__).parents[2] / "public" / "models" / "rowlink-small"
WORDS = "nordwind logistik acme trading blue river foods harbour sons alpha beta systems united steel works green energy partner bau".split()
CITIES = ["Bern", "Basel", "Chur", ""]


def tables() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Sixty firms against some of them misspelt; two rows of either table are equal, one has nothing to compare."""
    draw = random.Random(1)
    names = [" ".join(draw.sample(WORDS, 3)) for _ in range(57)]
    left = {"name": [*names, names[4], names[4], ""], "city": [draw.choice(CITIES) for _ in range(57)] + ["Bern", "Bern", ""]}
    order = draw.sample(range(57), 45)
    right = {
        "Firma": [names[at][:-1] + draw.choice("xyz") for at in order] + ["  acme  trading ", "acme trading"],
        "Ort": [left["city"][at] for at in order] + ["Basel", "Basel"],
    }
    return left, right


SETTINGS = {
    "task": "link",
    "on": {"left": ["name", "city"], "right": ["Firma", "Ort"]},
    "blocking": [],
    "qualifiers": [],
    "weights": {"city": 2},
    "cardinality": "one-to-one",
    "limits": {"left": None, "right": None},
    "candidatesPerRow": 5,
    "minimumScore": None,
    "score": "hybrid",
    "model": "rowlink-small",
    "threshold": "auto",
}
RECIPE = {
    "format": "rowlink-recipe",
    "version": 1,
    "app": "1.0.0",
    "savedAt": "2026-11-26T00:00:00.000Z",
    "name": "Firms",
    "tables": {
        "left": {"file": "left.csv", "columns": ["name", "city"], "recordId": None, "reading": {}},
        "right": {"file": "right.csv", "columns": ["Firma", "Ort"], "recordId": None, "reading": {}},
    },
    "settings": {**SETTINGS, "cleaning": {"left": [], "right": []}, "device": "auto", "concept": None},
    "thresholdUsed": 0.2,
    "model": {"id": "rowlink-small", "sha256": None},
}


@pytest.fixture(scope="module")
def expected() -> Matched:
    """The linkage in one process."""
    return match_tables(*tables(), SETTINGS, load_encoder(MODEL).encode)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both tables as CSV and the recipe."""
    place = tmp_path_factory.mktemp("linkage")
    for name, table in zip(("left", "right"), tables(), strict=True):
        # Columns that are not compared, under names that are ours too, change nothing.
        pd.DataFrame({"row": "x", **table, "Row": "y"}).to_csv(place / f"{name}.csv", index=False)
    (place / "firms.recipe.json").write_text(json.dumps(RECIPE))
    return place


def command(folder: Path, out: str, *more: str) -> list[str]:
    """`rowlink-spark run` on the tables of a folder."""
    tables = ["--left", str(folder / "left.csv"), "--right", str(folder / "right.csv")]
    return ["run", str(folder / "firms.recipe.json"), *tables, "--model", str(MODEL), "--out", str(folder / out), *more]


def test_the_command_gives_what_one_process_gives(spark: SparkSession, folder: Path, expected: Matched) -> None:
    assert main(command(folder, "out", "--review", "whole")) == 0
    found = pd.read_parquet(folder / "out" / "candidates").sort_values(["left", "rank"], ignore_index=True)
    wanted = expected.candidates
    assert found["left"].tolist() == wanted.left.tolist() and found["right"].tolist() == wanted.right.tolist()
    assert np.abs(found["score"].to_numpy() - wanted.score).max() <= 1e-4
    links = pd.read_parquet(folder / "out" / "links")
    assert sorted(zip(links["left"], links["right"], strict=True)) == expected.links()
    report = json.loads((folder / "out" / "report.json").read_text())
    assert report["figures"]["leftRows"] == 60 and report["figures"]["links"] == len(links)
    assert "Firms" in (folder / "out" / "report.md").read_text()
    review = read_review(folder / "out" / "review.rowlink")
    assert review.left_rows == list(range(60)) and review.right_rows == list(range(47))


def test_the_command_writes_over_nothing_and_tells_a_newer_recipe(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "full").mkdir()
    (folder / "full" / "x").write_text("")
    assert main(command(folder, "full")) == 2
    assert "nothing is written over" in capsys.readouterr().err
    newer = folder / "newer.recipe.json"
    newer.write_text(json.dumps({**RECIPE, "version": 99}))
    arguments = command(folder, "new")
    arguments[1] = str(newer)
    assert main(arguments) == 2
    said = capsys.readouterr().err.strip()
    assert "newer" in said and said.count("\n") == 0


def test_spread_over_the_cluster_it_finds_the_same_links(spark: SparkSession, folder: Path, expected: Matched, tmp_path: Path) -> None:
    settings = read_recipe(folder / "firms.recipe.json").settings
    options = replace(
        RunOptions(), search="cells", cell_records=12, probes=4, lexical_scan_pairs=0, whole_pairs=1, part_records=16, component_pairs=1, gram_frequency_cap=40
    )
    frames = [spark.read.option("header", True).csv(str(folder / f"{side}.csv")) for side in ("left", "right")]
    outcome = link_tables(spark, (frames[0], frames[1]), settings, share_model(spark, MODEL), options, Store(spark, str(tmp_path)))
    links = {(row["left"], row["right"]) for row in pd.read_parquet(tmp_path / "links").to_dict("records")}
    wanted = set(expected.links())
    assert len(links & wanted) >= 0.93 * len(links | wanted)
    assert outcome.figures["vectorSearch"] == "cells" and outcome.figures["letterSearch"] == "rare n-grams"
    assert outcome.figures["greedyComponents"] > 0
    lefts, rights = zip(*links, strict=True)
    assert len(set(lefts)) == len(lefts) and len(set(rights)) == len(rights)
    sample = gather_review(outcome, replace(options, review="sample", review_rows=12), ("left.csv", "right.csv"), 5)
    again = gather_review(outcome, replace(options, review="sample", review_rows=12), ("left.csv", "right.csv"), 5)
    assert len(sample[0][0].rows) == 12 and sample[0] == again[0]
    tables, pairs = gather_review(outcome, replace(options, review="uncertain", review_rows=10), ("left.csv", "right.csv"), 5)
    assert 0 < len(tables[0].rows) <= 10 and pairs.offsets[-1] == len(pairs.right)
    best = pairs.score[pairs.offsets[:-1]]
    assert ((best >= 0.05) & (best <= 1)).all()
