"""What changes without training are worth: ways of pooling, of comparing, and of storing, tried on one encoder.

    python -m linkage_encoder.evaluation.levers --student FILE.npz --vocabulary v84 --tasks DIR … --out FILE.json

Each lever is measured on the same hidden states as the encoder as it is, so that the differences come from the lever alone.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from linkage_encoder.encoder import Encoder

from .__main__ import tokenizer_of
from .evaluation import Compare, Evaluation
from .matching import centred, centred_each, locally_scaled, without_main_directions
from .metrics import measure
from .models import ModelError, checkpoint_encoder, folder_encoder
from .network import encode, finish, to_unit_length
from .storage import cosines, cosines_of_bytes, first_dimensions
from .tables import table_of_tasks
from .tasks import CATEGORIES, NAMES, Task, TaskError, find_tasks
from .tokens import tokenize

BAG_SHARES = (0.2, 0.4)
WEIGHTED_POOLINGS = ("without ends", "idf", "root of idf", "sif 0.01", "sif 0.001")


def token_weights(name: str, token_lists: Sequence[Sequence[int]], pieces: int) -> np.ndarray:
    """[pieces] how much a token counts in the mean: 1 at most, from how many of the lists have it, or 0 for marks of start and end."""
    holders = np.zeros(pieces)
    for tokens in token_lists:
        holders[list(set(tokens))] += 1
    share = holders / len(token_lists)
    if name.startswith("sif "):
        return float(name.removeprefix("sif ")) / (float(name.removeprefix("sif ")) + share)
    if "idf" in name:
        idf = np.log((len(token_lists) + 1) / (holders + 1)) / np.log(len(token_lists) + 1) + 1e-3
        return np.sqrt(idf) if name.startswith("root") else idf
    weights = np.ones(pieces)
    weights[[0, 2]] = 0
    return weights


def all_poolings(encoder: Encoder, token_lists: Sequence[Sequence[int]]) -> dict[str, np.ndarray]:
    """Pooled vectors, [texts, hidden], by the name of the pooling, from one run of the network."""
    tables = {name: token_weights(name, token_lists, len(encoder.words)) for name in WEIGHTED_POOLINGS}
    last = len(encoder.layers)
    names: list[str] = []

    def pool(states: list[np.ndarray], ids: np.ndarray) -> np.ndarray:
        made = {f"mean, layer {at}": states[at].mean(axis=1) for at in range(last + 1)}
        made["maximum"] = states[-1].max(axis=1)
        made["start alone"] = states[-1][:, 0]
        for name, table in tables.items():
            shares = table[ids] / np.maximum(table[ids].sum(axis=1, keepdims=True), 1e-9)
            made[f"mean, {name}"] = np.einsum("tl,tlh->th", shares.astype(np.float32), states[-1])
        made["bag, idf"] = np.einsum("tl,tlh->th", tables["idf"][ids].astype(np.float32), states[0])
        names[:] = list(made)
        return np.concatenate(list(made.values()), axis=1)

    pooled = encode(encoder, token_lists, pool)
    return dict(zip(names, np.split(pooled, len(names), axis=1), strict=True))


def variants(encoder: Encoder, poolings: dict[str, np.ndarray]) -> Iterator[tuple[str, np.ndarray]]:
    """Vectors of length 1, [texts, dimensions], by what was changed."""
    last = len(encoder.layers)
    finished = {name: finish(encoder, pooled) for name, pooled in poolings.items()}
    plain = finished.pop(f"mean, layer {last}")
    yield "as it is", plain
    yield from finished.items()
    two = to_unit_length(poolings[f"mean, layer {last}"]) + to_unit_length(poolings[f"mean, layer {last - 1}"])
    yield "mean of the last two layers", finish(encoder, two)
    yield "mean and maximum, one after the other", _beside(plain, finished["maximum"], 0.5)
    bag = to_unit_length(poolings["bag, idf"])
    for share in BAG_SHARES:
        yield f"{1 - share:.1f} as it is, {share:.1f} bag of tokens by idf", _beside(plain, bag, share)
        yield f"{1 - share:.1f} as it is, {share:.1f} mean by idf", _beside(plain, finished["mean, idf"], share)
    for count in (256, 192, 128, 64):
        yield f"first {count} dimensions", first_dimensions(plain, count)


def _beside(first: np.ndarray, second: np.ndarray, share: float) -> np.ndarray:
    """Vectors whose cosine is the sum of both, the second times `share`."""
    return np.concatenate([first * np.float32(np.sqrt(1 - share)), second * np.float32(np.sqrt(share))], axis=1)


COMPARISONS: dict[str, Compare] = {
    "vectors of 8 bits": cosines_of_bytes,
    "vectors of 5 bits": lambda left, right: cosines_of_bytes(left, right, bits=5),
    "vectors of 4 bits": lambda left, right: cosines_of_bytes(left, right, bits=4),
    "less the mean of all": lambda left, right: cosines(*centred(left, right)),
    "each side less its mean": lambda left, right: cosines(*centred_each(left, right)),
    "each side less its mean, less 1 direction": lambda left, right: cosines(*without_main_directions(left, right, 1)),
    "each side less its mean, less 3 directions": lambda left, right: cosines(*without_main_directions(left, right, 3)),
    "scaled by neighbourhood (CSLS)": lambda left, right: locally_scaled(left @ right.T),
}


def measure_levers(encoder: Encoder, tokenizer: Path, prefix: str, tasks: Sequence[Task]) -> Iterator[dict[str, Evaluation]]:
    """Rates by lever after each task; the first lever is the encoder as it is."""
    evaluations: dict[str, Evaluation] = {}

    def note(lever: str, task: Task, similarities: np.ndarray) -> None:
        evaluation = evaluations.setdefault(lever, Evaluation(rates={"whole": {}}))
        evaluation.rates["whole"][task.name] = measure(similarities, task)

    for task in tasks:
        texts = list(dict.fromkeys((*task.left, *task.right)))
        place = {text: at for at, text in enumerate(texts)}
        left, right = ([place[text] for text in side] for side in (task.left, task.right))
        poolings = all_poolings(encoder, tokenize(tokenizer, texts, prefix))
        for lever, vectors in variants(encoder, poolings):
            note(lever, task, vectors[left] @ vectors[right].T)
            if lever == "as it is":
                for name, compare in COMPARISONS.items():
                    note(name, task, compare(vectors[left], vectors[right]))
        yield evaluations


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m linkage_encoder.evaluation.levers", description=__doc__.splitlines()[0])
    model = parser.add_mutually_exclusive_group(required=True)
    model.add_argument("--student", type=Path, help="a checkpoint of the training, .npz")
    model.add_argument("--folder", type=Path, help="a model folder, laid out like public/models/rowlink-small")
    parser.add_argument("--vocabulary", default="v64")
    parser.add_argument("--prefix", default="")
    parser.add_argument("--tasks", type=Path, nargs="+", required=True)
    parser.add_argument("--only", nargs="+", choices=NAMES, default=[name for name in NAMES if name not in CATEGORIES], metavar="TASK")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(arguments)
    try:
        tasks = find_tasks(options.tasks, tuple(options.only))
        if options.folder:
            encoder, tokenizer = folder_encoder(options.folder), options.folder / "tokenizer.json"
        else:
            encoder, tokenizer = checkpoint_encoder(options.student), tokenizer_of(options.student, options.vocabulary)
        for evaluations in measure_levers(encoder, tokenizer, options.prefix, tasks):
            figures = {lever: {"means": of.means(), "tasks": of.to_json()["tasks"]["whole"]} for lever, of in evaluations.items()}
            options.out.write_text(json.dumps(figures, indent=1) + "\n", "utf8")
    except (ModelError, TaskError, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return 1
    print(table_of_tasks(evaluations))
    return 0


if __name__ == "__main__":
    sys.exit(main())
