"""Model folders for `npm run bench -- --only encoders`, to measure how depth and width decide the speed in a browser.

    python -m linkage_encoder.evaluation.speed_folders --layers 2 3 4 6 12 --widths 256 512 --neurons 768 --tokenizer FILE --out DIR
    npm run bench -- --only encoders --data DIR --set models=data/12x384,data/6x384,data/4x384

Weights are drawn by lot: how long a text takes depends on their number, not on what they say. Such a model finds nothing.
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path

import numpy as np

from linkage_encoder.base.weights import HEAD_SIZE
from linkage_encoder.encoder import Encoder, Head, Layer, Linear, Norm
from linkage_encoder.export.graph import build_model

from .models import REPOSITORY

USUAL_WIDTH, USUAL_DEPTH = 384, 4
WIDER = 4
"""How many times as wide as the tokens the layer between is."""
POSITIONS = 128
TEMPLATE = REPOSITORY / "public/models/rowlink-small/manifest.json"


def random_encoder(layers: int, width: int, pieces: int, neurons: int | None = None, seed: int = 0) -> Encoder:
    """An encoder of weights by lot, of about the size that trained ones have. neurons: of the layer between, WIDER times the width where None."""
    neurons = neurons or WIDER * width
    if width % HEAD_SIZE:
        raise ValueError(f"The width {width} is no multiple of {HEAD_SIZE}, the numbers of a head.")
    lot = np.random.default_rng(seed)

    def array(*shape: int) -> np.ndarray:
        return lot.normal(0, 0.05, shape).astype(np.float32)

    def linear(inputs: int, outputs: int) -> Linear:
        return Linear(array(outputs, inputs), array(outputs))

    def norm() -> Norm:
        return Norm(np.ones(width, np.float32), array(width))

    def layer() -> Layer:
        queries_keys_values, attention_out = linear(width, 3 * width), linear(width, width)
        widen, narrow = linear(width, neurons), linear(neurons, width)
        return Layer(queries_keys_values, attention_out, norm(), widen, narrow, norm())

    head = Head(array(width), np.eye(width, dtype=np.float32))
    return Encoder(array(pieces, width), array(POSITIONS, width), norm(), tuple(layer() for _ in range(layers)), width // HEAD_SIZE, head)


def write_folder(folder: Path, encoder: Encoder, tokenizer: bytes) -> None:
    """What the bench reads: graph, tokenizer, and a manifest with their hashes."""
    manifest = json.loads(TEMPLATE.read_text("utf8"))
    files = {manifest["weights"]: build_model(encoder).SerializeToString(deterministic=True), "tokenizer.json": tokenizer}
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    hashes = {path: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()} for path, content in files.items()}
    manifest |= {"id": folder.name, "dimensions": encoder.hidden, "files": manifest["files"] | hashes}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", "utf8")


def name_of(layers: int, width: int, neurons: int | None) -> str:
    """As `4x384`, or `4x384x768` where the layer between has another width than usual."""
    return "x".join(map(str, filter(None, (layers, width, neurons))))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m linkage_encoder.evaluation.speed_folders", description=__doc__.splitlines()[0])
    parser.add_argument("--layers", type=int, nargs="*", default=[2, 3, 4, 6, 12], help=f"depths, at the width {USUAL_WIDTH}")
    parser.add_argument("--widths", type=int, nargs="*", default=[256, 512], help=f"widths, at {USUAL_DEPTH} layers")
    parser.add_argument("--neurons", type=int, nargs="*", default=[768], help=f"numbers of the layer between, at {USUAL_DEPTH} layers and the width {USUAL_WIDTH}")
    parser.add_argument("--tokenizer", type=Path, default=REPOSITORY / "public/models/rowlink-small/tokenizer.json")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(arguments)
    tokenizer = options.tokenizer.read_bytes()
    pieces = len(json.loads(tokenizer)["model"]["vocab"])
    shapes = [(layers, USUAL_WIDTH, None) for layers in options.layers] + [(USUAL_DEPTH, width, None) for width in options.widths]
    shapes += [(USUAL_DEPTH, USUAL_WIDTH, neurons) for neurons in options.neurons]
    for layers, width, neurons in shapes:
        write_folder(options.out / name_of(layers, width, neurons), random_encoder(layers, width, pieces, neurons), tokenizer)
    names = ",".join(f"data/{name_of(*shape)}" for shape in shapes)
    print(f"npm run bench -- --only encoders --data {options.out} --set models={names}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
