"""From records to rows: the candidates that a person sees. Source: ``src/core/candidates/rows.ts``."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .match_score import IDENTICAL_SCORE
from .pool import Index, Pool

NO_RECORD = -1
"""In place of a record: the row has nothing to compare."""


@dataclass(frozen=True)
class RowSet:
    """Records of one table and their rows."""

    record_of: Index
    """Record of each row, or :data:`NO_RECORD`. Records are numbered by their first row."""
    rows: Sequence[Index]
    """Rows of each record, ascending."""

    def sizes(self) -> Index:
        """Rows of each record."""
        return np.array([len(rows) for rows in self.rows], dtype=np.int64)


@dataclass(frozen=True)
class Candidates:
    """Candidates of rows, by left row and then rank."""

    left: Index
    right: Index
    similarity: npt.NDArray[np.float32]
    lexical: npt.NDArray[np.float32]
    score: npt.NDArray[np.float32]


def expand_to_rows(
    pool: Pool,
    score: npt.NDArray[np.float32],
    left: RowSet,
    right: RowSet,
    limit: int,
    minimum_score: float | None,
    is_within: bool,
) -> Candidates:
    """Every left row gets the candidates of its record, every right record stands for all its rows: at most ``limit`` a left row, by match
    score, then similarity, then right row. Within one table the other rows of a row's record come first. O(candidates · log)."""
    offsets = pool.offsets()
    found: list[tuple[int, int, float, float, float]] = []
    for row, record in enumerate(left.record_of):
        if record == NO_RECORD:
            continue
        own: list[tuple[int, int, float, float, float]] = []
        if is_within:
            one = IDENTICAL_SCORE
            own = [(row, int(other), one, one, one) for other in left.rows[record] if other != row]
        places = np.arange(offsets[record], offsets[record + 1])
        if minimum_score is not None:
            places = places[score[places].astype(np.float64) >= minimum_score]
        partners = [
            (-float(score[at]), -_closeness(pool, at), int(other), int(at)) for at in places for other in right.rows[pool.right[at]]
        ]
        partners.sort()
        rest = [
            (row, other, float(pool.similarity[at]), float(pool.lexical[at]), float(score[at])) for _, _, other, at in partners
        ]
        found.extend([*own, *rest][:limit])
    columns = list(zip(*found)) if found else [[], [], [], [], []]
    return Candidates(
        np.array(columns[0], dtype=np.int64),
        np.array(columns[1], dtype=np.int64),
        *(np.array(values, dtype=np.float32) for values in columns[2:]),
    )


def _closeness(pool: Pool, at: int) -> float:
    similarity = float(pool.similarity[at])
    return 0.0 if np.isnan(similarity) else similarity
