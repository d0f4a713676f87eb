"""Every source of pairs, in the order in which they are written."""

from .packages import load_packages
from .records import bibliography, persons, places, products, sites, titles, variants
from .source import Source
from .sources import cedict, cldr, freedict, geonames, gettext_catalogues, icd10, jmdict, openstreetmap, personal_names, wordnet


def catalogue() -> tuple[Source, ...]:
    """All sources; names are unique."""
    packages = tuple(sorted(load_packages()))
    return (
        *products.sources(), *bibliography.sources(), *sites.sources(), *persons.sources(), *variants.sources(),
        *places.sources(), *titles.sources(), *personal_names.sources(), *geonames.sources(), *gettext_catalogues.sources(),
        *icd10.sources(), *cedict.sources(), *jmdict.sources(), *openstreetmap.sources(), *cldr.sources(), *wordnet.sources(),
        *freedict.sources(packages),
    )
