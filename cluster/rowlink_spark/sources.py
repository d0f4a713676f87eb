"""Where tables come from: delimited text, Parquet, Delta, or a database by JDBC. Every cell is read as the text a person would see."""

import os
from collections.abc import Iterable
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

# What Delta asks of a session before it is opened. Where it is built in (Databricks), sessions have it.
DELTA_SESSION = {
    "spark.sql.extensions": "io.delta.sql.DeltaSparkSessionExtension",
    "spark.sql.catalog.spark_catalog": "org.apache.spark.sql.delta.catalog.DeltaCatalog",
}
# A time without a zone stays what it says, wherever Java thinks that it is.
JDBC_OPTIONS = {"preferTimestampNTZ": "true"}

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
        return self.options.get("dbtable") or Path(urlparse(self.address).path or self.address).name or self.address

    @property
    def address(self) -> str:
        """Its place without what an address of a database may hold beside it, such as a password."""
        return self.place.partition("?")[0].partition(";")[0] if self.kind == "jdbc" else self.place

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
                f"{source.place} is a Delta table and this Spark has no Delta package: start with --conf spark.jars.packages=io.delta:delta-spark_{_minor(spark)}_2.13:VERSION (the one for your Spark), or export the table to Parquet."
            ) from cause
        if "DELTA_CONFIGURE_SPARK_SESSION" in str(cause):
            settings = " ".join(f"--conf {name}={value}" for name, value in DELTA_SESSION.items())
            raise UserError(f"{source.place} is a Delta table and this session was opened without Delta's settings: start it with {settings}.") from cause
        raise


def _minor(spark: SparkSession) -> str:
    """Version of Spark as names of packages have it, such as 4.2."""
    return ".".join(spark.version.split(".")[:2])


def _open_database(spark: SparkSession, source: Source) -> DataFrame:
    if "dbtable" not in source.options and "query" not in source.options:
        raise UserError(f"{source.address} is a database and no table of it is named: add --left-option dbtable=NAME (or --right-option).")
    options = {**JDBC_OPTIONS, **source.options}
    password = os.environ.get(PASSWORD_VARIABLE)
    if password:
        options.setdefault("password", password)
    try:
        return spark.read.format("jdbc").option("url", source.place).options(**options).load()
    except Exception as cause:
        if "No suitable driver" in str(cause) or "ClassNotFoundException" in str(cause):
            raise UserError(
                f"This Spark has no JDBC driver for {source.address.split('//')[0]}: start with --conf spark.jars.packages=DRIVER (or --packages, --jars of spark-submit) naming the driver of your database."
            ) from cause
        raise


# Kinds of columns whose cells have no one way to be written as text.
UNREADABLE_TYPES = (T.ArrayType, T.MapType, T.StructType, T.BinaryType)


def cells_as_text(frame: DataFrame, names: Iterable[str]) -> list[Column]:
    """
    Columns as text under their names, empty where they are null. Whole numbers and decimals keep all digits, dates and times are in ISO form,
    and floating-point numbers are written out: 12345678, not 1.2345678E7, and without a fraction where they are whole; NaN is empty.
    """
    kinds = {field.name: field.dataType for field in frame.schema.fields}
    return [_floating_text(name).alias(name) if isinstance(kinds[name], T.FractionalType) and not isinstance(kinds[name], T.DecimalType) else as_text(name) for name in names]


def as_text(name: str) -> Column:
    """A column that is text already, or whose kind Spark writes as a person would; empty where it is null."""
    return F.coalesce(col(_quoted(name)).cast("string"), F.lit("")).alias(name)


# Above, a floating-point number does not tell neighbouring whole numbers apart, and is left as Spark writes it.
LARGEST_EXACT = 10**15


def _floating_text(name: str) -> Column:
    cell = col(_quoted(name))
    # By way of the shortest text that means the number: 0.1 of single precision stays 0.1.
    short = cell.cast("string").cast("double")
    written = F.regexp_replace(F.regexp_replace(short.try_cast("decimal(38,15)").cast("string"), r"0+$", ""), r"\.$", "")
    plain = F.when((F.abs(short) < LARGEST_EXACT) & ((short == 0) | (F.abs(short) >= 1e-15)), written).otherwise(cell.cast("string"))
    return F.when(cell.isNull() | F.isnan(cell), F.lit("")).otherwise(plain)


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
