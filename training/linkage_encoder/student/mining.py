"""Near misses of the current student: pairs whose texts it places closest together although they name different things."""

import numpy as np

from .pairs import SourcePairs


def confused_pairs(vectors: np.ndarray, source: SourcePairs, at: np.ndarray, most: int, seed: int, portion: int = 2048) -> np.ndarray:
    """[pairs of the source, most]: for the pairs `at` the `most` other pairs of `at` whose right texts are nearest to the left text.

    vectors: [texts, width], of length 1, of all texts that `at` needs. Pairs of the same concept, or with the same right text, are left
    out, and so are others nearer than the pair's own partner by more than 0.1: they are likely to be the same thing under a name that
    the data does not know. Pairs beyond `at` have -1. Cost: the square of len(at), so `at` should be a sample (40,000 take 10 s).
    """
    found = np.full((len(source), most), -1, np.int32)
    if len(at) <= most:
        return found
    left, right = vectors[source.left[at]], vectors[source.right[at]]
    own = (left * right).sum(1)
    for start in range(0, len(at), portion):
        rows = slice(start, start + portion)
        similarity = left[rows] @ right.T
        alike = source.concepts[at[rows], None] == source.concepts[None, at]
        alike |= source.right[at[rows], None] == source.right[None, at]
        similarity[alike | (similarity > own[rows, None] + 0.1)] = -2
        nearest = np.argpartition(-similarity, most, axis=1)[:, :most]
        chosen = at[nearest].astype(np.int32)
        chosen[np.take_along_axis(similarity, nearest, 1) <= -2] = -1
        found[at[rows]] = chosen
    return found
