"""
Match scores, spread over the cluster: `src/core/candidates/score` cut where whole tables are needed.

1. `judge_pairs`: what a pair says by itself, in parts that hold all pairs of their left records; only pairs worth keeping leave it.
2. `add_usual`, `learn_voices`, `with_logits`: what the other candidates of both records reach, and what the agreement of single columns says.
3. `add_lexicon`: what words mean that two texts do not share, learned from a bounded sample of likely pairs.
4. `settle`: competition for partners, a shuffle a half round; then scores.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from pyspark import Broadcast
from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F
from pyspark.sql import types as T
from pyspark.sql.functions import col

from ..bounded import bounded_frame, few_rows, figures
from ..definition.columns import (
    LEVELS,
    ColumnContext,
    ColumnVoice,
    WordCounts,
    cell_likeness,
    level_bits,
    levels_of,
    qualifier_agreement,
    qualifier_voice,
)
from ..definition.competition import ROUNDS, divide_by_rivals, left_competes, odds_of, right_competes
from ..definition.corpus import Corpus
from ..definition.evidence import PLACE, Similarities, is_identical, lexical_cosine, pair_evidence
from ..definition.features import Features, features_of
from ..definition.generated import load
from ..definition.lexical_text import Side, TextContext
from ..definition.lexicon import CHANGE_WORTH_LEARNING, REACH, ROUNDS as LEXICON_ROUNDS, learn_lexicon, lexicon_terms
from ..definition.match_score import HIGHEST_UNEQUAL_SCORE, IDENTICAL_SCORE, Scorer
from ..definition.normalise import normalise_text
from ..definition.recipe import MatchSettings
from ..frames import apart
from .embed import vectors_of

# Pairs whose evidence a worker holds at a time.
PAIRS_AT_ONCE = 40_000
# Pairs that teach the lexicon, as on the page.
MOST_LESSONS = 5_000
# A pair so far below the best of its left record is no rival to anybody: its odds are e^-16 of the best one's.
LOGITS_THAT_COMPETE = 16.0
KEPT: int = load("score")["usual"]["KEPT"]


@dataclass(frozen=True)
class ScoreFacts:
    """All of both tables that judging a pair by itself takes. Sent to every worker, some 12 bytes a term."""

    context: TextContext
    corpus: Corpus
    scorer: Scorer
    columns: tuple[ColumnContext, ...]
    qualifiers: tuple[ColumnContext, ...]
    settings: MatchSettings
    # The user's, of the compared columns in their order; empty where fewer than two are compared.
    weights: tuple[float, ...]
    # Of the candidates found by shared rare n-grams, how many of each left record stay, by their exact cosine.
    pool: int


JUDGED_SCHEMA = T.StructType(
    [
        T.StructField("left", T.LongType()),
        T.StructField("right", T.LongType()),
        T.StructField("similarity", T.FloatType()),
        T.StructField("lexical", T.FloatType()),
        # Log odds but for what columns, other candidates, lexicon and competition say.
        T.StructField("base", T.DoubleType()),
        T.StructField("levels", T.ArrayType(T.ByteType())),
        T.StructField("certain", T.BooleanType()),
    ]
)


def judge_pairs(pool: DataFrame, records: DataFrame, facts: "Broadcast[ScoreFacts]") -> DataFrame:
    """
    Judges each pair of a pool by itself.

    `pool`: `part`, `left`, `right`, `sure` (stays whatever its letters say). `records`: `part`, `side` (0 left, 1 right), `record`, `text`,
    `cells`, `qualifiers`, `vector`; each part has all records of its pairs. Cost 20 µs a pair and 100 µs a record of a part.
    """

    def judge(pairs: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
        return judge_part(pairs, members, facts.value)

    return pool.groupBy("part").cogroup(apart(records).groupBy("part")).applyInPandas(judge, JUDGED_SCHEMA)


def judge_part(pairs: pd.DataFrame, members: pd.DataFrame, facts: ScoreFacts) -> pd.DataFrame:
    """One part; see `judge_pairs`. Pairs come back by left, then right record."""
    pairs = pairs.sort_values(["left", "right"], ignore_index=True)
    left = _Members.of(members[members["side"] == 0], pairs["left"], "left", facts)
    right = _Members.of(members[members["side"] == 1], pairs["right"], "right", facts)
    lexical = np.zeros(len(pairs), dtype=np.float32)
    for at in _portions(len(pairs)):
        lexical[at] = lexical_cosine(left.features, left.texts[at], right.features, right.texts[at])
    kept = pairs["sure"].to_numpy(bool) | best_of_group(pairs["left"].to_numpy(), pairs["right"].to_numpy(), lexical, facts.pool)
    pairs, lexical, left, right = pairs[kept], lexical[kept], left.where(kept), right.where(kept)
    similarity = _products(left, right)
    base = np.zeros(len(pairs))
    certain = np.zeros(len(pairs), dtype=bool)
    for at in _portions(len(pairs)):
        known = Similarities(similarity[at], lexical[at])
        evidence = pair_evidence(left.features, left.texts[at], right.features, right.texts[at], known, facts.corpus)
        base[at] = facts.scorer.logits(evidence)
        certain[at] = is_identical(left.features, left.texts[at], right.features, right.texts[at])
    for number, (context, qualifier) in enumerate(zip(facts.qualifiers, facts.settings.qualifiers, strict=True)):
        agreement = qualifier_agreement(qualifier.kind, context, left.cells("qualifiers", number), right.cells("qualifiers", number))
        added, contradicts = qualifier_voice(agreement, qualifier.weight)
        base += (1 + facts.scorer.weights[PLACE["qualifiers"]]) * added
        certain &= ~contradicts
    levels = [
        levels_of(cell_likeness(context, left.cells("cells", number), right.cells("cells", number)))
        for number, context in enumerate(facts.columns)
    ]
    return pd.DataFrame(
        {
            "left": pairs["left"].to_numpy(),
            "right": pairs["right"].to_numpy(),
            "similarity": similarity,
            "lexical": lexical,
            "base": base,
            "levels": list(np.stack(levels, axis=1).astype(np.int8)) if levels else [np.zeros(0, np.int8)] * len(pairs),
            "certain": certain,
        }
    )


@dataclass(frozen=True)
class _Members:
    """The records of one side in the pairs of a part: features of their distinct texts, and for each pair the place of its record and text."""

    features: Features
    frame: pd.DataFrame
    places: np.ndarray
    texts: np.ndarray
    vectors: np.ndarray | None

    @classmethod
    def of(cls, members: pd.DataFrame, wanted: "pd.Series[int]", side: Side, facts: ScoreFacts) -> "_Members":
        members = members.sort_values("record", ignore_index=True)
        text_of, texts = pd.factorize(members["text"])
        places = np.searchsorted(members["record"].to_numpy(), wanted.to_numpy())
        vectors = vectors_of(members["vector"], np.float32) if members["vector"].notna().all() else None
        return cls(features_of(list(texts), side, facts.context, facts.corpus), members, places, text_of[places], vectors)

    def where(self, kept: np.ndarray) -> "_Members":
        """The same for some of the pairs."""
        return replace(self, places=self.places[kept], texts=self.texts[kept])

    def cells(self, kind: str, number: int) -> list[str]:
        """The cell of each pair's record in one compared or qualifying column."""
        cells = [row[number] for row in self.frame[kind]]
        return [cells[place] for place in self.places]


