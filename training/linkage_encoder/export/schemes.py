"""Other ways in which a graph may multiply rounded weights by activations, to be measured (`batches.py`); docs/model.md says what came of it.

Every one takes the same codes and scales of the weights; they differ in how activations are rounded, if at all.
"""

from dataclasses import dataclass

import numpy as np
from onnx import TensorProto

from linkage_encoder.encoder import Linear
from linkage_encoder.export.graph import MICROSOFT, Graph, Linears
from linkage_encoder.export.rounding import PLAIN, to_int8_columns

BLOCK = 32


@dataclass(frozen=True)
class Range:
    """Least and largest activation that keeps its value; those outside are cut off."""

    low: float
    high: float


def _stored(graph: Graph, name: str, linear: Linear) -> tuple[str, str, str]:
    codes, scales = to_int8_columns(linear.weights, PLAIN.columns)
    return graph.constant(f"{name}.q", codes), graph.floats(f"{name}.s", scales), graph.floats(f"{name}.b", linear.biases)


class FloatActivations(Linears):
    """Activations stay floats; runtimes widen the weights once, when they load the graph."""

    def multiply(self, graph: Graph, name: str, tokens: str, linear: Linear) -> str:
        codes, scales, biases = _stored(graph, name, linear)
        weights = graph.run("Mul", [graph.run("Cast", [codes], to=TensorProto.FLOAT), scales])
        return graph.run("Add", [graph.run("MatMul", [tokens, weights]), biases])


class StaticActivations(Linears):
    """Activations of a matrix are rounded to 8 bits with one scale, found beforehand on other texts."""

    def __init__(self, ranges: dict[str, Range]):
        super().__init__(PLAIN)
        self.ranges = ranges

    def multiply(self, graph: Graph, name: str, tokens: str, linear: Linear) -> str:
        codes, scales, biases = _stored(graph, name, linear)
        low, high = min(0.0, self.ranges[name].low), max(0.0, self.ranges[name].high)
        step = (high - low) / 255
        scale = graph.floats(f"{name}.a", step)
        zero = graph.constant(f"{name}.z", np.uint8(round(-low / step)))
        rounded = graph.run("QuantizeLinear", [tokens, scale, zero])
        return graph.run("MatMulIntegerToFloat", [rounded, codes, scale, scales, zero, "", biases], domain=MICROSOFT)


class TokenActivations(Linears):
    """Each token has a scale and a zero point of its own, in operators of the standard.

    x = low + step · code, so x W = step · (code W) + low · (sums of the columns of W).
    """

    def multiply(self, graph: Graph, name: str, tokens: str, linear: Linear) -> str:
        codes, scales, biases = _stored(graph, name, linear)
        low = graph.run("ReduceMin", [tokens], axes=[-1], keepdims=1)
        width = graph.run("Sub", [graph.run("ReduceMax", [tokens], axes=[-1], keepdims=1), low])
        step = graph.run("Max", [graph.run("Mul", [width, graph.scalar(1 / 255)]), graph.scalar(1e-12)])
        placed = graph.run("Div", [graph.run("Sub", [tokens, low]), step])
        rounded = graph.run("Cast", [graph.run("Round", [placed])], to=TensorProto.UINT8)
        whole = graph.run("Cast", [graph.run("MatMulInteger", [rounded, codes])], to=TensorProto.FLOAT)
        quantised, its_scales = to_int8_columns(linear.weights, PLAIN.columns)
        sums = graph.floats(f"{name}.c", quantised.astype(np.int32).sum(axis=0) * its_scales)
        made = graph.run("Mul", [graph.run("Mul", [whole, scales]), step])
        return graph.run("Add", [graph.run("Add", [made, graph.run("Mul", [low, sums])]), biases])


class BlockActivations(Linears):
    """Each token has a scale for every 32 of its numbers: what MatMulNBits does with 8-bit weights and `accuracy_level` 4."""

    def multiply(self, graph: Graph, name: str, tokens: str, linear: Linear) -> str:
        codes, scales = to_int8_columns(linear.weights, PLAIN.columns)
        inputs, outputs = codes.shape
        unsigned = (codes.T.astype(np.int16) + 128).astype(np.uint8).reshape(outputs, inputs // BLOCK, BLOCK)
        stored = graph.constant(f"{name}.q", unsigned)
        repeated = graph.floats(f"{name}.s", np.repeat(scales, inputs // BLOCK))
        biases = graph.floats(f"{name}.b", linear.biases)
        shape = {"K": inputs, "N": outputs, "bits": 8, "block_size": BLOCK, "accuracy_level": 4}
        return graph.run("MatMulNBits", [tokens, stored, repeated, "", "", biases], domain=MICROSOFT, **shape)
