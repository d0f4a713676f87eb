"""The build: determinism, caps, resumption, the overlap rule, downloads and archives."""

import csv
import hashlib
import io
import json
import random
import tarfile
import zipfile

import pytest

from linkage_encoder.corpus import packages
from linkage_encoder.corpus.build import build, thin
from linkage_encoder.corpus.catalogue import catalogue
from linkage_encoder.corpus.library import Library, members
from linkage_encoder.corpus.overlap import TestTexts as Texts
from linkage_encoder.corpus.overlap import comparable, main, phrases_of, read_tasks, template_overlaps
from linkage_encoder.corpus.pairs import Concept, Pair, clean, concept_pairs, held_out, to_pairs, usable
from linkage_encoder.corpus.source import Source
from linkage_encoder.corpus.sources.cedict import glosses, pinyin
from linkage_encoder.corpus.sources.freedict import bare, entries, number
from linkage_encoder.corpus.sources.icd10 import messages
from linkage_encoder.corpus.sources.wordnet import parse

SYNTHETIC_WITHOUT_PACKAGES = ("persons", "places", "variants", "people")


def pair(text, other, source="s", concept="c"):
    return Pair(source, concept, "", text, other)


def task(folder, name, left, right):
    target = folder / name
    target.mkdir(parents=True)
    for file, rows in (("left.csv", left), ("right.csv", right)):
        with (target / file).open("w", newline="", encoding="utf-8") as out:
            csv.writer(out).writerows([("id", "name"), *enumerate(rows)])


def test_clean_cuts_at_a_word_and_drops_control_characters():
    assert clean("a\tb\n  c\u200b d") == "a b c d"
    assert clean("word " * 100, 22) == "word word word word"
    assert len(clean("x" * 500)) == 260


def test_usable_texts_have_letters():
    assert usable("水") and usable("ab") and not usable("1999") and not usable("a") and not usable("")


def test_concept_gives_distinct_pairs_up_to_its_number():
    concept = Concept("k", {"en": ["house"], "de": ["Haus"], "fr": ["maison"], "x": ["HOUSE"]}, pairs=5)
    pairs = list(concept_pairs(concept, "s", random.Random(3)))
    assert 2 <= len(pairs) <= 5
    assert len({frozenset((p.text, p.other)) for p in pairs}) == len(pairs)
    assert all(p.text.casefold() != p.other.casefold() for p in pairs)


def test_to_pairs_drops_sides_that_say_nothing():
    assert not list(to_pairs([pair("123", "abc"), pair("same", "same"), pair("", "x")], "s", random.Random(1)))


def test_thin_is_fair_and_keeps_the_order():
    chosen = thin((pair(str(i), "x") for i in range(1000)), 300, random.Random(1))
    numbers = [int(p.text) for p in chosen]
    assert len(numbers) == 300 and numbers == sorted(numbers) and max(numbers) > 900


def test_comparable_ignores_case_marks_punctuation_and_order():
    assert comparable("Smith, John") == comparable("JOHN SMITH") == comparable("jöhn  smith")
    assert comparable("हिन्दी") != comparable("हन्द")


def test_overlap_rules():
    texts = Texts(all={comparable(t) for t in ("Anna Meyer", "anna meier", "Paris")}, places={comparable("Paris")})
    assert texts.reason(pair("Meyer, Anna", "Anna Meier")) == "both"
    assert texts.reason(pair("Anna Meyer", "somebody else")) == ""
    assert texts.reason(pair("Paris", "a town nobody tests")) == "place"


def test_synthetic_records_with_four_words_of_a_task_overlap(tmp_path):
    task(tmp_path, "shops", ["Quiet blender with glass jar, 500 W"], ["12 34 56 78 90"])
    texts = read_tasks([tmp_path])
    assert texts.reason(pair("Brava mixer WITH glass jar", "none", source="products")) == ""
    assert texts.reason(pair("none", "a blender, with glass-jar", source="products")) == "words"
    assert texts.reason(pair("a blender, with glass-jar", "none", source="icd10")) == ""
    assert texts.reason(pair("sold 12 34 56 78", "none", source="sites")) == ""


