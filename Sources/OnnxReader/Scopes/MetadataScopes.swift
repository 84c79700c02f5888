import COnnx
import Glibc
import ModelGraph

/// Scopes that PyTorch's torch.export-based exporter writes as node metadata.
///
/// `name_scopes` and `class_hierarchy` are lists of one length, from the model down to the operation
/// itself; the last entry is therefore no scope. `namespace` says both as `name: class/name: class`.
struct MetadataScopes {
  private typealias Bytes = UnsafeBufferPointer<UInt8>

  private var names: Bytes?
  private var classes: Bytes?
  private var namespace: Bytes?

  init(_ node: Onnx__NodeProto) {
    for case let entry? in elements(node.metadata_props, node.n_metadata_props) {
      guard let key = entry.pointee.key, let value = entry.pointee.value else { continue }
      let text = Bytes(
        start: UnsafeRawPointer(value).assumingMemoryBound(to: UInt8.self), count: strlen(value))
      if Self.matches(key, .nameScopes) {
        names = text
      } else if Self.matches(key, .classHierarchy) {
        classes = text
      } else if Self.matches(key, .namespace) {
        namespace = text
      }
    }
  }

  /// The node's scope, or nil where its metadata says nothing.
  func scope(in table: inout ScopeTable) -> ScopeID? {
    if let names {
      // Nodes of one module differ in the last entry only, so the text before it is the key.
      let end = names.lastIndex(of: UInt8(ascii: ",")) ?? names.count
      let found = table.cached(Bytes(rebasing: names[..<end])) { table in
        guard let names = pythonList(names), !names.isEmpty else { return nil }
        let classes = classes.flatMap(pythonList) ?? []
        let known = classes.count == names.count
        return Self.scope(
          of: names.indices.map { (names[$0], known ? classes[$0] : "") }, in: &table)
      }
      if let found { return found }
    }
    guard let namespace else { return nil }
    let end = namespace.lastIndex(of: UInt8(ascii: "/")) ?? namespace.count
    return table.cached(Bytes(rebasing: namespace[..<end])) { table in
      Self.scope(of: namespace.split(separator: UInt8(ascii: "/")).map(Self.nameAndClass), in: &table)
    }
  }

  private static func scope(of entries: [(String, String)], in table: inout ScopeTable) -> ScopeID? {
    guard !entries.isEmpty else { return nil }
    var path = entries.dropLast()
    if let first = path.first, first.0.isEmpty {
      table.setRootClass(className(first.1))
      path.removeFirst()
    }
    return table.scope(of: path.lazy.filter { !$0.0.isEmpty }.map { ($0.0, className($0.1)) })
  }

  /// A class without its package: `torchvision.models.resnet.ResNet` is `ResNet`.
  private static func className(_ full: String) -> String? {
    guard let last = full.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).last,
      !last.isEmpty
    else { return nil }
    return String(decoding: last, as: UTF8.self)
  }

  private static func nameAndClass(_ part: Slice<Bytes>) -> (String, String) {
    let text = String(decoding: part, as: UTF8.self)
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return (text, "") }
    let behind = text[text.utf8.index(after: colon)...].drop { $0 == " " }
    return (String(text[..<colon]), String(behind))
  }

  private static func matches(_ key: Text, _ expected: ScopeKey) -> Bool {
    let text = expected.rawValue
    return strlen(key) == text.utf8CodeUnitCount && memcmp(key, text.utf8Start, text.utf8CodeUnitCount) == 0
  }
}
