"""Cells as they are compared: the recipe's cleaning steps, row by row (`definition/clean.py`). The rows themselves stay as they are."""

from collections.abc import Iterator

import pandas as pd
from pyspark.sql import DataFrame
from pyspark.sql import types as T

from ..definition.clean import Cleaner, CleaningError
from ..errors import UserError


def clean_rows(rows: DataFrame, cleaner: Cleaner) -> DataFrame:
    """
    Rows, all cells text, with the columns that steps change or make in their place or at the end; the same frame where there are none.

    Raises `UserError` where a step makes a column that the table has.
    """
    try:
        cleaner.check(rows.columns)
    except CleaningError as error:
        raise UserError(str(error)) from error
    if not cleaner.acts:
        return rows

    def clean(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        for batch in batches:
            cleaned = cleaner.clean({name: batch[name].fillna("").tolist() for name in cleaner.reads})
            yield batch.assign(**cleaned)

    made = [T.StructField(name, T.StringType()) for name in cleaner.makes]
    return rows.mapInPandas(clean, T.StructType([*rows.schema.fields, *made]))
