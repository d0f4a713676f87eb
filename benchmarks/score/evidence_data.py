"""Evidence as dump-evidence.ts wrote it, and the measures of a score on it."""
import json

import numpy as np

HIGHEST_UNEQUAL = 0.9999


def load(folder, task):
    meta = json.loads((folder / f"{task}.json").read_text())
    names = meta["evidence"]
    rows = np.fromfile(folder / f"{task}.f32", np.float32).reshape(-1, 4 + len(names)).astype(float)
    x = dict(zip(names, rows[:, 4:].T))
    x["cosine"] = x["similarity"] + x["foreignSimilarity"]
    return {"name": task, "left": rows[:, 0].astype(int), "right": rows[:, 1].astype(int), "y": rows[:, 2], "split": rows[:, 3].astype(int),
            "x": x, "card": meta["cardinality"], **{k: meta.get(k) for k in ("kind", "truth", "clusters")},
            "rows": meta["left"]}


def competes(card):
    return card in ("1:1", "m:1"), card in ("1:1", "1:m")


def matrix(task, names):
    return np.stack([task["x"][n] for n in names], 1)


def groups(ids):
    order = np.argsort(ids, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(ids[order]) != 0])
    return order, starts, np.repeat(np.arange(len(starts)), np.diff(np.r_[starts, len(ids)]))


def divide_by_rivals(grouping, of, rivals):
    order, starts, group = grouping
    x = rivals[order]
    best = np.maximum.reduceat(x, starts)
    at = np.minimum.reduceat(np.where(x == best[group], np.arange(len(x)), len(x)), starts)
    rest = x.copy()
    rest[at] = 0
    total = np.add.reduceat(rest, starts)
    others = np.maximum(0, total[group] - x) + best[group]
    others[at] = total
    out = np.empty(len(x))
    out[order] = of[order] / (1 + others)
    return out


def settle(task, logits, rounds=8):
    """As src/core/candidates/beliefs.ts, one row a record."""
    left_once, right_once = competes(task["card"])
    odds = np.exp(np.clip(logits, -60, 60))
    left, right = groups(task["left"]), groups(task["right"])
    if not left_once and not right_once:
        return logits
    if not right_once:
        return np.log(divide_by_rivals(left, odds, odds))
    if not left_once:
        return np.log(divide_by_rivals(right, odds, odds))
    to_left = odds
    for _ in range(rounds):
        to_right = divide_by_rivals(left, odds, to_left)
        to_left = divide_by_rivals(right, odds, to_right)
    return np.log(divide_by_rivals(left, to_left, to_left))


def score(task, logits):
    p = HIGHEST_UNEQUAL / (1 + np.exp(-np.clip(logits, -60, 60)))
    return np.where(task["x"]["identical"] > 0, 1, p)


def recall_at_1(task, scores, tie=None):
    tie = task["x"]["similarity"] + task["x"]["foreignSimilarity"] if tie is None else tie
    order = np.lexsort((task["right"], -tie, -scores, task["left"]))
    first = np.r_[True, np.diff(task["left"][order]) != 0]
    return task["y"][order][first].sum() / task["truth"]


def linkage_f1(task, scores, thresholds):
    """Best F1, its threshold, and F1 at thresholds, of greedy acceptance; and the accepted scores with labels."""
    left_once, right_once = task["card"] in ("1:1", "m:1", "m:m"), task["card"] in ("1:1", "1:m")
    order = np.lexsort((task["right"], task["left"], -scores))
    lefts, rights, kept = set(), set(), []
    for i, l, r in zip(order.tolist(), task["left"][order].tolist(), task["right"][order].tolist()):
        if (left_once and l in lefts) or (right_once and r in rights):
            continue
        lefts.add(l), rights.add(r)
        kept.append(i)
    s, y = scores[kept], task["y"][kept]
    return *curve(s, y, task["truth"], thresholds), s, y


def curve(s, y, total, thresholds):
    order = np.argsort(-s, kind="stable")
    s, hits = s[order], np.cumsum(y[order])
    f1 = 2 * hits / (np.arange(1, len(s) + 1) + total)
    last = np.r_[s[1:] != s[:-1], True]
    best = np.argmax(np.where(last, f1, 0))
    at = {t: (f1[(s >= t).sum() - 1] if (s >= t).any() else 0) for t in thresholds}
    return f1[best], s[best], at


def auto_threshold(task, scores, most=10):
    """As src/core/links/auto-threshold.ts, of the best `most` candidates of each left row, which the page keeps."""
    order = np.lexsort((-scores, task["left"]))
    starts = np.flatnonzero(np.r_[True, np.diff(task["left"][order]) != 0])
    rank = np.arange(len(order)) - np.repeat(starts, np.diff(np.r_[starts, len(order)]))
    steps = np.floor(scores[order][rank < most].astype(np.float32).astype(float) * 1000).astype(int)
    counts = np.bincount(steps, minlength=1001)
    expected = (counts * np.arange(1001))[:0:-1]
    half = (np.cumsum(expected) / (1000 * np.cumsum(counts[:0:-1]) + max(1, expected.sum()))).max()
    return max(1, int(half * 100)) / 100
