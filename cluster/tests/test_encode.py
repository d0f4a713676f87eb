import base64
import json
from pathlib import Path

import golden_files
import numpy as np
import pytest

from rowlink_spark.definition.encode import ModelError, canonical_text, cut_pieces, from_int8, load_encoder, to_int8

GOLDEN = golden_files.read("vectors")
MODEL = Path(__file__).parents[2] / "public" / "models" / GOLDEN["model"]


@pytest.fixture(scope="module")
def encoder():
    if not (MODEL / "manifest.json").exists():
        pytest.skip("the model is not beside the package")
    loaded = load_encoder(MODEL)
    if loaded.sha256 != GOLDEN["sha256"]:
        pytest.skip("the golden vectors are of another version of the model: run scripts/cluster-golden.mjs")
    return loaded


def test_texts_are_cut_into_the_tokens_of_the_page(encoder):
    assert [encoder.token_ids(text) for text in GOLDEN["texts"]] == GOLDEN["pieces"]


def test_vectors_are_those_of_the_page(encoder):
    expected = np.frombuffer(base64.b64decode(GOLDEN["vectors"]), dtype="<f4").reshape(-1, encoder.dimensions)
    found = encoder.encode(GOLDEN["texts"])
    assert np.abs(expected - found).max() < 1e-6


def test_vectors_do_not_depend_on_their_neighbours(encoder):
    texts = GOLDEN["texts"]
    together = encoder.encode(texts)
    alone = np.concatenate([encoder.encode([text]) for text in texts[:12]])
    assert (together[:12] == alone).all()


def test_texts_that_are_read_alike_have_one_vector(encoder):
    one, other = encoder.encode(["ACME  Ltd", "acme ltd"])
    assert (one == other).all()
    assert encoder.encode([]).shape == (0, encoder.dimensions)


def test_a_text_of_which_nothing_is_left_has_a_vector(encoder):
    assert [len(piece) for piece in encoder.token_ids("\u200b")] == [3]
    assert np.linalg.norm(encoder.encode(["\u200b"])) == pytest.approx(1)


def test_of_many_pieces_the_most_telling_stay_in_order():
    information = np.array([0.0, 1.0, 5.0, 0.5])
    assert cut_pieces([0, 0, 2, 1, 3, 3], 2, 2, information) == [[2, 1], [3, 3]]
    assert cut_pieces([], 4, 2, information) == [[]]


def test_bytes_keep_vectors_nearly():
    vectors = np.random.default_rng(1).normal(size=(20, 64)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    assert (vectors * from_int8(*to_int8(vectors))).sum(axis=1).min() > 0.9998


def test_a_missing_or_broken_model_is_said_in_a_sentence(tmp_path):
    with pytest.raises(ModelError, match="has no file"):
        load_encoder(tmp_path)
    (tmp_path / "manifest.json").write_text(json.dumps({"id": "x"}))
    with pytest.raises(ModelError, match="cannot be read"):
        load_encoder(tmp_path)


def test_canonical_text_follows_the_page():
    assert canonical_text(" a\u0000\u0007b\u00a0 c\uff5e\uff21 ") == "a\u0000b c\uff5eA"


def test_a_table_of_tokens_gives_the_golden_vectors_of_its_model():
    folder = MODEL.parent / "rowlink-instant"
    if not (folder / "golden.json").exists():
        pytest.skip("the model is not beside the package")
    golden = json.loads((folder / "golden.json").read_text(encoding="utf-8"))
    loaded = load_encoder(folder)
    assert [loaded.token_ids(one["text"]) for one in golden] == [[one["ids"]] for one in golden]
    # The file has four digits.
    wanted = np.array([one["vector"] for one in golden], dtype=np.float32)
    assert np.abs(loaded.encode([one["text"] for one in golden]) - wanted).max() < 1e-4
