import Testing

@testable import Idioms

/// What is read off a function's values agrees with PyTorch's autograd and SciPy's search, both in double precision.
@Suite struct FunctionShapeTests {
  private func program(_ name: String) throws -> ElementProgram {
    try #require(KnownFunctions.named(name)).program
  }

  private func shape(_ name: String) throws -> FunctionShape {
    try #require(FunctionShape(of: program(name)))
  }

  /// One operation on the input and numbers.
  private func shape(
    _ operation: ElementOperation, _ numbers: Double...
  ) throws -> FunctionShape {
    var program = ElementProgram()
    let isAdded = program.add(operation, [.input] + numbers.map { .scalar($0) })
    #expect(isAdded)
    return try #require(FunctionShape(of: program))
  }

  /// Values and slopes at −2, −0.5 and 1.
  @Test(
    arguments: [
      ("gelu", [-0.0455002639, -0.1542687694, 0.8413447461], [-0.0852318011, 0.1325048753, 1.0833154706]),
      (
        "gelu-tanh", [-0.0454023059, -0.1542859902, 0.8411919906],
        [-0.0860992566, 0.1326300965, 1.0829640838]
      ),
      ("silu", [-0.238405844, -0.1887703344, 0.7310585786], [-0.0907842488, 0.2600388127, 0.9276705119]),
      ("mish", [-0.2525014827, -0.2207437747, 0.8650983883], [-0.1083550924, 0.2895106779, 1.0490362201]),
      ("sigmoid", [0.119202922, 0.3775406688, 0.7310585786], [0.1049935854, 0.2350037122, 0.1966119332]),
      ("tanh", [-0.9640275801, -0.4621171573, 0.761594156], [0.0706508249, 0.786447733, 0.4199743416]),
      ("softplus", [0.126928011, 0.4740769842, 1.3132616875], [0.119202922, 0.3775406688, 0.7310585786]),
      ("softsign", [-0.6666666667, -0.3333333333, 0.5], [0.1111111111, 0.4444444444, 0.25]),
      ("elu", [-0.8646647168, -0.3934693403, 1], [0.1353352832, 0.6065306597, 1]),
      ("celu", [-0.8646647168, -0.3934693403, 1], [0.1353352832, 0.6065306597, 1]),
      ("selu", [-1.5201664686, -0.6917581878, 1.0507009874], [0.2379328723, 1.066341153, 1.0507009874]),
      (
        "hard-swish", [-0.3333333333, -0.2083333333, 0.6666666667],
        [-0.1666666667, 0.3333333333, 0.8333333333]
      ),
      (
        "hard-sigmoid", [0.1666666667, 0.4166666667, 0.6666666667],
        [0.1666666667, 0.1666666667, 0.1666666667]
      ),
      (
        "log-sigmoid", [-2.126928011, -0.9740769842, -0.3132616875],
        [0.880797078, 0.6224593312, 0.2689414214]
      ),
      (
        "tanh-shrink", [-1.0359724199, -0.0378828427, 0.238405844], [0.9293491751, 0.213552267, 0.5800256584]
      ),
      ("relu6", [0, 0, 1], [0, 0, 1]), ("leaky-relu", [-0.02, -0.005, 1], [0.01, 0.01, 1]),
      (
        "quick-gelu", [-0.0643413769, -0.1496115634, 0.8457957659],
        [-0.0738153543, 0.120778088, 1.0677796066]
      ),
      ("squared-relu", [0, 0, 1], [0, 0, 2]),
      ("erf", [-0.995322265, -0.5204998778, 0.8427007929], [0.0206669854, 0.8787825789, 0.4151074974]),
    ] as [(String, [Double], [Double])])
  func slopesAreThoseOfAutograd(_ name: String, _ values: [Double], _ slopes: [Double]) throws {
    let found = FunctionSlopes(try program(name), try shape(name).bends)
    for (place, input) in [-2.0, -0.5, 1].enumerated() {
      let point = found.point(at: input)
      #expect(abs(point.value - values[place]) < 2e-8, "\(name) at \(input)")
      #expect(abs(point.slope - slopes[place]) < 2e-8, "\(name) at \(input): \(point.slope)")
    }
  }

  @Test(
    arguments: [
      ("gelu", -0.751792, -0.169971207), ("gelu-tanh", -0.752461, -0.170040751),
      ("silu", -1.278465, -0.278464543), ("mish", -1.192431, -0.308843413), ("hard-swish", -1.5, -0.375),
      ("quick-gelu", -0.751154, -0.16361019),
    ])
  func dipsAreFound(_ name: String, _ input: Double, _ value: Double) throws {
    let shape = try shape(name)
    #expect(shape.trend == .turning && shape.turns.count == 1)
    let turn = try #require(shape.turns.first)
    #expect(turn.isLeast && abs(turn.input - input) < 1e-5 && abs(turn.value - value) < 1e-8)
    #expect(shape.least.isReached && shape.least.value == turn.value)
    #expect(shape.greatest == .init(value: .infinity, isReached: false))
  }

