import Diagnostics
import ModelGraph

/// Infers the type and shape of every value, symbolically where need be.
///
/// Declared types are kept; numbers take the place of declared names. Small integer tensors are
/// followed by value, so that a shape that a model computes is known too. Function bodies get what all
/// their calls agree on.
///
/// - Parameter tensors: where elements of small stored tensors are looked up, one by one, when needed.
/// - Returns: the model with types filled in, and what does not fit: `shape-mismatch` where the file
///   declares something else, `bad-shape` and `bad-attribute` where inputs or attributes break a rule.
///
/// Cost: linear in nodes; calls of functions that look alike are inferred once.
public func infer(_ model: Model, tensors: some TensorSource) -> (model: Model, diagnostics: [Diagnostic]) {
  guard !model.graphs.isEmpty else { return (model, []) }
  let engine = Engine(model, tensors)
  var frames = [engine.run(root: 0, opsets: model.header.opsets, place: "")]
  for entry in model.training {
    for case let graph? in [entry.initialization, entry.algorithm] where model.graphs.indices.contains(graph)
    {
      frames.append(engine.run(root: graph, opsets: model.header.opsets, place: ", in a training graph"))
    }
  }
  for function in model.functions where engine.functionFrames[function.graph] == nil {
    guard model.graphs.indices.contains(function.graph) else { continue }
    frames.append(
      engine.run(
        root: function.graph, opsets: function.opsets,
        place: ", in function \(quoted(function.id.description))"))
  }
  var writer = TypeWriter(model: model, batches: BatchNames.batches(of: model), inputs: symbols(of: model))
  for frame in frames { writer.add(frame) }
  for function in model.functions {
    for frame in engine.functionFrames[function.graph] ?? [] { writer.add(frame) }
  }
  writer.model.openDims = writer.openDims
  return (writer.model, engine.diagnostics)
}

/// Writes frames back into the model.
private struct TypeWriter {
  var model: Model
  private var isWritten: [Bool]
  /// Each type made once: a model has few, and each value would have one of its own.
  private var made: [InferredType: ValueType?] = [:]
  private(set) var openDims = OpenDims()
  private let batchSizes: [String: Int64]
  private let inputSizes: [String: Int64]

  init(model: Model, batches: [String], inputs: [String]) {
    self.model = model
    isWritten = model.graphs.map { _ in false }
    openDims.batchNames = batches
    batchSizes = Dictionary(batches.map { ($0, 1) }) { first, _ in first }
    inputSizes = Dictionary(inputs.map { ($0, 1) }) { first, _ in first }
  }

  /// Keeps what a type's dims are for one sample. Equal texts are equal dims.
  private mutating func note(_ inferred: InferredType) {
    guard case .tensor(_, let extents?) = inferred else { return }
    for case .symbolic(let expression) in extents {
      let text = expression.text
      if let size = expression.value(at: batchSizes) { openDims.sampleSizes[text] = size }
      if expression.value(at: inputSizes) != nil { openDims.decidedByInputs.insert(text) }
    }
  }

  mutating func add(_ frame: Frame) {
    var pending = [frame]
    while let frame = pending.popLast() {
      write(frame)
      pending += frame.bodies
    }
  }

  private mutating func write(_ frame: Frame) {
    let isFirst = !isWritten[frame.graph]
    isWritten[frame.graph] = true
    for (value, inferred) in frame.types.enumerated() {
      if frame.values[value].producer == .initializer { continue }
      if isFirst, frame.values[value].type == nil, inferred == .unknown { continue }
      let type = valueType(of: inferred)
      if isFirst {
        if let type { model.graphs[frame.graph].values[value].type = type }
      } else {
        let earlier = model.graphs[frame.graph].values[value].type
        if earlier != type { model.graphs[frame.graph].values[value].type = Self.common(earlier, type) }
      }
    }
  }

  private mutating func valueType(of inferred: InferredType) -> ValueType? {
    if let known = made[inferred] { return known }
    let type = inferred.valueType
    made[inferred] = .some(type)
    note(inferred)
    return type
  }

  /// The common type of two calls of a function, or of two rounds of a loop.
  private static func common(_ a: ValueType?, _ b: ValueType?) -> ValueType? {
    switch (a, b) {
    case (.tensor(let x, let p)?, .tensor(let y, let q)?) where x == y:
      guard let p, let q, p.dims.count == q.dims.count else { return .tensor(x, nil) }
      return .tensor(x, Shape(zip(p.dims, q.dims).map { $0 == $1 ? $0 : .unknown }))
    case (.sequence(let x)?, .sequence(let y)?): return .sequence(common(x, y) ?? .unknown)
    default: return a == b ? a : nil
    }
  }
}
