"""Words of other scripts in Latin letters, and what their sounds have in common. Source: ``src/core/text/romanise``."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from .generated import load
from .normalise import strip_marks
from .patterns import compile_pattern, replacement

_TABLES = load("text")["romanise"]
_LETTERS: dict[str, str] = _TABLES["letters"]
_STROKES: dict[str, str] = _TABLES["strokes"]
_CYRILLIC: dict[str, dict[str, str]] = _TABLES["cyrillic"]
_GREEK = compile_pattern(r"\p{Script=Greek}")
_GREEK_DIGRAPHS = tuple((compile_pattern(pattern), replacement(sound)) for pattern, sound in _TABLES["greekDigraphs"])
_CYRILLIC_LETTER = compile_pattern(r"\p{Script=Cyrillic}")
_RUSSIAN = re.compile("[ыэё]", re.IGNORECASE)
_UKRAINIAN = re.compile("[іїєґ]", re.IGNORECASE)
_SERBIAN = re.compile("[јљњђћџ]", re.IGNORECASE)
_HARD = re.compile("ъ", re.IGNORECASE)


@dataclass(frozen=True)
class CyrillicCounts:
    """Texts with letters that only some languages write; counts of parts of a table add up."""

    russian: int = 0
    ukrainian: int = 0
    serbian: int = 0
    hard: int = 0

    def __add__(self, other: "CyrillicCounts") -> "CyrillicCounts":
        return CyrillicCounts(
            self.russian + other.russian,
            self.ukrainian + other.ukrainian,
            self.serbian + other.serbian,
            self.hard + other.hard,
        )

    def reading(self) -> str:
        """How the Cyrillic of the table is read: ``bg``, ``uk``, ``sr`` or ``other``."""
        most = max(self.russian, self.ukrainian, self.serbian, self.hard)
        if most in (0, self.russian):
            return "other"
        if most == self.ukrainian:
            return "uk"
        return "sr" if most == self.serbian else "bg"


def count_cyrillic(texts: Iterable[str]) -> CyrillicCounts:
    """Counts the telling letters of some texts. O(characters)."""
    counts = [0, 0, 0, 0]
    for text in texts:
        if text.isascii() or not _CYRILLIC_LETTER.search(text):
            continue
        for at, pattern in enumerate((_RUSSIAN, _UKRAINIAN, _SERBIAN, _HARD)):
            if pattern.search(text):
                counts[at] += 1
                break
    return CyrillicCounts(*counts)


def fold_marks(text: str) -> str:
    """Marks off, letters with strokes and ligatures taken apart (``é`` → ``e``, ``ø`` → ``o``). Other scripts keep their letters."""
    if text.isascii():
        return text
    out = "".join(_STROKES.get(sign, sign) for sign in unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", strip_marks(out))


def romanise_word(word: str, cyrillic: str = "other") -> str:
    """A normalised word in Latin letters as far as its scripts are known; letters of other scripts stay. Lossy. O(length)."""
    text = unicodedata.normalize("NFC", word)
    if any(_is_hangul(sign) for sign in text):
        text = _romanise_hangul(text)
    if any(_is_indic(sign) for sign in text):
        text = _romanise_indic(text)
    if any(_is_kana(sign) for sign in text):
        text = _romanise_kana(text)
    elif any(is_han(sign) for sign in text):
        text = "".join(_han().get(sign, sign) for sign in text)
    if _GREEK.search(text):
        text = strip_marks(unicodedata.normalize("NFD", text))
        for pattern, sound in _GREEK_DIGRAPHS:
            text = pattern.sub(sound, text)
    reading = _CYRILLIC[cyrillic]
    out = "".join(reading[sign] if sign in reading else _LETTERS.get(sign, sign) for sign in text)
    return fold_marks(out)


def is_han(sign: str) -> bool:
    """Whether a character is one of the common Han characters."""
    return "\u4e00" <= sign <= "\u9fff"


def read_han(sign: str) -> str | None:
    """Mandarin reading of a Han character; None for rare ones."""
    return _han().get(sign)


@cache
def _han() -> dict[str, str]:
    return {sign: sound for sound, signs in _TABLES["han"].items() for sign in signs}


_HANGUL = _TABLES["hangul"]
_FIRST_SYLLABLE = 0xAC00
_LAST_SYLLABLE = 0xD7A3
_VOWELS = 21
_FINALS = 28
_SILENT = 11


def _is_hangul(sign: str) -> bool:
    return _FIRST_SYLLABLE <= ord(sign) <= _LAST_SYLLABLE


def _romanise_hangul(text: str) -> str:
    out = []
    for at, sign in enumerate(text):
        if not _is_hangul(sign):
            out.append(sign)
            continue
        place = ord(sign) - _FIRST_SYLLABLE
        before = _final_of(text[at - 1]) if at else 0
        out.append(_initial_after(before, place // (_VOWELS * _FINALS)))
        out.append(_HANGUL["vowel"][place // _FINALS % _VOWELS])
        follows = at + 1 < len(text) and _is_hangul(text[at + 1])
        initial = (ord(text[at + 1]) - _FIRST_SYLLABLE) // (_VOWELS * _FINALS) if follows else -1
        out.append(_final_before(_final_of(sign), initial))
    return "".join(out)


def _final_of(sign: str) -> int:
    return (ord(sign) - _FIRST_SYLLABLE) % _FINALS if _is_hangul(sign) else 0


def _initial_after(final: int, initial: int) -> str:
    sound: str = _HANGUL["initial"][initial]
    closed = _HANGUL["closed"][final]
    if sound == "r" and closed != "":
        return "l" if closed in ("l", "n") else "n"
    return "l" if sound == "n" and closed == "l" else sound


def _final_before(final: int, initial: int) -> str:
    if final == 0:
        return ""
    if initial == _SILENT:
        return str(_HANGUL["linked"][final])
    closed: str = _HANGUL["closed"][final]
    following = "" if initial < 0 else _HANGUL["initial"][initial]
    if following == "r" and closed == "n":
        return "l"
    return _HANGUL["nasal"].get(closed, closed) if following in ("n", "m", "r") else closed


_INDIC_LETTERS = {int(sign): sound for sign, sound in _TABLES["indic"]["letters"].items()}
_INDIC_VOWELS = frozenset(_TABLES["indic"]["vowels"])
_INDIC_FIRST = 0x0900
_INDIC_LAST = 0x0D7F
_INDIC_BLOCK = 0x80
_VIRAMA = 0x4D
_NUKTA = 0x3C


def _is_indic(sign: str) -> bool:
    return _INDIC_FIRST <= ord(sign) <= _INDIC_LAST


def _romanise_indic(text: str) -> str:
    out = []
    for at, sign in enumerate(text):
        if not _is_indic(sign):
            out.append(sign)
            continue
        place = (ord(sign) - _INDIC_FIRST) % _INDIC_BLOCK
        if place in (_VIRAMA, _NUKTA):
            continue
        out.append(_INDIC_LETTERS.get(place, ""))
        if _needs_vowel(place, text[at + 1] if at + 1 < len(text) else ""):
            out.append("a")
    return "".join(out)


def _needs_vowel(place: int, following: str) -> bool:
    if place not in _INDIC_LETTERS or place in _INDIC_VOWELS or following == "" or not _is_indic(following):
        return False
    after = (ord(following) - _INDIC_FIRST) % _INDIC_BLOCK
    return after not in (_VIRAMA, _NUKTA) and not 0x3E <= after <= 0x4C


_SYLLABLES: dict[str, str] = _TABLES["kana"]["syllables"]
_SMALL: dict[str, str] = _TABLES["kana"]["small"]
_DOUBLED = re.compile("[^aeioun]")
_LAST_VOWEL = re.compile(r"[aiueo]\Z")
_SOFT = re.compile(r"(?:sh|ch|j)\Z")


def _is_kana(sign: str) -> bool:
    return "\u3041" <= sign <= "\u3096" or "\u30a1" <= sign <= "\u30fc"


def _romanise_kana(text: str) -> str:
    out = ""
    is_doubled = False
    for sign in text:
        kana = chr(ord(sign) - 0x60) if "\u30a1" <= sign <= "\u30f4" else sign
        if kana == "ー":
            continue
        if kana == "っ":
            is_doubled = True
            continue
        small = _SMALL.get(kana)
        sound = _SYLLABLES.get(kana)
        if small is not None:
            stem = _LAST_VOWEL.sub("", out)
            out = stem + (small.replace("y", "", 1) if _SOFT.search(stem) else small)
        elif sound is None:
            out += sign
        elif is_doubled and _DOUBLED.match(sound):
            out += ("t" if sound.startswith("ch") else sound[0]) + sound
        else:
            out += sound
        is_doubled = False
    return out


_SKELETON = load("text")["skeleton"]
_SKELETON_DIGRAPHS = tuple((compile_pattern(pattern), replacement(sound)) for pattern, sound in _SKELETON["digraphs"])
_CLASSES: dict[str, str] = _SKELETON["classes"]
_FINAL_NG = re.compile(r"ng\Z")
_SIBILANT = re.compile(r"\A(?:[zcs]h|[qxjzcs])")


def sound_skeleton(word: str) -> str:
    """The consonants of a Latin spelling in eight classes of capitals; vowels, ``h`` and repeats left out. O(length)."""
    text = word
    for pattern, sound in _SKELETON_DIGRAPHS:
        text = pattern.sub(sound, text)
    return _classify(text)


def pinyin_skeleton(syllable: str) -> str:
    """The skeleton of one Pinyin syllable, whose ``q``, ``x``, ``c`` and ``zh`` are sibilants."""
    return _classify("r" if syllable == "er" else _SIBILANT.sub("s", _FINAL_NG.sub("n", syllable)))


def _classify(text: str) -> str:
    out = []
    last = ""
    for at, sign in enumerate(text):
        found = _CLASSES.get(sign)
        if found is None:
            found = "A" if at == 0 and sign in "aeiouy" else ""
        if found != "" and found != last:
            out.append(found)
        last = found
    return "".join(out)
