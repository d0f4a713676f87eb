"""Finds likely nearest records by letters without looking at all. Source: ``lexical-probe.ts``, ``probe-search.ts``, ``probe-neighbours.ts``
and ``keep-best.ts`` in ``src/core/candidates/lexical``; the steps are told there.

What single precision rounds there is rounded here, and sums are made in the same order, so that the same records are found.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .generated import load
from .letter_tables import LetterTables, Singles, segment_sums
from .lists import Index, Lists, places_of

_SEARCH = load("settings")["lexicalSearch"]
_LIMITS = load("settings")["lexicalProbe"]
_NEIGHBOURS = load("settings")["lexicalNeighbours"]
_BINS: int = load("settings")["lexicalBest"]["BINS"]
_BIN_SHIFT: int = load("settings")["lexicalBest"]["BIN_SHIFT"]

EXACT_PAIRS: int = _SEARCH["EXACT_PAIRS"]
"""Up to so many pairs the letters of all are compared."""

# Pairs whose cosines are taken at a time.
_PAIRS_AT_ONCE = 50_000


def is_compared_whole(left: int, right: int, left_size: int, right_size: int, exact_pairs: int = EXACT_PAIRS) -> bool:
    """Whether all pairs are compared: few pairs, or lists (``left_size`` of a left record …) that are a large part of the other side."""
    fewest = _SEARCH["RECORDS_WORTH_PROBING"]
    return (
        left * right <= exact_pairs
        or max(left_size * _SEARCH["LARGE_PART"], fewest) > right
        or max(right_size * _SEARCH["LARGE_PART"], fewest) > left
    )


@dataclass(frozen=True)
class ProbeLimits:
    """How much work goes into looking up one record."""

    word_budget: int
    """Words of the other side that share grams with a word and are looked at."""
    neighbours: int
    """Of those, how many are kept."""
    common_words: int
    """A gram that more words have is not followed after the first few."""
    budget: int
    """Records and groups that are looked at by their words."""
    surveyed: int
    """Records and groups whose known words are added up."""
    kept: int
    """Records that are compared exactly."""

    @classmethod
    def of(cls, wanted: int, word_count: int) -> "ProbeLimits":
        """Limits for the ``wanted`` nearest records, where both tables together have so many distinct words."""
        return cls(
            word_budget=_LIMITS["WORD_BUDGET"],
            neighbours=_LIMITS["NEIGHBOURS"],
            common_words=math.ceil(word_count * _LIMITS["COMMON_SHARE"]),
            budget=max(_LIMITS["BUDGET"], wanted * _LIMITS["BUDGET_A_WANTED"]),
            surveyed=max(_LIMITS["SURVEYED"], math.ceil(wanted * _LIMITS["SURVEYED_A_WANTED"])),
            kept=max(_LIMITS["KEPT"], math.ceil(wanted * _LIMITS["KEPT_A_WANTED"])),
        )


class Compared(NamedTuple):
    """Pairs that were compared: ``asked`` and ``other`` are places in the forms of the tables, ``cosine`` is 0…1."""

    asked: Index
    other: Index
    cosine: Singles


def look_up_letters(tables: LetterTables, limits: ProbeLimits) -> Iterator[Compared]:
    """Looks every asked record up and yields what was compared, several records at a time. 0.3 to 1.2 ms a record, by how many words it has."""
    probe = LetterProbe(tables, limits)
    asked: list[Index] = []
    found: list[Index] = []
    pairs = 0
    for row in range(len(tables.asked_words)):
        found.append(probe.find(row))
        asked.append(np.full(len(found[-1]), row, dtype=np.int64))
        pairs += len(found[-1])
        if pairs >= _PAIRS_AT_ONCE or row + 1 == len(tables.asked_words):
            yield _compare(tables, np.concatenate(asked), np.concatenate(found))
            asked, found, pairs = [], [], 0


def _compare(tables: LetterTables, asked: Index, other: Index) -> Compared:
    products = tables.asked_weights[asked].multiply(tables.weights[other]).tocsr()
    return Compared(asked, other, segment_sums(products.data, products.indptr).astype(np.float32))


class _Neighbours(NamedTuple):
    """Words like one word, what they share with it, and what it shares with itself."""

    words: Index
    products: Singles
    own: np.float32


class LetterProbe:
    """Looks records up, one after another. What is found depends neither on the order nor on what was looked up before.

    A place below is that of a record of the other side in the order of its group; everywhere outside, records go by number.
    """

    def __init__(self, tables: LetterTables, limits: ProbeLimits) -> None:
        words, groups = len(tables.terms_of), tables.groups
        self._tables, self._limits = tables, limits
        self._records = len(tables.words)
        self._number_of = groups.members.members
        self._words_of = tables.words.chosen(self._number_of)
        self._group_words = groups.words_of
        self._group_offsets = groups.members.offsets
        self._postings = _postings_of(tables, self._words_of)
        self._cost = self._postings.sizes()
        self._cost_bin = np.frexp(np.maximum(1, self._cost).astype(np.float64))[1].astype(np.int64) - 1
        self._scale: Singles = tables.scale[self._number_of].astype(np.float32)
        first_members = np.minimum(self._group_offsets[:-1], max(0, self._records - 1))
        self._group_scale = self._scale[first_members]
        self._sum_of_group = self._records + groups.members.owners()
        self._gain: Singles = tables.gain.astype(np.float32)
        self._neighbours: dict[int, _Neighbours] = {}
        # Working memory, 0 between two uses, but for `first`, which is written before it is read.
        self._known = np.zeros(words, dtype=np.float32)
        self._word_sums = np.zeros(words, dtype=np.float32)
        self._term_weights = np.zeros(len(self._gain), dtype=np.float32)
        self._sums = np.zeros(self._records + len(groups), dtype=np.float32)
        self._first = np.zeros(max(words, len(self._sums)), dtype=np.int64)

    def find(self, row: int) -> Index:
        """Records of the other side that are likely to be the nearest of an asked one, in no order."""
        offsets = self._tables.asked_words.offsets
        words = self._tables.asked_words.members[offsets[row] : offsets[row + 1]]
        union = self._unite_neighbours(words)
        if len(union) == 0:
            return np.zeros(0, np.int64)
        cost = self._cost[union]
        followed = union[cost < self._follow_limit(union, cost)]
        are_all = len(followed) == len(union)
        reached = self._follow(followed)
        places, groups = reached[reached < self._records], reached[reached >= self._records] - self._records
        values = (self._sums[places] + self._sums[self._sum_of_group[places]]) * self._scale[places]
        if not are_all:
            self._sums[places] = 0
            places = places[is_best(values, self._limits.surveyed)]
            values = self._known_sums(self._words_of, places) * self._scale[places]
            self._sums[places] = 1
        compared = places
        if len(groups) > 0:
            added, added_values = self._from_groups(groups, are_all)
            places, values = np.concatenate([places, added]), np.concatenate([values, added_values])
        self._sums[compared] = 0
        self._known[union] = 0
        return self._number_of[places[is_best(values, self._limits.kept)]]

    def _unite_neighbours(self, words: Index) -> Index:
        """Neighbours of the words of a record, each once, in the order in which they come up; `known` gets what they share with them."""
        lists = [self._neighbours_of(int(word)) for word in words]
        if len(words) > _NEIGHBOURS["MANY_WORDS"]:
            lists = [_close_ones(one) for one in lists]
        if not lists:
            return np.zeros(0, np.int64)
        found = np.concatenate([one.words for one in lists])
        np.add.at(self._known, found, np.concatenate([one.products for one in lists]))
        return self._each_once(found)

    def _each_once(self, members: Index) -> Index:
        """Members in the order in which each comes first."""
        places = np.arange(len(members))
        self._first[members[::-1]] = places[::-1]
        return members[self._first[members] == places]

    def _follow_limit(self, union: Index, cost: Index) -> int:
        """Words with fewer places than this are followed: the rarest, until the budget is spent."""
        spent = limit = 0
        for bin_, places in enumerate(np.bincount(self._cost_bin[union], weights=cost).astype(np.int64).tolist()):
            if places == 0:
                continue
            if spent > 0 and spent + places > self._limits.budget:
                break
            spent += places
            limit = 2 << bin_
        return limit

    def _follow(self, words: Index) -> Index:
        """Adds what is known of words to the sums of their records and groups; returns those, each once, groups behind the records."""
        reached, sizes = self._postings.of(words)
        np.add.at(self._sums, reached, np.repeat(self._known[words], sizes))
        return self._each_once(reached)

    def _known_sums(self, words_of: Lists, lists: Index) -> Singles:
        members, sizes = words_of.of(lists)
        return _sums_in_order(self._known[members], sizes)

    def _from_groups(self, groups: Index, are_all: bool) -> tuple[Index, Singles]:
        """Places that only their groups lead to, with their values: of groups whose best record is among the best of all groups."""
        values = self._sums[self._records + groups] * self._group_scale[groups]
        if not are_all:
            self._sums[self._records + groups] = 0
            groups = groups[is_best(values, self._limits.surveyed)]
            self._sums[self._records + groups] = self._known_sums(self._group_words, groups)
            values = self._sums[self._records + groups] * self._group_scale[groups]
        least = least_of_best(values, self._limits.kept)
        chosen = groups[values.view(np.uint32) >= least]
        added = self._members_of(chosen, self._sums[self._records + chosen], least)
        self._sums[self._records + groups] = 0
        return added

    def _members_of(self, groups: Index, group_sums: Singles, least: int) -> tuple[Index, Singles]:
        """Of each group the records whose value reaches ``least`` and that are not there yet: about the best ones, equals together or not at all."""
        starts = self._group_offsets[groups]
        sizes = np.minimum(self._group_offsets[groups + 1] - starts, self._limits.surveyed)
        places = places_of(starts, sizes)
        values = np.repeat(group_sums, sizes) * self._scale[places]
        is_new = self._sums[places] == 0
        firsts = np.cumsum(sizes) - sizes
        before = np.cumsum(is_new) - is_new
        before -= np.repeat(before[firsts], sizes)
        is_other = np.ones(len(values), dtype=bool)
        is_other[1:] = values[1:] != values[:-1]
        is_last = (values.view(np.uint32) < least) | ((before >= self._limits.kept) & is_other)
        ended = np.cumsum(is_last)
        ended -= np.repeat(ended[firsts] - is_last[firsts], sizes)
        added = is_new & (ended == 0)
        return places[added], values[added]

    def _neighbours_of(self, word: int) -> _Neighbours:
        """Words of the other side that share the most with a word, by its rarest terms."""
        known = self._neighbours.get(word)
        if known is None:
            known = self._neighbours[word] = self._find_neighbours(word)
        return known

    def _find_neighbours(self, word: int) -> _Neighbours:
        terms_of = self._tables.terms_of
        terms = terms_of.members[terms_of.offsets[word] : terms_of.offsets[word + 1]]
        weights = self._gain[terms]
        own = np.cumsum(weights, dtype=np.float32)[-1] if len(terms) else np.float32(0)
        is_followed = self._followed(terms)
        reached, sizes = self._tables.words_with.of(terms[is_followed])
        np.add.at(self._word_sums, reached, np.repeat(weights[is_followed], sizes))
        found = self._each_once(reached)
        shared = self._word_sums[found]
        self._word_sums[found] = 0
        is_near = shared >= np.float32(float(own) * _NEIGHBOURS["LEAST_SHARE"])
        found, shared = found[is_near], shared[is_near]
        found = found[is_best(shared, self._limits.neighbours)][: self._limits.neighbours * _LIMITS["MOST_TIED"]]
        np.add.at(self._term_weights, terms, weights)
        members, sizes = terms_of.of(found)
        products = _sums_in_order(self._term_weights[members], sizes)
        self._term_weights[terms] = 0
        return _Neighbours(found, products, own)

    def _followed(self, terms: Index) -> npt.NDArray[np.bool_]:
        """Which terms of a word lead on: those before its budget of words is spent."""
        is_followed = np.zeros(len(terms), dtype=bool)
        offsets = self._tables.words_with.offsets
        spent = followed = 0
        for at, size in enumerate((offsets[terms + 1] - offsets[terms]).tolist()):
            if size == 0:
                continue
            spent += size
            if followed >= _NEIGHBOURS["LEAST_FOLLOWED"] and (spent > self._limits.word_budget or size > self._limits.common_words):
                break
            followed += 1
            is_followed[at] = True
        return is_followed


def _postings_of(tables: LetterTables, words_of: Lists) -> Lists:
    """Word → places of records, or, of a common word, groups: those are numbered after the records."""
    groups_with = tables.groups.groups_with
    is_common = groups_with.sizes() > 0
    single = ~is_common[words_of.members]
    owners = np.concatenate([words_of.members[single], groups_with.owners()])
    members = np.concatenate([words_of.owners()[single], groups_with.members + len(words_of)])
    return Lists.by_owner(owners, members, len(groups_with))


def _close_ones(one: _Neighbours) -> _Neighbours:
    is_close = one.products >= np.float32(float(one.own) * _NEIGHBOURS["CLOSE"])
    return _Neighbours(one.words[is_close], one.products[is_close], one.own)


def _sums_in_order(values: Singles, sizes: Index) -> Singles:
    """Sums of so many values each, added one by one in single precision."""
    sums = np.zeros(len(sizes), dtype=np.float32)
    np.add.at(sums, np.repeat(np.arange(len(sizes)), sizes), values)
    return sums


def is_best(values: Singles, wanted: int) -> npt.NDArray[np.bool_]:
    """Which values are about the best ``wanted``: see :func:`least_of_best`."""
    return values.view(np.uint32) >= least_of_best(values, wanted)


def least_of_best(values: Singles, wanted: int) -> int:
    """Bits that the best ``wanted`` values (not below 0) reach, and about no others. Values are binned by their leading bits and a bin is kept whole or
    not at all, so that equal values share their fate. O(values)."""
    if len(values) <= wanted:
        return 0
    leading = (values.view(np.uint32) >> np.uint32(_BIN_SHIFT)).astype(np.int64)
    top = int(leading.max())
    held = np.cumsum(np.bincount(np.minimum(top - leading, _BINS - 1), minlength=_BINS))
    last = int(np.searchsorted(held, wanted))
    return 0 if last == _BINS - 1 else (top - last) << _BIN_SHIFT
