"""Regular expressions of the page, read from their JavaScript source so that there is one of each.

JavaScript names Unicode properties (``\\p{L}``) and has ASCII word borders; Python's ``re`` has neither. Properties become ranges of code
points out of ``generated/unicode.json``, so both languages agree on letters whatever Unicode version their runtimes have.
"""

import re
from functools import cache

from .generated import load

_ESCAPE = re.compile(r"\\p\{([^}]*)\}|\\(.)|\[\^\]|([\[\]])", re.DOTALL)
_BORDER = r"(?:(?<![A-Za-z0-9_])(?=[A-Za-z0-9_])|(?<=[A-Za-z0-9_])(?![A-Za-z0-9_]))"
_PLAIN_CLASSES = {"d": "0-9", "w": "A-Za-z0-9_"}


@cache
def ranges(prop: str) -> str:
    """The inside of a character class for a property such as ``L`` or ``Script=Latin``."""
    return _class_of(load("unicode")["properties"][prop])


@cache
def spaces() -> str:
    """The inside of a character class for white space as JavaScript sees it (the byte order mark is some, U+001C is none)."""
    return _class_of(load("unicode")["spaces"])


def _class_of(bounds: list[int]) -> str:
    parts = []
    for first, last in zip(bounds[::2], bounds[1::2]):
        parts.append(_character(first) if first == last else f"{_character(first)}-{_character(last)}")
    return "".join(parts)


def _character(code: int) -> str:
    return f"\\U{code:08x}"


def translate(source: str) -> str:
    """JavaScript's source of a pattern (flag ``u``) as Python's. Covers what the core's patterns use, no more."""
    out: list[str] = []
    at = 0
    inside = False
    for found in _ESCAPE.finditer(source):
        out.append(source[at : found.start()])
        at = found.end()
        prop, escaped, bracket = found.groups()
        if bracket:
            inside = bracket == "["
            out.append(bracket)
        elif prop is not None:
            out.append(ranges(prop) if inside else f"[{ranges(prop)}]")
        elif escaped == "s":
            out.append(spaces() if inside else f"[{spaces()}]")
        elif escaped == "S":
            if inside:
                raise ValueError(f"\\S in a class is not translated: {source}")
            out.append(f"[^{spaces()}]")
        elif escaped in _PLAIN_CLASSES:
            out.append(_PLAIN_CLASSES[escaped] if inside else f"[{_PLAIN_CLASSES[escaped]}]")
        elif escaped == "D":
            out.append("[^0-9]")
        elif escaped == "b":
            out.append(_BORDER)
        elif escaped == "/":
            out.append("/")
        else:
            out.append(found.group(0))
    out.append(source[at:])
    return "".join(out)


def compile_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern of the core, out of its JavaScript source."""
    return re.compile(translate(source), flags)


def replacement(text: str) -> str:
    """What JavaScript puts in place of a match (``$1``), as Python writes it."""
    return re.sub(r"\$(\d)", r"\\\1", text.replace("\\", "\\\\"))
