"""The legs of training: what makes the student, one after another."""

from dataclasses import dataclass, field, replace

from .batches import BatchPlan
from .plan import LegPlan

VOCABULARY = "v84"
ENGLISH_SOURCES = ("wordnet", "wordnet_classes")
"""Sources whose plain Latin texts are English, for the second teacher."""
SHIPPED_LEG = "narrow"

SHARES = {
    "products": 1.5, "sites": 1.5, "bibliography": 0.8, "persons": 0.9, "icd10": 1.2, "cedict": 1.2, "jmdict": 0.7, "jmnedict": 0.35,
    "freedict": 1.2, "category": 1.2, "zh_people": 0.5,
}
"""How often sources come, in multiples of the square root of their pairs; 1 for all others."""
SMALL_STEPS = 6


@dataclass(frozen=True)
class Leg:
    """name: of the student it makes; start: of the one it begins with; plan: what it does."""

    name: str
    start: str
    plan: LegPlan = field(default_factory=lambda: LegPlan(steps=1))


LEGS = (
    Leg("wide", "start", LegPlan(steps=6000, rate=2e-4, floor=0.3, teach=4.0, batches=BatchPlan(shares=SHARES), seed=1)),
    Leg(SHIPPED_LEG, "wide", LegPlan(steps=4000, rate=1.2e-4, teach=3.0, mine_every=2000, mine_pairs=3000, batches=BatchPlan(shares=SHARES), seed=2)),
)


def plan_of(leg: Leg, small: bool, seed: int = 0) -> LegPlan:
    """The plan of a leg; a few steps of it where only the wiring is tried. `seed` is added to the leg's own."""
    plan = replace(leg.plan, seed=leg.plan.seed + seed)
    if not small:
        return plan
    return replace(plan, steps=SMALL_STEPS, mine_every=min(plan.mine_every, 4), mine_pairs=20, batches=replace(plan.batches, pairs=8))
