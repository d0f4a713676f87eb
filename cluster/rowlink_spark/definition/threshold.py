"""The threshold that ``auto`` stands for, out of the scores. Source: ``links/auto-threshold.ts``."""

import numpy as np
import numpy.typing as npt

from .generated import load
from .match_score import AUTO_THRESHOLD

STEPS: int = load("score")["threshold"]["STEPS"]
"""Steps by which scores are counted."""
TOLD_STEPS: int = load("score")["threshold"]["TOLD_STEPS"]
"""Steps in which an automatic threshold is told."""


def steps_of(scores: npt.NDArray[np.float32]) -> npt.NDArray[np.int64]:
    """Whole steps, 0 to ``STEPS``, that each score reaches."""
    return np.minimum(STEPS, np.floor(scores.astype(np.float64) * STEPS)).astype(np.int64)


def auto_threshold(counts: npt.NDArray[np.int64]) -> float:
    """Half of the greatest F1 to be expected of links at or above a threshold, where scores are probabilities.

    :param counts: candidate pairs by the steps that their score reaches, ``STEPS + 1`` of them
    :returns: hundredths, 0.01 to 0.5; ``AUTO_THRESHOLD`` where no pair has a score to go by
    """
    steps = np.arange(STEPS + 1)
    matches = int((counts * steps).sum())
    if matches == 0:
        return AUTO_THRESHOLD
    from_above = slice(None, 0, -1)
    right = np.cumsum((counts * steps)[from_above])
    linked = np.cumsum((counts * STEPS)[from_above])
    return max(1, int(np.floor((right / (linked + matches)).max() * TOLD_STEPS))) / TOLD_STEPS


def auto_threshold_of(scores: npt.NDArray[np.float32]) -> float:
    """The same of scores that are at hand whole."""
    return auto_threshold(np.bincount(steps_of(scores), minlength=STEPS + 1))
