import Attention
import Charts
import DiagramModel
import Rendering

/// What a token of an image looks at, over the patches of the image.
struct ImageMaps {
  let report: AttentionReport
  let options: AttentionPageOptions

  /// A square of patches, after some tokens that are none.
  struct Patches: Equatable {
    var side: Int
    var before: Int

    /// Finds the square in a number of tokens: all of them, or all but the first; nil of others, and of fewer than four patches.
    init?(tokens: Int) {
      for before in 0...1 {
        let side = Int(Double(max(0, tokens - before)).squareRoot())
        guard side > 1, side * side == tokens - before else { continue }
        (self.side, self.before) = (side, before)
        return
      }
      return nil
    }
  }

  /// A map of each layer, of the heads asked for, and of the rollout. Empty where tokens are no square.
  var sections: [Sheet.Section] {
    let fitting = report.layers.indices.filter { Patches(tokens: report.layers[$0].keys) != nil }
    let shown = evenSteps(fitting.count, most: AttentionPageTuning.mostImages).map { fitting[$0] }
    let maps = shown.compactMap { layer in
      map(layer, heads: Array(0..<report.layers[layer].heads)).map { (report.layers[layer].label, $0) }
    }
    guard !maps.isEmpty else { return [] }
    var lines = ["The mean over heads, one scale for all layers."]
    if shown.count < report.layers.count {
      lines.append("\(shown.count) of \(report.layers.count) layers are shown.")
    }
    var sections = [section(title, lines, maps)]
    let names = HeadNames(report: report)
    let heads = options.heads.prefix(AttentionPageTuning.mostLarge).compactMap { place in
      fitting.contains(place.layer)
        ? map(place.layer, heads: [place.head]).map { (names.name(place.layer, place.head), $0) } : nil
    }
    if !heads.isEmpty { sections.append(section(title + ", head by head", [], heads)) }
    if let rollout = rolloutMap {
      sections.append(
        section(
          title + ", rollout", ["Over all layers, half of a token passing by each (Abnar and Zuidema 2020)."],
          [("", rollout)], unit: "share"))
    }
    return sections
  }

  private var title: String {
    if let query = options.query { return "What token \(query) looks at in the image" }
    let hasClass = report.layers.contains { Patches(tokens: $0.keys)?.before == 1 && $0.isSquare }
    return hasClass ? "What the class token looks at in the image" : "What patches look at in the image"
  }

  private func section(
    _ title: String, _ lines: [String], _ maps: [(label: String, grid: NumberGrid)],
    unit: String = "weight"
  ) -> Sheet.Section {
    let tiles = maps.map { TileChart.Tile(.numbers($0.grid), label: $0.label) }
    let reach = maps.reduce(0.0) { max($0, Double($1.grid.extremes?.high ?? 0)) }
    let chart = TileChart(
      tiles, colors: ValueColors(.fromGround, from: 0, to: max(reach, 1e-6)), unit: unit,
      columns: AttentionPageTuning.imagesPerRow)
    return Sheet.Section(title, lines: lines, .charts([chart]))
  }

  /// The mean weights of a layer's heads over the patches, as the query has them.
  private func map(_ layer: Int, heads: [Int]) -> NumberGrid? {
    let own = report.layers[layer]
    let rows = heads.filter { (0..<own.heads).contains($0) }.map { own.head($0) }
    return grid(queries: own.queries, keys: own.keys, rows: rows.map { Array($0) })
  }

  private var rolloutMap: NumberGrid? {
    guard report.layers.count > 1, let rollout = AttentionRollout(report.layers) else { return nil }
    return grid(queries: rollout.tokens, keys: rollout.tokens, rows: [rollout.shares.map { Float($0) }])
  }

  /// The mean of some tables over the patches: of the query asked for, the class token, or all queries.
  private func grid(queries: Int, keys: Int, rows: [[Float]]) -> NumberGrid? {
    guard let patches = Patches(tokens: keys), !rows.isEmpty else { return nil }
    let chosen: Range<Int>
    if let query = options.query {
      guard (0..<queries).contains(query) else { return nil }
      chosen = query..<(query + 1)
    } else {
      chosen = patches.before == 1 && queries == keys ? 0..<1 : 0..<queries
    }
    var sums = [Double](repeating: 0, count: keys)
    for table in rows {
      for query in chosen {
        for key in 0..<keys { sums[key] += Double(table[query * keys + key]) }
      }
    }
    let count = Double(rows.count * chosen.count)
    let values = sums[patches.before...].map { Float($0 / count) }
    return NumberGrid(columns: patches.side, rows: patches.side, values: values)
  }
}
