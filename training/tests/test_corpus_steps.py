"""The corpus as a step of the pipeline."""

import pytest

from linkage_encoder.corpus import steps as corpus_steps
from linkage_encoder.corpus.catalogue import catalogue
from linkage_encoder.corpus.packages import PackageError
from linkage_encoder.paths import WorkPaths
from linkage_encoder.steps import Options, StepError


def test_the_step_makes_the_files_of_the_contract(tmp_path):
    paths = WorkPaths(tmp_path)
    (step,) = corpus_steps.steps(paths, Options())
    assert step.name == "corpus"
    assert step.outputs == (paths.pairs, paths.sources)


def test_parameters_change_with_what_is_left_out(tmp_path):
    one, two = (corpus_steps.steps(WorkPaths(tmp_path), Options(share_alike=flag))[0].parameters for flag in (True, False))
    assert one != two


def test_a_missing_package_is_said(tmp_path, monkeypatch):
    def build(*arguments):
        raise PackageError("x could not be downloaded")

    monkeypatch.setattr(corpus_steps, "build", build)
    with pytest.raises(StepError, match="could not be downloaded"):
        corpus_steps.make_corpus(WorkPaths(tmp_path), (), 1.0, Options())


def test_phrases_of_a_task_in_the_makers_of_records_stop_the_step(tmp_path, monkeypatch):
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "left.csv").write_text("id,name\n1,silk dome tweeter\n")
    monkeypatch.setattr(corpus_steps, "wordnet_lemmas", lambda downloads: set())
    monkeypatch.setattr(corpus_steps, "template_overlaps", lambda texts, lemmas: ["silk dome tweeter"])
    with pytest.raises(StepError, match="silk dome tweeter"):
        corpus_steps.make_corpus(WorkPaths(tmp_path), (), 1.0, Options(tasks=(tmp_path,)))


def test_share_alike_sources_are_left_out_on_request():
    chosen = corpus_steps.chosen_sources(catalogue(), Options(share_alike=False))
    assert chosen and not any(source.share_alike for source in chosen)
    assert {source.name for source in corpus_steps.chosen_sources(catalogue(), Options(small=True))} == set(corpus_steps.SMALL_SOURCES)
