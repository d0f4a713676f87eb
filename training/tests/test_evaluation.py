"""Rates against ones worked out by hand, the network against torch's own layers, and how tasks are cut down."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from linkage_encoder.evaluation.evaluation import evaluate
from linkage_encoder.evaluation.levers import token_weights
from linkage_encoder.evaluation.matching import centred_each, locally_scaled
from linkage_encoder.evaluation.metrics import best_f1, measure, wilson_interval
from linkage_encoder.evaluation.network import encode, finish, to_unit_length
from linkage_encoder.evaluation.storage import cosines_of_bytes, first_dimensions
from linkage_encoder.evaluation.tasks import Task, TaskError, find_tasks, read_task
from linkage_encoder.encoder import Encoder, Head, Layer, Linear, Norm
from linkage_encoder.evaluation.models import checkpoint_encoder

HIDDEN, WIDE, PIECES, POSITIONS = 64, 96, 30, 16


def write_csv(path: Path, rows: list[dict]) -> None:
    with path.open("w", newline="", encoding="utf8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def write_link_task(folder: Path, rows: int) -> Path:
    folder.mkdir(parents=True)
    (folder / "task.json").write_text(json.dumps({"kind": "link", "match_columns": {"left": ["a", "b"], "right": ["c"]}}))
    write_csv(folder / "left.csv", [{"id": f"l{at}", "a": f" left {at} ", "b": "" if at else "more", "lang": "de"} for at in range(rows)])
    write_csv(folder / "right.csv", [{"id": f"r{at}", "c": f"right {at}"} for at in range(rows)])
    write_csv(folder / "truth.csv", [{"left_id": f"l{at}", "right_id": f"r{at}"} for at in range(0, rows, 2)])
    return folder


def random_weights(layers: int = 2) -> Encoder:
    lot = np.random.default_rng(3)

    def array(*shape: int) -> np.ndarray:
        return lot.normal(0, 0.3, shape).astype(np.float32)

    def linear(inputs: int, outputs: int) -> Linear:
        return Linear(array(outputs, inputs), array(outputs))

    def norm() -> Norm:
        return Norm(1 + array(HIDDEN), array(HIDDEN))

    made = [
        Layer(linear(HIDDEN, 3 * HIDDEN), linear(HIDDEN, HIDDEN), norm(), linear(HIDDEN, WIDE), linear(WIDE, HIDDEN), norm())
        for _ in range(layers)
    ]
    return Encoder(array(PIECES, HIDDEN), array(POSITIONS, HIDDEN), norm(), tuple(made), HIDDEN // 32, Head(array(HIDDEN), array(HIDDEN, HIDDEN)))


def task_of(truth: list[list[int]], is_dedup: bool = False) -> Task:
    texts = [str(at) for at in range(len(truth))]
    return Task("made_up", texts, texts, truth, is_dedup, [""] * len(truth))


def test_rates_of_a_ranking_worked_out_by_hand():
    similarities = np.array([[0.9, 0.1, 0.2], [0.8, 0.7, 0.1], [0.3, 0.2, 0.1]])
    rates = measure(similarities, task_of([[0], [1], []]))
    assert rates.rows == 2
    assert rates.recall1 == 0.5
    assert rates.recall5 == 1.0
    assert rates.reciprocal_rank == pytest.approx((1 + 1 / 2) / 2)
    # Of the threshold 0.9 one link, right: precision 1, recall 1/2.
    assert rates.best_f1 == pytest.approx(2 / 3)
    assert rates.threshold == pytest.approx(0.9)


def test_a_record_is_no_duplicate_of_its_own():
    similarities = np.array([[1.0, 0.9, 0.1], [0.9, 1.0, 0.2], [0.1, 0.2, 1.0]])
    rates = measure(similarities, task_of([[1], [0], []], is_dedup=True))
    assert rates.recall1 == 1.0
    assert rates.best_f1 == 1.0


def test_a_match_beyond_the_candidates_counts_as_not_found():
    similarities = -np.arange(60.0)[None, :]
    task = Task("deep", ["x"], [str(at) for at in range(60)], [[55]], False, [""])
    assert measure(similarities, task).reciprocal_rank == 0


def test_best_f1_takes_the_first_of_equal_thresholds():
    assert best_f1(np.array([0.5, 0.9]), np.array([False, True]), 1) == (1.0, 0.9)


def test_wilson_interval_of_known_counts():
    low, high = wilson_interval(9, 10)
    assert (round(low, 3), round(high, 3)) == (0.596, 0.982)
    assert wilson_interval(0, 0) == (0.0, 1.0)
    assert wilson_interval(0, 5)[0] == 0.0


def test_a_task_is_cut_down_with_its_matches(tmp_path):
    folder = write_link_task(tmp_path / "names", 40)
    task = read_task(folder, (10, 12))
    assert (len(task.left), len(task.right)) == (10, 12)
    assert sum(map(bool, task.truth)) == sum(int(text.split()[1].rstrip(",")) % 2 == 0 for text in task.left)
    for text, matches in zip(task.left, task.truth, strict=True):
        number = text.removesuffix(", more").split()[1]
        assert [task.right[at] for at in matches] == ([f"right {number}"] if int(number) % 2 == 0 else [])
    assert read_task(folder, (10, 12)) == task
    assert read_task(folder, None).left[0] == "left 0, more"
    assert task.languages[0] == "de"


def test_whole_clusters_are_sampled(tmp_path):
    folder = tmp_path / "people"
    folder.mkdir()
    (folder / "task.json").write_text(json.dumps({"kind": "dedup", "match_columns": ["name"]}))
    write_csv(folder / "records.csv", [{"id": str(at), "name": f"n{at}"} for at in range(1500)])
    write_csv(folder / "clusters.csv", [{"id": str(at), "cluster_id": str(at // 3)} for at in range(1500)])
    task = read_task(folder)
    assert len(task.left) == 1002
    assert all(len(matches) == 2 for matches in task.truth)


def test_a_task_that_is_nowhere_is_told(tmp_path):
    with pytest.raises(TaskError, match="abt_buy is in none of"):
        find_tasks([tmp_path], ("abt_buy",))


def test_a_text_has_one_vector_whatever_it_is_embedded_with():
    weights = random_weights()
    lists = [[0, 5, 6, 2], [0, 9, 2], [0, 7, 8, 2], [0, 1, 3, 4, 5, 2]]
    together = finish(weights, encode(weights, lists))
    alone = np.concatenate([finish(weights, encode(weights, [one])) for one in lists])
    np.testing.assert_allclose(together, alone, atol=1e-5)
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)


def test_the_network_is_that_of_torch():
    torch = pytest.importorskip("torch")
    weights = random_weights(layers=2)
    ids = [3, 7, 1, 9]
    states = torch.nn.functional.layer_norm(
        torch.from_numpy(weights.words[ids] + weights.places[: len(ids)]),
        (HIDDEN,),
        *map(torch.from_numpy, (weights.word_norm.weights, weights.word_norm.biases)),
        eps=1e-12,
    )[None]
    for layer in weights.layers:
        block = torch.nn.TransformerEncoderLayer(HIDDEN, weights.heads, WIDE, 0.0, "gelu", 1e-12, batch_first=True)
        block.load_state_dict(_torch_names(layer, torch))
        with torch.no_grad():
            states = block.eval()(states)
    expected = states.mean(dim=1).numpy()
    np.testing.assert_allclose(encode(weights, [ids]), expected, atol=2e-5)


def _torch_names(layer: Layer, torch) -> dict:
    def linear(name: str, one: Linear, kind: str = ".") -> dict:
        return {f"{name}{kind}weight": torch.from_numpy(one.weights), f"{name}{kind}bias": torch.from_numpy(one.biases)}

    def norm(name: str, one: Norm) -> dict:
        return {f"{name}.weight": torch.from_numpy(one.weights), f"{name}.bias": torch.from_numpy(one.biases)}

    return {
        **linear("self_attn.in_proj", layer.queries_keys_values, "_"),
        **linear("self_attn.out_proj", layer.attention_out),
        **norm("norm1", layer.attention_norm),
        **linear("linear1", layer.widen),
        **linear("linear2", layer.narrow),
        **norm("norm2", layer.output_norm),
    }


def test_a_checkpoint_is_read_as_it_was_written(tmp_path):
    weights = random_weights(layers=1)
    layer = weights.layers[0]
    query, key, value = np.split(layer.queries_keys_values.weights, 3)
    query_bias, key_bias, value_bias = np.split(layer.queries_keys_values.biases, 3)
    parts = {
        "query": Linear(query, query_bias),
        "key": Linear(key, key_bias),
        "value": Linear(value, value_bias),
        "attention_out": layer.attention_out,
        "widen": layer.widen,
        "narrow": layer.narrow,
    }
    arrays = {f"layers.0.{name}.weight": part.weights for name, part in parts.items()}
    arrays |= {f"layers.0.{name}.bias": part.biases for name, part in parts.items()}
    norms = {"layers.0.attention_norm": layer.attention_norm, "layers.0.output_norm": layer.output_norm, "embedding_norm": weights.word_norm}
    for name, norm in norms.items():
        arrays |= {f"{name}.weight": norm.weights, f"{name}.bias": norm.biases}
    kind = np.full(HIDDEN, 0.25, np.float32)
    arrays |= {"word.weight": weights.words, "pos.weight": weights.places - kind, "type.weight": kind}
    arrays |= {"head.mean": weights.head.mean, "head.rotation": weights.head.rotation}
    np.savez(tmp_path / "one.npz", **arrays)
    read = checkpoint_encoder(tmp_path / "one.npz")
    lists = [[0, 4, 2], [0, 11, 12, 13, 2]]
    np.testing.assert_allclose(finish(read, encode(read, lists)), finish(weights, encode(weights, lists)), atol=1e-5)


def test_vectors_of_bytes_are_near_those_of_floats():
    lot = np.random.default_rng(0)
    left, right = (to_unit_length(lot.normal(0.3, 1, (20, 64)).astype(np.float32)) for _ in range(2))
    assert np.abs(cosines_of_bytes(left, right) - left @ right.T).max() < 0.01
    assert np.abs(cosines_of_bytes(left, right, bits=4) - left @ right.T).max() > 0.01
    assert first_dimensions(left, 16).shape == (20, 16)


def test_evaluation_embeds_each_text_once_and_measures_all_variants():
    asked: list[str] = []

    def embed(texts):
        asked.extend(texts)
        return np.eye(len(texts), dtype=np.float32)

    evaluation = evaluate(embed, [task_of([[0], [1], [2]])], {"whole": lambda left, right: left @ right.T})
    assert asked == ["0", "1", "2"]
    assert evaluation.to_json()["tasks"]["whole"]["made_up"]["recall1"] == 1.0


def test_rare_tokens_count_more_and_marks_of_the_ends_can_be_left_out():
    lists = [[0, 5, 6, 2], [0, 5, 7, 2], [0, 5, 8, 2]]
    for name in ("idf", "root of idf", "sif 0.01"):
        weights = token_weights(name, lists, 10)
        assert weights[6] > weights[5] > 0
    assert token_weights("without ends", lists, 10)[[0, 2, 5]].tolist() == [0, 0, 1]


def test_a_shift_of_one_side_is_taken_off_and_a_hub_is_pushed_down():
    lot = np.random.default_rng(1)
    left = lot.normal(size=(30, 8))
    first, second = centred_each(left, left + 5)
    np.testing.assert_allclose(first, second, atol=1e-9)
    similarities = np.full((20, 20), 0.1) + np.eye(20) * 0.5
    similarities[:, 0] = 0.65
    assert (similarities.argmax(axis=1) == 0).all()
    assert (locally_scaled(similarities).argmax(axis=1) == np.arange(20)).mean() > 0.9
