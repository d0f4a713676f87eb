"""Regular expressions of the page, read from their JavaScript source so that there is one of each.

JavaScript names Unicode properties (``\\p{L}``) and has ASCII word borders; Python's ``re`` has neither. Properties become ranges of code
points out of ``generated/unicode.json``, so both languages agree on letters whatever Unicode version their runtimes have.
"""

import re
from collections.abc import Callable
from functools import cache

from .generated import load

_ESCAPE = re.compile(r"\\p\{([^}]*)\}|\\k<([^>]*)>|\\(.)|(\(\?<(?![=!]))|([\[\].$])", re.DOTALL)
_BORDER = r"(?:(?<![A-Za-z0-9_])(?=[A-Za-z0-9_])|(?<=[A-Za-z0-9_])(?![A-Za-z0-9_]))"
_SIGNS = {".": r"[^\n\r\u2028\u2029]", "$": r"\Z"}
_NEGATED = frozenset("SDW")
_UNTRANSLATED = frozenset("BPc")
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
    """JavaScript's source of a pattern (flag ``u``) as Python's. Covers what the core's patterns use and most of what people write.

    :raises ValueError: for what is not covered
    """
    out: list[str] = []
    at = 0
    inside = False
    for found in _ESCAPE.finditer(source):
        out.append(source[at : found.start()])
        at = found.end()
        prop, named, escaped, group, sign = found.groups()
        if sign:
            if sign in "[]":
                inside = sign == "["
            out.append(sign if inside or sign in "[]" else _SIGNS[sign])
        elif group:
            out.append("(?P<")
        elif named is not None:
            out.append(f"(?P={named})")
        elif prop is not None:
            out.append(ranges(prop) if inside else f"[{ranges(prop)}]")
        elif escaped == "s":
            out.append(spaces() if inside else f"[{spaces()}]")
        elif escaped in _NEGATED:
            if inside:
                raise ValueError(f"\\{escaped} in a class is not translated: {source}")
            out.append(f"[^{spaces() if escaped == 'S' else _PLAIN_CLASSES[escaped.lower()]}]")
        elif escaped in _PLAIN_CLASSES:
            out.append(_PLAIN_CLASSES[escaped] if inside else f"[{_PLAIN_CLASSES[escaped]}]")
        elif escaped == "b":
            out.append(_BORDER)
        elif escaped == "/":
            out.append("/")
        elif escaped in _UNTRANSLATED:
            raise ValueError(f"\\{escaped} is not translated: {source}")
        else:
            out.append(found.group(0))
    out.append(source[at:])
    return "".join(out)


def compile_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern of the core, out of its JavaScript source."""
    return re.compile(translate(source), flags)


def replacement(text: str) -> Callable[[re.Match[str]], str]:
    """What JavaScript puts in place of a match: ``$1``, ``$<name>``, ``$&``, ``$$`` and what is around the match; all else as it stands."""

    def expand(found: re.Match[str]) -> str:
        return _REFERENCE.sub(lambda reference: _referred(reference, found), text)

    return expand


_REFERENCE = re.compile(r"\$(?:(\$)|(&)|(`)|(')|<([^>]*)>|(\d\d?))")


def _referred(reference: re.Match[str], found: re.Match[str]) -> str:
    dollar, whole, before, behind, name, number = reference.groups()
    if dollar:
        return "$"
    if whole:
        return found.group(0)
    if before:
        return found.string[: found.start()]
    if behind:
        return found.string[found.end() :]
    if name is not None:
        return (found.groupdict().get(name) or "") if found.re.groupindex else reference.group(0)
    count = found.re.groups
    for digits in (number, number[:1]):
        if 1 <= int(digits) <= count:
            return (found.group(int(digits)) or "") + number[len(digits) :]
    return reference.group(0)
