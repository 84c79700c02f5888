import Diagnostics
import InputFiles
import ModelGraph

/// A table in CSV: columns of numbers side by side as an array, or each for the input of its name; and the column of classes.
struct InputCSV {
  /// The numbers, float64: one array without a name, or one for each column that is called like an input.
  private(set) var tensors: [RunTensor] = []
  /// The names of the columns that are in it; empty where the table has no line of names.
  private(set) var features: [String] = []
  /// By row, the text in the column of classes; empty where there is none.
  private(set) var labels: [String] = []
  /// Names, or numbers, of columns that are not used.
  private(set) var others: [String] = []
  /// Odd cells.
  private(set) var diagnostics: [Diagnostic] = []

  private var names: [String] = []
  private var rows: [[String]] = []

  /// Reads a table whose first line may name the columns. Cost: linear in the file, which is bounded.
  ///
  /// - Parameters:
  ///   - file: the table.
  ///   - inputs: what the model takes.
  ///   - wanted: the input that it is for; nil where that is not said.
  /// - Throws: ``FoldoutError`` of kind `malformed` where rows differ in length, or no column is of numbers.
  init(_ file: InputFile, inputs: [ModelInput] = [], wanted: ModelInput? = nil) throws(FoldoutError) {
    guard file.count <= RunTuning.tableBytes else {
      throw FoldoutError(.malformed, "too-large", "the table is larger than \(RunTuning.tableBytes >> 20) MB")
    }
    rows = file.withBytes { TableText.rows(String(decoding: $0, as: UTF8.self)) }
    // The first line names columns where it has texts above numbers.
    let isNamed =
      rows.count > 1 && zip(rows[0], rows[1]).contains { Double($0) == nil && Double($1) != nil }
    names = isNamed ? rows.removeFirst() : []
    guard let width = rows.first?.count, rows.allSatisfy({ $0.count == width }) else {
      throw FoldoutError(
        .malformed, "bad-table", "the rows of the table differ in length",
        hint: "Texts that hold commas stand in quotes.")
    }
    let places = choose(width: width, inputs, wanted)
    guard !places.isEmpty else {
      throw FoldoutError(.malformed, "no-numbers", "no column of the table is of numbers")
    }
    let own = wanted == nil && inputs.count > 1 ? places.filter { isInput($0, inputs) } : []
    if own.isEmpty {
      tensors = [tensor(of: places, "")]
    } else {
      tensors = own.map { tensor(of: [$0], name($0)) }
      others += places.filter { !own.contains($0) }.map(name)
    }
    features = isNamed ? (own.isEmpty ? places : own).map(name) : []
  }

  // MARK: Columns

  private func name(_ place: Int) -> String { names.indices.contains(place) ? names[place] : String(place) }

  private func isInput(_ place: Int, _ inputs: [ModelInput]) -> Bool {
    names.indices.contains(place) && inputs.contains { $0.name == names[place] }
  }

  /// The columns of numbers for the model. Of the others, one that is called so or is the only one of texts has the classes.
  private mutating func choose(width: Int, _ inputs: [ModelInput], _ wanted: ModelInput?) -> [Int] {
    var numbers: [Int] = []
    var texts: [Int] = []
    for column in 0..<width {
      if isNumbers(column) { numbers.append(column) } else { texts.append(column) }
    }
    let taker = wanted ?? inputs.first { !$0.isOptional }
    var taken = Int?.none
    if let dims = taker?.shape?.dims, dims.count == 2, case .known(let size)? = dims.last {
      taken = Int(exactly: size)
    }
    // Classes may be numbers, and some programs write the number of the row: only where the model takes one column less.
    if let taken, numbers.count == taken + 1 {
      if let label = numbers.first(where: isLabel) {
        numbers.removeAll { $0 == label }
        labels = rows.map { $0[label] }
      } else if let first = numbers.first, names.first == "", first == 0 {
        numbers.removeFirst()
        others.append("0")
      }
    }
    if labels.isEmpty, let label = texts.count == 1 ? texts[0] : texts.first(where: isLabel) {
      texts.removeAll { $0 == label }
      labels = rows.map { $0[label] }
    }
    others += texts.map(name)
    return numbers
  }

  private func isLabel(_ place: Int) -> Bool {
    names.indices.contains(place) && InputNames.isLabel(names[place].lowercased())
  }

  /// Whether a column has numbers, and nothing else than them and empty cells.
  private func isNumbers(_ column: Int) -> Bool {
    var hasNumber = false
    for row in rows {
      if Double(row[column]) != nil {
        hasNumber = true
      } else if !TableText.isMissing(row[column]) {
        return false
      }
    }
    return hasNumber
  }

  private mutating func tensor(of places: [Int], _ name: String) -> RunTensor {
    var missing = 0
    let numbers = rows.flatMap { row in
      places.map { place in
        guard let number = Double(row[place]) else {
          missing += 1
          return Double.nan
        }
        return number
      }
    }
    if missing > 0 {
      diagnostics.append(
        Diagnostic(.warning, "empty-cells", "\(missing) cells of the table are empty, and given as NaN"))
    }
    return RunTensor(
      name: name, dataType: .float64, dims: [Int64(rows.count), Int64(places.count)], reals: numbers)
  }
}

/// The cells of a table in text.
enum TableText {
  /// Splits a text into lines, and those into cells, at commas, or at semicolons or tabs where the first line has more of them. Cells
  /// in quotes may hold them; lines end where the text has them.
  static func rows(_ text: String) -> [[String]] {
    var lines = text.split(whereSeparator: \.isNewline)
    // A mark that some programs put before the first cell.
    if let first = lines.first, first.unicodeScalars.first == "\u{FEFF}" {
      lines[0] = Substring(first.unicodeScalars.dropFirst())
    }
    func count(_ separator: Character) -> Int {
      lines.first.map { line in line.reduce(0) { $0 + ($1 == separator ? 1 : 0) } } ?? 0
    }
    let separator = [",", ";", "\t"].max { count($0) < count($1) } ?? ","
    return lines.map { cells($0, count(separator) == 0 ? "," : separator) }
  }

  /// The cells of a line, without blanks around them; two quotes in a cell that stands in quotes are one.
  private static func cells(_ line: Substring, _ separator: Character) -> [String] {
    var cells: [String] = []
    var cell = ""
    var isQuoted = false
    var wasQuote = false
    func trimmed(_ text: String) -> String {
      let start = text.drop { $0 == " " || $0 == "\t" }
      return start.lastIndex { $0 != " " && $0 != "\t" }.map { String(start[...$0]) } ?? ""
    }
    for character in line {
      if character == "\"" {
        if wasQuote, !isQuoted { cell.append(character) }
        isQuoted.toggle()
        wasQuote = true
        continue
      }
      wasQuote = false
      if character == separator, !isQuoted {
        cells.append(trimmed(cell))
        cell = ""
      } else {
        cell.append(character)
      }
    }
    return cells + [trimmed(cell)]
  }

  /// Whether a cell stands for a number that nobody knows.
  static func isMissing(_ cell: String) -> Bool {
    cell.isEmpty || ["na", "n/a", "null", "none", "?"].contains(cell.lowercased())
  }
}
