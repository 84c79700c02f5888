extension Family {
  /// Decoders as the TorchScript exporter writes them, 54 operators a layer.
  static let transformers = [
    Family("transformer") { count, _ in Decoder(layers: max(1, count / 54), isScoped: true).file },
    Family("transformer-unnamed") { count, _ in Decoder(layers: max(1, count / 54), isScoped: false).file },
  ]
}

private struct Decoder {
  private var graph = GraphWriter()
  private let isScoped: Bool
  private let width: Int64 = 4096

  init(layers: Int, isScoped: Bool) {
    self.isScoped = isScoped
    let ids = graph.input("input_ids", [1, 128])
    var hidden = add("Gather", [graph.weight([32_000, width]), ids], "/model/embed_tokens")
    let angles = add(
      "Mul",
      [add("Cast", [graph.input("position_ids", [1, 128, 1])], "/model/rotary_emb"), graph.weight([64])],
      "/model/rotary_emb")
    let both = add("Concat", [angles, angles], "/model/rotary_emb")
    let (cos, sin) = (add("Cos", [both], "/model/rotary_emb"), add("Sin", [both], "/model/rotary_emb"))
    let mask = add("Cast", [graph.input("attention_mask", [1, 128])], "/model")
    for layer in 0..<layers { hidden = self.layer("/model/layers.\(layer)", hidden, cos, sin, mask) }
    hidden = norm("/model/norm", hidden)
    graph.output(linear("/lm_head", hidden, 32_000))
  }

  var file: [UInt8] { graph.file() }

  private mutating func add(_ type: String, _ inputs: [String], _ scope: String) -> String {
    graph.add(type, inputs, in: isScoped ? scope : "")
  }

  private mutating func linear(_ scope: String, _ source: String, _ out: Int64, from width: Int64 = 4096)
    -> String
  {
    add("MatMul", [source, graph.weight([width, out])], scope)
  }

  private mutating func norm(_ scope: String, _ source: String) -> String {
    let mean = add("ReduceMean", [add("Pow", [source, graph.weight([])], scope)], scope)
    let root = add("Sqrt", [add("Add", [mean, graph.weight([])], scope)], scope)
    return add("Mul", [add("Div", [source, root], scope), graph.weight([width])], scope)
  }

  private mutating func heads(_ scope: String, _ part: String, _ source: String) -> String {
    let own = scope + "/" + part
    let out = add("Add", [linear(own, source, width), graph.weight([width])], own)
    return add("Transpose", [add("Reshape", [out, graph.weight([4])], scope)], scope)
  }

  private mutating func rotate(_ scope: String, _ source: String, _ cos: String, _ sin: String) -> String {
    let bounds = (0..<3).map { _ in graph.weight([1]) }
    let low = add("Slice", [source] + bounds, scope)
    let high = add("Neg", [add("Slice", [source] + bounds, scope)], scope)
    let straight = add("Mul", [source, cos], scope)
    return add("Add", [straight, add("Mul", [add("Concat", [high, low], scope), sin], scope)], scope)
  }

  private mutating func layer(_ scope: String, _ source: String, _ cos: String, _ sin: String, _ mask: String)
    -> String
  {
    let own = scope + "/self_attn"
    let normed = norm(scope + "/input_layernorm", source)
    let query = rotate(own, heads(own, "q_proj", normed), cos, sin)
    let key = rotate(own, heads(own, "k_proj", normed), cos, sin)
    let values = heads(own, "v_proj", normed)
    var scores = add("MatMul", [query, add("Transpose", [key], own)], own)
    scores = add("Add", [add("Div", [scores, graph.weight([])], own), mask], own)
    let mixed = add("Transpose", [add("MatMul", [add("Softmax", [scores], own), values], own)], own)
    let out = linear(own + "/o_proj", add("Reshape", [mixed, graph.weight([3])], own), width)
    let attended = add("Add", [source, add("Add", [out, graph.weight([width])], own + "/o_proj")], scope)
    return feedForward(scope, attended)
  }

  private mutating func feedForward(_ scope: String, _ source: String) -> String {
    let normed = norm(scope + "/post_attention_layernorm", source)
    let gate = linear(scope + "/mlp/gate_proj", normed, 4 * width)
    let bent = add("Mul", [gate, add("Sigmoid", [gate], scope + "/mlp/act_fn")], scope + "/mlp/act_fn")
    let up = linear(scope + "/mlp/up_proj", normed, 4 * width)
    return add(
      "Add",
      [
        source,
        linear(scope + "/mlp/down_proj", add("Mul", [bent, up], scope + "/mlp"), width, from: 4 * width),
      ], scope)
  }
}
