"""Writes a BERT encoder as the ONNX graph that Rowlink's own kernel computes (src/core/vectors/transformer/known-graph.ts).

Operators and their order are those of the other models in public/models; names of large tensors are part of the form.
"""

import numpy as np
from onnx import ModelProto, TensorProto, helper, numpy_helper

from linkage_encoder.encoder import Encoder, Head, Layer, Linear, Norm
from linkage_encoder.export.rounding import BLOCK, PLAIN, Rounding, to_4_bits, to_int8_columns

MICROSOFT = "com.microsoft"
EPSILON = 1e-12
IR_VERSION = 9
OPSET = 17


class Graph:
    """Operations in the order of their making, and the tensors that they take."""

    def __init__(self) -> None:
        self.nodes = []
        self.tensors = {}

    def constant(self, name: str, values: np.ndarray) -> str:
        """The name of a stored tensor; asked for twice, it is stored once."""
        if name not in self.tensors:
            self.tensors[name] = numpy_helper.from_array(np.array(values, order="C"), name)
        return name

    def floats(self, name: str, values) -> str:
        return self.constant(name, np.asarray(values, np.float32))

    def integers(self, *values: int) -> str:
        return self.constant("integers." + "_".join(map(str, values)), np.array(values, np.int64))

    def scalar(self, value: float) -> str:
        return self.floats(f"scalar.{value}", value)

    def run(self, kind: str, inputs: list[str], outputs: int = 1, name: str | None = None, domain: str = "", **numbers):
        """Adds an operation; the name of its result, or the names of its results. `name` is what the result is to be called."""
        place = len(self.nodes)
        names = [name] if name else [f"{place}.{at}" for at in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, name=f"{place}.{kind}", domain=domain, **numbers))
        return names[0] if outputs == 1 else names


class Linears:
    """How a graph multiplies by matrices: dynamically rounded activations, whole numbers of 8 bits a weight."""

    def __init__(self, rounding: Rounding):
        self.rounding = rounding

    def multiply(self, graph: Graph, name: str, tokens: str, linear: Linear) -> str:
        codes, scales = to_int8_columns(linear.weights, self.rounding.columns)
        stored = [graph.constant(f"{name}.q", codes), graph.floats(f"{name}.s", scales), "", graph.floats(f"{name}.b", linear.biases)]
        return graph.run("DynamicQuantizeMatMul", [tokens, *stored], domain=MICROSOFT)


def build_model(encoder: Encoder, rounding: Rounding = PLAIN, linears: Linears | None = None) -> ModelProto:
    """The encoder as an ONNX model whose output `sentence_embedding` is the vector of a text, of length 1."""
    linears = linears or Linears(rounding)
    graph = Graph()
    tokens, length = _look_up(graph, encoder, rounding)
    mask = graph.run("Cast", ["attention_mask"], to=TensorProto.FLOAT)
    bias = _bias_of_mask(graph, mask, length)
    for at, layer in enumerate(encoder.layers):
        tokens = _run_layer(graph, f"l{at}", layer, encoder, linears, tokens, bias)
    _pool(graph, tokens, mask, encoder.head)
    return _finish(graph, encoder.hidden)


def _look_up(graph: Graph, encoder: Encoder, rounding: Rounding) -> tuple[str, str]:
    """Vectors of the pieces, of four bits a number, and of their places; normalised. Also the length of the texts."""
    hidden, blocks = encoder.hidden, encoder.hidden // BLOCK
    codes, scales = to_4_bits(encoder.words, rounding)
    stored = graph.run("Gather", [graph.constant("word.q", codes), "input_ids"], axis=0)
    byte = graph.run("Cast", [stored], to=TensorProto.FLOAT)
    high = graph.run("Floor", [graph.run("Mul", [byte, graph.scalar(1 / 16)])])
    low = graph.run("Sub", [byte, graph.run("Mul", [high, graph.scalar(16)])])
    last = graph.integers(-1)
    low_column = graph.run("Unsqueeze", [low, last])
    pairs = graph.run("Concat", [low_column, graph.run("Unsqueeze", [high, last])], axis=-1)
    flat = graph.integers(0, 0, hidden)
    in_blocks = graph.run("Reshape", [graph.run("Reshape", [pairs, flat]), graph.integers(0, 0, blocks, BLOCK)])
    signed = graph.run("Sub", [in_blocks, graph.scalar(8)])
    half = graph.run("Gather", [graph.constant("word.s", scales), "input_ids"], axis=0)
    scale = graph.run("Unsqueeze", [graph.run("Cast", [half], to=TensorProto.FLOAT), last])
    words = graph.run("Reshape", [graph.run("Mul", [signed, scale]), flat])
    words = graph.run("Cast", [words], to=TensorProto.FLOAT)
    length = graph.run("Shape", ["input_ids"], start=1, end=2)
    zero = graph.integers(0)
    places = graph.run("Slice", [graph.floats("pos", encoder.places), zero, length, zero])
    total = graph.run("Add", [words, places])
    return _normalise(graph, "LayerNormalization", "", [total], "eln", encoder.word_norm, axis=-1), length


