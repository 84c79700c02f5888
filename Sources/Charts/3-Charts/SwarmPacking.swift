import DiagramModel

/// Places of points around a line: each as near to it as others leave room, above and below in turn.
struct SwarmPacking {
  /// Around the line, in the order of the points: along it, and from it.
  private(set) var places: [Point]

  /// Packs points.
  ///
  /// - Parameters:
  ///   - all: where they are along the line.
  ///   - size: the diameter of a point.
  ///   - room: the extent that they may have across the line; where they need more they come closer, so that the height of
  ///     a swarm still tells how dense it is.
  ///
  /// Cost: that of sorting them, and for each at most ``ChartTuning/mostLanes`` comparisons.
  init(_ all: [Double], size: Double, room: Double) {
    let order = all.indices.sorted { (all[$0], $0) < (all[$1], $1) }
    var ends: [Double] = []
    var lanes = [Int](repeating: 0, count: all.count)
    for place in order {
      let x = all[place]
      if let free = ends.firstIndex(where: { x - $0 >= size }) {
        lanes[place] = free
      } else if ends.count < ChartTuning.mostLanes {
        lanes[place] = ends.count
        ends.append(x)
        continue
      } else {
        // All lanes are full here: the one that was used the longest ago.
        lanes[place] = ends.indices.min { (ends[$0], $0) < (ends[$1], $1) } ?? 0
      }
      ends[lanes[place]] = x
    }
    let reach = Double((max(ends.count, 1)) / 2)
    let step = reach > 0 ? min(size, max(0, room - size) / 2 / reach) : 0
    places = zip(all, lanes).map { x, lane in
      // 0, 1, −1, 2, −2, …
      let distance = Double((lane + 1) / 2) * (lane % 2 == 1 ? -1 : 1)
      return Point(x, distance * step)
    }
  }
}
