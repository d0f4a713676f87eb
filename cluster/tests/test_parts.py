"""What one task does with its part, without Spark: searches, sums, components, assignment."""

import numpy as np
import pandas as pd

from rowlink_spark.definition.assign import Capacity
from rowlink_spark.definition.corpus import Corpus, count_terms
from rowlink_spark.definition.lexical_text import TextContext
from rowlink_spark.stages.cells import chosen_probes, highest_hash, nearest_cells, train_cells
from rowlink_spark.stages.components import roots_of
from rowlink_spark.stages.lexical import LetterFacts, scan_part
from rowlink_spark.stages.links import assign_bundle
from rowlink_spark.stages.nearest import ListSize, find_lists, merge_lists, rows_of_lists, search_part
from rowlink_spark.stages.score import best_of_group


def unit_vectors(count: int, seed: int, dimensions: int = 24) -> np.ndarray:
    """Vectors of length 1 around a few directions."""
    draw = np.random.default_rng(seed)
    vectors = draw.normal(size=(8, dimensions))[draw.integers(0, 8, count)] + 0.6 * draw.normal(size=(count, dimensions))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def side_of(vectors: np.ndarray, first: int, **columns: object) -> pd.DataFrame:
    """A side of a part with `vector` bytes; records are numbered from `first`."""
    frame = pd.DataFrame({"record": np.arange(first, first + len(vectors)), "vector": [vector.tobytes() for vector in vectors]})
    return frame.assign(**{name: list(values) for name, values in columns.items()})


def best_pairs(values: np.ndarray, left: int, right: int) -> set[tuple[int, int]]:
    """Pairs of both sides' lists, plainly: ties to the lower partner."""
    pairs = {(row, int(at)) for row in range(len(values)) for at in np.argsort(-values[row], kind="stable")[:left]}
    return pairs | {(int(at), row) for row in range(values.shape[1]) for at in np.argsort(-values[:, row], kind="stable")[:right]}


def test_a_part_that_is_searched_whole_gives_the_lists_of_all_pairs() -> None:
    a, b = unit_vectors(70, 1), unit_vectors(90, 2)
    b[40] = b[3]
    found = search_part(side_of(a, 100, probes=[[0]] * 70), side_of(b, 500, cell=[0] * 90), ListSize(6, 3))
    assert {(left - 100, right - 500) for left, right in zip(found["left"], found["right"])} == best_pairs(a @ b.T, 6, 3)
    value = (a @ b.T)[found["left"] - 100, found["right"] - 500]
    assert np.allclose(found["value"], value, atol=1e-6)


def test_records_meet_only_the_cells_that_they_look_into() -> None:
    a, b = unit_vectors(40, 3), unit_vectors(60, 4)
    cell = np.arange(60) % 3
    probes = [[row % 3, (row + 1) % 3] for row in range(40)]
    found = search_part(side_of(a, 0, probes=probes), side_of(b, 0, cell=cell), ListSize(60, 0))
    met = {(row, at) for row in range(40) for at in range(60) if cell[at] in probes[row]}
    assert set(zip(found["left"], found["right"])) == met


def test_a_record_is_not_its_own_partner_within_one_table() -> None:
    a = unit_vectors(30, 5)
    found = search_part(side_of(a, 0, probes=[[0]] * 30), side_of(a, 0, cell=[0] * 30), ListSize(29, 0), is_within=True)
    assert (found["left"] != found["right"]).all() and len(found) == 30 * 29


def test_cells_repeat_themselves_and_probes_reach_the_neighbours() -> None:
    sample = unit_vectors(600, 6)
    cells = train_cells(sample, 24, 4)
    again = train_cells(sample, 24, 4)
    assert (cells.centres == again.centres).all() and (cells.part_of == again.part_of).all() and cells.parts == 4
    asked, others = unit_vectors(80, 7), unit_vectors(500, 8)
    probes = chosen_probes(asked, cells, others, 10, 0.99)
    home = nearest_cells(others, cells.centres, 1)[:, 0]
    looked = nearest_cells(asked, cells.centres, probes)
    nearest = np.argsort(-(asked @ others.T), axis=1)[:, :10]
    reached = [home[at] in looked[row] for row in range(80) for at in nearest[row]]
    assert np.mean(reached) >= 0.99 and 1 <= probes <= 24


