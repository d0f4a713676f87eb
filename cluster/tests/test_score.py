import numpy as np
import pytest

from rowlink_spark.definition.columns import (
    ColumnContext,
    cell_likeness,
    cell_statistics,
    day_of,
    level_bits,
    level_counts,
    levels_of,
    number_of,
    word_counts,
)
from rowlink_spark.definition.corpus import Corpus, TermTable, count_terms
from rowlink_spark.definition.evidence import EVIDENCE, PLACE, Similarities, is_identical, lexical_cosine, pair_evidence
from rowlink_spark.definition.features import features_of
from rowlink_spark.definition.judge import count_changed
from rowlink_spark.definition.lexical_text import TextContext
from rowlink_spark.definition.lexicon import learn_lexicon, lexicon_terms, sample_likely
from rowlink_spark.definition.pool import first_best
from rowlink_spark.definition.terms import gram_lists, run_lists, words_of_form
from rowlink_spark.definition.usual import usual_of_side

LEFT = ["Acme Steel LC-37D44U", "Nordic Fish 12", "", "Bank of Oslo"]
RIGHT = ["acme steel LC37D44U", "Nordic Fish 13", "Oslo Bank", "ACME   Steel, LC-37D44U"]


def features():
    context = TextContext.of_texts(LEFT, RIGHT)
    counts = [count_terms(texts, [context.form(text, side) for text in texts]) for texts, side in ((LEFT, "left"), (RIGHT, "right"))]
    corpus = Corpus.of(*counts)
    return features_of(LEFT, "left", context, corpus), features_of(RIGHT, "right", context, corpus), corpus


def test_grams_stay_within_words_and_count_utf16_units():
    lists = gram_lists(["ab c", "", "𝔘"])
    # " a" "ab" "b " " ab" "ab " " ab " and " c" "c " " c ".
    assert np.diff(lists.offsets).tolist() == [9, 0, 6]
    assert gram_lists(["aa aa"]).counts.max() == 2


def test_runs_ignore_spaces_and_the_skeleton_and_number_repeats():
    assert np.diff(run_lists(["da ta", "data", "data TT", "", "ab", "aaaaa"]).offsets).tolist() == [2, 2, 2, 0, 1, 3]
    assert words_of_form("ab ab cd KST") == ["ab", "cd"]


def test_parts_of_a_table_of_terms_add_up_and_missing_ones_count_as_one():
    table = TermTable.of(np.array([-1, 5, 5], dtype=np.int64), [2, 1, 3])
    assert table.documents_of(np.array([5, 2**64 - 1, 7], dtype=np.uint64)).tolist() == [4, 2, 1]


def test_features_of_parts_are_those_of_the_whole():
    left, right, corpus = features()
    context = TextContext.of_texts(LEFT, RIGHT)
    alone = features_of(LEFT[1:2], "left", context, corpus)
    whole = lexical_cosine(left, np.array([1]), right, np.array([1]))
    assert lexical_cosine(alone, np.array([0]), right, np.array([1])) == whole


def test_evidence_knows_codes_numbers_and_identity():
    left, right, corpus = features()
    one, other = np.array([0, 1, 0, 2]), np.array([0, 1, 3, 2])
    lexical = lexical_cosine(left, one, right, other)
    found = pair_evidence(left, one, right, other, Similarities(np.full(4, np.nan, np.float32), lexical), corpus)
    assert found.shape == (4, len(EVIDENCE))
    assert found[0, PLACE["sharedCode"]] > 0
    assert found[1, PLACE["numberConflict"]] > 0 and found[1, PLACE["numberAgreement"]] == 0
    assert is_identical(left, one, right, other).tolist() == [False, False, True, False]
    assert lexical[2] == pytest.approx(1) and lexical[3] == 0


