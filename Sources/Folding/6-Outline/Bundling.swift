/// Joins the ports of items that have too many, so that one line stands for all values that go the same way.
///
/// A panel shows where data flows. A block that hands five hundred values to another is drawn with one line, which
/// shows their number; the block's own picture shows each. Values that enter by one port have the same makers, and
/// values that leave by one have the same readers. Where even that leaves too many ports, all values share one.
///
/// Cost: linear in the panel's ports and values, and nothing for panels that have no such item.
struct Bundling {
  /// By value: its maker: an item by number, or a place outside, numbered after the items.
  private var makers: [Int32: Int32] = [:]
  /// By value: its readers, ascending: items by number, then places outside.
  private var readers: [FlatValueID: [Int]] = [:]

  /// Joins ports of a panel's items.
  ///
  /// - Parameters:
  ///   - sources: the values that come into the panel, by pill or border port.
  ///   - sinks: those that leave it.
  static func run(_ ported: inout [OutlineBuilder.Ported], sources: [[FlatValueID]], sinks: [[FlatValueID]]) {
    let isCrowded = lines(ported) > FoldTuning.Outline.mostLines
    func hasTooMany(_ ports: [OutlineBuilder.Port]) -> Bool {
      ports.count > (isCrowded ? 1 : FoldTuning.Outline.mostPorts)
    }
    let chosen = ported.indices.filter { index in
      !ported[index].drawn.item.isNode && hasTooMany(ported[index].inputs)
        || hasTooMany(ported[index].outputs)
    }
    guard !chosen.isEmpty else { return }
    let bundling = Bundling(ported, sources: sources, sinks: sinks)
    for index in chosen {
      if !ported[index].drawn.item.isNode, hasTooMany(ported[index].inputs) {
        ported[index].inputs = Self.joined(ported[index].inputs) { values in
          Self.distinct(values.map { Int(bundling.makers[Int32($0)] ?? -1) })
        }
      }
      if hasTooMany(ported[index].outputs) {
        ported[index].outputs = Self.joined(ported[index].outputs) { values in
          values.count == 1
            ? bundling.readers[values[0]] ?? [] : Self.distinct(values.flatMap { bundling.readers[$0] ?? [] })
        }
      }
    }
  }

  private static func distinct(_ numbers: [Int]) -> [Int] {
    numbers.count < 2 ? numbers : Set(numbers).sorted()
  }

  /// About how many lines end at a panel's items.
  private static func lines(_ ported: [OutlineBuilder.Ported]) -> Int {
    ported.reduce(0) { sum, item in item.inputs.reduce(sum) { $0 + $1.values.count } }
  }

  private init(_ ported: [OutlineBuilder.Ported], sources: [[FlatValueID]], sinks: [[FlatValueID]]) {
    for (index, item) in ported.enumerated() {
      for port in item.outputs { for value in port.values { makers[Int32(value)] = Int32(index) } }
      for port in item.inputs {
        for value in port.values where readers[value]?.last != index {
          readers[value, default: []].append(index)
        }
      }
    }
    for (index, values) in sources.enumerated() {
      for value in values { makers[Int32(value)] = Int32(ported.count + index) }
    }
    for (index, values) in sinks.enumerated() {
      for value in values { readers[value, default: []].append(ported.count + index) }
    }
  }

  /// The ports with those of equal keys made one, in order of the first; all made one where that leaves too many.
  private static func joined(
    _ ports: [OutlineBuilder.Port], _ key: ([FlatValueID]) -> [Int]
  ) -> [OutlineBuilder.Port] {
    var groups = ports.indices.orderedGroups { key(ports[$0].values) }
    if groups.count > FoldTuning.Outline.mostPorts { groups = [Array(ports.indices)] }
    return groups.map { group in
      guard group.count > 1 else { return ports[group[0]] }
      let values = gathered(group.map { ports[$0].values })
      // Only those of stacks differ; others are one array.
      let isStack = group.contains { ports[$0].values != ports[$0].inner }
      return OutlineBuilder.Port(
        values: values, inner: isStack ? gathered(group.map { ports[$0].inner }) : values, isBundle: true)
    }
  }

  /// The values of several ports, in memory of just their size.
  private static func gathered(_ lists: [[FlatValueID]]) -> [FlatValueID] {
    var values: [FlatValueID] = []
    values.reserveCapacity(lists.reduce(0) { $0 + $1.count })
    for list in lists { values += list }
    return values
  }
}
