"""One record, one text: the template by which compared cells become the text of a record. Source: ``src/core/text/records.ts``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .normalise import collapse_spaces, trim, utf16_length
from .patterns import spaces

_UNEVEN_SPACE = re.compile(f"[{spaces()}][{spaces()}]|(?! )[{spaces()}]")


def collapse(cell: str) -> str:
    """White space at the ends off, inside to one space. O(length)."""
    trimmed = trim(cell)
    return collapse_spaces(trimmed) if _UNEVEN_SPACE.search(trimmed) else trimmed


def compose_text(cells: Sequence[str]) -> str:
    """The text of a row out of its compared cells in the order of :func:`order_columns`: filled ones, joined by a space. Empty for a row
    with nothing to compare, which is no record."""
    return " ".join(part for part in map(collapse, cells) if part)


def record_key(cells: Sequence[str], keys: Sequence[str]) -> str:
    """Rows of one table with equal keys are one record: equal compared cells, and equal cells of blocking rules and qualifiers."""
    return "\0".join([*map(collapse, cells), *map(trim, keys)])


@dataclass(frozen=True)
class ColumnSize:
    """What the order of compared columns goes by, of one column of one table."""

    distinct: int
    """Distinct cells as they stand."""
    length: int
    """UTF-16 code units of all cells together."""


NO_COLUMN = ColumnSize(0, 0)


def column_size(cells: Sequence[str]) -> ColumnSize:
    """The size of a column that is at hand whole."""
    return ColumnSize(len(set(cells)), sum(map(utf16_length, cells)))


def order_of_columns(left: Sequence[ColumnSize], right: Sequence[ColumnSize]) -> list[int]:
    """Places of the compared columns in the order in which texts are composed, whatever order a person named them in: more distinct values
    over both tables first, then the longer, ties as given. Columns without a partner (one list is longer) come after the pairs."""
    count = max(len(left), len(right))
    if count < 2:
        return list(range(count))

    def weight(at: int) -> tuple[int, int, int, int]:
        one = left[at] if at < len(left) else NO_COLUMN
        other = right[at] if at < len(right) else NO_COLUMN
        is_pair = at < len(left) and at < len(right)
        return (-int(is_pair), -(one.distinct + other.distinct), -(one.length + other.length), at)

    return sorted(range(count), key=weight)


def order_columns(
    on_left: Sequence[str], on_right: Sequence[str], left: Sequence[ColumnSize], right: Sequence[ColumnSize]
) -> tuple[list[str], list[str]]:
    """Names of the compared columns of both sides in the order of :func:`order_of_columns`."""
    order = order_of_columns(left, right)
    return [on_left[at] for at in order if at < len(on_left)], [on_right[at] for at in order if at < len(on_right)]
