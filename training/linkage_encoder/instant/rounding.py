"""Four bits a number: sixteen codes -15, -13 … 15, evenly around 0, and one scale for each row.

Numbers of a row are near to normally distributed. Sixteen equal steps lose least of such numbers when a step is 0.3352 of their
standard deviation (Max 1960, table II); a code is half a step.
"""

import numpy as np
import torch
from torch import Tensor

LARGEST_CODE = 15
CODE_OF_DEVIATION = 0.3352 / 2
_SMALLEST = 1e-8


class _RoundToCodes(torch.autograd.Function):
    """Rows as their codes give them back. The gradient passes as if nothing had been rounded."""

    @staticmethod
    def forward(context: object, rows: Tensor) -> Tensor:
        step = rows.square().mean(1, keepdim=True).sqrt().clamp_min(_SMALLEST) * CODE_OF_DEVIATION
        codes = (((rows / step + LARGEST_CODE) / 2).round() * 2 - LARGEST_CODE).clamp(-LARGEST_CODE, LARGEST_CODE)
        return codes * ((rows * codes).sum(1, keepdim=True) / codes.square().sum(1, keepdim=True))

    @staticmethod
    def backward(context: object, gradient: Tensor) -> Tensor:
        return gradient


def rounded(rows: Tensor) -> Tensor:
    """[rows, width] as four bits give them back."""
    return _RoundToCodes.apply(rows)


def to_codes(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """[rows, width] floats -> codes int8 [rows, width] and half-float scales [rows, 1]: the codes of `rounded`, times the scale that comes nearest to the numbers (least squares)."""
    table = table.astype(np.float64)
    deviation = np.maximum(np.sqrt(np.mean(table**2, axis=1, keepdims=True)), _SMALLEST)
    steps = np.rint((table / (deviation * CODE_OF_DEVIATION) + LARGEST_CODE) / 2)
    codes = np.clip(2 * steps - LARGEST_CODE, -LARGEST_CODE, LARGEST_CODE)
    scales = (table * codes).sum(1, keepdims=True) / (codes * codes).sum(1, keepdims=True)
    return codes.astype(np.int8), scales.astype(np.float16)


def pack_codes(codes: np.ndarray) -> np.ndarray:
    """[rows, width] -> bytes [rows, width / 2]: component b in the lower half of byte b, component b + width / 2 in the upper one."""
    numbers = ((codes.astype(np.int16) + LARGEST_CODE) // 2).astype(np.uint8)
    half = codes.shape[1] // 2
    return numbers[:, :half] | (numbers[:, half:] << 4)


def unpack_codes(packed: np.ndarray) -> np.ndarray:
    """What `pack_codes` packed, int8 [rows, width]."""
    numbers = np.concatenate([packed & 15, packed >> 4], axis=1).astype(np.int8)
    return 2 * numbers - LARGEST_CODE
