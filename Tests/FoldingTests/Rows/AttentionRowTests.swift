import Testing

/// What lies round an attention: heads split, joined, repeated and turned.
@Suite struct AttentionRowTests {
  @Test(arguments: cases) func row(_ place: RowCase) throws { try place.check() }

  static let cases = heads + rotations

  private static let heads: [RowCase] = [
    RowCase(
      "SplitHeads", "Split heads: Reshape Transpose",
      "in x 1×9×64\nints s 1 9 4 16\nReshape x s -> r\nTranspose r -> y perm=0,2,1,3\nout y",
      .init("features change places with heads", "perm=0,2,1,3", "perm=0,2,3,1", becomes: "Split heads"),
      .init("another order", "perm=0,2,1,3", "perm=0,3,1,2"),
      .init("tokens are cut, not features", "s 1 9 4 16", "s 1 36 4 4"),
      .init("the cut is read outside", "out y", "out y\nout r")),
    RowCase(
      "MergeHeads", "Merge heads: Transpose Reshape",
      "in x 1×4×9×16\nints s 1 9 64\nTranspose x -> t perm=0,2,1,3\nReshape t s -> y\nout y",
      .init("another order", "perm=0,2,1,3", "perm=0,3,1,2"),
      .init("tokens are put together too", "s 1 9 64", "s 1 36 16"),
      .init("the order is read outside", "out y", "out y\nout t")),
    RowCase(
      "RepeatHeads", "Repeat heads: Unsqueeze Expand Reshape",
      """
      in x 1×2×9×16
      ints axis 2
      ints s 1 2 4 9 16
      ints t 1 8 9 16
      Unsqueeze x axis -> u
      Expand u s -> e
      Reshape e t -> y
      out y
      """,
      .init("nothing is repeated", "s 1 2 4 9 16\nints t 1 8", "s 1 2 1 9 16\nints t 1 2"),
      .init("tokens are repeated", "axis 2\nints s 1 2 4 9 16", "axis 3\nints s 1 2 9 4 16"),
      .init("the repetition is read outside", "out y", "out y\nout e")),
  ]

  /// Halves of each head, cut by Slice.
  private static let halves = """
    in x 1×4×9×8
    in c 9×8
    in s 9×8
    ints zero 0
    ints half 4
    ints last 8
    ints axis 3
    Slice x zero half axis -> front
    Slice x half last axis -> back

    """

  private static let turned = """
    Neg back -> n
    Concat n front -> t axis=3
    Mul x c -> a
    Mul t s -> b
    Add a b -> y
    out y
    """

  /// Even and odd features turned, then laid out in pairs.
  private static let paired = """
    in x 1×4×9×8
    in c 9×4
    in s 9×4
    ints zero 0
    ints one 1
    ints two 2
    ints last 8
    ints axis 3
    ints end 4
    ints out 1 4 9 8
    Slice x zero last axis two -> front
    Slice x one last axis two -> back
    Mul front c -> a
    Mul back s -> b
    Sub a b -> d
    Mul front s -> e
    Mul back c -> f
    Add e f -> g
    Unsqueeze d end -> h
    Unsqueeze g end -> i
    Concat h i -> j axis=-1
    Reshape j out -> y
    out y
    """

  private static let rotations: [RowCase] = [
    RowCase(
      "RoPE", "RoPE: Slice Slice Neg Concat Mul Mul Add", halves + turned,
      .init("the other half is negated", "Neg back -> n\nConcat n front", "Neg front -> n\nConcat n back"),
      .init("halves keep their places", "Concat n front", "Concat front n"),
      .init("nothing is negated", "Neg back", "Abs back"),
      .init("another value is turned", "Mul x c", "Mul z c").reading("in z 1×4×9×8"),
      .init("a half is read outside", "out y", "out y\nout n")),
    RowCase(
      "RoPE", "RoPE: Slice Slice Mul Mul Sub Mul Mul Add Concat",
      halves.replacing("9×8\nin s 9×8", with: "9×4\nin s 9×4") + """
        Mul front c -> a
        Mul back s -> b
        Sub a b -> d
        Mul back c -> e
        Mul front s -> f
        Add e f -> g
        Concat d g -> y axis=3
        out y
        """,
      .init("a part meets sine and cosine", "Mul back c", "Mul front c"),
      .init("both halves are one", "Slice x half last", "Slice x zero half"),
      .init("both are added", "Sub a b", "Add a b")),
    // torch.stack of both, as GPT-J and the first LLaMA have it.
    RowCase(
      "RoPE", "RoPE: Slice Slice Mul Mul Sub Mul Mul Add", paired,
      .init("even features are turned by themselves", "Slice x one", "Slice x zero"),
      .init("a turned part is read outside", "out y", "out y\nout d")),
  ]
}
