/// What pulls and pushes the points of a map.
struct MapForces {
  /// By point: towards those it belongs to, away where negative.
  private(set) var pulls: [SIMD2<Double>]
  /// By point: away from all others, not yet divided by `whole`.
  private(set) var pushes: [SIMD2<Double>]
  /// The nearness of all pairs, each in both orders.
  private(set) var whole = 0.0

  /// Between all pairs at once. Cost: points² / 2.
  init(all map: [SIMD2<Double>], _ shares: [Double]) {
    let count = map.count
    var pulls = [SIMD2<Double>](repeating: .zero, count: count)
    var pushes = pulls
    var whole = 0.0
    map.withUnsafeBufferPointer { map in
      shares.withUnsafeBufferPointer { shares in
        pulls.withUnsafeMutableBufferPointer { pulls in
          pushes.withUnsafeMutableBufferPointer { pushes in
            var place = 0
            for first in 1..<max(count, 1) {
              let own = map[first]
              var (pull, push) = (SIMD2<Double>.zero, SIMD2<Double>.zero)
              for second in 0..<first {
                let difference = own - map[second]
                let near = 1 / (1 + (difference.x * difference.x + difference.y * difference.y))
                whole += near
                let towards = difference * (near * shares[place])
                let away = difference * (near * near)
                pull -= towards
                push += away
                pulls[second] += towards
                pushes[second] -= away
                place += 1
              }
              pulls[first] += pull
              pushes[first] += push
            }
          }
        }
      }
    }
    (self.pulls, self.pushes, self.whole) = (pulls, pushes, 2 * whole)
  }

  /// Pulls between some pairs, pushes from groups of far points. Cost: pairs, and points × their logarithm.
  init(_ map: [SIMD2<Double>], starts: [Int], others: [Int32], _ shares: [Double]) {
    var pulls = [SIMD2<Double>](repeating: .zero, count: map.count)
    map.withUnsafeBufferPointer { map in
      pulls.withUnsafeMutableBufferPointer { pulls in
        others.withUnsafeBufferPointer { others in
          shares.withUnsafeBufferPointer { shares in
            for first in map.indices {
              let own = map[first]
              var pull = SIMD2<Double>.zero
              for place in starts[first]..<starts[first + 1] {
                let second = Int(others[place])
                let difference = own - map[second]
                let near = 1 / (1 + (difference.x * difference.x + difference.y * difference.y))
                let towards = difference * (near * shares[place])
                pull -= towards
                pulls[second] += towards
              }
              pulls[first] += pull
            }
          }
        }
      }
    }
    self.pulls = pulls
    pushes = []
    (pushes, whole) = QuadTree(map).pushes()
  }
}
