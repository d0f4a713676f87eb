"""The encoder's arrays and their names, from the package's file to `base/weights.npz`.

Names: `word.weight [pieces x hidden]`, `pos.weight [positions x hidden]`, `type.weight [hidden]`, `embedding_norm`, and for each
layer `query`, `key`, `value`, `attention_out`, `attention_norm`, `widen`, `narrow`, `output_norm`, each with `weight` and
`bias`; weights of linear parts are [outputs x inputs].
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from linkage_encoder.base.engine_file import EngineFile

Arrays = dict[str, np.ndarray]
META = "meta"
HEADS = "heads"
HEAD_SIZE = 32
"""Numbers of an attention head, in the base and in all that is made of it: the page's kernel computes no others."""

LINEAR_PARTS = {"query": "q", "key": "k", "value": "v", "attention_out": "ao", "widen": "fi", "narrow": "fo"}
NORM_PARTS = {"attention_norm": "aln", "output_norm": "oln"}
LAYER_PARTS = (*LINEAR_PARTS, *NORM_PARTS)


def weights_of(file: EngineFile) -> Arrays:
    """All arrays in float32. The vector of token type 0, the only type that texts have here, is `type.weight`."""
    sizes = file.sizes
    arrays = {
        "word.weight": file.matrix("emb.word", sizes.pieces, sizes.hidden),
        "pos.weight": file.floats("emb.pos").reshape(sizes.positions, sizes.hidden),
        "type.weight": file.floats("emb.type").reshape(-1, sizes.hidden)[0],
        "embedding_norm.weight": file.floats("emb.ln.w"),
        "embedding_norm.bias": file.floats("emb.ln.b"),
    }
    shapes = {"widen": (sizes.feed_forward, sizes.hidden), "narrow": (sizes.hidden, sizes.feed_forward)}
    for layer in range(sizes.layers):
        for part, short in LINEAR_PARTS.items():
            rows, columns = shapes.get(part, (sizes.hidden, sizes.hidden))
            arrays[f"layers.{layer}.{part}.weight"] = file.matrix(f"l{layer}.{short}.w", rows, columns)
            arrays[f"layers.{layer}.{part}.bias"] = file.floats(f"l{layer}.{short}.b")
        for part, short in NORM_PARTS.items():
            arrays[f"layers.{layer}.{part}.weight"] = file.floats(f"l{layer}.{short}.w")
            arrays[f"layers.{layer}.{part}.bias"] = file.floats(f"l{layer}.{short}.b")
    return arrays


def layer_count(arrays: Mapping[str, np.ndarray]) -> int:
    return len({name.split(".")[1] for name in arrays if name.startswith("layers.")})


def with_layers(arrays: Mapping[str, np.ndarray], kept: Sequence[int]) -> Arrays:
    """The same encoder with only the layers `kept`, renumbered in that order; the arrays are not copied.

    Raises ValueError for a layer that is not there.
    """
    missing = [layer for layer in kept if not 0 <= layer < layer_count(arrays)]
    if missing:
        raise ValueError(f"there is no layer {missing[0]}: the encoder has {layer_count(arrays)}")
    chosen = {name: array for name, array in arrays.items() if not name.startswith("layers.")}
    for new, old in enumerate(kept):
        prefix = f"layers.{old}."
        chosen |= {f"layers.{new}.{name.removeprefix(prefix)}": array for name, array in arrays.items() if name.startswith(prefix)}
    return chosen


def with_pieces(arrays: Mapping[str, np.ndarray], keep: np.ndarray) -> Arrays:
    """The same encoder with only the word vectors of the base ids `keep`, in that order."""
    return {**arrays, "word.weight": arrays["word.weight"][keep]}


def save_arrays(path: Path, arrays: Mapping[str, np.ndarray]) -> None:
    """Uncompressed: floats hardly shrink. A file is complete or not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.part")
    with unfinished.open("wb") as file:
        np.savez(file, **arrays)
    unfinished.replace(path)


def load_arrays(path: Path, names: Iterable[str] | None = None) -> Arrays:
    """All arrays of the file, or those named; `meta` is what was noted beside those of a student, where anything was."""
    with np.load(path) as file:
        return {name: file[name] for name in (names if names is not None else file.files)}


def read_meta(path: Path) -> dict:
    """What was noted of a student beside its weights; nothing where there is no note."""
    with np.load(path) as file:
        return meta_of(file)


def meta_of(arrays: Mapping[str, np.ndarray]) -> dict:
    return json.loads(str(arrays[META])) if META in arrays else {}


def head_count(arrays: Mapping[str, np.ndarray]) -> int:
    """Attention heads: as noted; the base and older students, which note none, have one for HEAD_SIZE numbers of their width."""
    return meta_of(arrays).get(HEADS, arrays["word.weight"].shape[1] // HEAD_SIZE)


def with_other_pieces(student: Mapping[str, np.ndarray], old_keep: np.ndarray, base_table: np.ndarray, keep: np.ndarray) -> Arrays:
    """A student whose table has the pieces `keep` in place of `old_keep` (both: ids in the base vocabulary, increasing).

    New pieces get their row of the base table, moved by the linear map that brings the base rows of the pieces that both have
    nearest to the student's rows (least squares): training has turned the table, and new rows should turn along.
    """
    old_table = student["word.weight"]
    base_rows = base_table[old_keep]
    # Ridge towards the identity: rows that hardly moved stay where they are.
    strength = 1e-2 * float((base_rows**2).sum() / base_rows.shape[1])
    square = base_rows.T @ base_rows + strength * np.eye(base_rows.shape[1], dtype=np.float32)
    step = np.linalg.solve(square, base_rows.T @ (old_table - base_rows))
    table = base_table[keep] + base_table[keep] @ step
    _, here, there = np.intersect1d(keep, old_keep, return_indices=True)
    table[here] = old_table[there]
    return {**student, "word.weight": table.astype(np.float32)}
