"""Reads a model folder of Rowlink back to a student, to go on training from what is shipped.

The rounding of the folder stays in the weights: its layers have 8 bits a number, its table of pieces 4.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from linkage_encoder.base.weights import HEADS, Arrays

if TYPE_CHECKING:
    import onnx

BLOCK = 32
PARTS = {"attention_out": "ao", "widen": "fi", "narrow": "fo"}
NORMS = {"attention_norm": "aln", "output_norm": "oln"}


def student_from_folder(folder: Path, vocabulary: str) -> Arrays:
    """Float32 arrays by the names of `student/NAME.npz`, and `meta`.

    The vector of token type 0 is part of the places, so `type.weight` is zero. A folder that takes no mean off gets a mean
    of zero; one that rotates nothing, the identity. Raises ValueError where the file is not of the form that Rowlink's kernel
    computes.
    """
    import onnx

    file = folder / "onnx" / json.loads((folder / "linkage.json").read_text("utf-8"))["file"]
    graph = onnx.load(file).graph
    stored = {tensor.name: onnx.numpy_helper.to_array(tensor) for tensor in graph.initializer}
    missing = [name for name in ("word.q", "word.s", "pos", "l0.qkv.q") if name not in stored]
    if missing:
        raise ValueError(f"{file}: tensor {missing[0]} is missing; only graphs of Rowlink's own form can be read back")
    hidden = stored["pos"].shape[1]
    arrays = {
        "word.weight": table_of(stored["word.q"], stored["word.s"]),
        "pos.weight": stored["pos"],
        "type.weight": np.zeros(hidden, np.float32),
        "head.mean": stored["mu"].reshape(hidden) if "mu" in stored else np.zeros(hidden, np.float32),
        "head.rotation": stored.get("rot", np.eye(hidden, dtype=np.float32)),
        **_norm(stored, "embedding_norm", "eln"),
    }
    for layer in range(sum(name.endswith(".qkv.q") for name in stored)):
        arrays |= _layer(stored, layer)
    meta = {"vocabulary": vocabulary, "origin": f"read back from {folder.name}", HEADS: _heads(graph)}
    return {name: np.ascontiguousarray(array, np.float32) for name, array in arrays.items()} | {"meta": np.array(json.dumps(meta))}


def table_of(codes: np.ndarray, scales: np.ndarray) -> np.ndarray:
    """[rows x width] float32 of codes [rows x width / 2], two a byte, the lower half first, and scales [rows x width / 32]."""
    numbers = np.stack([codes & 0x0F, codes >> 4], axis=-1).astype(np.float32) - 8
    blocks = numbers.reshape(len(codes), -1, BLOCK) * scales.astype(np.float32)[:, :, None]
    return blocks.reshape(len(codes), -1)


def _heads(graph: "onnx.GraphProto") -> int:
    """The heads of the first attention."""
    return next(number.i for node in graph.node if node.op_type == "MultiHeadAttention" for number in node.attribute if number.name == "num_heads")


def _layer(stored: Mapping[str, np.ndarray], layer: int) -> Arrays:
    short, long = f"l{layer}", f"layers.{layer}"
    weights, biases = _linear(stored, f"{short}.qkv")
    arrays: Arrays = {}
    for part, weight, bias in zip(("query", "key", "value"), np.split(weights, 3), np.split(biases, 3)):
        arrays |= {f"{long}.{part}.weight": weight, f"{long}.{part}.bias": bias}
    for part, name in PARTS.items():
        arrays[f"{long}.{part}.weight"], arrays[f"{long}.{part}.bias"] = _linear(stored, f"{short}.{name}")
    for part, name in NORMS.items():
        arrays |= _norm(stored, f"{long}.{part}", f"{short}.{name}")
    return arrays


def _linear(stored: Mapping[str, np.ndarray], name: str) -> tuple[np.ndarray, np.ndarray]:
    """Weights [outputs x inputs] and biases of codes [inputs x outputs] with a scale for each output."""
    return (stored[f"{name}.q"].astype(np.float32) * stored[f"{name}.s"]).T, stored[f"{name}.b"]


def _norm(stored: Mapping[str, np.ndarray], name: str, short: str) -> Arrays:
    return {f"{name}.weight": stored[f"{short}.w"], f"{name}.bias": stored[f"{short}.b"]}
