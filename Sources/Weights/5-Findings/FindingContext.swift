import ModelGraph
import TensorReading
import TextOutput

/// What the rules of findings look at. Each rule is one function in a file of its own.
struct FindingContext {
  let model: Model
  let files: TensorFiles
  let tensors: [TensorReport]

  /// All rules, in the order of their codes.
  private static let rules: [@Sendable (FindingContext) -> [WeightFinding]] = [
    findNaN, findInfinite, findConstant, findDeadChannels, findSilentChannels, findDuplicateChannels,
    findOutliers,
    findZeros, findEqualLayers,
  ]

  /// What all rules say; the order is that of the rules, then that of the tensors.
  func findings() -> [WeightFinding] { Self.rules.flatMap { $0(self) } }

  /// Places of tensors that a layer multiplies with, and whose elements are known.
  var matrices: [Int] {
    tensors.indices.filter { place in
      tensors[place].stored.use?.role.isMatrixLike == true && tensors[place].numbers?.range != nil
        && (tensors[place].stored.tensor.elementCount ?? 0) > 1
    }
  }

  /// A finding of one tensor.
  func finding(
    _ code: WeightFinding.Code, _ place: Int, _ text: String, mark: String
  ) -> WeightFinding {
    WeightFinding(code: code, place: tensors[place].stored.name, text: text, mark: mark, tensors: [place])
  }
}

extension WeightReport {
  /// Adds what is worth knowing.
  ///
  /// - Parameters:
  ///   - model: the model that the tensors are of.
  ///   - files: opens its tensors; few are looked at again.
  public mutating func addFindings(_ model: Model, _ files: TensorFiles) {
    findings = FindingContext(model: model, files: files, tensors: tensors).findings()
  }
}
