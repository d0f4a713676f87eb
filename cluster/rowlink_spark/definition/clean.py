"""Cleaning steps of a recipe: what is done to cells before anything compares them. Source: ``src/core/cleaning``."""

import calendar
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .generated import load
from .normalise import canonical_word, collapse_spaces, is_legal_form, normalise_text, trim
from .patterns import compile_pattern, replacement, spaces
from .romanise import fold_marks

Step = Mapping[str, Any]
Table = Mapping[str, Sequence[str]]
Change = Callable[[str], str]

_TABLES = load("cleaning")
_SPACES = re.compile(f"[{spaces()}]+")
_UNSEEN = re.compile("[\u200b\u2060\ufeff\u00ad]+")


class CleaningError(Exception):
    """Steps cannot be done; the message is one sentence for the user."""


@dataclass(frozen=True)
class Cleaner:
    """Steps made ready for one table; the order of steps counts."""

    reads: tuple[str, ...]
    """Columns of the table itself that steps read."""
    writes: tuple[str, ...]
    """Columns whose cells may differ from the table's, or that steps make."""
    acts: tuple["_Act", ...]

    @classmethod
    def of(cls, steps: Sequence[Step], columns: Iterable[str]) -> "Cleaner":
        """Prepares the steps that have a part in some columns.

        :param columns: that are compared or are keys
        :raises CleaningError: for a pattern that cannot be read
        """
        return _cleaner_of(tuple(_act_of(step) for step in steps_for(steps, columns)))

    @property
    def makes(self) -> tuple[str, ...]:
        """Columns that the table itself does not have."""
        return tuple(dict.fromkeys(name for act in self.acts for name in act.makes))

    def followed_by(self, changes: Mapping[str, Change]) -> "Cleaner":
        """These steps, and then a change of the cells of some columns, each by itself."""
        acts = (*self.acts, *(_Act((name,), (), change=change) for name, change in changes.items()))
        return _cleaner_of(acts)

    def check(self, columns: Iterable[str]) -> None:
        """:raises CleaningError: where a step makes a column that the table, whose columns these are, has itself"""
        taken = sorted(set(columns).intersection(self.makes))
        if taken:
            raise CleaningError(f"The recipe's cleaning makes a column “{taken[0]}”, which the table already has; rename that of the table.")

    def clean(self, table: Table) -> dict[str, list[str]]:
        """The columns of ``writes``, cleaned, of some rows. Rows do not depend on each other. O(characters) a step."""
        columns = {name: list(table[name]) for name in self.reads}
        for act in self.acts:
            act.run(columns)
        return {name: columns[name] for name in self.writes}


@dataclass(frozen=True)
class _Act:
    reads: tuple[str, ...]
    makes: tuple[str, ...]
    change: Change | None = None
    """Of every column that is read, by itself."""
    build: Callable[[Sequence[str]], Sequence[str]] | None = None
    """From the cells that are read those that are made."""

    @property
    def writes(self) -> tuple[str, ...]:
        return self.makes or self.reads

    def run(self, columns: dict[str, list[str]]) -> None:
        if self.change is not None:
            for name in self.reads:
                columns[name] = [self.change(cell) if cell else cell for cell in columns[name]]
        elif self.build is not None:
            rows = [self.build(cells) for cells in zip(*(columns[name] for name in self.reads))]
            for at, name in enumerate(self.makes):
                columns[name] = [row[at] if at < len(row) else "" for row in rows]


def _cleaner_of(acts: tuple[_Act, ...]) -> Cleaner:
    made: set[str] = set()
    reads: dict[str, None] = {}
    for act in acts:
        reads.update((name, None) for name in act.reads if name not in made)
        made.update(act.makes)
    return Cleaner(tuple(reads), tuple(dict.fromkeys(name for act in acts for name in act.writes)), acts)


def made_by(step: Step) -> tuple[str, ...]:
    """Columns that a step makes."""
    if step["kind"] == "split":
        return tuple(step["into"])
    return (step["into"],) if step["kind"] == "join" else ()


