"""Which pieces are worth their place in a smaller vocabulary."""

import json
from collections.abc import Iterable
from itertools import chain, islice

import numpy as np
from tokenizers import Tokenizer

from linkage_encoder.base.scripts import script_of
from linkage_encoder.base.vocabulary import Json, has_capitals, necessary, pieces_of, pruned

BATCH = 20_000
ZIPF_OFFSET = 300
"""Ranks of natural text fall off as 1 / (rank + offset): Mandelbrot's form of Zipf's law."""


def as_tokenizer(description: Json) -> Tokenizer:
    return Tokenizer.from_str(json.dumps(description))


def count_pieces(tokenizer: Tokenizer, texts: Iterable[str]) -> np.ndarray:
    """[pieces] int64: how often each piece is used in the texts, without special ones."""
    counts = np.zeros(tokenizer.get_vocab_size(), np.int64)
    waiting = iter(texts)
    while batch := list(islice(waiting, BATCH)):
        ids = [encoding.ids for encoding in tokenizer.encode_batch_fast(batch, add_special_tokens=False)]
        counts += np.bincount(np.fromiter(chain.from_iterable(ids), np.int64), minlength=len(counts))
    return counts


def expected_counts(counts: np.ndarray, prior_weight: float) -> np.ndarray:
    """[pieces] float64: corpus counts plus what general text of `prior_weight` times the corpus's length would have.

    Ids of the base tokenizer are in order of frequency in the text it was made from, hundreds of languages of the web.
    """
    prior = 1 / (np.arange(len(counts)) + ZIPF_OFFSET)
    return counts + prior_weight * counts.sum() * prior / prior.sum()


def spelling_lengths(description: Json, kept: np.ndarray) -> np.ndarray:
    """[pieces] int64: of how many kept pieces each piece of the whole vocabulary is spelt; 1 for a kept one."""
    model = as_tokenizer(pruned(description, kept)).model
    return np.array([max(1, len(model.tokenize(piece))) for piece in pieces_of(description)], np.int64)


def choose_pieces(
    description: Json, counts: np.ndarray, size: int, start: np.ndarray, floor_share: float = 0.4, prior_weight: float = 1.0, is_small: bool = False
) -> np.ndarray:
    """[size] int64, ascending: all ids of `start`, all necessary ones, and the best others; `is_small`: only ids of pieces without capitals.

    The worth of a piece is the number of pieces it saves: its expected count times the pieces it is otherwise spelt with,
    less one. `floor_share` of the free places are given to the scripts in proportion to their pieces in the base vocabulary
    that are not kept yet, so that rare scripts gain too; the rest go to the best of all. Ties: the lower id.
    Raises ValueError when more than `size` pieces have to be kept.
    """
    pieces = pieces_of(description)
    welcome = np.array([not (is_small and has_capitals(piece)) for piece in pieces], bool)
    kept = np.array(sorted(base for base in set(start.tolist()) | necessary(pieces) if welcome[base]), np.int64)
    free = size - len(kept)
    if free < 0:
        raise ValueError(f"{len(kept)} pieces have to be kept, more than {size}")
    worth = expected_counts(counts, prior_weight) * (spelling_lengths(description, kept) - 1)
    left = np.setdiff1d(np.flatnonzero(welcome), kept)
    best_first = left[np.argsort(-worth[left], kind="stable")]
    floors = _floors(best_first, [script_of(pieces[base]) for base in best_first], int(free * floor_share))
    others = best_first[~np.isin(best_first, floors)][: free - len(floors)]
    return np.sort(np.concatenate([kept, floors, others]))


def _floors(best_first: np.ndarray, scripts: list[str], places: int) -> np.ndarray:
    """The best ids of each script, about `places` in all (rounded down for each script)."""
    names, numbers, totals = np.unique(scripts, return_inverse=True, return_counts=True)
    shares = places * totals // max(1, len(best_first))
    return np.concatenate([best_first[numbers == script][:share] for script, share in zip(range(len(names)), shares)] or [best_first[:0]])
