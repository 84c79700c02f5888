import CallInlining
import ModelGraph

/// Writes what was inside of calls as operators of the main graph. Operators are copied from the file with other names; field numbers
/// are those of onnx.proto.
struct CallBytes {
  private var parts: ModelParts
  private let model: Model
  private let inlined: InlinedGraph
  /// Names of operators, which are to be unique.
  private var labels: Set<String> = []

  init(_ bytes: UnsafeRawBufferPointer, _ model: Model, _ inlined: InlinedGraph) throws(NotWritten) {
    (self.model, self.inlined) = (model, inlined)
    parts = try ModelParts(bytes, model)
  }

  /// The bytes that take calls away: of each the tag, which becomes that of field 3, which graphs do not have.
  mutating func hiddenPlaces() throws(NotWritten) -> [(offset: Int, byte: UInt8)] {
    var places: [(offset: Int, byte: UInt8)] = []
    for node in inlined.replaced {
      let start = try parts.node(0, node).start
      guard parts.bytes[start] == 1 << 3 | 2 else { throw .refused("the file has a field of another form") }
      places.append((start, 3 << 3 | 2))
    }
    return places
  }

  /// What stands behind the file: operators, stored tensors of branches, and operator sets.
  mutating func tail() throws(NotWritten) -> [UInt8] {
    var graph = ProtoMessage()
    for operation in inlined.operations {
      guard let origin = operation.origin else {
        if case let (input??, output??) = (operation.inputs.first, operation.outputs.first) {
          graph.add(1, ProtoMessage.identity(from: name(input), to: name(output)))
        }
        continue
      }
      if origin.graph != 0 || operation.probe != nil || !operation.rounds.isEmpty {
        graph.add(1, try node(operation, origin))
      }
      guard graph.bytes.count < RunTuning.mostTail else { throw .refused("they are too large") }
    }
    for stored in inlined.stored {
      let member = inlined.values[stored]
      guard let value = member.value else { continue }
      let tensor = try parts.stored(member.graph, model.graphs[member.graph].values[value].name)
      graph.add(5, try renamed(tensor, field: 8, to: member.name))
      guard graph.bytes.count < RunTuning.mostTail else { throw .refused("they are too large") }
    }
    var whole = ProtoMessage(field: 7, graph)
    for opset in inlined.opsets {
      var set = ProtoMessage()
      set.add(1, opset.domain)
      set.add(2, number: opset.version)
      whole.add(8, set)
    }
    return whole.bytes
  }

  private func name(_ member: Int?) -> String { member.map { inlined.values[$0].name } ?? "" }

  /// A message with another text in one field.
  private func renamed(_ message: Range<Int>, field: Int, to name: String) throws(NotWritten) -> ProtoMessage
  {
    var copy = ProtoMessage()
    for part in try parts.fields(of: message) where part.number != field {
      copy.copy(parts.bytes[part.whole])
    }
    copy.add(field, name)
    return copy
  }

  // MARK: Operators

  private mutating func node(
    _ operation: InlinedGraph.Operation, _ origin: (graph: GraphID, node: NodeID)
  ) throws(NotWritten) -> ProtoMessage {
    let path = inlined.calls[operation.call].path
    var names = BodyNames(path: path)
    names.rounds = operation.rounds
    for (name, member) in operation.captured { names.outer[name] = self.name(member) }
    var node = ProtoMessage()
    for input in operation.inputs { node.add(1, name(input)) }
    for output in operation.outputs { node.add(2, name(output)) }
    for field in try parts.fields(of: try parts.node(origin.graph, origin.node).content) {
      switch field.number {
      case 1, 2: break
      case 3:
        let label = path + parts.text(field.content)
        if !field.content.isEmpty, labels.insert(label).inserted { node.add(3, label) }
      case 5:
        let isSet = try parts.text(1, of: field.content) == operation.probe?.setting?.name
        if !isSet, let attribute = try attribute(field.content, operation.call, names) {
          node.add(5, attribute)
        }
      default: node.copy(parts.bytes[field.whole])
      }
    }
    if let setting = operation.probe?.setting { node.add(5, Self.attribute(setting.name, setting.value)) }
    return node
  }

  /// A whole number: AttributeProto's name = 1, i = 3, type = 20, which is 2 for it.
  private static func attribute(_ name: String, _ value: Int64) -> ProtoMessage {
    var attribute = ProtoMessage()
    attribute.add(1, name)
    attribute.add(3, number: value)
    attribute.add(20, number: 2)
    return attribute
  }

