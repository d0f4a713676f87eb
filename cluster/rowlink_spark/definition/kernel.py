"""The page's transformer, number by number: the same sums in the same order, so that vectors are the same to the last bits.

Follows ``src/core/vectors/transformer`` and ``src/core/vectors/kernel/transformer.wat``: activations of 7 bits with a scale and a zero point of each
token times weights of 8 bits. Rounding makes steps of differences in the last bit of a sum (1 code of 127, up to 5e-4 of a cosine), which is why
the order of sums is kept: by lanes of four in groups of sixteen, as the kernel's vectors are. Products of whole numbers are ONNX Runtime's.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

Singles = npt.NDArray[np.float32]

HEAD = 32
"""Numbers of a head."""
_LANES = 4
_PARTS = 16
_BLOCK_ROWS = 128
_MAGIC = np.float32(12582912)
"""1.5 · 2²³: added to a number, the nearest whole number is in its low bits."""
_BOUND = np.float32(4.2)
_NORMAL_DISTRIBUTION = np.array(
    [
        -1.8035176685415877e-9,
        1.5882756088103633e-7,
        -6.075884812162258e-6,
        1.3378170842770487e-4,
        -1.901317504234612e-3,
        1.859647035598755e-2,
        -1.3105642795562744e-1,
        7.969317436218262e-1,
    ],
    dtype=np.float32,
)
"""``(2 Φ(x) − 1) / x`` in powers of ``x²`` from the highest, fitted up to 4.2."""
_EXPONENTIAL = np.array(
    [1.388888888888889e-3, 8.333333333333333e-3, 4.1666666666666664e-2, 1.6666666666666666e-1, 0.5, 1, 1], dtype=np.float32
)


class Product:
    """Rows times a matrix of signed bytes, rounded as on the page: ``rows @ codes · scales + biases``."""

    def __init__(self, codes: npt.NDArray[np.int8], scales: Singles, biases: Singles, options: onnxruntime.SessionOptions) -> None:
        self._codes = codes
        self._scales = scales
        self._biases = biases
        # Whole numbers below 2²⁴ are exact in single precision, which is quicker than integers: 127 · 127 an input, and 2¹⁵ · 127 for the peak.
        self._whole = np.float32 if 127 * 127 * len(codes) + 2**15 * 127 < 2**24 else np.float64
        self._sums = codes.astype(np.int32).sum(axis=0).astype(self._whole)
        self._session = onnxruntime.InferenceSession(_product_model(codes), options, providers=["CPUExecutionProvider"])

    def __call__(self, rows: Singles) -> Singles:
        """``[rows, inputs]`` → ``[rows, outputs]``. The number of a row that is furthest from 0 has no say in the scale: what its code lacks is
        added."""
        places = np.arange(len(rows))
        peak_at = np.abs(rows).argmax(axis=1)
        peak = rows[places, peak_at]
        rest = rows.copy()
        rest[places, peak_at] = 0
        least = np.minimum(rest.min(axis=1), np.float32(0))
        most = np.maximum(rest.max(axis=1), np.float32(0))
        scale = np.maximum(np.maximum((most - least) / np.float32(127), np.abs(peak) / np.float32(32767)), np.float32(1e-30))
        inverse = np.float32(1) / scale
        zero = np.rint(-least * inverse)
        np.multiply(rows, inverse[:, None], out=rest)
        rest += (_MAGIC + zero)[:, None]
        rest -= _MAGIC
        np.clip(rest, 0, 127, out=rest)
        peak_code = np.rint(peak * inverse) + zero
        lack = peak_code - np.clip(peak_code, 0, 127)
        out: Singles = self._session.run(None, {"rows": rest.astype(np.uint8)})[0].astype(self._whole)
        part = np.multiply(zero[:, None], self._sums, dtype=self._whole)
        out -= part
        out += np.multiply(self._codes[peak_at], lack[:, None], out=part)
        out = out.astype(np.float32, copy=False)
        out *= np.multiply(scale[:, None], self._scales)
        out += self._biases
        return out


def _product_model(codes: npt.NDArray[np.int8]) -> bytes:
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["rows", "codes"], ["whole"])],
        "product",
        [helper.make_tensor_value_info("rows", TensorProto.UINT8, [None, codes.shape[0]])],
        [helper.make_tensor_value_info("whole", TensorProto.INT32, [None, codes.shape[1]])],
        [numpy_helper.from_array(codes, "codes")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return bytes(model.SerializeToString())


@dataclass(frozen=True)
class _Norm:
    weights: Singles
    biases: Singles
    epsilon: np.float32

    def __call__(self, numbers: Singles) -> Singles:
        """Each row with mean 0 and variance 1, times the weights, plus the biases."""
        count = np.float32(numbers.shape[1])
        out = numbers - (_total(numbers) / count)[:, None]
        scale = np.float32(1) / np.sqrt(_total(out * out) / count + self.epsilon)
        out *= scale[:, None]
        out *= self.weights
        out += self.biases
        return out


def _total(rows: Singles) -> Singles:
    """The sum of each row in the kernel's order: four vectors of four lanes, one after another, then together."""
    parts = np.zeros((len(rows), _PARTS), dtype=np.float32)
    for start in range(0, rows.shape[1], _PARTS):
        parts += rows[:, start : start + _PARTS]
    vectors = parts.reshape(-1, 4, _LANES)
    lanes = (vectors[:, 0] + vectors[:, 1]) + (vectors[:, 2] + vectors[:, 3])
    return (lanes[:, 0] + lanes[:, 1]) + (lanes[:, 2] + lanes[:, 3])


