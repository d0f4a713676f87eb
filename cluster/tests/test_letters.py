"""Looking letters up, against what the core's own look-up compares (``golden/letters.json``)."""

import golden_files
import numpy as np
import pandas as pd
import pytest
from pyspark.sql import functions as F

from rowlink_spark.definition.corpus import Corpus, count_terms
from rowlink_spark.definition.letter_probe import LetterProbe, ProbeLimits, is_compared_whole, look_up_letters
from rowlink_spark.definition.letter_tables import LetterTables, letter_tables, read_words
from rowlink_spark.definition.link import looked_up_pairs
from rowlink_spark.stages.lexical import LookUpFacts, count_words, look_up_parts
from rowlink_spark.stages.nearest import ListSize, best_of_lists

GOLDEN = golden_files.read("letters")
CASES = GOLDEN["cases"]
OTHER = {"left": "right", "right": "left"}


def corpus() -> Corpus:
    return Corpus.of(*(count_terms(GOLDEN[side], GOLDEN[side]) for side in ("left", "right")))


def tables_of(case: dict) -> LetterTables:
    return letter_tables([GOLDEN[case["side"]][row] for row in case["rows"]], GOLDEN[OTHER[case["side"]]], corpus())


def limits_of(case: dict) -> ProbeLimits:
    if case["limits"] is None:
        return ProbeLimits.of(case["wanted"], GOLDEN["wordCount"])
    names = {"wordBudget": "word_budget", "commonWords": "common_words"}
    return ProbeLimits(**{names.get(name, name): value for name, value in case["limits"].items()})


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
def test_a_look_up_compares_the_records_that_the_page_compares(case):
    tables = tables_of(case)
    probe = LetterProbe(tables, limits_of(case))
    found = [sorted(probe.find(row).tolist()) for row in range(len(case["rows"]))]
    assert found == case["found"]
    assert [sorted(probe.find(row).tolist()) for row in reversed(range(len(found)))] == found[::-1]


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
def test_cosines_are_those_of_the_page(case):
    cosines = {}
    for compared in look_up_letters(tables_of(case), limits_of(case)):
        cosines |= dict(zip(zip(compared.asked.tolist(), compared.other.tolist()), compared.cosine.tolist()))
    wanted = {(row, other): cosine for row, (found, own) in enumerate(zip(case["found"], case["cosines"])) for other, cosine in zip(found, own)}
    assert cosines.keys() == wanted.keys()
    assert max(abs(cosines[pair] - wanted[pair]) for pair in wanted) <= 1e-6


def test_both_tables_have_as_many_words_as_on_the_page():
    assert len(read_words([*GOLDEN["left"], *GOLDEN["right"]])[0]) == GOLDEN["wordCount"]


def test_few_pairs_and_short_sides_are_compared_whole():
    assert is_compared_whole(4_000, 5_000, 20, 5)
    assert not is_compared_whole(4_001, 5_000, 20, 5)
    assert is_compared_whole(999, 1_000_000, 20, 5) and is_compared_whole(1_000_000, 999, 20, 5)
    assert is_compared_whole(10_000, 10_000, 501, 5) and not is_compared_whole(10_000, 10_000, 500, 5)
    assert not is_compared_whole(2_000, 2_000, 20, 5, exact_pairs=1)


def test_equal_records_are_found_with_equal_cosines():
    forms = [f"acme {row % 7} works" for row in range(40)]
    counts = count_terms(forms, forms)
    tables = letter_tables(forms[:7], forms, Corpus.of(counts, counts))
    for compared in look_up_letters(tables, ProbeLimits.of(1, 9)):
        own = compared.cosine[compared.other % 7 == compared.asked]
        assert len(own) == 40 and np.unique(own).size <= 7 and own.min() > 0.999


def test_parts_looked_up_on_spark_give_the_lists_of_one_process(spark):
    size = ListSize(6, 2)
    frames = [spark.createDataFrame(pd.DataFrame({"record": range(len(GOLDEN[side])), "form": GOLDEN[side]})) for side in ("left", "right")]
    words = count_words(*frames).collect()[0]["words"]
    assert words == GOLDEN["wordCount"]
    facts = spark.sparkContext.broadcast(LookUpFacts(corpus(), words))
    found = []
    for asked in (0, 1):
        own = frames[asked].withColumn("part", F.col("record") % 3)
        others = frames[1 - asked].crossJoin(spark.range(3).withColumnRenamed("id", "part"))
        found.append(look_up_parts(own, others, asked == 0, size, facts))
    best = best_of_lists(found[0].unionByName(found[1]), size, 1_000).distinct().toPandas()
    wanted = looked_up_pairs([GOLDEN["left"], GOLDEN["right"]], corpus(), size.left, size.right)
    assert set(zip(best["left"].tolist(), best["right"].tolist())) == set(zip(*(side.tolist() for side in wanted)))
    assert len(best) > 1_500
