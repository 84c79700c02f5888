import Testing

/// Steps of recurrent layers, as PyTorch writes nn.LSTMCell and nn.GRUCell out, and boxes that compete.
@Suite struct CellRowTests {
  @Test(arguments: cases) func row(_ place: RowCase) throws { try place.check() }

  static let cases = cells + boxes

  private static let cells: [RowCase] = [
    RowCase(
      "LSTMCell", "LSTM cell",
      """
      in x 2×8
      in h 2×16
      in c 2×16
      weight wx 64×8
      weight wh 64×16
      weight b 64
      Gemm h wh b -> a transB=1
      Gemm x wx b -> d transB=1
      Add a d -> g
      Split g -> g0 g1 g2 g3 axis=1
      Sigmoid g0 -> i
      Sigmoid g1 -> f
      Tanh g2 -> n
      Sigmoid g3 -> o
      Mul f c -> k
      Mul i n -> l
      Add k l -> m
      Tanh m -> t
      Mul o t -> y
      out y
      out m
      """,
      .init("one gate does for two", "Sigmoid g1 -> f", "Sigmoid g0 -> f"),
      .init("the memory is not gated", "Mul f c", "Add f c"),
      .init("the new memory is not squashed", "Tanh m -> t", "Abs m -> t"),
      .init("a gate is read outside", "out y", "out y\nout i"),
      .init("gates are multiplied", "Add a d", "Mul a d")),
    RowCase(
      "GRUCell", "GRU cell",
      """
      in x 2×8
      in h 2×16
      weight wx 48×8
      weight wh 48×16
      weight b 48
      Gemm x wx b -> a transB=1
      Split a -> a0 a1 a2 axis=1
      Gemm h wh b -> d transB=1
      Split d -> d0 d1 d2 axis=1
      Add a0 d0 -> r0
      Sigmoid r0 -> r
      Add a1 d1 -> z0
      Sigmoid z0 -> z
      Mul r d2 -> p
      Add a2 p -> n0
      Tanh n0 -> n
      Sub h n -> e
      Mul e z -> f
      Add f n -> y
      out y
      """,
      .init("one gate does for two", "Mul e z", "Mul e r").also("Sigmoid z0 -> z\n", "").also(
        "Add a1 d1 -> z0\n", ""),
      .init("the new state is kept the other way round", "Sub h n", "Sub n h"),
      .init("a gate is read outside", "out y", "out y\nout z"),
      .init("the state is another", "Sub h n", "Sub w n").reading("in w 2×16")),
  ]

  private static let boxes: [RowCase] = [
    RowCase(
      "BatchedNMS", "NMS by class",
      """
      in b 20×4
      in s 20
      in:int64 i 20
      scalar one 1
      ints zero 0
      ints end 9223372036854775807
      ints column 1
      ints k 20
      scalar iou 0.5
      Cast i -> c to=1
      ReduceMax b -> m keepdims=0
      Add m one -> w
      Mul c w -> o
      Slice o zero end zero -> p
      Unsqueeze p column -> q
      Add b q -> r
      Unsqueeze r zero -> boxes
      Unsqueeze s zero -> t
      Unsqueeze t zero -> scores
      NonMaxSuppression boxes scores k iou -> n
      Gather n column -> u axis=1
      Squeeze u column -> y
      out y
      """,
      .init("classes stay where they are", "Add b q -> r", "Sub b q -> r"),
      .init("one box decides for all", "ints end 9223372036854775807", "ints end 1"),
      .init("the width is of other boxes", "ReduceMax b", "ReduceMax z").reading("in z 20×4"),
      .init("moved boxes are read outside", "out y", "out y\nout r"))
  ]
}
