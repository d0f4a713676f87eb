"""Steps of a pipeline: each runs once for the same inputs and parameters, and its cost is logged.

A step is finished when its stamp says so: `stamps/NAME.json` holds the digest of its parameters and of the contents of its
inputs and outputs. It runs again when any of them changed. Long steps keep checkpoints of their own and go on from them.
"""

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

from linkage_encoder.measure import Cost, Meter
from linkage_encoder.paths import WorkPaths


class StepError(Exception):
    """A step cannot be run; the message says why and what to do."""


@dataclass(frozen=True)
class Step:
    """One step.

    `inputs` and `outputs` are files or folders; `parameters` are whatever else decides the outputs (JSON values).
    `run` makes every output or raises.
    """

    name: str
    about: str
    run: Callable[[], None]
    inputs: tuple[Path, ...] = ()
    outputs: tuple[Path, ...] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Options:
    """What the command line decides for every step.

    `small`: a tiny corpus and a few training steps, to try the wiring in a minute; the model is of no use.
    `share_alike`: whether sources under share-alike licences are trained on. `new_vocabulary`:
    pieces are chosen anew from the corpus instead of those of the released model. `anew`: the small model
    begins with the base's first layers, not with the shipped model. `depths`: students of other depths
    are trained too, shortly, for the study, `widths`: and of other widths. `tasks`: folders of benchmark tasks, kept
    out of the corpus and measured at the end. `threads`: CPU threads of a step.
    """

    seed: int = 17
    small: bool = False
    share_alike: bool = True
    new_vocabulary: bool = False
    anew: bool = False
    depths: bool = False
    widths: bool = False
    tasks: tuple[Path, ...] = ()
    threads: int = 2


def digest_of(path: Path) -> str:
    """SHA-256 of a file's bytes, or of the names and digests of a folder's files, in order of their names. Hidden files do not count."""
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.is_file() and not file.name.startswith("."))
        listing = "".join(f"{file.relative_to(path).as_posix()}\t{digest_of(file)}\n" for file in files)
        return hashlib.sha256(listing.encode()).hexdigest()
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest_of_all(paths: Iterable[Path]) -> str:
    """SHA-256 of the files' and folders' digests, in the order given."""
    return hashlib.sha256("".join(map(digest_of, paths)).encode()).hexdigest()


def in_order(steps: Iterable[Step]) -> list[Step]:
    """Every step after those whose outputs it reads; otherwise in the order given.

    Raises StepError when two steps share a name or an output, or wait for each other.
    """
    steps = list(steps)
    by_name = {step.name: step for step in steps}
    if len(by_name) < len(steps):
        raise StepError("Two steps have the same name.")
    waits = {step.name: [other.name for other in makers_of(step, steps)] for step in steps}
    try:
        sorter = TopologicalSorter(waits)
        sorter.prepare()
    except CycleError as error:
        raise StepError(f"Steps wait for each other: {' -> '.join(error.args[1])}.") from error
    places = {step.name: place for place, step in enumerate(steps)}
    ordered: list[Step] = []
    ready: set[str] = set()
    while sorter.is_active():
        ready.update(sorter.get_ready())
        first = min(ready, key=places.__getitem__)
        ready.remove(first)
        ordered.append(by_name[first])
        sorter.done(first)
    return ordered


def makers_of(step: Step, steps: Sequence[Step]) -> list[Step]:
    """The steps that make what `step` reads: an input may also lie inside an output, or the other way round."""
    return [other for other in steps if other is not step and any(_touch(a, b) for a in step.inputs for b in other.outputs)]


def needed_by(names: Iterable[str], steps: Sequence[Step]) -> list[Step]:
    """The named steps and all that they need, in order."""
    wanted = {step.name for step in (find(name, steps) for name in names)}
    for step in reversed(steps):
        if step.name in wanted:
            wanted.update(maker.name for maker in makers_of(step, steps))
    return [step for step in steps if step.name in wanted]


def built_on(name: str, steps: Sequence[Step]) -> list[Step]:
    """The named step and all that read, directly or not, what it makes; in order."""
    found = {find(name, steps).name}
    for step in steps:
        if any(maker.name in found for maker in makers_of(step, steps)):
            found.add(step.name)
    return [step for step in steps if step.name in found]


