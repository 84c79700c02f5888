/// Bytes behind those of an ONNX model that make values of its main graph outputs.
///
/// Protocol Buffers merge messages that stand behind one another: a `ModelProto` of nothing but a graph's outputs adds them,
/// and no byte of the file changes. The outputs need no types: ONNX Runtime infers them.
public func outputTail(_ names: [String]) -> [UInt8] {
  var graph: [UInt8] = []
  for name in names {
    // GraphProto.output = 12, ValueInfoProto.name = 1 (onnx.proto).
    append(field: 12, message(1, Array(name.utf8)), to: &graph)
  }
  guard !graph.isEmpty else { return [] }
  // ModelProto.graph = 7.
  return message(7, graph)
}

private func message(_ field: UInt8, _ content: [UInt8]) -> [UInt8] {
  var bytes: [UInt8] = []
  append(field: field, content, to: &bytes)
  return bytes
}

/// Appends a field that has its length before it: wire type 2. Fields below 16 have a tag of one byte.
private func append(field: UInt8, _ content: [UInt8], to bytes: inout [UInt8]) {
  bytes.append(field << 3 | 2)
  var length = content.count
  while length >= 0x80 {
    bytes.append(UInt8(truncatingIfNeeded: length) | 0x80)
    length >>= 7
  }
  bytes.append(UInt8(length))
  bytes += content
}