@dataclass(frozen=True)
class _Layer:
    queries_keys_values: Product
    attention_out: Product
    attention_norm: _Norm
    widen: Product
    narrow: Product
    out_norm: _Norm


class Transformer:
    """A graph of the form that the page's own kernel knows (``known-graph.ts``)."""

    def __init__(self, model: onnx.ModelProto, threads: int) -> None:
        weights = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        epsilon = next(
            np.float32(attribute.f)
            for node in model.graph.node
            if node.op_type == "LayerNormalization"
            for attribute in node.attribute
            if attribute.name == "epsilon"
        )

        def product(name: str) -> Product:
            return Product(weights[f"{name}.q"], weights[f"{name}.s"], weights[f"{name}.b"], options)

        def norm(name: str) -> _Norm:
            return _Norm(weights[f"{name}.w"], weights[f"{name}.b"], epsilon)

        self._codes = weights["word.q"]
        self._scales = weights["word.s"]
        self._positions = weights["pos"]
        self._norm = norm("eln")
        self._mean = weights["mu"].reshape(-1) if "mu" in weights else None
        self._rotation = weights.get("rot")
        layers = sum(node.op_type == "MultiHeadAttention" for node in model.graph.node)
        self._layers = [
            _Layer(
                product(f"l{at}.qkv"),
                product(f"l{at}.ao"),
                norm(f"l{at}.aln"),
                product(f"l{at}.fi"),
                product(f"l{at}.fo"),
                norm(f"l{at}.oln"),
            )
            for at in range(layers)
        ]

    @staticmethod
    def reads(model: onnx.ModelProto) -> bool:
        """Whether a graph is of the form that is known, as far as its operators and tensors tell."""
        operators = {node.op_type for node in model.graph.node}
        names = {one.name for one in model.graph.initializer}
        return {"DynamicQuantizeMatMul", "MultiHeadAttention", "Gelu"} <= operators and {"word.q", "word.s", "pos", "eln.w"} <= names

    def encode(self, ids: npt.NDArray[np.int64]) -> Singles:
        """Vectors of texts of one length, ``[texts, tokens]`` → ``[texts, numbers]``, of length 1."""
        texts, length = ids.shape
        tokens = self._norm(self._look_up(ids.reshape(-1)) + np.tile(self._positions[:length], (texts, 1)))
        for layer in self._layers:
            mixed = np.concatenate([layer.queries_keys_values(tokens[block]) for block in _blocks(len(tokens))])
            mixed = _attend(mixed, texts, length)
            for block in _blocks(len(tokens)):
                own = layer.attention_norm(tokens[block] + layer.attention_out(mixed[block]))
                wide = layer.widen(own)
                _activate(wide)
                tokens[block] = layer.out_norm(own + layer.narrow(wide))
        return self._pool(tokens.reshape(texts, length, -1))

    def _look_up(self, ids: npt.NDArray[np.int64]) -> Singles:
        """Vectors of pieces out of two codes a byte, the lower half first, with a scale for each 32 numbers."""
        both = self._codes[ids]
        codes = np.stack([both & 15, both >> 4], axis=-1).reshape(len(ids), -1, HEAD).astype(np.float32) - np.float32(8)
        return (codes * self._scales[ids].astype(np.float32)[:, :, None]).reshape(len(ids), -1)

    def _pool(self, tokens: Singles) -> Singles:
        pooled = np.zeros((tokens.shape[0], tokens.shape[2]), dtype=np.float32)
        for at in range(tokens.shape[1]):
            pooled += tokens[:, at]
        if self._mean is not None:
            pooled = _of_length_1(pooled) - self._mean
        return _of_length_1(pooled if self._rotation is None else _rotate(pooled, self._rotation))


