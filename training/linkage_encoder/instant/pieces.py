"""The vocabulary of the table: the pieces of a student's that small letters need."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from linkage_encoder.base.vocabulary import has_capitals, in_small_letters, pieces_of, pruned

SPECIAL_AT_START = 4
"""Marks and the unknown piece come first and keep their places, the mark `<mask>` comes last."""


def small_letter_pieces(tokenizer: dict[str, Any]) -> np.ndarray:
    """Ids of the pieces without capital letters, and of the marks: [kept] int64, rising."""
    return np.array([at for at, piece in enumerate(pieces_of(tokenizer)) if not has_capitals(piece)], np.int64)


def most_used(kept: np.ndarray, counts: np.ndarray, pieces: Sequence[str], most: int) -> np.ndarray:
    """At most `most` of the kept ids: marks and single characters always, then by count, of equal ones those with the smaller id."""
    last = kept[-1]
    is_needed = np.array([at < SPECIAL_AT_START or at == last or len(pieces[at].lstrip("▁")) <= 1 for at in kept])
    rank = np.lexsort((kept, -counts[kept], ~is_needed))
    return np.sort(kept[rank[: max(most, int(is_needed.sum()))]])


def tokenizer_of(tokenizer: dict[str, Any], kept: np.ndarray) -> dict[str, Any]:
    """A tokenizer.json of these pieces that makes letters small and puts no marks around a text."""
    return in_small_letters(pruned(tokenizer, kept)) | {"post_processor": None}


def write_tokenizer(path: Path, tokenizer: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")), "utf-8", newline="\n")
