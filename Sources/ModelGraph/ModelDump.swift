import Diagnostics

/// A model as text, for people and for tests: one line for each thing, in the model's own order.
///
/// Names are shortened and escaped. Offsets of stored tensors are shown, their elements are not.
public func textDump(_ model: Model) -> String {
  var dumper = Dumper(model: model)
  dumper.header()
  for (id, graph) in model.graphs.enumerated() { dumper.add(graph, id) }
  for function in model.functions { dumper.add(function) }
  for (index, entry) in model.training.enumerated() {
    let parts = [("initialization", entry.initialization), ("algorithm", entry.algorithm)]
    dumper.line("training \(index)" + parts.map { name, id in id.map { " \(name) g\($0)" } ?? "" }.joined())
  }
  return dumper.text
}

private struct Dumper {
  let model: Model
  var text = ""

  mutating func line(_ content: String) {
    text += content
    text += "\n"
  }

  mutating func header() {
    let header = model.header
    line("model \(header.format) \(header.formatVersion.map(String.init) ?? "?")")
    let fields = [
      ("producer", header.producerName), ("producer version", header.producerVersion),
      ("domain", header.domain), ("doc", header.documentation),
    ]
    for (name, content) in fields where !content.isEmpty { line("  \(name) \(quoted(content))") }
    if header.modelVersion != 0 { line("  version \(header.modelVersion)") }
    if !header.opsets.isEmpty { line("  opsets \(opsets(header.opsets))") }
    metadata(header.metadata)
  }

  mutating func metadata(_ entries: [MetadataEntry]) {
    for entry in entries { line("  metadata \(quoted(entry.key)) = \(quoted(entry.value))") }
  }

  private func opsets(_ imports: [OpsetImport]) -> String {
    imports.map { "\($0.domain.isEmpty ? "ai.onnx" : escaped($0.domain)) \($0.version)" }
      .joined(separator: ", ")
  }

  mutating func add(_ graph: Graph, _ id: GraphID) {
    var title = "graph g\(id) \(quoted(graph.name))"
    if let owner = graph.owner { title += " in g\(owner.graph) n\(owner.node) \(escaped(owner.attribute))" }
    line(title)
    if !graph.documentation.isEmpty { line("  doc \(quoted(graph.documentation))") }
    metadata(graph.metadata)
    for value in graph.inputs { line("  input \(described(value, graph))") }
    for (index, value) in graph.values.enumerated() {
      switch value.producer {
      case .initializer: line("  initializer \(described(index, graph))")
      case .none: line("  unmade \(described(index, graph))")
      default: break
      }
    }
    for capture in graph.captures {
      line("  capture v\(capture.outer) as \(described(capture.inner, graph))")
    }
    for (index, scope) in graph.scopes.enumerated() where index > 0 || scope.className != nil {
      let className = scope.className.map { " \(escaped($0))" } ?? ""
      line("  scope s\(index) in s\(scope.parent) \(quoted(scope.name))\(className)")
    }
    for (index, node) in graph.nodes.enumerated() { add(node, index, graph) }
    for value in graph.outputs { line("  output \(described(value, graph))") }
    for annotation in graph.quantization {
      let pairs = annotation.parameters.map { " \(escaped($0.key))=\(quoted($0.value))" }.joined()
      line("  quantization \(quoted(annotation.tensor))\(pairs)")
    }
  }

  private mutating func add(_ node: Node, _ index: Int, _ graph: Graph) {
    let inputs = node.inputs.map { input -> String in
      guard let input else { return "-" }
      guard let constant = graph.values[input].constant else { return "v\(input)" }
      return "v\(input):\(constant.dataType.name) \(constant.shapeText)"
    }
    let outputs = node.outputs.map { $0.map { "v\($0)" } ?? "-" }
    var content = "  n\(index) \(escaped(node.op.description)) \(quoted(node.name))"
    content += " (\(inputs.joined(separator: ", "))) -> \(outputs.joined(separator: ", "))"
    if node.scope != 0 { content += "  @\(path(node.scope, graph))" }
    line(content)
    for output in node.outputs {
      guard let output, graph.values[output].type != nil || graph.values[output].constant != nil else {
        continue
      }
      line("    \(described(output, graph))")
    }
    for attribute in node.attributes { line("    \(escaped(attribute.name))=\(attribute.value.text)") }
    if !node.documentation.isEmpty { line("    doc \(quoted(node.documentation))") }
  }

  private func path(_ scope: ScopeID, _ graph: Graph) -> String {
    var parts: [String] = []
    var at = scope
    while at != 0, parts.count < 100 {
      parts.append(escaped(graph.scopes[at].name))
      at = graph.scopes[at].parent
    }
    return parts.reversed().joined(separator: "/")
  }

  private func described(_ id: ValueID, _ graph: Graph) -> String {
    let value = graph.values[id]
    let type = value.type.map { " \($0.text)" } ?? ""
    let constant = value.constant.map { " = \($0.text)" } ?? ""
    return "v\(id) \(quoted(value.name))\(type)\(constant)"
  }

  mutating func add(_ function: Function) {
    line("function \(escaped(function.id.description)) g\(function.graph)")
    if !function.documentation.isEmpty { line("  doc \(quoted(function.documentation))") }
    if !function.opsets.isEmpty { line("  opsets \(opsets(function.opsets))") }
    for name in function.attributeNames { line("  attribute \(escaped(name))") }
    for attribute in function.defaults {
      line("  attribute \(escaped(attribute.name))=\(attribute.value.text)")
    }
    metadata(function.metadata)
  }
}
