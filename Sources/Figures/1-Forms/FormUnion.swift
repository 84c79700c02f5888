/// One drawing for several that are the same but for pieces that some of them lack (anti-unification).
///
/// Each form is exactly the union without the items that it lacks: ``derived(_:)`` gives it back, and
/// ``isExact`` holds for every union that is made.
struct FormUnion: Sendable {
  private(set) var graph: FormGraph
  /// By item: the input port whose value readers take instead where the item is missing. Nil where nobody reads it then.
  private(set) var bypass: [Int?]
  /// By form: by item of the union, its place in the form; nil where the form lacks it.
  private(set) var places: [[Int?]]
  /// The forms, in the order in which they came.
  private(set) var forms: [FormGraph]

  /// The union of one form.
  init(_ form: FormGraph) {
    graph = form
    bypass = form.items.map { _ in nil }
    places = [Array(form.items.indices)]
    forms = [form]
  }

  /// The union with a further form; nil where its drawing would not give back each form exactly.
  ///
  /// - Parameters:
  ///   - form: the form.
  ///   - partner: by item of the form, the item of this union that it is; ascending, nil for a new one.
  ///   - bypass: by item of this union, then of the form: what is read where it is missing.
  init?(_ union: FormUnion, _ form: FormGraph, partner: [Int?], bypass: (union: [Int?], form: [Int?])) {
    var order: [(old: Int?, new: Int?)] = []
    var next = 0
    for item in form.items.indices {
      guard let old = partner[item] else {
        order.append((nil, item))
        continue
      }
      // What the form lacks comes before what it adds: either order is one of the data.
      let added = order.reversed().prefix { $0.old == nil }.count
      order.insert(contentsOf: (next..<old).map { ($0, nil) }, at: order.count - added)
      order.append((old, item))
      next = old + 1
    }
    order += (next..<union.graph.items.count).map { ($0, nil) }
    var placeOld: [Int: Int] = [:]
    var placeNew: [Int: Int] = [:]
    for (place, item) in order.enumerated() {
      if let old = item.old { placeOld[old] = place }
      if let new = item.new { placeNew[new] = place }
    }
    func moved(_ sources: [FormGraph.Source], _ place: [Int: Int]) -> [FormGraph.Source] {
      sources.map { .init(item: $0.item < 0 ? -1 : place[$0.item] ?? -1, port: $0.port) }.sorted()
    }
    /// What a port reads that both have: a piece that the form adds, else as in the union.
    func joined(_ old: [FormGraph.Source], _ new: [FormGraph.Source]) -> [FormGraph.Source] {
      let isAdded = new.contains { $0.item >= 0 && partner[$0.item] == nil }
      return isAdded ? moved(new, placeNew) : moved(old, placeOld)
    }
    var graph = union.graph
    graph.items = order.map { item in
      switch (item.old.map { union.graph.items[$0] }, item.new.map { form.items[$0] }) {
      case (let old?, let new?):
        .init(label: old.label, inputs: zip(old.inputs, new.inputs).map(joined))
      case (let old?, nil): .init(label: old.label, inputs: old.inputs.map { moved($0, placeOld) })
      case (nil, let new):
        .init(label: new?.label ?? 0, inputs: (new?.inputs ?? []).map { moved($0, placeNew) })
      }
    }
    graph.outputs = zip(union.graph.outputs, form.outputs).map(joined)
    graph.words = order.map { item in
      item.old.map { union.graph.words[$0] } ?? item.new.map { form.words[$0] } ?? []
    }
    self.graph = graph
    self.bypass = order.map { item in
      item.old.map { bypass.union[$0] } ?? item.new.map { bypass.form[$0] } ?? nil
    }
    places = union.places.map { own in order.map { item in item.old.flatMap { own[$0] } } }
    places.append(order.map(\.new))
    forms = union.forms + [form]
    guard graph.isOrdered, isExact else { return nil }
  }

  /// Whether every form can be had back.
  var isExact: Bool { forms.indices.allSatisfy { derived($0)?.hasShape(of: forms[$0]) ?? false } }

  /// The union without the items that a form lacks, lines through them joined; nil where one would end nowhere.
  ///
  /// Cost: items and ports times items.
  func derived(_ form: Int) -> FormGraph? {
    let places = places[form]
    func settled(_ source: FormGraph.Source) -> FormGraph.Source? {
      var source = source
      // Each step goes to an item before.
      while source.item >= 0 {
        if let place = places[source.item] { return .init(item: place, port: source.port) }
        let inputs = graph.items[source.item].inputs
        guard let port = bypass[source.item], inputs.indices.contains(port), inputs[port].count == 1 else {
          return nil
        }
        source = inputs[port][0]
      }
      return source
    }
    func settled(_ ports: [[FormGraph.Source]]) -> [[FormGraph.Source]]? {
      var result: [[FormGraph.Source]] = []
      for port in ports {
        let sources = port.compactMap { settled($0) }
        guard sources.count == port.count else { return nil }
        result.append(sources.sorted())
      }
      return result
    }
    var derived = FormGraph(items: [], outputs: [], inputCount: graph.inputCount, words: [])
    for item in graph.items.indices where places[item] != nil {
      guard let inputs = settled(graph.items[item].inputs) else { return nil }
      derived.items.append(.init(label: graph.items[item].label, inputs: inputs))
      derived.words.append(graph.words[item])
    }
    guard let outputs = settled(graph.outputs) else { return nil }
    derived.outputs = outputs
    return derived
  }
}
