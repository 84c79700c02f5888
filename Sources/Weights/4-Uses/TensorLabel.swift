import TextOutput

extension StoredTensor {
  /// What to call the tensor in a sentence: its name; where an exporter made that up, the module that reads it, and the
  /// name in brackets. Safe for all outputs.
  public var label: String {
    let own = sanitized(name, limit: 80)
    guard isNameMadeUp, !module.isEmpty else { return own }
    return sanitized(module.joined(separator: "."), limit: 80) + " (" + own + ")"
  }

  /// What to call the layer that it belongs to: ``label`` without a last part such as `weight`.
  public var layerLabel: String {
    if isNameMadeUp, !module.isEmpty { return sanitized(module.joined(separator: "."), limit: 80) }
    guard let cut = name.lastIndex(where: { $0 == "." || $0 == "/" }), cut > name.startIndex else {
      return sanitized(name, limit: 80)
    }
    let last = name[name.index(after: cut)...].lowercased()
    return ["weight", "kernel", "bias", "weight_quantized"].contains(last)
      ? sanitized(String(name[..<cut]), limit: 80) : sanitized(name, limit: 80)
  }

  /// Whether a program numbered the tensor: `onnx::MatMul_123`, `val_45`, `1024`.
  public var isNameMadeUp: Bool {
    let start = name.prefix { !$0.isNumber }
    let isNumbered = start.count < name.count && name.dropFirst(start.count).allSatisfy(\.isNumber)
    return name.hasPrefix("onnx::") || isNumbered && (start.isEmpty || start == "val_" || start == "_v_")
  }
}

extension StoredTensor {
  /// Where the tensor is in the model: the names of the module that reads it and its own, joined by `/`, without what the
  /// own name repeats. Hostile text.
  public var path: String {
    let outer = module.joined(separator: ".")
    guard !outer.isEmpty, !name.hasPrefix(outer + "."), !name.hasPrefix(outer + "/") else { return name }
    return outer + "/" + name
  }
}
