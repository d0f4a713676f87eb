"""
What one row, text or pair costs in the Python part of each stage: processor seconds of one thread, so that a busy machine changes little.

    python -m bench.costs --model ../public/models/rowlink-small [--rows 4000]

Reading, shuffling and writing are Spark's and come on top; `bench.run` measures them.
"""

import argparse
import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402

from rowlink_spark.definition.assign import Capacity  # noqa: E402
from rowlink_spark.definition.columns import ColumnContext, cell_statistics  # noqa: E402
from rowlink_spark.definition.competition import divide_by_rivals  # noqa: E402
from rowlink_spark.definition.corpus import Corpus, count_terms  # noqa: E402
from rowlink_spark.definition.encode import load_encoder, to_int8  # noqa: E402
from rowlink_spark.definition.lexical_text import TextContext, side_statistics  # noqa: E402
from rowlink_spark.definition.match_score import Scorer  # noqa: E402
from rowlink_spark.definition.recipe import read_recipe  # noqa: E402
from rowlink_spark.options import RunOptions  # noqa: E402
from rowlink_spark.stages.cells import nearest_cells, train_cells  # noqa: E402
from rowlink_spark.stages.links import assign_bundle  # noqa: E402
from rowlink_spark.stages.nearest import ListSize, search_part  # noqa: E402
from rowlink_spark.stages.prepare import ROW, KeyRule, SideLayout, _compose_batch  # noqa: E402
from rowlink_spark.stages.rare_grams import Chances, choose_grams, count_shared  # noqa: E402
from rowlink_spark.stages.score import ScoreFacts, judge_part, pack_members  # noqa: E402

from .firms import _firm, _other  # noqa: E402
from .run import RECIPE  # noqa: E402

PAIRS_A_RECORD = 40


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description="Processor time of one row in each stage.")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--rows", type=int, default=4000)
    asked = parser.parse_args()
    costs = measure(asked.model, asked.rows)
    print(json.dumps(costs, indent=1))


def _timed(count: int, work: Callable[[], Any]) -> tuple[float, Any]:
    """Microseconds a unit, and what came out."""
    started = time.process_time()
    made = work()
    return round((time.process_time() - started) / count * 1e6, 3), made


def measure(model: Path, rows: int) -> dict[str, float]:
    """Microseconds of processor time by stage and unit."""
    lefts = pd.DataFrame([_firm(number, 1)[:3] for number in range(rows)], columns=[ROW, "name", "city"])
    rights = pd.DataFrame([_other(number, rows, 1)[:3] for number in range(rows)], columns=[ROW, "name", "city"])
    costs: dict[str, float] = {}
    layouts = [SideLayout(side, ("name", "city"), (KeyRule("city", "exact"),)) for side in ("left", "right")]
    costs["compose, a row"], left = _timed(rows, lambda: _compose_batch(lefts, layouts[0]))
    right = _compose_batch(rights, layouts[1])
    costs["count scripts, a record"], one = _timed(rows, lambda: side_statistics(left["text"]))
    context = TextContext.of(one, side_statistics(right["text"]))
    known: dict[str, str] = {}
    costs["lexical form, a record"], forms = _timed(rows, lambda: [context.form(text, "left", known) for text in left["text"]])
    other_forms = [context.form(text, "right") for text in right["text"]]
    costs["count terms, a record"], counted = _timed(rows, lambda: count_terms(left["text"].tolist(), forms))
    corpus = Corpus.of(counted, count_terms(right["text"].tolist(), other_forms))
    encoder = load_encoder(model)
    some = left["text"].tolist()[: min(rows, 1500)]
    costs["embed, a text"], _ = _timed(len(some), lambda: encoder.encode(some))
    vectors = [_vectors(rows, seed) for seed in (1, 2)]
    costs |= _search_costs(vectors, rows)
    costs |= _letter_costs(forms, other_forms, corpus, rows)
    costs |= _pair_costs(left, right, vectors, context, corpus, rows)
    return costs


