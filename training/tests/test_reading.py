"""Letter case makes no difference to a student: neither in training nor in what is measured."""

import json

import numpy as np
import pytest

from linkage_encoder.base.vocabulary import has_capitals, in_small_letters
from linkage_encoder.base.released import released_pieces
from linkage_encoder.reading import reading_form
from tests.tokenizer_fixture import toy_tokenizer

TOY = toy_tokenizer()


def test_small_letters_are_read_as_the_page_reads_them() -> None:
    assert reading_form("ÉCOLE Straße ΟΔΟΣ") == "école straße οδος"


def test_a_vocabulary_of_small_letters_cuts_capitals_as_small_ones() -> None:
    tokenizers = pytest.importorskip("tokenizers")
    small = tokenizers.Tokenizer.from_str(json.dumps(in_small_letters(TOY)))
    assert small.encode("ABC").ids == small.encode("abc").ids


def test_making_letters_small_twice_is_making_them_small_once() -> None:
    assert in_small_letters(in_small_letters(TOY)) == in_small_letters(TOY)


def test_the_released_vocabulary_of_small_letters_is_of_its_size() -> None:
    assert len(released_pieces("s80")) == 80_000


@pytest.mark.parametrize(("piece", "expected"), [("▁a", False), ("▁A", True), ("<s>", False), ("<mask>", False), ("ß", False), ("中", False)])
def test_pieces_with_capitals_are_told(piece: str, expected: bool) -> None:
    assert has_capitals(piece) is expected


def test_pairs_that_differ_in_case_alone_are_of_one_text() -> None:
    pytest.importorskip("torch")
    from linkage_encoder.student.pairs import gather

    pairs = gather([("s", "a", "", "Rome", "ROMA"), ("s", "a", "", "ROME", "roma")])
    assert pairs.texts == ["rome", "roma"]


def test_a_teacher_is_found_by_the_reading_form_and_its_first_text_counts() -> None:
    pytest.importorskip("torch")
    from linkage_encoder.student.teacher import TeacherVectors

    known = TeacherVectors(["Rome", "ROME", "Oslo"], np.zeros((3, 2), np.float16))
    assert known.rows_of(["rome", "oslo", "Rom"]).tolist() == [0, 2, -1]
