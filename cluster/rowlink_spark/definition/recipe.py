"""The recipe that the page saves: settings of a linkage without its data. Source: ``src/core/recipe/read-recipe.ts``.

Everything is checked before it is used, and defaulted as on the page; what is wrong is said in one sentence.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, cast, get_args

from .aliases import aliased_columns
from .clean import Cleaner, CleaningError, source_columns
from .columns import QualifierKind
from .competition import Cardinality
from .generated import load
from .match_score import ScoreKind
from .rerank import FEATURES

_SETTINGS = load("settings")
_DEFAULTS: dict[str, Any] = _SETTINGS["defaults"]
_HIGHEST_WEIGHT: float = load("score")["rerank"]["highestWeight"]
_RERANKER_VERSION: int = load("score")["rerank"]["version"]
_MISSING = object()
_ADAPTER_ID = re.compile(r"[0-9a-f]{16}\Z")

Task = Literal["link", "deduplicate"]
BlockingKind = Literal["exact", "prefix", "numeric-range"]


class RecipeError(Exception):
    """A recipe cannot be used; the message is one sentence for the user."""


@dataclass(frozen=True)
class BlockingRule:
    """Two rows are only compared where every rule lets them."""

    left: str
    right: str
    key: BlockingKind
    length: int | None = None
    """Characters of a prefix."""
    tolerance: float | None = None
    """Largest difference of a numeric range."""


@dataclass(frozen=True)
class QualifierRule:
    """A pair of columns that speaks for or against a pair without being part of its text."""

    left: str
    right: str
    kind: QualifierKind
    weight: float


@dataclass(frozen=True)
class MatchSettings:
    """Settings of a linkage, complete. Names are those of the recipe in Python's spelling."""

    task: Task
    on_left: tuple[str, ...]
    on_right: tuple[str, ...]
    cardinality: Cardinality
    limit_left: int | None
    limit_right: int | None
    candidates_per_row: int
    minimum_score: float | None
    score: ScoreKind
    model: str
    adapter: str | None
    blocking: tuple[BlockingRule, ...]
    qualifiers: tuple[QualifierRule, ...]
    weights: Mapping[str, float]
    without: tuple[str, ...]
    rerank: Any
    """``usual``, ``shipped``, ``off``, weights as a mapping, or None for the default."""
    cleaning_left: tuple[Mapping[str, Any], ...]
    cleaning_right: tuple[Mapping[str, Any], ...]
    aliases: tuple[Mapping[str, Any], ...]
    concept: Mapping[str, Any] | None
    threshold: float | Literal["auto"] | None
    given: Mapping[str, Any] = field(default_factory=dict)
    """The same by the names and in the shapes of a recipe, complete: what ``link.match_tables`` takes, and what a project file holds."""

    @property
    def is_within(self) -> bool:
        """One table is searched for duplicates."""
        return self.task == "deduplicate"

    def columns_read(self) -> tuple[list[str], list[str]]:
        """Columns of each side that are compared or are keys, each once, some of which cleaning may make; of the right side none within one
        table."""
        rules: Sequence[BlockingRule | QualifierRule] = [*self.blocking, *self.qualifiers]
        left = list(dict.fromkeys([*self.on_left, *(rule.left for rule in rules)]))
        right = list(dict.fromkeys([*self.on_right, *(rule.right for rule in rules)]))
        return left, [] if self.is_within else right

    def source_columns(self) -> tuple[list[str], list[str]]:
        """Columns that the tables themselves need to have: those of :meth:`columns_read`, or what cleaning makes them of."""
        left, right = self.columns_read()
        return source_columns(self.cleaning_left, left), source_columns(self.cleaning_right, right)

    def cleaners(self) -> tuple[Cleaner, Cleaner]:
        """What is done to the cells of each table before anything compares them: its cleaning steps, then words read as others.

        :raises CleaningError: for steps that cannot be done
        """
        left, right = (
            Cleaner.of(steps, columns) for steps, columns in zip((self.cleaning_left, self.cleaning_right), self.columns_read())
        )
        return (
            left.followed_by({name: matcher.apply for name, matcher in aliased_columns(self.given, "left").items()}),
            right.followed_by({name: matcher.apply for name, matcher in aliased_columns(self.given, "right").items()}),
        )