def find(name: str, steps: Sequence[Step]) -> Step:
    for step in steps:
        if step.name == name:
            return step
    raise StepError(f"There is no step {name!r}. Steps are: {', '.join(step.name for step in steps)}.")


class Runner:
    """Runs steps in a work folder, keeps their stamps and their log."""

    def __init__(self, paths: WorkPaths, tell: Callable[[str], None] = print):
        self._paths = paths
        self._tell = tell

    def is_finished(self, step: Step) -> bool:
        """Whether the step's outputs are there, made with the same parameters out of the same inputs, and unchanged since."""
        stamp = self._read_stamp(step)
        paths = (*step.inputs, *step.outputs)
        if stamp is None or not all(path.exists() for path in paths):
            return False
        return stamp["digest"] == self._digest(step, stamp["files"])

    def run(self, step: Step, again: bool = False) -> bool:
        """Runs the step unless it is finished; whether it ran. `again`: run it in any case.

        Raises StepError when an input is missing or an output was not made; what the step raises is passed on.
        """
        if not again and self.is_finished(step):
            self._tell(f"{step.name}: finished before")
            return False
        missing = [path for path in step.inputs if not path.exists()]
        if missing:
            raise StepError(f"{step.name}: {missing[0]} is missing. Run the step that makes it, or this one without --only.")
        self._tell(f"{step.name}: {step.about}")
        self._stamp_file(step).unlink(missing_ok=True)
        state = "failed"
        with Meter() as meter:
            try:
                step.run()
                unmade = [path for path in step.outputs if not path.exists()]
                if unmade:
                    raise StepError(f"{step.name}: it ended without making {unmade[0]}.")
                state = "done"
            except KeyboardInterrupt:
                state = "interrupted"
                raise
            finally:
                cost = meter.read()
                self._log(step, state, cost)
                self._tell(f"{step.name}: {state}, {cost.wall_seconds:.1f} s, CPU {cost.cpu_seconds:.1f} s, {cost.peak_bytes / 1e6:.0f} MB")
        self._write_stamp(step)
        return True

    def _log(self, step: Step, state: str, cost: Cost) -> None:
        line = {
            "step": step.name,
            "state": state,
            "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "wallSeconds": round(cost.wall_seconds, 3),
            "cpuSeconds": round(cost.cpu_seconds, 3),
            "peakMegabytes": round(cost.peak_bytes / 1e6, 1),
            "parameters": dict(step.parameters),
        }
        self._paths.root.mkdir(parents=True, exist_ok=True)
        with self._paths.log.open("a", encoding="utf-8", newline="\n") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")

    def _stamp_file(self, step: Step) -> Path:
        return self._paths.stamps / f"{step.name}.json"

    def _read_stamp(self, step: Step) -> dict[str, Any] | None:
        try:
            return json.loads(self._stamp_file(step).read_text("utf-8"))
        except (FileNotFoundError, json.JSONDecodeError):
            return None

    def _write_stamp(self, step: Step) -> None:
        files: dict[str, Any] = {}
        digest = self._digest(step, files)
        self._paths.stamps.mkdir(parents=True, exist_ok=True)
        unfinished = self._stamp_file(step).with_suffix(".part")
        unfinished.write_text(json.dumps({"digest": digest, "files": files}, indent=1), "utf-8")
        unfinished.replace(self._stamp_file(step))

    def _digest(self, step: Step, known: dict[str, Any]) -> str:
        """Of parameters, inputs and outputs. A file of the size and time that `known` has of it is not read again; `known` is added to."""
        files = [self._known_digest(path, known) for path in (*step.inputs, *step.outputs)]
        content = json.dumps({"parameters": step.parameters, "files": files}, sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()

    def _known_digest(self, path: Path, known: dict[str, Any]) -> str:
        if path.is_dir():
            return digest_of(path)
        status = path.stat()
        seen = known.get(str(path))
        if seen is not None and (seen["bytes"], seen["time"]) == (status.st_size, status.st_mtime_ns):
            return seen["sha256"]
        sha256 = digest_of(path)
        known[str(path)] = {"bytes": status.st_size, "time": status.st_mtime_ns, "sha256": sha256}
        return sha256


def _touch(one: Path, other: Path) -> bool:
    return one == other or one in other.parents or other in one.parents
