"""The steps that make the folders of the shipped models, and their cards."""

import json
from functools import partial
from pathlib import Path

from linkage_encoder.costs import read_costs
from linkage_encoder.paths import WorkPaths
from linkage_encoder.steps import Options, Step
from linkage_encoder.student.legs import VOCABULARY, Course, courses


def steps(paths: WorkPaths, options: Options) -> list[Step]:
    return [step for course in courses(options) for step in _steps_of(course, paths, bool(options.tasks))]


def _steps_of(course: Course, paths: WorkPaths, is_measured: bool) -> list[Step]:
    student, folder = paths.student(course.student), paths.model(course.model)
    made = [
        Step(
            name=f"export-{course.model}",
            about=f"the folder of {course.model}: rounded weights, graph, tokenizer, calibrated cosine",
            run=partial(make_folder, paths, student, folder),
            inputs=(student, paths.vocabulary(VOCABULARY).tokenizer, paths.pairs),
            outputs=(folder,),
        )
    ]
    if is_measured:
        made.append(
            Step(
                name=f"card-{course.model}",
                about=f"what {course.model} is, what it can and what it cost, for people",
                run=partial(make_card, paths, student, folder),
                inputs=(folder, student, paths.sources, figures_of(paths, course.model)),
                outputs=(card_of(folder),),
            )
        )
    return made


def figures_of(paths: WorkPaths, model: str) -> Path:
    """What the step `evaluate-MODEL` measured."""
    return paths.evaluation / f"{model}.json"


def card_of(folder: Path) -> Path:
    """Beside the folder, not in it: it says what was measured of the folder."""
    return folder.with_name(f"{folder.name}.md")


def make_card(paths: WorkPaths, student: Path, folder: Path) -> None:
    from .card import Measured, compose_card
    from linkage_encoder.base.weights import read_meta

    figures, sources = (json.loads(path.read_text("utf-8")) for path in (figures_of(paths, folder.name), paths.sources))
    measured = Measured(figures, sources, read_costs(paths.log), read_meta(student))
    card_of(folder).write_text(compose_card(folder, measured), "utf-8", newline="\n")


def make_folder(paths: WorkPaths, student: Path, folder: Path) -> None:
    """Needs Node and the packages of the page, whose kernel measures what cosines mean."""
    from .__main__ import export

    export(student, paths.vocabulary(VOCABULARY).tokenizer, folder, paths.pairs)
