import Diagnostics
import ModelGraph

/// How messages name the parts of a graph.
extension GraphBuilder {
  func complain(_ severity: Diagnostic.Severity, _ code: String, _ message: () -> String) {
    owner.complaints.add(severity, code) { label(message()) }
  }

  /// A message with the place of the graph behind it, where that is not the main graph. Of bodies within
  /// bodies, the innermost three are named.
  func label(_ message: String, levels: Int = 3) -> String {
    switch place {
    case .main: message
    case .body where levels == 0: message + ", …"
    case .body(let outer, let node, let attribute):
      outer.label(
        "\(message), in body \(quoted(attribute)) of \(outer.nodeLabel(node))", levels: levels - 1)
    case .function(let id): "\(message), in function \(quoted(id.description))"
    case .training(let part): "\(message), in training graph \(quoted(part))"
    }
  }

  /// `node 17 "Conv_3" (Conv)`, numbered as in the file.
  func nodeLabel(_ index: Int) -> String {
    let node = graph.nodes.indices.contains(index) ? graph.nodes[index] : nil
    let name = node.map { $0.name.isEmpty ? "" : " " + quoted($0.name) } ?? ""
    let type = node.map { $0.op.type.isEmpty ? "" : " (\(escaped($0.op.type)))" } ?? ""
    return "node \(index)\(name)\(type)"
  }

  func maker(of value: ValueID) -> String {
    switch graph.values[value].producer {
    case .node(let node, _): nodeLabel(node)
    case .input: "a graph input"
    case .initializer: "an initializer"
    case .capture: "an enclosing graph"
    case .none: "nobody"
    }
  }
}
