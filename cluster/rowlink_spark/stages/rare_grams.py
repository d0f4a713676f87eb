"""
Candidates by letters among very many records: those that share rare n-grams.

An n-gram of four letters is rare among ten thousand records and in a thousandth of a million. So n-grams are as long as they have to be: from
each place of a text on, as many code units as it takes until only some records are likely to have them (after VGRAM: Li, Wang and Yang, VLDB
2007). How many have a long one is told from the counted n-grams of two to four units, each unit by the three before it. It depends on the
n-gram alone: a slip of the pen changes the n-grams around it, and both sides choose the same ones everywhere else.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from pyspark import Broadcast
from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from ..definition.corpus import TermTable
from .nearest import PAIR_SCHEMA

# Code units of an n-gram.
SHORTEST, LONGEST = 3, 9
# Logarithms are whole numbers of so many steps: their sums are the same on every machine.
LOG_STEPS = 2**16
# Steps of a gain of 1.
GAIN_STEPS = 2**20
GRAM_SCHEMA = "record long, gram long, expected float"

_SPACE = 32
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_WHOLE = np.uint64(0xD6E8FEB86659FD93)


def rare_grams(records: DataFrame, grams: "Broadcast[TermTable]", wanted: int, budget: int | None, documents: int) -> DataFrame:
    """
    The rare n-grams of each record (`record`, `form`): `record`, `gram` (64 bits, a hash), `expected` (records of both sides that probably have it).

    Each is the shortest from its place on that at most `wanted` records probably have; the whole form is one too. With a `budget`, the rarest
    ones that lead to so many records in all. `documents`: records of both sides.
    """

    def find(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        chances = Chances(grams.value, documents)
        for batch in batches:
            if len(batch):
                yield choose_grams(batch["record"].to_numpy(np.int64), batch["form"].tolist(), chances, wanted, budget)

    return records.select("record", "form").mapInPandas(find, GRAM_SCHEMA)


class Chances:
    """Logarithms of how many records have an n-gram, in steps, looked up for many at once."""

    def __init__(self, grams: TermTable, documents: int) -> None:
        self.keys = grams.keys
        self.logs = np.append(np.rint(np.log(np.maximum(1, grams.documents)) * LOG_STEPS).astype(np.int64), 0)
        self.all = int(np.rint(np.log(max(1, documents)) * LOG_STEPS))

    def of(self, keys: npt.NDArray[np.uint64]) -> npt.NDArray[np.int64]:
        place = np.searchsorted(self.keys, keys)
        found = np.append(self.keys, np.uint64(0))[place] == keys
        return self.logs[np.where(found & (place < len(self.keys)), place, len(self.keys))]


def choose_grams(records: npt.NDArray[np.int64], forms: Sequence[str], chances: Chances, wanted: int, budget: int | None) -> pd.DataFrame:
    """See `rare_grams`. O(code units · (LONGEST + log n-grams))."""
    units, owner, ends = _units_of(forms)
    count = len(units)
    starts = np.arange(count)
    follows = _follows(units, chances)
    expected = chances.of(_keys(units, 2)[:count])
    hashes = _next_hash(_next_hash(np.zeros(count, np.uint64), units, starts), units, starts + 1)
    most = int(np.rint(np.log(wanted) * LOG_STEPS))
    is_open = np.ones(count, dtype=bool)
    owners, grams, likely = [np.arange(len(forms))], [_whole_hashes(units, owner, len(forms))], [np.zeros(len(forms), np.int64)]
    for size in range(SHORTEST, LONGEST + 1):
        last = np.minimum(starts + size - 1, count - 1)
        expected = expected + (follows.third if size == SHORTEST else follows.later)[last]
        hashes = _next_hash(hashes, units, last)
        is_open &= starts + size <= ends
        is_found = is_open & (expected <= most)
        owners.append(owner[is_found])
        grams.append(hashes[is_found] + np.uint64(size))
        likely.append(np.maximum(0, expected[is_found]))
        is_open &= ~is_found
    return _within_budget(records, np.concatenate(owners), np.concatenate(grams), np.concatenate(likely), budget)


class _Follows(NamedTuple):
    """By how much less likely (logarithm, in steps, at most 0) an n-gram becomes by the unit at a place."""

    third: npt.NDArray[np.int64]
    later: npt.NDArray[np.int64]


def _follows(units: npt.NDArray[np.uint16], chances: Chances) -> _Follows:
    """Each unit by those before it in its word, at most three (in `third` two), the space before the word being one of them."""
    count = len(units)
    two, three, four = (chances.of(_keys(units, size)[:count]) for size in (2, 3, 4))

    def back(values: npt.NDArray[np.int64], places: int) -> npt.NDArray[np.int64]:
        return np.concatenate([np.zeros(min(places, count), np.int64), values[: max(0, count - places)]])

    is_space = units == _SPACE
    first, second = back(is_space.astype(np.int64), 1) > 0, back(is_space.astype(np.int64), 2) > 0
    of_word = back(two, 1) - chances.all
    by_two = back(three - two, 2)
    third = np.where(first, of_word, by_two)
    later = np.where(first, of_word, np.where(second, by_two, back(four - three, 3)))
    return _Follows(np.minimum(0, third), np.minimum(0, later))


def _units_of(forms: Sequence[str]) -> tuple[npt.NDArray[np.uint16], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Code units of all forms, a space on either side; the form of each, and where that form ends."""
    encoded = [f" {form} ".encode("utf-16-le", "surrogatepass") for form in forms]
    sizes = np.array([len(one) // 2 for one in encoded], dtype=np.int64)
    owner = np.repeat(np.arange(len(forms)), sizes)
    return np.frombuffer(b"".join(encoded), dtype="<u2"), owner, np.repeat(np.cumsum(sizes), sizes)


def _keys(units: npt.NDArray[np.uint16], size: int) -> npt.NDArray[np.uint64]:
    """The key of the n-gram from each place on, as `definition.terms.gram_lists` makes them; those that leave a word are in no table."""
    wide = np.concatenate([units.astype(np.uint64), np.zeros(size, np.uint64)])
    key = np.zeros(len(units), dtype=np.uint64)
    for at in range(size):
        key |= wide[at : at + len(units)] << np.uint64(16 * at)
    return key


def _next_hash(hashes: npt.NDArray[np.uint64], units: npt.NDArray[np.uint16], places: npt.NDArray[np.int64]) -> npt.NDArray[np.uint64]:
    own = units[np.minimum(places, max(0, len(units) - 1))].astype(np.uint64) if len(units) else np.zeros(0, np.uint64)
    return hashes * _FACTOR + own + np.uint64(1)


def _whole_hashes(units: npt.NDArray[np.uint16], owner: npt.NDArray[np.int64], forms: int) -> npt.NDArray[np.uint64]:
    """A hash of each whole form: its units by powers of a factor, summed."""
    firsts = np.searchsorted(owner, np.arange(forms))
    powers = np.cumprod(np.full(int(np.bincount(owner, minlength=1).max(initial=0)) + 1, _WHOLE))
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum((units.astype(np.uint64) + np.uint64(1)) * powers[np.arange(len(units)) - firsts[owner]])])
    return sums[np.append(firsts[1:], len(units))] - sums[firsts]


