"""The step that makes the folder of the shipped model."""

from functools import partial

from linkage_encoder.paths import WorkPaths
from linkage_encoder.steps import Options, Step

NAME = "rowlink-small"
VOCABULARY = "v84"


def steps(paths: WorkPaths, options: Options) -> list[Step]:
    student, tokenizer = paths.student("final"), paths.vocabulary(VOCABULARY).tokenizer
    return [
        Step(
            name="export",
            about=f"the folder of {NAME}: rounded weights, graph, tokenizer, calibrated cosine",
            run=partial(make_folder, paths),
            inputs=(student, tokenizer, paths.pairs),
            outputs=(paths.model(NAME),),
        )
    ]


def make_folder(paths: WorkPaths) -> None:
    """Needs Node and the packages of the page, whose kernel measures what cosines mean."""
    from .__main__ import export

    export(paths.student("final"), paths.vocabulary(VOCABULARY).tokenizer, paths.model(NAME), paths.pairs)
