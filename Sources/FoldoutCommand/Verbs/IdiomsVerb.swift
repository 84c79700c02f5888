import ArgumentParser
import Diagnostics
import Exporting
import Folding
import FoldoutKit
import Idioms
import TextOutput

/// `foldout idioms`: lists the table of idioms, or where a model has them.
struct IdiomsVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "idioms",
    abstract: "List the idioms that pictures name, or where a model has them.")

  @Argument(help: "A model file; - for standard input. Without one, the table is listed.")
  var model: String?

  @Option(name: .long, help: ArgumentHelp("Add the idioms in this file.", valueName: "file"))
  var idioms: String?

  @Flag(name: .long, help: "Print the rows of the built-in table, as --idioms reads them.")
  var rows = false

  @Flag(name: .long, help: "Print the places of a model as JSON, with the names of operators and values.")
  var json = false

  @OptionGroup var dims: DimArguments

  func validate() throws {
    if json, rows || model == nil { throw ValidationError("--json goes with a model") }
  }

  func run() throws {
    if rows { return try OutputFile.write(Array((IdiomTable.text + "\n").utf8), to: nil) }
    let table = try idioms.map { try FoldingArguments.table($0) } ?? .builtIn
    guard let model else { return try list(table) }
    let reading = try dims.reading()
    do throws(FoldoutError) {
      Watchdog.working(on: model)
      let loaded = try Foldout.read(argument: model, reading)
      Console.report(loaded.diagnostics, file: model, asWarnings: true)
      let report = IdiomReport(of: loaded.model, table)
      try OutputFile.write(json ? idiomsJSON(report) : Array(Self.text(of: report).utf8), to: nil)
    } catch {
      Console.report(error, file: model)
      throw Console.exitCode(error.kind)
    }
  }

  private func list(_ table: Idioms) throws {
    let facts = table.facts.values.sorted { $0.name < $1.name }
    let text = Self.aligned(facts.map { [$0.name, $0.documentation] })
    try OutputFile.write(Array(text.utf8), to: nil)
  }

  /// A line for each place, and then the counts.
  private static func text(of report: IdiomReport) -> String {
    let rows = report.places.map { place in
      [
        place.title + (place.detail.map { "  " + $0 } ?? ""), place.path.isEmpty ? "-" : place.path,
        place.operators.prefix(12).map(\.type).joined(separator: " ")
          + (place.operators.count > 12 ? " …" : ""),
      ].map { sanitized($0, limit: 120) }
    }
    let counts = report.counts.map { "\($0.name) \(NumberText.grouped(Int64($0.count)))" }
    return aligned(rows) + (counts.isEmpty ? "no idioms" : counts.joined(separator: ", ")) + "\n"
  }

  /// Rows of as many cells each, in columns two blanks apart.
  private static func aligned(_ rows: [[String]]) -> String {
    let columns = rows.first?.indices.dropLast() ?? []
    let widths = columns.map { column in rows.map { terminalColumns($0[column]) }.max() ?? 0 }
    return rows.map { row in
      let cells = zip(row, widths).map { cell, width in
        cell + String(repeating: " ", count: width - terminalColumns(cell) + 2)
      }
      return cells.joined() + (row.last ?? "") + "\n"
    }.joined()
  }
}
