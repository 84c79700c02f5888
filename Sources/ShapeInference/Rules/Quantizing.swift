import ModelGraph

/// Between real and quantised numbers.
enum Quantizing {
  static let rules: [Rule] = [
    Rule("QuantizeLinear", quantize), Rule("DequantizeLinear", dequantize),
    Rule("DynamicQuantizeLinear", dynamic),
  ]

  /// The zero point says the type, else an attribute, else it is uint8.
  static func quantize(_ site: Site) throws(Fault) {
    let given = site.has(2) ? site.element(2) : site.dataType("output_dtype") ?? .uint8
    site.set(0, given, site.shape(0))
  }

  /// The type is that of the scale, unless an attribute says otherwise.
  static func dequantize(_ site: Site) throws(Fault) {
    let scale = site.element(1) == .undefined && site.version < 19 ? .float32 : site.element(1)
    site.set(0, site.dataType("output_dtype") ?? scale, site.shape(0))
  }

  private static func dynamic(_ site: Site) throws(Fault) {
    site.set(0, .uint8, site.shape(0))
    site.set(1, .float32, [])
    site.set(2, .uint8, [])
  }
}