def steps_for(steps: Sequence[Step], columns: Iterable[str]) -> list[Step]:
    """The steps that are on and have a part in the cells of these columns, directly or through others, in their order."""
    wanted = set(columns)
    kept: list[Step] = []
    for step in reversed(steps):
        if step.get("isOff") or not wanted.intersection(made_by(step) or step["columns"]):
            continue
        kept.append(step)
        wanted.update(step["columns"])
    return kept[::-1]


def source_columns(steps: Sequence[Step], columns: Iterable[str]) -> list[str]:
    """Columns of the table itself that are needed for some columns: these, and what they are made of, without those that steps make."""
    names = list(columns)
    own = steps_for(steps, names)
    made = {name for step in own for name in made_by(step)}
    return [name for name in dict.fromkeys([*names, *(name for step in own for name in step["columns"])]) if name not in made]


def _act_of(step: Step) -> _Act:
    reads = tuple(step["columns"])
    if step["kind"] == "split":
        cut = _cutter_of(step)
        return _Act(reads[:1], made_by(step), build=lambda cells: cut(cells[0]))
    if step["kind"] == "join":
        return _Act(reads, made_by(step), build=lambda cells: [step["separator"].join(filter(None, map(trim, cells)))])
    return _Act(reads, (), change=_change_of(step))


def _change_of(step: Step) -> Change:
    kind = step["kind"]
    if kind == "case":
        return lambda cell: change_case(cell, step["to"])
    if kind == "phone":
        return lambda cell: to_phone_form(cell, step["countryCode"])
    if kind == "date":
        return lambda cell: to_iso_date(cell, step["order"])
    if kind == "keep":
        return lambda cell: keep_only(cell, step["what"])
    if kind == "replace":
        return _replacer_of(step)
    simple = {"spaces": tidy_spaces, "accents": remove_accents, "legal-forms": remove_legal_forms, "titles": remove_titles}
    if kind not in simple:
        raise CleaningError(f"The recipe has a cleaning step of an unknown kind ({kind}); install a newer rowlink-spark.")
    return simple[kind]


def _cutter_of(step: Step) -> Callable[[str], Sequence[str]]:
    """Parts without white space around them, the last one with all that is left."""
    most = len(step["into"])
    separator, places = step["separator"], step["at"]
    if separator is None:

        def at_places(cell: str) -> list[str]:
            ends = [*places[: most - 1], len(cell)]
            return [trim(cell[0 if part == 0 else places[part - 1] : end]) for part, end in enumerate(ends)]

        return at_places
    if separator == "":
        return lambda cell: [trim(cell)]

    def at_separators(cell: str) -> list[str]:
        parts = cell.split(separator)
        return [trim(part) for part in [*parts[: most - 1], separator.join(parts[most - 1 :])]]

    return at_separators


def _replacer_of(step: Step) -> Change:
    find, by = step["find"], step["by"]
    if find == "":
        return lambda cell: cell
    flags = re.IGNORECASE if step["ignoreCase"] else re.RegexFlag(0)
    if not step["isRegex"]:
        literal = re.compile(re.escape(find), flags)
        return lambda cell: literal.sub(lambda _: by, cell)
    try:
        pattern = compile_pattern(find, flags)
    except (re.error, ValueError, KeyError) as broken:
        raise CleaningError(
            f"The recipe replaces by the pattern {find}, which Python's regular expressions cannot do; write it otherwise on the page."
        ) from broken
    return lambda cell: pattern.sub(replacement(by), cell)


def tidy_spaces(text: str) -> str:
    """White space at the ends off, inside to single spaces; characters that cannot be seen left out."""
    return trim(collapse_spaces(_UNSEEN.sub("", text)))


_WORD = compile_pattern(_TABLES["word"])


def change_case(text: str, to: str) -> str:
    """All letters small, all large, or the first letter of each word large and the others small."""
    if to == "lower":
        return text.lower()
    if to == "upper":
        return text.upper()
    return _WORD.sub(lambda found: _title(found.group(0).lower()), text)


