"""How many names of each language find their English counterpart: countries out of Unicode CLDR, and the held-out tasks.

    python -m linkage_encoder.evaluation.languages --folder public/models/rowlink-small --cldr FILE.tgz --tasks DIR … \\
        [--pairs WORK/corpus/pairs.tsv] --out FILE.json [--docs docs/model.md]

Countries: every name of a country or territory in a language is looked for among all English ones; names that are written as in
English are left out. No training pair has one of these English names as a side (`linkage_encoder.corpus.overlap`); with --pairs,
names that are a side of any training pair are left out as well, and counted. Held-out names: rows of the tasks whose concepts were
kept out of training and that tell their language; the right side is as the task has it, mostly English.
"""

import argparse
import json
import re
import sys
import tarfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .__main__ import RUNTIMES, tokenizer_of
from .docs import SectionError, write_section
from .evaluation import Embed
from .metrics import rank, rank_of_first_match, wilson_interval
from .models import REPOSITORY, ModelError, checkpoint_embedder
from .tables import markdown_table
from .tasks import CROSS_LINGUAL_HELD_OUT, Task, TaskError, find_tasks

LEAST_ROWS = 50
"""Of fewer rows an interval is wider than about 28 points, which tells nothing of a language."""
SECTION = "languages"
MANIFEST = REPOSITORY / "public/models/rowlink-small/manifest.json"
"""Of the model whose languages are told one by one; all others count for their script alone."""
_TERRITORY = re.compile(r"[A-Z]{2}")
_LOCALE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?")
_NO_COUNTRY = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
# Codes of the tasks that CLDR writes in another way.
_SAME = {
    "als": "sq", "arb": "ar", "bul": "bg", "cat": "ca", "cmn": "zh", "dan": "da", "ell": "el", "eus": "eu", "fas": "fa", "fra": "fr",
    "glg": "gl", "heb": "he", "hrv": "hr", "ind": "id", "isl": "is", "ita": "it", "lit": "lt", "nb": "no", "nld": "nl", "nno": "nn",
    "nob": "no", "pol": "pl", "por": "pt", "qcn": "zh-Hant", "slk": "sk", "slv": "sl", "sr@latin": "sr-Latn", "swe": "sv", "tl": "fil",
    "zsm": "ms", "zh_TW": "zh-Hant", "zh-TW": "zh-Hant", "zh-HK": "zh-Hant", "zh_Hant": "zh-Hant",
}  # fmt: skip
_UNTOLD = {"", "x", "type", "short"}


@dataclass
class Count:
    """Rows, and those whose nearest was the right one."""

    rows: int = 0
    hits: int = 0

    def add(self, is_hit: bool) -> None:
        self.rows += 1
        self.hits += int(is_hit)

    def interval(self) -> tuple[float, float]:
        return wilson_interval(self.hits, self.rows)


@dataclass
class Language:
    """`scripts` counts letters by script; `countries` and `held_out` the names."""

    scripts: Counter = field(default_factory=Counter)
    countries: Count = field(default_factory=Count)
    held_out: Count = field(default_factory=Count)

    @property
    def script(self) -> str:
        """The script of most letters; Japanese, where kana stand beside characters, is told as such."""
        if not self.scripts:
            return ""
        kana = self.scripts["Hiragana"] + self.scripts["Katakana"]
        return "Japanese" if kana > sum(self.scripts.values()) / 10 else self.scripts.most_common(1)[0][0]


def read_names(archive: Path) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """Names of countries by locale and code, and English names of locales, out of the npm package cldr-localenames-full."""
    countries: dict[str, dict[str, str]] = {}
    english: dict[str, str] = {}
    with tarfile.open(archive) as package:
        for member in package:
            path = Path(member.name)
            if path.name not in ("territories.json", "languages.json") or not _LOCALE.fullmatch(path.parent.name):
                continue
            locale = path.parent.name
            names = json.load(package.extractfile(member))["main"][locale]["localeDisplayNames"]
            if path.name == "territories.json":
                countries[locale] = {code: name for code, name in names["territories"].items() if _is_country(code) and name != code}
            elif locale == "en":
                english = names["languages"]
    return countries, english


def _is_country(code: str) -> bool:
    return bool(_TERRITORY.fullmatch(code)) and code not in _NO_COUNTRY


