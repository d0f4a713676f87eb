"""Keeps the benchmark tasks out of the training pairs, and proves it.

    python -m linkage_encoder.corpus.overlap --pairs WORK/corpus/pairs.tsv --tasks DIR [DIR …]

A pair overlaps when both its sides are cells or whole rows of the tasks, when one side is a whole name of a task of
places (cities, regions, countries), or, for synthetic records, when a side has four words in a row of a task's text.
Texts are compared without letter case, punctuation, marks and (whole texts) word order. Last, the phrases of two and
more words that the makers of records have in their code may not stand in a task's text, unless WordNet has them.
"""

import argparse
import ast
import csv
import hashlib
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .library import Library
from .pairs import Pair

PLACE_TASKS = ("cities_", "countries_", "xl_geo", "xl_region", "xl_territory")
_TABLES = ("left.csv", "right.csv", "records.csv")
_LONGEST_CELL = 2_000
RUN = 4
SYNTHETIC = ("products", "bibliography", "sites", "persons", "titles", "variants")
TEMPLATES = Path(__file__).with_name("records")
_LOCALE = re.compile(r"^[a-z]{2}[_-][A-Z]{2}$")
_WORDS = re.compile(r"[^\W_]+")
# Combining marks of Latin, Greek, Cyrillic, Hebrew, Arabic and Japanese; vowel signs of Indic scripts are not marks to drop.
_MARKS = re.compile(r"[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u3099\u309a]+")


def comparable(text: str) -> str:
    """The text's words (letters and digits, case folded, no combining marks) in alphabetical order."""
    return " ".join(sorted(in_order(text)))


def in_order(text: str) -> list[str]:
    """The text's words as `comparable` has them, in their order."""
    folded = text.casefold()
    if not folded.isascii():
        folded = _MARKS.sub("", unicodedata.normalize("NFKD", folded))
    return _WORDS.findall(folded)


def runs(text: str) -> Iterator[int]:
    """Hash of each four words in a row; runs of numbers alone are left out."""
    words = in_order(text)
    for i in range(len(words) - RUN + 1):
        run = words[i : i + RUN]
        if not all(word.isdigit() for word in run):
            yield hash(tuple(run))


def phrases_of(folder: Path) -> set[str]:
    """Phrases of 2 to 8 words in the string constants of the Python files of a folder, docstrings excepted.

    A constant is cut at commas, semicolons, slots and line ends; of longer phrases their runs of 3 and 4 words count too.
    """
    found: set[str] = set()
    for path in sorted(folder.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Constant) and isinstance(node.value, str)) or id(node) in documentation:
                continue
            if _LOCALE.match(node.value):
                continue
            for part in re.split(r"[;,\n]|\{[^}]*\}", node.value):
                words = in_order(part)
                if 2 <= len(words) <= 8 and not all(word.isdigit() for word in words):
                    found.add(" ".join(words))
                    found.update(" ".join(words[i : i + n]) for n in (3, 4) for i in range(len(words) - n + 1))
    return found


def template_overlaps(texts: "TestTexts", lemmas: Collection[str], folder: Path = TEMPLATES) -> list[str]:
    """Phrases of the makers' code that stand in a task's text and are no lemmas of WordNet."""
    every = "\n".join(texts.words)
    return sorted(p for p in phrases_of(folder) if p not in lemmas and p.removesuffix("s") not in lemmas and f" {p} " in every)


@dataclass(slots=True)
class TestTexts:
    """Comparable forms of all cells and rows, and of the names of places, with the tasks that were read."""

    all: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    tasks: list[str] = field(default_factory=list)
    runs: set[int] = field(default_factory=set)
    words: list[str] = field(default_factory=list)

    def digest(self) -> str:
        """Hex digest of the texts, the same in whatever order they were read."""
        digest = hashlib.sha256()
        for text in (*sorted(self.all), "", *sorted(self.places)):
            digest.update(text.encode() + b"\n")
        return digest.hexdigest()

    def reason(self, pair: Pair) -> str:
        """`place`, `both`, `words`, or `` when the pair does not overlap."""
        one, two = comparable(pair.text), comparable(pair.other)
        if one in self.places or two in self.places:
            return "place"
        if one in self.all and two in self.all:
            return "both"
        if pair.source in SYNTHETIC and not (self.runs.isdisjoint(runs(pair.text)) and self.runs.isdisjoint(runs(pair.other))):
            return "words"
        return ""


