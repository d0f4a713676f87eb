"""Names of countries by language, what is left out, and the table that is written into the documents."""

import io
import json
import tarfile
from pathlib import Path

import numpy as np
import pytest

from linkage_encoder.evaluation.docs import SectionError, replace_section
from linkage_encoder.evaluation.languages import code_of, count_languages, country_task, read_names, read_seen, scripts_of, table, to_json, to_lines
from linkage_encoder.evaluation.tasks import Task

NAMES = {
    "af": {"DE": "Duitsland", "FR": "Frankryk", "CU": "Cuba"},
    "de": {"DE": "Deutschland", "FR": "Frankreich", "CU": "Kuba"},
    "de-Latn": {"DE": "Deutschland", "FR": "Frankreich", "CU": "Kuba"},
    "en": {"DE": "Germany", "FR": "France", "CU": "Cuba"},
    "ru": {"DE": "Германия", "FR": "Франция"},
}


def write_package(path: Path) -> Path:
    with tarfile.open(path, "w:gz") as package:
        for locale, names in {"en": NAMES["en"], "de": NAMES["de"], "de-AT": NAMES["de"]}.items():
            files = {
                "territories": {"territories": {**names, "001": "World", "EU": "Union", "US": "US", "CU-alt-short": "C"}},
                "languages": {"languages": {"de": "German", "en": "English"}},
            }
            for kind, content in files.items():
                body = json.dumps({"main": {locale: {"localeDisplayNames": content}}}).encode()
                info = tarfile.TarInfo(f"package/main/{locale}/{kind}.json")
                info.size = len(body)
                package.addfile(info, io.BytesIO(body))
    return path


def test_countries_alone_are_read_of_languages_alone(tmp_path):
    countries, english = read_names(write_package(tmp_path / "names.tgz"))
    assert countries == {"en": NAMES["en"], "de": NAMES["de"]}
    assert english["de"] == "German"


def test_names_as_in_english_and_locales_of_the_same_names_are_left_out():
    task, left_out = country_task(NAMES, set())
    assert "Cuba" not in task.left
    assert task.languages.count("de") == 3
    assert "de-Latn" not in task.languages and "en" not in task.languages
    assert [task.right[matches[0]] for text, matches in zip(task.left, task.truth, strict=True) if text == "Германия"] == ["Germany"]
    assert left_out == 0


def test_names_of_the_training_are_left_out_and_counted(tmp_path):
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("words\t1\t\tKUBA\tsomething\n", "utf8")
    task, left_out = country_task(NAMES, read_seen(pairs))
    assert "Kuba" not in task.left
    assert left_out == 1
    assert read_seen(None) == set()


def test_counts_by_language_and_script():
    def embed(texts):
        known = {"Германия": 0, "Germany": 0, "Франция": 1, "France": 1}
        return np.eye(3, dtype=np.float32)[[known.get(text, 2) for text in texts]]

    task = Task("countries", ["Германия", "Франция", "Deutschland"], ["Germany", "France"], [[0], [1], [0]], False, ["ru", "ru", "de"])
    held_out = Task("xl_omw", ["Германия", "?"], ["Germany", "France"], [[0], [1]], False, ["rus", "x"])
    languages = count_languages(embed, task, [held_out])
    assert (languages["ru"].countries.rows, languages["ru"].countries.hits) == (2, 2)
    assert languages["ru"].script == "Cyrillic"
    assert languages["rus"].held_out.rows == 1
    assert "x" not in languages


@pytest.mark.parametrize(
    ("code", "is_locale", "expected"),
    [("fra", False, "fr"), ("zh_TW", False, "zh-Hant"), ("pt-BR", False, "pt"), ("nb", True, "no"), ("sr-Latn", True, "sr-Latn")],
)
def test_codes_of_languages_are_those_of_cldr(code, is_locale, expected):
    assert code_of(code, is_locale) == expected


def test_letters_have_scripts():
    assert scripts_of("東京 Tōkyō トウ") == {"Han": 2, "Latin": 5, "Katakana": 2}


def test_the_table_tells_rates_of_enough_names_alone():
    rows = {"name": "Russian", "script": "Cyrillic", "countries": [100, 80], "heldOut": [10, 9]}
    few = {"name": "Latin", "script": "Latin", "countries": [8, 8], "heldOut": [0, 0]}
    other = {"name": "Sakha", "script": "Cyrillic", "countries": [60, 30], "heldOut": [0, 0]}
    figures = {"model": "m", "modelLanguages": ["en", "la", "ru"], "languages": {"la": few, "ru": rows, "sah": other}}
    written = table(figures)
    assert "| Russian (ru) | Cyrillic | 100 | 80 | 71–87 | 10 | – | – |" in written
    assert "| Cyrillic | 2 | 160 | 69 | 61–75 | 10 | – | – |" in written
    assert "Sakha (sah)" not in written
    assert "no rate: Latin." in written


def test_figures_are_kept_as_json():
    figures = to_json({}, {}, 3, "m")
    assert figures["namesSeenInTrainingLeftOut"] == 3
    assert "ru" in figures["modelLanguages"]
    assert figures["languages"]["ru"]["countries"] == [0, 0]
    figures["languages"] = {"ru": {"name": "Русский"}, "la": {}}
    assert json.loads(to_lines(figures)) == figures
    assert to_lines(figures).count("\n") == 4


def test_a_section_is_replaced_between_its_marks():
    text = "a\n<!-- x:begin -->\nold\n<!-- x:end -->\nb"
    assert replace_section(text, "x", "new\n") == "a\n<!-- x:begin -->\n\nnew\n\n<!-- x:end -->\nb"
    with pytest.raises(SectionError):
        replace_section(text, "y", "new")
