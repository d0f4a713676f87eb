"""Scores of a pool of pairs that is at hand whole. Source: ``score/judge-pairs.ts`` and ``score/score-pool.ts``.

On a cluster the same steps run apart from each other; this is how they follow one another, and what they are checked against.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from .columns import (
    CellStatistics,
    ColumnContext,
    ColumnVoice,
    QualifierKind,
    cell_likeness,
    cell_statistics,
    column_voices,
    level_bits,
    level_counts,
    levels_of,
    likely_matches,
    qualifier_agreement,
    qualifier_voice,
    word_counts,
)
from .competition import Cardinality, settle_competition
from .corpus import Corpus
from .evidence import PLACE, Similarities, are_foreign, is_identical, pair_evidence
from .features import Features
from .generated import load
from .lexicon import CHANGE_WORTH_LEARNING, REACH, ROUNDS, learn_lexicon, lexicon_terms, likely_pairs
from .match_score import ScoreFamily, ScoreKind, Scorer, final_scores
from .pool import Index, Pool, first_best, portions
from .rerank import PairLooks, align_words, rerank_changes, weights_in_force, within_reach
from .usual import usual_of

_JUDGE = load("score")["judge"]
USUAL_SIMILARITY: float = _JUDGE["USUAL_SIMILARITY"]
"""What records of large tables reach with others that they do not match, by vectors."""
USUAL_LEXICAL: float = _JUDGE["USUAL_LEXICAL"]
"""The same by letters."""
_PORTION = 20_000

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Qualifier:
    """A pair of columns that speaks for or against a pair without being part of its text."""

    kind: QualifierKind
    weight: float
    left: Sequence[str]
    """A cell a left record."""
    right: Sequence[str]


@dataclass(frozen=True)
class Column:
    """A pair of compared columns, a cell a record, and the user's weight."""

    left: Sequence[str]
    right: Sequence[str]
    weight: float = 1.0


@dataclass(frozen=True)
class Records:
    """What is known of the records of both sides."""

    left: Features
    right: Features
    corpus: Corpus
    left_rows: Index
    """Rows that each left record stands for."""
    right_rows: Index
    columns: Sequence[Column] = ()
    qualifiers: Sequence[Qualifier] = ()


@dataclass(frozen=True)
class ScoreSettings:
    """What the score depends on besides the tables."""

    score: ScoreKind = "hybrid"
    is_within: bool = False
    """One table is searched for duplicates."""
    cardinality: Cardinality = "many-to-many"
    without: Sequence[str] = field(default_factory=tuple)
    rerank: Any = None
    model: str | None = None
    """Whose vectors the cosines are of."""

    @property
    def family(self) -> ScoreFamily:
        """Which weights are asked."""
        return "alone" if self.is_within else "linkage"

    @property
    def competes(self) -> bool:
        """Whether pairs compete for partners."""
        return not self.is_within and self.score != "dense" and "competition" not in self.without


def is_reference_list(left_count: int, right_count: int, cardinality: Cardinality) -> bool:
    """Whether the right table is a short list that many rows are put into, as categories are."""
    return (
        cardinality == "many-to-one"
        and right_count >= _JUDGE["LEAST_CATEGORIES"]
        and left_count >= _JUDGE["ROWS_A_CATEGORY"] * right_count
    )


@dataclass(frozen=True)
class Judged:
    """The pairs of a pool, in its order."""

    evidence: Floats
    logits: Floats
    """Log odds before competition."""
    is_certain: npt.NDArray[np.bool_]
    score: npt.NDArray[np.float32]
    """Match scores, 0…1."""


def judge_pool(pool: Pool, records: Records, settings: ScoreSettings) -> Judged:
    """Scores of all pairs of a pool. O(pairs · (terms + columns)), some 30 µs a pair."""
    left, right = pool.left, pool.right
    evidence = _text_evidence(pool, records)
    added, contradicts = _cells(pool, records, settings, evidence)
    _fill_usual(pool, settings, evidence)
    kind = settings.score if pool.has_vectors else "lexical"
    scorer = Scorer.of(kind, settings.family, settings.without)
    logits = scorer.logits(evidence) + added
    weight = scorer.weights[PLACE["translation"]]
    if settings.family == "linkage" and settings.score != "dense" and weight != 0:
        bits = learn_translation(pool, records, logits, weight)
        evidence[:, PLACE["translation"]] = bits
        logits = logits + weight * bits.astype(np.float64)
    logits = logits + _rerank(pool, records, settings, logits)
    is_certain = is_identical(records.left, left, records.right, right) & ~contradicts
    settled = logits
    if settings.competes:
        settled = settle_competition(left, right, logits, settings.cardinality, records.left_rows, records.right_rows)
    return Judged(evidence, logits, is_certain, final_scores(settled, is_certain))


