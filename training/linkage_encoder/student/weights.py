"""Weights between numpy files (names of the pipeline) and the network."""

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch

from linkage_encoder.base.weights import HEADS, META, head_count, layer_count, save_arrays

from .network import LAYER_PARTS, Encoder, Shape

Arrays = Mapping[str, np.ndarray]


def encoder_from(arrays: Arrays, positions: int = 128) -> Encoder:
    """A network with the weights of a file; what the file lacks of a head is a mean of zero and no rotation.

    The vector of the only token type is added to the positions, of which the first `positions` are kept.
    """
    layers = layer_count(arrays)
    pieces, hidden = arrays["word.weight"].shape
    wide = len(arrays["layers.0.widen.bias"])
    encoder = Encoder(Shape(pieces=pieces, layers=layers, hidden=hidden, heads=head_count(arrays), wide=wide, positions=positions))
    places = arrays["pos.weight"][:positions] + arrays.get("type.weight", np.zeros(hidden, np.float32)).reshape(-1, hidden)[0]
    state = {"word.weight": arrays["word.weight"], "pos.weight": places}
    for name in ("embedding_norm.weight", "embedding_norm.bias"):
        state[name] = arrays[name]
    for layer in range(layers):
        for part in LAYER_PARTS:
            for kind in ("weight", "bias"):
                state[f"layers.{layer}.{part}.{kind}"] = arrays[f"layers.{layer}.{part}.{kind}"]
    state["mean"] = arrays.get("head.mean", np.zeros(hidden, np.float32))
    state["rotation"] = arrays.get("head.rotation", np.eye(hidden, dtype=np.float32))
    encoder.load_state_dict({name: torch.from_numpy(np.array(array, np.float32)) for name, array in state.items()})
    return encoder


def arrays_of(encoder: Encoder) -> dict[str, np.ndarray]:
    """The weights of a network under the names of the pipeline's files, float32."""
    renamed = {"mean": "head.mean", "rotation": "head.rotation"}
    return {renamed.get(name, name): tensor.detach().float().numpy() for name, tensor in encoder.state_dict().items()}


def save_student(path: Path, encoder: Encoder, meta: Mapping[str, object]) -> None:
    """Writes weights and what is known of them, with the number of attention heads; the file appears whole or not at all."""
    save_arrays(path, {META: np.array(json.dumps({**meta, HEADS: encoder.shape.heads})), **arrays_of(encoder)})
