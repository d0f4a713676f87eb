"""The folder of a model, laid out for transformers.js and for Rowlink: graph, tokenizer and what says how to use them."""

import json
from importlib.resources import files
from pathlib import Path

from linkage_encoder.encoder import Encoder
from linkage_encoder.export.graph import build_model
from linkage_encoder.export.rounding import TRAINED, Rounding

GRAPH = "model_quantized.onnx"
# Rowlink reads this many tokens of a text at once …
MAX_TOKENS = 64
# … and others may give twice as many.
POSITIONS = 128
START, PAD, END = 0, 1, 2
# How many of the first numbers can be used alone, rotated as they are.
TRUNCATABLE = (256, 128, 64)
SPECIAL_TOKENS = {
    "bos_token": "<s>",
    "eos_token": "</s>",
    "unk_token": "<unk>",
    "pad_token": "<pad>",
    "cls_token": "<s>",
    "sep_token": "</s>",
    "mask_token": "<mask>",
}


def write_folder(folder: Path, name: str, encoder: Encoder, tokenizer: Path, rounding: Rounding = TRAINED) -> None:
    """Writes everything but the card of the model, and what is measured of it (`add_calibration`).

    The same encoder, tokenizer and rounding make the same bytes. Raises ValueError where the tokenizer has another number of pieces.
    """
    content = tokenizer.read_bytes()
    pieces = len(json.loads(content)["model"]["vocab"])
    if pieces != len(encoder.words):
        raise ValueError(f"{tokenizer} has {pieces} pieces, the student {len(encoder.words)}: not the vocabulary it was trained with")
    made = {
        f"onnx/{GRAPH}": build_model(encoder, rounding).SerializeToString(deterministic=True),
        "tokenizer.json": content,
        "tokenizer_config.json": _json(_tokenizer_config(len(encoder.places))),
        "special_tokens_map.json": _json(SPECIAL_TOKENS),
        "config.json": _json(_config(name, encoder)),
        "linkage.json": _json(_linkage(encoder.hidden, encoder.head is not None)),
        "LICENSE": files(__package__).joinpath("LICENSE.txt").read_bytes(),
    }
    for path, content in made.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def add_calibration(folder: Path, calibration: dict[str, dict[str, float]]) -> None:
    """Writes what cosines mean to `linkage.json` of the folder."""
    path = folder / "linkage.json"
    path.write_bytes(_json(json.loads(path.read_text("utf8")) | {"calibration": calibration}))


def file_names() -> tuple[str, ...]:
    """Paths in a folder that `write_folder` makes."""
    small = ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "config.json", "linkage.json", "LICENSE")
    return (f"onnx/{GRAPH}", *small)


def _config(name: str, encoder: Encoder) -> dict:
    return {
        "_name_or_path": name,
        "architectures": ["BertModel"],
        "model_type": "bert",
        "vocab_size": len(encoder.words),
        "hidden_size": encoder.hidden,
        "num_hidden_layers": len(encoder.layers),
        "num_attention_heads": encoder.heads,
        "intermediate_size": len(encoder.layers[0].widen.weights),
        "hidden_act": "gelu",
        "max_position_embeddings": len(encoder.places),
        "type_vocab_size": 1,
        "layer_norm_eps": 1e-12,
        "pad_token_id": PAD,
        "bos_token_id": START,
        "eos_token_id": END,
        "tokenizer_class": "XLMRobertaTokenizer",
    }


def _tokenizer_config(positions: int) -> dict:
    own = {"tokenizer_class": "XLMRobertaTokenizer", "model_max_length": positions}
    return own | SPECIAL_TOKENS | {"clean_up_tokenization_spaces": False}


def _linkage(hidden: int, is_rotated: bool) -> dict:
    card = {
        "file": GRAPH,
        "prefix": "",
        "output": "sentence_embedding",
        "pooling": "mean",
        "normalize": True,
        "max_length": MAX_TOKENS,
        "pad_id": PAD,
        "eos_id": END,
        "dim": hidden,
    }
    return card | ({"truncatable_dims": [hidden, *(count for count in TRUNCATABLE if count < hidden)]} if is_rotated else {})


def _json(value: dict) -> bytes:
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()
