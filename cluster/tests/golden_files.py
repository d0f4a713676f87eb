"""What the core made of tables, written by ``scripts/cluster-golden.mjs``."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

FOLDER = Path(__file__).parent / "golden"
DIMENSIONS = 24


def read(name: str) -> dict[str, Any]:
    """One golden file."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def linkages() -> list[str]:
    """Names of all golden linkages."""
    return sorted(path.stem.removeprefix("linkage-") for path in FOLDER.glob("linkage-*.json"))


def hashed_vectors(texts: list[str]) -> np.ndarray:
    """The vectors that stand in for those of a model, as ``golden.ts`` makes them: [texts, 24] float32."""
    data = np.zeros((len(texts), DIMENSIONS))
    for row, text in enumerate(texts):
        units = np.frombuffer(f" {text.lower()} ".encode("utf-16-le"), dtype=np.uint16)
        for at in range(len(units) - 2):
            value = _hash(0x811C9DC5, units[at : at + 3])
            data[row, value % DIMENSIONS] += 1 if (value >> 16) & 1 else -1
        own = _hash(0x811C9DC5, units)
        for part in range(DIMENSIONS):
            own = _hash(own, [part])
            data[row, part] += own / 2**33
    lengths = np.sqrt((data * data).sum(axis=1, keepdims=True))
    return (data / np.where(lengths == 0, 1, lengths)).astype(np.float32)


def _hash(value: int, units: Iterable[int]) -> int:
    """FNV-1a of 32 bits."""
    for unit in units:
        value = ((value ^ int(unit)) * 0x01000193) & 0xFFFFFFFF
    return value
