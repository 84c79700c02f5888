import ModelGraph

/// Operators that no operator set has: a converter left them as its source knew them. tf2onnx does so with
/// TensorFlow's operators that it can't express. Those that work element by element keep their input's shape.
enum Leftovers {
  /// The rule of an operator that the catalogue does not know, by its name alone.
  static func rule(for op: OperatorID) -> Rule.Apply? {
    guard op.domain.isEmpty || op.domain == "ai.onnx.converters.tensorflow" else { return nil }
    if likeInput.contains(op.type) { return Elementwise.sameAsFirst }
    if likeBoth.contains(op.type) {
      return { context throws(RuleError) in try Arithmetic.broadcast(context) }
    }
    return nil
  }

  private static let likeInput = names(
    """
    BesselI0 BesselI0e BesselI1 BesselI1e CheckNumerics Cumsum Cumprod Digamma Erfc Erfcinv Erfinv Exp2 Expm1 Inv
    Invert LeakyReluGrad Lgamma Log10 Log1p Log2 LogicalNot Ndtri Negative Polygamma PreventGradient Relu6 Rint Rsqrt
    Snapshot SoftplusGrad Square StopGradient Trunc Truncate ZerosLike OnesLike
    """)

  private static let likeBoth = names(
    """
    AddV2 Atan2 DivNoNan FloorDiv FloorMod Igamma Igammac LeftShift Maximum Minimum MulNoNan NextAfter RealDiv
    RightShift SquaredDifference TruncateDiv TruncateMod Xdivy Xlog1py Xlogy Zeta
    """)

  private static func names(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
  }
}
