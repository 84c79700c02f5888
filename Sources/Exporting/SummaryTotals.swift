import Composing
import Costs
import Folding
import ModelGraph

/// What stands below a summary's table.
struct SummaryTotals {
  private var lines: [(name: String, text: String)] = []

  init(outline: Outline, costs: OutlineCosts, model: Model, symbols: [String]) {
    let root = outline.blocks[0]
    let summary = ModelSummary(model)
    lines.append(
      (
        "operators",
        "\(grouped(Int64(root.operatorCount))) drawn, \(grouped(Int64(root.hiddenCount))) constants and plumbing"
      ))
    lines.append(("parameters", Self.parameters(summary, parameterGroups(of: model))))
    let total = costs.total
    if total.countedMacs > 0 || total.unknownMacs > 0 {
      lines.append(("MACs", Self.macs(total, symbols)))
    }
    if let bytes = total.bytes, bytes > 0 {
      var text = Self.size(bytes) + " of outputs"
      if let peak = peakActivationBytes(of: model) { text += ", at most \(Self.size(peak)) at a time" }
      lines.append(("activations", text))
    }
  }

  private static func parameters(_ summary: ModelSummary, _ groups: [ParameterGroup]) -> String {
    var text = grouped(summary.parameters)
    if let trainable = summary.trainableParameters { text += ", \(grouped(trainable)) trainable" }
    let bytes = groups.filter { $0.bytes > 0 }.map { "\(size($0.bytes)) \($0.dataType.name)" }
    return bytes.isEmpty ? text : text + " (" + bytes.joined(separator: ", ") + ")"
  }

  private static func macs(_ total: Cost, _ symbols: [String]) -> String {
    guard total.unknownMacs > 0 else { return grouped(total.countedMacs) }
    var text = "not known for \(grouped(Int64(total.unknownMacs))) operators"
    if !symbols.isEmpty {
      text += "; give dims sizes with --dim " + symbols.prefix(4).map { "\($0)=1" }.joined(separator: ",")
    }
    return text
  }

  /// Bytes in units of 1,024: `97.5 MiB`.
  static func size(_ bytes: Int64) -> String {
    var scaled = Double(bytes)
    for unit in ["B", "KiB", "MiB", "GiB"] {
      if scaled < 1024 || unit == "GiB" {
        let tenths = Int64((scaled * 10).rounded())
        return unit == "B" ? "\(bytes) B" : "\(grouped(tenths / 10)).\(tenths % 10) \(unit)"
      }
      scaled /= 1024
    }
    return "\(bytes) B"
  }

  /// One line each, names in a column.
  var text: String {
    let width = lines.map(\.name.count).max() ?? 0
    return lines.map { line in
      line.name + String(repeating: " ", count: width - line.name.count + 2) + line.text + "\n"
    }.joined()
  }

  /// A Markdown list.
  var markdown: String { lines.map { "- \($0.name): \($0.text)\n" }.joined() }
}
