"""A checkpoint out of an exported reader, so that training goes on from what is shipped.

python3 shipped.py CHECKPOINT.pt [DIR]      DIR is ../models/reader unless said

The weights are those that their 8 bits stand for. Writes the kept pieces of the vocabulary as `train.py` does, too.
"""
import json
import math
import pathlib
import pickle
import sys

import numpy as np
import onnx
import torch
from onnx import numpy_helper

import base as base_model
from network import Network


def kept_of(folder, base):
    """The numbers in the base model's vocabulary of the pieces in the tokenizer of `folder`."""
    pieces = json.loads((folder / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    numbers = {piece: number for number, (piece, _) in enumerate(base.pieces)}
    kept = [number if number < 4 else numbers[piece] for number, (piece, _) in enumerate(pieces)]
    assert all(abs(base.pieces[number][1] - score) < 1e-4 for number, (_, score) in list(zip(kept, pieces))[4:])
    return kept


def network_of(folder, base, vocabulary):
    """The network whose graph `onnx_graph.model_of` wrote: its constants stand in the order in which it makes them."""
    constants = (numpy_helper.to_array(one) for one in onnx.load(folder / "model.onnx").graph.initializer)
    arrays = iter([one for one in constants if one.ndim > 0 and one.dtype != np.int64])
    network = Network(vocabulary, base)

    def put(parameter, values):
        parameter.data.copy_(torch.from_numpy(np.ascontiguousarray(values, np.float32)).view_as(parameter))

    def linear(module, scaled=1.0):
        whole, scale, bias = next(arrays).astype(np.float32), next(arrays), next(arrays)
        put(module.weight, (whole * scale).T / scaled)
        put(module.bias, bias / scaled)

    def norm(module):
        put(module.weight, next(arrays))
        put(module.bias, next(arrays))

    put(network.word.weight, next(arrays).astype(np.float32) * next(arrays))
    put(network.position.weight, next(arrays))
    norm(network.norm)
    for layer in network.layers:
        linear(layer.query, 1 / math.sqrt(layer.query.in_features // layer.heads))
        for module in (layer.key, layer.value, layer.out):
            linear(module)
        norm(layer.norm_attention)
        linear(layer.up)
        linear(layer.down)
        norm(layer.norm_out)
    linear(network.span)
    linear(network.has)
    assert next(arrays, None) is None, "the graph has constants beside the network's"
    return network


def main():
    out = pathlib.Path(sys.argv[1])
    folder = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else pathlib.Path(__file__).parents[1] / "models" / "reader"
    base = base_model.Base()
    kept = kept_of(folder, base)
    torch.save({"network": network_of(folder, base, len(kept)).state_dict(), "kept": kept}, out)
    (base_model.WORK / "kept.pkl").write_bytes(pickle.dumps(kept))
    print(len(kept), "pieces;", out)


if __name__ == "__main__":
    main()
