import golden_files
import pytest

from rowlink_spark.definition.aliases import Aliases, aliased_columns

GOLDEN = golden_files.read("aliases")


@pytest.mark.parametrize(("name", "columns"), [("anywhere", ()), ("inName", ("name", "label"))])
def test_words_are_read_as_on_the_page(name, columns):
    matcher = Aliases(GOLDEN["groups"]).matcher_for(*columns)
    assert [matcher.apply(text) for text in GOLDEN["texts"]] == GOLDEN[name]


def test_the_order_of_groups_makes_no_difference():
    matcher = Aliases(GOLDEN["groups"][::-1]).matcher_for()
    assert [matcher.apply(text) for text in GOLDEN["texts"]] == GOLDEN["anywhere"]


def test_a_group_of_one_column_counts_in_its_partner_too():
    groups = [{"words": ["bank", "banco"], "column": "name"}]
    settings = {"aliases": groups, "on": {"left": ["name", "town"], "right": ["label", "city"]}, "blocking": [], "qualifiers": []}
    assert list(aliased_columns(settings, "left")) == ["name"]
    assert list(aliased_columns(settings, "right")) == ["label"]
    assert aliased_columns({**settings, "aliases": []}, "left") == {}
