/// One operator's entry in the catalogue.
public struct OperatorInfo: Sendable, Equatable {
  /// Its purpose.
  public var kind: OperatorKind
  /// Inputs that carry a shape, bounds, an axis or another parameter rather than data.
  public var shapeInputs: Slots
  /// Whether exporters use it for shape arithmetic. It may then be hidden where it only feeds
  /// ``shapeInputs``.
  public var isPlumbing: Bool
  /// Whether it is harmless on a stored tensor: what it makes of a weight is still that weight.
  public var isWeightPrep: Bool
  /// Whether it looks at its input's shape and never at the data (Shape, Size).
  public var readsOnlyShape: Bool
  /// The rules of ``Operators/detail(for:weights:)``, not parsed yet.
  var show: Substring

  /// A set of input slots.
  public struct Slots: Sendable, Hashable {
    /// Slots 0 to 62 as bits; bit 63 stands for all from 63 on.
    var bits: UInt64 = 0

    /// Whether a slot is in the set.
    public func contains(_ slot: Int) -> Bool {
      slot >= 0 && bits & (1 << UInt64(min(slot, 63))) != 0
    }

    /// Whether no slot is in the set.
    public var isEmpty: Bool { bits == 0 }
  }
}
