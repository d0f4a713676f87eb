"""Noise in words: abbreviations, legal forms, initials, word order, words left out, letter case."""

import random
import re

from .lexicon import EQUIVALENTS, LEGAL_FORMS

_INDEX: dict[str, list[str]] = {}
for _group in EQUIVALENTS:
    for _form in _group:
        _INDEX.setdefault(_form.casefold(), []).extend(f for f in _group if f != _form)
_LEGAL = sorted({form for group in LEGAL_FORMS for form in group}, key=len, reverse=True)
_LEGAL_END = re.compile(r"[\s,]+(" + "|".join(re.escape(form) for form in _LEGAL) + r")\s*$", re.IGNORECASE)


def abbreviate(text: str, rng: random.Random, most: int = 2) -> str:
    """Up to `most` words in another of their usual spellings (`Street`/`St`, `and`/`&`, `улица`/`ул.`).

    A single letter after a number is taken for a unit (`485 W`) and stays, unless the text begins with that number as
    addresses do (`485 W Main`).
    """
    words = text.split(" ")
    places = [
        i for i, word in enumerate(words)
        if word.rstrip(",").casefold() in _INDEX and not (len(word) == 1 and i > 1 and words[i - 1][-1:].isdigit())
    ]
    rng.shuffle(places)
    for i in places[:most]:
        word = words[i].rstrip(",")
        new = rng.choice(_INDEX[word.casefold()])
        if word.isupper() and len(word) > 1:
            new = new.upper()
        elif word[:1].islower():
            new = new.lower()
        words[i] = new + words[i][len(word) :]
    return " ".join(words)


def change_legal_form(text: str, rng: random.Random) -> str:
    """A company name with its legal form written otherwise, left out, or added when there was none."""
    match = _LEGAL_END.search(text)
    if match is None:
        return f"{text} {rng.choice(('Inc.', 'LLC', 'Ltd', 'Corp.', 'Co.'))}" if rng.random() < 0.3 else text
    stem, form = text[: match.start()], match[1].casefold()
    same = [f for group in LEGAL_FORMS if any(form == g.casefold() for g in group) for f in group if f.casefold() != form]
    return stem if not same or rng.random() < 0.45 else f"{stem} {rng.choice(same)}"


def initials(name: str, rng: random.Random) -> str:
    """A person's name with given names as initials: `Mary Ann Smith` -> `M. A. Smith`, `MA Smith`, `Smith, M.A.`."""
    words = [word for word in name.split() if word[:1].isalpha()]
    if len(words) < 2:
        return name
    given, surname = [word[0].upper() for word in words[:-1]], words[-1]
    kind = rng.random()
    if kind < 0.5:
        return " ".join(f"{letter}." for letter in given) + f" {surname}"
    if kind < 0.7:
        return "".join(given) + f" {surname}"
    return f"{surname}, " + "".join(f"{letter}." for letter in given)


def reorder(text: str, rng: random.Random) -> str:
    """Last word first with a comma (`Smith, John`) for 2 to 4 words; two parts at a comma swapped otherwise."""
    if ", " in text and rng.random() < 0.6:
        head, _, tail = text.partition(", ")
        return f"{tail}, {head}"
    words = text.split()
    if 1 < len(words) < 5:
        return f"{words[-1]}, {' '.join(words[:-1])}"
    return text


def drop_word(text: str, rng: random.Random) -> str:
    """The text without one inner word that has no digits; texts of fewer than 3 words stay."""
    words = text.split(" ")
    places = [i for i in range(1, len(words)) if words[i].isalpha()]
    if len(words) < 3 or not places:
        return text
    del words[rng.choice(places)]
    return " ".join(words)


def respell_case(text: str, rng: random.Random) -> str:
    """All small letters (mostly), all capitals, or Capitals At Words."""
    return rng.choice((text.lower(), text.lower(), text.upper(), text.title()))


def punctuate(text: str, rng: random.Random) -> str:
    """Punctuation inside the text left out or replaced by a space, mark by mark."""
    return re.sub(r"[.,'\"&()/:;-]", lambda mark: rng.choice(("", " ", mark[0])), text)
