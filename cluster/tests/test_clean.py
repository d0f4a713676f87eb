import golden_files
import pytest

from rowlink_spark.definition.clean import Cleaner, CleaningError, source_columns, steps_for

GOLDEN = golden_files.read("cleaning")


@pytest.mark.parametrize("case", GOLDEN["cases"], ids=lambda case: "-".join(str(value) for value in case["step"].values())[:50])
def test_steps_do_what_they_do_on_the_page(case):
    step = case["step"]
    wanted = step["into"] if "into" in step else ["a"]
    cleaned = Cleaner.of([step], wanted).clean({"a": GOLDEN["cells"]})
    columns = [cleaned.get("a", GOLDEN["cells"]), *(cleaned[name] for name in wanted if name != "a")]
    assert [list(row) for row in zip(*columns)] == case["cleaned"]


def test_steps_follow_one_another():
    cleaner = Cleaner.of(GOLDEN["chain"], ["d"])
    assert cleaner.reads == ("a",)
    assert cleaner.makes == ("b", "c", "d")
    cleaned = cleaner.clean({"a": GOLDEN["cells"]})
    assert [list(row) for row in zip(GOLDEN["cells"], cleaned["b"], cleaned["c"], cleaned["d"])] == GOLDEN["chained"]


def test_only_steps_that_have_a_part_are_done():
    steps = [
        {"kind": "spaces", "columns": ["x"]},
        {"kind": "join", "columns": ["x", "y"], "separator": " ", "into": "z"},
        {"kind": "accents", "columns": ["w"]},
        {"kind": "spaces", "columns": ["z"], "isOff": True},
    ]
    assert steps_for(steps, ["z"]) == steps[:2]
    assert source_columns(steps, ["z", "v"]) == ["v", "x", "y"]
    assert source_columns([], ["a", "b"]) == ["a", "b"]


def test_a_pattern_that_cannot_be_read_is_said():
    step = {"kind": "replace", "columns": ["a"], "find": "(?<=a+)b", "by": "", "isRegex": True, "ignoreCase": False}
    with pytest.raises(CleaningError, match="regular expressions"):
        Cleaner.of([step], ["a"])


def test_what_a_table_already_has_is_not_made_again():
    step = {"kind": "join", "columns": ["a"], "separator": " ", "into": "b"}
    with pytest.raises(CleaningError, match="already has"):
        Cleaner.of([step], ["b"]).check(["a", "b"])
