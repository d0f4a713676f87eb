"""Makes the folder of a model out of a student.

    python -m linkage_encoder.export STUDENT.npz --tokenizer TOKENIZER.json --out FOLDER [--pairs PAIRS.tsv]

With pairs, the cosine is calibrated on some of them, by Rowlink's own kernel in Node.
"""

import argparse
import sys
from pathlib import Path

from linkage_encoder.export.calibrate import calibrate, sample_pairs
from linkage_encoder.export.folder import GRAPH, POSITIONS, add_calibration, write_folder
from linkage_encoder.export.rounding import PLAIN, SEARCHED, TRAINED
from linkage_encoder.export.student import read_student

ROUNDINGS = {"searched": SEARCHED, "trained": TRAINED, "plain": PLAIN}
PAIRS = 2000
SEED = 9


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m linkage_encoder.export", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("student", type=Path)
    parser.add_argument("--tokenizer", type=Path, required=True, help="of the vocabulary that the student was trained with")
    parser.add_argument("--out", type=Path, required=True, help="the folder; its name is the name of the model")
    parser.add_argument("--pairs", type=Path, help="corpus/pairs.tsv")
    parser.add_argument("--rounding", choices=ROUNDINGS, default="trained", help="how scales are found (default: %(default)s)")
    given = parser.parse_args(arguments)
    try:
        export(given.student, given.tokenizer, given.out, given.pairs, given.rounding)
    except (ValueError, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def export(student: Path, tokenizer: Path, out: Path, pairs: Path | None, rounding: str = "trained") -> None:
    """The folder `out`. Raises ValueError where student and tokenizer do not belong together."""
    encoder = read_student(student, POSITIONS).encoder
    write_folder(out, out.name, encoder, tokenizer, ROUNDINGS[rounding])
    size = (out / "onnx" / GRAPH).stat().st_size + (out / "tokenizer.json").stat().st_size
    print(f"{out}: {len(encoder.words):,} pieces, {len(encoder.layers)} layers, {size / 1e6:.2f} MB of weights and tokenizer")
    if pairs:
        from linkage_encoder.evaluation.models import kernel_embedder

        add_calibration(out, calibrate(kernel_embedder(out), sample_pairs(pairs, PAIRS, SEED)))


if __name__ == "__main__":
    sys.exit(main())
