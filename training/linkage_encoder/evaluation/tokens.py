"""Texts to tokens, as the lab's figures were made: at most 64 tokens, the last of them the end."""

from collections.abc import Sequence
from pathlib import Path

MOST_TOKENS = 64
END = 2


def tokenize(tokenizer_file: Path, texts: Sequence[str], prefix: str = "", most: int = MOST_TOKENS) -> list[list[int]]:
    """Ids of each text, its start and end included; of longer texts the first `most` - 1 and the end. Needs the package tokenizers."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    encodings = tokenizer.encode_batch([prefix + text for text in texts])
    return [encoding.ids if len(encoding.ids) <= most else [*encoding.ids[: most - 1], END] for encoding in encodings]
