"""Fits the weights of src/core/candidates/match-score.json on the evidence that dump-evidence.ts wrote.

    python fit.py DATA_DIR EVIDENCE_DIR [OUT_JSON]

A logistic model whose weights may not turn a similarity against a pair; every task counts the same. Prints recall@1 and best F1
of every task with the model fitted on all tasks and on all others (left out), so that overfitting shows.
"""
import json
import sys
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

LEXICAL = ["lexicalLead", "lexicalRightLead", "containment", "jaccard", "numberConflict", "foreign"]
FOREIGN = ["foreignSimilarity", "foreignSimilarityLead", "foreignSimilarityRightLead"]
KINDS = {
    "hybrid": ["briefSimilarityLead", *FOREIGN, *LEXICAL],
    "lexical": LEXICAL,
    "dense": ["similarity", "similarityLead", "similarityRightLead", *FOREIGN, "foreign"],
}
FREE, NEGATIVE = {"foreign"}, {"numberConflict"}
# Leads say nothing among records that all resemble each other ("Editorial", "Book review"): there the closer texts go first. Too
# few pairs for the fit to see, but what a person would do.
AT_LEAST = {"jaccard": 2.0}
PENALTY = 1e-5
HIGHEST_UNEQUAL = 0.9999


def load(data, evidence, task):
    meta = json.loads((evidence / f"{task}.json").read_text())
    names = meta["evidence"]
    rows = np.fromfile(evidence / f"{task}.f32", np.float32).reshape(-1, 4 + len(names)).astype(float)
    card = json.loads((data / task / "task.json").read_text())["cardinality"]
    return {"left": rows[:, 0].astype(int), "right": rows[:, 1].astype(int), "y": rows[:, 2], "same": rows[:, 3] > 0,
            "x": dict(zip(names, rows[:, 4:].T)), "rows": meta["left"], "truth": meta["truth"], "card": card}


def matrix(task, names):
    return np.stack([task["x"][n] for n in names], 1)


def fit(tasks, names):
    x = np.concatenate([matrix(t, names)[~t["same"]] for t in tasks])
    y = np.concatenate([t["y"][~t["same"]] for t in tasks])
    w = np.concatenate([np.full((~t["same"]).sum(), min(1, t["rows"] / 60) / max(60, t["rows"])) for t in tasks])
    w /= w.sum()
    scale = x.std(0) + 1e-9
    z = x / scale

    def loss(p):
        logit = z @ p[1:] + p[0]
        error = (1 / (1 + np.exp(-logit)) - y) * w
        value = (w * np.logaddexp(0, np.where(y == 1, -logit, logit))).sum() + PENALTY * (p[1:] ** 2).sum()
        return value, np.concatenate([[error.sum()], z.T @ error + 2 * PENALTY * p[1:]])

    def bound(name, unit):
        return (None, None) if name in FREE else (None, 0) if name in NEGATIVE else (AT_LEAST.get(name, 0) * unit, None)

    bounds = [(None, None), *map(bound, names, scale)]
    start = np.array([0 if low is None else low for low, _ in bounds])
    found = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B")
    return found.x[0], found.x[1:] / scale


def metrics(task, names, model, thresholds=(0.2, 0.3, 0.4, 0.5)):
    score = 1 / (1 + np.exp(-(matrix(task, names) @ model[1] + model[0])))
    score = np.where(task["same"], 1, np.minimum(score, HIGHEST_UNEQUAL))
    order = np.lexsort((task["right"], -score))
    firsts = {}
    for i in order:
        firsts.setdefault(task["left"][i], i)
    recall = sum(task["y"][i] for i in firsts.values()) / task["truth"]
    left_once, right_once = task["card"] in ("1:1", "m:1", "m:m"), task["card"] in ("1:1", "1:m")
    lefts, rights, hits, taken, best, at = set(), set(), 0, 0, 0, dict.fromkeys(thresholds, 0)
    for i in order:
        l, r = task["left"][i], task["right"][i]
        if (left_once and l in lefts) or (right_once and r in rights):
            continue
        lefts.add(l), rights.add(r)
        taken += 1
        hits += task["y"][i]
        f1 = 2 * hits / (taken + task["truth"])
        best = max(best, f1)
        at.update({t: f1 for t in thresholds if score[i] >= t})
    return recall, best, at


def main():
    data, evidence = Path(sys.argv[1]), Path(sys.argv[2])
    tasks = {p.stem: load(data, evidence, p.stem) for p in sorted(evidence.glob("*.json"))}
    result = {"autoThreshold": 0.3}
    for kind, names in KINDS.items():
        model = fit(list(tasks.values()), names)
        result[kind] = {"intercept": round(model[0], 3), "weights": {n: round(float(v), 3) for n, v in zip(names, model[1]) if v}}
        print(kind, result[kind])
        for name, task in tasks.items():
            out = metrics(task, names, fit([t for n, t in tasks.items() if n != name], names))
            all_ = metrics(task, names, model)
            print(f"  {name:24s} left out {out[0]:.3f} {out[1]:.3f}  all {all_[0]:.3f} {all_[1]:.4f} ",
                  " ".join(f"@{t} {v:.3f}" for t, v in all_[2].items()), flush=True)
    if len(sys.argv) > 3:
        Path(sys.argv[3]).write_text(json.dumps(result, indent=2) + "\n")


main()
