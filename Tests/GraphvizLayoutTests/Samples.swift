import DiagramModel

/// Diagrams like those that real models give.
enum Samples {
  static let all: [(name: String, diagram: Diagram)] = [
    ("chain", chain), ("resnet", resnet), ("transformer", transformer), ("inception", inception),
    ("unet", unet), ("lstm", lstm), ("nested", nested), ("stacks", stacks), ("fanin", fanIn),
    ("flat300", flat(15)), ("labels", labels),
    ("sidepanel", sidePanel), ("clip", clip), ("bert", bert), ("dense", dense),
  ]

  static var chain: Diagram {
    var s = Sketcher()
    var x = s.input("input", label: "1×3×224×224")
    for (index, name) in ["Conv", "Relu", "MaxPool", "Flatten", "Gemm"].enumerated() {
      x = s.op(name, [x], label: index % 2 == 0 ? "1×64×112×112" : nil)[0]
    }
    s.output("output", x)
    return s.diagram
  }

  static var resnet: Diagram {
    var s = Sketcher()
    var x = s.input("input", label: "1×3×224×224")
    x = s.op("Conv", [x], label: "1×64×112×112", width: 95, height: 40)[0]
    x = s.op("Relu", [x])[0]
    x = s.op("MaxPool", [x], label: "1×64×56×56", width: 116)[0]
    for stage in 1...2 {
      x =
        s.block("layer\(stage) · Sequential", [x], label: "1×256×56×56") { s, stage, ins in
          let y = bottleneck(&s, stage, ins[0], "0 · Bottleneck", hasDownsample: true)
          return [bottleneck(&s, stage, y, "1 … 2 · Bottleneck", hasDownsample: false, repeats: 2)]
        }[0]
    }
    x = s.op("ReduceMean", [x], label: "1×2048")[0]
    x = s.op("Gemm", [x], label: "1×1000", width: 105, height: 40)[0]
    s.output("output", x)
    return s.diagram
  }

  private static func bottleneck(
    _ s: inout Sketcher, _ panel: PanelID, _ x: Link.End, _ title: String, hasDownsample: Bool,
    repeats: Int = 1
  ) -> Link.End {
    s.block(title, [x], in: panel, repeats: repeats) { s, id, ins in
      var y = ins[0]
      for kernel in ["1×1", "3×3", "1×1"] {
        y = s.op("Conv \(kernel)", [y], in: id, width: 99, height: 40)[0]
        if kernel == "3×3" { y = s.op("Relu", [y], in: id)[0] }
      }
      let skip = hasDownsample ? s.op("Conv 1×1", [ins[0]], in: id, width: 99, height: 40)[0] : ins[0]
      let sum = s.op("Add", [y, skip], in: id)[0]
      return s.op("Relu", [sum], in: id)
    }[0]
  }

  static var transformer: Diagram {
    var s = Sketcher()
    let ids = s.input("input_ids", label: "1×16")
    let mask = s.input("attention_mask", label: "1×16")
    let result = s.block("model · LlamaModel", [ids, mask], label: "1×16×64") { s, id, ins in
      let x = s.op("Gather", [ins[0]], in: id, label: "1×16×64", width: 110, height: 40)[0]
      var m = s.op("Cast", [ins[1]], in: id)[0]
      m = s.op("GatherND", [m], in: id, label: "1×1×1×16", height: 40)[0]
      m = s.op("And", [m], in: id)[0]
      let y = layer(&s, id, x, m, "layers.0 · LlamaDecoderLayer", 1)
      let z = layer(&s, id, y, m, "layers.1 … 31 · LlamaDecoderLayer", 31)
      return s.op("norm · RMSNorm", [z], in: id, height: 42)
    }[0]
    let logits = s.op("MatMul", [result], label: "1×16×1000", height: 40)[0]
    s.output("logits", logits)
    return s.diagram
  }

