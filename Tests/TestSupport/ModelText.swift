import ModelGraph

/// Makes a model from a small notation, one thing a line, for tests that are about structure.
///
///     in x 1×8            a graph input, with a shape or without; `in:int64 …` of another type
///     weight w 8×8        an initializer; `weight:int64 …` of another type
///     scalar h 0.5        an initializer of one element, which readers keep
///     ints p 0 2 1        an initializer of int64, whose elements readers keep; `int p 0` of rank 0
///     let k 2             a value that a node makes and that is stored: a Constant node of int64
///     attr axis           a function's attribute; `attr axis=1` has a default
///     Conv x w -> y @layer1/0:Block stride=2 name=…
///     out y
///
/// A node's words are its operator (`domain::Type:overload`), its inputs (`_` for an empty slot), `->`, its
/// outputs, the scopes it stands in, and attributes: numbers, `&name` for a function's attribute, a
/// graph's name for a body, numbers after commas (`perm=0,2,1`), else text. A value that a body lacks is captured from the graph around it.
///
/// - Parameters:
///   - graphs: the bodies, by the names that attributes call them.
///   - functions: the local functions.
public func makeModel(
  _ main: String, graphs: [String: String] = [:], functions: KeyValuePairs<String, String> = [:]
) -> Model {
  var maker = ModelMaker()
  maker.texts = graphs
  maker.add(main, owner: nil)
  for (name, text) in functions {
    maker.functionNotes = ([], [])
    let graph = maker.add(text, owner: nil)
    maker.model.functions.append(
      Function(
        id: operatorID(name[...]), graph: graph, attributeNames: maker.functionNotes.names,
        defaults: maker.functionNotes.defaults))
  }
  return maker.model
}

private func operatorID(_ word: Substring) -> OperatorID {
  let parts = word.split(separator: ":", omittingEmptySubsequences: false)
  // `a::B:c` comes apart into a, nothing, B and c.
  let hasDomain = parts.count > 2 && parts[1].isEmpty
  let type = hasDomain ? 2 : 0
  return OperatorID(
    domain: hasDomain ? String(parts[0]) : "", type: String(parts[type]),
    overload: parts.count > type + 1 ? String(parts[type + 1]) : "")
}

private struct ModelMaker {
  var model = Model(graphs: [])
  var texts: [String: String] = [:]
  var functionNotes: (names: [String], defaults: [Attribute]) = ([], [])
  /// By graph: its values by name.
  private var names: [[String: ValueID]] = []

