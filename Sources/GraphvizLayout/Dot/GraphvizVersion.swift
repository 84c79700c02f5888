import GraphvizShim

/// The version of the Graphviz library that lays out (`2.43.0`), or an empty string where it doesn't start.
public var graphvizVersion: String { foldout_graphviz_version().map { String(cString: $0) } ?? "" }
