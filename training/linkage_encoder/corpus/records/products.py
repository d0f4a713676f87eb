"""Products as two shops list them: name, model code, description, price; others of the brand as near-misses.

Four shapes of counterpart, after the ways shops differ: a long description against a bare name, the same features
cut and reordered, an offer title with filler words, and a short name without the code.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..library import Library
from ..noise import abbreviate, change_code, disturb, model_code, respell_case
from ..noise.codes import rewrite_code
from ..pairs import Pair
from ..source import Source
from .text import chance, coined_name, row_text
from .vocabulary import Thing, Vocabulary, vocabulary

_FILLERS = ("New", "Sale", "Offer", "Genuine", "Original", "Discount", "Clearance", "Bulk", "Null", "Import")
_COLOURS = ("black", "white", "silver", "red", "blue", "pink", "gray", "brown", "green")
_GROUP_SIZE = (3, 4, 5, 6)


@dataclass(frozen=True, slots=True)
class Product:
    """What is true of a product, whatever a shop writes about it; `measures` are (short, long)."""

    brand: str
    line: str
    code: str
    thing: Thing
    measures: tuple[tuple[str, str], ...]
    features: tuple[str, ...]
    colour: str
    price: float


def feature(words: Vocabulary, rng: random.Random) -> str:
    """A property in a few words: an adjective with a thing, or an adjective alone."""
    adjective = rng.choice(words.adjectives)
    return f"{adjective} {rng.choice(rng.choice(words.things).names)}" if chance(rng, 0.7) else adjective


def draw(words: Vocabulary, rng: random.Random, brand: str = "") -> Product:
    """A new product, of the brand if one is given."""
    food = chance(rng, 0.15)
    thing = rng.choice(words.foods if food else words.things)
    if not brand:
        brand = rng.choice(words.brands) if chance(rng, 0.4) else coined_name(rng, rng.choice((1, 2, 2, 3)))
    return Product(
        brand=brand, line=coined_name(rng) if chance(rng, 0.45) else "", code=model_code(rng) if chance(rng, 0.3 if food else 0.88) else "",
        thing=thing, measures=tuple(words.measure(rng) for _ in range(rng.randint(1, 3))),
        features=tuple(feature(words, rng) for _ in range(rng.randint(2, 6))), colour=rng.choice(_COLOURS) if chance(rng, 0.5) else "",
        price=round(rng.uniform(4, 1500), 2),
    )


def sibling(product: Product, words: Vocabulary, rng: random.Random) -> Product:
    """Another product of the same brand: a near-miss, differing in code, size or colour, seldom in kind."""
    other = draw(words, rng, product.brand)
    if chance(rng, 0.2):
        return replace(other, line=product.line)
    code = product.code and (change_code(product.code, rng) if chance(rng, 0.7) else model_code(rng))
    return replace(
        product, code=code, measures=other.measures if chance(rng, 0.7) or not code else product.measures,
        line=product.line if code else other.line or coined_name(rng),
        features=tuple(f for f in product.features if chance(rng, 0.6)) + other.features[:2], colour=other.colour,
        price=round(max(3.0, product.price * rng.uniform(0.5, 1.9)), 2),
    )


def first_listing(product: Product, rng: random.Random) -> str:
    """The fuller listing: name with code at the end, description of features after slashes or commas, price."""
    sizes = [long if chance(rng, 0.3) else short for short, long in product.measures]
    head = " ".join(part for part in (product.brand, product.line, *sizes[:2], product.colour, product.thing.names[0]) if part)
    head = head.title() if chance(rng, 0.5) else head
    name = f"{head} - {product.code}" if product.code else head
    mark = rng.choice(("/ ", ", ", "; ", ". "))
    gloss = product.thing.gloss if chance(rng, 0.4) else ""
    details = mark.join(part for part in (gloss, *product.features, *sizes[2:]) if part)
    if chance(rng, 0.4):
        details = details.title()
    description = f"{name}{mark}{details}" if chance(rng, 0.6) else details
    price = f"{product.price:.2f}" if chance(rng, 0.35) else ""
    return row_text((name, description if chance(rng, 0.8) else "", price), rng)


def second_listing(product: Product, rng: random.Random) -> str:
    """The other shop's listing: other words for the kind, the code elsewhere or respelled, fewer details."""
    code = rewrite_code(product.code, rng) if product.code and chance(rng, 0.3) else product.code
    kind = rng.choice(product.thing.names)
    specs = [rng.choice(pair) for pair in product.measures if chance(rng, 0.6)]
    shape = rng.random()
    if shape < 0.35:
        parts = [product.brand, product.line, code, *specs, kind]
    elif shape < 0.6:
        parts = [product.brand, *specs, kind, f"- {code}" if code else product.line]
    elif shape < 0.8:
        parts = [code, product.brand, kind, *specs, *rng.sample(_FILLERS, rng.randint(0, 3)), code if chance(rng, 0.4) else ""]
    else:
        parts = [product.brand, product.line, kind, *specs, f"({code})" if code else ""]
    name = " ".join(part for part in parts if part)
    details = ""
    if chance(rng, 0.5):
        gloss = " ".join(product.thing.gloss.split()[: rng.randint(3, 9)])
        some = [*product.features, product.colour, gloss, *(short for short, _ in product.measures)]
        rng.shuffle(some)
        details = rng.choice((" - ", ", ", " ")).join(part for part in some[: rng.randint(1, 4)] if part)
    price = f"{product.price * rng.uniform(0.85, 1.15):.2f}" if chance(rng, 0.3) else ""
    text = row_text((name, details, price), rng)
    if chance(rng, 0.3):
        text = abbreviate(text, rng)
    if chance(rng, 0.25):
        text = respell_case(text, rng)
    return disturb(text, rng, 2) if chance(rng, 0.2) else text


def read(library: Library, rng: random.Random) -> Iterator[Pair]:
    """Groups of 3 to 6 products of one brand, one pair a product, without end until the cap is reached."""
    words = vocabulary(library)
    group = 0
    while True:
        product = draw(words, rng)
        for number in range(rng.choice(_GROUP_SIZE)):
            text, other = first_listing(product, rng), second_listing(product, rng)
            yield Pair("products", f"products:{group}.{number}", f"products:{group}", text, other)
            product = sibling(product, words, rng)
        group += 1


def sources() -> tuple[Source, ...]:
    """Synthetic products; words, units and brand names come from packages."""
    packages = ("wordnet-base", "cldr-units-full", "name-suggestion-index", "@openstreetmap/id-tagging-schema")
    return (Source("products", read, packages, "WordNet-3.0, Unicode-3.0, BSD-3-Clause, ISC (words)", "synthetic", cap=150_000),)
