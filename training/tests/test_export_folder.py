"""Folders of models, what cosines mean, and how a model is put into the page."""

import json
from pathlib import Path

import numpy as np
import pytest

from linkage_encoder.export import install as installing
from linkage_encoder.costs import StepCost
from linkage_encoder.export.calibrate import calibrate, sample_pairs
from linkage_encoder.export.card import Measured, compose_card
from linkage_encoder.export.folder import add_calibration, file_names, write_folder
from linkage_encoder.export.student import read_student
from test_export import HIDDEN, LAYERS, PIECES, POSITIONS, student_arrays, write


def tokenizer_file(folder: Path, pieces: int) -> Path:
    path = folder / "of-training.json"
    path.write_text(json.dumps({"model": {"type": "Unigram", "vocab": [[f"p{at}", -1.0] for at in range(pieces)]}}), "utf8")
    return path


def made_folder(tmp_path: Path) -> Path:
    encoder = read_student(write(tmp_path, student_arrays()), POSITIONS).encoder
    folder = tmp_path / "made" / "rowlink-small"
    write_folder(folder, folder.name, encoder, tokenizer_file(tmp_path, PIECES))
    return folder


def test_a_folder_has_all_files_and_says_what_it_is(tmp_path: Path):
    folder = made_folder(tmp_path)
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} == set(file_names())
    config = json.loads((folder / "config.json").read_text("utf8"))
    assert (config["vocab_size"], config["hidden_size"], config["num_hidden_layers"]) == (PIECES, HIDDEN, LAYERS)
    assert config["max_position_embeddings"] == POSITIONS
    linkage = json.loads((folder / "linkage.json").read_text("utf8"))
    assert (folder / "onnx" / linkage["file"]).is_file()
    assert linkage["truncatable_dims"] == [HIDDEN]


def test_the_tokenizer_must_have_the_pieces_of_the_student(tmp_path: Path):
    encoder = read_student(write(tmp_path, student_arrays()), POSITIONS).encoder
    with pytest.raises(ValueError, match="41 pieces, the student 40"):
        write_folder(tmp_path / "made", "made", encoder, tokenizer_file(tmp_path, PIECES + 1))
    assert not (tmp_path / "made").exists()


def test_pairs_are_drawn_by_lot_but_the_same_each_time(tmp_path: Path):
    path = tmp_path / "pairs.tsv"
    path.write_text("".join(f"s\tc{at}\t\ttext {at}\tother {at}\n" for at in range(50)) + "s\tc\t\tsame\tsame\n", "utf8")
    pairs = sample_pairs(path, 20, seed=1)
    assert len(set(pairs)) == 20 and pairs == sample_pairs(path, 20, seed=1) != sample_pairs(path, 20, seed=2)
    assert len(sample_pairs(path, 1000, seed=1)) == 50
    assert pairs[0][0].removeprefix("text ") == pairs[0][1].removeprefix("other ")


def test_cosines_of_pairs_and_of_strangers():
    vectors = {f"{side}{at}": np.eye(40)[at] * (1 if side == "a" else 0.8) for at in range(40) for side in "ab"}
    asked: list[str] = []

    def embed(texts):
        asked.extend(texts)
        return np.array([vectors[text] for text in texts])

    pairs = [(f"a{at}", f"b{at}", str(at)) for at in range(40)] + [("a0", "b0", "0")]
    found = calibrate(embed, pairs)
    assert len(asked) == len(set(asked)) == 80
    assert set(found["same_thing_pairs"].values()) == {0.8}
    # The pair that stands twice is no stranger to itself.
    assert set(found["random_pairs"].values()) == {0.0}


def test_calibration_is_added_to_the_card(tmp_path: Path):
    folder = made_folder(tmp_path)
    add_calibration(folder, {"random_pairs": {"p50": 0.01}})
    linkage = json.loads((folder / "linkage.json").read_text("utf8"))
    assert linkage["calibration"]["random_pairs"]["p50"] == 0.01 and linkage["dim"] == HIDDEN


