import ModelGraph

/// What Foldout knows about operators, by name; the knowledge itself is in the tables beside this file.
public enum Operators {
  /// The tables as a dictionary, only ever looked up. Built at first use, once.
  private static let known: [OperatorID: OperatorInfo] = {
    var known: [OperatorID: OperatorInfo] = [:]
    known.reserveCapacity(700)
    for table in OperatorTable.all {
      table.forEachRow { name, info in known[OperatorID(domain: table.domain, type: name)] = info }
    }
    return known
  }()

  private static let unknown = OperatorInfo(
    kind: .custom, shapeInputs: .init(), isPlumbing: false, isWeightPrep: false, readsOnlyShape: false, show: "")

  /// What is known about an operator; its overload is not looked at. An operator that is not known is
  /// ``OperatorKind/custom`` and nothing else. Costs one look-up; the first call also reads the tables.
  public static func info(for id: OperatorID) -> OperatorInfo {
    known[OperatorID(domain: canonicalDomain(id.domain), type: id.type)] ?? unknown
  }

  /// Every operator known, in the order of the tables: for tests and listings.
  public static var all: [OperatorID] {
    var found: [OperatorID] = []
    for table in OperatorTable.all {
      table.forEachRow { name, _ in found.append(OperatorID(domain: table.domain, type: name)) }
    }
    return found
  }

  /// ONNX Runtime's channels-last copies of operators take the name of the original.
  private static func canonicalDomain(_ domain: String) -> String {
    domain == "com.ms.internal.nhwc" ? "" : domain
  }
}
