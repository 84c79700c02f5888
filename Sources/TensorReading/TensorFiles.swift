import Diagnostics
import Glibc
import InputFiles
import ModelGraph
import OnnxReader

/// Opens the stored tensors of one model file: in the file itself, in a file beside it, or as a dataset of HDF5.
public struct TensorFiles: Sendable {
  private let file: InputFile
  /// The folder that external data is looked up in, and the folder that the model's file really lies in.
  private let folders: ExternalFolders?
  /// How datasets that HDF5 must unpack are read; nil where the file is none.
  private let datasets: Datasets?

  /// Makes an opener for a model that was read from `file`.
  ///
  /// - Parameter path: the path it was opened by; nil for a stream, which has nothing beside it.
  public init(_ file: InputFile, path: String?) {
    self.file = file
    folders = path.map { ExternalFolders(model: $0) }
    datasets = Datasets(file)
  }

  /// Opens the bytes of a tensor. Cost: constant; for external data, opening a file.
  ///
  /// - Throws: ``UnreadTensor`` where they are not there, or lengths contradict the tensor's dims.
  public func open(_ tensor: TensorRef) throws(UnreadTensor) -> TensorBytes {
    guard let needed = needed(tensor) else { throw UnreadTensor("no-size", "its size is not known") }
    switch tensor.location {
    case .raw(let offset, let length):
      guard length == needed else { throw Self.wrongLength(length, needed) }
      guard offset >= 0, offset <= file.count, length <= file.count - offset else {
        throw UnreadTensor("data-cut", "its data lies beyond the file's end")
      }
      return TensorBytes(file, offset: offset, count: needed)
    case .field(let number, let offset, let length, let chunks):
      return try field(tensor, number, offset, length, chunks, needed)
    case .external(let path, let offset, let length):
      guard let folders else {
        throw UnreadTensor("external-stream", "its data is external, and a stream has no files beside it")
      }
      if let length, length != Int64(needed) { throw Self.wrongLength(Int(clamping: length), needed) }
      return try folders.open(path, offset: offset, count: needed)
    case .dataset(let path):
      guard let datasets else { throw UnreadTensor("no-data", "it has no data") }
      return TensorBytes(try datasets.open(path, count: needed), count: needed)
    case .none:
      guard needed == 0 else { throw UnreadTensor("no-data", "it has no data") }
      return TensorBytes(file, offset: 0, count: 0)
    }
  }

  /// The bytes that a tensor's stored elements take.
  private func needed(_ tensor: TensorRef) -> Int? {
    guard let sparse = tensor.sparseCount else { return tensor.byteCount.map { Int(clamping: $0) } }
    return TensorRef(dataType: tensor.dataType, dims: [sparse]).byteCount.map { Int(clamping: $0) }
  }

  private func field(
    _ tensor: TensorRef, _ number: Int, _ offset: Int, _ length: Int, _ chunks: Int, _ needed: Int
  ) throws(UnreadTensor) -> TensorBytes {
    guard offset >= 0, length >= 0, offset <= file.count, length <= file.count - offset else {
      throw UnreadTensor("data-cut", "its data lies beyond the file's end")
    }
    let isPlain = number == 4 && tensor.dataType == .float32 || number == 10 && tensor.dataType == .float64
    if isPlain, chunks == 1 {
      guard length == needed else { throw Self.wrongLength(length, needed) }
      return TensorBytes(file, offset: offset, count: needed)
    }
    guard
      let field = FieldBytes(tensor.dataType, number: number, offset: offset, length: length, chunks: chunks)
    else { throw UnreadTensor("wrong-field", "its data is in a field for other types") }
    return TensorBytes(file, field, count: needed)
  }

  private static func wrongLength(_ length: Int, _ needed: Int) -> UnreadTensor {
    UnreadTensor("data-length", "it has \(length) bytes of data and needs \(needed)")
  }
}
