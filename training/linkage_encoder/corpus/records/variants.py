"""One name written twice in one language: slips, misreadings, abbreviations, legal forms, changed order, other script.

A group holds a name and its near-misses: the same name with another number or another last word.
"""

import random
from collections.abc import Iterator

from faker import Faker
from faker.config import AVAILABLE_LOCALES

from ..library import Library
from ..noise import change_digits, disturb, strip_marks
from ..noise.romanise import romanise
from ..noise.words import change_legal_form, initials
from ..pairs import Pair
from ..source import Source
from .text import chance

_SKIPPED = ("la", "la_Latn", "fr_QC")


def variant(text: str, kind: str, rng: random.Random) -> str:
    """The text as another hand would write it."""
    if kind == "company" and chance(rng, 0.4):
        text = change_legal_form(text, rng)
    if kind == "person" and chance(rng, 0.2):
        text = initials(text, rng)
    if not text.isascii() and chance(rng, 0.3):
        return strip_marks(text) if chance(rng, 0.5) else romanise(text, "und")
    return disturb(text, rng, 2)


def read(library: Library, rng: random.Random) -> Iterator[Pair]:
    """Companies, persons, addresses and jobs of all of Faker's locales."""
    locales = [locale for locale in sorted(AVAILABLE_LOCALES) if locale not in _SKIPPED]
    fakers: dict[str, Faker] = {}
    group = 0
    while True:
        locale = rng.choice(locales)
        if locale not in fakers:
            fakers[locale] = Faker(locale)
            fakers[locale].seed_instance(rng.randrange(1 << 30))
        kind = rng.choices(("company", "person", "address"), (5, 3, 4))[0]
        faker = fakers[locale]
        text = {"company": faker.company, "person": faker.name, "address": faker.address}[kind]().replace("\n", ", ")
        group += 1
        yield Pair("variants", f"variants:{group}.0", f"variants:{group}", text, variant(text, kind, rng))
        if any(c.isdigit() for c in text) and chance(rng, 0.5):
            near = change_digits(text, rng)
            yield Pair("variants", f"variants:{group}.1", f"variants:{group}", near, variant(near, kind, rng))


def sources() -> tuple[Source, ...]:
    """Synthetic names and addresses with noise."""
    return (Source("variants", read, (), "MIT (Faker), ISC (anyascii)", "synthetic", cap=70_000),)
