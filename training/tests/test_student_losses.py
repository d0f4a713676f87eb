"""Losses: what they ask for, what they leave in peace, and how vectors and tables are handled on the way."""

import math

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: training is not tested")

from linkage_encoder.student.losses import contrast, disagreement, distillation, leading, same_thing, side_contrast  # noqa: E402
from linkage_encoder.student.memory import Memory  # noqa: E402
from linkage_encoder.student.mining import confused_pairs  # noqa: E402
from linkage_encoder.student.network import pack  # noqa: E402
from linkage_encoder.student.pairs import SourcePairs, gather  # noqa: E402
from linkage_encoder.student.rounding import rounded_rows  # noqa: E402
from linkage_encoder.student.texts import by_length, cut  # noqa: E402
from linkage_encoder.base.weights import load_arrays, read_meta  # noqa: E402
from linkage_encoder.base.weights import with_other_pieces  # noqa: E402
from linkage_encoder.student.weights import arrays_of, encoder_from, save_student  # noqa: E402
from tests.student_fixture import tiny_arrays  # noqa: E402


def of_length_one(*sizes, seed=0):
    return torch.nn.functional.normalize(torch.randn(*sizes, generator=torch.Generator().manual_seed(seed)), dim=-1)


def nothing(pairs):
    return torch.zeros(pairs, pairs, dtype=torch.bool)


def test_contrast_equals_the_formula_written_out():
    left, right, temperature = of_length_one(3, 8), of_length_one(3, 8, seed=1), 0.2
    found = contrast(left, right, nothing(3), temperature)
    similarity = (left @ right.T / temperature).double()
    by_hand = 0.0
    for at in range(3):
        for view in (similarity[at], similarity[:, at]):
            by_hand += math.log(sum(math.exp(value) for value in view)) - float(view[at])
    assert float(found) == pytest.approx(by_hand / 6, rel=1e-5)


def test_a_pair_of_the_same_thing_is_no_negative():
    left = of_length_one(2, 8)
    alike = torch.tensor([[False, True], [True, False]])
    assert float(contrast(left[[0, 0]], left[[0, 0]], alike, 0.05)) == pytest.approx(0, abs=1e-6)
    assert float(contrast(left[[0, 0]], left[[0, 0]], nothing(2), 0.05)) == pytest.approx(math.log(2), rel=1e-5)


def test_earlier_vectors_make_it_harder_unless_they_are_of_the_same_thing():
    left = of_length_one(2, 8)
    near = left.clone()
    plain = contrast(left, left, nothing(2), 0.05)
    harder = contrast(left, left, nothing(2), 0.05, (near, nothing(2)))
    spared = contrast(left, left, nothing(2), 0.05, (near, ~nothing(2)))
    assert float(harder) > float(plain) + 0.5
    assert float(spared) == pytest.approx(float(plain), abs=1e-5)


def test_side_contrast_wants_texts_of_one_list_apart():
    partners = of_length_one(2, 8)
    assert float(side_contrast(partners[[0, 0]], partners[[0, 0]], nothing(2), 0.05)) == pytest.approx(math.log(2), rel=1e-5)
    assert float(side_contrast(partners, partners, nothing(2), 0.05)) < 0.1


def test_same_thing_by_concept_by_text_and_across_sides():
    alike = same_thing(torch.tensor([0, 0, 1, 2]), torch.tensor([10, 11, 12, 13]), torch.tensor([20, 21, 22, 12]))
    assert alike.tolist() == [[False, True, False, False], [True, False, False, False], [False, False, False, True], [False, False, False, False]]


def test_distillation_and_disagreement_are_zero_for_a_pupil_that_agrees():
    vectors = of_length_one(6, 16)
    turned = vectors @ torch.linalg.qr(torch.randn(16, 16, generator=torch.Generator().manual_seed(4)))[0]
    assert float(distillation(vectors, vectors)) == pytest.approx(0, abs=1e-6)
    assert float(disagreement(vectors, turned, 0.1, 0.1)) == pytest.approx(0, abs=1e-4)
    assert float(disagreement(vectors, of_length_one(6, 16, seed=9), 0.1, 0.1)) > 0.1


def test_leading_numbers_have_length_one():
    assert leading(of_length_one(5, 16), 4).norm(dim=-1).numpy() == pytest.approx(1)