  private static func layer(
    _ s: inout Sketcher, _ panel: PanelID, _ x: Link.End, _ mask: Link.End, _ title: String, _ repeats: Int
  ) -> Link.End {
    s.block(title, [x, mask], in: panel, repeats: repeats, key: repeats > 1 ? 900 : nil) { s, id, ins in
      let n = s.op("input_layernorm · LlamaRMSNorm", [ins[0]], in: id, height: 42)[0]
      let a = s.op("self_attn · LlamaAttention", [n, ins[1]], in: id, height: 42)[0]
      let r = s.op("Add", [ins[0], a], in: id, label: "1×16×64")[0]
      let p = s.op("post_attention_layernorm · LlamaRMSNorm", [r], in: id, height: 42)[0]
      let m = s.op("mlp · LlamaMLP", [p], in: id, height: 42)[0]
      return s.op("Add", [r, m], in: id)
    }[0]
  }

  static var inception: Diagram {
    var s = Sketcher()
    var x = s.input("input", label: "1×3×299×299")
    for name in ["Mixed_5b", "Mixed_5c"] {
      x =
        s.block(name, [x], label: "1×256×35×35") { s, id, ins in
          var branches: [Link.End] = []
          for (index, depth) in [1, 3, 2, 2].enumerated() {
            var y = ins[0]
            if index == 3 { y = s.op("AveragePool", [y], in: id)[0] }
            for step in 0..<depth where index < 3 || step > 0 {
              y = s.op("Conv", [y], in: id, width: 95, height: 40)[0]
              y = s.op("Relu", [y], in: id)[0]
            }
            branches.append(y)
          }
          return s.op("Concat", branches, in: id, label: "1×256×35×35")
        }[0]
    }
    s.output("features", x)
    return s.diagram
  }

  static var unet: Diagram {
    var s = Sketcher()
    var x = s.input("image", label: "1×1×572×572")
    var skips: [Link.End] = []
    for level in 0..<4 {
      x = s.op("down\(level) · DoubleConv", [x], label: "1×\(64 << level)×\(572 >> level)²", height: 42)[0]
      skips.append(x)
      x = s.op("MaxPool", [x])[0]
    }
    x = s.op("bottom · DoubleConv", [x], label: "1×1024×28×28", height: 42)[0]
    for level in (0..<4).reversed() {
      x = s.op("ConvTranspose", [x])[0]
      x = s.op("Concat", [skips[level], x], label: "1×\(128 << level)×\(572 >> level)²")[0]
      x = s.op("up\(level) · DoubleConv", [x], height: 42)[0]
    }
    s.output("mask", x)
    return s.diagram
  }

  static var lstm: Diagram {
    var s = Sketcher()
    let x = s.input("tokens", label: "seq×1")
    let h = s.input("h0", label: "2×1×128")
    let c = s.input("c0", label: "2×1×128")
    let e = s.op("Gather", [x], label: "seq×1×64")[0]
    let first = s.op("LSTM", [e, h, c], outputs: 3, label: "seq×1×128", width: 140, height: 56)
    let t = s.op("Transpose", [first[0]])[0]
    let second = s.op("LSTM", [t, first[1], first[2]], outputs: 3, width: 140, height: 56)
    s.output("out", s.op("Gemm", [second[0]])[0])
    s.output("hn", second[1])
    s.output("cn", second[2])
    return s.diagram
  }

  static var nested: Diagram {
    var s = Sketcher()
    let a = s.input("query"), b = s.input("key"), c = s.input("value")
    let out = s.block("outer · Encoder", [a, b, c]) { s, id, ins in
      let inner = s.block("middle · MultiHeadAttention", ins, in: id) { s, id, ins in
        let parts = s.block("inner · Projections", ins, in: id) { s, id, ins in
          ins.enumerated().map { s.op("MatMul\($0.offset)", [$0.element], in: id, label: "1×8×64")[0] }
        }
        let scores = s.op("Softmax", s.op("MatMul", [parts[0], parts[1]], in: id), in: id)[0]
        return [s.op("MatMul", [scores, parts[2]], in: id)[0], scores]
      }
      return [s.op("Add", [inner[0], ins[0]], in: id)[0], inner[1]]
    }
    s.output("context", out[0])
    s.output("weights", out[1])
    return s.diagram
  }

