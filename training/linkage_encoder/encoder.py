"""The numbers of a BERT encoder as plain arrays: what the graph is written from, and what numpy computes with."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from linkage_encoder.base.weights import head_count, layer_count


@dataclass(frozen=True)
class Linear:
    """weights: [outputs x inputs], biases: [outputs]."""

    weights: np.ndarray
    biases: np.ndarray


@dataclass(frozen=True)
class Norm:
    """weights, biases: [hidden]."""

    weights: np.ndarray
    biases: np.ndarray


@dataclass(frozen=True)
class Layer:
    """One layer; its first matrix makes queries, keys and values, one below the other."""

    queries_keys_values: Linear
    attention_out: Linear
    attention_norm: Norm
    widen: Linear
    narrow: Linear
    output_norm: Norm


@dataclass(frozen=True)
class Head:
    """What happens to the mean of the tokens once it has length 1: (vector - mean) @ rotation.

    mean: [hidden]; rotation: [hidden x hidden], orthogonal, so that cosines stay and the first numbers say most.
    """

    mean: np.ndarray
    rotation: np.ndarray


@dataclass(frozen=True)
class Encoder:
    """words: [pieces x hidden]; places: [positions x hidden], with the vector of token type 0, the only one there is, added.

    heads: of attention, of equal size. Without a head the vector of a text is the mean of its tokens, of length 1.
    """

    words: np.ndarray
    places: np.ndarray
    word_norm: Norm
    layers: tuple[Layer, ...]
    heads: int
    head: Head | None = None

    @property
    def hidden(self) -> int:
        return self.words.shape[1]

    def cut(self, layers: int) -> "Encoder":
        """The same with only the first layers."""
        return replace(self, layers=self.layers[:layers])


def encoder_of(arrays: Mapping[str, np.ndarray], positions: int | None = None) -> Encoder:
    """The encoder of arrays by the names of `base/weights.npz`, float32, with the first `positions` places of a text (all where None).

    Without a vector of token types it was added to the places before. Raises ValueError where there are fewer places.
    """

    def floats(name: str) -> np.ndarray:
        return np.asarray(arrays[name], np.float32)

    def linear(*names: str) -> Linear:
        weights, biases = (np.concatenate([floats(f"{name}.{part}") for name in names]) for part in ("weight", "bias"))
        return Linear(weights, biases)

    def norm(name: str) -> Norm:
        return Norm(floats(f"{name}.weight"), floats(f"{name}.bias"))

    def layer(root: str) -> Layer:
        return Layer(
            linear(*(f"{root}.{part}" for part in ("query", "key", "value"))),
            linear(f"{root}.attention_out"),
            norm(f"{root}.attention_norm"),
            linear(f"{root}.widen"),
            linear(f"{root}.narrow"),
            norm(f"{root}.output_norm"),
        )

    places = floats("pos.weight")
    kind = floats("type.weight").reshape(-1, places.shape[1])[0] if "type.weight" in arrays else np.float32(0)
    if positions is not None and len(places) < positions:
        raise ValueError(f"{len(places)} places, fewer than {positions}")
    return Encoder(
        words=floats("word.weight"),
        places=places[:positions] + kind,
        word_norm=norm("embedding_norm"),
        layers=tuple(layer(f"layers.{at}") for at in range(layer_count(arrays))),
        heads=head_count(arrays),
        head=Head(floats("head.mean").reshape(-1), floats("head.rotation")) if "head.mean" in arrays else None,
    )