def test_memory_keeps_the_last_and_spares_the_same_thing():
    memory = Memory(3)
    numbers = torch.arange
    memory.add("a", of_length_one(2, 4), numbers(2), numbers(2) + 10)
    memory.add("a", of_length_one(2, 4, seed=1), numbers(2) + 2, numbers(2) + 12)
    vectors, alike = memory.negatives("a", torch.tensor([3, 7]), torch.tensor([1, 12]), torch.tensor([5, 6]))
    assert vectors.shape == (3, 4)
    assert alike.tolist() == [[False, False, True], [False, True, False]]
    assert memory.negatives("b", numbers(1), numbers(1), numbers(1)) is None


def test_mining_finds_the_nearest_other_thing():
    vectors = np.array([[1, 0], [0, 1], [0.9, 0.4], [-1, 0]], np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    source = SourcePairs(np.array([0, 1, 2, 3]), np.array([0, 1, 2, 3]), np.array([0, 1, 2, 2]))
    found = confused_pairs(vectors, source, np.arange(4), 1, seed=0)
    assert found[:3, 0].tolist() == [2, 2, 0]


def test_rounded_rows_are_exact_for_what_four_bits_hold_and_pass_the_gradient():
    codes = torch.randint(-8, 8, (4, 2, 32), generator=torch.Generator().manual_seed(1)).float()
    codes[..., 0] = -8
    rows = (codes * torch.tensor([0.5, 0.25])[None, :, None]).reshape(4, 64).requires_grad_()
    rounded = rounded_rows(rows)
    assert torch.equal(rounded, rows)
    rounded.sum().backward()
    assert torch.equal(rows.grad, torch.ones_like(rows))


def test_packing_hides_no_text_behind_another():
    """A text's vector is the same alone and beside longer ones."""
    encoder = encoder_from(tiny_arrays(), positions=64).eval()
    texts = [[0, 5, 2], [0, 6, 7, 8, 9, 2], [0, 10, 11, 2]]
    with torch.no_grad():
        together = encoder(pack(texts))
        alone = torch.cat([encoder(pack([text])) for text in texts])
    assert (together * alone).sum(1).numpy() == pytest.approx(1, abs=1e-5)


def test_groups_of_texts_hold_their_tokens_and_every_text_once():
    ids = [[0] * length for length in (3, 9, 30, 1, 8, 8)]
    groups = by_length(ids, 16)
    assert sorted(at for group in groups for at in group) == list(range(6))
    assert all(sum(len(ids[at]) for at in group) <= 16 or len(group) == 1 for group in groups)
    assert cut([0, 5, 6, 7, 2], 4) == [0, 5, 6, 2]


def test_weights_survive_the_file_and_a_student_without_a_head_gets_none(tmp_path):
    encoder = encoder_from(tiny_arrays(), positions=64)
    save_student(tmp_path / "a.npz", encoder, {"steps": 3})
    read = load_arrays(tmp_path / "a.npz")
    assert read_meta(tmp_path / "a.npz") == {"steps": 3, "heads": 3}
    assert read["head.rotation"] == pytest.approx(np.eye(96))
    for name, array in arrays_of(encoder_from(read, positions=64)).items():
        np.testing.assert_array_equal(array, read[name])


def test_a_wider_vocabulary_keeps_known_rows_and_turns_new_ones_along():
    lot = np.random.default_rng(0)
    base = lot.standard_normal((50, 8)).astype(np.float32)
    turn = np.linalg.qr(lot.standard_normal((8, 8)))[0].astype(np.float32)
    old, new = np.arange(0, 40), np.arange(0, 50)
    made = with_other_pieces({"word.weight": base[old] @ turn}, old, base, new)["word.weight"]
    np.testing.assert_array_equal(made[:40], base[:40] @ turn)
    assert np.abs(made[40:] - base[40:] @ turn).max() < np.abs(base[40:] - base[40:] @ turn).max() / 5


def test_pairs_of_a_group_stand_together_and_bad_lines_are_named(tmp_path):
    rows = [("s", "", "g", "a", "b"), ("s", "", "", "c", "d"), ("s", "x", "g", "e", "f")]
    source = gather(rows).sources["s"]
    assert source.runs == [(0, 2)]
    assert len(set(source.concepts)) == 3
    from linkage_encoder.student.pairs import read_rows

    file = tmp_path / "pairs.tsv"
    file.write_text("s\t\t\ta\tb\ns\ta\tb\n", "utf-8")
    with pytest.raises(ValueError, match="line 2"):
        list(read_rows(file))
