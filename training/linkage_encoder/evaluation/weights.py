"""Weights of an encoder as plain arrays: from a checkpoint of the training, or out of the ONNX file of a model folder."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from linkage_encoder.base.shipped import student_from_folder
from linkage_encoder.base.weights import load_weights

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
    return weights_from(load_weights(path), keep)


def read_folder(folder: Path) -> Weights:
    """Weights of a model folder of Rowlink's own form, its codes turned to floats again. Needs the package onnx."""
    return weights_from(student_from_folder(folder, ""))


def weights_from(arrays: Mapping[str, np.ndarray], keep: np.ndarray | None = None) -> Weights:
    """Weights of arrays by the names of a checkpoint."""

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
