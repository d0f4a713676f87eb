"""Noise as pure functions of a text and a `random.Random`: the same seed gives the same text."""

from .characters import mistype, misread, strip_marks
from .codes import change_code, change_digits, model_code
from .words import abbreviate, initials, reorder, drop_word, respell_case
from .mix import disturb

__all__ = [
    "abbreviate", "change_code", "change_digits", "disturb", "drop_word", "initials", "misread", "mistype",
    "model_code", "reorder", "respell_case", "strip_marks",
]
