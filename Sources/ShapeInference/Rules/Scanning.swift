import ModelGraph

/// Loops over slices of tensors.
enum Scanning {
  static let rules: [Rule] = [Rule("Scan", since: 8, scanBatches), Rule("Scan", since: 9, scan)]

  private static func scan(_ site: Site) throws(Fault) {
    let inputs = try counted(site, first: 0)
    let states = site.inputCount - inputs
    let axes = site.ints(named: "scan_input_axes") ?? [Int64](repeating: 0, count: inputs)
    guard axes.count == inputs else {
      throw .attribute("scan_input_axes has \(axes.count) entries for \(inputs) inputs")
    }
    var kinds: [Kind] = []
    var length = Extent.unknown
    for slot in 0..<site.inputCount {
      guard slot >= states, case .tensor(let element, let shape?) = site.kind(slot) else {
        kinds.append(site.kind(slot))
        continue
      }
      let axis = try site.axis(axes[slot - states], rank: shape.count)
      length = Joining.same(length, shape[axis]) ?? length
      var slice = shape
      slice.remove(at: axis)
      kinds.append(.tensor(element, slice))
    }
    try run(site, kinds, states) { (kind, index) throws(Fault) in
      guard case .tensor(let element, let shape?) = kind else { return kind }
      let axes = site.ints(named: "scan_output_axes")
      let given = axes.map { $0.indices.contains(index) ? $0[index] : 0 } ?? 0
      var result = shape
      result.insert(length, at: try site.axis(given, rank: shape.count + 1))
      return .tensor(element, result)
    } state: {
      $0
    }
  }

  /// Version 8 has a first input of lengths, and a batch in front of all dims.
  private static func scanBatches(_ site: Site) throws(Fault) {
    let inputs = try counted(site, first: 1)
    let states = site.inputCount - 1 - inputs
    var kinds: [Kind] = []
    var (batch, length) = (Extent.unknown, Extent.unknown)
    for slot in 1..<site.inputCount {
      guard case .tensor(let element, let shape?) = site.kind(slot), let first = shape.first else {
        kinds.append(site.kind(slot))
        continue
      }
      batch = Joining.same(batch, first) ?? batch
      let isScanned = slot - 1 >= states && shape.count > 1
      if isScanned { length = Joining.same(length, shape[1]) ?? length }
      kinds.append(.tensor(element, Array(shape.dropFirst(isScanned ? 2 : 1))))
    }
    try run(site, kinds, states) { (kind, _) throws(Fault) in
      guard case .tensor(let element, let shape?) = kind else { return kind }
      return .tensor(element, [batch, length] + shape)
    } state: { kind in
      guard case .tensor(let element, let shape?) = kind else { return kind }
      return .tensor(element, [batch] + shape)
    }
  }

  private static func counted(_ site: Site, first: Int) throws(Fault) -> Int {
    guard let count = site.int("num_scan_inputs"), count >= 0, count <= Int64(site.inputCount - first) else {
      throw .attribute("num_scan_inputs does not fit \(site.inputCount) inputs")
    }
    return Int(count)
  }

  private static func run(
    _ site: Site, _ kinds: [Kind], _ states: Int, output: (Kind, Int) throws(Fault) -> Kind,
    state: (Kind) -> Kind
  ) throws(Fault) {
    guard let body = site.body("body") else { throw .attribute("body is missing") }
    let graph = site.engine.model.graphs[body]
    guard let inner = site.run(body, kinds) else { return }
    for slot in 0..<min(site.outputCount, graph.outputs.count) {
      let kind = inner.kinds[graph.outputs[slot]]
      if slot < states {
        // States keep the shape they came with.
        site.set(slot, state(Reconciling.merge(declared: kinds[slot], inferred: kind).kind))
      } else {
        site.set(slot, try output(kind, slot - states))
      }
    }
  }
}
