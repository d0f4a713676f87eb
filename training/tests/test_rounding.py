"""Rounded weights: what codes stand for, ties, and that searching scales never makes them worse."""

import numpy as np
import pytest

from linkage_encoder.export.rounding import PLAIN, ROWS_TOGETHER, SEARCHED, from_4_bits, to_4_bits, to_int8_columns


def normal(rows: int, width: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal((rows, width)).astype(np.float32)


def squared_error(made: np.ndarray, given: np.ndarray) -> np.ndarray:
    return np.square(made.astype(np.float64) - given).sum(axis=-1)


def test_numbers_that_four_bits_can_hold_come_back():
    random = np.random.default_rng(2)
    codes = random.integers(-8, 8, (50, 3, 32))
    codes[..., 0] = -8
    table = (codes * np.float16(0.03).astype(np.float32)).reshape(50, 96).astype(np.float32)
    for rounding in (PLAIN, SEARCHED):
        assert np.array_equal(from_4_bits(*to_4_bits(table, rounding)), table)


def test_lower_half_of_a_byte_is_the_first_number():
    table = np.zeros((1, 32), np.float32)
    table[0, 0], table[0, 1] = -8, 3
    packed, scales = to_4_bits(table)
    assert packed.dtype == np.uint8 and packed.shape == (1, 16)
    assert (packed[0, 0] & 15, packed[0, 0] >> 4) == (0, 11)
    assert scales.dtype == np.float16 and scales[0, 0] == 1


def test_zeros_stay_zeros():
    assert not from_4_bits(*to_4_bits(np.zeros((2, 64), np.float32), SEARCHED)).any()


def test_searched_scales_are_never_worse_and_mostly_better():
    table = normal(300, 96)
    plain = squared_error(from_4_bits(*to_4_bits(table, PLAIN)), table)
    searched = squared_error(from_4_bits(*to_4_bits(table, SEARCHED)), table)
    assert (searched <= plain).all()
    assert searched.sum() < 0.92 * plain.sum()


def test_rows_are_rounded_alone():
    table = normal(ROWS_TOGETHER + 5, 32)
    packed, scales = to_4_bits(table, PLAIN)
    for row in (0, ROWS_TOGETHER - 1, ROWS_TOGETHER, ROWS_TOGETHER + 4):
        alone, its_scales = to_4_bits(table[row : row + 1], PLAIN)
        assert np.array_equal(alone[0], packed[row]) and np.array_equal(its_scales[0], scales[row])


def test_columns_of_int8():
    weights = normal(7, 64)
    codes, scales = to_int8_columns(weights)
    assert codes.shape == (64, 7) and codes.dtype == np.int8 and codes.flags.c_contiguous
    assert (np.abs(codes).max(axis=0) == 127).all()
    assert np.abs(codes.T * scales[:, None] - weights).max() <= scales.max() / 2 * 1.001


def test_a_column_of_zeros_has_a_scale():
    codes, scales = to_int8_columns(np.zeros((2, 32), np.float32))
    assert not codes.any() and (scales > 0).all()


@pytest.mark.parametrize("outlier", [1.0, 30.0])
def test_searched_columns_are_never_worse(outlier: float):
    weights = normal(20, 512)
    weights[:, 3] *= outlier
    errors = []
    for parts in (PLAIN.columns, SEARCHED.columns):
        codes, scales = to_int8_columns(weights, parts)
        assert np.abs(codes.astype(int)).max() <= 127
        errors.append(squared_error(codes.T * scales[:, None], weights))
    assert (errors[1] <= errors[0]).all()
