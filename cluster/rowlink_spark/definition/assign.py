"""Links out of candidates under a cardinality, with the page's ties. Source: ``src/core/links``.

One-to-one is maximum-weight matching on the sparse graph of candidates by successive shortest paths with node potentials (Jonker and Volgenant
1987), started from bids. A path never leaves its connected component, so components may be assigned apart from each other.
"""

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .competition import Cardinality, left_competes, right_competes
from .generated import load
from .pool import Index, offsets_of

_EPSILON: float = load("settings")["assignment"]["EPSILON"]
_BIDDING = load("settings")["bidding"]
_MOST_ROUNDS: int = load("settings")["rowOrder"]["MOST_ROUNDS"]


@dataclass(frozen=True)
class Capacity:
    """Most links of a record of each side; infinite where there is no limit."""

    left: float
    right: float


def capacity_of(cardinality: Cardinality, limit_left: int | None = None, limit_right: int | None = None) -> Capacity:
    """What a cardinality and the limits of a recipe allow."""
    left = 1 if left_competes(cardinality) else limit_left
    right = 1 if right_competes(cardinality) else limit_right
    return Capacity(math.inf if left is None else left, math.inf if right is None else right)


def assign(left: Index, right: Index, score: npt.NDArray[np.float32], capacity: Capacity) -> npt.NDArray[np.bool_]:
    """Which of some pairs are linked: all that may be (at or above the threshold), of one or more whole connected components.

    Both sides limited: the choice of greatest total score. One side limited: each of its records takes its best pairs, ties by the lower row
    of the other side. None: every pair. Ties are those of the page where pairs come by left row and then rank, and numbers of rows keep
    their order; they need not follow one another. Near linear while paths stay short.
    """
    if math.isfinite(capacity.left) and math.isfinite(capacity.right):
        return _assign_both(left, right, score, int(capacity.left), int(capacity.right))
    if math.isfinite(capacity.left):
        return _take_best(left, right, score, int(capacity.left))
    if math.isfinite(capacity.right):
        return _take_best(right, left, score, int(capacity.right))
    return np.ones(len(left), dtype=bool)


def _take_best(member: Index, partner: Index, score: npt.NDArray[np.float32], most: int) -> npt.NDArray[np.bool_]:
    order = np.lexsort((partner, -score, member))
    own = member[order]
    first = np.searchsorted(own, own)
    taken = np.zeros(len(member), dtype=bool)
    taken[order[np.arange(len(own)) - first < most]] = True
    return taken


def _assign_both(
    left: Index, right: Index, score: npt.NDArray[np.float32], most_left: int, most_right: int
) -> npt.NDArray[np.bool_]:
    lefts, left_number = np.unique(left, return_inverse=True)
    rights, right_number = np.unique(right, return_inverse=True)
    order = np.argsort(left_number, kind="stable")
    graph = _Graph(
        left_count=len(lefts),
        right_count=len(rights),
        offsets=offsets_of(left_number, len(lefts)).tolist(),
        left=left_number[order].tolist(),
        right=right_number[order].tolist(),
        gain=score[order].astype(np.float64).tolist(),
    )
    taken = np.zeros(len(left), dtype=bool)
    taken[order] = np.array(_Assignment(graph, most_left, most_right).run(), dtype=bool)
    return taken


@dataclass(frozen=True)
class _Graph:
    """Pairs by left record, best first; records are numbered from 0 in the order of their rows."""

    left_count: int
    right_count: int
    offsets: list[int]
    left: list[int]
    right: list[int]
    gain: list[float]

    def pairs_of(self, left: int) -> range:
        return range(self.offsets[left], self.offsets[left + 1])


class _HeldPairs:
    """The taken pairs of every right record, the latest first."""

    def __init__(self, graph: _Graph) -> None:
        self._right = graph.right
        self._of: list[list[int]] = [[] for _ in range(graph.right_count)]

    def count(self, record: int) -> int:
        return len(self._of[record])

    def latest_first(self, record: int) -> Sequence[int]:
        return self._of[record][::-1]

    def add(self, pair: int) -> None:
        self._of[self._right[pair]].append(pair)

    def remove(self, pair: int) -> None:
        self._of[self._right[pair]].remove(pair)


