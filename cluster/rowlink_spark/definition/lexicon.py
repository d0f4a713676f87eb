"""Which words stand for each other in these tables, learned from the pairs that are each other's best. Source: ``score/lexicon.ts``.

IBM model 1 (Brown et al. 1993) in both directions, which have to agree (Liang, Taskar and Klein 2006), over the words that the two texts of a
pair do not share.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from .generated import load
from .normalise import words_of
from .patterns import compile_pattern
from .pool import Index, first_best

_SETTINGS = load("score")["lexicon"]
MOST_PAIRS: int = _SETTINGS["MOST_PAIRS"]
"""Pairs that a lexicon is learned from at most."""
ROUNDS: int = load("score")["judge"]["LEXICON_ROUNDS"]
"""The second time, pairs that the first lexicon put right teach too."""
CHANGE_WORTH_LEARNING: float = load("score")["judge"]["CHANGE_WORTH_LEARNING"]
"""Share of left records that the first lexicon has to give another best for the second to pay."""
REACH: float = load("score")["judge"]["LOGITS_WITHIN_REACH"]
"""What words mean is asked of pairs whose log odds are at most this far below the best of their left record."""
_UNSPACED = compile_pattern(load("text")["unspaced"])

Floats = npt.NDArray[np.float64]
TermRow = tuple[str, ...]


def lexicon_terms(normalised: str) -> TermRow:
    """Distinct words of a normalised text, of scripts without spaces all signs and pairs of neighbouring signs; none of a text with more
    than 24. O(length)."""
    terms = dict.fromkeys(chain.from_iterable(map(_terms_in, words_of(normalised))))
    return tuple(terms) if len(terms) <= _SETTINGS["MOST_TERMS"] else ()


def _terms_in(word: str) -> list[str]:
    if word.isascii():
        return [word]
    runs = _UNSPACED.findall(word)
    if not runs:
        return [word]
    found = []
    for run in runs:
        for at, sign in enumerate(run):
            found.append(sign)
            if at + 1 < len(run):
                found.append(run[at : at + 2])
    spaced = _UNSPACED.sub("", word)
    return [*found, spaced] if spaced else found


def likely_pairs(left: Index, right: Index, logits: Floats, left_count: int, right_count: int) -> Index:
    """Places of pairs that are each other's best; of more than 5,000 every so many, from the surest to the least sure. Ties go to the earlier
    record. Pairs sorted by left record. O(pairs · log)"""
    best_at = first_best(logits, left, left_count)
    best_at = best_at[best_at >= 0]
    most = np.full(right_count, -np.inf)
    np.maximum.at(most, right, logits)
    mutual = best_at[logits[best_at] == most[right[best_at]]]
    _, first = np.unique(right[mutual], return_index=True)
    return sample_likely(mutual[np.sort(first)], logits, left)


def sample_likely(mutual: Index, logits: Floats, left: Index) -> Index:
    """Of the places of pairs that are each other's best, those that teach."""
    order = mutual[np.lexsort((left[mutual], -logits[mutual]))]
    step = max(1.0, len(order) / MOST_PAIRS)
    return order[np.floor(np.arange(min(len(order), MOST_PAIRS)) * step).astype(np.int64)]


@dataclass(frozen=True)
class _Words:
    """Words of one side that the texts of some pairs do not share: those of pair ``i`` are ``terms[offsets[i]:offsets[i + 1]]``."""

    offsets: Index
    terms: Index

    def sizes(self) -> Index:
        return np.diff(self.offsets)


@dataclass(frozen=True)
class _Crossings:
    """Every left with every right word of each pair."""

    left: Index
    """Place among the left words of all pairs."""
    right: Index
    keys: Index
    """Left term · vocabulary + right term."""


