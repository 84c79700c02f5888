import ModelGraph
import Recordings
import Testing

@testable import Activity

/// What kind of thing each value is.
@Suite struct KindTests {
  private func kind(_ model: String, _ array: RecordedArray) -> ValueKind? {
    scan(typed(model), array).value(array.name)?.kind
  }

  private func kind(_ model: String, _ name: String, _ dims: Int64...) -> ValueKind? {
    kind(model, counted(name, dims))
  }

  @Test func maps() {
    let model = """
      in x 2×3×8×8
      weight w 4×3×3×3
      Conv x w -> conv
      Sigmoid conv -> act
      Transpose act -> turned perm=0,2,3,1
      Relu turned -> last
      MaxPool last -> wrong
      GlobalAveragePool conv -> pooled
      ints to 0 -1
      Reshape conv to -> flat
      out flat
      """
    #expect(kind(model, "x", 2, 3, 8, 8) == .maps(channelAxis: 1))
    #expect(kind(model, "conv", 2, 4, 6, 6) == .maps(channelAxis: 1))
    #expect(kind(model, "act", 2, 4, 6, 6) == .maps(channelAxis: 1))
    #expect(kind(model, "turned", 2, 6, 6, 4) == .maps(channelAxis: 3))
    #expect(kind(model, "last", 2, 6, 6, 4) == .maps(channelAxis: 3))
    // A plane of one place is a vector.
    #expect(kind(model, "pooled", 2, 4, 1, 1) == .vector)
    #expect(kind(model, "flat", 2, 144) == .scores)
  }

  @Test func picturesThatComeIn() {
    let model = "in x\nAdd x x -> y\nout y"
    #expect(kind(model, "x", 2, 3, 8, 9) == .maps(channelAxis: 1))
    #expect(kind(model, "x", 2, 8, 9, 1) == .maps(channelAxis: 3))
    #expect(kind(model, "x", 2, 7, 8, 9) == .other)
    #expect(kind(model, "y", 2, 3, 8, 9) == .other && kind(model, "x", 2, 3, 4, 5, 6) == .other)
  }

  @Test func channelsOfKeras() throws {
    let report = try report("weights/digits_keras_cnn.keras", "layers.npz")
    #expect(
      report.values.map(\.kind)
        == [3, 3, 3].map { .maps(channelAxis: $0) } + [.vector, .vector, .vector, .scores])
  }

  @Test func linesAndStates() {
    let model = """
      in x 2×3×50
      weight w 4×3×5
      Conv x w -> conv
      Transpose conv -> turned perm=0,2,1
      weight u 4×6
      MatMul turned u -> tokens
      weight v 1×24×6
      weight r 1×24×6
      LSTM tokens v r -> Y Yh Yc hidden_size=6
      out Y
      """
    #expect(kind(model, "conv", 2, 4, 46) == .signals(channelAxis: 1))
    #expect(kind(model, "turned", 2, 46, 4) == .signals(channelAxis: 2))
    #expect(kind(model, "tokens", 2, 46, 6) == .states(timeAxis: 1))
    #expect(kind(model, "Y", 46, 1, 2, 6) == .states(timeAxis: 0))
    #expect(kind(model, "x", 2, 3, 50) == .states(timeAxis: 1))
  }

  @Test func vectorsAndScores() {
    let model = "in x 2×4\nweight w 4×5\nMatMul x w -> h\nRelu h -> y\nout y"
    #expect(kind(model, "x", 2, 4) == .vector && kind(model, "h", 2, 5) == .vector)
    #expect(kind(model, "y", 2, 5) == .scores && kind(model, "y", 2, 1) == .vector)
    #expect(kind(model, "y", 5) == .vector && kind(model, "nothing", 2, 5) == .vector)
  }

  @Test(arguments: ["", "Cast s -> t to=1\n", "Dropout s -> t\n", "Where m s m -> t\n"])
  func attention(between: String) {
    let taken = between.isEmpty ? "s" : "t"
    let model = """
      in q 2×4×7×5
      in k 2×4×5×7
      in v 2×4×7×5
      in m 2×4×7×7
      MatMul q k -> scores
      Softmax scores -> s
      \(between)MatMul \(taken) v -> mixed
      Softmax mixed -> p
      MatMul v p -> other
      out other
      """
    #expect(kind(model, "s", 2, 4, 7, 7) == .attention && kind(model, "s", 8, 7, 7) == .attention)
    #expect(kind(model, "s", 2, 4, 7, 1) != .attention && kind(model, "s", 7, 7) != .attention)
    // No weights: it is the right factor.
    #expect(kind(model, "p", 2, 4, 7, 5) != .attention && kind(model, "scores", 2, 4, 7, 7) != .attention)
  }

  @Test func attentionOfATrainedModel() throws {
    let report = try report("recordings/letters.onnx", "letters.npz")
    let found = report.values.filter { $0.kind == .attention }
    #expect(found.map { $0.value?.path } == ["layers.0.attention", "layers.1.attention"])
    #expect(found.allSatisfy { $0.array.dims == [1, 4, 11, 11] && $0.sampleAxis == 0 })
    #expect(report.values.first?.kind == .tokens && report.values.first?.value?.isInput == true)
    #expect(report.value("logits")?.kind == .states(timeAxis: 1))
  }

  @Test func plumbing() {
    let model = """
      in:int64 ids 2×7
      in x 2×7
      Shape x -> size
      ints axes 0
      Gather size axes -> one
      ReduceMean x -> mean
      Cast ids -> codes to=6
      ArgMax x -> best
      out best
      """
    #expect(kind(model, whole("ids", [2, 7])) == .tokens && kind(model, whole("best", [2])) == .tokens)
    #expect(kind(model, whole("size", [2])) == .plumbing && kind(model, whole("one", [1])) == .plumbing)
    #expect(kind(model, whole("codes", [2, 7])) == .plumbing && kind(model, whole("what", [2])) == .other)
    #expect(kind(model, "mean", 1) == .plumbing && kind(model, "x", 0, 7) == .plumbing)
    #expect(kind(model, counted("mean", [])) == .plumbing && kind(model, "axes", 1) == .plumbing)
  }

  /// What the next value has again is no finding of its own.
  @Test func steps() {
    let model = typed(
      """
      in x 2×4
      weight w 4×5
      weight b 5
      MatMul x w -> product @fc:Linear
      Add product b -> sum @fc:Linear
      ints to 1 -1
      Reshape sum to -> shaped
      Add shaped shaped -> twice
      Identity twice -> y
      out y
      """)
    let names = ["product", "sum", "shaped", "twice", "y"]
    let report = scan(model, names.map { counted($0, [2, 5]) })
    #expect(names.map { report.value($0)?.isStep } == [true, false, true, false, false])
    // A module's output is what was asked for.
    #expect(scan(model, counted("fc", [2, 5])).values.map(\.isStep) == [false])
  }

  @Test func samplesAreCounted() {
    let model = typed(
      "in x 3×4\nweight w 4×5\nMatMul x w -> h\nweight v 1×24×6\nGRU h v v -> Y Yh hidden_size=6\nout Y")
    let report = scan(model, counted("x", [3, 4]), counted("h", [3, 5]), counted("Y", [7, 1, 3, 6]))
    #expect(report.samples == 3)
    #expect(report.values.map(\.sampleAxis) == [0, 0, 2] && report.values.map(\.channelAxis) == [1, 1, 3])
    // Without an input it is what most have in common.
    #expect(scan(model, counted("h", [6, 5]), counted("a", [6, 2]), counted("b", [5, 2])).samples == 6)
    #expect(scan(model, []).samples == 1)
  }
}