NAMES = ["Nordwind Logistik GmbH", "Süd Wind AG", "Acme Trading Ltd", "Acme Traders Limited", "Blue River Foods", "Nordwind Logistics", "Harbour & Sons"]
OTHERS = ["Nordwind Logistik", "Südwind AG", "ACME Trading Limited", "Blue River Food Co", "Harbor and Sons", "Zeta Works"]


def letter_facts() -> LetterFacts:
    """Facts of the two small tables."""
    context = TextContext.of_texts(NAMES, OTHERS)
    counts = [count_terms(texts, [context.form(text, side) for text in texts]) for texts, side in ((NAMES, "left"), (OTHERS, "right"))]
    return LetterFacts(context, Corpus.of(*counts))


def test_letters_of_a_part_give_positive_cosines_and_the_lists_of_both_sides() -> None:
    facts = letter_facts()
    left = pd.DataFrame({"record": range(10, 10 + len(NAMES)), "text": NAMES})
    right = pd.DataFrame({"record": range(20, 20 + len(OTHERS)), "text": OTHERS})
    found = scan_part(left, right, ListSize(2, 1), facts)
    whole = scan_part(left, right, ListSize(len(OTHERS), 0), facts)
    assert (whole["value"] > 0).all() and whole["value"].max() < 1.0001
    best = whole.sort_values(["left", "value"], ascending=[True, False]).groupby("left").head(1)
    assert dict(zip(best["left"], best["right"]))[10] == 20
    assert set(zip(best["left"], best["right"])) <= set(zip(found["left"], found["right"]))


def test_components_are_named_by_their_lowest_left_record() -> None:
    edges = pd.DataFrame({"node": [8, 10, 10, 20], "other": [3, 3, 5, 41]})
    roots = dict(zip(*roots_of(edges).T.values))
    assert roots == {3: 8, 5: 8, 8: 8, 10: 8, 20: 20, 41: 20}


def test_a_bundle_is_assigned_as_one_graph_would_be() -> None:
    bundle = pd.DataFrame(
        {"left": [1, 1, 2, 9], "right": [5, 6, 5, 7], "score": np.array([0.9, 0.8, 0.85, 0.3], np.float32), "similarity": [0.0] * 4}
    )
    taken = assign_bundle(bundle.sample(frac=1, random_state=1), Capacity(1, 1))
    assert sorted(zip(taken["left"], taken["right"])) == [(1, 6), (2, 5), (9, 7)]


def test_the_best_of_each_group_with_ties_to_the_lower_partner() -> None:
    group = np.array([1, 1, 1, 2])
    kept = best_of_group(group, np.array([9, 4, 6, 1]), np.array([0.5, 0.5, 0.7, 0.1]), 2)
    assert kept.tolist() == [False, True, True, True]


def test_lists_of_several_parts_merge_to_the_lists_of_all_pairs() -> None:
    a, b = unit_vectors(50, 9), unit_vectors(80, 10)
    b[70] = b[4]
    left = side_of(a, 0, probes=[[0]] * 50)
    right = side_of(b, 0, cell=[0] * 80)
    size = ListSize(6, 3)
    parts = [rows_of_lists(*find_lists(left[left["record"] % 3 == part], right[right["record"] % 2 == chunk], size)) for part in range(3) for chunk in range(2)]
    rows = pd.concat([*parts, parts[0]], ignore_index=True).sample(frac=1, random_state=1)
    merged = [merge_lists(rows[rows["side"] == side], size) for side in (0, 1)]
    found = pd.concat(merged)
    assert {*zip(found["left"].tolist(), found["right"].tolist(), strict=True)} == best_pairs(a @ b.T, 6, 3)
    assert [len(one) for one in merged] == [50 * 6, 80 * 3]


def test_enough_hashes_are_below_the_highest_that_a_sample_asks_for() -> None:
    hashes = np.random.default_rng(11).integers(-(2**63), 2**63 - 1, 200_000, dtype=np.int64)
    for wanted in (1, 300, 20_000):
        below = (hashes <= highest_hash(wanted, len(hashes))).sum()
        assert 2 * wanted <= below <= 4 * wanted + 600
    assert highest_hash(1_000, 2_000) == 2**63 - 1
