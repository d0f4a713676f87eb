import golden_files
import numpy as np
import pytest

from rowlink_spark.definition.link import match_tables

TOLERANCE = 1e-5
"""Golden scores have six decimals; sums of single precision differ in their last digits."""


@pytest.mark.parametrize("name", golden_files.linkages())
def test_scores_candidates_and_links_are_those_of_the_page(name):
    golden = golden_files.read(f"linkage-{name}")
    vectors = golden_files.hashed_vectors if golden["vectors"] else None
    found = match_tables(golden["left"], golden["right"], golden["settings"], vectors)
    expected_left = np.repeat(np.arange(len(golden["offsets"]) - 1), np.diff(golden["offsets"]))
    expected = dict(zip(zip(expected_left.tolist(), golden["rightRows"]), golden["matchScore"]))
    candidates = found.candidates
    scores = dict(zip(zip(candidates.left.tolist(), candidates.right.tolist()), candidates.score.tolist()))
    assert scores.keys() == expected.keys()
    assert max(abs(scores[pair] - expected[pair]) for pair in expected) <= TOLERANCE
    assert found.links() == [tuple(link) for link in golden["links"]]