def test_phrases_of_templates_may_not_stand_in_a_task(tmp_path):
    task(tmp_path / "tasks", "shops", ["Brava silk dome tweeter", "coffee cups", "zh cn"], ["x y"])
    code = tmp_path / "records"
    code.mkdir()
    (code / "a.py").write_text('"""A silk dome in a docstring."""\nPARTS = ("silk dome tweeter", "coffee cups", "one", "zh_CN", "{x} dome tweeter, y")\n')
    assert "coffee cups" in phrases_of(code) and "one" not in phrases_of(code) and "zh cn" not in phrases_of(code)
    texts = read_tasks([tmp_path / "tasks"])
    assert template_overlaps(texts, {"coffee cup"}, code) == ["dome tweeter", "silk dome tweeter"]


def test_overlap_command_reports_and_fails(tmp_path, capsys):
    task(tmp_path / "tasks", "cities_aa_en", ["Ээ"], ["Ee"])
    task(tmp_path / "tasks", "shops", ["Acme drill"], ["acme DRILL 5"])
    good, bad = tmp_path / "good.tsv", tmp_path / "bad.tsv"
    good.write_text("a\tc\t\tAcme drill\tanother drill\n", encoding="utf-8")
    bad.write_text("a\tc\t\tdrill Acme\tAcme Drill 5\na\tc\t\tEe\tElsewhere\n", encoding="utf-8")
    assert main(["--pairs", str(good), "--tasks", str(tmp_path / "tasks")]) == 0
    assert main(["--pairs", str(bad), "--tasks", str(tmp_path / "tasks")]) == 1
    assert "a\t2 pairs\tboth sides 1\tplace 1" in capsys.readouterr().out
    assert main(["--pairs", str(good), "--tasks", str(tmp_path / "absent")]) == 2
    assert "no such folder" in capsys.readouterr().err


def test_overlap_names_a_broken_line(tmp_path):
    task(tmp_path / "tasks", "shops", ["a b"], ["c d"])
    broken = tmp_path / "pairs.tsv"
    broken.write_text("a\tb\n", encoding="utf-8")
    with pytest.raises(ValueError, match="pairs.tsv:1: 2 columns"):
        main(["--pairs", str(broken), "--tasks", str(tmp_path / "tasks")])


def synthetic(name):
    return next(source for source in catalogue() if source.name == name)


@pytest.mark.parametrize("name", SYNTHETIC_WITHOUT_PACKAGES)
def test_synthetic_source_is_deterministic_and_well_formed(name, tmp_path):
    source, library = synthetic(name), Library(tmp_path, {})
    one, two = (
        [p for p, _ in zip(to_pairs(source.read(library, random.Random(f"1/{name}")), name, random.Random(2)), range(400), strict=False)] for _ in range(2)
    )
    assert one == two
    assert len(one) == 400
    for p in one:
        assert p.source == name and p.concept and 0 < len(p.text) <= 260 and 0 < len(p.other) <= 260
        assert not any(c in p.text + p.other for c in "\t\n\r")


def test_near_misses_share_a_group_and_differ_in_text(tmp_path):
    groups = {}
    for p, _ in zip(synthetic("persons").read(Library(tmp_path, {}), random.Random(1)), range(600), strict=False):
        groups.setdefault(p.group, []).append(p)
    assert max(map(len, groups.values())) >= 4
    for members_ in groups.values():
        assert len({p.text.casefold() for p in members_}) == len(members_)
        assert len({p.concept for p in members_}) == len(members_)


def test_build_resumes_and_keeps_out_the_tasks(tmp_path):
    calls = []

    def read(library, rng):
        calls.append(1)
        yield Pair("toy", "toy:1", "", "kept one", "kept two")
        yield Pair("toy", "toy:2", "", "secret left", "secret right")
        yield Pair("toy", "toy:1", "", "kept one", "kept two")

    read.__module__ = __name__
    source = Source("toy", read, (), "MIT", "test", cap=10)
    texts = Texts(all={comparable("secret left"), comparable("secret right")})
    library = Library(tmp_path, {})
    for _ in range(2):
        table = build([source], library, texts, tmp_path / "out", 1, say=lambda line: None)
    assert len(calls) == 1
    assert (tmp_path / "out" / "pairs.tsv").read_text() == "toy\ttoy:1\t\tkept one\tkept two\n"
    assert table["toy"]["leftOut"] == {"repeated": 1, "both": 1}
    assert json.loads((tmp_path / "out" / "sources.json").read_text())["toy"]["shareAlike"] is False
    build([source], library, texts, tmp_path / "out", 2, say=lambda line: None)
    assert len(calls) == 2


