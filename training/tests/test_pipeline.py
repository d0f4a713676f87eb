"""How the steps of all parts fit together, without running them."""

from pathlib import Path

import pytest

from linkage_encoder.__main__ import all_steps
from linkage_encoder.paths import REPOSITORY, WorkPaths
from linkage_encoder.steps import Options, Step, makers_of


def pipeline(tmp_path: Path, **options: object) -> list[Step]:
    return all_steps(WorkPaths(tmp_path), Options(**options))


@pytest.mark.parametrize("options", [{}, {"small": True}, {"new_vocabulary": True}, {"share_alike": False}, {"depths": True, "widths": True}])
def test_every_input_is_made_before_or_part_of_the_repository(tmp_path: Path, options: dict[str, object]) -> None:
    steps = pipeline(tmp_path, **options)
    for place, step in enumerate(steps):
        assert all(maker in steps[:place] for maker in makers_of(step, steps))
        for path in step.inputs:
            is_made = any(path == made or made in path.parents for earlier in steps[:place] for made in earlier.outputs)
            assert is_made or (path.is_relative_to(REPOSITORY) and path.exists()), f"{step.name}: nothing makes {path}"


def test_no_two_steps_make_the_same_file(tmp_path: Path) -> None:
    made = [path for step in pipeline(tmp_path) for path in step.outputs]
    assert len(made) == len(set(made))


def test_what_is_made_stays_in_the_work_folder(tmp_path: Path) -> None:
    assert all(path.is_relative_to(tmp_path) for step in pipeline(tmp_path) for path in step.outputs)


def test_benchmark_tasks_are_kept_out_of_the_corpus_and_measured(tmp_path: Path) -> None:
    tasks = tmp_path / "tasks"
    readers = {step.name for step in pipeline(tmp_path, tasks=(tasks,)) if tasks in step.inputs}
    assert {"corpus", "evaluate-rowlink-small", "evaluate-me5-small-96k"} <= readers
    assert not any(step.name.startswith("evaluate") for step in pipeline(tmp_path))


def test_options_that_change_a_result_are_parameters_of_a_step(tmp_path: Path) -> None:
    def changed(**options: object) -> set[str]:
        before = {step.name: step.parameters for step in pipeline(tmp_path)}
        return {step.name for step in pipeline(tmp_path, **options) if step.parameters != before[step.name]}

    assert {"corpus", "teacher"} <= changed(seed=18)
    assert "corpus" in changed(share_alike=False)
    assert {"corpus", "teacher"} <= changed(small=True)
    assert "vocabularies" in changed(new_vocabulary=True)


def test_every_step_says_what_it_does(tmp_path: Path) -> None:
    for step in pipeline(tmp_path, tasks=(tmp_path / "tasks",)):
        assert step.about and step.outputs
