"""Where tables come from: delimited text, Parquet, Delta, or a database by JDBC. Every cell is read as the text a person would see."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlparse

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql import types as T
from pyspark.sql.functions import col

from .errors import UserError

KINDS = ("csv", "parquet", "delta", "jdbc")
PASSWORD_VARIABLE = "ROWLINK_JDBC_PASSWORD"

# RFC 4180: quotes are doubled, cells may hold line breaks, white space is part of a cell.
CSV_OPTIONS = {
    "header": "true",
    "quote": '"',
    "escape": '"',
    "multiLine": "true",
    "encoding": "UTF-8",
    "ignoreLeadingWhiteSpace": "false",
    "ignoreTrailingWhiteSpace": "false",
    "maxCharsPerColumn": "-1",
    # A file whose header differs from that of the first one is refused, not read into the wrong columns.
    "enforceSchema": "false",
}


@dataclass(frozen=True)
class Source:
    """One table to read: its kind, its place (a path, or an address of JDBC), and options of Spark's reader."""

    kind: str
    place: str
    options: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What messages and reports call it: the last part of its place, or the table of a database."""
        return self.options.get("dbtable") or Path(urlparse(self.place).path or self.place).name or self.place

    @property
    def local_path(self) -> Path | None:
        """Its place where that is on this machine; None on a distributed file system and for databases."""
        if self.kind == "jdbc":
            return None
        address = urlparse(self.place)
        if address.scheme in ("", "file"):
            return Path(address.path if address.scheme else self.place)
        return None


def parse_source(text: str, options: dict[str, str] | None = None) -> Source:
    """
    `csv:PLACE`, `parquet:PLACE`, `delta:PLACE` or `jdbc:…`; without a kind it is told by the ending, or by what lies in a local folder.

    Raises UserError where it cannot be told.
    """
    options = dict(options or {})
    kind, _, rest = text.partition(":")
    if kind == "jdbc":
        return Source("jdbc", text, options)
    if kind in KINDS and rest and not rest.startswith("//"):
        return Source(kind, rest, options)
    found = _kind_of(text)
    if found is None:
        raise UserError(
            f"Cannot tell what kind of table {text} is: its name ends in none of .csv, .tsv, .txt, .parquet; put csv:, parquet: or delta: before it."
        )
    if text.lower().removesuffix(".gz").endswith(".tsv"):
        options.setdefault("sep", "\t")
    return Source(found, text, options)


def _kind_of(place: str) -> str | None:
    bare = place.lower().removesuffix(".gz").removesuffix(".bz2").rstrip("/")
    if bare.endswith((".csv", ".tsv", ".txt")):
        return "csv"
    if bare.endswith((".parquet", ".pq")):
        return "parquet"
    folder = Path(place)
    if folder.is_dir():
        if (folder / "_delta_log").is_dir():
            return "delta"
        if any(folder.glob("*.parquet")):
            return "parquet"
        if any(folder.glob("*.csv*")):
            return "csv"
    return None


def open_source(spark: SparkSession, source: Source) -> DataFrame:
    """The table as Spark reads it, types as they are. Nothing but heads of files is read here. Raises UserError."""
    path = source.local_path
    if path is not None and not path.exists():
        raise UserError(f"{source.place} is not there: the path may be misspelt or on another machine; give one that every executor can read.")
    if source.kind == "csv":
        return spark.read.options(**{**CSV_OPTIONS, **source.options}).csv(source.place)
    if source.kind == "parquet":
        return spark.read.options(**source.options).parquet(source.place)
    if source.kind == "delta":
        return _open_delta(spark, source)
    return _open_database(spark, source)


def _open_delta(spark: SparkSession, source: Source) -> DataFrame:
    try:
        return spark.read.format("delta").options(**source.options).load(source.place)
    except Exception as cause:
        if "DATA_SOURCE_NOT_FOUND" in str(cause) or "ClassNotFoundException" in str(cause):
            raise UserError(
                f"{source.place} is a Delta table and this Spark has no Delta package: start with --packages io.delta:delta-spark_2.13:VERSION (the one for your Spark), or export the table to Parquet."
            ) from cause
        raise


def _open_database(spark: SparkSession, source: Source) -> DataFrame:
    if "dbtable" not in source.options and "query" not in source.options:
        raise UserError(f"{source.place.split('?')[0]} is a database and no table of it is named: add --left-option dbtable=NAME (or --right-option).")
    options = dict(source.options)
    password = os.environ.get(PASSWORD_VARIABLE)
    if password:
        options.setdefault("password", password)
    try:
        return spark.read.format("jdbc").option("url", source.place).options(**options).load()
    except Exception as cause:
        if "No suitable driver" in str(cause) or "ClassNotFoundException" in str(cause):
            raise UserError(
                f"This Spark has no JDBC driver for {source.place.split('//')[0]}: start with --packages or --jars naming the driver of your database."
            ) from cause
        raise


# Kinds of columns whose cells have no one way to be written as text.
UNREADABLE_TYPES = (T.ArrayType, T.MapType, T.StructType, T.BinaryType)


def as_text(name: str) -> Column:
    """A column as text, empty where it is null. Whole numbers and decimals keep all digits; dates and times are in ISO form."""
    return F.coalesce(col(_quoted(name)).cast("string"), F.lit("")).alias(name)


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
