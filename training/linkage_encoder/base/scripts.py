"""The script of a piece, by the Unicode names of its letters."""

import unicodedata
from collections import Counter

COMMON = "COMMON"
HAN = "HAN"
_SAME = {"CJK": HAN, "KATAKANA-HIRAGANA": "KATAKANA", "HALFWIDTH": "KATAKANA", "FULLWIDTH": "LATIN", "MICRO": "GREEK", "OHM": "GREEK"}


def script_of(text: str) -> str:
    """The script of most letters, the first of equals: LATIN, CYRILLIC, HAN, …; COMMON where there are none.

    Taken from the first word of a character's name, which for letters is the script's (LATIN SMALL LETTER A); Unicode's own
    table of scripts differs in a few symbols.
    """
    counts = Counter(_script_of_letter(letter) for letter in text if unicodedata.category(letter)[0] in "LM")
    return max(counts, key=counts.__getitem__) if counts else COMMON


def _script_of_letter(letter: str) -> str:
    name = unicodedata.name(letter, COMMON).split()[0]
    return _SAME.get(name, name)
