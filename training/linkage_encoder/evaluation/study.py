"""The study behind the shipped model, as tables of docs/model.md, out of the figures in training/figures.

    python -m linkage_encoder.evaluation.study                          writes the tables anew
    python -m linkage_encoder.evaluation.study --take FILE.json NAME    takes an evaluation in as training/figures/NAME.json
    python -m linkage_encoder.evaluation.study --speed FILE.json        takes the times of `npm run bench -- --only encoders --json` in

What has no figures yet is left out of the tables.
"""

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path

from .docs import SectionError, write_section
from .models import REPOSITORY
from .tables import markdown_table, percent

FIGURES = REPOSITORY / "training/figures"
DOCUMENT = REPOSITORY / "docs/model.md"
GROUPS = {"one language": "one-language", "across languages": "cross-lingual"}
KEPT_MEASURES = ("recall1", "recall10")
SPEED = "speed"
LEVERS = "pooling"
AS_IT_IS = "as it is"


@dataclass(frozen=True)
class Point:
    """A model that could be shipped, or is. `speed`: its shape in the measurement of times, as `4x384`, or `4x384x768` with the neurons of a layer where these are not four times the width; `loaded`: megabytes of weights and tokenizer."""

    title: str
    file: str
    layers: int
    pieces: int
    loaded: float | None
    speed: str | None

    @property
    def shape(self) -> str:
        """As `256 channels`, or `384 channels, 768 neurons` where these are not four times as many."""
        _, channels, *neurons = (self.speed or "").split("x")
        return ", ".join([f"{channels} channels", *(f"{count} neurons" for count in neurons)])


@dataclass(frozen=True)
class Change:
    """One thing changed: figures `before` and `after`, each a file and a variant of its vectors."""

    title: str
    before: tuple[str, str]
    after: tuple[str, str]
    gives: str


POINTS = (
    Point("multilingual-e5-small, all pieces (lab, capitals)", "lab-me5-full", 12, 250_037, 86.6, "12x384"),
    Point("the same, 96,000 pieces: `me5-small-96k`, first release (lab, capitals)", "lab-me5-96k", 12, 96_000, 47.1, "12x384"),
    Point("the same, 64,000 pieces (lab, capitals)", "lab-me5-64k", 12, 64_000, 39.2, "12x384"),
    Point("`me5-small-96k`, first release", "me5-small-96k-1", 12, 96_000, 47.1, "12x384"),
    Point("`me5-small-96k`, second release", "me5-small-96k-2", 12, 80_000, 41.6, "12x384"),
    Point("`me5-small-96k`, this release", "me5-small-96k", 12, 80_000, 41.6, "12x384"),
    Point("first 4 layers, 84,000 pieces, not trained (capitals)", "untrained-4", 4, 84_000, None, "4x384"),
    Point("`rowlink-small`, first release", "rowlink-small-1", 4, 64_000, 24.7, "4x384"),
    Point("`rowlink-small`, second release", "rowlink-small-2", 4, 84_000, 29.2, "4x384"),
    Point("`rowlink-small`, third release", "rowlink-small-3", 4, 80_000, 27.2, "4x384"),
    Point("`rowlink-small`, this release", "rowlink-small", 4, 80_000, 27.2, "4x384"),
    Point("first 2 layers, 150 steps of training", "depth-2", 2, 80_000, 23.6, "2x384"),
    Point("first 4 layers, the same steps", "depth-4", 4, 80_000, 27.2, "4x384"),
    Point("first 6 layers, the same steps", "depth-6", 6, 80_000, 30.8, "6x384"),
    Point("first 4 layers cut to 256 channels, 8 heads, 1,024 neurons, the same steps", "width-256x1024", 4, 80_000, 17.1, "4x256"),
    Point("first 4 layers cut to 768 of 1,536 neurons, the same steps", "width-384x768", 4, 80_000, 24.8, "4x384x768"),
    Point("`rowlink-instant`, second release (capitals)", "rowlink-instant-2-written", 0, 56_000, 8.6, None),
    Point("`rowlink-instant`, third release", "rowlink-instant-3", 0, 56_000, 8.6, None),
    Point("`rowlink-instant`, this release", "rowlink-instant", 0, 56_000, 8.6, None),
)

