"""The numbers of a BERT encoder, in the form that the graph is written from."""

from dataclasses import dataclass

import numpy as np

# Rowlink's own kernel computes attention for heads of this many numbers.
HEAD_SIZE = 32


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
    out_norm: Norm


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

    Without a head the vector of a text is the mean of its tokens, of length 1.
    """

    words: np.ndarray
    places: np.ndarray
    word_norm: Norm
    layers: tuple[Layer, ...]
    head: Head | None = None

    @property
    def hidden(self) -> int:
        return self.words.shape[1]

    @property
    def heads(self) -> int:
        return self.hidden // HEAD_SIZE
