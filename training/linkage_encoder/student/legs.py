"""What is trained, and in which legs, one after another."""

from dataclasses import dataclass, field, replace

from linkage_encoder.steps import Options

from .batches import BatchPlan
from .plan import LegPlan
from .width import Width

VOCABULARY = "s80"
ENGLISH_SOURCES = ("wordnet", "wordnet_classes")
"""Sources whose plain Latin texts are English, for the second teacher."""

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


@dataclass(frozen=True)
class Course:
    """model: the folder it ends in; layers: of the student; legs: the last makes the model. All students have the pieces of VOCABULARY.

    width: where the student is narrower than the base; it begins with `start-MODEL` then, cut out of `start-LAYERS`.
    """

    model: str
    layers: int
    legs: tuple[Leg, ...]
    width: Width | None = None

    @property
    def student(self) -> str:
        """The name of the student that the model is made of."""
        return self.legs[-1].name


SMALL_MODEL, ACCURATE_MODEL = "rowlink-small", "me5-small-96k"
PLAN = LegPlan(steps=1, noise=NOISE, batches=BatchPlan(shares=SHARES))
LONGER = BatchPlan(shares={**SHARES, "products": 1.6, "bibliography": 1.0})
"""More of the long records, which the shipped model is weakest at."""
MINING = {"mine_pairs": 3000, "mined": MINED}
ON = Course(SMALL_MODEL, 4, (Leg("onward", "shipped", replace(PLAN, steps=3000, rate=2e-4, mine_every=750, seed=6, batches=LONGER, **MINING)),))
"""Goes on from the shipped model."""
ANEW = Course(
    SMALL_MODEL,
    4,
    (
        Leg("wide", "start-4", replace(PLAN, steps=6000, rate=2e-4, floor=0.3, seed=1)),
        Leg("narrow", "wide", replace(PLAN, steps=4000, rate=1e-4, mine_every=2000, seed=2, **MINING)),
    ),
)
"""From the first layers of the base."""
ACCURATE = Course(
    ACCURATE_MODEL,
    12,
    (
        Leg("accurate", "start-12", replace(PLAN, steps=300, rate=6e-5, seed=4)),
        Leg("accurate-onward", "accurate", replace(PLAN, steps=900, rate=1.5e-4, mine_every=450, seed=7, batches=LONGER, **MINING)),
    ),
)
"""All layers of the base."""

COMPARED = replace(PLAN, steps=150, rate=2e-4, seed=5)
"""The same short leg for all students of the study, whatever their shape."""
DEPTHS = tuple(Course(f"depth-{layers}", layers, (Leg(f"depth-{layers}", f"start-{layers}", COMPARED),)) for layers in (2, 4, 6))
"""The first layers of the base, fewer and more: what depth brings, for the study."""
WIDTHS = tuple(
    Course(f"width-{width.name}", 4, (Leg(f"width-{width.name}", f"start-width-{width.name}", COMPARED),), width)
    for width in (Width(hidden=256, heads=8, wide=1024), Width(hidden=384, heads=12, wide=768))
)
"""The first four layers of the base with fewer channels, heads and neurons: what width brings, beside `depth-4`."""


def courses(options: Options) -> tuple[Course, ...]:
    """The small model first."""
    return (ANEW if options.anew else ON, ACCURATE, *(DEPTHS if options.depths else ()), *(WIDTHS if options.widths else ()))


def plan_of(leg: Leg, small: bool, seed: int = 0) -> LegPlan:
    """The plan of a leg; a few steps of it where only the wiring is tried. `seed` is added to the leg's own."""
    plan = replace(leg.plan, seed=leg.plan.seed + seed)
    if not small:
        return plan
    return replace(plan, steps=SMALL_STEPS, mine_every=min(plan.mine_every, 4), mine_pairs=20, batches=replace(plan.batches, pairs=8))