@dataclass(frozen=True)
class Lexicon:
    """What the words that two texts do not share mean to each other. Plain arrays: sent to every worker, about 1 MB at most."""

    pairs: int
    numbers: dict[str, int]
    """Terms of the pairs that taught."""
    seen_left: Floats
    """Pairs in which the left text has a term that the right one has not."""
    seen_right: Floats
    present_left: Floats
    """Pairs whose left text has a term."""
    present_right: Floats
    keys: Index
    """Left and right words that met, ascending: left term · terms + right term."""
    aligned: Floats
    """Pairs in which these stand for each other, as expected."""
    forward: Floats
    backward: Floats
    explained_left: Floats
    explained_right: Floats

    def bits(
        self, left: Sequence[TermRow], right: Sequence[TermRow], taught: npt.NDArray[np.bool_] | None = None
    ) -> npt.NDArray[np.float32]:
        """Bits that speak for each pair, −20…40: up for words that stand for each other in other pairs, down for words that have a
        counterpart elsewhere but not here. O(words of one text · words of the other) a pair.

        :param left: terms of the left text of each pair, see :func:`lexicon_terms`
        :param taught: pairs that this lexicon was learned from; what they taught is not held for them
        """
        own = np.zeros(len(left)) if taught is None else taught.astype(np.float64)
        one, other = _rest(left, right, self.numbers, self._is_often(self.seen_left), self._is_often(self.seen_right))
        crossings = _cross(one, other, len(self.numbers))
        left_pair = np.repeat(np.arange(len(left)), one.sizes())
        right_pair = np.repeat(np.arange(len(left)), other.sizes())
        cell = self._cells_of(crossings.keys)
        is_known = cell >= 0
        left_at, right_at, cell = crossings.left[is_known], crossings.right[is_known], cell[is_known]
        mine = np.zeros(len(cell))
        if own.any():
            is_own = own[left_pair[left_at]] > 0
            mine[is_own] = self._own_alignment(left_at[is_own], right_at[is_own], cell[is_own])
        value = np.maximum(0, self.aligned[cell] - mine)
        own_left, own_right = own[left_pair], own[right_pair]
        left_best, right_best = np.zeros(len(left_pair)), np.zeros(len(right_pair))
        np.maximum.at(left_best, left_at, value / (self.seen_right[other.terms[right_at]] - own_right[right_at] + 1))
        np.maximum.at(right_best, right_at, value / (self.seen_left[one.terms[left_at]] - own_left[left_at] + 1))
        left_mine = _sums(left_at, mine, len(left_pair))
        right_mine = _sums(right_at, mine, len(right_pair))
        left_bits = self._word_bits(
            self.seen_left[one.terms], self.present_left[one.terms], self.explained_left[one.terms], own_left, left_best, left_mine
        )
        right_bits = self._word_bits(
            self.seen_right[other.terms],
            self.present_right[other.terms],
            self.explained_right[other.terms],
            own_right,
            right_best,
            right_mine,
        )
        total = _sums(left_pair, left_bits, len(left)) + _sums(right_pair, right_bits, len(left))
        share = np.minimum(1, _SETTINGS["FEW_WORDS"] / np.maximum(1, one.sizes() + other.sizes()))
        return np.clip(total / 2 * share, _SETTINGS["LOWEST_BITS"], _SETTINGS["HIGHEST_BITS"]).astype(np.float32)

    @staticmethod
    def _is_often(seen: Floats) -> npt.NDArray[np.bool_]:
        return seen >= _SETTINGS["LEAST_TIMES"]

    def _cells_of(self, keys: Index) -> Index:
        if len(self.keys) == 0:
            return np.full(len(keys), -1, dtype=np.int64)
        place = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[place] == keys, place, -1)

    def _own_alignment(self, left_at: Index, right_at: Index, cell: Index) -> Floats:
        return _align(left_at, right_at, self.forward[cell], self.backward[cell])

    def _word_bits(
        self, seen: Floats, present: Floats, explained: Floats, own: Floats, best: Floats, mine: Floats
    ) -> Floats:
        times = seen - own
        alone = (times - np.maximum(0, explained - mine) + 0.5) / (times + 1)
        rate = (present - own + 0.5) / (self.pairs + 1)
        bits = np.log2(np.maximum(_SETTINGS["LEAST_ALONE"], alone) + best / rate)
        return np.where(times <= 0, 0, np.clip(bits, -_SETTINGS["MOST_AGAINST"], _SETTINGS["MOST_FOR"]))


