import Testing

@testable import Idioms

/// The stretch on which a function is shown tells it from its neighbours, and values are the function's own.
@Suite struct CurveTests {
  private func program(_ function: ElementOperation.Unary) -> ElementProgram {
    program(.unary(function), [.input])
  }

  private func program(
    _ operation: ElementOperation, _ operands: [ElementProgram.Operand]
  ) -> ElementProgram {
    var program = ElementProgram()
    let isAdded = program.add(operation, operands)
    #expect(isAdded)
    return program
  }

  private func curve(_ function: ElementOperation.Unary) throws -> Curve {
    try #require(Curve(of: program(function)))
  }

  @Test func reluBendsAtZeroInTheMiddle() throws {
    let relu = try curve(.relu)
    #expect(relu.inputs.lowerBound == -relu.inputs.upperBound)
    let middle = relu.values.count / 2
    #expect(relu.values[...middle].allSatisfy { $0 == 0 })
    #expect(relu.values[middle + 1] > 0 && relu.values.last == relu.inputs.upperBound)
  }

  /// Values at points, from the functions' definitions.
  @Test(arguments: [
    (ElementOperation.Unary.sigmoid, 0.0, 0.5), (.tanh, 0, 0), (.gelu(tanh: false), 1, 0.8413447),
    (.swish(1), -1, -0.2689414), (.softplus, 0, 0.6931472), (.elu(1), -1, -0.6321206),
    (.hardSwish, -1.5, -0.375),
    (.mish, -1, -0.3034015), (.leaky(0.1), -1, -0.1),
  ])
  func valuesAreTheFunctions(_ function: ElementOperation.Unary, _ input: Double, _ value: Double) throws {
    let curve = try curve(function)
    #expect(curve.inputs.contains(input))
    let width = curve.inputs.upperBound - curve.inputs.lowerBound
    let place = (input - curve.inputs.lowerBound) / width * Double(curve.values.count - 1)
    let below = curve.values[Int(place)]
    let above = curve.values[min(Int(place) + 1, curve.values.count - 1)]
    #expect(abs(below + (above - below) * (place - place.rounded(.down)) - value) < 1e-3)
  }

  /// What is shown of the ends of a function whose range has ends, and of a dip below zero.
  @Test func characterIsShown() throws {
    for (function, ends) in [
      (ElementOperation.Unary.sigmoid, (0.0, 1.0)), (.tanh, (-1, 1)), (.softsign, (-1, 1)),
    ] {
      let curve = try curve(function)
      #expect(curve.inputs.lowerBound == -curve.inputs.upperBound)
      #expect(curve.values[0] < ends.0 + 0.2 && curve.values[curve.values.count - 1] > ends.1 - 0.2)
    }
    let dips = try [ElementOperation.Unary.gelu(tanh: false), .swish(1), .mish, .hardSwish].map {
      let values = try curve($0).values
      return -(values.min() ?? 0) / (values.max() ?? 1)
    }
    #expect(dips.allSatisfy { $0 > 0.07 }, "\(dips)")
    #expect(try curve(.swish(1)).inputs.lowerBound < curve(.gelu(tanh: false)).inputs.lowerBound)
    #expect(try curve(.threshold(3)).inputs.upperBound > 4)
    #expect(try curve(.threshold(-3)).inputs.lowerBound < -3)
  }

  @Test func clipsShowBothBounds() throws {
    for (low, high) in [(0.0, 6.0), (-1, 1), (0, 20), (2, 3), (-9, -8)] {
      let clip = program(.ternary(.clip), [.input, .scalar(low), .scalar(high)])
      let curve = try #require(Curve(of: clip))
      #expect(curve.inputs.lowerBound <= min(low, 0) && curve.inputs.upperBound >= max(high, 0))
      #expect(curve.values.first == low && curve.values.last == high)
    }
  }

  @Test func whatIsNoFunctionOfOneNumberHasNone() {
    #expect(Curve(of: program(.reduce(.softmax), [.input])) == nil)
    #expect(Curve(of: program(.binary(.multiply), [.input, .vector(0)])) == nil)
    #expect(Curve(of: program(.log)) == nil && Curve(of: program(.reciprocal)) == nil)
  }
}
