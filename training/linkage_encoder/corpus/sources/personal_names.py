"""Names of people in their script and in Latin letters: Japanese, Korean, Arabic, and Faker's locales by rule."""

import csv
import io
import json
import random
from collections.abc import Iterator

from faker import Faker

from ..library import Library
from ..noise import disturb
from ..noise.romanise import korean, romanise
from ..pairs import Pair
from ..source import Source

JAPANESE = "japanese-personal-name-dataset"
ALGERIA = "algeria-wilayas-communes"
# Locales whose script a rule can romanise as people do; Arabic, Hebrew and Indic scripts leave vowels to the reader.
_LOCALES = {
    "ru_RU": "ru", "uk_UA": "uk", "bg_BG": "bg", "el_GR": "el", "ko_KR": "ko", "zh_CN": "zh", "zh_TW": "zh", "hy_AM": "hy", "ka_GE": "ka",
}
_WEIGHTS = (4, 2, 3, 3, 6, 4, 1, 1, 1)
_KOREAN_SURNAMES = {"김": "Kim", "이": "Lee", "박": "Park", "최": "Choi", "정": "Jung", "강": "Kang", "조": "Cho", "윤": "Yoon", "장": "Jang", "임": "Lim", "오": "Oh", "신": "Shin", "유": "Yoo", "안": "Ahn", "노": "Roh", "문": "Moon", "우": "Woo", "구": "Koo"}


def japanese_names(library: Library) -> tuple[list[tuple[str, str]], list[tuple[str, list[str]]]]:
    """(surnames as (kanji, romaji), given names as (romaji, kanji forms))."""
    surnames: list[tuple[str, str]] = []
    given: list[tuple[str, list[str]]] = []
    for name, content in library.members(JAPANESE, "japanese_personal_name_dataset/dataset/", "_org.csv"):
        for row in csv.reader(io.StringIO(content.decode("utf-8"))):
            if "last_name" in name and len(row) > 3:
                surnames.append((row[0], row[3].capitalize()))
            elif "first_name" in name and len(row) > 2:
                given.append((row[1].capitalize(), [form for form in row[2:] if form]))
    return surnames, given


def read_japanese(library: Library, rng: random.Random) -> Iterator[Pair]:
    """Whole names; near-misses share the surname."""
    surnames, given = japanese_names(library)
    for number in range(26_000):
        kanji, romaji = rng.choice(surnames[:4000])
        first, forms = rng.choice(given)
        text = kanji + rng.choice(("", "", " ")) + rng.choice(forms)
        latin = f"{romaji} {first}" if rng.random() < 0.4 else f"{first} {romaji}"
        if rng.random() < 0.4:
            latin = latin.replace("ou", "o").replace("uu", "u")
        yield Pair("ja_people", f"ja_people:{text}", f"ja_people:{kanji}", text, latin)


def written(native: str, language: str, rng: random.Random) -> str:
    """A person's name in Latin letters; Korean names with the family name's usual spelling, first or last."""
    if language == "ko" and len(native) == 3:
        family = korean(native[0]).capitalize()
        if rng.random() < 0.7:
            family = _KOREAN_SURNAMES.get(native[0], family)
        parts = [korean(letter, rng.choice(("rr", "rr", "mr"))).replace("ŏ", "o").replace("ŭ", "u") for letter in native[1:]]
        first = rng.choice(("-", "", " ")).join(parts).capitalize()
        return f"{family} {first}" if rng.random() < 0.6 else f"{first} {family}"
    if language == "zh" and 1 < len(native) < 5:
        parts = [romanise(letter, language) for letter in native]
        given = "".join(parts[1:]).capitalize()
        return f"{parts[0]} {given}" if rng.random() < 0.6 else f"{given} {parts[0]}"
    return romanise(native, language)


def read_people(library: Library, rng: random.Random) -> Iterator[Pair]:
    """Names and companies of nine locales in their script and romanised; one in five with noise besides."""
    fakers = {locale: Faker(locale) for locale in _LOCALES}
    for faker in fakers.values():
        faker.seed_instance(rng.randrange(1 << 30))
    for _ in range(60_000):
        locale = rng.choices(list(_LOCALES), _WEIGHTS)[0]
        native = fakers[locale].company() if rng.random() < 0.2 else fakers[locale].name()
        if native.isascii():
            continue
        latin = written(native, _LOCALES[locale], rng)
        if _LOCALES[locale] == "ru" and rng.random() < 0.25 and len(words := latin.split()) == 3:
            latin = rng.choice((f"{words[1]} {words[0]}", f"{words[0]} {words[1]}"))
        yield Pair("people", f"people:{native}", f"people:{locale}:{native[:1]}", native, disturb(latin, rng, 1) if rng.random() < 0.2 else latin)


def read_communes(library: Library, rng: random.Random) -> Iterator[Pair]:
    """Algerian communes in Arabic and French; near-misses are those of a province."""
    for row in json.loads(library.read(ALGERIA, "algeria_wilayas_communes/data/communes.json"))["communes"]:
        group = f"communes:{row['wilaya_code']}"
        yield Pair("communes", f"communes:{row['nom_fr']}", group, row["nom_ar"], row["nom_fr"])
        yield Pair("communes", f"communes:{row['nom_fr']}", group, f"بلدية {row['nom_ar']}", f"{row['nom_fr']}, {row['wilaya_fr']}")


def sources() -> tuple[Source, ...]:
    """People and Arabic place names."""
    return (
        Source("ja_people", read_japanese, (JAPANESE,), "MIT", "japanese-personal-name-dataset", cap=26_000),
        Source("people", read_people, (), "MIT (Faker), ISC (anyascii)", "synthetic", cap=60_000),
        Source("communes", read_communes, (ALGERIA,), "CC0-1.0", "algeria-wilayas-communes", cap=3_200),
    )
