"""Weights as small whole numbers with scales. Only element-wise arithmetic, so that every machine makes the same bytes."""

import numpy as np

BLOCK = 32


def to_int8_columns(weights):
    """[outputs x inputs] floats -> codes [inputs x outputs] -127..127, and a scale for each output."""
    scales = (np.maximum(np.abs(weights).max(axis=1), 1e-9) / 127).astype(np.float32)
    codes = np.clip(np.rint(weights / scales[:, None]), -127, 127).astype(np.int8)
    return np.ascontiguousarray(codes.T), scales


def to_4_bits(table):
    """[rows x width] floats -> two codes a byte, the lower half first [rows x width / 2], and half-float scales [rows x width / 32].

    A code stands for (code - 8) x the scale of its block of 32. Of three scales that make the block's largest number a code, the one
    with the least squared error is taken.
    """
    rows, width = table.shape
    blocks = table.reshape(rows, width // BLOCK, BLOCK)
    largest = np.take_along_axis(blocks, np.abs(blocks).argmax(axis=-1)[..., None], axis=-1)
    best_error = np.full(largest.shape, np.inf, np.float64)
    best_codes = np.zeros(blocks.shape, np.float32)
    best_scales = np.zeros(largest.shape, np.float32)
    for step in (-8.0, 7.0, -7.0):
        scales = (largest / np.float32(step)).astype(np.float16).astype(np.float32)
        scales[scales == 0] = 1e-7
        codes = np.clip(np.rint(blocks / scales), -8, 7)
        error = _sum_last(np.square((codes * scales - blocks).astype(np.float64)))
        is_better = error < best_error
        best_error = np.where(is_better, error, best_error)
        best_codes = np.where(is_better, codes, best_codes)
        best_scales = np.where(is_better, scales, best_scales)
    codes = (best_codes + 8).astype(np.uint8)
    packed = codes[..., 0::2] | (codes[..., 1::2] << 4)
    return packed.reshape(rows, width // 2), best_scales[..., 0].astype(np.float16)


def _sum_last(values):
    """The sum over the last axis, one after the other: numpy's own order depends on the machine."""
    total = np.zeros(values.shape[:-1], values.dtype)
    for at in range(values.shape[-1]):
        total += values[..., at]
    return total[..., None]
