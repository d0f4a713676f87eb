"""Weights of an encoder as plain arrays: from a checkpoint of the training, or out of the ONNX file of a model folder."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

HEADS = 12
EPSILON = 1e-12


@dataclass(frozen=True)
class Linear:
    """y = x @ matrix + bias; matrix [in, out], bias [out]."""

    matrix: np.ndarray
    bias: np.ndarray


@dataclass(frozen=True)
class Norm:
    """Weight and bias of a layer normalisation, [hidden] each."""

    weight: np.ndarray
    bias: np.ndarray


@dataclass(frozen=True)
class Layer:
    queries_keys_values: Linear
    attention_out: Linear
    attention_norm: Norm
    widen: Linear
    narrow: Linear
    output_norm: Norm


@dataclass(frozen=True)
class Weights:
    """A BERT encoder: `words` [pieces, hidden], `places` [positions, hidden] with the type of token added."""

    words: np.ndarray
    places: np.ndarray
    word_norm: Norm
    layers: list[Layer]
    mean: np.ndarray | None
    rotation: np.ndarray | None

    def cut(self, layers: int) -> "Weights":
        """The same with only the first layers."""
        return replace(self, layers=self.layers[:layers])


def read_checkpoint(path: Path, keep: np.ndarray | None = None) -> Weights:
    """Weights of a `.npz` of the training (names in training/README.md). `keep` picks rows of the word table."""
    with np.load(path) as stored:
        arrays = {name: stored[name] for name in stored.files if name != "meta"}

    def floats(name: str) -> np.ndarray:
        return arrays[name].astype(np.float32)

    def linear(*names: str) -> Linear:
        matrix = np.concatenate([floats(f"{name}.weight") for name in names])
        return Linear(np.ascontiguousarray(matrix.T), np.concatenate([floats(f"{name}.bias") for name in names]))

    def norm(name: str) -> Norm:
        return Norm(floats(f"{name}.weight"), floats(f"{name}.bias"))

    count = 1 + max(int(name.split(".")[1]) for name in arrays if name.startswith("layers."))
    words = arrays["word.weight"] if keep is None else arrays["word.weight"][keep]
    kind = floats("type.weight") if "type.weight" in arrays else np.float32(0)
    return Weights(
        words=words.astype(np.float32),
        places=floats("pos.weight") + (kind[0] if np.ndim(kind) == 2 else kind),
        word_norm=norm("embedding_norm"),
        layers=[
            Layer(
                linear(*(f"layers.{at}.{name}" for name in ("query", "key", "value"))),
                linear(f"layers.{at}.attention_out"),
                norm(f"layers.{at}.attention_norm"),
                linear(f"layers.{at}.widen"),
                linear(f"layers.{at}.narrow"),
                norm(f"layers.{at}.output_norm"),
            )
            for at in range(count)
        ],
        mean=floats("head.mean").reshape(-1) if "head.mean" in arrays else None,
        rotation=floats("head.rotation") if "head.rotation" in arrays else None,
    )


def read_folder(folder: Path) -> Weights:
    """Weights of a model folder of Rowlink's own form, its codes turned to floats again. Needs the package onnx."""
    import onnx
    from onnx import numpy_helper

    about = json.loads((folder / "linkage.json").read_text("utf8"))
    graph = onnx.load(str(folder / "onnx" / about["file"])).graph
    arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}

    def linear(name: str) -> Linear:
        return Linear(arrays[f"{name}.q"].astype(np.float32) * arrays[f"{name}.s"], arrays[f"{name}.b"])

    def norm(name: str) -> Norm:
        return Norm(arrays[f"{name}.w"], arrays[f"{name}.b"])

    count = 1 + max(int(name[1:].split(".")[0]) for name in arrays if name.endswith(".qkv.q"))
    return Weights(
        words=_table_to_floats(arrays["word.q"], arrays["word.s"]),
        places=arrays["pos"],
        word_norm=norm("eln"),
        layers=[
            Layer(
                linear(f"l{at}.qkv"),
                linear(f"l{at}.ao"),
                norm(f"l{at}.aln"),
                linear(f"l{at}.fi"),
                linear(f"l{at}.fo"),
                norm(f"l{at}.oln"),
            )
            for at in range(count)
        ],
        mean=arrays["mu"].reshape(-1) if "mu" in arrays else None,
        rotation=arrays.get("rot"),
    )


def _table_to_floats(codes: np.ndarray, scales: np.ndarray) -> np.ndarray:
    """[pieces, hidden] of two codes of 4 bits a byte, the lower half first, and a scale for every 32 numbers."""
    both = np.stack([codes & 15, codes >> 4], axis=-1).astype(np.float32) - 8
    blocks = both.reshape(len(codes), scales.shape[1], -1) * scales[:, :, None].astype(np.float32)
    return blocks.reshape(len(codes), -1)
