"""
Match scores, spread over the cluster: `src/core/candidates/score` cut where whole tables are needed.

1. `judge_pairs`: what a pair says by itself, in parts that hold all pairs of their left records; only pairs worth keeping leave it.
2. `add_usual`, `learn_voices`, `with_logits`, `keep_near`: what the other candidates of both records reach, and what the agreement of single columns says.
3. `add_lexicon`: what words mean that two texts do not share, learned from a bounded sample of likely pairs.
4. `settle`: competition for partners, of very many pairs a shuffle a half round; then scores.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from pyspark import Broadcast
from pyspark.sql import Column, DataFrame, Window
from pyspark.sql import functions as F
from pyspark.sql import types as T
from pyspark.sql.functions import col

from ..bounded import bounded_frame, few_rows, figures
from ..definition.columns import (
    LEVELS,
    Cells,
    ColumnContext,
    ColumnVoice,
    WordCounts,
    level_bits,
    levels_of,
    likeness_of,
    qualifier_agreement,
    qualifier_voice,
    read_all_cells,
)
from ..definition.competition import ROUNDS, divide_by_rivals, left_competes, messages_to_right, odds_of, right_competes, settle_competition
from ..definition.corpus import Corpus
from ..definition.evidence import PLACE, Similarities, is_identical, lexical_cosine, pair_evidence
from ..definition.features import Features, features_of
from ..definition.generated import load
from ..definition.hashed import SECTIONS, features_from, fixed, fixed_of, hashed_terms, identities, pack, sections_of, terms_of, unpack
from ..definition.lexical_text import Side, TextContext
from ..definition.lexicon import CHANGE_WORTH_LEARNING, REACH, ROUNDS as LEXICON_ROUNDS, learn_lexicon, lexicon_terms
from ..definition.match_score import HIGHEST_UNEQUAL_SCORE, IDENTICAL_SCORE, Scorer
from ..definition.normalise import normalise_text
from ..definition.recipe import MatchSettings
from ..frames import apart
from .components import Checkpoint
from .embed import vectors_of

# Pairs whose evidence a worker holds at a time.
PAIRS_AT_ONCE = 40_000
# Pairs that teach the lexicon, as on the page.
MOST_LESSONS = 5_000
# A pair so far below the best of its left record is no rival to anybody: its odds are e^-16 of the best one's.
LOGITS_THAT_COMPETE = 16.0
# Nor is one whose own odds are below e^-12: a hundred of them take less than a thousandth from what they compete with.
LOWEST_RIVAL = -12.0
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
        # Both cosines together, and what the left record's others reach: a part has all of its pairs.
        T.StructField("likeness", T.FloatType()),
        T.StructField("left_usual_similarity", T.FloatType()),
        T.StructField("left_usual_lexical", T.FloatType()),
        # Whether a pair is the second of its left record by vectors, and the best by likeness.
        T.StructField("is_second", T.BooleanType()),
        T.StructField("is_left_best", T.BooleanType()),
    ]
)


def judge_pairs(pool: DataFrame, records: DataFrame, facts: "Broadcast[ScoreFacts]") -> DataFrame:
    """
    Judges each pair of a pool by itself.

    `pool`: `part`, `left`, `right`, `sure` (stays whatever its letters say). `records`: `part`, `side` (0 left, 1 right), `record`, and what
    `pack_records` makes; each part has all records of its pairs.
    """

    def judge(pairs: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
        return judge_part(pairs, members, facts.value)

    return pool.groupBy("part").cogroup(apart(records).groupBy("part")).applyInPandas(judge, JUDGED_SCHEMA)


def judge_part(pairs: pd.DataFrame, members: pd.DataFrame, facts: ScoreFacts) -> pd.DataFrame:
    """One part; see `judge_pairs`. Pairs come back by left, then right record."""
    pairs = pairs.sort_values(["left", "right"], ignore_index=True)
    left = _Members.of(members[members["side"] == 0], pairs["left"], facts)
    right = _Members.of(members[members["side"] == 1], pairs["right"], facts)
    lexical = np.zeros(len(pairs), dtype=np.float32)
    for at in _portions(len(pairs)):
        lexical[at] = lexical_cosine(left.features, left.places[at], right.features, right.places[at])
    kept = pairs["sure"].to_numpy(bool) | best_of_group(pairs["left"].to_numpy(), pairs["right"].to_numpy(), lexical, facts.pool)
    pairs, lexical, left, right = pairs[kept], lexical[kept], left.where(kept), right.where(kept)
    similarity = _products(left, right)
    base = np.zeros(len(pairs))
    certain = np.zeros(len(pairs), dtype=bool)
    for at in _portions(len(pairs)):
        known = Similarities(similarity[at], lexical[at])
        evidence = pair_evidence(left.features, left.places[at], right.features, right.places[at], known, facts.corpus)
        base[at] = facts.scorer.logits(evidence)
        certain[at] = is_identical(left.features, left.places[at], right.features, right.places[at])
    for number, (context, qualifier) in enumerate(zip(facts.qualifiers, facts.settings.qualifiers, strict=True)):
        agreement = qualifier_agreement(qualifier.kind, context, left.cells("qualifiers", number), right.cells("qualifiers", number))
        added, contradicts = qualifier_voice(agreement, qualifier.weight)
        base += (1 + facts.scorer.weights[PLACE["qualifiers"]]) * added
        certain &= ~contradicts
    levels = [
        levels_of(likeness_of(context, left.columns[number], left.places, right.columns[number], right.places))
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
            **_left_standing(pairs["left"].to_numpy(), similarity, lexical),
        }
    )


def _left_standing(left: np.ndarray, similarity: np.ndarray, lexical: np.ndarray) -> dict[str, np.ndarray]:
    """How each pair stands among those of its left record: the last columns of `JUDGED_SCHEMA`. O(n log n)."""
    member, group = np.unique(left, return_inverse=True)
    likeness = (lexical + np.nan_to_num(similarity, nan=0.0)).astype(np.float32)
    best = np.full(len(member), -np.inf, dtype=np.float32)
    np.maximum.at(best, group, likeness)
    usual, ranks = {}, {}
    for name, value in (("similarity", similarity), ("lexical", lexical)):
        order = np.lexsort((-value, group))
        rank = np.empty(len(order), dtype=np.int64)
        rank[order] = np.arange(len(order)) - np.searchsorted(group[order], group[order])
        counts = (rank > 0) & (rank < KEPT)
        total = np.bincount(group[counts], weights=value[counts], minlength=len(member))
        mean = total / np.maximum(1, np.bincount(group[counts], minlength=len(member)))
        usual[f"left_usual_{name}"], ranks[name] = np.nan_to_num(mean, nan=0.0).astype(np.float32)[group], rank
    return {"likeness": likeness, **usual, "is_second": ranks["similarity"] == 1, "is_left_best": likeness == best[group]}


def pack_records(records: DataFrame, facts: "Broadcast[ScoreFacts]") -> DataFrame:
    """
    Records (`side`, `record`, `text`, `form`, `cells`, `qualifiers`, `vector`) as `judge_pairs` takes them: texts and cells as `features`, vectors in
    half precision (cosines to some 10^-5). A part has very many records in few pairs each, so all that can be made once is.
    """

    def pack(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        for batch in batches:
            for side, members in batch.groupby("side"):
                yield pack_members(members, "right" if side else "left", facts.value)

    return records.select(*MEMBER_COLUMNS).mapInPandas(pack, PACKED_SCHEMA)


MEMBER_COLUMNS = ("side", "record", "text", "form", "cells", "qualifiers", "vector")
PACKED_SCHEMA = "side int, record long, qualifiers array<string>, features binary, vector binary"


def pack_members(members: pd.DataFrame, side: Side, facts: ScoreFacts) -> pd.DataFrame:
    """Records of one side; see `pack_records`."""
    forms = members["form"].tolist() if "form" in members else None
    sections = sections_of(features_of(members["text"].tolist(), side, facts.context, facts.corpus, forms))
    for number, context in enumerate(facts.columns):
        cells = read_all_cells(context, [row[number] for row in members["cells"]], side)
        numbers = cells.numbers if context.reach is not None else np.zeros(len(members))
        sections += [fixed([identities(cells.forms.tolist()), numbers.view(np.uint64)]), hashed_terms(cells.runs)[0]]
    vectors = None
    if len(members) and members["vector"].notna().all():
        vectors = [vector.tobytes() for vector in vectors_of(members["vector"], np.float32).astype(np.float16)]
    out = members[["side", "record", "qualifiers"]].assign(features=pack(sections))
    return out.assign(vector=vectors)


@dataclass(frozen=True)
class _Members:
    """The records of one side in the pairs of a part, and for each pair the place of its record."""

    features: Features
    columns: tuple[Cells, ...]
    frame: pd.DataFrame
    places: np.ndarray
    vectors: np.ndarray | None

    @classmethod
    def of(cls, members: pd.DataFrame, wanted: "pd.Series[int]", facts: ScoreFacts) -> "_Members":
        members = members.sort_values("record", ignore_index=True)
        places = np.searchsorted(members["record"].to_numpy(), wanted.to_numpy())
        sections = unpack(members["features"].tolist(), SECTIONS + 2 * len(facts.columns))
        columns = []
        for number in range(len(facts.columns)):
            named = fixed_of(sections[SECTIONS + 2 * number], 2)
            columns.append(Cells(named[:, 0], terms_of(sections[SECTIONS + 2 * number + 1]), np.ascontiguousarray(named[:, 1]).view(np.float64)))
        vectors = vectors_of(members["vector"], np.float16).astype(np.float32) if members["vector"].notna().all() else None
        return cls(features_from(sections), tuple(columns), members, places, vectors)

    def where(self, kept: np.ndarray) -> "_Members":
        """The same for some of the pairs."""
        return replace(self, places=self.places[kept])

    def cells(self, kind: str, number: int) -> list[str]:
        """The cell of each pair's record in one qualifying column."""
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
    Judged pairs with what the other good candidates of the right record reach too (mean of the second to sixth best; 0 without any), and with
    whether a pair is the best of both its records by both cosines together (`mutual`, by `likeness`).
    """
    out = judged
    whole = Window.partitionBy("right")
    for kind in ("similarity", "lexical"):
        out = out.withColumn("rank", F.row_number().over(whole.orderBy(col(kind).desc())))
        usual = F.avg(F.when((col("rank") > 1) & (col("rank") <= KEPT), col(kind).cast("double"))).over(whole)
        out = out.withColumn(f"right_usual_{kind}", F.coalesce(F.nanvl(usual, F.lit(0.0)), F.lit(0.0)).cast("float"))
    mutual = col("is_left_best") & (col("likeness") == F.max("likeness").over(whole))
    return out.withColumn("mutual", mutual).drop("rank", "is_left_best")


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


def keep_near(pairs: DataFrame, wanted: int) -> DataFrame:
    """
    Pairs with `best`, the highest log odds of their left record, and `near`, whether they are within reach of it; only such as may still be
    among its `wanted` best candidates, or are somebody's rival, go on.
    """
    by_left = Window.partitionBy("left")
    ranked = pairs.withColumn("best", F.max("logit").over(by_left)).withColumn("rank", F.row_number().over(by_left.orderBy(col("logit").desc(), "right")))
    kept = ranked.withColumn("near", col("logit") >= col("best") - REACH)
    return kept.where((col("rank") <= SPARE_RANKS * wanted) | col("near") | competes()).drop("rank")


# Candidates kept for each that is wanted, while lexicon and competition may still change their order.
SPARE_RANKS = 2


def competes() -> Column:
    """Whether a pair is a rival to others, by its log odds and those of its left record's best one."""
    return (col("logit") >= LOWEST_RIVAL) & (col("logit") >= col("best") - LOGITS_THAT_COMPETE)


