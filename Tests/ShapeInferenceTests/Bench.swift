import Diagnostics
import ModelGraph

@testable import ShapeInference

/// Small tensors by name.
struct Elements: TensorSource {
  var byName: [String: TensorElements] = [:]

  func elements(of tensor: TensorRef, limit: Int) -> TensorElements? {
    guard tensor.elementCount ?? .max <= Int64(limit) else { return nil }
    return byName[tensor.name]
  }
}

/// One node with inputs, and what is inferred for it.
struct Bench {
  var model = Model()
  var elements = Elements()
  private(set) var inputs: [ValueID?] = []

  init(opset: Int64 = 22, domain: String = "", version: Int64 = 1) {
    model.header.opsets = [OpsetImport(domain: "", version: opset)]
    if !domain.isEmpty { model.header.opsets.append(OpsetImport(domain: domain, version: version)) }
  }

  /// Adds an input of a type, with dims as in `2,batch,?`; nil for an input that is left out.
  @discardableResult
  mutating func input(_ dims: String?, _ type: DataType = .float32) -> ValueID {
    add(Value(name: "x\(model.main.values.count)", producer: .input, type: .tensor(type, dims.map(shape))))
  }

  /// Adds an input of any type.
  @discardableResult
  mutating func input(type: ValueType) -> ValueID {
    add(Value(name: "x\(model.main.values.count)", producer: .input, type: type))
  }

  private mutating func add(_ value: Value) -> ValueID {
    let id = model.main.values.count
    model.main.values.append(value)
    if value.producer == .input { model.main.inputs.append(id) }
    inputs.append(id)
    return id
  }

  /// Leaves out an optional input.
  mutating func skip() { inputs.append(nil) }

  /// Adds a stored tensor of whole numbers: a vector, or a scalar where `isScalar`.
  @discardableResult
  mutating func ints(_ list: [Int64], isScalar: Bool = false) -> ValueID {
    stored(.ints(list), .int64, isScalar ? [] : [Int64(list.count)])
  }

  /// Adds a stored vector of real numbers.
  @discardableResult
  mutating func reals(_ list: [Double]) -> ValueID { stored(.reals(list), .float32, [Int64(list.count)]) }

  /// Adds a stored tensor of any dims.
  @discardableResult
  mutating func stored(_ content: TensorElements, _ type: DataType, _ dims: [Int64]) -> ValueID {
    let name = "c\(model.main.values.count)"
    elements.byName[name] = content
    return add(
      Value(
        name: name, producer: .initializer, type: .tensor(type, Shape(dims)),
        constant: TensorRef(name: name, dataType: type, dims: dims)))
  }

  /// Adds a node on all inputs so far that no node took, or on those given.
  @discardableResult
  mutating func node(
    _ op: String, _ attributes: [Attribute] = [], domain: String = "", outputs count: Int = 1,
    on given: [ValueID?]? = nil, declared: ValueType? = nil
  ) -> [ValueID] {
    let number = model.main.nodes.count
    var outputs: [ValueID] = []
    for slot in 0..<count {
      outputs.append(model.main.values.count)
      model.main.values.append(
        Value(name: "y\(model.main.values.count)", producer: .node(number, slot: slot), type: declared))
    }
    let taken = given ?? inputs
    inputs = []
    model.main.nodes.append(
      Node(
        op: OperatorID(domain: domain, type: op), inputs: Slots(taken), outputs: Slots(outputs),
        attributes: attributes))
    return outputs
  }

  /// The types that were inferred for the last node's outputs, as text, and the codes of what is wrong.
  func answer() -> (types: [String], codes: [String]) {
    let result = infer(model, tensors: elements)
    let last = result.model.main.nodes[result.model.main.nodes.count - 1]
    return (
      last.outputs.map { text($0.flatMap { result.model.main.values[$0].type }) },
      result.diagnostics.map(\.code)
    )
  }
}

/// A type as text: `float32 2×batch`.
func text(_ type: ValueType?) -> String {
  switch type {
  case .tensor(let element, let shape): "\(element.name) \(shape?.text ?? "…")"
  case .sparseTensor(let element, let shape): "sparse \(element.name) \(shape?.text ?? "…")"
  case .sequence(let element): "seq(\(text(element)))"
  case .optional(let element): "opt(\(text(element)))"
  case .map(let key, let element): "map(\(key.name), \(text(element)))"
  case .opaque: "opaque"
  case .unknown, nil: "?"
  }
}

/// Dims from text: `2,batch,?`; empty for a scalar.
func shape(_ dims: String) -> Shape {
  Shape(
    dims.split(separator: ",").map { part in
      part == "?" ? .unknown : Int64(part).map(Dim.known) ?? .symbol(String(part))
    })
}

/// The outputs of one operator on inputs of some dims.
func types(
  _ op: String, _ dims: [String], _ attributes: [Attribute] = [], opset: Int64 = 22, domain: String = "",
  outputs: Int = 1, elements: [DataType] = []
) -> [String] {
  var bench = Bench(opset: opset, domain: domain)
  for (slot, dims) in dims.enumerated() {
    if dims == "-" {
      bench.skip()
    } else {
      bench.input(dims, slot < elements.count ? elements[slot] : .float32)
    }
  }
  bench.node(op, attributes, domain: domain, outputs: outputs)
  return bench.answer().types
}

func ints(_ name: String, _ list: Int64...) -> Attribute { Attribute(name, .ints(list)) }
func int(_ name: String, _ value: Int64) -> Attribute { Attribute(name, .int(value)) }
func string(_ name: String, _ value: String) -> Attribute { Attribute(name, .string(value)) }

/// Adds a node to a body and returns what it makes.
func add(_ op: String, _ inputs: [ValueID?], _ attributes: [Attribute] = [], to graph: inout Graph)
  -> ValueID
{
  let output = graph.values.count
  graph.values.append(Value(name: "o\(output)", producer: .node(graph.nodes.count, slot: 0)))
  graph.nodes.append(
    Node(op: OperatorID(type: op), inputs: Slots(inputs), outputs: [output], attributes: attributes))
  return output
}
