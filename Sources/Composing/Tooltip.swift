import Ensembles
import Folding
import ModelGraph
import OperatorCatalog
import TextMetrics
import TextOutput

/// The texts that show while the pointer rests on a box.
enum Tooltip {
  /// Of an operator: its type, its name and its first attributes; of trees and linear models how large they are, since their
  /// attributes are lists of numbers.
  static func of(_ operation: OutlineOperator) -> String {
    var text = operation.node.op.description
    if !operation.node.name.isEmpty { text += " " + sanitized(operation.node.name, limit: 200) }
    if let words = EnsembleText.text(of: operation.resolvedNode) {
      return sanitized(text + " · " + words, limit: 400)
    }
    for attribute in operation.attributes.prefix(ComposeTuning.mostTooltipAttributes) {
      text += " · " + attribute.name + " " + Operators.text(of: attribute, in: operation.node.op, limit: 40)
    }
    for tensor in operation.quantization { text += " · " + tensor.text }
    return sanitized(text, limit: 400)
  }

  /// Of a block: its path, its class and its counts; for a stack the totals too.
  static func of(_ block: OutlineBlock) -> String {
    var text = block.path
    if let className = block.className { text += " · " + className }
    text += " · " + BlockText.counts(of: block)
    if block.repeats > 1 {
      text += " each, \(block.repeats) times"
      if let macs = block.cost.flatMap(BlockText.macs) { text += ", \(macs) each" }
      if block.totalParameters > 0 { text += ", \(NumberText.short(block.totalParameters)) params in all" }
    }
    for tensor in block.idiom?.quantization ?? [] { text += " · " + tensor.text }
    return sanitized(text, limit: 400)
  }

  /// Of an input or output: its name and its type, with dims as the file names them, which is how `--dim` does.
  static func ofTerminal(_ name: String, _ type: ValueType?) -> String {
    sanitized(name + (TypeText.typed(type, .asWritten).map { " " + $0 } ?? ""), limit: 400)
  }
}