def learn_translation(pool: Pool, records: Records, first: Floats, weight: float) -> npt.NDArray[np.float32]:
    """What words mean that the texts of a pair do not share, in bits; 0 for pairs too far from their record's best to matter. Learned from the
    likeliest pairs, and once more from those that are likeliest with it where it changes much."""
    left, right = pool.left, pool.right
    left_terms = [lexicon_terms(text) for text in records.left.normalised]
    right_terms = [lexicon_terms(text) for text in records.right.normalised]
    best = first_best(first, left, pool.left_count)
    top = np.where(best >= 0, first[best], np.inf) if len(first) else np.zeros(pool.left_count)
    near = np.flatnonzero(first >= top[left] - REACH)
    bits = np.zeros(len(first), dtype=np.float32)
    logits = first
    for _ in range(ROUNDS):
        likely = likely_pairs(left, right, logits, pool.left_count, pool.right_count)
        lexicon = learn_lexicon([left_terms[at] for at in left[likely]], [right_terms[at] for at in right[likely]])
        is_taught = np.zeros(len(first), dtype=bool)
        is_taught[likely] = True
        for portion in portions(len(near), _PORTION):
            own = near[portion]
            bits[own] = lexicon.bits(
                [left_terms[at] for at in left[own]], [right_terms[at] for at in right[own]], is_taught[own]
            )
        before, logits = logits, first + weight * bits.astype(np.float64)
        if count_changed(best, near, left, before, logits) < pool.left_count * CHANGE_WORTH_LEARNING:
            break
    return bits


def count_changed(best: Index, near: Index, left: Index, before: Floats, after: Floats) -> int:
    """Left records that get another best pair by a lexicon.

    The page goes through the pairs of a record once and writes the log odds as it goes, so that pairs in front of the best one are held against
    what that had before. So are they here: whether a second lexicon is learned hangs on this count.

    :param best: place of the best pair of each left record before any lexicon, −1 where it has none
    :param near: places of the pairs that a lexicon is asked about, ascending
    """
    count = len(best)
    place = best[left[near]]
    ahead, behind = np.full(count, -np.inf), np.full(count, -np.inf)
    in_front, after_it = near[near < place], near[near > place]
    np.maximum.at(ahead, left[in_front], after[in_front])
    np.maximum.at(behind, left[after_it], after[after_it])
    has_pairs = best >= 0
    own, ahead, behind = best[has_pairs], ahead[has_pairs], behind[has_pairs]
    is_passed = (ahead > before[own]) & ~(after[own] > ahead)
    return int(np.count_nonzero(is_passed | (behind > np.where(is_passed, ahead, after[own]))))


def _text_evidence(pool: Pool, records: Records) -> Floats:
    parts = [
        pair_evidence(
            records.left,
            pool.left[portion],
            records.right,
            pool.right[portion],
            Similarities(pool.similarity[portion], pool.lexical[portion]),
            records.corpus,
        )
        for portion in portions(len(pool), _PORTION)
    ]
    return np.concatenate(parts) if parts else np.zeros((0, len(PLACE)))


