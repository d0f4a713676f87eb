"""Scores of a pool in one task, and of the same pool cut into parts, beside those of one process. Without Spark."""

import numpy as np
import pandas as pd
from test_parts import NAMES, OTHERS, letter_facts

from rowlink_spark.definition.columns import ColumnContext, cell_statistics
from rowlink_spark.definition.link import match_tables
from rowlink_spark.definition.match_score import Scorer
from rowlink_spark.definition.recipe import parse_recipe
from rowlink_spark.definition.text import collapse
from rowlink_spark.stages.nearest import ListSize
from rowlink_spark.stages.lexical import scan_part
from rowlink_spark.stages.score import ScoreFacts, judge_part, pack_members
from rowlink_spark.stages.whole import score_pool

TABLE = '{"file": "x", "columns": ["n"], "recordId": null, "reading": {}}'
RECIPE = f"""{{"format": "rowlink-recipe", "version": 1, "app": "1", "savedAt": "", "name": "", "tables": {{"left": {TABLE}, "right": {TABLE}}},
"settings": {{"on": {{"left": ["n"], "right": ["n"]}}, "score": "lexical", "cardinality": "one-to-one"}}, "thresholdUsed": null}}"""


def members(texts: list[str], side: int) -> pd.DataFrame:
    """Records of one side, numbered from 10 and 20."""
    records = range(10 * (side + 1), 10 * (side + 1) + len(texts))
    cells = [[collapse(text)] for text in texts]
    return pd.DataFrame({"side": side, "record": records, "rows": 1, "text": texts, "cells": cells, "qualifiers": [[]] * len(texts), "vector": None})


def score_facts() -> ScoreFacts:
    """Facts of the small tables, for letters alone."""
    facts, settings = letter_facts(), parse_recipe(RECIPE, "x").settings
    return ScoreFacts(facts.context, facts.corpus, Scorer.of("lexical", "linkage", ()), (), (), settings, (1.0,), 20)


def pool() -> pd.DataFrame:
    """Every pair with a letter in common."""
    found = scan_part(members(NAMES, 0), members(OTHERS, 1), ListSize(20, 5), letter_facts())
    return found[["left", "right"]].drop_duplicates()


def test_a_pool_in_one_task_is_scored_as_in_one_process() -> None:
    facts = score_facts()
    both = pd.concat([members(NAMES, 0), members(OTHERS, 1)], ignore_index=True)
    found = score_pool(pool().sample(frac=1, random_state=2), both, facts)
    wanted = match_tables({"n": NAMES}, {"n": OTHERS}, {**facts.settings.given, "candidatesPerRow": 99}, None).candidates
    scores = {(left - 10, right - 20): score for left, right, score in zip(found["left"], found["right"], found["score"], strict=True)}
    assert scores == dict(zip(zip(wanted.left.tolist(), wanted.right.tolist(), strict=True), wanted.score.tolist(), strict=True))


def packed(facts: ScoreFacts) -> pd.DataFrame:
    """Records of both small tables as a part has them."""
    sides = ((members(NAMES, 0), "left"), (members(OTHERS, 1), "right"))
    return pd.concat([pack_members(frame, side, facts) for frame, side in sides], ignore_index=True)


def test_a_part_judges_its_pairs_alike_however_they_are_cut() -> None:
    facts = score_facts()
    both = packed(facts)
    pairs = pool().assign(sure=True)
    whole = judge_part(pairs, both, facts)
    halves = pd.concat([judge_part(pairs[pairs["left"] % 2 == odd], both, facts) for odd in (0, 1)]).sort_values(["left", "right"], ignore_index=True)
    assert np.allclose(whole["base"], halves["base"]) and (whole["lexical"] == halves["lexical"]).all()
    assert whole["similarity"].isna().all() and not whole["certain"].any()
    few = judge_part(pairs.assign(sure=False), both, ScoreFacts(**{**vars(facts), "pool": 1}))
    assert len(few) == pairs["left"].nunique()


def test_what_single_columns_say_is_a_level_each() -> None:
    facts = score_facts()
    context = ColumnContext.of(cell_statistics(NAMES), cell_statistics(OTHERS))
    facts = ScoreFacts(**{**vars(facts), "columns": (context,)})
    judged = judge_part(pool().assign(sure=True), packed(facts), facts)
    levels = {(row.left, row.right): row.levels[0] for row in judged.itertuples()}
    assert levels[(10, 20)] >= 2 and set(levels.values()) <= {1, 2, 3, 4}
