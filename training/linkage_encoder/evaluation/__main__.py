"""Measures one model on the linkage tasks.

    python -m linkage_encoder.evaluation --student work/student/NAME.npz --vocabulary v84 --tasks DIR … --out FILE.json
    python -m linkage_encoder.evaluation --folder public/models/rowlink-small --tasks DIR … --out FILE.json
"""

import argparse
import json
import sys
from pathlib import Path

from linkage_encoder.reading import reading_form

from .evaluation import Embed, evaluate
from .models import ModelError, checkpoint_embedder, folder_embedder, kernel_embedder, onnx_embedder
from .tables import table_of_means, table_of_tasks
from .tasks import NAMES, TaskError, find_tasks

RUNTIMES = {"kernel": kernel_embedder, "onnx": onnx_embedder, "float": folder_embedder}


def read_arguments(arguments: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m linkage_encoder.evaluation", description=__doc__.splitlines()[0])
    model = parser.add_mutually_exclusive_group(required=True)
    model.add_argument("--student", type=Path, help="a checkpoint of the training, .npz")
    model.add_argument("--folder", type=Path, help="a model folder, laid out like public/models/rowlink-small")
    parser.add_argument("--vocabulary", help="of the checkpoint: a name below WORK/vocabulary, or a tokenizer.json")
    parser.add_argument("--layers", type=int, help="only the first layers of the checkpoint")
    parser.add_argument("--prefix", default="", help="put before every text of a checkpoint ('query: ' for the base)")
    parser.add_argument("--as-written", action="store_true", help="leave capitals, which the page takes off; the figures of the first models were made so")
    parser.add_argument("--runtime", choices=RUNTIMES, default="kernel", help="what computes a folder (default: the page's kernel)")
    parser.add_argument("--tasks", type=Path, nargs="+", required=True, help="folders with folders of tasks")
    parser.add_argument("--only", nargs="+", choices=NAMES, default=NAMES, metavar="TASK", help="these tasks alone")
    parser.add_argument("--out", type=Path, help="where the figures go, as JSON")
    parsed = parser.parse_args(arguments)
    if parsed.student and not parsed.vocabulary:
        parser.error("--student needs --vocabulary, the pieces it was trained with: see meta in the checkpoint")
    return parsed


def tokenizer_of(student: Path, vocabulary: str) -> Path:
    """The tokenizer of a vocabulary by its name (WORK/vocabulary/NAME) or by its path. Raises ModelError where there is none."""
    places = [Path(vocabulary), Path(vocabulary) / "tokenizer.json"]
    places += [parent / "vocabulary" / vocabulary / "tokenizer.json" for parent in student.resolve().parents]
    for place in places:
        if place.is_file():
            return place
    raise ModelError(f"There is no vocabulary {vocabulary}: neither that file nor vocabulary/{vocabulary} beside {student}.")


def embedder_of(options: argparse.Namespace) -> Embed:
    form = str if options.as_written else reading_form
    if options.folder:
        return RUNTIMES[options.runtime](options.folder, form)
    tokenizer = tokenizer_of(options.student, options.vocabulary)
    return checkpoint_embedder(options.student, tokenizer, options.prefix, options.layers, form)


def main(arguments: list[str] | None = None) -> int:
    options = read_arguments(arguments)
    try:
        evaluation = evaluate(embedder_of(options), find_tasks(options.tasks, tuple(options.only)))
    except (ModelError, TaskError, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return 1
    name = str(options.folder or options.student)
    print(table_of_tasks({name: evaluation}), table_of_means(evaluation), sep="\n\n")
    print(f"\n{evaluation.texts} texts in {evaluation.seconds:.0f} s")
    if options.out:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        figures = {"model": name, "letters": "as written" if options.as_written else "small", "runtime": options.runtime if options.folder else "float", **evaluation.to_json()}
        options.out.write_text(json.dumps(figures, indent=1) + "\n", "utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
