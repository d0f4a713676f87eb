"""The stages of a linkage in order, typed end to end: start reading here."""

import math
from dataclasses import dataclass, field, replace

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.functions import col

from .bounded import figures
from .definition.columns import WordCounts
from .definition.judge import is_reference_list
from .definition.letter_probe import is_compared_whole
from .definition.lexical_text import TextContext
from .definition.match_score import Scorer
from .definition.recipe import MatchSettings
from .definition.rerank import weights_in_force
from .definition.text import order_columns
from .errors import UserError
from .options import RunOptions
from .stages import blocks, facts, lexical, nearest, prepare, rare_grams
from .stages import score as scoring
from .stages.clean import clean_rows
from .stages.cells import SAMPLE_A_CELL, chosen_probes, place_in_cells, sample_vectors, train_cells
from .stages.embed import SharedModel, embed_texts
from .stages.links import Linked, choose_links
from .stages.nearest import ListSize
from .stages.rows import candidates_of_rows
from .stages.whole import score_whole
from .store import Store

# Records of each side whose exact partners tell how many cells to look into, and the share of them that has to be found, as on the page.
CALIBRATION_RECORDS = 300
CALIBRATION_OTHERS = 32_768
TARGET_RECALL = 0.995


@dataclass(frozen=True)
class Side:
    """One table on its way: rows as text (`prepare.ROW` and all columns), rows that count, distinct records with forms (and vectors)."""

    rows: DataFrame
    composed: DataFrame
    records: DataFrame
    rows_of: DataFrame
    count: int
    row_count: int
    # Names of its compared columns, in the order of the cells of records.
    compared: tuple[str, ...]
    vectors: DataFrame | None = None


@dataclass
class Outcome:
    """What a run made, and the figures of its report."""

    left: Side
    right: Side
    candidates: DataFrame
    linked: Linked
    figures: dict[str, object] = field(default_factory=dict)


def link_tables(
    spark: SparkSession,
    frames: tuple[DataFrame, DataFrame],
    settings: MatchSettings,
    model: SharedModel | None,
    options: RunOptions,
    store: Store,
) -> Outcome:
    """
    Candidates and links of two tables (types as they are; every column is carried as text).

    Everything between the stages is in `store`. Candidates: `left`, `right` (rows from 0), `rank`, `score`, `similarity`, `lexical`.
    """
    told: dict[str, object] = {}
    left, right, context = prepare_sides(frames, settings, store)
    if model is not None:
        left, right = _with_vectors(left, right, model, store)
    told |= {"leftRows": left.row_count, "rightRows": right.row_count, "leftRecords": left.count, "rightRecords": right.count}
    both = left.records.withColumn("side", F.lit(0)).unionByName(right.records.withColumn("side", F.lit(1)))
    counted = facts.count_corpus(both, options.most_terms)
    told |= {"terms": sum(len(table.keys) for table in (counted.corpus.grams, counted.corpus.words, counted.corpus.codes))}
    told |= {"leastDocumentsOfTerms": counted.least_documents}
    finder = Finder(spark, settings, options, store, context, counted, told)
    pool = finder.find(left, right)
    scored = Judge(spark, settings, options, store, context, counted, told).score(pool, left, right)
    found = candidates_of_rows(scored, left.rows_of, right.rows_of, settings.candidates_per_row, settings.minimum_score)
    candidates = store.keep(found, "candidates")
    linked = choose_links(candidates, settings, options.component_pairs, store.keep)
    links = store.keep(linked.links, "links")
    told |= {
        "candidates": _count(candidates),
        "links": _count(links),
        "components": linked.components,
        "largestComponent": linked.largest,
        "greedyComponents": linked.giants,
        "greedyPairs": linked.giant_pairs,
        "seconds": {name: round(value, 2) for name, value in store.seconds.items()},
    }
    return Outcome(left, right, candidates, replace(linked, links=links), told)


def _count(frame: DataFrame) -> int:
    return int(figures(frame.agg(F.count(F.lit(1)).alias("count")))["count"])


