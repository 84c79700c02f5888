import TestSupport
import Testing

@testable import Weights

/// NaN, infinities, constants, outliers and zeros: each rule just where it begins to speak.
@Suite struct ElementFindingTests {
  @Test func nan() throws {
    var numbers = trained(64)
    #expect(try findings(matrix: numbers, rows: 8) == [])
    numbers[9] = .nan
    #expect(try findings(matrix: numbers, rows: 8) == ["nan w: NaN in w: 1 of 64"])
  }

  @Test(arguments: [8, 9]) func nanEverywhere(count: Int) throws {
    let found = try findings([], (0..<count).map { .floats("w\($0)", [2], [.nan, 1]) })
    #expect(found.count == (count == 8 ? 8 : 1))
    #expect(
      found.first == (count == 8 ? "nan w0: NaN in w0: 1 of 2" : "nan w0: NaN in w0 and 8 more tensors"))
  }

  @Test func infinities() throws {
    #expect(
      try findings(matrix: [1, .infinity, 2, 3], rows: 2)
        == ["infinite w: infinity in w: 1 of 4"])
    #expect(try findings(matrix: [0, -.infinity, 0, 0], rows: 2).contains { $0.hasPrefix("infinite") })
  }

  /// What is added to scores so that some become 0.
  @Test func masksAreNotTold() throws {
    let add = [Wire.node("Add", inputs: ["x", "m"], outputs: ["y"])]
    #expect(try findings(add, [.floats("m", [2, 2], [0, -.infinity, 0, 0])]) == [])
    #expect(try findings(add, [.floats("m", [2, 2], [0, .infinity, 0, 0])]).count == 1)
    #expect(try findings(add, [.floats("m", [2, 2], [0, -.infinity, 1, 0])]).count == 1)
  }

  @Test func constants() throws {
    #expect(
      try findings(matrix: [0.5, 0.5, 0.5, 0.5], rows: 2)
        == ["constant w: every weight of w is 0.5"])
    #expect(try findings(matrix: [0.5, 0.5, 0.5, 0.501], rows: 2) == [])
    // One number is always constant, and a scale of ones is what a norm begins with.
    #expect(try findings(matrix: [0.5], rows: 1) == [])
    let norm = [Wire.node("Mul", inputs: ["x", "m"], outputs: ["y"])]
    #expect(try findings(norm, [.floats("m", [4], [1, 1, 1, 1])]) == [])
  }

  /// One weight of so many σ, beside some hundred.
  private func outliers(_ sizes: [Float], among count: Int = 1000) throws -> [String] {
    var numbers = (0..<count).map { Float($0 % 2 == 0 ? 1 : -1) * (1 + Float($0) * 1e-5) }
    for (place, size) in sizes.enumerated() { numbers[7 * place + 3] = size }
    return try findings(matrix: numbers, rows: 10)
  }

  @Test func outliers() throws {
    // With one of `size`, σ² is 1 + size²/1000.
    #expect(try outliers([14]).map { $0.prefix(26) } == ["outlier w: one outlier of "])
    #expect(try outliers([13]) == [])
    #expect(try outliers([-40, 40, 40]).first?.hasPrefix("outlier w: 3 outliers of up to") == true)
    #expect(try outliers([80, 80, 80, 80]) == [])
    // Nothing lies between an outlier and a fourth of its size.
    #expect(try outliers([40, 12, 12, 12]) == [] && outliers([40, 12]) != [])
    // Of few numbers one is always large.
    #expect(try outliers([100], among: 250) == [] && outliers([100], among: 260) != [])
  }

  @Test func zeros() throws {
    var numbers = trained(400)
    for place in 0..<39 { numbers[10 * place] = 0 }
    #expect(try findings(matrix: numbers, rows: 40) == [])
    for place in 0..<40 { numbers[10 * place + place % 7] = 0 }
    let told = try findings(matrix: numbers, rows: 40)
    #expect(told.count == 1 && told[0].hasPrefix("zeros w: ") && told[0].hasSuffix(" of w is zero"))
  }

  /// Codes of few bits are 0 by rounding.
  @Test func zerosOfWholeNumbers() throws {
    let bytes = (0..<400).map { UInt8($0 % 3) }
    let product = [Wire.node("MatMulInteger", inputs: ["x", "w"], outputs: ["y"])]
    #expect(
      try findings(product, [.tensor("w", 3, [40, 10], raw: bytes)]).filter { $0.hasPrefix("zeros") } == [])
  }
}
