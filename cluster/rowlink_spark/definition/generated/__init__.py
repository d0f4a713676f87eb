"""Tables, patterns and constants generated out of the TypeScript core; see ``scripts/cluster-definition.mjs``. Not edited by hand."""

import json
from functools import cache
from importlib import resources
from typing import Any

VERSION = 1
"""The version of the definition that this package was written for."""


@cache
def load(name: str) -> dict[str, Any]:
    """One generated file: ``unicode``, ``text``, ``score`` or ``settings``. Read once a process."""
    text = resources.files(__name__).joinpath(f"{name}.json").read_text(encoding="utf-8")
    part: dict[str, Any] = json.loads(text)
    if part["version"] != VERSION:
        raise RuntimeError(f"The generated {name}.json has version {part['version']}, this package reads version {VERSION}.")
    return part
