import Charts

/// Data that look like those of models and of their training; the same on every machine.
enum SampleData {
  /// Numbers that look random: between -1 and 1, about normal with σ near 0.4.
  struct Noise {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 2_862_933_555_777_941_757 &+ 3_037_000_493 }

    mutating func next() -> Double {
      // The mean of a few even numbers.
      (0..<4).reduce(0.0) { sum, _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return sum + Double(state >> 40) / Double(1 << 24) / 2 - 0.25
      }
    }
  }

  /// A bell of counts.
  static func bell(_ count: Int, of most: Double, center: Double = 0.5, width: Double = 0.15) -> [Int] {
    (0..<count).map { place in
      let x = ((Double(place) + 0.5) / Double(count) - center) / width
      return Int(most / (1 + x * x * (1 + x * x * 0.5)))
    }
  }

  static let weights = Bins(counts: bell(60, of: 41_250), low: -0.118, high: 0.121, below: 210, above: 1_233)
  static let quantiles = Quantiles(-0.096, -0.058, -0.021, 0.0012, 0.0235, 0.061, 0.104)

  /// A kernel: a wave or a blob.
  static func kernel(_ number: Int, side: Int = 7) -> NumberGrid {
    let (a, b) = (Double(number % 5) - 2, Double(number / 5 % 5) - 2)
    let values = (0..<(side * side)).map { place -> Float in
      let (x, y) = (Double(place % side) / Double(side) - 0.43, Double(place / side) / Double(side) - 0.43)
      let wave = a * x + b * y
      let fall = 1 / (1 + 9 * (x * x + y * y))
      return Float((wave - wave * wave * wave * 1.4 + (number % 3 == 0 ? 0.2 : -0.1)) * fall * 0.4)
    }
    return NumberGrid(columns: side, rows: side, values: values)
  }

  /// A matrix with faint rows and columns, and a few outliers.
  static func matrix(columns: Int, rows: Int, seed: UInt64 = 3) -> NumberGrid {
    var noise = Noise(seed)
    let across = (0..<columns).map { _ in noise.next() }
    let values = (0..<(rows * columns)).map { place -> Float in
      let row = place / columns
      return Float(noise.next() * 0.05 * (1 + 1.5 * abs(across[place % columns])) * (row % 37 == 5 ? 3 : 1))
    }
    return NumberGrid(columns: columns, rows: rows, values: values)
  }

  static let tokens = [
    "[CLS]", "the", "animal", "did", "n't", "cross", "the", "street", "because", "it", "was", "too", "tired",
    "[SEP]",
  ]

  /// Attention of each token: to itself, to the one before, to a few that it means.
  static let attention: NumberGrid = {
    let count = tokens.count
    var values: [Float] = []
    for row in 0..<count {
      var weights = (0..<count).map { column -> Double in
        column == row ? 0.25 : column == row - 1 ? 0.5 : column == 0 ? 0.2 : 0.02
      }
      if row == 9 { (weights[2], weights[7]) = (2.0, 0.35) }
      let sum = weights.reduce(0, +)
      values += weights.map { Float($0 / sum) }
    }
    return NumberGrid(columns: count, rows: count, values: values)
  }()

  static let layers = (0..<12).flatMap { ["encoder.layer.\($0).attention", "encoder.layer.\($0).output"] }

  /// Sizes of gradients, layer by layer over steps: the first layers vanish.
  static let gradients: NumberGrid = {
    var noise = Noise(11)
    let columns = 200
    var values: [Float] = []
    for row in 0..<layers.count {
      for column in 0..<columns {
        let decades = -1.5 - Double(layers.count - row) * 0.14 - Double(column) * 0.006 + noise.next() * 0.5
        values.append(Float(exponential(decades * 2.302585)))
      }
    }
    values[5 * columns + 90] = .nan
    return NumberGrid(columns: columns, rows: layers.count, values: values)
  }()

  /// e to a power, by squaring: the same on every machine.
  static func exponential(_ x: Double) -> Double {
    var power = 1 + x / 65536
    for _ in 0..<16 { power *= power }
    return power
  }
}
