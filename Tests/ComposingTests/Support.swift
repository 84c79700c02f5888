import Composing
import DiagramModel
import Folding
import ModelGraph
import TestSupport

/// The diagram of a model in the notation of ``makeModel(_:graphs:functions:)``, with every block open.
func diagram(
  _ text: String, _ options: ComposeOptions = ComposeOptions(), gathersRepeats: Bool = true,
  change: (inout Model) -> Void = { _ in }
) throws -> Diagram {
  compose(try outline(text, gathersRepeats: gathersRepeats, change: change), options)
}

/// The outline of such a model, with every block open.
func outline(_ text: String, gathersRepeats: Bool = true, change: (inout Model) -> Void = { _ in }) throws
  -> Outline
{
  var model = makeModel(text)
  change(&model)
  var options = FoldOptions()
  options.depth = 99
  options.gathersRepeats = gathersRepeats
  return try fold(model, options)
}

extension Diagram {
  /// The cards of all panels.
  var cards: [Card] {
    panels.flatMap(\.boxes).compactMap { if case .card(let card) = $0.content { card } else { nil } }
  }

  /// The texts beside lines.
  var labels: [String] { panels.flatMap(\.boxes).flatMap(\.outputs).compactMap { $0.label?.text } }

  /// Every text that is drawn or read aloud.
  var texts: [String] {
    var lines = legend.map(\.text) + [caption].compactMap { $0 }
    for panel in panels {
      lines += panel.header?.lines ?? []
      for box in panel.boxes {
        switch box.content {
        case .card(let card): lines += [card.heading] + [card.detail].compactMap { $0 } + card.lines
        case .terminal(let terminal): lines.append(terminal.heading)
        case .panel: break
        }
        lines += box.outputs.compactMap(\.label)
      }
    }
    return lines.map(\.text) + [title, summary] + panels.flatMap(\.boxes).map(\.tooltip)
  }
}