def test_usual_leaves_the_best_out():
    member = np.array([0, 0, 0, 1])
    means, second = usual_of_side(member, np.array([0.9, 0.5, 0.3, 0.8], dtype=np.float32), 3)
    assert means.tolist() == pytest.approx([0.4, 0, 0])
    assert second[0] == pytest.approx(0.5) and np.isnan(second[1:]).all()


def test_cells_are_compared_as_words_and_as_numbers():
    left, right = ["100", "200", "1000", ""], ["101", "900", "1000", "5"]
    context = ColumnContext.of(cell_statistics(left), cell_statistics(right))
    assert context.reach == pytest.approx(90)
    levels = levels_of(cell_likeness(context, left, right))
    assert levels.tolist() == [4 - 1, 1, 4, 0]
    assert (word_counts(["a b c d e f g h", ""]) + word_counts(["a b c d e f g h"])).brevity == 0.5


def test_levels_say_what_likely_pairs_have_and_others_have_not():
    counts = level_counts(np.array([4, 4, 1, 1, 1, 0], dtype=np.uint8), np.array([True, True, False, False, False, False]))
    bits = level_bits(counts)
    assert bits[0] == 0 and bits[4] > 0 > bits[1] and (np.diff(bits[1:]) >= 0).all()


@pytest.mark.parametrize(
    ("cell", "number"), [("1,234", 1234), ("€ 12", 12), ("3,5", 3.5), ("12 abcd", None), ("abc", None), ("-4%", -4)]
)
def test_numbers_of_cells(cell, number):
    assert number_of(cell) == number if number is not None else np.isnan(number_of(cell))


def test_dates_roll_over_as_in_the_page():
    assert day_of("1970-01-02") == 1
    assert day_of("2.1.1970") == 1
    assert day_of("2020-13-01") == day_of("2021-01-01")
    assert day_of("9999-99-99") > 0
    assert np.isnan(day_of("soon"))


def test_a_lexicon_learns_words_that_stand_for_each_other():
    kinds = [("comté", "county"), ("ville", "town"), ("rue", "street")] * 20 + [("quai", "wharf")] * 2
    left = [lexicon_terms(f"{kind} n{at}") for at, (kind, _) in enumerate(kinds)]
    right = [lexicon_terms(f"{kind} n{at}") for at, (_, kind) in enumerate(kinds)]
    lexicon = learn_lexicon(left, right)
    bits = lexicon.bits([("comté", "x"), ("comté", "x")], [("county", "y"), ("town", "y")])
    assert bits[0] > 1 and bits[1] < -1
    assert lexicon_terms(" ".join(f"w{at}" for at in range(25))) == ()
    assert lexicon_terms("東京 abc") == ("東", "東京", "京", "abc")


def test_of_many_likely_pairs_every_so_many_teach():
    logits = np.linspace(5, 1, 12_000)
    chosen = sample_likely(np.arange(12_000), logits, np.arange(12_000))
    assert len(chosen) == 5000 and chosen[0] == 0 and chosen[-1] == 11_997


def count_one_by_one(best, near, left, before, after):
    """As the page's loop does it."""
    logits = before.copy()
    changed = 0
    for record, first in enumerate(best):
        if first < 0:
            continue
        now = first
        for at in near[left[near] == record]:
            logits[at] = after[at]
            if logits[at] > logits[now]:
                now = at
        changed += now != first
    return changed


@pytest.mark.parametrize("seed", range(20))
def test_changes_are_counted_as_the_page_counts_them(seed):
    random = np.random.default_rng(seed)
    left = np.sort(random.integers(0, 12, 60))
    first = random.integers(0, 6, 60).astype(np.float64)
    best = first_best(first, left, 13)
    near = np.flatnonzero(first >= np.array([first[at] if at >= 0 else np.inf for at in best])[left] - 3)
    before = first + random.normal(size=60) * (seed % 2)
    after = first + random.normal(size=60) * 2
    assert count_changed(best, near, left, before, after) == count_one_by_one(best, near, left, before, after)