class _Assignment:
    """Maximum-weight b-matching. Nodes: left records first, then right ones; staying alone and spare room are the end of a path."""

    def __init__(self, graph: _Graph, most_left: int, most_right: int) -> None:
        nodes = graph.left_count + graph.right_count
        self._graph = graph
        self._most_left = most_left
        self._most_right = most_right
        self._taken = [0] * len(graph.right)
        self._held = _HeldPairs(graph)
        self._potential = [0.0] * nodes
        self._distance = [math.inf] * nodes
        self._settled = [False] * nodes
        self._came_by = [0] * nodes
        self._touched: list[int] = []
        self._queue: list[tuple[float, int, int]] = []
        self._pushed = 0

    def run(self) -> list[int]:
        graph, potential = self._graph, self._potential
        is_single = self._most_left == 1 and self._most_right == 1
        is_settled = self._start_from_bids() if is_single else [False] * graph.left_count
        for left in range(graph.left_count):
            if is_settled[left]:
                continue
            pairs = graph.pairs_of(left)
            if len(pairs) == 0:
                continue
            most = 0.0
            for pair in pairs:
                most = max(most, graph.gain[pair] + potential[graph.left_count + graph.right[pair]])
            potential[left] = most
            for _ in range(min(self._most_left, len(pairs))):
                if not self._augment(left):
                    break
        if is_single:
            _settle_ties(graph, self._taken)
        return self._taken

    def _start_from_bids(self) -> list[bool]:
        graph = self._graph
        pair_of, price, is_settled = _bid_for_pairs(graph)
        for record, pair in enumerate(pair_of):
            self._potential[graph.left_count + record] = -price[record]
            if pair < 0:
                continue
            self._taken[pair] = 1
            self._held.add(pair)
            self._potential[graph.left[pair]] = graph.gain[pair] - price[record]
        return is_settled

    def _reach(self, node: int, length: float, pair: int) -> None:
        if self._settled[node] or length >= self._distance[node] - _EPSILON:
            return
        if self._distance[node] == math.inf:
            self._touched.append(node)
        self._distance[node] = length
        self._came_by[node] = pair
        heapq.heappush(self._queue, (length, self._pushed, node))
        self._pushed += 1

    def _scan_left(self, left: int, base: float) -> None:
        graph = self._graph
        start = base + self._potential[left]
        for pair in graph.pairs_of(left):
            if self._taken[pair] or not graph.gain[pair] > 0:
                continue
            node = graph.left_count + graph.right[pair]
            self._reach(node, start - graph.gain[pair] - self._potential[node], pair)

    def _scan_right(self, node: int, base: float) -> None:
        graph = self._graph
        start = base + self._potential[node]
        for pair in self._held.latest_first(node - graph.left_count):
            left = graph.left[pair]
            self._reach(left, start + graph.gain[pair] - self._potential[left], pair)

    def _augment(self, start: int) -> bool:
        """Sends one unit of ``start`` along the cheapest path; false where it is best left alone."""
        graph, potential, settled, distance = self._graph, self._potential, self._settled, self._distance
        end = start
        shortest = potential[start]
        settled[start] = True
        self._scan_left(start, 0.0)
        while self._queue:
            _, _, node = heapq.heappop(self._queue)
            if settled[node]:
                continue
            length = distance[node]
            if length >= shortest - _EPSILON:
                break
            settled[node] = True
            if node < graph.left_count:
                if length + potential[node] < shortest - _EPSILON:
                    shortest = length + potential[node]
                    end = node
                self._scan_left(node, length)
            elif self._held.count(node - graph.left_count) < self._most_right:
                shortest = length
                end = node
                break
            else:
                self._scan_right(node, length)
        for node in self._touched:
            if settled[node] and distance[node] < shortest:
                potential[node] += distance[node] - shortest
            distance[node] = math.inf
            settled[node] = False
        settled[start] = False
        potential[start] -= shortest
        self._touched.clear()
        self._queue.clear()
        self._pushed = 0
        self._flip(start, end)
        return end != start

    def _flip(self, start: int, end: int) -> None:
        node = end
        while node != start:
            pair = self._came_by[node]
            if node < self._graph.left_count:
                self._taken[pair] = 0
                self._held.remove(pair)
                node = self._graph.left_count + self._graph.right[pair]
            else:
                self._taken[pair] = 1
                self._held.add(pair)
                node = self._graph.left[pair]


