"""Linkage tasks on disk, cut down in one repeatable way, so that every model is asked the same questions.

A task is a folder with `task.json` and either `left.csv`, `right.csv` and `truth.csv` (kinds `link` and `aggregate`) or
`records.csv` and `clusters.csv` (kind `dedup`). Other kinds have no ranking to measure and are left out.
"""

import csv
import json
import random
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

MOST_LEFT = 500
MOST_RIGHT = 2000
RECORDS_OF_LEFT = 2
"""A search for duplicates gets so many records for each row that the left side of other tasks has."""
MOST_CHARACTERS = 400
SEED = 1

ONE_LANGUAGE = (
    "abt_buy",
    "dblp_acm",
    "dbp15k_fr_en",
    "early_childhood_sites",
    "febrl4",
    "fodors_zagats",
    "splink_fake_1000",
)
CROSS_LINGUAL_PUBLIC = (
    "cities_bg_en",
    "cities_ko_en",
    "countries_de_ru_zh_en",
    "dbp15k_zh_en",
    "hpo_de_en",
    "hpo_es_en",
)
CROSS_LINGUAL_HELD_OUT = ("xl_brand", "xl_category", "xl_geo", "xl_omw", "xl_region", "xl_territory")
CATEGORIES = ("hs_heading_to_section",)
GROUPS = {
    "one-language": ONE_LANGUAGE,
    "cross-lingual": CROSS_LINGUAL_PUBLIC + CROSS_LINGUAL_HELD_OUT,
    "cross-lingual, public": CROSS_LINGUAL_PUBLIC,
    "cross-lingual, held out": CROSS_LINGUAL_HELD_OUT,
    "categories": CATEGORIES,
}
NAMES = ONE_LANGUAGE + CROSS_LINGUAL_PUBLIC + CROSS_LINGUAL_HELD_OUT + CATEGORIES


@dataclass(frozen=True)
class Task:
    """Texts of two sides, and which belong together.

    `truth[i]` has the places in `right` of what belongs to `left[i]`, in rising order; it is empty where nothing does. Where
    `is_dedup`, both sides are the same records, and a record is no match of its own. `languages[i]` is the code in the column
    `lang` of `left[i]`, empty where the task has no such column.
    """

    name: str
    left: list[str]
    right: list[str]
    truth: list[list[int]]
    is_dedup: bool
    languages: list[str]


class TaskError(ValueError):
    """A folder that should hold a task does not."""


def find_tasks(
    folders: list[Path],
    names: tuple[str, ...] = NAMES,
    most: tuple[int, int] | None = (MOST_LEFT, MOST_RIGHT),
) -> list[Task]:
    """The tasks of these names below the folders, in the order of the names. Raises TaskError where one is nowhere."""
    tasks = []
    for name in names:
        places = [folder / name for folder in folders if (folder / name / "task.json").is_file()]
        if not places:
            looked = ", ".join(str(folder) for folder in folders)
            raise TaskError(f"The task {name} is in none of: {looked}. Give every folder of tasks after --tasks.")
        tasks.append(read_task(places[0], most))
    return tasks


def read_task(folder: Path, most: tuple[int, int] | None = (MOST_LEFT, MOST_RIGHT)) -> Task:
    """The task in a folder, cut down to `most` rows of each side; None leaves it whole. Right rows that match always stay."""
    about = json.loads((folder / "task.json").read_text("utf8"))
    columns = about.get("match_columns")
    left_columns, right_columns = (columns["left"], columns["right"]) if isinstance(columns, dict) else (columns, columns)
    if about["kind"] == "dedup":
        return _read_clusters(folder, left_columns, most and most[0] * RECORDS_OF_LEFT)
    if about["kind"] in ("link", "aggregate"):
        return _read_sides(folder, left_columns, right_columns, most)
    raise TaskError(f"{folder} is a task of the kind {about['kind']}, which has no ranking to measure.")


def _read_sides(folder: Path, left_columns: list[str], right_columns: list[str], most: tuple[int, int] | None) -> Task:
    left, right = _rows(folder / "left.csv"), _rows(folder / "right.csv")
    left_id, right_id = next(iter(left[0])), next(iter(right[0]))
    matches: dict[str, set[str]] = defaultdict(set)
    for row in _rows(folder / "truth.csv"):
        matches[row["left_id"]].add(row["right_id"])
    if most:
        left, right = _sample_sides(left, right, left_id, right_id, matches, most)
    place = {row[right_id]: at for at, row in enumerate(right)}
    return Task(
        name=folder.name,
        left=[_text(row, left_columns) for row in left],
        right=[_text(row, right_columns) for row in right],
        truth=[sorted(place[other] for other in matches.get(row[left_id], ()) if other in place) for row in left],
        is_dedup=False,
        languages=[row.get("lang") or "" for row in left],
    )


def _sample_sides(
    left: list[dict],
    right: list[dict],
    left_id: str,
    right_id: str,
    matches: dict[str, set[str]],
    most: tuple[int, int],
) -> tuple[list[dict], list[dict]]:
    lot = random.Random(SEED)
    if len(left) > most[0]:
        left = lot.sample(left, most[0])
    needed = set().union(*(matches.get(row[left_id], set()) for row in left))
    if len(right) > most[1]:
        others = [row for row in right if row[right_id] not in needed]
        kept = [row for row in right if row[right_id] in needed]
        right = kept + lot.sample(others, max(0, most[1] - len(needed)))
    return left, right


def _read_clusters(folder: Path, columns: list[str], most: int | None) -> Task:
    records = _rows(folder / "records.csv")
    cluster_of = {row["id"]: row["cluster_id"] for row in _rows(folder / "clusters.csv")}
    key = next(iter(records[0]))
    if most and len(records) > most:
        kept = _sample_clusters([cluster_of[row[key]] for row in records], most)
        records = [row for row in records if cluster_of[row[key]] in kept]
    members: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(records):
        members[cluster_of[row[key]]].append(at)
    texts = [_text(row, columns) for row in records]
    truth = [[other for other in members[cluster_of[row[key]]] if other != at] for at, row in enumerate(records)]
    return Task(folder.name, texts, texts, truth, is_dedup=True, languages=[""] * len(texts))


def _sample_clusters(cluster_of_record: list[str], most: int) -> set[str]:
    """Whole clusters in an order by lot, until `most` records are reached."""
    clusters = sorted(set(cluster_of_record))
    random.Random(SEED).shuffle(clusters)
    sizes: dict[str, int] = defaultdict(int)
    for cluster in cluster_of_record:
        sizes[cluster] += 1
    kept, count = set(), 0
    for cluster in clusters:
        if count >= most:
            break
        kept.add(cluster)
        count += sizes[cluster]
    return kept


def _rows(path: Path) -> list[dict]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _text(row: dict, columns: list[str]) -> str:
    """Cells that are not empty, joined by ', '; a single space where all are, as an encoder wants at least one character."""
    return ", ".join(row[column].strip() for column in columns if row.get(column) and row[column].strip())[:MOST_CHARACTERS] or " "
