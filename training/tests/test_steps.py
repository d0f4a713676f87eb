import json
from pathlib import Path

import pytest

from linkage_encoder.__main__ import choose, main, parse
from linkage_encoder.paths import WorkPaths
from linkage_encoder.steps import Runner, Step, StepError, built_on, digest_of, in_order, needed_by


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def copying(name: str, source: Path, target: Path, runs: list[str], **parameters: object) -> Step:
    def run() -> None:
        runs.append(name)
        write(target, source.read_text())

    return Step(name, "copies", run, (source,), (target,), parameters)


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(WorkPaths(tmp_path / "work"), tell=lambda text: None)


def test_a_finished_step_does_not_run_again(tmp_path: Path, runner: Runner) -> None:
    runs: list[str] = []
    write(tmp_path / "a", "1")
    step = copying("copy", tmp_path / "a", tmp_path / "b", runs)
    assert runner.run(step)
    assert not runner.run(step)
    assert runner.run(step, again=True)
    assert runs == ["copy", "copy"]


def test_runs_again_when_an_input_an_output_or_a_parameter_changed(tmp_path: Path, runner: Runner) -> None:
    runs: list[str] = []
    source, target = tmp_path / "a", tmp_path / "b"
    write(source, "1")
    runner.run(copying("copy", source, target, runs, rate=1))
    write(source, "22")
    assert runner.run(copying("copy", source, target, runs, rate=1))
    target.write_text("333")
    assert runner.run(copying("copy", source, target, runs, rate=1))
    target.unlink()
    assert runner.run(copying("copy", source, target, runs, rate=1))
    assert runner.run(copying("copy", source, target, runs, rate=2))
    assert not runner.run(copying("copy", source, target, runs, rate=2))


def test_an_input_written_anew_with_the_same_content_changes_nothing(tmp_path: Path, runner: Runner) -> None:
    source = tmp_path / "a"
    write(source, "1")
    step = copying("copy", source, tmp_path / "b", [])
    runner.run(step)
    source.unlink()
    write(source, "1")
    assert runner.is_finished(step)


def test_a_failed_step_is_logged_and_not_finished(tmp_path: Path, runner: Runner) -> None:
    def fail() -> None:
        raise ValueError("no")

    step = Step("fail", "fails", fail)
    with pytest.raises(ValueError):
        runner.run(step)
    assert not runner.is_finished(step)
    lines = [json.loads(line) for line in (tmp_path / "work" / "log.jsonl").read_text().splitlines()]
    assert [(line["step"], line["state"]) for line in lines] == [("fail", "failed")]


def test_a_step_that_breaks_when_it_runs_again_is_no_longer_finished(tmp_path: Path, runner: Runner) -> None:
    write(tmp_path / "a", "1")
    runner.run(copying("copy", tmp_path / "a", tmp_path / "b", []))

    def fail() -> None:
        raise ValueError("no")

    broken = Step("copy", "copies", fail, (tmp_path / "a",), (tmp_path / "b",))
    with pytest.raises(ValueError):
        runner.run(broken, again=True)
    assert not runner.is_finished(copying("copy", tmp_path / "a", tmp_path / "b", []))


def test_missing_inputs_and_unmade_outputs_are_told(tmp_path: Path, runner: Runner) -> None:
    with pytest.raises(StepError, match="is missing"):
        runner.run(copying("copy", tmp_path / "a", tmp_path / "b", []))
    with pytest.raises(StepError, match="without making"):
        runner.run(Step("nothing", "makes nothing", lambda: None, (), (tmp_path / "c",)))


def test_the_log_states_cost_and_parameters(tmp_path: Path, runner: Runner) -> None:
    runner.run(Step("count", "counts", lambda: sum(range(2_000_000)) and None, parameters={"seed": 3}))
    (line,) = (json.loads(line) for line in (tmp_path / "work" / "log.jsonl").read_text().splitlines())
    assert line["state"] == "done" and line["parameters"] == {"seed": 3}
    assert line["wallSeconds"] > 0 and line["cpuSeconds"] > 0 and line["peakMegabytes"] > 1


def test_digest_of_a_folder_is_of_names_and_contents(tmp_path: Path) -> None:
    write(tmp_path / "f" / "a", "1")
    before = digest_of(tmp_path / "f")
    write(tmp_path / "f" / ".hidden", "x")
    assert digest_of(tmp_path / "f") == before
    (tmp_path / "f" / "a").rename(tmp_path / "f" / "b")
    assert digest_of(tmp_path / "f") != before


def chain(tmp_path: Path) -> list[Step]:
    """c reads b, b reads a; d is alone."""
    files = {name: tmp_path / name for name in "abcd"}
    return [
        Step("c", "", lambda: None, (files["b"],), (files["c"],)),
        Step("d", "", lambda: None, (), (files["d"],)),
        Step("b", "", lambda: None, (files["a"] / "inside",), (files["b"],)),
        Step("a", "", lambda: None, (), (files["a"],)),
    ]


def names(steps: list[Step]) -> list[str]:
    return [step.name for step in steps]


def test_steps_come_after_those_they_read_from(tmp_path: Path) -> None:
    assert names(in_order(chain(tmp_path))) == ["d", "a", "b", "c"]


def test_what_is_needed_and_what_is_built_on(tmp_path: Path) -> None:
    steps = in_order(chain(tmp_path))
    assert names(needed_by(["b"], steps)) == ["a", "b"]
    assert names(built_on("b", steps)) == ["b", "c"]
    with pytest.raises(StepError, match="no step 'x'"):
        needed_by(["x"], steps)


def test_a_circle_or_a_name_used_twice_is_refused(tmp_path: Path) -> None:
    a, b = tmp_path / "a", tmp_path / "b"
    with pytest.raises(StepError, match="wait for each other"):
        in_order([Step("one", "", lambda: None, (a,), (b,)), Step("two", "", lambda: None, (b,), (a,))])
    with pytest.raises(StepError, match="same name"):
        in_order([Step("one", "", lambda: None), Step("one", "", lambda: None)])


def test_the_command_line_chooses_steps(tmp_path: Path) -> None:
    steps = in_order(chain(tmp_path))

    def chosen(*arguments: str) -> list[tuple[str, bool]]:
        return [(step.name, again) for step, again in choose(parse(arguments), steps)]

    assert chosen() == chosen("all") == [("d", False), ("a", False), ("b", False), ("c", False)]
    assert chosen("b") == [("a", False), ("b", False)]
    assert chosen("--only", "b") == [("b", True)]
    assert chosen("--from", "b") == [("b", True), ("c", True)]


def test_an_unknown_step_ends_with_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nonsense", "--work", str(tmp_path)]) == 1
    assert "There is no step 'nonsense'" in capsys.readouterr().err
