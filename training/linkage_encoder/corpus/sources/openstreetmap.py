"""OpenStreetMap tagging: kinds of places in 130 languages (npm `@openstreetmap/id-tagging-schema`) and brands
(npm `name-suggestion-index`)."""

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator

from ..library import Library
from ..pairs import Concept, Pair, held_out
from ..source import Source

PRESETS = "@openstreetmap/id-tagging-schema"
BRANDS = "name-suggestion-index"
_NAME_TAG = re.compile(r"^(name|brand|operator|network|official_name|short_name|alt_name)(?::([a-z]{2,3}(?:-[A-Za-z]+)?))?$")
_IDENTITY = ("brand", "operator", "network")


def preset_tables(library: Library) -> Iterator[tuple[str, dict]]:
    """(language, presets by key) of each translation."""
    for name, content in library.members(PRESETS, "package/dist/translations/", ".json"):
        if name.endswith(".min.json") or "index" in name:
            continue
        language = name.rsplit("/", 1)[1].removesuffix(".json")
        presets = json.loads(content).get(language, {}).get("presets", {})
        if isinstance(presets.get("presets"), dict):
            yield language, presets["presets"]


def read_categories(library: Library, rng: random.Random) -> Iterator[Concept]:
    """Kinds of places by preset; `amenity/school` and `amenity/bank` are near-misses."""
    names: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for language, presets in preset_tables(library):
        for key, entry in presets.items():
            name = entry.get("name", "")
            if name and not name.startswith("{"):
                aliases = [line for line in entry.get("aliases", "").split("\n") if line and len(line) < 50]
                names[key][language] = [name, *aliases[:1]]
    for key, forms in names.items():
        if not held_out("category", key):
            yield Concept(key, forms, group="preset:" + key.split("/")[0], pairs=min(26, max(1, len(forms) // 2)))


def read_terms(library: Library, rng: random.Random) -> Iterator[Pair]:
    """A kind of place and the search terms for it in the same language, as one list."""
    for language, presets in preset_tables(library):
        for key, entry in presets.items():
            terms = [term.strip() for term in entry.get("terms", "").split(",") if term.strip()]
            name = entry.get("name", "")
            if len(terms) < 2 or name.startswith("{") or held_out("category", key):
                continue
            rng.shuffle(terms)
            yield Pair("category_terms", f"category:{key}", "", name, ", ".join(terms[:4]))


def brand_items(library: Library) -> Iterator[tuple[str, dict]]:
    """(path such as `brands/shop/shoes`, item) of each entry of the index."""
    data = json.loads(library.read(BRANDS, "package/dist/json/nsi.json"))
    for path, category in data["nsi"].items():
        for item in category.get("items", []):
            yield path, item


def read_brands(library: Library, rng: random.Random) -> Iterator[Concept]:
    """Brands and operators with their names in other languages, short and official names."""
    names: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    groups: dict[str, str] = {}
    for path, item in brand_items(library):
        if path.startswith("flags/") or path.endswith("/school"):
            continue
        tags = item.get("tags", {})
        role = next((role for role in _IDENTITY if f"{role}:wikidata" in tags), "")
        key = tags.get(f"{role}:wikidata", item.get("id", ""))
        groups.setdefault(key, path)
        for tag, value in tags.items():
            # A bus line's operator is another thing than its network: only the names of what the key identifies.
            if (match := _NAME_TAG.match(tag)) and (match[1] == role or match[1] not in _IDENTITY):
                names[key][match[2] or "und"] += [part.strip() for part in value.split(";")]
        names[key]["und"] += [item["displayName"], *(word for word in item.get("matchNames", []) if len(word) > 3)]
    for key, forms in names.items():
        if not held_out("brand", key):
            yield Concept(key, forms, group="brand:" + groups[key], pairs=3)


def sources() -> tuple[Source, ...]:
    """Categories, their search terms, and brands."""
    presets = dict(packages=(PRESETS,), licence="ISC", origin="OpenStreetMap iD tagging schema")
    return (
        Source("category", read_categories, cap=90_000, **presets),
        Source("category_terms", read_terms, cap=16_000, **presets),
        Source("brand", read_brands, (BRANDS,), "BSD-3-Clause", "OpenStreetMap name-suggestion-index", cap=45_000),
    )
