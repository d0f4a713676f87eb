"""Scores of a pool that one task can hold: the page's own computation from end to end, for tables of up to some ten thousand rows."""

import numpy as np
import pandas as pd
from pyspark import Broadcast
from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from ..definition.evidence import lexical_cosine
from ..definition.features import features_of
from ..definition.judge import Column, Qualifier, Records, ScoreSettings, judge_pool
from ..definition.pool import Pool
from ..frames import apart
from .embed import vectors_of
from .score import ScoreFacts

SCORED_SCHEMA = "left long, right long, similarity float, lexical float, score float"


def score_whole(pool: DataFrame, records: DataFrame, facts: "Broadcast[ScoreFacts]") -> DataFrame:
    """
    Scores of all pairs in one task. `pool`: `left`, `right`; `records`: `side`, `record`, `rows`, `text`, `cells`, `qualifiers`, `vector`.

    Memory of the task about 2 KB a record and 500 bytes a pair.
    """

    def score(pairs: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
        return score_pool(pairs, members, facts.value)

    one = F.lit(0).alias("part")
    pairs = pool.select(one, "left", "right").groupBy("part")
    return pairs.cogroup(apart(records.withColumn("part", F.lit(0))).groupBy("part")).applyInPandas(score, SCORED_SCHEMA)


def score_pool(pairs: pd.DataFrame, members: pd.DataFrame, facts: ScoreFacts) -> pd.DataFrame:
    """See `score_whole`."""
    settings = facts.settings
    sides = [members[members["side"] == side].sort_values("record", ignore_index=True) for side in (0, 1)]
    left = features_of(sides[0]["text"].tolist(), "left", facts.context, facts.corpus)
    right = features_of(sides[1]["text"].tolist(), "right", facts.context, facts.corpus)
    places = [np.searchsorted(side["record"].to_numpy(), pairs[name].to_numpy()) for side, name in zip(sides, ("left", "right"), strict=True)]
    order = np.lexsort((places[1], places[0]))
    li, ri = places[0][order], places[1][order]
    similarity = np.full(len(li), np.nan, dtype=np.float32)
    lexical = np.zeros(len(li), dtype=np.float32)
    has_vectors = all(len(side) > 0 and side["vector"].notna().all() for side in sides)
    vectors = [vectors_of(side["vector"], np.float32) for side in sides] if has_vectors else None
    for start in range(0, len(li), PAIRS_AT_ONCE):
        at = slice(start, start + PAIRS_AT_ONCE)
        lexical[at] = lexical_cosine(left, li[at], right, ri[at])
        if vectors is not None:
            similarity[at] = np.einsum("ij,ij->i", vectors[0][li[at]], vectors[1][ri[at]])

    def cells(side: int, kind: str, number: int) -> list[str]:
        return [row[number] for row in sides[side][kind]]

    columns = [Column(cells(0, "cells", number), cells(1, "cells", number), weight) for number, weight in enumerate(facts.weights)]
    qualifiers = [
        Qualifier(one.kind, one.weight, cells(0, "qualifiers", number), cells(1, "qualifiers", number))
        for number, one in enumerate(settings.qualifiers)
    ]
    known = Records(left, right, facts.corpus, sides[0]["rows"].to_numpy(np.int64), sides[1]["rows"].to_numpy(np.int64), columns, qualifiers)
    pool = Pool(len(left), len(right), li, ri, similarity, lexical)
    chosen = ScoreSettings(settings.score, False, settings.cardinality, tuple(settings.without or ()), settings.rerank, settings.model)
    scores = judge_pool(pool, known, chosen).score
    return pd.DataFrame(
        {
            "left": sides[0]["record"].to_numpy(np.int64)[li],
            "right": sides[1]["record"].to_numpy(np.int64)[ri],
            "similarity": similarity,
            "lexical": lexical,
            "score": scores,
        }
    )


PAIRS_AT_ONCE = 20_000
