"""The untrained student: the first layers of the base, over fewer pieces, its head turned to the teacher's main directions."""

from collections.abc import Mapping

import numpy as np

LAYERS = 4
SEEN = 30_000


def first_layers(base: Mapping[str, np.ndarray], keep: np.ndarray, layers: int = LAYERS) -> dict[str, np.ndarray]:
    """Weights of the base with its first layers alone and the pieces `keep` (ids in the base) alone."""
    kept = {name: array for name, array in base.items() if not name.startswith("layers.") or int(name.split(".")[1]) < layers}
    return {**kept, "word.weight": base["word.weight"][keep]}


def main_directions(vectors: np.ndarray) -> np.ndarray:
    """[width, width] rotation after which the leading numbers of vectors [texts, width] hold most of them (principal axes).

    The sign of each axis is such that its largest weight is positive, so that the result does not depend on the library.
    """
    seen = vectors[:SEEN]
    # Fewer texts than numbers leave some directions open: any that make the rotation whole.
    axes = np.linalg.svd(seen, full_matrices=len(seen) < seen.shape[1])[2].T
    largest = axes[np.abs(axes).argmax(0), np.arange(axes.shape[1])]
    return (axes * np.sign(largest)).astype(np.float32)