def _title(word: str) -> str:
    # "ß" and some ligatures are two letters when large.
    large = word[0].upper()
    return large[0] + large[1:].lower() + word[1:]


_MARKED = compile_pattern(_TABLES["marked"])


def remove_accents(text: str) -> str:
    """Latin and Greek letters without their marks, case kept; other scripts stay as they are."""
    if text.isascii():
        return text
    return _MARKED.sub(lambda found: "".join(map(_without_marks, found.group(0))), unicodedata.normalize("NFC", text))


def _without_marks(sign: str) -> str:
    small = sign.lower()
    plain = fold_marks(small)
    return plain if small == sign else plain[:1].upper() + plain[1:]


_LEFT_OUT = {what: compile_pattern(pattern) for what, pattern in _TABLES["keep"].items()}


def keep_only(text: str, what: str) -> str:
    """Only the digits, or only the letters (with or without digits) and the spaces between."""
    if what == "digits":
        return _LEFT_OUT[what].sub("", unicodedata.normalize("NFKC", text))
    return trim(collapse_spaces(_LEFT_OUT[what].sub(" ", text)))


_PHONE = _TABLES["phone"]
_LABEL = compile_pattern(_PHONE["label"], re.IGNORECASE)
_EXTENSION = compile_pattern(_PHONE["extension"], re.IGNORECASE)
_DIALLED = compile_pattern(_PHONE["dialled"])
_PLUS = compile_pattern(r"^[\s(]*\+")
_ZEROS = compile_pattern(r"^[\s(]*00")
_TRUNK = compile_pattern(r"\(\s*0\s*\)")
_NO_DIGITS = re.compile("[^0-9]+")


def to_phone_form(text: str, country_code: str) -> str:
    """A phone number as ``+`` and digits where its calling code is known, else digits alone; an extension as ``;ext=12``. A text that is no
    number of 5 to 15 digits comes back as it is."""
    whole = trim(_LABEL.sub("", trim(unicodedata.normalize("NFKC", text)), count=1))
    extension = _EXTENSION.search(whole)
    body = whole[: extension.start()] if extension else whole
    if not _DIALLED.match(body):
        return text
    is_marked = _PLUS.match(body) is not None
    if is_marked or _ZEROS.match(body):
        body = _TRUNK.sub("", body, count=1)
    digits = _NO_DIGITS.sub("", body)
    if is_marked:
        number = f"+{digits}"
    elif digits.startswith("00"):
        number = f"+{digits[2:]}"
    else:
        number = f"+{country_code}{_without_trunk(digits, country_code)}" if country_code else digits
    if not _PHONE["fewest"] <= len(number.replace("+", "", 1)) <= _PHONE["most"]:
        return text
    return f"{number};ext={extension.group(1)}" if extension else number


def _without_trunk(digits: str, code: str) -> str:
    """Without what is dialled before a number within its country."""
    if code in ("39", "378"):
        return digits
    if code == "1":
        return digits[1:] if len(digits) == 11 and digits.startswith("1") else digits
    if code == "7":
        return digits[1:] if len(digits) == 11 and digits[0] in "87" else digits
    if code == "36":
        return digits.removeprefix("06")
    return digits.removeprefix("0")


_DATE = _TABLES["date"]
_YEAR_FIRST = compile_pattern(_DATE["yearFirst"])
_COMPACT = compile_pattern(_DATE["compact"])
_YEAR_LAST = compile_pattern(_DATE["yearLast"])
_DAY_WORD = compile_pattern(_DATE["dayWord"], re.IGNORECASE)
_WORD_DAY = compile_pattern(_DATE["wordDay"], re.IGNORECASE)
_EAST_ASIAN = compile_pattern(_DATE["eastAsian"])
_MONTHS: dict[str, int] = _DATE["months"]
_ASCII_DIGIT = re.compile("[0-9]")
_SHORTEST_DATE, _LONGEST_DATE = 6, 40


