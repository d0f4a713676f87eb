"""Made-up firms in two tables of any size, with the truth: a share of the left ones is in the right table again, spelt another way."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pandas as pd
from pyspark.sql import SparkSession

SCHEMA = "id long, name string, city string, partner long"
ONSETS = "b br c ch d dr f fl g gr h j k kl kr l m n p pl pr r s sch sp st t tr v w z".split()
NUCLEI = "a e i o u ai au ei eu ie ou ä ö ü é".split()
CODAS = ["", "", "", "n", "r", "l", "s", "t", "m", "ck", "nd", "rt", "ng"]
TRADES = "Logistics Trading Foods Steel Energy Consulting Software Textiles Pharma Engineering Partners Systems Holding Industries Works Print Glass Motors Bau Handel".split()
FORMS = ["GmbH", "AG", "Ltd", "Limited", "Inc", "S.A.", "BV", "AB", "LLC", ""]
CITIES = "Zürich Bern Basel Genève Lyon Paris Berlin München Hamburg Wien Graz Milano Torino Roma London Leeds Dublin Oslo Malmö Turku Gdańsk Praha Brno Porto Sevilla".split()
SHARED = 0.8


def write_firms(spark: SparkSession, folder: Path, rows: int, seed: int = 1) -> None:
    """
    Writes `left` and `right` (Parquet: `id`, `name`, `city`), `rows` each, and `truth` (`left`, `right`: ids). A row depends on its number and
    the seed alone.
    """
    partitions = max(2, rows // 50_000)
    ids = spark.range(0, rows, 1, partitions)

    def lefts(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        for batch in batches:
            yield pd.DataFrame([_firm(int(number), seed) for number in batch["id"]], columns=["id", "name", "city", "partner"])

    def rights(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        for batch in batches:
            yield pd.DataFrame([_other(int(number), rows, seed) for number in batch["id"]], columns=["id", "name", "city", "partner"])

    place = folder.as_uri()
    ids.mapInPandas(lefts, SCHEMA).drop("partner").write.mode("overwrite").parquet(f"{place}/left")
    ids.mapInPandas(rights, SCHEMA).write.mode("overwrite").parquet(f"{place}/right-with-truth")
    written = spark.read.parquet(f"{place}/right-with-truth")
    written.drop("partner").write.mode("overwrite").parquet(f"{place}/right")
    written.where("partner >= 0").selectExpr("partner as left", "id as right").write.mode("overwrite").parquet(f"{place}/truth")


def _draw(number: int, seed: int, kind: int) -> Random:
    return Random(f"{seed}/{kind}/{number}")


def _word(draw: Random) -> str:
    return "".join(draw.choice(ONSETS) + draw.choice(NUCLEI) + draw.choice(CODAS) for _ in range(draw.randint(2, 3))).capitalize()


def _firm(number: int, seed: int) -> tuple[int, str, str, int]:
    draw = _draw(number, seed, 0)
    words = [_word(draw)] + ([_word(draw)] if draw.random() < 0.5 else [])
    trades = [draw.choice(TRADES) for _ in range(draw.randint(0, 2))]
    name = " ".join(filter(None, [*words, *trades, draw.choice(FORMS)]))
    return number, name, draw.choice(CITIES), -1


def _other(number: int, rows: int, seed: int) -> tuple[int, str, str, int]:
    """The right row of a number: a left firm spelt another way, in another order, or a firm that is in no left row."""
    partner = (number * STRIDE + seed) % rows
    if _draw(partner, seed, 1).random() >= SHARED:
        _, name, city, _ = _firm(rows + number, seed)
        return number, name, city, -1
    _, name, city, _ = _firm(partner, seed)
    return number, _spelt_again(name, _draw(number, seed, 2)), city, partner


# Without a factor of 2 or 5, so that every left row comes once whatever power of ten the rows are.
STRIDE = 7_919


def _spelt_again(name: str, draw: Random) -> str:
    words = name.split(" ")
    if draw.random() < 0.4 and words[-1] in FORMS:
        words[-1] = draw.choice(FORMS)
    if draw.random() < 0.15 and len(words) > 2:
        words[0], words[1] = words[1], words[0]
    if draw.random() < 0.1 and len(words) > 3:
        del words[-2]
    text = " ".join(filter(None, words))
    for _ in range(draw.randint(0, 2)):
        at = draw.randrange(1, max(2, len(text) - 1))
        kind = draw.randint(0, 2)
        letter = chr(97 + draw.randint(0, 25))
        text = text[:at] + ("" if kind == 0 else letter if kind == 1 else letter + text[at : at + 1]) + text[at + 1 :]
    return text.upper() if draw.random() < 0.1 else text
