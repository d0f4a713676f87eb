"""The steps that make the folder of the shipped model, and its card."""

import json
from functools import partial
from pathlib import Path

from linkage_encoder.costs import read_costs
from linkage_encoder.paths import WorkPaths
from linkage_encoder.steps import Options, Step

NAME = "rowlink-small"
VOCABULARY = "v84"


def steps(paths: WorkPaths, options: Options) -> list[Step]:
    student, tokenizer = paths.student("final"), paths.vocabulary(VOCABULARY).tokenizer
    made = [
        Step(
            name="export",
            about=f"the folder of {NAME}: rounded weights, graph, tokenizer, calibrated cosine",
            run=partial(make_folder, paths),
            inputs=(student, tokenizer, paths.pairs),
            outputs=(paths.model(NAME),),
        )
    ]
    if options.tasks:
        made.append(
            Step(
                name="card",
                about=f"what {NAME} is, what it can and what it cost, for people",
                run=partial(make_card, paths),
                inputs=(paths.model(NAME), student, paths.sources, figures_of(paths)),
                outputs=(card_of(paths),),
            )
        )
    return made


def figures_of(paths: WorkPaths) -> Path:
    """What the step `evaluate` measured."""
    return paths.evaluation / f"{NAME}.json"


def card_of(paths: WorkPaths) -> Path:
    """Beside the folder, not in it: it says what was measured of the folder."""
    return paths.root / "models" / f"{NAME}.md"


def make_card(paths: WorkPaths) -> None:
    from .card import Measured, compose_card
    from linkage_encoder.base.weights import read_meta

    figures, sources = (json.loads(path.read_text("utf-8")) for path in (figures_of(paths), paths.sources))
    measured = Measured(figures, sources, read_costs(paths.log), read_meta(paths.student("final")))
    card_of(paths).write_text(compose_card(paths.model(NAME), measured), "utf-8", newline="\n")


def make_folder(paths: WorkPaths) -> None:
    """Needs Node and the packages of the page, whose kernel measures what cosines mean."""
    from .__main__ import export

    export(paths.student("final"), paths.vocabulary(VOCABULARY).tokenizer, paths.model(NAME), paths.pairs)