def to_iso_date(cell: str, order: str | None) -> str:
    """A date in ISO form with its time of day unless that is midnight; other texts, and dates that could be read both ways where ``order`` is
    None, come back as they are."""
    text = trim(unicodedata.normalize("NFKC", cell))
    if not _SHORTEST_DATE <= len(text) <= _LONGEST_DATE or not _ASCII_DIGIT.search(text):
        return cell
    return _read_date(text, order) or cell


def _read_date(text: str, order: str | None) -> str | None:
    if found := _YEAR_FIRST.match(text):
        return _date_of(found[1], found[3], found[4], found.groups()[4:])
    if found := _COMPACT.match(text):
        return _date_of(found[1], found[2], found[3])
    if found := _YEAR_LAST.match(text):
        return _from_year_last(found, order)
    if (found := _DAY_WORD.match(text)) and (month := _month_of(found[2])):
        return _date_of(found[3], str(month), found[1], found.groups()[3:])
    if (found := _WORD_DAY.match(text)) and (month := _month_of(found[1])):
        return _date_of(found[3], str(month), found[2], found.groups()[3:])
    if found := _EAST_ASIAN.match(text):
        return _date_of(found[1], found[2], found[3])
    return None


def _from_year_last(found: re.Match[str], order: str | None) -> str | None:
    first, second, year, time = found[1], found[3], found[4], found.groups()[4:]
    if len(year) != 4:
        year = str(int(year) + (2000 if int(year) < 70 else 1900))
    day_first = _date_of(year, second, first, time)
    month_first = _date_of(year, first, second, time)
    if not day_first or not month_first:
        return day_first or month_first
    if day_first == month_first:
        return day_first
    return None if order is None else day_first if order == "day-first" else month_first


def _date_of(year: str, month: str, day: str, time: Sequence[str | None] = ()) -> str | None:
    calendar_year = int(year) + (1900 if int(year) < 100 else 0)
    if not 1 <= int(month) <= 12 or not 1 <= int(day) <= calendar.monthrange(calendar_year, int(month))[1]:
        return None
    hour, minute, second = [None if part is None else part.rjust(2, "0") for part in time] or [None, None, None]
    if int(hour or 0) > 23 or int(minute or 0) > 59 or int(second or 0) > 59:
        return None
    date = f"{year}-{month.rjust(2, '0')}-{day.rjust(2, '0')}"
    clock = "" if hour is None else f"T{hour}:{minute}" + ("" if second in (None, "00") else f":{second}")
    return date if clock in ("", "T00:00") else date + clock


def _month_of(word: str) -> int | None:
    return _MONTHS.get(fold_marks(word.lower()))


_TITLES = {name: frozenset(words) for name, words in _TABLES["titles"].items()}
_TITLE_SIGNS = re.compile(r"[.\-/()]+")
_DOTS = re.compile(r"[.\-/]")


def remove_titles(text: str) -> str:
    """A person's name without titles before it and degrees behind commas. A text that is nothing else, or has none, comes back as it is."""
    parts = text.split(",")
    kept = [None if at > 0 and _are_degrees(part) else _without_leading(part) for at, part in enumerate(parts)]
    if kept == parts:
        return text
    return ", ".join(trim(part) for part in kept if part is not None and trim(part) != "") or text


def _without_leading(part: str) -> str:
    words = _split_words(trim(part))
    start = 0
    is_doctor = False
    for word in words:
        pieces = _pieces_of(word)
        is_part = is_doctor and bool(pieces) and all(piece in _TITLES["afterDoctor"] for piece in pieces)
        if not _is_title(word, pieces) and not is_part:
            break
        is_doctor = is_doctor or "dr" in pieces
        start += 1
    return part if start in (0, len(words)) else " ".join(words[start:])


def _is_title(word: str, pieces: Sequence[str]) -> bool:
    if not pieces:
        return False
    titles, dotted = _TITLES["titles"], _TITLES["dotted"]
    is_dotted = _DOTS.search(word) is not None
    if "".join(pieces) in titles or "-".join(pieces) in titles:
        return True
    has_title = any(piece in titles or (is_dotted and piece == "ing") for piece in pieces)
    return has_title and all(piece in titles or (is_dotted and piece in dotted) for piece in pieces)


