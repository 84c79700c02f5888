import ModelGraph

/// All that is known of a value: what goes into a body and comes out of it.
struct Fact: Hashable, Sendable {
  var type: InferredType
  /// The elements of a small tensor.
  var content: [Scalar]?
  /// The tensors of a sequence, one by one, where their number is known.
  var parts: [Part]?

  init(_ type: InferredType, content: [Scalar]? = nil, parts: [Part]? = nil) {
    self.type = type
    self.content = content
    self.parts = parts
  }

  /// One tensor of a sequence.
  struct Part: Hashable, Sendable {
    var type: InferredType
    var content: [Scalar]?
  }

  /// The elements that two tensors have in common; nil where their numbers differ.
  static func commonContent(_ a: [Scalar]?, _ b: [Scalar]?) -> [Scalar]? {
    guard let a, let b, a.count == b.count else { return nil }
    return a == b ? a : zip(a, b).map { $0 == $1 ? $0 : .unknown }
  }

  /// The type of a sequence of known tensors; `empty` is that of one without any.
  static func sequence(of parts: [Part], empty: InferredType) -> InferredType {
    guard let first = parts.first else { return .sequence(empty) }
    return .sequence(parts.dropFirst().reduce(first.type) { InferredType.common($0, $1.type) })
  }
}

extension Frame {
  /// What is known of a value here.
  func fact(of value: ValueID, _ engine: Engine) -> Fact {
    Fact(types[value], content: content(of: value, engine), parts: parts[value])
  }

  /// Takes over what is known of a value elsewhere.
  func set(_ value: ValueID, _ fact: Fact) {
    types[value] = fact.type
    contents[value] = fact.content
    if let list = fact.parts { parts[value] = list }
  }
}

/// What rules ask of sequences and of bodies.
extension InferenceContext {
  /// All that is known of an input.
  func fact(_ slot: Int) -> Fact {
    guard slot < node.inputs.count, let input = node.inputs[slot] else { return Fact(.unknown) }
    return frame.fact(of: input, engine)
  }

  /// The tensors of an input sequence, where their number is known.
  func parts(_ slot: Int) -> [Fact.Part]? { fact(slot).parts }

  /// Leaves a sequence whose tensors are known.
  func setParts(_ slot: Int, _ parts: [Fact.Part]) {
    guard hasOutput(slot), let output = node.outputs[slot], parts.count <= InferenceLimits.parts else {
      return
    }
    frame.parts[output] = parts
  }

  /// Leaves all that is known of a value.
  func set(_ slot: Int, _ fact: Fact) {
    set(slot, fact.type)
    if let content = fact.content { setContent(slot, content) }
    if let parts = fact.parts { setParts(slot, parts) }
  }
}
