"""Training of the table on pairs: contrast over a batch, and nearness to the student's vectors."""

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from linkage_encoder.student.batches import BatchPlan, Sampler
from linkage_encoder.student.checkpoints import Origin, load_checkpoint, save_checkpoint
from linkage_encoder.student.losses import contrast, distillation, same_thing
from linkage_encoder.student.pairs import TrainingPairs

from .network import Beginning, Table
from .reader import TableReader, TokenLists, joined

Noise = Callable[[str, random.Random], str]


@dataclass(frozen=True)
class TablePlan:
    """rate: of Adam for rows at the start, falling evenly to `floor` of it; importance_rate: that of the importance of pieces;
    teach, find: weights of nearness to the teacher and of contrast; noise: share of right texts that get noise anew, by source (`*`: others)."""

    steps: int = 3500
    rate: float = 2e-3
    importance_rate: float = 1e-2
    floor: float = 0.03
    temperature: float = 0.05
    teach: float = 2.0
    find: float = 0.5
    noise: Mapping[str, float] = field(default_factory=lambda: {"*": 0.1})
    seed: int = 1
    batches: BatchPlan = field(default_factory=lambda: BatchPlan(pairs=768, tokens=40_000, grouped=0.3, mined=0.0))


@dataclass(frozen=True)
class Targets:
    """A teacher's vectors [taught, width] of length 1, and for each training text its row there or -1."""

    vectors: np.ndarray
    row_of_text: np.ndarray


def train(
    beginning: Beginning,
    reader: TableReader,
    lists: TokenLists,
    pairs: TrainingPairs,
    targets: Targets,
    plan: TablePlan,
    noise: Noise | None = None,
    checkpoint: Path | None = None,
    tell: Callable[[str], None] = print,
    save_every: int = 1000,
    inputs: str = "",
) -> Table:
    """The trained table. `lists` has the tokens of `pairs.texts`; noisy texts are read by `reader`; `inputs` is the digest of the files that it learns from.

    A checkpoint of the same plan and inputs is taken up where it stopped; the same seed and machine give the same table.
    """
    run = _Run(beginning, reader, lists, pairs, targets, plan, noise)
    origin = Origin(repr(asdict(plan)), inputs)
    saved = load_checkpoint(checkpoint, origin, tell)
    if saved:
        run.restore(saved)
    while run.step < plan.steps:
        run.run_step()
        if run.step % 200 == 0:
            tell(run.progress())
        if checkpoint and (run.step % save_every == 0 or run.step == plan.steps):
            save_checkpoint(checkpoint, origin, run.state())
    return run.table


class _Run:
    def __init__(
        self, beginning: Beginning, reader: TableReader, lists: TokenLists, pairs: TrainingPairs, targets: Targets, plan: TablePlan, noise: Noise | None
    ) -> None:
        torch.manual_seed(plan.seed)
        self.reader, self.pairs, self.targets, self.plan, self.noise = reader, pairs, targets, plan, noise
        self.table = Table.of(beginning)
        self.lists = lists
        self.sampler = Sampler(pairs, np.diff(lists.starts), plan.batches, plan.seed)
        self.lot = random.Random(plan.seed + 1)
        self.optimisers = [
            torch.optim.SparseAdam([self.table.rows.weight], lr=plan.rate),
            torch.optim.SparseAdam([self.table.importance.weight], lr=plan.importance_rate),
        ]
        self.step, self.records, self.seconds = 0, 0, 0.0
        self.history: list[tuple[float, float]] = []

    def run_step(self) -> None:
        started = time.monotonic()
        plan = self.plan
        share = max(plan.floor, 1 - self.step / plan.steps)
        for optimiser, rate in zip(self.optimisers, (plan.rate, plan.importance_rate), strict=True):
            optimiser.param_groups[0]["lr"] = rate * share
        name, at = self.sampler.draw()
        source = self.pairs.sources[name]
        left, right = source.left[at], source.right[at]
        vectors = self.table(joined([self.lists.take(left), self.noisy(name, right)]))
        alike = same_thing(*(torch.from_numpy(one) for one in (source.concepts[at], left, right)))
        find = contrast(vectors[: len(at)], vectors[len(at) :], alike, plan.temperature)
        teach = self.distance(vectors, np.concatenate([left, right]))
        for optimiser in self.optimisers:
            optimiser.zero_grad(set_to_none=True)
        (plan.teach * teach + plan.find * find).backward()
        for optimiser in self.optimisers:
            optimiser.step()
        self.history.append((float(teach.detach()), float(find.detach())))
        self.step += 1
        self.records += 2 * len(at)
        self.seconds += time.monotonic() - started

    def distance(self, vectors: Tensor, texts: np.ndarray) -> Tensor:
        rows = self.targets.row_of_text[texts]
        taught = np.flatnonzero(rows >= 0)
        if len(taught) == 0:
            return vectors.sum() * 0
        return distillation(vectors[torch.from_numpy(taught)], torch.from_numpy(self.targets.vectors[rows[taught]]).float())

    def noisy(self, source: str, texts: np.ndarray) -> TokenLists:
        share = self.plan.noise.get(source, self.plan.noise.get("*", 0.0))
        if self.noise is None or share == 0:
            return self.lists.take(texts)
        made = [self.noise(self.pairs.texts[text], self.lot) if self.lot.random() < share else None for text in texts]
        changed = [at for at, text in enumerate(made) if text and text.strip()]
        kept = self.lists.take(texts)
        if not changed:
            return kept
        both = joined([kept, self.reader.read([str(made[at]) for at in changed])])
        order = np.arange(len(texts))
        order[changed] = len(texts) + np.arange(len(changed))
        return both.take(order)

    def progress(self) -> str:
        teach, find = np.mean(self.history[-200:], axis=0)
        return f"step {self.step} of {self.plan.steps}, {self.records / max(self.seconds, 1e-9):.0f} records/s, {self.seconds / 60:.1f} min: teach {teach:.3f} find {find:.3f}"

    def state(self) -> dict[str, Any]:
        return {
            "table": self.table.state_dict(), "optimisers": [one.state_dict() for one in self.optimisers],
            "sampler": self.sampler.state(), "lot": self.lot.getstate(), "counts": (self.step, self.records, self.seconds), "history": self.history[-200:],
        }

    def restore(self, state: dict[str, Any]) -> None:
        self.table.load_state_dict(state["table"])
        for optimiser, saved in zip(self.optimisers, state["optimisers"], strict=True):
            optimiser.load_state_dict(saved)
        self.sampler.restore(state["sampler"])
        self.lot.setstate(state["lot"])
        self.step, self.records, self.seconds = state["counts"]
        self.history = state["history"]
