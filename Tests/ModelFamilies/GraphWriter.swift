import TestSupport

/// Writes an ONNX graph node by node, straight into the bytes of its message.
struct GraphWriter {
  private(set) var nodes = Wire()
  private var tail = Wire()
  private var count = 0
  private var weights = 0

  /// Adds a formal input and gives its name.
  mutating func input(_ name: String, _ dims: [Int64] = []) -> String {
    tail.message(11, dims.isEmpty ? .value(name) : .value(name, dims: dims))
    return name
  }

  /// Adds an output.
  mutating func output(_ name: String) { tail.message(12, .value(name)) }

  /// Adds a stored tensor without data and gives its name.
  mutating func weight(_ dims: [Int64]) -> String {
    weights += 1
    tail.message(5, .tensor("w\(weights)", dims))
    return "w\(weights)"
  }

  /// Adds an operator and gives its result.
  @discardableResult
  mutating func add(
    _ type: String, _ inputs: [String], in scope: String = "", to output: String? = nil, domain: String = "",
    _ attributes: [Wire] = []
  ) -> String {
    add(type, inputs, in: scope, outputs: [output ?? "v\(count)"], domain: domain, attributes)[0]
  }

  /// Adds an operator of several results.
  @discardableResult
  mutating func add(
    _ type: String, _ inputs: [String], in scope: String = "", outputs: [String], domain: String = "",
    _ attributes: [Wire] = []
  ) -> [String] {
    let name = scope.isEmpty ? "\(type)_\(count)" : "\(scope)/\(type)_\(count)"
    count += 1
    let given = attributes.isEmpty && domain.isEmpty ? Self.required[type] ?? [] : attributes
    nodes.message(1, .node(type, name, inputs: inputs, outputs: outputs, domain: domain, attributes: given))
    return outputs
  }

  /// The attributes that operators need, so that shape inference has no complaint.
  private static let required: [String: [Wire]] = [
    "Conv": [.attribute("kernel_shape", [3, 3]), .attribute("pads", [1, 1, 1, 1])],
    "MaxPool": [.attribute("kernel_shape", [3, 3]), .attribute("pads", [1, 1, 1, 1])],
    "Concat": [.attribute("axis", 1)], "Cast": [.attribute("to", 1)],
  ]

  /// A name that no value has yet.
  func fresh(_ stem: String) -> String { "\(stem)\(count)" }

  /// The graph's message.
  var graph: Wire {
    var wire = nodes
    wire.text(2, "g")
    wire.bytes += tail.bytes
    return wire
  }

  /// The whole file, with local functions where there are any.
  func file(_ functions: [Wire] = []) -> [UInt8] {
    Wire.model(graph) { wire in for function in functions { wire.message(25, function) } }
  }
}

extension Wire {
  /// A float value of known dims.
  static func value(_ name: String, dims: [Int64]) -> Wire {
    let shape = message { shape in for dim in dims { shape.message(1, message { $0.int(1, dim) }) } }
    let tensor = message { tensor in
      tensor.int(1, 1)
      tensor.message(2, shape)
    }
    return message { wire in
      wire.text(1, name)
      wire.message(2, message { $0.message(1, tensor) })
    }
  }

  /// An attribute that is a whole number.
  static func attribute(_ name: String, _ number: Int64) -> Wire {
    message { wire in
      wire.text(1, name)
      wire.int(3, number)
      wire.int(20, 2)
    }
  }

  /// An attribute that is a list of whole numbers.
  static func attribute(_ name: String, _ numbers: [Int64]) -> Wire {
    message { wire in
      wire.text(1, name)
      for number in numbers { wire.int(8, number) }
      wire.int(20, 7)
    }
  }

  /// A local function of domain `lib`.
  static func function(
    _ name: String, inputs: [String], outputs: [String], _ body: [Wire], defaults: [Wire] = []
  ) -> Wire {
    message { function in
      function.text(1, name)
      for input in inputs { function.text(4, input) }
      for output in outputs { function.text(5, output) }
      for node in body { function.message(7, node) }
      function.text(10, "lib")
      for attribute in defaults { function.message(11, attribute) }
    }
  }
}

extension SeededGenerator {
  /// A whole number of a range.
  mutating func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
}
