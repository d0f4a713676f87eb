"""Titles as encyclopaedias write them in several languages: parts reordered, qualifiers in brackets or before the name."""

import random
from collections.abc import Iterator

from faker import Faker

from ..library import Library
from ..pairs import Pair
from ..source import Source
from ..sources.cedict import PACKAGE as CEDICT
from ..sources.cedict import western_names
from .text import chance, coined_name

# English, French, German, Spanish, Italian, Russian, Chinese; {p} person, {l} place, {y} year, {n} ordinal, {w} title.
TEMPLATES: tuple[dict[str, str], ...] = (
    {"en": "University of {l}", "fr": "Université de {l}", "de": "Universität {l}", "es": "Universidad de {l}", "it": "Università di {l}", "ru": "Университет {l}", "zh": "{l}大學"},
    {"en": "{l} International Airport", "fr": "Aéroport international de {l}", "de": "Flughafen {l}", "es": "Aeropuerto Internacional de {l}", "it": "Aeroporto Internazionale di {l}", "ru": "Международный аэропорт {l}", "zh": "{l}国际机场"},
    {"en": "{l} railway station", "fr": "Gare de {l}", "de": "Bahnhof {l}", "es": "Estación de {l}", "it": "Stazione di {l}", "ru": "{l} (станция)", "zh": "{l}站"},
    {"en": "Battle of {l}", "fr": "Bataille de {l}", "de": "Schlacht von {l}", "es": "Batalla de {l}", "it": "Battaglia di {l}", "ru": "Битва при {l}", "zh": "{l}战役"},
    {"en": "Siege of {l} ({y})", "fr": "Siège de {l} ({y})", "de": "Belagerung von {l} ({y})", "es": "Sitio de {l} ({y})", "it": "Assedio di {l} ({y})", "ru": "Осада {l} ({y})", "zh": "{l}围城战 ({y}年)"},
    {"en": "{w} ({y} film)", "fr": "{w} (film, {y})", "de": "{w} ({y})", "es": "{w} (película de {y})", "it": "{w} (film {y})", "ru": "{w} (фильм, {y})", "zh": "{w} ({y}年电影)"},
    {"en": "{w} (TV series)", "fr": "{w} (série télévisée)", "de": "{w} (Fernsehserie)", "es": "{w} (serie de televisión)", "it": "{w} (serie televisiva)", "ru": "{w} (телесериал)", "zh": "{w} (电视剧)"},
    {"en": "{w} (album)", "fr": "{w} (album)", "de": "{w} (Album)", "es": "{w} (álbum)", "it": "{w} (album)", "ru": "{w} (альбом)", "zh": "{w} (专辑)"},
    {"en": "{w} (song)", "fr": "{w} (chanson)", "de": "{w} (Lied)", "es": "{w} (canción)", "it": "{w} (singolo)", "ru": "{w} (песня)", "zh": "{w} (歌曲)"},
    {"en": "{w} (video game)", "fr": "{w} (jeu vidéo)", "de": "{w} (Computerspiel)", "es": "{w} (videojuego)", "it": "{w} (videogioco)", "ru": "{w} (игра)", "zh": "{w} (游戏)"},
    {"en": "{p} (footballer)", "fr": "{p} (football)", "de": "{p} (Fußballspieler)", "es": "{p} (futbolista)", "it": "{p} (calciatore)", "ru": "{p} (футболист)", "zh": "{p} (足球运动员)"},
    {"en": "{p} (politician)", "fr": "{p} (homme politique)", "de": "{p} (Politiker)", "es": "{p} (político)", "it": "{p} (politico)", "ru": "{p} (политик)", "zh": "{p} (政治家)"},
    {"en": "{p} (actor)", "fr": "{p} (acteur)", "de": "{p} (Schauspieler)", "es": "{p} (actor)", "it": "{p} (attore)", "ru": "{p} (актёр)", "zh": "{p} (演员)"},
    {"en": "List of people from {l}", "fr": "Liste de personnalités nées à {l}", "de": "Liste von Persönlichkeiten der Stadt {l}", "es": "Anexo:Personas de {l}", "it": "Persone legate a {l}", "ru": "Список людей из {l}", "zh": "{l}人列表"},
    {"en": "List of awards received by {p}", "fr": "Liste des distinctions de {p}", "de": "Liste der Auszeichnungen von {p}", "es": "Anexo:Premios de {p}", "it": "Riconoscimenti di {p}", "ru": "Список наград {p}", "zh": "{p}獲獎列表"},
    {"en": "{p} discography", "fr": "Discographie de {p}", "de": "{p}/Diskografie", "es": "Anexo:Discografía de {p}", "it": "Discografia di {p}", "ru": "Дискография {p}", "zh": "{p}音樂作品列表"},
    {"en": "{p} filmography", "fr": "Filmographie de {p}", "de": "Filmografie von {p}", "es": "Anexo:Filmografía de {p}", "it": "Filmografia di {p}", "ru": "Фильмография {p}", "zh": "{p}参演电影列表"},
    {"en": "Mayor of {l}", "fr": "Maire de {l}", "de": "Bürgermeister von {l}", "es": "Alcalde de {l}", "it": "Sindaco di {l}", "ru": "Мэр {l}", "zh": "{l}市长"},
    {"en": "Archbishop of {l}", "fr": "Archevêque de {l}", "de": "Erzbischof von {l}", "es": "Arzobispo de {l}", "it": "Arcivescovo di {l}", "ru": "Архиепископ {l}", "zh": "{l}总教区大主教"},
    {"en": "Duchy of {l}", "fr": "Duché de {l}", "de": "Herzogtum {l}", "es": "Ducado de {l}", "it": "Ducato di {l}", "ru": "Герцогство {l}", "zh": "{l}公国"},
    {"en": "{l} Cathedral", "fr": "Cathédrale de {l}", "de": "Dom zu {l}", "es": "Catedral de {l}", "it": "Cattedrale di {l}", "ru": "Собор {l}", "zh": "{l}主教座堂"},
    {"en": "{l} Stadium", "fr": "Stade de {l}", "de": "Stadion {l}", "es": "Estadio de {l}", "it": "Stadio di {l}", "ru": "Стадион {l}", "zh": "{l}体育场"},
    {"en": "{y} {l} Marathon", "fr": "Marathon de {l} {y}", "de": "{l}-Marathon {y}", "es": "Maratón de {l} de {y}", "it": "Maratona di {l} {y}", "ru": "{l} марафон {y}", "zh": "{y}年{l}马拉松"},
    {"en": "{y} {l} Open", "fr": "Open de {l} {y}", "de": "{l} Open {y}", "es": "Abierto de {l} {y}", "it": "Open di {l} {y}", "ru": "Открытый чемпионат {l} {y}", "zh": "{y}年{l}公開賽"},
    {"en": "{y}–{z} {l} F.C. season", "fr": "Saison {y}-{z} du {l} FC", "de": "{l} FC/Saison {y}/{z}", "es": "Temporada {y}-{z} del {l} Fútbol Club", "it": "{l} Football Club {y}-{z}", "ru": "ФК {l} в сезоне {y}/{z}", "zh": "{l}足球俱乐部{y}–{z}赛季"},
    {"en": "{y} mayoral election in {l}", "fr": "Élections municipales de {y} à {l}", "de": "Bürgermeisterwahl in {l} {y}", "es": "Elecciones municipales de {l} de {y}", "it": "Elezioni comunali del {y} a {l}", "ru": "Выборы мэра {l} ({y})", "zh": "{y}年{l}市长选举"},
    {"en": "{l} metropolitan area", "fr": "Agglomération de {l}", "de": "Metropolregion {l}", "es": "Área metropolitana de {l}", "it": "Area metropolitana di {l}", "ru": "Агломерация {l}", "zh": "{l}都会区"},
    {"en": "History of {l}", "fr": "Histoire de {l}", "de": "Geschichte von {l}", "es": "Historia de {l}", "it": "Storia di {l}", "ru": "История {l}", "zh": "{l}历史"},
    {"en": "{l} Symphony Orchestra", "fr": "Orchestre symphonique de {l}", "de": "Sinfonieorchester {l}", "es": "Orquesta Sinfónica de {l}", "it": "Orchestra sinfonica di {l}", "ru": "Симфонический оркестр {l}", "zh": "{l}交响乐团"},
    {"en": "{l} County", "fr": "Comté de {l}", "de": "{l} County", "es": "Condado de {l}", "it": "Contea di {l}", "ru": "{l} (округ)", "zh": "{l}縣"},
    {"en": "{l} Island", "fr": "Île {l}", "de": "{l} (Insel)", "es": "Isla {l}", "it": "Isola {l}", "ru": "{l} (остров)", "zh": "{l}島"},
    {"en": "{l} River", "fr": "{l} (rivière)", "de": "{l} (Fluss)", "es": "Río {l}", "it": "{l} (fiume)", "ru": "{l} (река)", "zh": "{l}河"},
    {"en": "Church of St. {g}, {l}", "fr": "Église Saint-{g} de {l}", "de": "St. {g} ({l})", "es": "Iglesia de San {g} ({l})", "it": "Chiesa di San {g} ({l})", "ru": "Церковь святого {g} ({l})", "zh": "{l}圣{g}教堂"},
    {"en": "{p}", "fr": "{p}", "de": "{p}", "es": "{p}", "it": "{p}", "ru": "{p}", "zh": "{p}"},
)
_ADJECTIVES = ("Last", "Silent", "Golden", "Broken", "Secret", "Wild", "Lonely", "Electric", "Midnight", "Red", "Lost", "Endless")
_NOUNS = ("Horizon", "Garden", "Promise", "River", "Empire", "Stranger", "Winter", "Machine", "Kingdom", "Letter", "Shadow", "Highway")