def _within_budget(records: npt.NDArray[np.int64], owner: npt.NDArray[np.int64], grams: npt.NDArray[np.uint64], likely: npt.NDArray[np.int64], budget: int | None) -> pd.DataFrame:
    """Each n-gram of a record once, the rarest first; with a budget as many as it allows, and one at least."""
    order = np.lexsort((grams, likely, owner))
    owner, grams, likely = owner[order], grams[order], likely[order]
    is_first = np.append(True, (owner[1:] != owner[:-1]) | (grams[1:] != grams[:-1]))[: len(owner)]
    owner, grams, likely = owner[is_first], grams[is_first], likely[is_first]
    expected = np.exp(likely / LOG_STEPS)
    if budget is not None:
        places = np.ceil(expected).astype(np.int64)
        total = np.cumsum(places)
        first = np.searchsorted(owner, owner)
        kept = (total - (total - places)[first] <= budget) | (first == np.arange(len(owner)))
        owner, grams, expected = owner[kept], grams[kept], expected[kept]
    return pd.DataFrame({"record": records[owner], "gram": grams.view(np.int64), "expected": expected.astype(np.float32)})


def share_rare_grams(left: DataFrame, right: DataFrame, parts: DataFrame, cap: int, size: int, documents: int) -> DataFrame:
    """
    For each left record the `size` right ones with which it shares most of its rare n-grams: the rarer, the more each counts.

    `left` and `right` come from `rare_grams`; `parts` says which left records a task counts together (`record`, `part`). An n-gram that more
    than `cap` records of a side have after all leads nowhere, so no task gets more than `cap`² places of one. What moves are lists of records,
    one for each n-gram of a left record, not single pairs.
    """
    asked = left.join(parts, "record").groupBy("gram").agg(F.collect_list(F.struct("part", "record")).alias("asked"))
    lists = right.groupBy("gram").agg(F.sort_array(F.collect_list("record")).alias("members"))
    met = asked.where(F.size("asked") <= cap).join(lists.where(F.size("members") <= cap), "gram")
    reached = met.select(F.explode("asked").alias("asked"), "members").select("asked.part", "asked.record", "members")

    def count(batch: pd.DataFrame) -> pd.DataFrame:
        return count_shared(batch, size, documents)

    return reached.groupBy("part").applyInPandas(count, PAIR_SCHEMA)


def count_shared(batch: pd.DataFrame, size: int, documents: int) -> pd.DataFrame:
    """
    Of each left record (`record`) of a part the best `size` right ones of its lists (`members`), ties to the lower one. `value` is the sum of what
    sharing each list counts: 1 + ln((1 + documents) / (1 + members)). Gains are added as whole numbers, so that the order in which rows come
    changes no sum. O(places · log places).
    """
    lengths = batch["members"].map(len).to_numpy(np.int64)
    if lengths.sum() == 0:
        return pd.DataFrame({"left": [], "right": [], "value": []}).astype({"left": "int64", "right": "int64", "value": "float32"})
    lefts, place = np.unique(batch["record"].to_numpy(np.int64), return_inverse=True)
    members = np.concatenate(batch["members"].to_list()).astype(np.int64)
    width = int(members.max()) + 1
    # A left record's place and a right record in one number: a single sort.
    pairs = np.repeat(place * width, lengths) + members
    gains = np.repeat(np.rint((1 + np.log((1 + documents) / (1 + lengths))) * GAIN_STEPS).astype(np.int64), lengths)
    order = np.argsort(pairs)
    pairs, gains = pairs[order], gains[order]
    starts = np.flatnonzero(np.append(True, pairs[1:] != pairs[:-1]))
    pairs, total = pairs[starts], np.add.reduceat(gains, starts)
    place, right = pairs // width, pairs % width
    order = np.argsort(place * (int(total.max()) + 1) + (total.max() - total), kind="stable")
    place, right, total = place[order], right[order], total[order]
    firsts = np.searchsorted(place, np.arange(len(lefts)))
    kept = np.arange(len(place)) - firsts[place] < size
    return pd.DataFrame({"left": lefts[place[kept]], "right": right[kept], "value": (total[kept] / GAIN_STEPS).astype(np.float32)})
