"""The network as an ONNX graph of standard operators (opset 17), its weights in 8 bits."""
import math

import numpy as np
import torch
from onnx import TensorProto, checker, helper, numpy_helper

OPSET = 17
FAR = -1e4  # the logit of a token that is padding


def quantised(weight):
    """(8-bit rows, one scale a row) of a matrix, symmetric."""
    scale = (weight.abs().amax(1, keepdim=True) / 127).clamp_min(1e-12)
    return torch.round(weight / scale).to(torch.int8), scale


def rounded(network):
    """Gives linears and words the values that their 8 bits stand for."""
    for module in network.modules():
        if isinstance(module, (torch.nn.Linear, torch.nn.Embedding)) and module is not network.position:
            whole, scale = quantised(module.weight.data)
            module.weight.data = whole * scale


class Graph:
    """Nodes and constants under way; calls return the name of what they made."""

    def __init__(self):
        self.nodes, self.constants = [], []

    def constant(self, values, kind=np.float32):
        values = np.asarray(values.numpy() if isinstance(values, torch.Tensor) else values, dtype=kind, order="C")
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(values, name))
        return name

    def integers(self, *values):
        return self.constant(np.array(values), np.int64)

    def number(self, value):
        return self.constant(np.array(value))

    def __call__(self, operator, *inputs, out=None, **attributes):
        name = out or f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, list(inputs), [name], **attributes))
        return name

    def weight(self, linears, scaled=1.0):
        """The weights of linears side by side, (in, out), times `scaled`; the bias with them."""
        rows, scales = zip(*(quantised(linear.weight.data) for linear in linears))
        factors = [factor for factor, linear in zip(np.broadcast_to(scaled, len(linears)), linears) for _ in range(linear.out_features)]
        factors = torch.tensor(factors, dtype=torch.float32)
        whole = self.constant(torch.cat(rows).T.numpy(), np.int8)
        scale = self.constant(torch.cat(scales)[:, 0] * factors)
        bias = torch.cat([linear.bias.data for linear in linears]) * factors
        return self("Mul", self("Cast", whole, to=TensorProto.FLOAT), scale), self.constant(bias)

    def linear(self, x, *linears, scaled=1.0):
        weight, bias = self.weight(linears, scaled)
        return self("Add", self("MatMul", x, weight), bias)

    def norm(self, x, norm, epsilon):
        return self("LayerNormalization", x, self.constant(norm.weight.data), self.constant(norm.bias.data), axis=-1, epsilon=epsilon)

    def gelu(self, x):
        """x · (1 + erf(x / √2)) / 2."""
        erf = self("Erf", self("Mul", x, self.number(math.sqrt(0.5))))
        return self("Mul", self("Mul", x, self.number(0.5)), self("Add", erf, self.number(1.0)))


def embedded(graph, network, epsilon):
    """Words and places; the words' table stays in 8 bits, and only the rows that are read are widened."""
    whole, scale = quantised(network.word.weight.data)
    words = graph("Cast", graph("Gather", graph.constant(whole, np.int8), "input_ids"), to=TensorProto.FLOAT)
    words = graph("Mul", words, graph("Gather", graph.constant(scale), "input_ids"))
    length = graph("Slice", graph("Shape", "input_ids"), graph.integers(1), graph.integers(2))
    places = graph("Slice", graph.constant(network.position.weight.data), graph.integers(0), length, graph.integers(0))
    return graph.norm(graph("Add", words, places), network.norm, epsilon)


def attended(graph, layer, x, mask):
    hidden, width = layer.query.in_features, layer.query.in_features // layer.heads
    heads = graph.integers(0, 0, layer.heads, width)

    def split(linear, order, scaled=1.0):
        return graph("Transpose", graph("Reshape", graph.linear(x, linear, scaled=scaled), heads), perm=order)

    query = split(layer.query, [0, 2, 1, 3], 1 / math.sqrt(width))
    scores = graph("MatMul", query, split(layer.key, [0, 2, 3, 1]))
    shares = graph("Softmax", graph("Add", scores, mask), axis=-1)
    mixed = graph("MatMul", shares, split(layer.value, [0, 2, 1, 3]))
    mixed = graph("Reshape", graph("Transpose", mixed, perm=[0, 2, 1, 3]), graph.integers(0, 0, hidden))
    return graph.linear(mixed, layer.out)


def layered(graph, layer, x, mask, epsilon):
    x = graph.norm(graph("Add", x, attended(graph, layer, x, mask)), layer.norm_attention, epsilon)
    inner = graph.linear(graph.gelu(graph.linear(x, layer.up)), layer.down)
    return graph.norm(graph("Add", x, inner), layer.norm_out, epsilon)


def heads_of(graph, network, x, real):
    """`real` is 1.0 for tokens and 0.0 for padding, (batch, length)."""
    far = graph("Mul", graph("Sub", real, graph.number(1.0)), graph.number(-FAR))
    spans = graph.linear(x, network.span)
    for number, name in enumerate(["start_logits", "end_logits"]):
        logits = graph("Gather", spans, graph.constant(np.array(number), np.int64), axis=2)
        graph("Add", graph("Mul", logits, real), far, out=name)
    first = graph("Gather", x, graph.constant(np.array(0), np.int64), axis=1)
    graph("Squeeze", graph.linear(first, network.has), graph.integers(1), out="has_answer")
    weighed = graph("Mul", x, graph("Unsqueeze", real, graph.integers(2)))
    sum_ = graph("ReduceSum", weighed, graph.integers(1), keepdims=0)
    length = graph("Sqrt", graph("ReduceSum", graph("Mul", sum_, sum_), graph.integers(1), keepdims=1))
    graph("Div", sum_, length, out="vector")  # the mean and the sum point the same way


def model_of(network, epsilon):
    graph = Graph()
    real = graph("Cast", "attention_mask", to=TensorProto.FLOAT)
    below = graph("Mul", graph("Sub", real, graph.number(1.0)), graph.number(1e9))
    mask = graph("Unsqueeze", below, graph.integers(1, 2))
    x = embedded(graph, network, epsilon)
    for layer in network.layers:
        x = layered(graph, layer, x, mask, epsilon)
    heads_of(graph, network, x, real)
    return packed(graph, network.word.embedding_dim)


def packed(graph, hidden):
    value = helper.make_tensor_value_info
    inputs = [value(name, TensorProto.INT64, ["batch", "length"]) for name in ("input_ids", "attention_mask")]
    shapes = {"start_logits": ["batch", "length"], "end_logits": ["batch", "length"], "has_answer": ["batch"], "vector": ["batch", hidden]}
    outputs = [value(name, TensorProto.FLOAT, shape) for name, shape in shapes.items()]
    made = helper.make_graph(graph.nodes, "reader", inputs, outputs, graph.constants)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8)
    checker.check_model(model)
    return model