def fill(template: str, values: dict[str, str]) -> str:
    """The template with its one-letter slots filled; slots without a value stay."""
    for slot, value in values.items():
        template = template.replace("{" + slot + "}", value)
    return template


def read(library: Library, rng: random.Random) -> Iterator[Pair]:
    """Groups of near-misses about one place or person: other kinds of things, other years."""
    faker = Faker(["en_US", "fr_FR", "de_DE", "es_ES", "it_IT"])
    faker.seed_instance(rng.randrange(1 << 30))
    chinese = western_names(library)
    spelled = {english: name for name, english in chinese.items()}
    names = sorted(spelled)
    group = 0
    while True:
        place, one, two = rng.choice(names), rng.choice(names), rng.choice(names)
        in_chinese = chance(rng, 0.45)
        if not in_chinese and chance(rng, 0.7):
            place, one, two = coined_name(rng, rng.choice((2, 3))), faker.first_name(), faker.last_name()
        title = f"{rng.choice(('The ', ''))}{rng.choice(_ADJECTIVES)} {rng.choice(_NOUNS)}"
        for number, template in enumerate(rng.sample(TEMPLATES, rng.choice((2, 3, 4)))):
            year = rng.randrange(1890, 2025)
            values = {"l": place, "p": f"{one} {two}", "g": one, "w": title, "y": str(year), "z": f"{(year + 1) % 100:02d}"}
            other = rng.choices(("fr", "de", "es", "it"), (6, 2, 2, 1))[0]
            text = fill(template["en"], values)
            if in_chinese:
                other = "zh"
                if "{w}" in template["zh"]:
                    continue
                values |= {"l": spelled[place], "p": f"{spelled[one]}·{spelled[two]}", "g": spelled[one]}
            native = fill(template[other], values)
            if chance(rng, 0.12) and other != "zh":
                native = native.replace(" (", ", ").rstrip(")")
            if native != text:
                yield Pair("titles", f"titles:{group}.{number}", f"titles:{group}", native, text)
        group += 1


def sources() -> tuple[Source, ...]:
    """Titles by template; the Chinese spellings of names come from CC-CEDICT, hence share-alike."""
    return (Source("titles", read, (CEDICT,), "CC-BY-SA-4.0 (Chinese spellings of names), MIT (Faker)", "synthetic", share_alike=True, cap=60_000),)
