"""Public tasks against the page's own run of them. Skipped where there is none: make one with
``node benchmarks/cluster/page-run.mjs DATA_DIR OUT_DIR TASK…`` and name the folder in ``ROWLINK_PAGE_RUNS``. ``-s`` shows the figures."""

import json
import os
from pathlib import Path

import numpy as np
import pytest

from rowlink_spark.definition.encode import load_encoder
from rowlink_spark.definition.link import match_tables

RUNS = Path(os.environ.get("ROWLINK_PAGE_RUNS", "no-such-folder"))
TASKS = sorted(path.parent.name for path in RUNS.glob("*/page.json"))
MODEL = Path(__file__).parents[2] / "public" / "models" / "rowlink-small"
SAMPLE = 60
LEAST_IDENTICAL = 0.999
LARGEST_DIFFERENCE = 1e-4


@pytest.mark.skipif(not TASKS, reason="no runs of the page: set ROWLINK_PAGE_RUNS")
@pytest.mark.parametrize("task", TASKS or ["none"])
def test_links_and_scores_are_those_of_the_page(task):
    page = json.loads((RUNS / task / "page.json").read_text(encoding="utf-8"))
    known = {}
    for side in ("left", "right"):
        texts = page["texts"][side]
        if texts:
            vectors = np.fromfile(RUNS / task / f"{side}.f32", dtype="<f4").reshape(len(texts), -1)
            known.update(zip(texts, vectors))
    found = match_tables(page["left"], page["right"], page["settings"], lambda texts: np.stack([known[text] for text in texts]))
    left = np.repeat(np.arange(len(page["offsets"]) - 1), np.diff(page["offsets"]))
    expected = dict(zip(zip(left.tolist(), page["rightRows"]), page["matchScore"]))
    candidates = found.candidates
    scores = dict(zip(zip(candidates.left.tolist(), candidates.right.tolist()), candidates.score.tolist()))
    same = scores.keys() & expected.keys()
    differences = np.array([abs(scores[pair] - expected[pair]) for pair in same])
    links, page_links = set(found.links()), {tuple(link) for link in page["links"]}
    identical = len(links & page_links) / max(1, len(links | page_links))
    print(
        f"\n{task}: {len(page_links)} links, identical {identical:.5f}; candidates {len(expected)}, the same {len(same) / len(expected):.5f}; "
        f"scores differ by at most {differences.max():.1e}, {np.mean(differences > LARGEST_DIFFERENCE):.1e} of them by more than 1e-4"
    )
    assert identical >= LEAST_IDENTICAL
    assert len(same) >= LEAST_IDENTICAL * len(expected)
    assert np.mean(differences > LARGEST_DIFFERENCE) <= 1 - LEAST_IDENTICAL


@pytest.mark.skipif(not TASKS, reason="no runs of the page: set ROWLINK_PAGE_RUNS")
@pytest.mark.parametrize("task", TASKS or ["none"])
def test_vectors_are_those_of_the_page(task):
    page = json.loads((RUNS / task / "page.json").read_text(encoding="utf-8"))
    encoder = load_encoder(MODEL)
    if page.get("model") != encoder.sha256:
        pytest.skip("the run is of another version of the model")
    texts = page["texts"]["left"]
    expected = np.fromfile(RUNS / task / "left.f32", dtype="<f4").reshape(len(texts), -1)
    places = np.linspace(0, len(texts) - 1, min(SAMPLE, len(texts))).astype(int)
    found = encoder.encode([texts[at] for at in places])
    assert np.abs(found - expected[places]).max() < 1e-6
