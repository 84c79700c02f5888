#!/usr/bin/env python3
"""Measures foldout as whole processes and prints a table: run.py [--foldout PATH] [--rounds N]

Python 3 and Graphviz's `dot`, nothing else. What is compared is run in turns within one run, and the
ratio is the median of the rounds' ratios, so that a busy machine slows both sides alike.
"""

import argparse
import glob
import os
import shutil
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "..", "bench-data")
# What every child seems to take at least: this process's own memory.
FLOOR = 0.0


def run(command):
    """Seconds, seconds of computing, and peak megabytes of one process with its output thrown away."""
    null = os.open(os.devnull, os.O_RDWR)
    files = [(os.POSIX_SPAWN_DUP2, null, 0), (os.POSIX_SPAWN_DUP2, null, 1)]
    start = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=files)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - start
    os.close(null)
    if status != 0:
        sys.exit(f"failed: {' '.join(command)}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def measure(commands, rounds):
    """By command: median seconds, median seconds of computing, the most megabytes, and the median of the first
    command's seconds over its own."""
    results = [[run(command) for command in commands] for _ in range(rounds + 1)][1:]
    rows = []
    for index in range(len(commands)):
        seconds = statistics.median(result[index][0] for result in results)
        ratio = statistics.median(result[0][0] / result[index][0] for result in results)
        computing = statistics.median(result[index][1] for result in results)
        rows.append((seconds, computing, max(result[index][2] for result in results), ratio))
    return rows


def shown(seconds):
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


def shown_memory(megabytes):
    return f"{megabytes:.0f} MB" if megabytes > FLOOR * 1.02 else f"≤ {FLOOR:.0f} MB"


def table(title, head, rows):
    print(f"\n{title}\n")
    print("| " + " | ".join(head) + " |")
    print("|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(row) + " |")
    sys.stdout.flush()


def against_others(foldout, rounds):
    big = os.path.join(DATA, "resnet50-100MB.onnx")
    dot = os.path.join(DATA, "resnet50-flat.dot")
    subprocess.run([foldout, big, "--flat", "-o", dot], check=True)
    names = ["foldout resnet50-100MB.onnx", "cat resnet50-100MB.onnx", "dot -Tsvg of its --flat -f dot"]
    commands = [[foldout, big, "-o", "-"], ["cat", big], ["dot", "-Tsvg", dot]]
    results = measure(commands, rounds)
    rows = []
    for name, (seconds, computing, memory, ratio) in zip(names, results):
        rows.append([name, shown(seconds), shown(computing), shown_memory(memory), "" if ratio == 1 else f"{ratio:.2f}"])
    title = f"ResNet-50 with {os.path.getsize(big) / 1e6:.0f} MB of weights, against reading it and against dot"
    table(title, ["command", "time", "CPU time", "peak memory", "foldout's time over its"], rows)


def examples(foldout, rounds):
    rows = []
    for path in sorted(glob.glob(os.path.join(HERE, "..", "Examples", "*.onnx"))):
        seconds, computing, memory, _ = measure([[foldout, path, "-o", "-"]], rounds)[0]
        rows.append([os.path.basename(path), shown(seconds), shown(computing), shown_memory(memory)])
    table("The default picture of each example", ["model", "time", "CPU time", "peak memory"], rows)


def growth(foldout, rounds):
    rows = []
    for suffix, flags, what in [
        ("-scopes", [], "scopes"), ("", [], "no scopes"), ("-scopes", ["--flat"], "--flat"),
    ]:
        paths = [os.path.join(DATA, f"chain-{count}{suffix}.onnx") for count in (1_000, 10_000, 100_000)]
        results = measure([[foldout, path, "-o", "-", *flags] for path in paths], rounds)
        cells = [f"{shown(seconds)}, {shown_memory(memory)}" for seconds, _, memory, _ in results]
        rows.append([what, *cells, f"{1 / results[2][3]:.0f}"])
    title = "Chains of residual blocks: growth (100 would be linear)"
    table(title, ["names", "1,000", "10,000", "100,000 operators", "time of 100,000 over 1,000"], rows)


def transformer(foldout, rounds):
    path = os.path.join(DATA, "transformer-7000.onnx")
    rows = []
    for flags in ([], ["--flat"]):
        seconds, computing, memory, _ = measure([[foldout, path, "-o", "-", *flags]], rounds)[0]
        rows.append([" ".join(flags) or "default", shown(seconds), shown(computing), shown_memory(memory)])
    table("A decoder of 125 layers, 7,015 operators", ["drawing", "time", "CPU time", "peak memory"], rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--foldout", default=os.path.join(HERE, "..", ".build", "release", "foldout"))
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    if not shutil.which("dot"):
        sys.exit("bench: there is no dot to compare with; install it (Debian: apt-get install graphviz)")
    foldout = os.path.abspath(arguments.foldout)
    # In a process of its own: a child's peak memory is never told as less than its parent's.
    subprocess.run([sys.executable, os.path.join(HERE, "generate.py"), DATA], check=True)
    global FLOOR
    FLOOR = run(["true"])[2]
    print(f"Medians of {arguments.rounds} rounds, whole processes; memory below {FLOOR:.0f} MB can't be told.")
    against_others(foldout, arguments.rounds)
    examples(foldout, arguments.rounds)
    transformer(foldout, arguments.rounds)
    growth(foldout, max(3, arguments.rounds // 2))


if __name__ == "__main__":
    main()
