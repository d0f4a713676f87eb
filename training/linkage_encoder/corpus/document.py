"""Tables of `DATA.md` out of a build's `sources.json`.

    python -m linkage_encoder.corpus.document --sources WORK/corpus/sources.json --into DATA.md

Replaces what stands between `<!-- NAME -->` and `<!-- /NAME -->` for the names `sources` and `left out`.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from .catalogue import catalogue

Entries = Mapping[str, Mapping]


def about(name: str) -> str:
    """What a source has: the first sentence of its reader's docstring, of its module's for synthetic records; else its origin."""
    source = next((source for source in catalogue() if source.name == name), None)
    if source is None:
        return ""
    text = sys.modules[source.read.__module__].__doc__ if source.origin == "synthetic" else source.read.__doc__
    sentence = re.split(r"(?<=[.;]) |;", " ".join((text or source.origin).split()))[0].rstrip(".;")
    return sentence if source.origin == "synthetic" or not text else f"{source.origin}: {sentence[:1].lower()}{sentence[1:]}"


def row(cells: Iterable[object]) -> str:
    """A line of a Markdown table."""
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


def sources_table(entries: Entries) -> str:
    """Source, pairs, licence, share-alike, package and version; the sum last."""
    lines = [row(("source", "pairs", "what", "licence", "share-alike", "package, version")), row(["---", "---:", *["---"] * 4])]
    for name, entry in entries.items():
        package = f"{entry['package']}, {entry['version']}" if entry["package"] else "none"
        lines.append(row((f"`{name}`", f"{entry['pairs']:,}", about(name), entry["licence"], "yes" if entry["shareAlike"] else "no", package)))
    lines.append(row(("all", f"{sum(entry['pairs'] for entry in entries.values()):,}", "", "", "", "")))
    return "\n".join(lines)


def left_out_table(entries: Entries) -> str:
    """Pairs left out by source and reason; sources that lost none are not listed."""
    reasons = ("both", "place", "words")
    lines = [row(("source", "both sides in a task", "a side is a place of a task", "four words of a task")), row(["---", *["---:"] * 3])]
    for name, entry in entries.items():
        if any(entry["leftOut"].get(reason) for reason in reasons):
            lines.append(row((f"`{name}`", *(entry["leftOut"].get(reason, 0) for reason in reasons))))
    lines.append(row(("all", *(sum(entry["leftOut"].get(reason, 0) for entry in entries.values()) for reason in reasons))))
    return "\n".join(lines)


def replaced(text: str, name: str, table: str) -> str:
    """The text with `table` between the marks of `name`; raises `ValueError` when the marks are not there."""
    pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    if not pattern.search(text):
        raise ValueError(f"no marks <!-- {name} --> … <!-- /{name} --> in the document")
    return pattern.sub(lambda match: f"{match[1]}{table}\n{match[2]}", text)


def main(arguments: list[str] | None = None) -> int:
    """Writes the tables into the document."""
    parser = argparse.ArgumentParser(prog="linkage_encoder.corpus.document", description=__doc__.split("\n")[0])
    parser.add_argument("--sources", type=Path, required=True, help="WORK/corpus/sources.json")
    parser.add_argument("--into", type=Path, required=True, help="DATA.md")
    options = parser.parse_args(arguments)
    entries = json.loads(options.sources.read_text(encoding="utf-8"))
    text = options.into.read_text(encoding="utf-8")
    text = replaced(replaced(text, "sources", sources_table(entries)), "left out", left_out_table(entries))
    options.into.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
