import ModelGraph

/// A stored tensor of a layer, before it is a value of the graph.
struct Weight: Hashable {
  var name: String
  var dims: [Int64]
  var dtype: DataType
  /// Whether training changes it where the layer is not frozen, which it does not for moving averages; nil
  /// where a file has a tensor that no rule knows.
  var isTrainable: Bool? = true
  /// Where a file has its elements.
  var location = TensorRef.Location.none

  /// The number of elements; nil where it overflows.
  var count: Int64? { TensorRef(dataType: dtype, dims: dims).elementCount }
}

extension Weight {
  /// The same under a longer name, unless that were longer than any that a person wrote.
  func prefixed(_ prefix: String) -> Weight {
    Weight(
      name: name.utf8.count < KerasLimits.weightNameBytes ? prefix + name : name, dims: dims, dtype: dtype,
      isTrainable: isTrainable, location: location
    )
  }
}

/// All of some weights, or nil where one is not known.
func all(_ weights: Weight?...) -> [Weight]? {
  let known = weights.compactMap { $0 }
  return known.count == weights.count ? known : nil
}
