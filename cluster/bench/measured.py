"""A store that writes down what each stage cost, and goes on where a run was broken off."""

import json
import pickle
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pyspark.sql import DataFrame

from rowlink_spark import pipeline
from rowlink_spark.stages import facts, prepare, score
from rowlink_spark.store import Store

from .processes import Sampler, Stopwatch


@dataclass
class MeasuredStore(Store):
    """
    Stages of a local folder with a journal beside them, a line a stage: what was done between the stage before and this one (`between`), and in
    it. With `resume`, a stage that is whole and in the journal is read, not made again; options must be the same as before.
    """

    sampler: Sampler | None = None
    resume: bool = False
    watch: Stopwatch = field(init=False)

    def __post_init__(self) -> None:
        assert self.sampler is not None
        self.journal = Path(self.root).parent / "journal.jsonl"
        if not self.resume:
            self.journal.unlink(missing_ok=True)
        self.watch = Stopwatch(self.sampler)

    def keep(self, frame: DataFrame, name: str) -> DataFrame:
        if self.resume and (Path(self.path_of(name)) / "_SUCCESS").exists() and name in {line["stage"] for line in self.lines()}:
            return self.spark.read.parquet(self.path_of(name))
        between = self.watch.lap()
        kept = super().keep(frame, name)
        line = {"stage": name, "between": between, **self.watch.lap(), "bytes": sum(file.stat().st_size for file in Path(self.path_of(name)).iterdir())}
        with self.journal.open("a", encoding="utf-8") as out:
            out.write(json.dumps(line) + "\n")
        return kept

    def lines(self) -> list[dict[str, object]]:
        """The journal so far."""
        if not self.journal.exists():
            return []
        return [json.loads(line) for line in self.journal.read_text(encoding="utf-8").splitlines()]


# What the driver learns of both tables between the stages.
LEARNED = (
    (prepare, "column_sizes"),
    (prepare, "count_side"),
    (facts, "count_corpus"),
    (facts, "column_context"),
    (facts, "words_in"),
    (score, "learn_voices"),
    (pipeline, "sample_vectors"),
    (pipeline, "train_cells"),
    (pipeline, "chosen_probes"),
    (pipeline, "_count"),
)
ORIGINALS = {(module, name): getattr(module, name) for module, name in LEARNED}


def remember_learned(folder: Path, resume: bool) -> None:
    """Has the driver write down what it learns between the stages, in the order in which it asks, and with `resume` read it."""
    if not resume:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    for (module, name), work in ORIGINALS.items():
        setattr(module, name, _remembering(work, folder, name))


def _remembering(work: Callable[..., Any], folder: Path, name: str) -> Callable[..., Any]:
    turn = 0

    def ask(*given: Any) -> Any:
        nonlocal turn
        turn += 1
        file = folder / f"{name}-{turn}.pickle"
        if not file.exists():
            file.write_bytes(pickle.dumps(work(*given)))
        return pickle.loads(file.read_bytes())

    return ask
