"""The teacher: all layers and pieces of the base model, whose vectors the student is drawn to."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from linkage_encoder.paths import Teacher
from linkage_encoder.reading import reading_form

from .embed import embed
from .network import Encoder
from .start import main_directions, of_length_1, turn_onto
from .texts import TextReader

#: What multilingual-e5 was trained to see before a text that is compared with others of its kind.
PREFIX = "query: "
PORTION = 8192
ALIGNED = 4000
"""Texts by whose vectors the teacher's space is turned onto a student's."""


@dataclass(frozen=True)
class TeacherVectors:
    """Vectors of texts as float16 [texts, hidden], of length 1, and where each text's vector is."""

    texts: list[str]
    vectors: np.ndarray

    def rows_of(self, texts: Sequence[str]) -> np.ndarray:
        """[texts]: the row of each text's vector, -1 where there is none. Texts of one reading form are one; the first that the teacher has counts."""
        index: dict[str, int] = {}
        for at, text in enumerate(self.texts):
            index.setdefault(reading_form(text), at)
        return np.array([index.get(reading_form(text), -1) for text in texts], np.int64)

    def centred(self) -> tuple[np.ndarray, np.ndarray]:
        """The mean vector, and all vectors without it, of length 1 again (float32): unrelated texts lie near 0 then, not near 0.8."""
        mean = self.vectors[:200_000].astype(np.float32).mean(0)
        centred = self.vectors.astype(np.float32)
        centred -= mean
        centred /= np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)
        return mean, centred

    def in_width(self, width: int) -> np.ndarray:
        """[texts, width] float32: all vectors, centred, in so many of their main directions and of length 1; in their own where they have no more numbers."""
        _, centred = self.centred()
        if width >= centred.shape[1]:
            return centred
        return of_length_1(centred @ main_directions(centred)[:, :width])

    def turned_onto(self, by_student: Callable[[Sequence[str]], np.ndarray], seed: int, most: int = ALIGNED) -> np.ndarray:
        """[texts, width of the student] float32: all vectors, centred and turned to where a student has the same texts, so that it is not taught another choice of axes.

        by_student: its vectors of texts; it is asked for `most` of them, by lot. A narrower student is taught the main directions.
        """
        rows = sorted(random.Random(seed).sample(range(len(self.texts)), min(most, len(self.texts))))
        wanted = by_student([self.texts[row] for row in rows])
        vectors = self.in_width(wanted.shape[1])
        return vectors @ turn_onto(vectors[rows], wanted)


def add_vectors(paths: Teacher, teacher: Encoder, reader: TextReader, texts: Sequence[str], tell: Callable[[str], None] = print) -> None:
    """Embeds the texts that are not there yet, a portion at a time, then writes all as `texts.txt` and `vectors.npy`.

    May be stopped and called again: finished portions stay. A text may hold no line break.
    """
    parts = paths.folder / "parts"
    parts.mkdir(parents=True, exist_ok=True)
    known = set(_texts_of(parts))
    missing = [text for text in dict.fromkeys(texts) if text not in known]
    for start in range(0, len(missing), PORTION):
        portion = missing[start : start + PORTION]
        vectors = embed(teacher, reader, portion).astype(np.float16)
        unfinished = parts / "unfinished.part"
        with unfinished.open("wb") as file:
            np.savez(file, texts=np.array("\n".join(portion)), vectors=vectors)
        unfinished.replace(parts / f"{len(list(parts.glob('*.npz'))):04d}.npz")
        tell(f"{start + len(portion):,} of {len(missing):,} texts")
    paths.texts.write_text("".join(f"{text}\n" for text in _texts_of(parts)), "utf-8", newline="\n")
    np.save(paths.vectors, np.concatenate([np.load(part)["vectors"] for part in _files(parts)]))


def _files(parts: Path) -> list[Path]:
    return sorted(parts.glob("*.npz"))


def _texts_of(parts: Path) -> list[str]:
    return [text for part in _files(parts) for text in str(np.load(part)["texts"]).split("\n")]


def read_vectors(paths: Teacher) -> TeacherVectors:
    return TeacherVectors(paths.texts.read_text("utf-8").split("\n")[:-1], np.load(paths.vectors))


def texts_to_teach(pairs: Sequence[tuple[str, str, str, str, str]], most: int, seed: int) -> list[str]:
    """Distinct texts of both sides of pairs, as they are written, in an order by lot, so that any beginning is a fair sample; at most `most`."""
    texts = list(dict.fromkeys(text for pair in pairs for text in pair[3:5]))
    random.Random(seed).shuffle(texts)
    return texts[:most]
