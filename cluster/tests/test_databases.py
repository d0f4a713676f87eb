"""Tables of a database by JDBC: Derby, which PySpark brings along; another one where ROWLINK_TEST_JDBC names it (`jdbc:postgresql://…`, its driver
in ROWLINK_TEST_JARS)."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pyspark
import pytest
from pyspark.sql import SparkSession
from sample_tables import LEFT_COLUMNS, SAMPLES, expected_links, links_of, sample_rows, write_recipe

from rowlink_spark.checks import TableNeeds, check_table
from rowlink_spark.cli import main
from rowlink_spark.errors import UserError
from rowlink_spark.sources import cells_as_text, parse_source
from rowlink_spark.stages.prepare import number_rows, stage_rows

NEEDS = TableNeeds("left", ("name",), ("name",))
HAS_DERBY = any((Path(pyspark.__file__).parent / "jars").glob("derby-1*.jar"))
ADDRESSES = (["jdbc:derby:memory:rowlink"] if HAS_DERBY else []) + [os.environ[name] for name in ("ROWLINK_TEST_JDBC",) if name in os.environ]

pytestmark = pytest.mark.skipif(not ADDRESSES, reason="no database: this PySpark brings no Derby along, and ROWLINK_TEST_JDBC names no other")


EXPECTED = [
    ["1", "Müller", "AB", "1931-04-05", "2024-03-01 00:30:00", "1234.50", "12345678901", "12345678"],
    ["2", "", "", "", "", "", "", ""],
    ["3", "Łukasz", "C", "0998-01-02", "1900-01-01 00:00:00", "-0.10", "-1", "0.00001"],
]


@pytest.fixture(params=ADDRESSES or ["none"])
def address(request: pytest.FixtureRequest, spark: SparkSession, tmp_path: Path) -> Iterator[str]:
    """A database with a table of every common kind of column, and the companies of 2023."""
    place: str = request.param
    spark.sparkContext._jvm.java.lang.System.setProperty("derby.stream.error.file", str(tmp_path / "derby.log"))
    manager = spark.sparkContext._jvm.java.sql.DriverManager
    connection = manager.getConnection(place + (";create=true" if place.startswith("jdbc:derby") else ""))
    statement = connection.createStatement()
    try:
        statement.execute("CREATE TABLE kinds (place INTEGER, name VARCHAR(40), code CHAR(5), born DATE, seen TIMESTAMP, price DECIMAL(10,2), whole BIGINT, share DOUBLE PRECISION)")
        statement.execute("INSERT INTO kinds VALUES (1, 'Müller', 'AB', '1931-04-05', '2024-03-01 00:30:00', 1234.50, 12345678901, 12345678)")
        statement.execute("INSERT INTO kinds VALUES (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL)")
        statement.execute("INSERT INTO kinds VALUES (3, 'Łukasz', 'C', '0998-01-02', '1900-01-01 00:00:00', -0.10, -1, 0.00001)")
        statement.execute("CREATE TABLE firms (place INTEGER, id VARCHAR(10), name VARCHAR(90), city VARCHAR(60), country VARCHAR(60), sector VARCHAR(60))")
        add = connection.prepareStatement("INSERT INTO firms VALUES (?, ?, ?, ?, ?, ?)")
        for number, row in enumerate(sample_rows(2023)):
            add.setInt(1, number)
            for at, cell in enumerate(row):
                add.setString(at + 2, cell)
            add.execute()
        yield place
    finally:
        for table in ("kinds", "firms"):
            with suppress(Exception):
                statement.execute(f"DROP TABLE {table}")
        connection.close()


def test_cells_of_every_kind_are_the_text_that_a_person_sees(spark: SparkSession, address: str) -> None:
    source = parse_source(address, {"dbtable": "kinds"})
    frame = check_table(spark, source, TableNeeds("left", (_named(address, "name"),), ())).frame
    rows = [list(row) for row in frame.select(*cells_as_text(frame, frame.columns)).collect()]
    rows = [[cell.rstrip(" ") for cell in row] for row in sorted(rows)]
    if address.startswith("jdbc:derby"):
        # Its driver knows no time without a zone: such times are right where Java's zone is UTC.
        rows = [[*row[:4], expected[4], *row[5:]] for row, expected in zip(rows, EXPECTED, strict=True)]
    assert rows == EXPECTED


def test_a_table_is_read_in_parts_and_its_rows_are_numbered_once(spark: SparkSession, address: str, tmp_path: Path) -> None:
    parts = {"partitionColumn": _named(address, "place"), "lowerBound": "0", "upperBound": "68", "numPartitions": "3"}
    table = check_table(spark, parse_source(address, {"dbtable": "firms", **parts}), TableNeeds("left", (_named(address, "name"),), ()))
    assert table.frame.rdd.getNumPartitions() == 3
    stage_rows(table.frame, table.frame.columns).write.parquet(str(tmp_path / "rows"))
    numbered = number_rows(spark.read.parquet(str(tmp_path / "rows"))).toPandas()
    assert sorted(numbered["__row__"]) == list(range(len(sample_rows(2023)))) and table.rows == len(numbered)


def test_what_a_database_refuses_is_told_in_one_sentence(spark: SparkSession, address: str) -> None:
    with pytest.raises(UserError) as told:
        check_table(spark, parse_source(f"{address}{'?' if 'postgres' in address else ';'}password=secret", {"dbtable": "nowhere"}), NEEDS)
    said = str(told.value)
    assert "did not give nowhere" in said and "secret" not in said and "\n" not in said and "Exception" not in said


@pytest.mark.skipif("ROWLINK_SPARK_RUNS" not in os.environ, reason="whole runs take minutes: set ROWLINK_SPARK_RUNS=1")
def test_the_command_links_a_table_of_a_database(spark: SparkSession, address: str, tmp_path: Path) -> None:
    columns = ", ".join(f"{name} AS {_quoted(name)}" for name in LEFT_COLUMNS)
    query = f"(SELECT place, {columns} FROM firms) firms"
    options = [f"dbtable={query}", f"partitionColumn={_named(address, 'place')}", "lowerBound=0", "upperBound=68", "numPartitions=2"]
    given = [part for option in options for part in ("--left-option", option)]
    recipe, right = write_recipe(tmp_path), str(SAMPLES / "companies-2024.csv")
    assert main(["run", str(recipe), "--left", address, *given, "--right", right, "--out", str(tmp_path / "out")]) == 0
    expected = expected_links(recipe)
    assert links_of(tmp_path / "out") == expected and len(expected) > 40


def _named(address: str, name: str) -> str:
    """A name as the database has it where nobody quoted it."""
    return name.upper() if address.startswith("jdbc:derby") else name


def _quoted(name: str) -> str:
    return f'"{name}"'
