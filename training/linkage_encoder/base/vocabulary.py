"""Smaller vocabularies of the base tokenizer: a subset of its pieces with their own scores.

A Unigram tokenizer cuts a text into the pieces with the best sum of scores (Kudo 2018, arXiv:1804.10959), so the same model
with fewer pieces is again a Unigram model: words whose piece is gone are spelt with shorter ones.
"""

import copy
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

Json = dict[str, Any]

MASK = "<mask>"
SPECIAL_PIECES = ("<s>", "<pad>", "</s>", "<unk>", MASK)
SPACE = "\u2581"
"""Stands for a space at the beginning of a word."""
SCORE_DIGITS = 2


def read_tokenizer(path: Path) -> Json:
    """A `tokenizer.json` with a Unigram model. Raises ValueError for another kind."""
    tokenizer = json.loads(path.read_text("utf-8"))
    kind = tokenizer["model"]["type"]
    if kind != "Unigram":
        raise ValueError(f"{path}: the model is {kind}, not Unigram")
    return tokenizer


def pieces_of(tokenizer: Json) -> list[str]:
    """Pieces by id."""
    return [piece for piece, _score in tokenizer["model"]["vocab"]]


def pruned(tokenizer: Json, keep: np.ndarray) -> Json:
    """The tokenizer with only the pieces of the ids `keep`, numbered in that order; everything else as it is.

    Raises ValueError when a special piece is not kept, or ids of pieces that the template names would change.
    """
    vocabulary = tokenizer["model"]["vocab"]
    smaller = copy.copy(tokenizer)
    smaller["model"] = tokenizer["model"] | {"vocab": [vocabulary[base] for base in keep]}
    places = {piece: place for place, piece in enumerate(pieces_of(smaller))}
    missing = [token["content"] for token in tokenizer["added_tokens"] if token["content"] not in places]
    if missing:
        raise ValueError(f"special piece {missing[0]} is not kept")
    smaller["added_tokens"] = [token | {"id": places[token["content"]]} for token in tokenizer["added_tokens"]]
    for name, special in tokenizer["post_processor"].get("special_tokens", {}).items():
        if special["ids"] != [places[token] for token in special["tokens"]]:
            raise ValueError(f"{name} would get another id")
    return smaller


def necessary(pieces: Sequence[str]) -> set[int]:
    """Ids without which some text could not be spelt: special pieces, single characters, alone or at the beginning of a word."""
    return {
        place
        for place, piece in enumerate(pieces)
        if piece in SPECIAL_PIECES or len(piece) == 1 or (len(piece) == 2 and piece.startswith(SPACE))
    }


def has_capitals(piece: str) -> bool:
    """Whether a piece can never come up in small letters. Special pieces are always wanted."""
    return piece not in SPECIAL_PIECES and piece != piece.lower()


def in_small_letters(tokenizer: Json) -> Json:
    """The tokenizer with letters made small before it cuts, and scores of two decimals; the same once done.

    Hundredths of a nat: cuts of words differ in fewer than one word of a thousand, and the file is a quarter smaller.
    """
    first = tokenizer["normalizer"]
    before = [] if first is None else first["normalizers"] if first["type"] == "Sequence" else [first]
    steps = [step for step in before if step["type"] != "Lowercase"]
    vocabulary = [[piece, round(score, SCORE_DIGITS)] for piece, score in tokenizer["model"]["vocab"]]
    normalizer = {"type": "Sequence", "normalizers": [*steps, {"type": "Lowercase"}]}
    return tokenizer | {"normalizer": normalizer, "model": tokenizer["model"] | {"vocab": vocabulary}}


def ids_of(pieces: Iterable[str], tokenizer: Json) -> np.ndarray:
    """[pieces] int64: ids in `tokenizer` of the same pieces. Raises KeyError for one that it has not."""
    places = {piece: place for place, piece in enumerate(pieces_of(tokenizer))}
    return np.array([places[piece] for piece in pieces], np.int64)


def write_vocabulary(folder: Path, tokenizer: Json, keep: np.ndarray, is_small: bool = False) -> None:
    """`keep.npy` and `tokenizer.json` of the pieces of `tokenizer` with the ids `keep`; `is_small`: it makes letters small."""
    folder.mkdir(parents=True, exist_ok=True)
    smaller = pruned(tokenizer, keep)
    if is_small:
        smaller = in_small_letters(smaller)
    text = json.dumps(smaller, ensure_ascii=False, separators=(",", ":"))
    (folder / "tokenizer.json").write_text(text, "utf-8", newline="\n")
    np.save(folder / "keep.npy", keep.astype(np.int64))
