"""Terms of lexical forms as numbers, for many texts at once: character n-grams, runs of three letters, words.

Grams and runs are cut from UTF-16 code units, as the page cuts them (``src/core/candidates/lexical/ngrams.ts``,
``src/core/candidates/score/grams-in-common.ts``).
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .generated import load

Keys = npt.NDArray[np.uint64]
Offsets = npt.NDArray[np.int64]

_SHORTEST: int = load("settings")["ngrams"]["SHORTEST"]
_LONGEST: int = load("settings")["ngrams"]["LONGEST"]
_RUN_TEXT: int = load("score")["gramShare"]["LONGEST"]
_RUN: int = load("score")["gramShare"]["SIZE"]
_SPACE = 32
_SQUEEZED = re.compile("[A-Z ]+")
_CAPITAL = re.compile("[A-Z]")


@dataclass(frozen=True)
class TermLists:
    """Terms of many texts: those of text ``i`` are ``keys[offsets[i]:offsets[i + 1]]``, ascending, each once, with how often it has them."""

    offsets: Offsets
    keys: Keys
    counts: npt.NDArray[np.int64]


def gram_lists(forms: Sequence[str]) -> TermLists:
    """Grams of 2 to 4 code units inside word borders, a space on either side of every word. A key is the units of the gram, so it is exact.

    O(units · log units)
    """
    units, starts, ends = _units_of([f" {form} " if form else "" for form in forms])
    texts: list[npt.NDArray[np.int64]] = []
    keys: list[Keys] = []
    text_of = np.repeat(np.arange(len(forms), dtype=np.int64), ends - starts)
    left_in_text = np.repeat(ends, ends - starts) - np.arange(len(units))
    is_space = units == _SPACE
    wide = units.astype(np.uint64)
    for size in range(_SHORTEST, _LONGEST + 1):
        if len(units) < size:
            continue
        count = len(units) - size + 1
        is_gram = left_in_text[:count] >= size
        key = np.zeros(count, dtype=np.uint64)
        for at in range(size):
            key |= wide[at : at + count] << np.uint64(16 * at)
            if 0 < at < size - 1:
                is_gram &= ~is_space[at : at + count]
        texts.append(text_of[:count][is_gram])
        keys.append(key[is_gram])
    return _collect(len(forms), texts, keys)


def run_lists(forms: Sequence[str]) -> TermLists:
    """Runs of three letters without spaces and skeleton, hashed to 32 bits; one that repeats is a further term each time. Of long texts the
    first 240 code units count, and a text shorter than a run is one. ``counts`` are all 1. O(units · log units)."""
    units, starts, ends = _units_of([_SQUEEZED.sub("", form) for form in forms])
    ends = np.minimum(ends, starts + _RUN_TEXT)
    lengths = ends - starts
    runs = np.where(lengths == 0, 0, np.maximum(1, lengths - _RUN + 1))
    text_of = np.repeat(np.arange(len(forms), dtype=np.int64), runs)
    first = np.repeat(starts, runs) + _places_within(runs)
    sizes = np.minimum(_RUN, ends[text_of] - first)
    hashes = np.full(len(first), 0x811C9DC5, dtype=np.uint32)
    for at in range(_RUN):
        unit = units[np.minimum(first + at, max(0, len(units) - 1))].astype(np.uint32) if len(units) else np.zeros(0, np.uint32)
        hashes = np.where(at < sizes, (hashes ^ unit) * np.uint32(0x01000193), hashes)
    lists = _collect(len(forms), [text_of], [hashes.astype(np.uint64)])
    repeats = _places_within(lists.counts)
    keys = np.repeat(lists.keys, lists.counts) | (repeats.astype(np.uint64) << np.uint64(32))
    text_of = np.repeat(np.repeat(np.arange(len(forms)), np.diff(lists.offsets)), lists.counts)
    return _collect(len(forms), [text_of], [keys])


def word_key(word: str) -> int:
    """64 bits that stand for a word or code (BLAKE2b): the same on every machine."""
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def words_of_form(form: str) -> list[str]:
    """Distinct words of a lexical form, its sound skeleton left out."""
    if not form:
        return []
    return [word for word in dict.fromkeys(form.split(" ")) if not _CAPITAL.search(word)]


def _units_of(texts: Sequence[str]) -> tuple[npt.NDArray[np.uint16], Offsets, Offsets]:
    """All code units one after another, and where each text starts and ends."""
    encoded = [text.encode("utf-16-le", "surrogatepass") for text in texts]
    bounds = np.zeros(len(texts) + 1, dtype=np.int64)
    np.cumsum([len(one) // 2 for one in encoded], out=bounds[1:])
    return np.frombuffer(b"".join(encoded), dtype="<u2"), bounds[:-1], bounds[1:]


def _places_within(sizes: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """0 … size − 1 for each size, one after another."""
    total = int(sizes.sum())
    starts = np.repeat(np.cumsum(sizes) - sizes, sizes)
    return np.arange(total, dtype=np.int64) - starts


def _collect(texts: int, text_parts: Sequence[npt.NDArray[np.int64]], key_parts: Sequence[Keys]) -> TermLists:
    text_of = np.concatenate(text_parts) if text_parts else np.zeros(0, np.int64)
    keys = np.concatenate(key_parts) if key_parts else np.zeros(0, np.uint64)
    order = np.lexsort((keys, text_of))
    text_of, keys = text_of[order], keys[order]
    is_first = np.ones(len(keys), dtype=bool)
    is_first[1:] = (text_of[1:] != text_of[:-1]) | (keys[1:] != keys[:-1])
    firsts = np.flatnonzero(is_first)
    counts = np.diff(np.append(firsts, len(keys)))
    offsets = np.zeros(texts + 1, dtype=np.int64)
    np.cumsum(np.bincount(text_of[firsts], minlength=texts), out=offsets[1:])
    return TermLists(offsets, keys[firsts], counts)
