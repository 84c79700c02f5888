import ArgumentParser
import Diagnostics
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

  @OptionGroup var dims: DimArguments

  func run() throws {
    if rows { return try OutputFile.write(Array((IdiomTable.text + "\n").utf8), to: nil) }
    let table = try idioms.map { try FoldingArguments.table($0) } ?? .builtIn
    guard let model else { return try list(table) }
    let sizes = try dims.sizes()
    do throws(FoldoutError) {
      Watchdog.working(on: model)
      let loaded = try Foldout.read(argument: model, ReadOptions(dims: sizes))
      Console.report(loaded.diagnostics, file: model, asWarnings: true)
      try OutputFile.write(Array(Self.text(of: IdiomReport(of: loaded.model, table)).utf8), to: nil)
    } catch {
      Console.report(error, file: model)
      throw Console.exitCode(error.kind)
    }
  }

  private func list(_ table: Idioms) throws {
    let facts = table.facts.values.sorted { $0.name < $1.name }
    let width = facts.map(\.name.count).max() ?? 0
    let lines = facts.map { facts in
      facts.name + String(repeating: " ", count: width - facts.name.count + 2) + facts.documentation + "\n"
    }
    try OutputFile.write(Array(lines.joined().utf8), to: nil)
  }

  /// A line for each place, and then the counts.
  private static func text(of report: IdiomReport) -> String {
    var rows: [[String]] = report.places.map { place in
      [
        place.title + (place.detail.map { "  " + $0 } ?? ""), place.path.isEmpty ? "-" : place.path,
        place.operators.prefix(12).joined(separator: " ") + (place.operators.count > 12 ? " …" : ""),
      ].map { sanitized($0, limit: 120) }
    }
    let widths = (0..<2).map { column in rows.map { $0[column].count }.max() ?? 0 }
    for row in rows.indices {
      for column in 0..<2 {
        rows[row][column] += String(repeating: " ", count: widths[column] - rows[row][column].count + 2)
      }
    }
    let counts = report.counts.map { "\($0.name) \(NumberText.grouped(Int64($0.count)))" }
    return rows.map { $0.joined() + "\n" }.joined()
      + (counts.isEmpty ? "no idioms\n" : counts.joined(separator: ", ") + "\n")
  }
}
