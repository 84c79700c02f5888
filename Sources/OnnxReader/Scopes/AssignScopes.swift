import COnnx
import ModelGraph

/// Which scope each node is in: what its metadata says, else its name, else where its neighbours are.
extension GraphBuilder {
  /// Fills in the graph's scopes; `protos` are its nodes in their final order.
  func assignScopes(_ protos: [UnsafeMutablePointer<Onnx__NodeProto>]) {
    var table = ScopeTable()
    var known = protos.map { proto in
      proto.pointee.n_metadata_props > 0 ? MetadataScopes(proto.pointee).scope(in: &table) : nil
    }
    if known.contains(where: { $0 != nil }) {
      for (index, proto) in protos.enumerated() where known[index] == nil {
        guard let name = proto.pointee.name, NamePath(name).hasSlash else { continue }
        known[index] = table.find(NamePath(name).parts)
      }
    } else {
      let convention = NameConvention(protos)
      if case .none = convention { return }
      for (index, proto) in protos.enumerated() {
        known[index] = scope(of: proto.pointee, convention, &table)
      }
    }
    if known.contains(nil) {
      let uses = Uses(of: graph)
      known = WeightScopes(graph, table, uses).filled(known)
      known = ScopeNeighbours(graph, table, uses, readByBodies).filled(known)
    }
    for (index, scope) in known.enumerated() { graph.nodes[index].scope = scope ?? 0 }
    graph.scopes = table.scopes
  }

  /// The scope in a node's name; else, for nodes that a tool put in the place of others, the one in the name of
  /// an output; 0 where it stands outside of all; nil where neither name has one.
  private func scope(
    of proto: Onnx__NodeProto, _ convention: NameConvention, _ table: inout ScopeTable
  ) -> ScopeID? {
    if let name = proto.name, NamePath(name).hasSlash { return scope(of: NamePath(name), &table) }
    guard convention.isForeign(proto.name, owner.operatorType(proto.op_type)) else { return 0 }
    for case let output? in elements(proto.output, proto.n_output) {
      let path = NamePath(output)
      if path.hasSlash, convention != .plain || path.isNumbered { return scope(of: path, &table) }
    }
    return nil
  }

  private func scope(of path: NamePath, _ table: inout ScopeTable) -> ScopeID {
    table.cached(path.scopePath) { table in table.scope(of: path.parts.lazy.map { ($0, nil) }) } ?? 0
  }
}
