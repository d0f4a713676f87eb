"""Small pieces that the makers of records share: fields to one text, plausible words."""

import random
from collections.abc import Sequence

SEPARATORS = (" ", " ", ", ", ", ", " | ", " - ")
_ONSETS = ("b", "br", "c", "ch", "d", "dr", "f", "g", "gr", "h", "j", "k", "kl", "l", "m", "n", "p", "pr", "r", "s", "st", "t", "tr", "v", "w", "z", "")
_VOWELS = ("a", "e", "i", "o", "u", "a", "e", "o", "ai", "ea", "io")
_CODAS = ("", "", "", "n", "r", "l", "s", "x", "m", "nd", "ck", "t")


def row_text(fields: Sequence[str], rng: random.Random) -> str:
    """Non-empty fields as one text, with one separator for the whole row."""
    return rng.choice(SEPARATORS).join(field for field in fields if field)


def coined_name(rng: random.Random, syllables: int = 2) -> str:
    """A pronounceable word that no dictionary has, capitalised: a brand, a surname, a street."""
    word = "".join(rng.choice(_ONSETS) + rng.choice(_VOWELS) for _ in range(syllables)) + rng.choice(_CODAS)
    return word.capitalize()


def chance(rng: random.Random, share: float) -> bool:
    """True with probability `share` (0 to 1)."""
    return rng.random() < share
