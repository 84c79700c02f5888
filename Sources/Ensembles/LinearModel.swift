import ModelGraph
import TextOutput

/// Coefficients of a linear model, as LinearClassifier and LinearRegressor have them.
public struct LinearModel: Sendable, Equatable {
  /// By class or target, then by feature.
  public internal(set) var coefficients: [[Double]] = []
  /// By class or target; empty where there are none.
  public internal(set) var intercepts: [Double] = []
  /// The classes, where it has some, by name or number. Of two classes a model may have coefficients for one only.
  public internal(set) var classes: [String] = []
  /// What becomes of the sums: `SOFTMAX`; nil for nothing.
  public internal(set) var postTransform: String?

  /// How many features it reads.
  public var featureCount: Int { coefficients.first?.count ?? 0 }

  private static let types: Set<String> = ["LinearClassifier", "LinearRegressor"]

  /// Whether a node is one. Cost: constant.
  public static func isLinear(_ node: Node) -> Bool {
    node.op.domain == "ai.onnx.ml" && types.contains(node.op.type)
  }

  /// Reads the coefficients of a node for which ``isLinear(_:)`` holds.
  ///
  /// - Throws: ``EnsembleFault`` where lengths contradict each other.
  public init(_ node: Node) throws(EnsembleFault) {
    let all = node.floats("coefficients") ?? []
    guard !all.isEmpty else { throw EnsembleFault("no-coefficients", "it has no coefficients") }
    guard all.count <= EnsembleLimits.mostCoefficients else {
      throw EnsembleFault(
        "too-many-coefficients", "it has \(NumberText.grouped(Int64(all.count))) coefficients")
    }
    intercepts = node.floats("intercepts") ?? []
    var rows = intercepts.count
    if node.op.type == "LinearClassifier" {
      classes = node.strings("classlabels_strings") ?? []
      if classes.isEmpty { classes = (node.ints("classlabels_ints") ?? []).map { NumberText.int($0) } }
      if rows == 0 { rows = classes.count }
    } else {
      rows = max(1, Int(clamping: node.int("targets", or: 1)))
      guard intercepts.isEmpty || intercepts.count == rows else {
        throw EnsembleFault("linear-lengths", "it has \(intercepts.count) intercepts for \(rows) targets")
      }
    }
    guard rows > 0, all.count % rows == 0 else {
      throw EnsembleFault(
        "linear-lengths",
        "\(NumberText.grouped(Int64(all.count))) coefficients don't go into \(max(rows, 0)) rows")
    }
    let width = all.count / rows
    coefficients = (0..<rows).map { Array(all[($0 * width)..<(($0 + 1) * width)]) }
    postTransform = node.string("post_transform").flatMap { $0 == "NONE" || $0.isEmpty ? nil : $0 }
  }

  /// What a row of coefficients is for: a class where there is one for each, the second of two for one row alone.
  public func rowName(_ row: Int) -> String {
    if classes.count == coefficients.count { return classes[row] }
    if coefficients.count == 1, classes.count == 2 { return classes[1] }
    return coefficients.count == 1 ? "coefficient" : NumberText.int(Int64(row))
  }
}
