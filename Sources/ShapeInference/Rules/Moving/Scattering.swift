/// Replacing elements by index: the data's type and shape stay.
enum Scattering {
  static let rules: [Rule] = Rule.all(
    ["Scatter", "ScatterElements", "ScatterND", "TensorScatter"], Elementwise.sameAsFirst)
}
