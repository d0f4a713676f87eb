"""How sure of each pair one can be once records compete for partners: loopy belief propagation. Source: ``score/beliefs.ts``.

Messages pass along pairs only, so pairs that no chain of pairs connects may be settled apart from each other.
"""

from typing import Literal

import numpy as np
import numpy.typing as npt

from .generated import load
from .pool import Index

Cardinality = Literal["one-to-one", "one-to-many", "many-to-one", "many-to-many"]
Floats = npt.NDArray[np.float64]

ROUNDS: int = load("score")["competition"]["ROUNDS"]
"""Rounds of messages to the right and back where both sides compete."""
_HIGHEST_LOGIT: float = load("score")["competition"]["HIGHEST_LOGIT"]


def left_competes(cardinality: Cardinality) -> bool:
    """Whether a left record may have one partner only."""
    return cardinality in ("one-to-one", "many-to-one")


def right_competes(cardinality: Cardinality) -> bool:
    """Whether a right record may have one partner only."""
    return cardinality in ("one-to-one", "one-to-many")


def odds_of(logits: Floats) -> Floats:
    """Odds of pairs judged alone, kept within what can be added up."""
    return np.exp(np.clip(logits, -_HIGHEST_LOGIT, _HIGHEST_LOGIT))


def divide_by_rivals(
    member: Index, partner: Index, rows: Index, partner_rows: Index, odds: Floats, rivals: Floats
) -> Floats:
    """``odds / (1 + sum of the other rivals of the member)`` of every pair. One step of :func:`settle_competition`, for a caller that has the
    pairs of some members whole.

    :param member: of each pair, in any order; members are numbers below ``len(rows)``
    :param partner: the other record of each pair
    :param rows: rows that each member stands for; one of several rows has as many partners, its best rivals do not count until there is
        none left for them
    """
    order = np.lexsort((np.arange(len(member)), member))
    own, values = member[order], rivals[order]
    sizes = np.bincount(own, minlength=len(rows))
    starts = np.cumsum(sizes) - sizes
    most = np.full(len(rows), -np.inf)
    np.maximum.at(most, own, values)
    is_most = values == most[own]
    place = np.arange(len(own))
    best = np.full(len(rows), len(own), dtype=np.int64)
    np.minimum.at(best, own[is_most], place[is_most])
    is_best = place == best[own]
    rest = np.bincount(own, weights=np.where(is_best, 0, values), minlength=len(rows))
    others = np.where(is_best, rest[own], np.maximum(0, rest[own] - values) + most[own])
    out = np.empty(len(member))
    out[order] = odds[order] / (1 + others)
    for several in np.flatnonzero((rows > 1) & (sizes > 0)):
        pairs = order[starts[several] : starts[several] + sizes[several]]
        out[pairs] = _divide_with_room(pairs, rows[several], partner_rows[partner[pairs]], odds, rivals)
    return out


def _divide_with_room(pairs: Index, rows: int, partner_rows: Index, odds: Floats, rivals: Floats) -> Floats:
    best_first = np.lexsort((pairs, -rivals[pairs]))
    sizes = partner_rows[best_first]
    values = rivals[pairs][best_first]
    quotients = np.empty(len(pairs))
    for at, place in enumerate(best_first):
        taken = np.cumsum(np.where(np.arange(len(pairs)) == at, 0, sizes))
        counts = (taken >= rows) & (np.arange(len(pairs)) != at)
        quotients[place] = odds[pairs[place]] / (1 + values[counts].sum())
    return quotients


def settle_competition(
    left: Index, right: Index, logits: Floats, cardinality: Cardinality, left_rows: Index, right_rows: Index
) -> Floats:
    """Log odds of each pair in competition, in the order of the pairs. O(pairs · log pairs) a round, eight rounds.

    :param left_rows: rows that each left record stands for; records are numbers below its length
    """
    by_left, by_right = left_competes(cardinality), right_competes(cardinality)
    if not by_left and not by_right:
        return logits
    odds = odds_of(logits)
    if not by_right:
        return np.log(divide_by_rivals(left, right, left_rows, right_rows, odds, odds))
    if not by_left:
        return np.log(divide_by_rivals(right, left, right_rows, left_rows, odds, odds))
    to_right = messages_to_right(left, right, odds, left_rows, right_rows)
    to_left = divide_by_rivals(right, left, right_rows, left_rows, odds, to_right)
    return np.log(divide_by_rivals(left, right, left_rows, right_rows, to_left, to_left))


def messages_to_right(left: Index, right: Index, odds: Floats, left_rows: Index, right_rows: Index) -> Floats:
    """What left records tell right ones in the last round where both sides compete: the odds of each pair among the rivals of its left record."""
    to_right = divide_by_rivals(left, right, left_rows, right_rows, odds, odds)
    for _ in range(ROUNDS - 1):
        to_left = divide_by_rivals(right, left, right_rows, left_rows, odds, to_right)
        to_right = divide_by_rivals(left, right, left_rows, right_rows, odds, to_left)
    return to_right
