import Diagnostics
import ModelGraph
import PictureFaults
import TestSupport
import Testing

@testable import Folding

/// An outline in one line: operators by type, blocks as `title(inside)`, stacks with `×N`, links left out.
/// Terminals are left out too, unless asked for.
func sketch(_ outline: Outline, terminals: Bool = false) -> String { sketch(0, outline, terminals) }

private func sketch(_ block: Int, _ outline: Outline, _ terminals: Bool) -> String {
  outline.blocks[block].items.compactMap { number -> String? in
    let item = outline.items[number]
    let times = item.repeats > 1 ? "×\(item.repeats)" : ""
    switch item.content {
    case .operation(let operation): return operation.node.op.description + times
    case .input(let name), .output(let name): return terminals ? name + times : nil
    case .block(let inner):
      let title = outline.blocks[inner].title.replacing(" ", with: "")
      return "\(title)\(times)(\(sketch(inner, outline, terminals)))"
    }
  }.joined(separator: " ")
}

/// Folds a model that keeps the rules of ``verify(_:)``.
func folded(_ model: Model, _ options: FoldOptions = FoldOptions()) throws -> Outline {
  let problems = verify(model)
  try #require(problems.isEmpty, "the test's own model is broken: \(problems)")
  return try fold(model, options)
}

/// Folds a model in the notation of ``makeModel(_:functions:)``, and looks for faults of the outline.
func faultless(_ text: String, _ options: FoldOptions = FoldOptions()) throws -> Outline {
  let outline = try folded(makeModel(text), options)
  let faults = outlineFaults(outline)
  #expect(faults.isEmpty, "\(faults)")
  return outline
}

/// Folds a model without gathering what repeats itself.
func ungathered(_ text: String) throws -> Outline {
  var options = FoldOptions()
  options.gathersRepeats = false
  return try folded(makeModel(text), options)
}

/// The same with the first block of the page dissolved there; that block's number, and the items that it held.
func dissolved(_ text: String) throws -> (outline: Outline, block: Int, items: [Int]) {
  var outline = try ungathered(text)
  let block = try #require(outline.innerBlocks(of: 0).first)
  let items = outline.blocks[block].items
  let isDone = outline.dissolve(block, in: 0)
  try #require(isDone)
  return (outline, block, items)
}

extension Outline {
  /// The block of a title.
  func block(_ title: String) -> OutlineBlock? { blocks.first { $0.title == title } }

  /// The titles of open blocks, the picture's own left out.
  var openTitles: [String] { blocks.dropFirst().filter(\.isOpen).map(\.title) }

  /// What is drawn as operators, by type.
  var operations: [OutlineOperator] {
    items.compactMap { item in
      guard case .operation(let operation) = item.content else { return nil }
      return operation
    }
  }
}