def prepare_sides(frames: tuple[DataFrame, DataFrame], settings: MatchSettings, store: Store) -> tuple[Side, Side, TextContext]:
    """Rows, records and lexical forms of both tables."""
    numbered = [
        prepare.number_rows(store.keep(prepare.stage_rows(frame, _readable(frame)), f"rows-{side}"))
        for frame, side in zip(frames, ("left", "right"), strict=True)
    ]
    cleaned = [clean_rows(rows, cleaner) for rows, cleaner in zip(numbered, settings.cleaners(), strict=True)]
    layouts = layouts_of(cleaned[0], cleaned[1], settings)
    distinct, composed = [], []
    for rows, layout in zip(cleaned, layouts, strict=True):
        composed.append(store.keep(prepare.compose_rows(rows, layout), f"composed-{layout.side}"))
        distinct.append(store.keep(prepare.distinct_records(composed[-1]), f"distinct-{layout.side}"))
    context = TextContext.of(prepare.count_side(distinct[0]), prepare.count_side(distinct[1]))
    sides = []
    for rows, own, records, layout in zip(numbered, composed, distinct, layouts, strict=True):
        formed = store.keep(prepare.with_forms(records, layout.side, context), f"records-{layout.side}")
        rows_of = store.keep(prepare.rows_of_records(own, records), f"rows-of-{layout.side}")
        count = _count(formed)
        if count == 0:
            raise UserError(f"No row of the {layout.side} table has anything in the compared columns ({', '.join(layout.compared)}): look at the columns that the recipe names.")
        sides.append(Side(rows, own, formed, rows_of, count, _count(rows), layout.compared))
    return sides[0], sides[1], context


def _readable(frame: DataFrame) -> list[str]:
    from .sources import UNREADABLE_TYPES

    return [field.name for field in frame.schema.fields if not isinstance(field.dataType, UNREADABLE_TYPES)]


def layouts_of(left: DataFrame, right: DataFrame, settings: MatchSettings) -> tuple[prepare.SideLayout, prepare.SideLayout]:
    """Which columns count, in the order of the text: pairs of weight 0 are as good as not compared."""
    on_left, on_right = weighed_columns(settings)
    sizes = prepare.column_sizes(left, on_left), prepare.column_sizes(right, on_right)
    on_left, on_right = order_columns(on_left, on_right, *sizes)

    def layout(side: str, rows: DataFrame, compared: list[str]) -> prepare.SideLayout:
        rules = []
        for rule in settings.blocking:
            column = getattr(rule, side)
            usual = prepare.decimal_sign_of(rows, column) if rule.key == "numeric-range" else None
            rules.append(prepare.KeyRule(column, rule.key, rule.length or prepare.DEFAULT_PREFIX_LENGTH, usual))
        qualifiers = tuple(getattr(qualifier, side) for qualifier in settings.qualifiers)
        return prepare.SideLayout("left" if side == "left" else "right", tuple(compared), tuple(rules), qualifiers)

    return layout("left", left, on_left), layout("right", right, on_right)


def weighed_columns(settings: MatchSettings) -> tuple[list[str], list[str]]:
    """Compared columns without the pairs of weight 0; all of them where none would be left."""
    on_left, on_right = list(settings.on_left), list(settings.on_right)
    counts = [at >= len(on_left) or settings.weights.get(on_left[at], 1) != 0 for at in range(max(len(on_left), len(on_right)))]
    if not any(counts[: len(on_left)]):
        return on_left, on_right
    return [name for at, name in enumerate(on_left) if counts[at]], [name for at, name in enumerate(on_right) if counts[at]]


def _with_vectors(left: Side, right: Side, model: SharedModel, store: Store) -> tuple[Side, Side]:
    texts = left.records.select("text").union(right.records.select("text")).distinct()
    vectors = store.keep(embed_texts(texts, model), "vectors")
    sides = []
    for side, name in ((left, "left"), (right, "right")):
        own = side.records.select("record", "text").join(vectors, "text")
        sides.append(replace(side, vectors=store.keep(own, f"vectors-{name}")))
    return sides[0], sides[1]


