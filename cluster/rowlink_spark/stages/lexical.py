"""Candidates by letters: all pairs of a part compared, or records looked up as on the page; how very many records find each other is in `rare_grams`."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from pyspark import Broadcast
from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from ..definition.corpus import Corpus
from ..definition.features import align, features_of
from ..definition.letter_probe import ProbeLimits, look_up_letters
from ..definition.letter_tables import letter_tables
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


@dataclass(frozen=True)
class LookUpFacts:
    """What looking records up depends on: the corpus of both tables, and how many distinct words their forms have."""

    corpus: Corpus
    word_count: int


def count_words(left: DataFrame, right: DataFrame) -> DataFrame:
    """One row, `words`: distinct words of the lexical forms (`form`) of both sides."""
    words = left.select("form").unionByName(right.select("form")).select(F.explode(F.split("form", " ")).alias("word"))
    return words.where(F.col("word") != "").agg(F.count_distinct("word").alias("words"))


def look_up_parts(asked: DataFrame, others: DataFrame, is_left: bool, size: ListSize, facts: "Broadcast[LookUpFacts]") -> DataFrame:
    """
    Records of one side looked up on the other as the page does beyond its `EXACT_PAIRS`, as lists; both sides have `part`, `record`, `form`. A part has some
    `asked` records (left ones where `is_left`) and all `others`. Lists of both sides come of it: a pair that is found counts for either record.
    """

    def look_up(asked_part: pd.DataFrame, other_part: pd.DataFrame) -> pd.DataFrame:
        return rows_of_lists(*look_up_lists(asked_part, other_part, is_left, size, facts.value))

    return asked.groupBy("part").cogroup(apart(others).groupBy("part")).applyInPandas(look_up, LIST_SCHEMA)


def look_up_lists(asked: pd.DataFrame, others: pd.DataFrame, is_left: bool, size: ListSize, facts: LookUpFacts) -> tuple[BestLists, BestLists]:
    """Lists of the left and of the right records of one part; see `look_up_parts`. 0.3 to 1.2 ms an asked record."""
    asked = asked.sort_values("record", ignore_index=True)
    others = others.sort_values("record", ignore_index=True)
    asked_ids, other_ids = asked["record"].to_numpy(np.int64), others["record"].to_numpy(np.int64)
    own_size, their_size = (size.left, size.right) if is_left else (size.right, size.left)
    tables = letter_tables(asked["form"].tolist(), others["form"].tolist(), facts.corpus)
    limits = ProbeLimits.of(min(own_size, len(others)), facts.word_count)
    found = list(look_up_letters(tables, limits))
    places = np.concatenate([compared.asked for compared in found] or [np.zeros(0, np.int64)])
    partners = np.concatenate([compared.other for compared in found] or [np.zeros(0, np.int64)])
    cosines = np.concatenate([compared.cosine for compared in found] or [np.zeros(0, np.float32)])
    shared = cosines > 0
    places, partners, cosines = places[shared], partners[shared], cosines[shared]
    mine = BestLists.of_pairs(asked_ids, own_size, places, other_ids[partners], cosines)
    theirs = BestLists.of_pairs(other_ids, their_size, partners, asked_ids[places], cosines)
    return (mine, theirs) if is_left else (theirs, mine)
