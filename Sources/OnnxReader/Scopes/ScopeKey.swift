/// The keys of node metadata that name a node's scope.
enum ScopeKey: CaseIterable {
  case nameScopes, classHierarchy, namespace

  /// The key as exporters write it.
  var rawValue: StaticString {
    switch self {
    case .nameScopes: "pkg.torch.onnx.name_scopes"
    case .classHierarchy: "pkg.torch.onnx.class_hierarchy"
    case .namespace: "namespace"
    }
  }
}
