/// One domain's operators as text, one row each:
///
///     Name   kind   slots   flags   rules…
///
/// `slots` are the inputs that carry shapes or parameters: `-` none, `1`, `1,3`, `1-4`, `1+` (from 1 on).
/// `flags` are `p` (may be shape arithmetic), `s` (reads only its input's shape), `w` (harmless on a stored
/// tensor) or `-`. `rules` say what a
/// card shows; ``ShowRule`` has their grammar. Lines that start with `#` are headings.
struct OperatorTable: Sendable {
  /// The domain, normalised as in `OperatorID`.
  let domain: String
  /// The rows.
  let rows: String

  /// Every table.
  static let all: [OperatorTable] =
    [onnxTable, onnxMLTable] + onnxPreviewTables + [microsoftTable, microsoftNchwcTable, kerasTable]

  /// Calls `body` with each row's name and content, in order. Linear in the text.
  func forEachRow(_ body: (String, OperatorInfo) -> Void) {
    for line in rows.utf8.split(separator: UInt8(ascii: "\n")) {
      let columns = line.split(separator: UInt8(ascii: " "), maxSplits: 4)
      guard columns.count >= 4, columns[0].first != UInt8(ascii: "#"),
        let kind = OperatorKind(rawValue: String(Substring(columns[1])))
      else { continue }
      let info = OperatorInfo(
        kind: kind,
        shapeInputs: OperatorInfo.Slots(parsing: columns[2]),
        isPlumbing: columns[3].contains(UInt8(ascii: "p")),
        isWeightPrep: columns[3].contains(UInt8(ascii: "w")),
        readsOnlyShape: columns[3].contains(UInt8(ascii: "s")),
        show: columns.count == 5 ? Substring(columns[4]) : "")
      body(String(Substring(columns[0])), info)
    }
  }
}

extension OperatorInfo.Slots {
  /// Reads the slots column of a row; malformed parts are left out.
  init(parsing text: Substring.UTF8View) {
    for part in text.split(separator: UInt8(ascii: ",")) {
      let ends = part.split(whereSeparator: { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") })
      guard let first = ends.first.flatMap({ UInt64(Substring($0)) }), first < 63 else { continue }
      let isOpen = part.last == UInt8(ascii: "+")
      let last = isOpen ? 63 : min(62, ends.dropFirst().first.flatMap { UInt64(Substring($0)) } ?? first)
      guard first <= last else { continue }
      for slot in first...last { bits |= 1 << slot }
    }
  }
}
