"""Reads members of package files (wheel, npm tarball, source tarball, Debian package) without unpacking them."""

import io
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from .packages import Package, PackageError, fetch, load_packages

_AR_MAGIC = b"!<arch>\n"
_AR_HEADER = 60


def debian_data(path: Path) -> io.BytesIO:
    """The `data.tar.*` member of a Debian package (an `ar` archive)."""
    with path.open("rb") as file:
        if file.read(len(_AR_MAGIC)) != _AR_MAGIC:
            raise PackageError(f"{path} is not a Debian package")
        while header := file.read(_AR_HEADER):
            name, size = header[:16].decode("ascii").strip().rstrip("/"), int(header[48:58])
            if name.startswith("data.tar"):
                return io.BytesIO(file.read(size))
            file.seek(size + size % 2, io.SEEK_CUR)
    raise PackageError(f"{path} has no data.tar member")


def members(path: Path, prefix: str = "", suffix: str = "") -> Iterator[tuple[str, bytes]]:
    """(name, content) of each regular file whose name starts with `prefix` and ends with `suffix`, in archive order.

    Names have no leading `./`; npm's `package/` stays.
    """

    def wanted(name: str) -> bool:
        return name.startswith(prefix) and name.endswith(suffix)

    if zipfile.is_zipfile(path) and path.suffix in (".whl", ".zip"):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if wanted(name) and not name.endswith("/"):
                    yield name, archive.read(name)
        return
    source = debian_data(path) if path.suffix == ".deb" else None
    with tarfile.open(None if source else path, fileobj=source) as archive:
        for entry in archive:
            name = entry.name.removeprefix("./")
            if entry.isfile() and wanted(name):
                content = archive.extractfile(entry)
                if content is not None:
                    yield name, content.read()


class Library:
    """The pinned packages in one download folder, fetched on first use."""

    def __init__(self, folder: Path, packages: dict[str, Package] | None = None) -> None:
        self.folder = folder
        self.packages = load_packages() if packages is None else packages

    def path(self, name: str) -> Path:
        """Path of the package's file; downloads it if needed."""
        if name not in self.packages:
            raise PackageError(f"{name} is not in packages.json: add it with version and SHA-256.")
        return fetch(self.packages[name], self.folder)

    def members(self, name: str, prefix: str = "", suffix: str = "") -> Iterator[tuple[str, bytes]]:
        """Members of a package's file: see `members`."""
        return members(self.path(name), prefix, suffix)

    def read(self, name: str, member: str) -> bytes:
        """Content of one member; raises `PackageError` when the package has none of that name."""
        for found, content in self.members(name, member):
            if found == member:
                return content
        raise PackageError(f"{name} has no file {member}")
