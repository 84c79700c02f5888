import ModelGraph
import TextOutput

/// The families of attributes that a card shows together.
struct Family {
  let node: Node
  /// The weight, for families that read its dims.
  let weight: TensorRef?

  /// The parts to show for a family of that name, in order.
  func parts(_ name: String) -> [String] {
    switch name {
    case "conv": [kernel, stride, pads, group(isTransposed: false), dilation].compactMap { $0 }
    case "deconv": [kernel, stride, pads, group(isTransposed: true), dilation].compactMap { $0 }
    case "pool": [kernel, stride, pads, dilation].compactMap { $0 }
    case "reduce": reduce
    case "rnn": recurrent
    case "heads": [heads].compactMap { $0 }
    default: []
    }
  }

  private var kernel: String? {
    let attribute = node.ints("kernel_shape") ?? []
    let dims = attribute.isEmpty ? Array((weight?.dims ?? []).dropFirst(2)) : attribute
    return dims.isEmpty ? nil : Operators.crossText(.ints(dims), limit: 40)
  }

  private var stride: String? { Operators.window(node.ints("strides") ?? []).map { "/" + $0 } }

  private var dilation: String? { Operators.window(node.ints("dilations") ?? []).map { "d" + $0 } }

  private var pads: String? {
    if let mode = node.string("auto_pad"), mode != "NOTSET", !mode.isEmpty {
      return mode.hasPrefix("SAME") ? "same" : nil
    }
    let values = node.ints("pads") ?? []
    guard values.contains(where: { $0 != 0 }) else { return nil }
    let half = values.count / 2
    let isSymmetric = values.count % 2 == 0 && values.prefix(half).elementsEqual(values.suffix(half))
    if isSymmetric { return Operators.window(Array(values.prefix(half)), neutral: 0).map { "p" + $0 } }
    return Operators.cut("p" + values.prefix(12).map(NumberText.int).joined(separator: ","), 40)
  }

  /// `dw` where every channel has its own filter, else `g32`. The weight of a convolution has the input
  /// channels of one group as its dim 1; that of a transposed one has all input channels as dim 0.
  private func group(isTransposed: Bool) -> String? {
    guard let group = node.int("group"), group != 1 else { return nil }
    if let dims = weight?.dims, dims.count > 2 {
      if isTransposed ? dims[0] == group : dims[1] == 1 { return "dw" }
    }
    return "g" + NumberText.int(group)
  }

  /// Axes from the attribute; newer opsets pass them as an input, of which nothing is known here.
  private var reduce: [String] {
    let axes = node.ints("axes") ?? []
    guard !axes.isEmpty else { return [] }
    let text = (axes.count == 1 ? "axis " : "axes ") + Operators.attributeText(.ints(axes), limit: 40)
    return node.flag("keepdims", or: true) ? [text, "keep"] : [text]
  }

  private var recurrent: [String] {
    var parts: [String] = []
    if let size = node.int("hidden_size") { parts.append("h" + NumberText.int(size)) }
    if let direction = node.string("direction") {
      if direction == "bidirectional" { parts.append("bi") }
      if direction == "reverse" { parts.append("reverse") }
    }
    return parts
  }

  /// `12 heads`, and `32/8 heads` where keys and values have fewer heads than queries.
  private var heads: String? {
    guard let count = node.int("num_heads") ?? node.int("q_num_heads"), count != 0 else { return nil }
    let own = NumberText.int(count)
    guard let shared = node.int("kv_num_heads"), shared != 0, shared != count else { return own + " heads" }
    return own + "/" + NumberText.int(shared) + " heads"
  }
}
