"""Ranking the candidates of a record once more, together. Source: ``src/core/candidates/rerank``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from .features import Features
from .generated import load
from .normalise import has_digit
from .pool import Index

_SETTINGS = load("score")["rerank"]
FEATURES: list[str] = _SETTINGS["features"]
"""What a re-ranker hears of a pair, each beyond the best other candidate."""
REACH: float = _SETTINGS["reach"]
"""Pairs whose log odds are further below the best of their left record are not looked at again."""
_MOST_CROSSINGS: int = _SETTINGS["alignment"]["MOST_CROSSINGS"]
_LEAST_DICE: float = _SETTINGS["alignment"]["LEAST_DICE"]

Floats = npt.NDArray[np.float64]
Choice = Literal["usual", "shipped", "off"]


@dataclass(frozen=True)
class Reranker:
    """Weights of the features by name, and such that take their place where vectors are of one model."""

    weights: Mapping[str, float] = field(default_factory=dict)
    models: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def weights_for(self, model: str | None) -> Floats:
        """Weights in the order of ``FEATURES`` for vectors of a model."""
        own = self.models.get(model, {}) if model is not None else {}
        return np.array([own.get(name, self.weights.get(name, 0.0)) for name in FEATURES], dtype=np.float64)


def reranker_of(choice: Choice | Mapping[str, Any] | None) -> Reranker | None:
    """The re-ranker of a choice in settings; None for none."""
    shipped = _SETTINGS["shipped"]
    named = choice or _SETTINGS["usual"]
    if named == "off":
        return None
    if named == "usual":
        return Reranker({}, shipped["models"])
    if named == "shipped":
        return Reranker(shipped["weights"], shipped["models"])
    assert isinstance(named, Mapping)
    return Reranker(named["weights"], named.get("models", {}))


def weights_in_force(choice: Choice | Mapping[str, Any] | None, model: str | None, are_categories: bool) -> Floats | None:
    """Weights that change something; None where nothing is ranked once more. ``are_categories`` is :func:`judge.is_reference_list`."""
    reranker = reranker_of(choice)
    if reranker is None:
        return None
    weights = reranker.weights_for(model)
    is_used = [(name == "categorySimilarity") == are_categories for name in FEATURES]
    return weights if np.any(weights[is_used] != 0) else None


def align_words(
    left: Features, left_index: Index, right: Features, right_index: Index, rarest: float
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """How the words of the texts of each pair go together: likeness of the left word that is matched worst (0…1; 1 without words), and the
    weight of right words that nothing is like, as a negative share of ``rarest``, the weight of a word of one record. About 50 µs a pair."""
    least = np.empty(len(left_index), dtype=np.float32)
    rest = np.empty(len(left_index), dtype=np.float32)
    offsets = right.words.offsets
    for at, (row, other) in enumerate(zip(left_index, right_index)):
        weights = right.words.weights[offsets[other] : offsets[other + 1]]
        least[at], rest[at] = _align(left.spellings[row], right.spellings[other], weights, rarest)
    return least, rest


def _align(one: Sequence[str], other: Sequence[str], weights: Floats, rarest: float) -> tuple[float, float]:
    known = set(other)
    left_best = [1.0 if word in known else 0.0 for word in one]
    known = set(one)
    right_best = [1.0 if word in known else 0.0 for word in other]
    if len(one) * len(other) <= _MOST_CROSSINGS:
        for i, word in enumerate(one):
            if has_digit(word):
                continue
            for j, partner in enumerate(other):
                if (left_best[i] == 1 and right_best[j] == 1) or has_digit(partner):
                    continue
                alike = _word_likeness(word, partner)
                left_best[i] = max(left_best[i], alike)
                right_best[j] = max(right_best[j], alike)
    missing = sum(weight * (1 - best) for weight, best in zip(weights, right_best))
    return min([1.0, *left_best]), -missing / rarest


@lru_cache(maxsize=200_000)
def _word_likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    a, b = _letter_pairs(one), _letter_pairs(other)
    total = len(a) + len(b)
    if 2 * min(len(a), len(b)) <= _LEAST_DICE * total:
        return 0.0
    common = _common(a, b)
    return max(0.0, 2 * common / total - _LEAST_DICE) / (1 - _LEAST_DICE)


@lru_cache(maxsize=100_000)
def _letter_pairs(word: str) -> tuple[int, ...]:
    units = [0, *np.frombuffer(word.encode("utf-16-le", "surrogatepass"), dtype="<u2").tolist(), 0]
    return tuple(sorted(before << 16 | after for before, after in zip(units, units[1:])))


def _common(a: Sequence[int], b: Sequence[int]) -> int:
    """Members that two sorted lists share; of a member that repeats in one as many as the other has count once each, as in a merge."""
    i = j = common = 0
    while i < len(a) and j < len(b):
        x, y = a[i], b[j]
        common += x == y
        i += x <= y
        j += y <= x
    return common


@dataclass(frozen=True)
class PairLooks:
    """What is compared of pairs within reach: how their words go together, or how near they are in meaning."""

    left: Index
    right: Index
    least: npt.NDArray[np.float32]
    rest: npt.NDArray[np.float32]
    similarity: npt.NDArray[np.float32]
    are_foreign: npt.NDArray[np.bool_]


def rerank_changes(looks: PairLooks, weights: Floats, left_count: int, right_count: int, are_categories: bool) -> npt.NDArray[np.float32]:
    """What is added to the log odds of each pair within reach, ±3. Needs all of them of every left and right record. O(pairs)."""
    data = np.zeros((len(looks.left), len(FEATURES)))
    if are_categories:
        is_known = ~np.isnan(looks.similarity)
        data[:, 3] = _beyond(looks.left, looks.similarity, is_known, left_count)
    else:
        own = ~looks.are_foreign
        data[:, 0] = _beyond(looks.left, looks.least, own, left_count)
        data[:, 1] = _beyond(looks.left, looks.rest, own, left_count)
        data[:, 2] = _beyond(looks.right, looks.least, own, right_count)
    most = _SETTINGS["mostChange"]
    return np.clip(data.astype(np.float32).astype(np.float64) @ weights, -most, most).astype(np.float32)


def within_reach(left: Index, logits: Floats, left_count: int) -> npt.NDArray[np.bool_]:
    """Pairs that are looked at again."""
    top = np.full(left_count, -np.inf)
    np.maximum.at(top, left, logits)
    return logits >= top[left] - REACH


def _beyond(
    member: Index, values: npt.NDArray[np.float32], counts: npt.NDArray[np.bool_], size: int
) -> npt.NDArray[np.float32]:
    """How far each value is beyond the best other one of its member; 0 where there is no other, and for pairs that do not count."""
    places = np.flatnonzero(counts)
    order = places[np.lexsort((-values[places], member[places]))]
    own = member[order]
    sizes = np.bincount(own, minlength=size)
    rank = np.arange(len(own)) - (np.cumsum(sizes) - sizes)[own]
    first = np.full(size, -np.inf, dtype=np.float32)
    second = np.full(size, -np.inf, dtype=np.float32)
    first[own[rank == 0]] = values[order][rank == 0]
    second[own[rank == 1]] = values[order][rank == 1]
    other = np.where(values == first[member], second[member], first[member])
    return np.where(counts & np.isfinite(other), values - np.where(np.isfinite(other), other, 0), 0).astype(np.float32)
