import math

import golden_files
import pytest

from rowlink_spark.definition.codes import codes_of
from rowlink_spark.definition.keys import fold_key, prefix_of, read_numbers
from rowlink_spark.definition.lexical_text import TextContext, lexical_texts, side_statistics
from rowlink_spark.definition.normalise import normalise_text, scripts_of
from rowlink_spark.definition.patterns import compile_pattern, translate
from rowlink_spark.definition.text import ColumnSize, collapse, compose_text, order_columns

GOLDEN = golden_files.read("texts")


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("normalised", normalise_text),
        ("scripts", lambda text: scripts_of(normalise_text(text))),
        ("codes", codes_of),
        ("keys", fold_key),
        ("prefixes", lambda text: prefix_of(fold_key(text), 3)),
    ],
)
def test_odd_texts_are_read_as_on_the_page(name, function):
    assert [function(text) for text in GOLDEN["texts"]] == GOLDEN[name]


def test_lexical_forms_are_those_of_the_page():
    beside = GOLDEN["formsBeside"]
    left, right = lexical_texts(GOLDEN["texts"], GOLDEN["beside"])
    assert left == beside["left"]
    assert right == beside["right"]
    assert lexical_texts(GOLDEN["texts"], GOLDEN["texts"])[0] == GOLDEN["formsAlone"]


def test_statistics_of_parts_add_up():
    texts = GOLDEN["texts"]
    whole = side_statistics(texts)
    parts = side_statistics(texts[:7]) + side_statistics(texts[7:])
    assert parts == whole
    assert TextContext.of(parts, whole) == TextContext.of_texts(texts, texts)


def test_numbers_are_read_as_on_the_page():
    values = read_numbers(GOLDEN["numbers"]["cells"])
    assert [None if math.isnan(value) else value for value in values] == GOLDEN["numbers"]["values"]


def test_patterns_know_unicode_and_ascii_borders():
    assert compile_pattern(r"^\p{L}+$").match("Łódź")
    assert not compile_pattern(r"^\p{L}+$").match("a1")
    assert compile_pattern(r"in\b").search("iné") is not None
    assert compile_pattern(r"[\s\d]").match("\ufeff")
    with pytest.raises(ValueError):
        translate(r"[\S]")


def test_texts_are_composed_of_filled_cells():
    assert compose_text([" a  b\u00a0", "", "c"]) == "a b c"
    assert collapse("a\u00a0b") == "a b"
    assert compose_text(["", "  "]) == ""


def test_columns_are_ordered_by_what_is_in_them():
    left = [ColumnSize(2, 50), ColumnSize(9, 20), ColumnSize(2, 60)]
    right = [ColumnSize(2, 50), ColumnSize(9, 20)]
    assert order_columns(["a", "b", "c"], ["x", "y"], left, right) == (["b", "a", "c"], ["y", "x"])
