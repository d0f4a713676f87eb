"""Several kinds of noise at once, in the shares in which hand-kept records show them."""

import random

from .characters import misread, mistype, strip_marks
from .words import abbreviate, drop_word, punctuate, reorder, respell_case

_KINDS = (
    (0.30, mistype), (0.12, misread), (0.16, respell_case), (0.12, punctuate), (0.16, abbreviate), (0.07, drop_word),
    (0.04, reorder), (0.03, lambda text, rng: strip_marks(text)),
)
_WEIGHTS = [weight for weight, _ in _KINDS]
_FUNCTIONS = [function for _, function in _KINDS]


def disturb(text: str, rng: random.Random, most: int = 3) -> str:
    """The text after 1 to `most` kinds of noise; never empty, and no digit is changed into another digit."""
    for function in rng.choices(_FUNCTIONS, _WEIGHTS, k=rng.randint(1, most)):
        changed = function(text, rng)
        if changed.strip():
            text = changed
    return " ".join(text.split())
