import pytest
from pyspark.sql import SparkSession

from rowlink_spark.definition.clean import Cleaner
from rowlink_spark.errors import UserError
from rowlink_spark.stages.clean import clean_rows

STEPS = [
    {"kind": "join", "columns": ["first", "last"], "separator": " ", "into": "name"},
    {"kind": "case", "columns": ["name"], "to": "lower"},
    {"kind": "accents", "columns": ["town"]},
]


def test_cells_are_cleaned_and_rows_stay(spark: SparkSession) -> None:
    rows = spark.createDataFrame([(0, "Ana", "Núñez", "Köln"), (1, "Bo", None, "")], "__row__ long, first string, last string, town string")
    cleaned = clean_rows(rows, Cleaner.of(STEPS, ["name", "town"]))
    assert cleaned.columns == ["__row__", "first", "last", "town", "name"]
    assert [tuple(row) for row in cleaned.orderBy("__row__").collect()] == [(0, "Ana", "Núñez", "Koln", "ana núñez"), (1, "Bo", None, "", "bo")]
    assert clean_rows(rows, Cleaner.of([], ["town"])) is rows


def test_a_column_that_is_there_is_not_made(spark: SparkSession) -> None:
    rows = spark.createDataFrame([("a", "b")], "first string, name string")
    with pytest.raises(UserError, match="already has"):
        clean_rows(rows, Cleaner.of([STEPS[0]], ["name"]))
