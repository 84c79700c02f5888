import Diagnostics
import InputFiles
import ModelGraph

/// A table in CSV: the columns of numbers, side by side as an array of rows and columns.
struct InputCSV {
  /// The numbers, float64.
  let tensor: RunTensor
  /// Names, or numbers, of columns that hold other things.
  let others: [String]

  /// Reads a table whose first line may name the columns. Cost: linear in the file, which is bounded.
  ///
  /// - Throws: ``FoldoutError`` of kind `malformed` where rows differ in length, or no column is of numbers.
  init(_ file: InputFile) throws(FoldoutError) {
    guard file.count <= RunTuning.tableBytes else {
      throw FoldoutError(.malformed, "too-large", "the table is larger than \(RunTuning.tableBytes >> 20) MB")
    }
    let text = file.withBytes { String(decoding: $0, as: UTF8.self) }
    var rows = text.split(whereSeparator: \.isNewline).map(Self.cells)
    // The first line names columns where it has texts above numbers.
    let isNamed =
      rows.count > 1 && zip(rows[0], rows[1]).contains { Double($0) == nil && Double($1) != nil }
    let names = isNamed ? rows.removeFirst() : []
    guard let width = rows.first?.count, rows.allSatisfy({ $0.count == width }) else {
      throw FoldoutError(.malformed, "bad-table", "the rows of the table differ in length")
    }
    var columns: [[Double]] = []
    var others: [String] = []
    for column in 0..<width {
      let numbers = rows.compactMap { Double($0[column]) }
      if numbers.count == rows.count {
        columns.append(numbers)
      } else {
        others.append(names.indices.contains(column) ? names[column] : String(column))
      }
    }
    guard !columns.isEmpty, let code = ElementCode(.float64) else {
      throw FoldoutError(.malformed, "no-numbers", "no column of the table is of numbers")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(rows.count * columns.count * code.width)
    for row in rows.indices { for column in columns { code.append(real: column[row], to: &bytes) } }
    self.others = others
    tensor = RunTensor(
      name: "", dataType: .float64, dims: [Int64(rows.count), Int64(columns.count)], bytes: bytes)
  }

  /// The cells of a line, without blanks and quotes around them. Quoted commas are not for numbers.
  private static func cells(_ line: Substring) -> [String] {
    line.split(separator: ",", omittingEmptySubsequences: false).map { cell in
      let blanks: Set<Character> = [" ", "\t", "\""]
      let start = cell.drop { blanks.contains($0) }
      let end = start.lastIndex { !blanks.contains($0) }
      return end.map { String(start[...$0]) } ?? ""
    }
  }
}
