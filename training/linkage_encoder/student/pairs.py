"""Training pairs in memory: distinct texts once, pairs as numbers, near misses beside each other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from linkage_encoder.reading import reading_form

Row = tuple[str, str, str, str, str]


def read_rows(file: Path) -> Iterator[Row]:
    """Lines of pairs.tsv: source, concept, group, text, other."""
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            cells = line.rstrip("\n").split("\t")
            if len(cells) != 5:
                raise ValueError(f"{file}, line {number}: five columns are expected (source, concept, group, text, other), not {len(cells)}.")
            yield cells[0], cells[1], cells[2], cells[3], cells[4]


@dataclass
class SourcePairs:
    """Pairs of one source: numbers of texts and concepts, [pairs]; `runs` are slices of pairs that share a group."""

    left: np.ndarray
    right: np.ndarray
    concepts: np.ndarray
    runs: list[tuple[int, int]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.left)


@dataclass
class TrainingPairs:
    texts: list[str]
    sources: dict[str, SourcePairs]


def gather(rows: Iterable[Row]) -> TrainingPairs:
    """Numbers texts in their reading form by first appearance and puts pairs of one group side by side, else in the order given.

    A pair without a concept is a concept of its own left text.
    """
    texts: dict[str, int] = {}
    concepts: dict[str, int] = {}
    by_source: dict[str, list[tuple[str, int, int, int]]] = {}
    for source, concept, group, text, other in rows:
        left, right = (texts.setdefault(one, len(texts)) for one in (reading_form(text), reading_form(other)))
        number = concepts.setdefault(f"{source}\t{concept}" if concept else f"\t{reading_form(text)}", len(concepts))
        by_source.setdefault(source, []).append((group, left, right, number))
    return TrainingPairs(list(texts), {source: _side_by_side(found) for source, found in by_source.items()})


def _side_by_side(found: list[tuple[str, int, int, int]]) -> SourcePairs:
    groups: dict[str, list[int]] = {}
    for at, (group, *_) in enumerate(found):
        groups.setdefault(group or f"\t{at}", []).append(at)
    order = [at for members in groups.values() for at in members]
    runs, start = [], 0
    for group, members in groups.items():
        if len(members) > 1:
            runs.append((start, start + len(members)))
        start += len(members)
    numbers = np.array([found[at][1:] for at in order], np.int64).reshape(-1, 3)
    return SourcePairs(numbers[:, 0].copy(), numbers[:, 1].copy(), numbers[:, 2].copy(), runs)
