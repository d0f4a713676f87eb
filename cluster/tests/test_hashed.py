"""Features as bytes say of pairs what features themselves say."""

import numpy as np
from test_parts import NAMES, OTHERS, letter_facts

from rowlink_spark.definition.columns import ColumnContext, cell_likeness, cell_statistics, likeness_of, read_all_cells, read_cells
from rowlink_spark.definition.evidence import Similarities, is_identical, lexical_cosine, pair_evidence
from rowlink_spark.definition.features import features_of
from rowlink_spark.definition.hashed import SECTIONS, Lists, features_from, pack, sections_of, unpack

LEFT = [*NAMES, "12 Main St 44b, Köln", "", "Acme"]
RIGHT = [*OTHERS, "Main Street 12, 44 b Koln", "", "acme"]
PAIRS = np.indices((len(LEFT), len(RIGHT))).reshape(2, -1)


def test_lists_come_back_as_they_were_packed() -> None:
    lists = [Lists(np.array([0, 2, 2, 5]), np.arange(5, dtype=np.uint32)), Lists(np.array([0, 0, 1, 1]), np.array([9], dtype=np.uint32))]
    packed = pack(lists)
    assert [len(one) // 4 for one in packed] == [4, 3, 5]
    for found, wanted in zip(unpack(packed[::-1], 2), lists, strict=True):
        assert [found.values[a:b].tolist() for a, b in zip(found.offsets, found.offsets[1:])] == [
            wanted.values[a:b].tolist() for a, b in zip(wanted.offsets, wanted.offsets[1:])
        ][::-1]


def test_pairs_have_the_same_evidence_by_bytes() -> None:
    facts = letter_facts()
    plain = [features_of(texts, side, facts.context, facts.corpus) for texts, side in ((LEFT, "left"), (RIGHT, "right"))]
    read = [features_from(unpack(pack(sections_of(features)), SECTIONS)) for features in plain]
    left, right = PAIRS
    lexical = lexical_cosine(plain[0], left, plain[1], right)
    assert lexical.max() > 0.5 and np.abs(lexical_cosine(read[0], left, read[1], right) - lexical).max() < 1e-6
    known = Similarities(np.full(len(left), np.nan, dtype=np.float32), lexical)
    wanted = pair_evidence(plain[0], left, plain[1], right, known, facts.corpus)
    assert np.abs(pair_evidence(read[0], left, read[1], right, known, facts.corpus) - wanted).max() < 1e-5
    same = is_identical(plain[0], left, plain[1], right)
    assert same.sum() == 1 and (is_identical(read[0], left, read[1], right) == same).all()


def test_cells_read_once_are_as_alike_as_cells_of_pairs() -> None:
    context = ColumnContext.of(cell_statistics(LEFT), cell_statistics(RIGHT))
    left, right = PAIRS
    wanted = cell_likeness(context, [LEFT[at] for at in left], [RIGHT[at] for at in right])
    found = likeness_of(context, read_cells(context, LEFT, "left"), left, read_cells(context, RIGHT, "right"), right)
    assert np.isnan(wanted).any() and np.array_equal(found, wanted, equal_nan=True)
    again = read_all_cells(context, LEFT + LEFT[::-1], "left")
    found = likeness_of(context, again, 2 * len(LEFT) - 1 - left, read_cells(context, RIGHT, "right"), right)
    assert np.array_equal(found, wanted, equal_nan=True)