def _products(left: _Members, right: _Members) -> np.ndarray:
    """Cosines of the vectors of each pair, float32; NaN where there are none."""
    out = np.full(len(left.places), np.nan, dtype=np.float32)
    if left.vectors is None or right.vectors is None:
        return out
    for at in _portions(len(out)):
        out[at] = np.einsum("ij,ij->i", left.vectors[left.places[at]], right.vectors[right.places[at]])
    return out


def best_of_group(group: np.ndarray, partner: np.ndarray, value: np.ndarray, most: int) -> np.ndarray:
    """True for the `most` largest values of each group, ties to the lower partner. O(n log n)."""
    order = np.lexsort((partner, -value, group))
    members = group[order]
    rank = np.arange(len(order)) - np.searchsorted(members, members)
    out = np.zeros(len(order), dtype=bool)
    out[order] = rank < most
    return out


def _portions(total: int) -> Iterator[slice]:
    for start in range(0, total, PAIRS_AT_ONCE):
        yield slice(start, min(total, start + PAIRS_AT_ONCE))


@dataclass(frozen=True)
class PoolFigures:
    """Of a judged pool: the mean of the second best similarity over left records that have one, and what the levels of each column say."""

    usual_similarity: float
    voices: tuple[ColumnVoice, ...]


def add_usual(judged: DataFrame) -> DataFrame:
    """
    Judged pairs with what the other good candidates of both records reach (mean of the second to sixth best; 0 without any), and with
    whether a pair is the best of both its records by both cosines together (`mutual`, by `likeness`).
    """
    likeness = (col("lexical") + F.coalesce(F.nanvl("similarity", F.lit(0.0)), F.lit(0.0))).cast("float")
    out = judged.withColumn("likeness", likeness)
    for own in ("left", "right"):
        for kind in ("similarity", "lexical"):
            out = out.withColumn("rank", F.row_number().over(Window.partitionBy(own).orderBy(col(kind).desc())))
            usual = F.avg(F.when((col("rank") > 1) & (col("rank") <= KEPT), col(kind).cast("double"))).over(Window.partitionBy(own))
            out = out.withColumn(f"{own}_usual_{kind}", F.coalesce(F.nanvl(usual, F.lit(0.0)), F.lit(0.0)).cast("float"))
            if (own, kind) == ("left", "similarity"):
                out = out.withColumn("is_second", col("rank") == 2)
        out = out.withColumn(f"{own}_best", F.max("likeness").over(Window.partitionBy(own)))
    mutual = (col("likeness") == col("left_best")) & (col("likeness") == col("right_best"))
    return out.withColumn("mutual", mutual).drop("rank", "left_best", "right_best")


