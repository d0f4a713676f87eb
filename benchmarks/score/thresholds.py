"""F1 of the weights that ship, at a threshold of 0.2, at the automatic one, and at the best one of each task.

    python thresholds.py EVIDENCE_DIR [EVIDENCE_DIR …] [--score JSON] [--kind hybrid]

Prints a Markdown table for each folder of evidence. Links are taken from the highest score down, within the cardinality.
"""
import argparse
import json
from pathlib import Path

import numpy as np

from evidence_data import auto_threshold, curve, linkage_f1, load, score, settle

SHIPPED = Path(__file__).resolve().parents[2] / "src/core/candidates/score/match-score.json"
FIXED = 0.2


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("evidence", type=Path, nargs="+")
    parser.add_argument("--score", type=Path, default=SHIPPED)
    parser.add_argument("--kind", default="hybrid")
    options = parser.parse_args()
    fitted = json.loads(options.score.read_text())["linkage"][options.kind]
    for folder in options.evidence:
        print(f"\n{folder.name}\n\n| task | F1 at {FIXED} | automatic threshold | F1 at it | best F1 | at |\n| --- | ---: | ---: | ---: | ---: | ---: |")
        found = []
        for path in sorted(folder.glob("*.json")):
            task = load(folder, path.stem)
            if task["kind"] not in ("link", "aggregate"):
                continue
            logits = fitted["intercept"] + sum(weight * task["x"][name] for name, weight in fitted["weights"].items())
            scores = score(task, logits if options.kind == "dense" else settle(task, logits))
            automatic = auto_threshold(task, scores)
            best, at, _, kept, hits = linkage_f1(task, scores, ())
            at_them = curve(kept, hits, task["truth"], (FIXED, automatic))[2]
            print(f"| {task['name']} | {at_them[FIXED]:.3f} | {automatic:.2f} | {at_them[automatic]:.3f} | {best:.3f} | {at:.3f} |", flush=True)
            if not task["name"].startswith("lt_"):
                found.append((at_them[FIXED], at_them[automatic], best))
        if found:
            fixed, automatic, best = np.mean(found, axis=0)
            print(f"\nMeans of {len(found)} tasks without toys: {fixed:.4f} at {FIXED}, {automatic:.4f} at the automatic threshold, {best:.4f} at the best one of each.")


if __name__ == "__main__":
    main()