def test_catalogue_names_are_unique_and_packages_pinned():
    sources, known = catalogue(), packages.load_packages()
    assert len({source.name for source in sources}) == len(sources)
    for source in sources:
        assert source.licence and source.origin
        assert set(source.packages) <= set(known), source.name
    assert all(len(p.sha256) == 64 and p.version for p in known.values())


def test_share_alike_is_set_where_the_licence_asks_for_it():
    for source in catalogue():
        asks = any(word in source.licence for word in ("BY-SA", "GPL"))
        assert source.share_alike == asks, source.name


def test_a_replaced_file_is_refused(tmp_path):
    (tmp_path / "a.tgz").write_bytes(b"other")
    package = packages.Package("npm", "a", "1.0.0", "a.tgz", hashlib.sha256(b"right").hexdigest())
    with pytest.raises(packages.PackageError, match="delete it and run again"):
        packages.fetch(package, tmp_path)


def test_unknown_registry_is_an_error(tmp_path):
    with pytest.raises(packages.PackageError, match="unknown registry"):
        packages.fetch(packages.Package("ftp", "a", "1", "a.tgz", "0" * 64), tmp_path)


def test_members_of_the_four_kinds_of_archive(tmp_path):
    wheel = tmp_path / "a.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("data/x.json", "{}")
    tarball = io.BytesIO()
    with tarfile.open(fileobj=tarball, mode="w:xz") as archive:
        entry = tarfile.TarInfo("./data/x.json")
        entry.size = 2
        archive.addfile(entry, io.BytesIO(b"{}"))
    (tmp_path / "a.tar.xz").write_bytes(tarball.getvalue())
    body = tarball.getvalue()
    header = f"{'data.tar.xz/':<16}{0:<12}{0:<6}{0:<6}{'100644':<8}{len(body):<10}`\n".encode()
    (tmp_path / "a.deb").write_bytes(b"!<arch>\n" + header + body)
    for name in ("a.whl", "a.tar.xz", "a.deb"):
        assert list(members(tmp_path / name, "data/", ".json")) == [("data/x.json", b"{}")]
        assert list(members(tmp_path / name, "other/")) == []


def test_held_out_is_one_in_twenty_and_fixed():
    share = sum(held_out("geo", str(i)) for i in range(20_000)) / 20_000
    assert 0.045 < share < 0.055
    assert [i for i in range(60) if held_out("omw", str(i))] == [i for i in range(60) if int(hashlib.md5(f"omw{i}".encode()).hexdigest(), 16) % 20 == 0]


def test_readers_of_formats():
    assert number("BA") == 64
    data = "Haus /haʊs/ <n>\n1. house, building\ndefinition\n".encode()
    assert list(entries(data, f"Haus\tA\t{'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'[len(data)]}\n")) == [("Haus", ["house", "building"], False)]
    assert bare("второстепе́нный [techn.]") == "второстепенный"
    assert glosses(["variant of 北京", "capital (of China); seat", "see 上海"]) == ["capital", "seat"]
    assert pinyin("Bei3 jing1 Shi4") == "Beijing Shi"
    assert list(messages('msgctxt "a:B"\nmsgid "Cho"\n"lera"\nmsgstr "Colera"\n\n')) == [("a:B", "Cholera", "Colera")]
    synset = parse("00001740 03 n 02 big_cat 0 feline(p) 0 002 @ 00001741 n 0000 ~ 00001742 n 0000 | an animal; \"it ran\"", "n")
    assert (synset.lemmas, synset.hypernyms, synset.gloss) == (("big cat", "feline"), ("00001741",), "an animal")


def test_every_pinned_package_is_read_by_a_source():
    used = {name for source in catalogue() for name in source.packages}
    assert set(packages.load_packages()) == used
