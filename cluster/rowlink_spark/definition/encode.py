"""Vectors of texts by the page's models, one process, no network.

Networks run on the page's own arithmetic (``kernel``), so that a vector depends on its text alone and is the page's; a table of tokens runs on ONNX
Runtime as it is. ``DynamicQuantizeMatMul`` of the shipped graphs is not asked: ONNX Runtime rounds it by the whole batch.
"""

import json
import math
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
from tokenizers import Tokenizer

from .generated import load
from .kernel import Transformer

Vectors = npt.NDArray[np.float32]

_MOST_PIECES: int = load("settings")["pieces"]["MOST_PIECES"]
_UNKNOWN_PENALTY: float = load("settings")["tokenizer"]["UNKNOWN_PENALTY"]
_BATCH_TOKENS = 4096

class ModelError(Exception):
    """A model folder cannot be used; the message is one sentence for the user."""


@dataclass(frozen=True)
class _Format:
    """How texts become token ids."""

    prefix: str
    start: list[int]
    end: list[int]
    most_tokens: int


class Encoder:
    """A model that is ready. Not shared between threads; load one a process."""

    def __init__(self, run: "_Run", tokens: "_Tokens", manifest: dict[str, Any]) -> None:
        self._run = run
        self._tokens = tokens
        self.model: str = manifest["id"]
        self.sha256: str = manifest["files"][manifest["weights"]]["sha256"]
        self.dimensions: int = manifest["dimensions"]

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of composed texts, ``[texts, dimensions]`` of length 1, in their order. Texts that are read alike are one. A text longer than
        the model reads is cut, and the vectors of its pieces averaged by their lengths; of very long ones the eight most telling pieces count.

        Cost: some five thousand tokens a second and processor (small model).
        """
        place: dict[str, int] = {}
        order = [place.setdefault(reading_form(text), len(place)) for text in texts]
        pieces = [(text, piece) for text, form in enumerate(place) for piece in self._tokens.pieces_of(form)]
        sums = np.zeros((len(place), self.dimensions), dtype=np.float32)
        pieces_a_text = np.bincount([text for text, _ in pieces], minlength=len(place))
        for batch in _batches(pieces):
            found = self._run(np.array([piece for _, piece in batch], dtype=np.int64))
            for (text, piece), vector in zip(batch, found):
                sums[text] += vector if pieces_a_text[text] == 1 else np.float32(len(piece)) * vector
        several = pieces_a_text > 1
        sums[several] /= np.linalg.norm(sums[several], axis=1, keepdims=True)
        return sums[order] if len(order) else sums

    def token_ids(self, text: str) -> list[list[int]]:
        """Token ids of a text, a list a piece, marks for start and end included."""
        return self._tokens.pieces_of(reading_form(text))


_Run = Callable[[npt.NDArray[np.int64]], Vectors]
"""Token ids of texts of one length, ``[texts, tokens]``, as vectors of length 1."""


def load_encoder(folder: str | Path, threads: int = 1) -> Encoder:
    """Loads the folder of a model as the page has it (``public/models/<id>``).

    :raises ModelError: where it is missing, incomplete, or needs what only the page can do
    """
    folder = Path(folder)
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        weights = folder / manifest["weights"]
        if manifest.get("pooling") != "graph" or manifest.get("dense"):
            raise ModelError(
                f"The model in {folder} pools vectors outside its graph, which only the page can do; choose a model that comes with Rowlink."
            )
        tokens = _Tokens(folder / "tokenizer.json", manifest)
        model = onnx.load(weights)
    except FileNotFoundError as missing:
        raise ModelError(
            f"The model folder {folder} has no file {Path(str(missing.filename)).name}; copy the folder public/models/<model> of Rowlink whole."
        ) from missing
    except (json.JSONDecodeError, KeyError) as broken:
        raise ModelError(f"The model folder {folder} has a manifest.json that cannot be read; copy the folder of Rowlink anew.") from broken
    run = Transformer(model, threads).encode if Transformer.reads(model) else _session_run(model, manifest["output"], threads)
    return Encoder(run, tokens, manifest)


def _session_run(model: onnx.ModelProto, output: str, threads: int) -> _Run:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    inputs = {one.name for one in session.get_inputs()}

    def run(ids: npt.NDArray[np.int64]) -> Vectors:
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        found = session.run([output], {name: value for name, value in given.items() if name in inputs})
        return np.asarray(found[0], dtype=np.float32)

    return run


def to_int8(vectors: Vectors) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32]]:
    """Vectors as signed bytes with a scale each, a quarter of the room: value ≈ byte · scale."""
    most = np.abs(vectors).max(axis=1, initial=0)
    scales = np.where(most == 0, 1, most / 127).astype(np.float32)
    return np.rint(vectors / scales[:, None]).astype(np.int8), scales


def from_int8(codes: npt.NDArray[np.int8], scales: npt.NDArray[np.float32]) -> Vectors:
    """The vectors of :func:`to_int8`, of length 1 again."""
    vectors = codes.astype(np.float32) * scales[:, None]
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / np.where(lengths == 0, 1, lengths)).astype(np.float32)


def reading_form(text: str) -> str:
    """A text as tokenizers read it: small letters, control characters gone, any white space one space, Unicode NFKC. Texts of one form have one
    vector."""
    return canonical_text(text.lower())


_CONTROL = {code: None for code in [*range(1, 9), 0x0B, *range(0x0E, 0x20), 0x7F, 0x8F, 0x9F]}
_SPACES = {
    code: " "
    for code in [9, 10, 12, 13, 0xA0, 0x1680, *range(0x2000, 0x2010), 0x2028, 0x2029, 0x202F, 0x205F, 0x2581, 0x3000, 0xFEFF, 0xFFFD]
}


def canonical_text(text: str) -> str:
    """See :func:`reading_form`; letters keep their case. Source: ``src/core/vectors/tokenizer.ts``."""
    plain = text.translate({**_CONTROL, **_SPACES})
    # NFKC would make a plain tilde of the full-width one, which models know as a piece of its own.
    folded = "\uff5e".join(unicodedata.normalize("NFKC", part) for part in plain.split("\uff5e"))
    return " ".join(part for part in folded.split(" ") if part)


class _Tokens:
    """Texts as lists of token ids."""

    def __init__(self, file: Path, manifest: dict[str, Any]) -> None:
        given = json.loads(file.read_text(encoding="utf-8"))
        self._information = _information_of(given["model"])
        self._tokenizer = Tokenizer.from_str(json.dumps(_without_marks(given)))
        # A text of which nothing is left to read is one mark of a word's beginning, where a tokenizer has it.
        blank = self._tokenizer.token_to_id("\u2581")
        self._nothing = [] if blank is None else [blank]
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        start, end = ([] if mark is None else [mark] for mark in manifest.get("ends") or (None, None))
        self._format = _Format(manifest["prefix"], start, end, manifest["maxTokens"])

    def pieces_of(self, form: str) -> list[list[int]]:
        given = self._format
        size = given.most_tokens - len(given.start) - len(given.end)
        ids = self._tokenizer.encode((given.prefix + form).strip(" "), add_special_tokens=False).ids or self._nothing
        return [[*given.start, *piece, *given.end] for piece in cut_pieces(ids, size, _MOST_PIECES, self._information)]


def _without_marks(file: dict[str, Any]) -> dict[str, Any]:
    """A tokenizer to which what looks like a mark within a text (``<s>``) is text, as it is to the page."""
    model = file["model"]
    if model["type"] == "Unigram":
        marks = {mark["id"] for mark in file["added_tokens"]}
        # Private characters that no text has after normalising stand in the places of marks, so that ids stay.
        vocabulary = [[f"\U0010ffff{at}", score] if at in marks else [piece, score] for at, (piece, score) in enumerate(model["vocab"])]
        model = {**model, "vocab": vocabulary}
    return {**file, "model": model, "added_tokens": [], "post_processor": None}


def _information_of(model: dict[str, Any]) -> npt.NDArray[np.float64]:
    """How unusual each token is: minus the logarithm of its probability."""
    if model["type"] == "Unigram":
        scores = np.array([score for _, score in model["vocab"]])
        information = -scores
        information[model["unk_id"]] = -(min(0.0, scores.min()) - _UNKNOWN_PENALTY)
        return information
    vocabulary: dict[str, int] = model["vocab"]
    unknown = vocabulary[model["unk_token"]]
    ranks = np.arange(len(vocabulary), dtype=np.float64)
    information = np.log(1 + np.maximum(0, ranks - _first_word(vocabulary)))
    information[unknown] = math.log(len(vocabulary))
    return information


def _first_word(vocabulary: dict[str, int]) -> int:
    """The first piece of several characters after those of one: from there pieces stand in the order of how frequent they are."""
    pieces = sorted(vocabulary, key=vocabulary.__getitem__)
    first_letter = next(at for at, piece in enumerate(pieces) if len(piece) == 1)
    return next(at for at, piece in enumerate(pieces) if at > first_letter and len(piece) > 1)


def cut_pieces(tokens: Sequence[int], size: int, limit: int, information: npt.NDArray[np.float64]) -> list[Sequence[int]]:
    """Cuts tokens into pieces of at most ``size``. Of more than ``limit`` the most telling ones stay, in their order: repeatedly the one whose
    tokens, not counting those already chosen, are the most unusual together; ties to the earlier one."""
    pieces = [tokens[start : start + size] for start in range(0, max(1, len(tokens)), size)]
    if len(pieces) <= limit:
        return pieces
    kept: set[int] = set()
    known: set[int] = set()
    while len(kept) < limit:
        worth = [
            -1.0 if at in kept else sum(information[token] for token in dict.fromkeys(piece) if token not in known)
            for at, piece in enumerate(pieces)
        ]
        best = int(np.argmax(worth))
        kept.add(best)
        known.update(pieces[best])
    return [piece for at, piece in enumerate(pieces) if at in kept]


def _batches(pieces: Sequence[tuple[int, list[int]]]) -> Iterable[list[tuple[int, list[int]]]]:
    """Pieces of one length together, so that nothing is filled up."""
    by_length: dict[int, list[tuple[int, list[int]]]] = {}
    for one in pieces:
        by_length.setdefault(len(one[1]), []).append(one)
    for length, own in sorted(by_length.items()):
        size = max(1, _BATCH_TOKENS // max(1, length))
        for start in range(0, len(own), size):
            yield own[start : start + size]
