"""The head of the untrained student, turned to the teacher's main directions."""

import numpy as np

SEEN = 30_000


def main_directions(vectors: np.ndarray) -> np.ndarray:
    """[width, width] rotation after which the leading numbers of vectors [texts, width] hold most of them (principal axes).

    The sign of each axis is such that its largest weight is positive, so that the result does not depend on the library.
    """
    seen = vectors[:SEEN]
    # Fewer texts than numbers leave some directions open: any that make the rotation whole.
    axes = np.linalg.svd(seen, full_matrices=len(seen) < seen.shape[1])[2].T
    largest = axes[np.abs(axes).argmax(0), np.arange(axes.shape[1])]
    return (axes * np.sign(largest)).astype(np.float32)


def of_length_1(vectors: np.ndarray) -> np.ndarray:
    """Rows made as long as 1; a row of zeros stays."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def turn_onto(vectors: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """[width, width] rotation that brings vectors nearest to the wanted ones, row by row (orthogonal Procrustes; Schoenemann 1966)."""
    left, _, right = np.linalg.svd(vectors.astype(np.float64).T @ wanted.astype(np.float64))
    return (left @ right).astype(np.float32)


def head_rotation(pooled: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """[width, width] rotation of a student that has none yet: its vectors [texts, width], less their mean, come nearest to those of the teacher in its main directions."""
    return turn_onto(pooled - pooled.mean(0), wanted)
