"""Checks that what Foldout names an idiom computes what the name says.

    python idiom_truth.py FOLDOUT MODEL.onnx... [--dim NAME=SIZE]... [--each N] [--only IDIOM]... [--across] [-v]

Needs onnx, onnxruntime, numpy and torch. Each place that `foldout idioms MODEL --json` lists is cut out of the model
and run in ONNX Runtime on random input of several scales, and so is the definition of its idiom (`references`),
with the weights of the place. Weights that a model keeps elsewhere are made up. Shapes, and values that steer a place
without being its input (masks, targets of a Reshape), are those of one run of the whole model. `--each` bounds how many
places of one spelling are run in a model, or in all of them with `--across`. Exit code 1 where a place does not compute what its name says.
"""

import argparse
import collections
import json
import os
import re
import subprocess
import sys
import tempfile

import numpy as np
import onnx
import onnx.inliner
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

import references
from runtime import feeds, without_annotations

# Bytes of outputs of one run.
MEMORY = 1 << 30

# Operators that pass their first input on as it is.
TRANSPARENT = {"Cast", "CastLike", "Identity", "Dropout"}


def with_weights(graph, rng):
    """Fills in tensors whose data is in files that are not there. Vectors are positive: one may be a variance."""
    tensors = list(graph.initializer)
    for node in graph.node:
        tensors += [a.t for a in node.attribute if a.HasField("t")]
        for attribute in node.attribute:
            if attribute.HasField("g"):
                with_weights(attribute.g, rng)
    for tensor in tensors:
        if tensor.data_location != TensorProto.EXTERNAL:
            continue
        dtype = helper.tensor_dtype_to_np_dtype(tensor.data_type)
        shape = tuple(tensor.dims)
        if not np.issubdtype(dtype, np.floating):
            array = rng.integers(0, 2, shape).astype(dtype)
        elif len([size for size in shape if size > 1]) < 2:
            array = rng.uniform(0.5, 1.5, shape).astype(dtype)
        else:
            array = (rng.standard_normal(shape, np.float32) / np.sqrt(np.prod(shape[1:]))).astype(dtype)
        tensor.CopyFrom(numpy_helper.from_array(array, tensor.name))


def run(model, feed, outputs):
    """The outputs of a model, computed without optimisations."""
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.intra_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    data = model.SerializeToString() if model.ByteSize() < 1 << 31 else None
    with tempfile.TemporaryDirectory() as folder:
        if data is None:
            data = os.path.join(folder, "model.onnx")
            onnx.save(model, data, save_as_external_data=True, location="weights")
        session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
        return dict(zip(outputs, session.run(outputs, feed)))


def without(graph, message):
    """Removes the operator that a message of the runtime names, and those that depend on it; gives what they made."""
    found = re.search(r"(?:name|Name:) ?'([^']+)'", message)
    first = next((node for node in graph.node if found and node.name == found.group(1)), None)
    if first is None:
        return set()
    lost = set(first.output)
    kept = []
    for node in graph.node:
        if node is first or lost.intersection(node.input):
            lost.update(name for name in node.output if name)
        else:
            kept.append(node)
    del graph.node[:]
    graph.node.extend(kept)
    return lost


class Whole:
    """A model with one run of it."""

    def __init__(self, path, sizes):
        self.path = path
        model = onnx.load(path, load_external_data=False)
        try:
            onnx.load_external_data_for_model(model, os.path.dirname(path))
        except Exception:
            pass
        self.inlined = bool(model.functions)
        if self.inlined:
            model = onnx.inliner.inline_local_functions(model)
        with_weights(model.graph, np.random.default_rng(0))
        without_annotations(model.graph)
        # The runtime refuses files newer than itself, whatever is in them.
        model.ir_version = min(model.ir_version, 10)
        self.model = model
        self.feed = feeds(model, sizes)
        self.nodes = {name: node for node in model.graph.node for name in node.output if name}
        self.order = {name: place for place, node in enumerate(model.graph.node) for name in node.output if name}
        self.stored = {tensor.name: tensor for tensor in model.graph.initializer}
        self.arrays = {}
        self.values = {}

    def constant(self, name):
        """A stored tensor, or the result of a Constant; None for other values."""
        if name not in self.arrays:
            tensor = self.stored.get(name)
            node = self.nodes.get(name)
            if tensor is None and node is not None and node.op_type == "Constant":
                tensor = next((a.t for a in node.attribute if a.name == "value"), None)
                if tensor is None:
                    value = helper.get_attribute_value(node.attribute[0])
                    self.arrays[name] = np.asarray(value, np.int64 if "int" in node.attribute[0].name else np.float32)
                    return self.arrays[name]
            self.arrays[name] = None if tensor is None else numpy_helper.to_array(tensor)
        return self.arrays[name]

    def compute(self, names, shapes):
        """Runs the whole model for the values with these names, and for the shapes of others."""
        wanted = [name for name in dict.fromkeys([*names, *shapes]) if name in self.nodes and self.constant(name) is None]
        kept = set(names)
        model = onnx.ModelProto()
        model.CopyFrom(self.model)
        del model.graph.value_info[:]
        while wanted:
            part, wanted = wanted[:1000], wanted[1000:]
            del model.graph.output[:]
            model.graph.output.extend(onnx.ValueInfoProto(name=name) for name in part)
            try:
                results = run(model, self.feed, part)
            except Exception as error:
                # What the runtime can't do is left out, and all behind it.
                lost = without(model.graph, str(error))
                if not lost:
                    raise
                wanted = [name for name in [*part, *wanted] if name not in lost]
                continue
            for name, array in results.items():
                isKept = name in kept or not isinstance(array, np.ndarray)
                self.values[name] = array if isKept else np.broadcast_to(np.zeros((), array.dtype), array.shape)

    def value(self, name):
        """What a value was in the run, or what is stored."""
        if name in self.feed:
            return self.feed[name]
        if name in self.values:
            return self.values[name]
        return self.constant(name)

    def root(self, name):
        """The value behind casts."""
        while name in self.nodes and self.nodes[name].op_type in TRANSPARENT:
            name = self.nodes[name].input[0]
        return name


