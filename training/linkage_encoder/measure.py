"""What a piece of work cost: wall time, CPU time with that of child processes, peak memory."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

STATUS = Path("/proc/self/status")
CLEAR = Path("/proc/self/clear_refs")
RESET_PEAK = "5"


@dataclass(frozen=True)
class Cost:
    """`cpu_seconds` counts user and system time of this process and of the children that ended meanwhile.

    `peak_bytes` is resident memory of this process: since the beginning of the work on Linux, of the process's whole life
    elsewhere, 0 where the system does not say.
    """

    wall_seconds: float
    cpu_seconds: float
    peak_bytes: int


class Meter:
    """`with Meter() as meter: …; meter.read()`"""

    def __enter__(self) -> "Meter":
        _reset_peak()
        self._wall = time.perf_counter()
        self._cpu = _cpu_seconds()
        return self

    def __exit__(self, *error: object) -> None:
        return None

    def read(self) -> Cost:
        """The cost since the beginning of the block."""
        return Cost(time.perf_counter() - self._wall, _cpu_seconds() - self._cpu, peak_bytes())


def peak_bytes() -> int:
    """Peak resident memory of this process; see Cost."""
    if STATUS.exists():
        for line in STATUS.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if os.uname().sysname == "Darwin" else peak * 1024


def _cpu_seconds() -> float:
    # `os.times` counts in hundredths of a second, which short steps do not reach.
    children = os.times()
    return time.process_time() + children.children_user + children.children_system


def _reset_peak() -> None:
    """Linux only; a system that forbids it reports the peak of the process's whole life."""
    try:
        CLEAR.write_text(RESET_PEAK)
    except OSError:
        pass
