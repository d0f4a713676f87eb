"""One leg of training: from a student to a better one, in a fixed number of steps."""

import random
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from linkage_encoder.memory import give_back_memory

from .batches import Sampler
from .checkpoints import Origin, load_checkpoint, save_checkpoint
from .embed import embed
from .losses import contrast, disagreement, distillation, leading, same_thing, side_contrast
from .memory import Memory
from .mining import confused_pairs
from .network import Encoder, pack
from .pairs import TrainingPairs
from .plan import LegPlan
from .texts import TextReader, cut

Noise = Callable[[str, random.Random], str]


@dataclass
class Teaching:
    """A teacher's vectors [texts, width] of length 1, and for each training text its row there or -1."""

    vectors: Tensor
    row_of_text: np.ndarray


FEWEST_RELATED = 16
"""Texts in a batch that the second teacher must know before its opinion counts."""


def train(
    encoder: Encoder,
    reader: TextReader,
    pairs: TrainingPairs,
    teaching: Teaching,
    plan: LegPlan,
    noise: Noise | None,
    checkpoint: Path,
    tell: Callable[[str], None] = print,
    second: Teaching | None = None,
    save_every: int = 250,
    on_save: Callable[[Encoder, int], None] | None = None,
    inputs: str = "",
) -> dict[str, float]:
    """Trains in place. A checkpoint of the same plan and inputs is taken up where it stopped; with the same seed, threads and machine the result is the same.

    inputs: the digest of the files that it learns from.

    teaching: in the student's space; second: of a teacher in a space of its own, whose neighbourhoods count.

    @returns records and tokens seen, seconds, and the last mean losses
    """
    leg = _Leg(encoder, reader, pairs, teaching, plan, noise, second)
    origin = Origin(repr(asdict(plan)), inputs)
    saved = load_checkpoint(checkpoint, origin, tell)
    if saved:
        leg.restore(saved)
    while leg.step < plan.steps:
        leg.run_step()
        if leg.step % 25 == 0:
            tell(leg.progress())
            give_back_memory()
        if leg.step % save_every == 0 or leg.step == plan.steps:
            save_checkpoint(checkpoint, origin, leg.state())
            if on_save:
                on_save(encoder, leg.step)
    return {"records": leg.records, "tokens": leg.tokens, "seconds": leg.seconds, **leg.means()}


