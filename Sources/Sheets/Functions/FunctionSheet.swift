import Charts
import DiagramModel
import Exporting
import TextOutput

/// A page of functions: a curve each, its derivative dashed, saturation shaded, and below it what there is to say.
///
/// Cost: linear in the functions, whose curves have some 250 points.
///
/// - Parameter name: the model that has them, or nil for functions asked for by name.
public func functionSheet(_ rows: [FunctionRow], name: String?, title: String? = nil) -> Sheet {
  let places = rows.reduce(0) { $0 + $1.places.count }
  let figures = rows.prefix(SheetTuning.mostFunctions).map { FunctionFigure($0) }
  var lines: [String] = []
  if name != nil { lines.append(counts(rows.count, places)) }
  if rows.count > figures.count {
    lines.append("The first \(figures.count) of \(rows.count) functions are drawn.")
  }
  if !figures.isEmpty {
    lines.append(
      "Solid: the function; dashed: its derivative. Shaded: saturated, \(saturationNote.dropFirst(saturationPrefix))"
    )
  }
  let heading =
    title ?? name.map { "Activation functions of " + sanitized($0, limit: 80) } ?? "Activation functions"
  return Sheet(heading, lines: lines, sections: figures.isEmpty ? [] : [.init(.charts(figures))])
}

private let saturationPrefix = "saturated: ".count

private func counts(_ functions: Int, _ places: Int) -> String {
  guard functions > 0 else { return "No activation functions." }
  return "\(functions) \(functions == 1 ? "function" : "functions") in "
    + "\(NumberText.grouped(Int64(places))) \(places == 1 ? "place" : "places")."
}
