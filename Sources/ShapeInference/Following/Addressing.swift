/// Where indices point in a small tensor, as GatherND, ScatterND and their like read them.
enum Addressing {
  /// Where each row of indices points: a place for every row, and how many elements lie from there on.
  struct Rows {
    /// By row; nil where the indices are unknown or out of range.
    var places: [Int?]
    var length: Int
  }

  /// Reads the last dim of the indices as coordinates of the leading dims.
  static func rows(of index: SmallTensor, in dims: [Int]) -> Rows? {
    guard let picked = index.dims.last, picked > 0, picked <= dims.count, let total = SmallTensor.count(dims),
      total > 0
    else { return nil }
    let strides = SmallTensor.strides(of: dims)
    var places: [Int?] = []
    for row in 0..<(index.elements.count / picked) {
      var place: Int? = 0
      for axis in 0..<picked {
        let found = Gathering.place(index.elements[row * picked + axis], in: dims[axis])
        place = place.flatMap { base in found.map { base + $0 * strides[axis] } }
      }
      places.append(place)
    }
    return Rows(places: places, length: strides[picked - 1])
  }

  /// The elements from a place on; unknown ones where the place is.
  static func elements(_ tensor: SmallTensor, _ place: Int?, _ length: Int) -> [Scalar] {
    place.map { Array(tensor.elements[$0..<$0 + length]) } ?? [Scalar](repeating: .unknown, count: length)
  }

  /// Reads each index as a coordinate along an axis; the others are the coordinates of the index itself.
  static func along(_ axis: Int, _ index: SmallTensor, in dims: [Int]) -> [Int?]? {
    guard index.dims.count == dims.count, let total = SmallTensor.count(dims), total > 0 else { return nil }
    let (own, target) = (SmallTensor.strides(of: index.dims), SmallTensor.strides(of: dims))
    return index.elements.indices.map { position in
      var place = 0
      for other in dims.indices {
        let coordinate = position / own[other] % index.dims[other]
        guard
          let found = other == axis ? Gathering.place(index.elements[position], in: dims[axis]) : coordinate,
          found < dims[other]
        else { return nil }
        place += found * target[other]
      }
      return place
    }
  }
}
