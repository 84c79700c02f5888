#!/usr/bin/env python3
"""Makes the models that the benchmarks draw: generate.py DIRECTORY

Python 3 and nothing else. The same files every time; those that are there are kept.
"""

import os
import random
import sys

import wire

HERE = os.path.dirname(os.path.abspath(__file__))
ELEMENT_SIZES = {1: 4, 2: 1, 3: 1, 6: 4, 7: 8, 9: 1, 10: 2, 11: 8, 16: 2}


def with_weights(buffer):
    """A model with every external tensor replaced by random bytes of the right number."""
    source = random.Random(1)
    out = []
    for field, _, content, raw in wire.fields(buffer):
        out.append(wire.data(7, graph_with_weights(content, source)) if field == 7 else raw)
    return b"".join(out)


def graph_with_weights(graph, source):
    out = []
    for field, _, content, raw in wire.fields(graph):
        out.append(wire.data(5, tensor_with_weights(content, source)) if field == 5 else raw)
    return b"".join(out)


def tensor_with_weights(tensor, source):
    out, count, size, is_external = [], 1, 4, False
    for field, kind, content, raw in wire.fields(tensor):
        if field == 1:
            dims = [content]
            if kind == 2:
                dims, at = [], 0
                while at < len(content):
                    dim, at = wire.read_varint(content, at)
                    dims.append(dim)
            for dim in dims:
                count *= dim
        if field == 2:
            size = ELEMENT_SIZES[content]
        if field == 14:
            is_external = content == 1
        if field not in (13, 14):
            out.append(raw)
    if not is_external:
        return tensor
    return b"".join(out) + wire.data(9, source.randbytes(count * size))


