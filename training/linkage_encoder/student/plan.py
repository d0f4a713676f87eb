"""What a leg of training does, apart from the trainer so that plans can be read without PyTorch."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .batches import BatchPlan


@dataclass(frozen=True)
class LegPlan:
    """What a leg does. Rates are those of Adam at the peak; the table's is twice the layers'.

    teach, find, keep_apart, relate: weights of distillation, of contrast between the lists, of contrast within them, and of agreeing
    with the second teacher about who is near whom (at `relate_temperature`);
    nested: widths that are trained as if the vector ended there, each with the weight `nested_weight`;
    noise: share of right texts that get noise anew, by source (`*`: others);
    remembered: vectors of earlier batches of a source that are negatives too, from `remember_from` steps on;
    mine_every: steps between two searches for near misses of the current student, 0: none; mined: the sources searched, all if empty.
    """

    steps: int
    rate: float = 2e-4
    warm_up: int = 60
    floor: float = 0.02
    temperature: float = 0.05
    teach: float = 4.0
    find: float = 1.0
    keep_apart: float = 0.3
    relate: float = 0.5
    relate_temperature: float = 0.08
    nested: tuple[int, ...] = (128,)
    nested_weight: float = 0.3
    longest: int = 48
    noise: Mapping[str, float] = field(default_factory=lambda: {"*": 0.1})
    remembered: int = 0
    remember_from: int = 100
    mine_every: int = 0
    mined: tuple[str, ...] = ()
    mine_pairs: int = 20_000
    mine_neighbours: int = 3
    seed: int = 1
    batches: BatchPlan = field(default_factory=BatchPlan)