def _bid_for_pairs(graph: _Graph) -> tuple[list[int], list[float], list[bool]]:
    """A start for a one-to-one assignment: pair and price of each right record, and which left records are placed or best left alone. Each left
    record in turn bids for its most profitable right one, raising the price until its second choice is as good."""
    pair_of = [-1] * graph.right_count
    price = [0.0] * graph.right_count
    is_settled = [False] * graph.left_count
    bids = 0
    most_bids = _BIDDING["MOST_BIDS"] * graph.left_count
    least_raise = _BIDDING["LEAST_RAISE"]

    def bid(left: int) -> int:
        best = -1
        most = second = 0.0
        for pair in graph.pairs_of(left):
            profit = graph.gain[pair] - price[graph.right[pair]]
            if profit > most:
                second, most, best = most, profit, pair
            elif profit > second:
                second = profit
        if best < 0:
            is_settled[left] = True
            return -1
        record = graph.right[best]
        held = pair_of[record]
        raised = most - second
        if held >= 0 and raised <= least_raise:
            return -1
        if raised > least_raise:
            price[record] += raised
        pair_of[record] = best
        is_settled[left] = True
        if held < 0:
            return -1
        is_settled[graph.left[held]] = False
        return graph.left[held]

    waiting = graph.left_count
    for _ in range(_BIDDING["ROUNDS"]):
        if waiting == 0:
            break
        for start in range(graph.left_count):
            if is_settled[start]:
                continue
            left = start
            while left >= 0 and bids < most_bids:
                left = bid(left)
                bids += 1
        before, waiting = waiting, is_settled.count(False)
        if waiting > before / 2:
            break
    return pair_of, price, is_settled


def _settle_ties(graph: _Graph, taken: list[int]) -> None:
    """Among one-to-one assignments of equal total, moves towards the one in row order: an earlier left row gets the lower right row. Only moves
    and swaps that leave the total exactly as it is. Changes ``taken``."""
    pair_of = [-1] * graph.left_count
    holder_of = [-1] * graph.right_count

    def place(left: int, pair: int) -> None:
        pair_of[left] = pair
        holder_of[graph.right[pair]] = left

    for left in range(graph.left_count):
        for pair in graph.pairs_of(left):
            if taken[pair]:
                place(left, pair)

    def pair_with(left: int, record: int) -> int:
        return next((pair for pair in graph.pairs_of(left) if graph.right[pair] == record), -1)

    def improve(left: int, wanted: int) -> bool:
        own = pair_of[left]
        record = graph.right[wanted]
        if own >= 0 and record >= graph.right[own]:
            return False
        holder = holder_of[record]
        own_gain = graph.gain[own] if own >= 0 else 0.0
        if holder < 0:
            if own < 0 or graph.gain[wanted] != own_gain:
                return False
            holder_of[graph.right[own]] = -1
        else:
            if holder < left:
                return False
            held = pair_of[holder]
            swapped = pair_with(holder, graph.right[own]) if own >= 0 else -1
            if own >= 0 and swapped < 0:
                return False
            if graph.gain[wanted] + (graph.gain[swapped] if swapped >= 0 else 0.0) != own_gain + graph.gain[held]:
                return False
            taken[held] = 0
            pair_of[holder] = -1
            if swapped >= 0:
                taken[swapped] = 1
                place(holder, swapped)
        if own >= 0:
            taken[own] = 0
        taken[wanted] = 1
        place(left, wanted)
        return True

    for _ in range(_MOST_ROUNDS):
        moved = False
        for left in range(graph.left_count):
            for pair in graph.pairs_of(left):
                moved = improve(left, pair) or moved
        if not moved:
            break