def residual_chain(operators, has_scopes):
    """Blocks of Conv, Relu, Conv, Add, Relu; with scopes, a hundred blocks to a stage."""
    nodes, tensors, last = [], [], "input"
    for block in range(operators // 5):
        path = f"/stages.{block // 100}/blocks.{block % 100}"

        def add(op, part, inputs, **attributes):
            output = f"{path}/{part}_output" if has_scopes else str(len(nodes) + 1)
            name = f"{path}/{part}/{op}" if has_scopes else f"{op}_{len(nodes)}"
            nodes.append(wire.node(op, inputs, [output], name, **attributes))
            return output

        def conv(part, source):
            weight = f"{block}.{part}.weight"
            tensors.append(wire.tensor(weight, [64, 64, 3, 3]))
            return add("Conv", part, [source, weight], kernel_shape=[3, 3], pads=[1, 1, 1, 1])

        inner = add("Relu", "relu1", [conv("conv1", last)])
        last = add("Relu", "relu2", [add("Add", "add", [conv("conv2", inner), last])])
    shape = ["batch", 64, 56, 56]
    return wire.model(nodes, tensors, [wire.value("input", shape)], [wire.value(last, shape)])


class Decoder:
    """A decoder-only transformer as the TorchScript exporter writes one: 56 operators a layer."""

    def __init__(self, layers, width=4096):
        self.nodes, self.tensors, self.width = [], [], width
        hidden = self.op("Gather", "/model/embed_tokens", [self.weight("embed.weight", [32000, width]), "input_ids"])
        self.cos, self.sin, self.mask = self.prologue()
        for layer in range(layers):
            hidden = self.layer(f"/model/layers.{layer}", hidden)
        hidden = self.norm("/model/norm", hidden)
        self.linear("/lm_head", hidden, [width, 32000], output="logits")

    def model(self):
        ids = ["batch", "length"]
        inputs = [wire.value(name, ids, wire.INT64) for name in ("input_ids", "attention_mask", "position_ids")]
        return wire.model(self.nodes, self.tensors, inputs, [wire.value("logits", ids + [32000])])

    def op(self, op, scope, inputs, output=None, **attributes):
        name = f"{scope}/{op}_{len(self.nodes)}"
        output = output or name + "_output_0"
        self.nodes.append(wire.node(op, inputs, [output], name, **attributes))
        return output

    def weight(self, name, dims, dtype=wire.FLOAT):
        self.tensors.append(wire.tensor(name, dims, dtype))
        return name

    def bounds(self, scope, count=1, size=1):
        return [self.weight(f"{scope}.{len(self.tensors)}", [size], wire.INT64) for _ in range(count)]

    def linear(self, scope, source, dims, output=None):
        return self.op("MatMul", scope, [source, self.weight(scope[1:] + ".weight", dims)], output)

    def prologue(self):
        """What all layers share: rotary angles and the mask."""
        rotary = "/model/rotary_emb"
        angles = self.op("Cast", rotary, ["position_ids"], to=1)
        angles = self.op("Mul", rotary, [angles, self.weight("inv_freq", [64])])
        angles = self.op("Concat", rotary, [angles, angles], axis=-1)
        mask = self.op("Cast", "/model", ["attention_mask"], to=1)
        mask = self.op("Mul", "/model", [mask, self.weight("floor", [])])
        return self.op("Cos", rotary, [angles]), self.op("Sin", rotary, [angles]), mask

    def norm(self, scope, source):
        mean = self.op("ReduceMean", scope, [self.op("Pow", scope, [source, self.weight(scope + ".two", [])])])
        root = self.op("Sqrt", scope, [self.op("Add", scope, [mean, self.weight(scope + ".eps", [])])])
        scaled = self.op("Div", scope, [source, root])
        return self.op("Mul", scope, [scaled, self.weight(scope[1:] + ".weight", [self.width])])

    def heads(self, scope, part, source):
        out = self.linear(f"{scope}/{part}", source, [self.width, self.width])
        out = self.op("Add", f"{scope}/{part}", [out, self.weight(f"{scope}/{part}.bias", [self.width])])
        out = self.op("Reshape", scope, [out] + self.bounds(scope, size=4))
        return self.op("Transpose", scope, [out], perm=[0, 2, 1, 3])

    def rotate(self, scope, source):
        low = self.op("Slice", scope, [source] + self.bounds(scope, 3))
        high = self.op("Slice", scope, [source] + self.bounds(scope, 3))
        turned = self.op("Concat", scope, [self.op("Neg", scope, [high]), low], axis=-1)
        straight = self.op("Mul", scope, [source, self.cos])
        return self.op("Add", scope, [straight, self.op("Mul", scope, [turned, self.sin])])

    def attention(self, scope, source):
        query = self.rotate(scope, self.heads(scope, "q_proj", source))
        key = self.rotate(scope, self.heads(scope, "k_proj", source))
        values = self.heads(scope, "v_proj", source)
        scores = self.op("MatMul", scope, [query, self.op("Transpose", scope, [key], perm=[0, 1, 3, 2])])
        scores = self.op("Div", scope, [scores, self.weight(scope + ".scale", [])])
        scores = self.op("Softmax", scope, [self.op("Add", scope, [scores, self.mask])], axis=-1)
        out = self.op("Transpose", scope, [self.op("MatMul", scope, [scores, values])], perm=[0, 2, 1, 3])
        out = self.op("Reshape", scope, [out] + self.bounds(scope, size=3))
        out = self.linear(scope + "/o_proj", out, [self.width, self.width])
        return self.op("Add", scope + "/o_proj", [out, self.weight(scope + "/o_proj.bias", [self.width])])

    def feed_forward(self, scope, source):
        gate = self.linear(scope + "/gate_proj", source, [self.width, 4 * self.width])
        gate = self.op("Mul", scope + "/act_fn", [gate, self.op("Sigmoid", scope + "/act_fn", [gate])])
        up = self.linear(scope + "/up_proj", source, [self.width, 4 * self.width])
        return self.linear(scope + "/down_proj", self.op("Mul", scope, [gate, up]), [4 * self.width, self.width])

    def layer(self, scope, source):
        attended = self.attention(scope + "/self_attn", self.norm(scope + "/input_layernorm", source))
        source = self.op("Add", scope, [source, attended])
        fed = self.feed_forward(scope + "/mlp", self.norm(scope + "/post_attention_layernorm", source))
        return self.op("Add", scope, [source, fed])


def resnet50():
    with open(os.path.join(HERE, "..", "Examples", "resnet50.onnx"), "rb") as file:
        return with_weights(file.read())


MODELS = {"resnet50-100MB": resnet50, "transformer-7000": lambda: Decoder(125).model()}
for count in (1_000, 10_000, 100_000):
    MODELS[f"chain-{count}"] = lambda count=count: residual_chain(count, has_scopes=False)
    MODELS[f"chain-{count}-scopes"] = lambda count=count: residual_chain(count, has_scopes=True)


def main(directory):
    os.makedirs(directory, exist_ok=True)
    for name, make in MODELS.items():
        path = os.path.join(directory, name + ".onnx")
        if not os.path.exists(path):
            with open(path + ".tmp", "wb") as file:
                file.write(make())
            os.rename(path + ".tmp", path)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: generate.py DIRECTORY")
    main(sys.argv[1])
