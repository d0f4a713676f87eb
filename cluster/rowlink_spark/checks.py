"""What is looked at before the first stage starts, so that nobody waits an hour for a misspelt column."""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlparse

from py4j.protocol import Py4JJavaError
from pyarrow import ArrowInvalid
from pyarrow.parquet import read_schema
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from .bounded import figures
from .errors import UserError
from .sources import PASSWORD_VARIABLE, UNREADABLE_TYPES, Source, cells_as_text, open_source

REPLACEMENT = "\ufffd"
# What Spark raises where a table cannot be read: at once, or by a task.
READING_ERRORS = (PySparkException, Py4JJavaError)


@dataclass(frozen=True)
class TableNeeds:
    """What a recipe needs of one table: `columns` are read, of which each of `compared` must say something; `known` is all that the recipe's own file had."""

    side: str
    columns: tuple[str, ...]
    compared: tuple[str, ...]
    known: tuple[str, ...] = ()


@dataclass(frozen=True)
class CheckedTable:
    """A table that can be linked: its frame (types as they are), its rows, and what the report should mention."""

    frame: DataFrame
    rows: int
    notes: tuple[str, ...]


def check_output(out: str, overwrite: bool) -> None:
    """Refuses to write over what is there. Only places on this machine are looked at; Spark refuses the others itself."""
    address = urlparse(out)
    if address.scheme not in ("", "file") or overwrite:
        return
    path = Path(address.path if address.scheme else out)
    if path.is_file() or (path.is_dir() and any(path.iterdir())):
        raise UserError(f"{out} is there already and is not empty: nothing is written over; choose another --out, or say --overwrite.")


def check_model(folder: Path | None, model_id: str, sha256: str | None, score: str) -> None:
    """The model folder has all files of its manifest, and its weights are those that the recipe names. Scores by letters alone need none."""
    if score == "lexical":
        return
    if folder is None:
        raise UserError(f"The recipe compares meaning with the model {model_id} and no model is given: add --model DIR, the folder of that name below models/ of the Rowlink page.")
    manifest_file = folder / "manifest.json"
    if not manifest_file.is_file():
        raise UserError(f"There is no model in {folder}: manifest.json is missing there; --model wants a folder such as models/{model_id} of the Rowlink page.")
    try:
        manifest = json.loads(manifest_file.read_text(encoding="utf-8"))
    except ValueError as broken:
        raise UserError(f"The model in {folder} is not whole: manifest.json cannot be read; copy the folder once more.") from broken
    needed = [manifest["weights"], *manifest.get("weightsData", []), "tokenizer.json"]
    for name in needed:
        if not (folder / name).is_file():
            raise UserError(f"The model in {folder} is not whole: {name} is missing, perhaps for want of space when it was copied; copy the folder once more.")
    for name in needed:
        told = manifest.get("files", {}).get(name, {}).get("sha256")
        if told is not None and _sha256(folder / name) != told:
            raise UserError(f"The model in {folder} is not whole: {name} is not the file that its manifest names, perhaps because a copy was cut off; copy the folder once more.")
    if manifest["id"] != model_id:
        raise UserError(f"The recipe was made with the model {model_id} and {folder} holds {manifest['id']}: vectors of two models cannot be compared; give the folder of {model_id}.")
    if sha256 is None:
        return
    found = _sha256(folder / manifest["weights"])
    if found != sha256:
        raise UserError(f"The weights in {folder} are not those that the recipe was made with (SHA-256 {found[:12]}…, wanted {sha256[:12]}…): another version of Rowlink came with them; take the model of the version that saved the recipe.")


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def check_table(spark: SparkSession, source: Source, needs: TableNeeds, accepts_replacement: bool = False) -> CheckedTable:
    """
    Opens a table and passes over it once: columns, kinds, encoding, empty columns.

    Raises UserError with every sentence that is due, one a line.
    """
    try:
        frame = open_source(spark, source)
    except READING_ERRORS as cause:
        raise UserError(_reading_failed(source, cause)) from cause
    problems = list(_column_problems(frame, source, needs))
    if problems:
        raise UserError("\n".join(problems))
    found = _count(frame, source, needs)
    problems = list(_cell_problems(found, source, needs, accepts_replacement))
    if problems:
        raise UserError("\n".join(problems))
    return CheckedTable(frame, found["rows"], tuple(_notes(frame, source, needs, found)))


