"""Words that mean the same, read as one word wherever cells are compared. Source: ``src/core/aliases``."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .generated import load
from .normalise import fold_letters, is_elision, normalise_text, trim, utf16_length
from .patterns import compile_pattern
from .romanise import fold_marks

Group = Mapping[str, Any]

_TABLES = load("cleaning")["aliases"]
_ROUNDS: int = _TABLES["rounds"]
_NEEDS_CARE = compile_pattern(_TABLES["needsCare"])
_LETTERED = compile_pattern(_TABLES["lettered"])
_UNSPACED = compile_pattern(_TABLES["unspaced"])
_PIECES = compile_pattern(_TABLES["pieces"])
_WITH_ACCENTS = compile_pattern(_TABLES["withAccents"])
_LETTER = compile_pattern(_TABLES["letter"])
_ASCII_WORD = re.compile("[a-z0-9]+")
_ASCII_SIGNS = re.compile("[^a-z0-9]+")
_SIGNS = compile_pattern(r"[^\p{L}\p{M}\p{N}]+")
_APOSTROPHES = frozenset("'’ʼʻ`´")


@dataclass
class _Tokens:
    """Whole words of a text in the form in which they are looked up, and where they stand."""

    keys: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def add(self, key: str, start: int, end: int) -> None:
        if key:
            self.keys.append(key)
            self.starts.append(start)
            self.ends.append(end)


def phrase_key(phrase: str) -> str:
    """A phrase in the form in which phrases are looked up: the same for all spellings that count as equal."""
    return " ".join(_tokens_of(phrase).keys)


def _tokens_of(text: str) -> _Tokens:
    """Words without case, accents, width, points of initials and apostrophes inside; ``&`` is "and"; a sign a token in scripts without spaces."""
    tokens = _Tokens()
    if text.isascii() and not _NEEDS_CARE.search(text):
        for found in _ASCII_WORD.finditer(text.lower()):
            tokens.add(found.group(0), found.start(), found.end())
        return tokens
    is_joining = False
    end = -1
    for match in _LETTERED.finditer(text):
        found, start = match.group(0), match.start()
        if found in _APOSTROPHES:
            is_joining = start == end and bool(tokens.keys) and not is_elision(tokens.keys[-1])
            end = match.end() if start == end else end
            continue
        if is_joining and start == end:
            tokens.keys[-1] += _key_of(found)
            tokens.ends[-1] = match.end()
        elif found == "&":
            tokens.add("and", start, match.end())
        elif not _UNSPACED.search(found):
            tokens.add(_key_of(found), start, match.end())
        else:
            for piece in _PIECES.finditer(found):
                tokens.add(_key_of(piece.group(0)), start + piece.start(), start + piece.end())
        is_joining = False
        end = match.end()
    return tokens


def _key_of(piece: str) -> str:
    if piece.isascii():
        return _ASCII_SIGNS.sub("", piece.lower())
    folded = _SIGNS.sub("", fold_letters(piece))
    return fold_marks(folded) if _WITH_ACCENTS.match(folded) else folded


@dataclass(frozen=True)
class _Entry:
    key: str
    text: str
    normal: str


@dataclass
class _Node:
    following: dict[str, "_Node"] = field(default_factory=dict)
    entry: _Entry | None = None


@dataclass(frozen=True)
class AliasMatcher:
    """Groups ready to be looked for in the texts of one column."""

    root: _Node

    def apply(self, text: str) -> str:
        """The text with every word of a group written as the one that stands for it: the longest phrase from the left, at most three times over.
        O(length)."""
        now = text
        for _ in range(_ROUNDS):
            rewritten = self._rewrite(now)
            if rewritten == now:
                break
            now = rewritten
        return now

    def _rewrite(self, text: str) -> str:
        out: list[str] = []
        done = 0
        for start, end, entry in self._uses(_tokens_of(text)):
            there = text[start:end]
            # What reads the same stays as it is.
            if there == entry.text or normalise_text(there) == entry.normal:
                continue
            out += [text[done:start], _spaced(text, start, end, entry.text)]
            done = end
        return "".join([*out, text[done:]])

    def _uses(self, tokens: _Tokens) -> Iterator[tuple[int, int, _Entry]]:
        at = 0
        while at < len(tokens.keys):
            node = self.root.following.get(tokens.keys[at])
            entry = node.entry if node else None
            end = at
            place = at + 1
            while node is not None and place < len(tokens.keys):
                node = node.following.get(tokens.keys[place])
                if node is not None and node.entry is not None:
                    entry, end = node.entry, place
                place += 1
            if entry is not None:
                yield tokens.starts[at], tokens.ends[end], entry
                at = end
            at += 1


def _spaced(text: str, start: int, end: int, put: str) -> str:
    """In a run without spaces, what takes the place of a phrase stands apart where it would not be read as a word of its own."""
    before = " " if start > 0 and _run_together(text[start - 1], put[0]) else ""
    after = " " if end < len(text) and _run_together(put[-1], text[end]) else ""
    return before + put + after


def _run_together(one: str, other: str) -> bool:
    are_letters = _LETTER.match(one) is not None and _LETTER.match(other) is not None
    return are_letters and not (_UNSPACED.match(one) and _UNSPACED.match(other))


@dataclass
class _Scope:
    targets: dict[str, dict[str, None]] = field(default_factory=dict)
    """Key of a word → keys of what it is read as."""
    spellings: dict[str, str] = field(default_factory=dict)


class Aliases:
    """Groups read so that their order makes no difference. The longest word of a group stands for all others, of a one-way group the last; a
    group of one column goes before those of all; words that two groups of one scope read differently are left alone."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self._scopes: dict[str | None, _Scope] = {}
        for group in groups:
            _add_group(self._scopes.setdefault(group.get("column"), _Scope()), group)

    def matcher_for(self, *names: str | None) -> AliasMatcher | None:
        """By the names that a column has on either side; None where no group counts in it."""
        columns = sorted({name for name in names if name is not None and name in self._scopes}, key=_code_units)
        scopes = [self._scopes[name] for name in columns]
        if None in self._scopes:
            scopes.append(self._scopes[None])
        return _matcher_of(scopes)


