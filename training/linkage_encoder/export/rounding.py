"""Weights as small whole numbers with scales.

Only element-wise arithmetic, and sums in one order, so that every machine makes the same bytes.
"""

from dataclasses import dataclass

import numpy as np

BLOCK = 32
# Rows of a table that are rounded together: few enough that what is made of them stays in the cache.
ROWS_TOGETHER = 1024
_LARGEST_INT8 = 127


@dataclass(frozen=True)
class Rounding:
    """Scales that are tried, as parts of the one that makes the largest number the largest code.

    A part below 1 cuts the largest numbers off and rounds the others more finely. `codes` are those that the number of a block that is
    farthest from 0 may become. `refits` is how often the scale of a block is set to the one with the least squared error for its
    codes, and the codes are rounded anew.
    """

    columns: tuple[float, ...] = (1.0,)
    blocks: tuple[float, ...] = (1.0,)
    codes: tuple[float, ...] = (-8.0, 7.0, -7.0)
    refits: int = 0


PLAIN = Rounding()
# Of normally distributed numbers 9.2 % less squared error in blocks than PLAIN; 25 parts and two refits have 9.6 %.
SEARCHED = Rounding(
    columns=tuple(round(1 - 0.02 * step, 2) for step in range(9)),
    blocks=(1.0, 0.93, 0.86, 0.79, 0.72),
    refits=1,
)
# What the table was rounded to while it was trained (student/rounding.py): nearer to the student than SEARCHED, though its squared error
# is larger (cosine over 800 texts 0.99793 on average and 0.9913 at least; SEARCHED 0.99775 and 0.9906, PLAIN 0.99777 and 0.9907).
TRAINED = Rounding(columns=SEARCHED.columns, codes=(-8.0,))


def to_int8_columns(weights: np.ndarray, parts: tuple[float, ...] = PLAIN.columns) -> tuple[np.ndarray, np.ndarray]:
    """[outputs x inputs] floats -> codes [inputs x outputs] -127..127, and a scale for each output.

    Of the scales that are tried the one with the least squared error is taken, the first of equals. Cost: parts x weights.
    """
    largest = np.maximum(np.abs(weights).max(axis=1), 1e-9)
    best_error = np.full(len(weights), np.inf)
    best_codes = np.zeros(weights.shape, np.int8)
    best_scales = np.zeros(len(weights), np.float32)
    for part in parts:
        scales = (largest / _LARGEST_INT8).astype(np.float32)
        if part != 1:
            scales *= np.float32(part)
        codes = np.clip(np.rint(weights / scales[:, None]), -_LARGEST_INT8, _LARGEST_INT8)
        error = _sum_last(np.square((codes * scales[:, None] - weights).astype(np.float64)))[:, 0]
        is_better = error < best_error
        best_error[is_better] = error[is_better]
        best_codes[is_better] = codes[is_better].astype(np.int8)
        best_scales[is_better] = scales[is_better]
    return np.ascontiguousarray(best_codes.T), best_scales


def to_4_bits(table: np.ndarray, rounding: Rounding = PLAIN) -> tuple[np.ndarray, np.ndarray]:
    """[rows x width] floats -> two codes a byte, the lower half first [rows x width / 2], and half-float scales [rows x width / 32].

    A code stands for (code - 8) x the scale of its block of 32. Of the scales that `rounding` tries the one with the least squared error
    is taken, the first of equals. Cost: codes x parts x (1 + refits) x numbers.
    """
    pairs = [_round_blocks(table[at : at + ROWS_TOGETHER], rounding) for at in range(0, len(table), ROWS_TOGETHER)]
    return np.concatenate([codes for codes, _ in pairs]), np.concatenate([scales for _, scales in pairs])


def from_4_bits(packed: np.ndarray, scales: np.ndarray) -> np.ndarray:
    """The table that codes and scales of `to_4_bits` stand for, [rows x width] floats."""
    rows, half = packed.shape
    codes = np.stack([packed & 15, packed >> 4], axis=-1).astype(np.float32) - 8
    return (codes.reshape(rows, -1, BLOCK) * scales[..., None].astype(np.float32)).reshape(rows, half * 2)


def _round_blocks(table: np.ndarray, rounding: Rounding) -> tuple[np.ndarray, np.ndarray]:
    rows, width = table.shape
    blocks = table.reshape(rows, width // BLOCK, BLOCK)
    largest = np.take_along_axis(blocks, np.abs(blocks).argmax(axis=-1)[..., None], axis=-1)
    best = _Best(blocks)
    for part in rounding.blocks:
        for code in rounding.codes:
            codes = best.offer(largest / np.float32(code) * np.float32(part))
            for _ in range(rounding.refits):
                codes = best.offer(_least_squares_scale(codes, blocks))
    codes = (best.codes + 8).astype(np.uint8)
    packed = codes[..., 0::2] | (codes[..., 1::2] << 4)
    return packed.reshape(rows, width // 2), best.scales[..., 0].astype(np.float16)


class _Best:
    """The codes and scales with the least squared error of those that were offered for some blocks."""

    def __init__(self, blocks: np.ndarray):
        shape = (*blocks.shape[:-1], 1)
        self._blocks = blocks
        self._error = np.full(shape, np.inf, np.float64)
        self.codes = np.zeros(blocks.shape, np.float32)
        self.scales = np.zeros(shape, np.float32)

    def offer(self, scales: np.ndarray) -> np.ndarray:
        """The codes that some scales make, once these are half floats."""
        scales = scales.astype(np.float16).astype(np.float32)
        scales[scales == 0] = 1e-7
        codes = np.clip(np.rint(self._blocks / scales), -8, 7)
        error = _sum_last(np.square((codes * scales - self._blocks).astype(np.float64)))
        is_better = error < self._error
        self._error = np.where(is_better, error, self._error)
        self.codes = np.where(is_better, codes, self.codes)
        self.scales = np.where(is_better, scales, self.scales)
        return codes


def _least_squares_scale(codes: np.ndarray, blocks: np.ndarray) -> np.ndarray:
    """The scale with which codes come nearest to the numbers of their block; 0 where all codes are."""
    products = _sum_last((codes * blocks).astype(np.float64))
    squares = _sum_last(np.square(codes).astype(np.float64))
    return (products / np.maximum(squares, 1)).astype(np.float32)


def _sum_last(values: np.ndarray) -> np.ndarray:
    """The sum over the last axis, one after the other: numpy's own order depends on the machine."""
    total = np.zeros(values.shape[:-1], values.dtype)
    for at in range(values.shape[-1]):
        total += values[..., at]
    return total[..., None]
