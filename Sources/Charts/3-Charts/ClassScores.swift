extension BarChart {
  /// The classes with the highest scores as bars, the highest at the top. Scores that are shares of 1 have percents, a scale from
  /// 0 to 1 and the rest as a bar; other scores only those shown.
  ///
  /// - Parameters:
  ///   - title: what it is about.
  ///   - scores: a score for each class; one that is not finite stands last.
  ///   - classes: names of the classes; one without a name is `class 3`.
  ///   - most: the most bars.
  public static func scores(
    title: String = "", _ scores: [Double], classes: [String] = [], most: Int = 5
  ) -> BarChart {
    func name(_ number: Int) -> String {
      classes.indices.contains(number) && !classes[number].isEmpty ? classes[number] : "class \(number)"
    }
    let order = scores.indices.sorted { a, b in
      let (first, second) = (scores[a].isFinite, scores[b].isFinite)
      guard first, second else { return first != second ? first : a < b }
      return (-scores[a], a) < (-scores[b], b)
    }
    let areShares = scores.allSatisfy { $0 >= 0 } && abs(scores.reduce(0, +) - 1) < ChartTuning.shareRounding
    let shown = order.prefix(order.count == most + 1 ? order.count : max(1, most))
    let rest = order.dropFirst(shown.count)
    let sum = rest.reduce(0) { $0 + scores[$1] }
    var chart = BarChart(
      title: title, shown.map { Bar(name($0), scores[$0]) }, unit: areShares || shown.isEmpty ? "" : "score",
      others: areShares && !rest.isEmpty ? (rest.count, sum) : nil, most: shown.count,
      range: areShares ? 0...1 : nil)
    chart.areShares = areShares
    return chart
  }
}
