"""Invented places in the scripts of their countries with their romanisation and with translated kinds of places.

Names are put together from common syllables and endings, so that they are none of a gazetteer's rows but look like
them: `Община Горновец` - `Obshtina Gornovets` - `Gornovets Municipality`, `산청면` - `Sancheong-myeon`.
"""

import random
from collections.abc import Iterator

from ..library import Library
from ..noise import romanise as latin
from ..pairs import Pair
from ..source import Source
from .text import chance

_KOREAN = "강 경 고 공 광 구 군 금 김 나 남 내 노 단 대 도 동 마 명 무 문 미 반 백 보 봉 부 북 사 산 삼 상 서 석 선 성 송 수 순 신 심 안 양 여 연 영 옥 완 용 우 울 원 월 의 이 익 인 임 장 전 정 제 주 중 진 창 천 청 초 춘 충 태 통 평 포 풍 하 한 함 합 해 홍 화 황 횡 흥 희 덕 림 률 룡 령 곡 암 읍 치 현 호".split()
# Kind of place: Hangul suffix, Revised, McCune-Reischauer, English.
_KOREAN_KINDS = (
    ("시", "-si", "-si", "City"), ("군", "-gun", "-gun", "County"), ("구", "-gu", "-gu", "District"), ("읍", "-eup", "-ŭp", "Town"), ("면", "-myeon", "-myŏn", "Township"),
    ("동", "-dong", "-dong", "Neighborhood"), ("리", "-ri", "-ri", "Village"), ("도", "-do", "-to", "Province"), ("역", "", "", "Station"), ("산", "", "", "Mountain"), ("사", "", "", "Temple"),
    ("강", "", "", "River"), ("항", "", "", "Port"), ("대학교", "", "", "University"), ("공항", "", "", "Airport"), ("", "", "", ""), ("", "", "", ""),
)
_SLAVIC_STEMS = "Бел Бор Брест Бук Вел Верб Вишн Вод Волч Ворон Глин Гол Гор Град Дол Дон Драг Дуб Елен Жел Журав Звез Злат Калин Камен Клен Кос Крас Кремен Куз Лес Лип Лом Луг Мал Медвед Мир Мост Нов Огн Орл Остр Павл Пет Пол Рад Рак Реч Род Руд Свет Сереб Слив Смол Сол Стар Сух Тихвин Троян Уст Хвой Храб Цар Черн Чист Шум Яблон Ясен".split()
_BULGARIAN_ENDS = "ово ево овец ица ник ина ище град ци ин ене яне ник дол поле рече ковци ско".split()
_RUSSIAN_ENDS = "ово ино ск град ка цк евка ский ное ки ичи овец полье горск ореченск ийск".split()
_UKRAINIAN_ENDS = "івка ів ине ець ське градь піль иця не чани".split()
_GREEK_STEMS = "Καλ Μεσ Νε Παλι Αγι Κορ Λευκ Μαυρ Πλατ Ξηρ Χρυσ Μεγαλ Μικρ Δροσ Πετρ Αμπελ Ελαι Καστρ Λιμν Ποταμ Σταυρ Φαν Θερμ Κυπαρ Ραχ".split()
_GREEK_ENDS = "ος ιά ή ον οχώρι όπολη ούπολη άκι ίτσα ώνας ιανά αριά ειο".split()
# Kinds by language: native words before the name, romanised, English after it.
_BULGARIAN_KINDS = (("Община ", "Obshtina ", " Municipality"), ("град ", "grad ", ""), ("с. ", "s. ", ""), ("Област ", "Oblast ", " Province"), ("гара ", "gara ", " Station"), ("", "", ""), ("", "", ""), ("", "", ""))
_RUSSIAN_KINDS = (("город ", "gorod ", ""), ("посёлок ", "posyolok ", ""), ("станция ", "stantsiya ", " Station"), ("село ", "selo ", ""), ("озеро ", "ozero ", " Lake"), ("", "", ""), ("", "", ""), ("", "", ""))
_GREEK_KINDS = (("Δήμος ", "Dimos ", " Municipality"), ("Νομός ", "Nomos ", " Prefecture"), ("όρος ", "oros ", " Mountain"), ("", "", ""), ("", "", ""))


def korean_pair(rng: random.Random) -> tuple[str, str, str]:
    """(Hangul, Latin, stem) of an invented Korean place."""
    stem = "".join(rng.sample(_KOREAN, rng.choice((1, 2, 2, 2, 2, 3))))
    if len(stem) == 1:
        stem += rng.choice(_KOREAN)
    suffix, revised, reischauer, english = rng.choice(_KOREAN_KINDS)
    system = rng.choice(("rr", "rr", "rr", "mr"))
    name = latin.korean(stem, system).capitalize()
    ending = revised if system == "rr" else reischauer
    shape = rng.random()
    if english and (shape < 0.3 or not ending):
        text = f"{name} {english}"
    else:
        text = name + (ending if shape < 0.85 else "")
    if system == "mr" and chance(rng, 0.4):
        text = text.replace("ŏ", "o").replace("ŭ", "u").replace("'", rng.choice(("'", "’", "")))
    return stem + suffix, text, stem


def cyrillic_pair(language: str, rng: random.Random) -> tuple[str, str, str]:
    """(native, Latin, stem) of an invented Bulgarian, Russian or Ukrainian place."""
    ends = {"bg": _BULGARIAN_ENDS, "ru": _RUSSIAN_ENDS, "uk": _UKRAINIAN_ENDS}[language]
    stem = rng.choice(_SLAVIC_STEMS)
    name = stem + rng.choice(ends)
    if chance(rng, 0.2):
        name = rng.choice({"bg": ("Горно ", "Долно ", "Ново ", "Голямо "), "ru": ("Верхнее ", "Нижнее ", "Новое ", "Старое "), "uk": ("Верхня ", "Нова ", "Стара ", "Мала ")}[language]) + name
    kinds = _BULGARIAN_KINDS if language == "bg" else _RUSSIAN_KINDS if language == "ru" else (("місто ", "misto ", ""), ("", "", ""))
    native, roman, english = rng.choice(kinds)
    scheme = "ru-x-sci" if language == "ru" and chance(rng, 0.15) else language
    text = latin.bulgarian(name) if language == "bg" else latin.by_table(name, latin.TABLES[scheme])
    text = text + english if english and chance(rng, 0.4) else (roman if chance(rng, 0.6) else "") + text
    return native + name, text[:1].upper() + text[1:], stem


def greek_pair(rng: random.Random) -> tuple[str, str, str]:
    """(Greek, Latin, stem) of an invented Greek place."""
    stem = rng.choice(_GREEK_STEMS)
    name = stem + rng.choice(_GREEK_ENDS)
    native, roman, english = rng.choice(_GREEK_KINDS)
    text = latin.greek(name)
    return native + name, text + english if english and chance(rng, 0.4) else roman + text, stem


def read(library: Library, rng: random.Random) -> Iterator[Pair]:
    """Places of five countries; the near-misses of a name are the other endings of its stem."""
    while True:
        country = rng.choices(("ko", "bg", "ru", "uk", "el"), (5, 3, 2, 1, 2))[0]
        made = korean_pair(rng) if country == "ko" else greek_pair(rng) if country == "el" else cyrillic_pair(country, rng)
        native, text, stem = made
        yield Pair("places", f"places:{country}:{native}", f"places:{country}:{stem[:1] if country == 'ko' else stem}", native, text)


def sources() -> tuple[Source, ...]:
    """Invented places."""
    return (Source("places", read, (), "none needed (made by rule); anyascii ISC", "synthetic", cap=70_000),)
