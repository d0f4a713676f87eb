"""Where the table begins: each piece as the student sees it alone, weighted by how rare it is."""

from collections.abc import Sequence

import numpy as np

from linkage_encoder.student.embed import TOKENS_TOGETHER
from linkage_encoder.student.network import Encoder, pack
from linkage_encoder.student.start import of_length_1

from .network import Beginning
from .reader import TokenLists

import torch

START, END = 0, 2
RARE = 1e-3
"""Share of all tokens at which a piece weighs half (smooth inverse frequency; Arora, Liang and Ma 2017)."""


@torch.no_grad()
def piece_vectors(encoder: Encoder, pieces: Sequence[int]) -> np.ndarray:
    """What the student gives each of its pieces between the marks of start and end: [pieces, hidden] float32 of length 1."""
    encoder.eval()
    made = []
    for start in range(0, len(pieces), TOKENS_TOGETHER // 3):
        group = [[START, int(piece), END] for piece in pieces[start : start + TOKENS_TOGETHER // 3]]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            made.append(encoder(pack(group)).float().numpy())
    return np.concatenate(made)


def leading(vectors: np.ndarray, width: int) -> np.ndarray:
    """The first numbers of vectors, of length 1 again. The student's vectors are turned to their principal axes, so these are the most telling."""
    return of_length_1(vectors[:, :width].astype(np.float32))


def begin(vectors: np.ndarray, width: int, lists: TokenLists) -> Beginning:
    """vectors: [pieces, hidden] of `piece_vectors`; lists: the training texts, by whose tokens frequency is counted."""
    counts = np.bincount(lists.ids, minlength=len(vectors)) + 1
    return Beginning(leading(vectors, width), (RARE / (RARE + counts / counts.sum())).astype(np.float32))
