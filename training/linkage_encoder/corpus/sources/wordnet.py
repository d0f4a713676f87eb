"""English: Princeton WordNet 3.0 from Debian's `wordnet-base`: synonyms, definitions, and the classes of things.

A line of `data.noun`: `offset file type count (word id)… pointers (symbol offset type source/target)… | gloss`.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..library import Library
from ..pairs import Pair, held_out
from ..source import Source

PACKAGE = "wordnet-base"
_MARKER = re.compile(r"\((a|p|ip)\)$")
NOUN_FILES = {6: "artifact", 13: "food", 5: "animal", 20: "plant", 27: "substance", 18: "person", 4: "act", 14: "group", 26: "state", 8: "body"}


@dataclass(frozen=True, slots=True)
class Synset:
    """A synset of nouns or adjectives: lemmas, gloss without examples, hypernyms' offsets, lexicographer file."""

    offset: str
    kind: str
    file: int
    lemmas: tuple[str, ...]
    gloss: str
    hypernyms: tuple[str, ...]

    @property
    def held(self) -> bool:
        """Whether the synset is kept for the held-out test of words."""
        return held_out("omw", f"{self.offset}-{self.kind}")


def parse(line: str, kind: str) -> Synset:
    """A synset of one line of a `data.*` file."""
    fields, _, gloss = line.partition(" | ")
    parts = fields.split(" ")
    count = int(parts[3], 16)
    lemmas = tuple(_MARKER.sub("", parts[4 + 2 * i]).replace("_", " ") for i in range(count))
    start = 4 + 2 * count
    pointers = parts[start + 1 : start + 1 + 4 * int(parts[start])]
    hypernyms = tuple(pointers[i + 1] for i in range(0, len(pointers), 4) if pointers[i] in ("@", "@i"))
    definition = re.split(r'; "|\s*"', gloss.strip())[0].strip(" ;")
    return Synset(parts[0], kind, int(parts[1]), lemmas, definition, hypernyms)


def synsets(library: Library, kind: str) -> dict[str, Synset]:
    """Synsets by offset; `kind` is `noun`, `adj` or `verb`."""
    text = library.read(PACKAGE, f"usr/share/wordnet/data.{kind}").decode("latin-1")
    return {s.offset: s for s in (parse(line, kind[0]) for line in text.splitlines() if not line.startswith("  "))}


def read_definitions(library: Library, rng: random.Random) -> Iterator[Pair]:
    """A word and its definition, or two words of one synset."""
    for kind in ("noun", "adj", "verb"):
        for synset in synsets(library, kind).values():
            if synset.held:
                continue
            group = f"wordnet:{synset.hypernyms[0]}" if synset.hypernyms else ""
            concept = f"wn:{synset.offset}{synset.kind}"
            if len(synset.lemmas) > 1 and rng.random() < 0.6:
                one, two = rng.sample(synset.lemmas, 2)
                yield Pair("wordnet", concept, group, one, two)
            elif 12 < len(synset.gloss) < 160:
                yield Pair("wordnet", concept, group, rng.choice(synset.lemmas), synset.gloss)


def read_classes(library: Library, rng: random.Random) -> Iterator[Pair]:
    """A thing, alone or described, and a class of things two or three steps up: `claw hammer` -> `tool`.

    The pair's concept is the class, so that two things of one class are not taken for different ones.
    """
    nouns = synsets(library, "noun")
    for synset in nouns.values():
        if synset.held or synset.file not in NOUN_FILES or not synset.hypernyms:
            continue
        above = nouns.get(synset.hypernyms[0])
        for _ in range(rng.randrange(0, 3)):
            if above is None or not above.hypernyms or len(above.hypernyms[0]) != 8:
                break
            above = nouns.get(above.hypernyms[0], above)
        if above is None or not above.hypernyms or above.held:
            continue
        text = synset.lemmas[0]
        if rng.random() < 0.35 and len(synset.gloss) < 120:
            text = f"{text}, {synset.gloss}" if rng.random() < 0.6 else synset.gloss
        yield Pair("wordnet_classes", f"wn:{above.offset}n", f"class:{synset.file}", text, ", ".join(above.lemmas[:3]))


def sources() -> tuple[Source, ...]:
    """Definitions and classes."""
    used = dict(packages=(PACKAGE,), licence="WordNet-3.0", origin="Princeton WordNet 3.0")
    return (
        Source("wordnet", read_definitions, cap=70_000, **used),
        Source("wordnet_classes", read_classes, cap=40_000, **used),
    )
