"""Competition in one task and in rounds of shuffles gives what one process gives."""

import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from pyspark.sql import SparkSession

from rowlink_spark.definition.competition import settle_competition
from rowlink_spark.definition.match_score import HIGHEST_UNEQUAL_SCORE
from rowlink_spark.definition.recipe import read_recipe
from rowlink_spark.stages.score import LOWEST_RIVAL, settle, settle_rivals

RECIPE = Path(__file__).parents[1] / "bench" / "firms.recipe.json"
LEFTS, RIGHTS = 9, 7


def pairs() -> pd.DataFrame:
    """Most pairs of nine and seven records, with log odds from hopeless to sure."""
    draw = np.random.default_rng(5)
    frame = pd.DataFrame({"left": np.repeat(np.arange(LEFTS) * 3, RIGHTS), "right": np.tile(np.arange(RIGHTS) * 2, LEFTS)})
    frame["logit"] = draw.normal(-3, 6, len(frame))
    # A sure pair, and a likely one far below it that no one else wants.
    frame.loc[(frame["left"] == 12) & (frame["right"] == 4), "logit"] = 20.0
    frame.loc[(frame["left"] == 12) & (frame["right"] == 8), "logit"] = 2.5
    frame.loc[(frame["left"] != 12) & (frame["right"] == 8), "logit"] = -9.0
    return frame.sample(frac=0.8, random_state=1)


def wanted(frame: pd.DataFrame, cardinality: str) -> pd.DataFrame:
    """Settled in one process, by left and right record."""
    frame = frame.sort_values(["left", "right"], ignore_index=True)
    rows = np.where(np.arange(LEFTS) == 2, 3, 1), np.ones(RIGHTS, np.int64)
    settled = settle_competition(frame["left"].to_numpy() // 3, frame["right"].to_numpy() // 2, frame["logit"].to_numpy(), cardinality, *rows)
    return frame.assign(settled=settled)


@pytest.mark.parametrize("cardinality", ["one-to-one", "many-to-one", "one-to-many"])
def test_rivals_in_one_task_settle_as_in_one_process(cardinality: str) -> None:
    frame = pairs()
    found = settle_rivals(frame.assign(left_rows=np.where(frame["left"] == 6, 3, 1), right_rows=1), cardinality)
    expected = wanted(frame, cardinality)
    assert (found[["left", "right"]].to_numpy() == expected[["left", "right"]].to_numpy()).all()
    assert np.allclose(found["settled"], expected["settled"], atol=1e-12)


@pytest.mark.skipif("ROWLINK_SPARK_RUNS" not in os.environ, reason="planning seventeen shuffles takes a minute: set ROWLINK_SPARK_RUNS=1")
def test_rounds_of_shuffles_settle_as_one_task_does(spark: SparkSession) -> None:
    frame = pairs()
    assert {(12, 4), (12, 8)} <= set(zip(frame["left"], frame["right"], strict=True))
    frame = frame.assign(best=frame.groupby("left")["logit"].transform("max"), near=True, certain=False, similarity=0.5, lexical=0.5)
    given = spark.createDataFrame(frame)
    rows = [spark.createDataFrame(pd.DataFrame({"record": np.arange(count) * step, "rows": np.where(np.arange(count) == odd, 3, 1)})) for count, step, odd in ((LEFTS, 3, 2), (RIGHTS, 2, -1))]
    settings = read_recipe(RECIPE).settings
    # All in one task; the rivals in one task and the others behind them; all in rounds.
    ways = [settle(given, settings, rows[0], rows[1], most).toPandas().sort_values(["left", "right"], ignore_index=True) for most in (len(frame), len(frame) - 1, 0)]
    expected = HIGHEST_UNEQUAL_SCORE / (1 + np.exp(-wanted(frame[["left", "right", "logit"]], "one-to-one")["settled"]))
    assert len(ways[0]) == len(frame) and np.abs(ways[0]["score"] - expected).max() < 1e-6 and (frame["logit"] < LOWEST_RIVAL).any()
    for spread in ways[1:]:
        assert np.abs(spread["score"] - expected).max() < 1e-4
