"""Texts to vectors: each distinct text once, one session of the model in each Python process of an executor."""

import hashlib
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd
from pyspark import Broadcast
from pyspark.sql import DataFrame, SparkSession

from ..definition.encode import Encoder, load_encoder, to_int8

VECTOR_SCHEMA = "text string, vector binary, code binary, scale float"

# Texts given to the model at a time; it sorts them by length itself.
BATCH = 1024

# The files of a model folder by their names within it.
ModelFiles = dict[str, bytes]


@dataclass(frozen=True)
class SharedModel:
    """A model on its way to all executors. Two with one `identity` are the same, so that a process opens it once."""

    identity: str
    files: "Broadcast[ModelFiles]" = field(compare=False)


def read_model(folder: Path) -> ModelFiles:
    """The files that running a model takes: what its manifest names, but for licence and card."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    names = {"manifest.json", *(name for name in manifest["files"] if name not in ("LICENSE", "MODEL_CARD.md"))}
    return {name: (folder / name).read_bytes() for name in sorted(names)}


def share_model(spark: SparkSession, folder: Path) -> SharedModel:
    """Sends a model to all executors by Spark's own broadcast (25 to 50 MB), so that no path has to exist on them."""
    files = read_model(folder)
    identity = hashlib.sha256(b"".join(files.values())).hexdigest()
    return SharedModel(identity, spark.sparkContext.broadcast(files))


@lru_cache(maxsize=1)
def _encoder_of(model: SharedModel) -> Encoder:
    folder = Path(tempfile.mkdtemp(prefix="rowlink-model-"))
    for name, content in model.files.value.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return load_encoder(folder)


def embed_texts(texts: DataFrame, model: SharedModel) -> DataFrame:
    """
    Vectors of distinct texts (column `text`).

    `vector` is float32 [dimensions] of length 1, `code` the same rounded to int8 with `scale` the size of a step. A vector depends on its
    text alone, so a task that is done again gives the same.
    """

    def embed(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        encoder = _encoder_of(model)
        for batch in batches:
            texts = batch["text"].tolist()
            for start in range(0, len(texts), BATCH):
                yield _vectors_of(encoder, texts[start : start + BATCH])

    return texts.mapInPandas(embed, VECTOR_SCHEMA)


def _vectors_of(encoder: Encoder, texts: list[str]) -> pd.DataFrame:
    vectors = np.ascontiguousarray(encoder.encode(texts), dtype=np.float32)
    codes, scales = to_int8(vectors)
    return pd.DataFrame(
        {
            "text": texts,
            "vector": [vector.tobytes() for vector in vectors],
            "code": [code.tobytes() for code in codes],
            "scale": scales.astype(np.float32),
        }
    )


def vectors_of(column: "pd.Series[bytes]", dtype: type) -> np.ndarray:
    """A column of binary vectors as one matrix [rows, dimensions]; [0, 0] without rows."""
    if len(column) == 0:
        return np.zeros((0, 0), dtype=dtype)
    return np.frombuffer(b"".join(column), dtype=dtype).reshape(len(column), -1)
