"""Writes what a command measured into its marked place of a Markdown file, as scripts/docs-section.mjs does."""

from pathlib import Path


class SectionError(ValueError):
    """A file has no place for what should be written."""


def replace_section(text: str, name: str, content: str) -> str:
    """`text` with what stands between `<!-- name:begin -->` and `<!-- name:end -->` replaced."""
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    before, found, rest = text.partition(begin)
    _, ended, after = rest.partition(end)
    if not found or not ended:
        raise SectionError(f"There is no {begin} … {end} to write to.")
    return f"{before}{begin}\n\n{content.strip()}\n\n{end}{after}"


def write_section(file: Path, name: str, content: str) -> None:
    """Raises SectionError where the file has no such place."""
    file.write_text(replace_section(file.read_text("utf8"), name, content), "utf8")
