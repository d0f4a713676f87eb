from types import SimpleNamespace

import numpy as np
import pytest

from rowlink_spark.definition.match_score import AUTO_THRESHOLD
from rowlink_spark.definition.threshold import STEPS, auto_threshold, auto_threshold_of
from rowlink_spark.stages.links import threshold_in_force


def test_is_half_of_the_greatest_f1_to_be_expected():
    assert auto_threshold_of(np.array([1, 1, 0.5, 0.5], dtype=np.float32)) == 0.42


def test_falls_back_to_a_fixed_one_where_no_pair_has_a_score():
    assert auto_threshold(np.zeros(STEPS + 1, dtype=np.int64)) == AUTO_THRESHOLD


@pytest.mark.parametrize("seed", range(20))
def test_links_what_has_the_greatest_f1_to_be_expected(seed):
    scores = np.random.default_rng(seed).beta(0.4, 1.0, 200).round(3)
    best = max(_expected_f1(scores, threshold) for threshold in scores[scores > 0])
    threshold = auto_threshold_of(scores.astype(np.float32))
    assert 0 < threshold <= 0.5
    assert best - _expected_f1(scores, threshold) < 0.02


def _expected_f1(scores, threshold):
    linked = scores[scores >= threshold]
    return 2 * linked.sum() / (len(linked) + scores.sum())


def test_counts_on_a_cluster_give_the_same(spark):
    scores = np.random.default_rng(3).beta(0.4, 1.0, 500).astype(np.float32)
    pairs = spark.createDataFrame([(at, at, float(score)) for at, score in enumerate(scores)], "left long, right long, score float")
    assert threshold_in_force(pairs, _settings("auto")) == auto_threshold_of(scores)
    assert threshold_in_force(pairs.where("score < 0"), _settings("auto")) == AUTO_THRESHOLD
    assert threshold_in_force(pairs, _settings(0.3)) == 0.3
    assert threshold_in_force(pairs, _settings(None)) is None


def _settings(threshold):
    return SimpleNamespace(threshold=threshold)
