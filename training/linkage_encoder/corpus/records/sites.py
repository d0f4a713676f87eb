"""Sites of all kinds that OpenStreetMap knows, with address and phone, as two directories list them."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from faker import Faker

from ..library import Library
from ..noise import abbreviate, disturb, drop_word, respell_case
from ..noise.words import change_legal_form
from ..pairs import Pair
from ..source import Source
from .text import chance, coined_name, row_text
from .vocabulary import vocabulary

_STREETS = ("St", "Ave", "Rd", "Blvd", "Dr", "Pl", "Ln", "Ct", "Pkwy", "Ter")
_SIDES = ("N", "S", "E", "W", "")
@dataclass(frozen=True, slots=True)
class Site:
    """A site; `parent` is the chain or agency that runs it (may be empty), `kind` what it is in a word or two."""

    name: str
    parent: str
    number: int
    side: str
    street: str
    street_kind: str
    city: str
    postcode: str
    phone: str
    kind: str


class Directory:
    """Draws sites and near-misses."""

    def __init__(self, library: Library, rng: random.Random, seed: int) -> None:
        self.rng = rng
        self.words = vocabulary(library)
        self.fakers = [Faker(locale) for locale in ("en_US", "en_GB", "en_CA", "en_AU")]
        for number, faker in enumerate(self.fakers):
            faker.seed_instance(seed + number)

    def phone(self) -> str:
        """Ten digits, ungrouped."""
        rng = self.rng
        return f"{rng.randrange(201, 989)}{rng.randrange(200, 999)}{rng.randrange(10000):04d}"

    def street(self) -> str:
        """A street's name without its kind."""
        rng, faker = self.rng, self.rng.choice(self.fakers)
        if chance(rng, 0.15):
            return f"{rng.randrange(1, 130)}" + rng.choice(("th", "st", "nd", "rd"))
        return faker.last_name() if chance(rng, 0.7) else coined_name(rng)

    def name(self) -> tuple[str, str, str]:
        """(name, parent, kind) of a site; the parent is an operator or a family's firm, often empty."""
        rng, faker = self.rng, self.rng.choice(self.fakers)
        kind = rng.choice(self.words.kinds)
        adjective, topic = rng.choice(self.words.adjectives).title(), rng.choice(self.words.topics).title()
        own = rng.choice((faker.last_name(), coined_name(rng), f"{adjective} {topic}", f"{faker.first_name()}'s", topic, f"The {topic}", f"St. {faker.first_name()}"))
        parent = rng.choice(self.words.operators) if chance(rng, 0.25) else faker.company() if chance(rng, 0.15) else ""
        if chance(rng, 0.15):
            return faker.company(), "", kind
        return (f"{own} {kind}" if chance(rng, 0.75) else own), parent, kind

    def draw(self) -> Site:
        """A new site."""
        rng, faker = self.rng, self.rng.choice(self.fakers)
        name, parent, kind = self.name()
        return Site(
            name, parent, rng.randrange(1, 12000), rng.choice(_SIDES), self.street(), rng.choice(_STREETS), faker.city(),
            f"{rng.randrange(10000, 99999)}", self.phone(), kind,
        )

    def sibling(self, base: Site) -> Site:
        """A near-miss: another branch of the same name, a neighbour in the street, or another site of the agency."""
        rng, other = self.rng, self.draw()
        kind = rng.random()
        if kind < 0.4:
            return replace(other, name=base.name, parent=base.parent, kind=base.kind, city=base.city)
        if kind < 0.75:
            number = max(1, base.number + rng.choice((-10, -4, -2, 2, 6, 12, 100, -100)))
            return replace(other, number=number, side=base.side, street=base.street, street_kind=base.street_kind, city=base.city, postcode=base.postcode)
        return replace(other, parent=base.parent, name=base.name.rsplit(" ", 1)[0] + " " + other.name.rsplit(" ", 1)[-1], city=base.city)


def written_phone(digits: str, rng: random.Random) -> str:
    """A phone number in one of its usual spellings, seldom without the area code."""
    area, head, tail = digits[:3], digits[3:6], digits[6:]
    return rng.choice((
        f"({area}) {head}-{tail}", f"{area}-{head}-{tail}", f"{area}/{head}-{tail}", f"{area} {head} {tail}", digits, f"{area}.{head}.{tail}",
        f"{head}-{tail}", f"{head}{tail}", f"+1 {area} {head} {tail}",
    ))


def written_address(site: Site, rng: random.Random) -> str:
    """Number, side and street; the kind of street may be spelled out or left out."""
    parts = [str(site.number), site.side if chance(rng, 0.85) else "", site.street, site.street_kind if chance(rng, 0.8) else ""]
    text = " ".join(part for part in parts if part)
    return abbreviate(text, rng) if chance(rng, 0.35) else text


def listing(site: Site, rng: random.Random) -> str:
    """The fuller listing."""
    name = f"{site.parent} - {site.name}" if site.parent and chance(rng, 0.5) else f"{site.name} / {site.parent}" if site.parent else site.name
    fields = [name, written_address(site, rng), site.city if chance(rng, 0.5) else "", site.postcode if chance(rng, 0.7) else "",
              written_phone(site.phone, rng) if chance(rng, 0.85) else "", site.kind if chance(rng, 0.5) else ""]
    return row_text(fields, rng)


def other_listing(site: Site, rng: random.Random) -> str:
    """Another directory's listing: name shortened, fields missing, other spellings, noise."""
    name = site.name
    kind = rng.random()
    if kind < 0.25:
        name = abbreviate(name, rng)
    elif kind < 0.4:
        name = change_legal_form(name, rng)
    elif kind < 0.5:
        name = drop_word(name, rng)
    elif kind < 0.6 and site.parent:
        name = site.parent
    elif kind < 0.7:
        name = disturb(name, rng, 1)
    elif site.parent and chance(rng, 0.4):
        name = f"{site.parent} {name}"
    address = written_address(site, rng) if chance(rng, 0.9) else ""
    # A listing under the agency's name alone says nothing without the address.
    if name == site.parent:
        address = written_address(site, rng)
    # Nor does a chain's name, which other branches share, without address and phone.
    phone = written_phone(site.phone, rng) if not address or chance(rng, 0.7) else ""
    fields = [name, address, site.city if chance(rng, 0.4) else "", site.postcode if chance(rng, 0.5) else "", phone,
              site.kind if chance(rng, 0.35) else ""]
    text = row_text(fields, rng)
    if chance(rng, 0.35):
        text = respell_case(text, rng)
    return disturb(text, rng, 2) if chance(rng, 0.25) else text


def read(library: Library, rng: random.Random) -> Iterator[Pair]:
    """Groups of 3 to 5 sites, one or two pairs each, without end until the cap is reached."""
    directory = Directory(library, rng, rng.randrange(1 << 30))
    group = 0
    while True:
        site = base = directory.draw()
        for number in range(rng.choice((3, 4, 5))):
            concept = f"sites:{group}.{number}"
            yield Pair("sites", concept, f"sites:{group}", listing(site, rng), other_listing(site, rng))
            site = directory.sibling(base)
        group += 1


def sources() -> tuple[Source, ...]:
    """Synthetic sites."""
    packages = ("wordnet-base", "cldr-units-full", "name-suggestion-index", "@openstreetmap/id-tagging-schema")
    return (Source("sites", read, packages, "WordNet-3.0, BSD-3-Clause, ISC (words), MIT (Faker)", "synthetic", cap=80_000),)
