"""Puts a model into the page: files, revision, golden vectors, manifest, and what in the sources says how large it is and what it reads.

    python -m linkage_encoder.export.install FOLDER [--card MODEL_CARD.md]

FOLDER is named like a folder of public/models. Run from anywhere; needs Node and the packages of the page. Nothing is committed. What
a person has to decide on afterwards is in training/README.md: weights of the scores, figures in the documentation.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import tokenizers

from linkage_encoder.evaluation.models import folder_embedder, onnx_embedder
from linkage_encoder.paths import REPOSITORY
from linkage_encoder.reading import reading_form

CARD = "MODEL_CARD.md"
MADE_HERE = (CARD, "golden.json", "manifest.json")
TOKEN_IDS = Path("src/core/vectors/fixtures/token-ids.json")
MODELS = Path("src/core/model/models.ts")
SIMILARITIES = Path("e2e/fixtures/golden-similarities.json")
SIMILARITIES_OF = "rowlink-small"
TABLE_VECTORS = Path("src/core/vectors/fixtures/table-vectors.json")
TABLE_OF = "rowlink-instant"


def install(folder: Path, card: Path | None = None, repository: Path = REPOSITORY) -> None:
    """Raises FileNotFoundError where the folder or the page's own model lacks a file, and leaves the page as it was then."""
    target = repository / "public/models" / folder.name
    manifest_file = target / "manifest.json"
    names = files_of(target)
    sources = [folder / name for name in names] + ([card] if card else [])
    missing = [path for path in [*sources, manifest_file] if not path.is_file()]
    if missing:
        raise FileNotFoundError(f"{missing[0]} is missing: {folder} is no whole model folder, or none of the page has its name.")
    for name in names:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / name, target / name)
    if card:
        shutil.copyfile(card, target / CARD)
    manifest = json.loads(manifest_file.read_text("utf8"))
    linkage = json.loads((folder / "linkage.json").read_text("utf8"))
    changed = {"revision": str(int(manifest["revision"]) + 1), "prefix": linkage["prefix"], "maxTokens": linkage["max_length"]}
    manifest_file.write_text(json.dumps(manifest | changed, indent=2) + "\n", "utf8")
    for script in ("model-golden.mjs", "model-manifest.mjs"):
        subprocess.run(["node", f"scripts/{script}", str(target.relative_to(repository))], cwd=repository, check=True)
    manifest = json.loads(manifest_file.read_text("utf8"))
    _set_size(repository / MODELS, folder.name, _bytes_to_load(manifest))
    _set_token_ids(repository / TOKEN_IDS, target)
    if folder.name == SIMILARITIES_OF:
        set_similarities(repository / SIMILARITIES, target)
    if folder.name == TABLE_OF:
        set_table_vectors(repository / TABLE_VECTORS, target)
    print(f"{folder.name}: revision {manifest['revision']}, {_bytes_to_load(manifest):,} bytes to load")


def files_of(target: Path) -> list[str]:
    """Paths of a model of the page that its pipeline makes; all others are made here."""
    found = (path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file())
    return sorted(name for name in found if name not in MADE_HERE)


def _bytes_to_load(manifest: dict) -> int:
    """As `bytesToLoad` of the page: weights and tokenizer."""
    return sum(manifest["files"][name]["bytes"] for name in (manifest["weights"], "tokenizer.json"))


def _set_size(path: Path, name: str, size: int) -> None:
    text = path.read_text("utf8")
    changed, count = re.subn(rf"(id: '{re.escape(name)}'[^}}]*sizeBytes: )[\d_]+", rf"\g<1>{size:_}", text)
    if count != 1:
        raise ValueError(f"{path} has no size of {name}: set it by hand to {size:_}.")
    path.write_text(changed, "utf8")


def _set_token_ids(path: Path, model: Path) -> None:
    """Ids of the texts of the fixture by Hugging Face's tokenizers, without start and end."""
    fixture = json.loads(path.read_text("utf8"))
    tokenizer = tokenizers.Tokenizer.from_file(str(model / "tokenizer.json"))
    # Rowlink trims what it reads.
    texts = [text.strip() for text in fixture["texts"]]
    fixture["ids"][model.name] = [tokenizer.encode(text, add_special_tokens=False).ids for text in texts]
    _write_fixture(path, fixture)


def set_similarities(path: Path, model: Path) -> None:
    """Cosines of the fixture's texts, in small letters as the page reads them, by the rounded weights in floating point: the page's kernel has to come near."""
    fixture = json.loads(path.read_text("utf8"))
    vectors = folder_embedder(model)([reading_form(text) for text in fixture["texts"]])
    fixture["similarities"] = [[round(float(cosine), 3) for cosine in row] for row in vectors @ vectors.T]
    _write_fixture(path, fixture)


def set_table_vectors(path: Path, model: Path) -> None:
    """The first numbers of the fixture's texts by ONNX Runtime, and the sum of all numbers: the page's kernel has to give them."""
    fixture = json.loads(path.read_text("utf8"))
    kept = len(fixture["vectors"][0]) - 1
    # Rowlink trims what it reads.
    vectors = onnx_embedder(model)([text.strip() for text in fixture["texts"]])
    fixture["vectors"] = [[round(float(value), 4) for value in (*vector[:kept], vector.sum())] for vector in vectors]
    _write_fixture(path, fixture)


def _write_fixture(path: Path, fixture: dict) -> None:
    path.write_text(json.dumps(fixture, indent=2, ensure_ascii=False) + "\n", "utf8")
    subprocess.run(["npx", "biome", "check", "--write", str(path)], cwd=path.parent, check=True, capture_output=True)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--card", type=Path, help="the model card to put beside it")
    given = parser.parse_args(arguments)
    try:
        install(given.folder.resolve(), given.card)
    except (FileNotFoundError, ValueError, subprocess.CalledProcessError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
