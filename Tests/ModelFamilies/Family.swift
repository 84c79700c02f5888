import TestSupport

/// A kind of graph, as a generator of model files of any size: what the tests of robustness draw small and the
/// benchmarks draw large.
///
/// Equal counts and seeds give equal bytes.
public struct Family: Sendable {
  /// The name of the family's files: letters, digits and `-`.
  public let name: String
  /// Whether it is a file of Keras rather than ONNX.
  public let isKeras: Bool
  /// Whether its members are as much as the pipeline's bounds allow, however few operators are asked for.
  public var fillsBounds: Bool { ["functions-beyond-bounds", "functions-round-nothing"].contains(name) }
  private let make: @Sendable (Int, inout SeededGenerator) -> [UInt8]

  init(
    _ name: String, isKeras: Bool = false, _ make: @escaping @Sendable (Int, inout SeededGenerator) -> [UInt8]
  ) {
    self.name = name
    self.isKeras = isKeras
    self.make = make
  }

  /// The bytes of a member of about `count` operators.
  ///
  /// Cost: linear in the operators.
  public func bytes(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
    var random = SeededGenerator(seed: seed)
    return make(count, &random)
  }

  /// Every family, by the part of the pipeline that it is hard on.
  public static let all: [Family] =
    chains + fans + meshes + randomGraphs + scopes + variety + nesting + functions + transformers + keras
    + odd

  /// The family of a name.
  public static func named(_ name: String) -> Family? { all.first { $0.name == name } }
}
