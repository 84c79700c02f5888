import Attention
import Charts
import Rendering
import TextOutput

/// Attention as parts of a page: all heads small, some large, the rollout, and for images what is looked at in them.
///
/// Cost: linear in the weights, and that of a rollout. No more heads and cells are drawn than a page has room for; where
/// some are left out, a line says so.
public func attentionSections(_ report: AttentionReport, _ options: AttentionPageOptions = .init())
  -> [Sheet.Section]
{
  guard !report.layers.isEmpty else { return [] }
  let large = LargeMaps(report: report, options: options)
  let images = options.isImage ? ImageMaps(report: report, options: options) : nil
  var sections = [HeadGrid(report: report).section]
  // Token by token, an image has little to read: its heads are shown so only where asked for.
  if let heads = images == nil || !options.heads.isEmpty ? large.heads : nil { sections.append(heads) }
  if let images { sections += images.sections }
  if images == nil, let rollout = large.rollout { sections.append(rollout) }
  return sections
}

/// What is remarkable about heads, in sentences: habits that several or all have together, the sharpest head, and weights that are no
/// shares.
///
/// Cost: linear in the heads.
public func attentionFindings(_ report: AttentionReport) -> [Finding] {
  var findings = report.layers.indices.compactMap { layer -> Finding? in
    let usable = report.figures[layer].reduce(0) { $0 + ($1?.usable ?? 0) }
    let all = report.layers[layer].queries * report.layers[layer].heads
    guard usable < all else { return nil }
    let label = report.layers[layer].label
    return Finding(
      .warning,
      usable == 0
        ? "\(label): weights do not sum to 1; were they recorded before the softmax?"
        : "\(label): the weights of \(all - usable) of \(all) queries do not sum to 1; no figure counts them")
  }
  let names = HeadNames(report: report)
  for habit in HeadHabit.allCases {
    let marks = report.marks.filter { $0.habit == habit }
    guard !marks.isEmpty else { continue }
    findings.append(Finding(.note, names.sentence(habit, marks)))
  }
  return findings
}
