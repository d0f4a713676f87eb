"""Reads the sources, thins them to their caps, takes out overlaps and repeats, and writes `pairs.tsv`."""

import hashlib
import itertools
import json
import random
import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

from .library import Library
from .overlap import TestTexts
from .pairs import Pair, to_pairs
from .source import Source

ENDLESS = ("products", "bibliography", "sites", "persons", "variants", "places", "titles")


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
    synthetic = source.name in ENDLESS
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


def write_pairs(path: Path, pairs: Iterable[Pair]) -> None:
    """Writes `source concept group text other`, tab-separated, under a temporary name, then renames."""
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8", newline="\n") as file:
        for pair in pairs:
            file.write("\t".join((pair.source, pair.concept, pair.group, pair.text, pair.other)) + "\n")
    part.replace(path)


def write_json(path: Path, value: object) -> None:
    """Writes JSON under a temporary name, then renames."""
    part = path.with_suffix(".part")
    part.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    part.replace(path)


def code_files(module: ModuleType, found: set[Path] | None = None) -> set[Path]:
    """Files of a reader's module and of the modules of this package that it takes functions and classes from."""
    found = set() if found is None else found
    path = Path(str(module.__file__))
    if path not in found:
        found.add(path)
        for value in list(vars(module).values()):
            name = getattr(value, "__module__", None)
            if isinstance(name, str) and name.startswith(__package__) and name in sys.modules:
                code_files(sys.modules[name], found)
    return found


def fingerprint(source: Source, library: Library, texts: TestTexts, seed: int, share: float) -> str:
    """Changes when a source's pairs could: its packages, cap, seed, share, the texts kept out, or the code."""
    digest = hashlib.sha256(f"{source.name} {source.cap} {seed} {share} {texts.digest()}".encode())
    for name in source.packages:
        digest.update(library.packages[name].sha256.encode())
    code = code_files(sys.modules[source.read.__module__])
    noise = Path(__file__).parent / "noise"
    if any(path.parent == noise for path in code):
        code.update(noise.glob("*.py"))  # word lists are no functions, and are not found by `code_files`
    for path in sorted(code):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def describe(source: Source, library: Library, outcome: Outcome) -> dict[str, object]:
    """The entry of a source in `sources.json`."""
    few = len(source.packages) < 6
    versions = sorted({library.packages[name].version for name in source.packages})
    return {
        "licence": source.licence,
        "shareAlike": source.share_alike,
        "origin": source.origin,
        "package": ", ".join(source.packages) if few else f"{len(source.packages)} packages, {source.packages[0]} …",
        "version": ", ".join(versions) if few else "packages.json",
        "pairs": outcome.pairs,
        "leftOut": {"repeated": outcome.repeated, **dict(outcome.overlapping)},
        "cpuSeconds": round(outcome.seconds, 1),
    }


def build(
    sources: Iterable[Source], library: Library, texts: TestTexts, folder: Path, seed: int, share: float = 1.0,
    say: Callable[[str], None] = print, only: Collection[str] = (),
) -> dict[str, dict[str, object]]:
    """Writes `pairs.tsv` and `sources.json` into `folder`, anew after each source; returns the latter's content.

    Each source has a file of its own in `folder/parts`. It is made again only when its fingerprint has changed, so a
    stopped build goes on where it was; until then the part of an earlier build stands. With `only`, sources of these
    names alone are made, and the parts of the others stand as they are.
    """
    parts = folder / "parts"
    parts.mkdir(parents=True, exist_ok=True)
    sources = list(sources)
    table: dict[str, dict[str, object]] = {}
    for source in sources:
        if (note := parts / f"{source.name}.json").exists() and (parts / f"{source.name}.tsv").exists():
            table[source.name] = json.loads(note.read_text(encoding="utf-8"))["entry"]
    for source in sources:
        if only and source.name not in only:
            continue
        part, note = parts / f"{source.name}.tsv", parts / f"{source.name}.json"
        mark = fingerprint(source, library, texts, seed, share)
        if not note.exists() or json.loads(note.read_text(encoding="utf-8"))["fingerprint"] != mark:
            pairs, outcome = collect(source, library, texts, seed, share)
            table[source.name] = describe(source, library, outcome)
            write_pairs(part, pairs)
            write_json(note, {"fingerprint": mark, "entry": table[source.name]})
            publish([s.name for s in sources if s.name in table], table, folder)
        entry = table[source.name]
        say(f"{source.name}\t{entry['pairs']} pairs\tleft out {entry['leftOut']}\t{entry['cpuSeconds']} s CPU")
    publish([source.name for source in sources if source.name in table], table, folder)
    return table


def publish(names: list[str], table: dict[str, dict[str, object]], folder: Path) -> None:
    """`pairs.tsv` from the parts that are there, and `sources.json`, each renamed into place when whole."""
    join_parts([folder / "parts" / f"{name}.tsv" for name in names], folder / "pairs.tsv")
    write_json(folder / "sources.json", {name: table[name] for name in names})


def join_parts(parts: Iterable[Path], target: Path) -> None:
    """The parts one after the other, under a temporary name, then renamed."""
    joined = target.with_suffix(".part")
    with joined.open("wb") as out:
        for path in parts:
            with path.open("rb") as file:
                shutil.copyfileobj(file, out, 1 << 20)
    joined.replace(target)
