import Diagnostics
import ModelGraph

/// Walks graphs in order and applies each operator's rule.
final class Engine {
  let model: Model
  private let source: any TensorSource
  private(set) var diagnostics: [Diagnostic] = []
  private var names: [String: Extent] = [:]
  private let functions: [OperatorID: Int]
  private var memo: [Call: Frame] = [:]
  /// By graph of a function: the frames of its calls.
  private(set) var functionFrames: [GraphID: [Frame]] = [:]
  /// The nodes that may still be looked at. Calls and loops could otherwise take exponential time.
  private var budget: Int
  private var isOverBudget = false
  /// The nodes of loops' bodies that may still be looked at round by round.
  private var unrolling = InferenceLimits.unrolledNodes
  /// The elements of larger tensors that rules may still look at.
  private var following: Int
  private var depth = 0

  init(_ model: Model, _ source: any TensorSource) {
    self.model = model
    self.source = source
    var functions: [OperatorID: Int] = [:]
    for (index, function) in model.functions.enumerated() where functions[function.id] == nil {
      functions[function.id] = index
    }
    self.functions = functions
    let nodes = model.graphs.reduce(0) { $0 + $1.nodes.count }
    budget = InferenceLimits.visits + InferenceLimits.visitsPerNode * nodes
    following = InferenceLimits.followedElements + InferenceLimits.followedElementsPerNode * nodes
  }

  /// One kind of call of a function: calls that look alike share what comes out.
  private struct Call: Hashable {
    var function: Int
    var inputs: [Fact]
    var bindings: [Attribute]
  }

  // MARK: Graphs

  /// The versions of operator sets as a look-up table.
  static func versions(_ imports: [OpsetImport]) -> [String: Int64] {
    Dictionary(imports.map { ($0.domain, $0.version) }, uniquingKeysWith: max)
  }

  /// Infers a graph without an owner: the main graph, a training graph, a function without calls.
  func run(root graph: GraphID, opsets: [OpsetImport], place: String) -> Frame {
    let frame = Frame(
      graph: graph, values: model.graphs[graph].values, bindings: [], opsets: Self.versions(opsets),
      place: place)
    prepare(frame)
    walk(frame)
    return frame
  }

  /// Infers a body. The inputs' types and contents are those given, as far as they are known.
  func run(
    body: GraphID, in outer: Frame, inputs: [Fact], running: Frame.Running, owner: String
  ) -> Frame? {
    guard depth < InferenceLimits.depth, model.graphs.indices.contains(body) else { return nil }
    let graph = model.graphs[body]
    let frame = Frame(
      graph: body, values: graph.values, bindings: outer.bindings, opsets: outer.opsets,
      place: ", in a body of " + owner + outer.place,
      running: running.rawValue < outer.running.rawValue ? running : outer.running, isBody: true)
    for capture in graph.captures where outer.types.indices.contains(capture.outer) {
      frame.set(capture.inner, outer.fact(of: capture.outer, self))
    }
    pass(inputs, to: frame, graph)
    prepare(frame)
    depth += 1
    walk(frame)
    depth -= 1
    return frame
  }

  private func pass(_ inputs: [Fact], to frame: Frame, _ graph: Graph) {
    for (value, fact) in zip(graph.inputs, inputs) { frame.set(value, fact) }
  }

  /// Fills in what the file says, where nothing better came from outside.
  private func prepare(_ frame: Frame) {
    for index in frame.values.indices {
      switch frame.values[index].producer {
      case .node, .capture: continue
      case .input, .initializer, .none: break
      }
      let declared = frame.values[index].type.map(inferredType(of:)) ?? .unknown
      if frame.types[index] == .unknown {
        frame.types[index] = declared
      } else if declared != .unknown {
        let merged = Reconciling.merge(declared: declared, inferred: frame.types[index])
        // Exporters annotate the inputs of a loop's body with the shapes of the first round.
        let isDoubtful = merged.conflict && frame.isBody && frame.types[index].isNumeric
        if !isDoubtful { frame.types[index] = merged.type }
      }
    }
  }

  private func walk(_ frame: Frame) {
    let nodes = model.graphs[frame.graph].nodes
    for (index, node) in nodes.enumerated() {
      guard budget > 0 else { return giveUp(frame) }
      budget -= 1
      infer(node, index, frame)
    }
  }

  private func giveUp(_ frame: Frame) {
    for (index, value) in model.graphs[frame.graph].values.enumerated() where frame.types[index] == .unknown {
      frame.types[index] = value.type.map(inferredType(of:)) ?? .unknown
    }
    if !isOverBudget {
      isOverBudget = true
      report(
        .warning, "inference-limit", "shapes are known in part only: calls and bodies multiply without bound")
    }
  }

  /// Whether a rule may look at many elements; they are paid for then.
  func mayFollow(_ count: Int) -> Bool {
    guard following > count else { return false }
    following -= count
    return true
  }

  /// Whether one more round of a body may be looked at by itself; it is paid for then.
  ///
  /// The budget of all nodes stays out of it: what is not seen round by round is still seen in general.
  func mayUnroll(_ body: GraphID) -> Bool {
    let cost =
      1 + model.graphs[body].nodes.count
      + model.graphs[body].values.count / InferenceLimits.valuesPerVisit
    guard unrolling > cost, budget > InferenceLimits.visits / 2 else { return false }
    unrolling -= cost
    return true
  }

  // MARK: Nodes

