import COnnx
import Diagnostics
import InputFiles
import ModelGraph

extension OnnxFile {
  /// Reads a file that holds one TensorProto, as the data of ONNX's tests do: what the tensor is and where its bytes are.
  ///
  /// Cost: that of its fields' number; elements are not looked at.
  ///
  /// - Throws: ``FoldoutError`` of kind `malformed` where the bytes are none.
  public static func readTensor(_ file: InputFile) throws(FoldoutError) -> TensorRef {
    try file.withBytes { bytes throws(FoldoutError) in
      let scan = try scan(bytes, as: .tensor)
      do throws(FoldoutError) {
        _ = try scan.read(past: bytes.count)
      } catch {
        throw FoldoutError(
          .malformed, "not-tensor", "this is no ONNX tensor: \(error.diagnostic.message)")
      }
      let decoder = try MessageDecoder()
      let copy = ProtobufCBinaryData(len: scan.output.count, data: scan.output.bytes)
      guard let proto = decoder.decode(copy, by: onnx__tensor_proto__unpack) else {
        throw FoldoutError(.malformed, "not-tensor", "protobuf-c cannot decode the tensor")
      }
      let converter = TensorConverter(
        payloads: scan.payloads, types: TypeTable(), stored: StoredTensors(bytes))
      var complaints = Complaints()
      let tensor = converter.reference(proto.pointee, &complaints) { "the tensor" }
      if let error = complaints.all.first(where: { $0.severity == .error }) {
        throw FoldoutError(.malformed, error.code, error.message)
      }
      return tensor
    }
  }
}
