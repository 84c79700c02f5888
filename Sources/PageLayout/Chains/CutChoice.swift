/// Chooses where a chain is cut, so that its columns are about equally high.
struct CutChoice {
  /// A place where it may be cut.
  struct Place {
    /// Where what stands above it ends.
    let above: Double
    /// Where what stands below it begins.
    let below: Double
    /// What a cut there costs.
    let price: Double
  }

  /// Where the chain begins and ends.
  let top: Double
  let bottom: Double
  /// From the top.
  let places: [Place]

  /// The places that make so many columns as equal as can be, and among those that are about equal the best; nil where
  /// columns would differ too much.
  ///
  /// Cost: the square of the places for each column; beyond a bound it finds none.
  func cuts(forColumns count: Int) -> [Int]? {
    guard count > 1, places.count >= count - 1, places.count <= PageTuning.most.cuts, bottom > top else {
      return nil
    }
    // By column: by place where it ends, the least cost up to there, and the place where it begins.
    var best: [[(cost: Double, from: Int)]] = [
      places.indices.map { (cost(from: nil, to: $0, count) + places[$0].price, -1) }
    ]
    for column in 1..<count - 1 {
      best.append(
        places.indices.map { place in
          var least = (cost: Double.infinity, from: -1)
          for from in 0..<place {
            let cost = best[column - 1][from].cost + cost(from: from, to: place, count) + places[place].price
            if cost < least.cost { least = (cost, from) }
          }
          return least
        })
    }
    let ends = places.indices.map { best[count - 2][$0].cost + cost(from: $0, to: nil, count) }
    guard var place = ends.indices.min(by: { ends[$0] < ends[$1] }), ends[place] < .infinity else {
      return nil
    }
    var chosen: [Int] = [place]
    for column in (1..<count - 1).reversed() {
      place = best[column][place].from
      chosen.append(place)
    }
    chosen.reverse()
    return areEqual(chosen) ? chosen : nil
  }

  /// The height of a column between two places, nil for the chain's ends.
  private func height(from: Int?, to: Int?) -> Double {
    (to.map { places[$0].above } ?? bottom) - (from.map { places[$0].below } ?? top)
  }

  private func cost(from: Int?, to: Int?, _ count: Int) -> Double {
    let share = (bottom - top) / Double(count)
    let off = abs(height(from: from, to: to) / share - 1)
    return off * PageTuning.offCost.within + max(0, off - PageTuning.evenness) * PageTuning.offCost.beyond
  }

  private func areEqual(_ cuts: [Int]) -> Bool {
    let ends = cuts.map { Optional($0) }
    let heights = zip([nil] + ends, ends + [nil]).map { height(from: $0, to: $1) }
    guard let most = heights.max(), let least = heights.min() else { return false }
    return most - least <= PageTuning.mostDifference * most
  }
}