def country_task(names: dict[str, dict[str, str]], seen: set[str]) -> tuple[Task, int]:
    """Names of all languages against the English ones; and how many were left out as `seen` (case folded) in training."""
    codes = sorted(names["en"])
    english = [names["en"][code] for code in codes]
    left, truth, languages, left_out = [], [], [], 0
    for locale in _distinct(names):
        for at, code in enumerate(codes):
            name = names[locale].get(code)
            if name is None or name.casefold() == english[at].casefold():
                continue
            if name.casefold() in seen:
                left_out += 1
                continue
            left.append(name)
            truth.append([at])
            languages.append(locale)
    return Task("countries", left, english, truth, False, languages), left_out


def _distinct(names: dict[str, dict[str, str]]) -> list[str]:
    """Locales but English, and but those whose names are all those of an earlier one, such as `az-Latn` after `az`."""
    kept: dict[tuple, str] = {}
    for locale in sorted(names):
        kept.setdefault(tuple(sorted(names[locale].items())), locale)
    return sorted(locale for locale in kept.values() if locale.split("-")[0] != "en")


def read_seen(pairs: Path | None) -> set[str]:
    """All sides of the training pairs, case folded."""
    if pairs is None:
        return set()
    with pairs.open(encoding="utf8") as lines:
        return {side.casefold() for line in lines for side in line.rstrip("\n").split("\t")[-2:]}


def count_languages(embed: Embed, countries: Task, held_out: Sequence[Task]) -> dict[str, Language]:
    """Counts by language."""
    languages: dict[str, Language] = defaultdict(Language)
    tasks = (countries, *held_out)
    texts = list(dict.fromkeys(text for task in tasks for text in (*task.left, *task.right)))
    vectors, place = embed(texts), {text: at for at, text in enumerate(texts)}
    for task in tasks:
        is_countries = task is countries
        left, right = (vectors[[place[text] for text in side]] for side in (task.left, task.right))
        # A hit: the nearest on the right is a match.
        hits = rank_of_first_match(rank(left @ right.T, task), task) == 0
        for text, code, is_hit in zip(task.left, task.languages, hits, strict=True):
            if code in _UNTOLD:
                continue
            language = languages[code_of(code, is_countries)]
            language.scripts.update(scripts_of(text))
            (language.countries if is_countries else language.held_out).add(bool(is_hit))
    return dict(languages)


def code_of(code: str, is_locale: bool) -> str:
    """How CLDR writes a language: `zh_TW` is `zh-Hant`, `pt-BR` is `pt`, `fra` is `fr`; locales stay, but for `nb`."""
    return _SAME.get(code) or (code if is_locale else re.split("[-_@]", code)[0])


def scripts_of(text: str) -> Counter:
    """Letters of a text by script, as the first word of their names in Unicode has it."""
    scripts: Counter = Counter()
    for character in text:
        if character.isalpha():
            first = unicodedata.name(character, "UNKNOWN").split()[0].split("-")[0].capitalize()
            scripts["Han" if first == "Cjk" else first] += 1
    return scripts


def to_json(languages: dict[str, Language], names: dict[str, str], left_out: int, model: str) -> dict:
    told = json.loads(MANIFEST.read_text("utf8"))["languages"]
    without_names = {code_of(code, is_locale=True): Language() for code in told if code != "en"}
    return {
        "model": model,
        "namesSeenInTrainingLeftOut": left_out,
        "modelLanguages": told,
        "languages": {
            code: {
                "name": names.get(code) or names.get(code.split("-")[0], code),
                "script": language.script,
                "countries": [language.countries.rows, language.countries.hits],
                "heldOut": [language.held_out.rows, language.held_out.hits],
            }
            for code, language in sorted({**without_names, **languages}.items())
        },
    }


def to_lines(figures: dict) -> str:
    """JSON with a line for each language."""
    head = {name: value for name, value in figures.items() if name != "languages"}
    lines = [f"  {json.dumps(code)}: {json.dumps(one, ensure_ascii=False)}" for code, one in figures["languages"].items()]
    body = ",\n".join(lines)
    return f'{json.dumps(head)[:-1]}, "languages": {{\n{body}\n}}}}\n'