def _column_problems(frame: DataFrame, source: Source, needs: TableNeeds) -> Iterable[str]:
    names = frame.columns
    if _is_utf16(source):
        yield f"{source.name} is UTF-16, not UTF-8: add --{needs.side}-option encoding=UTF-16, or save it as UTF-8."
        return
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        yield f"{source.name} has more than one column {_list(twice)}: which one is meant cannot be told; rename them."
        return
    if any(REPLACEMENT in name for name in names):
        yield f"{source.name} ({needs.side}) is not UTF-8: names of columns hold letters that cannot be read ({_list(name for name in names if REPLACEMENT in name)}); add --{needs.side}-option encoding=windows-1252 (or what it is)."
        return
    missing = [name for name in needs.columns if name not in names]
    if missing:
        yield f"{source.name} ({needs.side}) has no column {_list(missing)}, which the recipe reads{_guess(missing, names)}: it has {_list(names[:12])}{' …' if len(names) > 12 else ''}; rename the columns, or give the file that the recipe was made for."
    yield from _file_problems(source, set(needs.columns))
    types = {field.name: field.dataType for field in frame.schema.fields}
    for name in needs.columns:
        if isinstance(types.get(name), UNREADABLE_TYPES):
            yield f"The column {name} of {source.name} holds {types[name].simpleString()}, which is no text: take out of it what should be compared, into a column of its own."


def _file_problems(source: Source, columns: set[str]) -> Iterable[str]:
    """Of a local folder of Parquet the first file without a column that is read: Spark would take it for one that is empty there."""
    path = source.local_path
    if source.kind != "parquet" or path is None or not path.is_dir():
        return
    for file in sorted(path.rglob("*.parquet")):
        within = {part.partition("=")[0] for part in file.relative_to(path).parts[:-1] if "=" in part}
        try:
            gone = columns - within - set(read_schema(file).names)
        except ArrowInvalid:
            yield f"{file} is no Parquet file, or not a whole one: write it anew, or take it out of the folder."
            return
        if gone:
            yield f"The files of {source.place} do not have the same columns: {file.name} has no {_list(sorted(gone))}; put files of one shape together, or link them one by one."
            return


def _guess(missing: list[str], names: list[str]) -> str:
    close = {found for name in missing for found in get_close_matches(name, names, n=1, cutoff=0.6)}
    lower = {name.casefold().strip(): name for name in names}
    close |= {lower[name.casefold().strip()] for name in missing if name.casefold().strip() in lower}
    return f" (is {_list(sorted(close))} meant?)" if close else ""


