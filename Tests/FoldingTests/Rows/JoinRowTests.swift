import Testing

/// Layers that join what they make to what came before: DenseNet and U-Net.
@Suite struct JoinRowTests {
  @Test(arguments: cases) func row(_ place: RowCase) throws { try place.check() }

  static let cases = dense + skips

  /// A layer that reads so many channels and makes four.
  private static func layer(_ input: String, _ channels: Int, _ mark: String) -> String {
    """
    weight s\(mark) \(channels)
    weight a\(mark) 16×\(channels)×1×1
    weight b\(mark) 4×16×3×3
    BatchNormalization \(input) s\(mark) s\(mark) s\(mark) s\(mark) -> n\(mark)
    Relu n\(mark) -> r\(mark)
    Conv r\(mark) a\(mark) -> c\(mark) kernel_shape=1,1
    Relu c\(mark) -> d\(mark)
    Conv d\(mark) b\(mark) -> \(mark) kernel_shape=3,3 pads=1,1,1,1

    """
  }

  private static let dense: [RowCase] = [
    RowCase(
      "DenseBlock", "Dense block 2 layers",
      "in x 1×8×6×6\n" + layer("x", 8, "p") + "Concat x p -> j axis=1\n" + layer("j", 12, "q")
        + "Concat x p q -> y axis=1\nout y",
      .init("a layer is left out at the end", "Concat x p q", "Concat x q"),
      .init("the second layer is read outside", "out y", "out y\nout dq")),
    RowCase(
      "Transition", "Transition: BatchNormalization Relu Conv AveragePool",
      """
      in x 1×8×6×6
      weight s 8
      weight w 4×8×1×1
      BatchNormalization x s s s s -> n
      Relu n -> r
      Conv r w -> c kernel_shape=1,1
      AveragePool c -> y kernel_shape=2,2 strides=2,2
      out y
      """,
      .init("the largest is kept, not the mean", "AveragePool", "MaxPool"),
      .init("the convolution sees neighbours", "4×8×1×1", "4×8×3×3").also("1,1", "3,3"),
      .init("the larger picture is read outside", "out y", "out y\nout c")),
  ]

  private static let skips: [RowCase] = [
    RowCase(
      "DoubleConv", "Double convolution: Conv Relu Conv Relu",
      """
      in x 1×8×6×6
      in z 1×8×6×6
      weight a 16×16×3×3
      weight b 16×16×3×3
      Concat x z -> j axis=1
      Conv j a -> c kernel_shape=3,3
      Relu c -> d
      Conv d b -> e kernel_shape=3,3
      Relu e -> y
      out y
      """,
      .init("nothing is joined", "Concat x z -> j axis=1", "Neg x -> j").also("a 16×16", "a 16×8"),
      .init("the second is pointwise", "b 16×16×3×3", "b 16×16×1×1").also(
        "b -> e kernel_shape=3,3", "b -> e kernel_shape=1,1"),
      .init("what is between is read outside", "out y", "out y\nout d"))
  ]
}