def likely_pairs(pairs: DataFrame, seed: int) -> DataFrame:
    """Pairs that are each other's best by log odds, ties to the lower record, at most `MOST_LESSONS`, drawn by the hash of the pair."""
    one = pairs.groupBy("left").agg(F.max_by("right", F.struct("logit", -col("right"))).alias("right"))
    other = pairs.groupBy("right").agg(F.max_by("left", F.struct("logit", -col("left"))).alias("left"))
    mutual = one.join(other, ["left", "right"])
    drawn = F.xxhash64(F.lit(seed), "left", "right")
    return mutual.select("left", "right", drawn.alias("drawn")).orderBy("drawn", "left", "right").limit(MOST_LESSONS)


def add_lexicon(
    pairs: DataFrame, left_texts: DataFrame, right_texts: DataFrame, scorer: Scorer, seed: int, checkpoint: Checkpoint, rounds: int = LEXICON_ROUNDS
) -> DataFrame:
    """
    Adds to log odds what words say that two texts do not share. `pairs` has `near`; `left_texts`, `right_texts`: `record`, `text`.

    The lexicon is learned on the driver from at most 5,000 pairs of texts, and asked only for pairs within reach of the best of their left
    record, which are written down with their texts. A second round learns from what the first put right, where that gave enough records
    another best pair, as on the page.
    """
    weight = float(scorer.weights[PLACE["translation"]])
    if weight == 0:
        return pairs
    lefts = left_texts.select(col("record").alias("left"), col("text").alias("left_text"))
    rights = right_texts.select(col("record").alias("right"), col("text").alias("right_text"))
    near = checkpoint(pairs.where("near").withColumn("first", col("logit")).join(lefts, "left").join(rights, "right"), "near")
    far = pairs.where(~col("near"))
    now = near
    for turn in range(rounds):
        odds = now.select("left", "right", "logit").unionByName(far.select("left", "right", "logit"))
        lessons = likely_pairs(odds, seed).select("left", "right").join(near.select("left", "right", "left_text", "right_text"), ["left", "right"])
        taught = bounded_frame(lessons.orderBy("left", "right"), MOST_LESSONS)
        lexicon = learn_lexicon(_terms_of(taught["left_text"]), _terms_of(taught["right_text"]))
        own = pairs.sparkSession.sparkContext.broadcast((lexicon, frozenset(zip(taught["left"], taught["right"], strict=True))))
        schema = T.StructType([*pairs.schema.fields, T.StructField("first", T.DoubleType())])
        now = checkpoint(near.mapInPandas(_logits_by(own, weight, schema.names), schema), f"lexicon-{turn + 1}")
        if turn + 1 < rounds and not _is_worth_another(now, left_texts):
            break
    return far.unionByName(now.drop("first"))


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


