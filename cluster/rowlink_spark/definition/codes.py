"""Codes in texts: model numbers, telephone numbers, dates. Source: ``src/core/candidates/score/record-terms.ts``."""

import re
import unicodedata

from .generated import load
from .normalise import utf16_length
from .patterns import compile_pattern
from .romanise import fold_marks

_SETTINGS = load("text")["codes"]
_CODE = compile_pattern(load("text")["code"])
_SEPARATORS = re.compile(r"[-./_]")
_ASCII_DIGIT = re.compile(r"[0-9]")
_LETTER = compile_pattern(r"\p{L}")


def codes_of(text: str) -> list[str]:
    """Codes of a composed text, folded, repeats kept: at least four characters, one of them a digit; parts joined by ``-``, ``.``, ``/`` or
    ``_`` count as one without them. O(length)."""
    if not _ASCII_DIGIT.search(text):
        return []
    codes = []
    for found in _CODE.finditer(fold_marks(unicodedata.normalize("NFKC", text).lower())):
        parts = _SEPARATORS.split(found.group(0))
        if len(parts) > 1:
            codes.extend(part for part in parts if _is_code(part) and _LETTER.search(part))
        whole = "".join(parts)
        if _is_code(whole):
            codes.append(whole)
    return codes


def _is_code(text: str) -> bool:
    return _SETTINGS["SHORTEST_CODE"] <= utf16_length(text) <= _SETTINGS["LONGEST_CODE"] and _ASCII_DIGIT.search(text) is not None
