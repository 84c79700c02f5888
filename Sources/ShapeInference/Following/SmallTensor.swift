/// A small tensor that is followed by value: its dims as plain numbers, its elements in row-major order.
///
/// Exporters compute shapes with all of ONNX: amounts of padding are joined, reshaped to pairs, reversed,
/// transposed and cast. So elements are moved as the operators move them, whatever the rank.
struct SmallTensor: Sendable, Hashable {
  let dims: [Int]
  let elements: [Scalar]

  /// Joins dims and elements; nil where their numbers do not agree.
  init?(_ dims: [Int], _ elements: [Scalar]) {
    guard Self.count(dims) == elements.count else { return nil }
    self.dims = dims
    self.elements = elements
  }

  /// For dims that were counted already.
  private init(counted dims: [Int], _ elements: [Scalar]) {
    self.dims = dims
    self.elements = elements
  }

  /// The number of elements that dims hold; nil where there are more than are followed. Dims beside a 0 are bounded
  /// in the same way, since places along them are listed.
  static func count(_ dims: [Int]) -> Int? {
    var total = 1
    var isEmpty = false
    for dim in dims {
      guard dim >= 0, dim <= InferenceLimits.elements / total else { return nil }
      if dim == 0 { isEmpty = true } else { total *= dim }
    }
    return isEmpty ? 0 : total
  }

  /// Dims as plain numbers, where all are known and they hold few elements.
  static func plain(_ shape: [Extent]) -> [Int]? {
    var dims: [Int] = []
    for extent in shape {
      guard let value = extent.value, let dim = Int(exactly: value) else { return nil }
      dims.append(dim)
    }
    return count(dims) == nil ? nil : dims
  }

  /// By axis: how many elements a step along it passes.
  static func strides(of dims: [Int]) -> [Int] {
    var strides = [Int](repeating: 1, count: dims.count)
    for axis in dims.indices.dropLast().reversed() { strides[axis] = strides[axis + 1] * dims[axis + 1] }
    return strides
  }

  /// Where each element of some dims is found, a step along an axis being so many elements.
  private static func positions(_ dims: [Int], _ steps: [Int]) -> [Int] {
    if dims.contains(0) { return [] }
    var positions = [0]
    for (axis, dim) in dims.enumerated() where dim > 1 {
      var longer: [Int] = []
      longer.reserveCapacity(positions.count * dim)
      for position in positions {
        for index in 0..<dim { longer.append(position + index * steps[axis]) }
      }
      positions = longer
    }
    return positions
  }

  // MARK: Moving

  /// By axis: all places along it, to be changed before ``picking(_:filler:)``.
  var allPlaces: [[Int?]] { dims.map { dim in (0..<dim).map { $0 } } }

  /// The elements at places that are listed for each axis; `filler` where the list of any axis has a gap.
  ///
  /// Slices, paddings, repeats and reversals are all of this kind. Nil where the result would be too large.
  func picking(_ places: [[Int?]], filler: Scalar = .unknown) -> SmallTensor? {
    let result = places.map(\.count)
    guard places.count == dims.count, let total = Self.count(result) else { return nil }
    guard total > 0 else { return SmallTensor(counted: result, []) }
    var positions: [Int?] = [0]
    for (axis, list) in places.enumerated() {
      let step = dims[axis]
      var longer: [Int?] = []
      longer.reserveCapacity(positions.count * list.count)
      for position in positions {
        for place in list {
          guard let position, let place, 0 <= place, place < step else {
            longer.append(nil)
            continue
          }
          longer.append(position * step + place)
        }
      }
      positions = longer
    }
    return SmallTensor(counted: result, positions.map { $0.map { elements[$0] } ?? filler })
  }

  /// Axes in another order.
  func transposed(_ order: [Int]) -> SmallTensor {
    let own = Self.strides(of: dims)
    return viewed(order.map { dims[$0] }, order.map { own[$0] })
  }

  /// Repeats elements so that they fill larger dims, as broadcasting does; nil where dims do not fit.
  func spread(to target: [Int]) -> SmallTensor? {
    guard target.count >= dims.count, Self.count(target) != nil else { return nil }
    let padded = [Int](repeating: 1, count: target.count - dims.count) + dims
    let own = [Int](repeating: 0, count: target.count - dims.count) + Self.strides(of: dims)
    for axis in target.indices where padded[axis] != target[axis] && padded[axis] != 1 { return nil }
    return viewed(target, target.indices.map { padded[$0] == 1 ? 0 : own[$0] })
  }

  /// The elements seen through other dims, whose steps along each axis are given.
  private func viewed(_ target: [Int], _ steps: [Int]) -> SmallTensor {
    SmallTensor(counted: target, Self.positions(target, steps).map { elements[$0] })
  }

  /// Tensors one behind the other along an axis; all other dims have to be equal.
  static func joined(_ parts: [SmallTensor], axis: Int) -> SmallTensor? {
    guard let first = parts.first, first.dims.indices.contains(axis) else { return nil }
    var dims = first.dims
    dims[axis] = 0
    for part in parts {
      guard part.dims.count == dims.count else { return nil }
      for other in dims.indices where other != axis && part.dims[other] != dims[other] { return nil }
      dims[axis] += part.dims[axis]
    }
    guard let total = count(dims) else { return nil }
    guard total > 0 else { return SmallTensor(counted: dims, []) }
    let outer = dims[..<axis].reduce(1, *)
    let inner = dims[(axis + 1)...].reduce(1, *)
    var elements: [Scalar] = []
    for row in 0..<outer {
      for part in parts {
        let length = part.dims[axis] * inner
        elements += part.elements[row * length..<(row + 1) * length]
      }
    }
    return SmallTensor(dims, elements)
  }

  // MARK: Joining elements

  /// Joins the elements along axes to one each; nil where there are none to join.
  func reduced(_ axes: Set<Int>, _ combine: (Scalar, Scalar) -> Scalar) -> [Scalar]? {
    guard !elements.isEmpty else { return nil }
    let kept = dims.indices.map { axes.contains($0) ? 1 : dims[$0] }
    let steps = Self.strides(of: kept).enumerated().map { axes.contains($0) ? 0 : $1 }
    var result = [Scalar?](repeating: nil, count: kept.reduce(1, *))
    for (element, place) in zip(elements, Self.positions(dims, steps)) {
      result[place] = result[place].map { combine($0, element) } ?? element
    }
    return result.map { $0 ?? .unknown }
  }
}