class _Leg:
    def __init__(
        self, encoder: Encoder, reader: TextReader, pairs: TrainingPairs, teaching: Teaching, plan: LegPlan, noise: Noise | None, second: Teaching | None
    ) -> None:
        torch.manual_seed(plan.seed)
        self.encoder, self.reader, self.pairs, self.plan, self.noise = encoder, reader, pairs, plan, noise
        self.teaching, self.second = teaching, second
        encoder.rounds_table = True
        self.ids, lengths = reader.read_flat(pairs.texts)
        self.ends = np.cumsum(lengths)
        lengths = np.minimum(lengths, plan.longest)
        self.sampler = Sampler(pairs, lengths, plan.batches, plan.seed)
        self.lot = random.Random(plan.seed + 1)
        self.memory = Memory(plan.remembered)
        table = encoder.word.weight
        self.others = [parameter for parameter in encoder.parameters() if parameter is not table]
        self.optimisers = [
            torch.optim.AdamW(self.others, lr=plan.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True),
            torch.optim.SparseAdam([table], lr=2 * plan.rate, betas=(0.9, 0.98)),
        ]
        self.step, self.records, self.tokens, self.seconds = 0, 0, 0, 0.0
        give_back_memory()
        self.history: list[dict[str, float]] = []

    def run_step(self) -> None:
        started = time.monotonic()
        if self.plan.mine_every and self.step % self.plan.mine_every == 0:
            self.mine()
        self.encoder.train()
        self.set_rate()
        name, at = self.sampler.draw()
        source = self.pairs.sources[name]
        left, right = source.left[at], source.right[at]
        packed = pack([self.left_ids(text) for text in left] + [self.right_ids(name, text) for text in right])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            vectors = self.encoder(packed)
        losses = self.losses(name, vectors, source.concepts[at], left, right)
        weights = {"teach": self.plan.teach, "find": self.plan.find, "apart": self.plan.keep_apart, "relate": self.plan.relate, "nested": self.plan.nested_weight}
        total = sum(weights[kind] * loss for kind, loss in losses.items())
        for optimiser in self.optimisers:
            optimiser.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(self.others, 1.0)
        for optimiser in self.optimisers:
            optimiser.step()
        self.history.append({kind: float(loss.detach()) for kind, loss in losses.items()})
        self.step += 1
        self.records += 2 * len(at)
        self.tokens += len(packed.ids)
        self.seconds += time.monotonic() - started

    def losses(self, source: str, vectors: Tensor, concepts: np.ndarray, left: np.ndarray, right: np.ndarray) -> dict[str, Tensor]:
        plan, count = self.plan, len(left)
        ones, others = vectors[:count], vectors[count:]
        numbers = [torch.from_numpy(one) for one in (concepts, left, right)]
        alike = same_thing(*numbers)
        earlier = None
        if plan.remembered and self.step >= plan.remember_from:
            earlier = self.memory.negatives(source, *numbers)
            self.memory.add(source, vectors, numbers[0].repeat(2), torch.cat(numbers[1:]))
        losses = {"find": contrast(ones, others, alike, plan.temperature, earlier)}
        losses["apart"] = (side_contrast(ones, others, alike, plan.temperature) + side_contrast(others, ones, alike, plan.temperature)) / 2
        both = np.concatenate([left, right])
        if self.second is not None:
            known = torch.from_numpy(self.second.row_of_text[both])
            related = known >= 0
            if int(related.sum()) >= FEWEST_RELATED:
                opinion = self.second.vectors[known[related]].float()
                losses["relate"] = disagreement(vectors[related], opinion, plan.relate_temperature, plan.relate_temperature)
        rows = torch.from_numpy(self.teaching.row_of_text[both])
        taught = rows >= 0
        targets = self.teaching.vectors[rows[taught]].float() if taught.any() else None
        if targets is not None:
            losses["teach"] = distillation(vectors[taught], targets)
        nested = []
        for width in plan.nested:
            nested.append(contrast(leading(ones, width), leading(others, width), alike, plan.temperature))
            if targets is not None:
                nested.append(plan.teach * distillation(leading(vectors[taught], width), leading(targets, width)))
        if nested:
            losses["nested"] = sum(nested)
        return losses

    def left_ids(self, text: int) -> list[int]:
        start = self.ends[text - 1] if text else 0
        return cut(self.ids[start : self.ends[text]].tolist(), self.plan.longest)

    def right_ids(self, source: str, text: int) -> list[int]:
        share = self.plan.noise.get(source, self.plan.noise.get("*", 0.0))
        if self.noise is None or self.lot.random() >= share:
            return self.left_ids(text)
        made = self.noise(self.pairs.texts[text], self.lot).strip()
        return cut(self.reader.read([made])[0], self.plan.longest) if made else self.left_ids(text)

    def set_rate(self) -> None:
        plan = self.plan
        share = min(1, (self.step + 1) / plan.warm_up) * max(plan.floor, 1 - self.step / plan.steps)
        for optimiser, factor in zip(self.optimisers, (1, 2), strict=True):
            for group in optimiser.param_groups:
                group["lr"] = plan.rate * factor * share

    def mine(self) -> None:
        """Near misses anew for a sample of each source, by lot of the seed and the step."""
        lot = np.random.default_rng([self.plan.seed, self.step])
        for name, source in self.pairs.sources.items():
            if self.plan.mined and name not in self.plan.mined:
                continue
            size = min(len(source), self.plan.mine_pairs)
            at = np.sort(lot.choice(len(source), size, replace=False))
            wanted = np.unique(np.concatenate([source.left[at], source.right[at]]))
            row = np.full(len(self.pairs.texts), -1, np.int64)
            row[wanted] = np.arange(len(wanted))
            vectors = embed(self.encoder, self.reader, [self.pairs.texts[text] for text in wanted])
            renumbered = type(source)(row[source.left], row[source.right], source.concepts)
            self.sampler.neighbours[name] = confused_pairs(vectors, renumbered, at, self.plan.mine_neighbours, self.plan.seed)
        give_back_memory()

    def means(self) -> dict[str, float]:
        recent = self.history[-100:]
        kinds = sorted({kind for losses in recent for kind in losses})
        return {kind: float(np.mean([losses[kind] for losses in recent if kind in losses])) for kind in kinds}

    def progress(self) -> str:
        shown = " ".join(f"{kind} {mean:.3f}" for kind, mean in self.means().items())
        return f"step {self.step} of {self.plan.steps}, {self.records / max(self.seconds, 1e-9):.0f} records/s, {self.seconds / 60:.1f} min: {shown}"

    def state(self) -> dict[str, Any]:
        return {
            "encoder": self.encoder.state_dict(), "optimisers": [one.state_dict() for one in self.optimisers],
            "sampler": self.sampler.state(), "lot": self.lot.getstate(), "neighbours": self.sampler.neighbours, "memory": self.memory.sources,
            "counts": (self.step, self.records, self.tokens, self.seconds), "history": self.history[-100:],
        }

    def restore(self, state: dict[str, Any]) -> None:
        self.encoder.load_state_dict(state["encoder"])
        for optimiser, saved in zip(self.optimisers, state["optimisers"], strict=True):
            optimiser.load_state_dict(saved)
        self.sampler.restore(state["sampler"])
        self.lot.setstate(state["lot"])
        self.sampler.neighbours = state["neighbours"]
        self.memory.sources = state["memory"]
        self.step, self.records, self.tokens, self.seconds = state["counts"]
        self.history = state["history"]
