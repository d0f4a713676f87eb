"""Copies of a student with one thing changed, and encoders by lot for measurements of speed."""

import json

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("onnx")

from linkage_encoder.evaluation.speed_folders import name_of, random_encoder, write_folder  # noqa: E402
from linkage_encoder.evaluation.variants import cut_layers, eight_bit_matrices, four_bit_table, low_rank_table  # noqa: E402


@pytest.fixture
def arrays():
    lot = np.random.default_rng(2)
    table = (lot.normal(size=(200, 8)) @ lot.normal(size=(8, 64))).astype(np.float32)
    layers = {f"layers.{at}.query.{kind}": lot.normal(size=shape).astype(np.float32) for at in (0, 1, 10) for kind, shape in (("weight", (64, 64)), ("bias", 64))}
    return {"word.weight": table, **layers}


def test_later_layers_are_left_out(arrays):
    assert sorted(name for name in cut_layers(arrays, 2) if name.startswith("layers.")) == sorted(
        f"layers.{at}.query.{kind}" for at in (0, 1) for kind in ("weight", "bias")
    )


def test_a_table_of_low_rank_loses_nothing_beyond_its_rank(arrays):
    table = arrays["word.weight"]
    np.testing.assert_allclose(low_rank_table(arrays, 8)["word.weight"], table, atol=1e-3)
    made = low_rank_table(arrays, 4)["word.weight"]
    assert np.linalg.matrix_rank(made, tol=1e-2) == 4
    best = np.linalg.svd(table, compute_uv=False)[4:]
    assert np.linalg.norm(made - table) == pytest.approx(np.linalg.norm(best), rel=1e-3)


def test_rounding_changes_numbers_a_little_and_only_where_it_should(arrays):
    table = four_bit_table(arrays)["word.weight"]
    assert 0 < np.abs(table - arrays["word.weight"]).max() < np.abs(arrays["word.weight"]).max() / 7
    rounded = eight_bit_matrices(arrays)
    assert np.array_equal(rounded["layers.0.query.bias"], arrays["layers.0.query.bias"])
    difference = np.abs(rounded["layers.0.query.weight"] - arrays["layers.0.query.weight"]).max()
    assert 0 < difference < np.abs(arrays["layers.0.query.weight"]).max() / 200
    assert np.array_equal(rounded["word.weight"], arrays["word.weight"])


def test_an_encoder_by_lot_is_written_as_the_bench_reads_it(tmp_path):
    encoder = random_encoder(1, 64, 50)
    write_folder(tmp_path / "1x64", encoder, b"{}")
    manifest = json.loads((tmp_path / "1x64/manifest.json").read_text("utf8"))
    assert (manifest["id"], manifest["dimensions"]) == ("1x64", 64)
    graph = manifest["files"][manifest["weights"]]
    assert graph["bytes"] == (tmp_path / "1x64" / manifest["weights"]).stat().st_size
    assert encoder.layers[0].narrow.weights.shape == (64, 256) and encoder.heads == 2
    assert random_encoder(1, 64, 50, 96).layers[0].narrow.weights.shape == (64, 96)
    assert (name_of(4, 256, None), name_of(4, 384, 768)) == ("4x256", "4x384x768")
    with pytest.raises(ValueError, match="no multiple"):
        random_encoder(1, 50, 50)
