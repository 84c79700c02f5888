import Charts
import Exporting
import ModelGraph
import Parallelism
import Rendering
import TextOutput
import Weights

/// Kernels and matrices, large.
struct PictureSections {
  let report: WeightReport
  let rows: [WeightRows.Row]
  let pictures: TensorPictures

  /// Kernels of convolutions as tiles, one common scale for each convolution.
  var kernels: Sheet.Section? {
    let places = rows.places(report) { $0.role == .kernel }
    let found = places.map { ($0, pictures.tiles(of: report.tensors[$0], most: WeightPageTuning.mostTiles)) }
    let tiled = found.compactMap { place, tiles in tiles.map { (place, $0) } }
    guard !tiled.isEmpty else { return nil }
    var charts: [any Chart] = []
    for (place, tiles) in tiled.prefix(WeightPageTuning.mostKernels) { charts.append(chart(tiles, place)) }
    return Sheet.Section(
      "Kernels", lines: [Self.shown(charts.count, of: tiled.count, "convolutions")], .charts(charts))
  }

  /// Matrices as heat maps.
  var matrices: Sheet.Section? {
    let places = rows.places(report) { $0.role == .matrix || $0.role == .table || $0.role == .cells }
    let shown = Array(places.prefix(WeightPageTuning.mostMatrices))
    let charts = shown.compactMap { place -> (any Chart)? in
      let most = WeightPageTuning.heat
      guard let grid = pictures.grid(of: report.tensors[place].stored, columns: most.columns, rows: most.rows)
      else {
        return nil
      }
      let reach = WeightGroup([place], of: report).whole?.colorReach
      return HeatChart(
        title: report.tensors[place].stored.layerLabel + " · " + "\(grid.allRows)×\(grid.allColumns)",
        grid.numbers,
        colors: reach.map { .diverging(reaching: $0.reach) } ?? .fitting([grid.numbers]),
        unit: reach?.isCut == true ? "alike beyond" : "",
        columnLabels: .range(0...Double(grid.allColumns)))
    }
    guard !charts.isEmpty else { return nil }
    return Sheet.Section(
      "Matrices", lines: [Self.shown(charts.count, of: places.count, "matrices")], .charts(charts))
  }

  private func chart(_ tiles: KernelTiles, _ place: Int) -> TileChart {
    let reach = Double(tiles.reach)
    let pixels = tiles.tiles.map { tile -> TileChart.Tile in
      guard tiles.hasColors else {
        return .init(.numbers(NumberGrid(columns: tiles.columns, rows: tiles.rows, values: tile.values)))
      }
      // Grey stands for 0.
      let bytes = tile.values.map { value -> UInt8 in
        let share = reach > 0 && value.isFinite ? Double(value) / reach : 0
        return UInt8(max(0, min(255, (127.5 + 127.5 * share).rounded())))
      }
      return .init(.rgb(columns: tiles.columns, rows: tiles.rows, bytes))
    }
    let label = report.tensors[place].stored.layerLabel
    let count =
      tiles.tiles.count < tiles.channels
      ? "\(tiles.tiles.count) strongest of \(tiles.channels)" : "\(tiles.channels)"
    let scale = tiles.hasColors ? "red, green, blue; grey is 0, full colour ±\(FigureText.number(reach))" : ""
    return TileChart(
      title: "\(label) · \(count) kernels", pixels, colors: .diverging(reaching: reach), unit: scale,
      columns: 8,
      hasKey: !tiles.hasColors)
  }

  private static func shown(_ shown: Int, of all: Int, _ what: String) -> String {
    shown < all ? "The first \(shown) of \(all) \(what); --only names others." : ""
  }
}
