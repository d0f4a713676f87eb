"""Records that meet in cells on Spark: the lists are those of one process, however a cell is cut."""

import numpy as np
import pandas as pd
import pytest
from pyspark.sql import SparkSession

from rowlink_spark.stages.embed import to_int8
from rowlink_spark.stages.nearest import ListSize, best_of_lists, find_lists, meet_in_cells, pairs_of_lists, search_parts

SIZE = ListSize(4, 2)


def side(rows: int, seed: int, first: int) -> pd.DataFrame:
    vectors = np.random.default_rng(seed).normal(size=(rows, 16)).astype(np.float32)
    codes, scales = to_int8(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))
    return pd.DataFrame({"record": np.arange(first, first + rows), "code": [code.tobytes() for code in codes], "scale": scales})


@pytest.mark.parametrize("most", [(1000, 1000), (7, 1000), (1000, 9), (5, 6)])
def test_slices_and_chunks_of_a_cell_change_no_list(spark: SparkSession, most: tuple[int, int]) -> None:
    draw = np.random.default_rng(5)
    left, right = side(60, 1, 100), side(50, 2, 500)
    # Most right records are in one cell, and no right one is in the last.
    right["cell"] = np.where(draw.random(50) < 0.6, 0, draw.integers(0, 4, 50)).astype(np.int32)
    left["probes"] = [[0, int(at % 3) + 1, 4] for at in range(60)]
    codes = [spark.createDataFrame(one[["record", "code", "scale"]]) for one in (left, right)]
    lefts, rights = meet_in_cells(spark.createDataFrame(left[["record", "probes"]]), spark.createDataFrame(right[["record", "cell"]]), *codes, *most)
    found = best_of_lists(search_parts(lefts, rights, SIZE), SIZE, 110).toPandas()
    wanted = pairs_of_lists(*find_lists(left, right, SIZE))
    assert set(zip(found["left"], found["right"], strict=True)) == set(zip(wanted["left"], wanted["right"], strict=True))
    heaviest = rights.groupBy("part", "chunk").count().agg({"count": "max"}).first()[0]
    assert heaviest <= 3 * most[1]
