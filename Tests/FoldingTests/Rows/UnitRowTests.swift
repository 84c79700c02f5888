import Testing

/// Units named by what they hold, and operators with their quantisation.
@Suite struct UnitRowTests {
  @Test(arguments: cases) func row(_ place: RowCase) throws { try place.check() }

  static let cases = convolutions + layers + quantized

  private static let bottleneck = """
    in x 1×64×8×8
    weight a 16×64×1×1
    weight b 16×16×3×3
    weight c 64×16×1×1
    Conv x a -> p kernel_shape=1,1
    Relu p -> q
    Conv q b -> r kernel_shape=3,3 pads=1,1,1,1
    Relu r -> s
    Conv s c -> t kernel_shape=1,1
    Add t x -> u
    Relu u -> y
    out y
    """

  private static let basic = """
    in x 1×16×8×8
    weight a 16×16×3×3
    weight b 16×16×3×3
    Conv x a -> p kernel_shape=3,3 pads=1,1,1,1
    Relu p -> q
    Conv q b -> t kernel_shape=3,3 pads=1,1,1,1
    Add t x -> y
    out y
    """

  private static let convolutions: [RowCase] = [
    RowCase(
      "Bottleneck", "Bottleneck", bottleneck,
      .init("nothing is added", "Add t x", "Add t z").reading("in z 1×64×8×8"),
      .init("all are pointwise", "3×3", "1×1").also("3,3 pads=1,1,1,1", "1,1"),
      .init("the middle is read outside", "out y", "out y\nout s")),
    RowCase(
      "BasicBlock", "Basic block", basic,
      .init("three convolutions", "Add t x", "Conv t a -> v kernel_shape=3,3 pads=1,1,1,1\nAdd v x"),
      .init("the middle is read outside", "out y", "out y\nout q")),
    RowCase(
      "ResidualBlock", "Residual block",
      basic.replacing("Add t x", with: "Conv t a -> v kernel_shape=3,3 pads=1,1,1,1\nAdd v x"),
      .init("nothing is added", "Add v x", "Add v z").reading("in z 1×16×8×8")),
  ]

  /// Attention over `x`, added to it.
  private static func attention(_ x: String, _ mark: String, _ y: String) -> String {
    """
    weight wq\(mark) 8×8
    weight wk\(mark) 8×8
    weight wv\(mark) 8×8
    MatMul \(x) wq\(mark) -> q\(mark)
    MatMul \(x) wk\(mark) -> k0\(mark)
    Transpose k0\(mark) -> k\(mark) perm=0,2,1
    MatMul \(x) wv\(mark) -> v\(mark)
    MatMul q\(mark) k\(mark) -> a\(mark)
    Softmax a\(mark) -> p\(mark) axis=-1
    MatMul p\(mark) v\(mark) -> o\(mark)
    Add o\(mark) \(x) -> \(y)

    """
  }

  /// An MLP over `x`, added to it.
  private static func mlp(_ x: String, _ mark: String, _ y: String) -> String {
    """
    weight wu\(mark) 8×16
    weight wd\(mark) 16×8
    MatMul \(x) wu\(mark) -> u\(mark)
    Relu u\(mark) -> g\(mark)
    MatMul g\(mark) wd\(mark) -> d\(mark)
    Add d\(mark) \(x) -> \(y)

    """
  }

  private static let start = "in x 1×5×8\n"
  private static let single = start + attention("x", "1", "m") + mlp("m", "2", "y")
  private static let double =
    single.replacing("-> y", with: "-> n") + attention("n", "3", "h") + mlp("h", "4", "r") + "Add r x -> z\n"

  private static let depthwise = """
    in x 1×8×4×4
    weight b 8×1×3×3
    Conv x b -> c kernel_shape=3,3 group=8 pads=1,1,1,1
    Transpose c -> t perm=0,2,3,1
    weight wu 8×16
    weight wd 16×8
    MatMul t wu -> u
    Relu u -> g
    MatMul g wd -> d
    Transpose d -> e perm=0,3,1,2
    Add e x -> y
    out y
    """

  private static let mixed = """
    in x 1×16×8
    weight wu 8×16
    weight b 16×1×3×3
    weight wd 16×8
    ints picture 1 16 4 4
    ints flat 1 16 16
    MatMul x wu -> u
    Transpose u -> t perm=0,2,1
    Reshape t picture -> i
    Conv i b -> c kernel_shape=3,3 group=16 pads=1,1,1,1
    Reshape c flat -> f
    Transpose f -> s perm=0,2,1
    Relu s -> g
    MatMul g wd -> d
    Add d x -> y
    out y
    """

  private static let layers: [RowCase] = [
    RowCase(
      "ResidualAttention", "Attention", single + "out y",
      .init("nothing is added", "Add o1 x", "Add o1 z").reading("in z 1×5×8"),
      .init("shares are read outside", "out y", "out y\nout p1")),
    RowCase(
      "ResidualMLP", "MLP", single + "out y",
      .init("nothing is added", "Add d2 m", "Add d2 z").reading("in z 1×5×8"),
      .init("the hidden layer is read outside", "out y", "out y\nout g2")),
    RowCase(
      "TransformerLayer", "Transformer layer", single + "out y",
      .init("what is between is read outside", "out y", "out y\nout m"),
      .init("the MLP adds to something else", "Add d2 m", "Add d2 z").reading("in z 1×5×8")),
    RowCase(
      "TransformerLayers", "Transformer layers", double + "out z",
      .init("nothing is added round both", "Add r x", "Add r w").reading("in w 1×5×8"),
      .init("what is between is read outside", "out z", "out z\nout n")),
    RowCase(
      "AttentionMLP", "Attention + MLP",
      single.replacing("-> y", with: "-> n") + mlp("n", "4", "r") + "Add r x -> z\nout z",
      .init("nothing is added round all", "Add r x", "Add r w").reading("in w 1×5×8"),
      .init("what is between is read outside", "out z", "out z\nout n")),
    RowCase(
      "DepthwiseConvMLP", "Depthwise conv + MLP", depthwise,
      .init("the convolution sees all channels", "b 8×1×3×3", "b 8×8×3×3").also(" group=8", ""),
      .init("nothing is added", "Add e x", "Add e z").reading("in z 1×8×4×4")),
    RowCase(
      "MixFFN", "Mix-FFN", mixed,
      .init("the convolution sees all channels", "b 16×1×3×3", "b 16×16×3×3").also(" group=16", ""),
      .init("nothing is added", "Add d x", "Add d z").reading("in z 1×16×8")),
  ]

  private static let quantized: [RowCase] = [
    RowCase(
      "Quantized", "Conv + ReLU 3×3 int8: Conv Relu QuantizeLinear DequantizeLinear",
      """
      in x 1×16×8×8
      weight a 16×16×3×3
      scalar s 0.1
      weight:int8 z 1
      Conv x a -> c kernel_shape=3,3
      Relu c -> r
      QuantizeLinear r s z -> q
      DequantizeLinear q s z -> d
      Neg d -> y
      out y
      """,
      .init(
        "full precision is read besides", "out y", "out y\nout r",
        becomes: "Quantize int8: QuantizeLinear DequantizeLinear"),
      .init("whole numbers are read outside", "out y", "out y\nout q"))
  ]
}
