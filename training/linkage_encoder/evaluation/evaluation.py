"""Rates of a model on all tasks, for whole vectors and for what can be made of them."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from .matching import centred_each, locally_scaled
from .metrics import Rates, measure
from .storage import cosines, cosines_of_bytes, first_dimensions
from .tasks import GROUPS, Task

Embed = Callable[[Sequence[str]], np.ndarray]
"""Vectors of length 1, [texts, dimensions], of distinct texts."""
Compare = Callable[[np.ndarray, np.ndarray], np.ndarray]
"""Similarities, [left, right], of the vectors of two sides."""

MEASURES = ("recall1", "recall5", "recall10", "reciprocal_rank", "best_f1")


def _of_first(count: int) -> Compare:
    return lambda left, right: cosines(first_dimensions(left, count), first_dimensions(right, count))


VARIANTS: dict[str, Compare] = {
    "whole": cosines,
    "first 256": _of_first(256),
    "first 128": _of_first(128),
    "first 64": _of_first(64),
    "int8": cosines_of_bytes,
    "whole, each side less its mean": lambda left, right: cosines(*centred_each(left, right)),
    "whole, scaled by neighbourhood": lambda left, right: locally_scaled(cosines(left, right)),
}


@dataclass
class Evaluation:
    """Rates by variant and task; means by variant and group of tasks, over those of its tasks that were measured."""

    rates: dict[str, dict[str, Rates]] = field(default_factory=dict)
    texts: int = 0
    seconds: float = 0.0

    def means(self, variant: str = "whole") -> dict[str, dict[str, float]]:
        of_task = self.rates[variant]
        groups = {group: [of_task[name] for name in names if name in of_task] for group, names in GROUPS.items()}
        return {
            group: {name: float(np.mean([getattr(rates, name) for rates in found])) for name in MEASURES}
            for group, found in groups.items()
            if found
        }

    def to_json(self) -> dict:
        return {
            "texts": self.texts,
            "seconds": round(self.seconds, 1),
            "means": {variant: self.means(variant) for variant in self.rates},
            "tasks": {
                variant: {name: rates.to_json() for name, rates in of_task.items()} for variant, of_task in self.rates.items()
            },
        }


def evaluate(embed: Embed, tasks: Sequence[Task], variants: dict[str, Compare] | None = None) -> Evaluation:
    """Embeds all distinct texts of the tasks in one go, then measures each task once a variant."""
    texts = list(dict.fromkeys(text for task in tasks for text in (*task.left, *task.right)))
    started = time.perf_counter()
    vectors = embed(texts)
    seconds = time.perf_counter() - started
    place = {text: at for at, text in enumerate(texts)}
    evaluation = Evaluation(texts=len(texts), seconds=seconds)
    for variant, compare in (variants or VARIANTS).items():
        evaluation.rates[variant] = {}
        for task in tasks:
            left = vectors[[place[text] for text in task.left]]
            right = vectors[[place[text] for text in task.right]]
            evaluation.rates[variant][task.name] = measure(compare(left, right), task)
    return evaluation
