"""What is said where Spark's own words are of no use to anybody."""

from rowlink_spark.checks import _reading_failed
from rowlink_spark.sources import Source

JAVA = "An error occurred while calling o40.load.\n: {}\n\tat org.example.Driver.connect(Driver.java:1)\n"


def test_a_delta_package_for_another_spark_is_told() -> None:
    said = _reading_failed(Source("delta", "/lake/firms"), Exception(JAVA.format("java.lang.NoSuchMethodError: 'void org.apache.spark.sql.execution.LogicalRDD.<init>'")))
    assert "is one for another version of Spark" in said and "\n" not in said


def test_what_a_database_says_is_passed_on_without_the_password() -> None:
    source = Source("jdbc", "jdbc:postgresql://db.example/people?user=me&password=secret", {"dbtable": "firms"})
    said = _reading_failed(source, Exception(JAVA.format('org.postgresql.util.PSQLException: ERROR: relation "firms" does not exist')))
    assert said.startswith('jdbc:postgresql://db.example/people did not give firms: ERROR: relation "firms" does not exist;')
    assert "secret" not in said and "\n" not in said
    assert "cannot be connected to" in _reading_failed(source, Exception("[FAILED_JDBC.CONNECTION] Failed JDBC jdbc:postgresql:*(redacted)"))
