"""Vectors of many texts by a network, without training."""

from collections.abc import Sequence

import numpy as np
import torch

from .network import Encoder, pack
from .texts import TextReader, by_length

TOKENS_TOGETHER = 3072


@torch.no_grad()
def embed(encoder: Encoder, reader: TextReader, texts: Sequence[str]) -> np.ndarray:
    """[texts, hidden] float32, each of length 1. Layers run in bfloat16; a text's vector hardly depends on its neighbours (1e-3)."""
    encoder.eval()
    token_ids = reader.read(texts)
    vectors = np.zeros((len(texts), encoder.shape.hidden), np.float32)
    for group in by_length(token_ids, TOKENS_TOGETHER):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            made = encoder(pack([token_ids[at] for at in group]))
        vectors[group] = made.numpy()
    return vectors
