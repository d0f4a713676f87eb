"""The legs of training: what makes the student, one after another."""

from dataclasses import dataclass, field, replace

from .batches import BatchPlan
from .plan import LegPlan

VOCABULARY = "v84"
ENGLISH_SOURCES = ("wordnet", "wordnet_classes")
"""Sources whose plain Latin texts are English, for the second teacher."""
SHIPPED_LEG = "narrow"

SHARES = {
    "products": 1.3, "sites": 1.1, "bibliography": 0.8, "icd10": 1.2, "cedict": 1.2, "jmdict": 0.7, "jmnedict": 0.35, "freedict": 1.2, "zh_people": 0.5,
    "geo": 1.3, "region": 1.2,
}
"""How often sources come, in multiples of the square root of their pairs; 1 for all others."""
NOISE = {"products": 0.05, "sites": 0.05, "persons": 0.05, "bibliography": 0.05, "*": 0.1}
"""Synthetic records have noise already."""
MINED = ("freedict", "cedict", "icd10", "geo", "category", "brand")
SMALL_STEPS = 6


@dataclass(frozen=True)
class Leg:
    """name: of the student it makes; start: of the one it begins with; plan: what it does."""

    name: str
    start: str
    plan: LegPlan = field(default_factory=lambda: LegPlan(steps=1))


LEGS = (
    Leg("wide", "start", LegPlan(steps=6000, rate=2e-4, floor=0.3, noise=NOISE, batches=BatchPlan(shares=SHARES), seed=1)),
    Leg(SHIPPED_LEG, "wide", LegPlan(steps=4000, rate=1e-4, noise=NOISE, mine_every=2000, mine_pairs=3000, mined=MINED, batches=BatchPlan(shares=SHARES), seed=2)),
)


def plan_of(leg: Leg, small: bool, seed: int = 0) -> LegPlan:
    """The plan of a leg; a few steps of it where only the wiring is tried. `seed` is added to the leg's own."""
    plan = replace(leg.plan, seed=leg.plan.seed + seed)
    if not small:
        return plan
    return replace(plan, steps=SMALL_STEPS, mine_every=min(plan.mine_every, 4), mine_pairs=20, batches=replace(plan.batches, pairs=8))
