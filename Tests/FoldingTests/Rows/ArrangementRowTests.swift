import Testing

/// Elements moved: windows, rolls, shuffles.
@Suite struct ArrangementRowTests {
  @Test(arguments: cases) func row(_ place: RowCase) throws { try place.check() }

  static let cases = windows + rolls + shuffles

  /// A Reshape, a Transpose and a Reshape.
  private static func moved(_ input: String, _ cut: String, _ perm: String, _ joined: String) -> String {
    """
    in x \(input)
    ints cut \(cut)
    ints joined \(joined)
    Reshape x cut -> r
    Transpose r -> t perm=\(perm)
    Reshape t joined -> y
    out y
    """
  }

  private static let windows: [RowCase] = [
    RowCase(
      "Windows", "Window partition 4×4", moved("1×8×8×16", "1 2 4 2 4 16", "0,1,3,2,4,5", "4 16 16"),
      .init("rows and columns change places", "perm=0,1,3,2,4,5", "perm=0,3,1,2,4,5"),
      .init("the order is read outside", "out y", "out y\nout t")),
    RowCase(
      "Windows", "Window reverse 4×4", moved("4×16×16", "1 2 2 4 4 16", "0,1,3,2,4,5", "1 8 8 16"),
      .init("another order", "perm=0,1,3,2,4,5", "perm=0,1,3,2,5,4")),
    RowCase(
      "ChannelShuffle", "Channel shuffle", moved("1×8×4×4", "1 2 4 4 4", "0,2,1,3,4", "1 8 4 4"),
      .init("rows are dealt out", "perm=0,2,1,3,4", "perm=0,1,3,2,4"),
      .init("groups stay", "joined 1 8 4 4", "joined 1 4 2 4 4")),
    RowCase(
      "PixelShuffle", "Pixel shuffle", moved("1×8×4×4", "1 2 2 2 4 4", "0,1,4,2,5,3", "1 2 8 8"),
      .init("pixels become channels", "perm=0,1,4,2,5,3", "perm=0,1,3,5,2,4"),
      .init("the order is read outside", "out y", "out y\nout t")),
  ]

  private static let roll = """
    ints zero 0
    ints two 2
    ints end 9223372036854775807
    ints one 1
    Slice x two end one -> a
    Slice x zero two one -> b
    Concat a b -> y axis=1
    """

  private static let second = """
    ints over 2
    Slice y two end over -> c
    Slice y zero two over -> d
    Concat c d -> z axis=2
    """

  private static let rolls: [RowCase] = [
    RowCase(
      "Roll", "Cyclic shift: Slice Slice Concat", "in x 1×8×8×4\n\(roll)\nout y",
      .init("the parts keep their places", "Concat a b", "Concat b a"),
      .init("a row is lost", "Slice x zero two", "Slice x zero one"),
      .init("parts are joined along another axis", "ints one 1\nSlice x two", "ints one 2\nSlice x two"),
      .init("the parts come from two values", "Slice x zero", "Slice w zero").reading("in w 1×8×8×4"),
      .init("a part is read outside", "out y", "out y\nout a")),
    RowCase(
      "CyclicShift", "Cyclic shift", "in x 1×8×8×4\n\(roll)\n\(second)\nout z",
      .init("the first shift is read outside", "out z", "out z\nout y"),
      .init("the second is none", "Concat c d", "Concat d c")),
  ]

  private static let shuffles: [RowCase] = [
    RowCase(
      "SpaceToDepth", "Space to depth",
      """
      in x 1×8×8×4
      ints zero 0
      ints one 1
      ints two 2
      ints end 9223372036854775807
      Slice x zero end one two -> e
      Slice x one end one two -> o
      Slice e zero end two two -> a
      Slice o zero end two two -> b
      Slice e one end two two -> c
      Slice o one end two two -> d
      Concat a b c d -> y axis=-1
      out y
      """,
      .init("a quarter stands twice", "Slice e one end two two -> c", "Slice o one end two two -> c"),
      .init("every third is taken", "ints two 2\nints end", "ints two 3\nints end"),
      .init("a quarter is read outside", "out y", "out y\nout a"))
  ]
}
