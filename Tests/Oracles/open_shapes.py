"""Counts the values whose shape Foldout leaves open, and says which operators were first to do so.

    python open_shapes.py FOLDOUT MODEL.onnx... [--roots N] [--all]

Needs onnx. Only files whose inputs have fixed dims are counted; with `--all` all files, where symbols count as known.
A value is open where its type, its rank or one of its dims is not known. Values are the outputs of all nodes, in bodies too.
An open value is

- data:    behind an operator whose result's size only the data decides (NonZero, NonMaxSuppression, ...);
- root:    open, although no input of its node is: here inference loses a shape;
- behind:  open because an input is.

Each root is listed with its operator, what made its inputs, and how many values are open behind it.
Sequences are counted apart: one type stands for all their elements, so a part of it may have to be open.
"""

import argparse
import collections
import os
import sys

import onnx

from shapes import ask_foldout

# Operators whose output has a size that only the data decides.
DATA = {"NonZero", "NonMaxSuppression", "Unique", "Compress", "StringSplit", "StringNormalizer"}


def is_fixed(model):
    """Whether all inputs have dims of known size."""
    stored = {tensor.name for tensor in model.graph.initializer}
    for info in model.graph.input:
        if info.name in stored:
            continue
        tensor = info.type.tensor_type
        if info.type.WhichOneof("value") != "tensor_type" or not tensor.HasField("shape"):
            return False
        if not all(dim.HasField("dim_value") for dim in tensor.shape.dim):
            return False
    return True


def state(answer):
    """Whether a type is known in full; None for what is no tensor."""
    if answer is None or answer.get("dtype") in (None, "undefined"):
        return False
    if "element" in answer or "key" in answer:
        return None
    shape = answer.get("shape")
    return shape is not None and all(dim is not None for dim in shape)


class Count:
    """The open values of one file."""

    def __init__(self, model, answer):
        self.answer = answer
        self.values = self.sequences = 0
        self.open, self.data = [], []
        self.roots = collections.Counter()
        self.example = {}
        self.made_by = {}
        self.cause = {}
        self.known = {}
        self.graph(model.graph, "", {})

    def graph(self, graph, prefix, outer):
        types = self.answer["subgraph_values"].get(prefix, {}) if prefix else self.answer["values"]
        scope = dict(outer)
        for tensor in graph.initializer:
            scope[tensor.name] = prefix + ":" + tensor.name
            self.known[scope[tensor.name]] = True
        for info in graph.input:
            key = scope[info.name] = prefix + ":" + info.name
            self.known.setdefault(key, state(types.get(info.name)) is not False)
            if not self.known[key] and prefix:
                self.cause[key] = self.owner
        for index, node in enumerate(graph.node):
            inputs = [scope[name] for name in node.input if name in scope]
            causes = [self.cause[key] for key in inputs if key in self.cause]
            bodies = [a for a in node.attribute if a.type == onnx.AttributeProto.GRAPH]
            for attribute in bodies:
                path = f"{index}.{attribute.name}"
                self.owner = causes[0] if causes else self.signature(node, inputs)
                self.graph(attribute.g, f"{prefix}/{path}" if prefix else path, scope)
                causes += [self.cause[key] for out in attribute.g.output
                           for key in [(f"{prefix}/{path}" if prefix else path) + ":" + out.name] if key in self.cause]
            for name in node.output:
                if not name:
                    continue
                key = scope[name] = prefix + ":" + name
                self.made_by[key] = (node, inputs)
                known = state(types.get(name))
                if known is None:
                    self.sequences += 1
                    if causes:
                        self.cause[key] = causes[0]
                    continue
                self.values += 1
                if node.op_type in DATA and not known:
                    self.cause[key] = "data"
                elif "data" in causes:
                    self.cause[key] = "data"
                elif causes:
                    self.cause[key] = causes[0]
                if known:
                    # A known shape may still hold data that a later shape needs.
                    if self.cause.get(key) != "data":
                        self.cause.pop(key, None)
                    continue
                if key not in self.cause:
                    cause = self.cause[key] = self.signature(node, inputs)
                    self.example.setdefault(cause, (prefix, node.name, name, types.get(name)))
                if self.cause[key] == "data":
                    self.data.append(key)
                else:
                    self.open.append(key)
                    self.roots[self.cause[key]] += 1

    def signature(self, node, inputs, depth=3):
        """`Reshape(Conv, Concat(Gather, Constant))`: an operator and what made its inputs."""
        if depth == 0 or not inputs:
            return node.op_type
        parts = []
        for key in inputs[:4]:
            made = self.made_by.get(key)
            parts.append(self.signature(made[0], made[1], depth - 1) if made else "-")
        return f"{node.op_type}({', '.join(parts)})"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("foldout")
    parser.add_argument("models", nargs="+")
    parser.add_argument("--roots", type=int, default=0, help="list so many roots of each file")
    parser.add_argument("--all", action="store_true", help="count files with symbolic inputs too")
    arguments = parser.parse_args()
    answers = ask_foldout(arguments.foldout, arguments.models)
    total = collections.Counter()
    roots = collections.Counter()
    for path in arguments.models:
        if path not in answers:
            print("unread", path)
            continue
        model = onnx.load(path, load_external_data=False)
        if not arguments.all and not is_fixed(model):
            continue
        count = Count(model, answers[path])
        total.update(files=1, values=count.values, open=len(count.open), data=len(count.data),
                     sequences=count.sequences, full=not count.open)
        roots.update(count.roots)
        if count.open or count.data:
            print(f"{os.path.basename(path)}: {len(count.open)} open, {len(count.data)} by data, of {count.values}")
        for cause, number in count.roots.most_common(arguments.roots):
            print(f"   {number:6} {cause}", count.example.get(cause, ""))
    print("roots:")
    for cause, number in roots.most_common(40):
        print(f"   {number:6} {cause}")
    share = 100 * total["open"] / max(1, total["values"])
    print(f"total: {dict(total)}, {share:.3f} % open")
    return 0


if __name__ == "__main__":
    sys.exit(main())
