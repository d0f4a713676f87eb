"""A whole linkage in one process: what the steps on a cluster are checked against, and what small tables are done by.

Follows ``src/core/candidates/find-candidates.ts`` and ``src/core/links/suggest-links.ts``. Every pair of vectors is compared, so cost is
O(left · right): for tables of thousands. Letters are looked up where the page does so, but for blocks and within one table.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from .aliases import aliased_columns
from .assign import assign, capacity_of
from .corpus import Corpus, count_terms
from .evidence import lexical_cosine
from .features import Features, align, features_of
from .judge import Column, Qualifier, Records, judge_pool, settings_of
from .keys import DEFAULT_PREFIX_LENGTH, fold_key, prefix_of, range_tolerance, read_numbers
from .letter_probe import ProbeLimits, is_compared_whole, look_up_letters
from .letter_tables import letter_tables, read_words
from .lexical_text import TextContext
from .lists import best_of_each
from .pool import REVERSE_POOL, SMALLEST_POOL, Index, Pool, unite
from .rows import NO_RECORD, Candidates, RowSet, expand_to_rows
from .text import collapse, column_size, compose_text, order_columns, record_key
from .threshold import auto_threshold_of

Table = Mapping[str, Sequence[str]]
"""Columns by name, all cells text and of one length."""
Vectors = Callable[[list[str]], npt.NDArray[np.float32]]
"""Vectors of texts, normalised, a row each."""

_COMPARED_BLOCK = 40_000


@dataclass(frozen=True)
class Matched:
    """Candidates of rows, and which of them are linked."""

    candidates: Candidates
    is_linked: npt.NDArray[np.bool_]

    def links(self) -> list[tuple[int, int]]:
        """Left and right row of every link, ascending."""
        linked = self.is_linked
        return sorted(zip(self.candidates.left[linked].tolist(), self.candidates.right[linked].tolist()))


@dataclass(frozen=True)
class RecordTexts:
    """Records of one table: their rows, and the text of each."""

    rows: RowSet
    texts: list[str]

    def cells(self, column: Sequence[str]) -> list[str]:
        """Cells of one column, a record each: those of its first row."""
        return [collapse(column[int(rows[0])]) for rows in self.rows.rows]


def compose_records(table: Table, text_columns: Sequence[str], key_columns: Sequence[str]) -> RecordTexts:
    """Distinct records of a table that is at hand whole, numbered by their first row."""
    number: dict[str, int] = {}
    rows: list[list[int]] = []
    texts: list[str] = []
    count = len(next(iter(table.values()), ()))
    record_of = np.full(count, NO_RECORD, dtype=np.int64)
    for row in range(count):
        cells = [table[name][row] for name in text_columns]
        text = compose_text(cells)
        if text == "":
            continue
        key = record_key(cells, [table[name][row] for name in key_columns])
        record = number.setdefault(key, len(number))
        if record == len(rows):
            rows.append([])
            texts.append(text)
        rows[record].append(row)
        record_of[row] = record
    return RecordTexts(RowSet(record_of, [np.array(own, dtype=np.int64) for own in rows]), texts)


def match_tables(left: Table, right: Table | None, options: Mapping[str, Any], vectors: Vectors | None) -> Matched:
    """Candidates and links of two tables, or of one with itself where ``right`` is None.

    :param options: settings by the names that a recipe has for them, complete
    :param vectors: None finds and scores by letters alone
    """
    is_within = options["task"] == "deduplicate"
    settings = _mirrored(options) if is_within else options
    tables = (_aliased(left, settings, "left"), _aliased(left if is_within or right is None else right, settings, "right"))
    on_left, on_right = _compared(settings)
    sizes = [[column_size(table[name]) for name in names] for table, names in zip(tables, (on_left, on_right))]
    on_left, on_right = order_columns(on_left, on_right, *sizes)
    rules = [*settings["blocking"], *settings["qualifiers"]]
    one = compose_records(tables[0], on_left, [rule["left"] for rule in rules])
    other = one if is_within else compose_records(tables[1], on_right, [rule["right"] for rule in rules])
    records = _records_of(one, other, tables, (on_left, on_right), settings)
    known = None if vectors is None else (vectors(one.texts), vectors(other.texts))
    keys = [(one.cells(tables[0][rule["left"]]), other.cells(tables[1][rule["right"]])) for rule in settings["blocking"]]
    pool = _find_pool(records, known, settings, keys, is_within)
    judged = judge_pool(pool, records, settings_of(settings))
    candidates = expand_to_rows(
        pool, judged.score, one.rows, other.rows, settings["candidatesPerRow"], settings["minimumScore"], is_within
    )
    return Matched(candidates, link_candidates(candidates, settings))


def link_candidates(candidates: Candidates, settings: Mapping[str, Any]) -> npt.NDArray[np.bool_]:
    """Which candidates are linked by threshold and cardinality."""
    threshold = auto_threshold_of(candidates.score) if settings["threshold"] == "auto" else settings["threshold"]
    scores = candidates.score.astype(np.float64)
    may = np.flatnonzero(scores >= (-np.inf if threshold is None else threshold))
    capacity = capacity_of(settings["cardinality"], settings["limits"]["left"], settings["limits"]["right"])
    is_linked = np.zeros(len(scores), dtype=bool)
    is_linked[may] = assign(candidates.left[may], candidates.right[may], candidates.score[may], capacity)
    return is_linked


def _aliased(table: Table, settings: Mapping[str, Any], side: str) -> Table:
    """A table with its words read as aliases have them, in the columns that are compared or are keys."""
    changed = {name: [matcher.apply(cell) for cell in table[name]] for name, matcher in aliased_columns(settings, side).items()}
    return {**table, **changed}


def _mirrored(options: Mapping[str, Any]) -> dict[str, Any]:
    """Within one table its own columns stand on both sides."""

    def mirror(rules: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        return [{**rule, "right": rule["left"]} for rule in rules]

    return {
        **options,
        "on": {"left": options["on"]["left"], "right": options["on"]["left"]},
        "blocking": mirror(options["blocking"]),
        "qualifiers": mirror(options["qualifiers"]),
    }


def _compared(settings: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Compared columns without the pairs of weight 0; all of them where none would be left."""
    on, weights = settings["on"], settings["weights"]
    counts = [at >= len(on["left"]) or weights.get(on["left"][at], 1) != 0 for at in range(max(len(on["left"]), len(on["right"])))]
    if not any(counts[: len(on["left"])]):
        return list(on["left"]), list(on["right"])
    return [name for name, is_used in zip(on["left"], counts) if is_used], [
        name for name, is_used in zip(on["right"], counts) if is_used
    ]


