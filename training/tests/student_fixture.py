"""A tiny student and a word-per-piece tokenizer, so that training runs in a moment."""

import json
from pathlib import Path

import numpy as np

HIDDEN, LAYERS, WORDS = 96, 2, 40


def tiny_arrays(seed: int = 0, pieces: int = 4 + WORDS) -> dict[str, np.ndarray]:
    lot = np.random.default_rng(seed)

    def matrix(*sizes: int) -> np.ndarray:
        return (lot.standard_normal(sizes) * 0.1).astype(np.float32)

    arrays = {"word.weight": matrix(pieces, HIDDEN), "pos.weight": matrix(64, HIDDEN), "type.weight": matrix(HIDDEN)}
    norms = ["embedding_norm"]
    for layer in range(LAYERS):
        at = f"layers.{layer}."
        for part, inputs, outputs in [(name, HIDDEN, HIDDEN) for name in ("query", "key", "value", "attention_out")] + [
            ("widen", HIDDEN, 4 * HIDDEN),
            ("narrow", 4 * HIDDEN, HIDDEN),
        ]:
            arrays[f"{at}{part}.weight"], arrays[f"{at}{part}.bias"] = matrix(outputs, inputs), matrix(outputs)
        norms += [f"{at}attention_norm", f"{at}output_norm"]
    for norm in norms:
        arrays[f"{norm}.weight"], arrays[f"{norm}.bias"] = np.ones(HIDDEN, np.float32), np.zeros(HIDDEN, np.float32)
    return arrays


def write_tokenizer(file: Path) -> Path:
    """Pieces: four marks and the words w0, w1, …; a text is <s> its words </s>."""
    vocabulary = {mark: at for at, mark in enumerate(["<s>", "<pad>", "</s>", "<unk>"])} | {f"w{at}": 4 + at for at in range(WORDS)}
    marks = {mark: {"id": mark, "ids": [at], "tokens": [mark]} for mark, at in (("<s>", 0), ("</s>", 2))}
    made = {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": [], "normalizer": None,
        "pre_tokenizer": {"type": "WhitespaceSplit"},
        "post_processor": {
            "type": "TemplateProcessing", "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 0}}],
            "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "</s>", "type_id": 0}}],
            "special_tokens": marks,
        },
        "decoder": None, "model": {"type": "WordLevel", "vocab": vocabulary, "unk_token": "<unk>"},
    }
    file.write_text(json.dumps(made), encoding="utf-8")
    return file
