import json
from pathlib import Path

import numpy as np
import pytest
from tokenizer_fixture import WORDS, toy_tokenizer

from linkage_encoder.base.piece_choice import as_tokenizer, choose_pieces, count_pieces, expected_counts, spelling_lengths
from linkage_encoder.base.released import released_pieces, write_released
from linkage_encoder.base.scripts import COMMON, script_of
from linkage_encoder.base.vocabulary import has_capitals, ids_of, necessary, pieces_of, pruned, read_tokenizer, write_vocabulary
from linkage_encoder.paths import SHIPPED_MODELS

TOY = toy_tokenizer()
PIECES = pieces_of(TOY)
IDS = {piece: place for place, piece in enumerate(PIECES)}


def kept(*words: str) -> np.ndarray:
    return np.array(sorted(necessary(PIECES) | {IDS[word] for word in words}), np.int64)


def test_single_characters_and_special_pieces_are_necessary() -> None:
    assert {PIECES[base] for base in necessary(PIECES)} == {"<s>", "<pad>", "</s>", "<unk>", "<mask>", "▁", "a", "b", "c", "▁a", "я"}


def test_pruning_keeps_scores_order_and_special_ids() -> None:
    keep = kept("abc")
    smaller = pruned(TOY, keep)
    assert smaller["model"]["vocab"] == [TOY["model"]["vocab"][base] for base in keep]
    assert smaller["added_tokens"][-1] == TOY["added_tokens"][-1] | {"id": len(keep) - 1}
    assert smaller["post_processor"] == TOY["post_processor"]
    assert pieces_of(TOY) == PIECES, "the original is left alone"


def test_a_word_whose_piece_is_gone_is_spelt_with_shorter_ones() -> None:
    whole, smaller = as_tokenizer(TOY), as_tokenizer(pruned(TOY, kept("ab")))
    assert whole.encode("abc").tokens == ["<s>", "▁abc", "</s>"]
    assert smaller.encode("abc").tokens == ["<s>", "▁", "ab", "c", "</s>"]


def test_special_pieces_cannot_be_dropped_or_moved() -> None:
    with pytest.raises(ValueError, match="<mask>"):
        pruned(TOY, kept()[:-1])
    moved = kept().tolist()
    moved[0], moved[1] = moved[1], moved[0]
    with pytest.raises(ValueError, match="another id"):
        pruned(TOY, np.array(moved))


def test_written_vocabularies_can_be_read_back(tmp_path: Path) -> None:
    write_vocabulary(tmp_path / "v", TOY, kept("abc"))
    tokenizer = read_tokenizer(tmp_path / "v" / "tokenizer.json")
    keep = np.load(tmp_path / "v" / "keep.npy")
    assert keep.dtype == np.int64
    assert np.array_equal(ids_of(pieces_of(tokenizer), TOY), keep)
    (tmp_path / "bpe.json").write_text(json.dumps({"model": {"type": "BPE"}}))
    with pytest.raises(ValueError, match="BPE"):
        read_tokenizer(tmp_path / "bpe.json")


def test_counts_are_of_pieces_without_special_ones() -> None:
    counts = count_pieces(as_tokenizer(TOY), ["abc abc", "да"])
    assert counts[IDS["▁abc"]] == 2 and counts[IDS["▁да"]] == 1
    assert counts.sum() == 3


def test_the_prior_falls_with_the_rank_and_has_the_weight_given() -> None:
    counts = np.zeros(1000, np.int64)
    counts[999] = 100
    expected = expected_counts(counts, 0.5)
    assert expected.sum() == pytest.approx(150)
    assert expected[0] > expected[998] > 0


def test_spelling_lengths() -> None:
    lengths = spelling_lengths(TOY, kept("ab"))
    assert lengths[IDS["ab"]] == 1 and lengths[IDS["abc"]] == 2 and lengths[IDS["▁abc"]] == 3


def test_chooses_what_saves_most_pieces() -> None:
    counts = count_pieces(as_tokenizer(TOY), ["abc"] * 50 + ["да"] * 5)
    start = kept()
    chosen = choose_pieces(TOY, counts, len(start) + 1, start, floor_share=0, prior_weight=0.01)
    assert [PIECES[base] for base in np.setdiff1d(chosen, start)] == ["▁abc"]


def test_a_floor_gives_rare_scripts_their_share() -> None:
    counts = count_pieces(as_tokenizer(TOY), ["abc ab abc ab"] * 50)
    start = kept()
    cyrillic = [IDS[word] for word in WORDS if script_of(word) == "CYRILLIC" and len(word) > 1]

    def cyrillic_chosen(share: float) -> int:
        chosen = choose_pieces(TOY, counts, len(start) + 4, start, floor_share=share, prior_weight=0.01)
        assert len(chosen) == len(start) + 4 and np.all(np.diff(chosen) > 0) and np.isin(start, chosen).all()
        return int(np.isin(cyrillic, chosen).sum())

    assert cyrillic_chosen(0) == 0
    assert cyrillic_chosen(1) == 1


def test_too_many_pieces_to_keep_are_refused() -> None:
    with pytest.raises(ValueError, match="have to be kept"):
        choose_pieces(TOY, np.ones(len(PIECES), np.int64), 3, kept())


@pytest.mark.parametrize(
    ("text", "script"),
    [("▁abc", "LATIN"), ("да", "CYRILLIC"), ("東京", "HAN"), ("データ", "KATAKANA"), ("กา", "THAI"), ("123", COMMON), ("▁", COMMON), ("Ωa", "GREEK")],
)
def test_scripts(text: str, script: str) -> None:
    assert script_of(text) == script


def test_released_pieces_are_written_and_read(tmp_path: Path) -> None:
    write_released({"v": np.array([0, 3, 9])}, 10, tmp_path / "r.npz")
    assert released_pieces("v", tmp_path / "r.npz").tolist() == [0, 3, 9]
    with pytest.raises(KeyError):
        released_pieces("w", tmp_path / "r.npz")


def test_released_vocabularies_contain_each_other() -> None:
    small, middle, large = (set(released_pieces(name).tolist()) for name in ("v64", "v84", "v96"))
    assert (len(small), len(middle), len(large)) == (64_000, 84_000, 96_000)
    assert small < middle and small < large


@pytest.mark.parametrize("folder", ["rowlink-small", "me5-small-96k"])
def test_shipped_tokenizers_are_those_released(folder: str) -> None:
    """Base ids rise with falling scores, so the places of equal pieces can be told without the base tokenizer."""
    file = SHIPPED_MODELS / folder / "tokenizer.json"
    if not file.exists():
        pytest.skip(f"{folder} is not shipped")
    vocabulary = read_tokenizer(file)["model"]["vocab"]
    keep = released_pieces("s80")
    assert len(vocabulary) == len(keep)
    assert not any(has_capitals(piece) for piece, _ in vocabulary)
    assert keep[:5].tolist() == [0, 1, 2, 3, 4] and keep[-1] == 250_001
    assert [piece for piece, _ in vocabulary[:5]] == ["<s>", "<pad>", "</s>", "<unk>", ","]
