"""Candidates by letters where all pairs of a part are compared; how very many records find each other is in `rare_grams`."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from pyspark import Broadcast
from pyspark.sql import DataFrame

from ..definition.corpus import Corpus
from ..definition.features import align, features_of
from ..definition.lexical_text import TextContext
from ..frames import apart
from .nearest import LIST_SCHEMA, BestLists, ListSize, pairs_of_lists, rows_of_lists

# Products held at a time.
MOST_PRODUCTS = 8_000_000


@dataclass(frozen=True)
class LetterFacts:
    """What the n-grams of a record weigh depends on."""

    context: TextContext
    corpus: Corpus


def scan_parts(lefts: DataFrame, rights: DataFrame, size: ListSize, facts: "Broadcast[LetterFacts]") -> DataFrame:
    """
    Every pair of a part compared by letters, as lists; both sides have `part`, `record`, `text`. For each left record its best `size.left` right ones,
    for each right record its best `size.right` left ones of the part; only cosines above 0, float32.
    """

    def scan(left: pd.DataFrame, right: pd.DataFrame) -> pd.DataFrame:
        return rows_of_lists(*scan_lists(left, right, size, facts.value))

    return lefts.groupBy("part").cogroup(apart(rights).groupBy("part")).applyInPandas(scan, LIST_SCHEMA)


def scan_part(left: pd.DataFrame, right: pd.DataFrame, size: ListSize, facts: LetterFacts) -> pd.DataFrame:
    """The lists of one part as pairs; see `scan_parts`."""
    return pairs_of_lists(*scan_lists(left, right, size, facts))


def scan_lists(left: pd.DataFrame, right: pd.DataFrame, size: ListSize, facts: LetterFacts) -> tuple[BestLists, BestLists]:
    """Lists of the left and of the right records of one part; see `scan_parts`. O(pairs + postings)."""
    left = left.sort_values("record", ignore_index=True)
    right = right.sort_values("record", ignore_index=True)
    left_ids, right_ids = left["record"].to_numpy(np.int64), right["record"].to_numpy(np.int64)
    forward, backward = BestLists(left_ids, size.left), BestLists(right_ids, size.right)
    one, other = align(
        features_of(left["text"].tolist(), "left", facts.context, facts.corpus).grams,
        features_of(right["text"].tolist(), "right", facts.context, facts.corpus).grams,
    )
    turned = other.T.tocsc()
    step = max(1, MOST_PRODUCTS // max(1, len(right)))
    for start in range(0, len(left), step):
        rows = np.arange(start, min(len(left), start + step))
        values = (one[rows] @ turned).toarray().astype(np.float32)
        values[values <= 0] = -np.inf
        forward.offer(rows, right_ids, values)
        backward.offer(np.arange(len(right)), left_ids[rows], values.T)
    return forward, backward
