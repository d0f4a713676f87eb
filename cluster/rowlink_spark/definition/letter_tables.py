"""What records are looked up in by their letters. Source: ``lexical-rows.ts``, ``common-groups.ts`` and ``probe-tables.ts`` in
``src/core/candidates/lexical``.

Grams never cross words, so a record is its words, and the grams of a distinct word are kept once. Words are numbered in the order of their
code units, terms (grams that more than one record of both tables has) rarest first: the order in which small sums of single precision are
added up depends on it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from .corpus import Corpus, rarity_of
from .generated import load
from .lists import Index, Lists
from .terms import TermLists, gram_lists

Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]

_COMMON_RECORDS: int = load("settings")["lexicalGroups"]["COMMON_RECORDS"]
_COMMON_SHARE: float = load("settings")["lexicalGroups"]["COMMON_SHARE"]


@dataclass(frozen=True)
class CommonGroups:
    """Records by their common words: those with the same ones are a group; records without any are group 0."""

    groups_with: Lists
    """Word → groups, a group once for each time its records have the word; none for a word that is not common."""
    words_of: Lists
    """Group → its words, ascending, repeats kept."""
    members: Lists
    """Group → records, those of the largest scale first, then by number."""

    def __len__(self) -> int:
        return len(self.words_of)


@dataclass(frozen=True)
class LetterTables:
    """Records of one table, and of the other what leads to them. Words and terms are numbered over both."""

    asked_words: Lists
    """Record that is looked up → words, in the order of its form, repeats kept."""
    words: Lists
    """Record of the other table → words, as above."""
    terms_of: Lists
    """Word → terms, rarest first, repeats kept."""
    gain: Floats
    """What sharing each term once adds to a cosine before scaling: the square of its inverse document frequency."""
    words_with: Lists
    """Term → words of the other table, a word once for each time it has the term."""
    records_with: Lists
    """Word → records of the other table, a record once for each time it has the word."""
    scale: Floats
    """One over the length of the weight vector of each record of the other table; 0 without a gram."""
    groups: CommonGroups
    asked_weights: csr_array
    """Weights of length 1 of the grams of each record that is looked up; columns as in ``weights``."""
    weights: csr_array
    """The same of the other table."""


def letter_tables(asked: Sequence[str], other: Sequence[str], corpus: Corpus) -> LetterTables:
    """
    Tables to look the lexical forms ``asked`` up among the forms ``other``. O(code units · log).

    ``asked`` may be some records of a table; ``other`` has to be the whole other one. ``corpus`` is that of both tables.
    """
    spelt, read = read_words([*asked, *other])
    asked_words, words = read.chosen(np.arange(len(asked))), read.chosen(np.arange(len(asked), len(read)))
    terms_of, gain = _terms_of(spelt, corpus)
    records_with = words.transposed(len(spelt))
    is_used = records_with.sizes() > 0
    used = is_used[terms_of.owners()]
    words_with = Lists.by_owner(terms_of.members[used], terms_of.owners()[used], len(gain))
    asked_weights, weights, scale = _weights_of(gram_lists(asked), gram_lists(other), corpus)
    least = max(_COMMON_RECORDS, math.ceil(len(other) * _COMMON_SHARE))
    groups = group_by_common_words(words, records_with, scale, least)
    return LetterTables(asked_words, words, terms_of, gain, words_with, records_with, scale, groups, asked_weights, weights)


def read_words(forms: Sequence[str]) -> tuple[list[str], Lists]:
    """Distinct words of some forms in the order of their UTF-16 code units, and the words of each form by number."""
    rows = [form.split(" ") if form else [] for form in forms]
    spelt = sorted({word for row in rows for word in row}, key=lambda word: word.encode("utf-16-be", "surrogatepass"))
    number = {word: at for at, word in enumerate(spelt)}
    offsets = np.zeros(len(rows) + 1, dtype=np.int64)
    np.cumsum([len(row) for row in rows], out=offsets[1:])
    return spelt, Lists(offsets, np.array([number[word] for row in rows for word in row], dtype=np.int64))


def _terms_of(spelt: Sequence[str], corpus: Corpus) -> tuple[Lists, Floats]:
    """Terms of each word, and the gain of each term."""
    grams = gram_lists(spelt)
    keys, place = np.unique(grams.keys, return_inverse=True)
    documents = corpus.grams.documents_of(keys)
    order = np.lexsort((keys, documents))
    order = order[documents[order] > 1]
    name = np.full(len(keys), -1, dtype=np.int64)
    name[order] = np.arange(len(order))
    term = name[place]
    owner = np.repeat(np.arange(len(spelt)), np.diff(grams.offsets))
    kept = np.repeat(term >= 0, grams.counts)
    owner, term = np.repeat(owner, grams.counts)[kept], np.repeat(term, grams.counts)[kept]
    by_term = np.argsort(term, kind="stable")
    return Lists.by_owner(owner[by_term], term[by_term], len(spelt)), rarity_of(documents[order], corpus.records) ** 2


def _weights_of(asked: TermLists, other: TermLists, corpus: Corpus) -> tuple[csr_array, csr_array, Floats]:
    """Weights of both sides over the grams that both have, scaled to length 1 by all their grams; and the scale of the other side."""
    common = np.intersect1d(asked.keys, other.keys)
    found = [_scaled_rows(side, common, corpus) for side in (asked, other)]
    return found[0][0], found[1][0], found[1][1]


def _scaled_rows(lists: TermLists, common: npt.NDArray[np.uint64], corpus: Corpus) -> tuple[csr_array, Floats]:
    weights = (1 + np.log(lists.counts)) * rarity_of(corpus.grams.documents_of(lists.keys), corpus.records)
    squares = segment_sums(weights * weights, lists.offsets)
    scale = np.where(squares > 0, 1 / np.sqrt(np.where(squares > 0, squares, 1)), 0)
    owner = np.repeat(np.arange(len(scale)), np.diff(lists.offsets))
    place = np.minimum(np.searchsorted(common, lists.keys), max(0, len(common) - 1))
    has = common[place] == lists.keys if len(common) else np.zeros(len(lists.keys), dtype=bool)
    rows = Lists.by_owner(owner[has], place[has], len(scale))
    shape = (len(scale), max(1, len(common)))
    return csr_array((weights[has] * scale[owner[has]], rows.members, rows.offsets), shape=shape), scale


def segment_sums(values: Floats, offsets: Index) -> Floats:
    """The sum of ``values[offsets[i]:offsets[i + 1]]`` each; it depends on those values alone, to the last bit."""
    sums = np.zeros(len(offsets) - 1)
    filled = np.diff(offsets) > 0
    if filled.any():
        sums[filled] = np.add.reduceat(values, offsets[:-1][filled])
    return sums


def group_by_common_words(words: Lists, records_with: Lists, scale: Floats, least_records: int) -> CommonGroups:
    """Groups records by the words that at least ``least_records`` have. O(words · log)."""
    count = len(words)
    is_common = records_with.sizes() >= least_records
    common = is_common[words.members]
    owner, word = words.owners()[common], words.members[common]
    order = np.lexsort((word, owner))
    own = Lists.by_owner(owner[order], word[order], count)
    bounds = own.offsets.tolist()
    numbers: dict[bytes, int] = {b"": 0}
    lists: list[Index] = [np.zeros(0, np.int64)]
    group_of = np.zeros(count, dtype=np.int64)
    for record in range(count):
        members = own.members[bounds[record] : bounds[record + 1]]
        group = numbers.setdefault(members.tobytes(), len(numbers))
        if group == len(lists):
            lists.append(members)
        group_of[record] = group
    offsets = np.zeros(len(lists) + 1, dtype=np.int64)
    np.cumsum([len(members) for members in lists], out=offsets[1:])
    words_of = Lists(offsets, np.concatenate(lists))
    largest_first = np.argsort(-scale.astype(np.float32), kind="stable")
    members = Lists.by_owner(group_of[largest_first], largest_first, len(lists))
    return CommonGroups(words_of.transposed(len(records_with)), words_of, members)