def _list(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def _is_utf16(source: Source) -> bool:
    path = source.local_path
    if source.kind != "csv" or path is None or not path.is_file() or "encoding" in source.options:
        return False
    with path.open("rb") as file:
        return file.read(2) in (b"\xff\xfe", b"\xfe\xff")


def _count(frame: DataFrame, source: Source, needs: TableNeeds) -> dict[str, int]:
    sums = [F.count(F.lit(1)).alias("rows")]
    for at, cell in enumerate(cells_as_text(frame, needs.columns)):
        sums.append(F.sum((F.trim(cell) == "").cast("long")).alias(f"empty_{at}"))
        sums.append(F.sum(cell.contains(REPLACEMENT).cast("long")).alias(f"broken_{at}"))
    # Cells that are not compared are carried along: whether they can be read is found out here as well, not by a stage.
    readable = [field.name for field in frame.schema.fields if not isinstance(field.dataType, UNREADABLE_TYPES)]
    sums.append(F.max(F.xxhash64(*cells_as_text(frame, readable))).alias("carried"))
    try:
        return figures(frame.agg(*sums))
    except READING_ERRORS as cause:
        raise UserError(_reading_failed(source, cause)) from cause


def _cell_problems(found: dict[str, int], source: Source, needs: TableNeeds, accepts_replacement: bool) -> Iterable[str]:
    if found["rows"] == 0:
        yield f"{source.name} ({needs.side}) has no rows: it may be the wrong file or an export that failed; look into it."
        return
    broken = {name: found[f"broken_{at}"] for at, name in enumerate(needs.columns) if found[f"broken_{at}"]}
    if broken and not accepts_replacement:
        cells = sum(broken.values())
        yield f"{source.name} ({needs.side}) is not UTF-8: {cells:,} cells of {_list(broken)} hold letters that cannot be read; add --{needs.side}-option encoding=windows-1252 (or what it is), or --accept-replacement where they were lost before."
    for at, name in enumerate(needs.columns):
        if name in needs.compared and found[f"empty_{at}"] == found["rows"]:
            yield f"The column “{name}” of {source.name} ({needs.side}) is empty in all {found['rows']:,} rows: nothing can be compared by it; leave it out of the recipe, or look at how the table was written."


def _notes(frame: DataFrame, source: Source, needs: TableNeeds, found: dict[str, int]) -> Iterable[str]:
    for at, name in enumerate(needs.columns):
        if found[f"empty_{at}"]:
            yield f"{source.name}: {found[f'empty_{at}']:,} of {found['rows']:,} cells of “{name}” are empty (null counts as empty)."
    if not needs.known:
        return
    gone = [name for name in needs.known if name not in frame.columns]
    new = [name for name in frame.columns if name not in needs.known]
    if gone:
        yield f"{source.name}: columns that the recipe's file had and this one has not: {_list(gone)}; the recipe does not read them."
    if new:
        yield f"{source.name}: columns that the recipe's file had not: {_list(new)}."


# What Java raises where a package was made for another version of what it calls.
LINKING_ERRORS = ("NoSuchMethodError", "NoSuchFieldError", "NoClassDefFoundError", "AbstractMethodError", "IncompatibleClassChangeError")


def _said_by_java(said: str) -> str:
    """What the innermost cause says, without its class: the sentence of a database among those of Spark."""
    lines = [line.strip() for line in said.splitlines()]
    causes = [line for line in lines if line.startswith(("Caused by: ", ": "))] or [line for line in lines if line][:1] or ["no reason was given"]
    return re.sub(r"^(Caused by)?: ([\w.$]+(Exception|Error): )?", "", causes[-1])[:300].rstrip(".")


def _reading_failed(source: Source, cause: Exception) -> str:
    said = str(cause)
    if source.kind == "csv" and "CSV header" in said:
        return f"The files of {source.place} do not have the same columns: the header of at least one differs from that of the others; put files of one shape together, or link them one by one."
    if source.kind == "delta" and any(error in said for error in LINKING_ERRORS):
        return f"{source.place} cannot be read: the Delta package is one for another version of Spark; take the one whose name has yours, such as io.delta:delta-spark_4.2_2.13:4.4.0 for Spark 4.2, or export the table to Parquet."
    if "FAILED_JDBC.CONNECTION" in said:
        return f"{source.address} cannot be connected to: the address may be misspelt, the database out of reach of Spark, or user and password wrong (environment variable {PASSWORD_VARIABLE})."
    if source.kind == "jdbc":
        return f"{source.address} did not give {source.name}: {_said_by_java(said)}; look at address, table, user and password (environment variable {PASSWORD_VARIABLE})."
    if "PATH_NOT_FOUND" in said:
        return f"{source.place} is not there: the path may be misspelt, or not one that the cluster can read; give one that every executor can read."
    if "PARQUET" in said.upper() and ("CANNOT_READ_FILE" in said.upper() or "COLUMN_DATA_TYPE_MISMATCH" in said or "not a Parquet file" in said or "FAILED_READ_FILE" in said):
        return f"The files of {source.place} are not of one shape: a column has another type in one of them, or one is no Parquet file; write them anew with one schema."
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    # The line with Spark's own code, such as [FAILED_READ_FILE…]; what wraps it says nothing.
    first = next((line for line in lines if "[" in line and "]" in line), lines[0] if lines else type(cause).__name__)[:300]
    return f"{source.place} cannot be read as {source.kind}: {first}; give another kind (csv:, parquet:, delta:) or look into the file."
