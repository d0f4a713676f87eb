"""Reads a BERT encoder as sentence-transformers keeps it (config.json, model.safetensors)."""

import json
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file

from linkage_encoder.base.weights import HEAD_SIZE
from linkage_encoder.encoder import Encoder, Layer, Linear, Norm


def read_weights(folder: Path, positions: int) -> Encoder:
    """The weights in `folder`, with the first `positions` places of the text."""
    config = json.loads((folder / "config.json").read_text("utf8"))
    expected = {"model_type": "bert", "hidden_act": "gelu", "layer_norm_eps": 1e-12, "position_embedding_type": "absolute"}
    for key, value in expected.items():
        if config[key] != value:
            raise ValueError(f"{folder}: {key} is {config[key]!r}, not {value!r}")
    hidden, heads = config["hidden_size"], config["num_attention_heads"]
    if hidden != heads * HEAD_SIZE:
        raise ValueError(f"{folder}: heads of {hidden / heads:g} numbers, not {HEAD_SIZE}")
    tensors = load_file(folder / "model.safetensors")

    def linear(*names):
        parts = [[tensors[f"{name}.{part}"] for name in names] for part in ("weight", "bias")]
        return Linear(*(np.concatenate(part) for part in parts))

    def norm(name):
        return Norm(tensors[f"{name}.weight"], tensors[f"{name}.bias"])

    def layer(at):
        root = f"encoder.layer.{at}"
        attention = f"{root}.attention"
        return Layer(
            linear(*(f"{attention}.self.{part}" for part in ("query", "key", "value"))),
            linear(f"{attention}.output.dense"),
            norm(f"{attention}.output.LayerNorm"),
            linear(f"{root}.intermediate.dense"),
            linear(f"{root}.output.dense"),
            norm(f"{root}.output.LayerNorm"),
        )

    places = tensors["embeddings.position_embeddings.weight"][:positions]
    return Encoder(
        words=tensors["embeddings.word_embeddings.weight"],
        places=places + tensors["embeddings.token_type_embeddings.weight"][0],
        word_norm=norm("embeddings.LayerNorm"),
        layers=tuple(layer(at) for at in range(config["num_hidden_layers"])),
        heads=heads,
    )
