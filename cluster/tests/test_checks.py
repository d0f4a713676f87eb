"""Bad input is told in one sentence before any stage starts."""

import json
from hashlib import sha256
from pathlib import Path

import pandas as pd
import pytest
from pyspark.sql import SparkSession

from rowlink_spark.checks import TableNeeds, check_model, check_output, check_table
from rowlink_spark.errors import UserError
from rowlink_spark.sources import Source, cells_as_text, parse_source

NEEDS = TableNeeds("left", ("name", "city"), ("name",), ("id", "name", "city"))


def refusal(spark: SparkSession, place: Path | str, needs: TableNeeds = NEEDS) -> str:
    """The sentence with which a table is refused."""
    with pytest.raises(UserError) as caught:
        check_table(spark, parse_source(str(place)), needs)
    return str(caught.value)


def test_a_sound_table_is_counted_and_its_empty_cells_are_noted(spark: SparkSession, tmp_path: Path) -> None:
    file = tmp_path / "good.csv"
    file.write_text('id,name,city\n1,"Ann ""A"" Lee",\n2,"two\nlines",Bern\n', encoding="utf-8")
    table = check_table(spark, parse_source(str(file)), NEEDS)
    assert table.rows == 2
    assert table.notes == ("good.csv: 1 of 2 cells of “city” are empty (null counts as empty).",)


def test_a_missing_column_is_named_with_what_may_be_meant(spark: SparkSession, tmp_path: Path) -> None:
    file = tmp_path / "cols.csv"
    file.write_text("id,Name,city\n1,Ann,Bern\n", encoding="utf-8")
    said = refusal(spark, file)
    assert "has no column “name”" in said and "is “Name” meant?" in said and "\n" not in said


def test_letters_that_are_not_utf8_are_told(spark: SparkSession, tmp_path: Path) -> None:
    file = tmp_path / "latin.csv"
    file.write_bytes("name,city\nMüller,Zürich\n".encode("cp1252"))
    said = refusal(spark, file)
    assert "is not UTF-8: 2 cells" in said and "encoding=windows-1252" in said
    read = check_table(spark, parse_source(str(file), {"encoding": "windows-1252"}), NEEDS)
    assert read.frame.first()["city"] == "Zürich"


def test_utf16_is_told(spark: SparkSession, tmp_path: Path) -> None:
    file = tmp_path / "wide.csv"
    file.write_bytes("name,city\nAnn,Bern\n".encode("utf-16"))
    assert "is UTF-16" in refusal(spark, file)


def test_an_empty_column_and_an_empty_table_are_told(spark: SparkSession, tmp_path: Path) -> None:
    file = tmp_path / "nulls.csv"
    file.write_text("name,city\n,Bern\n  ,Basel\n", encoding="utf-8")
    assert "“name” of nulls.csv (left) is empty in all 2 rows" in refusal(spark, file)
    file.write_text("name,city\n", encoding="utf-8")
    assert "has no rows" in refusal(spark, file)


def test_files_of_other_shape_in_one_folder_are_told(spark: SparkSession, tmp_path: Path) -> None:
    folder = tmp_path / "months"
    folder.mkdir()
    (folder / "1.csv").write_text("name,city\nAnn,Bern\n", encoding="utf-8")
    (folder / "2.csv").write_text("city,name\nBern,Ann\n", encoding="utf-8")
    assert "do not have the same columns" in refusal(spark, folder)


def test_files_that_differ_where_nothing_is_compared_are_told_too(spark: SparkSession, tmp_path: Path) -> None:
    folder = tmp_path / "years"
    folder.mkdir()
    (folder / "1.csv").write_text("name,city,tax\nAnn,Bern,1\n", encoding="utf-8")
    (folder / "2.csv").write_text("name,city,phone\nAnn,Bern,2\n", encoding="utf-8")
    assert "do not have the same columns" in refusal(spark, folder)


def test_parquet_files_without_a_column_or_of_another_type_are_told(spark: SparkSession, tmp_path: Path) -> None:
    folder = tmp_path / "parts"
    folder.mkdir()
    pd.DataFrame({"name": ["Ann"], "city": ["Bern"], "born": ["1950"]}).to_parquet(folder / "1.parquet")
    pd.DataFrame({"city": ["Bern"], "born": ["1950"]}).to_parquet(folder / "2.parquet")
    said = refusal(spark, folder)
    assert "2.parquet has no “name”" in said and "\n" not in said
    pd.DataFrame({"name": ["Bo"], "city": ["Chur"], "born": [1950]}).to_parquet(folder / "2.parquet")
    said = refusal(spark, folder)
    assert "not of one shape" in said and "\n" not in said
    (folder / "2.parquet").write_bytes((folder / "1.parquet").read_bytes()[:-20])
    said = refusal(spark, folder)
    assert "\n" not in said and ("no Parquet file" in said or "not of one shape" in said)


