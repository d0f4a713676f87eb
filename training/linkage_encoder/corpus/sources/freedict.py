"""Bilingual word lists of the FreeDict project, from Debian's `dict-freedict-*` packages.

A package holds a `.dict.dz` text and an `.index` of `headword TAB offset TAB length` (numbers in base 64). Only the
first line of translations of an entry is used: the lines after it are notes and definitions in the headword's
language.
"""

import gzip
import random
import re
import unicodedata
from collections.abc import Iterator

from ..library import Library
from ..pairs import Pair, clean
from ..source import Source

PREFIX = "dict-freedict-"
PER_DICTIONARY = 6_000
# Dictionaries with many technical and medical terms, or of languages that no other source covers well.
MORE = {"deu-eng": 40_000, "eng-deu": 20_000, "spa-eng": 12_000, "eng-spa": 12_000, "fra-eng": 12_000, "eng-fra": 12_000, "eng-bul": 12_000, "eng-rus": 12_000, "eng-ell": 12_000, "ell-eng": 12_000, "ara-eng": 12_000, "eng-ara": 12_000}
_TECHNICAL = re.compile(r"\[(med|anat|biol|chem|pharm|bot|zool|techn|phys|electr|comp|comm)")
_DIGITS = {c: i for i, c in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")}
_MARKS = re.compile(r"/[^/]*/+|<[^>]*>|\[[^\]]*\]|\([^)]*\)|\{[^}]*\}|^\s*\d+[.)]\s*|\s\d+\.\s*$")
_SPLIT = re.compile(r"\s*[,;、，]\s*")


def number(text: str) -> int:
    """Value of a base-64 number of a dictd index."""
    value = 0
    for digit in text:
        value = value * 64 + _DIGITS[digit]
    return value


def bare(text: str) -> str:
    """A word without pronunciation, grammar, notes and Russian stress marks."""
    text = _MARKS.sub(" ", text)
    if any("\u0400" <= c <= "\u04ff" for c in text):
        text = unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).replace("\u0301", ""))
    return clean(text, 80).strip(" .,;:-")


def entries(data: bytes, index: str) -> Iterator[tuple[str, list[str], bool]]:
    """(headword, translations, whether technical) of each entry with a translation, in the order of the text."""
    spans = set()
    for line in index.splitlines():
        parts = line.split("\t")
        if len(parts) >= 3 and not parts[0].startswith("00"):
            spans.add((number(parts[1]), number(parts[2])))
    for offset, length in sorted(spans):
        lines = data[offset : offset + length].decode("utf-8", "replace").split("\n")
        if len(lines) < 2 or lines[1].startswith("   "):
            continue
        headword = bare(lines[0])
        translations = [word for part in _SPLIT.split(lines[1]) if (word := bare(part))]
        translations = [word for word in translations[:3] if len(word) <= 60]
        if headword and translations and len(headword) <= 60:
            yield headword, translations, bool(_TECHNICAL.search(lines[1]))


def read_dictionary(library: Library, package: str) -> Iterator[tuple[str, list[str], bool]]:
    """Entries of one package."""
    data, index = b"", ""
    for name, content in library.members(package, "usr/share/dictd/"):
        if name.endswith(".dict.dz"):
            data = gzip.decompress(content)
        elif name.endswith(".index"):
            index = content.decode("utf-8", "replace")
    yield from entries(data, index)


def read(library: Library, rng: random.Random) -> Iterator[Pair]:
    """A sample of each dictionary; an English side names the concept, so that dictionaries share concepts."""
    for package in sorted(name for name in library.packages if name.startswith(PREFIX)):
        left, right = package.removeprefix(PREFIX).split("-")
        found = list(read_dictionary(library, package))
        rng.shuffle(found)
        # Technical terms and expressions of several words are rarer and teach more than single words.
        found.sort(key=lambda entry: (not entry[2], " " not in entry[0]))
        most = MORE.get(f"{left}-{right}", PER_DICTIONARY)
        keep = found[: most // 2] + rng.sample(found, min(len(found), most // 2))
        for headword, translations, _ in keep:
            other = re.sub(r" (adj|adv|verb|v|n)$", "", rng.choice(translations))
            if headword.casefold() == other.casefold():
                continue
            english = headword if left == "eng" else other if right == "eng" else ""
            concept = f"eng:{english.casefold()}" if english else f"{left}:{headword.casefold()}"
            yield Pair("freedict", concept, "", headword, other)


def sources(packages: tuple[str, ...]) -> tuple[Source, ...]:
    """The source, over the dictionaries among `packages`."""
    used = tuple(name for name in packages if name.startswith(PREFIX))
    return (
        Source(
            name="freedict",
            read=read,
            packages=used,
            licence="GPL-2.0-or-later, GPL-3.0-or-later or CC-BY-SA-3.0 (by dictionary)",
            origin="FreeDict, WikDict (Wiktionary), Ding",
            share_alike=True,
            cap=300_000,
        ),
    )


