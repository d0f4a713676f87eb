"""Fits the weights of src/core/candidates/score/match-score.json on the evidence that dump-evidence.ts wrote.

    python fit.py EVIDENCE_DIR [--out JSON] [--more EVIDENCE_DIR]… [--kind hybrid] [--family linkage] [--also NAME…] [--without NAME…]

Linkage: records of one side choose among their candidates and "none" (conditional logit), so that the log odds mean what
`settleCompetition` takes them for. Alone: every pair by itself (logistic). No weight may turn likeness against a pair; every task
counts the same. Each task is measured with a model fitted on all others, so that no task tunes its own score; `--more` are further
vectors of the same tasks (another model), fitted together.
"""
import argparse
import json
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from evidence_data import auto_threshold, competes, curve, groups, linkage_f1, load, matrix, recall_at_1, score, settle

DENSE = ["similarity", "briefSimilarity", "foreignSimilarity"]
LETTERS = ["lexical", "longLexical", "foreignLexical", "jaccard", "foreignGramShare", "rarestWord", "sharedCode", "numberConflict", "columns", "identical", "foreign"]
USUAL_DENSE = ["leftUsualSimilarity", "rightUsualSimilarity", "usualSimilarity"]
USUAL_LETTERS = ["leftUsualLexical", "rightUsualLexical"]
KINDS = {
    "linkage": {
        "hybrid": [*DENSE, *LETTERS, "long", *USUAL_DENSE, *USUAL_LETTERS, "translation"],
        "lexical": [*LETTERS, "long", *USUAL_LETTERS],
        "dense": ["cosine"],
    },
    "alone": {
        "hybrid": [*DENSE, *LETTERS, "gramShare", "containment", "numberAgreement", "long"],
        "lexical": [*LETTERS, "gramShare", "containment", "numberAgreement", "long"],
        "dense": ["cosine"],
    },
}
FREE, NEGATIVE = {"foreign", "long"}, {"numberConflict", *USUAL_DENSE, *USUAL_LETTERS}
# Bounds where the tasks say little but a person would: contradicting numbers speak against a pair, though not alone; equal rare codes for it.
LIMITS = {"numberConflict": (-1.5, -0.5), "sharedCode": (1.5, None)}
SIBLINGS = [("hpo_",), ("abt_buy",), ("dblp_acm",), ("cities_",), ("dbp15k_",)]
PENALTY = 1e-4
AUTO_THRESHOLD = 0.2
MOST_GROUPS = 300
# Linkages teach the score of single pairs about other languages; dedup and labelled pairs are what it is for.
LINKAGE_SHARE = 0.15


def related(one, other):
    return one == other or any(one.startswith(s) and other.startswith(s) for (s,) in SIBLINGS)


def weight_of(task, count, family="alone"):
    return min(1, count / 60) / count * (0.5 if task["name"].startswith("xl_") or (task["kind"] == "pairs" and family == "linkage") else 1)