def page(tmp_path: Path) -> Path:
    """As much of a repository as a model is put into, with scripts that do nothing."""
    root = tmp_path / "page"
    model = root / "public/models/rowlink-small"
    for folder in (model / "onnx", root / "scripts", root / "src/core/model", root / "src/core/vectors/fixtures"):
        folder.mkdir(parents=True)
    files = {"onnx/model_quantized.onnx": {"bytes": 1000}, "tokenizer.json": {"bytes": 234}}
    manifest = {"id": "rowlink-small", "revision": "4", "prefix": "query: ", "weights": "onnx/model_quantized.onnx", "files": files, "languages": ["en"]}
    (model / "manifest.json").write_text(json.dumps(manifest), "utf8")
    sizes = "{ id: 'rowlink-instant', tier: 'instant', sizeBytes: 5 },\n{ id: 'rowlink-small', tier: 'small', sizeBytes: 24_711_510 },\n"
    (root / installing.MODELS).write_text(sizes, "utf8")
    for name in file_names():
        (model / name).write_text("old", "utf8")
    return root


def test_a_model_is_put_into_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder, root = made_folder(tmp_path), page(tmp_path)
    ran: list[list[str]] = []
    monkeypatch.setattr(installing.subprocess, "run", lambda command, **_: ran.append(command))
    monkeypatch.setattr(installing, "_set_token_ids", lambda *_: None)
    monkeypatch.setattr(installing, "set_similarities", lambda *_: None)
    (tmp_path / "card.md").write_text("# card\n", "utf8")
    installing.install(folder, tmp_path / "card.md", root)
    target = root / "public/models/rowlink-small"
    for name in file_names():
        assert (target / name).read_bytes() == (folder / name).read_bytes()
    assert (target / "MODEL_CARD.md").read_text("utf8") == "# card\n"
    manifest = json.loads((target / "manifest.json").read_text("utf8"))
    assert manifest["revision"] == "5" and manifest["languages"] == ["en"]
    assert manifest["prefix"] == "" and manifest["maxTokens"] == 64
    assert [command[1] for command in ran] == ["scripts/model-golden.mjs", "scripts/model-manifest.mjs"]
    text = (root / installing.MODELS).read_text("utf8")
    assert "sizeBytes: 1_234 }" in text and "'rowlink-instant', tier: 'instant', sizeBytes: 5 }" in text


def test_half_a_folder_changes_nothing(tmp_path: Path):
    folder, root = made_folder(tmp_path), page(tmp_path)
    (folder / "config.json").unlink()
    with pytest.raises(FileNotFoundError, match="config.json"):
        installing.install(folder, None, root)
    assert (root / "public/models/rowlink-small/tokenizer.json").read_text("utf8") == "old"


def test_the_card_says_what_was_measured_and_what_was_not(tmp_path: Path):
    folder = made_folder(tmp_path)
    blank = compose_card(folder, Measured(None, None, [], {}))
    assert "Not measured." in blank and "Not calibrated." in blank
    percentiles = {"p5": 0.1, "p50": 0.02, "p95": 0.2, "p99": 0.3, "p999": 0.4}
    add_calibration(folder, {"random_pairs": percentiles, "same_thing_pairs": percentiles | {"p50": 0.55}})
    rates = {"one-language": {"recall1": 0.9681, "recall10": 0.99}, "cross-lingual": {"recall1": 0.679, "recall10": 0.8}}
    sources = {
        "one": {"package": "p", "licence": "MIT", "pairs": 1000},
        "two": {"package": "p", "licence": "MIT", "pairs": 500},
    }
    legs = [{"name": "a", "start": "revision 1", "steps": 200, "records": 1000, "seconds": 120}, {"name": "b", "start": "a", "steps": 300, "records": 2500, "seconds": 60}]
    cost = StepCost("train-last", 1, True, 600.0, 1100.0, 2048.0)
    card = compose_card(folder, Measured({"runtime": "kernel", "means": {"whole": rates}}, sources, [cost], {"legs": legs}))
    assert "| all numbers | 96.8 | 67.9 | 99.0 | 80.0 |" in card
    assert "| p | MIT | one, two | 1,500 |" in card
    assert "half are above 0.55" in card and "train-last" in card
    assert "| together |  | 500 | 3,500 | 3 |" in card