COMPARED, OTHERS = "depth-4", ("width-384x768", "width-256x1024", "depth-2", "depth-6")
"""Points of other shapes that were trained as `COMPARED` was: files of POINTS."""

WHOLE = "whole"
CHANGES = (
    Change("pieces: 250,037 → 96,000 (12 layers, lab)", ("lab-me5-full", WHOLE), ("lab-me5-96k", WHOLE), "33 MB less of table, 6.2 MB of tokenizer"),
    Change("pieces: 96,000 → 64,000 (12 layers, lab)", ("lab-me5-96k", WHOLE), ("lab-me5-64k", WHOLE), "6.9 MB and 1.1 MB less"),
    Change("layers: 12 → 4, not trained ¹", ("short-untrained-12", WHOLE), ("short-untrained-4", WHOLE), "14 MB less, a third of the time"),
    Change("training of the 4 layers ¹", ("short-untrained-4", WHOLE), ("short-student", WHOLE), "–"),
    Change("table of 4 bits in place of floats ¹", ("short-student", WHOLE), ("short-table-4-bits", WHOLE), "an eighth of the table"),
    Change("layers of 8 bits in place of floats ¹", ("short-student", WHOLE), ("short-layers-8-bits", WHOLE), "a quarter of the layers, the kernel's speed"),
    Change("small letters, training with capitals", ("rowlink-small-2-written", WHOLE), ("rowlink-small-2", WHOLE), "as the page reads"),
    Change("training in small letters, on the whole corpus; pieces without capitals", ("rowlink-small-2", WHOLE), ("rowlink-small-3", WHOLE), "2 MB less, 3 % fewer pieces of text"),
    Change("3,000 steps more, with more of long records", ("rowlink-small-3", WHOLE), ("rowlink-small", WHOLE), "–"),
    Change("twelve layers: 900 steps more, the same way", ("me5-small-96k-2", WHOLE), ("me5-small-96k", WHOLE), "–"),
    Change("all of it: the file, on the page's kernel", ("student", WHOLE), ("rowlink-small", WHOLE), "what is shipped"),
    Change("table as a product of rank 256 ¹", ("short-student", WHOLE), ("short-table-rank-256", WHOLE), "a third of the table"),
    Change("table as a product of rank 192 ¹", ("short-student", WHOLE), ("short-table-rank-192", WHOLE), "half of the table"),
    Change("table as a product of rank 128 ¹", ("short-student", WHOLE), ("short-table-rank-128", WHOLE), "two thirds of the table"),
    Change("left after layer 3 ¹", ("short-student", WHOLE), ("short-exit-3", WHOLE), "three quarters of the time"),
    Change("left after layer 2 ¹", ("short-student", WHOLE), ("short-exit-2", WHOLE), "half of the time"),
    Change("first 256 numbers alone", ("rowlink-small", WHOLE), ("rowlink-small", "first 256"), "a third of the vectors"),
    Change("first 128 numbers alone", ("rowlink-small", WHOLE), ("rowlink-small", "first 128"), "two thirds of the vectors"),
    Change("first 64 numbers alone", ("rowlink-small", WHOLE), ("rowlink-small", "first 64"), "five sixths of the vectors"),
    Change("vectors of bytes in the search", ("rowlink-small", WHOLE), ("rowlink-small", "int8"), "three quarters of the vectors"),
    Change("each side less its own mean, where vectors are compared", ("rowlink-small", WHOLE), ("rowlink-small", "whole, each side less its mean"), "nothing; see below"),
    Change("scaled by neighbourhood (CSLS)", ("rowlink-small", WHOLE), ("rowlink-small", "whole, scaled by neighbourhood"), "nothing; see below"),
    Change(
        "each side less its own mean, `rowlink-instant`",
        ("rowlink-instant", WHOLE),
        ("rowlink-instant", "whole, each side less its mean"),
        "nothing; see below",
    ),
    Change("no attention: `rowlink-instant`", ("rowlink-small", WHOLE), ("rowlink-instant", WHOLE), "see its section"),
)


