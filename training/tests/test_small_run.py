"""The steps from teachers to the student, run as the command runs them with `--small`, on a tiny base and corpus."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="PyTorch is not installed: training is not tested")

from linkage_encoder.__main__ import all_steps  # noqa: E402
from linkage_encoder.base.weights import load_arrays, save_arrays  # noqa: E402
from linkage_encoder.costs import read_costs  # noqa: E402
from linkage_encoder.paths import WorkPaths  # noqa: E402
from linkage_encoder.steps import Options, Runner, Step  # noqa: E402
from linkage_encoder.student.legs import Course, Leg, courses  # noqa: E402
from linkage_encoder.student.steps import make_narrow_start, run_leg  # noqa: E402
from linkage_encoder.student.weights import encoder_from, save_student  # noqa: E402
from linkage_encoder.student.width import Width  # noqa: E402
from tests.student_fixture import HIDDEN, WORDS, tiny_arrays, write_tokenizer  # noqa: E402

TAUGHT = ("teacher", "start", "train-")


@pytest.fixture
def paths(tmp_path: Path) -> WorkPaths:
    """A work folder in which everything before the teachers, and what needs a download, was made by hand."""
    paths = WorkPaths(tmp_path)
    arrays = tiny_arrays()
    save_arrays(paths.base_weights, arrays | {"pos.weight": np.tile(arrays["pos.weight"], (2, 1))})
    write_tokenizer(paths.base_tokenizer)
    vocabulary = paths.vocabulary("s80")
    vocabulary.folder.mkdir(parents=True)
    np.save(vocabulary.keep, np.arange(4 + WORDS))
    write_tokenizer(vocabulary.tokenizer)
    paths.pairs.parent.mkdir()
    rows = [f"words\tc{at}\tg{at // 4}\tw{at} w{at + 1}\tw{at + 20} w{at + 1}" for at in range(19)]
    paths.pairs.write_text("".join(f"{row}\n" for row in rows), "utf-8")
    english = paths.teacher("english")
    english.folder.mkdir(parents=True)
    english.texts.write_text("w1 w2\nw2 w3\n", "utf-8")
    vectors = np.random.default_rng(1).standard_normal((2, HIDDEN))
    np.save(english.vectors, (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float16))
    return paths


def taught_steps(paths: WorkPaths, options: Options = Options(small=True, threads=1)) -> list[Step]:
    return [step for step in all_steps(paths, options) if step.name.startswith(TAUGHT)]


@pytest.mark.parametrize("anew", [False, True])
def test_a_small_run_makes_the_students_and_does_not_run_again(paths: WorkPaths, anew: bool) -> None:
    options = Options(small=True, threads=1, anew=anew)
    save_student(paths.student("shipped"), encoder_from(load_arrays(paths.base_weights)), {"vocabulary": "s80"})
    runner = Runner(paths, tell=lambda line: None)
    steps = taught_steps(paths, options)
    assert all(runner.run(step) for step in steps)
    for course in courses(options):
        made = load_arrays(paths.student(course.student))
        assert made["word.weight"].shape == (4 + WORDS, HIDDEN)
        assert not np.array_equal(made["word.weight"], load_arrays(paths.student(course.legs[0].start))["word.weight"])
        meta = json.loads(str(made["meta"]))
        assert meta["vocabulary"] == "s80" and [leg["name"] for leg in meta["legs"]] == [leg.name for leg in course.legs]
    assert not any(runner.run(step) for step in steps)
    assert all(cost.is_done and cost.cpu_seconds > 0 for cost in read_costs(paths.log))


def test_a_narrower_student_is_cut_and_trained(paths: WorkPaths) -> None:
    options = Options(small=True, threads=1)
    by_name = {step.name: step for step in taught_steps(paths, replace(options, depths=True))}
    for name in ("teacher", "start-4"):
        by_name[name].run()
    leg = Leg("width-64x256", "start-width-64x256")
    make_narrow_start(paths, Course("width-64x256", 4, (leg,), Width(hidden=64, heads=2, wide=256)), options)
    run_leg(paths, leg, options, tell=lambda line: None)
    start, made = (load_arrays(paths.student(name)) for name in (leg.start, leg.name))
    assert made["word.weight"].shape == (4 + WORDS, 64) and made["layers.0.widen.weight"].shape == (256, 64)
    assert start["head.rotation"] @ start["head.rotation"].T == pytest.approx(np.eye(64), abs=1e-4)
    assert not np.array_equal(made["word.weight"], start["word.weight"])
    assert json.loads(str(made["meta"]))["heads"] == 2


def test_a_change_of_the_corpus_is_trained_on(paths: WorkPaths) -> None:
    runner = Runner(paths, tell=lambda line: None)
    teacher = taught_steps(paths)[0]
    runner.run(teacher)
    with paths.pairs.open("a", encoding="utf-8") as file:
        file.write("words\tc99\t\tw39\tw38 w39\n")
    assert runner.run(teacher)
    assert "w38 w39" in paths.teacher("base").texts.read_text("utf-8").splitlines()
