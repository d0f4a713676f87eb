"""The folder of the table, laid out for transformers.js and for Rowlink."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from linkage_encoder.paths import SHIPPED_MODELS

from .graph import OUTPUT, build_model
from .pieces import write_tokenizer
from .rounding import to_codes

GRAPH = "model_quantized.onnx"
LICENCE = SHIPPED_MODELS / "rowlink-instant" / "LICENSE"
MAX_TOKENS = 64
PAD, END = 1, 2
MARKS = {"unk_token": "<unk>", "pad_token": "<pad>", "bos_token": "<s>", "eos_token": "</s>"}


def write_folder(folder: Path, table: np.ndarray, tokenizer: dict[str, Any]) -> None:
    """Everything but the card and what is measured. table: [pieces, width] floats, width a multiple of 32. The same table and tokenizer make the same bytes.

    Raises ValueError where the tokenizer has another number of pieces.
    """
    pieces = len(tokenizer["model"]["vocab"])
    if pieces != len(table):
        raise ValueError(f"The tokenizer has {pieces} pieces, the table {len(table)}: not the vocabulary it was trained with.")
    width = table.shape[1]
    made = {
        f"onnx/{GRAPH}": build_model(*to_codes(table)).SerializeToString(deterministic=True),
        "config.json": _json({"model_type": "static-embeddings", "vocab_size": pieces, "hidden_size": width}),
        "tokenizer_config.json": _json({"tokenizer_class": "XLMRobertaTokenizer", **MARKS, "model_max_length": 512}),
        "linkage.json": _json(_linkage(width)),
        "LICENSE": LICENCE.read_bytes(),
    }
    for path, content in made.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    write_tokenizer(folder / "tokenizer.json", tokenizer)


def file_names() -> tuple[str, ...]:
    """Paths in a folder that `write_folder` makes."""
    return (f"onnx/{GRAPH}", "tokenizer.json", "tokenizer_config.json", "config.json", "linkage.json", "LICENSE")


def _linkage(width: int) -> dict[str, Any]:
    return {
        "file": GRAPH,
        "prefix": "",
        "output": OUTPUT,
        "pooling": "sum",
        "normalize": True,
        "max_length": MAX_TOKENS,
        "pad_id": PAD,
        "eos_id": END,
        "dim": width,
    }


def _json(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()