  @discardableResult
  mutating func add(_ text: String, owner: Graph.Owner?) -> GraphID {
    let id = model.graphs.count
    var graph = Graph()
    graph.owner = owner
    model.graphs.append(graph)
    names.append([:])
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard let first = words.first else { continue }
      switch first {
      case "in": model.graphs[id].inputs.append(define(words[1], in: id, .input, type: Self.type(words)))
      case _ where first.hasPrefix("in:"):
        model.graphs[id].inputs.append(define(words[1], in: id, .input, type: Self.type(words)))
      case "ints", "int":
        let elements = words.dropFirst(2).map { Double($0) ?? 0 }
        let made = define(words[1], in: id, .initializer, type: nil)
        model.graphs[id].values[made].constant = TensorRef(
          name: String(words[1]), dataType: .int64, dims: first == "int" ? [] : [Int64(elements.count)],
          elements: elements)
      case "out": model.graphs[id].outputs.append(value(words[1], in: id))
      case "attr": note(words[1])
      case "scalar":
        let made = define(words[1], in: id, .initializer, type: .tensor(.float32, Shape([] as [Int64])))
        model.graphs[id].values[made].constant = TensorRef(
          name: String(words[1]), dataType: .float32, dims: [], elements: [Double(words[2]) ?? 0])
      case "let":
        let made = define(words[1], in: id, .node(model.graphs[id].nodes.count, slot: 0), type: nil)
        let dims = words.dropFirst(2).count > 1 ? [Int64(words.count - 2)] : []
        model.graphs[id].values[made].constant = TensorRef(dataType: .int64, dims: dims)
        model.graphs[id].nodes.append(Node(op: OperatorID(type: "Constant"), outputs: [made]))
      case _ where first.hasPrefix("weight"): addWeight(words, in: id)
      default: addNode(words, in: id)
      }
    }
    return id
  }

  private static func dims(_ word: Substring) -> [Int64] { word.split(separator: "×").map { Int64($0) ?? 0 } }

  private static func type(_ words: [Substring]) -> ValueType? {
    words.count > 2 ? .tensor(dataType(words[0]), Shape(dims(words[2]))) : nil
  }

  /// The type behind the colon of a line's first word; single precision where there is none.
  private static func dataType(_ word: Substring) -> DataType {
    let name = word.split(separator: ":").dropFirst().first.map(String.init)
    return DataType.allCases.first { $0.name == name } ?? .float32
  }

  private mutating func addWeight(_ words: [Substring], in id: GraphID) {
    let made = define(words[1], in: id, .initializer, type: nil)
    model.graphs[id].values[made].constant = TensorRef(
      name: String(words[1]), dataType: Self.dataType(words[0]),
      dims: words.count > 2 ? Self.dims(words[2]) : [])
  }

  private mutating func note(_ word: Substring) {
    let parts = word.split(separator: "=")
    if parts.count == 2 {
      functionNotes.defaults.append(Attribute(String(parts[0]), .int(Int64(parts[1]) ?? 0)))
    } else {
      functionNotes.names.append(String(word))
    }
  }

  private mutating func define(
    _ name: Substring, in id: GraphID, _ producer: Value.Producer, type: ValueType?
  ) -> ValueID {
    model.graphs[id].values.append(Value(name: String(name), producer: producer, type: type))
    names[id][String(name)] = model.graphs[id].values.count - 1
    return model.graphs[id].values.count - 1
  }

  /// The value of a name, captured from around where the graph has none.
  private mutating func value(_ name: Substring, in id: GraphID) -> ValueID {
    if let known = names[id][String(name)] { return known }
    guard let owner = model.graphs[id].owner else { return define(name, in: id, .none, type: nil) }
    let outer = value(name, in: owner.graph)
    let inner = define(name, in: id, .capture, type: nil)
    model.graphs[id].captures.append(Graph.Capture(inner: inner, outer: outer))
    return inner
  }

  private mutating func addNode(_ words: [Substring], in id: GraphID) {
    let index = model.graphs[id].nodes.count
    var node = Node(op: operatorID(words[0]))
    model.graphs[id].nodes.append(node)
    var isOutput = false
    for word in words.dropFirst() {
      if word == "->" {
        isOutput = true
      } else if word.hasPrefix("@") {
        node.scope = scope(word.dropFirst(), in: id)
      } else if let sign = word.firstIndex(of: "=") {
        let (name, text) = (String(word[..<sign]), word[word.index(after: sign)...])
        if name == "name" {
          node.name = String(text)
        } else {
          node.attributes.append(Attribute(name, attribute(name, text, of: index, in: id)))
        }
      } else if isOutput {
        let slot = node.outputs.count
        node.outputs.append(word == "_" ? nil : define(word, in: id, .node(index, slot: slot), type: nil))
      } else {
        node.inputs.append(word == "_" ? nil : value(word, in: id))
      }
    }
    model.graphs[id].nodes[index] = node
  }

  private mutating func attribute(
    _ name: String, _ text: Substring, of node: NodeID, in id: GraphID
  ) -> AttributeValue {
    if let number = Int64(text) { return .int(number) }
    let numbers = text.split(separator: ",").compactMap { Int64($0) }
    if numbers.count > 1, text.filter({ $0 == "," }).count == numbers.count - 1 { return .ints(numbers) }
    if text.contains("."), let number = Float(text) { return .float(number) }
    if text.hasPrefix("&") { return .reference(String(text.dropFirst())) }
    guard let body = texts[String(text)] else { return .string(String(text)) }
    return .graph(add(body, owner: Graph.Owner(graph: id, node: node, attribute: name)))
  }

  private mutating func scope(_ path: Substring, in id: GraphID) -> ScopeID {
    var parent = 0
    for part in path.split(separator: "/") {
      let words = part.split(separator: ":")
      let name = String(words.first ?? "")
      let className = words.dropFirst().first.map(String.init)
      let known = model.graphs[id].scopes.indices.dropFirst().first {
        model.graphs[id].scopes[$0].name == name && model.graphs[id].scopes[$0].parent == parent
      }
      if let known {
        parent = known
      } else {
        model.graphs[id].scopes.append(Scope(name: name, className: className, parent: parent))
        parent = model.graphs[id].scopes.count - 1
      }
    }
    return parent
  }
}