@dataclass(frozen=True)
class RecipeTable:
    """What is expected of a table."""

    file: str
    columns: tuple[str, ...]
    record_id: str | None
    reading: Mapping[str, Any]


@dataclass(frozen=True)
class Recipe:
    """A linkage without its data."""

    name: str
    app: str
    """Version of the page that wrote it."""
    left: RecipeTable
    right: RecipeTable | None
    """None where one table is searched for duplicates."""
    settings: MatchSettings
    threshold_used: float | None
    model: str
    model_sha256: str | None
    """Of the weights that it was made with, where they are known."""
    unknown: tuple[str, ...]
    """Members of the file that this version does not know, and leaves out."""


def read_recipe(path: str | Path) -> Recipe:
    """The recipe of a file.

    :raises RecipeError: where it is missing, no recipe, broken, or of a newer version of the page
    """
    file = Path(path)
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise RecipeError(f"There is no recipe {file}; save one on the page (Export, Recipe) and give its path.") from None
    except (OSError, UnicodeDecodeError) as broken:
        raise RecipeError(f"The recipe {file} cannot be read as UTF-8 text; save it anew on the page.") from broken
    return parse_recipe(text, str(file))


def parse_recipe(text: str, file: str) -> Recipe:
    """The recipe of a text. :raises RecipeError: see :func:`read_recipe`"""
    try:
        given = json.loads(text)
    except json.JSONDecodeError as broken:
        raise RecipeError(f"{file} is not a recipe of Rowlink: line {broken.lineno} is not JSON.") from broken
    expected = _SETTINGS["recipe"]
    if not isinstance(given, dict) or given.get("format") != expected["format"] or not _is_whole(given.get("version")):
        raise RecipeError(f"{file} is not a recipe of Rowlink; save one on the page (Export, Recipe).")
    if given["version"] > expected["version"]:
        raise RecipeError(
            f"The recipe {file} was saved by a newer version of Rowlink (format {given['version']}, this package reads "
            f"{expected['version']}); install a newer rowlink-spark."
        )
    try:
        return _recipe_of(given)
    except _Broken as broken:
        raise RecipeError(f"The recipe {file} is damaged at {broken}; save it anew on the page.") from broken


def unsupported(recipe: Recipe) -> str | None:
    """One sentence where a recipe asks for what only the page does; None where all of it can be done."""
    settings = recipe.settings
    try:
        settings.cleaners()
    except CleaningError as broken:
        return str(broken)
    if settings.concept is not None:
        return "The recipe matches to concepts with several names each, which rowlink-spark does not do; match on the page, or without concepts."
    if settings.adapter is not None:
        return "The recipe uses an adapter that was trained on the page, which rowlink-spark does not do; match without it."
    if settings.score != "lexical" and settings.model not in _SETTINGS["models"]:
        return f"The recipe uses the model {settings.model}, which does not come with Rowlink; choose one that does ({', '.join(_SETTINGS['models'])})."
    return None


class _Broken(Exception):
    """Where a recipe is not as it has to be."""


_KNOWN = {
    "format", "version", "app", "savedAt", "name", "tables", "settings", "thresholdUsed", "model", "adapter", "clusters", "decisions",
}  # fmt: skip
_SOMETIMES = {"without", "adapter", "aliases", "rerank"}