def _logits_by(lexicon: Broadcast, weight: float, names: list[str]) -> Callable[[Iterator[pd.DataFrame]], Iterator[pd.DataFrame]]:
    def ask(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        learned, taught = lexicon.value
        for batch in batches:
            is_own = np.array([pair in taught for pair in zip(batch["left"], batch["right"], strict=True)], dtype=bool)
            bits = learned.bits(_terms_of(batch["left_text"]), _terms_of(batch["right_text"]), is_own)
            yield batch.assign(logit=batch["first"] + weight * np.asarray(bits, dtype=np.float64))[names]

    return ask


# So many pairs one task settles, in 1 GB, sooner than seventeen shuffles.
MOST_LOCAL_RIVALS = 8_000_000


def settle(pairs: DataFrame, settings: MatchSettings, left_rows: DataFrame, right_rows: DataFrame, most_local: int = MOST_LOCAL_RIVALS) -> DataFrame:
    """
    Scores (`score`) after competition for partners, eight rounds of messages from left to right and back. Up to `most_local` pairs are settled in one
    task as on the page. Of more, those that are hardly likely or far below the best of their left record (`best`) stand outside but for the last round:
    others yield nothing to them, they yield to others. `left_rows`, `right_rows`: `record`, `rows`.
    """
    if "competition" in (settings.without or ()) or settings.score == "dense" or not (left_competes(settings.cardinality) or right_competes(settings.cardinality)):
        return _scored(pairs)
    sizes = [rows.select(col("record").alias(own), col("rows").alias(f"{own}_rows")) for own, rows in (("left", left_rows), ("right", right_rows))]
    rivals = pairs.select("left", "right", "logit", competes().alias("inside")).join(sizes[0], "left").join(sizes[1], "right")
    counts = figures(pairs.agg(F.count(F.lit(1)).alias("all"), F.sum(competes().cast("long")).alias("inside")))
    if counts["all"] <= most_local:
        settled = _in_one_task(rivals, lambda batch: settle_rivals(batch, settings.cardinality), "left long, right long, settled double")
    else:
        settled = _settle_spread(rivals, counts["all"], counts["inside"], settings.cardinality, most_local)
    return _scored(pairs.join(settled, ["left", "right"]).withColumn("logit", col("settled")).drop("settled"))


def _in_one_task(rivals: DataFrame, work: Callable[[pd.DataFrame], pd.DataFrame], schema: str) -> DataFrame:
    return rivals.withColumn("part", F.lit(0)).groupBy("part").applyInPandas(work, schema)


def settle_rivals(rivals: pd.DataFrame, cardinality: str) -> pd.DataFrame:
    """Log odds (`settled`) of pairs (`left`, `right`, `logit`, `left_rows`, `right_rows`) in competition, all of them at hand. O(pairs · log pairs)."""
    rivals = rivals.sort_values(["left", "right"], ignore_index=True)
    places, rows = _members_of(rivals)
    settled = settle_competition(places[0], places[1], rivals["logit"].to_numpy(), cardinality, rows[0], rows[1])
    return rivals[["left", "right"]].assign(settled=settled)


def tell_right(rivals: pd.DataFrame) -> pd.DataFrame:
    """The same pairs with `odds` in place of `logit`, and `message`, what their left records tell the right ones in the last round."""
    rivals = rivals.sort_values(["left", "right"], ignore_index=True)
    places, rows = _members_of(rivals)
    odds = odds_of(rivals["logit"].to_numpy())
    return rivals.assign(odds=odds, message=messages_to_right(places[0], places[1], odds, rows[0], rows[1]))[list(MESSAGE_COLUMNS)]


def _members_of(rivals: pd.DataFrame) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Of both sides the place of each pair's record among the records, and the rows of each record."""
    places, rows = [], []
    for own in ("left", "right"):
        _, first, place = np.unique(rivals[own].to_numpy(), return_index=True, return_inverse=True)
        places.append(place)
        rows.append(rivals[f"{own}_rows"].to_numpy(np.int64)[first])
    return places, rows


MESSAGE_COLUMNS = ("left", "right", "left_rows", "right_rows", "odds", "message")
_MESSAGES = "left long, right long, left_rows long, right_rows long, odds double, message double"


def _settle_spread(rivals: DataFrame, pairs: int, inside: int, cardinality: str, most_local: int) -> DataFrame:
    by_left, by_right = left_competes(cardinality), right_competes(cardinality)
    buckets, few_buckets = (max(1, -(-count // RIVALS_A_BUCKET)) for count in (pairs, inside))
    own, other = ("left", "right") if by_left else ("right", "left")
    if by_left and by_right:
        near = rivals.where("inside")
        if inside <= most_local:
            told = _in_one_task(near, tell_right, _MESSAGES)
        else:
            told = _divide(near.mapInPandas(_to_odds, _MESSAGES), "left", "right", few_buckets)
            for _ in range(ROUNDS - 1):
                told = _divide(_divide(told, "right", "left", few_buckets), "left", "right", few_buckets)
        silent = rivals.where(~col("inside")).mapInPandas(_to_odds, _MESSAGES).withColumn("message", F.lit(0.0))
        heard = _divide(told.unionByName(silent), "right", "left", buckets)
        # The last step divides the messages themselves.
        heard = heard.withColumn("odds", col("message"))
    else:
        heard = rivals.mapInPandas(_to_odds, _MESSAGES)
    return _divide(heard, own, other, buckets).select("left", "right", F.log("message").alias("settled"))


# Pairs that one call divides.
RIVALS_A_BUCKET = 500_000


def _to_odds(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    for batch in batches:
        odds = odds_of(batch["logit"].to_numpy())
        yield batch[["left", "right", "left_rows", "right_rows"]].assign(odds=odds, message=odds)[list(MESSAGE_COLUMNS)]


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
    return pairs.drop("best", "near").withColumn("score", F.when(col("certain"), F.lit(IDENTICAL_SCORE)).otherwise(score).cast("float"))
