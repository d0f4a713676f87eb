"""Unicode CLDR: names of emoji, languages, scripts, currencies and units in more than a hundred locales (npm).

Names of territories and time-zone cities are left out: countries are held out for testing.
"""

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator

from ..library import Library
from ..pairs import Concept, held_out
from ..source import Source

Names = dict[str, dict[str, list[str]]]
REGIONAL = re.compile(r"^[a-z]{2,3}(-[A-Z][a-z]{3})?$")


def locale_files(library: Library, package: str, file: str) -> Iterator[tuple[str, dict]]:
    """(locale, parsed JSON) of `file` for each locale without a region."""
    for name, content in library.members(package, "package/", "/" + file):
        locale = name.split("/")[-2]
        if REGIONAL.match(locale):
            yield locale, json.loads(content)


def annotation_names(library: Library) -> Names:
    """Emoji -> locale -> the name, then the keywords."""
    names: Names = defaultdict(dict)
    for locale, data in locale_files(library, "cldr-annotations-full", "annotations.json"):
        for emoji, entry in data.get("annotations", {}).get("annotations", {}).items():
            if entry.get("tts") and not 0x1F3FB <= ord(emoji[0]) <= 0x1F3FF:
                names[emoji][locale] = entry["tts"][:1]
    return names


def read_annotations(library: Library, rng: random.Random) -> Iterator[Concept]:
    """One concept an emoji (flags excepted, whose names are countries)."""
    for emoji, names in annotation_names(library).items():
        if not 0x1F1E6 <= ord(emoji[0]) <= 0x1F1FF:
            yield Concept("-".join(f"{ord(c):x}" for c in emoji), names, pairs=min(26, max(1, len(names) // 2)))


def read_keywords(library: Library, rng: random.Random) -> Iterator[Concept]:
    """Keyword lists of an emoji in two languages: short descriptions of one thing in other words."""
    lists: Names = defaultdict(dict)
    for locale, data in locale_files(library, "cldr-annotations-full", "annotations.json"):
        for emoji, entry in data.get("annotations", {}).get("annotations", {}).items():
            words = [word for word in entry.get("default", []) if len(word) < 30]
            if len(words) > 2 and not 0x1F1E6 <= ord(emoji[0]) <= 0x1F1FF:
                rng.shuffle(words)
                lists[emoji][locale] = [", ".join(words[:4])]
    for emoji, names in lists.items():
        yield Concept("-".join(f"{ord(c):x}" for c in emoji), names, pairs=6)


def read_display_names(library: Library, rng: random.Random) -> Iterator[Concept]:
    """Languages, scripts, currencies."""
    tables: dict[str, Names] = {kind: defaultdict(dict) for kind in ("language", "script", "currency")}
    for kind, package, file, key in (
        ("language", "cldr-localenames-full", "languages.json", "languages"),
        ("script", "cldr-localenames-full", "scripts.json", "scripts"),
    ):
        for locale, data in locale_files(library, package, file):
            for code, name in data["main"][locale]["localeDisplayNames"][key].items():
                if "-alt-" not in code and name != code:
                    tables[kind][code][locale] = [name]
    for locale, data in locale_files(library, "cldr-numbers-full", "currencies.json"):
        for code, entry in data["main"][locale]["numbers"]["currencies"].items():
            forms = [entry[k] for k in ("displayName", "displayName-count-other") if entry.get(k, code) != code]
            if forms:
                tables["currency"][code][locale] = list(dict.fromkeys(forms))
    for kind, names in tables.items():
        for code, forms in names.items():
            if not held_out(f"cldr_{kind}", code):
                yield Concept(f"{kind}:{code}", forms, pairs=min(24, max(1, len(forms) // 2)))


def read_units(library: Library, rng: random.Random) -> Iterator[Concept]:
    """Units, long and short: `kilometers per hour`, `km/h`."""
    names: Names = defaultdict(dict)
    for locale, data in locale_files(library, "cldr-units-full", "units.json"):
        units = data["main"][locale]["units"]
        for unit, entry in units["long"].items():
            forms = [e[k] for e in (entry, units["short"].get(unit, {})) for k in ("displayName",) if k in e]
            if forms and "power" not in unit and "per" != unit:
                names[unit][locale] = list(dict.fromkeys(forms))
    for unit, forms in names.items():
        yield Concept(unit, forms, pairs=min(20, max(1, len(forms) // 3)))


def sources() -> tuple[Source, ...]:
    """Four sources over five packages, all under the Unicode licence."""
    licence, origin = "Unicode-3.0", "Unicode CLDR 48"
    annotations = ("cldr-annotations-full",)
    names = ("cldr-localenames-full", "cldr-numbers-full")
    return (
        Source("cldr_annotations", read_annotations, annotations, licence, origin, cap=60_000),
        Source("cldr_keywords", read_keywords, annotations, licence, origin, cap=12_000),
        Source("cldr_names", read_display_names, names, licence, origin, cap=28_000),
        Source("cldr_units", read_units, ("cldr-units-full",), licence, origin, cap=4_000),
    )
