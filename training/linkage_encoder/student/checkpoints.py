"""Which training a checkpoint belongs to, so that none is taken up for another."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch


@dataclass(frozen=True)
class Origin:
    """plan: a dataclass, as text; inputs: the digest of the files that the training learns from."""

    plan: str
    inputs: str = ""


def load_checkpoint(file: Path | None, origin: Origin, tell: Callable[[str], None]) -> dict[str, Any] | None:
    """What was saved under the same origin, else None: there is none, or the training has other inputs by now, which is told.

    Raises ValueError where it is of another plan: hours of another training could be lost under the same name.
    """
    if file is None or not file.exists():
        return None
    state = torch.load(file, weights_only=False)
    if state["plan"] != origin.plan:
        raise ValueError(f"{file} is of another plan. Give this leg another name, or delete the file to begin anew.")
    if state.get("inputs") != origin.inputs:
        tell(f"{file.name} is of other inputs: this training begins anew.")
        return None
    return state


def save_checkpoint(file: Path, origin: Origin, state: dict[str, Any]) -> None:
    """Under another name first, so that no half of a file is ever found."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(".part")
    torch.save({**asdict(origin), **state}, unfinished)
    unfinished.replace(file)
