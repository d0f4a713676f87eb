"""An executor that is killed in the middle of a run changes nothing in what comes out."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif("ROWLINK_SPARK_RUNS" not in os.environ, reason="whole runs take minutes: set ROWLINK_SPARK_RUNS=1")
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are found by /proc")
def test_a_killed_executor_changes_nothing(tmp_path: Path) -> None:
    if not os.environ.get("JAVA_HOME") and shutil.which("java") is None and not os.environ.get("CI"):
        pytest.skip("Spark runs on Java 17 or later, which is not here")
    script = Path(__file__).parent / "lose_executor.py"
    done = subprocess.run([sys.executable, str(script), str(tmp_path)], capture_output=True, text=True, timeout=1800)
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout.strip().splitlines()[-1])
    assert told["killed"] > 0
    assert told["same"] == {"candidates": True, "links": True}
    assert told["links"] > 150
