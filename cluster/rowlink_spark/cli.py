"""The command `rowlink-spark`: what it is asked for, the checks, and the run. What goes wrong is said in one sentence and ends with status 2."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

from pyspark.sql import DataFrame, SparkSession

from . import __version__
from .checks import CheckedTable, TableNeeds, check_model, check_output, check_table
from .decisions import labels_of_crosswalk, labels_of_review, read_review, write_labels
from .definition.clean import CleaningError
from .definition.encode import ModelError, load_encoder
from .definition.recipe import MatchSettings, Recipe, RecipeError, RecipeTable, read_recipe, unsupported
from .errors import UserError
from .options import REVIEW_KINDS, SEARCH_KINDS, RunOptions
from .output.project_file import pack_project
from .output.report import write_report
from .output.review import gather_review
from .pipeline import Outcome, link_tables
from .session import open_session
from .sources import DELTA_SESSION, Source, parse_source
from .stages.embed import share_model
from .stages.rows import with_row_ids
from .store import Store

# Members of `RunOptions` that are options of the command, each with what it says of itself.
TUNED = {
    "pool": "candidates by letters and by vectors of each left record (default 20, the page's)",
    "reverse_pool": "left records that each right one brings along (default 5)",
    "letters_compared": "of those reached by rare n-grams, how many are compared exactly (default 48)",
    "exact_pairs": "search exactly up to so many pairs (default 2e10, the page's)",
    "lexical_scan_pairs": "compare the letters of all up to so many pairs (default 2e7, the page's); beyond, look them up as the page does, or by rare n-grams above whole_pairs / 10 records",
    "most_cells": "cells at most (default 4096; 16384 for a hundred million rows)",
    "probes": "cells that a record looks into at most (default 32)",
    "cell_records": "right records of a cell on average (default 250)",
    "part_records": "left records that one task handles (default 8192): the unit of memory",
    "gram_records": "n-grams by which records are looked up are as long as it takes until about so many records have them (default 40)",
    "gram_budget": "records that the rare n-grams of one record may lead to (default 600)",
    "component_pairs": "pairs of a connected component that are still assigned exactly (default 2,000,000)",
    "whole_pairs": "pairs that one task scores as the page does (default 1,000,000), of at most a tenth as many records a side",
    "review_rows": "left rows of the review (default 20,000)",
    "seed": "of samples (default 1)",
}


def parser() -> argparse.ArgumentParser:
    """All options of the command."""
    top = argparse.ArgumentParser(prog="rowlink-spark", description="A recipe of the Rowlink page on Apache Spark.")
    top.add_argument("--version", action="version", version=f"rowlink-spark {__version__}")
    commands = top.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="link two tables")
    check = commands.add_parser("check", help="look at recipe, tables and model as `run` would, and stop")
    for command in (run, check):
        _add_inputs(command)
    run.add_argument("--out", required=True, help="folder for candidates, links and the report; any path that Spark can write")
    run.add_argument("--overwrite", action="store_true", help="write over what is in --out")
    run.add_argument("--work", help="folder for what is between the stages (default: _work below --out)")
    run.add_argument("--local-out", type=Path, help="folder on this machine for report and review where --out is not on it (default: rowlink-out)")
    run.add_argument("--review", choices=REVIEW_KINDS, default=RunOptions.review, help="rows in the project file: all, the uncertain ones, or a sample of all kinds (default uncertain)")
    run.add_argument("--search", choices=SEARCH_KINDS, default=RunOptions.search, help="search by meaning: exact, in near cells, or what the size asks for")
    kinds = {field.name: field.type for field in fields(RunOptions)}
    for name, said in TUNED.items():
        assert kinds[name] in (int, "int")
        run.add_argument(f"--{name.replace('_', '-')}", type=_whole, default=getattr(RunOptions, name), metavar="N", help=said)
    decisions = commands.add_parser("apply-decisions", help="labels out of a review that was done in the page")
    decisions.add_argument("review", type=Path, help="the project file (.rowlink) saved from the page")
    decisions.add_argument("--crosswalk", type=Path, help="a crosswalk exported as CSV: its accepted pairs instead of the whole log")
    decisions.add_argument("--out", type=Path, required=True, help="the Parquet file of labels")
    return top


def _add_inputs(command: argparse.ArgumentParser) -> None:
    command.add_argument("recipe", type=Path, help="the recipe (.recipe.json) saved from the page")
    for side in ("left", "right"):
        command.add_argument(f"--{side}", required=True, metavar="TABLE", help="csv:PATH, parquet:PATH, delta:PATH or jdbc:ADDRESS; a path alone is told by its ending")
        command.add_argument(f"--{side}-option", action="append", default=[], metavar="NAME=VALUE", help="option of Spark's reader, such as encoding=windows-1252, sep=; or dbtable=people; again for more")
    command.add_argument("--model", type=Path, metavar="DIR", help="folder of the model that the recipe names")
    command.add_argument("--master", help="Spark's master, such as local[*]; left to spark-submit where it is not given")
    command.add_argument("--conf", action="append", default=[], metavar="NAME=VALUE", help="setting of Spark; again for more")
    command.add_argument("--accept-replacement", action="store_true", help="go on where cells hold U+FFFD, the sign of letters that were lost before")


def _whole(text: str) -> int:
    value = float(text)
    if value < 1 or value != int(value):
        raise argparse.ArgumentTypeError(f"{text} is not a whole number of 1 or more")
    return int(value)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; 0 where it did what it was asked for, 2 where somebody has to mend something first."""
    asked = parser().parse_args(arguments)
    try:
        if asked.command == "apply-decisions":
            return apply_decisions(asked)
        return link(asked) if asked.command == "run" else check(asked)
    except (UserError, RecipeError, ModelError) as told:
        print(f"rowlink-spark: {told}", file=sys.stderr)
        return 2


