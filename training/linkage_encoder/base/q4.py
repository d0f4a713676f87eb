"""Q4_0: 32 numbers as a half-precision scale and 32 unsigned 4-bit values, of which 8 is zero (the GGML project's format)."""

import numpy as np

BLOCK = 32
ZERO = 8
RECORD = np.dtype([("scale", "<f2"), ("pairs", "u1", BLOCK // 2)])
"""18 bytes: the low halves of `pairs` hold the first 16 numbers, the high halves the last 16."""


def byte_length(count: int) -> int:
    """Bytes of `count` numbers, a multiple of 32."""
    if count % BLOCK:
        raise ValueError(f"{count} numbers are not whole blocks of {BLOCK}")
    return count // BLOCK * RECORD.itemsize


def dequantise(data: bytes | memoryview, rows: int, columns: int) -> np.ndarray:
    """[rows x columns] float32, row-major in `data`. Blocks do not cross rows where `columns` is a multiple of 32."""
    blocks = np.frombuffer(data, RECORD, count=rows * columns // BLOCK)
    numbers = np.empty((len(blocks), BLOCK), np.float32)
    numbers[:, : BLOCK // 2] = blocks["pairs"] & 0x0F
    numbers[:, BLOCK // 2 :] = blocks["pairs"] >> 4
    numbers -= ZERO
    numbers *= blocks["scale"].astype(np.float32)[:, None]
    return numbers.reshape(rows, columns)
