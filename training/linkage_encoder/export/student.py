"""Reads a trained student (`student/NAME.npz`): arrays by the names of `base/weights.npz`, a head, and what was noted of its training."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from linkage_encoder.base.weights import load_weights, read_meta
from linkage_encoder.export.encoder import Encoder, Head, Layer, Linear, Norm


@dataclass(frozen=True)
class Student:
    """An encoder and what its training noted: `vocabulary` (the name of its vocabulary), `steps`, `records`, `seconds` and more."""

    encoder: Encoder
    meta: dict


def read_student(path: Path, positions: int) -> Student:
    """The student in the file, with the first `positions` places of the text.

    Raises ValueError where the file is no student, or has fewer places.
    """
    arrays = load_weights(path)
    missing = {"word.weight", "pos.weight", "layers.0.query.weight"} - arrays.keys()
    if missing:
        raise ValueError(f"{path}: not the weights of a student: {', '.join(sorted(missing))} not in it")
    return Student(_encoder(path, arrays, positions), read_meta(path))


def _encoder(path: Path, arrays: dict[str, np.ndarray], positions: int) -> Encoder:
    def linear(*names: str) -> Linear:
        weights, biases = ([_float(arrays[f"{name}.{part}"]) for name in names] for part in ("weight", "bias"))
        return Linear(np.concatenate(weights), np.concatenate(biases))

    def norm(name: str) -> Norm:
        return Norm(_float(arrays[f"{name}.weight"]), _float(arrays[f"{name}.bias"]))

    def layer(at: int) -> Layer:
        root = f"layers.{at}"
        return Layer(
            linear(*(f"{root}.{part}" for part in ("query", "key", "value"))),
            linear(f"{root}.attention_out"),
            norm(f"{root}.attention_norm"),
            linear(f"{root}.widen"),
            linear(f"{root}.narrow"),
            norm(f"{root}.output_norm"),
        )

    places = _float(arrays["pos.weight"])
    # Where there is none, it was added to the places before.
    kind = _float(arrays["type.weight"]).reshape(-1, places.shape[1])[0] if "type.weight" in arrays else np.float32(0)
    if len(places) < positions:
        raise ValueError(f"{path}: {len(places)} places, fewer than {positions}")
    has_head = "head.mean" in arrays
    return Encoder(
        words=_float(arrays["word.weight"]),
        places=places[:positions] + kind,
        word_norm=norm("embedding_norm"),
        layers=tuple(layer(at) for at in range(sum(f"layers.{at}.query.weight" in arrays for at in range(len(arrays))))),
        head=Head(_float(arrays["head.mean"]), _float(arrays["head.rotation"])) if has_head else None,
    )


def _float(values: np.ndarray) -> np.ndarray:
    return np.asarray(values, np.float32)
