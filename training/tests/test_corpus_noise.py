"""Properties of the noise: pure, seeded, never a digit changed by accident, always a digit changed on purpose."""

import random
import re

import pytest

from linkage_encoder.corpus import noise
from linkage_encoder.corpus.noise.codes import rewrite_code
from linkage_encoder.corpus.noise.romanise import bulgarian, by_table, greek, korean, romanise
from linkage_encoder.corpus.noise.words import change_legal_form

TEXTS = (
    "Acme Manufacturing Co., 12 North Main Street, Suite 400", "Мебельная фабрика Заря, улица Ленина, 5", "Καλή Πέτρα ΑΕ, Πλατεία 3",
    "株式会社山田製作所 東京都千代田区1-2", "مكتبة النور، شارع البحر 14", "서울 강남구 테헤란로 12", "Sony DSC-W120 digital camera 7.2 megapixel", "x", "12345", "",
)
FUNCTIONS = (noise.mistype, noise.misread, noise.abbreviate, noise.drop_word, noise.reorder, noise.initials, noise.respell_case, noise.disturb, noise.change_digits)


def digits(text: str) -> str:
    return "".join(re.findall(r"\d", text))


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("text", TEXTS)
def test_same_seed_same_text(function, text):
    for seed in range(20):
        assert function(text, random.Random(seed)) == function(text, random.Random(seed))


@pytest.mark.parametrize("function", (noise.mistype, noise.abbreviate, noise.drop_word, noise.respell_case))
@pytest.mark.parametrize("text", TEXTS)
def test_slips_keep_every_digit(function, text):
    for seed in range(60):
        assert digits(function(text, random.Random(seed))) == digits(text)


@pytest.mark.parametrize("text", [text for text in TEXTS if text])
def test_disturbed_text_is_never_empty(text):
    assert all(noise.disturb(text, random.Random(seed)).strip() for seed in range(100))


@pytest.mark.parametrize("text", TEXTS[:7])
def test_mistype_is_one_slip(text):
    for seed in range(60):
        changed = noise.mistype(text, random.Random(seed))
        assert abs(len(changed) - len(text)) <= 1
        assert sum(a != b for a, b in zip(text, changed, strict=False)) == 0 or text[0] == changed[0]


def test_misread_changes_look_alikes_of_the_text_s_script():
    assert {noise.misread("土木", random.Random(seed)) for seed in range(60)} <= {"土木", "士木", "土本"}
    arabic = {noise.misread("بيت", random.Random(seed)) for seed in range(60)}
    assert len(arabic) > 1
    assert all(0x600 <= ord(c) <= 0x6FF for text in arabic for c in text)


def test_misread_leaves_runs_of_digits_alone():
    for seed in range(60):
        assert noise.misread("Model 1O5 105", random.Random(seed)).endswith(" 1O5 105")


@pytest.mark.parametrize("code", ("DSC-W120", "LN46A650", "42PQ30", "X1", "1588B001", "ABC"))
def test_changed_code_is_another_code(code):
    for seed in range(200):
        assert noise.change_code(code, random.Random(seed)) != code


@pytest.mark.parametrize("text", [text for text in TEXTS if digits(text)])
def test_changed_digits_make_another_thing(text):
    for seed in range(100):
        changed = noise.change_digits(text, random.Random(seed))
        assert changed != text
        assert not changed.startswith("0")


def test_respelled_code_keeps_letters_and_digits():
    for seed in range(50):
        rng = random.Random(seed)
        code = noise.model_code(rng)
        assert re.sub(r"\W", "", rewrite_code(code, rng)).lower() == re.sub(r"\W", "", code).lower()


def test_model_codes_have_letters_and_digits():
    codes = [noise.model_code(random.Random(seed)) for seed in range(300)]
    assert all(re.search(r"\d", code) and re.search("[A-Z]", code) for code in codes)
    assert len(set(codes)) > 290


def test_strip_marks_leaves_scripts_whose_marks_are_letters():
    assert noise.strip_marks("Résumé Łódź Καλή ёлка") == "Resume Łodz Καλη елка"
    for text in ("हिन्दी", "한국어", "がぎ", "ไทย"):
        assert noise.strip_marks(text) == text


def test_legal_forms_are_exchanged_within_their_line():
    forms = {change_legal_form("Northwind Traders Ltd.", random.Random(seed)) for seed in range(80)}
    assert forms == {"Northwind Traders", "Northwind Traders Ltd", "Northwind Traders Limited"}


@pytest.mark.parametrize(
    ("text", "revised", "reischauer"),
    (("부산", "busan", "pusan"), ("전주", "jeonju", "chŏnju"), ("종로", "jongno", "chongno"), ("신라", "silla", "silla"), ("강릉", "gangneung", "kangnŭng"), ("한국", "hanguk", "hanguk")),
)
def test_korean_romanisation(text, revised, reischauer):
    assert korean(text) == revised
    assert korean(text, "mr") == reischauer


def test_other_romanisations():
    assert bulgarian("Щърково, София") == "Shtarkovo, Sofia"
    assert greek("Θεσσαλονίκη Ευρώπη") == "Thessaloniki Evropi"
    assert by_table("Жуков", {"ж": "zh"}) == "Zhуков"
    assert romanise("Щукин", "ru") == "Shchukin"
    assert romanise("부산 역", "ko") == "Busan Yeok"
    assert romanise("北京", "zh").isascii()
