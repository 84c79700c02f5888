import ModelGraph

/// The scopes of one graph while they are collected. Equal paths are one scope.
struct ScopeTable {
  private struct Place: Hashable {
    var parent: ScopeID
    var name: String
  }

  private(set) var scopes = [Scope(name: "", parent: 0)]
  private(set) var depths = [0]
  private var places: [Place: ScopeID] = [:]
  private var cache = ByteTable(expecting: 64)
  private var cached: [ScopeID?] = []

  /// The scope of a path; made where it is new.
  mutating func scope<Path: Sequence>(of path: Path) -> ScopeID where Path.Element == (String, String?) {
    var at: ScopeID = 0
    for (name, className) in path.prefix(OnnxLimits.scopeDepth) {
      let place = Place(parent: at, name: name)
      if let known = places[place] {
        at = known
      } else {
        places[place] = scopes.count
        depths.append(depths[at] + 1)
        scopes.append(Scope(name: name, parent: at))
        at = scopes.count - 1
      }
      if scopes[at].className == nil { scopes[at].className = className }
    }
    return at
  }

  /// The scope of a path, where there is one.
  func find(_ path: [String]) -> ScopeID? {
    var at: ScopeID = 0
    for name in path.prefix(OnnxLimits.scopeDepth) {
      guard let known = places[Place(parent: at, name: name)] else { return nil }
      at = known
    }
    return at
  }

  /// Notes the class of the whole model; the first one counts.
  mutating func setRootClass(_ name: String?) {
    if scopes[0].className == nil { scopes[0].className = name }
  }

  /// The result of `make` for these bytes, asked only once for equal bytes. They must outlive the table.
  mutating func cached(
    _ key: UnsafeBufferPointer<UInt8>, _ make: (inout ScopeTable) -> ScopeID?
  ) -> ScopeID? {
    let (number, isNew) = cache.add(key)
    if isNew {
      cached.append(nil)
      cached[number] = make(&self)
    }
    return cached[number]
  }

  /// The deepest scope that both are in.
  func common(_ first: ScopeID, _ second: ScopeID) -> ScopeID {
    var (one, other) = (first, second)
    while one != other {
      if depths[one] >= depths[other] { one = scopes[one].parent } else { other = scopes[other].parent }
    }
    return one
  }
}