def _bias_of_mask(graph: Graph, mask: str, length: str) -> str:
    """What is added to the scores of attention: very little probability for tokens that the mask leaves out."""
    less = graph.run("Sub", [mask, graph.floats("one", [1])])
    bias = graph.run("Unsqueeze", [graph.run("Mul", [less, graph.floats("masked", [1e4])]), graph.integers(1, 2)])
    rows = graph.run("Shape", ["input_ids"], start=0, end=1)
    shape = graph.run("Concat", [rows, graph.integers(1), length, length], axis=0)
    return graph.run("Expand", [bias, shape])


def _run_layer(graph: Graph, prefix: str, layer: Layer, encoder: Encoder, linears: Linears, tokens: str, bias: str) -> str:
    made = linears.multiply(graph, f"{prefix}.qkv", tokens, layer.queries_keys_values)
    queries, keys, values = graph.run("Split", [made, graph.integers(*[encoder.hidden] * 3)], outputs=3, axis=-1)
    attended = graph.run(
        "MultiHeadAttention", [queries, keys, values, "", "", bias], domain=MICROSOFT, num_heads=encoder.heads
    )
    out = linears.multiply(graph, f"{prefix}.ao", attended, layer.attention_out)
    tokens = _normalise(graph, "SkipLayerNormalization", MICROSOFT, [out, tokens], f"{prefix}.aln", layer.attention_norm)
    wide = graph.run("Gelu", [linears.multiply(graph, f"{prefix}.fi", tokens, layer.widen)], domain=MICROSOFT)
    narrow = linears.multiply(graph, f"{prefix}.fo", wide, layer.narrow)
    return _normalise(graph, "SkipLayerNormalization", MICROSOFT, [narrow, tokens], f"{prefix}.oln", layer.output_norm)


def _normalise(graph: Graph, kind: str, domain: str, inputs: list[str], name: str, norm: Norm, **numbers) -> str:
    stored = [graph.floats(f"{name}.w", norm.weights), graph.floats(f"{name}.b", norm.biases)]
    return graph.run(kind, [*inputs, *stored], domain=domain, epsilon=EPSILON, **numbers)


def _pool(graph: Graph, tokens: str, mask: str, head: Head | None) -> None:
    graph.run("Identity", [tokens], name="last_hidden_state")
    column = graph.run("Unsqueeze", [mask, graph.integers(-1)])
    one = graph.integers(1)
    total = graph.run("ReduceSum", [graph.run("Mul", [tokens, column]), one], keepdims=0)
    pooled = graph.run("Div", [total, graph.run("ReduceSum", [mask, one], keepdims=1)])
    if head is not None:
        unit = graph.run("LpNormalization", [pooled], axis=-1, p=2)
        centred = graph.run("Sub", [unit, graph.floats("mu", head.mean.reshape(1, -1))])
        pooled = graph.run("MatMul", [centred, graph.floats("rot", head.rotation)])
    graph.run("LpNormalization", [pooled], name="sentence_embedding", axis=-1, p=2)


def _finish(graph: Graph, hidden: int) -> ModelProto:
    def describe(name, kind, *shape):
        return helper.make_tensor_value_info(name, kind, list(shape))

    inputs = [describe(name, TensorProto.INT64, "batch", "length") for name in ("input_ids", "attention_mask")]
    outputs = [
        describe("last_hidden_state", TensorProto.FLOAT, "batch", "length", hidden),
        describe("sentence_embedding", TensorProto.FLOAT, "batch", hidden),
    ]
    whole = helper.make_graph(graph.nodes, "encoder", inputs, outputs, list(graph.tensors.values()))
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)]
    model = helper.make_model(whole, opset_imports=opsets, producer_name="rowlink")
    model.ir_version = IR_VERSION
    return model
