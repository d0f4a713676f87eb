"""Romanisation by rule: Korean (two systems), Bulgarian, Russian, Ukrainian, Greek; others by `anyascii`.

Sources: Revised Romanization of Korean (2000) and McCune-Reischauer (1939), syllable by syllable with the usual
assimilations; the Bulgarian Transliteration Act (2009); BGN/PCGN 1947 (Russian, simplified), the Ukrainian resolution
no. 55 (2010); ELOT 743 / ISO 843 (Greek, without marks).
"""

import re
import unicodedata

from anyascii import anyascii

_INITIALS = tuple("ㄱ ㄲ ㄴ ㄷ ㄸ ㄹ ㅁ ㅂ ㅃ ㅅ ㅆ ㅇ ㅈ ㅉ ㅊ ㅋ ㅌ ㅍ ㅎ".split())
_RR_INITIAL = "g kk n d tt r m b pp s ss _ j jj ch k t p h".split()
_MR_INITIAL = "k kk n t tt r m p pp s ss _ ch tch ch' k' t' p' h".split()
_RR_VOWEL = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()
_MR_VOWEL = "a ae ya yae ŏ e yŏ ye o wa wae oe yo u wŏ we wi yu ŭ ŭi i".split()
# Final consonant -> its sound before a consonant or at the end, as an index into (none, k, n, t, l, m, p, ng).
_FINAL_CLASS = (0, 1, 1, 1, 2, 2, 2, 3, 4, 1, 5, 4, 4, 4, 6, 4, 5, 6, 6, 3, 3, 7, 3, 3, 1, 3, 6, 3)
_CLASS_TEXT = ("", "k", "n", "t", "l", "m", "p", "ng")
_LIAISON_RR = {1: "g", 2: "n", 3: "d", 4: "r", 5: "m", 6: "b", 7: "ng"}
_LIAISON_MR = {1: "g", 2: "n", 3: "d", 4: "r", 5: "m", 6: "b", 7: "ng"}
_NASAL = {1: 7, 3: 2, 6: 5}
_VOICED_MR = {"k": "g", "t": "d", "p": "b", "ch": "j"}


def _syllables(text: str) -> list[tuple[int, int, int] | str]:
    """Each Hangul syllable as (initial, vowel, final) indexes, other characters as they are."""
    out: list[tuple[int, int, int] | str] = []
    for letter in text:
        code = ord(letter) - 0xAC00
        out.append((code // 588, code % 588 // 28, code % 28) if 0 <= code < 11172 else letter)
    return out


def korean(text: str, system: str = "rr") -> str:
    """Romanised Korean, small letters; `system` is `rr` (Revised) or `mr` (McCune-Reischauer).

    Assimilations between syllables: liaison, nasals before ㄴ ㅁ, ㄹ after ㄴ and ㄹ; in `mr`, voicing between voiced
    sounds. Irregular words are spelled by the rules.
    """
    revised = system == "rr"
    initials, vowels = (_RR_INITIAL, _RR_VOWEL) if revised else (_MR_INITIAL, _MR_VOWEL)
    liaison = _LIAISON_RR if revised else _LIAISON_MR
    units = _syllables(text)
    result, carried = "", 0  # `carried`: the class of the previous syllable's final, still unwritten
    before_vowel = False
    for unit in units:
        if isinstance(unit, str):
            result += _CLASS_TEXT[carried] + unit
            carried, before_vowel = 0, False
            continue
        first, vowel, final = unit
        onset = "" if first == 11 else initials[first]
        if carried:
            if first == 11:
                result += liaison[carried]
            elif first in (2, 6) and carried in _NASAL:  # ㄴ ㅁ
                result += _CLASS_TEXT[_NASAL[carried]] + onset
            elif first == 5:  # ㄹ
                if carried in (2, 4):
                    result += "ll"
                else:
                    result += _CLASS_TEXT[_NASAL.get(carried, carried)] + "n"
            else:
                voiced = not revised and carried in (2, 4, 5, 7)
                result += _CLASS_TEXT[carried] + (_VOICED_MR.get(onset, onset) if voiced else onset)
        else:
            result += _VOICED_MR.get(onset, onset) if before_vowel and not revised else onset
        result += vowels[vowel]
        carried, before_vowel = _FINAL_CLASS[final], True
    return result + _CLASS_TEXT[carried]


_BULGARIAN = dict(zip("абвгдежзийклмнопрстуфхцчшщъьюя", "a b v g d e zh z i y k l m n o p r s t u f h ts ch sh sht a y yu ya".split(), strict=True))
_RUSSIAN = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya".split(), strict=True))
_UKRAINIAN = _RUSSIAN | dict(zip("гґеєиіїйщь", "h g e ie y i i i shch _".split(), strict=True))
_SCIENTIFIC = _RUSSIAN | dict(zip("жхцчшщыэюяй", "ž h c č š šč y è ju ja j".split(), strict=True))
_GREEK = dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split(), strict=True))
_GREEK_PAIRS = (("ου", "ou"), ("αι", "ai"), ("ει", "ei"), ("οι", "oi"), ("αυ", "av"), ("ευ", "ev"), ("μπ", "b"), ("ντ", "nt"), ("γγ", "ng"), ("γκ", "gk"))
TABLES = {"bg": _BULGARIAN, "ru": _RUSSIAN, "uk": _UKRAINIAN, "ru-x-sci": _SCIENTIFIC}


def by_table(text: str, table: dict[str, str]) -> str:
    """Each letter replaced by the table's, capitals kept; `_` in a table stands for nothing."""
    out = []
    for letter in text:
        new = table.get(letter.lower())
        if new is None:
            out.append(letter)
        elif new != "_":
            out.append(new.capitalize() if letter.isupper() else new)
    return "".join(out)


def bulgarian(text: str) -> str:
    """Official Bulgarian romanisation; a final `ия` is `ia`."""
    return by_table(re.sub(r"ия\b", "иа", text), TABLES["bg"])


def greek(text: str) -> str:
    """ELOT 743 without marks; pairs of letters first."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    for pair, new in _GREEK_PAIRS:
        plain = plain.replace(pair, new).replace(pair.capitalize(), new.capitalize())
    return by_table(plain, _GREEK)


def romanise(text: str, language: str) -> str:
    """The text in Latin letters by the language's rules, else by `anyascii`; capitals at word starts for Korean."""
    if language == "ko":
        return " ".join(word[:1].upper() + word[1:] for word in korean(text).split(" "))
    if language == "bg":
        return bulgarian(text)
    if language == "el":
        return greek(text)
    if language in TABLES:
        return by_table(text, TABLES[language])
    return anyascii(text).strip()
