"""What a run is told beside the recipe. Defaults are the page's own where the page has the same choice."""

from dataclasses import asdict, dataclass
from typing import Any

from .definition.letter_probe import EXACT_PAIRS

REVIEW_KINDS = ("whole", "uncertain", "sample")
SEARCH_KINDS = ("auto", "exact", "cells")

# From so many pairs on the page looks for neighbours in near cells only (src/core/vectors/nearest.ts).
PAGE_PAIRS_FOR_CELLS = 20_000_000_000


@dataclass(frozen=True)
class RunOptions:
    """Choices of one run. Rows, pairs and records are counts; nothing is in bytes."""

    seed: int = 1
    # Candidates by letters and by vectors of each left record; at least the recipe's candidates a row.
    pool: int = 20
    # Left records that each right one brings along.
    reverse_pool: int = 5
    search: str = "auto"
    # Largest number of pairs that is searched exactly where `search` is `auto`.
    exact_pairs: int = PAGE_PAIRS_FOR_CELLS
    # Up to so many pairs the letters of all are compared; beyond, records are looked up as on the page while a side is of the page's size, and then by rare n-grams.
    lexical_scan_pairs: int = EXACT_PAIRS
    # Right records a cell holds on average, and cells a left record looks into.
    cell_records: int = 250
    probes: int = 32
    most_cells: int = 4096
    # Left records handled by one task at a time; the unit of memory.
    part_records: int = 8192
    # An n-gram by which a record is looked up is as long as it takes until about so many records have it.
    gram_records: int = 40
    # Places of the other side that the n-grams of one record may lead to.
    gram_budget: int = 600
    # Of those reached by rare n-grams, how many are compared exactly.
    letters_compared: int = 48
    # An n-gram that more records of a side than this have leads nowhere.
    gram_frequency_cap: int = 400
    # Pairs of one connected component that are assigned exactly; above, greedily, and reported.
    component_pairs: int = 2_000_000
    # Pairs that one task scores whole, as the page does.
    whole_pairs: int = 1_000_000
    # Terms of a dictionary that may be sent to all executors (12 bytes each).
    most_terms: int = 16_000_000
    review: str = "uncertain"
    review_rows: int = 20_000

    @property
    def whole_records(self) -> int:
        """Records of the larger side up to which a run does as the page does: letters are looked up in one table whole, and a pool is scored whole."""
        return self.whole_pairs // 10

    def as_dict(self) -> dict[str, Any]:
        """Plain members, for the report."""
        return asdict(self)