  static var stacks: Diagram {
    var s = Sketcher()
    let x = s.input("x")
    let y = s.op("layers.0 … 11", [x], label: "1×197×768", width: 150, height: 42, repeats: 12)[0]
    let z = s.op("Split", [y], outputs: 3)
    let branches = z.map { s.op("head", [$0], height: 42, repeats: 4)[0] }
    let w = s.op("Concat", branches)[0]
    let q = s.block("stack", [w, x], repeats: 6) { s, id, ins in
      s.op("Add", [s.op("Relu", [ins[0]], in: id)[0], ins[1]], in: id)
    }[0]
    s.output("y", q)
    return s.diagram
  }

  /// A deep open block beside a chain of small boxes.
  static var sidePanel: Diagram {
    var s = Sketcher()
    let x = s.input("x")
    let y = s.block("layer2.0 · BasicBlock", [x]) { s, id, ins in
      var y = ins[0]
      for name in ["conv1", "bn1", "relu", "conv2", "bn2"] { y = s.op(name, [y], in: id, height: 40)[0] }
      let skip = s.block("downsample · Sequential", [ins[0]], in: id) { s, id, ins in
        s.op("BatchNorm", s.op("Conv 1×1", [ins[0]], in: id, height: 40), in: id, height: 40)
      }[0]
      return s.op("Relu", s.op("Add", [y, skip], in: id), in: id)
    }[0]
    s.output("y", y)
    return s.diagram
  }

  /// Two towers of unlike heights.
  static var clip: Diagram {
    var s = Sketcher()
    func tower(_ s: inout Sketcher, _ name: String, _ layers: Int, _ x: Link.End) -> Link.End {
      s.block("\(name) · Transformer", [x]) { s, id, ins in
        var y = s.op("Conv", [ins[0]], in: id, height: 40)[0]
        for index in 0..<layers { y = s.op("layers.\(index) · Layer", [y], in: id, height: 42)[0] }
        return s.op("LayerNorm", [y], in: id)
      }[0]
    }
    var image = tower(&s, "visual", 6, s.input("pixel_values", label: "1×3×224×224"))
    var text = s.op("Embedding", [s.input("input_ids", label: "1×77")], height: 40)[0]
    text = tower(&s, "text", 2, text)
    image = s.op("MatMul", [image], label: "1×512", height: 40)[0]
    text = s.op("MatMul", s.op("ArgMax", [text]), label: "1×512", height: 40)[0]
    let a = s.op("Div", [image, s.op("ReduceL2", [image])[0]])[0]
    let b = s.op("Div", [text, s.op("ReduceL2", [text])[0]])[0]
    s.output("logits", s.op("MatMul", [a, b], label: "1×1")[0])
    s.output("image_embeds", a)
    s.output("text_embeds", b)
    return s.diagram
  }

