from pathlib import Path

import numpy as np
import pytest
from engine_fixture import FEED_FORWARD, HIDDEN, quantise, write_engine_file

from linkage_encoder.base import q4
from linkage_encoder.base.engine_file import FormatError, read_engine_file
from linkage_encoder.base.weights import layer_count, load_arrays, save_arrays, weights_of, with_layers, with_pieces

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁a", "é"]


def test_one_block_by_hand() -> None:
    data = np.float16(0.5).tobytes() + bytes([0x80 | low for low in range(16)])
    numbers = q4.dequantise(data, 1, 32)[0]
    assert numbers[:16].tolist() == [(low - 8) * 0.5 for low in range(16)]
    assert numbers[16:].tolist() == [0.0] * 16


def test_blocks_keep_rows_apart_and_are_near_what_was_rounded() -> None:
    rows = np.random.default_rng(5).normal(size=(3, 64)).astype(np.float32)
    data, meant = quantise(rows)
    assert len(data) == q4.byte_length(rows.size)
    assert np.array_equal(q4.dequantise(data, 3, 64), meant)
    assert np.abs(meant - rows).max() < np.abs(rows).max() / 7


def test_numbers_that_are_no_whole_blocks_are_refused() -> None:
    with pytest.raises(ValueError, match="33"):
        q4.byte_length(33)


def test_reads_sizes_pieces_and_tensors(tmp_path: Path) -> None:
    values = write_engine_file(tmp_path / "w.bin", PIECES)
    file = read_engine_file(tmp_path / "w.bin")
    assert (file.sizes.hidden, file.sizes.layers, file.sizes.pieces) == (HIDDEN, 1, len(PIECES) + 2)
    assert file.pieces == PIECES
    assert np.array_equal(file.floats("emb.ln.w"), values["emb.ln.w"])
    assert np.array_equal(file.matrix("l0.fi.w", FEED_FORWARD, HIDDEN), values["l0.fi.w"])


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda data: b"GGUF" + data[4:], "does not begin"),
        (lambda data: data[:60], "cut short"),
        (lambda data: data[:40] + b"\x10" + data[41:], "blocks of 16"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, spoil, message: str) -> None:
    write_engine_file(tmp_path / "w.bin", PIECES)
    (tmp_path / "w.bin").write_bytes(spoil((tmp_path / "w.bin").read_bytes()))
    with pytest.raises(FormatError, match=message):
        read_engine_file(tmp_path / "w.bin")


def test_a_tensor_that_is_missing_or_of_another_size_is_refused(tmp_path: Path) -> None:
    write_engine_file(tmp_path / "w.bin", PIECES)
    file = read_engine_file(tmp_path / "w.bin")
    with pytest.raises(FormatError, match="is missing"):
        file.floats("l7.q.b")
    with pytest.raises(FormatError, match="not 1024"):
        file.matrix("l0.fi.w", HIDDEN, HIDDEN)


def test_names_and_shapes_of_the_encoder(tmp_path: Path) -> None:
    values = write_engine_file(tmp_path / "w.bin", PIECES)
    arrays = weights_of(read_engine_file(tmp_path / "w.bin"))
    assert arrays["layers.0.widen.weight"].shape == (FEED_FORWARD, HIDDEN)
    assert arrays["layers.0.narrow.weight"].shape == (HIDDEN, FEED_FORWARD)
    assert np.array_equal(arrays["type.weight"], values["emb.type"][:HIDDEN])
    assert np.array_equal(arrays["layers.0.attention_norm.bias"], values["l0.aln.b"])
    assert np.array_equal(arrays["layers.0.key.weight"], values["l0.k.w"])
    assert all(array.dtype == np.float32 for array in arrays.values())
    assert len(arrays) == 5 + 8 * 2


def three_layers() -> dict[str, np.ndarray]:
    arrays = {f"layers.{layer}.query.weight": np.full((2, 2), layer, np.float32) for layer in range(3)}
    return arrays | {"word.weight": np.arange(8, dtype=np.float32).reshape(4, 2)}


def test_dropping_layers_renumbers_those_kept() -> None:
    kept = with_layers(three_layers(), [0, 2])
    assert layer_count(kept) == 2
    assert kept["layers.1.query.weight"][0, 0] == 2
    assert "word.weight" in kept
    with pytest.raises(ValueError, match="no layer 3"):
        with_layers(three_layers(), [3])


def test_keeping_pieces_takes_their_rows_in_order() -> None:
    assert with_pieces(three_layers(), np.array([3, 0]))["word.weight"].tolist() == [[6, 7], [0, 1]]


def test_arrays_are_the_same_after_saving(tmp_path: Path) -> None:
    save_arrays(tmp_path / "deep" / "w.npz", three_layers())
    assert load_arrays(tmp_path / "deep" / "w.npz", ["word.weight"])["word.weight"].shape == (4, 2)
    assert load_arrays(tmp_path / "deep" / "w.npz").keys() == three_layers().keys()
    first = (tmp_path / "deep" / "w.npz").read_bytes()
    save_arrays(tmp_path / "deep" / "w.npz", three_layers())
    assert (tmp_path / "deep" / "w.npz").read_bytes() == first