  private func infer(_ node: Node, _ index: NodeID, _ frame: Frame) {
    let context = InferenceContext(engine: self, frame: frame, node: node, number: index)
    do throws(RuleError) {
      if let function = functions[node.op] {
        call(function, context)
      } else if let rule = RuleBook.rule(for: node.op, version: context.version)
        ?? Leftovers.rule(for: node.op)
      {
        try rule(context)
      }
    } catch {
      report(frame, error.code, context.label + ": " + error.message + frame.place)
      context.forgetContents()
    }
    settle(context)
  }

  /// Joins what was inferred with what the file declares.
  private func settle(_ context: InferenceContext) {
    for (slot, output) in context.node.outputs.enumerated() {
      guard let output else { continue }
      let inferred = context.results[slot]
      guard let type = context.frame.values[output].type else {
        context.frame.types[output] = inferred
        continue
      }
      let declared = inferredType(of: type)
      if inferred == .unknown || declared == inferred {
        context.frame.types[output] = declared
        continue
      }
      let merged = Reconciling.merge(declared: declared, inferred: inferred)
      // Exporters annotate bodies with the shapes of another branch or round. What the operators do is true then.
      let isDoubtful = merged.conflict && context.frame.isBody && inferred.isNumeric
      context.frame.types[output] = isDoubtful ? inferred : merged.type
      if merged.conflict {
        report(
          context.frame, "shape-mismatch", isDoubtful: isDoubtful,
          "\(context.label): output \(slot) \(quoted(context.frame.values[output].name)) is declared as \(Reconciling.text(declared)), "
            + "but is \(Reconciling.text(inferred))" + context.frame.place)
        if !isDoubtful { context.forgetContents() }
      }
    }
  }

  /// Reports a fault of a node: an error only where the node runs for certain.
  private func report(
    _ frame: Frame, _ code: String, isDoubtful: Bool = false, _ message: @autoclosure () -> String
  ) {
    switch frame.running {
    case .never: return
    case .perhaps: report(.warning, code, message())
    case .certain: report(isDoubtful ? .warning : .error, code, message())
    }
  }

  private func report(_ severity: Diagnostic.Severity, _ code: String, _ message: @autoclosure () -> String) {
    guard diagnostics.count < InferenceLimits.diagnostics else { return }
    let made = Diagnostic(severity, code, message())
    // A body that runs more than once says the same each time.
    if !diagnostics.contains(made) { diagnostics.append(made) }
  }

  // MARK: Functions

  private func call(_ number: Int, _ context: InferenceContext) {
    let function = model.functions[number]
    let graph = model.graphs[function.graph]
    guard budget > 0 else { return }
    budget -=
      (graph.values.count + function.attributeNames.count + function.defaults.count)
      / InferenceLimits.valuesPerVisit
    // Arguments that the caller leaves out stay unknown.
    let inputs = (0..<min(graph.inputs.count, context.node.inputs.count)).map { context.fact($0) }
    let bindings = self.bindings(of: function, context)
    let key = Call(function: number, inputs: inputs, bindings: bindings)
    let frame: Frame
    if let known = memo[key] {
      frame = known
    } else {
      guard depth < InferenceLimits.depth else { return }
      frame = Frame(
        graph: function.graph, values: graph.values, bindings: bindings,
        opsets: Self.versions(function.opsets.isEmpty ? model.header.opsets : function.opsets),
        place: ", in function \(quoted(function.id.description))", running: context.frame.running)
      // A function that calls itself finds this frame, still empty, and so comes to an end.
      memo[key] = frame
      pass(inputs, to: frame, graph)
      prepare(frame)
      depth += 1
      walk(frame)
      depth -= 1
      functionFrames[function.graph, default: []].append(frame)
    }
    for (slot, output) in graph.outputs.enumerated() where slot < context.node.outputs.count {
      context.set(slot, frame.fact(of: output, self))
    }
  }

  private func bindings(of function: Function, _ context: InferenceContext) -> [Attribute] {
    // The common case, in which all calls share one list.
    if context.node.attributes.isEmpty { return function.defaults }
    var bindings: [Attribute] = []
    for name in function.attributeNames {
      if let value = context.attribute(name) { bindings.append(Attribute(name, value)) }
    }
    for standard in function.defaults {
      bindings.append(Attribute(standard.name, context.attribute(standard.name) ?? standard.value))
    }
    return bindings
  }

  // MARK: Conversion

  /// The elements of a stored tensor, if they are few.
  func content(of tensor: TensorRef) -> [Scalar]? {
    let limit = InferenceLimits.elements(tensor.dataType)
    guard let count = tensor.elementCount, count <= Int64(limit) else { return nil }
    switch source.elements(of: tensor, limit: limit) {
    case .ints(let list): return list.map { .whole(.known($0)) }
    case .reals(let list): return list.map { Scalar($0) }
    case .strings, .none: return nil
    }
  }

  /// A type of the file with dims to calculate with. Names become symbols, each made once.
  func inferredType(of type: ValueType) -> InferredType {
    switch type {
    case .tensor(let element, let shape): .tensor(element, shape.map(extents))
    case .sparseTensor(let element, let shape): .sparse(element, shape.map(extents))
    case .sequence(let element): .sequence(inferredType(of: element))
    case .optional(let element): .optional(inferredType(of: element))
    case .map(let key, let element): .map(key, inferredType(of: element))
    case .opaque(let domain, let name): .opaque(domain: domain, name: name)
    case .unknown: .unknown
    }
  }

  private func extents(_ shape: Shape) -> [Extent] {
    shape.dims.map { dim in
      switch dim {
      case .known(let size): .known(size)
      case .unknown: .unknown
      case .symbol(let name): symbol(name)
      }
    }
  }

  private func symbol(_ name: String) -> Extent {
    if let known = names[name] { return known }
    let made = Extent.name(name)
    names[name] = made
    return made
  }
}
