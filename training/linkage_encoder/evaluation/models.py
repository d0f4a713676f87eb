"""What can be evaluated: a checkpoint, a model folder on the page's own kernel, or a folder on native ONNX Runtime."""

import json
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from linkage_encoder.base.shipped import student_from_folder
from linkage_encoder.base.weights import load_arrays
from linkage_encoder.encoder import Encoder, encoder_of
from linkage_encoder.reading import reading_form

from .evaluation import Embed
from .network import encode, finish, to_unit_length
from .tokens import tokenize

REPOSITORY = Path(__file__).resolve().parents[3]
KERNEL_SCRIPT = REPOSITORY / "benchmarks/encode-texts.mjs"
Form = Callable[[str], str]
BATCH = 32
PAD = 1


class ModelError(RuntimeError):
    """A model could not be run."""


def checkpoint_encoder(checkpoint: Path) -> Encoder:
    """The numbers of a `.npz` of the training."""
    return encoder_of(load_arrays(checkpoint))


def folder_encoder(folder: Path) -> Encoder:
    """The numbers of a model folder of Rowlink's own form, its codes turned to floats again."""
    return encoder_of(student_from_folder(folder, ""))


def checkpoint_embedder(checkpoint: Path, tokenizer: Path, prefix: str = "", layers: int | None = None, form: Form = reading_form) -> Embed:
    """A checkpoint of the training in float32; `layers` leaves out all later ones. `form`: what is done to texts first (here and below)."""
    encoder = checkpoint_encoder(checkpoint)
    if layers:
        encoder = encoder.cut(layers)
    return lambda texts: finish(encoder, encode(encoder, tokenize(tokenizer, [form(text) for text in texts], prefix)))


def folder_embedder(folder: Path, form: Form = reading_form) -> Embed:
    """The weights of a model folder in float32, without rounded activations."""
    encoder, about = folder_encoder(folder), json.loads((folder / "linkage.json").read_text("utf8"))
    return lambda texts: finish(encoder, encode(encoder, tokenize(folder / "tokenizer.json", [form(text) for text in texts], about.get("prefix", ""))))


def kernel_embedder(folder: Path, form: Form = reading_form) -> Embed:
    """A model folder by the product's own code in Node: tokenizer, cutting of long texts and kernel are those of the page."""

    def embed(texts: Sequence[str]) -> np.ndarray:
        with tempfile.TemporaryDirectory() as place:
            listed, made = Path(place) / "texts.json", Path(place) / "vectors.f32"
            listed.write_text(json.dumps([form(text) for text in texts], ensure_ascii=False), "utf8")
            command = ["node", str(KERNEL_SCRIPT), str(folder.resolve()), str(listed), str(made)]
            done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
            if done.returncode != 0:
                raise ModelError(f"{KERNEL_SCRIPT.name} could not embed with {folder}: {done.stderr.strip()[-2000:]}")
            return np.fromfile(made, np.float32).reshape(len(texts), -1)

    return embed


def onnx_embedder(folder: Path, form: Form = reading_form, threads: int = 1) -> Embed:
    """A model folder on native ONNX Runtime, BATCH padded texts at a time, shortest first: how the lab's figures were made."""
    import onnxruntime

    about = json.loads((folder / "linkage.json").read_text("utf8"))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.log_severity_level = threads, 3
    session = onnxruntime.InferenceSession(str(folder / "onnx" / about["file"]), options, providers=["CPUExecutionProvider"])
    inputs = {one.name for one in session.get_inputs()}

    def embed(texts: Sequence[str]) -> np.ndarray:
        lists = tokenize(folder / "tokenizer.json", [form(text) for text in texts], about.get("prefix", ""))
        order = sorted(range(len(lists)), key=lambda place: len(lists[place]))
        vectors: np.ndarray | None = None
        for start in range(0, len(order), BATCH):
            places = order[start : start + BATCH]
            ids, mask = _padded([lists[place] for place in places])
            feeds = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
            made = session.run([about["output"]], {name: feeds[name] for name in inputs})[0]
            if vectors is None:
                vectors = np.zeros((len(texts), made.shape[1]), np.float32)
            vectors[places] = made
        return to_unit_length(vectors)

    return embed


def _padded(lists: list[list[int]]) -> tuple[np.ndarray, np.ndarray]:
    """Ids and mask, [texts, longest]."""
    longest = max(map(len, lists))
    ids = np.full((len(lists), longest), PAD, np.int64)
    mask = np.zeros((len(lists), longest), np.int64)
    for row, one in enumerate(lists):
        ids[row, : len(one)], mask[row, : len(one)] = one, 1
    return ids, mask
