"""Reads a trained student (`student/NAME.npz`): arrays by the names of `base/weights.npz`, a head, and what was noted of its training."""

from dataclasses import dataclass
from pathlib import Path

from linkage_encoder.base.weights import load_arrays, read_meta
from linkage_encoder.encoder import Encoder, encoder_of


@dataclass(frozen=True)
class Student:
    """An encoder and what its training noted: `vocabulary` (the name of its vocabulary), `legs` and more."""

    encoder: Encoder
    meta: dict


def read_student(path: Path, positions: int) -> Student:
    """The student in the file, with the first `positions` places of the text.

    Raises ValueError where the file is no student, or has fewer places.
    """
    arrays = load_arrays(path)
    missing = {"word.weight", "pos.weight", "layers.0.query.weight"} - arrays.keys()
    if missing:
        raise ValueError(f"{path}: not the weights of a student: {', '.join(sorted(missing))} not in it")
    try:
        return Student(encoder_of(arrays, positions), read_meta(path))
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from error
