"""Features of records as bytes: made once, sent along, and read thirty times as fast as they are made.

Terms become 31 bits of a hash, which are columns of a sparse matrix as they stand: batches need no common numbering. Two terms of a pair of
records meet in one hash by chance in one of 10⁵ pairs or so, which adds a hundredth to a cosine.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .features import Features, Floats, HashedTerms, Index, Terms
from .terms import word_key

Words = npt.NDArray[np.uint32]

_BITS = np.uint64(33)


@dataclass(frozen=True)
class Lists:
    """Lists of 32-bit words: that of record ``i`` is ``values[offsets[i]:offsets[i + 1]]``."""

    offsets: Index
    values: Words


def pack(sections: Sequence[Lists]) -> list[bytes]:
    """One value a record: the sizes of its lists, then the lists. O(words)."""
    sizes = np.stack([np.diff(section.offsets) for section in sections], axis=1)
    ends = np.cumsum(sizes.sum(axis=1) + len(sections))
    starts = ends - sizes.sum(axis=1) - len(sections)
    flat = np.zeros(int(ends[-1]) if len(ends) else 0, dtype=np.uint32)
    flat[starts[:, None] + np.arange(len(sections))] = sizes
    at = starts + len(sections)
    for number, section in enumerate(sections):
        flat[np.repeat(at - section.offsets[:-1], sizes[:, number]) + np.arange(len(section.values))] = section.values
        at = at + sizes[:, number]
    whole = flat.tobytes()
    return [whole[start:end] for start, end in zip((starts * 4).tolist(), (ends * 4).tolist())]


def unpack(packed: Sequence[bytes], sections: int) -> list[Lists]:
    """What :func:`pack` made, ``sections`` lists a record. O(words)."""
    flat = np.frombuffer(b"".join(packed), dtype=np.uint32)
    widths = np.fromiter(map(len, packed), dtype=np.int64, count=len(packed)) // 4
    starts = np.cumsum(widths) - widths
    sizes = flat[starts[:, None] + np.arange(sections)].astype(np.int64)
    at = starts + sections
    out = []
    for number in range(sections):
        offsets = np.zeros(len(packed) + 1, dtype=np.int64)
        np.cumsum(sizes[:, number], out=offsets[1:])
        out.append(Lists(offsets, flat[np.repeat(at - offsets[:-1], sizes[:, number]) + np.arange(offsets[-1])]))
        at = at + sizes[:, number]
    return out


def hashed_terms(terms: Terms) -> tuple[Lists, Lists]:
    """Terms as hashes, ascending within each record, with the bits of their weights (32 of them)."""
    keys = (_mixed(terms.keys) >> _BITS).astype(np.uint32)
    owner = np.repeat(np.arange(len(terms.offsets) - 1), np.diff(terms.offsets))
    # A record's place and 31 bits in one number: a single sort. Equal hashes within a record have equal weights or are a chance of 10⁻⁶.
    order = np.argsort(owner << 31 | keys)
    return Lists(terms.offsets, keys[order]), Lists(terms.offsets, terms.weights[order].astype(np.float32).view(np.uint32))


def _mixed(keys: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Spreads 64 bits over 64 bits (finaliser of MurmurHash3)."""
    out = keys.astype(np.uint64)
    for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
        out = (out ^ (out >> np.uint64(33))) * np.uint64(factor)
    return out ^ (out >> np.uint64(33))


def terms_of(keys: Lists, weights: Lists | None = None) -> HashedTerms:
    """The reverse of :func:`hashed_terms`; all weights are 1 without any."""
    own = np.ones(len(keys.values), dtype=np.float32) if weights is None else weights.values.view(np.float32)
    return HashedTerms(keys.offsets.astype(np.int32), keys.values.view(np.int32), own)


def identities(texts: Sequence[str]) -> npt.NDArray[np.uint64]:
    """A number for each text, 0 for the empty one: equal for equal texts, and for others in one of 10¹⁹ cases."""
    return np.array([0 if text == "" else word_key(text) or 1 for text in texts], dtype=np.uint64)


def fixed(columns: Sequence[npt.NDArray[np.uint64]]) -> Lists:
    """Numbers of 64 bits, as many for every record."""
    rows = np.ascontiguousarray(np.stack(columns, axis=1).astype(np.uint64)) if columns else np.zeros((0, 0), np.uint64)
    words = rows.view(np.uint32)
    return Lists(np.arange(len(rows) + 1, dtype=np.int64) * words.shape[1], words.reshape(-1))


def fixed_of(lists: Lists, columns: int) -> npt.NDArray[np.uint64]:
    """The reverse of :func:`fixed`: ``[records, columns]``."""
    return np.ascontiguousarray(lists.values).view(np.uint64).reshape(-1, columns)


SECTIONS = 9
"""Lists that :func:`sections_of` makes of each record."""


def sections_of(features: Features) -> list[Lists]:
    """What pairs are compared by."""
    named = fixed([identities(features.normalised.tolist()), features.scripts.astype(np.int64).view(np.uint64)])
    grams, words, codes = (hashed_terms(terms) for terms in (features.grams, features.words, features.codes))
    return [named, *grams, *words, *codes, hashed_terms(features.number_words)[0], hashed_terms(features.runs)[0]]


def features_from(sections: Sequence[Lists]) -> Features:
    """Features for comparing pairs. ``normalised`` are numbers that stand for texts; forms and spellings are left out."""
    named = fixed_of(sections[0], 2)
    numbers = terms_of(sections[7])
    return Features(
        normalised=named[:, 0],
        forms=[],
        scripts=named[:, 1].astype(np.int64),
        grams=terms_of(sections[1], sections[2]),
        words=terms_of(sections[3], sections[4]),
        numbers=_counts(numbers),
        number_words=numbers,
        spellings=[],
        codes=terms_of(sections[5], sections[6]),
        runs=terms_of(sections[8]),
    )


def _counts(terms: Terms) -> Floats:
    return terms.counts().astype(np.float64)