def _recipe_of(given: Mapping[str, Any]) -> Recipe:
    tables = _members(given.get("tables"), "tables")
    stored = _members(given.get("settings"), "settings")
    settings = _settings_of(stored)
    model = _members(given.get("model", {}), "model")
    used = given.get("thresholdUsed")
    unknown = [name for name in given if name not in _KNOWN]
    unknown += [f"settings.{name}" for name in stored if name not in _DEFAULTS and name not in _SOMETIMES]
    return Recipe(
        name=_text(given.get("name")),
        app=_text(given.get("app")),
        left=_table_of(tables.get("left"), "tables.left"),
        right=None if settings.is_within else _table_of(tables.get("right"), "tables.right"),
        settings=settings,
        threshold_used=float(used) if _is_number(used) else None,
        model=_text(model.get("id"), settings.model),
        model_sha256=model["sha256"] if isinstance(model.get("sha256"), str) else None,
        unknown=tuple(unknown),
    )


def _table_of(value: Any, place: str) -> RecipeTable:
    table = _members(value, place)
    record_id = table.get("recordId")
    _need(record_id is None or isinstance(record_id, str), f"{place}.recordId")
    return RecipeTable(
        file=_text(table.get("file")),
        columns=_names(table.get("columns"), f"{place}.columns"),
        record_id=record_id,
        reading=_members(table.get("reading", {}), f"{place}.reading"),
    )


def _settings_of(given: Mapping[str, Any]) -> MatchSettings:
    on = _members(given.get("on"), "settings.on")
    cleaning = _members(given.get("cleaning", {}), "settings.cleaning")
    limits = _members(given.get("limits", {}), "settings.limits")
    weights = _members(given.get("weights", {}), "settings.weights")
    minimum, most = given.get("minimumScore"), given.get("candidatesPerRow", _DEFAULTS["candidatesPerRow"])
    threshold = given.get("threshold", _DEFAULTS["threshold"])
    adapter = given.get("adapter")
    concept = given.get("concept")
    for side in ("left", "right"):
        _need(limits.get(side) is None or _is_count(limits[side]), f"settings.limits.{side}")
    _need(all(_is_weight(weight, 5) for weight in weights.values()), "settings.weights")
    _need(threshold in (None, "auto") or _is_share(threshold), "settings.threshold")
    _need(minimum is None or _is_share(minimum), "settings.minimumScore")
    _need(_is_count(most), "settings.candidatesPerRow")
    without = _names(given.get("without", []), "settings.without")
    _need(all(name in _SETTINGS["evidenceGroups"] for name in without), "settings.without")
    aliases = given.get("aliases", [])
    _need(isinstance(aliases, list), "settings.aliases")
    settings = MatchSettings(
        task=cast(Task, _one_of(Task, given, "task")),
        on_left=_names(on.get("left"), "settings.on.left"),
        on_right=_names(on.get("right"), "settings.on.right"),
        cardinality=cast(Cardinality, _one_of(Cardinality, given, "cardinality")),
        limit_left=limits.get("left"),
        limit_right=limits.get("right"),
        candidates_per_row=most,
        minimum_score=minimum,
        score=cast(ScoreKind, _one_of(ScoreKind, given, "score")),
        model=_text(given.get("model"), _DEFAULTS["model"]),
        adapter=adapter if isinstance(adapter, str) and _ADAPTER_ID.match(adapter) else None,
        blocking=tuple(_blocking_of(rule, at) for at, rule in enumerate(_list(given.get("blocking", []), "settings.blocking"))),
        qualifiers=tuple(_qualifier_of(rule, at) for at, rule in enumerate(_list(given.get("qualifiers", []), "settings.qualifiers"))),
        weights=weights,
        without=without,
        rerank=_rerank_of(given.get("rerank", _MISSING)),
        cleaning_left=_steps(cleaning.get("left", []), "settings.cleaning.left"),
        cleaning_right=_steps(cleaning.get("right", []), "settings.cleaning.right"),
        aliases=tuple(_group_of(group) for group in aliases),
        concept=None if concept is None else _members(concept, "settings.concept"),
        threshold=threshold,
    )
    _need(len(settings.on_left) > 0 and (settings.is_within or len(settings.on_right) > 0), "settings.on (no columns are compared)")
    return _with_given(settings, given)


