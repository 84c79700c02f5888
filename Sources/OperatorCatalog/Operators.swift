import ModelGraph

/// The catalogue of operators, by name; its content is in the tables beside this file.
public enum Operators {
  /// Tables as dictionaries from an operator's type, only ever looked up, each built when first asked: a
  /// model mostly needs one.
  private static let onnx = index(onnxTable)
  private static let microsoft = index(microsoftTable)
  private static let keras = index(kerasTable)
  private static let others: [String: [String: OperatorInfo]] = {
    let tables = [onnxMLTable] + onnxPreviewTables + [microsoftNchwcTable]
    return Dictionary(tables.map { ($0.domain, index($0)) }, uniquingKeysWith: { first, _ in first })
  }()

  private static func index(_ table: OperatorTable) -> [String: OperatorInfo] {
    var known: [String: OperatorInfo] = [:]
    known.reserveCapacity(260)
    table.forEachRow { name, info in known[name] = info }
    return known
  }

  private static let unknown = OperatorInfo(
    kind: .custom, shapeInputs: .init(), isPlumbing: false, isWeightPrep: false, readsOnlyShape: false,
    show: "")

  /// The catalogue's entry for an operator; its overload is not looked at. An operator that is not known is
  /// ``OperatorKind/custom`` and nothing else. Costs one look-up; the first of a domain reads its table,
  /// about a tenth of a millisecond.
  public static func info(for id: OperatorID) -> OperatorInfo {
    let known: OperatorInfo? =
      switch id.domain {
      // ONNX Runtime's channels-last copies of operators take the name of the original.
      case "", "com.ms.internal.nhwc": onnx[id.type]
      case "com.microsoft": microsoft[id.type]
      case "keras": keras[id.type]
      default: others[id.domain]?[id.type]
      }
    return known ?? unknown
  }
}
