"""Translated message catalogues (`.mo`) of Debian packages: regions, languages, currencies, file types, accounts, elements."""

import gettext
import io
import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from ..library import Library
from ..pairs import Concept, held_out
from ..source import Source

_MARKUP = re.compile(r"[|$]|%[\w(.-]|<[^>]+>|\{[^}]*\}|\\n|\n|&(?=\w)|^_|_(?=\w)")
MAX_MESSAGE = 60


def catalogues(library: Library, package: str, domain: str) -> dict[str, dict[str, str]]:
    """Message -> {language: translation} of one domain, messages with a context under `context|message`."""
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for path, content in library.members(package, "usr/share/locale/", f"/LC_MESSAGES/{domain}.mo"):
        language = path.split("/")[3]
        if "_" in language and not language.startswith(("zh_", "pt_BR", "sr@")):
            continue
        catalogue = gettext.GNUTranslations(io.BytesIO(content))
        for message, translation in catalogue._catalog.items():  # the class has no public iteration
            if isinstance(message, str) and message and translation and isinstance(translation, str):
                names[message][language] = translation
    return names


def plain(message: str) -> str:
    """A message without context, mnemonics and trailing dots; empty when it has placeholders or markup."""
    text = message.rsplit("\x04", 1)[-1].strip().rstrip("…:").strip()
    return "" if _MARKUP.search(text) or len(text) > MAX_MESSAGE else text


def messages(package: str, domain: str, pairs: int) -> Callable[[Library, random.Random], Iterator[Concept]]:
    """A reader of all short messages of a domain."""

    def read(library: Library, rng: random.Random) -> Iterator[Concept]:
        for message, translations in catalogues(library, package, domain).items():
            english = plain(message)
            if not english or english.isdigit():
                continue
            names = {language: [text] for language, value in translations.items() if (text := plain(value)) and text != english}
            if names:
                yield Concept(f"{domain}:{english}", {"en": [english], **names}, pairs=min(pairs, len(names)))

    return read


def read_regions(library: Library, rng: random.Random) -> Iterator[Concept]:
    """Subdivisions of countries (ISO 3166-2); near-misses are the subdivisions of the same country."""
    items = json.loads(library.read("iso-codes", "usr/share/iso-codes/json/iso_3166-2.json"))["3166-2"]
    translations = catalogues(library, "iso-codes", "iso_3166-2")
    for item in items:
        names = {language: [value] for language, value in translations.get(item["name"], {}).items() if value != item["name"]}
        if names and not held_out("region", item["code"]):
            yield Concept(item["code"], {"en": [item["name"]], **names}, group=f"region:{item['code'][:2]}", pairs=min(6, len(names)))


def read_languages(library: Library, rng: random.Random) -> Iterator[Concept]:
    """Languages (ISO 639-3, the largest catalogue) and currencies (ISO 4217)."""
    for domain, pairs in (("iso_639-3", 3), ("iso_4217", 12), ("iso_639-5", 8)):
        for message, translations in catalogues(library, "iso-codes", domain).items():
            names = {language: [value] for language, value in translations.items() if value != message}
            if names:
                yield Concept(f"{domain}:{message}", {"en": [message], **names}, pairs=min(pairs, len(names)))


def sources() -> tuple[Source, ...]:
    """Six catalogues of five packages."""
    iso = dict(packages=("iso-codes",), licence="LGPL-2.1-or-later", origin="Debian iso-codes", share_alike=True)
    return (
        Source("region", read_regions, cap=24_000, **iso),
        Source("iso_names", read_languages, cap=24_000, **iso),
        Source("accounts", messages("gnucash-common", "gnucash", 6), ("gnucash-common",), "GPL-2.0-or-later", "GnuCash translations", share_alike=True, cap=22_000),
        Source("file_types", messages("shared-mime-info", "shared-mime-info", 10), ("shared-mime-info",), "GPL-2.0-or-later", "freedesktop shared-mime-info", share_alike=True, cap=10_000),
        Source("chemistry", messages("kalzium-data", "kalzium", 8), ("kalzium-data",), "GPL-2.0-or-later", "KDE Kalzium translations", share_alike=True, cap=12_000),
        Source("geography", messages("kgeography-data", "kgeography", 4), ("kgeography-data",), "GPL-2.0-or-later", "KDE KGeography translations", share_alike=True, cap=16_000),
    )
