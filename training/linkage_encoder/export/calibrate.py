"""What a cosine means: where those of unrelated texts lie, and those of names of one thing."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

PERCENTILES = {"p5": 0.05, "p50": 0.5, "p95": 0.95, "p99": 0.99, "p999": 0.999}
DIGITS = 4
SHIFTS = (1, 2, 3, 5, 8)

# Vectors of distinct texts, [texts x dimensions], of length 1.
Embed = Callable[[Sequence[str]], np.ndarray]
# A name, another name of the same thing, and what tells the thing (its source and concept, or the line).
Pair = tuple[str, str, str]


def sample_pairs(pairs: Path, count: int, seed: int) -> list[Pair]:
    """Some pairs of `corpus/pairs.tsv`, drawn by lot in the order of the file; all where there are fewer.

    Pairs of equal texts are left out: they would say nothing. Memory: the file.
    """
    rows = [line.split("\t") for line in pairs.read_text("utf8").splitlines()]
    usable = [(row[3], row[4], f"{row[0]}\t{row[1] or at}") for at, row in enumerate(rows) if row[3] != row[4]]
    chosen = sorted(random.Random(seed).sample(range(len(usable)), min(count, len(usable))))
    return [usable[at] for at in chosen]


def calibrate(embed: Embed, pairs: Sequence[Pair]) -> dict[str, dict[str, float]]:
    """Percentiles of the cosine of pairs, and of texts with those of the things after them in a shuffled list.

    Every text meets as many strangers as `SHIFTS`, so that the 99.9th percentile is one of thousands of cosines.
    """
    places = {text: at for at, text in enumerate(dict.fromkeys(text for pair in pairs for text in pair[:2]))}
    vectors = embed(list(places))
    left, right = (vectors[[places[pair[side]] for pair in pairs]] for side in (0, 1))
    shuffled = random.Random(0).sample(range(len(pairs)), len(pairs))
    strangers = [_strangers(pairs, left, right, shuffled, shift) for shift in SHIFTS]
    return {"random_pairs": _percentiles(np.concatenate(strangers)), "same_thing_pairs": _percentiles(_cosines(left, right))}



def _strangers(pairs: Sequence[Pair], left: np.ndarray, right: np.ndarray, order: list[int], shift: int) -> np.ndarray:
    one = np.array(order)
    other = np.roll(one, shift)
    differ = np.array([pairs[a][2] != pairs[b][2] for a, b in zip(one, other, strict=True)], bool)
    return _cosines(left[one[differ]], right[other[differ]])


def _cosines(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    return np.einsum("ij,ij->i", left.astype(np.float64), right.astype(np.float64))


def _percentiles(cosines: np.ndarray) -> dict[str, float]:
    if len(cosines) == 0:
        raise ValueError("There are too few pairs to calibrate with.")
    return {name: round(float(np.quantile(cosines, share)), DIGITS) for name, share in PERCENTILES.items()}
