"""Figures as Markdown."""

from collections.abc import Sequence

from .evaluation import Evaluation
from .tasks import GROUPS

COLUMNS = {"R@1": "recall1", "R@5": "recall5", "R@10": "recall10", "MRR": "reciprocal_rank", "F1": "best_f1"}


def percent(fraction: float) -> str:
    return f"{fraction * 100:.1f}"


def markdown_table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The first column is text, the others numbers."""
    lines = [headers, ["---" if at == 0 else "---:" for at in range(len(headers))], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def table_of_means(evaluation: Evaluation) -> str:
    """A row a group of tasks and variant, in percent."""
    rows = [
        [f"{group}, {variant}", *(percent(means[group][key]) for key in COLUMNS.values())]
        for group in GROUPS
        for variant, means in ((variant, evaluation.means(variant)) for variant in evaluation.rates)
        if group in means
    ]
    return markdown_table(["mean of group, vectors", *COLUMNS], rows)


def table_of_tasks(evaluations: dict[str, Evaluation], measure: str = "recall1", variant: str = "whole") -> str:
    """A row a task and a column a model, in percent; means of the groups at the end."""
    by_model = [evaluation.rates[variant] for evaluation in evaluations.values()]
    names = list(dict.fromkeys(name for of_task in by_model for name in of_task))
    rows = []
    for name in names:
        count = next(of_task[name].rows for of_task in by_model if name in of_task)
        cells = [percent(getattr(of_task[name], measure)) if name in of_task else "" for of_task in by_model]
        rows.append([f"{name} ({count})", *cells])
    means = [evaluation.means(variant) for evaluation in evaluations.values()]
    for group in GROUPS:
        rows.append([f"**mean, {group}**", *(percent(of_group[group][measure]) if group in of_group else "" for of_group in means)])
    return markdown_table(["task (rows)", *evaluations], rows)
