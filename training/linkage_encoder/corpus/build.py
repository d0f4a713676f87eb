"""Reads the sources, thins them to their caps, takes out overlaps and repeats, and writes `pairs.tsv`."""

import itertools
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .library import Library
from .overlap import TestTexts
from .pairs import Pair, to_pairs
from .source import Source

GROUP_COLUMN_SOURCES = ("products", "bibliography", "sites", "persons")


@dataclass(slots=True)
class Outcome:
    """What became of one source."""

    pairs: int = 0
    repeated: int = 0
    overlapping: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0


def thin(pairs: Iterator[Pair], cap: int, rng: random.Random) -> list[Pair]:
    """At most `cap` pairs: all of an endless source's first, a fair sample (reservoir) of any other, order kept.

    A source is taken as endless when it gives more than 4 x cap pairs.
    """
    head = list(itertools.islice(pairs, cap))
    if len(head) < cap:
        return head
    chosen: list[tuple[int, Pair]] = list(enumerate(head))
    for number, pair in enumerate(itertools.islice(pairs, 3 * cap), cap):
        place = rng.randrange(number + 1)
        if place < cap:
            chosen[place] = (number, pair)
    return [pair for _, pair in sorted(chosen, key=lambda item: item[0])]


def collect(source: Source, library: Library, texts: TestTexts, seed: int, share: float = 1.0) -> tuple[list[Pair], Outcome]:
    """Pairs of one source that may be trained on, in the reader's order; the same for the same seed."""
    started = time.process_time()
    outcome = Outcome()
    rng = random.Random(f"{seed}/{source.name}")
    cap = max(1, int(source.cap * share))
    candidates = to_pairs(source.read(library, rng), source.name, rng)
    synthetic = source.name in GROUP_COLUMN_SOURCES
    listed = list(itertools.islice(candidates, cap)) if synthetic else thin(candidates, cap, random.Random(f"{seed}/{source.name}/thin"))
    kept, seen = [], set()
    for pair in listed:
        sides = (pair.text, pair.other)
        if sides in seen:
            outcome.repeated += 1
            continue
        seen.add(sides)
        if reason := texts.reason(pair):
            outcome.overlapping[reason] += 1
            continue
        kept.append(pair)
    outcome.pairs, outcome.seconds = len(kept), time.process_time() - started
    return kept, outcome


def write_lines(path: Path, pairs: Iterable[Pair]) -> None:
    """Writes `source concept group text other`, tab-separated, under a temporary name, then renames."""
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8", newline="\n") as file:
        for pair in pairs:
            file.write("\t".join((pair.source, pair.concept, pair.group, pair.text, pair.other)) + "\n")
    part.replace(path)


def describe(source: Source, library: Library, outcome: Outcome) -> dict[str, object]:
    """The entry of a source in `sources.json`."""
    return {
        "licence": source.licence,
        "shareAlike": source.share_alike,
        "origin": source.origin,
        "package": ", ".join(source.packages) if len(source.packages) < 6 else f"{len(source.packages)} packages, {source.packages[0]} …",
        "version": ", ".join(sorted({library.packages[name].version for name in source.packages})) if len(source.packages) < 6 else "see packages.json",
        "pairs": outcome.pairs,
        "leftOut": {"repeated": outcome.repeated, **dict(outcome.overlapping)},
        "cpuSeconds": round(outcome.seconds, 1),
    }


def build(
    sources: Iterable[Source], library: Library, texts: TestTexts, folder: Path, seed: int, share: float = 1.0,
    say: Callable[[str], None] = print,
) -> dict[str, dict[str, object]]:
    """Writes `pairs.tsv` and `sources.json` into `folder`; returns the content of the latter."""
    folder.mkdir(parents=True, exist_ok=True)
    table: dict[str, dict[str, object]] = {}
    every: list[Pair] = []
    for source in sources:
        pairs, outcome = collect(source, library, texts, seed, share)
        every += pairs
        table[source.name] = describe(source, library, outcome)
        say(f"{source.name}\t{outcome.pairs} pairs\tleft out {dict(outcome.overlapping)}\t{outcome.seconds:.1f} s")
    write_lines(folder / "pairs.tsv", every)
    part = folder / "sources.part"
    part.write_text(json.dumps(table, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    part.replace(folder / "sources.json")
    return table
