import COnnx
import Diagnostics
import ModelGraph

/// Turns the file's tensors into references, given where the scan found their elements.
struct TensorConverter {
  let payloads: [Payload]
  private let types: TypeTable
  /// Where small tensors are looked into.
  private let stored: StoredTensors

  init(payloads: [Payload], types: TypeTable, stored: StoredTensors) {
    self.payloads = payloads
    self.types = types
    self.stored = stored
  }

  /// One dense tensor. `owner` says in a message what the tensor is.
  func reference(
    _ proto: Onnx__TensorProto, _ complaints: inout Complaints, _ owner: () -> String
  ) -> TensorRef {
    var location = TensorRef.Location.none
    let dims = dims(proto.dims, proto.n_dims, &complaints, owner)
    if proto.data_location == ONNX__TENSOR_PROTO__DATA_LOCATION__EXTERNAL {
      location = external(proto, &complaints, owner)
    } else if let payload = payload(of: proto) {
      location = payload.location
    }
    var tensor = TensorRef(
      name: string(proto.name), dataType: dataType(proto.data_type), dims: dims, location: location)
    check(tensor, proto.data_type, &complaints, owner)
    if let elements = stored.numbers(of: tensor) {
      tensor = TensorRef(
        name: tensor.name, dataType: tensor.dataType, dims: dims, location: location, elements: elements)
    }
    return tensor
  }

  /// One sparse tensor: the dims of the whole, and where the stored values are.
  func reference(
    sparse proto: Onnx__SparseTensorProto, _ complaints: inout Complaints, _ owner: () -> String
  ) -> TensorRef {
    let dims = dims(proto.dims, proto.n_dims, &complaints, owner)
    guard let values = proto.values else {
      complaints.add(.error, "sparse-values") { "\(owner()) is sparse and has no values" }
      return TensorRef(dataType: .undefined, dims: dims, sparseCount: 0)
    }
    let stored = reference(values.pointee, &complaints, owner)
    let tensor = TensorRef(
      name: stored.name, dataType: stored.dataType, dims: dims, location: stored.location,
      sparseCount: stored.elementCount ?? 0)
    checkDims(tensor, &complaints, owner)
    return tensor
  }

  /// The dims, of which no tensor has thousands.
  private func dims(
    _ start: UnsafeMutablePointer<Int64>?, _ count: Int, _ complaints: inout Complaints, _ owner: () -> String
  ) -> [Int64] {
    if count > OnnxLimits.rank {
      complaints.add(.error, "too-many-dims") { "\(owner()) has \(count) dims" }
    }
    return types.dims(numbers(start, min(count, OnnxLimits.rank)))
  }

  private func payload(of proto: Onnx__TensorProto) -> Payload? {
    guard proto.has_raw_data != 0, proto.raw_data.len == Payload.markerWidth, let bytes = proto.raw_data.data
    else { return nil }
    var index = 0
    for byte in 0..<Payload.markerWidth { index |= Int(bytes[byte]) << (8 * byte) }
    return payloads.indices.contains(index) ? payloads[index] : nil
  }

  private func external(
    _ proto: Onnx__TensorProto, _ complaints: inout Complaints, _ owner: () -> String
  ) -> TensorRef.Location {
    var path: String?
    var offset: Int64 = 0
    var length: Int64?
    for entry in entries(proto.external_data, proto.n_external_data) {
      switch entry.key {
      case "location": path = entry.value
      case "offset", "length":
        guard let number = Int64(entry.value), number >= 0 else {
          complaints.add(.error, "external-data") {
            "\(owner()): \(entry.key) \(quoted(entry.value)) of its external data is no number of bytes"
          }
          continue
        }
        if entry.key == "offset" { offset = number } else { length = number }
      default: break
      }
    }
    guard let path, !path.isEmpty else {
      complaints.add(.error, "external-data") { "\(owner()): its data is external, but no file is named" }
      return .none
    }
    if path.utf8.first == UInt8(ascii: "/") || path.split(separator: "/").contains("..") {
      complaints.add(
        .warning, "external-path", hint: "Foldout never opens it; be careful with tools that do."
      ) { "\(owner()): its data is outside of the model's directory, in \(quoted(path))" }
    }
    return .external(path: path, offset: offset, length: length)
  }

  private func check(
    _ tensor: TensorRef, _ number: Int32, _ complaints: inout Complaints, _ owner: () -> String
  ) {
    if tensor.dataType == .undefined {
      complaints.add(.warning, "unknown-type") { "\(owner()) has element type \(number), which is not known" }
    }
    checkDims(tensor, &complaints, owner)
    if case .raw(_, let length) = tensor.location, let expected = tensor.byteCount, expected != Int64(length)
    {
      complaints.add(.error, "tensor-size") {
        "\(owner()) is \(tensor.dataType.name) \(shortened(tensor.dims)), "
          + "\(expected) bytes, but has \(length) bytes of data"
      }
    }
  }

  private func checkDims(_ tensor: TensorRef, _ complaints: inout Complaints, _ owner: () -> String) {
    if tensor.dims.contains(where: { $0 < 0 }) {
      complaints.add(.error, "negative-dims") { "\(owner()) has a negative dim: \(shortened(tensor.dims))" }
    } else if tensor.elementCount == nil || (tensor.byteCount == nil && tensor.dataType.bitWidth != nil) {
      complaints.add(.error, "dims-overflow") {
        "\(owner()) has more elements than can be counted: \(shortened(tensor.dims))"
      }
    }
  }

  private func shortened(_ dims: [Int64]) -> String {
    dims.count > 8 ? Shape(Array(dims.prefix(8))).text + "×…" : Shape(dims).text
  }
}
