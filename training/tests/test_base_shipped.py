import json
from pathlib import Path

import numpy as np
import pytest

from linkage_encoder.base.shipped import student_from_folder, table_of
from linkage_encoder.base.weights import layer_count, save_arrays
from linkage_encoder.export.folder import write_folder
from linkage_encoder.export.student import read_student
from linkage_encoder.paths import SHIPPED_MODELS
from tests.student_fixture import tiny_arrays, write_tokenizer

SMALL = SHIPPED_MODELS / "rowlink-small"


def test_two_codes_a_byte_the_lower_half_first() -> None:
    codes = np.zeros((1, 32), np.uint8)
    codes[0, 0] = 0x9F
    codes[0, 16] = 0x08
    table = table_of(codes, np.array([[0.5, 2.0]], np.float16))
    assert table.shape == (1, 64)
    assert table[0, :3].tolist() == [3.5, 0.5, -4.0]
    assert table[0, 32:34].tolist() == [0.0, -16.0]


def test_names_and_shapes_of_the_shipped_student() -> None:
    arrays = student_from_folder(SMALL, "v64")
    pieces = json.loads((SMALL / "config.json").read_text("utf-8"))["vocab_size"]
    assert arrays["word.weight"].shape == (pieces, 384)
    assert layer_count(arrays) == 4
    assert arrays["layers.3.widen.weight"].shape == (1536, 384)
    assert arrays["head.rotation"].shape == (384, 384)
    assert json.loads(str(arrays["meta"]))["vocabulary"] == "v64"


def test_vectors_of_the_shipped_student_are_the_golden_ones(tmp_path: Path) -> None:
    network = pytest.importorskip("linkage_encoder.evaluation.network")
    from linkage_encoder.evaluation.models import checkpoint_encoder

    golden = json.loads((SMALL / "golden.json").read_text("utf-8"))
    save_arrays(tmp_path / "student.npz", student_from_folder(SMALL, "v64"))
    weights = checkpoint_encoder(tmp_path / "student.npz")
    vectors = network.finish(weights, network.encode(weights, [text["ids"] for text in golden]))
    meant = np.array([text["vector"] for text in golden])
    cosines = (vectors * meant).sum(axis=1) / np.linalg.norm(meant, axis=1)
    assert cosines.min() > 0.99


def test_an_exported_student_is_read_back_but_for_its_rounding(tmp_path: Path) -> None:
    arrays = tiny_arrays()
    hidden = arrays["pos.weight"].shape[1]
    turn = np.linalg.qr(np.random.default_rng(3).standard_normal((hidden, hidden)))[0].astype(np.float32)
    save_arrays(tmp_path / "tiny.npz", {**arrays, "head.mean": np.linspace(-0.1, 0.1, hidden, dtype=np.float32), "head.rotation": turn})
    encoder = read_student(tmp_path / "tiny.npz", positions=32).encoder
    write_folder(tmp_path / "tiny", "tiny", encoder, write_tokenizer(tmp_path / "tokenizer.json"))
    back = student_from_folder(tmp_path / "tiny", "v84")
    assert np.array_equal(back["head.rotation"], turn)
    assert np.allclose(back["head.mean"], np.linspace(-0.1, 0.1, hidden), atol=1e-6)
    assert np.allclose(back["pos.weight"], arrays["pos.weight"][:32] + arrays["type.weight"], atol=1e-6)
    for name, array in arrays.items():
        if name not in ("pos.weight", "type.weight") and array.any():
            cosine = float((back[name] * array).sum() / np.linalg.norm(back[name]) / np.linalg.norm(array))
            assert cosine > (0.99 if name == "word.weight" else 0.9995), name


def test_a_graph_of_another_form_is_refused(tmp_path: Path) -> None:
    onnx = pytest.importorskip("onnx")
    (tmp_path / "onnx").mkdir()
    (tmp_path / "linkage.json").write_text(json.dumps({"file": "other.onnx"}))
    graph = onnx.helper.make_graph([], "empty", [], [])
    onnx.save(onnx.helper.make_model(graph), tmp_path / "onnx" / "other.onnx")
    with pytest.raises(ValueError, match="word.q"):
        student_from_folder(tmp_path, "v64")
