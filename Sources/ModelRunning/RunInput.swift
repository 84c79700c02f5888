import ModelGraph

/// A tensor that a model is given, or that came out of it.
public struct RunTensor: Sendable, Equatable {
  /// The name of the value in the model.
  public var name: String
  /// The element type.
  public var dataType: DataType
  /// The axes, the outermost first.
  public var dims: [Int64]
  /// The elements, packed, little-endian, the last axis running fastest.
  public var bytes: [UInt8]

  /// Makes a tensor. Whether the bytes are as many as dims and type ask for, the caller knows.
  public init(name: String, dataType: DataType, dims: [Int64], bytes: [UInt8]) {
    (self.name, self.dataType, self.dims, self.bytes) = (name, dataType, dims, bytes)
  }
}

/// An input that a model has.
public struct ModelInput: Sendable, Equatable {
  /// Its name.
  public var name: String
  /// The element type; undefined where the input is no tensor, or nothing is said.
  public var dataType: DataType
  /// The shape; nil where it is open.
  public var shape: Shape?
  /// Whether the model runs without it: a stored tensor stands in.
  public var isOptional: Bool
  /// How many tokens there are: rows of the table that elements are looked up in. Nil where they are not, or the size is open.
  public var tokenCount: Int64?

  /// Makes an input.
  public init(
    name: String, dataType: DataType, shape: Shape?, isOptional: Bool, tokenCount: Int64? = nil
  ) {
    (self.name, self.dataType, self.shape) = (name, dataType, shape)
    (self.isOptional, self.tokenCount) = (isOptional, tokenCount)
  }

  /// All inputs of a model, in its order.
  public static func all(of model: Model) -> [ModelInput] {
    let graph = model.main
    let tables = LookUpTables(graph)
    return graph.inputs.map { number in
      let value = graph.values[number]
      guard case .tensor(let type, let shape)? = value.type else {
        return ModelInput(
          name: value.name, dataType: .undefined, shape: nil, isOptional: value.constant != nil)
      }
      return ModelInput(
        name: value.name, dataType: type, shape: shape, isOptional: value.constant != nil,
        tokenCount: type.isFloatingPoint ? nil : tables.rows[number])
    }
  }

  /// What it takes, for a message: `float32 batch×1×8×8`.
  var text: String {
    let type = dataType == .undefined ? "" : dataType.name
    return [type, shape.map(\.text) ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
  }
}

extension RunTensor {
  /// Makes a tensor of real numbers, rounded to its type, 0 where that has no such number; without numbers where the type has none.
  public init(name: String, dataType: DataType, dims: [Int64], reals: [Double]) {
    var bytes: [UInt8] = []
    if let code = ElementCode(dataType) {
      bytes.reserveCapacity(reals.count * code.width)
      for real in reals {
        if dataType.isFloatingPoint {
          code.append(real: real, to: &bytes)
        } else {
          let whole = Int64(exactly: real.rounded()) ?? 0
          code.append(whole: code.fits(whole) ? whole : 0, to: &bytes)
        }
      }
    }
    self.init(name: name, dataType: dataType, dims: dims, bytes: bytes)
  }

  /// The elements as real numbers; none of types that have no numbers. Cost: linear.
  public var reals: [Double] {
    guard let code = ElementCode(dataType) else { return [] }
    return (0..<(bytes.count / code.width)).map { place in
      dataType.isFloatingPoint ? code.real(bytes, at: place) : Double(code.whole(bytes, at: place) ?? 0)
    }
  }
}
