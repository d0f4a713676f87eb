"""Students as files, and the graph that is written of them."""

import json
from pathlib import Path

import numpy as np
import onnx
import pytest

from linkage_encoder.export.graph import build_model
from linkage_encoder.export.rounding import SEARCHED
from linkage_encoder.export.student import read_student

HIDDEN, WIDE, PIECES, POSITIONS, LAYERS = 64, 128, 40, 16, 2


def student_arrays(seed: int = 3) -> dict[str, np.ndarray]:
    random = np.random.default_rng(seed)

    def numbers(*shape: int) -> np.ndarray:
        return (random.standard_normal(shape) * 0.3).astype(np.float32)

    arrays = {"word.weight": numbers(PIECES, HIDDEN), "pos.weight": numbers(POSITIONS, HIDDEN), "type.weight": numbers(HIDDEN)}
    norms = ["embedding_norm"]
    for at in range(LAYERS):
        for name, outputs, inputs in (
            ("query", HIDDEN, HIDDEN),
            ("key", HIDDEN, HIDDEN),
            ("value", HIDDEN, HIDDEN),
            ("attention_out", HIDDEN, HIDDEN),
            ("widen", WIDE, HIDDEN),
            ("narrow", HIDDEN, WIDE),
        ):
            arrays[f"layers.{at}.{name}.weight"] = numbers(outputs, inputs)
            arrays[f"layers.{at}.{name}.bias"] = numbers(outputs)
        norms += [f"layers.{at}.attention_norm", f"layers.{at}.output_norm"]
    for name in norms:
        arrays[f"{name}.weight"] = 1 + numbers(HIDDEN)
        arrays[f"{name}.bias"] = numbers(HIDDEN)
    arrays["head.mean"] = numbers(HIDDEN) / 10
    arrays["head.rotation"] = np.linalg.qr(numbers(HIDDEN, HIDDEN))[0].astype(np.float32)
    return arrays


def write(folder: Path, arrays: dict[str, np.ndarray], meta: dict | None = None) -> Path:
    path = folder / "student.npz"
    np.savez(path, **arrays, **({"meta": np.array(json.dumps(meta))} if meta else {}))
    return path


def test_a_student_is_read(tmp_path: Path):
    arrays = student_arrays()
    student = read_student(write(tmp_path, arrays, {"vocabulary": "v64", "steps": 12}), POSITIONS)
    encoder = student.encoder
    assert student.meta == {"vocabulary": "v64", "steps": 12}
    assert (encoder.hidden, encoder.heads, len(encoder.layers)) == (HIDDEN, 2, LAYERS)
    assert np.array_equal(encoder.layers[1].queries_keys_values.weights[HIDDEN : 2 * HIDDEN], arrays["layers.1.key.weight"])
    assert np.allclose(encoder.places, arrays["pos.weight"] + arrays["type.weight"])


def test_fewer_places_are_kept_and_the_kind_of_token_may_be_in_them(tmp_path: Path):
    arrays = student_arrays()
    del arrays["type.weight"]
    encoder = read_student(write(tmp_path, arrays), 8).encoder
    assert np.array_equal(encoder.places, arrays["pos.weight"][:8])


def test_what_is_no_student_is_refused(tmp_path: Path):
    arrays = student_arrays()
    with pytest.raises(ValueError, match="16 places, fewer than 17"):
        read_student(write(tmp_path, arrays), POSITIONS + 1)
    del arrays["word.weight"]
    with pytest.raises(ValueError, match="word.weight"):
        read_student(write(tmp_path, arrays), POSITIONS)


def test_bytes_are_the_same_each_time(tmp_path: Path):
    path = write(tmp_path, student_arrays())
    files = [build_model(read_student(path, POSITIONS).encoder, SEARCHED).SerializeToString(deterministic=True) for _ in range(2)]
    assert files[0] == files[1]


def test_the_graph_is_sound_and_ends_with_the_vector(tmp_path: Path):
    model = build_model(read_student(write(tmp_path, student_arrays()), POSITIONS).encoder)
    assert [one.name for one in model.graph.output] == ["last_hidden_state", "sentence_embedding"]
    assert model.graph.node[-1].output[0] == "sentence_embedding"
    assert [node.op_type for node in model.graph.node[-4:]] == ["LpNormalization", "Sub", "MatMul", "LpNormalization"]
    onnx.checker.check_model(model)