def _blocks(rows: int) -> Iterator[slice]:
    """Rows in portions that stay in the second-level cache between steps."""
    for start in range(0, rows, _BLOCK_ROWS):
        yield slice(start, start + _BLOCK_ROWS)


def _rotate(vectors: Singles, matrix: Singles) -> Singles:
    """Vectors times a matrix, row by row of it: libraries sum in an order that depends on how many vectors there are."""
    out = np.zeros((len(vectors), matrix.shape[1]), dtype=np.float32)
    part = np.empty_like(out)
    for at, row in enumerate(matrix):
        np.multiply(vectors[:, at, None], row, out=part)
        out += part
    return out


def _of_length_1(vectors: Singles) -> Singles:
    lengths = np.sqrt((vectors.astype(np.float64) ** 2).sum(axis=1, keepdims=True))
    return (vectors / np.where(lengths == 0, 1, lengths)).astype(np.float32)


def _activate(numbers: Singles) -> None:
    """``x · Φ(x)`` in place."""
    bounded = np.clip(numbers, -_BOUND, _BOUND)
    share = _polynomial(_NORMAL_DISTRIBUTION, bounded * bounded)
    share *= bounded
    share += np.float32(1)
    numbers *= np.float32(0.5)
    numbers *= share


def _polynomial(coefficients: Singles, values: Singles) -> Singles:
    """Horner's rule, highest coefficient first."""
    out = np.full_like(values, coefficients[0])
    for coefficient in coefficients[1:]:
        out *= values
        out += coefficient
    return out


def _attend(rows: Singles, texts: int, length: int) -> Singles:
    """Attention of the tokens of each text to each other by heads of 32 numbers: ``[tokens, 3 · hidden]`` → ``[tokens, hidden]``. Texts are the
    last axis within, so that what is added one after another is added for all of them at once."""
    hidden = rows.shape[1] // 3
    together = rows.reshape(texts, length, 3, hidden // HEAD, HEAD).transpose(2, 3, 1, 4, 0)
    out = np.empty((hidden // HEAD, length, HEAD, texts), dtype=np.float32)
    for head, (queries, keys, values) in enumerate(zip(*np.ascontiguousarray(together))):
        out[head] = _attend_head(queries, keys, values)
    return np.ascontiguousarray(out.transpose(3, 1, 0, 2)).reshape(texts * length, hidden)


def _attend_head(queries: Singles, keys: Singles, values: Singles) -> Singles:
    """One head: ``[tokens, 32, texts]`` each."""
    length, _, texts = queries.shape
    lanes = np.zeros((_LANES, length, length, texts), dtype=np.float32)
    product = np.empty((length, length, texts), dtype=np.float32)
    for at in range(HEAD):
        np.multiply(queries[:, None, at], keys[None, :, at], out=product)
        lanes[at % _LANES] += product
    scores = (lanes[0] + lanes[2]) + (lanes[1] + lanes[3])
    scores *= np.float32(0.17677669529663687)
    shares = _exponential(np.maximum(scores - scores.max(axis=1, keepdims=True), np.float32(-86)))
    total = np.zeros((length, texts), dtype=np.float32)
    out = np.zeros(queries.shape, dtype=np.float32)
    part = np.empty(queries.shape, dtype=np.float32)
    for at in range(length):
        total += shares[:, at]
        np.multiply(shares[:, at, None], values[None, at], out=part)
        out += part
    out *= (np.float32(1) / total)[:, None]
    return out


def _exponential(values: Singles) -> Singles:
    """``e^x = 2^n · e^r`` with ``|r| ≤ ln 2 / 2``."""
    whole = values * np.float32(1.4426950408889634) + _MAGIC
    whole -= _MAGIC
    rest = values - whole * np.float32(0.6931471805599453)
    return np.ldexp(_polynomial(_EXPONENTIAL, rest), whole.astype(np.int32))