@dataclass
class Finder:
    """Finds the pairs that are worth a closer look."""

    spark: SparkSession
    settings: MatchSettings
    options: RunOptions
    store: Store
    context: TextContext
    counted: facts.CountedTerms
    told: dict[str, object]

    @property
    def size(self) -> ListSize:
        """Lists of both sides, as long as the page's."""
        return ListSize(max(self.options.pool, self.settings.candidates_per_row), self.options.reverse_pool)

    def find(self, left: Side, right: Side) -> DataFrame:
        """The pool: `part` (of the left record), `left`, `right` (records), `sure` (stays whatever its letters say)."""
        self.told["blocking"] = len(self.settings.blocking)
        if self.settings.blocking:
            parts, pairs = self._in_blocks(left, right)
        else:
            parts, pairs = self._among_all(left, right)
        # By left record at once, as the join with parts wants it: pairs move a single time.
        once = pairs.repartition("left").groupBy("left", "right").agg(F.max("sure").alias("sure"))
        pool = once.join(parts.select(col("record").alias("left"), "part"), "left")
        return self.store.keep(pool, "pool")

    def _among_all(self, left: Side, right: Side) -> tuple[DataFrame, DataFrame]:
        lists: list[DataFrame] = []
        parts = self._hash_parts(left)
        if self.settings.score != "lexical" and left.vectors is not None and right.vectors is not None:
            parts, found = self._by_vectors(left, right, left.vectors, right.vectors)
            lists.append(found)
        if self.settings.score != "dense" or left.vectors is None:
            lists.append(self._by_letters(left, right, parts))
        pairs = lists[0]
        for found in lists[1:]:
            pairs = pairs.unionByName(found)
        return parts, pairs

    def _hash_parts(self, side: Side) -> DataFrame:
        parts = math.ceil(side.count / self.options.part_records)
        return side.records.select("record", F.pmod(F.xxhash64("record"), F.lit(parts)).cast("long").alias("part"))

    def _everywhere(self, frame: DataFrame, side: Side) -> DataFrame:
        """Records of the other side once for each part of this one."""
        parts = math.ceil(side.count / self.options.part_records)
        return frame.crossJoin(F.broadcast(self.spark.range(parts).select(col("id").alias("part"))))

    def _by_vectors(self, left: Side, right: Side, lefts: DataFrame, rights: DataFrame) -> tuple[DataFrame, DataFrame]:
        pairs = left.count * right.count
        few = pairs <= self.options.exact_pairs and right.count <= nearest.MOST_RIGHT
        is_exact = self.options.search == "exact" or (self.options.search == "auto" and few)
        self.told["vectorSearch"] = "exact" if is_exact else "cells"
        if is_exact:
            parts = self._hash_parts(left)
            own = lefts.join(parts, "record").select("record", "part", F.array(F.lit(0)).alias("probes"), "vector", F.lit(0).alias("chunk"))
            # Of very many right records a part meets some at a time.
            chunks = math.ceil(right.count / nearest.MOST_RIGHT)
            others = rights.select("record", F.lit(0).alias("cell"), "vector", F.pmod(F.xxhash64("record"), F.lit(chunks)).cast("int").alias("chunk"))
            own = own.drop("chunk").crossJoin(F.broadcast(self.spark.range(chunks).select(col("id").cast("int").alias("chunk"))))
            found = nearest.search_parts(own, self._everywhere(others, left), self.size)
        else:
            parts, own, others = self._in_cells(left, right, lefts, rights)
            found = nearest.search_parts(own, others, self.size)
        best = nearest.best_of_lists(self.store.keep(found, "nearest"), self.size, left.count + right.count)
        return parts, best.select("left", "right", F.lit(True).alias("sure"))

    def _in_cells(self, left: Side, right: Side, lefts: DataFrame, rights: DataFrame) -> tuple[DataFrame, DataFrame, DataFrame]:
        options = self.options
        count = min(options.most_cells, max(1, right.count // options.cell_records))
        sample = sample_vectors((lefts, rights), count * SAMPLE_A_CELL, left.count + right.count, options.seed)
        cells = train_cells(sample, count, math.ceil(left.count / options.part_records))
        asked = sample_vectors((lefts,), CALIBRATION_RECORDS, left.count, options.seed)
        others = sample_vectors((rights,), CALIBRATION_OTHERS, right.count, options.seed)
        wanted = chosen_probes(asked, cells, others, self.size.left, TARGET_RECALL)
        probes = min(options.probes, wanted, len(cells.centres))
        self.told |= {"cells": len(cells.centres), "probes": probes, "probesForAllNeighbours": wanted}
        shared = self.spark.sparkContext.broadcast(cells)
        placed = self.store.keep(nearest.split_parts(place_in_cells(lefts, shared, probes), options.part_records), "placed-left")
        home = self.store.keep(place_in_cells(rights, shared, 1), "placed-right")
        codes = ("record", "code", "scale")
        homes = home.select("record", F.element_at("probes", 1).alias("cell"))
        met = nearest.meet_in_cells(placed.select("record", "probes"), homes, lefts.select(*codes), rights.select(*codes))
        return placed.select("record", "part"), *met

    def _by_letters(self, left: Side, right: Side, parts: DataFrame) -> DataFrame:
        options, corpus = self.options, self.counted.corpus
        is_small = max(left.count, right.count) <= options.whole_records
        are_few = left.count * right.count <= options.lexical_scan_pairs
        if are_few or (is_small and is_compared_whole(left.count, right.count, self.size.left, self.size.right, options.lexical_scan_pairs)):
            self.told["letterSearch"] = "exact"
            shared = self.spark.sparkContext.broadcast(lexical.LetterFacts(self.context, corpus))
            own = self._hash_parts(left).join(left.records.select("record", "text"), "record")
            others = self._everywhere(right.records.select("record", "text"), left)
            found = self.store.keep(lexical.scan_parts(own, others, self.size, shared), "letters")
            return nearest.best_of_lists(found, self.size, left.count + right.count).select("left", "right", F.lit(True).alias("sure"))
        if is_small:
            self.told["letterSearch"] = "looked up as on the page"
            return self._looked_up(left, right)
        self.told["letterSearch"] = "rare n-grams"
        shared_grams = self.spark.sparkContext.broadcast(corpus.grams)
        # Left records keep to a budget; right ones do not, so that an n-gram that a left one follows leads to all that have it.
        sides = (left, "left", options.gram_budget), (right, "right", None)
        chosen = [
            self.store.keep(rare_grams.rare_grams(side.records, shared_grams, options.gram_records, budget, corpus.records), f"grams-{name}")
            for side, name, budget in sides
        ]
        found = rare_grams.share_rare_grams(*chosen, parts, options.gram_frequency_cap, options.letters_compared, corpus.records)
        found = self.store.keep(found, "letters")
        # The best few of each right record stay; of the others the letters decide.
        by_right = nearest.best_of_right(found, self.size.right).select("left", "right", F.lit(True).alias("sure"))
        return found.select("left", "right", F.lit(False).alias("sure")).unionByName(by_right)

    def _looked_up(self, left: Side, right: Side) -> DataFrame:
        """Records of both sides looked up on the other."""
        words = int(figures(lexical.count_words(left.records, right.records))["words"])
        shared = self.spark.sparkContext.broadcast(lexical.LookUpFacts(self.counted.corpus, words))
        forms = [side.records.select("record", "form") for side in (left, right)]
        found: list[DataFrame] = []
        for asked, form, other_form, most in ((left, *forms, self.size.left), (right, *reversed(forms), self.size.right)):
            if most > 0:
                own = self._hash_parts(asked).join(form, "record")
                found.append(lexical.look_up_parts(own, self._everywhere(other_form, asked), asked is left, self.size, shared))
        lists = self.store.keep(found[0] if len(found) == 1 else found[0].unionByName(found[1]), "letters")
        return nearest.best_of_lists(lists, self.size, left.count + right.count).select("left", "right", F.lit(True).alias("sure"))

    def _in_blocks(self, left: Side, right: Side) -> tuple[DataFrame, DataFrame]:
        rules = self.settings.blocking
        ranged = [rule for rule in rules if rule.key == "numeric-range"]
        ranges = [blocks.RangeRule(place, rule.tolerance or 0.0) for place, rule in enumerate(ranged)]
        columns = ("record", "text", "block", "numbers")
        lefts, rights = blocks.spread_ranges(left.records.select(*columns), right.records.select(*columns), ranges)
        pairs = blocks.small_blocks(lefts, rights, ranges, self.size.left).withColumn("sure", F.lit(True))
        own, others = blocks.large_blocks(lefts, rights, self.size.left)
        # Where a part of the pairs found is not allowed, lists are twice as long, as on the page.
        size = ListSize(self.size.left * 2, self.size.right * 2) if ranges else self.size
        found: list[DataFrame] = []
        if self.settings.score != "dense" or left.vectors is None:
            shared = self.spark.sparkContext.broadcast(lexical.LetterFacts(self.context, self.counted.corpus))
            texts = "part", "record", "text"
            found.append(lexical.scan_parts(own.select(*texts), others.select(*texts), size, shared))
        if self.settings.score != "lexical" and left.vectors is not None and right.vectors is not None:
            vectors = "record", "vector"
            one = own.join(left.vectors.select(*vectors), "record").select("record", "part", F.array(F.lit(0)).alias("probes"), "vector", F.lit(0).alias("chunk"))
            other = others.join(right.vectors.select(*vectors), "record").select("record", "part", F.lit(0).alias("cell"), "vector", F.lit(0).alias("chunk"))
            found.append(nearest.search_parts(one, other, size))
        for number, lists in enumerate(found):
            kept = nearest.best_of_lists(self.store.keep(lists, f"blocks-{number}"), size, left.count + right.count)
            allowed = kept.join(left.records.select(col("record").alias("left"), col("numbers").alias("left_numbers")), "left")
            allowed = allowed.join(right.records.select(col("record").alias("right"), col("numbers").alias("right_numbers")), "right")
            pairs = pairs.unionByName(allowed.where(blocks.meets(ranges)).select("left", "right", F.lit(True).alias("sure")))
        return self._hash_parts(left), pairs


@dataclass
class Judge:
    """Gives every pair of a pool its match score."""

    spark: SparkSession
    settings: MatchSettings
    options: RunOptions
    store: Store
    context: TextContext
    counted: facts.CountedTerms
    told: dict[str, object]

    def score(self, pool: DataFrame, left: Side, right: Side) -> DataFrame:
        """Scored pairs of records: `left`, `right`, `score`, `similarity`, `lexical`."""
        pairs = _count(pool)
        has_vectors = left.vectors is not None
        is_whole = pairs <= self.options.whole_pairs and max(left.count, right.count) <= self.options.whole_records
        self.told |= {"pool": pairs, "scoring": "in one task, as the page" if is_whole else "spread over the cluster"}
        known = self._facts(left, right, has_vectors, is_whole)
        shared = self.spark.sparkContext.broadcast(known)
        records = [self._records(side, number) for number, side in enumerate((left, right))]
        if is_whole:
            return self.store.keep(score_whole(pool.select("left", "right"), records[0].unionByName(records[1]), shared), "scored")
        if weights_in_force(self.settings.rerank, self.settings.model, is_reference_list(left.count, right.count, self.settings.cardinality)) is not None:
            self.told["leftOut"] = "ranking once more, which needs all candidates of both records at once"
        packed = [self.store.keep(scoring.pack_records(side, shared), f"packed-{name}") for side, name in zip(records, ("left", "right"), strict=True)]
        lefts = packed[0].join(pool.select(col("left").alias("record"), "part").distinct(), "record")
        rights = packed[1].join(pool.select(col("right").alias("record"), "part").distinct(), "record")
        judged = self.store.keep(scoring.judge_pairs(pool, lefts.unionByName(rights), shared), "judged")
        pairs_now = self.store.keep(scoring.add_usual(judged), "usual")
        words = self._words(left, right)
        found = scoring.learn_voices(pairs_now, words, known.weights)
        logits = scoring.with_logits(pairs_now, found, known.scorer)
        scored = self.store.keep(scoring.keep_near(logits, self.settings.candidates_per_row), "logits")
        if self.settings.score != "dense":
            texts = left.records.select("record", "text"), right.records.select("record", "text")
            scored = scoring.add_lexicon(scored, texts[0], texts[1], known.scorer, self.options.seed, self.store.keep)
        rows = left.records.select("record", "rows"), right.records.select("record", "rows")
        return self.store.keep(scoring.settle(scored, self.settings, rows[0], rows[1]), "scored")

    def _records(self, side: Side, number: int) -> DataFrame:
        records = side.records.select("record", "rows", "text", "form", "cells", "qualifiers", F.lit(number).alias("side"))
        if side.vectors is None:
            return records.withColumn("vector", F.lit(None).cast("binary"))
        return records.join(side.vectors.select("record", "vector"), "record")

    def _facts(self, left: Side, right: Side, has_vectors: bool, is_whole: bool) -> scoring.ScoreFacts:
        settings = self.settings
        kind = settings.score if has_vectors else "lexical"
        counts = "columns" not in (settings.without or ()) and settings.score != "dense"
        names = _pairs_of_columns(left, right)
        columns = range(len(names)) if counts and len(names) >= 2 and not is_whole else range(0)
        qualifiers = range(len(settings.qualifiers)) if counts and not is_whole else range(0)
        return scoring.ScoreFacts(
            context=self.context,
            corpus=self.counted.corpus,
            scorer=Scorer.of(kind, "linkage", tuple(settings.without or ())),
            columns=tuple(facts.column_context(left.records, right.records, F.element_at("cells", at + 1)) for at in columns),
            qualifiers=tuple(facts.column_context(left.records, right.records, F.element_at("qualifiers", at + 1)) for at in qualifiers),
            settings=settings,
            weights=tuple(float(settings.weights.get(name, 1)) for name in names),
            pool=max(self.options.pool, settings.candidates_per_row),
        )

    def _words(self, left: Side, right: Side) -> tuple[WordCounts, ...]:
        names = _pairs_of_columns(left, right)
        if len(names) < 2 or "columns" in (self.settings.without or ()) or self.settings.score == "dense":
            return ()
        cells = [F.element_at("cells", at + 1) for at in range(len(names))]
        return tuple(facts.words_in(left.records, cell) + facts.words_in(right.records, cell) for cell in cells)


def _pairs_of_columns(left: Side, right: Side) -> list[str]:
    """Left names of the compared pairs of columns, in the order of their cells in records."""
    return list(left.compared[: len(right.compared)])