class Place:
    """One place of an idiom, cut out of its model."""

    def __init__(self, whole, entry, nested):
        self.whole = whole
        self.idiom = entry["idiom"]
        self.detail = entry.get("detail", "")
        self.path = entry["path"]
        self.output = entry["output"]
        self.inputs = [name for name in entry["inputs"]]
        self.nested = nested
        if not any(self.inputs) and len(entry["operators"]) == 1:
            self.inputs = list(whole.nodes[entry["output"]].input[:1]) if entry["output"] in whole.nodes else []
        outputs = [next(name for name in inner["outputs"] if name) for inner in entry["operators"]]
        if any(name not in whole.nodes for name in outputs):
            raise KeyError("inside of a body")
        self.nodes = self.with_plumbing(outputs)
        made = {name for node in self.nodes for name in node.output}
        self.border = []
        for node in self.nodes:
            for name in node.input:
                if name and name not in made and name not in self.border:
                    self.border.append(name)
        self.made = made
        # What a letter stands for is seen through casts, also those in front of a place.
        twins = {whole.root(name): name for name in reversed(self.border)}
        self.inputs = [
            name if not name or name in self.border else twins.get(whole.root(name), name) for name in self.inputs
        ]

    def with_plumbing(self, outputs):
        """The operators with these results, and those between them that pictures leave out, such as a Reshape to the same shape."""
        whole = self.whole
        made = {name for output in outputs for name in whole.nodes[output].output if name}
        first = min(whole.order[name] for name in outputs)
        inside = {}

        def depends(name, depth=0):
            if name in made:
                return True
            if name in inside:
                return inside[name]
            inside[name] = False
            if name in self.inputs or whole.order.get(name, -1) < first or depth > 100:
                return False
            inside[name] = any([depends(other, depth + 1) for other in whole.nodes[name].input if other])
            return inside[name]

        for output in outputs:
            for name in whole.nodes[output].input:
                depends(name)
        places = {whole.order[name] for name in outputs} | {whole.order[name] for name, held in inside.items() if held}
        return [whole.model.graph.node[place] for place in sorted(places)]

    @property
    def entries(self):
        """The inputs at which numbers are fed."""
        return [name for name in dict.fromkeys(self.inputs) if name and name in self.border]

    def constants(self):
        """The stored tensors that the operators read, floating-point ones, in order."""
        found = []
        for name in self.border:
            if name in self.entries:
                continue
            array = self.whole.value(name) if self.is_fixed(name) else None
            if array is not None and array.dtype.kind == "f":
                found.append(array)
        return found

    def is_fixed(self, name):
        """Whether a value depends on stored tensors alone."""
        open_, seen = [name], set()
        while open_:
            value = open_.pop()
            if value in seen or not value:
                continue
            seen.add(value)
            if value in self.whole.feed or len(seen) > 200:
                return False
            node = self.whole.nodes.get(value)
            if node is not None:
                open_ += node.input
        return True

    def fresh(self, rng, scale):
        """Random numbers for the inputs; indices stay as they were."""
        feed = {}
        for name in self.entries:
            known = np.asarray(self.whole.value(name))
            if known.dtype.kind == "f":
                feed[name] = (rng.standard_normal(known.shape) * scale).astype(known.dtype)
            else:
                feed[name] = known
        return feed

    def compute(self, feed, outputs=None, nodes=None):
        """Runs the operators cut out of the model."""
        outputs = outputs or [self.output]
        nodes = nodes or self.nodes
        made = {name for node in nodes for name in node.output}
        graph = onnx.GraphProto(name="place")
        graph.node.extend(nodes)
        roots = {self.whole.root(name): name for name in feed}
        given = {}
        for name in dict.fromkeys(name for node in nodes for name in node.input if name and name not in made):
            if name in feed:
                given[name] = feed[name]
                continue
            known = np.asarray(self.whole.value(name))
            twin = roots.get(self.whole.root(name))
            if twin is not None and known.dtype.kind == "f":
                given[name] = feed[twin].astype(known.dtype)
            else:
                graph.initializer.append(numpy_helper.from_array(known, name))
        for name, array in given.items():
            kind = helper.np_dtype_to_tensor_dtype(array.dtype)
            graph.input.append(helper.make_tensor_value_info(name, kind, array.shape))
        graph.output.extend(onnx.ValueInfoProto(name=name) for name in outputs)
        model = onnx.ModelProto(ir_version=min(self.whole.model.ir_version, 10), graph=graph)
        model.opset_import.extend(self.whole.model.opset_import)
        made = run(model, given, outputs)
        return made[outputs[0]] if len(outputs) == 1 else [made[name] for name in outputs]

    def shape(self):
        """What decides how a place is spelled: operators with their attributes."""
        words = [self.idiom, self.detail]
        for node in self.nodes:
            words.append(node.op_type + "".join(sorted(a.SerializeToString().hex() for a in node.attribute if not a.HasField("t"))))
            words.append(str(len(node.input)))
        words += [str(np.shape(self.whole.value(name))) for name in self.border]
        return "|".join(words)


