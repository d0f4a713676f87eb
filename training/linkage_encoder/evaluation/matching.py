"""Ways of comparing two lists of vectors that know both lists, and so cost no training."""

import numpy as np

from .network import to_unit_length

NEIGHBOURS = 10


def centred(left: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Both sides less the mean of all."""
    mean = np.concatenate([left, right]).mean(axis=0)
    return to_unit_length(left - mean), to_unit_length(right - mean)


def centred_each(left: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each side less its own mean, which takes off what a language or a form of writing adds to every vector."""
    return to_unit_length(left - left.mean(axis=0)), to_unit_length(right - right.mean(axis=0))


def without_main_directions(left: np.ndarray, right: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Each side centred, less the directions of most variance of both (Mu and Viswanath 2018, "All-but-the-top")."""
    left, right = left - left.mean(axis=0), right - right.mean(axis=0)
    both = np.concatenate([left, right])
    directions = np.linalg.eigh(both.T @ both)[1][:, -count:]
    return tuple(to_unit_length(side - side @ directions @ directions.T) for side in (left, right))


def locally_scaled(similarities: np.ndarray) -> np.ndarray:
    """Similarities less half of how near both are to their neighbours on the other side (CSLS, Conneau et al. 2018)."""
    of_left = np.partition(similarities, -NEIGHBOURS, axis=1)[:, -NEIGHBOURS:].mean(axis=1, keepdims=True)
    of_right = np.partition(similarities, -NEIGHBOURS, axis=0)[-NEIGHBOURS:].mean(axis=0, keepdims=True)
    return 2 * similarities - of_left - of_right