def apply_decisions(asked: argparse.Namespace) -> int:
    """`rowlink-spark apply-decisions`."""
    review = read_review(asked.review)
    labels = labels_of_crosswalk(asked.crosswalk, review) if asked.crosswalk else labels_of_review(review)
    count = write_labels(labels, asked.out)
    print(f"{count:,} labels in {asked.out}")
    return 0


def check(asked: argparse.Namespace) -> int:
    """`rowlink-spark check`."""
    recipe, sources = _read_inputs(asked)
    tables = check_inputs(_session(asked, sources), recipe, sources, asked)
    for source, table in zip(sources, tables, strict=True):
        print(f"{source.name}: {table.rows:,} rows")
        for note in table.notes:
            print(f"  {note}")
    print("Recipe, tables and model fit together.")
    return 0


def link(asked: argparse.Namespace) -> int:
    """`rowlink-spark run`."""
    recipe, sources = _read_inputs(asked)
    check_output(asked.out, asked.overwrite)
    options = RunOptions(review=asked.review, search=asked.search, **{name: getattr(asked, name) for name in TUNED})
    spark = _session(asked, sources)
    tables = check_inputs(spark, recipe, sources, asked)
    _check_review(options, tables)
    settings = recipe.settings
    model = None if settings.score == "lexical" else share_model(spark, asked.model)
    store = Store(spark, asked.work or f"{asked.out.rstrip('/')}/_work")
    outcome = link_tables(spark, (tables[0].frame, tables[1].frame), settings, model, options, store)
    for name, frame in (("candidates", outcome.candidates), ("links", outcome.linked.links)):
        _with_ids(frame, recipe, outcome).write.mode("overwrite").parquet(f"{asked.out.rstrip('/')}/{name}")
    local = _local_folder(asked)
    write_report(local, _report(recipe, sources, tables, options, outcome.linked.threshold, outcome.figures))
    names = sources[0].name, sources[1].name
    review_tables, pairs = gather_review(outcome, options, names, settings.candidates_per_row)
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    packed = pack_project(recipe.name or "Review", review_tables, pairs, settings.given, outcome.linked.threshold or 0.0, {"id": recipe.model, "sha256": recipe.model_sha256}, now)
    (local / "review.rowlink").write_bytes(packed)
    print(f"{outcome.figures['links']:,} links and {outcome.figures['candidates']:,} candidates in {asked.out}; review.rowlink and report.md in {local}")
    return 0


def _with_ids(pairs: DataFrame, recipe: Recipe, outcome: Outcome) -> DataFrame:
    """Pairs of rows with the ids of both, where the recipe says which column holds them and the table has it."""
    for name, table, side in (("left", recipe.left, outcome.left), ("right", recipe.right, outcome.right)):
        if table is not None and table.record_id is not None and table.record_id in side.rows.columns:
            pairs = with_row_ids(pairs, side.rows, name, table.record_id)
    return pairs


