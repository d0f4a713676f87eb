"""What single compared columns and qualifiers say of a pair. Source: ``score/column-evidence.ts`` and ``score/column-comparison.ts``."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from .features import Floats, Terms, row_sums, rows_of, shared
from .generated import load
from .lexical_text import Side, SideStatistics, TextContext, side_statistics
from .normalise import trim
from .patterns import spaces
from .pool import Index
from .terms import run_lists

QualifierKind = Literal["category", "number", "date"]

_CELLS = load("score")["cells"]
_COLUMNS = load("score")["columns"]
LEVELS: int = _COLUMNS["LEVELS"]
"""Levels of agreement of two cells: 0 missing, 1 different, 2 faint, 3 close, 4 equal."""
_WORDS = re.compile(f"[^{spaces()}]+")
_BEFORE_NUMBER = re.compile(r"\A[^0-9+-]{0,3}")
_GROUP_SIGN = re.compile(r"(?<=[0-9])[, ](?=[0-9]{3}(?:[^0-9]|\Z))")
_AFTER_NUMBER = re.compile(r"[^0-9]{0,3}\Z")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?\Z")
_YEAR = re.compile(r"[0-9]{4}\Z")
_ISO = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})")
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})\Z")


def number_of(cell: str) -> float:
    """A number as it stands in a table, with thousands separators or a currency sign; NaN for anything else."""
    plain = _AFTER_NUMBER.sub("", _GROUP_SIGN.sub("", _BEFORE_NUMBER.sub("", cell, count=1)), count=1)
    return float(plain.replace(",", ".", 1)) if _NUMBER.match(plain) else math.nan


def day_of(cell: str) -> float:
    """Days since 1970 of an ISO 8601 or ``day.month.year`` date, of a year its middle; NaN for anything else."""
    text = trim(cell)
    if _YEAR.match(text):
        return _days(int(text), 7, 1)
    iso = _ISO.match(text)
    if iso:
        return _days(*map(int, iso.groups()))
    dotted = _DOTTED.match(text)
    if dotted:
        day, month, year = map(int, dotted.groups())
        return _days(year, month, day)
    return math.nan


def _days(year: int, month: int, day: int) -> float:
    """As JavaScript's ``Date.UTC`` counts: months and days beyond the last go on, two-digit years are of the 20th century."""
    if year <= 99:
        year += 1900
    months = year * 12 + month - 1
    first = np.datetime64("1970-01", "M") + np.timedelta64(months - 1970 * 12, "M")
    return float(first.astype("datetime64[D]").astype(np.int64)) + day - 1


@dataclass(frozen=True)
class CellStatistics:
    """Counts over the DISTINCT cells of one column of one side, as records have them (see ``text.collapse``); parts with no cell in common
    add up with ``+``."""

    texts: SideStatistics = SideStatistics()
    filled: int = 0
    numbers: tuple[float, ...] = ()
    """The numbers among them, in any order. For large columns only the counts and quartiles are needed: see ``ColumnContext``."""

    def __add__(self, other: "CellStatistics") -> "CellStatistics":
        return CellStatistics(self.texts + other.texts, self.filled + other.filled, self.numbers + other.numbers)


def cell_statistics(distinct_cells: Sequence[str]) -> CellStatistics:
    """Counts distinct cells. O(characters)."""
    numbers = [number for number in map(number_of, distinct_cells) if not math.isnan(number)]
    return CellStatistics(side_statistics(distinct_cells), sum(trim(cell) != "" for cell in distinct_cells), tuple(numbers))


@dataclass(frozen=True)
class WordCounts:
    """Words and filled cells over ALL cells of records of one column; sides and parts add up with ``+``."""

    words: int = 0
    filled: int = 0

    def __add__(self, other: "WordCounts") -> "WordCounts":
        return WordCounts(self.words + other.words, self.filled + other.filled)

    @property
    def brevity(self) -> float:
        """1 for columns of up to four words a filled cell, less for longer ones."""
        return 1 / max(1.0, self.words / max(1, self.filled) / _COLUMNS["BRIEF_WORDS"])


def word_counts(cells: Sequence[str]) -> WordCounts:
    """Counts the cells of some records."""
    counts = [len(_WORDS.findall(cell)) for cell in cells]
    return WordCounts(sum(counts), sum(count > 0 for count in counts))


