"""Writes stored tensors of all types and what NumPy says of them, for the tests of targets Weights and TensorReading.

    python3 Tests/Oracles/weights.py Tests

needs numpy, ml_dtypes, onnx and h5py. It writes

- Fixtures/codes.txt: the number, as the pattern of a float32, that each code of a small type stands for,
- Models/weights/figures.onnx, scaled.onnx, external.onnx with external.bin, datasets.h5: tensors,
- FILE.json beside each: by name the figures of its tensors, in double precision; `scaled` for what quantised ones stand for,
- refused.h5: datasets whose elements lie in other files; deflated.keras: sine_keras_lstm.keras with all entries packed.

Definitions: near zero is |w| < 1e-3 sigma, an outlier |w - mean| > 6 sigma, sigma divides by n, quantiles are those of
numpy.quantile. Numbers that are not finite count as such and nowhere else. A sigma beyond double precision is null.
"""

import json
import sys
import zipfile
import zlib
from pathlib import Path

import h5py
import ml_dtypes
import numpy as np
import onnx
from onnx import TensorProto as T
from onnx import helper, numpy_helper

QUANTILES = (0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99)
FLOAT8 = {
    "float8e4m3fn": (T.FLOAT8E4M3FN, ml_dtypes.float8_e4m3fn),
    "float8e4m3fnuz": (T.FLOAT8E4M3FNUZ, ml_dtypes.float8_e4m3fnuz),
    "float8e5m2": (T.FLOAT8E5M2, ml_dtypes.float8_e5m2),
    "float8e5m2fnuz": (T.FLOAT8E5M2FNUZ, ml_dtypes.float8_e5m2fnuz),
    "float8e8m0": (T.FLOAT8E8M0, ml_dtypes.float8_e8m0fnu),
}
NARROW = {
    "int4": (T.INT4, ml_dtypes.int4, -8, 7),
    "uint4": (T.UINT4, ml_dtypes.uint4, 0, 15),
    "int2": (T.INT2, ml_dtypes.int2, -2, 1),
    "uint2": (T.UINT2, ml_dtypes.uint2, 0, 3),
}
INTEGERS = (np.int8, np.uint8, np.int16, np.uint16, np.int32, np.uint32, np.int64, np.uint64)
random = np.random.default_rng(2026)


def figures(array):
    """What is known of numbers, without trusting anything but NumPy's double precision."""
    numbers = np.asarray(array).astype(np.float64).ravel()
    finite = numbers[np.isfinite(numbers)]
    found = {"count": numbers.size, "nonFinite": int(numbers.size - finite.size), "zeros": int((finite == 0).sum())}
    if not finite.size:
        return found | {"nearZero": 0, "outliers": 0}
    with np.errstate(over="ignore"):
        mean, sigma = finite.mean(), finite.std()
        found["nearZero"] = int((abs(finite) < 1e-3 * sigma).sum())
        found["outliers"] = int((abs(finite - mean) > 6 * sigma).sum())
    found |= {"min": finite.min(), "max": finite.max(), "mean": mean, "std": sigma if np.isfinite(sigma) else None}
    return found | {"quantiles": [np.quantile(finite, share) for share in QUANTILES]}


def odd(count, scale):
    """Numbers around 0 with exact zeros and a few that are far away."""
    numbers = random.normal(0, scale, count)
    numbers[random.random(count) < 0.02] = 0
    numbers[random.integers(0, count, 3)] *= 40
    return numbers


def write_codes(path):
    lines = []

    def row(name, count, numbers):
        words = np.asarray(numbers).astype(np.float32)
        patterns = np.where(np.isnan(words), np.uint32(0x7FC00000), words.view(np.uint32)).astype("<u4")
        if count <= 256:
            lines.append(name + " " + " ".join(f"{pattern:08x}" for pattern in patterns))
        else:
            lines.append(f"{name} crc32 {zlib.crc32(patterns.tobytes()):08x}")
            chosen = sorted({0, 1, 0x3FF, 0x400, 0x7BFF, 0x7C00, 0x7C01, 0x7F7F, 0x7F80, 0x7F81, 0x8000, 0x8001, 0xFFFF,
                             *map(int, random.integers(0, count, 40))})
            lines.append(name + " some " + " ".join(f"{code:04x}:{patterns[code]:08x}" for code in chosen))

    bytes_ = np.arange(256, dtype=np.uint8)
    for name, (_, kind) in FLOAT8.items():
        row(name, 256, bytes_.view(kind))
    row("float4e2m1", 16, bytes_[:16].view(ml_dtypes.float4_e2m1fn))
    for name, (_, kind, low, high) in NARROW.items():
        count = high - low + 1
        # Codes from 0 on; of signed types the upper half is negative.
        row(name, count, np.array([code if code <= high else code - count for code in range(count)]).astype(kind))
    row("int8", 256, bytes_.view(np.int8))
    row("uint8", 256, bytes_)
    words = np.arange(1 << 16, dtype=np.uint16)
    for name, kind in (("float16", np.float16), ("bfloat16", ml_dtypes.bfloat16), ("int16", np.int16), ("uint16", np.uint16)):
        row(name, 1 << 16, words.view(kind))
    path.write_text("\n".join(lines) + "\n")