def _session(asked: argparse.Namespace, sources: tuple[Source, Source]) -> SparkSession:
    given = _pairs(asked.conf, "--conf")
    needed = DELTA_SESSION if any(source.kind == "delta" for source in sources) and SparkSession.getActiveSession() is None else {}
    return open_session(asked.master, **{**needed, **given})


def _pairs(options: Sequence[str], name: str) -> dict[str, str]:
    out = {}
    for option in options:
        key, sign, value = option.partition("=")
        if not sign:
            raise UserError(f"{name} {option} has no “=”: write NAME=VALUE.")
        out[key] = value
    return out


def _read_inputs(asked: argparse.Namespace) -> tuple[Recipe, tuple[Source, Source]]:
    recipe = read_recipe(asked.recipe)
    if recipe.right is None:
        raise UserError("The recipe looks for duplicates within one table, which rowlink-spark does not do; match on the page, or link the table with a copy of itself by a recipe for two tables.")
    reason = unsupported(recipe)
    if reason:
        raise UserError(reason)
    sources = []
    for side, table in (("left", recipe.left), ("right", recipe.right)):
        options = {**_reading_of(table), **_pairs(getattr(asked, f"{side}_option"), f"--{side}-option")}
        source = parse_source(getattr(asked, side), options)
        sources.append(source if source.kind == "csv" else Source(source.kind, source.place, {name: value for name, value in source.options.items() if name not in ("sep", "encoding")}))
    check_model(asked.model, recipe.model, recipe.model_sha256, recipe.settings.score)
    if recipe.settings.score != "lexical":
        # What its graph asks for may be more than can be done here: told now, not by an executor.
        load_encoder(asked.model)
    return recipe, (sources[0], sources[1])


def _reading_of(table: RecipeTable) -> dict[str, str]:
    """Delimiter and encoding that were chosen by hand in the page; guesses of the page are not followed."""
    names = {"delimiter": "sep", "encoding": "encoding"}
    return {option: table.reading[name] for name, option in names.items() if table.reading.get(name) not in (None, "auto")}


def check_inputs(spark: SparkSession, recipe: Recipe, sources: tuple[Source, Source], asked: argparse.Namespace) -> tuple[CheckedTable, CheckedTable]:
    """Both tables; what is wrong with either is told at once."""
    told: list[str] = []
    found: list[CheckedTable] = []
    for side, table, source, cleaner in zip(("left", "right"), (recipe.left, recipe.right), sources, recipe.settings.cleaners(), strict=True):
        try:
            found.append(check_table(spark, source, needs_of(recipe.settings, side, table.columns if table else ()), asked.accept_replacement))
            cleaner.check(found[-1].frame.columns)
        except (UserError, CleaningError) as error:
            told.append(str(error))
    if told:
        raise UserError("\n".join(told))
    return found[0], found[1]


def needs_of(settings: MatchSettings, side: str, known: tuple[str, ...]) -> TableNeeds:
    """The columns that a recipe reads of one table."""
    at = 0 if side == "left" else 1
    source = settings.source_columns()[at]
    return TableNeeds(side, tuple(source), tuple(name for name in (settings.on_left, settings.on_right)[at] if name in source), known)


def _check_review(options: RunOptions, tables: tuple[CheckedTable, CheckedTable]) -> None:
    rows = max(table.rows for table in tables)
    if options.review == "whole" and rows > options.review_rows:
        raise UserError(f"A review of all {rows:,} rows was asked for and --review-rows allows {options.review_rows:,}: choose --review uncertain or sample, or raise it (the page opens some hundred thousand).")


def _local_folder(asked: argparse.Namespace) -> Path:
    address = urlparse(asked.out)
    if asked.local_out:
        return asked.local_out
    return Path(address.path if address.scheme else asked.out) if address.scheme in ("", "file") else Path("rowlink-out")


def _report(recipe: Recipe, sources: tuple[Source, Source], tables: tuple[CheckedTable, CheckedTable], options: RunOptions, threshold: float | None, found: dict[str, object]) -> dict[str, Any]:
    return {
        "version": __version__,
        "name": recipe.name,
        "left": sources[0].name,
        "right": sources[1].name,
        "model": {"id": recipe.model, "sha256": recipe.model_sha256},
        "threshold": threshold,
        "cardinality": recipe.settings.cardinality,
        "figures": found,
        "options": options.as_dict(),
        "notes": [note for table in tables for note in table.notes],
    }
