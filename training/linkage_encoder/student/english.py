"""The second teacher: all-MiniLM-L6-v2, which knows better than the base what English phrases mean alike.

Its vectors are of a space of their own, so the student learns from them only who is near whom. They count for English texts alone.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from safetensors.numpy import load_file

from .network import LAYER_PARTS, Encoder
from .pairs import Row
from .texts import TextReader
from .weights import encoder_from

END = 102
"""[SEP] of its vocabulary."""
_NAMES = dict(
    zip(
        LAYER_PARTS,
        (
            "attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense", "attention.output.LayerNorm",
            "intermediate.dense", "output.dense", "output.LayerNorm",
        ),
        strict=True,
    )
)
_PLAIN = re.compile(r"[ -~]+")


def read_english(folder: Path) -> tuple[Encoder, TextReader]:
    """Network and tokenizer out of a folder of sentence-transformers with `model.safetensors` and `tokenizer.json`."""
    tensors = load_file(folder / "model.safetensors")
    arrays = {
        "word.weight": tensors["embeddings.word_embeddings.weight"],
        "pos.weight": tensors["embeddings.position_embeddings.weight"],
        "type.weight": tensors["embeddings.token_type_embeddings.weight"],
        **{f"embedding_norm.{kind}": tensors[f"embeddings.LayerNorm.{kind}"] for kind in ("weight", "bias")},
    }
    layers = len({name.split(".")[2] for name in tensors if name.startswith("encoder.layer.")})
    for layer in range(layers):
        for part, name in _NAMES.items():
            for kind in ("weight", "bias"):
                arrays[f"layers.{layer}.{part}.{kind}"] = tensors[f"encoder.layer.{layer}.{name}.{kind}"]
    return encoder_from(arrays), TextReader(folder / "tokenizer.json", end=END)


def english_texts(rows: Iterable[Row], sources: Sequence[str], most: int) -> list[str]:
    """Texts of the named sources that are written in plain Latin letters, in the order of the rows; at most `most`."""
    wanted = set(sources)
    texts = dict.fromkeys(text for row in rows if row[0] in wanted for text in row[3:5] if _PLAIN.fullmatch(text))
    return list(texts)[:most]
