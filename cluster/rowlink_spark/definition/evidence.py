"""What the texts of a pair say for and against it. Source: ``src/core/candidates/score/evidence.ts``."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from .corpus import Corpus
from .features import Features, Floats, Index, row_sums, shared
from .generated import load

EVIDENCE: list[str] = load("score")["evidence"]
"""Names of the columns of evidence, in order."""
PLACE = {name: at for at, name in enumerate(EVIDENCE)}
"""Column of each kind of evidence."""

_BRIEF_WORDS: int = load("score")["texts"]["BRIEF_WORDS"]


def lexical_cosine(left: Features, left_index: Index, right: Features, right_index: Index) -> npt.NDArray[np.float32]:
    """Cosine of the character n-grams of each pair, 0…1; ``left_index`` and ``right_index`` are places in the batches."""
    products = row_sums(shared(left.grams, left_index, right.grams, right_index))
    return np.maximum(0, products).astype(np.float32)


def gram_share(left: Features, left_index: Index, right: Features, right_index: Index) -> Floats:
    """Dice's coefficient of runs of three letters, 0…1; 0 where a side is empty."""
    common = row_sums(shared(left.runs, left_index, right.runs, right_index))
    total = left.runs.counts()[left_index] + right.runs.counts()[right_index]
    return 2 * common / np.maximum(1, total)


def is_identical(left: Features, left_index: Index, right: Features, right_index: Index) -> npt.NDArray[np.bool_]:
    """Equal normalised texts that are not empty."""
    one = left.normalised[left_index]
    return (one == right.normalised[right_index]) & (one != ("" if one.dtype == object else 0))


def are_foreign(left: Features, left_index: Index, right: Features, right_index: Index) -> npt.NDArray[np.bool_]:
    """Both texts have letters and no script in common."""
    one, other = left.scripts[left_index], right.scripts[right_index]
    return (one != 0) & (other != 0) & ((one & other) == 0)


@dataclass(frozen=True)
class Similarities:
    """What a search knows of pairs: cosines of vectors (NaN where there are none) and of n-grams."""

    similarity: npt.NDArray[np.float32]
    lexical: npt.NDArray[np.float32]


def pair_evidence(
    left: Features, left_index: Index, right: Features, right_index: Index, known: Similarities, corpus: Corpus
) -> Floats:
    """Evidence of each pair, ``[pairs, len(EVIDENCE)]``; what columns, qualifiers, the lexicon and other candidates say is left at 0.

    O(terms of both texts) a pair, some 20 µs.
    """
    brief = 1 / max(1.0, corpus.mean_words / _BRIEF_WORDS)
    rarest = np.log(1 + corpus.records) + 1
    foreign = are_foreign(left, left_index, right, right_index).astype(np.float64)
    own = 1 - foreign
    similarity = np.nan_to_num(known.similarity.astype(np.float64), nan=0.0)
    lexical = known.lexical.astype(np.float64)
    grams = gram_share(left, left_index, right, right_index)
    # Weights of shared words are the same on both sides, so a product is a square.
    words = shared(left.words, left_index, right.words, right_index)
    words.data = np.sqrt(words.data)
    common = row_sums(words)
    left_weight = left.words.totals()[left_index]
    right_weight = right.words.totals()[right_index]
    either = left_weight + right_weight - common
    fewer_words = np.minimum(left.words.counts()[left_index], right.words.counts()[right_index])
    fewer_numbers = np.minimum(left.numbers[left_index], right.numbers[right_index])
    shared_numbers = row_sums(shared(left.number_words, left_index, right.number_words, right_index))
    codes = shared(left.codes, left_index, right.codes, right_index)
    codes.data = np.sqrt(codes.data)
    missing = fewer_numbers - np.minimum(shared_numbers, fewer_numbers)
    has_numbers = fewer_numbers > 0

    out = np.zeros((len(left_index), len(EVIDENCE)))
    columns: dict[str, Floats] = {
        "similarity": own * similarity,
        "briefSimilarity": own * similarity * brief,
        "foreignSimilarity": foreign * similarity,
        "lexical": own * lexical,
        "longLexical": own * lexical * (1 - brief),
        "foreignLexical": foreign * lexical,
        "containment": common / _or_one(np.minimum(left_weight, right_weight)),
        "jaccard": common / _or_one(either),
        "gramShare": own * grams,
        "foreignGramShare": foreign * grams,
        "rarestWord": _row_maximum(words) / rarest,
        "sharedCode": _row_maximum(codes) / rarest,
        "numberAgreement": np.where(has_numbers, shared_numbers / _or_one(fewer_numbers), 0),
        "numberConflict": np.where(
            has_numbers, missing / (_or_one(fewer_numbers) * np.maximum(1, fewer_words / _BRIEF_WORDS)), 0
        ),
        "identical": is_identical(left, left_index, right, right_index).astype(np.float64),
        "foreign": foreign,
        "long": own * (1 - brief),
    }
    for name, values in columns.items():
        out[:, PLACE[name]] = values
    return out


def _or_one(values: Floats) -> Floats:
    return np.where(values == 0, 1, values)


def _row_maximum(rows: csr_array) -> Floats:
    """Largest member of each row, 0 for an empty one."""
    out = np.zeros(rows.shape[0])
    row_of = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    np.maximum.at(out, row_of, rows.data)
    return out