def _records_of(
    one: RecordTexts,
    other: RecordTexts,
    tables: tuple[Table, Table],
    on: tuple[Sequence[str], Sequence[str]],
    settings: Mapping[str, Any],
) -> Records:
    context = TextContext.of_texts(one.texts, other.texts)

    def counts(side: RecordTexts, name: str) -> Any:
        return count_terms(side.texts, [context.form(text, name) for text in side.texts])  # type: ignore[arg-type]

    corpus = Corpus.of(counts(one, "left"), counts(other, "right"))
    pairs = list(zip(*on))
    columns = [
        Column(one.cells(tables[0][left]), other.cells(tables[1][right]), settings["weights"].get(left, 1)) for left, right in pairs
    ]
    qualifiers = [
        Qualifier(rule["kind"], rule["weight"], one.cells(tables[0][rule["left"]]), other.cells(tables[1][rule["right"]]))
        for rule in settings["qualifiers"]
    ]
    return Records(
        left=features_of(one.texts, "left", context, corpus),
        right=features_of(other.texts, "right", context, corpus),
        corpus=corpus,
        left_rows=one.rows.sizes(),
        right_rows=other.rows.sizes(),
        columns=columns,
        qualifiers=qualifiers,
    )


def _find_pool(
    records: Records,
    vectors: tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]] | None,
    settings: Mapping[str, Any],
    keys: Sequence[tuple[list[str], list[str]]],
    is_within: bool,
) -> Pool:
    count_left, count_right = len(records.left), len(records.right)
    by_letters = settings["score"] != "dense" or vectors is None
    by_vectors = settings["score"] != "lexical" and vectors is not None
    size = max(settings["candidatesPerRow"], SMALLEST_POOL)
    tables: list[tuple[npt.NDArray[np.float32], bool]] = []
    found: list[tuple[Index, Index]] = []
    are_all = is_within or bool(settings["blocking"]) or is_compared_whole(count_left, count_right, size, REVERSE_POOL)
    if by_letters and are_all:
        tables.append((_all_cosines(records.left, records.right), True))
    elif by_letters:
        found.append(looked_up_pairs((records.left.forms, records.right.forms), records.corpus, size, REVERSE_POOL))
    if by_vectors and vectors is not None:
        tables.append(((vectors[0] @ vectors[1].T).astype(np.float32), False))
    if settings["blocking"]:
        left, right = _blocked_pairs(tables, settings["blocking"], keys, size, is_within)
    else:
        found += [_best_pairs(values, size, is_within, is_above_zero) for values, is_above_zero in tables]
        left, right = (np.concatenate(parts) for parts in zip(*found))
    left, right = unite(left, right, count_right)
    similarity = np.full(len(left), np.nan, dtype=np.float32)
    if vectors is not None:
        similarity = np.einsum("ij,ij->i", vectors[0][left], vectors[1][right]).astype(np.float32)
    lexical = lexical_cosine(records.left, left, records.right, right)
    return Pool(count_left, count_right, left, right, similarity, lexical)


