"""The steps that make the instant tier: vocabulary, table, folder."""

import random
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np

from linkage_encoder.base.vocabulary import read_tokenizer
from linkage_encoder.paths import WorkPaths
from linkage_encoder.steps import Options, Step, digest_of_all
from linkage_encoder.student.legs import SHARES, VOCABULARY, courses

NAME = "rowlink-instant"
WIDTH = 256
PIECES = 56_000
STEPS, STEPS_SMALL = 3500, 20
CENTRED = 20_000
"""Texts whose mean is taken off."""
LONGEST = 32


def steps(paths: WorkPaths, options: Options) -> list[Step]:
    folder = paths.root / "instant"
    vocabulary = paths.vocabulary(VOCABULARY)
    student = paths.student(courses(options)[0].student)
    return [
        Step(
            name="instant-vocabulary",
            about="the pieces of the student's vocabulary that small letters need",
            run=partial(make_vocabulary, paths, folder),
            inputs=(vocabulary.tokenizer, paths.pairs),
            outputs=(folder / "tokenizer.json", folder / "kept.npy"),
            parameters={"pieces": PIECES},
        ),
        Step(
            name="instant-table",
            about="a vector for each piece, trained on pairs",
            run=partial(make_table, paths, student, folder, options),
            inputs=_learned_from(paths, student, folder),
            outputs=(folder / "table.npy",),
            parameters={"width": WIDTH, "steps": STEPS_SMALL if options.small else STEPS, "seed": options.seed, "threads": options.threads},
        ),
        Step(
            name="instant-folder",
            about=f"the folder of {NAME}",
            run=partial(make_folder, paths, folder),
            inputs=(folder / "tokenizer.json", folder / "table.npy", paths.pairs),
            outputs=(paths.model(NAME),),
        ),
    ]


def _learned_from(paths: WorkPaths, student: Path, folder: Path) -> tuple[Path, ...]:
    base = paths.teacher("base")
    return (folder / "tokenizer.json", folder / "kept.npy", student, paths.vocabulary(VOCABULARY).tokenizer, paths.pairs, base.texts, base.vectors)


def make_vocabulary(paths: WorkPaths, folder: Path) -> None:
    from .pieces import most_used, small_letter_pieces, tokenizer_of, write_tokenizer
    from .reader import TableReader

    whole = read_tokenizer(paths.vocabulary(VOCABULARY).tokenizer)
    small = small_letter_pieces(whole)
    folder.mkdir(parents=True, exist_ok=True)
    counting = folder / "counting.json"
    write_tokenizer(counting, tokenizer_of(whole, small))
    vocabulary = whole["model"]["vocab"]
    counts = np.zeros(len(vocabulary), np.int64)
    counts[small] = np.bincount(TableReader(counting, LONGEST).read(_texts(paths)).ids, minlength=len(small))
    counting.unlink()
    kept = most_used(small, counts, [piece for piece, _ in vocabulary], PIECES)
    np.save(folder / "kept.npy", kept)
    write_tokenizer(folder / "tokenizer.json", tokenizer_of(whole, kept))


def make_table(paths: WorkPaths, student: Path, folder: Path, options: Options) -> None:
    import torch

    from linkage_encoder.student.embed import embed
    from linkage_encoder.student.pairs import gather, read_rows
    from linkage_encoder.student.teacher import ALIGNED, read_vectors
    from linkage_encoder.student.texts import TextReader
    from linkage_encoder.base.weights import load_arrays
    from linkage_encoder.student.weights import encoder_from

    from .beginning import begin, piece_vectors
    from .network import centred
    from .reader import TableReader
    from .teacher import targets_of
    from .trainer import TablePlan, train

    torch.set_num_threads(options.threads)
    plan = TablePlan(steps=STEPS_SMALL if options.small else STEPS, seed=options.seed)
    plan = replace(plan, batches=replace(plan.batches, shares=SHARES))
    pairs = gather(read_rows(paths.pairs))
    encoder = encoder_from(load_arrays(student))
    vectors = piece_vectors(encoder, np.load(folder / "kept.npy"))
    teacher = read_vectors(paths.teacher("base"))
    known = random.Random(options.seed).sample(teacher.texts, min(ALIGNED, len(teacher.texts)))
    by_student = embed(encoder, TextReader(paths.vocabulary(VOCABULARY).tokenizer), known)
    targets = targets_of(teacher, known, by_student, pairs.texts, WIDTH)
    reader = TableReader(folder / "tokenizer.json", LONGEST)
    lists = reader.read(pairs.texts)
    inputs = digest_of_all(_learned_from(paths, student, folder))
    table = train(begin(vectors, WIDTH, lists), reader, lists, pairs, targets, plan, _noise(), folder / "checkpoint.pt", inputs=inputs)
    seen = np.random.default_rng(options.seed).choice(len(lists), min(CENTRED, len(lists)), replace=False)
    np.save(folder / "table.npy", centred(table.folded(), lists.take(seen)))


def make_folder(paths: WorkPaths, folder: Path) -> None:
    from linkage_encoder.export.calibrate import calibrate, sample_pairs
    from linkage_encoder.export.folder import add_calibration

    from .folder import write_folder
    from .network import sum_tokens
    from .reader import TableReader
    from .rounding import to_codes

    table = np.load(folder / "table.npy")
    target = paths.model(NAME)
    write_folder(target, table, read_tokenizer(folder / "tokenizer.json"))
    codes, scales = to_codes(table)
    reader = TableReader(target / "tokenizer.json")
    stored = codes * scales.astype(np.float32)
    add_calibration(target, calibrate(lambda texts: sum_tokens(stored, reader.read(texts)), sample_pairs(paths.pairs, 4000, 1)))


def _texts(paths: WorkPaths) -> list[str]:
    from linkage_encoder.student.pairs import gather, read_rows

    return gather(read_rows(paths.pairs)).texts


def _noise() -> Callable[[str, random.Random], str]:
    from linkage_encoder.corpus.noise import disturb

    return disturb
