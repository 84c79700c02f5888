extension Graph {
  /// The names of a scope and those around it, from the outside in, each without what the one around it says.
  ///
  /// Cost: linear in the depth.
  public func scopePath(_ scope: ScopeID) -> [String] {
    var parts: [String] = []
    var scope = scope
    // A parent's number is lower than its children's; 0 is the whole graph.
    while scope > 0, scopes.indices.contains(scope) {
      let parent = scopes[scope].parent
      var name = scopes[scope].name[...]
      let outer = parent > 0 && parent < scope ? scopes[parent].name : ""
      if !outer.isEmpty, name.hasPrefix(outer + ".") || name.hasPrefix(outer + "/") {
        name = name.dropFirst(outer.count + 1)
      }
      parts.append(String(name))
      scope = parent < scope ? parent : 0
    }
    return parts.reversed()
  }
}
