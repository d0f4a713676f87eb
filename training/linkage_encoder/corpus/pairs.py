"""The two things a source yields, a concept with its names or a ready pair, and how names become pairs."""

import hashlib
import random
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

MAX_CHARACTERS = 260
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u200b\u200e\u200f\u2028\u2029\ufeff]+")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts for one thing. `concept` identifies the thing, `group` its near-misses (may be empty)."""

    source: str
    concept: str
    group: str
    text: str
    other: str


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing and its names: language tag -> forms, best form first. The tag `en` marks English."""

    key: str
    names: Mapping[str, Sequence[str]]
    group: str = ""
    pairs: int = field(default=2)


def clean(text: str, limit: int = MAX_CHARACTERS) -> str:
    """NFC, one space between words, no control or invisible characters; cut at a word end below `limit`."""
    text = _SPACES.sub(" ", _CONTROL.sub(" ", unicodedata.normalize("NFC", text))).strip()
    if len(text) <= limit:
        return text
    head = text[:limit]
    return head[: head.rfind(" ")].rstrip(" ,;-") if " " in head[limit // 2 :] else head


def usable(text: str) -> bool:
    """A text worth training on: 2 characters or more (1 for an ideograph) and at least one letter."""
    return bool(text) and any(c.isalpha() for c in text) and (len(text) > 1 or ord(text) >= 0x3400)


def concept_pairs(concept: Concept, source: str, rng: random.Random) -> Iterator[Pair]:
    """Up to `concept.pairs` pairs of distinct forms, about half of them with an English form when there is one."""
    forms: dict[str, str] = {}
    for language, values in concept.names.items():
        for value in values:
            value = clean(value)
            if usable(value):
                forms.setdefault(value, language)
    if len(forms) < 2:
        return
    every = list(forms)
    english = [form for form, language in forms.items() if language == "en"]
    seen: set[tuple[str, str]] = set()
    for _ in range(concept.pairs * 3):
        if len(seen) >= concept.pairs:
            return
        one, two = rng.sample(every, 2)
        if english and rng.random() < 0.5:
            one = rng.choice(english)
            if one == two:
                continue
        if one.casefold() == two.casefold() or (one, two) in seen or (two, one) in seen:
            continue
        seen.add((one, two))
        yield Pair(source, f"{source}:{concept.key}", concept.group, one, two)


def to_pairs(items: Iterable[Concept | Pair], source: str, rng: random.Random) -> Iterator[Pair]:
    """Pairs of a source, whichever of the two kinds it yields; unusable and equal-sided pairs are dropped."""
    for item in items:
        if isinstance(item, Concept):
            yield from concept_pairs(item, source, rng)
            continue
        text, other = clean(item.text), clean(item.other)
        if usable(text) and usable(other) and text != other:
            yield Pair(source, item.concept, item.group, text, other)


def stable_share(key: str, denominator: int) -> bool:
    """True for about 1 in `denominator` keys, always the same ones, on every machine."""
    return int(hashlib.md5(key.encode(), usedforsecurity=False).hexdigest(), 16) % denominator == 0


def held_out(test: str, key: str) -> bool:
    """Whether a concept belongs to a held-out test made from the same package.

    One concept in 20, by a hash of the test's name and the concept's key, was put aside when the tests `omw`,
    `geo`, `brand`, `category` and `region` were drawn; the same rule here keeps it aside.
    """
    return stable_share(test + key, 20)
