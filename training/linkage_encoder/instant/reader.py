"""Texts as the table reads them: token ids one after another."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from linkage_encoder.reading import portions, reading_form


@dataclass(frozen=True)
class TokenLists:
    """Text t has the tokens `ids[starts[t] : starts[t + 1]]`: ids [tokens] int32, starts [texts + 1] int64. No text is empty."""

    ids: np.ndarray
    starts: np.ndarray

    def __len__(self) -> int:
        return len(self.starts) - 1

    def take(self, texts: np.ndarray) -> "TokenLists":
        lengths = self.starts[texts + 1] - self.starts[texts]
        starts = np.concatenate([[0], np.cumsum(lengths)])
        places = np.arange(starts[-1]) + np.repeat(self.starts[texts] - starts[:-1], lengths)
        return TokenLists(self.ids[places], starts)


class TableReader:
    """Token ids of texts, the first `most` of each; a text of none has the unknown piece."""

    def __init__(self, tokenizer: Path, most: int = 64, unknown: int = 3) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._most, self._unknown = most, unknown

    def read(self, texts: Sequence[str]) -> TokenLists:
        return joined([self._read_portion(portion) for portion in portions(texts)] or [self._read_portion([])])

    def _read_portion(self, texts: Sequence[str]) -> TokenLists:
        # Made small here as the page does it; the tokenizer itself has another small sigma at the end of words.
        encoded = self._tokenizer.encode_batch([reading_form(text) for text in texts], add_special_tokens=False)
        lists = [one.ids[: self._most] or [self._unknown] for one in encoded]
        lengths = np.fromiter(map(len, lists), np.int64, len(lists))
        starts = np.concatenate([[0], np.cumsum(lengths)])
        return TokenLists(np.fromiter((token for one in lists for token in one), np.int32, int(starts[-1])), starts)


def joined(parts: Sequence[TokenLists]) -> TokenLists:
    """Lists of several readings as one."""
    lengths = np.concatenate([np.diff(part.starts) for part in parts])
    return TokenLists(np.concatenate([part.ids for part in parts]), np.concatenate([[0], np.cumsum(lengths)]))
