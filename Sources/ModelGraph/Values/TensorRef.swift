/// A stored tensor: what it is and where its bytes are, never the bytes.
///
/// One word large, since every value has room for one: copies share what they say.
public struct TensorRef: Sendable, Hashable {
  private var content: Content

  /// The content of a reference; never changed once made.
  private enum Content: Sendable {
    /// A tensor of which only its type is known: formats that store tensors beside the model have but these.
    case plain(Plain)
    case stored(Stored)
    /// The same under the name of a layer: layers of one kind share the rest.
    case owned(Owned)
  }

  private final class Owned: Sendable {
    let owner: String
    let tensor: Plain

    init(_ owner: String, _ tensor: Plain) {
      self.owner = owner
      self.tensor = tensor
    }
  }

  private final class Plain: Sendable {
    let name: String
    let dataType: DataType
    let dims: [Int64]

    init(_ name: String, _ dataType: DataType, _ dims: [Int64]) {
      self.name = name
      self.dataType = dataType
      self.dims = dims
    }
  }

  private final class Stored: Sendable {
    let name: String
    let dataType: DataType
    let dims: [Int64]
    let location: Location
    let sparseCount: Int64?
    let elements: [Double]?

    init(
      _ name: String, _ dataType: DataType, _ dims: [Int64], _ location: Location, _ sparseCount: Int64?,
      _ elements: [Double]?
    ) {
      self.name = name
      self.dataType = dataType
      self.dims = dims
      self.location = location
      self.sparseCount = sparseCount
      self.elements = elements
    }
  }

  /// The tensor's name; may be empty. Cost: that of making it where the tensor has an owner.
  public var name: String {
    switch content {
    case .plain(let plain): plain.name
    case .stored(let stored): stored.name
    case .owned(let owned): owned.owner + "/" + owned.tensor.name
    }
  }
  /// The element type.
  public var dataType: DataType {
    switch content {
    case .plain(let plain): plain.dataType
    case .stored(let stored): stored.dataType
    case .owned(let owned): owned.tensor.dataType
    }
  }
  /// The dims as in the file (not checked: may be negative in a broken file).
  public var dims: [Int64] {
    switch content {
    case .plain(let plain): plain.dims
    case .stored(let stored): stored.dims
    case .owned(let owned): owned.tensor.dims
    }
  }
  /// Where the bytes are.
  public var location: Location { stored?.location ?? .none }
  /// For a sparse tensor, the number of stored values; nil for a dense one.
  public var sparseCount: Int64? { stored?.sparseCount }
  /// What it holds, where the reader found a handful of numbers and no more: a constant such as 0.5 tells operators that
  /// are alike apart. Weights are never read. No part of equality, since the bytes at ``location`` say the same.
  public var elements: [Double]? { stored?.elements }

  private var stored: Stored? {
    if case .stored(let stored) = content { stored } else { nil }
  }

  /// A reader keeps the elements of tensors up to this size.
  public static let mostElements = 8

  /// Where a stored tensor's bytes are.
  public enum Location: Sendable, Hashable {
    /// Little-endian element bytes (ONNX `raw_data`) at an offset in the model file.
    case raw(offset: Int, length: Int)
    /// A protobuf field of the model file, such as `float_data`: its first byte (after the tag and,
    /// where packed, the length), its length in bytes, and its field number. Where a file spreads the
    /// field over several chunks, this is the first, and `chunks` says how many there are.
    case field(number: Int, offset: Int, length: Int, chunks: Int)
    /// A file beside the model, with the offset and length it names (nil: to the end of that file).
    case external(path: String, offset: Int64, length: Int64?)
    /// A dataset of the HDF5 file that the model is or holds, which only HDF5 can read: its path there.
    case dataset(path: String)
    /// No bytes: an empty tensor, or a broken file.
    case none
  }

  /// Makes a reference.
  public init(
    name: String = "", dataType: DataType, dims: [Int64], location: Location = .none,
    sparseCount: Int64? = nil, elements: [Double]? = nil
  ) {
    if location == .none, sparseCount == nil, elements == nil {
      content = .plain(Plain(name, dataType, dims))
    } else {
      content = .stored(Stored(name, dataType, dims, location, sparseCount, elements))
    }
  }

  /// Makes a reference to a tensor of one owner, such as a layer: `dense_1/kernel` for a tensor `kernel`. All owners of
  /// such a tensor share what it says, so that a reference takes 48 bytes.
  public init(owner: String, _ tensor: TensorRef) {
    guard case .plain(let plain) = tensor.content else {
      self.init(
        name: owner + "/" + tensor.name, dataType: tensor.dataType, dims: tensor.dims,
        location: tensor.location, sparseCount: tensor.sparseCount, elements: tensor.elements)
      return
    }
    self.init(.owned(Owned(owner, plain)))
  }

  private init(_ content: Content) { self.content = content }

  /// Whether two references say the same.
  public static func == (a: TensorRef, b: TensorRef) -> Bool {
    a.isSame(as: b)
      || a.name == b.name && a.dataType == b.dataType && a.dims == b.dims && a.location == b.location
        && a.sparseCount == b.sparseCount
  }

  /// Whether two references are copies of one.
  private func isSame(as other: TensorRef) -> Bool {
    switch (content, other.content) {
    case (.plain(let a), .plain(let b)): a === b
    case (.stored(let a), .stored(let b)): a === b
    case (.owned(let a), .owned(let b)): a === b
    default: false
    }
  }

  /// Hashes what the reference says.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(dataType)
    hasher.combine(dims)
    hasher.combine(location)
    hasher.combine(sparseCount)
  }

  /// The product of the dims, or nil where a dim is negative or the product overflows.
  public var elementCount: Int64? {
    var count: Int64 = 1
    for dim in dims {
      guard dim >= 0 else { return nil }
      let (product, overflow) = count.multipliedReportingOverflow(by: dim)
      if overflow { return nil }
      count = product
    }
    return count
  }

  /// The bytes that many elements take when packed, rounded up; nil for strings, unknown types, overflow.
  public var byteCount: Int64? {
    guard let count = elementCount, let bits = dataType.bitWidth else { return nil }
    let (total, overflow) = count.multipliedReportingOverflow(by: Int64(bits))
    if overflow || total > Int64.max - 7 { return nil }
    return (total + 7) / 8
  }

  /// Whether this looks like a trained weight rather than a shape, axis, index or scalar factor, which exporters
  /// store too: more than one element, and neither whole numbers of 32 bits and more, nor booleans or strings.
  public var isTrainedWeight: Bool {
    switch dataType {
    case .int32, .int64, .uint32, .uint64, .bool, .string: false
    default: (elementCount ?? 0) > 1
    }
  }

  /// The dims joined by `×`; `scalar` for rank 0.
  public var shapeText: String { Shape(dims).text }
}
