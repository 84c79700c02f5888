import Folding
import TextOutput
import Weights

/// The tensors of a model block by block, in the order of the diagram; those of equal blocks are one row.
public struct WeightRows: Sendable {
  /// A block, or a row of tensors.
  public struct Row: Sendable {
    /// How many blocks are around it.
    public var level: Int
    /// The title of a block, or the name of a tensor within its block; safe text.
    public var title: String
    /// For a block: its class, and ` ×32` where it stands for several; safe text.
    public var note: String
    /// The tensors; nil for a block.
    public var group: WeightGroup?
  }

  /// The rows, each block before what is in it. Blocks without tensors are not here.
  public private(set) var rows: [Row] = []
  /// Stored tensors that are no weights, such as shapes and scales, as places of the report.
  public private(set) var constants: [Int] = []

  private let outline: Outline
  private let report: WeightReport
  private var places: [String: Int] = [:]
  private var isShown: [Bool]

  /// Blocks inside each other that are told apart.
  private static let mostLevels = 100

  /// Lists the tensors of a report.
  ///
  /// - Parameters:
  ///   - outline: the model, folded with its copies listed.
  ///   - includesConstants: whether shapes, scales and other constants have rows, too.
  ///
  /// Cost: linear in the outline, its copies and the tensors.
  public init(_ outline: Outline, _ report: WeightReport, includesConstants: Bool = false) {
    (self.outline, self.report) = (outline, report)
    isShown = [Bool](repeating: false, count: report.tensors.count)
    for (place, tensor) in report.tensors.enumerated() {
      guard includesConstants || tensor.stored.isWeight else {
        constants.append(place)
        isShown[place] = true
        continue
      }
      if places[tensor.stored.name] == nil { places[tensor.stored.name] = place }
    }
    add(block: 0, level: 0)
    addRest()
  }

  private mutating func add(block: Int, level: Int) {
    for item in outline.blocks[block].items {
      switch outline.items[item].content {
      case .block(let inner): addBlock(inner, outline.times(of: outline.items[item]), level)
      case .operation(let operation):
        let copies = outline.copies.operators[item]?.map(\.weights)
        let own = operation.constants.compactMap { $0?.name }
        for (slot, name) in (copies?.first ?? own).enumerated() {
          let names = copies?.map { $0.indices.contains(slot) ? $0[slot] : name } ?? [name]
          add(names, in: block, level)
        }
      case .input, .output: break
      }
    }
  }

  private mutating func addBlock(_ block: Int, _ times: String, _ level: Int) {
    guard level < Self.mostLevels else { return }
    let own = outline.blocks[block]
    let kind = own.idiom?.title ?? own.className ?? ""
    let note = sanitized(kind == own.title ? "" : kind, limit: 60) + times
    let count = rows.count
    rows.append(Row(level: level, title: sanitized(own.shownTitle, limit: 60), note: note))
    add(block: block, level: level + 1)
    if rows.count == count + 1 { rows.removeLast() }
  }

  private mutating func add(_ names: [String], in block: Int, _ level: Int) {
    let found = names.compactMap { places[$0] }.filter { !isShown[$0] }
    guard let first = found.first else { return }
    var own: [Int] = []
    for place in found where !isShown[place] {
      isShown[place] = true
      own.append(place)
    }
    let path = outline.blocks[block].path.split(separator: "/").joined(separator: ".")
    let title = Titles.relative(report.tensors[first].stored.name, to: path)
    rows.append(
      Row(level: level, title: sanitized(title, limit: 60), note: "", group: WeightGroup(own, of: report)))
  }

  /// Tensors that no operator of the diagram reads by itself.
  private mutating func addRest() {
    let rest = isShown.indices.filter { !isShown[$0] }
    guard !rest.isEmpty else { return }
    if !rows.isEmpty { rows.append(Row(level: 0, title: "elsewhere", note: "")) }
    for place in rest {
      let title = report.tensors[place].stored.label
      rows.append(
        Row(level: rows.isEmpty ? 0 : 1, title: title, note: "", group: WeightGroup([place], of: report)))
    }
  }
}
