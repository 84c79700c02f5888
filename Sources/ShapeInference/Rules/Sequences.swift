import ModelGraph

/// Sequences of tensors.
enum Sequences {
  static let rules: [Rule] = [
    Rule("SequenceEmpty") { site throws(Fault) in
      site.set(0, .sequence(.tensor(site.dataType("dtype") ?? .float32, nil)))
    },
    Rule("SequenceConstruct", construct), Rule("SequenceInsert", insert),
    Rule("SequenceErase") { site throws(Fault) in site.set(0, site.kind(0)) },
    Rule("SequenceAt") { site throws(Fault) in
      if case .sequence(let element) = site.kind(0) { site.set(0, element) }
    },
    Rule("SequenceLength") { site throws(Fault) in site.set(0, .int64, []) },
    Rule("ConcatFromSequence", concat), Rule("SplitToSequence", split), Rule("SequenceMap", map),
  ]

  private static func construct(_ site: Site) throws(Fault) {
    guard site.inputCount > 0 else { return }
    var element = site.kind(0)
    for slot in 1..<max(1, site.inputCount) { element = Kind.common(element, site.kind(slot)) }
    site.set(0, .sequence(element))
  }

  private static func insert(_ site: Site) throws(Fault) {
    guard case .sequence(let element) = site.kind(0) else { return }
    site.set(0, .sequence(Kind.common(element, site.kind(1))))
  }

  private static func concat(_ site: Site) throws(Fault) {
    guard case .sequence(.tensor(let element, let shape)) = site.kind(0) else { return }
    site.set(0, element, nil)
    guard let shape else { return }
    guard let given = site.int("axis") else { throw .attribute("axis is missing") }
    let isNew = site.flag("new_axis")
    let axis = try site.axis(given, rank: shape.count + (isNew ? 1 : 0))
    var result = shape
    if isNew { result.insert(.unknown, at: axis) } else { result[axis] = .unknown }
    site.set(0, element, result)
  }

  /// Parts of one length (1 without a second input), or of given lengths.
  private static func split(_ site: Site) throws(Fault) {
    let element = site.element(0)
    site.set(0, .sequence(.tensor(element, nil)))
    guard let shape = site.shape(0) else { return }
    let axis = try site.axis(site.int("axis", or: 0), rank: shape.count)
    var part = shape
    if !site.has(1) {
      if site.flag("keepdims", or: true) { part[axis] = .known(1) } else { part.remove(at: axis) }
      return site.set(0, .sequence(.tensor(element, part)))
    }
    part[axis] = .unknown
    if let lengths = site.ints(1), let first = lengths.first {
      if site.shape(1) == [] {
        guard first > 0 else { throw .shape("the length of the parts is \(first)") }
        if let size = shape[axis].value, size % first == 0 { part[axis] = .known(first) }
      } else if lengths.allSatisfy({ $0 == first }), first >= 0 {
        part[axis] = .known(first)
      }
    }
    site.set(0, .sequence(.tensor(element, part)))
  }

  /// The body sees one element of every sequence, and other inputs as they are.
  private static func map(_ site: Site) throws(Fault) {
    guard let body = site.body("body") else { throw .attribute("body is missing") }
    let inputs = (0..<site.inputCount).map { slot -> Kind in
      if case .sequence(let element) = site.kind(slot) { element } else { site.kind(slot) }
    }
    guard let inner = site.run(body, inputs) else { return }
    for (slot, output) in site.engine.model.graphs[body].outputs.enumerated() {
      site.set(slot, .sequence(inner.kinds[output]))
    }
  }
}