  /// An attribute: with what the call gives it, and names in bodies; nil where the call gives nothing.
  private mutating func attribute(
    _ message: Range<Int>, _ call: Int, _ names: BodyNames
  ) throws(NotWritten) -> ProtoMessage? {
    let fields = try parts.fields(of: message)
    if let reference = fields.last(where: { $0.number == 21 && !$0.content.isEmpty }) {
      guard let bound = try bound(parts.text(reference.content), in: call) else { return nil }
      return try renamed(bound, field: 1, to: try parts.text(1, of: message))
    }
    var copy = ProtoMessage()
    for field in fields {
      // A body, or a list of them.
      if field.number == 6 || field.number == 11 {
        copy.add(field.number, try body(field.content, call, names))
      } else {
        copy.copy(parts.bytes[field.whole])
      }
    }
    return copy
  }

  /// The attribute that a function's attribute is bound to; nil where it is to none.
  private mutating func bound(_ name: String, in call: Int) throws(NotWritten) -> Range<Int>? {
    var (name, call) = (name, call)
    while call > 0 {
      let inner = inlined.calls[call]
      call = inner.outer
      guard let function = inner.function else { continue }
      let caller = try parts.node(inner.origin.graph, inner.origin.node)
      var given: Range<Int>?
      for field in try parts.fields(of: caller.content) where field.number == 5 {
        if given == nil, try parts.text(1, of: field.content) == name { given = field.content }
      }
      guard let given else { return try parts.defaultAttribute(model.functions[function].graph, name) }
      let fields = try parts.fields(of: given)
      guard !fields.contains(where: { $0.number == 6 || $0.number == 11 }) else {
        throw .refused("a function takes a body")
      }
      guard let further = fields.last(where: { $0.number == 21 && !$0.content.isEmpty }) else { return given }
      name = parts.text(further.content)
    }
    return nil
  }

  // MARK: Bodies

  /// A body with other names.
  private mutating func body(
    _ message: Range<Int>, _ call: Int, _ names: BodyNames
  ) throws(NotWritten) -> ProtoMessage {
    var names = names
    names.defined.append(try defined(in: message))
    let rounds = names.rounds
    names.rounds = []
    var copy = ProtoMessage()
    for field in try parts.fields(of: message) {
      switch field.number {
      case 1: copy.add(1, try bodyNode(field.content, call, names))
      case 5:
        copy.add(5, try renamed(field.content, field: 8, to: try names[parts.text(8, of: field.content)]))
      case 11, 12, 13:
        let name = try names[parts.text(1, of: field.content)]
        copy.add(field.number, try renamed(field.content, field: 1, to: name))
      // Quantisation and metadata change nothing.
      case 14, 16: break
      case 15: throw .refused("a body stores a sparse tensor")
      default: copy.copy(parts.bytes[field.whole])
      }
    }
    for name in rounds {
      // A value may be an output for another purpose already.
      let inner = try names[name]
      var output = ProtoMessage()
      output.add(1, inner + " in rounds")
      copy.add(1, ProtoMessage.identity(from: inner, to: inner + " in rounds"))
      copy.add(12, output)
    }
    return copy
  }

  private mutating func bodyNode(
    _ message: Range<Int>, _ call: Int, _ names: BodyNames
  ) throws(NotWritten) -> ProtoMessage {
    var node = ProtoMessage()
    for field in try parts.fields(of: message) {
      switch field.number {
      case 1, 2: node.add(field.number, try names[parts.text(field.content)])
      case 5: if let attribute = try attribute(field.content, call, names) { node.add(5, attribute) }
      default: node.copy(parts.bytes[field.whole])
      }
    }
    return node
  }

  private func defined(in body: Range<Int>) throws(NotWritten) -> Set<String> {
    var names: Set<String> = []
    for field in try parts.fields(of: body) {
      switch field.number {
      case 1:
        for output in try parts.fields(of: field.content) where output.number == 2 {
          names.insert(parts.text(output.content))
        }
      case 5: names.insert(try parts.text(8, of: field.content))
      case 11: names.insert(try parts.text(1, of: field.content))
      default: break
      }
    }
    return names
  }
}

/// What names in a body become.
private struct BodyNames {
  let path: String
  /// What the body reads from around it.
  var outer: [String: String] = [:]
  /// What becomes outputs of the outermost body.
  var rounds: [String] = []
  /// What bodies define, the outermost first.
  var defined: [Set<String>] = []

  subscript(name: String) -> String {
    get throws(NotWritten) {
      if name.isEmpty { return "" }
      if defined.contains(where: { $0.contains(name) }) { return path + name }
      guard let outer = outer[name] else { throw .refused("a body reads what is not there") }
      return outer
    }
  }
}
