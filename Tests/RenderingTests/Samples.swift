extension Sample {
  /// A network of convolutions: a stem, an open stage with a closed block and a stack, a head.
  static let resnet: Sample = {
    var sample = Sample()
    let stage = sample.open("layer1", "Sequential · 214.4K params")
    sample.fill(
      1,
      [
        block("0 · Bottleneck", "8 ops · 74.4K params"),
        block("1 … 2 · Bottleneck", "7 ops · 70.0K params", repeats: 2),
      ], labels: [0: "1×256×56×56"])
    sample.fill(
      0,
      [
        terminal("input", isInput: true),
        op("Conv", "convolution", "7×7 /2 p3", ["64×3×7×7 + 64"], name: "/conv1/Conv"),
        op("Relu", "activation", name: "/relu/Relu"),
        op("MaxPool", "pooling", "3×3 /2 p1", name: "/maxpool/MaxPool"),
        stage,
        block("layer2 … layer4", "126 ops · 23.3M params", repeats: 3),
        op("GlobalAveragePool", "pooling", name: "/avgpool/GlobalAveragePool"),
        op("Flatten", "shape", name: "/Flatten"),
        op("Gemm", "linear", nil, ["1000×2048 + 1000"], name: "/fc/Gemm"),
        terminal("output", isInput: false),
      ],
      labels: [0: "1×3×224×224", 1: "1×64×112×112", 3: "1×64×56×56", 5: "1×2048×7×7", 7: "1×2048"])
    sample.legend(
      [
        ("convolution", "Convolution"), ("linear", "Linear"), ("activation", "Activation"),
        ("pooling", "Pooling, resize"), ("shape", "Shape, layout"),
      ], caption: "122 operators · 25.6M parameters · 4 plumbing operators not shown")
    sample.diagram.title = "ResNet-50"
    sample.diagram.summary = "122 operators in 4 stages; input 1×3×224×224; output 1×1000."
    return sample
  }()

  /// A decoder: an open stack of layers with a residual line around attention and MLP.
  static let transformer: Sample = {
    var sample = Sample()
    let layers = sample.open("layers.0 … 31", "LlamaDecoderLayer · 13.4K params each", repeats: 32)
    let attention = sample.open("self_attn", "LlamaAttention · 13.4K params", depth: 2)
    sample.fill(
      2,
      [
        op("MatMul", "linear", nil, ["64×192"]),
        op("RotaryEmbedding", "attention", "8 heads"),
        op("GroupQueryAttention", "attention", "8/2 heads"),
        op("MatMul", "linear", nil, ["64×64"]),
      ])
    sample.fill(
      1,
      [
        op("SimplifiedLayerNormalization", "normalization", nil, ["64"]),
        attention,
        op("Add", "elementwise"),
        op("RMSNormalization", "normalization", "axis −1", ["64"]),
        block("mlp · LlamaMLP", "6 ops · 33.0K params"),
        op("Add", "elementwise"),
      ], labels: [4: "1×16×64"], skips: [(-1, 2), (2, 5)])
    sample.fill(
      0,
      [
        terminal("input_ids", isInput: true),
        op("Gather", "indexing", nil, ["1000×64"], name: "model.embed_tokens"),
        layers,
        op("ReduceMean", "reduction", "axis −1 keep"),
        op("Cast", "shape", "→ float16"),
        op("DequantizeLinear", "quantization", "axis 0"),
        op("LSTM", "recurrent", "h256 bi", ["1024×256 + 1024×256 + 2048"]),
        op("MatMul", "linear", nil, ["64×1000"]),
        terminal("logits", isInput: false),
      ], labels: [0: "1×16", 1: "1×16×64", 7: "1×16×1000"])
    sample.legend(
      [
        ("linear", "Linear"), ("attention", "Attention"), ("normalization", "Normalization"),
        ("recurrent", "Recurrent"), ("indexing", "Indexing"), ("reduction", "Reduction"),
        ("elementwise", "Elementwise"), ("shape", "Shape, layout"), ("quantization", "Quantization"),
      ], caption: "2061 operators · 1.5M parameters · 812 plumbing operators not shown")
    sample.diagram.title = "Llama"
    sample.diagram.summary = "2061 operators; 32 equal layers."
    return sample
  }()
}
