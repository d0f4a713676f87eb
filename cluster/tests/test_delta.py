"""Delta tables, where the package for this Spark is named in ROWLINK_DELTA_PACKAGES (such as `io.delta:delta-spark_4.2_2.13:4.4.0` for Spark 4.2)."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sample_tables import sample_rows

PACKAGES = os.environ.get("ROWLINK_DELTA_PACKAGES", "")


@pytest.mark.skipif(not PACKAGES, reason="Delta does not come with PySpark: set ROWLINK_DELTA_PACKAGES to the package for this version of Spark")
def test_a_version_of_a_delta_table_is_linked_as_in_one_process(tmp_path: Path) -> None:
    script = Path(__file__).parent / "delta_run.py"
    done = subprocess.run([sys.executable, str(script), str(tmp_path), PACKAGES], capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout.strip().splitlines()[-1])
    assert told["same"] and told["links"] > 40
    assert told["rows"] == len(sample_rows(2023)) and told["newest"] == told["rows"] + 1
