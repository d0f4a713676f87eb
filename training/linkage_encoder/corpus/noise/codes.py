"""Model codes and numbers: how they are made, and changed into those of another thing."""

import random
import re

_LETTERS = "ABCDEFGHJKLMNPRSTVWXZ"
_CODE = re.compile(r"\b(?=[\w/-]*\d)(?=[\w/-]*[A-Za-z])[\w][\w/-]{2,}\b")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_SUFFIXES = ("B", "S", "W", "BK", "SL", "WH", "/B", "-S", "U", "A", "II", "X", "EU", "US")


def model_code(rng: random.Random) -> str:
    """A model code as makers write them: `DSC-W120`, `LN46A650`, `RX-V663`, `42PQ30`, `1588B001`."""
    letters = "".join(rng.choices(_LETTERS, k=rng.choice((1, 2, 2, 3, 3, 4))))
    digits = str(rng.choice((rng.randrange(10, 99), rng.randrange(100, 999), rng.randrange(1000, 9999))))
    tail = rng.choice(("", "", "", "", rng.choice(_SUFFIXES), rng.choice(_LETTERS) + str(rng.randrange(1, 99))))
    shape = rng.random()
    if shape < 0.45:
        return letters + digits + tail
    if shape < 0.75:
        return f"{letters}-{digits}{tail}"
    if shape < 0.85:
        return digits + letters + tail
    if shape < 0.93:
        return f"{digits}{rng.choice(_LETTERS)}{rng.randrange(1, 999):03d}"
    return f"{letters}-{rng.choice(_LETTERS)}{digits}"


def change_code(code: str, rng: random.Random) -> str:
    """Another code of the same family: one digit, the letters after the digits, or one letter is different."""
    places = [i for i, c in enumerate(code) if c.isdigit()]
    if not places or rng.random() < 0.15:
        letters = [i for i, c in enumerate(code) if c.isalpha()]
        i = rng.choice(letters) if letters else 0
        return code[:i] + rng.choice([c for c in _LETTERS if c != code[i]]) + code[i + 1 :]
    if rng.random() < 0.2:
        stem = code[: places[-1] + 1]
        return rng.choice([stem + s for s in ("", *_SUFFIXES) if stem + s != code])
    i = rng.choice(places)
    return code[:i] + rng.choice([d for d in "0123456789" if d != code[i]]) + code[i + 1 :]


def change_digits(text: str, rng: random.Random) -> str:
    """The text with one of its numbers or codes changed: that of another thing. Unchanged without digits."""
    codes, numbers = list(_CODE.finditer(text)), list(_NUMBER.finditer(text))
    if codes and rng.random() < 0.7:
        match = rng.choice(codes)
        return text[: match.start()] + change_code(match[0], rng) + text[match.end() :]
    if not numbers:
        return text
    match = rng.choice(numbers)
    digits = match[0]
    i = rng.choice([k for k, c in enumerate(digits) if c.isdigit()])
    first = i == 0 and len(digits) > 1
    wrong = rng.choice([d for d in "0123456789" if d != digits[i] and not (first and d == "0")])
    return text[: match.start()] + digits[:i] + wrong + digits[i + 1 :] + text[match.end() :]


def rewrite_code(code: str, rng: random.Random) -> str:
    """The same code in another spelling: without hyphens, in small letters, with a space."""
    kind = rng.random()
    if kind < 0.5:
        return code.replace("-", "").replace("/", "")
    if kind < 0.75:
        return code.lower()
    return code.replace("-", " ")
