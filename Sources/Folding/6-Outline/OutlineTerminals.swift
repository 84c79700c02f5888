import ModelGraph
import TextOutput

/// The inputs and outputs of the picture.
extension OutlineBuilder {
  /// Inputs and outputs of the picture, those of one stack's members gathered.
  struct Terminals {
    var inputs: [Terminal]
    var outputs: [Terminal]
  }

  /// One pill.
  struct Terminal {
    var values: [FlatValueID]
    /// Whether it stands for all that there is no room for.
    var isRest = false
  }

  func terminals(_ inputs: [FlatValueID], _ outputs: [FlatValueID], _ ported: [Ported]) -> Terminals {
    var readers: [FlatValueID: Int] = [:]
    for item in ported {
      for port in item.inputs { for flatValue in port.values { readers[flatValue, default: 0] += 1 } }
    }
    let inputGroups = group(inputs, by: ported.map(\.inputs)) { flatValue in
      readers[flatValue] == 1 && !flat.values[flatValue].isOutput
    }
    let outputGroups = group(outputs, by: ported.map(\.outputs), where: { _ in true })
    return Terminals(inputs: gathered(joinFans(inputGroups, readers)), outputs: gathered(outputGroups))
  }

  /// The first few of many groups, and one of all others.
  private func gathered(_ groups: [[FlatValueID]]) -> [Terminal] {
    guard gathersRest, groups.count > FoldTuning.Outline.mostTerminals else {
      return groups.map { Terminal(values: $0) }
    }
    let rest = groups[FoldTuning.Outline.shownTerminals...].flatMap(\.self)
    return groups.prefix(FoldTuning.Outline.shownTerminals).map { Terminal(values: $0) } + [
      Terminal(values: rest, isRest: true)
    ]
  }

  /// Puts inputs together that differ only in the number in their names and all go to one operator: the
  /// columns of a table, the caches of a decoder.
  private func joinFans(_ groups: [[FlatValueID]], _ readers: [FlatValueID: Int]) -> [[FlatValueID]] {
    struct Fan: Hashable {
      var stem: String
      var type: ValueType?
      var reader: FlatNodeID
    }
    let fans = groups.map { flatValues -> Fan? in
      guard flatValues.count == 1, readers[flatValues[0]] == 1, !flat.values[flatValues[0]].isOutput,
        let reader = flat.uses(of: flatValues[0]).first?.node,
        flat.uses(of: flatValues[0]).allSatisfy({ $0.node == reader })
      else { return nil }
      let value = model.graphs[flat.values[flatValues[0]].graph].values[flat.values[flatValues[0]].value]
      return Fan(stem: value.name.filter { !$0.isNumber }, type: value.type, reader: reader)
    }
    var sizes: [Fan: Int] = [:]
    for case let fan? in fans { sizes[fan, default: 0] += 1 }
    let joined = zip(groups, fans).orderedGroups { _, fan in
      fan.flatMap { sizes[$0] ?? 0 >= FoldTuning.Outline.smallestFan ? $0 : nil }
    }
    return joined.map { $0.flatMap(\.0) }
  }

  /// Values in order, those that meet in one port of a stack put together.
  private func group(_ flatValues: [FlatValueID], by ports: [[Port]], where isAllowed: (FlatValueID) -> Bool)
    -> [[FlatValueID]]
  {
    var portOf: [FlatValueID: Int] = [:]
    var next = 0
    for item in ports {
      for port in item {
        if port.values.count > 1 { for flatValue in port.values { portOf[flatValue] = next } }
        next += 1
      }
    }
    return flatValues.orderedGroups { isAllowed($0) ? portOf[$0] : nil }
  }

  mutating func addTerminal(_ terminal: Terminal, isInput: Bool) -> Int {
    let values = terminal.values.map { value($0) }
    var item = OutlineItem(
      content: .input(name: ""), inputs: isInput ? [] : [values], outputs: isInput ? [values.first ?? 0] : [],
      repeats: values.count)
    var name = values.first.map { outline.values[$0].name } ?? ""
    if terminal.isRest {
      name = "+ \(NumberText.grouped(Int64(values.count))) more \(isInput ? "inputs" : "outputs")"
      item.rest = values
      let all = bundle(of: values.count)
      if isInput { item.outputs = [all] } else { item.inputs = [[all]] }
    } else if values.count > 1, let last = values.last {
      name = Titles.range(name, outline.values[last].name, count: values.count)
    }
    item.content = isInput ? .input(name: name) : .output(name: name)
    outline.items.append(item)
    return outline.items.count - 1
  }
}
