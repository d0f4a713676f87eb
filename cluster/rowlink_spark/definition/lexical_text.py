"""The form in which letters are compared, which depends on the scripts of both tables. Source: ``src/core/text/lexical-text.ts``.

Whole tables decide three things: which scripts at least one text in a hundred uses, whether the two sides differ in them, and how Cyrillic is
read. They are counted part by part (:func:`side_statistics`), added up, and become a :class:`TextContext`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from .generated import load
from .normalise import LATIN, canonical_word, families, normalise_text, open_up, scripts_of, words_of
from .romanise import CyrillicCounts, count_cyrillic, fold_marks, is_han, pinyin_skeleton, read_han, romanise_word, sound_skeleton

Side = Literal["left", "right"]

_COMMON_SHARE: float = load("text")["lexicalText"]["COMMON_SHARE"]


def opened(text: str) -> str:
    """A composed text normalised for its lexical form (legal forms and the like opened up first)."""
    return normalise_text(open_up(text))


@dataclass(frozen=True)
class SideStatistics:
    """Counts over the texts of one side, or of a part of it; parts add up with ``+``."""

    texts: int = 0
    scripts: dict[int, int] = field(default_factory=dict)
    """Bit of a family of scripts → texts that use it."""
    cyrillic: CyrillicCounts = CyrillicCounts()

    def __add__(self, other: "SideStatistics") -> "SideStatistics":
        bits = self.scripts.keys() | other.scripts.keys()
        scripts = {bit: self.scripts.get(bit, 0) + other.scripts.get(bit, 0) for bit in bits}
        return SideStatistics(self.texts + other.texts, scripts, self.cyrillic + other.cyrillic)

    def common_scripts(self) -> int:
        """Bit set of the scripts that at least one text in a hundred uses."""
        common = 0
        for bit, count in self.scripts.items():
            if count >= self.texts * _COMMON_SHARE:
                common |= bit
        return common


def side_statistics(texts: Iterable[str]) -> SideStatistics:
    """Counts the texts (of records, composed) of a part of one side. O(characters)."""
    normalised = [opened(text) for text in texts]
    scripts: dict[int, int] = {}
    for text in normalised:
        found = scripts_of(text)
        for bit in families():
            if found & bit:
                scripts[bit] = scripts.get(bit, 0) + 1
    return SideStatistics(len(normalised), scripts, count_cyrillic(normalised))


@dataclass(frozen=True)
class TextContext:
    """What the lexical form of a text depends on besides the text itself. Small; sent to every worker."""

    shared: int
    """Bit set of scripts that are common on both sides."""
    differ: bool
    """The sides use different scripts."""
    cyrillic_left: str
    cyrillic_right: str

    @classmethod
    def of(cls, left: SideStatistics, right: SideStatistics) -> "TextContext":
        """The context of two sides."""
        one, other = left.common_scripts(), right.common_scripts()
        return cls(
            shared=one & other,
            differ=one != other and one != 0 and other != 0,
            cyrillic_left=left.cyrillic.reading(),
            cyrillic_right=right.cyrillic.reading(),
        )

    @classmethod
    def of_texts(cls, left: Sequence[str], right: Sequence[str]) -> "TextContext":
        """The context of two sides that are at hand whole."""
        return cls.of(side_statistics(left), side_statistics(right))

    def form(self, text: str, side: Side, known: dict[str, str] | None = None) -> str:
        """The lexical form of a composed text: small letters, figures and at most one word of capitals (its sound skeleton).

        :param known: forms of words that were met before on this side, kept by the caller to save time
        """
        cyrillic = self.cyrillic_left if side == "left" else self.cyrillic_right
        words = words_of(opened(text))
        forms = []
        for word in words:
            form = None if known is None else known.get(word)
            if form is None:
                form = self._form_of(word, cyrillic)
                if known is not None:
                    known[word] = form
            forms.append(form)
        joined = _join(forms)
        if not self.differ:
            return joined
        skeleton = "".join(_skeleton_of(word, cyrillic) for word in words)
        return f"{joined} {skeleton}" if skeleton else joined

    def _form_of(self, word: str, cyrillic: str) -> str:
        if word.isascii():
            return canonical_word(word)
        scripts = scripts_of(word)
        own = canonical_word(fold_marks(word))
        if scripts & ~LATIN == 0:
            return own
        is_shared = scripts & ~LATIN & ~self.shared == 0
        if is_shared and not self.differ:
            return own
        latin = canonical_word(romanise_word(word, cyrillic))
        return f"{own} {latin}" if is_shared and latin != own else latin


def _join(forms: Sequence[str]) -> str:
    """Words of a form joined by a space; as on the page, none stands before the first that is not empty."""
    out = ""
    for form in forms:
        out += form if out == "" else f" {form}"
    return out


def _skeleton_of(word: str, cyrillic: str) -> str:
    if word.isascii():
        return sound_skeleton(word)
    out = ""
    run = ""
    for sign in word:
        reading = read_han(sign) if is_han(sign) else None
        if reading is None:
            run += sign
            continue
        out += (sound_skeleton(romanise_word(run, cyrillic)) if run else "") + pinyin_skeleton(reading)
        run = ""
    return out + sound_skeleton(romanise_word(run, cyrillic)) if run else out


def lexical_texts(left: Sequence[str], right: Sequence[str]) -> tuple[list[str], list[str]]:
    """The lexical forms of two sides that are at hand whole, in their order."""
    context = TextContext.of_texts(left, right)
    known_left: dict[str, str] = {}
    known_right: dict[str, str] = {}
    return [context.form(text, "left", known_left) for text in left], [context.form(text, "right", known_right) for text in right]
