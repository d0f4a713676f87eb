"""The step that makes the training pairs."""

from functools import partial

from linkage_encoder.corpus.build import build
from linkage_encoder.corpus.catalogue import catalogue
from linkage_encoder.corpus.library import Library
from linkage_encoder.corpus.overlap import read_tasks, template_overlaps, wordnet_lemmas
from linkage_encoder.corpus.packages import LIST, PackageError
from linkage_encoder.paths import WorkPaths
from linkage_encoder.steps import Options, Step, StepError

SMALL_SHARE = 0.01


def steps(paths: WorkPaths, options: Options) -> list[Step]:
    return [
        Step(
            name="corpus",
            about="pairs of texts for one thing, out of packages and made up by rule, without those of the tasks",
            run=partial(make_corpus, paths, options),
            inputs=(LIST,),
            outputs=(paths.pairs, paths.sources),
            parameters={
                "seed": options.seed, "small": options.small, "shareAlike": options.share_alike,
                "caps": {source.name: source.cap for source in catalogue()}, "tasks": sorted(folder.name for folder in options.tasks),
            },
        )
    ]


def make_corpus(paths: WorkPaths, options: Options) -> None:
    """Builds the pairs. Raises `StepError` when a package cannot be had or a template has a task's phrase."""
    library = Library(paths.downloads)
    texts = read_tasks(options.tasks)
    sources = [source for source in catalogue() if options.share_alike or not source.share_alike]
    try:
        phrases = template_overlaps(texts, wordnet_lemmas(paths.downloads)) if texts.tasks else []
        if phrases:
            raise StepError(f"The code of corpus/records has phrases of the tasks: {'; '.join(phrases)}. Take them out, or figures on these tasks say nothing.")
        build(sources, library, texts, paths.pairs.parent, options.seed, SMALL_SHARE if options.small else 1.0)
    except PackageError as error:
        raise StepError(str(error)) from error
