"""Products as two shops list them: name, model code, description, price; others of the brand as near-misses.

Four shapes of counterpart, after the ways shops differ: a long description against a bare name, the same features
cut and reordered, an offer title with filler words, and a short name without the code.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..library import Library
from ..noise import abbreviate, change_code, disturb, model_code, respell_case
from ..noise.codes import rewrite_code
from ..pairs import Pair
from ..source import Source
from ..sources.openstreetmap import BRANDS, brand_items
from .product_lexicon import KINDS, Kind
from .text import chance, coined_name, fill, row_text

_SHOPS = ("shop/electronics", "shop/computer", "shop/appliance", "shop/hifi", "shop/furniture", "shop/sports", "shop/clothes", "shop/shoes", "shop/toys", "shop/mobile_phone")
_FILLERS = ("Wholesale", "Price", "New", "Refurbished", "OEM", "Retail Box", "Best Price", "In Stock", "Sale", "Buy", "Free Shipping", "Brand New")
_COLOURS = ("Black", "White", "Silver", "Red", "Blue", "Pink", "Gray", "Brown")
_GROUP_SIZE = (3, 4, 5, 6)


@dataclass(frozen=True, slots=True)
class Product:
    """What is true of a product, whatever a shop writes about it."""

    brand: str
    line: str
    code: str
    kind: Kind
    specs: tuple[str, ...]
    features: tuple[str, ...]
    colour: str
    price: float


def brand_names(library: Library) -> list[str]:
    """Shop brands in Latin letters that could stand on a product."""
    found = {
        item["displayName"]
        for path, item in brand_items(library)
        if path.removeprefix("brands/") in _SHOPS and item["displayName"].isascii() and len(item["displayName"]) < 18
    }
    return sorted(found)


def any_kind(rng: random.Random, section: str | None = None) -> Kind:
    """A kind of a section (of any section by default) whose names are all words for one thing."""
    kinds = KINDS[section] if section else [kind for kinds in KINDS.values() for kind in kinds]
    kind = rng.choice(kinds)
    return kind if kind.synonyms else replace(kind, names=(rng.choice(kind.names),))


def draw(brands: Sequence[str], rng: random.Random) -> Product:
    """A new product."""
    section = rng.choices(list(KINDS), (5, 5, 4, 3, 2))[0]
    kind = any_kind(rng, section)
    brand = rng.choice(brands) if chance(rng, 0.35) else coined_name(rng, rng.choice((1, 2, 2, 3)))
    line = coined_name(rng) if chance(rng, 0.45) else ""
    coded = section != "food" and chance(rng, 0.88)
    return Product(
        brand=brand, line=line, code=model_code(rng) if coded else "", kind=kind,
        specs=tuple(fill(t, rng) for t in kind.specs),
        features=tuple(fill(t, rng) for t in rng.sample(kind.features, rng.randint(2, len(kind.features)))),
        colour=rng.choice(_COLOURS) if chance(rng, 0.5) else "", price=round(rng.uniform(4, 1500), 2),
    )


def sibling(product: Product, rng: random.Random) -> Product:
    """Another product of the same brand: a near-miss, differing in code, size or colour, seldom in kind."""
    if not product.code and not product.specs:
        return draw([product.brand], rng)
    specs = tuple(fill(t, rng) for t in product.kind.specs)
    code = product.code
    if code:
        code = change_code(code, rng) if chance(rng, 0.7) else model_code(rng)
    kind = product.kind
    if chance(rng, 0.2):
        kind = any_kind(rng)
        specs = tuple(fill(t, rng) for t in kind.specs)
    line = product.line if code else coined_name(rng)
    kept = tuple(f for f in product.features if chance(rng, 0.6)) if kind is product.kind else ()
    fresh = tuple(fill(t, rng) for t in rng.sample(kind.features, min(2, len(kind.features))))
    price = round(max(3.0, product.price * rng.uniform(0.5, 1.9)), 2)
    return replace(
        product, kind=kind, code=code, specs=specs, line=line, features=tuple(dict.fromkeys(kept + fresh)), price=price,
        colour=rng.choice(_COLOURS) if product.colour else "",
    )


def first_listing(product: Product, rng: random.Random) -> str:
    """The fuller listing: name with code at the end, description of features after slashes or commas, price."""
    head = " ".join(part for part in (product.brand, product.line, *product.specs[:2], product.kind.names[0]) if part)
    head = head.title() if chance(rng, 0.5) else head
    if product.colour and chance(rng, 0.5):
        head += f" In {product.colour}"
    name = f"{head} - {product.code}" if product.code else head
    mark = rng.choice(("/ ", ", ", "; ", ". "))
    finish = f"{product.colour} Finish" if product.colour else ""
    details = mark.join(part for part in (*product.features, *product.specs[2:], finish) if part)
    description = f"{name}{mark}{details}" if chance(rng, 0.6) else details
    price = f"{product.price:.2f}" if chance(rng, 0.35) else ""
    return row_text((name, description if chance(rng, 0.8) else "", price), rng)


def second_listing(product: Product, rng: random.Random) -> str:
    """The other shop's listing: other words for the kind, the code elsewhere or respelled, fewer details."""
    code = rewrite_code(product.code, rng) if product.code and chance(rng, 0.3) else product.code
    kind = rng.choice(product.kind.names)
    specs = [s for s in product.specs if chance(rng, 0.6)]
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
        some = [*product.features, product.colour, *product.specs]
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
    brands = brand_names(library)
    group = 0
    while True:
        product = draw(brands, rng)
        for number in range(rng.choice(_GROUP_SIZE)):
            text, other = first_listing(product, rng), second_listing(product, rng)
            yield Pair("products", f"products:{group}.{number}", f"products:{group}", text, other)
            product = sibling(product, rng)
        group += 1


def sources() -> tuple[Source, ...]:
    """Synthetic products; only brand names come from a package."""
    return (Source("products", read, (BRANDS,), "BSD-3-Clause (brand names)", "synthetic", cap=150_000),)
