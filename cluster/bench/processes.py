"""Processor time and memory of a run, from /proc: this process, Spark's JVMs below it and their Python workers (Linux only)."""

import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Process:
    """One process at one moment: `kind` driver (this Python and its JVM), executor (a JVM) or worker (Python); bytes and seconds."""

    kind: str
    parent: int
    seconds: float
    resident: int


def processes_below(root: int) -> dict[int, Process]:
    """The process `root` and all that descend from it, by number."""
    parents: dict[int, tuple[int, str, float, int]] = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            stat = (entry / "stat").read_text()
            resident = int((entry / "statm").read_text().split()[1]) * PAGE
            command = (entry / "cmdline").read_bytes()
        except OSError:
            continue
        fields = stat.rpartition(")")[2].split()
        kind = "executor" if b"CoarseGrainedExecutorBackend" in command else "worker" if b"pyspark.daemon" in command or b"pyspark/daemon" in command else "driver"
        parents[int(entry.name)] = int(fields[1]), kind, (int(fields[11]) + int(fields[12])) / TICKS, resident
    found: dict[int, Process] = {}
    wanted = [root]
    while wanted:
        number = wanted.pop()
        if number in parents and number not in found:
            parent, kind, seconds, resident = parents[number]
            found[number] = Process(kind, parent, seconds, resident)
            wanted += [child for child, (above, *_) in parents.items() if above == number]
    return found


class Sampler:
    """
    Looks at the processes every second. Memory is what is resident; pages that forked workers share count for each of them, so sums
    are a little too high. Processor time of what ended between two looks is lost, some tenths of a second a worker.
    """

    def __init__(self, every: float = 1.0) -> None:
        self._every = every
        self._seconds: dict[tuple[int, str], float] = {}
        self._peaks: dict[str, int] = {}
        self._lock = threading.Lock()
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> "Sampler":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._thread.join()

    def look(self) -> None:
        """Takes a look now."""
        found = processes_below(os.getpid())
        with self._lock:
            sums: dict[str, int] = {}
            # Of an executor with its Python workers, the largest of the executors.
            whole: dict[int, int] = {}
            for number, one in found.items():
                key = number, one.kind
                self._seconds[key] = max(self._seconds.get(key, 0.0), one.seconds)
                self._peaks[f"{one.kind}, one process"] = max(self._peaks.get(f"{one.kind}, one process", 0), one.resident)
                sums[one.kind] = sums.get(one.kind, 0) + one.resident
                above = number
                while above in found and found[above].kind == "worker":
                    above = found[above].parent
                if above in found and found[above].kind == "executor":
                    whole[above] = whole.get(above, 0) + one.resident
            sums["executor with its workers"] = max(whole.values(), default=0)
            sums["all"] = sum(one.resident for one in found.values())
            for kind, resident in sums.items():
                self._peaks[kind] = max(self._peaks.get(kind, 0), resident)

    def seconds(self) -> dict[str, float]:
        """Processor seconds so far by kind."""
        self.look()
        with self._lock:
            out: dict[str, float] = {}
            for (_, kind), seconds in self._seconds.items():
                out[kind] = out.get(kind, 0.0) + seconds
            return out

    def take_peaks(self) -> dict[str, int]:
        """The largest bytes by kind since they were last taken."""
        with self._lock:
            peaks, self._peaks = self._peaks, {}
            return peaks

    def _run(self) -> None:
        while not self._is_over.wait(self._every):
            self.look()


class Stopwatch:
    """Wall and processor seconds since the last lap."""

    def __init__(self, sampler: Sampler) -> None:
        self._sampler = sampler
        self._wall = time.monotonic()
        self._processor = sampler.seconds()

    def lap(self) -> dict[str, object]:
        """What the last lap took: `wall`, `processor` by kind, `peaks` of memory."""
        wall, processor = time.monotonic(), self._sampler.seconds()
        spent = {kind: round(seconds - self._processor.get(kind, 0.0), 1) for kind, seconds in processor.items()}
        lap = {"wall": round(wall - self._wall, 1), "processor": spent, "peaks": self._sampler.take_peaks()}
        self._wall, self._processor = wall, processor
        return lap
