"""Measures how much a text's vector depends on the texts beside it, by runtime and by how activations are rounded.

    python -m linkage_encoder.export.batches STUDENT.npz --tokenizer TOKENIZER.json --pairs PAIRS.tsv --tasks DIR --work DIR

Graphs of the same weights are written to DIR, run by native ONNX Runtime here and by onnxruntime-web in Node, one thread each. Texts are
those of three small tasks, in random order, filled up to the longest of their batch as transformers.js does it.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper

from linkage_encoder.evaluation.evaluation import evaluate
from linkage_encoder.evaluation.storage import cosines
from linkage_encoder.evaluation.tasks import Task, find_tasks
from linkage_encoder.evaluation.tokens import tokenize
from linkage_encoder.export.calibrate import sample_pairs
from linkage_encoder.encoder import Encoder
from linkage_encoder.export.folder import PAD, POSITIONS
from linkage_encoder.export.graph import Linears, build_model
from linkage_encoder.export.rounding import PLAIN
from linkage_encoder.export.schemes import BlockActivations, FloatActivations, Range, StaticActivations, TokenActivations
from linkage_encoder.export.student import read_student
from linkage_encoder.paths import REPOSITORY

TASKS = ("countries_de_ru_zh_en", "fodors_zagats", "cities_ko_en")
BATCHES = (32, 4)
CALIBRATION_TEXTS = 400
# Shares of the activations that static scales are made for.
SHARES = (0.9999, 1.0)
ROUNDS = 3
SCRIPT = REPOSITORY / "benchmarks/graph-vectors.mjs"

# Vectors of texts given as ids, by a graph, so many at a time; and the seconds of the fastest round.
Run = Callable[[Path, list[list[int]], int], tuple[np.ndarray, float]]


@dataclass(frozen=True)
class Figures:
    """Cosines of texts with themselves by size of batch, and with float activations (mean, least); seconds in batches of 32."""

    itself: dict[int, tuple[float, float]]
    exact: tuple[float, float]
    recall: dict[str, float]
    seconds: float


def padded(lists: list[list[int]]) -> dict[str, np.ndarray]:
    width = max(map(len, lists))
    ids = np.full((len(lists), width), PAD, np.int64)
    mask = np.zeros_like(ids)
    for row, one in enumerate(lists):
        ids[row, : len(one)] = one
        mask[row, : len(one)] = 1
    return {"input_ids": ids, "attention_mask": mask}


def open_session(model: bytes | str) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def ranges_of(encoder: Encoder, ids: list[list[int]], shares: tuple[float, ...]) -> list[dict[str, Range]]:
    """For each share, and for every matrix by name, between which numbers that share of its inputs lies, as many off at either end."""
    model = build_model(encoder, PLAIN, FloatActivations(PLAIN))
    producers = {name: node for node in model.graph.node for name in node.output}
    inputs = {}
    for node in model.graph.node:
        if node.op_type == "MatMul" and node.input[1] in producers:
            codes = producers[producers[node.input[1]].input[0]].input[0]
            inputs[codes.removesuffix(".q")] = node.input[0]
    for name in dict.fromkeys(inputs.values()):
        model.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, None))
    session = open_session(model.SerializeToString())
    seen: dict[str, list[np.ndarray]] = {name: [] for name in inputs}
    for one in ids:
        for name, values in zip(inputs, session.run(list(inputs.values()), padded([one])), strict=True):
            seen[name].append(values.ravel())
    return [{name: _range(np.concatenate(values), share) for name, values in seen.items()} for share in shares]


def _range(values: np.ndarray, share: float) -> Range:
    low, high = np.quantile(values, ((1 - share) / 2, (1 + share) / 2))
    return Range(float(low), float(high))


def native(graph: Path, ids: list[list[int]], size: int) -> tuple[np.ndarray, float]:
    """Vectors, and the seconds of the processor of the fastest of some rounds."""
    session = open_session(str(graph))
    feeds = [padded(ids[at : at + size]) for at in range(0, len(ids), size)]
    best = np.inf
    for _ in range(ROUNDS if size == BATCHES[0] else 1):
        started = time.process_time()
        made = [session.run(["sentence_embedding"], feed)[0] for feed in feeds]
        best = min(best, time.process_time() - started)
    return np.concatenate(made), best


def in_node(graph: Path, ids: list[list[int]], size: int) -> tuple[np.ndarray, float]:
    listed, out = graph.with_suffix(".ids.json"), graph.with_suffix(".f32")
    listed.write_text(json.dumps({"ids": ids, "batch": size, "rounds": ROUNDS if size == BATCHES[0] else 1, "pad": PAD}), "utf8")
    done = subprocess.run(["node", str(SCRIPT), str(graph), str(listed), str(out)], cwd=REPOSITORY, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return np.fromfile(out, np.float32).reshape(len(ids), -1), json.loads(done.stdout.splitlines()[-1])["seconds"]


def measure(run: Run, graph: Path, texts: list[str], ids: list[list[int]], tasks: list[Task], exact: np.ndarray | None) -> tuple[Figures, np.ndarray]:
    """The figures of a graph, and the vectors of texts alone."""
    alone, _ = run(graph, ids, 1)
    made = {size: run(graph, ids, size) for size in BATCHES}
    itself = {size: mean_and_least(alone, vectors) for size, (vectors, _) in made.items()}
    vectors, seconds = made[BATCHES[0]]
    vector_of = dict(zip(texts, vectors, strict=True))
    rates = evaluate(lambda wanted: np.stack([vector_of[text] for text in wanted]), tasks, {"whole": cosines}).rates["whole"]
    recall = {name: rate.recall1 for name, rate in rates.items()}
    return Figures(itself, mean_and_least(alone, alone if exact is None else exact), recall, seconds), alone


def mean_and_least(one: np.ndarray, other: np.ndarray) -> tuple[float, float]:
    found = np.einsum("ij,ij->i", one, other)
    return float(found.mean()), float(found.min())


def schemes(encoder: Encoder, calibration: list[list[int]]) -> dict[str, Linears]:
    """By name; the first is what the others are compared with."""
    made: dict[str, Linears] = {"floats": FloatActivations(PLAIN), "8 bits, a scale a batch (as shipped)": Linears(PLAIN)}
    for share, ranges in zip(SHARES, ranges_of(encoder, calibration, SHARES), strict=True):
        name = "all numbers" if share == 1 else f"{share * 100:g} % of the numbers"
        made[f"8 bits, fixed scales for {name} of {len(calibration)} texts"] = StaticActivations(ranges)
    made["8 bits, a scale a token, standard operators"] = TokenActivations(PLAIN)
    made["8 bits, a scale for 32 numbers of a token (MatMulNBits)"] = BlockActivations(PLAIN)
    return made


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("student", type=Path)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, required=True, help="texts on which static scales are found")
    parser.add_argument("--tasks", type=Path, required=True, help="folder with the folders of the tasks")
    parser.add_argument("--work", type=Path, required=True, help="where graphs are written")
    parser.add_argument("--task", choices=TASKS, action="append", help="some of the tasks (default: all three)")
    parser.add_argument("--runtime", choices=("native", "node"), action="append", help="both where none is given")
    given = parser.parse_args(arguments)
    given.work.mkdir(parents=True, exist_ok=True)
    encoder = read_student(given.student, POSITIONS).encoder
    calibration = tokenize(given.tokenizer, [pair[0] for pair in sample_pairs(given.pairs, CALIBRATION_TEXTS, 3)])
    tasks = find_tasks([given.tasks], tuple(given.task or TASKS))
    texts = list(dict.fromkeys(text for task in tasks for text in (*task.left, *task.right)))
    # By lot, so that long and short ones meet.
    texts = [texts[at] for at in np.random.default_rng(5).permutation(len(texts))]
    ids = tokenize(given.tokenizer, texts)
    graphs = {}
    for place, (name, linears) in enumerate(schemes(encoder, calibration).items()):
        graphs[name] = given.work / f"{place}.onnx"
        onnx.save(build_model(encoder, PLAIN, linears), graphs[name])
    for runtime in given.runtime or RUNTIMES:
        print(f"\n{runtime}, {len(ids)} texts\n", flush=True)
        print_table(RUNTIMES[runtime], graphs, texts, ids, tasks)
    return 0


RUNTIMES: dict[str, Run] = {"native": native, "node": in_node}


def print_table(run: Run, graphs: dict[str, Path], texts: list[str], ids: list[list[int]], tasks: list[Task]) -> None:
    recalls = [f"recall@1 {task.name}" for task in tasks]
    heads = ["activations", "to itself in batches of 32: mean, least", "of 4", "to floats", *recalls, "texts/s", "MB"]
    print(f"| {' | '.join(heads)} |\n|{' --- |' * len(heads)}", flush=True)
    exact = None
    for name, graph in graphs.items():
        try:
            figures, alone = measure(run, graph, texts, ids, tasks, exact)
        except Exception as error:  # what a runtime refuses is a finding too
            print(f"| {name} | {str(error).strip().splitlines()[-1][:200]} |", flush=True)
            continue
        exact = alone if exact is None else exact
        shown = [f"{mean:.4f}, {least:.4f}" for mean, least in (figures.itself[32], figures.itself[4], figures.exact)]
        shown += [f"{share:.3f}" for share in figures.recall.values()]
        print(f"| {' | '.join([name, *shown, f'{len(ids) / figures.seconds:,.0f}', f'{graph.stat().st_size / 1e6:.1f}'])} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
