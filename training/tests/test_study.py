"""Tables of the study out of figures that are given, and those that are missing."""

import json

import pytest

from linkage_encoder.evaluation.study import DOCUMENT, SECTIONS, Figures, compact, compact_speed, main, table_of_changes, table_of_points, table_of_shapes

RATES = {"recall1": 0.5, "recall10": 0.8, "recall5": 0.7, "rows": 10}


def evaluation(one: float, across: float) -> dict:
    means = {"one-language": {**RATES, "recall1": one}, "cross-lingual": {**RATES, "recall1": across}}
    half = {group: {**RATES, "recall10": 0.4} for group in means}
    return {
        "model": "folder/of/models",
        "runtime": "kernel",
        "means": {"whole": means, "first 128": half},
        "tasks": {"whole": {"abt_buy": RATES}},
    }


@pytest.fixture
def figures(tmp_path):
    for name, rates in {"lab-me5-96k": (0.96, 0.66), "rowlink-small": (0.97, 0.68), "student": (0.971, 0.684)}.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(compact(evaluation(*rates))))
    return Figures(tmp_path)


def test_what_has_no_figures_is_left_out(figures):
    written = table_of_points(figures)
    assert "96,000 pieces: `me5-small-96k`, first release (lab, capitals) | 12 | 96,000 | 47.1 | 96.0 | 66.0 | – |" in written
    assert "`rowlink-small`, first release" not in written
    changes = table_of_changes(figures)
    assert "| all of it: the file, on the page's kernel | 97.1 −0.1 | 68.4 −0.4 |" in changes
    assert "rank" not in changes


def test_speed_is_told_against_twelve_layers(figures):
    variants = [
        {"name": "data/12x384", "perSecond": 100.0},
        {"name": "data/4x384", "perSecond": 290.4},
    ]
    speed = compact_speed({"machine": {}, "benches": [{"bench": "encoders", "variants": variants}]})
    (figures.folder / "speed.json").write_text(json.dumps(speed))
    assert "| 97.0 | 68.0 | 2.9× |" in table_of_points(figures)


def test_shapes_are_told_against_the_one_they_were_trained_beside(figures):
    for name, rates in {"depth-4": (0.9, 0.55), "width-384x768": (0.88, 0.525)}.items():
        (figures.folder / f"{name}.json").write_text(json.dumps(compact(evaluation(*rates))))
    (figures.folder / "speed.json").write_text(json.dumps({"textsPerSecond": {"4x384": 52.0, "4x384x768": 80.0}}))
    written = table_of_shapes(figures)
    assert "against 4 layers, 384 channels, 27.2 MB" in written
    assert "| 4 layers, 384 channels, 768 neurons | 24.8 | 0.65× | −2.0 | −2.5 |" in written
    assert "256 channels" not in written


def test_figures_are_taken_in_and_the_document_is_written(tmp_path):
    document, taken = tmp_path / "model.md", tmp_path / "one.json"
    document.write_text("".join(f"<!-- {name}:begin --><!-- {name}:end -->\n" for name in SECTIONS))
    taken.write_text(json.dumps(evaluation(0.9, 0.6)))
    folder = tmp_path / "figures"
    assert main(["--figures", str(folder), "--docs", str(document), "--take", str(taken), "rowlink-small"]) == 0
    assert json.loads((folder / "rowlink-small.json").read_text())["model"] == "models"
    assert "| first 128 numbers alone | 90.0 −40.0 | 60.0 −10.0 |" in document.read_text()
    assert "the first 128 50.0 % and 50.0 %" in document.read_text()


def test_the_document_has_a_place_for_every_table():
    text = DOCUMENT.read_text("utf8")
    for name in (*SECTIONS, "languages"):
        assert f"<!-- {name}:begin -->" in text
