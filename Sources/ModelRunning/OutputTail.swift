/// Bytes behind those of an ONNX model that make values of its main graph outputs.
///
/// Protocol Buffers merge messages that stand behind one another: a `ModelProto` of nothing but a graph's outputs adds them,
/// and no byte of the file changes. The outputs need no types: ONNX Runtime infers them.
public func outputTail(_ names: [String]) -> [UInt8] {
  guard !names.isEmpty else { return [] }
  var graph = ProtoMessage()
  for name in names {
    var output = ProtoMessage()
    // GraphProto.output = 12, ValueInfoProto.name = 1 (onnx.proto).
    output.add(1, name)
    graph.add(12, output)
  }
  // ModelProto.graph = 7.
  return ProtoMessage(field: 7, graph).bytes
}
