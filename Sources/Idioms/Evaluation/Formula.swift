/// What a region of elementwise operators computes, by name.
public struct FormulaMatch: Hashable, Sendable {
  /// The name in the table: `Gelu`.
  public var name: String
  /// What else there is to say: `tanh`, `0.1`.
  public var detail: String?

  /// Makes a match.
  public init(name: String, detail: String? = nil) {
    self.name = name
    self.detail = detail
  }
}

/// Names what a program computes, by comparing its values with those of known functions.
///
/// No spelling is written down: `Div Erf Add Mul Mul` and any other way to write GELU are one function. Two functions
/// are taken for one where they agree at all points of ``Samples``, and of several the closest is taken. Constants may
/// come from a file in half precision, which moves results by a ten-thousandth or so; the least difference that has to
/// be told is that of the two forms of GELU, 0.00047.
///
/// A function of rows is to be the same at several widths. Where a constant depends on the width, as in
/// `x / ‖x‖ · √768`, the program is tried at the width that its tensor has.
///
/// Cost: steps times 32 numbers, or four rows, and as much for each function in the table.
public enum FormulaTable {
  /// Numbers that differ less, relative to their size where that is over one, are taken for equal.
  static let tolerance = 2e-4

  /// What a program computes; nil where that has no name.
  ///
  /// - Parameter width: how many elements a row of the tensor has, where that is known.
  public static func match(_ program: ElementProgram, width: Int? = nil) -> FormulaMatch? {
    program.reduces || program.vectorCount > 0 ? row(program, width) : activation(program)
  }

  /// The greatest difference between two lists of numbers; nil where it passes the tolerance.
  static func difference(_ values: [Double], _ wanted: some Sequence<Double>) -> Double? {
    var greatest = 0.0
    for (value, want) in zip(values, wanted) {
      let difference = abs(value - want) / max(1, abs(want))
      guard difference <= tolerance else { return nil }
      greatest = max(greatest, difference)
    }
    return greatest
  }

  private static func activation(_ program: ElementProgram) -> FormulaMatch? {
    guard Activation.mayBe(program.evaluate(Activation.probes, columns: 1)) else { return nil }
    let values = program.evaluate(Samples.points, columns: 1)
    guard values.allSatisfy(\.isFinite) else { return nil }
    var best: (match: FormulaMatch, difference: Double)?
    for activation in Activation.all {
      guard let function = activation.fit({ program($0) }),
        let difference = difference(values, Samples.points.lazy.map { function.apply($0) }),
        difference < best?.difference ?? .infinity
      else { continue }
      best = (FormulaMatch(name: activation.name, detail: function.detail), difference)
    }
    return best?.match
  }

  private static func row(_ program: ElementProgram, _ width: Int?) -> FormulaMatch? {
    let found = Samples.widths.map { row(program, columns: $0, RowFunction.all) }
    if let first = found.first, let first, found.allSatisfy({ $0 == first }) { return first }
    guard let width, width > 1, width <= Samples.mostColumns, dependsOnWidth(program, width) else {
      return nil
    }
    return row(program, columns: width, RowFunction.all.filter(\.dividesByWidth))
  }

  /// Whether one of a program's constants is the width of a row, its root, or one over these.
  private static func dependsOnWidth(_ program: ElementProgram, _ width: Int) -> Bool {
    let root = Double(width).squareRoot()
    let made = [Double(width), root, 1 / root, 1 / Double(width)]
    return program.scalars.contains { scalar in
      made.contains { abs(abs(scalar) - $0) <= $0 * widthTolerance }
    }
  }

  /// Constants of files in half precision are as exact.
  private static let widthTolerance = 2e-3

  private static func row(
    _ program: ElementProgram, columns: Int, _ functions: [RowFunction]
  ) -> FormulaMatch? {
    let matrix = Samples.matrix(columns: columns)
    let values = program.evaluate(matrix, columns: columns)
    guard values.allSatisfy(\.isFinite) else { return nil }
    for function in functions {
      let limits = [0] + program.scalars.filter { $0 > 0 && $0 <= RowFunction.mostEpsilon }
      for epsilon in limits {
        let core = function.apply(matrix, columns: columns, epsilon)
        if RowFunction.isAffine(
          values, of: core, columns: columns, vectorCount: program.vectorCount, function.isScaled)
        {
          return FormulaMatch(name: function.name)
        }
      }
    }
    return nil
  }
}
