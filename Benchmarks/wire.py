"""Just enough of the protobuf wire format to read, change and write ONNX files."""


def varint(value):
    value &= (1 << 64) - 1  # negative numbers are written as their two's complement
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def number(field, value):
    return varint(field << 3) + varint(value)


def data(field, value):
    if isinstance(value, str):
        value = value.encode()
    return varint(field << 3 | 2) + varint(len(value)) + value


def read_varint(buffer, at):
    result = shift = 0
    while True:
        byte = buffer[at]
        at += 1
        result |= (byte & 0x7F) << shift
        if byte < 0x80:
            return result, at
        shift += 7


def fields(buffer):
    """Yields (field number, wire type, value, all bytes of the field)."""
    at = 0
    while at < len(buffer):
        start = at
        tag, at = read_varint(buffer, at)
        kind = tag & 7
        if kind == 0:
            value, at = read_varint(buffer, at)
        else:
            if kind == 2:
                length, at = read_varint(buffer, at)
            else:
                length = {1: 8, 5: 4}[kind]
            value = buffer[at : at + length]
            at += length
        yield tag >> 3, kind, value, buffer[start:at]


# What follows writes ONNX messages; the numbers are those of Schemas/onnx.proto.

FLOAT, INT64 = 1, 7


def tensor(name, dims, dtype=FLOAT):
    """A tensor whose elements are said to be in another file."""
    entry = data(1, "location") + data(2, "weights")
    out = b"".join(number(1, dim) for dim in dims)
    return out + number(2, dtype) + data(8, name) + data(13, entry) + number(14, 1)


def value(name, dims, dtype=FLOAT):
    shape = b"".join(data(1, data(2, dim) if isinstance(dim, str) else number(1, dim)) for dim in dims)
    return data(1, name) + data(2, data(1, number(1, dtype) + data(2, shape)))


def attribute(name, content):
    if isinstance(content, int):
        return data(1, name) + number(3, content) + number(20, 2)
    return data(1, name) + b"".join(number(8, item) for item in content) + number(20, 7)


def node(op, inputs, outputs, name="", **attributes):
    out = b"".join(data(1, item) for item in inputs) + b"".join(data(2, item) for item in outputs)
    out += (data(3, name) if name else b"") + data(4, op)
    return out + b"".join(data(5, attribute(key, item)) for key, item in attributes.items())


def model(nodes, tensors, inputs, outputs):
    graph = b"".join(data(1, item) for item in nodes) + data(2, "main_graph")
    graph += b"".join(data(5, item) for item in tensors)
    graph += b"".join(data(11, item) for item in inputs) + b"".join(data(12, item) for item in outputs)
    return number(1, 9) + data(2, "foldout-bench") + data(7, graph) + data(8, number(2, 18))
