import DiagramModel
import Folding
import Idioms
import ModelGraph
import TestSupport
import Testing

@testable import Composing

/// Cards of activations show the function's own curve, and none where it is not known.
@Suite struct GlyphTests {
  private func glyphs(_ text: String, _ options: ComposeOptions = ComposeOptions()) throws -> [Glyph?] {
    try diagram(text, options).cards.map(\.glyph)
  }

  @Test func aReluIsABend() throws {
    let glyph = try #require(try glyphs("in x 1×8\nRelu x -> y\nout y").first ?? nil)
    let piece = try #require(glyph.curve.first)
    #expect(glyph.curve.count == 1 && piece.count == 3 && glyph.bars.isEmpty)
    #expect(piece[0].y == piece[1].y && piece[1].x == Metrics.glyph.width / 2 && piece[2].y < 1)
    #expect(glyph.origin == piece[1])
  }

  @Test(arguments: [
    "Relu x -> y", "Sigmoid x -> y", "Tanh x -> y", "LeakyRelu x -> y alpha=0.1", "Elu x -> y", "Selu x -> y",
    "HardSwish x -> y", "HardSigmoid x -> y", "Softplus x -> y", "Mish x -> y", "Gelu x -> y", "Celu x -> y",
    "Gelu x -> y approximate=tanh", "ThresholdedRelu x -> y", "Softsign x -> y", "Swish x -> y",
    "Shrink x -> y", "scalar low 0\nscalar high 6\nClip x low high -> y", "scalar low 0\nClip x low -> y",
    "scalar slope 0.25\nPRelu x slope -> y", "Softmax x -> y", "LogSoftmax x -> y",
    "keras::ReLU x -> y negative_slope=0.1 threshold=0.5 max_value=4", "keras::LeakyReLU x -> y alpha=0.3",
    "keras::ELU x -> y alpha=1.5", "keras::Activation x -> y activation=swish", "keras::Softmax x -> y",
    "keras::Activation x -> y activation=softmax",
  ])
  func activationsHaveOne(_ line: String) throws {
    for glyph in try glyphs("in x 1×8\n\(line)\nout y") {
      let glyph = try #require(glyph)
      let places = glyph.curve.flatMap(\.self) + glyph.bars.flatMap { [$0.origin, Point($0.maxX, $0.maxY)] }
      #expect(places.count > 1 && places.count < 24)
      for place in places + [glyph.origin] {
        #expect((0...Metrics.glyph.width).contains(place.x) && (0...Metrics.glyph.height).contains(place.y))
      }
      for place in glyph.curve.flatMap(\.self) {
        #expect(place.x == (place.x * 10).rounded() / 10 && place.y == (place.y * 10).rounded() / 10)
      }
    }
  }

  @Test(arguments: [
    // Bounds or slopes from elsewhere, or one for each channel; functions with two definitions; others.
    "Clip x low high -> y", "weight slope 8\nPRelu x slope -> y", "Hardmax x -> y", "Clip x -> y",
    "keras::Activation x -> y activation=hard_sigmoid", "keras::ReLU x -> y", "keras::PReLU x -> y",
    "other::Relu x -> y", "com.microsoft::BiasGelu x low -> y", "com.microsoft::FastGelu x low -> y",
    "Sqrt x -> y", "Add x low -> y",
  ])
  func othersHaveNone(_ line: String) throws {
    #expect(try glyphs("in x 1×8\nin low\nin high\n\(line)\nout y").allSatisfy { $0 == nil })
  }

  /// Idioms show theirs, whatever they are written as; what is one card with its convolution shows it below.
  @Test func idiomsHaveOne() throws {
    let text = """
      in x 1×3×8×8
      weight w 4×3×1×1
      Conv x w -> c kernel_shape=[1,1]
      Sigmoid c -> s
      Mul c s -> y
      Sigmoid y -> t
      Mul y t -> z
      out z
      """
    var model = makeModel(text)
    model.header = Header()
    let cards = compose(try fold(model, FoldOptions()), ComposeOptions()).cards
    #expect(cards.map(\.heading.text) == ["Conv + SiLU", "SiLU"])
    #expect(cards.map(\.hasGlyphBelow) == [true, false])
    #expect(cards[0].glyph != nil && cards[0].glyph === cards[1].glyph)
  }

  @Test func quantisedOnesKeepTheirs() throws {
    for type in ["Sigmoid", "Softmax"] {
      let text = """
        in x 1×8
        scalar s 0.5
        \(type) x -> y
        QuantizeLinear y s -> q
        DequantizeLinear q s -> d
        out d
        """
      let cards = compose(try fold(makeModel(text), FoldOptions()), ComposeOptions()).cards
      #expect(cards.map(\.heading.text) == [type] && cards[0].detail?.text == "uint8")
      #expect(cards[0].glyph != nil)
    }
  }

  @Test func cardsAreWideEnough() throws {
    let text = "in x 1×8\nRelu x -> y\nReduceMax y -> m\nLeakyRelu m -> z alpha=0.1\nout z"
    var options = ComposeOptions()
    let with = try diagram(text, options).panels[0].boxes.map(\.size.width)
    options.showsCurves = false
    #expect(try glyphs(text, options) == [nil, nil, nil])
    let without = try diagram(text, options).panels[0].boxes.map(\.size.width)
    let wider = zip(with, without).map { $0 - $1 }
    // Sizes are whole pixels.
    let least = Metrics.glyph.width + Metrics.glyphGap - 1
    #expect(wider.count == 5 && wider[1] > least && wider[3] > least && wider[0] + wider[2] == 0, "\(wider)")
  }

  /// What the mathematical library of another machine makes of the last digits does not reach the picture.
  @Test func lastDigitsDoNotMatter() throws {
    for function in [ElementOperation.Unary.sigmoid, .tanh, .gelu(tanh: false), .softplus, .mish, .elu(1)] {
      var exact = ElementProgram()
      var other = ElementProgram()
      let isAdded = [
        exact.add(.unary(function), [.input]), other.add(.unary(function), [.input]),
        other.add(.binary(.multiply), [.step(0), .scalar(1 + 1e-15)]),
      ]
      #expect(isAdded == [true, true, true])
      let curves = try [exact, other].map { Glyphs.glyph(of: try #require(Curve(of: $0))) }
      #expect(curves[0] == curves[1])
    }
  }

  /// A file may have thousands of different slopes.
  @Test func thereAreAtMostSoMany() throws {
    let lines = (0..<ComposeTuning.mostCurves + 50).map { "LeakyRelu x -> y\($0) alpha=0.\($0 + 1000)" }
    let outs = lines.indices.map { "out y\($0)" }
    let made = try glyphs((["in x 1×8"] + lines + outs).joined(separator: "\n")).compactMap(\.self)
    #expect(Set(made).count <= ComposeTuning.mostCurves)
  }
}