def _are_degrees(part: str) -> bool:
    if trim(part) == "":
        return False
    return all(
        "".join(_pieces_of(word)) in _TITLES["degrees"] or _is_title(word, _pieces_of(word)) for word in _split_words(trim(part))
    )


def _pieces_of(word: str) -> list[str]:
    return [piece for piece in _TITLE_SIGNS.split(fold_marks(word.lower())) if piece]


def _split_words(text: str) -> list[str]:
    return _SPACES.split(text)


_FORMS = {name: frozenset(words) for name, words in _TABLES["legalForms"].items() if name != "mostWords"}
_MOST_WORDS: int = _TABLES["legalForms"]["mostWords"]
_UNSPACED_SIGNS = re.compile("[会公주有株]")
_UNSPACED_FORMS = tuple(compile_pattern(pattern) for pattern, _ in load("text")["unspacedLegalForms"])
_ENDINGS = frozenset(form.split(" ")[-1] for form in _FORMS["long"])
_BEGINNINGS = frozenset(form.split(" ")[0] for form in _FORMS["long"])
_LETTERS_APART = compile_pattern(r"^\p{L}(?: \p{L})*$")
_TRAILING = re.compile(f"[{spaces()},;]+\\Z")


def remove_legal_forms(text: str) -> str:
    """The name of a company without its legal form. A text that is nothing else, or has none, comes back as it is."""
    body = text
    if _UNSPACED_SIGNS.search(text):
        for pattern in _UNSPACED_FORMS:
            body = pattern.sub(" ", body)
    words = [word for word in _split_words(body) if word]
    start, end = 0, len(words)
    while length := _form_at_end(words, start, end):
        end -= length
    is_shortened = end < len(words)
    while length := _form_at_start(words, start, end):
        start += length
    if body == text and not is_shortened and start == 0:
        return text
    while is_shortened and end > start and _plain_of(words[end - 1]) in _FORMS["connectors"]:
        end -= 1
    name = _TRAILING.sub("", " ".join(words[start:end]))
    return text if name == "" or _is_form(name.split(" ")) else name


def _form_at_end(words: Sequence[str], start: int, end: int) -> int:
    """How many words the form at the end takes, 0 where there is none or nothing would be left."""
    last = end
    while last > start and _plain_of(words[last - 1]) in _FORMS["connectors"]:
        last -= 1
    most = min(_MOST_WORDS, last - start - 1)
    if most < 1:
        return 0
    ending = _plain_of(words[last - 1])
    # Only what ends in one letter, or as a form that is written out, can take several words.
    takes_several = len(ending) == 1 or ending[-2:-1] == " " or ending in _ENDINGS
    for length in range(most if takes_several else 1, 0, -1):
        if _is_form(words[last - length : last]):
            return end - last + length
    return 0


def _form_at_start(words: Sequence[str], start: int, end: int) -> int:
    most = min(_MOST_WORDS, end - start - 1)
    beginning = "" if most < 1 else _plain_of(words[start])
    if beginning.split(" ")[0] not in _BEGINNINGS and beginning.replace(" ", "") not in _FORMS["leading"]:
        return 0
    for length in range(most, 0, -1):
        plain = _plain_of(" ".join(words[start : start + length]))
        if plain in _FORMS["long"] if length > 1 else plain.replace(" ", "") in _FORMS["leading"]:
            return length
    return 0


def _is_form(phrase: Sequence[str]) -> bool:
    plain = _plain_of(" ".join(phrase))
    if plain in _FORMS["long"]:
        return True
    # "S. A." and "s.r.o." are one form each; "Sa" of two words is not.
    is_one = len(phrase) == 1 or _LETTERS_APART.match(plain) is not None
    joined = plain.replace(" ", "")
    return is_one and (joined in _FORMS["more"] or is_legal_form(canonical_word(joined)))


@lru_cache(maxsize=20_000)
def _plain_of(text: str) -> str:
    return fold_marks(normalise_text(text))