def task_folders(roots: Iterable[Path]) -> Iterator[Path]:
    """Folders with tables of a task: each root itself, or its direct subfolders."""
    for root in roots:
        for folder in (root, *sorted(p for p in root.iterdir() if p.is_dir())) if root.is_dir() else ():
            if any((folder / name).exists() for name in _TABLES):
                yield folder


def read_tasks(roots: Iterable[Path]) -> TestTexts:
    """Texts of all tasks under `roots`; a root that is absent is named on stderr and skipped."""
    texts = TestTexts()
    roots = list(roots)
    for root in roots:
        if not root.is_dir():
            print(f"{root}: no such folder; its tasks are not checked", file=sys.stderr)
    csv.field_size_limit(1 << 24)
    for folder in task_folders(roots):
        texts.tasks.append(folder.name)
        into_places = folder.name.startswith(PLACE_TASKS)
        for name in _TABLES:
            if not (folder / name).exists():
                continue
            with (folder / name).open(newline="", encoding="utf-8") as file:
                rows = csv.reader(file)
                next(rows, None)
                for row in rows:
                    cells = [cell for cell in row[1:] if cell]
                    for cell in cells:
                        texts.runs.update(runs(cell))
                        texts.words.append(f" {' '.join(in_order(cell))} ")
                    texts.runs.update(runs(" ".join(cells)[:_LONGEST_CELL]))
                    forms = {comparable(cell) for cell in cells if len(cell) <= _LONGEST_CELL}
                    forms.add(comparable(" ".join(cells)[:_LONGEST_CELL]))
                    forms.discard("")
                    texts.all |= forms
                    if into_places:
                        texts.places |= forms
    return texts


def read_pairs(path: Path) -> Iterator[Pair]:
    """Pairs of a `pairs.tsv`; raises `ValueError` naming the line that has not five columns."""
    with path.open(encoding="utf-8", newline="\n") as file:
        for number, line in enumerate(file, 1):
            columns = line.rstrip("\n").split("\t")
            if len(columns) != 5:
                raise ValueError(f"{path}:{number}: {len(columns)} columns, expected 5: source concept group text other")
            yield Pair(*columns)


def report(pairs: Iterable[Pair], texts: TestTexts) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """(pairs by source, overlaps by source and reason)."""
    seen: Counter[str] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    for pair in pairs:
        seen[pair.source] += 1
        if reason := texts.reason(pair):
            found[pair.source, reason] += 1
    return seen, found


def wordnet_lemmas(downloads: Path | None) -> set[str]:
    """Lemmas of WordNet in the form of `in_order`; none without a folder of packages."""
    if downloads is None:
        return set()
    from .sources.wordnet import synsets  # here, since sources build on this module's neighbours

    library = Library(downloads)
    kinds = ("noun", "adj", "verb")
    return {" ".join(in_order(lemma)) for kind in kinds for s in synsets(library, kind).values() for lemma in s.lemmas}


def main(arguments: list[str] | None = None) -> int:
    """Prints counts by source; 1 when any pair overlaps, 2 when no task folder was found, else 0."""
    parser = argparse.ArgumentParser(prog="linkage_encoder.corpus.overlap", description=__doc__.split("\n")[0])
    parser.add_argument("--pairs", type=Path, required=True, help="pairs.tsv")
    parser.add_argument("--tasks", type=Path, nargs="+", required=True, help="folders of tasks, or folders of such folders")
    parser.add_argument("--downloads", type=Path, help="folder of packages, for WordNet's lemmas (WORK/downloads)")
    options = parser.parse_args(arguments)
    texts = read_tasks(options.tasks)
    if not texts.tasks:
        print("No task folder was found: nothing was checked. Give the folders with --tasks.", file=sys.stderr)
        return 2
    seen, found = report(read_pairs(options.pairs), texts)
    print(f"{len(texts.tasks)} tasks, {len(texts.all)} texts, {len(texts.places)} of places")
    for source, count in sorted(seen.items()):
        print(f"{source}\t{count} pairs\tboth sides {found[source, 'both']}\tplace {found[source, 'place']}\twords {found[source, 'words']}")
    print(f"{sum(found.values())} of {sum(seen.values())} pairs overlap")
    lemmas = wordnet_lemmas(options.downloads)
    phrases = template_overlaps(texts, lemmas)
    print(f"{len(phrases)} phrases of templates stand in a task{': ' + '; '.join(phrases) if phrases else ''}")
    return 1 if found or phrases else 0


if __name__ == "__main__":
    sys.exit(main())
