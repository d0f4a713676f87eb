"""Command line of the corpus: `python -m linkage_encoder.corpus --work DIR --tasks DIR …`."""

import argparse
import sys
from pathlib import Path

from .build import build
from .catalogue import catalogue
from .library import Library
from .overlap import read_tasks
from .packages import PackageError


def parser() -> argparse.ArgumentParser:
    """Options of the command."""
    options = argparse.ArgumentParser(prog="linkage_encoder.corpus", description="Makes the training pairs.")
    options.add_argument("--work", type=Path, required=True, help="pairs go to WORK/corpus, packages to WORK/downloads")
    options.add_argument("--tasks", type=Path, nargs="*", default=[], help="folders of tasks whose texts are kept out")
    options.add_argument("--only", nargs="*", default=[], metavar="SOURCE", help="make these alone; what is in WORK/corpus/parts of the others stands")
    options.add_argument("--without", nargs="*", default=[], metavar="SOURCE", help="all sources but these")
    options.add_argument("--without-share-alike", action="store_true", help="leave out sources under share-alike licences")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--share", type=float, default=1.0, help="this share of each source's cap (0 to 1)")
    options.add_argument("--out", type=Path, help="write here instead of WORK/corpus")
    return options


def main(arguments: list[str] | None = None) -> int:
    """0 when the pairs were written; 1 with a message when a package could not be had or a name is unknown."""
    options = parser().parse_args(arguments)
    sources = catalogue()
    unknown = {*options.only, *options.without} - {source.name for source in sources}
    if unknown:
        print(f"No such source: {', '.join(sorted(unknown))}. There are: {', '.join(s.name for s in sources)}.", file=sys.stderr)
        return 1
    chosen = [
        source for source in sources
        if source.name not in options.without
        and not (options.without_share_alike and source.share_alike)
    ]
    if not options.tasks:
        print("No --tasks given: nothing is kept out for the benchmark. Do not publish figures of a model trained on this.", file=sys.stderr)
    try:
        texts = read_tasks(options.tasks)
        build(chosen, Library(options.work / "downloads"), texts, options.out or options.work / "corpus", options.seed, options.share, lambda line: print(line, flush=True), options.only)
    except PackageError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
