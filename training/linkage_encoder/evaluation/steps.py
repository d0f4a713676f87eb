"""The steps that measure the models as the page computes them."""

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from linkage_encoder.paths import WorkPaths
from linkage_encoder.steps import Options, Step
from linkage_encoder.student.legs import courses

from .evaluation import evaluate
from .models import kernel_embedder
from .tables import table_of_means
from .tasks import find_tasks


def steps(paths: WorkPaths, options: Options) -> list[Step]:
    """None without tasks, which are not part of this repository."""
    if not options.tasks:
        return []
    return [
        Step(
            name=f"evaluate-{course.model}",
            about=f"{course.model} on the linkage tasks, by the page's own kernel",
            run=partial(measure, paths.model(course.model), options.tasks, paths.evaluation / f"{course.model}.json"),
            inputs=(paths.model(course.model), *options.tasks),
            outputs=(paths.evaluation / f"{course.model}.json",),
        )
        for course in courses(options)
    ]


def measure(folder: Path, tasks: Sequence[Path], target: Path) -> None:
    evaluation = evaluate(kernel_embedder(folder), find_tasks(list(tasks)))
    print(table_of_means(evaluation))
    target.parent.mkdir(parents=True, exist_ok=True)
    figures = {"model": folder.name, "runtime": "kernel", "letters": "small", **evaluation.to_json()}
    target.write_text(json.dumps(figures, indent=1) + "\n", "utf-8", newline="\n")
