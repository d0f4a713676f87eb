"""A narrower student cut out of a wider one, and the teacher in fewer numbers."""

import json
from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: training is not tested")

from linkage_encoder.base.weights import head_count, load_arrays, read_meta  # noqa: E402
from linkage_encoder.encoder import encoder_of  # noqa: E402
from linkage_encoder.student.narrowing import Importance, cut, importance, kept_parts, most, narrowed  # noqa: E402
from linkage_encoder.student.network import pack  # noqa: E402
from linkage_encoder.student.start import head_rotation  # noqa: E402
from linkage_encoder.student.teacher import TeacherVectors  # noqa: E402
from linkage_encoder.student.weights import encoder_from, save_student  # noqa: E402
from linkage_encoder.student.width import Width  # noqa: E402
from tests.student_fixture import HIDDEN, LAYERS, WORDS, tiny_arrays  # noqa: E402

NARROW = Width(hidden=64, heads=2, wide=256)


@pytest.fixture()
def batches():
    lot = np.random.default_rng(4)
    return [pack([[0, *lot.integers(4, 4 + WORDS, lot.integers(1, 9)).tolist(), 2] for _ in range(60)]) for _ in range(5)]


def wide_encoder():
    return encoder_from(tiny_arrays(), positions=64).eval()


def states(encoder, batch):
    """[tokens, hidden] of the last layer."""
    tokens = encoder.embedding_norm(encoder.looked_up(batch))
    for layer in encoder.layers:
        tokens = layer(tokens, batch.places, batch.bias)
    return tokens


def test_the_largest_stay_and_of_equals_the_earlier():
    assert most(torch.tensor([1.0, 3.0, 2.0, 3.0, 2.0]), 3).tolist() == [1, 2, 3]
    seen = Importance(torch.tensor([5.0] + [0.0] * 95), torch.tensor([[1.0, 3.0, 2.0]]), torch.arange(10.0)[None])
    kept = kept_parts(seen, Width(hidden=64, heads=1, wide=2))
    assert kept.channels.tolist() == list(range(64))
    assert kept.heads[0].tolist() == list(range(32, 64))
    assert kept.neurons[0].tolist() == [8, 9]


def test_parts_that_do_nothing_are_those_that_go(batches):
    """Channels, heads and neurons whose activations were silenced are not kept, so the narrow network loses nothing of the others."""
    arrays = tiny_arrays()
    silent = np.arange(1, HIDDEN, 3)
    for name in ("embedding_norm", *(f"layers.{layer}.{part}_norm" for layer in range(LAYERS) for part in ("attention", "output"))):
        arrays[f"{name}.weight"][silent] = 0
    for layer in range(LAYERS):
        at = f"layers.{layer}."
        for kind in ("weight", "bias"):
            arrays[f"{at}value.{kind}"][32:64] = 0
            arrays[f"{at}widen.{kind}"][:128] = 0
    kept = kept_parts(importance(encoder_from(arrays, positions=64).eval(), batches), NARROW)
    assert not set(kept.channels.tolist()) & set(silent.tolist())
    for heads, neurons in zip(kept.heads, kept.neurons, strict=True):
        assert heads.tolist() == [*range(32), *range(64, 96)]
        assert neurons.tolist() == list(range(128, 384))


def test_fitting_comes_nearer_to_the_wide_network_than_cutting(batches):
    encoder = wide_encoder()
    kept = kept_parts(importance(encoder, batches), NARROW)
    unseen = pack([[0, 5, 9, 30, 2], [0, 7, 41, 2]])
    with torch.no_grad():
        wanted = states(encoder, unseen)[:, kept.channels]
        plain, fitted = (states(one, unseen) for one in (cut(encoder, NARROW, kept), narrowed(encoder, NARROW, batches)))
    assert fitted.shape == wanted.shape
    assert float((fitted - wanted).norm()) < 0.75 * float((plain - wanted).norm())


def test_of_all_parts_the_same_network_is_made(batches):
    encoder = wide_encoder()
    same = narrowed(encoder, Width(hidden=HIDDEN, heads=3, wide=4 * HIDDEN), batches)
    with torch.no_grad():
        np.testing.assert_allclose(same(batches[0]), encoder(batches[0]), atol=1e-4)


def test_the_same_texts_cut_the_same_network(batches):
    ones, others = (narrowed(wide_encoder(), NARROW, batches).state_dict() for _ in range(2))
    assert all(torch.equal(ones[name], others[name]) for name in ones)


@pytest.mark.parametrize("width", [replace(NARROW, wide=1000), Width(hidden=128, heads=4, wide=256), replace(NARROW, heads=1)])
def test_a_width_that_cannot_be_is_refused(batches, width):
    with pytest.raises(ValueError, match="is not within|a head has"):
        narrowed(wide_encoder(), width, batches)


def test_every_reader_takes_the_heads_from_the_note(tmp_path, batches):
    thin = narrowed(wide_encoder(), NARROW, batches)
    save_student(tmp_path / "thin.npz", thin, {"steps": 0})
    assert read_meta(tmp_path / "thin.npz") == {"steps": 0, "heads": 2}
    arrays = load_arrays(tmp_path / "thin.npz")
    assert encoder_from(arrays, positions=64).shape == thin.shape
    assert encoder_of(arrays).heads == 2
    noted = arrays | {"meta": np.array(json.dumps({"heads": 4}))}
    assert (head_count(noted), encoder_from(noted, positions=64).shape.heads, encoder_of(noted).heads) == (4, 4, 4)


def test_a_narrower_student_is_taught_the_main_directions():
    """Vectors of the teacher that lie in few directions lose nothing, whatever axes the student has chosen."""
    lot = np.random.default_rng(2)
    texts = [f"w{at}" for at in range(200)]
    plane = np.linalg.qr(lot.standard_normal((24, 8)))[0]
    inside = lot.standard_normal((200, 8)) @ plane.T
    vectors = TeacherVectors(texts, (inside / np.linalg.norm(inside, axis=1, keepdims=True)).astype(np.float16))
    _, centred = vectors.centred()
    student = vectors.in_width(8) @ np.linalg.qr(lot.standard_normal((8, 8)))[0].astype(np.float32)
    targets = vectors.turned_onto(lambda wanted: np.stack([student[texts.index(text)] for text in wanted]), seed=1)
    assert targets.shape == (200, 8)
    np.testing.assert_allclose(targets, student, atol=0.01)
    np.testing.assert_allclose(targets @ targets.T, centred @ centred.T, atol=0.01)


def test_the_first_numbers_of_a_new_head_say_most():
    lot = np.random.default_rng(3)
    wanted = (lot.standard_normal((400, 16)) * np.linspace(3, 0.1, 16)).astype(np.float32)
    hidden = np.linalg.qr(lot.standard_normal((16, 16)))[0].astype(np.float32)
    pooled = wanted @ hidden + 7
    turn = head_rotation(pooled, wanted)
    np.testing.assert_allclose(turn @ turn.T, np.eye(16), atol=1e-5)
    spread = (pooled @ turn).std(0)
    assert spread[:4].min() > spread[-4:].max()
