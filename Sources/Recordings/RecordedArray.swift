import Archives
import Diagnostics
import InputFiles
import ModelGraph
import TensorReading

/// One array of a recording: what it is, and where its numbers are.
public struct RecordedArray: Sendable {
  /// The name that whoever recorded it gave it.
  public var name: String
  /// The element type.
  public var dataType: DataType
  /// The axes, the outermost first.
  public var dims: [Int64]
  /// Whether the first axis runs fastest, as in Fortran.
  public var isColumnMajor = false
  var source: Source

  enum Source: Sendable {
    /// In a file, from an offset on.
    case file(InputFile, offset: Int)
    /// The same in the other byte order.
    case swapped(InputFile, offset: Int)
    /// In an archive's entry that is packed, from an offset on.
    case packed(InputFile, entry: String, offset: Int, isSwapped: Bool)
    case memory([UInt8], offset: Int, isSwapped: Bool)
    /// In a file of ONNX.
    case tensor(TensorFiles, TensorRef)
  }

  /// Makes an array of elements that are in memory, packed, little-endian.
  public init(name: String, dataType: DataType, dims: [Int64], bytes: [UInt8]) {
    self.init(
      name: name, dataType: dataType, dims: dims, source: .memory(bytes, offset: 0, isSwapped: false))
  }

  init(
    name: String, dataType: DataType, dims: [Int64], isColumnMajor: Bool = false, source: Source
  ) {
    (self.name, self.dataType, self.dims) = (name, dataType, dims)
    (self.isColumnMajor, self.source) = (isColumnMajor, source)
  }

  /// The number of elements; nil where it can't be counted.
  public var elementCount: Int? {
    TensorRef(dataType: dataType, dims: dims).elementCount.flatMap { Int(exactly: $0) }
  }

  /// Bytes of all elements.
  public var byteCount: Int { Int(clamping: TensorRef(dataType: dataType, dims: dims).byteCount ?? 0) }

  /// Opens its bytes, little-endian and in the order of the file.
  ///
  /// Cost: constant; that of unpacking where an archive packs it.
  ///
  /// - Throws: ``UnreadTensor`` where they can't be had.
  public func open() throws(UnreadTensor) -> TensorBytes {
    switch source {
    case .file(let file, let offset): return TensorBytes(file, offset: offset, count: byteCount)
    case .tensor(let files, let tensor): return try files.open(tensor)
    case .memory(let bytes, let offset, let isSwapped): return turned(bytes, offset, isSwapped)
    case .swapped(let file, let offset):
      guard byteCount <= RecordingLimits.unpackedBytes else { throw Self.tooLarge }
      let bytes = file.withBytes { Array($0[min(offset, $0.count)...].prefix(byteCount)) }
      return turned(bytes, 0, true)
    case .packed(let file, let entry, let offset, let isSwapped):
      do throws(FoldoutError) {
        let bytes = try file.withBytes { bytes throws(FoldoutError) in
          try ZipArchive(bytes).read(entry, limit: RecordingLimits.unpackedBytes)
        }
        return turned(bytes ?? [], offset, isSwapped)
      } catch {
        throw UnreadTensor(error.diagnostic.code, "it can't be unpacked: " + error.diagnostic.message)
      }
    }
  }

  /// The array with bytes of which pieces are had in any order at no further cost: what is packed, in the other byte order
  /// or in a field of numbers is in memory then.
  ///
  /// Cost: that of reading it once where it is such.
  ///
  /// - Throws: ``UnreadTensor`` where its bytes can't be had, or such are more than a gigabyte.
  public func unpacked() throws(UnreadTensor) -> RecordedArray {
    let bytes = try open()
    switch source {
    case .file, .memory(_, _, isSwapped: false): return self
    case .tensor where bytes.isRandomAccess: return self
    case .tensor, .memory, .swapped, .packed: break
    }
    guard byteCount <= RecordingLimits.unpackedBytes else { throw Self.tooLarge }
    var read = [UInt8](repeating: 0, count: byteCount)
    try read.withUnsafeMutableBytes { buffer in
      Result { () throws(UnreadTensor) in try bytes.read(at: 0, into: buffer) }
    }.get()
    var array = self
    array.source = .memory(read, offset: 0, isSwapped: false)
    return array
  }

  private static var tooLarge: UnreadTensor {
    UnreadTensor(
      "too-large",
      "it is larger than \(RecordingLimits.unpackedBytes >> 30) GB and not stored as it is in memory")
  }

  private func turned(_ bytes: [UInt8], _ offset: Int, _ isSwapped: Bool) -> TensorBytes {
    guard isSwapped, let width = dataType.bitWidth.map({ $0 / 8 }), width > 1 else {
      return TensorBytes(bytes, from: offset)
    }
    var turned = Array(bytes[min(offset, bytes.count)...])
    for start in stride(from: 0, to: turned.count - width + 1, by: width) {
      turned[start..<(start + width)].reverse()
    }
    return TensorBytes(turned, from: 0)
  }
}
