"""Noise in characters: slips of the keyboard, confusions of optical character recognition, lost diacritics."""

import random
import unicodedata

_LATIN_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_CYRILLIC_ROWS = ("йцукенгшщзх", "фывапролджэ", "ячсмитьбю")
_GREEK_ROWS = ("ςερτυθιοπ", "ασδφγηξκλ", "ζχψωβνμ")


def _neighbours(rows: tuple[str, ...]) -> dict[str, str]:
    """Key -> keys beside it in its row."""
    return {key: row[max(0, i - 1) : i] + row[i + 1 : i + 2] for row in rows for i, key in enumerate(row)}


KEYBOARD = _neighbours(_LATIN_ROWS) | _neighbours(_CYRILLIC_ROWS) | _neighbours(_GREEK_ROWS)

# Pairs of look-alikes by script; each is used both ways.
_LOOKALIKES = (
    # Latin and digits
    ("O", "0"), ("l", "1"), ("I", "1"), ("l", "I"), ("S", "5"), ("B", "8"), ("Z", "2"), ("g", "9"), ("rn", "m"),
    ("cl", "d"), ("vv", "w"), ("ii", "u"), ("e", "c"), ("h", "b"), ("t", "f"), ("nn", "m"), ("ri", "n"),
    # Cyrillic
    ("и", "н"), ("н", "п"), ("ш", "щ"), ("ь", "ъ"), ("с", "е"), ("о", "а"), ("З", "3"), ("б", "6"), ("ц", "ч"), ("й", "и"),
    # Greek
    ("ν", "v"), ("ο", "σ"), ("α", "σ"), ("ι", "ί"), ("η", "π"), ("κ", "χ"),
    # Arabic: dots
    ("ب", "ت"), ("ت", "ث"), ("ب", "ن"), ("ج", "ح"), ("ح", "خ"), ("د", "ذ"), ("ر", "ز"), ("س", "ش"), ("ص", "ض"),
    ("ط", "ظ"), ("ع", "غ"), ("ف", "ق"), ("ي", "ى"), ("ه", "ة"), ("ا", "أ"), ("ا", "إ"),
    # Chinese and Japanese look-alikes
    ("土", "士"), ("未", "末"), ("日", "曰"), ("己", "已"), ("人", "入"), ("大", "太"), ("千", "干"), ("田", "由"),
    ("王", "玉"), ("木", "本"), ("力", "刀"), ("口", "囗"), ("广", "厂"), ("部", "郎"), ("晴", "睛"), ("徽", "微"),
    ("ソ", "ン"), ("シ", "ツ"), ("ク", "タ"), ("ー", "一"), ("ロ", "口"), ("カ", "力"), ("ニ", "二"), ("ヘ", "へ"),
    # Korean
    ("대", "데"), ("개", "게"), ("채", "체"), ("홍", "흥"), ("은", "온"),
)
LOOKALIKES: tuple[tuple[str, str], ...] = _LOOKALIKES + tuple((b, a) for a, b in _LOOKALIKES)


def mistype(text: str, rng: random.Random) -> str:
    """One slip inside the text: a letter left out, doubled, swapped with the next, or hit beside.

    Digits and spaces stay, since another digit is another number; texts under 4 characters stay too.
    """
    places = [i for i in range(1, len(text) - 1) if text[i].isalpha()]
    if len(text) < 4 or not places:
        return text
    i = rng.choice(places)
    letter, kind = text[i], rng.random()
    if kind < 0.3:
        return text[:i] + text[i + 1 :]
    if kind < 0.5 and text[i + 1].isalpha():
        return text[:i] + text[i + 1] + letter + text[i + 2 :]
    beside = KEYBOARD.get(letter.lower(), "")
    if kind < 0.8 and beside:
        wrong = rng.choice(beside)
        return text[:i] + (wrong.upper() if letter.isupper() else wrong) + text[i + 1 :]
    return text[:i] + letter + text[i:]


def misread(text: str, rng: random.Random) -> str:
    """One confusion of look-alikes that recognition of printed text makes in the text's own script.

    Digits are not changed into letters within a run of digits, so that numbers keep their value.
    """
    found = [(wrong, right) for wrong, right in LOOKALIKES if wrong in text and not wrong.isdigit()]
    if not found:
        return text
    old, new = rng.choice(found)
    places = [i for i in range(len(text)) if text.startswith(old, i)]
    i = rng.choice(places)
    near = text[max(0, i - 1) : i] + text[i + len(old) : i + len(old) + 1]
    if new.isdigit() and any(c.isdigit() for c in near):
        return text
    return text[:i] + new + text[i + len(old) :]


def strip_marks(text: str) -> str:
    """The text without combining marks of Latin, Greek and Cyrillic letters; other scripts keep theirs."""
    kept = []
    for letter in text:
        decomposed = unicodedata.normalize("NFD", letter)
        base = decomposed[0]
        keep = len(decomposed) == 1 or not ("LATIN" in (name := unicodedata.name(base, "")) or "GREEK" in name or "CYRILLIC" in name)
        kept.append(letter if keep else base)
    return "".join(kept)
