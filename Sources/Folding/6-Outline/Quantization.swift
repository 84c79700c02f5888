import ModelGraph
import TextOutput

/// How one tensor of a quantised operator is kept: the numbers that lead from its integers to the values they stand for.
public struct Quantization: Sendable, Hashable {
  /// Which of the operator's tensors it is.
  public enum Role: String, Sendable, Hashable {
    /// One that data comes in by.
    case input
    /// A stored one.
    case weight
    /// The result.
    case output
  }

  /// Which of the operator's tensors it is.
  public var role: Role
  /// The type of its integers, where known: `int8`.
  public var type: String?
  /// The step from one integer to the next: `0.0187`, or `per channel, 64` where there are several.
  public var scale: String?
  /// The integer that stands for zero, in the same way.
  public var zeroPoint: String?

  /// What the file says about a tensor; nil where it says nothing.
  init?(_ role: Role, type: DataType?, scale: TensorRef?, zeroPoint: TensorRef?) {
    self.role = role
    self.type = (zeroPoint?.dataType ?? type)?.name
    self.scale = scale.flatMap { Self.text($0) }
    self.zeroPoint = zeroPoint.flatMap { Self.text($0) }
    guard self.scale != nil || self.zeroPoint != nil else { return nil }
  }

  /// `input int8, scale 0.0187, zero point −3`.
  public var text: String {
    var parts = [type.map { role.rawValue + " " + $0 } ?? role.rawValue]
    if let scale { parts.append("scale " + scale) }
    if let zeroPoint { parts.append("zero point " + zeroPoint) }
    return parts.joined(separator: ", ")
  }

  /// One number, or how many there are; nil for one that was not read.
  private static func text(_ tensor: TensorRef) -> String? {
    guard let count = tensor.elementCount, count > 0 else { return nil }
    guard count > 1 else {
      guard let number = tensor.elements?.first else { return nil }
      if !tensor.dataType.isFloatingPoint, let whole = Int64(exactly: number) { return NumberText.int(whole) }
      return NumberText.float(Float(number))
    }
    // All zero points of symmetric quantisation are 0.
    if let elements = tensor.elements, !tensor.dataType.isFloatingPoint, Set(elements).count == 1,
      let whole = Int64(exactly: elements[0])
    {
      return NumberText.int(whole)
    }
    let isForChannels = tensor.dims.filter { $0 != 1 }.count == 1
    return (isForChannels ? "per channel, " : "per block, ") + (isForChannels ? "\(count)" : tensor.shapeText)
  }
}

extension OutlineOperator {
  /// How the tensors of an operator that works on integers are kept: of one with QuantizeLinear around it, see its idiom.
  public var quantization: [Quantization] {
    guard let tensors = QuantizedSlots.tensors(of: node.op.type), !constants.isEmpty else { return [] }
    func constant(_ slot: Int?) -> TensorRef? {
      slot.flatMap { constants.indices.contains($0) ? constants[$0] : nil }
    }
    return tensors.compactMap { tensor in
      let stored = constant(tensor.data)
      return Quantization(
        tensor.data == nil ? .output : stored == nil ? .input : .weight, type: stored?.dataType,
        scale: constant(tensor.scale), zeroPoint: constant(tensor.zeroPoint))
    }
  }
}