def places(foldout, whole):
    """The places in a model, each with those inside of it."""
    path = whole.path
    with tempfile.TemporaryDirectory() as folder:
        if whole.inlined:
            path = os.path.join(folder, "model.onnx")
            onnx.save(whole.model, path)
        found = subprocess.run([foldout, "idioms", path, "--json"], capture_output=True, check=True)
    entries = json.loads(found.stdout)["places"]
    results = [frozenset(name for inner in entry["operators"] for name in inner["outputs"]) for entry in entries]
    byOperator = collections.defaultdict(list)
    for number, own in enumerate(results):
        for name in own:
            byOperator[name].append(number)
    for number, entry in enumerate(entries):
        near = {other for name in results[number] for other in byOperator[name] if other != number}
        inside = sorted(other for other in near if results[other] < results[number])
        yield entry, [entries[other] for other in inside]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("foldout")
    parser.add_argument("models", nargs="+")
    parser.add_argument("--dim", action="append", default=[])
    parser.add_argument("--each", type=int, default=1 << 30)
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--across", action="store_true", help="count spellings over all models")
    parser.add_argument("-v", action="store_true")
    arguments = parser.parse_args()
    sizes = {name: int(size) for name, size in (pair.split("=") for pair in arguments.dim)}
    checked, wrong, skipped = collections.Counter(), collections.Counter(), collections.Counter()
    same = collections.Counter()
    reasons = collections.Counter()
    spelled = collections.Counter()
    for path in arguments.models:
        rng = np.random.default_rng(7)
        try:
            whole = Whole(path, sizes)
            listed = list(places(arguments.foldout, whole))
        except Exception as error:
            print(f"{path}: not read: {str(error).splitlines()[0][:150]}", flush=True)
            continue
        found = []
        for entry, nested in listed:
            if arguments.only and entry["idiom"] not in arguments.only:
                continue
            try:
                found.append(Place(whole, entry, nested))
            except (KeyError, StopIteration):
                skipped[entry["idiom"]] += 1
                reasons["inside of a body or without names"] += 1
        names = [name for place in found for name in [*place.border, place.output, *place.inputs] if name]
        try:
            whole.compute(names, [name for place in found for name in place.made if name])
        except Exception as error:
            print(f"{path}: not run: {str(error).splitlines()[0][:150]}", flush=True)
            for place in found:
                skipped[place.idiom] += 1
                reasons["model does not run"] += 1
            continue
        if not arguments.across:
            spelled = collections.Counter()
        for place in found:
            if any(whole.value(name) is None for name in [*place.border, place.output]):
                skipped[place.idiom] += 1
                reasons["behind what does not run"] += 1
                continue
            spelling = place.shape()
            spelled[spelling] += 1
            if spelled[spelling] > arguments.each:
                same[place.idiom] += 1
                continue
            try:
                fault = references.check(place, rng)
            except references.Unsupported as error:
                skipped[place.idiom] += 1
                reasons[f"{place.idiom}: {error}"] += 1
                if arguments.v:
                    print(f"not   {os.path.basename(path)} {place.idiom} {place.output}: {error}", flush=True)
                continue
            except Exception as error:
                fault = f"{type(error).__name__}: {str(error).splitlines()[0][:150] if str(error) else ''}"
            checked[place.idiom] += 1
            if fault:
                wrong[place.idiom] += 1
                kinds = " ".join(node.op_type for node in place.nodes[:14])
                print(f"FALSE {os.path.basename(path)} {place.idiom} [{place.detail}] {place.path or '-'} {place.output}: {fault}: {kinds}", flush=True)
            elif arguments.v:
                print(f"true  {os.path.basename(path)} {place.idiom} {place.output}", flush=True)
    print(f"{'idiom':20} checked  false  same spelling  not run")
    for name in sorted(set(checked) | set(skipped) | set(same)):
        print(f"{name:20} {checked[name]:7} {wrong[name]:6} {same[name]:14} {skipped[name]:8}")
    print(f"{'all':20} {checked.total():7} {wrong.total():6} {same.total():14} {skipped.total():8}")
    for reason, count in reasons.most_common():
        print(f"  {count} {reason}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
