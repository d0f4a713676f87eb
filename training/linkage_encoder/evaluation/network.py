"""The encoder in numpy and float32: what the weights say, without the rounding of activations that the page adds.

Texts of one length are computed together, so there is no padding and no mask. Cost: about 2 operations a weight and token; 1,000
tokens a second and gigaflop of the processor for 4 layers of 384.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from linkage_encoder.encoder import Encoder, Linear, Norm

EPSILON = 1e-12
TOKENS_TOGETHER = 2048

Pool = Callable[[list[np.ndarray], np.ndarray], np.ndarray]
"""Vectors of texts from what every layer gives, a list of [texts, length, hidden], and the ids, [texts, length]."""


def mean_pool(layers: list[np.ndarray], ids: np.ndarray) -> np.ndarray:
    """The mean of all tokens of the last layer, [texts, hidden], those of start and end among them."""
    return layers[-1].mean(axis=1)


def encode(encoder: Encoder, token_lists: Sequence[Sequence[int]], pool: Pool = mean_pool) -> np.ndarray:
    """Pooled vectors, [texts, hidden], as they leave the pooling; see `finish` for what comes after."""
    vectors: np.ndarray | None = None
    for places in _batches(token_lists):
        ids = np.array([token_lists[place] for place in places])
        pooled = pool(_hidden_states(encoder, ids), ids)
        if vectors is None:
            vectors = np.zeros((len(token_lists), pooled.shape[1]), np.float32)
        vectors[places] = pooled
    return np.zeros((0, encoder.words.shape[1]), np.float32) if vectors is None else vectors


def finish(encoder: Encoder, pooled: np.ndarray) -> np.ndarray:
    """Pooled vectors made length 1, less the mean, rotated, and length 1 again; without a head, made length 1."""
    if encoder.head is not None:
        pooled = (to_unit_length(pooled) - encoder.head.mean) @ encoder.head.rotation
    return to_unit_length(pooled)


def to_unit_length(vectors: np.ndarray) -> np.ndarray:
    """Vectors of length 1; zeros stay zeros."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), EPSILON)


def _batches(token_lists: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Places of lists of one length, as many as TOKENS_TOGETHER allows."""
    order = sorted(range(len(token_lists)), key=lambda place: len(token_lists[place]))
    start = 0
    while start < len(order):
        length = len(token_lists[order[start]])
        end = start
        while end < len(order) and len(token_lists[order[end]]) == length and (end - start + 1) * length <= TOKENS_TOGETHER:
            end += 1
        end = max(end, start + 1)
        yield order[start:end]
        start = end


def _hidden_states(encoder: Encoder, ids: np.ndarray) -> list[np.ndarray]:
    """[texts, length, hidden] after the table of words and after each layer."""
    texts, length = ids.shape
    tokens = _normalise(encoder.words[ids] + encoder.places[:length], encoder.word_norm)
    states = [tokens]
    for layer in encoder.layers:
        attended = _attend(_multiply(tokens, layer.queries_keys_values), texts, length, encoder.heads)
        tokens = _normalise(tokens + _multiply(attended, layer.attention_out), layer.attention_norm)
        wide = _gelu(_multiply(tokens, layer.widen))
        tokens = _normalise(tokens + _multiply(wide, layer.narrow), layer.output_norm)
        states.append(tokens)
    return states


def _attend(queries_keys_values: np.ndarray, texts: int, length: int, heads: int) -> np.ndarray:
    """Attention of `heads` heads over all tokens of each text; [texts, length, 3 * hidden] to [texts, length, hidden]."""
    split = queries_keys_values.reshape(texts, length, 3, heads, -1)
    queries, keys, values = np.ascontiguousarray(split.transpose(2, 0, 3, 1, 4))
    scores = queries @ keys.swapaxes(-1, -2) * np.float32(queries.shape[-1] ** -0.5)
    scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
    scores /= scores.sum(axis=-1, keepdims=True)
    return (scores @ values).transpose(0, 2, 1, 3).reshape(texts, length, -1)


def _multiply(tokens: np.ndarray, linear: Linear) -> np.ndarray:
    return tokens.reshape(-1, tokens.shape[-1]).dot(linear.weights.T).reshape(*tokens.shape[:-1], -1) + linear.biases


def _normalise(tokens: np.ndarray, norm: Norm) -> np.ndarray:
    centred = tokens - tokens.mean(axis=-1, keepdims=True)
    deviation = np.sqrt(np.einsum("...i,...i->...", centred, centred) / tokens.shape[-1] + EPSILON)
    return centred / deviation[..., None].astype(np.float32) * norm.weights + norm.biases


def _gelu(values: np.ndarray) -> np.ndarray:
    """x * Φ(x) with the error function of Abramowitz and Stegun 7.1.26, within 2e-7 of the exact one."""
    size = np.abs(values)
    step = 1 / (1 + np.float32(0.3275911 / 2**0.5) * size)
    series = np.float32(1.061405429)
    for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        series = series * step + np.float32(factor)
    tail = np.float32(0.5) * series * step * np.exp(np.float32(-0.5) * size * size)
    return np.maximum(values, 0) - size * tail