def test_names_of_columns_that_are_not_utf8_are_told(spark: SparkSession, tmp_path: Path) -> None:
    file = tmp_path / "latin.csv"
    file.write_bytes("name,city,Straße\nAnn,Bern,x\n".encode("cp1252"))
    assert "is not UTF-8: names of columns" in refusal(spark, file)


def test_numbers_are_written_as_a_person_writes_them(spark: SparkSession) -> None:
    cells = [12345678.0, 1.5e7 + 0.25, 0.1, 0.00001, -0.0, 1e300, float("nan"), None, 9007199254740993.0, 100.0]
    frame = spark.createDataFrame([(cell,) for cell in cells], "a double").selectExpr("a", "cast(a as float) b", "cast(1.50 as decimal(5,2)) c")
    rows = frame.select(*cells_as_text(frame, frame.columns)).collect()
    assert [row["a"] for row in rows] == ["12345678", "15000000.25", "0.1", "0.00001", "0", "1.0E300", "", "", "9.007199254740992E15", "100"]
    assert [row["b"] for row in rows][2:4] == ["0.1", "0.00001"] and rows[0]["c"] == "1.50"


def test_a_column_that_is_a_list_is_told(spark: SparkSession, tmp_path: Path) -> None:
    place = tmp_path / "lists.parquet"
    spark.createDataFrame([(["Ann"], "Bern")], "name array<string>, city string").write.parquet(str(place))
    assert "holds array<string>, which is no text" in refusal(spark, place)


def test_a_path_that_is_not_there_and_a_delta_table_without_delta_are_told(spark: SparkSession, tmp_path: Path) -> None:
    assert "is not there" in refusal(spark, tmp_path / "nothing.csv")
    folder = tmp_path / "lake"
    (folder / "_delta_log").mkdir(parents=True)
    assert "has no Delta package" in refusal(spark, folder)


def test_a_database_without_a_table_or_driver_is_told(spark: SparkSession) -> None:
    assert "no table of it is named" in refusal(spark, "jdbc:postgresql://db.example/people")
    with pytest.raises(UserError, match="no JDBC driver"):
        check_table(spark, Source("jdbc", "jdbc:nobody://db.example/people", {"dbtable": "t"}), NEEDS)


def test_a_name_that_says_nothing_is_asked_about() -> None:
    with pytest.raises(UserError, match="Cannot tell what kind"):
        parse_source("people")
    assert parse_source("parquet:/data/people").kind == "parquet"
    assert parse_source("hdfs://host/people.csv.gz") == Source("csv", "hdfs://host/people.csv.gz")
    assert parse_source("people.tsv").options == {"sep": "\t"}


def test_output_that_is_there_is_kept(tmp_path: Path) -> None:
    check_output(str(tmp_path), overwrite=False)
    (tmp_path / "links").mkdir()
    with pytest.raises(UserError, match="nothing is written over"):
        check_output(str(tmp_path), overwrite=False)
    check_output(str(tmp_path), overwrite=True)


def test_a_missing_broken_or_other_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no model is given"):
        check_model(None, "small", None, "hybrid")
    check_model(None, "small", None, "lexical")
    with pytest.raises(UserError, match="manifest.json is missing"):
        check_model(tmp_path, "small", None, "hybrid")
    (tmp_path / "manifest.json").write_text(json.dumps({"id": "small", "weights": "w.onnx"}))
    with pytest.raises(UserError, match="w.onnx is missing"):
        check_model(tmp_path, "small", None, "hybrid")
    (tmp_path / "w.onnx").write_bytes(b"weights")
    (tmp_path / "tokenizer.json").write_text("{}")
    check_model(tmp_path, "small", sha256(b"weights").hexdigest(), "hybrid")
    with pytest.raises(UserError, match="are not those that the recipe was made with"):
        check_model(tmp_path, "small", "0" * 64, "hybrid")
    told = {"id": "small", "weights": "w.onnx", "files": {"w.onnx": {"sha256": sha256(b"all of the weights").hexdigest()}}}
    (tmp_path / "manifest.json").write_text(json.dumps(told))
    with pytest.raises(UserError, match="w.onnx is not the file that its manifest names"):
        check_model(tmp_path, "small", None, "hybrid")
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(UserError, match="manifest.json cannot be read"):
        check_model(tmp_path, "small", None, "hybrid")
    (tmp_path / "manifest.json").write_text(json.dumps({"id": "small", "weights": "w.onnx"}))
    with pytest.raises(UserError, match="holds small"):
        check_model(tmp_path, "large", None, "hybrid")


def test_execution_is_adaptive_and_columns_keep_their_case(spark: SparkSession) -> None:
    assert spark.conf.get("spark.sql.adaptive.enabled") == "true"
    assert spark.conf.get("spark.sql.adaptive.skewJoin.enabled") == "true"
    assert spark.createDataFrame([(1, 2)], "a long, A long").select("A").columns == ["A"]
