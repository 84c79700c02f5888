import Diagnostics

/// Tables of metrics with a header: Keras's CSVLogger, Lightning's `metrics.csv`, and any other with numbers in columns.
///
/// The level axis is the column of steps, else that of epochs, else the number of the row. Cells without a number are
/// left out, so rows may be sparse.
struct MetricTable {
  private let separator: UInt8
  private let header: [String]
  private let hasAxis: Bool
  private let hasMetric: Bool

  /// What columns of an axis are called, the most telling first, in small letters.
  private static let steps = ["step", "global_step", "_step", "iteration", "iter", "batch"]
  private static let epochs = ["epoch"]
  private static let times = ["wall_time", "wall time", "timestamp", "_timestamp"]
  /// A table with a column of such a name has metrics, even if none is called a step.
  private static let metrics = ["loss", "acc", "accuracy", "error", "reward", "perplexity"]

  /// Looks whether a text begins as a table of metrics does: a header of names, then numbers below.
  init?(head: UnsafeRawBufferPointer) {
    guard !head.contains(0) else { return nil }
    var best: (separator: UInt8, header: [String])?
    for separator in DelimitedRows.separators {
      var rows = DelimitedRows(head, separator: separator)
      guard let first = rows.next(), rows.isComplete, first.count > (best?.header.count ?? 0) else {
        continue
      }
      let second = rows.next()
      guard Self.isHeader(first), Self.fits(second, first.count, isWhole: rows.isComplete) else { continue }
      best = (separator, first.map(\.text))
    }
    guard let best else { return nil }
    (separator, header) = best
    let names = header.map { $0.lowercased() }
    hasAxis = names.contains { (Self.steps + Self.epochs).contains($0) }
    hasMetric = names.contains { name in
      name.split { !$0.isLetter }.contains { Self.metrics.contains(String($0)) }
    }
  }

  private static func isHeader(_ cells: [DelimitedRows.Cell]) -> Bool {
    !cells.contains { $0.number != nil } && cells.contains { !$0.bytes.isEmpty }
  }

  /// Whether a row is one of numbers below so many names. A table without rows was only just begun.
  private static func fits(_ row: [DelimitedRows.Cell]?, _ count: Int, isWhole: Bool) -> Bool {
    guard let row else { return true }
    if !isWhole { return row.count <= count }
    return row.count == count && row.contains { $0.number != nil }
  }

  /// Whether a search takes it: a table of data is none of metrics.
  var isLikely: Bool { hasAxis || hasMetric }

  /// Reads all rows into a run. Linear in the text.
  ///
  /// - Returns: what was odd.
  func read(_ bytes: UnsafeRawBufferPointer, into run: inout RunCollector) -> [Diagnostic] {
    let names = header.map { $0.lowercased() }
    func column(_ wanted: [String]) -> Int? {
      for name in wanted { if let place = names.firstIndex(of: name) { return place } }
      return nil
    }
    let x = column(Self.steps) ?? column(Self.epochs)
    let isEpoch = x.map { Self.epochs.contains(names[$0]) } ?? false
    let time = column(Self.times)
    let tags = header.indices.map { place in
      place == x || place == time || header[place].isEmpty ? nil : run.tag(named: header[place])
    }
    var rows = DelimitedRows(bytes, separator: separator)
    _ = rows.next()
    var number: Int64 = 0
    var odd = 0
    while let row = rows.next() {
      // The last row may still be written: a number without its end is another number.
      if !rows.isComplete, row.count < header.count { break }
      if row.count != header.count { odd += 1 }
      let step = x.flatMap { row.indices.contains($0) ? row[$0].number : nil }.flatMap {
        Int64(exactly: $0.rounded())
      }
      let wallTime = time.flatMap { row.indices.contains($0) ? row[$0].number : nil } ?? .nan
      for (place, cell) in row.enumerated() where place < tags.count {
        guard let tag = tags[place], let value = cell.number else { continue }
        run.append(tag, step ?? number, value, wallTime, axis: isEpoch ? .epochs : .steps) { header[place] }
      }
      number += 1
    }
    guard odd > 0 else { return [] }
    let subject = odd == 1 ? "one row has" : "\(odd) rows have"
    return [Diagnostic(.warning, "uneven-rows", "\(subject) other than the header's \(header.count) cells")]
  }
}
