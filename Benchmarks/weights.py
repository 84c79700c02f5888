#!/usr/bin/env python3
"""Measures how fast `foldout weights` reads: weights.py [--foldout PATH] [--megabytes N] [--rounds N]

One file of random float32 matrices, from the cache. What is compared is run in turns: `cat` to nowhere, `foldout weights --json` on
one core and on all, and, where NumPy is there, min, max, mean, σ and a histogram of the same bytes. Python 3; NumPy is optional.
"""

import argparse
import array
import os
import random
import statistics
import sys
import time

import wire
from run import run

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "..", "bench-data")
ROWS, COLUMNS = 2048, 2048

NUMPY = """
import sys, numpy
data = numpy.fromfile(sys.argv[1], dtype=numpy.float32, offset=int(sys.argv[2]))
for part in numpy.array_split(data, max(1, data.size // 4194304)):
    part.min(), part.max(), part.mean(dtype=numpy.float64), part.std(dtype=numpy.float64), numpy.histogram(part, 64)
"""


def write(path, megabytes):
    """A model of products with matrices; returns where the first one's bytes begin."""
    source = random.Random(1)
    # A normal distribution, repeated with the elements in another order: the counts do not care.
    block = array.array("f", (source.gauss(0, 0.02) for _ in range(1 << 20)))
    count = max(1, megabytes * (1 << 20) // (4 * ROWS * COLUMNS))
    nodes = b"".join(
        wire.data(1, wire.data(1, "x") + wire.data(1, f"w{n}") + wire.data(2, f"y{n}") + wire.data(4, "MatMul"))
        for n in range(count))
    graph = nodes + wire.data(2, "g") + wire.data(11, wire.data(1, "x")) + wire.data(12, wire.data(1, "y0"))
    body = block.tobytes() * (4 * ROWS * COLUMNS // (4 * len(block)))
    tensors = [
        wire.number(1, ROWS) + wire.number(1, COLUMNS) + wire.number(2, 1) + wire.data(8, f"w{n}") for n in range(count)]
    tensors = [wire.data(5, tensor + wire.data(9, body)) for tensor in tensors]
    model = wire.number(1, 8) + wire.data(7, graph + b"".join(tensors)) + wire.data(8, wire.number(2, 17))
    with open(path, "wb") as file:
        file.write(model)
    return len(model) - sum(map(len, tensors))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--foldout", default=os.path.join(HERE, "..", ".build", "release", "foldout"))
    parser.add_argument("--megabytes", type=int, default=512)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    os.makedirs(DATA, exist_ok=True)
    path = os.path.join(DATA, "weights.onnx")
    offset = write(path, options.megabytes)
    size = os.path.getsize(path)
    commands = {
        "cat": ["cat", path],
        "foldout, one core": ["taskset", "-c", "0", options.foldout, "weights", path, "--json"],
        "foldout, all cores": [options.foldout, "weights", path, "--json"],
    }
    try:
        import numpy  # noqa: F401
        commands["NumPy"] = [sys.executable, "-c", NUMPY, path, str(offset // 4 * 4)]
    except ImportError:
        print("NumPy is not there: left out")
    small = os.path.join(DATA, "small.onnx")
    write(small, 1)
    base = run([options.foldout, "weights", small, "--json"])[2]
    results = {name: [] for name in commands}
    for _ in range(options.rounds + 1):
        for name, command in commands.items():
            results[name].append(run(command))
        time.sleep(0)
    print(f"{size / 1e6:.0f} MB of float32, {os.cpu_count()} processors")
    cat = statistics.median(seconds for seconds, _, _ in results["cat"][1:])
    for name, rounds in results.items():
        seconds = statistics.median(row[0] for row in rounds[1:])
        computing = statistics.median(row[1] for row in rounds[1:])
        memory = max(row[2] for row in rounds)
        print(f"{name:20} {seconds:6.2f} s  {size / seconds / 1e9:5.2f} GB/s  {seconds / cat:6.1f} × cat  "
              f"{computing:6.2f} s of computing  {memory:6.0f} MB, {memory - base:+.0f} over a small file")


if __name__ == "__main__":
    main()
