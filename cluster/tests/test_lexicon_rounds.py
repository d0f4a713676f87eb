import numpy as np
from pyspark.sql import SparkSession

from rowlink_spark.definition.judge import count_changed
from rowlink_spark.definition.lexicon import CHANGE_WORTH_LEARNING
from rowlink_spark.definition.pool import first_best
from rowlink_spark.stages.score import _is_worth_another


def test_a_second_lexicon_is_learned_where_the_page_learns_one(spark: SparkSession) -> None:
    random = np.random.default_rng(3)
    left = np.repeat(np.arange(40), 4)
    right = np.tile(np.arange(4), 40)
    first = random.integers(0, 4, 160).astype(np.float64)
    best = first_best(first, left, 40)
    is_near = first >= first[best][left] - 2
    after = first + np.where(is_near & (left < 3), random.normal(size=160) * 3, 0)
    changed = count_changed(best, np.flatnonzero(is_near), left, first, after)
    rows = [(int(a), int(b), float(c), float(d), bool(e)) for a, b, c, d, e in zip(left, right, first, after, is_near, strict=True)]
    pairs = spark.createDataFrame(rows, "left long, right long, first double, logit double, near boolean")
    assert changed > 0
    for records in (round(changed / CHANGE_WORTH_LEARNING), round(changed / CHANGE_WORTH_LEARNING) + 1):
        assert _is_worth_another(pairs, spark.range(records)) == (changed >= records * CHANGE_WORTH_LEARNING)