def learn_lexicon(left: Sequence[TermRow], right: Sequence[TermRow]) -> Lexicon:
    """Learns from pairs that are taken for matches: the terms of their texts. O(pairs · words of one text · words of the other), five rounds."""
    numbers: dict[str, int] = {}
    for term in chain(chain.from_iterable(left), chain.from_iterable(right)):
        numbers.setdefault(term, len(numbers))
    count = len(numbers)
    everything = np.ones(count, dtype=bool)
    one, other = _rest(left, right, numbers, everything, everything)
    seen_left = np.bincount(one.terms, minlength=count).astype(np.float64)
    seen_right = np.bincount(other.terms, minlength=count).astype(np.float64)
    often_left, often_right = Lexicon._is_often(seen_left), Lexicon._is_often(seen_right)
    one, other = _rest(left, right, numbers, often_left, often_right)
    crossings = _cross(one, other, count)
    keys, cell = np.unique(crossings.keys, return_inverse=True)
    forward = np.ones(len(keys))
    backward = np.ones(len(keys))
    aligned = np.zeros(len(keys))
    for turn in range(_SETTINGS["ROUNDS"]):
        found = _align(crossings.left, crossings.right, forward[cell], backward[cell])
        aligned = _sums(cell, found, len(keys))
        if turn + 1 < _SETTINGS["ROUNDS"]:
            forward = aligned / (seen_left[keys // max(1, count)] + 0.5)
            backward = aligned / (seen_right[keys % max(1, count)] + 0.5)
    present = [
        np.bincount([numbers[term] for row in side for term in row], minlength=count).astype(np.float64) for side in (left, right)
    ]
    return Lexicon(
        pairs=len(left),
        numbers=numbers,
        seen_left=seen_left,
        seen_right=seen_right,
        present_left=present[0],
        present_right=present[1],
        keys=keys,
        aligned=aligned,
        forward=forward,
        backward=backward,
        explained_left=_sums(keys // max(1, count), aligned, count),
        explained_right=_sums(keys % max(1, count), aligned, count),
    )


def _rest(
    left: Sequence[TermRow],
    right: Sequence[TermRow],
    numbers: dict[str, int],
    counts_left: npt.NDArray[np.bool_],
    counts_right: npt.NDArray[np.bool_],
) -> tuple[_Words, _Words]:
    """Words of each pair that only one of its texts has, as far as they count; none where a text has no words."""
    left_rows, right_rows = [], []
    for one, other in zip(left, right):
        if not one or not other:
            left_rows.append([])
            right_rows.append([])
            continue
        left_rows.append([numbers[term] for term in one if term in numbers and term not in other and counts_left[numbers[term]]])
        right_rows.append([numbers[term] for term in other if term in numbers and term not in one and counts_right[numbers[term]]])
    return _words(left_rows), _words(right_rows)


def _words(rows: Sequence[Sequence[int]]) -> _Words:
    offsets = np.zeros(len(rows) + 1, dtype=np.int64)
    np.cumsum([len(row) for row in rows], out=offsets[1:])
    return _Words(offsets, np.fromiter(chain.from_iterable(rows), dtype=np.int64, count=int(offsets[-1])))


def _cross(left: _Words, right: _Words, count: int) -> _Crossings:
    pair_of = np.repeat(np.arange(len(left.sizes())), left.sizes())
    widths = right.sizes()[pair_of]
    left_at = np.repeat(np.arange(len(left.terms)), widths)
    starts = np.cumsum(widths) - widths
    within = np.arange(len(left_at)) - np.repeat(starts, widths)
    right_at = np.repeat(right.offsets[:-1][pair_of], widths) + within
    return _Crossings(left_at, right_at, left.terms[left_at] * count + right.terms[right_at])


def _align(left_at: Index, right_at: Index, forward: Floats, backward: Floats) -> Floats:
    """How far each left stands for each right word of its pair: the product of both directions' shares."""
    nothing = _SETTINGS["NOTHING"]
    if len(left_at) == 0:
        return np.zeros(0)
    by_right = np.bincount(right_at, weights=forward) + nothing
    by_left = np.bincount(left_at, weights=backward) + nothing
    return forward / by_right[right_at] * (backward / by_left[left_at])


def _sums(member: Index, values: Floats, count: int) -> Floats:
    """Values of each member added up; of none too."""
    return np.bincount(member, weights=values, minlength=count).astype(np.float64)
