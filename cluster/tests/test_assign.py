import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from rowlink_spark.definition.assign import assign, capacity_of
from rowlink_spark.definition.competition import divide_by_rivals, settle_competition


def random_pairs(seed, lefts=30, rights=25, share=0.2, steps=None):
    random = np.random.default_rng(seed)
    table = random.random((lefts, rights)).astype(np.float32)
    if steps:
        table = (np.ceil(table * steps) / steps).astype(np.float32)
    table[random.random(table.shape) > share] = 0
    left, right = np.nonzero(table)
    order = np.lexsort((right, -table[left, right], left))
    left, right = left[order], right[order]
    return left, right, table[left, right], table


@pytest.mark.parametrize("seed", range(12))
def test_one_to_one_has_the_greatest_total(seed):
    left, right, score, table = random_pairs(seed, steps=4 if seed % 2 else None)
    taken = assign(left, right, score, capacity_of("one-to-one"))
    assert np.bincount(left[taken]).max() == 1 and np.bincount(right[taken]).max() == 1
    best = table[linear_sum_assignment(table, maximize=True)].sum(dtype=np.float64)
    assert score[taken].sum(dtype=np.float64) == pytest.approx(best, abs=1e-6)


def test_components_may_be_assigned_apart():
    parts = [random_pairs(seed, 12, 10) for seed in (1, 2)]
    whole = [np.concatenate([parts[0][at], parts[1][at] + shift]) for at, shift in ((0, 50), (1, 40), (2, 0))]
    apart = np.concatenate([assign(*part[:3], capacity_of("one-to-one")) for part in parts])
    assert (assign(*whole, capacity_of("one-to-one")) == apart).all()


def test_ties_go_by_row():
    left, right = np.array([0, 0, 1, 1]), np.array([5, 7, 5, 7])
    taken = assign(left, right, np.ones(4, dtype=np.float32), capacity_of("one-to-one"))
    assert [tuple(pair) for pair in np.stack([left, right], 1)[taken]] == [(0, 5), (1, 7)]


def test_limits_hold_on_either_side_and_both():
    left, right, score, _ = random_pairs(3)
    by_left = assign(left, right, score, capacity_of("many-to-one"))
    assert (by_left == (np.r_[True, left[1:] != left[:-1]])).all()
    both = assign(left, right, score, capacity_of("many-to-many", 2, 3))
    assert np.bincount(left[both]).max() <= 2 and np.bincount(right[both]).max() <= 3
    assert score[both].sum() > score[assign(left, right, score, capacity_of("one-to-one"))].sum()
    assert assign(left, right, score, capacity_of("many-to-many")).all()
    few = assign(left, right, score, capacity_of("one-to-many"))
    assert np.bincount(right[few]).max() == 1 and few.sum() == len(np.unique(right))


def test_competition_settles_components_apart_and_in_any_order():
    parts = [random_pairs(seed, 8, 8) for seed in (4, 5)]
    left = np.concatenate([parts[0][0], parts[1][0] + 8])
    right = np.concatenate([parts[0][1], parts[1][1] + 8])
    logits = np.concatenate([part[2] for part in parts]).astype(np.float64) * 6 - 3
    rows = np.ones(16, dtype=np.int64)
    whole = settle_competition(left, right, logits, "one-to-one", rows, rows)
    first = len(parts[0][0])
    apart = settle_competition(left[:first], right[:first], logits[:first], "one-to-one", rows[:8], rows[:8])
    assert np.allclose(whole[:first], apart)
    order = np.random.default_rng(6).permutation(len(left))
    mixed = settle_competition(left[order], right[order], logits[order], "one-to-one", rows, rows)
    assert np.allclose(mixed, whole[order])
    assert (settle_competition(left, right, logits, "many-to-many", rows, rows) == logits).all()


def test_rivals_of_a_record_of_several_rows_count_once_there_is_no_room():
    member, partner = np.array([0, 0, 0]), np.array([0, 1, 2])
    odds = np.array([8.0, 4.0, 2.0])
    single = np.ones(3, dtype=np.int64)
    assert np.allclose(divide_by_rivals(member, partner, np.array([1]), single, odds, odds), odds / (1 + 14 - odds))
    # Two rows: the best rival of each has a row of its own.
    assert np.allclose(divide_by_rivals(member, partner, np.array([2]), single, odds, odds), [8 / 3, 4 / 3, 2 / 5])