class Tensors:
    """Tensors of one model, and their figures."""

    def __init__(self):
        self.stored, self.expected, self.scaled, self.nodes, self.sparse, self.inputs = [], {}, {}, [], [], []

    def add(self, tensor, array):
        self.stored.append(tensor)
        self.expected[tensor.name] = figures(array)

    def raw(self, name, array):
        self.add(numpy_helper.from_array(array, name), array)

    def write(self, path, **options):
        graph = helper.make_graph(
            self.nodes, "g", [helper.make_tensor_value_info(name, T.FLOAT, ["n", size]) for name, size in self.inputs],
            [], initializer=self.stored, sparse_initializer=self.sparse)
        opsets = [helper.make_opsetid("", 23), helper.make_opsetid("com.microsoft", 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=11)
        onnx.save(model, path, **options)
        record(path, self.expected, self.scaled)


def record(path, expected, scaled={}):
    for array in (*expected.values(), *scaled.values()):
        for key, value in array.items():
            array[key] = [float(q) for q in value] if isinstance(value, list) else value if value is None else (
                int(value) if isinstance(value, int) else float(value))
    rows = [f' "{name}": {json.dumps(value)}' for name, value in expected.items()]
    more = [f' "{name}": {json.dumps(value)}' for name, value in scaled.items()]
    Path(f"{path}.json").write_text(
        '{"stored": {\n' + ",\n".join(rows) + '\n}, "scaled": {\n' + ",\n".join(more) + "\n}}\n")


def write_figures(path):
    tensors = Tensors()
    for count in (1, 7, 4097):
        for kind in INTEGERS:
            limits = np.iinfo(kind)
            array = random.integers(
                max(limits.min, -(2**40)), min(limits.max, 2**40), count, dtype=kind, endpoint=True)
            name = f"{np.dtype(kind).name}-{count}"
            onnx_type = helper.np_dtype_to_tensor_dtype(np.dtype(kind))
            # Wide ones in one form only: the file stays small.
            if count < 100 or limits.bits < 64:
                tensors.raw(name, array)
            if count < 100 or limits.bits != 32:
                tensors.add(helper.make_tensor(name + "-field", onnx_type, [count], array), array)
        for name, (onnx_type, kind, low, high) in NARROW.items():
            array = random.integers(low, high, count, endpoint=True).astype(kind)
            tensors.raw(f"{name}-{count}", array)
            tensors.add(
                helper.make_tensor(f"{name}-{count}-field", onnx_type, [count], array.astype(np.int32)), array)
        for name, (onnx_type, kind) in FLOAT8.items():
            array = odd(count, 1)
            array = (abs(array) if name == "float8e8m0" else array).astype(kind)
            tensors.raw(f"{name}-{count}", array)
        for name, onnx_type, kind in (
                ("float16", T.FLOAT16, np.float16), ("bfloat16", T.BFLOAT16, ml_dtypes.bfloat16),
                ("float4e2m1", T.FLOAT4E2M1, ml_dtypes.float4_e2m1fn), ("float64", T.DOUBLE, np.float64)):
            array = odd(count, 1).astype(kind)
            tensors.raw(f"{name}-{count}", array)
            field = helper.make_tensor(f"{name}-{count}-field", onnx_type, [count], array.astype(np.float64))
            tensors.add(field, numpy_helper.to_array(field))
        tensors.raw(f"bool-{count}", random.random(count) < 0.3)
    for count in (1, 7, 4095, 4097, 33333):
        array = odd(count, 0.05).astype(np.float32)
        if count > 4096:
            array[3], array[5], array[6], array[9] = np.nan, np.inf, -np.inf, -0.0
        tensors.raw(f"float32-{count}", array)
    array = odd(4097, 3).astype(np.float32)
    tensors.add(helper.make_tensor("float32-4097-field", T.FLOAT, [4097], array), array)
    tensors.raw("float16-33333", odd(33333, 0.02).astype(np.float16))
    tensors.raw("int8-33333", random.integers(-128, 127, 33333, endpoint=True).astype(np.int8))
    tensors.raw("int4-33333", random.integers(-8, 7, 33333, endpoint=True).astype(ml_dtypes.int4))
    for count in (7, 4097):
        tensors.raw(f"large-{count}", odd(count, 1e25).astype(np.float32))
        tensors.raw(f"small-{count}", odd(count, 1e-30).astype(np.float32))
        tensors.raw(f"offset-{count}", (1000 + random.normal(0, 0.01, count)).astype(np.float32))
        tensors.raw(f"equal-{count}", np.full(count, 0.1, np.float32))
        tensors.raw(f"zero-{count}", np.zeros(count, np.float32))
        tensors.raw(f"nan-{count}", np.full(count, np.nan, np.float32))
    tensors.raw("huge-7", odd(7, 1e200))
    tensors.raw("infinite", np.array([np.inf, -np.inf, 1, 2], np.float16))
    tensors.raw("empty", np.zeros((0, 4), np.float32))
    tensors.raw("scalar", np.float32(3.5))
    for name, stored, dims in (("sparse-500", 500, (200, 100)), ("sparse-5000", 5000, (200, 100))):
        numbers = random.normal(size=stored).astype(np.float32)
        places = np.sort(random.choice(dims[0] * dims[1], stored, replace=False)).astype(np.int64)
        tensors.sparse.append(
            helper.make_sparse_tensor(
                numpy_helper.from_array(numbers, name), numpy_helper.from_array(places, name + "-places"), dims))
        dense = np.zeros(dims[0] * dims[1], np.float32)
        dense[places] = numbers
        tensors.expected[name] = figures(dense)
    tensors.write(path)


def write_scaled(path):
    tensors = Tensors()
    tensors.inputs = [("x", 64), ("k", 128)]

    def quantised(name, codes, scales, zeros, numbers, **attributes):
        tensors.raw(name, codes)
        inputs = [name, name + "-scales"]
        tensors.raw(inputs[1], np.asarray(scales, np.float32))
        if zeros is not None:
            inputs.append(name + "-zeros")
            tensors.raw(inputs[2], np.asarray(zeros, codes.dtype))
        tensors.nodes.append(helper.make_node("DequantizeLinear", inputs, [name + "-real"], **attributes))
        tensors.nodes.append(helper.make_node("MatMul", ["x", name + "-real"], [name + "-y"]))
        tensors.scaled[name] = figures(numbers)

    def some(*dims):
        return random.random(dims).astype(np.float32) + np.float32(0.1)

    codes = random.integers(-128, 127, (64, 96), endpoint=True).astype(np.int8)
    wide = codes.astype(np.float64)
    quantised("tensor", codes, 0.03, 5, (wide - 5) * np.float32(0.03))
    scales, zeros = some(96), random.integers(-5, 5, 96)
    quantised("columns", codes, scales, zeros, (wide - zeros) * scales, axis=1)
    quantised("last", codes, scales, zeros, (wide - zeros) * scales, axis=-1)
    scales = some(64)
    quantised("rows", codes, scales, None, wide * scales[:, None], axis=0)
    scales, zeros = some(4, 96), random.integers(-5, 5, (4, 96))
    quantised("blocks", codes, scales, zeros, (wide - zeros.repeat(16, 0)) * scales.repeat(16, 0), axis=0, block_size=16)
    narrow = random.integers(-8, 7, (64, 96), endpoint=True).astype(ml_dtypes.int4)
    scales = some(64, 6)
    quantised("narrow", narrow, scales, None, narrow.astype(np.float64) * scales.repeat(16, 1), axis=1, block_size=16)
    # The last block of a row is not full.
    scales = some(64, 4)
    numbers = narrow.astype(np.float64)[:, :50] * scales.repeat(16, 1)[:, :50]
    quantised("rest", narrow[:, :50].copy(), scales, None, numbers, axis=1, block_size=16)
    rows, columns, block = 24, 128, 32
    codes = random.integers(0, 16, (rows, columns)).astype(np.uint8)
    packed = (codes[:, 0::2] | (codes[:, 1::2] << 4)).reshape(rows, columns // block, block // 2)
    for name, zeros in (("nbits", None), ("nbits-zeros", random.integers(0, 16, (rows, columns // block)).astype(np.uint8)),
                        ("nbits-real", random.random((rows, columns // block)).astype(np.float32))):
        scales = some(rows * columns // block)
        tensors.raw(name, packed)
        tensors.raw(name + "-scales", scales)
        inputs = ["k", name, name + "-scales"]
        if zeros is not None:
            inputs.append(name + "-points")
            is_packed = zeros.dtype == np.uint8
            tensors.raw(inputs[3], (zeros[:, 0::2] | (zeros[:, 1::2] << 4)).ravel() if is_packed else zeros.ravel())
        tensors.nodes.append(
            helper.make_node(
                "MatMulNBits", inputs, [name + "-y"], domain="com.microsoft", K=columns, N=rows, bits=4,
                block_size=block))
        zeros = np.full((rows, columns // block), 8) if zeros is None else zeros
        tensors.scaled[name] = figures(
            (codes - zeros.repeat(block, 1).astype(np.float64)) * scales.reshape(rows, -1).repeat(block, 1))
    tensors.write(path)


def write_external(path):
    tensors = Tensors()
    tensors.raw("floats", odd(4097, 1).astype(np.float32))
    tensors.raw("halves", odd(4097, 1).astype(np.float16))
    tensors.raw("narrow", random.integers(-8, 7, 4097, endpoint=True).astype(ml_dtypes.int4))
    tensors.raw("doubles", odd(7, 1))
    data = path.with_suffix(".bin")
    data.unlink(missing_ok=True)
    tensors.write(path, save_as_external_data=True, location=data.name, size_threshold=0)


def write_keras(path, layers, fill):
    """A model of Keras 2: a row of Dense layers whose kernels `fill` stores."""
    with h5py.File(path, "w") as file:
        root = file.create_group("model_weights")
        configs = []
        for name in layers:
            config = {"name": name, "trainable": True, "dtype": "float32", "units": 65, "use_bias": False}
            configs.append({"class_name": "Dense", "config": config})
            fill(root.create_group(f"{name}/{name}"), name)
            root[name].attrs["weight_names"] = [f"{name}/kernel:0".encode()]
        root.attrs["layer_names"] = [name.encode() for name in layers]
        configs[0]["config"]["batch_input_shape"] = [None, 65]
        config = {"class_name": "Sequential", "config": {"name": path.stem, "layers": configs}}
        file.attrs["model_config"] = json.dumps(config).encode()
        file.attrs["keras_version"] = b"2.15.0"
        file.attrs["backend"] = b"tensorflow"


def write_datasets(path):
    """Kernels that are stored in the many ways of HDF5."""
    def matrix(kind=np.float32):
        return odd(65 * 65, 1).astype(kind).reshape(65, 65)

    ways = {
        "plain": (matrix(), {}),
        "chunked": (matrix(), {"chunks": (16, 65)}),
        "tiles": (matrix(), {"chunks": (32, 17)}),
        "packed": (matrix(), {"chunks": (20, 30), "compression": "gzip", "shuffle": True}),
        "turned": (matrix(">f4"), {}),
        "turned_packed": (matrix(">f8"), {"chunks": (10, 65), "compression": "gzip"}),
        "half": (matrix(np.float16), {}),
        "half_packed": (matrix(np.float16), {"compression": "gzip"}),
        "double": (matrix(np.float64), {}),
        "summed": (matrix(), {"chunks": (65, 65), "fletcher32": True}),
        # As Keras 3 writes it: opaque, with the type's name beside.
        "brain": (matrix(ml_dtypes.bfloat16), {}),
        # As HDF5 itself can say it.
        "brain_float": (matrix(ml_dtypes.bfloat16), {}),
    }

    def fill(group, name):
        array, options = ways[name]
        if name == "brain":
            group.create_dataset("kernel:0", data=array.view("V2")).attrs["dtype"] = "bfloat16"
        elif name == "brain_float":
            kind = h5py.h5t.IEEE_F16LE.copy()
            kind.set_fields(15, 7, 8, 0, 7)
            kind.set_ebias(127)
            made = h5py.h5d.create(group.id, b"kernel:0", kind, h5py.h5s.create_simple(array.shape))
            made.write(h5py.h5s.ALL, h5py.h5s.ALL, array.view(np.uint16), kind)
        else:
            group.create_dataset("kernel:0", data=array, **options)

    write_keras(path, ways, fill)
    record(path, {name + "/kernel": figures(array) for name, (array, _) in ways.items()})


def write_refused(path):
    """Kernels whose elements HDF5 would fetch from other files."""
    def fill(group, name):
        if name == "outside":
            group.create_dataset("kernel:0", (65, 65), "f4", external=[("/etc/passwd", 0, 65 * 65 * 4)])
        else:
            layout = h5py.VirtualLayout((65, 65), "f4")
            layout[:] = h5py.VirtualSource("datasets.h5", "model_weights/plain/plain/kernel:0", (65, 65))
            group.create_virtual_dataset("kernel:0", layout)

    write_keras(path, ("outside", "virtual"), fill)


def write_deflated(path, source):
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            new.writestr(zipfile.ZipInfo(entry), old.read(entry), zipfile.ZIP_DEFLATED)


def main():
    tests = Path(sys.argv[1])
    models = tests / "Models" / "weights"
    models.mkdir(exist_ok=True)
    write_codes(tests / "Fixtures" / "codes.txt")
    write_figures(models / "figures.onnx")
    write_scaled(models / "scaled.onnx")
    write_external(models / "external.onnx")
    write_datasets(models / "datasets.h5")
    write_refused(models / "refused.h5")
    write_deflated(models / "deflated.keras", models / "sine_keras_lstm.keras")


main()
