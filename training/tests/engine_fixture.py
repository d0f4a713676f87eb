"""A tiny file of the format that base/engine_file.py reads, made here byte by byte."""

import struct
from collections.abc import Sequence
from pathlib import Path

import numpy as np

HIDDEN, LAYERS, HEADS, FEED_FORWARD, POSITIONS, TYPES = 32, 1, 1, 64, 4, 2


def quantise(rows: np.ndarray) -> tuple[bytes, np.ndarray]:
    """Q4_0 bytes of the rows, and what they stand for."""
    blocks = rows.reshape(-1, 32)
    scales = (np.abs(blocks).max(axis=1, keepdims=True) / 7).astype(np.float16)
    codes = np.clip(np.rint(blocks / scales.astype(np.float32)) + 8, 0, 15).astype(np.uint8)
    data = b"".join(
        scale.tobytes() + bytes((code[:16] | (code[16:] << 4)).tolist()) for scale, code in zip(scales[:, 0], codes)
    )
    return data, ((codes.astype(np.float32) - 8) * scales.astype(np.float32)).reshape(rows.shape)


def write_engine_file(path: Path, pieces: Sequence[str], seed: int = 1) -> dict[str, np.ndarray]:
    """Writes the file; the numbers in it by the file's own names."""
    random = np.random.default_rng(seed)
    shapes = {"emb.word": (len(pieces) + 2, HIDDEN)}
    shapes |= {f"l0.{name}.w": (HIDDEN, HIDDEN) for name in ("q", "k", "v", "ao")}
    shapes |= {"l0.fi.w": (FEED_FORWARD, HIDDEN), "l0.fo.w": (HIDDEN, FEED_FORWARD)}
    floats = {"emb.pos": POSITIONS * HIDDEN, "emb.type": TYPES * HIDDEN, "emb.ln.w": HIDDEN, "emb.ln.b": HIDDEN}
    floats |= {f"l0.{name}.b": HIDDEN for name in ("q", "k", "v", "ao", "fo")} | {"l0.fi.b": FEED_FORWARD}
    floats |= {f"l0.{norm}.{part}": HIDDEN for norm in ("aln", "oln") for part in "wb"}
    values: dict[str, np.ndarray] = {}
    blocks: dict[str, bytes] = {}
    for name, shape in shapes.items():
        blocks[name], values[name] = quantise(random.normal(size=shape).astype(np.float32))
    for name, count in floats.items():
        values[name] = random.normal(size=count).astype(np.float32)
        blocks[name] = values[name].tobytes()
    path.write_bytes(_assemble(pieces, values, blocks))
    return values


def _assemble(pieces: Sequence[str], values: dict[str, np.ndarray], blocks: dict[str, bytes]) -> bytes:
    head = b"E5S1" + struct.pack("<i", 1)
    head += struct.pack("<7i", HIDDEN, LAYERS, HEADS, FEED_FORWARD, len(pieces) + 2, POSITIONS, TYPES)
    head += struct.pack("<fi", 1e-12, 32) + struct.pack("<5i", len(pieces), 0, 2, 1, 3)
    text = [piece.encode() for piece in pieces]
    places = np.cumsum([0, *map(len, text)]).astype("<u4")
    head += struct.pack("<Q", int(places[-1])) + places.tobytes() + np.zeros(len(pieces), "<f4").tobytes() + b"".join(text)
    head += struct.pack("<iI", 1, 3) + b"abc" + struct.pack("<i", len(blocks))
    offset = len(head) + sum(2 + len(name) + 21 for name in blocks)
    directory, data = b"", b""
    for name, block in blocks.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", 0, values[name].size, offset + len(data), len(block))
        data += block
    return head + directory + data
