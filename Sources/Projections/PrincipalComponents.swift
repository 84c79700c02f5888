/// Points in many dimensions seen along the axes on which they are spread most (principal component analysis).
///
/// Points are centred and not scaled; variances are by n − 1. An axis points to where its largest share is positive, so
/// that the picture does not depend on chance.
public struct PrincipalComponents: Sendable, Equatable {
  /// By axis: the place of each point on it.
  public let places: [[Double]]
  /// By axis: its share of the whole variance.
  public let explained: [Double]

  /// Where there are more points and more dimensions than this, only the axes asked for are worked out.
  public static let mostSize = 1024

  /// Finds the first axes.
  ///
  /// - Parameters:
  ///   - points: `count` rows of `width` numbers, all finite.
  ///   - axes: how many.
  /// - Returns: nil where there are fewer than two points, or all points are one.
  ///
  /// Cost: count × width × the smaller of both, and its cube; beyond ``mostSize`` count × width × some hundreds. There axes that
  /// hardly differ in their variance may be mixed.
  public init?(_ points: [Double], count: Int, width: Int, axes: Int) {
    let (size, overflow) = count.multipliedReportingOverflow(by: width)
    guard count > 1, width > 0, !overflow, points.count == size else { return nil }
    var centred = points
    for column in 0..<width {
      var sum = 0.0
      for row in 0..<count { sum += points[row * width + column] }
      let mean = sum / Double(count)
      for row in 0..<count { centred[row * width + column] -= mean }
    }
    var total = 0.0
    for value in centred { total += value * value }
    guard total > 0, total.isFinite else { return nil }
    let kept = min(axes, min(count - 1, width))
    let directions = Self.directions(centred, count, width, kept)
    guard directions.vectors.count == kept, kept > 0 else { return nil }
    places = directions.vectors.map { axis in
      (0..<count).map { row in
        var sum = 0.0
        for column in 0..<width { sum += centred[row * width + column] * axis[column] }
        return sum
      }
    }
    explained = directions.values.map { max(0, $0) / total }
  }

  /// The first axes in the space of the points, each of length 1.
  private static func directions(
    _ centred: [Double], _ count: Int, _ width: Int, _ kept: Int
  ) -> (values: [Double], vectors: [[Double]]) {
    if min(count, width) > mostSize {
      let leading = LeadingDirections(of: centred, count: count, width: width, wanted: kept)
      return (leading.values, leading.vectors.map(turned))
    }
    if width <= count {
      var columns = [Double](repeating: 0, count: count * width)
      for row in 0..<count {
        for column in 0..<width { columns[column * count + row] = centred[row * width + column] }
      }
      let eigen = SymmetricMatrix(productsOf: columns, count: width, width: count).eigen(withVectors: true)
      return (Array(eigen.values.prefix(kept)), eigen.vectors.prefix(kept).map(turned))
    }
    // There are fewer points than dimensions: the same axes from the products of points.
    let eigen = SymmetricMatrix(productsOf: centred, count: count, width: width).eigen(withVectors: true)
    let vectors = zip(eigen.values, eigen.vectors).prefix(kept).map { value, weights -> [Double] in
      var axis = [Double](repeating: 0, count: width)
      for row in 0..<count {
        for column in 0..<width { axis[column] += weights[row] * centred[row * width + column] }
      }
      let length = max(value, 0).squareRoot()
      return turned(length > 0 ? axis.map { $0 / length } : axis)
    }
    return (Array(eigen.values.prefix(kept)), vectors)
  }

  /// The axis, or its opposite: the one whose largest share is positive.
  private static func turned(_ axis: [Double]) -> [Double] {
    let largest = axis.max { abs($0) < abs($1) } ?? 0
    return largest < 0 ? axis.map { -$0 } : axis
  }
}
