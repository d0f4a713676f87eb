"""From evidence to log odds to a score. Source: ``score/match-score.ts`` and ``match-score.json``."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from .evidence import EVIDENCE
from .generated import load

ScoreKind = Literal["hybrid", "dense", "lexical"]
ScoreFamily = Literal["linkage", "alone"]

AUTO_THRESHOLD: float = load("score")["autoThreshold"]
"""What ``auto`` stands for where no pair has a score to go by, see :mod:`.threshold`."""
IDENTICAL_SCORE: float = load("score")["identicalScore"]
"""The score of equal normalised texts."""
HIGHEST_UNEQUAL_SCORE: float = load("score")["highestUnequalScore"]
"""No other pair reaches more."""


@dataclass(frozen=True)
class Scorer:
    """A logistic model over the evidence."""

    intercept: float
    weights: npt.NDArray[np.float64]

    @classmethod
    def of(cls, kind: ScoreKind, family: ScoreFamily, without: Sequence[str] = ()) -> "Scorer":
        """The shipped weights; groups of evidence named in ``without`` count nothing."""
        fitted = load("score")["weights"][family][kind]
        absent = {name for group in without for name in load("score")["groups"][group]}
        weights = [0.0 if name in absent else fitted["weights"].get(name, 0.0) for name in EVIDENCE]
        return cls(fitted["intercept"], np.array(weights))

    def logits(self, evidence: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Log odds of pairs by their evidence, a row each."""
        return self.intercept + evidence @ self.weights


def score_of(logits: npt.NDArray[np.float64]) -> npt.NDArray[np.float32]:
    """Scores from log odds, below that of identical texts."""
    with np.errstate(over="ignore"):
        return (HIGHEST_UNEQUAL_SCORE / (1 + np.exp(-logits))).astype(np.float32)


def final_scores(logits: npt.NDArray[np.float64], is_certain: npt.NDArray[np.bool_]) -> npt.NDArray[np.float32]:
    """Scores as they are shown: certain pairs have 1."""
    return np.where(is_certain, np.float32(IDENTICAL_SCORE), score_of(logits)).astype(np.float32)
