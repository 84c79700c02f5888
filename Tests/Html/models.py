"""Models for the tests of pages and charts."""

import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Benchmarks"))
import generate  # noqa: E402, F401
import wire  # noqa: E402

MARKUP = "<img src=x onerror=alert(1)></script><script>alert(2)</script>{{7*7}}'\"&amp;"


def hostile_model():
    """Markup wherever a name can be, and blocks, so that there is something to go into."""
    nodes = b""
    last = MARKUP + "in"
    for layer in range(3):
        for part in range(3):
            output = f"{MARKUP}{layer}.{part}"
            nodes += wire.data(1, wire.data(1, last) + wire.data(2, output) + wire.data(4, f"{MARKUP}{part}")
                               + wire.data(3, f"/block{layer}/{MARKUP}{layer}/n{part}")
                               + wire.data(5, wire.data(1, MARKUP) + wire.data(4, MARKUP) + wire.number(20, 3)))
            last = output
    graph = nodes + wire.data(2, MARKUP)
    graph += wire.data(11, wire.data(1, MARKUP + "in")) + wire.data(12, wire.data(1, last))
    return wire.number(1, 8) + wire.data(2, MARKUP) + wire.data(7, graph) + wire.data(8, wire.number(2, 17))
