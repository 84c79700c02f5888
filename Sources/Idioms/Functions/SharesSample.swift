/// What pictures of a softmax show: some numbers of which one stands out, and what becomes of them.
public enum SharesSample {
  /// The numbers that come in.
  public static let scores = [0.6, 1.6, 2.9, 2.0, 0.2]

  /// Their shares of a whole, or the logarithms of these.
  public static func shares(isLogarithm: Bool) -> [Double] {
    var program = ElementProgram()
    _ = program.add(.reduce(isLogarithm ? .logSoftmax : .softmax), [.input])
    return program.evaluate(scores, columns: scores.count)
  }
}