def _all_cosines(left: Features, right: Features) -> npt.NDArray[np.float32]:
    one, other = align(left.grams, right.grams)
    return np.asarray((one @ other.T).todense(), dtype=np.float32)


def looked_up_pairs(forms: Sequence[Sequence[str]], corpus: Corpus, left_size: int, right_size: int) -> tuple[Index, Index]:
    """Of the pairs that looking letters up finds from either side, the best ``left_size`` of every left record and the best ``right_size`` of every
    right one; a pair can be there twice. ``forms`` are the lexical forms of both sides."""
    word_count = len(read_words([*forms[0], *forms[1]])[0])
    pairs: list[tuple[Index, Index, npt.NDArray[np.float32]]] = []
    for asked, wanted in ((0, left_size), (1, right_size)):
        tables = letter_tables(forms[asked], forms[1 - asked], corpus)
        for found in look_up_letters(tables, ProbeLimits.of(min(wanted, len(forms[1 - asked])), word_count)):
            pairs.append((*(found[:2] if asked == 0 else found[1::-1]), found.cosine))
    left, right, cosine = (np.concatenate(parts) for parts in zip(*pairs))
    place = np.unique(np.where(cosine > 0, left * len(forms[1]) + right, -1), return_index=True)[1]
    place = place[cosine[place] > 0]
    left, right, cosine = left[place], right[place], cosine[place]
    kept = np.concatenate([best_of_each(left, right, cosine, left_size)[0], best_of_each(right, left, cosine, right_size)[0]])
    return left[kept], right[kept]


def _best_pairs(
    values: npt.NDArray[np.float32], size: int, is_within: bool, is_above_zero: bool
) -> tuple[Index, Index]:
    """The best ``size`` right records of every left one, and the best few left ones of every right one; ties by the lower record."""
    values = values.copy()
    if is_within:
        np.fill_diagonal(values, -np.inf)
    floor = 0.0 if is_above_zero else -np.inf
    left, right = _top(values, size, floor)
    if is_within:
        return np.concatenate([left, right]), np.concatenate([right, left])
    back, forth = _top(values.T, REVERSE_POOL, floor)
    return np.concatenate([left, forth]), np.concatenate([right, back])


def _top(values: npt.NDArray[np.float32], size: int, floor: float) -> tuple[Index, Index]:
    order = np.argsort(-values, axis=1, kind="stable")[:, :size]
    member = np.repeat(np.arange(len(values)), order.shape[1])
    partner = order.reshape(-1)
    is_kept = values[member, partner] > floor
    return member[is_kept], partner[is_kept]


def _blocked_pairs(
    tables: Sequence[tuple[npt.NDArray[np.float32], bool]],
    rules: Sequence[Mapping[str, Any]],
    keys: Sequence[tuple[list[str], list[str]]],
    size: int,
    is_within: bool,
) -> tuple[Index, Index]:
    """Pairs worth scoring among those that every rule lets meet: small blocks whole, of larger ones the best by each measure."""
    values = tables[0][0]
    allowed = np.ones(values.shape, dtype=bool)
    blocks = np.ones(values.shape, dtype=bool)
    for rule, (left_cells, right_cells) in zip(rules, keys):
        meets = _meets(rule, left_cells, right_cells)
        allowed &= meets
        if rule["key"] != "numeric-range":
            blocks &= meets
    if is_within:
        np.fill_diagonal(allowed, False)
    lefts: list[Index] = []
    rights: list[Index] = []
    for row in range(len(values)):
        partners = np.flatnonzero(allowed[row])
        if len(partners) > size:
            large = np.count_nonzero((blocks == blocks[row]).all(axis=1)) * np.count_nonzero(blocks[row]) > _COMPARED_BLOCK
            most = size if large else size + REVERSE_POOL
            best = [partners[np.argsort(-own[row, partners], kind="stable")[:most]] for own, _ in tables]
            partners = np.unique(np.concatenate(best))
        lefts.append(np.full(len(partners), row, dtype=np.int64))
        rights.append(partners)
    return np.concatenate(lefts), np.concatenate(rights)


def _meets(rule: Mapping[str, Any], left: list[str], right: list[str]) -> npt.NDArray[np.bool_]:
    if rule["key"] == "numeric-range":
        one, other = np.array(read_numbers(left)), np.array(read_numbers(right))
        return np.abs(one[:, None] - other[None, :]) <= range_tolerance(rule.get("tolerance", 0))
    length = rule.get("length", DEFAULT_PREFIX_LENGTH) if rule["key"] == "prefix" else None

    def folded(cells: list[str]) -> npt.NDArray[np.object_]:
        own = [fold_key(cell) for cell in cells]
        return np.array([*(prefix_of(key, length) if length else key for key in own), None], dtype=object)[:-1]

    one_keys, other_keys = folded(left), folded(right)
    return (one_keys[:, None] == other_keys[None, :]) & (one_keys != "")[:, None]