def _cells(
    pool: Pool, records: Records, settings: ScoreSettings, evidence: Floats
) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Writes what columns and qualifiers say; returns what is added to the log odds, and which pairs a qualifier contradicts."""
    added = np.zeros(len(pool), dtype=np.float32)
    contradicts = np.zeros(len(pool), dtype=bool)
    if "columns" in settings.without or settings.score == "dense":
        return added.astype(np.float64), contradicts
    for qualifier in records.qualifiers:
        context = column_context(qualifier.left, qualifier.right)
        agreement = qualifier_agreement(qualifier.kind, context, *_cells_of(pool, qualifier.left, qualifier.right))
        logits, against = qualifier_voice(agreement, qualifier.weight)
        added = (added + logits).astype(np.float32)
        contradicts |= against
    if len(records.columns) >= 2:
        value = pool.lexical + pool.similarity if pool.has_vectors else pool.lexical
        likely = likely_matches(pool.left, pool.right, value, pool.left_count, pool.right_count)
        levels, voices = [], []
        for column in records.columns:
            context = column_context(column.left, column.right)
            levels.append(levels_of(cell_likeness(context, *_cells_of(pool, column.left, column.right))))
            brevity = (word_counts(column.left) + word_counts(column.right)).brevity
            voices.append(ColumnVoice(level_bits(level_counts(levels[-1], likely)), brevity, column.weight))
        said, emphasis = column_voices(voices, levels)
        evidence[:, PLACE["columns"]] = said
        added = added.astype(np.float64) + emphasis
    evidence[:, PLACE["qualifiers"]] = added
    return added.astype(np.float64), contradicts


def column_context(left: Sequence[str], right: Sequence[str]) -> ColumnContext:
    """The context of a pair of columns that are at hand whole, a cell a record."""

    def of(cells: Sequence[str]) -> CellStatistics:
        return cell_statistics(list(dict.fromkeys(cells)))

    return ColumnContext.of(of(left), of(right))


def _cells_of(pool: Pool, left: Sequence[str], right: Sequence[str]) -> tuple[list[str], list[str]]:
    return [left[at] for at in pool.left], [right[at] for at in pool.right]


def _fill_usual(pool: Pool, settings: ScoreSettings, evidence: Floats) -> None:
    is_small = not is_reference_list(pool.left_count, pool.right_count, settings.cardinality)
    members = (pool.left, pool.right)
    counts = (pool.left_count, pool.right_count)
    meaning = usual_of(*members, pool.similarity if pool.has_vectors else None, *counts, USUAL_SIMILARITY if is_small else 0)
    letters = usual_of(*members, pool.lexical, *counts, USUAL_LEXICAL if is_small else 0)
    evidence[:, PLACE["leftUsualSimilarity"]] = meaning.left[pool.left]
    evidence[:, PLACE["rightUsualSimilarity"]] = meaning.right[pool.right]
    evidence[:, PLACE["leftUsualLexical"]] = letters.left[pool.left]
    evidence[:, PLACE["rightUsualLexical"]] = letters.right[pool.right]
    evidence[:, PLACE["usualSimilarity"]] = meaning.mean


def _rerank(pool: Pool, records: Records, settings: ScoreSettings, logits: Floats) -> Floats:
    """What ranking once more adds to the log odds, where the hybrid score of a linkage is asked for."""
    nothing = np.zeros(len(pool))
    if settings.family != "linkage" or settings.score != "hybrid" or not pool.has_vectors or "rerank" in settings.without:
        return nothing
    are_categories = is_reference_list(pool.left_count, pool.right_count, settings.cardinality)
    weights = weights_in_force(settings.rerank, settings.model, are_categories)
    if weights is None:
        return nothing
    near = np.flatnonzero(within_reach(pool.left, logits, pool.left_count))
    left, right = pool.left[near], pool.right[near]
    foreign = are_foreign(records.left, left, records.right, right)
    least = np.zeros(len(near), dtype=np.float32)
    rest = np.zeros(len(near), dtype=np.float32)
    if not are_categories:
        own = ~foreign
        rarest = float(np.log(1 + records.corpus.records) + 1)
        least[own], rest[own] = align_words(records.left, left[own], records.right, right[own], rarest)
    looks = PairLooks(left, right, least, rest, pool.similarity[near], foreign)
    nothing[near] = rerank_changes(looks, weights, pool.left_count, pool.right_count, are_categories)
    return nothing


def settings_of(options: Mapping[str, Any]) -> ScoreSettings:
    """Score settings by the names that recipes have for them."""
    return ScoreSettings(
        score=options["score"],
        is_within=options["task"] == "deduplicate",
        cardinality=options["cardinality"],
        without=tuple(options.get("without") or ()),
        rerank=options.get("rerank"),
        model=options.get("model"),
    )