def table(figures: dict) -> str:
    """Markdown: a row a script, a row a language of those that the model is for, and which of them have too few rows."""
    told_of = {code_of(code, is_locale=True) for code in figures["modelLanguages"]}
    enough = {code: one for code, one in figures["languages"].items() if _rows(one) >= LEAST_ROWS}
    few = [one["name"] for code, one in figures["languages"].items() if code not in enough and code in told_of]
    listed = {code: one for code, one in enough.items() if code.split("-")[0] in told_of}
    by_script: dict[str, list[dict]] = defaultdict(list)
    for one in enough.values():
        by_script[one["script"]].append(one)
    scripts = sorted(by_script.items(), key=lambda item: -len(item[1]))
    headers = ["countries", "R@1", "95 %", "other names", "R@1", "95 %"]
    of_scripts = [[name, str(len(of)), *_cells(_total(of))] for name, of in scripts]
    of_languages = [
        [f"{one['name']} ({code})", one["script"], *_cells(one)] for code, one in sorted(listed.items(), key=lambda item: item[1]["name"])
    ]
    told = f"Fewer than {LEAST_ROWS} names, and so no rate: {', '.join(sorted(few))}." if few else ""
    return "\n\n".join(
        filter(
            None,
            [
                f"{figures['model']}: {len(listed)} of its languages and ways of writing, and {len(enough) - len(listed)} others.",
                markdown_table(["script", "languages", *headers], of_scripts),
                markdown_table(["language", "script", *headers], of_languages),
                told,
            ],
        )
    )


def _rows(one: dict) -> int:
    return max(one["countries"][0], one["heldOut"][0])


def _total(languages: list[dict]) -> dict:
    return {kind: [sum(one[kind][at] for one in languages) for at in (0, 1)] for kind in ("countries", "heldOut")}


def _cells(one: dict) -> list[str]:
    cells = []
    for kind in ("countries", "heldOut"):
        rows, hits = one[kind]
        low, high = wilson_interval(hits, rows)
        is_enough = rows >= LEAST_ROWS
        rate = f"{100 * hits / rows:.0f}" if is_enough else "–"
        cells += [f"{rows:,}", rate, f"{100 * low:.0f}–{100 * high:.0f}" if is_enough else "–"]
    return cells


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m linkage_encoder.evaluation.languages", description=__doc__.splitlines()[0])
    parser.add_argument("--student", type=Path, help="a checkpoint of the training, .npz")
    parser.add_argument("--vocabulary", help="of the checkpoint")
    parser.add_argument("--folder", type=Path, help="a model folder")
    parser.add_argument("--runtime", choices=RUNTIMES, default="kernel")
    parser.add_argument("--cldr", type=Path, help="the npm package cldr-localenames-full, .tgz")
    parser.add_argument("--tasks", type=Path, nargs="+", default=[], help="folders with the held-out tasks")
    parser.add_argument("--pairs", type=Path, help="pairs of the training, whose names are left out")
    parser.add_argument("--out", type=Path, required=True, help="JSON: written, or only read where no model is given")
    parser.add_argument("--docs", type=Path, help="Markdown file whose section 'languages' is written")
    options = parser.parse_args(arguments)
    try:
        if options.folder or options.student:
            options.out.write_text(to_lines(_measure(options)), "utf8")
        written = table(json.loads(options.out.read_text("utf8")))
        if options.docs:
            write_section(options.docs, SECTION, written)
        print(written)
    except (ModelError, SectionError, TaskError, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _measure(options: argparse.Namespace) -> dict:
    if options.cldr is None:
        raise ModelError("Names of countries are wanted: npm pack cldr-localenames-full@48.2.0, then give the file as --cldr.")
    if options.folder:
        embed, model = RUNTIMES[options.runtime](options.folder), options.folder.name
    else:
        embed, model = checkpoint_embedder(options.student, tokenizer_of(options.student, options.vocabulary)), options.student.stem
    names, english = read_names(options.cldr)
    countries, left_out = country_task(names, read_seen(options.pairs))
    held_out = find_tasks(options.tasks, CROSS_LINGUAL_HELD_OUT, most=None) if options.tasks else []
    return to_json(count_languages(embed, countries, held_out), english, left_out, model)


if __name__ == "__main__":
    sys.exit(main())
