"""Publications as two catalogues cite them: title, authors, venue, year; near-misses share topic, authors or venue."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from faker import Faker

from ..library import Library
from ..noise import disturb, initials, respell_case
from ..pairs import Pair
from ..source import Source
from .text import chance, row_text
from .vocabulary import Vocabulary, vocabulary

_LINKS = (" of ", " for ", " and ", " in ", " with ", " by ", ": ", " under ", " versus ", " without ", " from ")
_VENUE_KINDS = (("Journal", "J."), ("Review", "Rev."), ("Bulletin", "Bull."), ("Letters", "Lett."), ("Congress", "Congr."), ("Quarterly", "Q."), ("Archives", "Arch."), ("Annals", "Ann."), ("Symposium", "Symp."), ("Transactions", "Trans."))
_LOCALES = ("en_US", "de_DE", "fr_FR", "es_ES", "it_IT", "pl_PL", "tr_TR", "sv_SE", "nl_NL", "pt_BR", "en_IN", "cs_CZ")


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication; `venue` has the venue's name in full, abbreviated and as initials."""

    title: str
    authors: tuple[str, ...]
    venue: tuple[str, str, str]
    year: int
    pages: str


def shortened(word: str) -> str:
    """A word of a venue's name abbreviated: `geology` -> `Geol.`."""
    return word.capitalize() if len(word) < 6 else word[:4].rstrip("aeiou").capitalize() + "."


def make_venue(words: Vocabulary, rng: random.Random) -> tuple[str, str, str]:
    """A venue about one or two fields of study."""
    fields = [rng.choice(words.disciplines) for _ in range(rng.choice((1, 1, 2)))]
    full, short = rng.choice(_VENUE_KINDS)
    names = [field.title() for field in fields]
    name = f"{' and '.join(names)} {full}"
    abbreviated = " ".join(shortened(word) for field in fields for word in field.split()) + f" {short}"
    return name, abbreviated, "".join(word[0] for word in name.split() if word[0].isupper())


class Publisher:
    """Draws publications. Titles are put together from WordNet's words, or are its definitions."""

    def __init__(self, library: Library, rng: random.Random, seed: int) -> None:
        self.rng = rng
        self.words = vocabulary(library)
        self.fakers = [Faker(locale) for locale in _LOCALES]
        for number, faker in enumerate(self.fakers):
            faker.seed_instance(seed + number)
        self.venues = [make_venue(self.words, rng) for _ in range(400)]

    def author(self) -> str:
        """A person's name in Latin letters."""
        faker = self.rng.choice(self.fakers)
        name = f"{faker.first_name()} {faker.last_name()}"
        return f"{name.split()[0]} {self.rng.choice('ABCDEFGHJKLMPRSTW')}. {name.split()[-1]}" if chance(self.rng, 0.2) else name

    def phrase(self) -> str:
        """A topic, mostly with an adjective, in capitals at word starts or in small letters."""
        rng = self.rng
        return f"{rng.choice(self.words.adjectives)} {rng.choice(self.words.topics)}" if chance(rng, 0.6) else rng.choice(self.words.topics)

    def title(self) -> str:
        """A title of two or three topics, or a definition."""
        rng = self.rng
        if chance(rng, 0.25):
            gloss = rng.choice(self.words.glosses)
            return gloss[:1].upper() + gloss[1:]
        title = self.phrase()
        for _ in range(rng.choice((1, 1, 2))):
            title += rng.choice(_LINKS) + self.phrase()
        return title.title() if chance(rng, 0.5) else title[:1].upper() + title[1:]

    def draw(self) -> Publication:
        """A new publication."""
        rng = self.rng
        first = rng.randrange(1, 900)
        return Publication(
            self.title(), tuple(self.author() for _ in range(rng.choice((1, 2, 2, 3, 3, 4, 5)))), rng.choice(self.venues),
            rng.randrange(1970, 2025), f"{first}-{first + rng.randrange(4, 30)}",
        )

    def sibling(self, base: Publication) -> Publication:
        """A near-miss: the same authors on another topic, or the same topic by others, elsewhere or later."""
        rng, other = self.rng, self.draw()
        kind = rng.random()
        if kind < 0.4:
            return replace(other, authors=base.authors, venue=base.venue)
        if kind < 0.75:
            words = base.title.split(" ")
            topic = rng.choice(self.words.topics).split(" ")
            start = rng.randrange(max(1, len(words) - 1))
            title = " ".join(words[:start] + topic + words[start + 2 :])
            return replace(other, title=title[:1].upper() + title[1:], authors=base.authors[:1] + other.authors[1:])
        return replace(other, title=f"{base.title}{rng.choice((' II', ' III', ', continued', ': reply'))}", year=base.year + 1)


def full_citation(item: Publication, rng: random.Random) -> str:
    """Everything spelled out."""
    return row_text((item.title, ", ".join(item.authors), item.venue[0], str(item.year)), rng)


def short_citation(item: Publication, rng: random.Random) -> str:
    """Another catalogue's form: initials, abbreviated or missing venue, missing year, moved or lost fields, noise."""
    names = [initials(name, rng) if chance(rng, 0.5) else name for name in item.authors]
    if len(names) > 2 and chance(rng, 0.2):
        names = [names[0] + " et al."]
    if chance(rng, 0.1):
        rng.shuffle(names)
    title = item.title
    if chance(rng, 0.12):
        words = title.split(" ")
        title = " ".join(words[: max(3, len(words) - rng.randint(1, 3))])
    venue = rng.choice(item.venue) if chance(rng, 0.75) else ""
    year = rng.choice((str(item.year), str(item.year), f"{item.year}.0", f"({item.year})", "")) if chance(rng, 0.9) else ""
    authors = rng.choice((", ", " , ", " and ", "; ")).join(names) if chance(rng, 0.9) else ""
    fields = [title, authors, venue, year]
    if chance(rng, 0.1):
        fields = [title + " " + authors, "", venue, year]
    elif chance(rng, 0.12):
        fields = [authors, title, venue, item.pages, year]
    text = row_text(fields, rng)
    if chance(rng, 0.3):
        text = respell_case(text, rng)
    return disturb(text, rng, 2) if chance(rng, 0.3) else text


def read(library: Library, rng: random.Random) -> Iterator[Pair]:
    """Groups of 3 to 5 publications, one pair each, without end until the cap is reached."""
    publisher = Publisher(library, rng, rng.randrange(1 << 30))
    group = 0
    while True:
        item = base = publisher.draw()
        for number in range(rng.choice((3, 4, 5))):
            text, other = full_citation(item, rng), short_citation(item, rng)
            yield Pair("bibliography", f"bibliography:{group}.{number}", f"bibliography:{group}", text, other)
            item = publisher.sibling(base)
        group += 1


def sources() -> tuple[Source, ...]:
    """Synthetic publications."""
    packages = ("wordnet-base", "cldr-units-full", "name-suggestion-index", "@openstreetmap/id-tagging-schema")
    return (Source("bibliography", read, packages, "WordNet-3.0 (words, definitions), MIT (Faker)", "synthetic", cap=70_000),)