@dataclass(frozen=True)
class ColumnContext:
    """What the comparison of two cells of a pair of columns depends on besides the cells. Small; sent to every worker."""

    texts: TextContext
    reach: float | None
    """Numbers nearer than this are alike; None where the columns do not hold numbers."""

    @classmethod
    def of(cls, left: CellStatistics, right: CellStatistics) -> "ColumnContext":
        """The context of a pair of columns by their distinct cells."""
        numbers = sorted(left.numbers + right.numbers)
        lower = numbers[math.floor(len(numbers) * 0.25)] if numbers else 0.0
        upper = numbers[math.floor(len(numbers) * 0.75)] if numbers else 0.0
        return cls(
            TextContext.of(left.texts, right.texts),
            reach_of(len(numbers), left.filled + right.filled, lower, upper),
        )


def reach_of(numbers: int, filled: int, lower: float, upper: float) -> float | None:
    """How near numbers have to be, out of how many of the distinct filled cells are numbers and of their quartiles (the sorted numbers'
    members ``floor(n / 4)`` and ``floor(3 n / 4)``); None where too few are numbers."""
    if filled == 0 or numbers < filled * _CELLS["NUMERIC_SHARE"]:
        return None
    reach = _CELLS["CLOSE"] * (upper - lower)
    return reach if reach > 0 else None


@dataclass(frozen=True)
class Cells:
    """Distinct cells of one column of one side, as they are compared."""

    forms: npt.NDArray[np.object_] | npt.NDArray[np.uint64]
    """Lexical forms, or numbers that stand for them, 0 for the empty one."""
    runs: Terms
    numbers: Floats
    """NaN for a cell that is none; not asked where the column does not hold numbers."""


def read_cells(context: ColumnContext, cells: Sequence[str], side: Side) -> Cells:
    """What comparing takes of each cell. O(characters)"""
    known: dict[str, str] = {}
    forms = [context.texts.form(cell, side, known) for cell in cells]
    numbers = np.zeros(0) if context.reach is None else _numbers(cells)
    return Cells(np.array([*forms, None], dtype=object)[:-1], _runs(forms), numbers)


def read_all_cells(context: ColumnContext, cells: Sequence[str], side: Side) -> Cells:
    """The same where cells repeat: each distinct one is read once. O(characters of distinct cells)"""
    distinct, index = _distinct(cells)
    read = read_cells(context, distinct, side)
    return Cells(read.forms[index], rows_of(read.runs, index), read.numbers if context.reach is None else read.numbers[index])


def cell_likeness(context: ColumnContext, left: Sequence[str], right: Sequence[str]) -> Floats:
    """How alike the cells of each pair are, 0…1; 1 for equal ones in their lexical form, NaN where a cell is empty. O(characters)."""
    left_cells, left_index = _distinct(left)
    right_cells, right_index = _distinct(right)
    one, other = read_cells(context, left_cells, "left"), read_cells(context, right_cells, "right")
    return likeness_of(context, one, left_index, other, right_index)


def likeness_of(context: ColumnContext, left: Cells, left_index: Index, right: Cells, right_index: Index) -> Floats:
    """The same of cells that are read already, by the places of each pair's cells."""
    common = row_sums(shared(left.runs, left_index, right.runs, right_index))
    total = left.runs.counts()[left_index] + right.runs.counts()[right_index]
    likeness = np.minimum(_CELLS["HIGHEST_UNEQUAL"], 2 * common / np.maximum(1, total))
    if context.reach is not None:
        gap = np.abs(left.numbers[left_index] - right.numbers[right_index])
        near = _CELLS["HIGHEST_UNEQUAL"] * (1 - gap / context.reach)
        likeness = np.where(gap < context.reach, np.maximum(likeness, near), likeness)
    one, other = left.forms[left_index], right.forms[right_index]
    empty = "" if one.dtype == object else 0
    likeness = np.where(one == other, 1.0, likeness)
    return np.where((one == empty) | (other == empty), math.nan, likeness)


def levels_of(likeness: npt.NDArray[np.float64]) -> npt.NDArray[np.uint8]:
    """Levels of agreement of cells by their likeness."""
    level = 1 + (likeness >= _COLUMNS["FAINT"]).astype(np.uint8) + (likeness >= _COLUMNS["CLOSE"]) + (likeness == 1)
    return np.where(np.isnan(likeness), 0, level).astype(np.uint8)


