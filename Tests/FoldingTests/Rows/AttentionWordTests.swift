import Testing

/// Scaled dot-product attention, and each word that a card says about it.
@Suite struct AttentionWordTests {
  @Test(arguments: cases) func row(_ place: RowCase) throws { try place.check() }

  static let cases = plain + masks + sources

  /// Attention of four heads; `middle` makes `p` from the scores `a`.
  private static func attention(
    _ middle: String = "Mul a s -> b\nSoftmax b -> p axis=-1", head: String = ""
  ) -> String {
    """
    \(head)
    in q 1×4×9×16
    in k 1×4×16×9
    in v 1×4×9×16
    scalar s 0.25
    MatMul q k -> a
    \(middle)
    MatMul p v -> y
    out y
    """
  }

  private static let plain: [RowCase] = [
    RowCase(
      "Attention", "Attention 4 heads × 16: MatMul Mul Softmax MatMul", attention(),
      .init("shares are of queries", "axis=-1", "axis=2"),
      .init("scores are no shares", "Softmax", "LogSoftmax"),
      .init("shares are read outside", "out y", "out y\nout p"),
      .init("scores are scaled by no constant", "scalar s 0.25", "in s 1×4×9×9", becomes: nil),
      .init("values stand in front", "MatMul p v", "MatMul v2 p").reading("in v2 1×4×9×9")),
    RowCase(
      "Attention", "Attention 4 heads × 16: MatMul Mul Tanh Mul Softmax MatMul",
      attention(
        "Mul a s -> b\nTanh b -> c\nMul c cap -> d\nSoftmax d -> p axis=-1", head: "scalar cap 50"),
      .init("scores pass another function", "Tanh b", "Sin b")),
    // PyTorch guards rows that see nothing.
    RowCase(
      "Attention", "Attention 4 heads × 16: MatMul Mul Softmax IsNaN Where MatMul",
      attention(
        "Mul a s -> b\nSoftmax b -> r axis=-1\nIsNaN r -> n\nWhere n zero r -> p", head: "scalar zero 0"),
      .init("another condition", "IsNaN r", "IsInf r")),
  ]

  /// Places of keys behind those of queries, which `order` compares.
  private static func ranges(_ order: String) -> String {
    """
    int start 0
    int nine 9
    int one 1
    ints front 0
    ints back 1
    scalar low -1000000000.0
    scalar none 0
    Range start nine one -> r
    Unsqueeze r front -> keys
    Unsqueeze r back -> queries
    \(order)
    Where o none low -> m
    """
  }

  private static let added = "Mul a s -> b\nAdd b m -> c\nSoftmax c -> p axis=-1"

  private static let masks: [RowCase] = [
    RowCase(
      "Attention", "Attention 4 heads × 16, masked", attention(added, head: "in m 1×1×9×9"),
      .init("the mask is multiplied", "Add b m", "Mul b m")),
    RowCase(
      "Attention", "Attention 4 heads × 16, causal",
      attention(added, head: ranges("LessOrEqual keys queries -> o")),
      .init(
        "the first keys are hidden", "LessOrEqual", "GreaterOrEqual",
        becomes: "Attention 4 heads × 16:"),
      .init(
        "queries see themselves not, but one behind", "int one 1", "int one 2",
        becomes: "Attention 4 heads × 16:"),
      .init(
        "what is hidden still counts", "low -1000000000.0", "low -1.5",
        becomes: "Attention 4 heads × 16:")),
    RowCase(
      "Attention", "Attention 4 heads × 16, causal",
      attention(
        "Mul a s -> b\nWhere o b low -> c\nSoftmax c -> p axis=-1",
        head: ranges("LessOrEqual keys queries -> o")),
      .init(
        "kept and hidden change places", "Where o b low", "Where o low b",
        becomes: "Attention 4 heads × 16, masked")),
    RowCase(
      "Attention", "Attention 4 heads × 16, position bias",
      attention("Add a m -> c\nSoftmax c -> p axis=-1", head: "weight m 1×4×9×9"),
      .init("the bias is an input", "weight m", "in m", becomes: "Attention 4 heads × 16, masked"),
      .init("all heads have one", "m 1×4×9×9", "m 1×1×9×9", becomes: "Attention 4 heads × 16:")),
  ]

  /// Queries, keys and values made by products from `x` and `z`.
  private static let projected = """
    in x 1×9×64
    in z 1×7×64
    weight wq 64×64
    weight wk 64×64
    weight wv 64×64
    ints sq 1 9 4 16
    ints sk 1 7 4 16
    scalar s 0.25
    MatMul x wq -> q0
    Reshape q0 sq -> q1
    Transpose q1 -> q perm=0,2,1,3
    MatMul z wk -> k0
    Reshape k0 sk -> k1
    Transpose k1 -> k perm=0,2,3,1
    MatMul z wv -> v0
    Reshape v0 sk -> v1
    Transpose v1 -> v perm=0,2,1,3
    MatMul q k -> a
    Mul a s -> b
    Softmax b -> p axis=-1
    MatMul p v -> y
    out y
    """

  private static let repeated = """
    in k0 1×2×9×16
    ints behind 2
    ints wide 1 2 2 9 16
    ints joined 1 4 9 16
    Unsqueeze k0 behind -> k1
    Expand k1 wide -> k2
    Reshape k2 joined -> k3
    Transpose k3 -> kr perm=0,1,3,2
    """

  private static let rotary = """
    in x 1×4×9×16
    in cos 9×16
    in sin 9×16
    ints r0 0
    ints r8 8
    ints r16 16
    ints r3 3
    Slice x r0 r8 r3 -> front
    Slice x r8 r16 r3 -> back
    Neg back -> nb
    Concat nb front -> rt axis=3
    Mul x cos -> r1
    Mul rt sin -> r2
    Add r1 r2 -> qr
    """

  private static let sources: [RowCase] = [
    RowCase(
      "Attention", "Attention 4 heads × 16, cross", projected,
      .init(
        "keys are made from the same value", "in z 1×7×64", "Exp x -> z", becomes: "Attention 4 heads × 16:")),
    RowCase(
      "Attention", "Attention 4 heads × 16, 2 for keys",
      attention(head: repeated).replacing("MatMul q k ", with: "MatMul q kr "),
      .init(
        "as many keys as queries", "k0 1×2×9×16\nints behind 2\nints wide 1 2 2",
        "k0 1×4×9×16\nints behind 2\nints wide 1 4 1", becomes: "Attention 4 heads × 16:")),
    RowCase(
      "Attention", "Attention 4 heads × 16, rotary",
      attention(head: rotary).replacing("MatMul q k ", with: "MatMul qr k "),
      .init("nothing is negated", "Neg back", "Abs back", becomes: "Attention 4 heads × 16:")),
  ]
}