def compact(figures: dict) -> dict:
    """What the study needs of an evaluation: means by variant and group, recall@1 of the tasks, and how it was computed."""
    means = {
        variant: {group: {name: round(values[name], 4) for name in KEPT_MEASURES} for group, values in groups.items()}
        for variant, groups in figures["means"].items()
    }
    tasks = {name: [rates["rows"], round(rates["recall1"], 4)] for name, rates in figures["tasks"][WHOLE].items()}
    letters = figures.get("letters", "as written")
    return {"model": Path(figures["model"]).name, "runtime": figures["runtime"], "letters": letters, "means": means, "recall1": tasks}


def compact_levers(figures: dict) -> dict:
    """Mean recall@1 by lever and group, out of what `linkage_encoder.evaluation.levers` writes."""
    return {lever: {group: round(values["recall1"], 4) for group, values in of["means"].items()} for lever, of in figures.items()}


def compact_speed(figures: dict) -> dict:
    """Texts a second by shape, of the median round, as shapes take turns and other programs disturb them alike; and the machine."""
    (bench,) = [one for one in figures["benches"] if one["bench"] == "encoders"]
    rates = {one["name"].removeprefix("data/"): round(one["perSecond"], 1) for one in bench["variants"]}
    return {"machine": figures["machine"], "textsPerSecond": rates}


@dataclass(frozen=True)
class Figures:
    """What was measured, read from a folder of JSON files."""

    folder: Path

    def read(self, name: str) -> dict | None:
        file = self.folder / f"{name}.json"
        return json.loads(file.read_text("utf8")) if file.is_file() else None

    def mean(self, name: str, variant: str, group: str, measure: str = "recall1") -> float | None:
        figures = self.read(name)
        return figures and figures["means"].get(variant, {}).get(group, {}).get(measure)

    def rate(self, shape: str | None) -> float | None:
        speed = self.read(SPEED)
        return speed["textsPerSecond"].get(shape) if speed and shape else None


def table_of_points(figures: Figures) -> str:
    """A row a model."""
    slowest = figures.rate("12x384")
    rows = []
    for point in POINTS:
        means = [figures.mean(point.file, WHOLE, group) for group in GROUPS.values()]
        if None in means:
            continue
        rate = figures.rate(point.speed)
        times = f"{rate / slowest:.1f}×" if rate and slowest else "–"
        loaded = f"{point.loaded:.1f}" if point.loaded else "–"
        rows.append([point.title, str(point.layers), f"{point.pieces:,}", loaded, *map(percent, means), times])
    return markdown_table(["model", "layers", "pieces", "MB", *(f"R@1 {name}" for name in GROUPS), "speed against 12 layers"], rows)


def table_of_shapes(figures: Figures) -> str:
    """A row a shape that was trained as COMPARED was: time a text as a multiple, rates as differences."""
    points = {point.file: point for point in POINTS}
    start, rows = points[COMPARED], []
    for point in (points[file] for file in OTHERS):
        means = [[figures.mean(file, WHOLE, group) for file in (COMPARED, point.file)] for group in GROUPS.values()]
        if any(None in pair for pair in means):
            continue
        rates = [figures.rate(one.speed) for one in (start, point)]
        time = "–" if None in rates else f"{rates[0] / rates[1]:.2f}×"
        rows.append([f"{point.layers} layers, {point.shape}", f"{point.loaded:.1f}", time, *(_signed(after - before) for before, after in means)])
    heads = [f"against {start.layers} layers, {start.shape}, {start.loaded:.1f} MB", "MB", "time a text", *(f"R@1 {name}" for name in GROUPS)]
    return markdown_table(heads, rows)


