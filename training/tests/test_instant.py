"""The instant tier: vocabulary, rounding, graph, and training of a tiny table."""

import json
from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: training is not tested")

from linkage_encoder.instant.beginning import begin, leading  # noqa: E402
from linkage_encoder.instant.graph import build_model  # noqa: E402
from linkage_encoder.instant.network import Table, centred, sum_tokens  # noqa: E402
from linkage_encoder.instant.pieces import most_used, small_letter_pieces, tokenizer_of, write_tokenizer  # noqa: E402
from linkage_encoder.instant.reader import TableReader, TokenLists, joined  # noqa: E402
from linkage_encoder.instant.rounding import pack_codes, rounded, to_codes, unpack_codes  # noqa: E402
from linkage_encoder.instant.trainer import TablePlan, Targets, train  # noqa: E402
from linkage_encoder.student.batches import BatchPlan  # noqa: E402
from linkage_encoder.student.pairs import gather  # noqa: E402
from linkage_encoder.student.start import turn_onto  # noqa: E402

WIDTH = 32
MARKS = ["<s>", "<pad>", "</s>", "<unk>"]


def tokenizer(pieces: list[str]) -> dict:
    vocabulary = [[piece, -1.23456 - at / 7] for at, piece in enumerate([*MARKS, *pieces, "<mask>"])]
    marks = [{"id": at, "content": vocabulary[at][0], "single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True} for at in (0, 1, 2, 3, len(vocabulary) - 1)]
    return {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": marks, "normalizer": {"type": "NFKC"},
        "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "add_prefix_space": True}, "post_processor": {"type": "TemplateProcessing", "single": [], "pair": [], "special_tokens": {}},
        "decoder": None, "model": {"type": "Unigram", "unk_id": 3, "vocab": vocabulary},
    }


WORDS = tokenizer([f"▁{letter}{letter}" for letter in "abcdefghijklmnop"] + ["▁", *"abcdefghijklmnop"])


@pytest.fixture()
def reader(tmp_path):
    write_tokenizer(tmp_path / "tokenizer.json", tokenizer_of(WORDS, small_letter_pieces(WORDS)))
    return TableReader(tmp_path / "tokenizer.json")


def test_pieces_with_capitals_go_and_marks_stay():
    made = tokenizer(["▁Ab", "▁ab", "É", "é", "東"])
    kept = small_letter_pieces(made)
    small = tokenizer_of(made, kept)
    assert [piece for piece, _ in small["model"]["vocab"]] == [*MARKS, "▁ab", "é", "東", "<mask>"]
    assert [mark["id"] for mark in small["added_tokens"]] == [0, 1, 2, 3, 7]
    assert small["model"]["vocab"][4][1] == round(made["model"]["vocab"][5][1], 2)


def test_single_characters_stay_however_rare():
    pieces = [*MARKS, "▁ab", "▁cd", "東", "▁z", "<mask>"]
    counts = np.array([0, 0, 0, 0, 5, 9, 0, 0, 0])
    assert most_used(np.arange(9), counts, pieces, 8).tolist() == [0, 1, 2, 3, 5, 6, 7, 8]
    assert most_used(np.arange(9), counts, pieces, 1).tolist() == [0, 1, 2, 3, 6, 7, 8]


def test_texts_are_read_in_small_letters_and_none_is_empty(reader):
    lists = reader.read(["AA bb", "aa BB", "", "q"])
    assert np.array_equal(lists.ids[:2], lists.ids[2:4])
    assert np.diff(lists.starts).tolist()[:3] == [2, 2, 1]
    assert lists.ids[4] == 3


def test_lists_can_be_taken_and_joined(reader):
    lists = reader.read(["aa", "bb cc dd", "ee ff"])
    taken = lists.take(np.array([2, 0, 2]))
    assert taken.ids.tolist() == [*lists.ids[4:6], lists.ids[0], *lists.ids[4:6]]
    both = joined([taken, lists])
    assert len(both) == 6
    assert np.array_equal(both.take(np.arange(3, 6)).ids, lists.ids)


def test_codes_keep_direction_and_length():
    table = np.random.default_rng(0).standard_normal((200, 256)) * np.linspace(0.01, 3, 200)[:, None]
    codes, scales = to_codes(table)
    back = codes * scales.astype(np.float64)
    cosine = (back * table).sum(1) / np.linalg.norm(back, axis=1) / np.linalg.norm(table, axis=1)
    assert cosine.min() > 0.98
    assert cosine.mean() > 0.994
    assert np.array_equal(np.unique(codes), np.arange(-15, 16, 2))
    assert np.array_equal(unpack_codes(pack_codes(codes)), codes)


def test_training_rounds_as_the_file_does():
    rows = torch.from_numpy(np.random.default_rng(1).standard_normal((50, 64)).astype(np.float32))
    codes, scales = to_codes(rows.numpy())
    assert np.allclose(rounded(rows).numpy(), codes * scales.astype(np.float32), atol=2e-3)


def test_gradients_pass_the_rounding():
    rows = torch.randn(4, 32, requires_grad=True)
    (rounded(rows) * 3).sum().backward()
    assert torch.equal(rows.grad, torch.full_like(rows, 3))


def test_the_graph_sums_what_the_mask_counts():
    onnxruntime = pytest.importorskip("onnxruntime")
    codes, scales = to_codes(np.random.default_rng(2).standard_normal((20, WIDTH)))
    session = onnxruntime.InferenceSession(build_model(codes, scales).SerializeToString(), providers=["CPUExecutionProvider"])
    ids, mask = np.array([[4, 9, 7], [3, 1, 1]]), np.array([[1, 1, 1], [1, 0, 0]])
    (made,) = session.run(["sentence_embedding"], {"input_ids": ids, "attention_mask": mask})
    wanted = sum_tokens(codes * scales.astype(np.float32), TokenLists(np.array([4, 9, 7, 3], np.int32), np.array([0, 3, 4])))
    assert np.allclose(made, wanted, atol=1e-5)


def test_the_network_gives_what_its_folded_table_gives(reader):
    lists = reader.read(["aa bb", "cc", "aa dd ee"])
    table = Table.of(begin(np.random.default_rng(3).standard_normal((38, WIDTH)).astype(np.float32), WIDTH, lists))
    codes, scales = to_codes(table.folded())
    assert np.allclose(table(lists).detach().numpy(), sum_tokens(codes * scales.astype(np.float32), lists), atol=2e-3)


def test_frequent_pieces_weigh_less(reader):
    beginning = begin(np.ones((38, WIDTH), np.float32), WIDTH, reader.read(["aa"] * 50 + ["bb"]))
    rare, frequent = reader.read(["bb aa"]).ids
    assert beginning.weights[rare] > 2 * beginning.weights[frequent]


def test_unrelated_texts_lie_near_nothing_once_centred():
    lot = np.random.default_rng(8)
    table = (lot.standard_normal((60, WIDTH)) + 0.5) * lot.uniform(0.2, 2, (60, 1))
    lists = TokenLists(lot.integers(0, 60, 4000).astype(np.int32), np.arange(0, 4001, 4))
    before, after = (sum_tokens(one, lists).mean(0) for one in (table, centred(table, lists)))
    assert np.linalg.norm(before) > 0.3
    assert np.linalg.norm(after) < 1e-3


def test_turning_finds_the_rotation():
    lot = np.random.default_rng(4)
    rotation = np.linalg.qr(lot.standard_normal((8, 8)))[0]
    vectors = lot.standard_normal((60, 8))
    assert np.allclose(turn_onto(vectors, vectors @ rotation), rotation, atol=1e-5)


LETTERS = "abcdefghijklmnop"
ROWS = [("words", f"c{at}", "", f"{LETTERS[at] * 2}", f"{LETTERS[at + 8] * 2}") for at in range(8)]
PLAN = TablePlan(steps=60, rate=2e-2, batches=BatchPlan(pairs=8, tokens=400, grouped=0.0, mined=0.0))


def trained(reader, checkpoint=None, plan=PLAN, **more):
    torch.set_num_threads(1)
    pairs = gather(ROWS)
    vectors = np.random.default_rng(5).standard_normal((38, WIDTH)).astype(np.float32)
    nothing = Targets(np.zeros((1, WIDTH), np.float16), np.full(len(pairs.texts), -1))
    noise = lambda text, lot: f"{text} {text}"  # noqa: E731
    lists = reader.read(pairs.texts)
    return train(begin(vectors, WIDTH, lists), reader, lists, pairs, nothing, plan, noise, checkpoint, lambda _: None, **more).folded()


def test_partners_come_first_after_training(reader):
    table = trained(reader)
    left, right = (sum_tokens(table, reader.read([row[side] for row in ROWS])) for side in (3, 4))
    assert (np.argmax(left @ right.T, 1) == np.arange(8)).all()


def test_training_that_was_stopped_ends_where_an_unbroken_one_does(reader, tmp_path, monkeypatch):
    from linkage_encoder.instant import trainer

    unbroken = trained(reader)
    run_step = trainer._Run.run_step

    def stop_at_40(run):
        if run.step == 40:
            raise KeyboardInterrupt
        run_step(run)

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(trainer._Run, "run_step", stop_at_40)
        trained(reader, tmp_path / "half.pt", save_every=20)
    assert np.array_equal(trained(reader, tmp_path / "half.pt", save_every=20), unbroken)
    with pytest.raises(ValueError, match="another plan"):
        trained(reader, tmp_path / "half.pt", replace(PLAN, steps=61))


def test_teaching_draws_texts_to_their_targets(reader):
    pairs = gather(ROWS)
    wanted = leading(np.random.default_rng(6).standard_normal((len(pairs.texts), WIDTH)), WIDTH)
    targets = Targets(wanted.astype(np.float16), np.arange(len(pairs.texts)))
    lists = reader.read(pairs.texts)
    beginning = begin(np.random.default_rng(5).standard_normal((38, WIDTH)).astype(np.float32), WIDTH, lists)
    table = train(beginning, reader, lists, pairs, targets, replace(PLAN, find=0.0, steps=150, noise={}), tell=lambda _: None).folded()
    assert ((sum_tokens(table, reader.read(pairs.texts)) * wanted).sum(1)).min() > 0.95


def test_the_folder_is_complete_and_the_same_twice(tmp_path):
    from linkage_encoder.instant.folder import file_names, write_folder

    table = np.random.default_rng(7).standard_normal((len(WORDS["model"]["vocab"]), WIDTH)).astype(np.float32)
    for name in ("a", "b"):
        write_folder(tmp_path / name, table, WORDS)
    for file in file_names():
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()
    assert json.loads((tmp_path / "a" / "linkage.json").read_text("utf-8"))["dim"] == WIDTH
    with pytest.raises(ValueError, match="not the vocabulary"):
        write_folder(tmp_path / "c", table[:-1], WORDS)
