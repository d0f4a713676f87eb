"""The vocabularies of released models, as bits over the base vocabulary: a model can only be gone on from with its own.

`released.npz`: for each name the packed bits of which base pieces it has (numpy's order: the first id is the highest bit).
"""

from pathlib import Path

import numpy as np

FILE = Path(__file__).with_name("released.npz")


def released_pieces(name: str, file: Path = FILE) -> np.ndarray:
    """[pieces] int64, ascending: base ids of the vocabulary. Raises KeyError for a name that was not released."""
    with np.load(file) as bits:
        return np.flatnonzero(np.unpackbits(bits[name])).astype(np.int64)


def write_released(vocabularies: dict[str, np.ndarray], base_size: int, file: Path = FILE) -> None:
    """Writes base ids by vocabulary name."""
    bits = {}
    for name, keep in vocabularies.items():
        has = np.zeros(base_size, bool)
        has[keep] = True
        bits[name] = np.packbits(has)
    np.savez_compressed(file, **bits)
