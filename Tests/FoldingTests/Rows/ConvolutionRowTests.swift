import Testing

/// Convolutions and what goes with them: norms, gates, and blocks of several.
@Suite struct ConvolutionRowTests {
  @Test(arguments: cases) func row(_ place: RowCase) throws { try place.check() }

  static let cases = norms + blocks + gates + wide

  private static let picture = "in x 1×8×6×6\nweight w8 8\nweight b8 8\n"

  private static let group = """
    ints groups 1 4 -1
    ints back 1 8 6 6
    weight one 4
    weight none 4
    weight g 8×1×1
    weight h 8×1×1
    Reshape x groups -> r
    InstanceNormalization r one none -> i
    Reshape i back -> n
    Mul n g -> m
    Add m h -> y
    out y
    """

  private static let norms: [RowCase] = [
    RowCase(
      "GroupNorm", "GroupNorm 4 groups: Reshape InstanceNormalization Reshape Mul Add", picture + group,
      .init(
        "the scale is no weight", "weight g", "in g",
        becomes: "GroupNorm 4 groups: Reshape InstanceNormalization Reshape"),
      .init(
        "another norm", "InstanceNormalization r one none", "LayerNormalization r one4"
      ).reading("weight one4 12"),
      .init("the norm is read outside", "out y", "out y\nout i")),
    RowCase(
      "LayerNorm2d", "LayerNorm 2d 8",
      picture + """
        Transpose x -> t perm=0,2,3,1
        LayerNormalization t w8 b8 -> n axis=-1
        Transpose n -> y perm=0,3,1,2
        out y
        """,
      .init("axes do not go back", "perm=0,3,1,2", "perm=0,2,1,3"),
      .init("the norm is read outside", "out y", "out y\nout n")),
    RowCase(
      "Affine", "Affine: Mul Add",
      "in x 1×8×6×6\nweight s 1×8×1×1\nweight b 1×8×1×1\nMul x s -> m\nAdd m b -> y\nout y",
      .init("each pixel has a scale", "s 1×8×1×1", "s 1×8×6×6"),
      .init("the scale is no weight", "weight s", "in s"),
      .init("the product is read outside", "out y", "out y\nout m")),
  ]

  private static let convolution = "in x 1×8×6×6\nweight w 16×8×3×3\nConv x w -> c kernel_shape=3,3\n"

  private static let blocks: [RowCase] = [
    RowCase(
      "ConvBlock", "Conv + BN + ReLU 3×3",
      convolution + """
        weight s 16
        BatchNormalization c s s s s -> n
        Relu n -> y
        out y
        """,
      .init("the convolution is read outside", "out y", "out y\nout c"),
      .init("the norm is read outside", "out y", "out y\nout n", becomes: "Conv + BN 3×3"),
      .init("what follows is no activation", "Relu n", "Neg n", becomes: "Conv + BN 3×3")),
    RowCase(
      "ConvBlock", "Conv + ReLU 3×3", convolution + "Relu c -> y\nout y",
      .init("what follows is no activation", "Relu c", "Neg c")),
    RowCase(
      "DenseLayer", "Dense layer",
      """
      in x 1×8×6×6
      weight s 8
      weight a 16×8×1×1
      weight b 4×16×3×3
      BatchNormalization x s s s s -> n
      Relu n -> r
      Conv r a -> c kernel_shape=1,1
      Relu c -> d
      Conv d b -> e kernel_shape=3,3 pads=1,1,1,1
      Concat x e -> y axis=1
      out y
      """,
      .init("the result is added", "Concat x e -> y axis=1", "Neg e -> y"),
      .init("the second convolution is pointwise", "4×16×3×3", "4×16×1×1").also("3,3", "1,1"),
      .init("the hidden layer is read outside", "out y", "out y\nout d")),
  ]

  private static let excite = """
    in x 1×16×6×6
    weight a 4×16×1×1
    weight b 16×4×1×1
    GlobalAveragePool x -> p
    Conv p a -> c kernel_shape=1,1
    Relu c -> r
    Conv r b -> d kernel_shape=1,1
    Sigmoid d -> g
    Mul x g -> y
    out y
    """

  private static let gates: [RowCase] = [
    RowCase(
      "SqueezeExcite", "Squeeze-excite: GlobalAveragePool Conv Relu Conv Sigmoid Mul", excite,
      .init("another value is weighted", "Mul x g", "Mul z g").reading("in z 1×16×6×6"),
      .init("weights are added", "Mul x g", "Add x g"),
      .init("weights are read outside", "out y", "out y\nout g"),
      .init("no gate", "Sigmoid d", "Tanh d")),
    // By products, as the paper's first code has it; `view` and `expand_as` around.
    RowCase(
      "SqueezeExcite", "Squeeze-excite: GlobalAveragePool Reshape Gemm Relu Gemm Sigmoid Reshape Expand Mul",
      """
      in x 1×16×6×6
      weight a 4×16
      weight b 16×4
      ints rows 1 16
      ints channels 1 16 1 1
      ints all 1 16 6 6
      GlobalAveragePool x -> p
      Reshape p rows -> f
      Gemm f a -> c transB=1
      Relu c -> r
      Gemm r b -> d transB=1
      Sigmoid d -> g
      Reshape g channels -> h
      Expand h all -> e
      Mul x e -> y
      out y
      """,
      .init("weights are read outside", "out y", "out y\nout g"),
      .init("weights of rows and columns", "channels 1 16 1 1", "channels 1 1 4 4")
        .also("6 6", "4 4").also("6×6", "4×4")),
  ]

  private static let inverted = """
    in x 1×8×6×6
    weight a 32×8×1×1
    weight b 32×1×3×3
    weight c 8×32×1×1
    Conv x a -> d kernel_shape=1,1
    Relu d -> e
    Conv e b -> f kernel_shape=3,3 group=32 pads=1,1,1,1
    Relu f -> g
    Conv g c -> h kernel_shape=1,1
    Add x h -> y
    out y
    """

  private static let wide: [RowCase] = [
    RowCase(
      "InvertedResidual", "Inverted residual: Conv Relu Conv Relu Conv Add", inverted,
      .init(
        "the middle is narrow", "32×8×1×1\nweight b 32×1×3×3\nweight c 8×32",
        "8×8×1×1\nweight b 8×1×3×3\nweight c 8×8"
      ).also("group=32", "group=8"),
      .init("the middle sees all channels", "b 32×1×3×3", "b 32×32×3×3").also(" group=32", ""),
      .init("the wide layer is read outside", "out y", "out y\nout g")),
    RowCase(
      "DepthwiseSeparable", "Depthwise separable: Conv Relu Conv",
      """
      in x 1×8×6×6
      weight b 8×1×3×3
      weight c 16×8×1×1
      Conv x b -> f kernel_shape=3,3 group=8
      Relu f -> g
      Conv g c -> y kernel_shape=1,1
      out y
      """,
      .init("the first sees all channels", "b 8×1×3×3", "b 8×8×3×3").also(" group=8", ""),
      .init("the second sees neighbours", "16×8×1×1", "16×8×3×3").also("1,1", "3,3"),
      .init("what is between is read outside", "out y", "out y\nout g")),
  ]
}
