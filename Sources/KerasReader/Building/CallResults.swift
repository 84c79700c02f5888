import ModelGraph

/// The results of the calls of a functional model's layers, as they are made.
struct CallResults {
  private let numbers: CallNumbers
  /// By call: its results; none before it is written out.
  private var results: [Slots]

  init(_ layers: [Layer]) {
    numbers = CallNumbers(layers)
    results = [Slots](repeating: [], count: numbers.count)
  }

  /// Keeps the results of a call.
  mutating func note(_ values: [ValueID], of place: CallPlace) {
    if let number = numbers[place.layer, place.call] { results[number] = Slots(values) }
  }

  /// The value that a reference names; nil where there is none.
  func value(_ reference: Reference) -> ValueID? {
    guard let layer = reference.layer, let number = numbers[layer, reference.call] else { return nil }
    return reference.tensor < results[number].count ? results[number][reference.tensor] : nil
  }
}
