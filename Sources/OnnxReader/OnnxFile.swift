import COnnx
import Diagnostics
import InputFiles
import ModelGraph

/// Reads ONNX files.
public enum OnnxFile {
  /// Reads a file.
  ///
  /// Pages that the scan has passed are let go, so that memory does not grow with the weights.
  ///
  /// - Throws: as ``read(bytes:)``.
  public static func read(_ file: InputFile) throws(FoldoutError) -> ReadResult {
    try file.withBytes { bytes throws(FoldoutError) in
      let scan = try scan(bytes, as: .model)
      do throws(FoldoutError) {
        while try !scan.read(past: scan.position + OnnxLimits.releaseInterval) {
          file.release(before: scan.position)
        }
      } catch {
        throw better(error, bytes, isModel: scan.hasReadMessages)
      }
      return try build(scan, bytes)
    }
  }

  /// Turns a file's bytes into a model and diagnostics.
  ///
  /// Weights are neither copied nor looked at, so the cost is that of the structure: time and memory do
  /// not depend on the size of the tensors. The model holds no reference to the bytes.
  ///
  /// - Throws: ``FoldoutError`` of kind `malformed` where the bytes are no ONNX model, with the offset of
  ///   the first byte that breaks the format.
  public static func read(bytes: UnsafeRawBufferPointer) throws(FoldoutError) -> ReadResult {
    let scan = try scan(bytes, as: .model)
    do throws(FoldoutError) {
      _ = try scan.read(past: bytes.count)
    } catch {
      throw better(error, bytes, isModel: scan.hasReadMessages)
    }
    return try build(scan, bytes)
  }

  /// A scan of the bytes that has not begun.
  static func scan(_ bytes: UnsafeRawBufferPointer, as root: Message) throws(FoldoutError) -> WireScan {
    guard let start = bytes.baseAddress, !bytes.isEmpty else { throw emptyFile }
    return WireScan(start.assumingMemoryBound(to: UInt8.self), bytes.count, as: root)
  }

  private static func build(
    _ scan: WireScan, _ file: UnsafeRawBufferPointer
  ) throws(FoldoutError) -> ReadResult {
    let decoder = try MessageDecoder()
    let bytes = ProtobufCBinaryData(len: scan.output.count, data: scan.output.bytes)
    guard let proto = decoder.decode(bytes, by: onnx__model_proto__unpack) else { throw undecodable }
    guard let graph = proto.pointee.graph else { throw noGraph(file) }
    scan.dropOutput()
    let builder = ModelBuilder(payloads: scan.payloads, decoder: decoder, bytes: file)
    builder.build(proto.pointee, graph: graph.pointee)
    guard !decoder.hasFailed else { throw undecodable }
    return ReadResult(model: builder.model, diagnostics: builder.complaints.all)
  }
  private static var undecodable: FoldoutError {
    FoldoutError(.malformed, "bad-field", "protobuf-c cannot decode the model's structure")
  }
}