  @Test(
    arguments: [
      ("gelu", -3.0675, nil), ("silu", -6.471, nil), ("mish", -6.4719, nil), ("sigmoid", -4.5952, 4.5952),
      ("tanh", -2.9933, 2.9933), ("elu", -4.6052, nil), ("softplus", -4.6002, nil),
      ("softsign", -49.0, 49.0), ("hard-swish", -3, nil), ("relu", 0, nil), ("relu6", 0, 6),
      ("hard-sigmoid", -3, 3), ("thresholded-relu", 1, nil), ("leaky-relu", nil, nil), ("sin", nil, nil),
      ("identity", nil, nil),
    ] as [(String, Double?, Double?)])
  func saturationBeginsWhereTheSlopeIsSmall(_ name: String, _ below: Double?, _ above: Double?) throws {
    let shape = try shape(name)
    for (found, wanted) in [(shape.saturatedBelow, below), (shape.saturatedAbove, above)] {
      #expect((found == nil) == (wanted == nil), "\(name)")
      if let found, let wanted { #expect(abs(found - wanted) < 1e-3, "\(name) \(found)") }
    }
  }

  /// Ends of ranges: those in brackets are values of the function, others it only nears.
  @Test(
    arguments: [
      ("sigmoid", (0, false), (1, false), .rising), ("tanh", (-1, false), (1, false), .rising),
      ("erf", (-1, false), (1, false), .rising), ("relu", (0, true), (.infinity, false), .notFalling),
      ("relu6", (0, true), (6, true), .notFalling), ("hard-tanh", (-1, true), (1, true), .notFalling),
      ("squared-relu", (0, true), (.infinity, false), .notFalling),
      ("softplus", (0, false), (.infinity, false), .rising),
      ("elu", (-1, false), (.infinity, false), .rising),
      ("log-sigmoid", (-.infinity, false), (0, false), .rising), ("sin", (-1, true), (1, true), .turning),
      ("identity", (-.infinity, false), (.infinity, false), .rising),
      ("exp", (0, false), (.infinity, false), .rising),
    ] as [(String, (Double, Bool), (Double, Bool), FunctionShape.Trend)])
  func rangesAndTrends(
    _ name: String, _ least: (Double, Bool), _ greatest: (Double, Bool), _ trend: FunctionShape.Trend
  ) throws {
    let shape = try shape(name)
    #expect(shape.trend == trend, "\(name)")
    for (found, wanted) in [(shape.least, least), (shape.greatest, greatest)] {
      #expect(found.isReached == wanted.1, "\(name)")
      #expect(found.value == wanted.0 || abs(found.value - wanted.0) < 1e-6, "\(name) \(found.value)")
    }
  }

  @Test func bendsAndJumpsAreTold() throws {
    #expect(try shape("relu").bends == [.init(input: 0, isJump: false)])
    #expect(try shape("hard-swish").bends.map(\.input) == [-3, 3])
    #expect(try shape("thresholded-relu").bends == [.init(input: 1, isJump: true)])
    #expect(try shape(.unary(.sign)).bends.first?.isJump == true)
    #expect(try shape(.ternary(.clip), -9, 2.5).bends.map(\.input) == [-9, 2.5])
    for smooth in ["gelu", "silu", "mish", "sigmoid", "softplus", "sin", "tanh-shrink", "exp"] {
      #expect(try shape(smooth).bends.isEmpty, "\(smooth)")
    }
  }

  /// The dashed line of a ReLU's slope has a gap at zero, and full values beside it.
  @Test func slopesAreCutAtBends() throws {
    let points = try shape("relu").points
    let bend = try #require(points.firstIndex { $0.slope.isNaN })
    #expect(points[bend].input == 0 && points[bend].value == 0)
    #expect(abs(points[bend - 1].slope) < 1e-9 && abs(points[bend + 1].slope - 1) < 1e-9)
    #expect(zip(points, points.dropFirst()).allSatisfy { $0.input <= $1.input })
  }

  /// Bends and the beginning of saturation lie inside of what is drawn.
  @Test func allThatIsSaidIsDrawn() throws {
    for known in KnownFunctions.all where known.words[0] != "softsign" {
      let shape = try #require(FunctionShape(of: known.program), "\(known.words)")
      let places = shape.bends.map(\.input) + [shape.saturatedBelow, shape.saturatedAbove].compactMap(\.self)
      for place in places {
        #expect(place > shape.inputs.lowerBound && place < shape.inputs.upperBound, "\(known.words) \(place)")
      }
      #expect(shape.points.allSatisfy { $0.input.isFinite })
    }
  }

  /// A soft cap of scores is drawn as far as it goes on.
  @Test func wideFunctionsAreDrawnWide() throws {
    var cap = ElementProgram()
    let isWhole =
      cap.add(.binary(.divide), [.input, .scalar(800)]) && cap.add(.unary(.tanh), [.step(0)])
      && cap.add(.binary(.multiply), [.step(1), .scalar(50)])
    #expect(isWhole)
    let shape = try #require(FunctionShape(of: cap))
    #expect(shape.inputs.upperBound > 1_000)
    #expect(abs(shape.greatest.value - 50) < 1e-6 && !shape.greatest.isReached)
  }

  @Test func whatIsNoFunctionOfOneNumberHasNoShape() {
    var (row, log) = (ElementProgram(), ElementProgram())
    let areAdded = row.add(.reduce(.softmax), [.input]) && log.add(.unary(.log), [.input])
    #expect(areAdded)
    #expect(FunctionShape(of: row) == nil && FunctionShape(of: log) == nil)
  }
}
