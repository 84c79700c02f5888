"""Writes recordings of all forms and what NumPy says of them, for the tests of targets Recordings and Activity.

    python3 Tests/Oracles/recordings.py Tests [TRAINED]

needs numpy, ml_dtypes, onnx and polygraphy. It writes into Models/recordings

- stored.npz, packed.npz: arrays of all types and orders; few.npz: three of them; versionN.npy: the versions of the header,
- tensors/: a folder of ONNX tensors, raw, in typed fields and external; polygraphy.json: what polygraphy saves,
- arrays.json: by file and array the type, the axes, the order, and the bytes, little-endian, in that order; the elements of texts.

With TRAINED, a folder of trained models with their recordings, and with onnxruntime it also writes

- digits.npz, sine.npz, letters.npz, layers.npz, hooks.npz, gradients.npz: recordings of models in Models/weights and here, packed;
  letters.npz has what tells something, and digits16.npz the last layers for 16 images,
- letters.onnx: a model without its weights, since nothing reads them,
- figures.json: by file and array, figures in double precision, quantiles as numpy.quantile has them; `silent` are by
  axis the places that are 0 throughout,
- pca.json: the places of the 16 samples on the first two principal components of a value, up to sign, and their variances,
- sqnr.json: 10 log10(sum x^2 / sum (x - y)^2) of a quantised model's values.
"""

import json
import shutil
import sys
from pathlib import Path

import ml_dtypes
import numpy as np
import onnx
from onnx import TensorProto as T
from onnx import helper, numpy_helper

QUANTILES = (0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99)
STEM = "digits_cnn"
# What torch.export says of a node's module.
NAMES = ("pkg.torch.onnx.class_hierarchy", "pkg.torch.onnx.name_scopes")


def arrays():
    """Arrays of all types, orders and numbers of axes."""
    counted = np.arange(24, dtype=np.float32).reshape(2, 3, 4)
    halves = np.array([0, -1.5, 65504, np.inf, np.nan], np.float16)
    found = {
        "float16": halves,
        "float32": np.array([[0, -0.0, 1e-42], [np.nan, -np.inf, 3.5]], np.float32),
        "float64": np.array([0.1, -1e308, 5e-324]),
        "bfloat16": np.array([[1, -2.5], [3e38, 0]], ml_dtypes.bfloat16),
        "bool": np.array([True, False, True]),
        "fortran": np.asfortranarray(counted),
        "fortran_row": np.asfortranarray(counted[0, 0]),
        "big": counted.astype(">f4"),
        "big_fortran": np.asfortranarray(counted.astype(">f8")),
        "big_half": halves.astype(">f2"),
        "big_byte": np.array([-3, 4], ">i1"),
        "scalar": np.float32(2.5),
        "empty": np.zeros((0, 3), np.float32),
        "empty_last": np.zeros((4, 0), np.int64),
    }
    for kind in "iu":
        for width in (1, 2, 4, 8):
            limits = np.iinfo(f"{kind}{width}")
            found[str(limits.dtype)] = np.array([limits.min, limits.max, 7], limits.dtype)
            found["big_" + str(limits.dtype)] = np.array([limits.min, 7], f">{kind}{width}")
    return found


def texts():
    """Arrays of texts."""
    return {
        "wide": np.array([["cat", "Katze"], ["猫", "🐈"]]),
        "wide_big": np.array(["cat", "猫"]).astype(">U3"),
        "narrow": np.array([b"cat", b"mouse"]),
    }


def others():
    """What no reader of numbers reads."""
    return {
        "complex": np.array([1 + 2j]),
        "date": np.array(["2024-01-01"], "datetime64[D]"),
        "record": np.array([(1, 2.0)], [("a", "i4"), ("b", "f4")]),
    }


def described(array):
    """What a reader has to find."""
    order = "F" if array.ndim > 1 and array.flags.f_contiguous and not array.flags.c_contiguous else "C"
    plain = array.astype(array.dtype.newbyteorder("<"))
    return {
        "dtype": str(plain.dtype),
        "dims": list(array.shape),
        "isColumnMajor": order == "F",
        "bytes": plain.tobytes(order=order).hex(),
    }


def write_numpy(folder):
    """The archives and versions of headers; what is in them."""
    numbers, words = arrays(), texts()
    expected = {}
    for name, save in (("stored", np.savez), ("packed", np.savez_compressed)):
        save(folder / f"{name}.npz", **numbers, **words, **others())
        expected[f"{name}.npz"] = {key: described(value) for key, value in numbers.items()}
    # Small enough to be cut at every byte.
    few = {"a": numbers["scalar"], "b": numbers["float16"], "c": words["narrow"]}
    np.savez_compressed(folder / "few.npz", **few)
    expected["few.npz"] = {key: described(few[key]) for key in "ab"}
    for version in (1, 2, 3):
        with open(folder / f"version{version}.npy", "wb") as file:
            np.lib.format.write_array(file, numbers["fortran"], version=(version, 0))
        expected[f"version{version}.npy"] = {f"version{version}": described(numbers["fortran"])}
    strings = {
        key: [text.decode() if isinstance(text, bytes) else str(text) for text in value.flatten()]
        for key, value in words.items()
    }
    return expected, strings


