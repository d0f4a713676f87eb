"""The step that makes the training pairs."""

from collections.abc import Sequence
from functools import partial

from linkage_encoder.paths import WorkPaths
from linkage_encoder.steps import Options, Step, StepError

from .build import build
from .catalogue import catalogue
from .library import Library
from .overlap import read_tasks, template_overlaps, wordnet_lemmas
from .packages import LIST, PackageError
from .source import Source

SMALL_SHARE = 0.002
SMALL_SOURCES = ("persons", "variants", "cldr_units", "wordnet")
"""Sources of a corpus for trying the pipeline: they need 16 MB of packages."""


def steps(paths: WorkPaths, options: Options) -> list[Step]:
    chosen = chosen_sources(catalogue(), options)
    share = SMALL_SHARE if options.small else 1.0
    kept_out = "" if options.tasks else ", nothing kept out for a benchmark"
    return [
        Step(
            name="corpus",
            about=f"training pairs of {len(chosen)} sources{kept_out}",
            run=partial(make_corpus, paths, chosen, share, options),
            inputs=(LIST, *options.tasks),
            outputs=(paths.pairs, paths.sources),
            parameters={"sources": {source.name: source.cap for source in chosen}, "share": share, "seed": options.seed},
        )
    ]


def chosen_sources(sources: Sequence[Source], options: Options) -> list[Source]:
    """Sources whose licence is welcome; of a small corpus, a few."""
    welcome = [source for source in sources if options.share_alike or not source.share_alike]
    return [source for source in welcome if source.name in SMALL_SOURCES] if options.small else welcome


def make_corpus(paths: WorkPaths, sources: Sequence[Source], share: float, options: Options) -> None:
    """Raises StepError when a package cannot be had, or when a phrase in the code of `records/` stands in a task.

    A stopped build goes on with the source where it was.
    """
    texts = read_tasks(options.tasks)
    try:
        phrases = template_overlaps(texts, wordnet_lemmas(paths.downloads)) if texts.tasks else []
        if phrases:
            raise StepError(f"The code of corpus/records has phrases of the tasks: {'; '.join(phrases)}. Take them out, or figures on these tasks say nothing.")
        build(sources, Library(paths.downloads), texts, paths.pairs.parent, options.seed, share)
    except PackageError as error:
        raise StepError(str(error)) from error
