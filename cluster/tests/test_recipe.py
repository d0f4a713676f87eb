import copy
import json

import pytest

from rowlink_spark.definition.recipe import RecipeError, parse_recipe, read_recipe, unsupported

GIVEN = {
    "format": "rowlink-recipe",
    "version": 1,
    "app": "0.1.0",
    "name": "Suppliers",
    "tables": {
        "left": {"file": "a.csv", "columns": ["name", "year"], "recordId": None, "reading": {}},
        "right": {"file": "b.csv", "columns": ["name", "year"], "recordId": "id", "reading": {}},
    },
    "settings": {
        "on": {"left": ["name"], "right": ["label"]},
        "blocking": [{"left": "year", "right": "year", "key": "numeric-range", "tolerance": 1}],
        "qualifiers": [{"left": "town", "right": "city", "kind": "category", "weight": 2}],
        "novel": 1,
    },
    "model": {"id": "rowlink-small", "sha256": "ab"},
}


def changed(path, value):
    given = copy.deepcopy(GIVEN)
    place = given
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value
    return json.dumps(given)


def test_a_recipe_is_completed_as_on_the_page():
    recipe = parse_recipe(json.dumps(GIVEN), "r.json")
    settings = recipe.settings
    assert (settings.task, settings.cardinality, settings.score, settings.model) == ("link", "one-to-one", "hybrid", "rowlink-small")
    assert settings.threshold == "auto"
    assert settings.candidates_per_row == 10
    assert settings.blocking[0].tolerance == 1
    assert settings.columns_read() == (["name", "year", "town"], ["label", "year", "city"])
    assert settings.given["limits"] == {"left": None, "right": None}
    assert recipe.unknown == ("settings.novel",)
    assert unsupported(recipe) is None


def test_within_one_table_there_is_no_right_one():
    recipe = parse_recipe(changed(["settings", "task"], "deduplicate"), "r.json")
    assert recipe.right is None
    assert recipe.settings.columns_read()[1] == []


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (["format"], "other", "is not a recipe"),
        (["version"], 2, "newer version"),
        (["settings", "on"], {"left": [1], "right": []}, "settings.on.left"),
        (["settings", "on"], {"left": [], "right": []}, "no columns are compared"),
        (["settings", "cardinality"], "few", "settings.cardinality"),
        (["settings", "threshold"], 1.5, "settings.threshold"),
        (["settings", "candidatesPerRow"], 0, "settings.candidatesPerRow"),
        (["settings", "weights"], {"name": 9}, "settings.weights"),
        (["settings", "without"], ["nothing"], "settings.without"),
        (["settings", "rerank"], {"version": 9}, "settings.rerank.version"),
        (["settings", "limits"], {"left": -1}, "settings.limits.left"),
        (["settings", "aliases"], [{"words": ["one"]}], "settings.aliases.words"),
        (["tables", "right"], None, "tables.right"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(path, value, said):
    with pytest.raises(RecipeError, match="\\.$") as raised:
        parse_recipe(changed(path, value), "r.json")
    assert said in str(raised.value)


def test_files_that_are_no_recipe_are_named(tmp_path):
    with pytest.raises(RecipeError, match="There is no recipe"):
        read_recipe(tmp_path / "none.json")
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RecipeError, match="UTF-8"):
        read_recipe(tmp_path / "bytes.json")
    (tmp_path / "list.json").write_text("[1,")
    with pytest.raises(RecipeError, match="not JSON"):
        read_recipe(tmp_path / "list.json")


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (["settings", "cleaning"], {"left": [{"kind": "polish", "columns": ["name"]}], "right": []}, "polish"),
        (["settings", "adapter"], "0123456789abcdef", "adapter"),
        (["settings", "model"], "mine-12345678", "mine-12345678"),
        (["settings", "concept"], {"id": "code", "type": None, "types": []}, "concepts"),
    ],
)
def test_what_only_the_page_does_is_said(path, value, said):
    assert said in (unsupported(parse_recipe(changed(path, value), "r.json")) or "")


def test_what_cleaning_makes_is_not_asked_of_the_table():
    steps = {"left": [{"kind": "join", "columns": ["first", "last"], "separator": " ", "into": "name"}], "right": []}
    settings = parse_recipe(changed(["settings", "cleaning"], steps), "r.json").settings
    assert settings.columns_read()[0] == ["name", "year", "town"]
    assert settings.source_columns()[0] == ["year", "town", "first", "last"]
    assert settings.cleaners()[0].makes == ("name",)


def test_words_are_read_as_others_after_cleaning():
    settings = parse_recipe(changed(["settings", "aliases"], [{"words": ["IBM", "International Business Machines"]}]), "r.json").settings
    left, right = settings.cleaners()
    assert left.clean({"name": ["I.B.M. Ltd"], "year": ["1"], "town": ["x"]})["name"] == ["International Business Machines Ltd"]
    assert right.writes == ("label", "year", "city")
