"""Every source of pairs, in the order in which they are written."""

from .packages import load_packages
from .records import bibliography, persons, products, sites
from .source import Source
from .sources import cedict, cldr, freedict, icd10, jmdict, openstreetmap, wordnet


def catalogue() -> tuple[Source, ...]:
    """All sources; names are unique."""
    packages = tuple(sorted(load_packages()))
    return (
        *products.sources(), *bibliography.sources(), *sites.sources(), *persons.sources(),
        *icd10.sources(), *cedict.sources(), *jmdict.sources(), *freedict.sources(packages),
        *openstreetmap.sources(), *cldr.sources(), *wordnet.sources(),
    )