def likely_matches(
    left: Index, right: Index, value: npt.NDArray[np.float32], left_count: int, right_count: int
) -> npt.NDArray[np.bool_]:
    """Pairs that are each other's best by ``value``, the better half of them."""
    left_best = np.full(left_count, -np.inf, dtype=np.float32)
    right_best = np.full(right_count, -np.inf, dtype=np.float32)
    np.maximum.at(left_best, left, value)
    np.maximum.at(right_best, right, value)
    is_mutual = (value == left_best[left]) & (value == right_best[right])
    values = np.sort(value[is_mutual])
    least = values[len(values) // 2] if len(values) else 0
    return is_mutual & (value >= least)


def level_counts(levels: npt.NDArray[np.uint8], is_likely: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Pairs by level, ``[2, LEVELS]``: among likely matches, and among all others. Parts add up."""
    return np.array([np.bincount(levels[is_likely == wanted], minlength=LEVELS) for wanted in (True, False)])


def level_bits(counts: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """What each level says, in bits: how often it occurs among likely matches against all other pairs (Fellegi and Sunter 1969)."""
    likely, other = counts.astype(np.float64) + 1
    most = _COLUMNS["MOST_BITS"]
    bits = np.zeros(LEVELS)
    bits[1:] = np.clip(np.log2(likely[1:] / likely[1:].sum() / (other[1:] / other[1:].sum())), -most, most)
    return np.concatenate([bits[:1], np.maximum.accumulate(bits[1:])])


@dataclass(frozen=True)
class ColumnVoice:
    """What the levels of one pair of columns say."""

    bits: npt.NDArray[np.float64]
    brevity: float
    weight: float
    """The user's, 0…5."""


def column_voices(
    voices: Sequence[ColumnVoice], levels: Sequence[npt.NDArray[np.uint8]]
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Evidence of all columns of each pair, and what the user's weights add to or take from it, in logits. Not asked with fewer than two."""
    evidence = np.zeros(len(levels[0]), dtype=np.float32)
    emphasis = np.zeros(len(levels[0]), dtype=np.float32)
    for voice, own in zip(voices, levels):
        bits = voice.bits[own]
        evidence = (evidence + bits * voice.brevity / math.sqrt(len(voices))).astype(np.float32)
        emphasis = (emphasis + (voice.weight - 1) * bits * _COLUMNS["EMPHASIS"]).astype(np.float32)
    return evidence, emphasis


def qualifier_agreement(
    kind: QualifierKind, context: ColumnContext, left: Sequence[str], right: Sequence[str]
) -> npt.NDArray[np.float64]:
    """How far the cells of a qualifier agree in each pair, 0…1; NaN where one is empty."""
    likeness = cell_likeness(context, left, right)
    if kind == "category":
        return np.where(likeness < 1, likeness / 2, likeness)
    if kind == "date":
        left_cells, left_index = _distinct(left)
        right_cells, right_index = _distinct(right)
        one = np.array([day_of(cell) for cell in left_cells])[left_index]
        other = np.array([day_of(cell) for cell in right_cells])[right_index]
        gap = np.abs(one - other)
        return np.where(np.isnan(gap), likeness, np.maximum(0, 1 - gap / _COLUMNS["DAYS_APART"]))
    return likeness


def qualifier_voice(
    agreement: npt.NDArray[np.float64], weight: float
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """What one qualifier adds to the log odds of each pair, and whether it contradicts it."""
    logits = weight * (agreement * _COLUMNS["AGREEMENT"] - (1 - agreement) * _COLUMNS["CONTRADICTION"])
    is_known = ~np.isnan(agreement)
    return np.where(is_known, logits, 0), is_known & (weight > 0) & (agreement < 0.5)


def _distinct(cells: Sequence[str]) -> tuple[list[str], Index]:
    number: dict[str, int] = {}
    index = np.fromiter((number.setdefault(cell, len(number)) for cell in cells), dtype=np.int64, count=len(cells))
    return list(number), index


def _numbers(cells: Sequence[str]) -> npt.NDArray[np.float64]:
    return np.array([number_of(cell) for cell in cells])


def _runs(forms: Sequence[str]) -> Terms:
    lists = run_lists(forms)
    return Terms(lists.offsets, lists.keys, np.ones(len(lists.keys)))
