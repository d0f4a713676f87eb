"""Keys of blocking rules. Source: ``src/core/candidates/blocking/blocking-keys.ts`` and ``src/core/text/numbers.ts``."""

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .generated import load
from .normalise import collapse_spaces, fold_letters, trim
from .patterns import compile_pattern

DEFAULT_PREFIX_LENGTH = 3
"""Characters of a prefix rule that names none."""

_PLAIN = re.compile(r"[\x21-\x7e]*\Z")
_NUMBERS = load("text")["numbers"]
_BEFORE = compile_pattern(_NUMBERS["before"])
_BEHIND = compile_pattern(_NUMBERS["behind"])
_FIGURE = compile_pattern(_NUMBERS["figure"], re.IGNORECASE)
_SCALE = compile_pattern(_NUMBERS["scale"])
_GROUPED = compile_pattern(_NUMBERS["grouped"])
_BRACKETS = re.compile(r"\A\(([^()]*)\)\Z")
_DASHES = re.compile("[\u2212\u2012\u2013]")
_APOSTROPHES = re.compile("[\u2019\u02bc`´]")
_STARTS_AS_FIGURE = re.compile(r"[-+]?[0-9.,]")
_OTHER_DIGITS = re.compile("[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef]")
_EXPONENT = re.compile(r"e[-+]?[0-9]+\Z", re.IGNORECASE)
_LONGEST_CELL = 64


def fold_key(cell: str) -> str:
    """The form in which keys are compared: NFKC, lower case, invisible characters left out, single spaces, trimmed. O(length)."""
    if _PLAIN.match(cell):
        return cell.lower()
    return trim(collapse_spaces(fold_letters(cell)))


def prefix_of(key: str, length: int) -> str:
    """The first characters of a folded key; a shorter key is its own prefix. A key of as few UTF-16 units is whole, as on the page."""
    return key[:length]


@dataclass(frozen=True)
class DecimalSigns:
    """Which decimal sign the figures of a column leave no doubt of; counts of distinct cells, parts add up with ``+`` (as long as no cell
    is in two of them)."""

    commas: int = 0
    stops: int = 0

    def __add__(self, other: "DecimalSigns") -> "DecimalSigns":
        return DecimalSigns(self.commas + other.commas, self.stops + other.stops)

    @property
    def usual(self) -> str | None:
        """The sign that undecided cells are read by; None where the column is silent."""
        if self.commas > self.stops:
            return ","
        return "." if self.stops > 0 else None


def decimal_signs(distinct_cells: Iterable[str]) -> DecimalSigns:
    """Counts the telling cells of a column."""
    commas = stops = 0
    for cell in distinct_cells:
        figure = _figure_of(cell)
        sign = _certain_decimal_sign(figure) if figure else None
        commas += sign == ","
        stops += sign == "."
    return DecimalSigns(commas, stops)


def read_number(cell: str, usual: str | None) -> float:
    """The number of a cell as people type it; NaN where it is not one number. ``usual`` is that of the column's :class:`DecimalSigns`."""
    figure = _figure_of(cell)
    return math.nan if figure is None else _number_of(figure, usual)


def read_numbers(cells: Sequence[str]) -> list[float]:
    """The numbers of a column that is at hand whole, as :func:`read_number` reads them."""
    distinct = set(cells)
    usual = decimal_signs(distinct).usual
    numbers = {cell: read_number(cell, usual) for cell in distinct}
    return [numbers[cell] for cell in cells]


def range_tolerance(tolerance: float) -> float:
    """The largest difference that a numeric range lets meet: widened by a millionth, so that 1.1 and 1.0 are 0.1 apart."""
    return tolerance * (1 + 1e-6)


def _figure_of(cell: str) -> str | None:
    if len(cell) > _LONGEST_CELL:
        return None
    text = trim(collapse_spaces(_plain_digits(unicodedata.normalize("NFKC", cell))))
    if text == "":
        return None
    in_brackets = _BRACKETS.match(text)
    if in_brackets:
        text = trim(in_brackets.group(1))
    text = _APOSTROPHES.sub("'", _DASHES.sub("-", text))
    is_negative = in_brackets is not None
    if not _STARTS_AS_FIGURE.match(text):
        if text.startswith("-"):
            is_negative = not is_negative
            text = trim(text[1:])
        before = _BEFORE.match(text)
        text = text[before.end() :] if before else text
    found = _FIGURE.match(text)
    if not found:
        return None
    rest = text[found.end() :]
    if not _BEHIND.match(rest) or _SCALE.match(rest):
        return None
    figure = re.sub(r"\A([-+])\s+", r"\1", found.group(0))
    if not is_negative:
        return figure
    return figure[1:] if figure.startswith("-") else "-" + figure.removeprefix("+")


def _certain_decimal_sign(figure: str) -> str | None:
    body = _EXPONENT.sub("", figure.lstrip("+-") if figure[:1] in "+-" else figure)
    comma = body.rfind(",")
    stop = body.rfind(".")
    if comma >= 0 and stop >= 0:
        return "," if comma > stop else "."
    at = max(comma, stop)
    if at < 0:
        return None
    sign = "," if comma >= 0 else "."
    if body.find(sign) != at:
        return "." if sign == "," else ","
    before = body[:at]
    behind = len(body) - at - 1
    is_certain = behind != 3 or set(before) <= {"0"} or len(before.replace("'", "").replace(" ", "")) > 3
    return sign if is_certain else None


def _number_of(figure: str, usual: str | None) -> float:
    sign = figure[0] if figure[:1] in ("-", "+") else ""
    found = _EXPONENT.search(figure)
    exponent = found.group(0) if found else ""
    body = figure[len(sign) : len(figure) - len(exponent)]
    decimal = _certain_decimal_sign(figure) or usual or "."
    at = body.rfind(decimal)
    whole = body if at < 0 else body[:at]
    fraction = "" if at < 0 else body[at + 1 :]
    is_plain = re.fullmatch(r"[0-9]*", whole) is not None
    if re.search(r"[^0-9]", fraction) or not (is_plain or _GROUPED.match(whole)):
        return math.nan
    value = float(f"{sign}{re.sub(r'[^0-9]', '', whole) or '0'}.{fraction or '0'}{exponent}")
    return value if math.isfinite(value) else math.nan


def _plain_digits(text: str) -> str:
    if text.isascii():
        return text
    plain = _OTHER_DIGITS.sub(lambda found: str(unicodedata.digit(found.group(0))), text)
    return plain.replace("\u066b", ".").replace("\u066c", "'")