def write_tensors(folder):
    """A folder of ONNX tensors, whose files are to be read in the order of their numbers."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    typed = {
        "typed_float": (T.FLOAT, np.array([[1, -2], [3, np.inf]], np.float32)),
        "typed_double": (T.DOUBLE, np.array([0.1, -7])),
        "typed_int64": (T.INT64, np.array([2**40, -3])),
        "typed_int32": (T.INT32, np.array([[5, -6, 7]], np.int32)),
        "typed_uint8": (T.UINT8, np.array([0, 255], np.uint8)),
        "typed_int16": (T.INT16, np.array([-32768, 9], np.int16)),
        "typed_uint64": (T.UINT64, np.array([2**63], np.uint64)),
        "typed_bool": (T.BOOL, np.array([True, False])),
        "typed_half": (T.FLOAT16, np.array([1.5, -2], np.float16)),
    }
    tensors, expected = [], {}
    for name, (kind, array) in typed.items():
        tensors.append(helper.make_tensor(name, kind, array.shape, array.flatten()))
        expected[name] = described(array)
    plain = np.arange(6, dtype=np.float32).reshape(2, 3)
    for number in range(len(tensors), 11):
        # The tenth has no name of its own and takes that of its file.
        name = "" if number == 10 else f"raw{number}"
        tensors.append(numpy_helper.from_array(plain * number, name))
        expected[name or f"input_{number}"] = described(plain * number)
    external = numpy_helper.from_array(plain, "external")
    (folder / "external.bin").write_bytes(b"before" + plain.tobytes())
    onnx.external_data_helper.set_external_data(external, "external.bin", offset=6, length=plain.nbytes)
    external.ClearField("raw_data")
    tensors.append(external)
    expected["external"] = described(plain)
    for number, tensor in enumerate(tensors):
        (folder / f"input_{number}.pb").write_bytes(tensor.SerializeToString())
    return expected


def write_polygraphy(path):
    """What polygraphy saves of one runner's outputs."""
    from polygraphy.comparator import IterationResult, RunResults

    outputs = {
        "logits": np.array([[1.5, -2, 0.25]], np.float32),
        "layer/relu:0": np.arange(12, dtype=np.float32).reshape(1, 3, 2, 2),
        "classes": np.array([3, 1], np.int64),
    }
    results = RunResults()
    results.append(("a-runner", [IterationResult(outputs, runtime=0.01, runner_name="a-runner")]))
    results.save(str(path))
    return {name: described(array) for name, array in outputs.items()}


def figures(array):
    """What is known of an array, in double precision."""
    values = array.astype(np.float64).flatten()
    finite = values[np.isfinite(values)]
    used = [array.any(axis=tuple(other for other in range(array.ndim) if other != axis)) for axis in range(array.ndim)]
    return {
        "shape": list(array.shape),
        "count": values.size,
        "nonFinite": int(values.size - finite.size),
        "zeros": int((finite == 0).sum()),
        "min": finite.min() if finite.size else None,
        "max": finite.max() if finite.size else None,
        "mean": finite.mean() if finite.size else None,
        "std": finite.std() if finite.size else None,
        "quantiles": [np.quantile(finite, share) for share in QUANTILES] if finite.size else [],
        "silent": [np.flatnonzero(~line).tolist() for line in used],
    }


