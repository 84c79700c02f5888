import JSONInput

/// Finds the tensors that a piece of JSON names, in every dialect:
///
/// - Keras 3: `{"class_name": "__keras_tensor__", "config": {"shape", "dtype", "keras_history": [layer, call,
///   tensor]}}`, anywhere in `args` and `kwargs`;
/// - Keras 1 and 2: `[layer, call, tensor]` or `[layer, call, tensor, {keyword: …}]`, anywhere.
struct References {
  /// The layers of the model by name.
  let numbers: [String: Int]
  private(set) var found: [Reference] = []
  /// Names that no layer has.
  private(set) var missing: [String] = []

  init(numbers: [String: Int]) { self.numbers = numbers }

  /// The tensors in `json`, in order.
  static func find(in json: JSON?, _ numbers: [String: Int]) -> (found: [Reference], missing: [String]) {
    guard let json else { return ([], []) }
    var references = References(numbers: numbers)
    if let args = json["args"], args.isArray {
      references.collect(args, nil)
      if let kwargs = json["kwargs"] {
        for member in kwargs.members { references.collect(member.value, member.name) }
      }
    } else {
      references.collect(json, nil)
    }
    return (references.found, references.missing)
  }

  /// Recursion is bounded by ``KerasLimits/jsonDepth``.
  private mutating func collect(_ json: JSON, _ keyword: String?) {
    if json.isObject {
      if json["class_name"]?.string == "__keras_tensor__", let config = json["config"] {
        let recorded = TensorSpec(
          dims: TensorSpec.dims(config["shape"]), dtype: TensorSpec.dtype(config["dtype"]) ?? .undefined)
        if let history = config["keras_history"] {
          add(history, keyword, recorded.dims == nil ? nil : recorded)
        }
        return
      }
      for member in json.members { collect(member.value, member.name) }
    } else if json.isArray {
      if isHistory(json) {
        add(json, keyword, nil)
        // The fourth element holds keyword arguments, which may be tensors too.
        for (index, element) in json.elements.enumerated() where index == 3 { collect(element, nil) }
        return
      }
      for element in json.elements { collect(element, keyword) }
    }
  }

  private func isHistory(_ json: JSON) -> Bool {
    guard json.count == 3 || json.count == 4 else { return false }
    var elements = json.elements
    guard let name = elements.next(), name.isString, let call = elements.next(), call.int != nil else {
      return false
    }
    guard name.string != "_CONSTANT_VALUE" else { return false }
    guard let tensor = elements.next(), tensor.int != nil else { return false }
    return true
  }

  private mutating func add(_ json: JSON, _ keyword: String?, _ recorded: TensorSpec?) {
    var elements = json.elements
    guard let name = elements.next()?.string, let call = elements.next()?.int,
      let tensor = elements.next()?.int
    else {
      return
    }
    let layer = numbers[name]
    if layer == nil { missing.append(name) }
    found.append(
      Reference(
        layer: layer, call: call, tensor: tensor, keyword: keyword, recorded: recorded))
  }
}
