"""How often terms occur in the records of both tables, which is what makes them rare: the one thing of the whole that features need.

Counted part by part (:func:`count_terms`), grouped by key and added up, then made a :class:`Corpus` that is sent to every worker.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .codes import codes_of
from .terms import Keys, gram_lists, word_key, words_of_form


@dataclass(frozen=True)
class TermTable:
    """Terms by ascending key with the records of both sides that have each; a term that is missing has one."""

    keys: Keys
    documents: npt.NDArray[np.int64]

    @classmethod
    def of(cls, keys: npt.ArrayLike, documents: npt.ArrayLike) -> "TermTable":
        """A table of keys in any order; equal keys add up. Signed 64-bit keys, as Spark has them, are read as unsigned."""
        given = np.asarray(keys)
        own = given.astype(np.int64).view(np.uint64) if given.dtype.kind == "i" else given.astype(np.uint64)
        distinct, place = np.unique(own, return_inverse=True)
        counts = np.bincount(place, weights=np.asarray(documents, dtype=np.float64), minlength=len(distinct))
        return cls(distinct, counts.astype(np.int64))

    def documents_of(self, keys: Keys) -> npt.NDArray[np.int64]:
        """Records of each term. O(keys · log terms)."""
        if len(self.keys) == 0:
            return np.ones(len(keys), dtype=np.int64)
        place = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[place] == keys, self.documents[place], 1)


@dataclass(frozen=True)
class TermCounts:
    """Counts over a part of one side's records."""

    records: int
    words: int
    """Distinct words of each record, added up."""
    grams: TermTable
    word_table: TermTable
    codes: TermTable


def count_terms(texts: Sequence[str], forms: Sequence[str]) -> TermCounts:
    """Counts the terms of some records: one text and one lexical form a record. O(characters · log)."""
    grams = gram_lists(forms).keys
    words = [word_key(word) for form in forms for word in words_of_form(form)]
    codes = [word_key(code) for text in texts for code in set(codes_of(text))]

    def table(keys: npt.ArrayLike) -> TermTable:
        own = np.asarray(keys, dtype=np.uint64)
        return TermTable.of(own, np.ones(len(own)))

    return TermCounts(len(texts), len(words), table(grams), table(words), table(codes))


@dataclass(frozen=True)
class Corpus:
    """The records of both tables as far as features of single records depend on them. Within one table both sides are that table, and
    every record counts twice, as on the page. About 16 bytes a term."""

    left_records: int
    right_records: int
    left_words: int
    right_words: int
    """Distinct words of each record, added up over a side."""
    grams: TermTable
    words: TermTable
    codes: TermTable

    @property
    def records(self) -> int:
        """Records of both sides."""
        return self.left_records + self.right_records

    @property
    def mean_words(self) -> float:
        """Distinct words of a record on average, of the side that has fewer."""
        return min(self.left_words / max(1, self.left_records), self.right_words / max(1, self.right_records))

    @classmethod
    def of(cls, left: TermCounts, right: TermCounts) -> "Corpus":
        """The corpus of two sides that were counted whole."""

        def both(one: TermTable, other: TermTable) -> TermTable:
            return TermTable.of(np.concatenate([one.keys, other.keys]), np.concatenate([one.documents, other.documents]))

        return cls(
            left_records=left.records,
            right_records=right.records,
            left_words=left.words,
            right_words=right.words,
            grams=both(left.grams, right.grams),
            words=both(left.word_table, right.word_table),
            codes=both(left.codes, right.codes),
        )


def rarity_of(documents: npt.NDArray[np.int64], records: int) -> npt.NDArray[np.float64]:
    """Inverse document frequency ``ln((1 + n) / (1 + df)) + 1`` of terms that so many of ``records`` have."""
    return np.log((1 + records) / (1 + documents)) + 1
