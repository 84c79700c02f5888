import Folding
import GraphAlgorithms

extension Outline {
  /// Blocks that may be forms of one kind by what they are called, each group by its first block: they share a class, or
  /// without one an idiom, or at one depth a name up to its number.
  ///
  /// Keras calls the blocks of EfficientNet `block2a`, `block2b`; those with a sum are inverted residuals too.
  /// Cost: linear in blocks.
  var namesakes: [[Int]] {
    var sets = DisjointSets(count: blocks.count)
    var first: [String: Int] = [:]
    var named: [Int] = []
    for block in blocks.indices where blocks[block].items.count > 1 {
      guard blocks[block].items.count <= FigureTuning.boxes.upperBound else { continue }
      let names = Self.names(of: blocks[block])
      if !names.isEmpty { named.append(block) }
      for name in names {
        if let known = first[name] { sets.join(known, block) } else { first[name] = block }
      }
    }
    var groups: [[Int]] = []
    var places: [Int: Int] = [:]
    for block in named {
      let set = sets.representative(of: block)
      let place = places[set] ?? groups.count
      if place == groups.count {
        places[set] = place
        groups.append([])
      }
      groups[place].append(block)
    }
    return groups
  }

  private static func names(of block: OutlineBlock) -> [String] {
    switch block.kind {
    case .model, .control, .body: return []
    case .scope, .function, .pattern, .idiom: break
    }
    if let name = block.className { return ["class " + name] }
    var names: [String] = []
    if let idiom = block.idiom { names.append("idiom " + idiom.title) }
    let stem = block.title.prefix { !$0.isNumber }
    let depth = block.path.utf8.count { $0 == UInt8(ascii: "/") }
    if stem.count(where: \.isLetter) >= FigureTuning.shortestName { names.append("title \(depth) " + stem) }
    return names
  }
}
