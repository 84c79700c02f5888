import ModelGraph

/// The known types and elements of one graph's values in one place where it runs: bodies have a frame per
/// owner, functions one per kind of call.
final class Frame {
  let graph: GraphID
  /// The graph's values.
  let values: [Value]
  /// By value: its type, `.unknown` where nothing is known yet.
  var types: [InferredType]
  /// By value: its elements, where it is small and known.
  var contents: [[Scalar]?]
  /// By value: the tensors of a sequence that is known one by one. Few graphs have any.
  var parts: [ValueID: [Fact.Part]] = [:]
  /// By value: whether a stored tensor's elements were asked for already.
  private var isRead: [Bool]
  /// The frames of bodies that ran here.
  var bodies: [Frame] = []
  /// The values of attribute references.
  let bindings: [Attribute]
  /// By domain: the version of the operator set.
  let opsets: [String: Int64]
  /// Whether the graph runs.
  let running: Running
  /// Whether the graph is a body of an operator such as If or Loop.
  let isBody: Bool
  /// How messages say where this graph is; empty for the main graph.
  let place: String

  /// Whether a graph runs at all: a branch may not, and its faults do no harm then.
  enum Running: Int {
    case never
    case perhaps
    case certain
  }

  init(
    graph: GraphID, values: [Value], bindings: [Attribute], opsets: [String: Int64], place: String,
    running: Running = .certain, isBody: Bool = false
  ) {
    self.running = running
    self.isBody = isBody
    self.graph = graph
    self.values = values
    let count = values.count
    types = [InferredType](repeating: .unknown, count: count)
    contents = [[Scalar]?](repeating: nil, count: count)
    isRead = [Bool](repeating: false, count: count)
    self.bindings = bindings
    self.opsets = opsets
    self.place = place
  }

  /// The elements of a value; those of a stored tensor are read when first asked for.
  func content(of value: ValueID, _ engine: Engine) -> [Scalar]? {
    if let known = contents[value] { return known }
    if isRead[value] { return nil }
    isRead[value] = true
    guard let constant = values[value].constant else { return nil }
    contents[value] = engine.content(of: constant)
    return contents[value]
  }

  /// Whether the elements of a value may be known, without reading any.
  func mayHaveContent(_ value: ValueID, _ engine: Engine) -> Bool {
    if contents[value] != nil { return true }
    guard !isRead[value], let constant = values[value].constant else {
      return false
    }
    return constant.elementCount.map { $0 <= Int64(InferenceLimits.elements(constant.dataType)) } ?? false
  }
}
