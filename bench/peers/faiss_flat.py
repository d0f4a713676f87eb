"""Exact top k by FAISS IndexFlatIP on one thread, to set beside bench/top-k: processor and wall seconds, medians.

    pip install faiss-cpu numpy
    python bench/peers/faiss_flat.py LEFT.f32 RIGHT.f32 [--rows N] [--k 10] [--dimensions 384] [--rounds 3] [--both]

Files are float32, row-major. FAISS answers for the left side only; --both searches the other way round as well, which bench/top-k
always does.
"""
import os

os.environ["OMP_NUM_THREADS"] = "1"

import argparse
import json
import statistics
import time

import faiss
import numpy as np

parser = argparse.ArgumentParser()
parser.add_argument("left")
parser.add_argument("right")
parser.add_argument("--rows", type=int)
parser.add_argument("--k", type=int, default=10)
parser.add_argument("--dimensions", type=int, default=384)
parser.add_argument("--rounds", type=int, default=3)
parser.add_argument("--both", action="store_true")
asked = parser.parse_args()
faiss.omp_set_num_threads(1)
left, right = (np.fromfile(name, np.float32).reshape(-1, asked.dimensions)[: asked.rows] for name in (asked.left, asked.right))
processor, wall = [], []
for _ in range(asked.rounds):
    began = time.process_time(), time.perf_counter()
    for rows, queries in ((right, left), (left, right))[: 2 if asked.both else 1]:
        index = faiss.IndexFlatIP(asked.dimensions)
        index.add(rows)
        index.search(queries, asked.k)
    processor.append(time.process_time() - began[0])
    wall.append(time.perf_counter() - began[1])
print(
    json.dumps(
        {
            "faiss": faiss.__version__,
            "left": len(left),
            "right": len(right),
            "sides": 2 if asked.both else 1,
            "processorSeconds": round(statistics.median(processor), 3),
            "wallSeconds": round(statistics.median(wall), 3),
        }
    )
)
