"""What storing does to vectors: fewer dimensions, or bytes in place of floats."""

import numpy as np

from .network import to_unit_length

LEFT_LIMIT = 127
RIGHT_LIMIT = 63
"""Largest code of each side in the page's search by bytes (src/core/vectors/packing.ts)."""


def first_dimensions(vectors: np.ndarray, count: int) -> np.ndarray:
    """The first numbers of each vector, made length 1 again."""
    return to_unit_length(vectors[:, :count])


def cosines(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """[left, right] of vectors of length 1."""
    return left @ right.T


def cosines_of_bytes(left: np.ndarray, right: np.ndarray, bits: int = 8) -> np.ndarray:
    """[left, right] of vectors rounded as the page's search does: less the centre of their side, a step for each vector.

    With fewer `bits` both limits shrink alike. The page then computes the best ones once more without rounding, so these are the
    figures of the rounded vectors alone, which it is never worse than.
    """
    less = 2 ** (8 - bits)
    left_centre, right_centre = left.mean(axis=0), right.mean(axis=0)
    rounded_left = _rounded(left - left_centre, max(1, LEFT_LIMIT // less)) + left_centre
    rounded_right = _rounded(right - right_centre, max(1, RIGHT_LIMIT // less)) + right_centre
    return rounded_left @ rounded_right.T


def _rounded(vectors: np.ndarray, limit: int) -> np.ndarray:
    steps = np.maximum(np.abs(vectors).max(axis=1, keepdims=True) / limit, 1e-12)
    return (np.round(vectors / steps) * steps).astype(np.float32)
