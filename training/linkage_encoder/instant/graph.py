"""Writes the table as an ONNX graph of standard operators: what Rowlink reads (src/core/vectors/token-table.ts) and ONNX Runtime runs."""

import numpy as np
from onnx import ModelProto, TensorProto, helper, numpy_helper

from .rounding import LARGEST_CODE, pack_codes

IR_VERSION = 9
OPSET = 17
OUTPUT = "sentence_embedding"


def build_model(codes: np.ndarray, scales: np.ndarray) -> ModelProto:
    """codes: int8 [pieces, width], odd numbers -15 … 15; scales: half floats [pieces, 1].

    A byte is taken apart by arithmetic: its upper half is floor(byte / 16), its lower half the rest. The output is the normalised sum of
    the rows of the tokens that `attention_mask` counts.
    """
    tensors = [
        numpy_helper.from_array(pack_codes(codes), "packed_table"),
        numpy_helper.from_array(scales, "scale"),
        *(numpy_helper.from_array(np.array(value, np.float32), name) for name, value in _NUMBERS.items()),
        numpy_helper.from_array(np.array([-1], np.int64), "last"),
        numpy_helper.from_array(np.array([1], np.int64), "tokens"),
    ]
    nodes = [
        helper.make_node("Gather", ["packed_table", "input_ids"], ["bytes"]),
        helper.make_node("Cast", ["bytes"], ["byte"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["byte", "sixteenth"], ["parts"]),
        helper.make_node("Floor", ["parts"], ["upper"]),
        helper.make_node("Mul", ["upper", "sixteen"], ["upper_share"]),
        helper.make_node("Sub", ["byte", "upper_share"], ["lower"]),
        helper.make_node("Concat", ["lower", "upper"], ["numbers"], axis=-1),
        helper.make_node("Mul", ["numbers", "two"], ["doubled"]),
        helper.make_node("Sub", ["doubled", "largest_code"], ["codes"]),
        helper.make_node("Gather", ["scale", "input_ids"], ["half_scales"]),
        helper.make_node("Cast", ["half_scales"], ["scales"], to=TensorProto.FLOAT),
        helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["mask", "last"], ["mask_column"]),
        helper.make_node("Mul", ["scales", "mask_column"], ["weights"]),
        helper.make_node("Mul", ["codes", "weights"], ["rows"]),
        helper.make_node("ReduceSum", ["rows", "tokens"], ["sum"], keepdims=0),
        helper.make_node("LpNormalization", ["sum"], [OUTPUT], axis=-1, p=2),
    ]
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"]) for name in ("input_ids", "attention_mask")]
    outputs = [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, ["batch", codes.shape[1]])]
    graph = helper.make_graph(nodes, "table", inputs, outputs, tensors)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="rowlink")
    model.ir_version = IR_VERSION
    return model


_NUMBERS = {"sixteenth": 1 / 16, "sixteen": 16, "two": 2, "largest_code": LARGEST_CODE}