def aliased_columns(settings: Mapping[str, Any], side: str) -> dict[str, AliasMatcher]:
    """Columns of one side (``left`` or ``right``) in which words are read as others, by settings in the shapes of a recipe."""
    groups = settings.get("aliases") or ()
    if not groups:
        return {}
    aliases = Aliases(groups)
    rules = [*settings["blocking"], *settings["qualifiers"]]
    names = dict.fromkeys([*settings["on"][side], *(rule[side] for rule in rules)])
    matchers = {name: aliases.matcher_for(*_partners_of(settings, rules, side, name)) for name in names}
    return {name: matcher for name, matcher in matchers.items() if matcher is not None}


def _partners_of(settings: Mapping[str, Any], rules: Sequence[Mapping[str, Any]], side: str, name: str) -> list[str]:
    other = "right" if side == "left" else "left"
    own, others = settings["on"][side], settings["on"][other]
    if name in own and list(own).index(name) < len(others):
        return [name, others[list(own).index(name)]]
    return [name, *[rule[other] for rule in rules if rule[side] == name][:1]]


def _add_group(scope: _Scope, group: Group) -> None:
    keys = []
    for word in group["words"]:
        key = phrase_key(word)
        typed = trim(word)
        before = scope.spellings.get(key)
        if key and (before is None or _code_units(typed) < _code_units(before)):
            scope.spellings[key] = typed
        keys.append(key)
    filled = [key for key in keys if key]
    target = keys[-1] if group.get("isOneWay") is True else _longest(filled)
    if target == "":
        return
    for key in dict.fromkeys(filled):
        if key != target:
            scope.targets.setdefault(key, {})[target] = None


def _longest(keys: Sequence[str]) -> str:
    """The key with most tokens, then most letters, then the first by code units."""
    return min(keys, key=lambda key: (-len(key.split(" ")), -utf16_length(key), _code_units(key)), default="")


def _code_units(text: str) -> bytes:
    return text.encode("utf-16-be", "surrogatepass")


def _matcher_of(scopes: Sequence[_Scope]) -> AliasMatcher | None:
    targets: dict[str, str] = {}
    spellings: dict[str, str] = {}
    for scope in scopes:
        for key, readings in scope.targets.items():
            if key not in targets and len(readings) == 1:
                targets[key] = next(iter(readings))
        for key, spelling in scope.spellings.items():
            spellings.setdefault(key, spelling)
    if not targets:
        return None
    root = _Node()
    for key in targets:
        end = _end_of(key, targets)
        entry = _Entry(end, spellings[end], normalise_text(spellings[end]))
        for phrase in (key, end):
            node = root
            for token in phrase.split(" "):
                node = node.following.setdefault(token, _Node())
            node.entry = entry
    return AliasMatcher(root)


def _end_of(key: str, targets: Mapping[str, str]) -> str:
    """The end of a chain; of words that go round in a circle the one that is longest."""
    seen = [key]
    while (following := targets.get(seen[-1])) is not None:
        if following in seen:
            return _longest(seen[seen.index(following) :])
        seen.append(following)
    return seen[-1]
