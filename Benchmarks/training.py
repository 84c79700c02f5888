#!/usr/bin/env python3
"""Measures how fast `foldout training` reads: training.py [--foldout PATH] [--megabytes N] [--rounds N]

Event files as PyTorch writes them: one of numbers alone, which is records of 50 bytes, and one that is mostly histograms. Steps rise
over a block of about 2 MB, which is repeated. `cat` to nowhere is run in turns. Python 3.
"""

import argparse
import os
import random
import statistics
import struct

import wire
from run import run

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "..", "bench-data")
TAGS, BUCKETS = 40, 300

TABLE = []
for byte in range(256):
    rest = byte
    for _ in range(8):
        rest = rest >> 1 ^ 0x82F63B78 * (rest & 1)
    TABLE.append(rest)


def checksum(data):
    rest = 0xFFFFFFFF
    for byte in data:
        rest = rest >> 8 ^ TABLE[(rest ^ byte) & 255]
    rest ^= 0xFFFFFFFF
    return struct.pack("<I", ((rest >> 15 | rest << 17) + 0xA282EAD8) & 0xFFFFFFFF)


def record(data):
    length = struct.pack("<Q", len(data))
    return length + checksum(length) + data + checksum(data)


def real(field, value):
    return wire.varint(field << 3 | 1) + struct.pack("<d", value)


def event(step, summary):
    return record(real(1, 1.7e9 + step) + wire.number(2, step) + wire.data(5, wire.data(1, summary)))


def scalar(step, tag, source):
    value = wire.varint(2 << 3 | 5) + struct.pack("<f", source.random())
    return event(step, wire.data(1, f"loss/part{tag}") + value)


def histogram(step, tag, source):
    ends = [1e-12 * 1.1**n for n in range(BUCKETS)]
    counts = [float(source.randrange(100)) for _ in ends]
    body = b"".join(real(n + 1, v) for n, v in enumerate([0, ends[-1], sum(counts), 1.0, 1.0]))
    body += wire.data(6, struct.pack(f"<{BUCKETS}d", *ends)) + wire.data(7, struct.pack(f"<{BUCKETS}d", *counts))
    return event(step, wire.data(1, f"grads/layer{tag}.weight") + wire.data(5, body))


def write(path, megabytes, maker):
    """Blocks of records until there are enough."""
    source = random.Random(1)
    block = b""
    step = 0
    while len(block) < 2 << 20:
        block += b"".join(maker(step, tag, source) for tag in range(TAGS))
        step += 10
    with open(path, "wb") as file:
        file.write(record(real(1, 1.7e9) + wire.data(3, "brain.Event:2")))
        for _ in range(max(1, megabytes * 1_000_000 // len(block))):
            file.write(block)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--foldout", default=os.path.join(HERE, "..", ".build", "release", "foldout"))
    parser.add_argument("--megabytes", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    os.makedirs(DATA, exist_ok=True)
    for name, maker in [("numbers", scalar), ("histograms", histogram)]:
        path = os.path.join(DATA, f"{name}.tfevents")
        write(path, options.megabytes, maker)
        size = os.path.getsize(path)
        commands = {
            "cat": ["cat", path], "foldout": [options.foldout, "training", path],
            "foldout --json": [options.foldout, "training", path, "--json"],
            "foldout -f svg": [options.foldout, "training", path, "-f", "svg"],
        }
        results = {command: [] for command in commands}
        for _ in range(options.rounds):
            for label, command in commands.items():
                results[label].append(run(command))
        print(f"{size / 1e6:.0f} MB of {name}")
        for label, rounds in results.items():
            seconds = statistics.median(row[0] for row in rounds)
            memory = max(row[2] for row in rounds)
            print(f"{label:16} {seconds:6.2f} s  {size / seconds / 1e6:6.0f} MB/s  {memory:6.0f} MB")
        os.remove(path)


if __name__ == "__main__":
    main()
