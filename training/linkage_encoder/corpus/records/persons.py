"""Registers of persons: name, address, date of birth, number, e-mail, kept twice with slips; families as near-misses."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from faker import Faker

from ..library import Library
from ..noise import abbreviate, change_digits, disturb, mistype, misread
from ..pairs import Pair
from ..source import Source
from .text import chance, coined_name, row_text

_LOCALES = ("en_US", "en_GB", "en_AU", "de_DE", "fr_FR", "es_ES", "it_IT", "pl_PL", "pt_BR", "nl_NL", "sv_SE", "tr_TR", "cs_CZ", "ru_RU", "uk_UA", "el_GR", "bg_BG", "zh_CN", "ja_JP", "ko_KR", "ar_SA", "fa_IR", "hi_IN", "vi_VN", "id_ID")
_WEIGHTS = (8, 6, 6, 3, 3, 3, 2, 2, 2, 2, 1, 2, 1, 3, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1)
_NICKNAMES = {
    "William": "Bill", "Robert": "Bob", "Richard": "Dick", "Margaret": "Peggy", "Elizabeth": "Liz", "Katherine": "Kate", "James": "Jim", "John": "Jack",
    "Michael": "Mike", "Thomas": "Tom", "Joseph": "Joe", "Charles": "Chuck", "Edward": "Ted", "Jennifer": "Jenny", "Rebecca": "Becky", "Susan": "Sue",
    "Christopher": "Chris", "Daniel": "Dan", "Matthew": "Matt", "Anthony": "Tony", "Andrew": "Andy", "Alexander": "Alex", "Samantha": "Sam", "Deborah": "Debbie",
    "Patricia": "Pat", "Stephanie": "Steph", "Nicholas": "Nick", "Benjamin": "Ben", "Jonathan": "Jon", "Victoria": "Vicky", "Александр": "Саша", "Мария": "Маша",
    "Johannes": "Hans", "Francisco": "Paco", "José": "Pepe", "Giuseppe": "Beppe", "Katarzyna": "Kasia", "Małgorzata": "Gosia",
}


@dataclass(frozen=True, slots=True)
class Person:
    """A person in a register; the date of birth is (year, month, day)."""

    given: str
    surname: str
    number: int
    street: str
    suburb: str
    postcode: str
    state: str
    born: tuple[int, int, int]
    identity: str
    email: str


class Register:
    """Draws persons of many countries, each with the address forms of one country."""

    def __init__(self, rng: random.Random, seed: int) -> None:
        self.rng = rng
        self.fakers = [Faker(locale) for locale in _LOCALES]
        for number, faker in enumerate(self.fakers):
            faker.seed_instance(seed + number)

    def draw(self, faker: Faker) -> Person:
        """A new person."""
        rng = self.rng
        given, surname = faker.first_name(), faker.last_name()
        street = faker.street_name() if hasattr(faker, "street_name") else coined_name(rng, 3)
        latin = f"{given}{surname}".isascii()
        email = f"{given[:1] if latin else ''}{surname if latin else coined_name(rng, 3)}{rng.randrange(1, 199)}@{coined_name(rng)}.{rng.choice(('com', 'org', 'net', 'info'))}".lower()
        return Person(
            given, surname, rng.randrange(1, 400), street, faker.city(), f"{rng.randrange(1000, 99999)}", faker.state_abbr() if hasattr(faker, "state_abbr") else "",
            (rng.randrange(1915, 2015), rng.randrange(1, 13), rng.randrange(1, 29)), f"{rng.randrange(1_000_000, 9_999_999)}", email.replace(" ", ""),
        )

    def sibling(self, base: Person, faker: Faker) -> Person:
        """A near-miss: one of the household, a namesake, or a person with the same given name and year."""
        rng, other = self.rng, self.draw(faker)
        kind = rng.random()
        if kind < 0.5:
            return replace(other, surname=base.surname, number=base.number, street=base.street, suburb=base.suburb, postcode=base.postcode, state=base.state)
        if kind < 0.8:
            return replace(other, given=base.given, surname=base.surname)
        return replace(other, given=base.given, suburb=base.suburb, postcode=base.postcode, born=(base.born[0], *other.born[1:]))


def written_date(date: tuple[int, int, int], rng: random.Random) -> str:
    """A date in one of the usual orders; day and month are below 29 and 13."""
    year, month, day = date
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return rng.choice((
        f"{year}-{month:02d}-{day:02d}", f"{year}{month:02d}{day:02d}", f"{day:02d}/{month:02d}/{year}", f"{day:02d}.{month:02d}.{year}",
        f"{month}/{day}/{year}", f"{day} {months[month - 1]} {year}", f"{months[month - 1]} {day}, {year}",
    ))


def slip(text: str, rng: random.Random) -> str:
    """A field as typed by another hand: usually one slip of the keyboard, seldom one of recognition."""
    return mistype(text, rng) if chance(rng, 0.75) else misread(text, rng)


def entry(person: Person, rng: random.Random, fields: tuple[str, ...], iso: bool) -> str:
    """The record, with `fields` of it in that order."""
    year, month, day = person.born
    values = {
        "given": person.given, "surname": person.surname, "name": f"{person.given} {person.surname}", "reversed": f"{person.surname}, {person.given}",
        "number": str(person.number), "street": person.street, "suburb": person.suburb, "postcode": person.postcode, "state": person.state,
        "born": f"{year}{month:02d}{day:02d}" if iso else written_date(person.born, rng), "identity": person.identity, "email": person.email,
    }
    return row_text([values[field] for field in fields], rng)


def repeated(person: Person, rng: random.Random) -> Person:
    """The same person in the second register: slips, a nickname, a changed digit, a move, empty fields."""
    given, surname, street, suburb = person.given, person.surname, person.street, person.suburb
    if chance(rng, 0.15):
        given = _NICKNAMES.get(given, given)
    if chance(rng, 0.25):
        given = slip(given, rng)
    if chance(rng, 0.25):
        surname = slip(surname, rng)
    if chance(rng, 0.3):
        street = slip(street, rng) if chance(rng, 0.6) else abbreviate(street, rng)
    if chance(rng, 0.25):
        suburb = slip(suburb, rng)
    if chance(rng, 0.06):
        given, surname = surname, given
    born = person.born
    if chance(rng, 0.08):
        born = (born[0], born[2], born[1]) if born[2] < 13 else (born[0], born[1], max(1, born[2] - 1))
    identity = change_digits(person.identity, rng) if chance(rng, 0.08) else person.identity
    number = int(change_digits(str(person.number), rng)) if chance(rng, 0.05) else person.number
    email = slip(person.email, rng) if chance(rng, 0.25) else person.email
    return replace(person, given=given, surname=surname, street=street, suburb=suburb, born=born, identity=identity, number=max(1, number), email=email)


_LAYOUTS = (
    ("given", "surname", "number", "street", "suburb", "postcode", "state", "born", "identity"),
    ("name", "number", "street", "suburb", "born"), ("given", "surname", "born", "suburb", "email"), ("reversed", "born", "identity"),
    ("name", "number", "street", "suburb", "postcode"), ("name", "email", "suburb"), ("surname", "given", "born", "postcode"), ("name", "born"), ("name",),
)


def read(library: Library, rng: random.Random) -> Iterator[Pair]:
    """Groups of 2 to 5 persons, one pair each, without end until the cap is reached."""
    register = Register(rng, rng.randrange(1 << 30))
    group = 0
    while True:
        faker = rng.choices(register.fakers, _WEIGHTS)[0]
        person = base = register.draw(faker)
        layout, same, iso = rng.choice(_LAYOUTS), chance(rng, 0.6), chance(rng, 0.5)
        texts: set[str] = set()
        for number in range(rng.choice((2, 3, 4, 5))):
            second = tuple(f for f in layout if f in ("name", "surname", "reversed") or chance(rng, 0.85))
            if not same:
                second = tuple(sorted(second, key=lambda _: rng.random())) if chance(rng, 0.3) else second
            text, other = entry(person, rng, layout, iso), entry(repeated(person, rng), rng, second, iso if same else not iso)
            if chance(rng, 0.2):
                other = disturb(other, rng, 1)
            person = register.sibling(base, faker)
            if text.casefold() in texts:
                continue  # a namesake whom the layout cannot tell apart
            texts.add(text.casefold())
            yield Pair("persons", f"persons:{group}.{number}", f"persons:{group}", text, other)
        group += 1


def sources() -> tuple[Source, ...]:
    """Synthetic persons."""
    return (Source("persons", read, (), "MIT (Faker)", "synthetic", cap=70_000),)
