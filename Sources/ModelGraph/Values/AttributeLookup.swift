/// Attributes that are found by name: the one way to ask for an attribute of a certain type.
///
/// An attribute of another type counts as missing, since any file may be wrong. Cost: as ``attribute(_:)``.
public protocol AttributeLookup {
  /// The value of the attribute of that name; nil where there is none, or where a reference leads nowhere.
  func attribute(_ name: String) -> AttributeValue?
}

extension AttributeLookup {
  /// An integer.
  public func int(_ name: String) -> Int64? {
    if case .int(let value)? = attribute(name) { value } else { nil }
  }

  /// An integer, or the operator's default.
  public func int(_ name: String, or standard: Int64) -> Int64 { int(name) ?? standard }

  /// An integer as a truth value, or the operator's default.
  public func flag(_ name: String, or standard: Bool = false) -> Bool {
    int(name).map { $0 != 0 } ?? standard
  }

  /// A list of integers.
  public func ints(_ name: String) -> [Int64]? {
    if case .ints(let list)? = attribute(name) { list } else { nil }
  }

  /// A real number.
  public func float(_ name: String) -> Double? {
    if case .float(let value)? = attribute(name) { Double(value) } else { nil }
  }

  /// A real number, or the operator's default.
  public func float(_ name: String, or standard: Double) -> Double { float(name) ?? standard }

  /// A list of real numbers.
  public func floats(_ name: String) -> [Double]? {
    if case .floats(let list)? = attribute(name) { list.map(Double.init) } else { nil }
  }

  /// A string.
  public func string(_ name: String) -> String? {
    if case .string(let text)? = attribute(name) { text } else { nil }
  }

  /// A list of strings.
  public func strings(_ name: String) -> [String]? {
    if case .strings(let list)? = attribute(name) { list } else { nil }
  }

  /// A stored tensor.
  public func tensor(_ name: String) -> TensorRef? {
    if case .tensor(let tensor)? = attribute(name) { tensor } else { nil }
  }

  /// A body.
  public func graph(_ name: String) -> GraphID? {
    if case .graph(let id)? = attribute(name) { id } else { nil }
  }

  /// An integer that names an element type by ONNX's numbers; nil where it names none.
  public func dataType(_ name: String) -> DataType? {
    guard let number = int(name), let raw = Int32(exactly: number), let type = DataType(rawValue: raw) else {
      return nil
    }
    return type == .undefined ? nil : type
  }
}

extension Node: AttributeLookup {
  /// The attribute of that name, if the node has it. Cost: linear in the number of attributes.
  public func attribute(_ name: String) -> AttributeValue? { attributes.value(of: name) }
}

extension [Attribute] {
  /// The value of the first attribute of that name. Cost: linear.
  public func value(of name: String) -> AttributeValue? {
    for attribute in self where attribute.name == name { return attribute.value }
    return nil
  }
}
