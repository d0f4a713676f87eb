"""Texts as the encoder reads them: token ids, cut to a length."""

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from linkage_encoder.reading import portions, reading_form

END = 2
"""Mark of the end in XLM-R's vocabulary."""


class TextReader:
    """Token ids of texts in their reading form, the longest `most` tokens long with the mark of the end as the last.

    as_written: for networks that were trained with capitals.
    """

    def __init__(self, tokenizer: Path, most: int = 64, prefix: str = "", end: int = END, as_written: bool = False) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._most, self._prefix, self._end = most, prefix, end
        self._form = str if as_written else reading_form

    def read(self, texts: Sequence[str]) -> list[list[int]]:
        return [cut(ids, self._most, self._end) for portion in portions(texts) for ids in self._read_portion(portion)]

    def read_flat(self, texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """The same one after another, [tokens] int32, and how many each text has, [texts] int64: a tenth of the memory of lists."""
        ids, lengths = [np.zeros(0, np.int32)], [np.zeros(0, np.int64)]
        for portion in portions(texts):
            lists = [cut(one, self._most, self._end) for one in self._read_portion(portion)]
            lengths.append(np.fromiter(map(len, lists), np.int64, len(lists)))
            ids.append(np.fromiter(chain.from_iterable(lists), np.int32, int(lengths[-1].sum())))
        return np.concatenate(ids), np.concatenate(lengths)

    def _read_portion(self, texts: Sequence[str]) -> list[list[int]]:
        return [one.ids for one in self._tokenizer.encode_batch([self._prefix + self._form(text) for text in texts])]


def cut(ids: list[int], most: int, end: int = END) -> list[int]:
    return ids if len(ids) <= most else ids[: most - 1] + [end]


def by_length(token_ids: Sequence[Sequence[int]], tokens: int) -> list[list[int]]:
    """Positions of texts in groups of at most `tokens` tokens, texts of like length together, the longest first."""
    order = sorted(range(len(token_ids)), key=lambda at: -len(token_ids[at]))
    groups: list[list[int]] = []
    room = 0
    for at in order:
        if room < len(token_ids[at]):
            groups.append([])
            room = max(tokens, len(token_ids[at]))
        groups[-1].append(at)
        room -= len(token_ids[at])
    return groups
