"""The samples that come with the page, as rows for other kinds of tables, and a recipe that compares their letters: no model, few seconds."""

import csv
import json
from pathlib import Path

import pandas as pd

from rowlink_spark.definition.link import match_tables
from rowlink_spark.definition.recipe import read_recipe

SAMPLES = Path(__file__).parents[2] / "public" / "samples"
LEFT_COLUMNS = ("id", "name", "city", "country", "sector")
RIGHT_COLUMNS = ("id", "name", "city", "country", "employees")


def sample_rows(year: int) -> list[tuple[str | None, ...]]:
    """Companies of 2023 or 2024 in the order of the file; empty cells are null."""
    with (SAMPLES / f"companies-{year}.csv").open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        return [tuple(cell or None for cell in row) for row in reader]


def write_recipe(folder: Path) -> Path:
    """A recipe of both, whose rows have ids."""

    def table(year: int, columns: tuple[str, ...]) -> dict[str, object]:
        return {"file": f"companies-{year}.csv", "columns": list(columns), "recordId": "id", "reading": {}}

    on = ["name", "city"]
    settings = {"task": "link", "on": {"left": on, "right": on}, "score": "lexical", "cardinality": "one-to-one"}
    recipe = {"format": "rowlink-recipe", "version": 1, "app": "1", "savedAt": "2026-11-27T00:00:00Z", "name": "Companies", "thresholdUsed": None}
    recipe |= {"tables": {"left": table(2023, LEFT_COLUMNS), "right": table(2024, RIGHT_COLUMNS)}, "settings": settings}
    file = folder / "companies.recipe.json"
    file.write_text(json.dumps({**recipe, "model": {"id": "rowlink-small", "sha256": None}}), encoding="utf-8")
    return file


def expected_links(recipe: Path) -> set[tuple[str, str, float]]:
    """Links in one process: ids of both rows, and the score to four digits."""
    rows = sample_rows(2023), sample_rows(2024)
    left, right = (
        {name: [row[at] or "" for row in own] for at, name in enumerate(columns)} for own, columns in zip(rows, (LEFT_COLUMNS, RIGHT_COLUMNS), strict=True)
    )
    found = match_tables(left, right, read_recipe(recipe).settings.given, None)
    at = zip(found.candidates.left, found.candidates.right, found.candidates.score, strict=True)
    scores = {(int(one), int(other)): float(score) for one, other, score in at}
    return {(left["id"][one], right["id"][other], round(scores[one, other], 4)) for one, other in found.links()}


def links_of(out: Path) -> set[tuple[str, str, float]]:
    """Links that the command wrote, as `expected_links` has them."""
    links = pd.read_parquet(out / "links")
    return {(one, other, round(score, 4)) for one, other, score in zip(links["left_id"], links["right_id"], links["score"].tolist(), strict=True)}
