/// Parts of an ONNX file, by the field numbers of onnx.proto.
extension Wire {
  /// A node.
  public static func node(
    _ type: String, _ name: String = "", inputs: [String] = [], outputs: [String] = [], domain: String = "",
    metadata: [(String, String)] = [], attributes: [Wire] = []
  ) -> Wire {
    message { wire in
      for input in inputs { wire.text(1, input) }
      for output in outputs { wire.text(2, output) }
      wire.text(3, name)
      wire.text(4, type)
      for attribute in attributes { wire.message(5, attribute) }
      if !domain.isEmpty { wire.text(7, domain) }
      for (key, value) in metadata { wire.message(9, entry(key, value)) }
    }
  }

  /// A key and its value.
  public static func entry(_ key: String, _ value: String) -> Wire {
    message { wire in
      wire.text(1, key)
      wire.text(2, value)
    }
  }

  /// A node's attribute that is a graph.
  public static func body(_ name: String, _ graph: Wire) -> Wire {
    message { wire in
      wire.text(1, name)
      wire.message(6, graph)
      wire.int(20, 5)
    }
  }

  /// A value of an element type, without a shape.
  public static func value(_ name: String, _ type: Int64 = 1) -> Wire {
    message { wire in
      wire.text(1, name)
      wire.message(2, message { $0.message(1, message { $0.int(1, type) }) })
    }
  }

  /// A float tensor without data, unless `fill` adds some.
  public static func tensor(_ name: String, _ dims: [Int64], _ fill: (inout Wire) -> Void = { _ in }) -> Wire
  {
    message { wire in
      for dim in dims { wire.int(1, dim) }
      wire.int(2, 1)
      wire.text(8, name)
      fill(&wire)
    }
  }

  /// A graph.
  public static func graph(
    _ nodes: [Wire], inputs: [String] = [], outputs: [String] = [], initializers: [Wire] = []
  ) -> Wire {
    message { wire in
      for node in nodes { wire.message(1, node) }
      wire.text(2, "g")
      for tensor in initializers { wire.message(5, tensor) }
      for input in inputs { wire.message(11, value(input)) }
      for output in outputs { wire.message(12, value(output)) }
    }
  }

  /// A whole file.
  public static func model(_ graph: Wire, _ fill: (inout Wire) -> Void = { _ in }) -> [UInt8] {
    message { wire in
      wire.int(1, 9)
      wire.message(8, message { $0.int(2, 18) })
      wire.message(7, graph)
      fill(&wire)
    }.bytes
  }
}
