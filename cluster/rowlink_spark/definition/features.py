"""What is known of each record by itself, for a batch of them; pairs are then compared by numbers alone.

Sparse rows are ``scipy.sparse`` matrices whose columns are the terms of the batch: features of two batches meet in :func:`align`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from .codes import codes_of
from .corpus import Corpus, TermTable, rarity_of
from .generated import load
from .lexical_text import Side, TextContext
from .normalise import has_digit, is_legal_form, normalise_text, scripts_of
from .terms import Keys, Offsets, TermLists, gram_lists, run_lists, word_key, words_of_form

_LEGAL_SHARE: float = load("text")["codes"]["LEGAL_SHARE"]

Floats = npt.NDArray[np.float64]
Index = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Terms:
    """Weighted terms of a batch of records: those of record ``i`` are ``keys[offsets[i]:offsets[i + 1]]``, ascending, each once."""

    offsets: Offsets
    keys: Keys
    weights: Floats

    def counts(self) -> Index:
        """Terms of each record."""
        return np.diff(self.offsets)

    def totals(self) -> Floats:
        """Weights of each record's terms, added up."""
        return _sums(self.weights, self.offsets)


@dataclass(frozen=True)
class HashedTerms(Terms):
    """Terms whose keys are hashes of 31 bits, which every batch has in common."""

    def rows(self) -> csr_array:
        """A sparse row a record, over these very numbers. Nothing is as long as it has columns."""
        return csr_array((self.weights, self.keys, self.offsets), shape=(len(self.offsets) - 1, 2**31 - 1))


@dataclass(frozen=True)
class Features:
    """A batch of records, one text each."""

    normalised: npt.NDArray[np.object_] | npt.NDArray[np.uint64]
    """Texts, or numbers that stand for them, 0 for the empty one."""
    forms: list[str]
    scripts: npt.NDArray[np.int64]
    grams: Terms
    """Weights of length 1 a record: the product of two records is their cosine."""
    words: Terms
    numbers: Floats
    """Words with a digit of each record."""
    number_words: Terms
    """The words with a digit alone, weight 1."""
    spellings: list[list[str]]
    """Words of each record in the order of ``words``."""
    codes: Terms
    runs: Terms

    def __len__(self) -> int:
        return len(self.forms)


def features_of(texts: Sequence[str], side: Side, context: TextContext, corpus: Corpus, known_forms: Sequence[str] | None = None) -> Features:
    """Features of some records by their composed texts. About 100 µs a text: give distinct ones. O(characters · log).

    :param known_forms: their lexical forms, where they are made already
    """
    known: dict[str, str] = {}
    forms = [context.form(text, side, known) for text in texts] if known_forms is None else list(known_forms)
    normalised = [normalise_text(text) for text in texts]
    words, spellings = _word_terms([words_of_form(form) for form in forms], corpus.words, corpus.records)
    is_number = np.array([has_digit(word) for row in spellings for word in row], dtype=bool)
    codes, _ = _word_terms([codes_of(text) for text in texts], corpus.codes, corpus.records)
    runs = run_lists(forms)
    return Features(
        normalised=np.array([*normalised, None], dtype=object)[:-1],
        forms=forms,
        scripts=np.array([scripts_of(text) for text in normalised], dtype=np.int64),
        grams=_gram_terms(gram_lists(forms), corpus),
        words=words,
        numbers=_sums(is_number.astype(np.float64), words.offsets),
        number_words=_keep(Terms(words.offsets, words.keys, np.ones(len(words.keys))), is_number),
        spellings=spellings,
        codes=codes,
        runs=Terms(runs.offsets, runs.keys, np.ones(len(runs.keys))),
    )


def rows_of(terms: Terms, index: Index) -> Terms:
    """Terms of the records at some places, which may come again."""
    sizes = terms.counts()[index]
    offsets = np.zeros(len(index) + 1, dtype=np.int64)
    np.cumsum(sizes, out=offsets[1:])
    place = np.repeat(terms.offsets[index] - offsets[:-1], sizes) + np.arange(offsets[-1])
    return Terms(offsets, terms.keys[place], terms.weights[place])


def shared(left: Terms, left_index: Index, right: Terms, right_index: Index) -> csr_array:
    """Products of the weights of the terms that two records share, a row a pair. O(terms of both)."""
    one, other = align(left, right)
    return csr_array(one[left_index].multiply(other[right_index]))


def row_sums(rows: csr_array) -> Floats:
    """The sum of each row, whatever number of columns there is. O(members)"""
    return _sums(rows.data, rows.indptr)


def align(left: Terms, right: Terms) -> tuple[csr_array, csr_array]:
    """Two batches over the same columns. Terms that only one of them has are left out, unless they are hashed."""
    if isinstance(left, HashedTerms) and isinstance(right, HashedTerms):
        return left.rows(), right.rows()
    common = np.intersect1d(left.keys, right.keys)

    def matrix(terms: Terms) -> csr_array:
        place = np.searchsorted(common, terms.keys)
        has = np.zeros(len(terms.keys), dtype=bool)
        inside = place < len(common)
        has[inside] = common[place[inside]] == terms.keys[inside]
        kept = _keep(terms, has)
        shape = (len(terms.offsets) - 1, max(1, len(common)))
        return csr_array((kept.weights, place[has], kept.offsets), shape=shape)

    return matrix(left), matrix(right)


def _gram_terms(lists: TermLists, corpus: Corpus) -> Terms:
    """Term frequency ``1 + ln(tf)`` by inverse document frequency, rows of length 1."""
    rarity = rarity_of(corpus.grams.documents_of(lists.keys), corpus.records)
    weights = (1 + np.log(lists.counts)) * rarity
    lengths = np.sqrt(_sums(weights * weights, lists.offsets))
    scale = 1 / np.where(lengths == 0, 1, lengths)
    return Terms(lists.offsets, lists.keys, weights * np.repeat(scale, np.diff(lists.offsets)))


def _word_terms(rows: Sequence[Sequence[str]], table: TermTable, records: int) -> tuple[Terms, list[list[str]]]:
    """What each word says when shared: its inverse document frequency, less for legal forms; rounded to 32 bits as on the page."""
    keys_of: dict[str, int] = {}
    sorted_rows: list[list[str]] = []
    for row in rows:
        for word in row:
            if word not in keys_of:
                keys_of[word] = word_key(word)
        sorted_rows.append(sorted(set(row), key=keys_of.__getitem__))
    flat = [word for row in sorted_rows for word in row]
    keys = np.array([keys_of[word] for word in flat], dtype=np.uint64)
    offsets = np.zeros(len(rows) + 1, dtype=np.int64)
    np.cumsum([len(row) for row in sorted_rows], out=offsets[1:])
    legal = np.array([_LEGAL_SHARE if is_legal_form(word) else 1.0 for word in flat])
    weights = rarity_of(table.documents_of(keys), records) * legal
    return Terms(offsets, keys, weights.astype(np.float32).astype(np.float64)), sorted_rows


def _keep(terms: Terms, is_kept: npt.NDArray[np.bool_]) -> Terms:
    before = np.zeros(len(terms.keys) + 1, dtype=np.int64)
    np.cumsum(is_kept, out=before[1:])
    return Terms(before[terms.offsets], terms.keys[is_kept], terms.weights[is_kept])


def _sums(values: Floats, offsets: Offsets) -> Floats:
    running = np.zeros(len(values) + 1)
    np.cumsum(values, out=running[1:])
    return running[offsets[1:]] - running[offsets[:-1]]