def _vectors(rows: int, seed: int) -> np.ndarray:
    draw = np.random.default_rng(seed)
    vectors = draw.normal(size=(rows, 384)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def _search_costs(vectors: list[np.ndarray], rows: int) -> dict[str, float]:
    count = max(4, rows // 16)
    cells = train_cells(vectors[1], count, 4)
    placing, _ = _timed(rows * count, lambda: nearest_cells(vectors[0], cells.centres, 32))
    codes = [to_int8(own) for own in vectors]

    def side(at: int, **more: Any) -> pd.DataFrame:
        frame = pd.DataFrame({"record": np.arange(rows), "code": [code.tobytes() for code in codes[at][0]], "scale": codes[at][1]})
        return frame.assign(**more)

    home = np.arange(rows) % 16
    probes = [list(range(16))] * rows
    searching, _ = _timed(rows * rows, lambda: search_part(side(0, probes=probes), side(1, cell=home), ListSize(34, 5)))
    return {"place in cells, a record and cell": placing, "compare vectors, a pair": searching}


def _letter_costs(forms: list[str], others: list[str], corpus: Corpus, rows: int) -> dict[str, float]:
    ids = np.arange(rows)
    usual, chances = RunOptions(), Chances(corpus.grams, corpus.records)
    choosing, left = _timed(rows, lambda: choose_grams(ids, forms, chances, usual.gram_records, usual.gram_budget))
    right = choose_grams(ids, others, chances, usual.gram_records, None)
    lists = right.groupby("gram")["record"].apply(list)
    reached = left[left["gram"].isin(lists.index)].copy()
    reached["members"] = [np.array(lists[gram]) for gram in reached["gram"]]
    places = int(sum(map(len, reached["members"])))
    counting, _ = _timed(places, lambda: count_shared(reached[["record", "members"]], usual.letters_compared, corpus.records))
    return {"choose rare n-grams, a record": choosing, "count shared n-grams, a place": counting, "places a record": round(places / rows, 1)}


def _pair_costs(left: pd.DataFrame, right: pd.DataFrame, vectors: list[np.ndarray], context: TextContext, corpus: Corpus, rows: int) -> dict[str, float]:
    settings = read_recipe(RECIPE).settings
    columns = tuple(ColumnContext.of(*(cell_statistics(sorted({cells[at] for cells in side["cells"]})) for side in (left, right))) for at in range(2))
    facts = ScoreFacts(context, corpus, Scorer.of("hybrid", "linkage", ()), columns, (), settings, (1.0, 1.0), 20)
    some = min(rows, 1000)
    draw = np.random.default_rng(3)
    # As in a part of near records: few right ones, each in many pairs.
    near = draw.integers(0, some, some * PAIRS_A_RECORD)
    pairs = pd.DataFrame({"left": np.repeat(np.arange(some), PAIRS_A_RECORD), "right": near}).drop_duplicates().assign(sure=True)

    def members(side: pd.DataFrame, number: int) -> pd.DataFrame:
        own = side.iloc[:some]
        frame = pd.DataFrame({"side": number, "record": np.arange(some), "text": own["text"].to_numpy(), "cells": own["cells"].to_numpy(), "qualifiers": own["qualifiers"].to_numpy()})
        return frame.assign(vector=[vector.tobytes() for vector in vectors[number][:some]])

    packing, one = _timed(some, lambda: pack_members(members(left, 0), "left", facts))
    both = pd.concat([one, pack_members(members(right, 1), "right", facts)], ignore_index=True)
    judging, judged = _timed(len(pairs), lambda: judge_part(pairs, both, facts))
    member, partner = judged["left"].to_numpy(), judged["right"].to_numpy()
    odds = np.exp(np.clip(judged["base"].to_numpy(), -30, 30))
    rows_of = np.ones(some, np.int64)
    dividing, _ = _timed(len(judged), lambda: divide_by_rivals(member, partner, rows_of, rows_of, odds, odds))
    chain = _chained(2_000)
    assigning, _ = _timed(len(chain), lambda: assign_bundle(chain, Capacity(1, 1)))
    return {"pack features, a record": packing, "judge, a pair (records of its part included)": judging, "compete, a pair and half round": dividing, "assign, a contested pair": assigning}


def _chained(pairs: int) -> pd.DataFrame:
    """Components of four left and four right records who all want each other a little."""
    draw = np.random.default_rng(4)
    left = np.arange(pairs) // 4
    right = (left // 4) * 4 + draw.integers(0, 4, pairs)
    frame = pd.DataFrame({"left": left, "right": right}).drop_duplicates()
    return frame.assign(score=draw.random(len(frame)).astype(np.float32), similarity=0.0)


if __name__ == "__main__":
    main()
