import Testing

/// Products with stored matrices, tables, and what is made of them.
@Suite struct ProductRowTests {
  @Test(arguments: cases) func row(_ place: RowCase) throws { try place.check() }

  static let cases = linear + quantized + tables + layers

  private static let product = "in x 2×8\nweight w 8×4\nweight b 4\nMatMul x w -> m\nAdd m b -> y\nout y"

  private static let linear: [RowCase] = [
    RowCase(
      "Linear", "Linear 8 → 4: MatMul Add", product,
      .init("the matrix is no weight", "weight w", "in w"),
      .init("the bias is no weight", "weight b", "in b", becomes: "Linear 8 → 4: MatMul"),
      .init("the bias has rows", "weight b 4", "weight b 2×4", becomes: "Linear 8 → 4: MatMul"),
      .init("the product is read outside", "out y", "out y\nout m", becomes: "Linear 8 → 4: MatMul"),
      .init("the matrices are a batch", "weight w 8×4", "weight w 2×8×4"),
      .init("the weight stands in front", "MatMul x w", "MatMul w x")),
    RowCase(
      "Linear", "Linear 8 → 4: Gemm", "in x 2×8\nweight w 4×8\nweight b 4\nGemm x w b -> y transB=1\nout y",
      .init("the matrix is no weight", "weight w", "in w")),
    // tf2onnx puts rows together before a product.
    RowCase(
      "Linear", "Linear 8 → 4: Reshape MatMul Reshape Add",
      """
      in x 2×3×8
      ints rows -1 8
      ints back 2 3 4
      weight w 8×4
      weight b 4
      Reshape x rows -> r
      MatMul r w -> m
      Reshape m back -> n
      Add n b -> y
      out y
      """,
      .init("features are put together too", "rows -1 8", "rows -1 24", becomes: "Linear 24 → 4: MatMul")
        .also("w 8×4", "w 24×4").also("back 2 3 4", "back 2 1 4"),
      .init("rows are cut otherwise", "rows -1 8", "rows 3 2 8", becomes: "Linear 8 → 4: MatMul"),
      .init("features change their width", "back 2 3 4", "back 2 6 2", becomes: "Linear 8 → 4: MatMul")
        .also("weight b 4", "weight b 2")),
  ]

  private static let dynamic = """
    in x 2×8
    weight:uint8 w 8×4
    weight:uint8 wz 1
    weight ws 1
    weight b 4
    DynamicQuantizeLinear x -> q s z
    MatMulInteger q w z wz -> i
    Cast i -> f to=1
    Mul s ws -> t
    Mul f t -> m
    Add m b -> y
    out y
    """

  private static let quantized: [RowCase] = [
    RowCase(
      "Linear", "Linear 8 → 4 int8: DynamicQuantizeLinear", dynamic,
      .init("the scale is another value's", "Mul s ws", "Mul r ws").reading("in r 1"),
      .init("whole numbers are read outside", "out y", "out y\nout q"),
      .init("the matrix is no weight", "weight:uint8 w 8", "in:uint8 w 8")),
    RowCase(
      "QuantizedConv", "Conv 3×3 int8: DynamicQuantizeLinear",
      """
      in x 1×3×8×8
      weight:uint8 w 4×3×3×3
      weight:uint8 wz 1
      weight ws 1
      weight b 1×4×1×1
      DynamicQuantizeLinear x -> q s z
      ConvInteger q w z wz -> i kernel_shape=3,3
      Cast i -> f to=1
      Mul s ws -> t
      Mul f t -> m
      Add m b -> y
      out y
      """,
      .init("whole numbers are read outside", "out y", "out y\nout i"),
      .init("the kernel is no weight", "weight:uint8 w 4", "in:uint8 w 4")),
  ]

  private static let tables: [RowCase] = [
    RowCase(
      "Embedding", "Embedding 50 × 8: Gather",
      "in:int64 i 1×5\nweight w 50×8\nGather w i -> y axis=0\nout y",
      .init("columns are picked", "axis=0", "axis=1"),
      .init("the table is no weight", "weight w", "in w"),
      .init("the table has three dims", "50×8", "5×10×8"))
  ]

  /// A hidden layer gated by an activation of its own.
  private static func gated(_ activation: String) -> String {
    """
    in x 2×8
    weight a 8×16
    weight b 8×16
    weight c 16×8
    MatMul x a -> g
    MatMul x b -> u
    \(activation)
    Mul s u -> h
    MatMul h c -> y
    out y
    """
  }

  private static let silu = "Sigmoid g -> e\nMul g e -> s"
  private static let gelu = """
    scalar root 1.4142135
    scalar one 1
    scalar half 0.5
    Div g root -> g0
    Erf g0 -> g1
    Add g1 one -> g2
    Mul g g2 -> g3
    Mul g3 half -> s
    """

  private static let layers: [RowCase] = [
    RowCase(
      "SwiGLU", "SwiGLU 8 → 16 → 8", gated(silu),
      .init("the gate is a sigmoid", "Mul g e -> s", "Identity e -> s"),
      .init("the gate sees another value", "MatMul x b", "MatMul z b").reading("in z 2×8"),
      .init("gates are added", "Mul s u", "Add s u"),
      .init("the hidden layer is read outside", "out y", "out y\nout h")),
    // One product makes both, as Phi-3 has it.
    RowCase(
      "SwiGLU", "SwiGLU 8 → 16 → 8",
      """
      in x 2×8
      weight a 8×32
      weight c 16×8
      MatMul x a -> p
      Split p -> g u axis=-1
      \(silu)
      Mul s u -> h
      MatMul h c -> y
      out y
      """,
      .init("the gate is a sigmoid", "Mul g e -> s", "Identity e -> s")),
    RowCase(
      "GeGLU", "GeGLU 8 → 16 → 8", gated(gelu),
      .init("the gate is another function", "root 1.4142135", "root 2"),
      .init("the hidden layer is read outside", "out y", "out y\nout h")),
    RowCase(
      "MLP", "MLP 8 → 16 → 8",
      "in x 2×8\nweight a 8×16\nweight c 16×8\nMatMul x a -> g\nRelu g -> h\nMatMul h c -> y\nout y",
      .init("the hidden layer is read outside", "out y", "out y\nout h"),
      .init("no activation is between", "Relu g", "Neg g"),
      .init("the second matrix is no weight", "weight c", "in c")),
  ]
}
