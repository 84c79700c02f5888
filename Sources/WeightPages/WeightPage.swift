import Charts
import Exporting
import Parallelism
import Rendering
import Weights

/// Draws a report of weights as a page: what is worth knowing, a table with a row a tensor, kernels and matrices.
///
/// - Parameters:
///   - report: the tensors and findings.
///   - rows: the tensors as rows.
///   - pictures: reads tensors again, one of each kind.
///   - options: what is shown.
///   - further: parts that follow, such as those of trees.
///
/// Cost: linear in the tensors that have a picture.
public func weightPage(
  _ report: WeightReport, _ rows: [WeightRows.Row], _ pictures: TensorPictures, _ options: WeightPageOptions,
  further: [Sheet.Section] = []
) -> Scene {
  let table = WeightTableSection(report: report, rows: rows, grids: thumbnails(report, rows, pictures))
  let large = PictureSections(report: report, rows: rows, pictures: pictures)
  var sheet = Sheet(options.title ?? "", lines: [weightTotals(report)] + unreadTensors(report))
  sheet.findings = report.findings.map { Finding($0.code.level, $0.text) }
  sheet.sections = report.tensors.isEmpty && !further.isEmpty ? [] : [Sheet.Section("", .table(table.table))]
  let projections = ProjectionSections(
    report: report, rows: rows, pictures: pictures, rowNames: options.rowNames)
  let asked = [
    options.projectsTables ? projections.tables : nil, options.showsSpectrum ? projections.spectra : nil,
  ]
  for section in asked + [large.kernels, large.matrices] { if let section { sheet.sections.append(section) } }
  sheet.sections += further
  return sheet.scene()
}

/// By the first tensor of a row: a small picture of it.
private func thumbnails(
  _ report: WeightReport, _ rows: [WeightRows.Row], _ pictures: TensorPictures
) -> [Int: TensorGrid] {
  let places = rows.compactMap(\.group?.places.first).filter { report.tensors[$0].stored.isMatrix }
  let grids = Grids(count: places.count)
  parallelFor(places.count, width: processorCount) { _, piece in
    let most = WeightPageTuning.thumbnail
    grids.set(
      pictures.grid(of: report.tensors[places[piece]].stored, columns: most.columns, rows: most.rows),
      at: piece)
  }
  var found: [Int: TensorGrid] = [:]
  for (place, grid) in zip(places, grids.all) where found[place] == nil { found[place] = grid }
  return found
}

/// Pictures that threads make. (Unchecked: under a lock.)
private final class Grids: @unchecked Sendable {
  private let lock = Lock()
  private(set) var all: [TensorGrid?]

  init(count: Int) { all = [TensorGrid?](repeating: nil, count: count) }

  func set(_ grid: TensorGrid?, at place: Int) { lock.locked { all[place] = grid } }
}