def _with_given(settings: MatchSettings, given: Mapping[str, Any]) -> MatchSettings:
    kept = {name: value for name, value in given.items() if name in _DEFAULTS or name in _SOMETIMES}
    complete = {**_DEFAULTS, **kept, "limits": {"left": settings.limit_left, "right": settings.limit_right}}
    return MatchSettings(**{**{name: getattr(settings, name) for name in settings.__dataclass_fields__}, "given": complete})


def _blocking_of(value: Any, at: int) -> BlockingRule:
    place = f"settings.blocking[{at}]"
    rule = _pair(value, place)
    kind = rule.get("key", "exact")
    _need(kind in get_args(BlockingKind), f"{place}.key")
    length, tolerance = rule.get("length"), rule.get("tolerance")
    return BlockingRule(
        rule["left"],
        rule["right"],
        kind,
        length if _is_count(length) else None,
        float(tolerance) if _is_number(tolerance) and tolerance >= 0 else None,
    )


def _qualifier_of(value: Any, at: int) -> QualifierRule:
    place = f"settings.qualifiers[{at}]"
    rule = _pair(value, place)
    _need(_is_weight(rule.get("weight"), 5), f"{place}.weight")
    kind = rule.get("kind", "category")
    _need(kind in get_args(QualifierKind), f"{place}.kind")
    return QualifierRule(rule["left"], rule["right"], kind, rule["weight"])


def _group_of(value: Any) -> Mapping[str, Any]:
    group = _members(value, "settings.aliases")
    words = _names(group.get("words"), "settings.aliases.words")
    _need(len(words) >= 2 and all(word.strip() for word in words), "settings.aliases.words")
    _need(group.get("column") is None or isinstance(group["column"], str), "settings.aliases.column")
    return group


def _rerank_of(value: Any) -> Any:
    if value is _MISSING:
        return None
    if value in ("usual", "shipped", "off"):
        return value
    given = _members(value, "settings.rerank")
    _need(given.get("version") == _RERANKER_VERSION, "settings.rerank.version")
    models = _members(given.get("models", {}), "settings.rerank.models")
    for weights in (given.get("weights"), *models.values()):
        named = _members(weights, "settings.rerank.weights")
        _need(all(_is_weight(named[name], _HIGHEST_WEIGHT) for name in FEATURES if name in named), "settings.rerank.weights")
    return given


def _steps(value: Any, place: str) -> tuple[Mapping[str, Any], ...]:
    steps = tuple(_members(step, place) for step in _list(value, place))
    _need(all(isinstance(step.get("kind"), str) for step in steps), place)
    return steps


def _pair(value: Any, place: str) -> Mapping[str, Any]:
    rule = _members(value, place)
    _need(isinstance(rule.get("left"), str) and isinstance(rule.get("right"), str), place)
    return rule


def _one_of(kind: Any, given: Mapping[str, Any], name: str) -> str:
    value = given.get(name, _DEFAULTS[name])
    _need(value in get_args(kind), f"settings.{name}")
    return str(value)


def _need(holds: bool, place: str) -> None:
    if not holds:
        raise _Broken(place)


def _members(value: Any, place: str) -> Mapping[str, Any]:
    _need(isinstance(value, dict), place)
    return cast(Mapping[str, Any], value)


def _list(value: Any, place: str) -> list[Any]:
    _need(isinstance(value, list), place)
    return cast(list[Any], value)


def _names(value: Any, place: str) -> tuple[str, ...]:
    names = _list(value, place)
    _need(all(isinstance(name, str) for name in names), place)
    return tuple(names)


def _text(value: Any, absent: str = "") -> str:
    return value if isinstance(value, str) else absent


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_whole(value: Any) -> bool:
    return _is_number(value) and float(value).is_integer()


def _is_count(value: Any) -> bool:
    return _is_whole(value) and value >= 1


def _is_share(value: Any) -> bool:
    return _is_number(value) and 0 <= value <= 1


def _is_weight(value: Any, most: float) -> bool:
    return _is_number(value) and 0 <= value <= most
