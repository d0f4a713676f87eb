"""Text as the page compares it: folding, one spelling for what has several, scripts. Source: ``src/core/text/{normalise,expand,scripts}.ts``."""

import re
import unicodedata
from functools import cache, lru_cache

from .generated import load
from .patterns import compile_pattern, ranges, replacement, spaces

_TEXT = load("text")
_ASCII_NORMAL = re.compile(r"(?:[a-z0-9]+(?: [a-z0-9]+)*)?\Z")
_ASCII_OTHER = re.compile(r"[^a-z0-9]+")
_ASCII_LETTER = re.compile(r"[A-Za-z]")
_OTHER = re.compile(f"[^{ranges('L')}{ranges('M')}{ranges('N')}]+")
_INVISIBLE = re.compile(f"[{ranges('Cf')}]+")
_MARKS = re.compile(f"[{ranges('M')}]+")
_SPACES = re.compile(f"[{spaces()}]+")
_DIGIT = re.compile(f"[{ranges('Nd')}]")
_CANONICAL: dict[str, str] = _TEXT["canonical"]
_LEGAL_FORMS = frozenset(_TEXT["legalForms"])
_ELISIONS = frozenset(_TEXT["elisions"])

_POINTS = re.compile("[.&+]")
_LETTERS_WITH_POINTS = compile_pattern(r"(?<![\p{L}\p{N}])(?:\p{L}\.){2,}")
_AND = compile_pattern(r"\s[&+]\s")
_APOSTROPHES = re.compile("['’ʼʻ`´]")
_APOSTROPHE = compile_pattern(_TEXT["apostrophe"])
_GENDER_SIGN = re.compile(r"[*:_/(·]")
_GENDERED_SIGN = compile_pattern(r"(\p{L}{3,})(?:[*:_·]|\/-?|\(-?)(in|innen)\b\)?", re.IGNORECASE)
_GENDERED_CAPITAL = compile_pattern(r"(\p{L}\p{Ll}{2,})I(n|nnen)(?!\p{L})")
_UNSPACED = re.compile("[会公주有]")
_UNSPACED_FORMS = tuple((compile_pattern(pattern), form) for pattern, form in _TEXT["unspacedLegalForms"])
_FAMILIES = tuple((bit, compile_pattern(pattern)) for bit, pattern in _TEXT["scriptFamilies"])

LATIN = 1
"""The bit of Latin among the families of scripts."""


def fold_letters(text: str) -> str:
    """Unicode NFKC, lower case with ``ß`` as ``ss`` and one form of sigma, invisible format characters left out. O(length)."""
    folded = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text).lower())
    return unicodedata.normalize("NFKC", folded.replace("ß", "ss").replace("ς", "σ"))


def normalise_text(text: str) -> str:
    """The form in which texts are compared: folded letters, marks and digits, everything else one space, trimmed. Idempotent. O(length)."""
    if text.isascii():
        folded = text.lower()
        return folded if _ASCII_NORMAL.match(folded) else _ASCII_OTHER.sub(" ", folded).strip(" ")
    return _OTHER.sub(" ", fold_letters(text)).strip(" ")


def words_of(normalised: str) -> list[str]:
    """Words of a normalised text in order, repeats kept; none of the empty text."""
    return normalised.split(" ") if normalised else []


def trim(text: str) -> str:
    """White space at both ends off, as JavaScript's ``trim``."""
    if text.isascii():
        return text.strip(" \t\n\r\v\f")
    first = _SPACES.match(text)
    start = first.end() if first else 0
    end = len(text)
    while end > start and _SPACES.match(text[end - 1]):
        end -= 1
    return text[start:end]


def collapse_spaces(text: str) -> str:
    """Runs of white space as one space each; the ends stay."""
    return _SPACES.sub(" ", text)


def strip_marks(text: str) -> str:
    """Combining marks of a decomposed text off."""
    return _MARKS.sub("", text)


def has_digit(word: str) -> bool:
    """Whether a word has a decimal digit of any script."""
    return _DIGIT.search(word) is not None


def canonical_word(word: str) -> str:
    """One spelling for what is written in several ways ("street" and "st"), by whole words of a normalised text without marks."""
    known = _CANONICAL.get(word)
    if known is not None:
        return known
    return word[:-4] if len(word) > 7 and word.endswith("strasse") else word


def is_legal_form(word: str) -> bool:
    """Whether a canonical word is a legal form of a company."""
    return word in _LEGAL_FORMS


def is_elision(before: str) -> bool:
    """Whether what stands before an apostrophe (in small letters) is a word of its own, as in "l'hôpital"."""
    return before in _ELISIONS


def open_up(text: str) -> str:
    """Opens up what normalising would break: letters with points, apostrophes inside words, ``&`` between words, gendered German forms,
    legal forms without word borders. Other texts come back as they are. O(length)."""
    out = text
    if _POINTS.search(out):
        out = _LETTERS_WITH_POINTS.sub(lambda found: found.group(0).replace(".", "") + " ", out)
        out = _AND.sub(" and ", out)
    if _APOSTROPHES.search(out):
        out = _APOSTROPHE.sub(_open_apostrophe, out)
    if _GENDER_SIGN.search(out):
        out = _GENDERED_SIGN.sub(r"\1 \1\2", out)
    if "In" in out:
        out = _GENDERED_CAPITAL.sub(r"\1 \1i\2", out)
    if _UNSPACED.search(out):
        for pattern, form in _UNSPACED_FORMS:
            out = pattern.sub(replacement(form), out)
    return out


def _open_apostrophe(found: re.Match[str]) -> str:
    before = found.group(1)
    return f"{before} " if before.lower() in _ELISIONS else before


def scripts_of(text: str) -> int:
    """Writing systems of a text as a bit set of families; digits and marks belong to none. O(length)."""
    scripts = LATIN if _ASCII_LETTER.search(text) else 0
    if not text.isascii():
        for sign in set(text):
            if sign > "\x7f":
                scripts |= _scripts_of_sign(sign)
    return scripts


@lru_cache(maxsize=20_000)
def _scripts_of_sign(sign: str) -> int:
    return sum(bit for bit, pattern in _FAMILIES if pattern.search(sign))


def are_foreign(left: int, right: int) -> bool:
    """Whether both texts have letters and no script in common. Takes bit sets of :func:`scripts_of`."""
    return left != 0 and right != 0 and (left & right) == 0


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units, which is what the page counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


@cache
def families() -> tuple[int, ...]:
    """The bits of all families of scripts."""
    return tuple(bit for bit, _ in _FAMILIES)
