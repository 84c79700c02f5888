import Foundation
import TestSupport

/// Points for tests, the same on every run.
enum PointData {
  /// Numbers that follow no pattern, from −½ to ½.
  static func scattered(_ count: Int, seed: UInt64) -> [Double] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-53 - 0.5
    }
  }

  /// Rows around a few centres, in turn.
  static func clusters(_ count: Int, of centers: Int, width: Int, spread: Double = 0.2) -> [Double] {
    let middles = scattered(centers * width, seed: 11)
    var noise = scattered(count * width, seed: 12)
    for row in 0..<count {
      for column in 0..<width {
        noise[row * width + column] =
          noise[row * width + column] * spread + middles[row % centers * width + column]
      }
    }
    return noise
  }

  /// What scikit-learn says about the digits (`Tests/Oracles/projections.py`).
  struct Digits: Decodable {
    struct Map: Decodable {
      var divergence, trustworthiness: Double
    }
    var width: Int
    var explained: [Double]
    var places: [[Double]]
    var exact, barnes_hut: Map
    var pca_trustworthiness: Double

    static func load() throws -> (points: [Double], known: Digits) {
      let data = try Data(contentsOf: URL(fileURLWithPath: fixturePath("digits_embedding.f32")))
      let points = stride(from: 0, to: data.count, by: 4).map { place in
        Double(Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(data[place + $1]) << UInt32(8 * $1) }))
      }
      let json = try Data(contentsOf: URL(fileURLWithPath: fixturePath("digits_embedding.json")))
      return (points, try JSONDecoder().decode(Digits.self, from: json))
    }
  }

  /// How far the neighbours on a map are neighbours among the points, from 0 to 1 (Venna and Kaski 2001).
  static func trustworthiness(_ points: [Double], width: Int, _ places: [[Double]], neighbors: Int) -> Double
  {
    let count = points.count / width
    func order(_ row: Int, _ distance: (Int) -> Double) -> [Int] {
      let distances = (0..<count).map(distance)
      return (0..<count).filter { $0 != row }.sorted { (distances[$0], $0) < (distances[$1], $1) }
    }
    var sum = 0
    for row in 0..<count {
      var ranks = [Int](repeating: 0, count: count)
      let among = order(row) { other in
        var sum = 0.0
        for column in 0..<width {
          let difference = points[row * width + column] - points[other * width + column]
          sum += difference * difference
        }
        return sum
      }
      for (rank, other) in among.enumerated() { ranks[other] = rank + 1 }
      let seen = order(row) { other in
        places.reduce(0) { $0 + ($1[row] - $1[other]) * ($1[row] - $1[other]) }
      }
      for other in seen.prefix(neighbors) { sum += max(0, ranks[other] - neighbors) }
    }
    let scale = Double(count * neighbors * (2 * count - 3 * neighbors - 1))
    return 1 - 2 / scale * Double(sum)
  }
}
