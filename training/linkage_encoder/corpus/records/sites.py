"""Sites (child care, schools, restaurants, clinics, companies) with address and phone, as two directories list them."""

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

_FIRST = (
    "Little", "Bright", "Happy", "Rainbow", "Sunny", "Golden", "First", "Grace", "Hope", "Trinity", "Sacred Heart", "New Life", "Kinder", "Precious",
    "Tiny", "Wonder", "Busy", "Creative", "North Side", "South Shore", "West Park", "Lakeview", "Riverside", "Pilgrim", "Good Shepherd", "Young",
)
_SECOND = (
    "Angels", "Scholars", "Stars", "Hands", "Minds", "Beginnings", "Steps", "Explorers", "Friends", "Learners", "Kids", "Bees", "Seeds", "Lutheran",
    "Baptist", "Community", "Family", "Heritage", "Garden", "Village", "Castle", "Academy", "Memorial", "Methodist", "Treasures", "Tots",
)
_CARE = (
    "Day Care Center", "Child Development Center", "Learning Center", "Early Learning Academy", "Preschool", "Nursery School", "Head Start", "Day Care",
    "Kindergarten", "Child Care", "Elementary School", "School", "Academy", "Early Childhood Center", "Family Center", "Church", "After School Program",
)
_CHAINS = ("Community Services", "Family Network", "Neighborhood House", "Settlement Council", "Youth Association", "Charities", "Boys and Girls Society", "Public Schools")
_FOOD = ("Grill", "Cafe", "Bistro", "Trattoria", "Restaurant", "Diner", "Steakhouse", "Oyster Bar", "Kitchen", "Brasserie", "Taqueria", "Noodle House", "Deli", "Pizzeria")
_CUISINES = ("italian", "french", "american", "asian", "seafood", "mexican", "steakhouses", "californian", "chinese", "indian", "bbq", "delis", "cafeterias")
_CLINICS = ("Medical Center", "Dental Clinic", "Family Practice", "Pharmacy", "Veterinary Hospital", "Physical Therapy", "Eye Care", "Urgent Care")
_TRADES = ("Plumbing", "Electric", "Roofing", "Consulting", "Logistics", "Solutions", "Industries", "Foods", "Partners", "Media", "Construction", "Auto Parts", "Software")
_STREETS = ("St", "Ave", "Rd", "Blvd", "Dr", "Pl", "Ln", "Ct", "Pkwy", "Ter")
_SIDES = ("N", "S", "E", "W", "")
_PROGRAMS = ("Head Start", "Preschool For All", "Child Care", "Pre-Kindergarten", "Early Head Start", "Community Based", "School Based", "Infant-Toddler")


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
    """Draws sites and near-misses. `towns` are invented or Faker's."""

    def __init__(self, rng: random.Random, seed: int) -> None:
        self.rng = rng
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

    def name(self, section: str) -> tuple[str, str, str]:
        """(name, parent, kind) of a site of a section: care, food, clinic, company."""
        rng, faker = self.rng, self.rng.choice(self.fakers)
        own = rng.choice((faker.last_name(), coined_name(rng), rng.choice(_FIRST)))
        if section == "care":
            stem = f"{rng.choice(_FIRST)} {rng.choice(_SECOND)}" if chance(rng, 0.6) else f"St. {faker.first_name()}" if chance(rng, 0.3) else own
            parent = f"{faker.last_name()} {rng.choice(_CHAINS)}" if chance(rng, 0.35) else ""
            return f"{stem} {rng.choice(_CARE)}", parent, rng.choice(_PROGRAMS)
        if section == "food":
            stem = rng.choice((f"{own}'s", f"The {own}", f"{faker.first_name()}'s", f"Cafe {own}", own))
            return (f"{stem} {rng.choice(_FOOD)}" if chance(rng, 0.6) else stem), "", rng.choice(_CUISINES)
        if section == "clinic":
            return f"{own} {rng.choice(_CLINICS)}", "", rng.choice(_CLINICS)
        trade = rng.choice(_TRADES)
        legal = rng.choice(("Inc.", "LLC", "Ltd.", "Corp.", "& Sons", "Co.", "Group", ""))
        return f"{own} {trade} {legal}".strip(), "", trade

    def draw(self) -> Site:
        """A new site."""
        rng, faker = self.rng, self.rng.choice(self.fakers)
        name, parent, kind = self.name(rng.choices(("care", "food", "clinic", "company"), (5, 3, 1, 2))[0])
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
    directory = Directory(rng, rng.randrange(1 << 30))
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
    return (Source("sites", read, (), "MIT (Faker)", "synthetic", cap=80_000),)
