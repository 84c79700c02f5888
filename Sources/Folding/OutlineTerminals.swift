import ModelGraph

/// The inputs and outputs of the picture.
extension OutlineBuilder {
  /// Inputs and outputs of the picture, those of one stack's members gathered.
  struct Terminals {
    var inputs: [Int] = []
    var inputNets: [[NetID]] = []
    var outputs: [Int] = []
    var outputNets: [[NetID]] = []
    var all: [Int] = []
  }

  mutating func terminals(_ inputs: [NetID], _ outputs: [NetID], _ ported: [Ported]) -> Terminals {
    var terminals = Terminals()
    var readers: [NetID: Int] = [:]
    for item in ported { for nets in item.inputs { for net in nets { readers[net, default: 0] += 1 } } }
    let inputGroups = group(inputs, by: ported.map(\.inputs)) { net in
      readers[net] == 1 && !flat.nets[net].isOutput
    }
    for nets in joinFans(inputGroups, readers) {
      terminals.inputs.append(addTerminal(nets, isInput: true))
      terminals.inputNets.append(nets)
    }
    for nets in group(outputs, by: ported.map(\.outputs), where: { _ in true }) {
      terminals.outputs.append(addTerminal(nets, isInput: false))
      terminals.outputNets.append(nets)
    }
    terminals.all = terminals.inputs
    return terminals
  }

  /// Puts inputs together that differ only in the number in their names and all go to one operator: the
  /// columns of a table, the caches of a decoder.
  private func joinFans(_ groups: [[NetID]], _ readers: [NetID: Int]) -> [[NetID]] {
    struct Fan: Hashable {
      var stem: String
      var type: ValueType?
      var reader: LeafID
    }
    let fans = groups.map { nets -> Fan? in
      guard nets.count == 1, readers[nets[0]] == 1, !flat.nets[nets[0]].isOutput,
        let reader = flat.nets[nets[0]].uses.first?.leaf,
        flat.nets[nets[0]].uses.allSatisfy({ $0.leaf == reader })
      else { return nil }
      let value = model.graphs[flat.nets[nets[0]].graph].values[flat.nets[nets[0]].value]
      return Fan(stem: value.name.filter { !$0.isNumber }, type: value.type, reader: reader)
    }
    var sizes: [Fan: Int] = [:]
    for case let fan? in fans { sizes[fan, default: 0] += 1 }
    var joined: [[NetID]] = []
    var places: [Fan: Int] = [:]
    for (nets, fan) in zip(groups, fans) {
      if let fan, (sizes[fan] ?? 0) >= Self.smallestFan {
        if let place = places[fan] {
          joined[place] += nets
          continue
        }
        places[fan] = joined.count
      }
      joined.append(nets)
    }
    return joined
  }

  /// Fewer inputs than this are drawn one by one.
  private static let smallestFan = 4

  /// Nets in order, those that meet in one port of a stack put together.
  private func group(_ nets: [NetID], by ports: [[[NetID]]], where isAllowed: (NetID) -> Bool) -> [[NetID]] {
    var portOf: [NetID: Int] = [:]
    var next = 0
    for item in ports {
      for port in item {
        if port.count > 1 { for net in port { portOf[net] = next } }
        next += 1
      }
    }
    var groups: [[NetID]] = []
    var places: [Int: Int] = [:]
    for net in nets {
      if let port = portOf[net], isAllowed(net) {
        if let place = places[port] {
          groups[place].append(net)
          continue
        }
        places[port] = groups.count
      }
      groups.append([net])
    }
    return groups
  }

  private mutating func addTerminal(_ nets: [NetID], isInput: Bool) -> Int {
    let values = nets.map { value($0) }
    var name = values.first.map { outline.values[$0].name } ?? ""
    if values.count > 1, let last = values.last {
      name = Titles.range(name, outline.values[last].name, count: values.count)
    }
    outline.items.append(
      OutlineItem(
        content: isInput ? .input(name: name) : .output(name: name),
        inputs: isInput ? [] : [values], outputs: isInput ? [values.first ?? 0] : [], repeats: values.count))
    return outline.items.count - 1
  }
}
