"""The teacher: all layers and pieces of the base model, whose vectors the student is drawn to."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .embed import embed
from .network import Encoder
from .texts import TextReader

#: What multilingual-e5 was trained to see before a text that is compared with others of its kind.
PREFIX = "query: "
PORTION = 8192


@dataclass(frozen=True)
class TeacherVectors:
    """Vectors of texts as float16 [texts, hidden], of length 1, and where each text's vector is."""

    texts: list[str]
    vectors: np.ndarray

    def index(self) -> dict[str, int]:
        return {text: at for at, text in enumerate(self.texts)}

    def centred(self) -> tuple[np.ndarray, np.ndarray]:
        """The mean vector, and all vectors without it, of length 1 again (float32): unrelated texts lie near 0 then, not near 0.8."""
        mean = self.vectors[:200_000].astype(np.float32).mean(0)
        centred = self.vectors.astype(np.float32)
        centred -= mean
        centred /= np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)
        return mean, centred


def add_vectors(folder: Path, teacher: Encoder, reader: TextReader, texts: Sequence[str], tell=print) -> None:
    """Embeds the texts that the folder does not have yet, a portion at a time; may be stopped and called again."""
    folder.mkdir(parents=True, exist_ok=True)
    known = set(read_texts(folder))
    missing = [text for text in dict.fromkeys(texts) if text not in known]
    for start in range(0, len(missing), PORTION):
        portion = missing[start : start + PORTION]
        vectors = embed(teacher, reader, portion).astype(np.float16)
        number = len(list(folder.glob("part-*.npz")))
        unfinished = folder / "unfinished.npz"
        np.savez(unfinished, texts=np.array("\n".join(portion)), vectors=vectors)
        unfinished.replace(folder / f"part-{number:04d}.npz")
        tell(f"teacher: {start + len(portion):,} of {len(missing):,} texts")


def read_texts(folder: Path) -> list[str]:
    return [text for part in sorted(folder.glob("part-*.npz")) for text in str(np.load(part)["texts"]).split("\n")]


def read_vectors(folder: Path) -> TeacherVectors:
    parts = [np.load(part) for part in sorted(folder.glob("part-*.npz"))]
    texts = [text for part in parts for text in str(part["texts"]).split("\n")]
    return TeacherVectors(texts, np.concatenate([part["vectors"] for part in parts]))


def texts_to_teach(pairs: Sequence[tuple[str, str, str, str, str]], most: int, seed: int) -> list[str]:
    """Distinct texts of both sides of pairs in an order by lot, so that any beginning is a fair sample; at most `most`."""
    texts = list(dict.fromkeys(text for pair in pairs for text in pair[3:5]))
    random.Random(seed).shuffle(texts)
    return texts[:most]