  /// BERT with its first layer open down to the attention, and masks made on the page.
  static var bert: Diagram {
    var s = Sketcher()
    let ids = s.input("input_ids", label: "batch×seq")
    let mask = s.input("attention_mask", label: "batch×seq")
    let types = s.input("token_type_ids", label: "batch×seq")
    let x = s.block("embeddings · BertEmbeddings", [ids, types], label: "batch×seq×768") { s, id, ins in
      let word = s.op("Gather", [ins[0]], in: id, label: "batch×seq×768", width: 120, height: 40)[0]
      let type = s.op("Gather", [ins[1]], in: id, width: 110, height: 40)[0]
      let sum = s.op("Add", [s.op("Add", [word, type], in: id)[0]], in: id, height: 40)[0]
      return s.op("LayerNormalization", [sum], in: id, height: 40)
    }[0]
    var m = s.op("Unsqueeze", [mask], label: "batch×1×1×seq", height: 40)[0]
    for name in ["Cast", "Sub", "Mul"] { m = s.op(name, [m])[0] }
    let y = s.block("encoder · BertEncoder", [x, m], label: "batch×seq×768") { s, id, ins in
      s.block("layer.0 … 11 · BertLayer", ins, in: id, repeats: 12) { s, id, ins in
        let attended = s.block("attention · BertAttention", ins, in: id) { s, id, ins in
          let context = s.block("self · BertSelfAttention", ins, in: id) { s, id, ins in
            let heads = ["query", "key", "value"].map { name in
              s.op("Transpose", s.op("\(name) · Linear", [ins[0]], in: id, height: 42), in: id)[0]
            }
            let scores = s.op("Div", s.op("MatMul", [heads[0], heads[1]], in: id, label: "b×12×s×s"), in: id)
            let masked = s.op("Add", [scores[0], ins[1]], in: id)
            let mixed = s.op("MatMul", [s.op("Softmax", masked, in: id)[0], heads[2]], in: id)
            return s.op("Reshape", mixed, in: id)
          }[0]
          let dense = s.op("dense · Linear", [context], in: id, height: 42)[0]
          return s.op("LayerNormalization", s.op("Add", [dense, ins[0]], in: id), in: id, height: 40)
        }[0]
        let up = s.op("intermediate · BertIntermediate", [attended], in: id, label: "b×s×3072", height: 42)[0]
        let down = s.op("dense · Linear", [up], in: id, height: 42)[0]
        return s.op("LayerNormalization", s.op("Add", [down, attended], in: id), in: id, height: 40)
      }
    }[0]
    s.output("last_hidden_state", y)
    s.output("pooler_output", s.op("pooler · BertPooler", [y], label: "batch×768", height: 42)[0])
    return s.diagram
  }

  static var dense: Diagram {
    var s = Sketcher()
    let x = s.input("x")
    let out = s.block("denseblock1 · DenseBlock", [x]) { s, id, ins in
      var features = [ins[0]]
      for index in 0..<5 {
        let joined = index == 0 ? ins[0] : s.op("Concat", features, in: id)[0]
        features += s.op("denselayer\(index + 1)", [joined], in: id, height: 42)
      }
      return s.op("Concat", features, in: id)
    }[0]
    s.output("y", out)
    return s.diagram
  }

  static var fanIn: Diagram {
    var s = Sketcher()
    let features = (0..<19).map { s.input("feature_\($0)") }
    let x = s.op("Concat", features, label: "N×19", width: 90)[0]
    s.output("label", s.op("TreeEnsemble", [x])[0])
    return s.diagram
  }

  static var labels: Diagram {
    var s = Sketcher()
    let x = s.input("x", label: "batch×sequence×hidden×heads")
    let parts = s.op("Split", [x], outputs: 3, label: "batch×16×64", width: 110)
    let a = s.op("A", [parts[0]], label: "a very long label indeed")[0]
    let b = s.op("B", [parts[1], x], label: "a very long label indeed")[0]
    s.op("Join", [a, b, parts[2], x, a], label: "unused")
    return s.diagram
  }

  /// A transformer without blocks: 20 operators a layer.
  static func flat(_ layers: Int) -> Diagram {
    var s = Sketcher()
    let mask = s.op("Cast", [s.input("mask")])[0]
    var x = s.op("Gather", [s.input("ids")], label: "1×16×64")[0]
    for _ in 0..<layers {
      let n = s.op("LayerNormalization", [x])[0]
      var heads: [Link.End] = []
      for name in ["q", "k", "v"] {
        let m = s.op("MatMul \(name)", [n], height: 40)[0]
        heads.append(s.op("Transpose", s.op("Reshape", [m]), label: "1×12×16×64")[0])
      }
      let scores = s.op("Add", [s.op("MatMul", [heads[0], heads[1]])[0], mask])[0]
      let mixed = s.op("MatMul", [s.op("Softmax", [scores])[0], heads[2]])[0]
      let o = s.op("MatMul", s.op("Reshape", [mixed]), height: 40)[0]
      let r = s.op("Add", [x, o])[0]
      let f = s.op("Gelu", s.op("MatMul", s.op("LayerNormalization", [r]), height: 40))
      x = s.op("Add", [r, s.op("MatMul", f, height: 40)[0]], label: "1×16×64")[0]
    }
    s.output("logits", x)
    return s.diagram
  }
}
