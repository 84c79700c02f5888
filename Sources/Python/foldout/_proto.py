"""A model file around a graph alone, without the onnx package: three fields of ModelProto, as onnx.proto numbers them."""

from __future__ import annotations

from typing import Any

# The versions that the file states. A graph does not say which it was made for, and pictures need no more than a number.
IR_VERSION = 10
OPSET = 21


def model_of(graph: Any) -> Any:
    """A ModelProto's bytes around a GraphProto; anything else as it is."""
    # Of the two only a graph has nodes of its own.
    if not hasattr(graph, "SerializeToString") or not hasattr(graph, "node"):
        return graph
    domains = sorted({str(node.domain) for node in graph.node} | {""})
    return (
        _number(1, IR_VERSION)
        + _bytes(7, graph.SerializeToString())
        + b"".join(_bytes(8, _bytes(1, domain.encode()) + _number(2, OPSET if not domain else 1)) for domain in domains))


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    groups = []
    while value > 0x7F:
        groups.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*groups, value])
