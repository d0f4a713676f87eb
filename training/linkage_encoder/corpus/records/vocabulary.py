"""Words for synthetic records, from packages that know nothing of any benchmark: WordNet, OpenStreetMap, CLDR.

No phrase of two or more words is written in this package's templates: things, properties, topics and kinds of places
come from those packages, and `overlap` checks it.
"""

import json
import random
from dataclasses import dataclass
from functools import cache

from ..library import Library
from ..sources.openstreetmap import brand_items, preset_tables
from ..sources.wordnet import PACKAGE, Synset, synsets

ARTIFACT, FOOD, COGNITION, ACT, PROCESS, ATTRIBUTE, PHENOMENON, SUBSTANCE, ANIMAL, PLANT = 6, 13, 9, 4, 22, 7, 19, 27, 5, 20
_DISCIPLINE_ENDS = ("logy", "graphy", "nomy", "ics", "science", "metry", "sophy", "chemistry", "history", "law", "engineering")
_UNITS = ("mass-kilogram", "mass-gram", "length-centimeter", "length-millimeter", "length-meter", "length-inch", "volume-liter", "volume-milliliter", "power-watt", "electric-volt", "pressure-bar", "frequency-hertz", "temperature-celsius", "energy-joule", "mass-ounce", "mass-pound", "volume-cup", "area-square-meter", "light-lumen", "digital-megabyte", "electric-ampere")


@dataclass(frozen=True, slots=True)
class Thing:
    """A kind of thing: words for it and what it is."""

    names: tuple[str, ...]
    gloss: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Things, properties, topics, fields of study, units (short, long), kinds of places, brands and operators."""

    things: tuple[Thing, ...]
    foods: tuple[Thing, ...]
    adjectives: tuple[str, ...]
    topics: tuple[str, ...]
    glosses: tuple[str, ...]
    disciplines: tuple[str, ...]
    units: tuple[tuple[str, str], ...]
    kinds: tuple[str, ...]
    brands: tuple[str, ...]
    operators: tuple[str, ...]

    def measure(self, rng: random.Random) -> tuple[str, str]:
        """A quantity written short and long: (`350 W`, `350 watts`)."""
        number = rng.choice((str(rng.randrange(2, 20)), str(rng.randrange(20, 990, 5)), f"{rng.randrange(1, 30)}.{rng.randrange(1, 10)}"))
        short, long = rng.choice(self.units)
        return number + rng.choice((" ", "")) + short, f"{number} {long}"


def common_lemmas(library: Library, kind: str) -> set[str]:
    """Lemmas with a sense that occurs in WordNet's sense-tagged texts: the everyday part of its words.

    A line of `index.noun`: `lemma pos senses pointers symbol… senses tagged offset…`.
    """
    common = set()
    for line in library.read(PACKAGE, f"usr/share/wordnet/index.{kind}").decode("latin-1").splitlines():
        if not line.startswith(" "):
            parts = line.split()
            if int(parts[5 + int(parts[3])]):
                common.add(parts[0].replace("_", " "))
    return common


def plain_words(synset: Synset) -> tuple[str, ...]:
    """Lemmas in small Latin letters of one or two words."""
    return tuple(lemma for lemma in synset.lemmas if lemma.islower() and lemma.replace(" ", "").isalpha() and lemma.count(" ") < 2)


def things_of(nouns: list[Synset], file: int) -> tuple[Thing, ...]:
    """Things of a lexicographer file with a gloss of usable length."""
    return tuple(Thing(words, s.gloss) for s in nouns if s.file == file and (words := plain_words(s)) and 15 < len(s.gloss) < 130)


@cache
def vocabulary(library: Library) -> Vocabulary:
    """The vocabulary of a library's packages; made once a process."""
    nouns = [s for s in synsets(library, "noun").values() if not s.held]
    adjectives = [s for s in synsets(library, "adj").values() if not s.held]
    units_file = json.loads(library.read("cldr-units-full", "package/main/en/units.json"))["main"]["en"]["units"]
    units = tuple(
        (units_file["short"][unit]["unitPattern-count-other"].replace("{0}", "").strip(), units_file["long"][unit]["displayName"])
        for unit in _UNITS if unit in units_file["short"] and unit in units_file["long"]
    )
    presets = next(presets for language, presets in preset_tables(library) if language == "en")
    kinds = {
        entry["name"] for key, entry in presets.items()
        if key.split("/")[0] in ("amenity", "shop", "office", "healthcare", "leisure", "craft", "tourism") and "/" in key and "{" not in entry.get("name", "{")
    }
    names = {"brands": set(), "operators": set()}
    for path, item in brand_items(library):
        section = path.split("/")[0]
        if section in names and item["displayName"].isascii() and 2 < len(item["displayName"]) < 26:
            names[section].add(item["displayName"])
    known, described = common_lemmas(library, "noun"), common_lemmas(library, "adj")
    everyday = [thing for thing in things_of(nouns, ARTIFACT) if known.intersection(thing.names)]
    topics = {word for s in nouns if s.file in (COGNITION, ACT, PROCESS, ATTRIBUTE, PHENOMENON, SUBSTANCE, ANIMAL, PLANT) for word in plain_words(s) if word in known}
    disciplines = {word for s in nouns if s.file == COGNITION for word in plain_words(s) if word.endswith(_DISCIPLINE_ENDS)}
    return Vocabulary(
        # Everyday things three times each, so that they are about half of all.
        things=(*everyday * 3, *things_of(nouns, ARTIFACT)), foods=things_of(nouns, FOOD),
        adjectives=tuple(sorted({word for s in adjectives for word in plain_words(s) if word in described})),
        topics=tuple(sorted(topics)), glosses=tuple(s.gloss for s in nouns if 40 < len(s.gloss) < 110), disciplines=tuple(sorted(disciplines)),
        units=units, kinds=tuple(sorted(kinds)), brands=tuple(sorted(names["brands"])), operators=tuple(sorted(names["operators"])),
    )