def learn_voices(pairs: DataFrame, words: tuple[WordCounts, ...], weights: tuple[float, ...]) -> PoolFigures:
    """What comes of the whole pool: one figure, and a count for each level of each column."""
    found = figures(
        pairs.agg(
            F.avg(F.when(col("is_second"), col("similarity").cast("double"))).alias("usual"),
            F.count(F.when(col("mutual"), 1)).alias("mutual"),
        )
    )
    usual = found["usual"] if found["usual"] is not None and not np.isnan(found["usual"]) else 0.0
    if not words:
        return PoolFigures(usual, ())
    least = 0.0
    if found["mutual"]:
        share = (found["mutual"] // 2 + 0.5) / found["mutual"]
        middle = F.expr(f"percentile_disc({share}) WITHIN GROUP (ORDER BY likeness)").alias("least")
        least = figures(pairs.where(col("mutual")).agg(middle))["least"]
    is_likely = col("mutual") & (col("likeness") >= F.lit(float(least)).cast("float"))
    counted = pairs.select(is_likely.alias("likely"), F.posexplode("levels").alias("column", "level"))
    counts = np.zeros((len(words), 2, LEVELS), dtype=np.int64)
    for row in few_rows(counted.groupBy("column", "likely", "level").count()):
        counts[row["column"], 0 if row["likely"] else 1, row["level"]] = row["count"]
    voices = [ColumnVoice(level_bits(own), word.brevity, weight) for own, word, weight in zip(counts, words, weights, strict=True)]
    return PoolFigures(usual, tuple(voices))


def with_logits(pairs: DataFrame, found: PoolFigures, scorer: Scorer) -> DataFrame:
    """Log odds before the lexicon and competition (`logit`)."""

    def weight(name: str) -> float:
        return float(scorer.weights[PLACE[name]])

    logit = col("base") + F.lit(weight("usualSimilarity") * found.usual_similarity)
    for own in ("left", "right"):
        logit = logit + col(f"{own}_usual_similarity") * weight(f"{own}UsualSimilarity") + col(f"{own}_usual_lexical") * weight(f"{own}UsualLexical")
    for number, voice in enumerate(found.voices):
        bits = F.element_at(F.array(*[F.lit(float(one)) for one in voice.bits]), F.element_at("levels", number + 1).cast("int") + 1)
        factor = weight("columns") * voice.brevity / np.sqrt(len(found.voices)) + (voice.weight - 1) * EMPHASIS
        logit = logit + bits * float(factor)
    return pairs.select("left", "right", "similarity", "lexical", "certain", logit.alias("logit"))


EMPHASIS: float = load("score")["columns"]["EMPHASIS"]


def likely_pairs(pairs: DataFrame, seed: int) -> DataFrame:
    """Pairs that are each other's best by log odds, at most `MOST_LESSONS`, drawn by the hash of the pair."""
    by_left = F.row_number().over(Window.partitionBy("left").orderBy(col("logit").desc(), "right"))
    by_right = F.row_number().over(Window.partitionBy("right").orderBy(col("logit").desc(), "left"))
    mutual = pairs.withColumn("l", by_left).withColumn("r", by_right).where((col("l") == 1) & (col("r") == 1))
    drawn = F.xxhash64(F.lit(seed), "left", "right")
    return mutual.select("left", "right", drawn.alias("drawn")).orderBy("drawn", "left", "right").limit(MOST_LESSONS)


def add_lexicon(pairs: DataFrame, left_texts: DataFrame, right_texts: DataFrame, scorer: Scorer, seed: int, rounds: int = LEXICON_ROUNDS) -> DataFrame:
    """
    Adds to log odds what words say that two texts do not share. `left_texts`, `right_texts`: `record`, `text`.

    The lexicon is learned on the driver from at most 5,000 pairs of texts, and asked only for pairs within reach of the best of their left
    record. A second round learns from what the first put right, where that gave enough records another best pair, as on the page.
    """
    weight = float(scorer.weights[PLACE["translation"]])
    if weight == 0:
        return pairs
    best = F.max("logit").over(Window.partitionBy("left"))
    pairs = pairs.withColumn("near", col("logit") >= best - REACH).withColumn("first", col("logit"))
    lefts = left_texts.select(col("record").alias("left"), col("text").alias("left_text"))
    rights = right_texts.select(col("record").alias("right"), col("text").alias("right_text"))
    asked = pairs.where("near").select("left", "right").join(lefts, "left").join(rights, "right")
    for turn in range(rounds):
        lessons = likely_pairs(pairs, seed).select("left", "right").join(lefts, "left").join(rights, "right")
        taught = bounded_frame(lessons.orderBy("left", "right"), MOST_LESSONS)
        lexicon = learn_lexicon(_terms_of(taught["left_text"]), _terms_of(taught["right_text"]))
        own = pairs.sparkSession.sparkContext.broadcast((lexicon, frozenset(zip(taught["left"], taught["right"], strict=True))))
        bits = asked.mapInPandas(_bits_by(own), "left long, right long, bits double")
        joined = pairs.join(bits, ["left", "right"], "left")
        logit = col("first") + F.lit(weight) * F.coalesce(col("bits"), F.lit(0.0))
        pairs = joined.withColumn("logit", logit).drop("bits")
        if turn + 1 < rounds and not _is_worth_another(pairs, left_texts):
            break
    return pairs.drop("near", "first")


def _is_worth_another(pairs: DataFrame, lefts: DataFrame) -> bool:
    """Whether the first lexicon gave enough left records another best pair (`definition.judge.count_changed`, by groups)."""
    place = F.row_number().over(Window.partitionBy("left").orderBy(col("first").desc(), "right"))
    best = pairs.withColumn("place", place).where(col("place") == 1)
    best = best.select("left", col("right").alias("best"), col("first").alias("before"), col("logit").alias("after"))
    near = pairs.where("near").select("left", "right", "logit").join(best, "left")
    groups = near.groupBy("left", "before", "after").agg(
        F.max(F.when(col("right") < col("best"), col("logit"))).alias("ahead"),
        F.max(F.when(col("right") > col("best"), col("logit"))).alias("behind"),
    )
    none = F.lit(float("-inf"))
    ahead, behind = F.coalesce("ahead", none), F.coalesce("behind", none)
    is_passed = (ahead > col("before")) & ~(col("after") > ahead)
    changed = is_passed | (behind > F.when(is_passed, ahead).otherwise(col("after")))
    found = figures(groups.agg(F.sum(changed.cast("long")).alias("changed")))
    total = figures(lefts.agg(F.count(F.lit(1)).alias("total")))
    return (found["changed"] or 0) >= total["total"] * CHANGE_WORTH_LEARNING


def _terms_of(texts: "pd.Series[str]") -> list[tuple[str, ...]]:
    return [lexicon_terms(normalise_text(text)) for text in texts]


def _bits_by(lexicon: Broadcast):
    def ask(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        learned, taught = lexicon.value
        for batch in batches:
            is_own = np.array([pair in taught for pair in zip(batch["left"], batch["right"], strict=True)], dtype=bool)
            bits = learned.bits(_terms_of(batch["left_text"]), _terms_of(batch["right_text"]), is_own)
            yield pd.DataFrame({"left": batch["left"], "right": batch["right"], "bits": np.asarray(bits, dtype=np.float64)})

    return ask


def settle(pairs: DataFrame, settings: MatchSettings, left_rows: DataFrame, right_rows: DataFrame, buckets: int) -> DataFrame:
    """
    Scores (`score`) after competition for partners, eight rounds of messages from left to right and back. Pairs far below the best of their
    left record stand outside: their odds are no rival's. `left_rows`, `right_rows`: `record`, `rows`.
    """
    by_left, by_right = left_competes(settings.cardinality), right_competes(settings.cardinality)
    if "competition" in (settings.without or ()) or settings.score == "dense" or not (by_left or by_right):
        return _scored(pairs)
    best = F.max("logit").over(Window.partitionBy("left"))
    pairs = pairs.withColumn("competes", col("logit") >= best - LOGITS_THAT_COMPETE)
    sizes = [rows.select(col("record").alias(own), col("rows").alias(f"{own}_rows")) for own, rows in (("left", left_rows), ("right", right_rows))]
    rivals = pairs.where("competes").select("left", "right", "logit").join(sizes[0], "left").join(sizes[1], "right")
    rivals = rivals.mapInPandas(_to_odds, "left long, right long, left_rows long, right_rows long, odds double, message double")
    if by_left and by_right:
        for _ in range(ROUNDS):
            rivals = _divide(rivals, "left", "right", buckets)
            rivals = _divide(rivals, "right", "left", buckets)
        # The last step divides the messages themselves.
        rivals = rivals.withColumn("odds", col("message"))
    rivals = _divide(rivals, "left" if by_left else "right", "right" if by_left else "left", buckets)
    settled = rivals.select("left", "right", F.log("message").alias("settled"))
    joined = pairs.join(settled, ["left", "right"], "left")
    return _scored(joined.withColumn("logit", F.coalesce("settled", "logit")).drop("settled", "competes"))


def _to_odds(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    for batch in batches:
        odds = odds_of(batch["logit"].to_numpy())
        yield batch[["left", "right", "left_rows", "right_rows"]].assign(odds=odds, message=odds)


def _divide(rivals: DataFrame, own: str, other: str, buckets: int) -> DataFrame:
    """Half a round: whole groups of `own` by the bucket, in numpy."""

    def divide(batch: pd.DataFrame) -> pd.DataFrame:
        batch = batch.sort_values([own, other], ignore_index=True)
        records, member = np.unique(batch[own].to_numpy(), return_inverse=True)
        partners, partner = np.unique(batch[other].to_numpy(), return_inverse=True)
        rows, partner_rows = np.ones(len(records), np.int64), np.ones(len(partners), np.int64)
        rows[member] = batch[f"{own}_rows"]
        partner_rows[partner] = batch[f"{other}_rows"]
        batch["message"] = divide_by_rivals(member, partner, rows, partner_rows, batch["odds"].to_numpy(), batch["message"].to_numpy())
        return batch.drop(columns="bucket")

    schema = rivals.schema
    return rivals.withColumn("bucket", F.pmod(F.xxhash64(own), F.lit(buckets))).groupBy("bucket").applyInPandas(divide, schema)


def _scored(pairs: DataFrame) -> DataFrame:
    score = F.lit(HIGHEST_UNEQUAL_SCORE) / (1 + F.exp(-col("logit")))
    return pairs.withColumn("score", F.when(col("certain"), F.lit(IDENTICAL_SCORE)).otherwise(score).cast("float"))