def choices(task, names, rng):
    """Per competing side: evidence, share of the choice, group starts, weight of a group."""
    x = matrix(task, names)
    sides = ["left", "right"] if task["kind"] == "pairs" else [s for s, on in zip(("left", "right"), competes(task["card"])) if on]
    for side in sides:
        ids = task[side]
        members = np.unique(ids)
        if len(members) > MOST_GROUPS:
            matched = np.unique(ids[task["y"] > 0])
            some = rng.choice(matched, min(len(matched), MOST_GROUPS // 2), replace=False)
            rest = rng.choice(members, MOST_GROUPS // 2, replace=False)
            members = np.unique(np.r_[some, rest]) if side == "right" else rng.choice(members, MOST_GROUPS, replace=False)
        kept = np.isin(ids, members)
        order, starts, group = groups(ids[kept])
        y = task["y"][kept][order]
        share = y / np.maximum(1, np.add.reduceat(y, starts))[group]
        yield x[kept][order], share, starts, np.full(len(starts), weight_of(task, len(starts), "linkage") / len(sides))


def alone(task, names):
    x, y = matrix(task, names), task["y"]
    if task["kind"] == "pairs":
        kept = np.ones(len(y), bool)
    else:
        kept = task["left"] < task["right"] if task["kind"] == "dedup" else np.ones(len(y), bool)
    x, y = x[kept], y[kept]
    balance = np.where(y == 1, 0.5 / max(1, y.sum()), 0.5 / max(1, (1 - y).sum()))
    honest = np.full(len(y), 1 / len(y))
    return x, y, (0.3 * balance + 0.7 * honest) * min(1, len(y) / 60) * (1 if task["kind"] in ("dedup", "pairs") else LINKAGE_SHARE)


def bounds_of(names):
    return [(None, None), *((None, None) if n in FREE else LIMITS.get(n, (None, 0) if n in NEGATIVE else (0, None)) for n in names)]


def minimise(loss, names, scale, first):
    bounds = [(None if low is None else low * s, None if high is None else high * s) for (low, high), s in zip(bounds_of(names), np.r_[1, scale])]
    start = np.r_[first, np.zeros(len(names))]
    found = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": 300})
    return found.x[0], found.x[1:] / scale, found.fun


def fit_linkage(prepared, names):
    x, share = (np.concatenate([p[i] for p in prepared]) for i in (0, 1))
    starts, w, offset = [], [], 0
    for part, _, at, weight in prepared:
        starts.append(at + offset)
        w.append(weight)
        offset += len(part)
    starts, w = np.concatenate(starts), np.concatenate(w)
    w /= w.sum()
    group = np.repeat(np.arange(len(starts)), np.diff(np.r_[starts, len(x)]))
    scale = x.std(0) + 1e-9
    z = x / scale

    def loss(p):
        s = z @ p[1:] + p[0]
        top = np.maximum(0, np.maximum.reduceat(s, starts))
        e = np.exp(s - top[group])
        total = np.add.reduceat(e, starts) + np.exp(-top)
        error = w[group] * (e / total[group] - share)
        value = (w * (top + np.log(total))).sum() - (w[group] * share * s).sum() + PENALTY * (p[1:] ** 2).sum()
        return value, np.r_[error.sum(), z.T @ error + 2 * PENALTY * p[1:]]

    return minimise(loss, names, scale, -5)


def fit_alone(prepared, names):
    x, y, w = (np.concatenate([p[i] for p in prepared]) for i in range(3))
    w = w / w.sum()
    scale = x.std(0) + 1e-9
    z = x / scale

    def loss(p):
        logit = z @ p[1:] + p[0]
        error = (1 / (1 + np.exp(-logit)) - y) * w
        value = (w * np.logaddexp(0, np.where(y == 1, -logit, logit))).sum() + PENALTY * (p[1:] ** 2).sum()
        return value, np.r_[error.sum(), z.T @ error + 2 * PENALTY * p[1:]]

    return minimise(loss, names, scale, -5)


def measure(task, names, model, thresholds=(0.2, 0.3, 0.4, 0.5)):
    logits = matrix(task, names) @ model[1] + model[0]
    if task["kind"] in ("link", "aggregate"):
        before = recall_at_1(task, score(task, logits))
        s = score(task, logits if names == ["cosine"] else settle(task, logits))
        best, at, others, kept, hits = linkage_f1(task, s, thresholds)
        advised = auto_threshold(task, s)
        return {"r1": recall_at_1(task, s), "before": before, "f1": best, "at": at, "advised": curve(kept, hits, task["truth"], [advised])[2][advised], **others}
    s = score(task, logits)
    if task["kind"] == "dedup":
        order = np.lexsort((-s, task["left"]))
        first = np.r_[True, np.diff(task["left"][order]) != 0]
        paired = np.isin(task["left"][order][first], task["left"][task["y"] > 0])
        near = task["y"][order][first][paired].mean()
        once = task["left"] < task["right"]
        best, at, others = curve(s[once], task["y"][once], task["truth"], thresholds)
        return {"r1": near, "f1": best, "at": at, **others}
    test = task["split"] == 2
    if not (task["split"] < 2).any():
        best, at, others = curve(s, task["y"], task["y"].sum(), thresholds)
        return {"f1": best, "at": at, **others}
    _, at, _ = curve(s[~test], task["y"][~test], task["y"][~test].sum(), ())
    _, _, others = curve(s[test], task["y"][test], task["y"][test].sum(), (at, *thresholds))
    return {"f1": others.pop(at), "at": at, **others}


def show(name, found):
    print(f"  {name:24s}", " ".join(f"{k} {v:.3f}" for k, v in found.items()), flush=True)


def run(family, kind, tasks, names, leave_out=True):
    if family == "linkage":
        tasks = [t for t in tasks if t["kind"] in ("link", "aggregate")]
        rng = np.random.default_rng(0)
        prepared = [(t, part) for t in tasks for part in choices(t, names, rng)]
        fit = fit_linkage
    else:
        tasks = [t for t in tasks if t["name"] != "lt_company_clusters"]
        prepared = [(t, alone(t, names)) for t in tasks]
        fit = fit_alone
    model = fit([p for _, p in prepared], names)
    print(family, kind, round(model[2], 4), round(model[0], 3), {n: round(float(v), 3) for n, v in zip(names, model[1]) if abs(v) > 1e-9})
    results = {}
    for t in tasks:
        if (family == "linkage") != (t["kind"] in ("link", "aggregate")):
            continue
        used = fit([p for o, p in prepared if not related(o["name"], t["name"])], names) if leave_out else model
        results[t["key"]] = measure(t, names, used)
        show(t["key"], results[t["key"]])
    return model, results


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("evidence", type=Path)
    parser.add_argument("--more", type=Path, action="append", default=[])
    parser.add_argument("--out", type=Path)
    parser.add_argument("--kind", action="append")
    parser.add_argument("--family", action="append")
    parser.add_argument("--also", action="append", default=[])
    parser.add_argument("--without", action="append", default=[])
    parser.add_argument("--in-sample", action="store_true")
    options = parser.parse_args()
    tasks = []
    for folder in [options.evidence, *options.more]:
        for path in sorted(folder.glob("*.json")):
            task = load(folder, path.stem)
            task["key"] = task["name"] if folder == options.evidence else f"{task['name']} ({folder.name})"
            tasks.append(task)
    result = {"autoThreshold": AUTO_THRESHOLD}
    for family in options.family or ["linkage", "alone"]:
        result[family] = {}
        for kind in options.kind or KINDS[family]:
            names = [n for n in [*KINDS[family][kind], *options.also] if n not in options.without]
            model, _ = run(family, kind, tasks, names, not options.in_sample)
            weights = {n: round(float(v), 3) for n, v in zip(names, model[1]) if abs(v) > 5e-4}
            if "cosine" in weights:
                weights = {n: weights["cosine"] for n in ("similarity", "foreignSimilarity")}
            result[family][kind] = {"intercept": round(float(model[0]), 3), "weights": weights}
    if options.out:
        options.out.write_text(json.dumps(result, indent=2) + "\n")


main()
