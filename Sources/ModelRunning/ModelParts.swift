import ModelGraph
import OnnxReader

/// Where the parts of a model stand in its file's bytes. Field numbers are those of onnx.proto.
struct ModelParts {
  let bytes: UnsafeRawBufferPointer
  private let model: Model
  private var main: Range<Int>?
  private var functions: [Range<Int>] = []
  private var graphs: [GraphID: GraphParts] = [:]
  /// By graph: the function that it is of.
  private let functionNumbers: [GraphID: Int]

  /// A field of a message.
  struct Field {
    var number: Int
    /// The tag's first byte.
    var start: Int
    /// What stands behind the tag and the length.
    var content: Range<Int>
    /// Tag and all.
    var whole: Range<Int> { start..<content.upperBound }
  }

  /// Where the parts of a graph or function are, by the names of what they make.
  private struct GraphParts {
    var nodes: [String: Field] = [:]
    var stored: [String: Range<Int>] = [:]
    var defaults: [String: Range<Int>] = [:]
  }

  init(_ bytes: UnsafeRawBufferPointer, _ model: Model) throws(NotWritten) {
    (self.bytes, self.model) = (bytes, model)
    functionNumbers = Dictionary(
      model.functions.enumerated().map { ($0.element.graph, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    for field in try fields(of: 0..<bytes.count) {
      if field.number == 7 { main = field.content }
      if field.number == 25 { functions.append(field.content) }
    }
  }

  /// The fields of a message. Cost: linear in them.
  func fields(of message: Range<Int>) throws(NotWritten) -> [Field] {
    var cursor = WireCursor(
      bytes: UnsafeRawBufferPointer(rebasing: bytes[..<message.upperBound]), position: message.lowerBound)
    var found: [Field] = []
    while cursor.position < message.upperBound {
      let start = cursor.position
      guard let field = cursor.next() else { throw .refused("the file has a field of another form") }
      found.append(Field(number: field.number, start: start, content: field.payload))
    }
    return found
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The last string of that field.
  func text(_ number: Int, of message: Range<Int>) throws(NotWritten) -> String {
    try fields(of: message).last { $0.number == number }.map { text($0.content) } ?? ""
  }

  /// A node of the model.
  mutating func node(_ graph: GraphID, _ node: NodeID) throws(NotWritten) -> Field {
    let content = model.graphs[graph].nodes[node]
    guard let output = content.outputs.lazy.compactMap(\.self).first else {
      throw .refused("an operator gives nothing")
    }
    guard let field = try parts(of: graph).nodes[model.graphs[graph].values[output].name] else {
      throw .refused("an operator is not found again")
    }
    return field
  }

  /// A stored tensor of a graph.
  mutating func stored(_ graph: GraphID, _ name: String) throws(NotWritten) -> Range<Int> {
    guard let tensor = try parts(of: graph).stored[name] else {
      throw .refused("a stored tensor is not found again")
    }
    return tensor
  }

  /// The default of a function's attribute.
  mutating func defaultAttribute(_ graph: GraphID, _ name: String) throws(NotWritten) -> Range<Int>? {
    try parts(of: graph).defaults[name]
  }

  private mutating func parts(of graph: GraphID) throws(NotWritten) -> GraphParts {
    if let known = graphs[graph] { return known }
    let number = functionNumbers[graph]
    // FunctionProto's node = 7, GraphProto's = 1.
    let nodeField = number == nil ? 1 : 7
    let message: Range<Int>
    if let number {
      guard functions.indices.contains(number) else { throw .refused("a function is not found again") }
      message = functions[number]
    } else {
      message = try place(of: graph)
    }
    var parts = GraphParts()
    for field in try fields(of: message) {
      switch field.number {
      case nodeField:
        let output = try fields(of: field.content).first { $0.number == 2 && !$0.content.isEmpty }
        if let output, parts.nodes.updateValue(field, forKey: text(output.content)) != nil {
          throw .refused("two operators give values of one name")
        }
      case 5 where number == nil: parts.stored[try text(8, of: field.content)] = field.content
      case 11 where number != nil: parts.defaults[try text(1, of: field.content)] = field.content
      default: break
      }
    }
    graphs[graph] = parts
    return parts
  }

  /// The bytes of the main graph, or of a body.
  private mutating func place(of graph: GraphID) throws(NotWritten) -> Range<Int> {
    guard let owner = model.graphs[graph].owner else {
      guard graph == 0, let main else { throw .refused("a graph is not found again") }
      return main
    }
    let node = try node(owner.graph, owner.node)
    for attribute in try fields(of: node.content) where attribute.number == 5 {
      guard try text(1, of: attribute.content) == owner.attribute else { continue }
      // AttributeProto.g = 6.
      if let body = try fields(of: attribute.content).first(where: { $0.number == 6 }) { return body.content }
    }
    throw .refused("a body is not found again")
  }
}
