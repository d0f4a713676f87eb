"""What each way to a smaller encoder costs, or gains: one trained student and copies of it with one thing changed.

    python -m linkage_encoder.evaluation.variants --student WORK/student/NAME.npz --vocabulary v84 --work WORK --tasks DIR … --out DIR

Writes DIR/NAME.json for every variant that is not there yet, in the form of `linkage_encoder.evaluation --out`. A variant whose pooled
vectors lie elsewhere gets a mean of its own, taken of some names of the corpus, as the student has.
"""

import argparse
import json
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from linkage_encoder.base.weights import load_arrays
from linkage_encoder.student.embed import embed
from linkage_encoder.student.rounding import rounded_rows
from linkage_encoder.student.texts import TextReader
from linkage_encoder.student.weights import encoder_from

from .evaluation import Embed, evaluate
from .network import to_unit_length
from .tasks import CATEGORIES, MOST_LEFT, MOST_RIGHT, NAMES, find_tasks

Arrays = dict[str, np.ndarray]
NAMES_FOR_MEAN = 3000


def cut_layers(arrays: Arrays, layers: int) -> Arrays:
    """Only the first layers."""
    return {name: array for name, array in arrays.items() if not name.startswith("layers.") or int(name.split(".")[1]) < layers}


def low_rank_table(arrays: Arrays, rank: int) -> Arrays:
    """The table of pieces as a product of [pieces, rank] and [rank, hidden], the nearest one by least squares."""
    table = arrays["word.weight"].astype(np.float64)
    directions = np.linalg.eigh(table.T @ table)[1][:, -rank:]
    return {**arrays, "word.weight": (table @ directions @ directions.T).astype(np.float32)}


def four_bit_table(arrays: Arrays) -> Arrays:
    """The table as the file's four bits give it back."""
    import torch

    return {**arrays, "word.weight": rounded_rows(torch.from_numpy(np.array(arrays["word.weight"], np.float32))).numpy()}


def eight_bit_matrices(arrays: Arrays) -> Arrays:
    """Matrices of the layers rounded to signed bytes, a scale for each output; activations stay as they are."""

    def rounded(matrix: np.ndarray) -> np.ndarray:
        scales = np.maximum(np.abs(matrix).max(axis=1, keepdims=True) / 127, 1e-12)
        return (np.round(matrix / scales) * scales).astype(np.float32)

    is_matrix = {name: name.startswith("layers.") and array.ndim == 2 for name, array in arrays.items()}
    return {name: rounded(array) if is_matrix[name] else array for name, array in arrays.items()}


def untrained(work: Path, vocabulary: str, layers: int) -> Arrays:
    """The first layers of the base with a smaller vocabulary: what training starts from."""
    base = load_arrays(work / "base/weights.npz")
    keep = np.load(work / f"vocabulary/{vocabulary}/keep.npy")
    return cut_layers({**base, "word.weight": base["word.weight"][keep]}, layers)


def without_head(arrays: Arrays) -> Arrays:
    return {name: array for name, array in arrays.items() if not name.startswith("head.")}


def with_own_mean(arrays: Arrays, reader: TextReader, names: Sequence[str]) -> Arrays:
    """The mean of the vectors of `names` taken off; no rotation."""
    plain = without_head(arrays)
    return {**plain, "head.mean": to_unit_length(embed(encoder_from(plain), reader, names)).mean(axis=0)}


def embedder(arrays: Arrays, reader: TextReader) -> Embed:
    encoder = encoder_from(arrays)
    return lambda texts: embed(encoder, reader, texts)


def sample_names(pairs: Path, count: int = NAMES_FOR_MEAN) -> list[str]:
    """Sides of training pairs, by lot, the same ones every time."""
    lines = pairs.read_text("utf8").splitlines()
    return [line.split("\t")[-2] for line in random.Random(5).sample(lines, min(count, len(lines)))]


def variants(student: Arrays, work: Path, vocabulary: str, reader: TextReader, names: Sequence[str]) -> dict[str, Callable[[], Arrays]]:
    """How the weights of each variant are made."""

    def centred(arrays: Arrays) -> Arrays:
        return with_own_mean(arrays, reader, names)

    made: dict[str, Callable[[], Arrays]] = {
        "student": lambda: student,
        "untrained-4": lambda: centred(untrained(work, vocabulary, 4)),
        "untrained-12": lambda: centred(untrained(work, vocabulary, 12)),
        "table-4-bits": lambda: four_bit_table(student),
        "layers-8-bits": lambda: eight_bit_matrices(student),
    }
    for layers in (3, 2, 1):
        made[f"exit-{layers}"] = lambda layers=layers: centred(cut_layers(student, layers))
    for rank in (256, 192, 128, 64):
        made[f"table-rank-{rank}"] = lambda rank=rank: low_rank_table(student, rank)
    return made


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m linkage_encoder.evaluation.variants", description=__doc__.splitlines()[0])
    parser.add_argument("--student", type=Path, required=True)
    parser.add_argument("--vocabulary", required=True, help="a name below WORK/vocabulary")
    parser.add_argument("--work", type=Path, required=True, help="the folder of the pipeline")
    parser.add_argument("--corpus", type=Path, help="training pairs (default: WORK/corpus/pairs.tsv)")
    parser.add_argument("--tasks", type=Path, nargs="+", required=True)
    parser.add_argument("--variants", nargs="+", metavar="NAME", help="these alone")
    parser.add_argument("--rows", type=int, nargs=2, default=[MOST_LEFT, MOST_RIGHT], metavar=("LEFT", "RIGHT"), help="rows of a task")
    parser.add_argument("--prefix", default="", help="put before every text")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(arguments)
    reader = TextReader(options.work / "vocabulary" / options.vocabulary / "tokenizer.json", prefix=options.prefix)
    names = sample_names(options.corpus or options.work / "corpus/pairs.tsv")
    tasks = find_tasks(options.tasks, tuple(name for name in NAMES if name not in CATEGORIES), tuple(options.rows))
    made = variants(load_arrays(options.student), options.work, options.vocabulary, reader, names)
    if unknown := set(options.variants or ()) - made.keys():
        parser.error(f"no such variant: {', '.join(sorted(unknown))}; there are {', '.join(made)}")
    options.out.mkdir(parents=True, exist_ok=True)
    for name in options.variants or made:
        file = options.out / f"{name}.json"
        if file.exists():
            continue
        evaluation = evaluate(embedder(made[name](), reader), tasks)
        figures = {"model": f"{options.student.stem}, {name}", "runtime": "bfloat16", **evaluation.to_json()}
        file.write_text(json.dumps(figures, indent=1) + "\n", "utf8")
        means = evaluation.means()
        print(name, {group: round(100 * means[group]["recall1"], 1) for group in means}, f"{evaluation.seconds:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
