/// Joins the ports of items that have too many, so that one line stands for all values that go the same way.
///
/// A panel shows where data flows. A block that hands five hundred values to another is drawn with one line, which
/// shows their number; the block's own picture shows each. Values that enter by one port have the same makers, and
/// values that leave by one have the same readers. Where even that leaves too many ports, all values share one.
///
/// Cost: linear in the panel's ports and values, and nothing for panels that have no such item.
struct Bundling {
  /// Joins ports of a panel's items.
  ///
  /// - Parameters:
  ///   - sources: the values that come into the panel, by pill or border port.
  ///   - sinks: those that leave it.
  static func run(_ ported: inout [OutlineBuilder.Ported], sources: [PortContent], sinks: [PortContent]) {
    let isCrowded = lines(ported) > FoldTuning.Outline.mostLines
    func hasTooMany(_ ports: [OutlineBuilder.Port]) -> Bool {
      ports.count > (isCrowded ? 1 : FoldTuning.Outline.mostPorts)
    }
    let chosen = ported.indices.filter { index in
      !ported[index].drawn.item.isNode && hasTooMany(ported[index].inputs)
        || hasTooMany(ported[index].outputs)
    }
    guard !chosen.isEmpty else { return }
    let inwards = chosen.filter { !ported[$0].drawn.item.isNode && hasTooMany(ported[$0].inputs) }
    let outwards = chosen.filter { hasTooMany(ported[$0].outputs) }
    let makers = inwards.isEmpty ? nil : ValueMakers(ported, sources: sources)
    let readers = outwards.isEmpty ? nil : ValueReaders(of: outwards, ported, sinks: sinks)
    if let makers {
      for index in inwards {
        ported[index].inputs = Self.joined(ported[index].inputs) { values in
          Self.distinct(values.map { makers[$0] })
        }
      }
    }
    if let readers {
      for index in outwards {
        ported[index].outputs = Self.joined(ported[index].outputs) { values in
          values.count == 1 ? readers[values[0]] : Self.distinct(values.flatMap { readers[$0] })
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

  /// The ports with those of equal keys made one, in order of the first; all made one where that leaves too many.
  private static func joined(
    _ ports: [OutlineBuilder.Port], _ key: (PortContent) -> [Int]
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
  private static func gathered(_ lists: [PortContent]) -> PortContent {
    var values: [FlatValueID] = []
    values.reserveCapacity(lists.reduce(0) { $0 + $1.count })
    for list in lists { values += list }
    return PortContent(values)
  }
}

/// By value of a panel: its maker, an item by number, or a place outside, numbered after the items.
private struct ValueMakers {
  private var makers: [Int32: Int32] = [:]

  init(_ ported: [OutlineBuilder.Ported], sources: [PortContent]) {
    for (index, item) in ported.enumerated() {
      for port in item.outputs { for value in port.values { makers[Int32(value)] = Int32(index) } }
    }
    for (index, values) in sources.enumerated() {
      for value in values { makers[Int32(value)] = Int32(ported.count + index) }
    }
  }

  /// The maker of a value, or -1.
  subscript(value: FlatValueID) -> Int { Int(makers[Int32(value)] ?? -1) }
}

/// By value that leaves some items of a panel: its readers, ascending: items by number, then places outside.
private struct ValueReaders {
  private var numbers: [Int32: Int32] = [:]
  /// By number of a value: its first and its last entry below, or -1.
  private var ends: [(first: Int32, last: Int32)] = []
  /// Readers, each with the value's next entry, or -1: a list for each value would take several times as much.
  private var entries: [(reader: Int32, next: Int32)] = []

  init(of makers: [Int], _ ported: [OutlineBuilder.Ported], sinks: [PortContent]) {
    for maker in makers {
      for port in ported[maker].outputs {
        for value in port.values where numbers[Int32(value)] == nil {
          numbers[Int32(value)] = Int32(ends.count)
          ends.append((-1, -1))
        }
      }
    }
    for (index, item) in ported.enumerated() {
      for port in item.inputs { for value in port.values { add(index, to: value, isOnce: true) } }
    }
    for (index, values) in sinks.enumerated() {
      for value in values { add(ported.count + index, to: value, isOnce: false) }
    }
  }

  private mutating func add(_ reader: Int, to value: FlatValueID, isOnce: Bool) {
    guard let number = numbers[Int32(value)] else { return }
    let last = ends[Int(number)].last
    if isOnce, last >= 0, entries[Int(last)].reader == Int32(reader) { return }
    let entry = Int32(entries.count)
    entries.append((Int32(reader), -1))
    if last < 0 { ends[Int(number)].first = entry } else { entries[Int(last)].next = entry }
    ends[Int(number)].last = entry
  }

  /// The readers of a value.
  subscript(value: FlatValueID) -> [Int] {
    var found: [Int] = []
    var next = numbers[Int32(value)].map { ends[Int($0)].first } ?? -1
    while next >= 0 {
      found.append(Int(entries[Int(next)].reader))
      next = entries[Int(next)].next
    }
    return found
  }
}
