"""The command: `python -m linkage_encoder [all | STEP …] --work DIR`."""

import argparse
import importlib
import importlib.util
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from linkage_encoder.costs import costs_table, read_costs
from linkage_encoder.paths import REPOSITORY, WorkPaths
from linkage_encoder.steps import Options, Runner, Step, StepError, built_on, find, in_order, needed_by

PARTS = ("base", "corpus", "student", "export", "instant", "evaluation")
"""Each part's module `steps` has a function `steps(paths, options)` that returns its steps."""


def all_steps(paths: WorkPaths, options: Options) -> list[Step]:
    """The steps of every part, in an order in which they can be run."""
    steps: list[Step] = []
    for part in PARTS:
        name = f"linkage_encoder.{part}"
        if importlib.util.find_spec(name) is not None and importlib.util.find_spec(f"{name}.steps") is not None:
            steps += importlib.import_module(f"{name}.steps").steps(paths, options)
    return in_order(steps)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m linkage_encoder", description=__doc__)
    parser.add_argument("steps", nargs="*", default=["all"], metavar="STEP", help="steps to run with all that they need; `all` (default) runs every one")
    parser.add_argument("--work", type=Path, default=REPOSITORY / "training" / "work", help="folder of everything made (default: training/work)")
    parser.add_argument("--tasks", type=Path, nargs="+", default=[], metavar="DIR", help="folders of benchmark tasks: kept out of the corpus, measured at the end")
    parser.add_argument("--only", metavar="STEP", help="run this step alone, finished or not, with the inputs that are there")
    parser.add_argument("--from", dest="start", metavar="STEP", help="run this step again, and every step that reads what it makes")
    parser.add_argument("--list", action="store_true", help="say which steps there are and which are finished; run nothing")
    parser.add_argument("--costs", action="store_true", help="say what the steps cost so far, as Markdown; run nothing")
    parser.add_argument("--small", action="store_true", help="a tiny corpus and a few training steps: tries the pipeline, the model is of no use")
    parser.add_argument("--no-share-alike", action="store_true", help="leave out sources under share-alike licences")
    parser.add_argument("--new-vocabulary", action="store_true", help="choose the pieces of s80 anew from the corpus, not those of the released model")
    parser.add_argument("--anew", action="store_true", help="train the small model from the base's first layers instead of going on from the shipped one")
    parser.add_argument("--depths", action="store_true", help="for the study: also trains 2, 4 and 6 layers of the base alike, and shortly")
    parser.add_argument("--widths", action="store_true", help="for the study: also trains narrower networks of 4 layers alike, and shortly")
    parser.add_argument("--seed", type=int, default=Options.seed, help="of everything random (default: %(default)s)")
    parser.add_argument("--threads", type=int, default=Options.threads, help="CPU threads of a step (default: %(default)s)")
    return parser.parse_args(arguments)


def options_of(wanted: argparse.Namespace) -> Options:
    return Options(
        seed=wanted.seed,
        small=wanted.small,
        share_alike=not wanted.no_share_alike,
        new_vocabulary=wanted.new_vocabulary,
        anew=wanted.anew,
        depths=wanted.depths,
        widths=wanted.widths,
        tasks=tuple(folder.resolve() for folder in wanted.tasks),
        threads=wanted.threads,
    )


def choose(wanted: argparse.Namespace, steps: Sequence[Step]) -> list[tuple[Step, bool]]:
    """The steps to run in order, each with whether it runs even if finished."""
    if wanted.only is not None:
        return [(find(wanted.only, steps), True)]
    if wanted.start is not None:
        return [(step, True) for step in built_on(wanted.start, steps)]
    chosen = steps if wanted.steps in ([], ["all"]) else needed_by(wanted.steps, steps)
    return [(step, False) for step in chosen]


def main(arguments: Sequence[str]) -> int:
    """Exit code: 0 done, 1 a step cannot be run, 130 interrupted (run the same command again to go on)."""
    wanted = parse(arguments)
    # Ended by a system that shuts down, a step should be logged as one that a person interrupts.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    paths = WorkPaths(wanted.work.resolve())
    if wanted.costs:
        print(costs_table(read_costs(paths.log)))
        return 0
    options = options_of(wanted)
    runner = Runner(paths)
    try:
        steps = all_steps(paths, options)
        if wanted.list:
            for step in steps:
                print(f"{'finished' if runner.is_finished(step) else 'to run':9} {step.name}: {step.about}")
            return 0
        for step, again in choose(wanted, steps):
            runner.run(step, again)
    except StepError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted. The same command goes on from here.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
