import Composing
import Costs
import Folding
import ModelGraph
import TextOutput

/// The totals below a summary's table.
struct SummaryTotals {
  private var lines: [(name: String, text: String)] = []

  init(outline: Outline, model: Model, symbols: [String]) {
    let root = outline.blocks[0]
    let summary = ModelSummary(model)
    lines.append(
      (
        "operators",
        "\(NumberText.grouped(Int64(root.operatorCount))) drawn, \(NumberText.grouped(Int64(root.hiddenCount))) constants and plumbing"
      ))
    lines.append(("parameters", Self.parameters(summary, parameterGroups(of: model))))
    let total = outline.totalCost
    if total.countedMacs > 0 || total.unknownMacs > 0 {
      lines.append(("MACs", Self.macs(total, symbols.filter { !model.openDims.batchNames.contains($0) })))
    }
    if let bytes = total.bytes, bytes > 0 {
      var text = NumberText.bytes(bytes) + " of outputs"
      if let peak = peakActivationBytes(of: model) { text += ", at most \(NumberText.bytes(peak)) at a time" }
      if total.areBytesPerSample { text += ", per sample" }
      lines.append(("activations", text))
    }
    lines += FileFacts(model.header).lines
  }

  /// One line each, of which none depends on another.
  var plain: String { lines.map { "\($0.name): \($0.text)\n" }.joined() }

  private static func parameters(_ summary: ModelSummary, _ groups: [ParameterGroup]) -> String {
    var text = NumberText.grouped(summary.parameters)
    if let trainable = summary.trainableParameters { text += ", \(NumberText.grouped(trainable)) trainable" }
    let bytes = groups.filter { $0.bytes > 0 }.map { "\(NumberText.bytes($0.bytes)) \($0.dataType.name)" }
    return bytes.isEmpty ? text : text + " (" + bytes.joined(separator: ", ") + ")"
  }

  private static func macs(_ total: Cost, _ symbols: [String]) -> String {
    guard total.unknownMacs > 0 else {
      return NumberText.grouped(total.countedMacs) + (total.areMacsPerSample ? " per sample" : "")
    }
    let noun = total.unknownMacs == 1 ? " operator" : " operators"
    var text = "not known for " + NumberText.grouped(Int64(total.unknownMacs)) + noun
    // Sizes are no help where a shape is not known at all.
    if !symbols.isEmpty, total.openMacs == total.unknownMacs {
      text +=
        "; give dims sizes with --dim "
        + symbols.prefix(4).map { sanitized($0, limit: 60) + "=1" }.joined(separator: ",")
    }
    return text
  }

  /// One line each, names in a column.
  var text: String {
    let width = lines.map(\.name.count).max() ?? 0
    return lines.map { line in
      line.name + String(repeating: " ", count: width - line.name.count + 2) + line.text + "\n"
    }.joined()
  }

  /// A Markdown list.
  var markdown: String { lines.map { "- \($0.name): \(markdownText($0.text))\n" }.joined() }
}