def table_of_changes(figures: Figures) -> str:
    """A row a change: both rates before, and the difference."""
    rows = []
    for change in CHANGES:
        cells = []
        for group in GROUPS.values():
            before, after = (figures.mean(*place, group) for place in (change.before, change.after))
            if before is not None and after is not None:
                cells.append(f"{percent(before)} {_signed(after - before)}")
        if len(cells) == len(GROUPS):
            rows.append([change.title, *cells, change.gives])
    return markdown_table(["change", *(f"R@1 {name}" for name in GROUPS), "for what"], rows)


def table_of_levers(figures: Figures) -> str:
    """A row a way of pooling or comparing that was tried on the first release."""
    levers = figures.read(LEVERS)
    if not levers:
        return ""
    start = levers[AS_IT_IS]
    rows = [
        [lever, *(percent(means[group]) if lever == AS_IT_IS else _signed(means[group] - start[group]) for group in GROUPS.values())]
        for lever, means in levers.items()
    ]
    return markdown_table(["change", *(f"R@1 {name}" for name in GROUPS)], rows)


def table_of_speed(figures: Figures) -> str:
    """A row a shape: texts a second in one run."""
    speed = figures.read(SPEED)
    if not speed:
        return ""
    slowest = figures.rate("12x384") or 1
    rows = [[shape.replace("x", " × ") if shape[0].isdigit() else f"`{shape}`", f"{rate:,.0f}", f"{rate / slowest:.2f}×"] for shape, rate in speed["textsPerSecond"].items()]
    return markdown_table(["layers × width (× neurons), or model", "texts/s", "against 12 × 384"], rows)


def kept_of_recall10(figures: Figures) -> str:
    """One sentence: what the first numbers keep of recall@10."""
    cells = []
    for count in (256, 128, 64):
        shares = []
        for group in GROUPS.values():
            whole, part = (figures.mean("rowlink-small", variant, group, "recall10") for variant in (WHOLE, f"first {count}"))
            if whole is not None and part is not None:
                shares.append(f"{100 * part / whole:.1f} %")
        if len(shares) == len(GROUPS):
            cells.append(f"the first {count} {' and '.join(shares)}")
    return f"Of recall@10 (one language, across languages) {'; '.join(cells)} are kept." if cells else ""


def _signed(difference: float) -> str:
    # Less than half a tenth is no loss: adding 0 takes the sign off.
    return f"{round(100 * difference, 1) + 0.0:+.1f}".replace("-", "−")


SECTIONS = {
    "study-points": table_of_points,
    "study-shapes": table_of_shapes,
    "study-changes": lambda figures: "\n\n".join(filter(None, [table_of_changes(figures), kept_of_recall10(figures)])),
    "study-pooling": table_of_levers,
    "study-speed": table_of_speed,
}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m linkage_encoder.evaluation.study", description=__doc__.splitlines()[0])
    parser.add_argument("--figures", type=Path, default=FIGURES)
    parser.add_argument("--docs", type=Path, default=DOCUMENT)
    parser.add_argument("--take", nargs=2, action="append", default=[], metavar=("FILE", "NAME"), help="an evaluation to take in")
    parser.add_argument("--levers", type=Path, help="figures of linkage_encoder.evaluation.levers to take in")
    parser.add_argument("--speed", type=Path, help="times of the bench 'encoders' to take in")
    options = parser.parse_args(arguments)
    options.figures.mkdir(parents=True, exist_ok=True)
    taken = [(Path(file), name, compact) for file, name in options.take]
    taken += [(options.levers, LEVERS, compact_levers)] if options.levers else []
    taken += [(options.speed, SPEED, compact_speed)] if options.speed else []
    try:
        for file, name, shorten in taken:
            shortened = shorten(json.loads(file.read_text("utf8")))
            (options.figures / f"{name}.json").write_text(json.dumps(shortened, indent=1) + "\n", "utf8")
        for section, write in SECTIONS.items():
            write_section(options.docs, section, write(Figures(options.figures)))
    except (SectionError, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
