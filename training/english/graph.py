"""Writes a BERT encoder as the ONNX graph that Rowlink's own kernel computes (src/core/vectors/transformer/known-graph.ts).

Operators and their order are those of the other models in public/models; names of large tensors are part of the form.
"""

import numpy as np
from onnx import TensorProto, helper, numpy_helper

from quantise import BLOCK, to_4_bits, to_int8_columns

MICROSOFT = "com.microsoft"
EPSILON = 1e-12
IR_VERSION = 9
OPSET = 17


class Graph:
    """Operations in the order of their making, and the tensors that they take."""

    def __init__(self):
        self.nodes = []
        self.tensors = {}

    def constant(self, name, values):
        """The name of a stored tensor; asked for twice, it is stored once."""
        if name not in self.tensors:
            self.tensors[name] = numpy_helper.from_array(np.array(values, order="C"), name)
        return name

    def floats(self, name, values):
        return self.constant(name, np.asarray(values, np.float32))

    def integers(self, *values):
        return self.constant("integers." + "_".join(map(str, values)), np.array(values, np.int64))

    def scalar(self, value):
        return self.floats(f"scalar.{value}", value)

    def run(self, kind, inputs, outputs=1, name=None, domain="", **numbers):
        """Adds an operation; the name of its result, or the names of its results. `name` is what the result is to be called."""
        place = len(self.nodes)
        names = [name] if name else [f"{place}.{at}" for at in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, name=f"{place}.{kind}", domain=domain, **numbers))
        return names[0] if outputs == 1 else names


def build_model(weights):
    """The encoder (see weights.py) as an ONNX model whose output `sentence_embedding` is the mean of its tokens, of length 1."""
    graph = Graph()
    tokens, length = _look_up(graph, weights)
    mask = graph.run("Cast", ["attention_mask"], to=TensorProto.FLOAT)
    bias = _bias_of_mask(graph, mask, length)
    for at, layer in enumerate(weights.layers):
        tokens = _run_layer(graph, f"l{at}", layer, weights, tokens, bias)
    _pool(graph, tokens, mask)
    return _finish(graph, weights.hidden)


def _look_up(graph, weights):
    """Vectors of the pieces, of four bits a number, and of their places; normalised. Also the length of the texts."""
    hidden, blocks = weights.hidden, weights.hidden // BLOCK
    codes, scales = to_4_bits(weights.words)
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
    places = graph.run("Slice", [graph.floats("pos", weights.places), zero, length, zero])
    total = graph.run("Add", [words, places])
    return _normalise(graph, "LayerNormalization", "", [total], "eln", weights.word_norm, axis=-1), length


def _bias_of_mask(graph, mask, length):
    """What is added to the scores of attention: very little probability for tokens that the mask leaves out."""
    less = graph.run("Sub", [mask, graph.floats("one", [1])])
    bias = graph.run("Unsqueeze", [graph.run("Mul", [less, graph.floats("masked", [1e4])]), graph.integers(1, 2)])
    rows = graph.run("Shape", ["input_ids"], start=0, end=1)
    shape = graph.run("Concat", [rows, graph.integers(1), length, length], axis=0)
    return graph.run("Expand", [bias, shape])


def _run_layer(graph, prefix, layer, weights, tokens, bias):
    made = _multiply(graph, f"{prefix}.qkv", tokens, layer.queries_keys_values)
    queries, keys, values = graph.run("Split", [made, graph.integers(*[weights.hidden] * 3)], outputs=3, axis=-1)
    attended = graph.run(
        "MultiHeadAttention", [queries, keys, values, "", "", bias], domain=MICROSOFT, num_heads=weights.heads
    )
    out = _multiply(graph, f"{prefix}.ao", attended, layer.attention_out)
    tokens = _normalise(graph, "SkipLayerNormalization", MICROSOFT, [out, tokens], f"{prefix}.aln", layer.attention_norm)
    wide = graph.run("Gelu", [_multiply(graph, f"{prefix}.fi", tokens, layer.widen)], domain=MICROSOFT)
    narrow = _multiply(graph, f"{prefix}.fo", wide, layer.narrow)
    return _normalise(graph, "SkipLayerNormalization", MICROSOFT, [narrow, tokens], f"{prefix}.oln", layer.out_norm)


def _multiply(graph, name, tokens, linear):
    codes, scales = to_int8_columns(linear.weights)
    stored = [graph.constant(f"{name}.q", codes), graph.floats(f"{name}.s", scales), "", graph.floats(f"{name}.b", linear.biases)]
    return graph.run("DynamicQuantizeMatMul", [tokens, *stored], domain=MICROSOFT)


def _normalise(graph, kind, domain, inputs, name, norm, **numbers):
    stored = [graph.floats(f"{name}.w", norm.weights), graph.floats(f"{name}.b", norm.biases)]
    return graph.run(kind, [*inputs, *stored], domain=domain, epsilon=EPSILON, **numbers)


def _pool(graph, tokens, mask):
    graph.run("Identity", [tokens], name="last_hidden_state")
    column = graph.run("Unsqueeze", [mask, graph.integers(-1)])
    one = graph.integers(1)
    total = graph.run("ReduceSum", [graph.run("Mul", [tokens, column]), one], keepdims=0)
    pooled = graph.run("Div", [total, graph.run("ReduceSum", [mask, one], keepdims=1)])
    graph.run("LpNormalization", [pooled], name="sentence_embedding", axis=-1, p=2)


def _finish(graph, hidden):
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
