import ModelGraph
import Weights

/// How far one recording is from another of the same inputs: a quantised model from its parent, an export from its source.
public struct ActivityErrors: Sendable {
  /// The values that both have, in the order of the model.
  public var rows: [Row] = []
  /// The arrays of the first that the other has not, or with other dims.
  public var alone: [String] = []

  /// One value in both.
  public struct Row: Sendable {
    /// The array's name in the first recording.
    public var name: String
    /// What to call it. Safe for all outputs.
    public var label: String
    /// Its place in ``ActivityReport/values`` of the first.
    public var number: Int
    /// How many elements both have.
    public var count: Int64 = 0
    /// How many of them differ.
    public var differing: Int64 = 0
    /// Sums over pairs of finite elements, the reference first.
    var signal = 0.0
    var noise = 0.0
    var product = 0.0
    var other = 0.0
    /// The largest difference; nil where no pair is finite.
    public var largest: Double?
  }
}

extension ActivityErrors.Row {
  /// The root of the errors' mean square, as a share of that of the reference; nil where that is 0.
  public var relative: Double? {
    signal > 0 ? (noise / signal).squareRoot() : noise == 0 && count > 0 ? 0 : nil
  }

  /// The ratio of signal to noise in decibels, 10·log₁₀(Σx² / Σ(x − y)²); nil where there is no noise, or no signal.
  public var decibels: Double? { signal > 0 && noise > 0 ? 10 * decimalLogarithm(signal / noise) : nil }

  /// The cosine of the angle between both as vectors; nil where one is 0.
  public var cosine: Double? {
    signal > 0 && other > 0 ? product / (signal.squareRoot() * other.squareRoot()) : nil
  }

  /// The ratio for readers: `41.3 dB`, `equal`.
  public var decibelText: String {
    if noise == 0 { return count > 0 ? "equal" : "" }
    guard let decibels else { return "no signal" }
    return FigureText.number(decibels) + " dB"
  }

  fileprivate mutating func add(_ x: Double, _ y: Double) {
    count += 1
    if x != y, !(x.isNaN && y.isNaN) { differing += 1 }
    guard x.isFinite, y.isFinite else { return }
    let difference = x - y
    signal += x * x
    other += y * y
    product += x * y
    noise += difference * difference
    largest = max(largest ?? 0, abs(difference))
  }
}

/// Compares two recordings, value by value: by the value of the model that both are of, else by name.
///
/// - Parameters:
///   - report: the one whose errors are looked for.
///   - reference: the one that is right.
///
/// Cost: linear in the elements of both.
public func compareActivity(_ report: ActivityReport, with reference: ActivityReport) -> ActivityErrors {
  var errors = ActivityErrors()
  var named: [String: Int] = [:]
  for (number, value) in reference.values.enumerated() where named[value.key] == nil {
    named[value.key] = number
  }
  // What the rest of a quantised model sees of a value is the dequantised one: it may lack what is below 0.
  let replaced = Set(report.values.compactMap(\.quantized))
  for (number, value) in report.values.enumerated() where value.kind != .plumbing {
    if !value.isGradient, let name = value.value?.name, replaced.contains(name) { continue }
    // An exporter may give the dequantised one the name, and call the other something that the parent does not know.
    let source = value.quantized.flatMap { named[$0] == nil ? nil : $0 }
    let partner = source.flatMap { named[$0] } ?? named[value.key] ?? named[value.array.name]
    guard let partner, reference.values[partner].array.dims == value.array.dims,
      let row = row(value, of: source, reference.values[partner], number)
    else {
      if !value.isStep { errors.alone.append(value.array.name) }
      continue
    }
    errors.rows.append(row)
  }
  return errors
}

extension RecordedValue {
  /// What two recordings of one value have in common. Two models that differ by their quantisation name values alike.
  fileprivate var key: String { (value?.name ?? array.name) + (isGradient ? " (gradient)" : "") }
}

/// - Parameter source: the name of the value that a dequantised one stands for.
private func row(
  _ value: RecordedValue, of source: String?, _ reference: RecordedValue, _ number: Int
) -> ActivityErrors.Row? {
  guard let count = value.array.elementCount else { return nil }
  // What dequantises stands in the module that reads an input, and in the one that made another value.
  let isOwn = reference.value?.isInput != true && value.value?.path.isEmpty == false
  let label = source == nil ? value.label : isOwn ? value.title : reference.title
  var row = ActivityErrors.Row(name: source ?? value.array.name, label: label, number: number)
  // What has to be read in order, or lies in another order, is read as a whole.
  let areInPieces = [value, reference].allSatisfy { value in
    !value.array.isColumnMajor && (try? value.array.open())?.isRandomAccess == true
  }
  guard areInPieces else {
    guard let own = value.all, let other = reference.all else { return nil }
    for (x, y) in zip(other, own) { row.add(Double(x), Double(y)) }
    return row
  }
  // Each look at a packed one would unpack it anew.
  var (value, reference) = (value, reference)
  guard let array = try? value.array.unpacked(), let partner = try? reference.array.unpacked() else {
    return nil
  }
  (value.array, reference.array) = (array, partner)
  let (own, other) = (value.task, reference.task)
  for start in stride(from: 0, to: count, by: ActivityTuning.comparedNumbers) {
    let range = start..<min(count, start + ActivityTuning.comparedNumbers)
    guard let y = try? own.numbers(range), let x = try? other.numbers(range) else { return nil }
    for place in x.indices { row.add(x[place], y[place]) }
  }
  return row
}
