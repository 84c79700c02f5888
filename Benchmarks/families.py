#!/usr/bin/env python3
"""Draws members of all families of graphs and prints how time, memory and the picture grow: families.py

    families.py [--foldout PATH] [--writer PATH] [--limit SECONDS] [NAME ...]

Each is drawn by default, once with 10,000 and once with 100,000 operators, as a whole process. What is beyond a limit
(exponent 1.15, 5 s, 1 KB an operator over the base, 300 KB of SVG) is marked with an exclamation mark.
"""

import argparse
import math
import os
import resource
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "..", "bench-data", "families")
COUNTS = (10_000, 100_000)
LARGEST = 1_000_000
EXPONENT, SECONDS, KILOBYTES_EACH, SVG_KILOBYTES = 1.15, 5.0, 1.0, 300


def draw(foldout, path, limit):
    """Seconds of computing, peak kilobytes, kilobytes of SVG and exit code of one drawing."""
    def bound():
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))

    with tempfile.TemporaryFile() as out:
        command = [foldout, path, "-o", "-", "--timeout", f"{4 * limit}s"]
        child = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL, preexec_fn=bound)
        _, status, usage = os.wait4(child.pid, 0)
        size = os.fstat(out.fileno()).st_size / 1000
    code = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss, size, code


def marked(text, is_beyond):
    return text + (" !" if is_beyond else "")


def row(foldout, name, base, limit):
    stem, suffix = name.rsplit(".", 1)
    results = [draw(foldout, os.path.join(DATA, f"{stem}-{count}.{suffix}"), limit) for count in COUNTS]
    (small, _, _, code), (large, memory, size, last) = results
    if code or last:
        return [stem, f"exit {code}, {last} !", "", "", "", ""], False
    exponent = math.log(large / small) / math.log(COUNTS[1] / COUNTS[0])
    each = (memory - base) / COUNTS[1]
    cells = [
        stem, f"{small:.2f} s", marked(f"{large:.2f} s", large > SECONDS), marked(f"{exponent:.2f}", exponent > EXPONENT),
        marked(f"{each:.1f}", each > KILOBYTES_EACH), marked(f"{size:.0f}", size > SVG_KILOBYTES),
    ]
    return cells, not any(cell.endswith("!") for cell in cells)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--foldout", default=os.path.join(HERE, "..", ".build", "release", "foldout"))
    parser.add_argument("--writer", default=os.path.join(HERE, "..", ".build", "release", "write-families"))
    parser.add_argument("--limit", type=int, default=60, help="seconds of computing after which a drawing is ended")
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_args()
    foldout = os.path.abspath(arguments.foldout)
    subprocess.run([arguments.writer, DATA, *map(str, COUNTS)], check=True)
    subprocess.run([arguments.writer, DATA, str(LARGEST), "--only", "transformer"], check=True)
    base = draw(foldout, os.path.join(HERE, "..", "Examples", "lstm.onnx"), arguments.limit)[1]
    names = subprocess.run([arguments.writer, "--list"], check=True, capture_output=True, text=True).stdout.split()
    wanted = [name for name in names if not arguments.names or name.rsplit(".", 1)[0] in arguments.names]
    print("\nFamilies of graphs, drawn by default: seconds of computing at 10,000 and at 100,000 operators, the exponent "
          "between them, and at 100,000 kilobytes of memory an operator over the base and of SVG\n")
    print("| family | 10,000 | 100,000 | exponent | KB an operator | KB of SVG |\n|---|---|---|---|---|---|")
    held = 0
    for name in wanted:
        cells, is_held = row(foldout, name, base, arguments.limit)
        held += is_held
        print("| " + " | ".join(cells) + " |")
        sys.stdout.flush()
    print(f"\n{held} of {len(wanted)} families hold all limits.")
    if not arguments.names:
        seconds, memory, size, code = draw(foldout, os.path.join(DATA, f"transformer-{LARGEST}.onnx"), arguments.limit)
        print(f"The transformer of {LARGEST:,} operators: {seconds:.1f} s, {(memory - base) / LARGEST:.2f} KB an operator, "
              f"{size:.0f} KB of SVG, exit {code}.")


if __name__ == "__main__":
    main()