def write_trained(folder, trained):
    """Recordings of trained models, packed, and their figures."""
    import onnxruntime

    def read(path, keep=lambda name: True):
        return {name: array for name, array in np.load(trained / path).items() if keep(name)}

    def hooks(kind):
        found = read(f"images/digits_cnn.hooks.{kind}.npz", lambda name: name[-1] not in "12")
        return {name: array[:2] for name, array in found.items()}

    model = onnx.load(trained / "text/letters_encoder-dynamo.onnx")
    told = {"Softmax", "LayerNormalization", "Relu", "Shape"}
    kept = {name for node in model.graph.node if node.op_type in told for name in node.output}
    kept |= {value.name for value in [*model.graph.input, *model.graph.output]}
    letters = read("text/letters_encoder-dynamo.recording.npz", kept.__contains__)
    packed = {
        "digits": read("images/digits_cnn-sick.recording.npz"),
        "sine": read("sequences/sine_lstm-ts.recording.npz"),
        "letters": letters,
        "layers": read("keras/digits_keras_cnn.layers.npz"),
        "hooks": hooks("activations"),
        "gradients": hooks("gradients"),
        "digits16": recorded(onnxruntime, trained / "images" / f"{STEM}-ts.onnx", trained / "images/images64.npz"),
    }
    for name, found in packed.items():
        np.savez_compressed(folder / f"{name}.npz", **found)
    for tensor in model.graph.initializer:
        if len(tensor.raw_data) > 64:
            tensor.ClearField("raw_data")
    for node in model.graph.node:
        names = [entry for entry in node.metadata_props if entry.key in NAMES]
        del node.metadata_props[:]
        node.metadata_props.extend(names)
    onnx.save(model, folder / "letters.onnx")
    write_json(
        folder / "figures.json",
        {f"{name}.npz": {key: figures(array) for key, array in found.items()} for name, found in packed.items()},
    )
    write_components(folder / "pca.json", packed["digits16"]["/relu4/Relu_output_0"])
    write_quantised(folder, trained)


def write_components(path, array):
    """The principal components of an array's rows, centred and not scaled."""
    rows = array.astype(np.float64) - array.astype(np.float64).mean(axis=0)
    u, sizes, _ = np.linalg.svd(rows, full_matrices=False)
    variances = sizes**2 / (len(rows) - 1)
    found = {
        "x": (u[:, 0] * sizes[0]).tolist(),
        "y": (u[:, 1] * sizes[1]).tolist(),
        "variance": variances[:2].tolist(),
        "ratio": (variances / variances.sum())[:2].tolist(),
    }
    path.write_text(json.dumps(rounded(found)) + "\n")


def recorded(onnxruntime, path, images):
    """The last values of a model for 16 images."""
    names = ["image", "/pool3/MaxPool_output_0", "/fc1/Gemm_output_0", "/relu4/Relu_output_0", "logits"]
    model = onnx.load(path)
    del model.graph.output[:]
    model.graph.output.extend(helper.make_empty_tensor_value_info(name) for name in names[1:])
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, ["CPUExecutionProvider"])
    image = np.load(images)["image"][:16]
    return {"image": image, **dict(zip(names[1:], session.run(names[1:], {"image": image})))}


def write_quantised(folder, trained):
    """Values of a quantised model and of its parent, of one image, and how far apart they are."""
    parent = dict(np.load(trained / "images" / f"{STEM}-ts.recording.npz"))
    child = dict(np.load(trained / "images" / f"{STEM}-qdq.recording.npz"))
    kept = [name for name in child if name in parent and child[name].size <= 600]
    ratios, values = {}, {}
    for name in kept:
        seen = name + "_DequantizeLinear_Output"
        values[name] = child[name]
        if seen in child:
            values[seen] = child[seen]
        x, y = parent[name].astype(np.float64), child.get(seen, child[name]).astype(np.float64)
        noise = ((x - y) ** 2).sum()
        ratios[name] = {
            "sqnr": 10 * np.log10((x**2).sum() / noise) if noise else None,
            "relative": np.sqrt(noise / (x**2).sum()),
            "largest": np.abs(x - y).max(),
            "cosine": (x * y).sum() / np.sqrt((x**2).sum() * (y**2).sum()),
            "differing": int((x != y).sum()),
        }
    np.savez_compressed(folder / "quantised.npz", **values)
    np.savez_compressed(folder / "parent.npz", **{name: parent[name] for name in kept})
    write_json(folder / "sqnr.json", ratios)


def rounded(value):
    """A number with 12 digits, which is more than is compared."""
    if isinstance(value, dict):
        return {key: rounded(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [rounded(entry) for entry in value]
    return float(f"{value:.12g}") if isinstance(value, float) else value


def write_json(path, content):
    """Writes JSON, one entry a line."""
    lines = []
    for name, entry in content.items():
        inner = ",\n".join(f"  {json.dumps(key)}: {json.dumps(rounded(value))}" for key, value in entry.items())
        lines.append(f" {json.dumps(name)}: {{\n{inner}\n }}")
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n")


def main():
    """Writes all files."""
    folder = Path(sys.argv[1]) / "Models/recordings"
    folder.mkdir(exist_ok=True)
    expected, strings = write_numpy(folder)
    expected["tensors"] = write_tensors(folder / "tensors")
    expected["polygraphy.json"] = write_polygraphy(folder / "polygraphy.json")
    write_json(folder / "arrays.json", expected)
    write_json(folder / "texts.json", {"stored.npz": strings, "packed.npz": strings})
    if len(sys.argv) > 2:
        write_trained(folder, Path(sys.argv[2]))


main()
