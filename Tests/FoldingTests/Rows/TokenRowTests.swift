import Testing

/// Tokens made from pictures and tables, and experts chosen for them.
@Suite struct TokenRowTests {
  @Test(arguments: cases) func row(_ place: RowCase) throws { try place.check() }

  static let cases = tokens + experts

  private static let tokens: [RowCase] = [
    RowCase(
      "PatchEmbed", "Patch embedding 4×4 /4: Conv Reshape Transpose",
      """
      in x 1×3×16×16
      weight w 32×3×4×4
      ints flat 1 32 -1
      Conv x w -> c kernel_shape=4,4 strides=4,4
      Reshape c flat -> r
      Transpose r -> y perm=0,2,1
      out y
      """,
      .init("patches overlap", "strides=4,4", "strides=2,2"),
      .init("channels stay in front", "perm=0,2,1", "perm=2,0,1"),
      .init("the picture is read outside", "out y", "out y\nout c")),
    RowCase(
      "ClassToken", "Class token: Concat",
      "in x 1×9×32\nweight t 1×1×32\nConcat t x -> y axis=1\nout y",
      .init("it stands behind", "Concat t x", "Concat x t"),
      .init("several are put in front", "t 1×1×32", "t 1×2×32"),
      .init(
        "features are put in front", "t 1×1×32\nConcat t x -> y axis=1", "t 1×9×32\nConcat t x -> y axis=2"),
      .init("it is no weight", "weight t", "in t")),
    RowCase(
      "PositionEmbedding", "Position embedding: Add",
      "in x 1×9×32\nweight t 1×9×32\nAdd x t -> y\nout y",
      .init("all positions have one row", "t 1×9×32", "t 1×1×32"),
      .init("it is no weight", "weight t", "in t"),
      .init("it is multiplied", "Add x", "Mul x")),
  ]

  private static let shares = """
    in x 4×16
    weight w 16×8
    ints two 2
    ints axis -1
    MatMul x w -> l
    Softmax l -> p axis=-1
    TopK p two -> v i axis=-1
    ReduceSum v axis -> s keepdims=1
    Div v s -> y
    Neg y -> z
    Neg i -> j
    out z
    out j
    """

  private static let experts: [RowCase] = [
    RowCase(
      "Routing", "Top-k routing top 2 of 8: MatMul Softmax TopK ReduceSum Div", shares,
      .init("the choice is not read", "Neg i -> j\n", "").also("out j", ""),
      .init("the choice leaves the model", "out j", "out j\nout i"),
      .init("all shares are read outside", "out j", "out j\nout p"),
      .init("scores come from no product", "weight w", "in w")),
    RowCase(
      "Routing", "Top-k routing top 2 of 8: MatMul TopK Softmax",
      """
      in x 4×16
      weight w 16×8
      ints two 2
      MatMul x w -> l
      TopK l two -> v i axis=-1
      Softmax v -> y axis=-1
      Neg y -> z
      Neg i -> j
      out z
      out j
      """,
      .init("the shares leave the model", "out z", "out z\nout y"),
      .init("no shares", "Softmax v -> y axis=-1", "Sigmoid v -> y")),
  ]
}
